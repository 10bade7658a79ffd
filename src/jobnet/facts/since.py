"""From when to when an update tells: `--since`, `--until`, and what they mean for one reader (`docs/cli.md`)."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Literal

from jobnet.errors import Exit, JobnetError
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.dates import date_of

if TYPE_CHECKING:
    from jobnet.facts.history import History
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Profile

_DURATION = pattern(r"([0-9]{1,6})\s*(d|days?|w|weeks?|mo|months?)", re.IGNORECASE)
_FOUR_WEEKS = dt.timedelta(weeks=4)


Since = dt.date | Literal["all", "last"]
"""What was asked for: a day, everything, or what the reader has not been told."""


@dataclass(frozen=True)
class Window:
    """The days an update looks at, both included. `since` is None for everything there ever was."""

    since: dt.date | None
    until: dt.date
    asked: bool = False
    """Whether the user named the days, rather than leaving it at what is untold."""
    assumed: bool = False
    """Whether the four weeks are ours, since nothing says how far back to reach: to be said to the user."""

    def __contains__(self, day: dt.date | None) -> bool:
        return day is not None and day <= self.until and (self.since is None or self.since <= day)


def parse_since(text: str, today: dt.date) -> Since:
    """What the user typed after `--since`: a date, `2w`, `10d`, `1mo`, `3 weeks`, `all` or `last`."""
    typed = text.strip()
    if typed.lower() in {"last", "all"}:
        return "last" if typed.lower() == "last" else "all"
    if duration := _DURATION.fullmatch(typed):
        return _before(today, int(duration[1]), duration[2].lower(), typed)
    day = parse_date(typed, "--since")
    if day > today:
        raise JobnetError(f"--since {day} lies after today, {today}: an update tells what has happened.", Exit.USAGE)
    return day


def parse_date(text: str, option: str) -> dt.date:
    """A date as ISO writes it, and in no other way: a misread date would leave out news without a word."""
    day = date_of(text.strip())
    if isinstance(day, dt.date):
        return day
    also = " Or: 10d, 2w, 1mo, “3 weeks”, all, last." if option == "--since" else ""
    raise JobnetError(f"{option}: {' '.join(day)}{also}", Exit.USAGE)


def _before(today: dt.date, count: int, unit: str, typed: str) -> dt.date:
    try:
        if unit.startswith("mo"):
            from calendar import monthrange

            years, month = divmod(today.year * 12 + today.month - 1 - count, 12)
            return dt.date(years, month + 1, min(today.day, monthrange(years, month + 1)[1]))
        return today - dt.timedelta(days=count * (7 if unit.startswith("w") else 1))
    except (ValueError, OverflowError, IndexError) as exc:
        raise JobnetError(f"--since {typed!r} reaches back beyond the calendar; use all.", Exit.USAGE) from exc


def window(
    profile: Profile,
    reader: Reader,
    *,
    since: Since = "last",
    until: dt.date | None = None,
    today: dt.date,
    history: History,
) -> Window:
    """The days this reader is told about."""
    end = today if until is None else until
    if end > today:
        raise JobnetError(f"--until {end} lies after today, {today}: an update tells what has happened.", Exit.USAGE)
    if since == "all":
        return Window(None, end, asked=True)
    if since != "last" and since > end:
        raise JobnetError(f"--since {since} lies after --until {end}: nothing can be in between.", Exit.USAGE)
    if since != "last":
        return Window(since, end, asked=True)
    reach = _reach(profile, reader, history)
    return Window(min(reach or end - _FOUR_WEEKS, end), end, assumed=reach is None)


def _reach(profile: Profile, reader: Reader, history: History) -> dt.date | None:
    """How far back what is untold may lie: the offer of help or the search's start, or the first thing told.

    No later than the first letter reached: what that one had no room for, or was told to leave out, is untold still.
    """
    contact = reader.contact
    told = history.of(contact) if contact else ()
    first = told[0].date if told else None
    offered = contact.offered_help.date if contact and contact.offered_help else None
    began = offered or profile.search.started
    return began if first is None else min(first, began or first - _FOUR_WEEKS)
