"""Where things stand, for one reader: each application once, in its latest state (`docs/content.md` 2.3)."""

from __future__ import annotations

import dataclasses
from dataclasses import field, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, ClassVar

from jobnet.facts.disclosure import spoken
from jobnet.facts.history import interested_item
from jobnet.facts.readers import ReaderKind
from jobnet.facts.standing import Columns, Dated, Heading, is_untold
from jobnet.frozen import dataclass
from jobnet.profile.model import TURN_DOWNS, CompanyStatus, Stage
from jobnet.profile.names import company_key, name_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from jobnet.facts.history import Known
    from jobnet.facts.items import Item
    from jobnet.facts.readers import Reader
    from jobnet.facts.since import Window
    from jobnet.facts.standing import Board, Entry
    from jobnet.profile.model import Company, Event, Profile

LINES = 5
LINES_SHORT = 3
_LINES_IN_ALL = 12
_JOBS_ON_A_LINE = 4
_CLOSED_AT_ONCE = 12
_SUBMITTED = 8


@dataclass(frozen=True, slots=True)
class Job:
    """One application on a line."""

    position: str | None
    """In everyday words for somebody outside the field; None where only a label may be shown."""
    planned: Event | None = None
    """The talk coming up, while the reader does not know of it."""
    reopened: bool = False
    interviews: tuple[dt.date, ...] = ()
    """When the interviews in the window were, for those who follow the search closely."""
    through_reader: bool = False
    done_on: tuple[dt.date, ...] = ()
    """When what the heading says was done: the interviews, or the day of applying."""
    is_interviewed: bool = False
    applied_on: tuple[dt.date, ...] = ()
    """When it was applied for, whatever the heading says."""
    title: str | None = None
    """As it was advertised, where `position` says it in everyday words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One company under one heading, with the jobs there; a target company has none yet."""

    for_many: ClassVar = True
    company: str
    """As this reader may know it: its name, or the label the user wrote."""
    jobs: tuple[Job, ...] = ()
    is_named: bool = True
    """Whether `company` is a company and no label, so that the reader can be asked about it."""

    @property
    def positions(self) -> tuple[str, ...]:
        return tuple(job.position for job in self.jobs if job.position is not None)

    @property
    def planned(self) -> Event | None:
        return next((job.planned for job in self.jobs if job.planned is not None), None)


@dataclass(frozen=True, slots=True)
class Closed:
    """One application that ended, in a calm line."""

    company: str
    position: str | None
    stage: Stage
    wanted: bool
    in_touch: bool
    """Whether there was contact with them since."""
    interviews: int = 0
    """How many interviews there had been."""


@dataclass(frozen=True, slots=True)
class Status:
    """What happened in a window, as far as one reader may know it and does not know it yet."""

    for_many: ClassVar = True
    interviewed: tuple[Line, ...] = ()
    applied: tuple[Line, ...] = ()
    coming_up: tuple[Line, ...] = ()
    interested: tuple[Line, ...] = ()
    closed: tuple[Closed, ...] = ()
    submitted: tuple[str, ...] = ()
    """For an agency: where the seeker has applied, and no more."""
    more_interviewed: int = 0
    more_applied: int = 0
    more_closed: int = 0
    items: tuple[Item, ...] = ()
    endings: tuple[Item, ...] = ()
    """Which of the items tell that something ended."""
    already_told: int = 0
    earliest: dt.date | None = None
    """The oldest day told."""

    @property
    def is_empty(self) -> bool:
        return not (
            self.interviewed or self.applied or self.coming_up or self.interested or self.closed or self.submitted
        )


