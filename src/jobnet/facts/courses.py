"""The course of every application up to one day, whoever reads: what happened, what comes, how it ended."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from enum import IntEnum
from hashlib import blake2s
from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING

from jobnet.facts.disclosure import application_shown, companies_shown, level_of, spoken
from jobnet.facts.history import event_items, interested_item, news_item, talked_item
from jobnet.facts.items import Item
from jobnet.facts.people import people_of, person_key
from jobnet.facts.progress import Progress
from jobnet.facts.readers import general_reader
from jobnet.frozen import cached_property, dataclass
from jobnet.profile.model import CompanyStatus, Disclosure, EventFormat, Stage, TouchKind
from jobnet.profile.names import company_key, name_key, without_legal_form

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from jobnet.facts.disclosure import Shown
    from jobnet.facts.history import Known
    from jobnet.facts.readers import Reader
    from jobnet.facts.since import Window
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Application, Company, Event, Touchpoint

_PRIVATE = frozenset({Stage.OFFER, Stage.ACCEPTED})
"""Stages that no update tells: an offer is nobody's business until `landed` announces it."""
MOST = 12
"""So many applications of one rank are looked at for one letter; who has more says "many"."""
_AHEAD = frozenset({Stage.SCREENING, Stage.INTERVIEW, Stage.FINAL})
_TALKED = frozenset({TouchKind.INFORMATIONAL_INTERVIEW, TouchKind.MEETING, TouchKind.CALL})


class Rank(IntEnum):
    """Where an application stands, the most alive first: the order in which updates tell of them."""

    COMING = 0
    """A talk or test lies ahead."""
    WAITING = 1
    """Interviewed, and no answer yet."""
    CALLED = 2
    TESTED = 3
    APPLIED = 4
    REOPENED = 5
    """Back in the running, and no day is known."""
    CAME_SECOND = 6
    SAID_NO = 7
    NOT_FILLED = 8
    DECIDED_AGAINST = 9
    """By the seeker."""
    NO_ANSWER = 10
    INTERESTED = 11
    """Nothing has happened yet."""


_TOLD = tuple(rank for rank in Rank if rank is not Rank.INTERESTED)
_ENDS = {
    Stage.RUNNER_UP: Rank.CAME_SECOND,
    Stage.REJECTED: Rank.SAID_NO,
    Stage.CANCELLED: Rank.NOT_FILLED,
    Stage.WITHDRAWN: Rank.DECIDED_AGAINST,
    Stage.DECLINED: Rank.DECIDED_AGAINST,
    Stage.NO_RESPONSE: Rank.NO_ANSWER,
}


@dataclass(frozen=True)
class Course:
    """One application since it was last reopened, without what is nobody's business."""

    application: Application
    items: Mapping[int, Item]
    """The item of each event, by its identity."""
    past: tuple[Event, ...]
    reopened: Event | None
    """The event that reopened it, if one did."""
    planned: Event | None
    """The next talk or test, after today."""
    end: Event | None
    has_offer: bool
    """Whether there was an offer: then there is no answer to wait for."""

    @cached_property
    def interviews(self) -> tuple[Event, ...]:
        """The interviews that were held; a first call or a test is none."""
        return tuple(e for e in self.past if e.stage in {Stage.INTERVIEW, Stage.FINAL} and not is_test(e))

    @cached_property
    def call(self) -> Event | None:
        """The last first call."""
        return next((e for e in reversed(self.past) if e.stage is Stage.SCREENING and not is_test(e)), None)

    @cached_property
    def test(self) -> Event | None:
        return next((e for e in reversed(self.past) if is_test(e)), None)

    @cached_property
    def applied(self) -> Event | None:
        return next((e for e in reversed(self.past) if e.stage is Stage.APPLIED), None)

    @cached_property
    def latest(self) -> Event | None:
        """The last thing that happened: who knows it, knows the rest."""
        return self.past[-1] if self.past else self.reopened

    @cached_property
    def date(self) -> dt.date | None:
        """The day of the last thing that happened and bears one."""
        dated = (e.date for e in (*reversed(self.past), self.reopened) if e is not None and e.date is not None)
        return next(dated, None)

    @cached_property
    def rank(self) -> Rank:
        if self.end is not None:
            return _ENDS[self.end.stage]
        steps = (
            (Rank.COMING, self.planned),
            (Rank.WAITING, self.interviews),
            (Rank.CALLED, self.call),
            (Rank.TESTED, self.test),
            (Rank.APPLIED, self.applied),
            (Rank.REOPENED, self.reopened),
        )
        return next((rank for rank, step in steps if step), Rank.INTERESTED)


