"""What was done on which day, week by week, for a calendar on a page."""

from __future__ import annotations

import datetime as dt
from bisect import bisect
from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from jobnet.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jobnet.facts.since import Window
    from jobnet.search.report import Activity

_SHADES = (1, 2, 4)
"""From so many things on, a day is a shade darker."""
_PAUSE = 3
"""So many weeks without anything are one line."""


@dataclass(frozen=True)
class CalendarDay:
    """One day of the calendar."""

    is_shown: bool
    """Whether it lies in the days that are shown."""
    done: tuple[str, ...]

    @property
    def shade(self) -> int:
        """How dark it is: 0 to 3."""
        return bisect(_SHADES, len(self.done))


@dataclass(frozen=True)
class CalendarWeek:
    """A line of the calendar: a week, or a pause of several."""

    monday: dt.date
    days: tuple[CalendarDay, ...]
    pause: int = 0
    """How many weeks without anything it stands for."""


def weeks(activities: Iterable[Activity], days: Window) -> tuple[CalendarWeek, ...]:
    """The lines of the calendar, from the first day shown, else from the first thing done; none if nothing was done."""
    done: dict[dt.date, list[str]] = defaultdict(list)
    for each in activities:
        done[each.date].append(each.activity)
    return tuple(_lines(done, days.since or min(done), days.until)) if done else ()


def _lines(done: dict[dt.date, list[str]], first: dt.date, until: dt.date) -> Iterator[CalendarWeek]:
    start = first - dt.timedelta(first.weekday())
    mondays = [start + dt.timedelta(7 * week) for week in range((until - start).days // 7 + 1)]
    for is_quiet, together in groupby(mondays, key=lambda monday: done.keys().isdisjoint(_days_of(monday))):
        several = list(together)
        if is_quiet and len(several) >= _PAUSE:
            yield CalendarWeek(several[0], (), pause=len(several))
            continue
        for monday in several:
            week = _days_of(monday)
            yield CalendarWeek(
                monday, tuple(CalendarDay(first <= day <= until, tuple(done.get(day, ()))) for day in week)
            )


def _days_of(monday: dt.date) -> list[dt.date]:
    return [monday + dt.timedelta(day) for day in range(7)]
