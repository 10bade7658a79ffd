"""Dates as the profile writes them, ISO and nothing else; and days as people and their programs write them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from jobnet.patterns import pattern
from jobnet.profile.names import fold
from jobnet.profile.vocabulary import PartialDate
from jobnet.yamltext.parsing import named
from jobnet.yamltext.schema import shown

FIRST_YEAR, LAST_YEAR = 1970, 2100
FORMS = "2026-01-31, 31 January, today, yesterday, tomorrow, friday, last friday, next friday, 3 days ago, in 2 weeks"
_ISO = pattern(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_PARTIAL = pattern(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_YEAR_FIRST = pattern(r"([0-9]{4})[-./ ]?([0-9]{1,2})[-./ ]?([0-9]{1,2})")
_YEAR_LAST = pattern(r"([0-9]{1,2})([-./ ])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_TIME = pattern(r"[T, ]+[0-9]{1,2}:.*")
_WORD = pattern(r"[^\W\d_]+|[0-9]+")
_AGO = pattern(r"(in )?(\d{1,3}|an?|one|two|three) (day|week)s?( ago)?", re.ASCII)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = [
    names.split()
    for names in (
        "january januar janner janvier enero|february februar fevrier febrero|march marz mrz mars marzo"
        "|april avril abril|may mai mayo|june juni juin junio|july juli juillet julio|august aout agosto"
        "|september septembre septiembre|october oktober octobre octubre|november novembre noviembre"
        "|december dezember decembre diciembre"
    ).split("|")
]
"""In English and in the other languages that jobnet writes, folded."""
_DASHES = "‐‑‒–—−"


def date_of(text: str) -> dt.date | tuple[str, str]:
    """The day this text names, or what is wrong with it and what to write."""
    day = partial_date_of(text) if _ISO.fullmatch(text) else _not_iso(text)
    return day.earliest if isinstance(day, PartialDate) else day


def partial_date_of(text: str) -> PartialDate | tuple[str, str]:
    """The day, month or year this text names, or what is wrong with it and what to write."""
    found = _PARTIAL.fullmatch(text)
    if not found:
        return _not_iso(text)
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    if _possible(year, month, day):
        return PartialDate(year, month if found[2] else None, day if found[3] else None)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return f"`{text}` is out of range.", f"Years go from {FIRST_YEAR} to {LAST_YEAR}."
    if not 1 <= month <= 12:
        swapped = _possible(year, day, month)
        meant = f"`{swapped}`?" if swapped else "`2026-01-31`."
        return f"there is no month {month} (`{text}`).", f"Dates are written year-month-day: {meant}"
    from calendar import monthrange

    last = monthrange(year, month)[1]
    what = f"no such day: `{text}`; that month has {last} days."
    return what, f"Write for example `{year:04d}-{month:02d}-{last:02d}`."


def _not_iso(text: str) -> tuple[str, str]:
    odd = next((c for c in text if not c.isascii() and (c.isdigit() or c in _DASHES or not c.isprintable())), "")
    if odd:
        plain = unicodedata.normalize("NFKC", text).translate(dict.fromkeys(map(ord, _DASHES), "-")).strip()
        hint = f"Write `{plain}`." if _ISO.fullmatch(plain) else "Write it as `2026-01-31` with ordinary digits."
        return f"the date `{shown(text)}` has a {named(odd)} in it.", hint
    meant = days_meant(text)
    if not meant:
        return f"`{shown(text)}` is not a date.", "Write it as year-month-day: `2026-01-31`."
    if len(meant) > 1:
        both = " or ".join(f"`{day}` ({day.day} {day:%b})" for day in meant)
        return f"`{shown(text)}` is ambiguous.", f"Write {both}."
    what = "has a time in it; a date is enough" if _TIME.search(text) else "is not written as a date here"
    return f"`{shown(text)}` {what}.", f"Write `{meant[0]}`."


def days_meant(text: str) -> list[dt.date]:
    """The days that this may mean: none, one, or two, day before month first, as most of the world writes."""
    text = _TIME.sub("", text.strip())
    possible: tuple[dt.date | None, ...] = ()
    if found := _YEAR_FIRST.fullmatch(text):
        possible = (_possible(*map(int, found.groups())),)
    elif found := _YEAR_LAST.fullmatch(text):
        one, two, year = int(found[1]), int(found[3]), _full_year(found[4])
        possible = (_possible(year, two, one), _possible(year, one, two))
    elif (named := _in_words(text)) and named[0]:
        possible = (_possible(*named),)
    return list(dict.fromkeys(filter(None, possible)))


def _in_words(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a date whose month is in letters: `7-Feb-22`, `October 6th, 2025`; 0: no year."""
    words = _WORD.findall(fold(text))
    months = [month for word in words if (month := month_named(word))]
    numbers = sorted((word for word in words if word.isdigit()), key=lambda word: len(word) > 2)
    if len(months) != 1 or not 1 <= len(numbers) <= 2 or len(numbers[0]) > 2:
        return None
    return _full_year(numbers[1]) if numbers[1:] else 0, months[0], int(numbers[0])


def month_named(word: str) -> int:
    """The number of the month that is called so, in full or cut short (`Sept`, `Mär`); 0 where it is none."""
    word = fold(word)
    is_one = len(word) >= len("mar")
    return next((n for n, names in enumerate(_MONTHS, 1) if is_one and any(each.startswith(word) for each in names)), 0)


def _full_year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) <= 2 else 0)


def _possible(year: int, month: int, day: int) -> dt.date | None:
    """The day, if there is one that a profile may name."""
    return _day(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def spoken_date(text: str, today: dt.date) -> dt.date | None:
    """The day meant, or None if it cannot be told: `yesterday`, `last friday`, `3 days ago`, `2026-10-06`.

    A weekday alone is the nearest one past (or today): what one notes has mostly happened. "Last friday" on a
    Friday is a week ago; "next friday" lies always ahead; "this friday" is that of this week. A day and month
    without a year is the nearest such day.
    """
    said = " ".join(text.casefold().split())
    near = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if said in near:
        return today + dt.timedelta(near[said])
    if found := _ISO.fullmatch(said):
        return _day(*map(int, found.groups()))
    if (found := _AGO.fullmatch(said)) and bool(found[1]) != bool(found[4]):
        count = (_COUNTS.get(found[2]) or int(found[2])) * (7 if found[3] == "week" else 1)
        return today + dt.timedelta(count if found[1] else -count)
    if named := _in_words(said):
        return _nearest(*named, today)
    return _weekday(said, today)


def _weekday(said: str, today: dt.date) -> dt.date | None:
    which, _, day = said.rpartition(" ")
    number = next((n for n, name in enumerate(_WEEKDAYS) if len(day) >= len("mon") and name.startswith(day)), None)
    if number is None or which not in {"", "last", "next", "this", "on"}:
        return None
    back = (today.weekday() - number) % 7
    days = {"this": number - today.weekday(), "next": 7 - back, "last": -(back or 7)}.get(which, -back)
    return today + dt.timedelta(days)


def _nearest(year: int, month: int, day: int, today: dt.date) -> dt.date | None:
    years = (year,) if year else (today.year - 1, today.year, today.year + 1)
    found = (_day(each, month, day) for each in years)
    return min(filter(None, found), key=lambda each: abs(each - today), default=None)