def is_test(event: Event) -> bool:
    return event.format is EventFormat.TEST


def course_of(application: Application, until: dt.date, today: dt.date) -> Course | None:
    """What may be told of this application; None where there is nothing, and once the job is taken."""
    progress = Progress(application, until)
    past = tuple(e for e in progress.round if e.stage not in _PRIVATE)
    reopened = next((e for e in reversed(progress.past) if e.stage is Stage.REINSTATED), None)
    planned = next((e for e in progress.planned if e.date and e.date > today and e.stage in _AHEAD), None)
    if progress.is_accepted or not (past or reopened or planned):
        return None
    items = {id(application.events[index]): item for index, item in event_items(application, today=today).items()}
    has_offer = any(e.stage is Stage.OFFER for e in progress.round)
    return Course(application, items, past, reopened, planned, progress.end, has_offer)


@dataclass(frozen=True)
class Entry:
    """A course as one reader may see it: by name, or as no more than a label."""

    course: Course
    shown: Shown
    is_in_trust: bool
    """Whether only those hear of it whom the seeker trusts."""

    def item(self, event: Event) -> Item:
        """What tells of this event; under a label its id gives nothing away."""
        if self.shown.company is not None:
            return replace(self.course.items[id(event)], company=self.shown.company)
        return replace(self.unnamed(event), company=self.shown.label)

    def unnamed(self, event: Event) -> Item:
        """What tells of this event without saying where: "I've also applied to two other places"."""
        item = self.course.items[id(event)]
        digest = blake2s(item.id.encode(), digest_size=12).hexdigest()
        return Item(f"event:{digest}", item.kind, date=item.date)

    def is_told(self, event: Event, known: Known) -> bool:
        return self.item(event) in known or self.unnamed(event).id in known.items

    def is_new(self, window: Window, known: Known) -> bool:
        """Whether this reader has not heard of what happened last, in the window, or of what comes."""
        course, latest = self.course, self.course.latest
        if course.planned is not None and not self.is_told(course.planned, known):
            return True
        if latest is None or (course.planned is not None and latest is course.applied):
            return False  # who has an interview had applied
        return course.date in window and not self.is_told(latest, known)


