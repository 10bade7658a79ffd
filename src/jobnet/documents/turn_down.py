"""What a runner-up letter is about, and to whom it goes; and where no such letter would be true."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jobnet.errors import Exit, JobnetError, Problem, Severity, quoted
from jobnet.facts.items import Document
from jobnet.facts.people import decider, people_met, people_of, person_key
from jobnet.facts.readers import panel_reader, reader_of, reader_of_person, works_at
from jobnet.profile.model import Application, Contact, Event, EventFormat, Relationship, Stage
from jobnet.profile.names import name_key, without_legal_form

if TYPE_CHECKING:
    import datetime as dt

    from jobnet.facts.progress import Progress
    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Locale, Person, Profile, Prose

_SUBJECT_LENGTH = 46
_CLOSE = frozenset({Relationship.CLOSE_FRIEND, Relationship.FAMILY})
_DECIDES = frozenset({Relationship.HIRING_MANAGER, Relationship.INTERVIEWER})


def chosen_application(snapshot: Snapshot, company: str, position: str | None = None) -> Application | None:
    """The application a letter to this company is about; None when the position must be asked for.

    Without a position: the one turned down there, else the only one where somebody interviewed, else the only one.
    A position the profile does not know makes an application that lasts as long as the letter.
    """
    there = [snapshot.progress_of(each) for each in snapshot.profile.applications_at(company)]
    if position is not None:
        named = [each for each in there if is_position(each.application, position)]
        return the_one(named, company) if named else Application(company_name(snapshot.profile, company), position)
    turned_down = [each for each in there if each.turn_down is not None]
    likeliest = turned_down or [each for each in there if each.talks] or there
    return the_one(likeliest, company) if likeliest else None


def is_position(application: Application, typed: str) -> bool:
    """Whether this is what the user calls the application: its position, id or number."""
    known = (application.position, application.id, application.requisition_id)
    return name_key(typed) in {name_key(each) for each in known if each}


def the_one(progress: list[Progress], company: str) -> Application:
    """The only application, or of two for the same position the one that moved last; else the user is asked."""
    positions = [each.application.position for each in progress]
    if len({name_key(each) for each in positions}) == 1:
        return max(progress, key=_last_moved).application
    raise JobnetError(
        f"There are {len(positions)} applications at {company} that this could be about: {'; '.join(positions)}. "
        f"Say which: --position {quoted(positions[0])}.",
        Exit.USAGE,
    )


def _last_moved(progress: Progress) -> dt.date:
    return max((event.date for event in progress.past if event.date), default=progress.today.min)


def company_name(profile: Profile, company: str) -> str:
    """The name for the first mention: as the user spelt the target, without the legal form; else as typed."""
    target = profile.target(company)
    return without_legal_form(target.name if target else company)


def for_subject(position: str, company: str) -> str:
    """What stands in the subject after "Thank you": the position, or the company where that is too long."""
    return position if len(position) <= _SUBJECT_LENGTH else company


def reader_for(snapshot: Snapshot, application: Application, *, locale: Locale | None = None) -> Reader:
    """Whom the letter goes to by default: an agency's consultant, else who decides, else the panel."""
    if application.agency is not None:
        return reader_of(snapshot, application.agency, locale=locale)
    progress = snapshot.progress_of(application)
    person = decider(progress)
    if person is not None:
        return reader_of_person(snapshot, person, locale=locale)
    was_panel = any(talk.format is EventFormat.PANEL or len(talk.people) + talk.others > 1 for talk in progress.talks)
    return panel_reader(snapshot.profile, known=was_panel, locale=locale)


def reader_named(
    snapshot: Snapshot, application: Application, who: Contact | Person, *, locale: Locale | None = None
) -> Reader:
    """The reader whom the user picked with `--to`: somebody met, or, where nobody is named, who can have been."""
    contact = who if isinstance(who, Contact) else who.contact
    key = contact.key if contact else name_key(who.name)
    named = next((person for person in people_of(application) if person_key(person) == key), None)
    if named is not None:
        return reader_of_person(snapshot, named, locale=locale)
    if contact is not None and contact is application.agency:
        return reader_of(snapshot, contact, locale=locale)
    if contact is not None and contact.relationship in _CLOSE:
        raise refused(
            application,
            f"{who.name} is close to you and did not interview you: this letter is for those who did.",
            f"Thank {who.name} in a note of its own: jobnet thanks --to {quoted(who.name)}.",
        )
    known = people_met(snapshot.progress_of(application))
    decides = contact is not None and contact.relationship in _DECIDES
    # An insider who was not in the room cannot be thanked for the talk.
    if contact is not None and decides and not known and works_at(snapshot.profile, contact, application.company):
        return reader_of(snapshot, contact, locale=locale)
    met = ", ".join(person.name for person in known) or "nobody by name"
    raise refused(
        application,
        f"{who.name} is not on record as having interviewed you at {application.company} (on record: {met}).",
        f"If they did, add `with: [{who.name}]` to that interview.",
    )


def with_options(
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
    impression = replace(application.impression, particulars=(*application.impression.particulars, *particulars))
    events = application.events
    if interviewed is not None and not any(event.date == interviewed and event.is_talk for event in events):
        added = (Event(Stage.INTERVIEW, interviewed), *events)
        events = tuple(sorted(added, key=lambda event: (event.date is None, event.date or today)))
    if not particulars and events == application.events:
        return application
    return replace(application, impression=impression, events=events)


def refuse_unless_interviewed(progress: Progress) -> None:
    """This letter gives thanks for a talk."""
    application = progress.application
    if not progress.talks:
        raise refused(
            application,
            f"No interview for {application.position} at {application.company} is on record up to {progress.today}, "
            "and this letter gives thanks for one. (A test alone is no interview.)",
            "If somebody interviewed you, say when: --interviewed DATE, or `interview: DATE` in the application.",
        )


def refuse_unless_turned_down(progress: Progress, told: dt.date | None) -> None:
    """This letter answers a no; one is assumed where nothing contradicts it."""
    application, latest = progress.application, progress.latest
    where = f"{application.position} at {application.company}"
    ended = progress.end.stage if progress.end else None
    is_open = ended is None and told is None
    other = "a gracious withdrawal is another letter than this one, which answers a turn-down."
    theirs = "If it was they who said no, change that event to `rejected`."
    objections = (
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


def refused(application: Application, message: str, hint: str) -> JobnetError:
    """That this letter would not be true, and what to do about it."""
    problem = Problem(
        "RUN-01",
        Severity.ERROR,
        message,
        hint,
        application.at if application.at.line else None,
        record=application.key,
        document=Document.RUNNERUP.value,
        final=True,
    )
    return JobnetError((problem,))
