"""Dates as the profile writes them: ISO and nothing else; for anything else, the date that was probably meant."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from jobnet.patterns import pattern
from jobnet.profile.vocabulary import PartialDate
from jobnet.yamltext.parsing import named
from jobnet.yamltext.schema import shown

FIRST_YEAR, LAST_YEAR = 1970, 2100
_ISO = pattern(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_PARTIAL = pattern(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_YEAR_FIRST = pattern(r"([0-9]{4})[-./ ]?([0-9]{1,2})[-./ ]?([0-9]{1,2})(?:[T ].*)?")
_YEAR_LAST = pattern(r"([0-9]{1,2})[-./ ]([0-9]{1,2})[-./ ]([0-9]{4}|[0-9]{2})")
_WORDS = pattern(r"[^\W_]+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


def date_of(text: str) -> dt.date | tuple[str, str]:
    """The day this text names, or what is wrong with it and what to write."""
    found = _ISO.fullmatch(text)
    if not found:
        return _not_iso(text)
    year, month, day = map(int, found.groups())
    return _no_such(text, year, month, day) or dt.date(year, month, day)


def partial_date_of(text: str) -> PartialDate | tuple[str, str]:
    """The day, month or year this text names, or what is wrong with it and what to write."""
    found = _PARTIAL.fullmatch(text)
    if not found:
        return _not_iso(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    return _no_such(text, year or 0, month or 1, day or 1) or PartialDate(year or 0, month, day)


def _no_such(text: str, year: int, month: int, day: int) -> tuple[str, str] | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return f"`{text}` is out of range.", f"Years go from {FIRST_YEAR} to {LAST_YEAR}."
    if not 1 <= month <= 12:
        hint = "Dates are written year-month-day"
        swapped = _iso(year, day, month)
        return (
            f"there is no month {month} (`{text}`).",
            f"{hint}: `{swapped}`?" if swapped else f"{hint}: `2026-01-31`.",
        )
    if _iso(year, month, day):
        return None
    from calendar import monthrange

    last = monthrange(year, month)[1]
    what = f"no such day: `{text}`; that month has {last} days."
    return what, f"Write for example `{year:04d}-{month:02d}-{last:02d}`."


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return found.isoformat() if FIRST_YEAR <= year <= LAST_YEAR else None


def _not_iso(text: str) -> tuple[str, str]:
    odd = next((c for c in text if not c.isascii() and (c.isdigit() or c in "‐‑‒–—−" or not c.isprintable())), "")
    if odd:
        plain = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
        hint = f"Write `{plain}`." if _ISO.fullmatch(plain) else "Write it as `2026-01-31` with ordinary digits."
        return f"the date `{shown(text)}` has a {named(odd)} in it.", hint
    meant = list(dict.fromkeys(day for day in _meant(text) if day))
    if len(meant) > 1:
        both = " or ".join(f"`{day}` ({_spoken(day)})" for day in meant)
        return f"`{shown(text)}` is ambiguous.", f"Write {both}."
    if meant and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].*", text):
        return f"`{shown(text)}` has a time in it; a date is enough.", f"Write `{meant[0]}`."
    if meant:
        return f"`{shown(text)}` is not written as a date here.", f"Write `{meant[0]}`."
    return f"`{shown(text)}` is not a date.", "Write it as year-month-day: `2026-01-31`."


def _meant(text: str) -> list[str | None]:
    """The days that may be meant, day before month first: most of the world writes so."""
    if found := _YEAR_FIRST.fullmatch(text):
        return [_iso(*map(int, found.groups()))]
    if found := _YEAR_LAST.fullmatch(text):
        one, two, year = map(int, found.groups())
        year += 2000 if year < 100 else 0
        return [_iso(year, two, one), _iso(year, one, two)]
    words = [word.casefold() for word in _WORDS.findall(text)]
    months = [_MONTHS.index(word[:3]) + 1 for word in words if word[:3] in _MONTHS]
    bare = [re.sub(r"(st|nd|rd|th)$", "", word) for word in words]
    numbers = [int(digits) for digits in bare if re.fullmatch(r"[0-9]{1,4}", digits)]
    years = [number for number in numbers if number > 31]
    days = [number for number in numbers if number <= 31]
    if len(months) == len(years) == len(days) == 1:
        return [_iso(years[0], months[0], days[0])]
    return []


def _spoken(day: str) -> str:
    found = dt.date.fromisoformat(day)
    return f"{found.day} {_MONTHS[found.month - 1].capitalize()}"
