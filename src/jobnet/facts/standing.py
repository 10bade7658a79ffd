"""Where every application stands on one day, worked out once for all readers, and found fast for each of them."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import replace
from enum import Enum, StrEnum
from hashlib import blake2s
from typing import TYPE_CHECKING, TypeVar, cast

from jobnet.facts.disclosure import application_shown, companies_shown, level_of
from jobnet.facts.history import event_items
from jobnet.facts.items import Item
from jobnet.facts.people import people_of, person_key
from jobnet.facts.progress import Progress
from jobnet.facts.readers import general_reader
from jobnet.frozen import cached_property, dataclass
from jobnet.patterns import pattern
from jobnet.profile.model import Disclosure, Stage, TouchKind
from jobnet.profile.names import company_key, company_words, name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jobnet.facts.disclosure import Shown
    from jobnet.facts.history import Known
    from jobnet.facts.readers import Reader
    from jobnet.facts.since import Window
    from jobnet.profile.model import Application, Company, Event, News, Profile, Referral, Touchpoint

_OURS_ALONE = frozenset({Stage.OFFER, Stage.ACCEPTED, Stage.DECLINED})
"""Stages that no update tells: an offer is private, and so is its end, until `landed` may announce it."""
_CALLS = frozenset({Stage.SCREENING, Stage.INTERVIEW, Stage.FINAL})
_LONGEST_NAME = 8
_MOST_KEPT = 1024
_T = TypeVar("_T")
_TOKEN = pattern(r"[^\s]+")


class Heading(StrEnum):
    """The list of an update in which an application stands: one only."""

    INTERVIEWED = "interviewed"
    APPLIED = "applied"
    INTERESTED = "interested"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Standing:
    """One application on one day, as far as anybody else may hear of it."""

    application: Application
    heading: Heading | None
    """None while nothing has happened yet: then only what is planned can be told."""
    date: dt.date | None
    """The day of the last thing that happened."""
    item: Item | None
    """The last thing that happened: who knows it, knows the rest."""
    planned: Event | None
    planned_item: Item | None
    reopened: bool
    end: Event | None
    interviews: tuple[dt.date, ...]
    applied: tuple[dt.date, ...]


def standing(application: Application, until: dt.date, today: dt.date) -> Standing | None:
    """Where this application stands at the end of `until`; None when nobody is to hear of it."""
    progress = Progress(application, until)
    if progress.end is not None and progress.end.stage is Stage.DECLINED:
        return None
    items = {id(application.events[index]): item for index, item in event_items(application, today=today).items()}
    past = [event for event in progress.past if event.stage not in _OURS_ALONE]
    planned = next((e for e in progress.planned if e.date and e.date > today and e.stage in _CALLS), None)
    if progress.is_accepted:
        planned = None
    if not past and planned is None:
        return None
    dated = [event for event in past if event.date is not None]
    return Standing(
        application=application,
        heading=_heading(progress) if past else None,
        date=dated[-1].date if dated else None,
        item=items[id(past[-1])] if past else None,
        planned=planned,
        planned_item=items[id(planned)] if planned else None,
        reopened=bool(past) and past[-1].stage is Stage.REINSTATED,
        end=progress.end,
        interviews=tuple(dict.fromkeys(event.date for event in progress.interviews if event.date)),
        applied=tuple(event.date for event in past if event.stage is Stage.APPLIED and event.date),
    )


def _heading(progress: Progress) -> Heading:
    """The furthest stage since the application was last reopened; an end wins."""
    if progress.end is not None:
        return Heading.CLOSED
    steps = [event for event in progress.round if event.stage is not Stage.REINSTATED] or progress.past
    if any(event.is_interview for event in steps):
        return Heading.INTERVIEWED
    only_interested = all(event.stage in {Stage.INTERESTED, Stage.REINSTATED} for event in steps)
    return Heading.INTERESTED if only_interested else Heading.APPLIED


@dataclass(frozen=True, slots=True)
class Entry:
    """A standing as readers of one level see it: by name, or as a label with ids that give nothing away."""

    standing: Standing
    shown: Shown
    item: Item | None
    planned_item: Item | None


def entry(standing: Standing, shown: Shown) -> Entry:
    if shown.company is not None:
        item, planned = _named(standing.item, shown), _named(standing.planned_item, shown)
    else:
        item, planned = _labelled(standing.item, shown), _labelled(standing.planned_item, shown)
    return Entry(standing, shown, item, planned)


def _named(item: Item | None, shown: Shown) -> Item | None:
    return item and replace(item, company=shown.company)


def _labelled(item: Item | None, shown: Shown) -> Item | None:
    if item is None:
        return None
    digest = blake2s(item.id.encode(), digest_size=12).hexdigest()
    return Item(f"event:{digest}", item.kind, shown.label, None, item.date)


class Column:
    """The entries under one heading, the latest first."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        dated = [(each.standing.date.toordinal(), each) for each in entries if each.standing.date is not None]
        dated.sort(key=lambda pair: -pair[0])
        self._entries = [each for _, each in dated]
        self._days = [-day for day, _ in dated]
        self._standings = {id(each.standing) for each in self._entries}
        self._by_item = {each.item.id: each for each in self._entries if each.item is not None}

    def told(self, window: Window, known: Known) -> int:
        """How many within the window this reader knows of."""
        by_hand = known.up_to
        told = self._count(window.since, min(by_hand, window.until)) if by_hand else 0
        for item in known.items:
            each = self._by_item.get(item)
            day = each.standing.date if each is not None else None
            if day in window and not (by_hand and day and day <= by_hand):
                told += 1
        return told

    def __contains__(self, entry: Entry) -> bool:
        return id(entry.standing) in self._standings

    def count(self, window: Window) -> int:
        return self._count(window.since, window.until)

    def untold(self, window: Window, known: Known) -> Iterator[Entry]:
        """What this reader does not know, the latest first."""
        first, last = self._between(window.since, window.until)
        return (self._entries[i] for i in range(first, last) if is_untold(self._entries[i], window, known))

    def _count(self, since: dt.date | None, until: dt.date) -> int:
        first, last = self._between(since, until)
        return max(last - first, 0)

    def _between(self, since: dt.date | None, until: dt.date) -> tuple[int, int]:
        first = bisect_left(self._days, -until.toordinal())
        return first, bisect_right(self._days, -since.toordinal()) if since else len(self._days)


