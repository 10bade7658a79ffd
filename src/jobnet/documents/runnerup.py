"""The runner-up letter: thanks, after an interview and a no, to somebody who was there (`docs/content.md` 2.4)."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from jobnet.errors import Exit, JobnetError, Problem, Severity
from jobnet.facts.disclosure import company_spoken
from jobnet.facts.history import History
from jobnet.facts.items import Document, Item, Kind
from jobnet.facts.people import people_of, person_key
from jobnet.facts.progress import Progress
from jobnet.facts.readers import Reader, ReaderKind, panel_reader, reader_of, reader_of_person, works_at
from jobnet.facts.snapshot import Snapshot
from jobnet.frozen import dataclass
from jobnet.profile.model import TURN_DOWNS, Application, Contact, Event, EventFormat, Impression, Relationship, Stage
from jobnet.profile.names import name_key, without_legal_form

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from jobnet.profile.model import Locale, Person, Profile, Prose, Url


class Wording(StrEnum):
    """Which letter it is."""

    LETTER = "letter"
    NOTE = "note"
    """Two sentences to another interviewer, none like the letter and none like another note."""
    RECRUITER = "recruiter"
    """To the company's own recruiter: thanks for steering the process."""
    AGENCY = "agency"
    """To the agency's consultant, with a passage to forward."""


@dataclass(frozen=True)
class RunnerUp:
    """What is said after the no to this reader."""

    reader: Reader
    seeker: Profile
    today: dt.date
    items: tuple[Item, ...]
    application: Application
    company: str
    """As the application names it; `company_short` for the second mention."""
    company_short: str
    position: str
    wording: Wording
    ending: Stage
    """`rejected`, `runner_up` or `cancelled`."""
    told: dt.date | None
    """When the news came, if that is known."""
    assumed: bool
    """Whether the profile holds no turn-down: one is assumed, and the user is told so."""
    wanted: bool
    dates: tuple[dt.date, ...]
    """Of the interviews the reader may be thanked for; none if they are too many to list."""
    interviews: int
    reader_met: bool
    """Whether the reader interviewed, or may have: the profile does not say otherwise."""
    staff: tuple[str, ...]
    """The others met, by name, if they are few enough to name and the user's own sentences do not name them."""
    others_met: int
    """How many others were met, as far as is known; 0 if it is not."""
    staff_met: bool
    panel_met: bool
    """Whether several people interviewed together, on record: only then is there a panel to speak of."""
    of_reader: Prose | None
    of_company: Prose | None
    of_staff: Prose | None
    of_work: Prose | None
    growth: Prose | None
    particulars: tuple[Prose, ...]
    promised: Prose | None
    opening: Prose | None
    titles: tuple[str, ...]
    number: int
    """The reader's place among those met: no two of them get the same words."""
    other_open: bool
    """Whether another application at this company is still open: the letter does not speak of it."""
    linkedin: Url | None
    subject_position: str | None
    """The position, if it is short enough for a subject line."""
    attachments: tuple[Path, ...] = ()
    document: Document = Document.RUNNERUP

    @property
    def needs_particulars(self) -> bool:
        """Whether the letter is an empty form without something only a person in that room could write."""
        return self.wording in {Wording.LETTER, Wording.AGENCY} and self.ending is not Stage.CANCELLED


def turned_down_applications(profile: Profile, company: str, *, today: dt.date) -> tuple[Application, ...]:
    """The applications that this company turned down, in the order of the file."""
    return tuple(a for a in profile.applications_at(company) if Progress(a, today).turn_down is not None)


def chosen_application(
    profile: Profile, company: str, *, today: dt.date, position: str | None = None
) -> Application | None:
    """The application a letter to this company is about; None when the position must be asked for.

    Without a position: the one turned down there, else the only one where somebody interviewed, else the only one.
    A position the profile does not know makes an application that lasts as long as the letter.
    """
    there = tuple(profile.applications_at(company))
    if position is not None:
        named = tuple(a for a in there if _is_position(a, position))
        if not named:
            return Application(_company_name(profile, company), position)
        return _only(named, company, today)
    turned_down = turned_down_applications(profile, company, today=today)
    interviewed = tuple(a for a in there if Progress(a, today).talks)
    found = turned_down or interviewed or there
    return _only(found, company, today) if found else None


