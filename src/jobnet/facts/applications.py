"""Every application up to one day, as readers of each level see it, and the companies where nothing happened yet."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from enum import IntEnum
from functools import cached_property
from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING

from jobnet.facts.disclosure import Shown, application_shown, companies_shown, spoken
from jobnet.facts.history import Known, event_items, interested_item, opaque_id, talked_item
from jobnet.facts.items import Item
from jobnet.facts.people import people_of, person_key
from jobnet.facts.progress import Progress
from jobnet.facts.readers import RECRUITERS, Reader, general_reader
from jobnet.facts.referrals import is_talk, led_to
from jobnet.facts.snapshot import Snapshot, level_of
from jobnet.frozen import dataclass
from jobnet.profile.model import Application, CompanyStatus, Disclosure, Event, Stage
from jobnet.profile.names import company_key, name_key, without_legal_form
from jobnet.profile.vocabulary import TALKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jobnet.facts.since import Window

MOST = 12
"""So many applications of one rank are looked at for one letter."""
_PRIVATE = frozenset({Stage.OFFER, Stage.ACCEPTED})
"""Stages that no update tells: an offer is nobody's business until `landed` announces it."""


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
    CAME_SECOND = 6
    SAID_NO = 7
    NOT_FILLED = 8
    DECIDED_AGAINST = 9
    """By the seeker."""
    NO_ANSWER = 10
    INTERESTED = 11
    """Nothing has happened: a hope, and no application yet."""


_ENDS = {
    Stage.RUNNER_UP: Rank.CAME_SECOND,
    Stage.REJECTED: Rank.SAID_NO,
    Stage.CANCELLED: Rank.NOT_FILLED,
    Stage.WITHDRAWN: Rank.DECIDED_AGAINST,
    Stage.DECLINED: Rank.DECIDED_AGAINST,
    Stage.NO_RESPONSE: Rank.NO_ANSWER,
}


@dataclass(frozen=True)
class Seen:
    """An application as one reader may see it, by name or by a label: what happened since it was last reopened."""

    progress: Progress
    shown: Shown
    is_in_trust: bool
    """Whether only those hear of it whom the seeker trusts."""
    today: dt.date
    is_through: bool
    """Whether the seeker came there through this reader."""

    @property
    def application(self) -> Application:
        return self.progress.application

    @cached_property
    def past(self) -> tuple[Event, ...]:
        return tuple(e for e in self.progress.round if e.stage not in _PRIVATE)

    @cached_property
    def reopened(self) -> Event | None:
        """The event that reopened it last."""
        return next((e for e in reversed(self.progress.past) if e.stage is Stage.REINSTATED), None)

    @cached_property
    def planned(self) -> Event | None:
        """The next talk or test, after today."""
        ahead = (e for e in self.progress.planned if e.date and e.date > self.today and e.stage in TALKS)
        return next(ahead, None)

    @property
    def end(self) -> Event | None:
        return self.progress.end

    @property
    def interviews(self) -> tuple[Event, ...]:
        """The interviews that were held; a first call or a test is none."""
        return self.progress.held

    @cached_property
    def calls(self) -> tuple[Event, ...]:
        """The first call, and any that followed before an interview."""
        return tuple(e for e in self.past if e.stage is Stage.SCREENING and not e.is_test)

    @cached_property
    def test(self) -> Event | None:
        return next((e for e in reversed(self.past) if e.is_test), None)

    @cached_property
    def applied(self) -> Event | None:
        return next((e for e in reversed(self.past) if e.stage is Stage.APPLIED), None)

    @cached_property
    def latest(self) -> Event | None:
        """The last thing that happened: who knows it, knows the rest."""
        return self.past[-1] if self.past else self.reopened

    @cached_property
    def date(self) -> dt.date:
        """The day of the last thing that happened and bears one."""
        dated = (e.date for e in (*reversed(self.past), self.reopened) if e is not None and e.date is not None)
        return next(dated, dt.date.min)

    @cached_property
    def rank(self) -> Rank:
        if self.end is not None:
            return _ENDS[self.end.stage]
        steps = {
            Rank.COMING: self.planned,
            Rank.WAITING: self.interviews,
            Rank.CALLED: self.calls,
            Rank.TESTED: self.test,
            Rank.APPLIED: self.applied,
            Rank.REOPENED: self.reopened,
        }
        return next((rank for rank, step in steps.items() if step), Rank.INTERESTED)

    @cached_property
    def _items(self) -> Mapping[int, Item]:
        events = self.application.events
        return {id(events[n]): item for n, item in event_items(self.application, today=self.today).items()}

    @property
    def is_liked(self) -> bool:
        """Whether they said no after an interview, and the seeker would still like to work there."""
        return self.rank in {Rank.SAID_NO, Rank.CAME_SECOND} and bool(self.interviews) and self.application.wanted

    @property
    def is_askable(self) -> bool:
        """Whether a reader may ask around about it: it is named, not told in trust, and none they have a hand in."""
        return self.shown.company is not None and not (self.is_in_trust or self.shown.own)

    @property
    def order(self) -> tuple[Rank, int]:
        """The most alive first: what comes by its day, else the latest."""
        ahead = self.planned.date if self.planned else None
        return self.rank, ahead.toordinal() if ahead else -self.date.toordinal()

    def item(self, event: Event) -> Item:
        """What tells of this event; under a label its id gives nothing away."""
        item = self._items[id(event)]
        if self.shown.company is not None:
            return Item(item.id, item.kind, self.shown.company, item.position, item.date)
        return replace(self.unnamed(event), company=self.shown.label)

    def unnamed(self, event: Event) -> Item:
        """What tells of this event without saying where: "I've also applied to two other places"."""
        item = self._items[id(event)]
        return Item(opaque_id(item.id), item.kind, date=item.date)

    def is_told(self, event: Event, known: Known) -> bool:
        return self.item(event) in known or self.unnamed(event).id in known.items

    def is_known(self, known: Known) -> bool:
        """Whether an earlier letter named it to this reader, be it as something that lay ahead."""
        items = map(self.item, self.application.events)
        return any(each in known or f"{each.id.removesuffix('/done')}/planned" in known.items for each in items)

    def is_new(self, window: Window, known: Known) -> bool:
        """Whether this reader has not heard of what happened last, in the window, or of what comes."""
        if self.progress.ended_as is Stage.DECLINED and not self.is_known(known):
            return False  # whoever has heard nothing of it need not hear that an offer was declined
        if self.planned is not None and not self.is_told(self.planned, known):
            return True
        if self.latest is None or (self.planned is not None and self.latest is self.applied):
            return False  # who has an interview had applied
        return self.date in window and not self.is_told(self.latest, known)


