"""Working days by country."""

from __future__ import annotations

import pytest

from jobnet.facts.calendar import after_working_days, is_working_day, working_day_from
from jobnet.profile.model import Locale
from tests.builders import EN_GB, day

FRIDAY = day("2026-11-20")


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-11-20", 0, "2026-11-20"),
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-21", 1, "2026-11-23"),
        ("2026-11-16", 5, "2026-11-23"),
        ("2026-12-31", 1, "2027-01-01"),
    ],
)
def test_weekends_are_passed_over(start: str, count: int, end: str) -> None:
    assert after_working_days(day(start), count, EN_GB) == day(end)


@pytest.mark.parametrize(
    ("country", "days"),
    [("GB", "MTWTF--"), ("", "MTWTF--"), ("sa", "MTWT--S"), ("IR", "MTW--SS"), ("NP", "MTWTF-S"), ("BN", "MTWT-S-")],
)
def test_the_weekend_is_the_countrys(country: str, days: str) -> None:
    week = [day(f"2026-11-{number}") for number in range(16, 23)]
    found = [is_working_day(each, Locale("en", country)) for each in week]
    assert "".join(letter if works else "-" for letter, works in zip("MTWTFSS", found, strict=True)) == days


def test_a_date_on_a_weekend_waits_for_monday() -> None:
    assert [working_day_from(day(each), EN_GB) for each in ("2026-11-20", "2026-11-21", "2026-11-22")] == [
        FRIDAY,
        day("2026-11-23"),
        day("2026-11-23"),
    ]