def reader_for(profile: Profile, application: Application, *, today: dt.date, locale: Locale | None = None) -> Reader:
    """Whom the letter goes to by default.

    The agency's consultant if one stands between, else the hiring manager, else the last interviewer named, else
    whoever recruited or brought the news, else the panel.
    """
    if application.agency is not None:
        return reader_of(Snapshot(profile, today), application.agency, locale=locale)
    person = _decider(application, today)
    if person is not None:
        return reader_of_person(Snapshot(profile, today), person, locale=locale)
    return panel_reader(profile, known=_was_panel(application, today), locale=locale)


def people_met(application: Application, *, today: dt.date) -> tuple[Person, ...]:
    """Those who interviewed the seeker, each once, in the order met."""
    met = {person_key(person): person for event in Progress(application, today).talks for person in event.people}
    full = {person_key(person): person for person in people_of(application)}
    return tuple(full[key] for key in met)


def reader_named(
    profile: Profile,
    application: Application,
    who: Contact | Person,
    *,
    today: dt.date,
    locale: Locale | None = None,
) -> Reader:
    """The reader whom the user picked with `--to`: somebody met, or, where nobody is named, who can have been."""
    contact = who if isinstance(who, Contact) else who.contact
    key = contact.key if contact else name_key(who.name)
    named = next((person for person in people_of(application) if person_key(person) == key), None)
    if named is not None:
        return reader_of_person(Snapshot(profile, today), named, locale=locale)
    if contact is not None and contact is application.agency:
        return reader_of(Snapshot(profile, today), contact, locale=locale)
    if contact is not None and contact.relationship in {Relationship.CLOSE_FRIEND, Relationship.FAMILY}:
        raise _refused(
            application,
            f"{who.name} is close to you and did not interview you: this letter is for those who did.",
            f"Thank {who.name} in a note of its own: jobnet thanks --to {_quoted(who.name)}.",
        )
    decides = contact is not None and contact.relationship in {Relationship.HIRING_MANAGER, Relationship.INTERVIEWER}
    known = people_met(application, today=today)
    # An insider who was not in the room cannot be thanked for the talk.
    if contact is not None and decides and not known and works_at(profile, contact, application.company):
        return reader_of(Snapshot(profile, today), contact, locale=locale)
    met = ", ".join(person.name for person in known) or "nobody by name"
    raise _refused(
        application,
        f"{who.name} is not on record as having interviewed you at {application.company} (on record: {met}).",
        f"If they did, add `with: [{who.name}]` to that interview.",
    )