def status_for(
    found: Board, reader: Reader, window: Window, known: Known, *, own: str | None, lines: int = LINES
) -> Status:
    """The lists for this reader; worked out once for all who know, and may know, the same."""
    part = tuple(found.entries(found.by_part.get(reader.key, ()), reader)) if reader.key else ()
    asked = _Asked(found, reader, window, known, lines)
    if own is not None:
        return _status(asked, Columns(tuple(found.entries(found.at(own), reader))), (), _own_target(found, reader, own))
    targets = found.companies(reader.ceiling)
    if part:
        return _status(asked, found.columns(reader.ceiling), part, targets)
    days = _DAYS_FOR_FRIENDS if _is_close(reader) else _DAYS
    alike = replace(asked, window=replace(window, since=found.first_day(window.since, *days)))
    key = ("status", reader.ceiling, alike.window, known, lines, reader.in_field, _is_close(reader))
    return found.once(key, lambda: _status(alike, found.columns(reader.ceiling), (), targets))


_DAYS = (Dated.STANDINGS, Dated.TARGETS)
_DAYS_FOR_FRIENDS = (*_DAYS, Dated.INTERVIEWS)
"""All that the lists look for in a window: who follows the search closely is told of each interview."""


def without_endings(status: Status) -> Status:
    """The same without what ended, which is then not counted as told."""
    return replace(
        status, closed=(), more_closed=0, items=tuple(item for item in status.items if item not in status.endings)
    )


def submitted_for(found: Board, reader: Reader, window: Window, known: Known) -> Status:
    """For an agency: the companies it must not submit the seeker to again, in any stage; no more about them.

    Unless the user named the days, however long ago: what the agency has not heard of, it may submit the seeker to.
    """
    window = window if window.asked else replace(window, since=None)
    columns = found.columns(reader.ceiling)
    entries = [
        each
        for heading in (Heading.INTERVIEWED, Heading.APPLIED, Heading.CLOSED)
        for each in islice(columns[heading].untold(window, known), 4 * _SUBMITTED)
        if each.shown.company is not None and each.standing.application.agency != reader.contact
    ]
    names: dict[str, str] = {}
    told = []
    for each in sorted(entries, key=lambda each: each.standing.date or window.until, reverse=True):
        name = each.shown.company or ""
        if len(names) < _SUBMITTED or company_key(name) in names:
            names.setdefault(company_key(name), name)
            told.append(each)
    already = sum(
        columns[heading].told(window, known) for heading in (Heading.INTERVIEWED, Heading.APPLIED, Heading.CLOSED)
    )
    return Status(
        submitted=tuple(names.values()),
        items=tuple(each.item for each in told if each.item is not None),
        already_told=already,
        earliest=min((each.standing.date for each in told if each.standing.date), default=None),
    )


@dataclass(frozen=True)
class _Asked:
    """Who asks, about which days, knowing what."""

    found: Board
    reader: Reader
    window: Window
    known: Known
    lines: int

    @property
    def profile(self) -> Profile:
        return self.found.profile


@dataclasses.dataclass
class _Telling:
    """What goes into the lists as they are filled."""

    told: list[Entry] = field(default_factory=list)
    planned: list[Entry] = field(default_factory=list)
    closed: list[Entry] = field(default_factory=list)
    companies: list[Company] = field(default_factory=list)

    def has(self, entry: Entry) -> bool:
        return any(each.standing is entry.standing for each in self.told)

    def items(self) -> Iterator[Item]:
        once = {}
        for each in (*self.told, *self.closed):
            if each.item is not None:
                once[each.item.id] = each.item
        for each in self.planned:
            if each.planned_item is not None:
                once[each.planned_item.id] = each.planned_item
        yield from once.values()
        yield from (interested_item(company) for company in self.companies)

    def earliest(self) -> dt.date | None:
        # What lies ahead is told whenever it was applied for: that does not make the letter reach back.
        told = (each.standing for each in (*self.told, *self.closed) if each.standing.planned is None)
        days = [each.date for each in told] + [each.added for each in self.companies]
        return min((day for day in days if day is not None), default=None)


