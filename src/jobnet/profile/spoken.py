"""Days as people say them: today, yesterday, last friday, 3 days ago, 2026-10-06."""

from __future__ import annotations

import datetime as dt
import re

from jobnet.patterns import pattern

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ISO = pattern(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_AGO = pattern(r"(\d{1,3}) (day|week)s? ago|in (\d{1,3}) (day|week)s?")
FORMS = "2026-01-31, today, yesterday, tomorrow, friday, last friday, next friday, 3 days ago, in 2 weeks"


def spoken_date(text: str, today: dt.date) -> dt.date | None:  # noqa: PLR0911  one way of saying it after another
    """The day meant, or None if it cannot be told.

    A weekday alone is the nearest one past (or today): what one notes has mostly happened. "Last friday" on a
    Friday is a week ago; "next friday" lies always ahead.
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
        count, unit = (int(found[1]), found[2]) if found[1] else (-int(found[3]), found[4])
        return today - dt.timedelta(days=count * (7 if unit == "week" else 1))
    which, _, day = said.rpartition(" ")
    name = next((name for name in _WEEKDAYS if name == day or (len(day) >= len("mon") and name.startswith(day))), None)
    if name is None or which not in {"", "last", "next", "this", "on"}:
        return None
    back = (today.weekday() - _WEEKDAYS.index(name)) % 7
    if which == "next":
        return today + dt.timedelta(7 - back)
    if which == "last":
        return today - dt.timedelta(back or 7)
    return today - dt.timedelta(back)