def runnerup_for(
    profile: Profile,
    application: Application,
    reader: Reader,
    *,
    today: dt.date,
    interviewed: dt.date | None = None,
    told: dt.date | None = None,
    particulars: Iterable[Prose] = (),
    history: History = History(),  # noqa: ARG001, B008 (what was sent before is for the rules to judge)
) -> RunnerUp:
    """What this reader is told after the no. Refuses where no letter would be true (RUN-01)."""
    application = _with_options(application, today, interviewed, told, tuple(particulars))
    progress = Progress(application, today)
    _refuse_unless_interviewed(application, progress)
    _refuse_unless_turned_down(application, progress, told)
    wording = _wording(application, reader, today)
    hiring_manager = application.hiring_manager
    is_hiring_manager = hiring_manager is not None and person_key(hiring_manager) == reader.key
    attended = tuple(e for e in progress.talks if any(person_key(p) == reader.key for p in e.people))
    thanked = attended if wording is Wording.NOTE and attended else progress.talks
    dates = tuple(dict.fromkeys(event.date for event in thanked if event.date is not None))
    staff = tuple(p for p in people_met(application, today=today) if person_key(p) != reader.key)
    unrecorded = any(not event.people for event in progress.talks)
    impression = application.impression
    end = progress.turn_down
    ending = end.stage if end else Stage.REJECTED
    linked = wording in {Wording.LETTER, Wording.RECRUITER}
    return RunnerUp(
        reader=reader,
        seeker=profile,
        today=today,
        items=(
            Item(
                f"runnerup:{application.key}:{reader.key}",
                Kind.RUNNERUP,
                application.company,
                application.position,
                today,
            ),
        ),
        application=application,
        company=_company_name(profile, application.company),
        company_short=company_spoken(profile, application.company),
        position=application.position,
        wording=wording,
        ending=ending,
        told=(end.date if end else None) or told,
        assumed=end is None,
        wanted=application.wanted,
        dates=dates if len(dates) <= _MOST_DATES else (),
        interviews=len(thanked),
        reader_met=bool(attended) or unrecorded or (is_hiring_manager and impression.of_reader is not None),
        staff=tuple(_spoken(person) for person in staff) if _are_to_be_named(staff, impression) else (),
        others_met=len(staff) + _others(application, today),
        staff_met=bool(staff) or _others(application, today) > 0,
        panel_met=_was_panel(application, today),
        of_reader=impression.of_reader if is_hiring_manager else None,
        of_company=impression.of_company,
        of_staff=impression.of_staff,
        of_work=impression.of_work,
        growth=impression.growth,
        particulars=impression.particulars,
        promised=impression.promised,
        opening=reader.contact.opening if reader.contact else None,
        titles=tuple(title.title for title in profile.target_titles[:3]),
        number=_number(application, reader, today),
        other_open=any(
            Progress(each, today).is_open
            for each in profile.applications_at(application.company)
            if each.key != application.key
        ),
        linkedin=profile.linkedin if linked else None,
        subject_position=application.position
        if len(application.position) <= _SUBJECT_LENGTH and len(application.position.split()) <= _SUBJECT_WORDS
        else None,
    )


_MOST_DATES = 4
_MOST_NAMES = 2
_SUBJECT_LENGTH, _SUBJECT_WORDS = 36, 5


def _is_position(application: Application, typed: str) -> bool:
    key = name_key(typed)
    known = (application.position, application.id, application.requisition_id)
    return any(key == name_key(each) for each in known if each)


def _only(found: tuple[Application, ...], company: str, today: dt.date) -> Application:
    if len(found) == 1:
        return found[0]
    # Twice the same post: the one that moved last is the one spoken of.
    if len({name_key(each.position) for each in found}) == 1:
        return max(
            found, key=lambda each: max((e.date for e in Progress(each, today).past if e.date), default=today.min)
        )
    listed = "; ".join(each.position for each in found)
    raise JobnetError(
        f"There are {len(found)} applications at {company} that this could be about: {listed}. "
        f"Say which: --position {_quoted(found[0].position)}.",
        Exit.USAGE,
    )


def _company_name(profile: Profile, company: str) -> str:
    """The name for the first mention: as the user spelt the target, without the legal form; else as typed."""
    target = profile.target(company)
    return without_legal_form(target.name if target else company)


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
        impression = replace(application.impression, particulars=(*application.impression.particulars, *particulars))
        application = replace(application, impression=impression)
    if interviewed is None:
        return application
    said = Event(Stage.INTERVIEW, interviewed)
    if any(event.date == interviewed and event.is_talk for event in application.events):
        return application
    events = sorted((said, *application.events), key=lambda event: (event.date is None, event.date or today))
    return replace(application, events=tuple(events))


def _refuse_unless_interviewed(application: Application, progress: Progress) -> None:
    if progress.talks:
        return
    raise _refused(
        application,
        f"No interview for {application.position} at {application.company} is on record up to {progress.today}, "
        "and this letter gives thanks for one. (A test alone is no interview.)",
        "If somebody interviewed you, say when: --interviewed DATE, or `interview: DATE` in the application.",
    )


