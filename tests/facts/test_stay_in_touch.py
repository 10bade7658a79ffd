"""Contacts with a company after its no: counting, waiting, stopping (`docs/content.md` 4.3)."""

from __future__ import annotations

import time
from typing import Any

import pytest

from jobnet.facts.history import History, Told
from jobnet.facts.items import Document
from jobnet.facts.stay_in_touch import Stay, TouchLog
from jobnet.profile.model import Application, Direction, PartialDate, Stage, TouchKind, Touchpoint
from tests.builders import a_contact, a_person, a_profile, a_snapshot, an_application, an_event, day

TODAY = day("2026-11-20")
RUTH = a_person(honorific="Ms", family="Abernathy", email="ruth@example.com")


def a_no(**changes: Any) -> Application:
    """Second of two on 20 September, after an interview with Ruth."""
    events = (
        an_event(Stage.APPLIED, "2026-09-01"),
        an_event(Stage.INTERVIEW, "2026-09-06", people=(RUTH,)),
        an_event(Stage.RUNNER_UP, "2026-09-20"),
    )
    known: dict[str, Any] = {"hiring_manager": RUTH, "events": events}
    return an_application(**(known | changes))


def the_stay(*touchpoints: Touchpoint, told: tuple[Told, ...] = (), today: str = "2026-11-20") -> Stay:
    profile = a_profile(applications=(a_no(),), touchpoints=touchpoints)
    stay = TouchLog(a_snapshot(profile, today), History(told)).stay(a_no())
    assert stay is not None
    return stay


def a_letter(date: str) -> Told:
    return Told("ruth abernathy", f"runnerup:{a_no().key}:ruth abernathy", Document.RUNNERUP, day(date))


def a_touch(number: int, date: str) -> Told:
    return Told("ruth abernathy", f"touch:{a_no().key}/{number}", Document.TOUCH, day(date))


def a_reply(date: str) -> Touchpoint:
    when = day(date)
    return Touchpoint(
        PartialDate(when.year, when.month, when.day), company="Harbourside Bakers", direction=Direction.IN
    )


def test_contacts_are_counted_from_the_first_after_the_no_one_a_day() -> None:
    stay = the_stay(
        Touchpoint(PartialDate(2026, 9, 10), company="Harbourside Bakers"),
        Touchpoint(PartialDate(2026, 10, 1), company="Harbourside Bakers", kind=TouchKind.CALL),
        Touchpoint(PartialDate(2026, 10, 2), company="Tamar Preserves"),
        Touchpoint(PartialDate(2026, 10, 20), person="Ruth Abernathy"),
        told=(a_letter("2026-09-22"), a_touch(2, "2026-10-20")),
    )
    assert [str(each.date) for each in stay.contacts] == ["2026-09-22", "2026-10-01", "2026-10-20"]
    assert (stay.number, stay.before) == (4, 3)


def test_what_a_friend_who_works_there_is_handed_is_no_contact_with_the_company() -> None:
    ted = a_contact(company="Harbourside Bakers")
    given = Touchpoint(PartialDate(2026, 10, 1), contact=ted, document=Document.THANKS)
    rung = Touchpoint(PartialDate(2026, 10, 2), contact=ted, kind=TouchKind.CALL)
    assert [str(each.date) for each in the_stay(given, rung).contacts] == ["2026-10-02"]


def test_a_note_about_one_application_counts_for_the_other_there() -> None:
    other = a_no(position="Food Safety Lead")
    profile = a_profile(applications=(a_no(), other))
    stay = TouchLog(a_snapshot(profile, TODAY), History((a_letter("2026-09-22"),))).stay(other)
    assert stay is not None
    assert (stay.number, stay.last) == (2, day("2026-09-22"))
    assert not stay.has_letter


@pytest.mark.parametrize(
    ("told", "replies", "due"),
    [
        ((), (), "2026-10-20"),  # thirty days after the news
        ((a_letter("2026-09-22"),), (), "2026-10-22"),
        ((a_letter("2026-10-10"),), (), "2026-11-09"),
        ((a_letter("2026-09-22"), a_touch(2, "2026-10-25")), (), "2027-01-23"),  # two unanswered: ninety days
        ((a_letter("2026-09-22"), a_touch(2, "2026-10-25")), ("2026-10-26",), "2026-12-24"),  # then day 90 to 120
        ((a_touch(1, "2026-11-01"), a_touch(2, "2026-12-01")), ("2026-12-02",), "2027-01-30"),
    ],
)
def test_the_next_note_waits_its_time(told: tuple[Told, ...], replies: tuple[str, ...], due: str) -> None:
    assert the_stay(*map(a_reply, replies), told=told, today="2026-12-31").due == day(due)


def test_four_unanswered_a_year_of_silence_or_about_six_are_enough() -> None:
    four = tuple(a_touch(n, f"2026-1{n % 3}-0{n}") for n in range(1, 5))
    six = tuple(a_touch(n, f"2026-10-0{n}") for n in range(1, 7))
    stops = [
        the_stay(told=four[:3], today="2026-12-31").stopped(day("2026-12-31")),
        the_stay(told=four, today="2026-12-31").stopped(day("2026-12-31")),
        the_stay().stopped(day("2027-09-20")),
        the_stay().stopped(day("2027-09-21")),
        the_stay(a_reply("2026-10-07"), told=six).stopped(TODAY),
    ]
    assert stops == [
        None,
        "4 notes in a row were not answered",
        None,
        "nobody there has answered for a year",
        "you have been in contact 6 times since the no",
    ]


def test_many_turn_downs_at_one_company_take_no_longer_each_than_few() -> None:
    applications = tuple(a_no(position=f"Baker {number}") for number in range(4_000))
    log = TouchLog(a_snapshot(a_profile(applications=applications), TODAY), History(()))
    started = time.process_time()

    assert all(log.stay(each) for each in applications)
    assert time.process_time() - started < 4
