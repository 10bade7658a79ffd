"""Days as people say them: today, yesterday, last friday, 3 days ago, 2026-10-06."""

from __future__ import annotations

import datetime as dt
import re

from jobnet.patterns import pattern

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ISO = pattern(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_AGO = pattern(r"(\d{1,3}|an?|one|two|three) (day|week)s? ago|in (\d{1,3}|an?|one|two|three) (day|week)s?")
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DAY_MONTH = pattern(r"(\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?([a-z]{3,9})\.?,?(?: (\d{4}))?", re.ASCII)
_MONTH_DAY = pattern(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?", re.ASCII)
FORMS = "2026-01-31, 31 January, today, yesterday, tomorrow, friday, last friday, next friday, 3 days ago, in 2 weeks"


def spoken_date(text: str, today: dt.date) -> dt.date | None:  # noqa: PLR0911  one way of saying it after another
    """The day meant, or None if it cannot be told.

    A weekday alone is the nearest one past (or today): what one notes has mostly happened. "Last friday" on a
    Friday is a week ago; "next friday" lies always ahead; "this friday" is that of this week. A day and month
    without a year is the nearest such day.
    """
    said = " ".join(text.casefold().split())
    if _ISO.fullmatch(said):
        try:
            return dt.date.fromisoformat(said)
        except ValueError:
            return None
    near = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if said in near:
        return today + dt.timedelta(near[said])
    if found := _AGO.fullmatch(said):
        typed, unit = (found[1], found[2]) if found[1] else (found[3], found[4])
        count = (_COUNTS.get(typed) or int(typed)) * (7 if unit == "week" else 1)
        return today - dt.timedelta(days=count if found[1] else -count)
    if found := _DAY_MONTH.fullmatch(said):
        return _day_of_month(found[1], found[2], found[3], today)
    if found := _MONTH_DAY.fullmatch(said):
        return _day_of_month(found[2], found[1], found[3], today)
    return _weekday(said, today)


def _weekday(said: str, today: dt.date) -> dt.date | None:
    which, _, day = said.rpartition(" ")
    name = next((name for name in _WEEKDAYS if name == day or (len(day) >= len("mon") and name.startswith(day))), None)
    if name is None or which not in {"", "last", "next", "this", "on"}:
        return None
    back = (today.weekday() - _WEEKDAYS.index(name)) % 7
    if which == "this":
        return today + dt.timedelta(_WEEKDAYS.index(name) - today.weekday())
    if which == "next":
        return today + dt.timedelta(7 - back)
    if which == "last":
        return today - dt.timedelta(back or 7)
    return today - dt.timedelta(back)


def _day_of_month(day: str, typed: str, year: str | None, today: dt.date) -> dt.date | None:
    month = next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(typed)), None)
    found = []
    for each in (int(year),) if year else (today.year - 1, today.year, today.year + 1):
        try:
            found.append(dt.date(each, month or 0, int(day)))
        except ValueError:  # 31 June, 29 February of another year
            continue
    return min(found, key=lambda each: abs(each - today), default=None)