def _refuse_unless_turned_down(application: Application, progress: Progress, told: dt.date | None) -> None:
    end = progress.end
    where = f"{application.position} at {application.company}"
    if end is not None and end.stage in {Stage.WITHDRAWN, Stage.DECLINED}:
        how = "withdrew from" if end.stage is Stage.WITHDRAWN else "declined"
        raise _refused(
            application,
            f"You {how} {where}: a gracious withdrawal is another letter than this one, which answers a turn-down.",
            "If it was they who said no, change that event to `rejected`.",
        )
    if progress.is_accepted:
        raise _refused(application, f"You accepted {where}: there is no turn-down to answer.", "")
    if end is not None or told is not None:
        return
    latest = progress.latest
    if latest is not None and latest.stage is Stage.REINSTATED:
        raise _refused(
            application,
            f"{where} was reopened on {latest.date}, so it is not turned down now.",
            "If they have said no again since, say when: --told DATE, or add the event.",
        )
    if progress.has_open_offer:
        raise _refused(
            application,
            f"There is an open offer for {where}: this letter answers a turn-down.",
            "If they have withdrawn it, say when: --told DATE, or add the event `rejected`.",
        )


def _refused(application: Application, message: str, hint: str) -> JobnetError:
    place = application.at if application.at.line else None
    return JobnetError(
        (
            Problem(
                "RUN-01",
                Severity.ERROR,
                message,
                hint,
                place,
                record=application.key,
                document=Document.RUNNERUP.value,
                final=True,
            ),
        )
    )


def _wording(application: Application, reader: Reader, today: dt.date) -> Wording:
    if reader.kind is ReaderKind.RECRUITER_AGENCY or (
        application.agency is not None and application.agency == reader.contact
    ):
        return Wording.AGENCY
    main = _decider(application, today)
    is_main = main is None or person_key(main) == reader.key
    recruiter = application.recruiter
    met = {person_key(person) for person in people_met(application, today=today)}
    told = (event.told_by for event in application.events if event.told_by is not None)
    # Who only brought the news is thanked for the process, not for a talk that never was.
    recruits = (recruiter is not None and person_key(recruiter) == reader.key) or (
        reader.key not in met and any(person_key(person) == reader.key for person in told)
    )
    decides = application.hiring_manager is not None and is_main
    if (reader.kind is ReaderKind.RECRUITER_INHOUSE or recruits) and not decides:
        return Wording.RECRUITER
    return Wording.LETTER if is_main else Wording.NOTE


def _decider(application: Application, today: dt.date) -> Person | None:
    """The one who gets the letter itself: the hiring manager, else the nearest to the decision who is named."""
    if application.hiring_manager is not None:
        return _full(application, application.hiring_manager)
    met = [p for event in reversed(Progress(application, today).talks) for p in event.people]
    told_by = (event.told_by for event in application.events if event.stage in TURN_DOWNS)
    nearest = (*met, application.recruiter, *told_by)
    person = next((each for each in nearest if each is not None), None)
    return _full(application, person) if person else None


def _full(application: Application, person: Person) -> Person:
    return next(each for each in people_of(application) if person_key(each) == person_key(person))


def _others(application: Application, today: dt.date) -> int:
    return max((event.others for event in Progress(application, today).talks), default=0)


def _was_panel(application: Application, today: dt.date) -> bool:
    return any(
        event.format is EventFormat.PANEL or len(event.people) + event.others > 1
        for event in Progress(application, today).talks
    )


def _number(application: Application, reader: Reader, today: dt.date) -> int:
    keys = [person_key(person) for person in people_met(application, today=today)]
    return keys.index(reader.key) if reader.key in keys else len(keys)


def _are_to_be_named(staff: tuple[Person, ...], impression: Impression) -> bool:
    """Few enough, and none of them in a sentence of the user's own: that names them as the user does."""
    said = " ".join(filter(None, (*impression.particulars, impression.of_staff, impression.of_reader)))
    words = set(name_key(said).split())
    return len(staff) <= _MOST_NAMES and not any(_surname(each) in words for each in staff)


def _surname(person: Person) -> str:
    family = person.family or (person.contact.family if person.contact else None) or person.name
    return (name_key(family).split() or [""])[-1]


def _spoken(person: Person) -> str:
    contact = person.contact
    honorific = person.honorific or (contact.honorific if contact else None)
    family = person.family or (contact.family if contact else None)
    return f"{honorific} {family}" if honorific and family else person.name


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
