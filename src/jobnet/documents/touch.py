"""Staying in touch with a company that said no: one person, one reason, no reply needed (`docs/content.md` 2.7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jobnet.documents.reasons import RECRUITERS, Occasion, Reasons
from jobnet.documents.turn_down import company_name
from jobnet.errors import JobnetError
from jobnet.facts.disclosure import company_spoken
from jobnet.facts.finds import Find, find_of
from jobnet.facts.history import event_items, opening_for, opening_item
from jobnet.facts.items import Document, Item, Kind
from jobnet.facts.people import decider, people_of, person_key
from jobnet.facts.readers import works_at
from jobnet.facts.stay_in_touch import TouchLog
from jobnet.frozen import dataclass
from jobnet.profile.model import EventFormat, Prose, Relationship
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from jobnet.facts.history import History
    from jobnet.facts.progress import Progress
    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot
    from jobnet.facts.stay_in_touch import Contacted
    from jobnet.profile.model import Application, Contact, Event, Person, Profile

_LETTERS, _SHARED = 4, 2
"""So long is a word that says what was promised; so many of them a promise shares with what keeps it."""
_EMPTY = frozenset({"about", "from", "have", "know", "once", "send", "soon", "tell", "that", "them", "then", "they"})
_EMPTY |= {"this", "what", "when", "which", "will", "with", "your"}
_ADVISERS = frozenset({Relationship.ALUMNI, Relationship.MENTOR})


@dataclass(frozen=True)
class Touch:
    """One note to stay in touch. Of its first five days one at most is set: when the reader came to know the seeker."""

    reader: Reader
    seeker: Profile
    today: dt.date
    """The letter's day: 2026-11-02."""
    application: Application
    situations: tuple[str, ...]
    items: tuple[Item, ...]
    met_on: dt.date | None
    """The day of the last interview with this reader: 2026-10-05."""
    talked_on: dt.date | None
    """The day of the last one by telephone, or of a first call with them: 2026-09-18."""
    interviewed_on: dt.date | None
    """The day of the last interview, where others held it: 2026-10-05."""
    first_call_on: dt.date | None
    """The day of the last first call, where others made it: 2026-09-18."""
    applied_on: dt.date | None
    """The day the seeker applied, where there was no talk: 2026-09-12."""
    position: str
    """The position that was not to be: Depot Supervisor."""
    company: str
    """The company at its first mention: Aire Valley Buses."""
    company_short: str
    """The company as one says it: Aire Valley."""
    find: Find | None
    """What is passed on; nothing where the reason is another position, or the search itself."""
    is_company_news: bool
    """Whether it is news of their company."""
    needs_lead: bool
    """Whether words must lead to it: not to news of theirs on which the seeker says more, nor to one's own sentence."""
    posting: str | None
    """Another position there that the seeker goes for: Night Supervisor."""
    posting_applied_on: dt.date | None
    """The day the seeker applied for that: 2026-12-03."""
    is_wanted: bool
    """Whether the seeker would still like to work there."""
    says_interest: bool
    """Whether this letter says so: every other one does."""
    titles: tuple[str, ...]
    """To a recruiter, the jobs looked for: Depot Supervisor, Operations Supervisor."""
    title: str | None
    """The first of them."""
    availability: str | None
    """From when: from 1 January."""
    starts_from: str | None
    """The same, where it can stand in the subject: from 1 January."""
    tells_no: bool
    """Whether somebody who works there, and had no part in it, has yet to hear of the no."""
    asks_advice: bool
    """Whether a mentor or somebody from the same school is asked for advice."""
    opening: Prose | None
    """The personal line to this reader, once: Congratulations on the new flat!"""
    on_paper: bool
    """Whether the reader has no e-mail address, so that the letter is printed."""
    attachments: tuple[Path, ...] = ()
    document: Document = Document.TOUCH

    @property
    def has_reason(self) -> bool:
        """Whether there is a reason to write at all."""
        return bool(self.find or self.posting or self.titles)


def touch_for(
    snapshot: Snapshot, application: Application, reader: Reader, *, reason: str | None, history: History
) -> Touch:
    """The note to this reader about the application that was turned down."""
    stay = TouchLog(snapshot, history).stay(application)
    progress = snapshot.progress_of(application)
    if stay is None or progress.turn_down is None:
        raise JobnetError(
            f"{application.company} has not said no to {application.position} (or has reopened it): "
            "`touch` is for companies that turned you down."
        )
    why = Occasion(Prose(reason)) if reason else Reasons(snapshot, history).best(application, reader)
    on_paper = bool(reader.name) and not reader.email
    find = _find(why, snapshot.today, on_paper=on_paper)
    posting = why.posting if why else None
    situation = _situation(progress, reader, why, find, history)
    no = _item_of(progress, progress.turn_down)
    is_inside = situation == "insider"
    tells_no = is_inside and no not in history.known_to(reader.contact)
    is_second = stay.number % 2 == 0
    profile = snapshot.profile
    is_recruiter = situation == "recruiter"
    titles = tuple(title.title for title in profile.target_titles[:3]) if is_recruiter else ()
    opening = opening_for(reader.contact, history)
    number = Item(
        f"touch:{application.key}/{stay.number}", Kind.TOUCH, application.company, application.position, snapshot.today
    )
    relationship = reader.contact.relationship if reader.contact else None
    return Touch(
        reader=reader,
        seeker=profile,
        today=snapshot.today,
        application=application,
        situations=(situation,) if situation else (),
        items=(
            number,
            *(why.items if why else ()),
            *((promise_item(application),) if situation == "promise" else ()),
            *((no,) if tells_no else ()),
            *((opening_item(opening),) if opening else ()),
        ),
        **_where_we_met(progress, reader),
        position=application.position,
        company=company_name(profile, application.company),
        company_short=company_spoken(profile, application.company),
        find=find,
        is_company_news=why is not None and why.is_company_news,
        needs_lead=find is not None and why is not None and _needs_lead(why, find),
        posting=posting.position if posting else None,
        posting_applied_on=snapshot.progress_of(posting).applied_on if posting else None,
        is_wanted=application.wanted,
        says_interest=application.wanted and is_second and not _another_is_open(snapshot, application),
        titles=titles,
        title=next(iter(titles), None),
        availability=profile.availability if is_recruiter else None,
        starts_from=profile.availability if (profile.availability or "").startswith("from ") else None,
        tells_no=tells_no,
        asks_advice=is_inside and not tells_no and is_second and application.wanted and relationship in _ADVISERS,
        opening=opening,
        on_paper=on_paper,
    )