def is_untold(entry: Entry, window: Window, known: Known) -> bool:
    """Whether the last thing that happened is in the window and new to the reader."""
    return entry.item is not None and entry.standing.date in window and entry.item not in known


class Columns:
    """All that readers of one kind may see, under each heading, and what is coming up."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self._columns = {
            heading: Column(each for each in entries if each.standing.heading is heading) for heading in Heading
        }
        planned = [each for each in entries if each.standing.planned is not None]
        self.planned = tuple(sorted(planned, key=_planned_day))

    def __getitem__(self, heading: Heading) -> Column:
        return self._columns[heading]


def _planned_day(entry: Entry) -> int:
    planned = entry.standing.planned
    return planned.date.toordinal() if planned is not None and planned.date is not None else 0


class Dated(Enum):
    """What bears a day that is looked for in a window."""

    STANDINGS = "the last thing that happened"
    TARGETS = "added to the targets"
    INTERVIEWS = "each of them"
    APPLYING = "applied"
    NEWS = "of other people"


class Board:
    """Everything about one search on one day that does not depend on who reads."""

    def __init__(self, profile: Profile, until: dt.date, today: dt.date) -> None:
        self.profile = profile
        self.until = until
        self.today = today
        found = (standing(each, until, today) for each in profile.applications)
        self.standings = tuple(each for each in found if each is not None)

    def columns(self, ceiling: Disclosure) -> Columns:
        """What readers of this level see who have no part in any application."""
        if ceiling not in self._columns:
            nobody = replace(general_reader(self.profile), ceiling=ceiling)
            self._columns[ceiling] = Columns(tuple(self.entries(self.standings, nobody)))
        return self._columns[ceiling]

    @cached_property
    def _columns(self) -> dict[Disclosure, Columns]:
        return {}

    def entries(self, standings: Iterable[Standing], reader: Reader) -> Iterator[Entry]:
        for each in standings:
            shown = application_shown(self.profile, each.application, reader)
            if shown is not None:
                yield entry(each, shown)

    def at(self, company: str) -> tuple[Standing, ...]:
        """The standings at one company, under whatever spelling."""
        keys = self.profile.company_keys(company)
        return tuple(each for key in keys for each in self._by_company.get(key, ()))

    @cached_property
    def _by_company(self) -> Mapping[str, tuple[Standing, ...]]:
        found: dict[str, list[Standing]] = defaultdict(list)
        for each in self.standings:
            found[company_key(each.application.company)].append(each)
        return {company: tuple(standings) for company, standings in found.items()}

    def companies(self, ceiling: Disclosure) -> tuple[Company, ...]:
        """The targets that readers of this level may know: tier A first, then as in the file."""
        if ceiling not in self._companies:
            nobody = replace(general_reader(self.profile), ceiling=ceiling)
            self._companies[ceiling] = companies_shown(self.profile, nobody)
        return self._companies[ceiling]

    @cached_property
    def _companies(self) -> dict[Disclosure, tuple[Company, ...]]:
        return {}

    @cached_property
    def talks(self) -> Mapping[str, tuple[Touchpoint, ...]]:
        """Talks for advice of which something came, by the person who gave them, oldest first."""
        found: dict[str, list[Touchpoint]] = defaultdict(list)
        for touch in sorted(self.profile.touchpoints, key=lambda each: each.date.earliest):
            if touch.kind is TouchKind.INFORMATIONAL_INTERVIEW and touch.learned:
                found[touch.contact.key if touch.contact else name_key(touch.person or "")].append(touch)
        return {person: tuple(touches) for person, touches in found.items()}

    @cached_property
    def touched(self) -> Mapping[str, dt.date]:
        """The last day of any contact with each company, as the touchpoints tell."""
        found: dict[str, dt.date] = {}
        for touch in self.profile.touchpoints:
            company = touch.company or (touch.contact.company if touch.contact else None)
            if company:
                key = company_key(company)
                found[key] = max(found.get(key, touch.date.earliest), touch.date.earliest)
        return found

    @cached_property
    def by_part(self) -> Mapping[str, tuple[Standing, ...]]:
        """The applications a contact takes part in: as its source, agency, or one of the people met."""
        found: dict[str, list[Standing]] = defaultdict(list)
        for each in self.standings:
            for person in _parts(each.application):
                found[person].append(each)
        for referral in self.profile.referrals:
            for each in self.at(referral.company) if referral.company else ():
                if each not in found[referral.giver.key]:
                    found[referral.giver.key].append(each)
        return {person: tuple(standings) for person, standings in found.items()}

    @cached_property
    def applied_to(self) -> frozenset[str]:
        """Every company at which there is an application, under every spelling."""
        return frozenset(key for each in self.profile.applications for key in self.profile.company_keys(each.company))

    @cached_property
    def referrals(self) -> Mapping[str, tuple[Referral, ...]]:
        found: dict[str, list[Referral]] = defaultdict(list)
        for referral in self.profile.referrals:
            found[referral.giver.key].append(referral)
        return {giver: tuple(referrals) for giver, referrals in found.items()}

    @cached_property
    def levels(self) -> Mapping[str, Disclosure]:
        """The lowest level at which each company may be named in any role, under every spelling."""
        levels: dict[str, Disclosure] = {}
        for target in self.profile.target_companies:
            for key in target.keys:
                levels[key] = min(levels.get(key, Disclosure.PRIVATE), target.disclosure)
        for each in self.profile.applications:
            for key in self.profile.company_keys(each.company):
                levels[key] = min(levels.get(key, Disclosure.PRIVATE), level_of(self.profile, each))
        return levels

    def names(self, ceiling: Disclosure) -> frozenset[str]:
        """The companies that readers of this level may know of in any role, under every spelling."""
        if ceiling not in self._names:
            highest = min(ceiling, Disclosure.TRUSTED)  # `private` reaches nobody
            self._names[ceiling] = frozenset(key for key, level in self.levels.items() if level <= highest)
        return self._names[ceiling]

    @cached_property
    def _names(self) -> dict[Disclosure, frozenset[str]]:
        return {}

    @cached_property
    def news_by_tag(self) -> Mapping[str, tuple[News, ...]]:
        """The news anybody may get in an update, by folded tag."""
        found: dict[str, list[News]] = defaultdict(list)
        for news in self.profile.news:
            if news.reader is None:
                for tag in dict.fromkeys(name_key(tag) for tag in news.audience):
                    found[tag].append(news)
        return {tag: tuple(items) for tag, items in found.items()}

    def companies_in(self, news: News) -> frozenset[str]:
        """The companies of this search that a piece of news names."""
        found = self._companies_in.get(id(news))
        if found is None:
            found = self._companies_in[id(news)] = _names_in(news, self.levels)
        return found

    @cached_property
    def _companies_in(self) -> dict[int, frozenset[str]]:
        return {}

    def once(self, key: tuple[object, ...], make: Callable[[], _T]) -> _T:
        """What was worked out for one reader and holds for the next one alike. `key` is all that it depends on.

        Two uses must not have keys in common: a name at the start tells them apart.
        """
        found = self._shared.get(key, self)
        if found is self:  # which nothing that is kept is
            found = make()
            self._keep(self._shared, key, found)
        return cast("_T", found)

    def same(self, what: str, value: _T) -> _T:
        """This value, or the equal one that other letters have: what is one object is made plain once for all of them.

        `what` keeps apart what is equal and yet not the same: prose and a name in the same words.
        """
        key = (what, value)
        if key not in self._equals:
            self._keep(self._equals, key, value)
        return cast("_T", self._equals[key])

    @staticmethod
    def _keep(kept: dict[tuple[object, ...], object], key: tuple[object, ...], value: object) -> None:
        if len(kept) >= _MOST_KEPT:
            del kept[next(iter(kept))]  # the oldest: readers who know different things could be without number
        kept[key] = value

    @cached_property
    def _shared(self) -> dict[tuple[object, ...], object]:
        return {}

    @cached_property
    def _equals(self) -> dict[tuple[object, ...], object]:
        return {}

    def first_day(self, since: dt.date | None, *things: Dated) -> dt.date | None:
        """The first day from `since` on that one of these things bears: both let in the same of them.

        So readers who are told from different days share what comes to the same; without `things`, it does in all.
        """
        if since is None:
            return None
        days = self._days(things) if things else self._all_days
        place = bisect_left(days, since)
        return days[place] if place < len(days) else dt.date.max

    @cached_property
    def _all_days(self) -> Sequence[dt.date]:
        return self._days(tuple(Dated))

    def _days(self, things: tuple[Dated, ...]) -> Sequence[dt.date]:
        return self.once(("days", things), lambda: sorted({day for each in things for day in self._dated(each) if day}))

    def _dated(self, things: Dated) -> Iterator[dt.date | None]:
        match things:
            case Dated.STANDINGS:
                yield from (each.date for each in self.standings)
            case Dated.TARGETS:
                yield from (company.added for company in self.profile.target_companies)
            case Dated.INTERVIEWS:
                yield from (day for each in self.standings for day in each.interviews)
            case Dated.APPLYING:
                yield from (day for each in self.standings for day in each.applied)
            case Dated.NEWS:
                yield from (news.date for news in self.profile.news)


def _parts(application: Application) -> frozenset[str]:
    contacts = (application.referral_from, application.agency)
    people = {person_key(person) for person in people_of(application)}
    return frozenset(people | {contact.key for contact in contacts if contact is not None})


def _names_in(news: News, names: Mapping[str, Disclosure]) -> frozenset[str]:
    """Company names in the words of a piece of news: as runs of whole words; one-word names with their capital."""
    tokens = _TOKEN.findall(" ".join(filter(None, (news.headline, news.detail, news.why, news.url))))
    # Behind another word, "and" and legal forms fall away as they do inside a name.
    words = [(word, token[:1].islower()) for token in tokens for word in company_words(f"x {token}")[1:]]
    found = set()
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST_NAME, len(words)) + 1):
            run = " ".join(word for word, _ in words[start:end])
            if run in names and (end > start + 1 or not words[start][1]):
                found.add(run)
    return frozenset(found)


_boards: list[Board] = []
"""The last two."""


def board(profile: Profile, until: dt.date, today: dt.date) -> Board:
    """The board of this profile on this day, made once for all readers. By identity: a profile is slow to compare."""
    for each in _boards:
        if each.profile is profile and each.until == until and each.today == today:
            return each
    _boards[:] = [Board(profile, until, today), *_boards[:1]]
    return _boards[0]