def _status(asked: _Asked, columns: Columns, part: Sequence[Entry], targets: Sequence[Company]) -> Status:
    telling = _Telling()
    window, known = asked.window, asked.known
    planned = _planned(asked, columns, part)
    # What the reader takes part in, and what has a next step, comes first: it must not fall to "and more".
    front = (*part, *(each for each in planned if not _is_among(each, part)))
    interviewed, more_interviewed = _list(asked, Heading.INTERVIEWED, columns, front, telling)
    applied, more_applied = _list(asked, Heading.APPLIED, columns, front, telling)
    coming = [each for each in planned if not telling.has(each)][: asked.lines]
    coming_up = _lines(asked, coming, telling, most=asked.lines)
    room = max(_LINES_IN_ALL - len(interviewed) - len(applied) - len(coming_up), 1)
    thinking, _ = _list(asked, Heading.INTERESTED, columns, front, telling, most=min(asked.lines, room))
    companies = _interested(asked, targets)[: max(min(asked.lines, room) - len(thinking), 0)]
    telling.companies += companies
    closed, more_closed = _closed(asked, columns, part, telling)
    return Status(
        interviewed=interviewed,
        applied=applied,
        coming_up=coming_up,
        interested=(*thinking, *(Line(spoken(company)) for company in companies)),
        closed=closed,
        more_interviewed=more_interviewed,
        more_applied=more_applied,
        more_closed=more_closed,
        items=tuple(telling.items()),
        endings=tuple(each.item for each in telling.closed if each.item is not None),
        already_told=sum(columns[heading].told(window, known) for heading in Heading)
        + sum(_is_told(company, known) for company in _candidates(asked, targets)),
        earliest=telling.earliest(),
    )


def _planned(asked: _Asked, columns: Columns, part: Sequence[Entry]) -> list[Entry]:
    """What is coming up and unknown to the reader, soonest first."""
    mine = [each for each in part if each.standing.planned is not None]
    untold = (
        each
        for each in chain(mine, (each for each in columns.planned if not _is_among(each, part)))
        if each.planned_item is not None and each.planned_item not in asked.known
    )
    return list(islice(untold, 2 * asked.lines))


def _list(
    asked: _Asked,
    heading: Heading,
    columns: Columns,
    front: Sequence[Entry],
    telling: _Telling,
    *,
    most: int | None = None,
) -> tuple[tuple[Line, ...], int]:
    """The lines under one heading, and how many applications more there would be."""
    window, known = asked.window, asked.known
    first = [each for each in front if each.standing.heading is heading and is_untold(each, window, known)]
    column = columns[heading]
    others = (each for each in column.untold(window, known) if not _is_among(each, front))
    before = len(telling.told)
    lines = _lines(asked, chain(first, others), telling, most=asked.lines if most is None else most)
    shown = len(telling.told) - before
    in_column = sum(1 for each in first if each in column)
    whole = column.count(window) - column.told(window, known) - in_column + len(first)
    return lines, max(whole - shown, 0)


def _lines(asked: _Asked, entries: Iterable[Entry], telling: _Telling, *, most: int) -> tuple[Line, ...]:
    """One line a company, the jobs there together, until there are enough."""
    jobs: dict[str, list[Job]] = {}
    names: dict[str, tuple[str, bool]] = {}
    for each in entries:
        name = each.shown.company or each.shown.label or ""
        key = company_key(name) or name
        if key not in jobs and len(jobs) >= most:
            break
        if len(jobs.get(key, ())) >= _JOBS_ON_A_LINE:
            continue
        jobs.setdefault(key, []).append(_job(asked, each, telling))
        names.setdefault(key, (name, each.shown.company is not None))
        telling.told.append(each)
    return tuple(Line(names[key][0], tuple(jobs[key]), is_named=names[key][1]) for key in jobs)


