"""The runner-up letter: thanks, after an interview and a no, to somebody who was there (`docs/content.md` 2.4)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from jobnet.documents.addressees import refused
from jobnet.documents.context import TalkContext, another_is_open, is_manager, letter_frame, speaks_of, unsaid
from jobnet.errors import Exit, JobnetError
from jobnet.facts.history import History, runnerup_item
from jobnet.facts.items import Document
from jobnet.facts.people import (
    HowTold,
    as_addressed,
    decider,
    how_told,
    people_in,
    people_met,
    person_key,
    talks_to_thank_for,
    was_there,
)
from jobnet.facts.readers import Reader, ReaderKind
from jobnet.frozen import dataclass
from jobnet.profile.model import Application, Event, Person, Prose, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jobnet.facts.progress import Progress
    from jobnet.facts.snapshot import Snapshot

_MOST_NAMES = 3
_BY_THEM = ("You ", "Sie ", "Du ", "Vous ", "Tu ", "Usted ")
_NOTES = frozenset({"note", "recruiter", "unwanted"})


@dataclass(frozen=True)
class RunnerUp(TalkContext):
    """What is said after the no to this reader."""

    told: Annotated[HowTold, "How the news came."]
    is_call: Annotated[bool, "Whether a first call was all there was."]
    talked_on: Annotated[tuple[dt.date, ...], "The days of the interviews, if all are known: 2026-10-06, 2026-10-14."]
    talks: Annotated[int, "How many interviews there were: 2."]
    reader_met: Annotated[bool, "Whether the reader was there, or may have been: nothing says otherwise."]
    colleagues: Annotated[tuple[str, ...], "Others to thank, where they are few enough to name: Mr Ruiz."]
    regard: Annotated[tuple[Prose, ...], "What struck the seeker about reader, staff and company: You listened."]
    of_work: Annotated[Prose | None, "A sentence about the work: Teaching families is nursing at its best."]
    growth: Annotated[Prose | None, "A sentence about where the company grows: The home clinic opens in the spring."]
    promised: Annotated[Prose | None, "What the seeker promised: I will send you the allergen study."]
    is_their_promise: Annotated[bool, "Whether it was the reader who promised: You said that the depot will need help."]
    is_confidential: Annotated[bool, "Whether nobody at work may know of the search."]
    came_second: Annotated[bool, "Whether the seeker was told that they came second."]
    is_cancelled: Annotated[bool, "Whether the position was frozen or withdrawn, so that nobody was selected."]
    another_is_open: Annotated[bool, "Whether another application there is open: then nothing is said of openings."]
    to_recruiter: Annotated[bool, "Whether the reader is the recruiter in the house."]
    consultant: Annotated[str, "The agency's consultant: Joanna Pike."]
    manager: Annotated[str | None, "Who at the agency's client is to get the passage: Mr Sanderson."]
    titles: Annotated[tuple[str, ...], "The jobs the seeker looks for: Quality Manager, Technical Manager."]
    places: Annotated[tuple[str, ...], "Where the seeker looks for them: Bristol, Bath."]
    contact_lines: Annotated[tuple[str, ...], "Lines below the name: 0117 496 0182."]
    document: Document = Document.RUNNERUP

    @property
    def remembered(self) -> tuple[Prose, ...]:
        """What struck the seeker, and what stays in mind; to others met what is theirs."""
        return (*self.regard, *self.particulars)

    @property
    def is_their_doing(self) -> bool:
        """Whether what is remembered is what the reader did, in a sentence that begins with "You"."""
        return bool(self.memories) and self.memories[-1].startswith(_BY_THEM)


def runnerup_for(
    snapshot: Snapshot,
    application: Application,
    reader: Reader,
    *,
    interviewed: dt.date | None = None,
    told: dt.date | None = None,
    particulars: Iterable[Prose] = (),
    history: History = History(),
) -> RunnerUp:
    """What this reader is told after the no. Refuses where no letter would be true (RUN-01)."""
    application = _with_options(application, snapshot.today, interviewed, told, tuple(particulars))
    progress = snapshot.progress_of(application)
    _refuse_what_is_not_so(progress, told)
    profile, impression = snapshot.profile, application.impression
    end = progress.turn_down.stage if progress.turn_down else None
    situation = _situation(progress, reader)
    attended = [talk for talk in progress.talks if reader.key in map(person_key, talk.people)]
    talks = attended if situation == "note" else talks_to_thank_for(progress)
    if not talks:
        raise refused(
            application,
            f"{reader.name} did not talk with you for {application.position} at {application.company}.",
            f"Write to {decider(progress).name}, who did: leave out --to.",  # type: ignore[union-attr]
        )
    manager = application.hiring_manager and people_in((application,))[person_key(application.hiring_manager)]
    colleagues = _colleagues(progress, reader, manager, situation)
    known = history.items_of(reader.key)
    of_reader = impression.of_reader if is_manager(application, reader) else None
    # What passed between the seeker and who decided is no promise to who only recruits.
    is_theirs = situation != "recruiter" or (bool(attended) and decider(progress) == reader.person)
    promised = next(iter(unsaid(application, known, impression.promised if is_theirs else None)), None)
    item = runnerup_item(application, reader.key, snapshot.today)
    is_full = situation in {"standard", "recruiter"}
    is_told_plainly = application.wanted or situation == "agency"
    return RunnerUp(
        **letter_frame(snapshot, reader, history, (item,), situation if is_told_plainly else "unwanted"),
        application=application,
        told=how_told(progress, reader.key),
        is_call=not any(talk.is_interview for talk in talks),
        talked_on=_days(talks),
        talks=len(talks),
        reader_met=bool(reader.key) and any(was_there(talk, reader.key) for talk in talks),
        colleagues=colleagues if len(colleagues) <= _MOST_NAMES else (),
        regard=unsaid(
            application, known, *((of_reader, impression.of_staff, impression.of_company) if is_full else ())
        ),
        particulars=_particulars(application, reader, manager, situation, known),
        of_work=next(iter(unsaid(application, known, impression.of_work)), None),
        growth=impression.growth,
        promised=promised,
        is_their_promise=bool(promised and promised.startswith(_BY_THEM)),
        is_confidential=profile.search.confidential and profile.search.current_employer is not None,
        came_second=end is Stage.RUNNER_UP,
        is_cancelled=end is Stage.CANCELLED,
        another_is_open=another_is_open(snapshot, application),
        to_recruiter=situation == "recruiter",
        consultant=reader.name,
        manager=as_addressed(manager, reader.locale.language, familiar=reader.familiar) if manager else None,
        titles=profile.jobs_sought[:3] or (application.position,),
        places=profile.target_locations[:3],
        contact_lines=(profile.phone,) if profile.phone else (),
    )


def _days(talks: Sequence[Event]) -> tuple[dt.date, ...]:
    """Up to three; none where one is not known."""
    days = tuple(dict.fromkeys(each.date for each in talks if each.date))
    return days if len(days) <= _MOST_NAMES and all(each.date for each in talks) else ()


def needs_particulars(context: RunnerUp) -> bool:
    """Whether the letter is an empty form without something only a person in that room could write."""
    return _NOTES.isdisjoint(context.situations) and context.is_wanted and not context.is_cancelled


def _with_options(
    application: Application,
    today: dt.date,
    interviewed: dt.date | None,
    told: dt.date | None,
    particulars: tuple[Prose, ...],
) -> Application:
    """The application with what the options add to it, for this letter only."""
    for option, date in (("--interviewed", interviewed), ("--told", told)):
        if date is not None and date > today:
            raise JobnetError(f"{option} {date} is after {today}: the letter speaks of what has happened.", Exit.USAGE)
    if told is not None and interviewed is not None and told < interviewed:
        message = f"--told {told} lies before --interviewed {interviewed}: they said no after the talk."
        raise JobnetError(message, Exit.USAGE)
    if particulars:
        remembered = (*application.impression.particulars, *particulars)
        application = replace(application, impression=replace(application.impression, particulars=remembered))
    if interviewed is None or any(event.date == interviewed and event.is_talk for event in application.events):
        return application
    events = (Event(Stage.INTERVIEW, interviewed), *application.events)
    return replace(application, events=tuple(sorted(events, key=lambda event: event.date or dt.date.max)))


def _refuse_what_is_not_so(progress: Progress, told: dt.date | None) -> None:
    """This letter gives thanks for a talk, and answers a no; one is assumed where nothing contradicts it."""
    application, latest = progress.application, progress.latest
    where = f"{application.position} at {application.company}"
    ended = progress.end.stage if progress.end else None
    is_open = ended is None and told is None
    other = "a gracious withdrawal is another letter than this one, which answers a turn-down."
    thanks = ", and this letter gives thanks for one. (A test alone is no interview.)"
    theirs = "If it was they who said no, change that event to `rejected`."
    objections = (
        (
            not progress.talks,
            f"No interview for {where} is on record up to {progress.today}{thanks}",
            "If somebody interviewed you, say when: --interviewed DATE, or `interview: DATE` in the application.",
        ),
        (ended is Stage.WITHDRAWN, f"You withdrew from {where}: {other}", theirs),
        (ended is Stage.DECLINED, f"You declined {where}: {other}", theirs),
        (progress.is_accepted, f"You accepted {where}: there is no turn-down to answer.", ""),
        (
            is_open and latest is not None and latest.stage is Stage.REINSTATED,
            f"{where} was reopened on {latest.date if latest else ''}, so it is not turned down now.",
            "If they have said no again since, say when: --told DATE, or add the event.",
        ),
        (
            is_open and progress.has_open_offer,
            f"There is an open offer for {where}: this letter answers a turn-down.",
            "If they have withdrawn it, say when: --told DATE, or add the event `rejected`.",
        ),
    )
    for is_so, message, hint in objections:
        if is_so:
            raise refused(application, message, hint)


def _situation(progress: Progress, reader: Reader) -> str:
    """Which letter it is: of the template of this name, if there is one."""
    application, main, recruiter = progress.application, decider(progress), progress.application.recruiter
    if reader.kind is ReaderKind.RECRUITER_AGENCY or (reader.contact and reader.contact == application.agency):
        return "agency"
    recruits = reader.kind is ReaderKind.RECRUITER_INHOUSE or (recruiter and person_key(recruiter) == reader.key)
    told = {person_key(event.told_by) for event in application.events if event.told_by is not None}
    # Who only brought the news is thanked for the process, not for a talk that never was.
    only_told = reader.key in told and reader.key not in map(person_key, people_met(progress))
    if (recruits or only_told) and not is_manager(application, reader):
        return "recruiter"
    return "note" if main is not None and person_key(main) != reader.key else "standard"


def _colleagues(progress: Progress, reader: Reader, manager: Person | None, situation: str) -> tuple[str, ...]:
    """Whom the reader is asked to thank: those met, and to a recruiter the hiring manager first."""
    met = people_met(progress, talks_to_thank_for(progress))
    people = {person_key(each): each for each in met}
    if manager is not None and situation == "recruiter":
        people = {person_key(manager): manager} | people
    elif manager is not None and situation == "agency":
        people.pop(person_key(manager), None)  # the passage is to them
    people.pop(reader.key, None)
    return tuple(as_addressed(each, reader.locale.language, familiar=reader.familiar) for each in people.values())


def _particulars(
    application: Application, reader: Reader, manager: Person | None, situation: str, known: frozenset[str]
) -> tuple[Prose, ...]:
    """What is remembered, as this reader is to hear it."""
    addressee = manager if situation == "agency" else reader.person
    own = (addressee.particular,) if addressee is not None and addressee.particular else ()
    if situation == "note":
        return unsaid(application, known, *own)
    every = (*own, *application.impression.particulars)
    remembered = unsaid(application, known, *every) or every
    # "Mr Ruiz's walk stays with me" is nothing to write to Mr Ruiz.
    return tuple(each for each in remembered if each in own or not speaks_of(each, reader)) or remembered
