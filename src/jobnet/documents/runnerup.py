"""The runner-up letter: thanks, after an interview and a no, to somebody who was there (`docs/content.md` 2.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.documents.turn_down import (
    company_name,
    for_subject,
    refuse_unless_interviewed,
    refuse_unless_turned_down,
    refused,
    with_options,
)
from jobnet.facts.disclosure import company_spoken
from jobnet.facts.history import History, opening_for, opening_item, particular_item, runnerup_item
from jobnet.facts.items import Document, Item
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
from jobnet.patterns import pattern
from jobnet.profile.model import Prose, Stage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from jobnet.facts.progress import Progress
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Application, Person, Profile

_MOST_NAMES = 3
_WORD = pattern(r"\w\w+")
_NOTES = frozenset({"note", "recruiter", "unwanted"})


@dataclass(frozen=True)
class RunnerUp:
    """What is said after the no to this reader."""

    reader: Reader
    seeker: Profile
    today: dt.date
    items: tuple[Item, ...]
    situations: tuple[str, ...]
    application: Application
    opening: Prose | None
    """A personal line to begin with: "I still owe you a coffee."."""
    about: str
    """For the subject line: the position, or the company where that is too long: "Technical Manager"."""
    position: str
    """The position as advertised: "Technical Manager"."""
    company: str
    """The company at its first mention: "Harbourside Bakers"."""
    company_short: str
    """The company after that: "Harbourside"."""
    told: HowTold
    """How the news came."""
    is_call: bool
    """Whether a first call was all there was."""
    reader_met: bool
    """Whether the reader was there, or may have been: nothing says otherwise."""
    colleagues: tuple[str, ...]
    """Others to thank, where they are few enough to name: "Mr Ruiz"."""
    regard: tuple[Prose, ...]
    """What struck the seeker about reader, staff and company: "You let me finish every answer."."""
    particulars: tuple[Prose, ...]
    """What stays in mind; to others met only what is theirs: "Mr Ruiz's walk along the new line stays with me."."""
    of_work: Prose | None
    """A sentence about the work: "Teaching families to manage dialysis at home is nursing at its best."."""
    growth: Prose | None
    """A sentence about where the company grows: "The home clinic opens in the spring."."""
    promised: Prose | None
    """What the seeker promised: "I will send you the allergen study."."""
    came_second: bool
    """Whether the seeker was told that they came second."""
    is_cancelled: bool
    """Whether the position was frozen or withdrawn, so that nobody was selected."""
    is_wanted: bool
    """Whether the seeker would still like to work there."""
    another_is_open: bool
    """Whether another application there is open: then nothing is said of openings."""
    to_recruiter: bool
    """Whether the reader is the recruiter in the house."""
    consultant: str
    """The agency's consultant: "Joanna Pike"."""
    manager: str | None
    """Who at the agency's client is to get the passage: "Mr Sanderson"."""
    titles: tuple[str, ...]
    """The jobs the seeker looks for: "Quality Manager", "Technical Manager"."""
    places: tuple[str, ...]
    """Where the seeker looks for them: "Bristol", "Bath"."""
    contact_lines: tuple[str, ...]
    """Lines below the name: "0117 496 0182"."""
    attachments: tuple[Path, ...] = ()
    document: Document = Document.RUNNERUP


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
    application = with_options(application, snapshot.today, interviewed, told, tuple(particulars))
    progress = snapshot.progress_of(application)
    refuse_unless_interviewed(progress)
    refuse_unless_turned_down(progress, told)
    profile, impression, end = snapshot.profile, application.impression, progress.turn_down
    situation = _situation(progress, reader)
    attended = [talk for talk in progress.talks if reader.key in map(person_key, talk.people)]
    talks = attended if situation == "note" else talks_to_thank_for(progress)
    if not talks:
        raise refused(
            application,
            f"{reader.name} did not talk with you for {application.position} at {application.company}.",
            f"Write to {decider(progress).name}, who did: leave out --to.",  # type: ignore[union-attr]
        )
    manager = _manager(application)
    is_manager = manager is not None and person_key(manager) == reader.key
    colleagues = _colleagues(progress, reader, manager, situation)
    company_short = company_spoken(profile, application.company)
    opening = opening_for(reader.contact, history)

    def unsaid(*sentences: Prose | None) -> tuple[Prose, ...]:
        """Without what the thank-you after the interview said to this reader."""
        told = history.items_of(reader.key)
        return tuple(each for each in sentences if each and particular_item(application, each).id not in told)

    return RunnerUp(
        reader=reader,
        seeker=profile,
        today=snapshot.today,
        items=(runnerup_item(application, reader.key, snapshot.today), *((opening_item(opening),) if opening else ())),
        situations=(situation,) if application.wanted or situation == "agency" else ("unwanted",),
        application=application,
        opening=opening,
        about=for_subject(application.position, company_short),
        position=application.position,
        company=company_name(profile, application.company),
        company_short=company_short,
        told=how_told(progress, reader.key),
        is_call=not any(talk.is_interview for talk in talks),
        reader_met=bool(reader.key) and any(was_there(talk, reader.key) for talk in talks),
        colleagues=colleagues if len(colleagues) <= _MOST_NAMES else (),
        regard=unsaid(impression.of_reader if is_manager else None, impression.of_staff, impression.of_company),
        particulars=_particulars(application, reader, manager, situation, unsaid),
        of_work=next(iter(unsaid(impression.of_work)), None),
        growth=impression.growth,
        promised=next(iter(unsaid(impression.promised)), None),
        came_second=end is not None and end.stage is Stage.RUNNER_UP,
        is_cancelled=end is not None and end.stage is Stage.CANCELLED,
        is_wanted=application.wanted,
        another_is_open=any(
            snapshot.progress_of(each).is_open
            for each in profile.applications_at(application.company)
            if each.key != application.key
        ),
        to_recruiter=situation == "recruiter",
        consultant=reader.name,
        manager=as_addressed(manager) if manager else None,
        titles=tuple(title.title for title in profile.target_titles[:3]) or (application.position,),
        places=profile.target_locations[:3],
        contact_lines=(profile.phone,) if profile.phone and situation != "note" else (),
    )