@dataclass(frozen=True)
class Hope:
    """A company where the seeker would like to work, and has not applied."""

    name: str
    item: Item
    since: dt.date | None
    adviser: str | None = None
    """The key of whoever there gave the seeker advice: then it is told as a talk, and is no hope any more."""


class Applications:
    """All of them up to a day, by rank, for readers of each level: worked out once for all of them."""

    def __init__(self, snapshot: Snapshot, until: dt.date) -> None:
        self._snapshot = snapshot
        self.profile = snapshot.profile
        self.today = snapshot.today
        found = (Progress(each, until) for each in self.profile.applications)
        self._open_to_tell = {id(each.application): each for each in found if not each.is_accepted}
        self._ranked: dict[Disclosure, Mapping[Rank, list[Seen]]] = {}
        self._hopes: dict[Disclosure, tuple[Hope, ...]] = {}

    def untold(self, reader: Reader, window: Window, known: Known) -> Iterator[Seen]:
        """What this reader may know and has not heard of, the most alive first; so many of each rank."""
        mine = list(self.seen_by(reader, self._by_part.get(reader.key, ()))) if reader.key else []
        own = {id(each.application) for each in mine}
        for rank, found in self.ranked(reader.ceiling).items():
            in_time = takewhile(lambda each: not window.since or each.planned or each.date >= window.since, found)
            others = (each for each in in_time if id(each.application) not in own)
            both = chain((each for each in mine if each.rank is rank), others)
            yield from islice((each for each in both if each.is_new(window, known)), MOST)

    def ranked(self, ceiling: Disclosure) -> Mapping[Rank, list[Seen]]:
        """What readers of this level see who have no part in any application: the soonest first, else the latest."""
        if ceiling not in self._ranked:
            found: dict[Rank, list[Seen]] = {rank: [] for rank in Rank if rank is not Rank.INTERESTED}
            for each in self.seen_by(replace(general_reader(self.profile), ceiling=ceiling)):
                found.setdefault(each.rank, []).append(each)
            for seen in found.values():
                seen.sort(key=lambda each: each.order)
            self._ranked[ceiling] = found
        return self._ranked[ceiling]

    def seen_by(self, reader: Reader, progress: Iterable[Progress] | None = None) -> Iterator[Seen]:
        """These applications, or all, as this reader may see them; none of which there is nothing to tell."""
        for each in self._open_to_tell.values() if progress is None else progress:
            shown = application_shown(self.profile, each.application, reader)
            if shown is not None:
                is_theirs = shown.company is None or shown.own
                in_trust = not is_theirs and self._is_trust(level_of(self.profile, each.application))
                source = each.application.referral_from
                given = self._snapshot.referrals.get(reader.key, ()) if reader.key else ()
                came_of_it = any(led_to(self.profile, one, each.application) for one in given)
                came_of_it = came_of_it or (source is not None and source.key == reader.key)
                is_through = came_of_it and reader.kind not in RECRUITERS
                seen = Seen(each, shown, in_trust, self.today, is_through)
                if seen.latest or seen.planned:
                    yield seen

    def _is_trust(self, level: Disclosure) -> bool:
        """Whether this is told in trust, beyond what is so of a whole confidential search."""
        return level is Disclosure.TRUSTED and not self.profile.search.confidential

    def at(self, company: str) -> list[Progress]:
        """How the applications at one company stand, under whatever spelling."""
        there = (self._open_to_tell.get(id(each)) for each in self.profile.applications_at(company))
        return [each for each in there if each is not None]

    @cached_property
    def _by_part(self) -> Mapping[str, Iterable[Progress]]:
        """The applications in which somebody has a hand: who hires, was met, recruits, or pointed there."""
        found: dict[str, dict[int, Progress]] = defaultdict(dict)
        for each in self._open_to_tell.values():
            helpers = (each.application.referral_from, each.application.agency)
            people = {person_key(person) for person in people_of(each.application)}
            for key in people | {contact.key for contact in helpers if contact is not None}:
                found[key][id(each)] = each
        for referral in self.profile.referrals:
            for each in self.at(referral.company) if referral.company else ():
                found[referral.giver.key][id(each)] = each
        return {person: progress.values() for person, progress in found.items()}

    def hopes(self, ceiling: Disclosure) -> tuple[Hope, ...]:
        """The companies that readers of this level may hear the seeker would like to work at, tier A first.

        None where an application was made, told or not, and none in trust: of these one asks. What was only noted as
        of interest is a hope as well.
        """
        if ceiling not in self._hopes:
            found: dict[str, Hope] = {}
            nobody = replace(general_reader(self.profile), ceiling=ceiling)
            for company in companies_shown(self.profile, nobody):
                is_open = company.status is CompanyStatus.ACTIVE and not self._is_trust(company.disclosure)
                if is_open and not company.keys & self._applied_to:
                    hope = Hope(spoken(company), interested_item(company), company.added)
                    found[company_key(company.name)] = self._after_talks(hope, company.keys)
            for seen in self.ranked(ceiling).get(Rank.INTERESTED, ()):
                if seen.shown.company is not None and seen.latest is not None and not seen.is_in_trust:
                    hope = Hope(seen.shown.company, seen.item(seen.latest), seen.latest.date)
                    found.setdefault(company_key(seen.application.company), hope)
            self._hopes[ceiling] = tuple(found.values())
        return self._hopes[ceiling]

    @cached_property
    def _applied_to(self) -> frozenset[str]:
        """Every company at which more than an interest is on record, under every spelling."""
        begun = (each.application for each in self._snapshot.progress if each.is_begun)
        return frozenset(key for each in begun for key in self.profile.company_keys(each.company))

    def _after_talks(self, hope: Hope, keys: frozenset[str]) -> Hope:
        """Told as a talk where somebody there gave the seeker advice."""
        day, adviser = next((self._talks[key] for key in keys if key in self._talks), (None, ""))
        return replace(hope, item=talked_item(hope.name, day), since=day, adviser=adviser) if day else hope

    @cached_property
    def _talks(self) -> Mapping[str, tuple[dt.date, str]]:
        """By company, the day and the person of the last talk there."""
        past = (each for each in self.profile.touchpoints if is_talk(each) and each.date.earliest <= self.today)
        return {
            company_key(company): (touch.date.earliest, touch.contact.key if touch.contact else "")
            for touch in sorted(past, key=lambda each: each.date.earliest)
            if (company := touch.company or (touch.contact.company if touch.contact else None))
        }

    @cached_property
    def everyday(self) -> Mapping[str, str]:
        """What each target title is called in everyday words, where the user has said it."""
        titles = (title for title in self.profile.target_titles if title.plain)
        return {name_key(name): title.plain or "" for title in titles for name in (title.title, *title.aliases)}

    def written(self, company: str) -> str:
        """The name of a company as a list prints it: in full, without its legal form."""
        target = self.profile.target(company)
        return without_legal_form(target.name if target else company)
