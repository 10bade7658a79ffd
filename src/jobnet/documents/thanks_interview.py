"""The thanks after an interview, within a day and before the answer: to whoever held it, or to somebody else there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.documents.turn_down import company_name, is_position, the_one
from jobnet.errors import JobnetError, quoted
from jobnet.facts.history import History, particular_item, thanks_item
from jobnet.facts.items import Document, Item
from jobnet.facts.met import as_addressed, people_met, was_there
from jobnet.facts.openings import opening_for, opening_item
from jobnet.facts.people import people_in, person_key
from jobnet.facts.readers import Reader, reader_of_person
from jobnet.frozen import dataclass
from jobnet.profile.model import Contact, EventFormat, Prose

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
    position: str
    """The position as advertised: "Technical Manager"."""
    company: str
    """The company: "Harbourside Bakers"."""
    date: dt.date
    """The day of the last interview with this reader: 6 October."""
    is_call: bool
    """Whether it was a first call."""
    by_phone: bool
    """Whether it was by telephone."""
    by_video: bool
    """Whether it was by video."""
    colleagues: tuple[str, ...]
    """The others who were there, where they are few enough to name: "Mr Ruiz"."""
    particulars: tuple[Prose, ...]
    """One or two things that stay in mind; to others met what is theirs: "Your map ought to be in a museum."."""
    of_work: Prose | None
    """A sentence about the work: "A binder that dries in fog is worth getting up early for."."""
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
    talk = attended[-1]
    day = talk.date or snapshot.today
    first = held_by(progress)
    is_main = reader.key in {person_key(each) for each in (first, application.hiring_manager) if each}
    told = frozenset() if again else history.items_of(reader.key)
    impression = application.impression

    def unsaid(sentence: Prose | None) -> Prose | None:
        return None if sentence is None or particular_item(application, sentence).id in told else sentence

    own = reader.person.particular if reader.person else None
    remembered = filter(None, map(unsaid, (own, *(impression.particulars if is_main else ()))))
    particulars = tuple(remembered)[:_MOST_PARTICULARS]
    of_work, promised = (unsaid(impression.of_work), unsaid(impression.promised)) if is_main else (None, None)
    item = thanks_item(application, day)
    said = [particular_item(application, each) for each in (*particulars, of_work, promised) if each]
    opening = opening_for(reader.contact, history)
    said += [opening_item(opening)] if opening else []
    colleagues = tuple(as_addressed(each) for each in people_met(progress, [talk]) if person_key(each) != reader.key)
    planned = (event.date for event in progress.planned if event.is_interview)
    return ThanksAfterInterview(
        reader=reader,
        seeker=snapshot.profile,
        today=snapshot.today,
        items=(item, *said) if item.id not in told else (),
        situations=("interview",) if is_main else ("note",),
        application=application,
        opening=opening,
        position=application.position,
        company=company_name(snapshot.profile, application.company),
        date=day,
        is_call=talk.is_first_call,
        by_phone=talk.format is EventFormat.PHONE,
        by_video=talk.format is EventFormat.VIDEO,
        colleagues=colleagues if len(colleagues) <= _MOST_NAMES else (),
        particulars=particulars,
        of_work=of_work,
        promised=promised,
        next_interview=next(planned, None),
        contact_lines=(snapshot.profile.phone,) if snapshot.profile.phone and is_main else (),
    )


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