def needs_particulars(context: RunnerUp) -> bool:
    """Whether the letter is an empty form without something only a person in that room could write."""
    return _NOTES.isdisjoint(context.situations) and context.is_wanted and not context.is_cancelled


def _situation(progress: Progress, reader: Reader) -> str:
    """Which letter it is: of the template of this name, if there is one."""
    application, main = progress.application, decider(progress)
    if reader.kind is ReaderKind.RECRUITER_AGENCY or (
        application.agency is not None and application.agency == reader.contact
    ):
        return "agency"
    manager, recruiter = application.hiring_manager, application.recruiter
    decides = manager is not None and person_key(manager) == reader.key
    recruits = reader.kind is ReaderKind.RECRUITER_INHOUSE or (
        recruiter is not None and person_key(recruiter) == reader.key
    )
    told = {person_key(event.told_by) for event in application.events if event.told_by is not None}
    # Who only brought the news is thanked for the process, not for a talk that never was.
    only_told = reader.key in told and reader.key not in map(person_key, people_met(progress))
    if (recruits or only_told) and not decides:
        return "recruiter"
    return "note" if main is not None and person_key(main) != reader.key else "standard"


def _manager(application: Application) -> Person | None:
    manager = application.hiring_manager
    return people_in((application,))[person_key(manager)] if manager else None


def _colleagues(progress: Progress, reader: Reader, manager: Person | None, situation: str) -> tuple[str, ...]:
    """Whom the reader is asked to thank: those met, and to a recruiter the hiring manager first."""
    met = people_met(progress, talks_to_thank_for(progress))
    people = {person_key(each): each for each in met}
    if manager is not None and situation == "recruiter":
        people = {person_key(manager): manager} | people
    elif manager is not None and situation == "agency":
        people.pop(person_key(manager), None)  # the passage is to them
    people.pop(reader.key, None)
    return tuple(map(as_addressed, people.values()))


def _particulars(
    application: Application,
    reader: Reader,
    manager: Person | None,
    situation: str,
    unsaid: Callable[..., tuple[Prose, ...]],
) -> tuple[Prose, ...]:
    """What is remembered, as this reader is to hear it."""
    addressee = manager if situation == "agency" else reader.person
    own = (addressee.particular,) if addressee is not None and addressee.particular else ()
    if situation == "note":
        return unsaid(*own)
    every = (*own, *application.impression.particulars)
    remembered = unsaid(*every) or every
    # "Mr Ruiz's walk stays with me" is nothing to write to Mr Ruiz.
    return tuple(each for each in remembered if each in own or not _speaks_of(each, reader)) or remembered


def _speaks_of(sentence: Prose, reader: Reader) -> bool:
    """Whether it has a part of the reader's name in it, with its capital."""
    names = {word for word in _WORD.findall(reader.name) if word[0].isupper()}
    return not names.isdisjoint(_WORD.findall(sentence))
