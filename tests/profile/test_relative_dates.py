"""Days as people say them, on Thursday 15 October 2026."""

from __future__ import annotations

import datetime as dt

import pytest

from jobnet.profile.dates import FORMS, days_meant, spoken_date

TODAY = dt.date(2026, 10, 15)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("today", "2026-10-15"),
        (" Yesterday ", "2026-10-14"),
        ("tomorrow", "2026-10-16"),
        ("2026-02-28", "2026-02-28"),
        ("thursday", "2026-10-15"),
        ("friday", "2026-10-09"),
        ("on friday", "2026-10-09"),
        ("last friday", "2026-10-09"),
        ("last thursday", "2026-10-08"),
        ("Last  Fri", "2026-10-09"),
        ("next friday", "2026-10-16"),
        ("next thursday", "2026-10-22"),
        ("this friday", "2026-10-16"),
        ("this monday", "2026-10-12"),
        ("3 days ago", "2026-10-12"),
        ("a week ago", "2026-10-08"),
        ("two weeks ago", "2026-10-01"),
        ("in 2 weeks", "2026-10-29"),
        ("in a day", "2026-10-16"),
        ("6 October", "2026-10-06"),
        ("6 oct", "2026-10-06"),
        ("October 6th, 2025", "2025-10-06"),
        ("1st of November", "2026-11-01"),
        ("2 January", "2027-01-02"),
        ("20. Sept", "2026-09-20"),
        ("29 February", "2028-02-29"),
    ],
)
def test_a_day_is_the_one_that_is_meant(said: str, meant: str) -> None:
    today = dt.date(2027, 12, 1) if meant == "2028-02-29" else TODAY

    assert spoken_date(said, today) == dt.date.fromisoformat(meant)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "someday",
        "06/10/2026",
        "6.10.2026",
        "2026-02-30",
        "2026-2-3",
        "31 June",
        "6 Foo",
        "6 ma",
        "fri 6",
        "last week",
    ],
)
def test_what_could_be_two_days_or_none_is_none(said: str) -> None:
    assert spoken_date(said, TODAY) is None


def test_every_form_that_is_offered_is_understood() -> None:
    assert all(spoken_date(form, TODAY) for form in FORMS.split(", "))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("5. März 2026", ["2026-03-05"]),
        ("5 août 2026", ["2026-08-05"]),
        ("5 de enero de 2026", ["2026-01-05"]),
        ("Jun 5, 2026, 8:15 AM", ["2026-06-05"]),
        ("7-Feb-22", ["2022-02-07"]),
        ("03/04/2026", ["2026-04-03", "2026-03-04"]),
        ("13/04/2026", ["2026-04-13"]),
        ("5 market 2026", []),
        ("5 2026", []),
    ],
)
def test_a_date_of_another_program_is_the_days_it_may_mean(written: str, meant: list[str]) -> None:
    assert list(map(str, days_meant(written))) == meant