def _job(asked: _Asked, entry: Entry, telling: _Telling) -> Job:
    standing = entry.standing
    untold = entry.planned_item is not None and entry.planned_item not in asked.known
    if untold:
        telling.planned.append(entry)
    named = entry.shown.position is not None
    giver = standing.application.referral_from
    position = _in_their_words(asked, entry.shown.position) if entry.shown.position else None
    return Job(
        position=position,
        planned=standing.planned if untold and named else None,
        reopened=standing.reopened,
        interviews=tuple(day for day in standing.interviews if day in asked.window) if _is_close(asked.reader) else (),
        through_reader=giver is not None and giver.key == asked.reader.key,
        done_on=standing.interviews if standing.heading is Heading.INTERVIEWED else standing.applied,
        is_interviewed=standing.heading is Heading.INTERVIEWED,
        applied_on=standing.applied,
        title=entry.shown.position if position != entry.shown.position else None,
    )


def _in_their_words(asked: _Asked, position: str) -> str:
    """A position as somebody outside the field understands it, where the user has said how."""
    if asked.reader.in_field:
        return position
    for title in asked.profile.target_titles:
        if title.plain and name_key(position) in {name_key(name) for name in (title.title, *title.aliases)}:
            return title.plain
    return position


def _closed(
    asked: _Asked, columns: Columns, part: Sequence[Entry], telling: _Telling
) -> tuple[tuple[Closed, ...], int]:
    """What ended: as many by name as the user wants (`rules.limits.turn_downs`), the others counted; none for 0."""
    most = asked.profile.rules.limits["turn_downs"]
    if most == 0:
        return (), 0
    mine = (e for e in part if e.standing.heading is Heading.CLOSED and is_untold(e, asked.window, asked.known))
    others = (e for e in columns[Heading.CLOSED].untold(asked.window, asked.known) if not _is_among(e, part))
    ended = sorted(islice(chain(mine, others), _CLOSED_AT_ONCE), key=_closed_order)
    telling.closed += ended
    return tuple(_as_closed(asked, each) for each in ended[:most]), len(ended[most:])


def _closed_order(entry: Entry) -> int:
    """Turn-downs first, then what the seeker withdrew, then silence; the latest of each first."""
    stage = entry.standing.end.stage if entry.standing.end else Stage.NO_RESPONSE
    return 0 if stage in TURN_DOWNS else 1 if stage is Stage.WITHDRAWN else 2


def _as_closed(asked: _Asked, entry: Entry) -> Closed:
    application, end = entry.standing.application, entry.standing.end
    position = entry.shown.position
    touched = asked.found.touched.get(company_key(application.company))
    return Closed(
        company=entry.shown.company or entry.shown.label or "",
        position=position if position and _in_their_words(asked, position) == position else None,
        stage=end.stage if end else Stage.NO_RESPONSE,
        wanted=application.wanted,
        in_touch=bool(touched and end and end.date and end.date <= touched <= asked.window.until),
        interviews=len(entry.standing.interviews),
    )


def _interested(asked: _Asked, targets: Sequence[Company]) -> list[Company]:
    """Targets without an application that are new to the reader, tier A first."""
    untold = (each for each in _candidates(asked, targets) if interested_item(each) not in asked.known)
    return list(islice(untold, asked.lines))


def _candidates(asked: _Asked, targets: Sequence[Company]) -> tuple[Company, ...]:
    key = ("interested", tuple(targets) if len(targets) < 2 else id(targets), asked.window.since)  # noqa: PLR2004
    return asked.found.once(
        key,
        lambda: tuple(
            each
            for each in targets
            if each.status is CompanyStatus.ACTIVE
            and not each.keys & asked.found.applied_to
            and (each.added is None or each.added in asked.window)
        ),
    )


def _is_told(company: Company, known: Known) -> bool:
    return bool(known.items or known.up_to) and interested_item(company) in known


def _own_target(found: Board, reader: Reader, own: str) -> tuple[Company, ...]:
    target = found.profile.target(own)
    return (target,) if target is not None and reader.may_know(target.disclosure) else ()


def _is_close(reader: Reader) -> bool:
    return reader.kind is ReaderKind.CLOSE_FRIEND


def _is_among(entry: Entry, entries: Iterable[Entry]) -> bool:
    return any(entry.standing is each.standing for each in entries)
