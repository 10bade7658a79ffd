"""Dates as exports write them. What could be two days is no date: the caller reports it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from jobnet.patterns import pattern

_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}
_TIME = r"(?:[T, ]+\d{1,2}:.*)?"
_WEEKDAY = pattern(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +", re.IGNORECASE)
_YEAR_FIRST = pattern(rf"(\d{{4}})([-/.]?)(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_DAY_IN_WORDS = pattern(
    rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?[ -]*(?:of )?([a-z]{{3}})[a-z]*\.?,?[ -]+(\d{{2,4}}){_TIME}", re.IGNORECASE
)
_MONTH_IN_WORDS = pattern(rf"([a-z]{{3}})[a-z]*\.? +(\d{{1,2}})(?:st|nd|rd|th)?,? +(\d{{4}}){_TIME}", re.IGNORECASE)
_NUMBERS = pattern(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}")
_TWELVE = 12
_TWO_DIGITS = 100


def month_first(values: Iterable[str]) -> bool | None:
    """Whether this column writes the month first; None where no value tells."""
    pairs = [(int(m[1]), int(m[3])) for m in map(_NUMBERS.fullmatch, map(str.strip, values)) if m]
    days_first = any(first > _TWELVE for first, _ in pairs)
    months_first = any(second > _TWELVE for _, second in pairs)
    return None if days_first == months_first else months_first


def read_date(text: str, *, months_first: bool | None = None) -> dt.date | None:
    """The day `text` names, or None if it names none, or could name two."""
    text = text.strip()
    text = text[len(weekday.group()) :] if (weekday := _WEEKDAY.match(text)) else text
    try:
        if found := _YEAR_FIRST.fullmatch(text):
            return dt.date(int(found[1]), int(found[3]), int(found[4]))
        if found := _DAY_IN_WORDS.fullmatch(text):
            return dt.date(_year(found[3]), _MONTHS[found[2].lower()], int(found[1]))
        if found := _MONTH_IN_WORDS.fullmatch(text):
            return dt.date(int(found[3]), _MONTHS[found[1].lower()], int(found[2]))
        if found := _NUMBERS.fullmatch(text):
            return _of_numbers(int(found[1]), int(found[3]), _year(found[4]), months_first=months_first)
    except (KeyError, ValueError):
        return None
    return None


def _of_numbers(first: int, second: int, year: int, *, months_first: bool | None) -> dt.date | None:
    """By the numbers themselves where they tell, whatever the others of the column say."""
    if first > _TWELVE or second > _TWELVE or first == second:
        return dt.date(year, min(first, second), max(first, second))
    if months_first is None:
        return None
    month, day = (first, second) if months_first else (second, first)
    return dt.date(year, month, day)


def _year(text: str) -> int:
    year = int(text)
    return year if year >= _TWO_DIGITS else 2000 + year