def promise_item(application: Application) -> Item:
    """What keeping a promise is recorded as."""
    return Item(f"promise:{application.key}", Kind.TOUCH, application.company, application.position)


def _find(why: Occasion | None, today: dt.date, *, on_paper: bool) -> Find | None:
    if why is not None and why.news is not None:
        return find_of(why.news, today, on_paper=on_paper)
    return Find(why.sentence) if why is not None and why.sentence is not None else None


def _needs_lead(why: Occasion, find: Find) -> bool:
    is_enough = why.sentence is not None or (why.is_company_news and (find.why or find.detail))
    return not (is_enough or find.speaks_for_itself)


def _situation(progress: Progress, reader: Reader, why: Occasion | None, find: Find | None, history: History) -> str:
    application = progress.application
    is_agency = application.agency is not None and application.agency.key == reader.key
    if why is not None and why.posting is not None:
        return "posting"
    if why is not None and find is not None and _keeps_promise(progress, reader, why, find, history):
        return "promise"
    if is_agency or reader.row in RECRUITERS:
        return "recruiter"
    took_part = any(person_key(person) == reader.key for person in people_of(application))
    return "" if took_part or not reader.key else "insider"


def _keeps_promise(progress: Progress, reader: Reader, why: Occasion, find: Find, history: History) -> bool:
    """Whether the user says, or has kept for whom it was promised to, something that speaks of the same thing."""
    application, main = progress.application, decider(progress)
    promised = application.impression.promised
    is_theirs = main is not None and person_key(main) == reader.key and bool(progress.talks)
    is_given = why.sentence is not None or (why.news is not None and why.news.reader is not None)
    if promised is None or not (is_theirs and is_given):
        return False
    if promise_item(application).id in history.items_of(reader.key):
        return False
    said = " ".join(filter(None, (find.headline, find.detail)))
    return len(_words_of(promised) & _words_of(said)) >= _SHARED


def _words_of(sentence: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", name_key(sentence)) if len(word) >= _LETTERS) - _EMPTY


def _where_we_met(progress: Progress, reader: Reader) -> dict[str, Any]:
    """The day on which the reader may have come to know the seeker, under the name of what it was."""
    known = dict.fromkeys(("met_on", "talked_on", "interviewed_on", "first_call_on", "applied_on"))
    manager = progress.application.hiring_manager
    decides = manager is not None and person_key(manager) == reader.key
    theirs = [
        talk
        for talk in progress.talks
        if any(person_key(each) == reader.key for each in talk.people) or (decides and not talk.people)
    ]
    for name, talks in (
        ("met_on", [talk for talk in theirs if talk.is_interview and talk.format is not EventFormat.PHONE]),
        ("talked_on", theirs),
        ("interviewed_on", progress.interviews),
        ("first_call_on", progress.talks),
    ):
        if talks:
            return known | {name: talks[-1].date}
    return known | {"applied_on": progress.applied_on}


def _item_of(progress: Progress, end: Event) -> Item:
    items = event_items(progress.application, today=progress.today)
    return next(items[at] for at, event in enumerate(progress.application.events) if event is end)


def _another_is_open(snapshot: Snapshot, application: Application) -> bool:
    others = (each for each in snapshot.profile.applications_at(application.company) if each.key != application.key)
    return any(snapshot.progress_of(each).is_open for each in others)


# About which application, and to whom


def turned_down_at(snapshot: Snapshot, company: str, position: str | None) -> Application:
    """The application at this company whose no is the latest; with a position, that one."""
    dated = [
        (end.date, application)
        for application in snapshot.profile.applications_at(company)
        if position is None or name_key(position) == name_key(application.position)
        if (end := snapshot.progress_of(application).turn_down) is not None and end.date is not None
    ]
    if not dated:
        raise JobnetError(
            f"Your profile records no turn-down by {company.removesuffix('.')}"
            + (f" for {position}" if position else "")
            + ". Add it (`jobnet log`), or write to somebody there about something else.",
        )
    return max(dated, key=lambda each: each[0])[1]


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
    fuller = {person_key(person): person for person in people_of(application)}
    people = {key: fuller[key] for key in map(person_key, _people(snapshot.progress_of(application)))}
    for each in reversed(contacts):
        if each.person in people:
            return people[each.person]
        contact = snapshot.profile.contact(each.person) if each.person else None
        if works_at(snapshot.profile, contact, application.company):
            return contact
    return next(iter(people.values()), insider)


def _people(progress: Progress) -> list[Person]:
    """Who decided, then who was met last, who brought the news, who recruits."""
    met = [person for talk in reversed(progress.talks) for person in talk.people]
    told_by = progress.turn_down.told_by if progress.turn_down else None
    named = (progress.application.hiring_manager, *met, told_by, progress.application.recruiter)
    return [person for person in named if person is not None]
