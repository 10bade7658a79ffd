"""Working days by country: weekends only. Public holidays differ by state and year, and are left to the user."""

from __future__ import annotations

import datetime as dt

from jobnet.profile.model import Locale

_SATURDAY_SUNDAY = frozenset({5, 6})
_FRIDAY_SATURDAY = frozenset({4, 5})
_WEEKENDS = {
    "BN": frozenset({4, 6}),
    "IR": frozenset({3, 4}),
    "NP": frozenset({5}),
} | dict.fromkeys(
    ("AF", "BD", "BH", "DJ", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "MV", "OM", "PS", "QA", "SA", "SD", "SY", "YE"),
    _FRIDAY_SATURDAY,
)


def weekend(locale: Locale) -> frozenset[int]:
    """The days of the week (Monday is 0) on which offices of this country are shut."""
    return _WEEKENDS.get(locale.country.upper(), _SATURDAY_SUNDAY)


def is_working_day(day: dt.date, locale: Locale) -> bool:
    return day.weekday() not in weekend(locale)


def working_day_from(day: dt.date, locale: Locale) -> dt.date:
    """This day, or the next one on which people work."""
    while not is_working_day(day, locale):
        day += dt.timedelta(1)
    return day


def after_working_days(day: dt.date, count: int, locale: Locale) -> dt.date:
    """So many working days after this day: one working day after a Friday is a Monday."""
    for _ in range(count):
        day = working_day_from(day + dt.timedelta(1), locale)
    return day
