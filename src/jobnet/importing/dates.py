"""Dates as exports write them. What could be two days is no date: the caller reports it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from jobnet.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTHS = {
    name: n
    for n, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_ISO = pattern(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_WORDS = pattern(r"(\d{1,2})[ -]([A-Za-z]{3})[a-z]*\.?[ -](\d{2,4})(?:[, ].*)?")
_WORDS_FIRST = pattern(r"([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})(?:[, ].*)?")
_SLASHED = pattern(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})(?:[, ].*)?")
_TWELVE = 12
_TWO_DIGITS = 100


def month_first(values: Iterable[str]) -> bool | None:
    """Whether this column writes the month first; None where no value tells."""
    pairs = [(int(m[1]), int(m[2])) for m in map(_SLASHED.fullmatch, values) if m]
    if any(first > _TWELVE for first, _ in pairs):
        return False
    return True if any(second > _TWELVE for _, second in pairs) else None


def read_date(text: str, *, months_first: bool | None = None) -> dt.date | None:
    """The day `text` names, or None if it names none, or could name two."""
    text = text.strip()
    try:
        if found := _ISO.fullmatch(text):
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
        if found := _WORDS.fullmatch(text):
            return dt.date(_year(found[3]), _MONTHS[found[2].lower()], int(found[1]))
        if found := _WORDS_FIRST.fullmatch(text):
            return dt.date(int(found[3]), _MONTHS[found[1].lower()], int(found[2]))
        if found := _SLASHED.fullmatch(text):
            return _slashed(int(found[1]), int(found[2]), _year(found[3]), months_first=months_first)
    except (KeyError, ValueError):
        return None
    return None


def _slashed(first: int, second: int, year: int, *, months_first: bool | None) -> dt.date | None:
    if months_first is None and first <= _TWELVE and second <= _TWELVE and first != second:
        return None
    month, day = (first, second) if months_first or (months_first is None and second > _TWELVE) else (second, first)
    return dt.date(year, month, day)


def _year(text: str) -> int:
    year = int(text)
    return year if year >= _TWO_DIGITS else 2000 + year
