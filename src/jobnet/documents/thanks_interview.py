"""The thanks after an interview, within a day and before the answer: to whoever held it, or to somebody else there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.documents.turn_down import for_subject, is_position, the_one
from jobnet.errors import JobnetError, quoted
from jobnet.facts.disclosure import company_spoken
from jobnet.facts.history import History, opening_for, opening_item, particular_item, thanks_item
from jobnet.facts.items import Document, Item
from jobnet.facts.people import as_addressed, people_in, people_met, person_key, was_there
from jobnet.facts.readers import Reader, reader_of_person
from jobnet.frozen import dataclass
from jobnet.profile.model import Contact, Prose

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from jobnet.facts.progress import Progress
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Application, Locale, Person, Profile

_MOST_PARTICULARS = 2
_MOST_NAMES = 3


@dataclass(frozen=True)
class ThanksAfterInterview:
    """What somebody who interviewed the seeker is thanked for."""

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
    date: dt.date
    """The day of the last interview with this reader: 6 October."""
    is_call: bool
    """Whether it was a first call."""
    is_main: bool
    """Whether the reader held it, or decides; not somebody else who was there."""
    colleagues: tuple[str, ...]
    """The others who were there, for whoever held it to thank: "Mr Ruiz"."""
    others_were_there: bool
    """Whether there were more than these."""
    particulars: tuple[Prose, ...]
    """What stays in mind; to others met what is theirs: "Your map ought to be in a museum."."""
    of_work: Prose | None
    """A sentence about the work: "A binder that dries in fog is worth getting up early for."."""
    proof_point: Prose | None
    """What the seeker can do, where there is no sentence about the work: "I doubled bookings in two years."."""
    promised: Prose | None
    """What the seeker promised: "I'll bring my thermal camera readings next time."."""
    next_interview: dt.date | None
    """The day of the next interview, where one is fixed: 14 October."""
    contact_lines: tuple[str, ...]
    """Lines below the name: "0117 496 0182"."""
    attachments: tuple[Path, ...] = ()
    document: Document = Document.THANKS

    @property
    def is_empty(self) -> bool:
        """Whether the reader has been thanked for this interview."""
        return not self.items


def interviewed_application(snapshot: Snapshot, company: str, position: str | None = None) -> Application:
    """The application whose interview is meant: the only one that waits for an answer, else the user says which."""
    there = [snapshot.progress_of(each) for each in snapshot.profile.applications_at(company)]
    if position is not None:
        there = [each for each in there if is_position(each.application, position)]
    talked = [each for each in there if each.talks]
    if not talked:
        what = f"for {position} " if position else ""
        raise JobnetError(f"No interview {what}at {company} is on record: there is none to give thanks for.")
    return the_one([each for each in talked if each.is_open] or talked, company)


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
        key = who.key if isinstance(who, Contact) else person_key(who)
        person = people_in((application,)).get(key)
    if person is not None:
        return reader_of_person(snapshot, person, locale=locale)
    if who is None:
        said, name = f"The profile names nobody who interviewed you at {application.company}.", "NAME"
    else:
        said, name = f"{who.name} is not on record as having interviewed you at {application.company}.", who.name
    raise JobnetError(f"{said} Say who did: `with: {name}` in that interview.")


def thanks_after_interview(
    snapshot: Snapshot, application: Application, reader: Reader, *, history: History, again: bool = False
) -> ThanksAfterInterview:
    """The thanks for the last interview that this reader took part in; empty when they have had it."""
    progress = snapshot.progress_of(application)
    _refuse_after_the_answer(progress)
    attended = [talk for talk in progress.talks if was_there(talk, reader.key) and talk.date]
    if not attended:
        raise JobnetError(f"{reader.name} was at no interview at {application.company}, and cannot be thanked for one.")
    talk, profile, impression = attended[-1], snapshot.profile, application.impression
    day = talk.date or snapshot.today
    deciding = (held_by(progress), application.hiring_manager)
    is_main = reader.key in {person_key(each) for each in deciding if each}
    told = frozenset() if again else history.items_of(reader.key)

    def unsaid(*sentences: Prose | None) -> tuple[Prose, ...]:
        return tuple(each for each in sentences if each and particular_item(application, each).id not in told)

    own = reader.person.particular if reader.person else None
    of_reader = impression.of_reader if _is(application.hiring_manager, reader) else None
    particulars = unsaid(own, *(impression.particulars if is_main else ()))[:_MOST_PARTICULARS] + unsaid(of_reader)
    of_work = unsaid(impression.of_work) if is_main else ()
    promised = unsaid(impression.promised) if is_main else ()
    proof_points = profile.proof_points if is_main and not of_work and not talk.is_first_call else ()
    item = thanks_item(application, day)
    opening = opening_for(reader.contact, history)
    said = [particular_item(application, each) for each in (*particulars, *of_work, *promised)]
    said += [opening_item(opening)] if opening else []
    met = people_met(progress, [talk]) if is_main else ()
    others = tuple(as_addressed(each) for each in met if person_key(each) != reader.key)
    planned = (event.date for event in progress.planned if event.is_interview)
    return ThanksAfterInterview(
        reader=reader,
        seeker=profile,
        today=snapshot.today,
        items=(item, *said) if item.id not in told else (),
        situations=("interview",),
        application=application,
        opening=opening,
        about=for_subject(application.position, company_spoken(profile, application.company)),
        position=application.position,
        date=day,
        is_call=talk.is_first_call,
        is_main=is_main,
        colleagues=others[:_MOST_NAMES],
        others_were_there=bool(talk.others or others[_MOST_NAMES:]),
        particulars=particulars,
        of_work=next(iter(of_work), None),
        proof_point=next(iter(proof_points), None),
        promised=next(iter(promised), None),
        next_interview=next(planned, None),
        contact_lines=(profile.phone,) if profile.phone and is_main else (),
    )


def _is(person: Person | None, reader: Reader) -> bool:
    return person is not None and person_key(person) == reader.key


def _refuse_after_the_answer(progress: Progress) -> None:
    application = progress.application
    where = f"{application.position} at {application.company}"
    if progress.turn_down is not None:
        raise JobnetError(
            f"They have answered for {where}, so these thanks come too late. "
            f"Write: jobnet runnerup --company {quoted(application.company)}."
        )
    if not progress.is_open:
        raise JobnetError(f"{where} has come to its end, so these thanks come too late.")
    if progress.has_open_offer:
        raise JobnetError(f"There is an offer for {where}: answer that, and thank them there.")
