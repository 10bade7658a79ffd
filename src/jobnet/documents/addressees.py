"""Which application a letter to a company is about, and whom it goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.documents.context import company_name
from jobnet.errors import Exit, JobnetError, Problem, Severity, quoted
from jobnet.facts.items import Document
from jobnet.facts.people import decider, people_in, people_met, person_key
from jobnet.facts.readers import Reader, panel_reader, reader_of, works_at
from jobnet.facts.stay_in_touch import Contacted, TouchLog
from jobnet.profile.model import Application, Contact, EventFormat, Locale, Person, Relationship
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    from jobnet.facts.history import History
    from jobnet.facts.progress import Progress
    from jobnet.facts.snapshot import Snapshot

_CLOSE = frozenset({Relationship.CLOSE_FRIEND, Relationship.FAMILY})
_DECIDES = frozenset({Relationship.HIRING_MANAGER, Relationship.INTERVIEWER})


def chosen_application(snapshot: Snapshot, company: str, position: str | None = None) -> Application | None:
    """The application a letter to this company is about; None when the position must be asked for.

    Without a position: the one turned down there, else the only one where somebody interviewed, else the only one.
    A position the profile does not know makes an application that lasts as long as the letter.
    """
    there = _applications_at(snapshot, company, position)
    if position is not None and not there:
        return Application(company_name(snapshot.profile, company), position)
    if position is None:
        turned_down = [each for each in there if each.turn_down is not None]
        there = turned_down or [each for each in there if each.talks] or there
    return _the_one(there, company) if there else None


def interviewed_application(snapshot: Snapshot, company: str, position: str | None = None) -> Application:
    """The application whose interview is meant: the only one that waits for an answer, else the user says which."""
    talked = [each for each in _applications_at(snapshot, company, position) if each.talks]
    if not talked:
        what = f"for {position} " if position else ""
        raise JobnetError(f"No interview {what}at {company} is on record: there is none to give thanks for.")
    return _the_one([each for each in talked if each.is_open] or talked, company)


def turned_down_application(snapshot: Snapshot, company: str, position: str | None) -> Application:
    """The application at this company whose no is the latest; with a position, that one."""
    there = _applications_at(snapshot, company, position)
    dated = [(each.turn_down.date, each.application) for each in there if each.turn_down and each.turn_down.date]
    if not dated:
        what = f" for {position}" if position else ""
        raise JobnetError(
            f"Your profile records no turn-down by {company.removesuffix('.')}{what}. "
            "Add it (`jobnet log`), or write to somebody there about something else."
        )
    return max(dated, key=lambda each: each[0])[1]


def _applications_at(snapshot: Snapshot, company: str, position: str | None) -> list[Progress]:
    """How those at this company stand; with a position, those that the user calls so, by position, id or number."""
    return [
        snapshot.progress_of(each)
        for each in snapshot.profile.applications_at(company)
        if position is None
        or name_key(position) in {name_key(name) for name in (each.position, each.id, each.requisition_id) if name}
    ]


def _the_one(progress: list[Progress], company: str) -> Application:
    """The only application, or of two for the same position the one that moved last; else the user is asked."""
    positions = [each.application.position for each in progress]
    if len({name_key(each) for each in positions}) == 1:
        day = progress[0].today.min
        return max(progress, key=lambda each: max((e.date for e in each.past if e.date), default=day)).application
    raise JobnetError(
        f"There are {len(positions)} applications at {company} that this could be about: {'; '.join(positions)}. "
        f"Say which: --position {quoted(positions[0])}.",
        Exit.USAGE,
    )


def reader_for(snapshot: Snapshot, application: Application, *, locale: Locale | None = None) -> Reader:
    """Whom the letter goes to by default: an agency's consultant, else who decides, else the panel."""
    if application.agency is not None:
        return reader_of(snapshot, application.agency, locale=locale)
    progress = snapshot.progress_of(application)
    person = decider(progress)
    if person is not None:
        return reader_of(snapshot, person, locale=locale)
    was_panel = any(talk.format is EventFormat.PANEL or len(talk.people) + talk.others > 1 for talk in progress.talks)
    return panel_reader(snapshot.profile, known=was_panel, locale=locale)


def reader_named(
    snapshot: Snapshot, application: Application, who: Contact | Person, *, locale: Locale | None = None
) -> Reader:
    """The reader whom the user picked with `--to`: somebody met, or, where nobody is named, who can have been."""
    contact = who if isinstance(who, Contact) else who.contact
    named = people_in((application,)).get(contact.key if contact else name_key(who.name))
    if named is not None:
        return reader_of(snapshot, named, locale=locale)
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


def refused(application: Application, message: str, hint: str) -> JobnetError:
    """That a letter after a no would not be true, and what to do about it."""
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


def held_by(progress: Progress) -> Person | None:
    """Who is thanked by default: whoever held the last interview, the hiring manager before others; else they."""
    manager = progress.application.hiring_manager
    people = people_in((progress.application,))
    keys = [person_key(each) for last in progress.talks[-1:] for each in last.people]
    if manager is not None and (not keys or person_key(manager) in keys):
        return people[person_key(manager)]
    return people[keys[0]] if keys else None


def reader_thanked(
    snapshot: Snapshot, application: Application, who: Contact | Person | None, *, locale: Locale | None = None
) -> Reader:
    """The reader: the one picked with `--to`, else whoever held the last interview."""
    if who is None:
        person = held_by(snapshot.progress_of(application))
    else:
        person = people_in((application,)).get(who.key if isinstance(who, Contact) else person_key(who))
    if person is not None:
        return reader_of(snapshot, person, locale=locale)
    named = f"{who.name} is not on record as having" if who else "The profile names nobody who"
    add = f"`with: {who.name if who else 'NAME'}`"
    raise JobnetError(f"{named} interviewed you at {application.company}. Say who did: {add} in that interview.")


def whom_to_touch(snapshot: Snapshot, application: Application, *, history: History) -> Contact | Person | None:
    """One person a company; None where the profile names nobody there."""
    stay = TouchLog(snapshot, history).stay(application)
    contacts = snapshot.profile.contacts
    insider = next((each for each in contacts if works_at(snapshot.profile, each, application.company)), None)
    return person_to_touch(snapshot, application, stay.contacts if stay else (), insider=insider)


def person_to_touch(
    snapshot: Snapshot, application: Application, contacts: tuple[Contacted, ...], *, insider: Contact | None
) -> Contact | Person | None:
    """The agency between, else whoever was written to last, else who decided or was met, else the insider."""
    if application.agency is not None:
        return application.agency
    people = people_in((application,))
    for each in reversed(contacts):
        if each.person in people:
            return people[each.person]
        contact = snapshot.profile.contact(each.person)
        if works_at(snapshot.profile, contact, application.company):
            return contact
    return decider(snapshot.progress_of(application)) or insider