class Courses:
    """All courses up to a day, by rank, for readers of each level: worked out once for all of them."""

    def __init__(self, snapshot: Snapshot, until: dt.date) -> None:
        self.profile = snapshot.profile
        self.today = snapshot.today
        found = (course_of(each, until, snapshot.today) for each in self.profile.applications)
        self.all = tuple(each for each in found if each is not None)
        self._ranked: dict[Disclosure, Mapping[Rank, tuple[Entry, ...]]] = {}
        self._hopes: dict[Disclosure, tuple[Hope, ...]] = {}
        self._talks: dict[Disclosure, tuple[TalkedWith, ...]] = {}
        self._told: dict[Disclosure, Mapping[str, dt.date | None]] = {}

    def untold(self, reader: Reader, window: Window, known: Known) -> Iterator[Entry]:
        """What this reader may know and has not heard of, the most alive first; so many of each rank."""
        mine = self._of_part(reader)
        ranked = self.ranked(reader.ceiling)
        for rank in _TOLD:
            others: Iterator[Entry] = (
                each for each in ranked.get(rank, ()) if not any(each.course is one.course for one in mine)
            )
            if rank is not Rank.COMING:
                others = takewhile(lambda each: not _is_before(each.course.date, window.since), others)
            both = chain((each for each in mine if each.course.rank is rank), others)
            yield from islice((each for each in both if each.is_new(window, known)), MOST)

    def ranked(self, ceiling: Disclosure) -> Mapping[Rank, tuple[Entry, ...]]:
        """What readers of this level see who have no part in any application: the soonest first, else the latest."""
        if ceiling not in self._ranked:
            nobody = replace(general_reader(self.profile), ceiling=ceiling)
            found: dict[Rank, list[Entry]] = defaultdict(list)
            for each in self.entries(self.all, nobody):
                found[each.course.rank].append(each)
            self._ranked[ceiling] = {rank: tuple(sorted(found[rank], key=_order)) for rank in found}
        return self._ranked[ceiling]

    def entries(self, courses: Iterable[Course], reader: Reader) -> Iterator[Entry]:
        """These courses as this reader may see them."""
        for each in courses:
            shown = application_shown(self.profile, each.application, reader)
            if shown is not None:
                is_named = shown.company is not None and not shown.own
                yield Entry(each, shown, is_named and self._is_trust(level_of(self.profile, each.application)))

    def _is_trust(self, level: Disclosure) -> bool:
        """Whether this is told in trust, beyond what is so of a whole confidential search."""
        return level is Disclosure.TRUSTED and not self.profile.search.confidential

    def at(self, company: str) -> tuple[Course, ...]:
        """The courses at one company, under whatever spelling, the most alive first."""
        found = [each for key in self.profile.company_keys(company) for each in self._by_company.get(key, ())]
        return tuple(sorted(found, key=lambda each: each.rank))

    @cached_property
    def _by_company(self) -> Mapping[str, list[Course]]:
        found: dict[str, list[Course]] = defaultdict(list)
        for each in self.all:
            found[company_key(each.application.company)].append(each)
        return found

    def _of_part(self, reader: Reader) -> tuple[Entry, ...]:
        """The applications in which this reader has a hand, as they see them."""
        return tuple(self.entries(self._by_part.get(reader.key, ()), reader)) if reader.key else ()

    @cached_property
    def _by_part(self) -> Mapping[str, list[Course]]:
        found: dict[str, dict[int, Course]] = defaultdict(dict)
        for each in self.all:
            helpers = (each.application.referral_from, each.application.agency)
            people = {person_key(person) for person in people_of(each.application)}
            for key in people | {contact.key for contact in helpers if contact is not None}:
                found[key][id(each)] = each
        for referral in self.profile.referrals:
            for each in self.at(referral.company) if referral.company else ():
                found[referral.giver.key][id(each)] = each
        return {person: list(courses.values()) for person, courses in found.items()}

    def told(self, ceiling: Disclosure) -> Mapping[str, dt.date | None]:
        """The items of what happened last in each application, of hopes and of news, for readers of this level."""
        if ceiling not in self._told:
            items = [hope.item for hope in self.hopes(ceiling)]
            items += [news_item(each) for each in self.profile.news if each.reader is None]
            for each in chain.from_iterable(self.ranked(ceiling).values()):
                if each.course.latest is not None:
                    items += [each.item(each.course.latest)]
            self._told[ceiling] = {item.id: item.date for item in items}
        return self._told[ceiling]

    # Companies at which nothing has happened yet

    def hopes(self, ceiling: Disclosure) -> tuple[Hope, ...]:
        """The companies that readers of this level may hear the seeker would like to work at, tier A first.

        None where an application was made, told or not, and none with which the seeker has talked.
        """
        if ceiling not in self._hopes:
            nobody = replace(general_reader(self.profile), ceiling=ceiling)
            targets = companies_shown(self.profile, nobody)
            active = (each for each in targets if each.status is CompanyStatus.ACTIVE)
            found = {
                company_key(each.name): Hope(
                    spoken(each), interested_item(each), each.added, self._is_trust(each.disclosure)
                )
                for each in active
                if not each.keys & (self._applied_to | self.talked_with.keys())
            }
            for entry in self.ranked(ceiling).get(Rank.INTERESTED, ()):
                if entry.shown.company is not None and entry.course.latest is not None:
                    item = entry.item(entry.course.latest)
                    hope = Hope(entry.shown.company, item, entry.course.date, entry.is_in_trust)
                    found.setdefault(company_key(entry.course.application.company), hope)
            self._hopes[ceiling] = tuple(found.values())
        return self._hopes[ceiling]

    def _hope(self, company: Company) -> Hope:
        return Hope(spoken(company), interested_item(company), company.added, self._is_trust(company.disclosure))

    @cached_property
    def _applied_to(self) -> frozenset[str]:
        """Every company at which more than an interest is on record, under every spelling."""
        live = (a for a in self.profile.applications if any(e.stage is not Stage.INTERESTED for e in a.events))
        return frozenset(key for each in live for key in self.profile.company_keys(each.company))

    @cached_property
    def talked_with(self) -> Mapping[str, dt.date]:
        """The last day on which the seeker talked with somebody at each company, under every spelling."""
        found: dict[str, dt.date] = {}
        for touch in self.profile.touchpoints:
            company = _company_of(touch)
            if company and touch.kind in _TALKED and touch.date.earliest <= self.today:
                for key in self.profile.company_keys(company):
                    found[key] = max(found.get(key, touch.date.earliest), touch.date.earliest)
        return found

    def talks(self, ceiling: Disclosure) -> tuple[TalkedWith, ...]:
        """The talks for advice at target companies where nothing was applied for, as far as this level may know."""
        if ceiling not in self._talks:
            nobody = replace(general_reader(self.profile), ceiling=ceiling)
            targets = [each for each in companies_shown(self.profile, nobody) if not each.keys & self._applied_to]
            by_key = {key: spoken(each) for each in targets for key in each.keys}
            self._talks[ceiling] = tuple(
                TalkedWith(name, talked_item(name, touch.date.earliest), touch.contact.key if touch.contact else "")
                for touch in self.profile.touchpoints
                if touch.kind is TouchKind.INFORMATIONAL_INTERVIEW and touch.date.earliest <= self.today
                if (name := by_key.get(company_key(_company_of(touch) or "")))
            )
        return self._talks[ceiling]

    @cached_property
    def everyday(self) -> Mapping[str, str]:
        """What each target title is called in everyday words, where the user has said it."""
        titles = (title for title in self.profile.target_titles if title.plain)
        return {name_key(name): title.plain or "" for title in titles for name in (title.title, *title.aliases)}

    def written(self, company: str) -> str:
        """The name of a company as a list prints it: in full, without its legal form."""
        target = self.profile.target(company)
        return without_legal_form(target.name if target else company)


@dataclass(frozen=True, slots=True)
class Hope:
    """A company at which the seeker would like to work, and at which nothing has happened yet."""

    name: str
    item: Item
    added: dt.date | None
    is_in_trust: bool


@dataclass(frozen=True, slots=True)
class TalkedWith:
    """A company where somebody gave the seeker advice."""

    name: str
    item: Item
    person: str
    """The key of whoever gave it."""


def _company_of(touch: Touchpoint) -> str | None:
    return touch.company or (touch.contact.company if touch.contact else None)


def _order(entry: Entry) -> int:
    course = entry.course
    if course.rank is Rank.COMING and course.planned is not None and course.planned.date is not None:
        return course.planned.date.toordinal()
    return -course.date.toordinal() if course.date is not None else 0


def _is_before(day: dt.date | None, since: dt.date | None) -> bool:
    return since is not None and (day is None or day < since)
