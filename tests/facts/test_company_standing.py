"""Where things stand with a company, as far as a reader may know: nobody rings a company unaware."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import Any

import pytest

from jobnet.facts.company_standing import CompanyStanding, standing_at
from jobnet.facts.readers import reader_of
from jobnet.facts.snapshot import Snapshot
from jobnet.profile.model import CompanyStatus, Disclosure, EventFormat, Stage
from tests.builders import a_company, a_contact, a_profile, an_application, an_event, day

TODAY = dt.date(2026, 10, 20)
TED = a_contact(trust=Disclosure.TRUSTED)
APPLIED = an_event(Stage.APPLIED, "2026-09-01")
INTERVIEW, SECOND = an_event(Stage.INTERVIEW, "2026-09-20"), an_event(Stage.INTERVIEW, "2026-10-01")
CALL = an_event(Stage.SCREENING, "2026-09-10", format=EventFormat.PHONE)
REJECTED = an_event(Stage.REJECTED, "2026-10-05")


def standing(*histories: tuple[Any, ...], contact: Any = TED, **company: Any) -> CompanyStanding | None:
    applications = tuple(an_application(events=events) for events in histories)
    profile = a_profile(applications=applications, target_companies=(a_company("Harbourside Bakers", **company),))
    snapshot = Snapshot(profile, TODAY)
    return standing_at(snapshot, reader_of(snapshot, contact), profile.target_companies[0])


def told(found: CompanyStanding | None) -> dict[str, Any]:
    """What a list says of it."""
    assert found is not None
    silent = {"name", "short", "still", "position", "applied_on"}
    default = CompanyStanding("", "")
    said = {each.name: getattr(found, each.name) for each in fields(found) if each.name not in silent}
    return {name: value for name, value in said.items() if value != getattr(default, name)}


def ahead(stage: Stage, date: str = "2026-11-06", **about: Any) -> Any:
    return an_event(stage, date, **about)


@pytest.mark.parametrize(
    ("histories", "said"),
    [
        ([], {}),
        ([(an_event(Stage.INTERESTED, "2026-09-01"),)], {}),
        ([(APPLIED,)], {"applied": True}),
        ([(APPLIED, an_event(Stage.INTERVIEW, "2026-09-20", format=EventFormat.TEST))], {"applied": True}),
        ([(APPLIED,), (APPLIED,)], {"applications": 2}),
        ([(APPLIED, ahead(Stage.INTERVIEW))], {"interview": True, "next_on": day("2026-11-06")}),
        ([(APPLIED, CALL, ahead(Stage.INTERVIEW))], {"interview": True, "next_on": day("2026-11-06")}),
        ([(APPLIED, INTERVIEW, ahead(Stage.INTERVIEW))], {"second_interview": True, "next_on": day("2026-11-06")}),
        ([(INTERVIEW, SECOND, ahead(Stage.INTERVIEW))], {"another_interview": True, "next_on": day("2026-11-06")}),
        ([(APPLIED, INTERVIEW, ahead(Stage.FINAL))], {"final_interview": True, "next_on": day("2026-11-06")}),
        ([(APPLIED, ahead(Stage.SCREENING))], {"call": True, "next_on": day("2026-11-06")}),
        ([(APPLIED, ahead(Stage.INTERVIEW, format=EventFormat.TEST))], {"test": True, "next_on": day("2026-11-06")}),
        (
            [(APPLIED, ahead(Stage.INTERVIEW, "2026-11-09")), (APPLIED, ahead(Stage.SCREENING, "2026-11-02"))],
            {"call": True, "next_on": day("2026-11-02")},
        ),
        ([(APPLIED, CALL)], {"had_call": True}),
        ([(APPLIED, CALL, INTERVIEW)], {"had_interview": True}),
        ([(APPLIED, INTERVIEW, SECOND)], {"had_interviews": 2}),
        ([(APPLIED, INTERVIEW, REJECTED)], {"turned_down": True, "ended_on": day("2026-10-05")}),
        (
            [(APPLIED, INTERVIEW, an_event(Stage.RUNNER_UP, "2026-10-05"))],
            {"came_second": True, "ended_on": day("2026-10-05")},
        ),
        ([(APPLIED, an_event(Stage.CANCELLED, "2026-10-05"))], {"on_hold": True, "ended_on": day("2026-10-05")}),
        ([(APPLIED, an_event(Stage.WITHDRAWN, "2026-10-05"))], {"i_withdrew": True, "ended_on": day("2026-10-05")}),
        ([(APPLIED, an_event(Stage.DECLINED, "2026-10-05"))], {"i_declined": True, "ended_on": day("2026-10-05")}),
        ([(APPLIED, an_event(Stage.NO_RESPONSE, None))], {"never_answered": True}),
        ([(APPLIED, REJECTED), (APPLIED, REJECTED)], {"turned_down_often": True}),
        (
            [(APPLIED, REJECTED), (APPLIED, an_event(Stage.WITHDRAWN, "2026-10-12"))],
            {"turned_down": True, "ended_on": day("2026-10-05")},
        ),
        (
            [(APPLIED, REJECTED), (an_event(Stage.APPLIED, "2026-10-10"),)],
            {"applied_again": True, "ended_on": day("2026-10-05")},
        ),
        ([(APPLIED, REJECTED), (APPLIED,)], {"another_open": True, "ended_on": day("2026-10-05")}),
        ([(APPLIED, REJECTED, an_event(Stage.REINSTATED, "2026-10-12"))], {"reopened": True}),
        (
            [(APPLIED, INTERVIEW, REJECTED, an_event(Stage.REINSTATED, "2026-10-12"), ahead(Stage.INTERVIEW))],
            {"interview": True, "next_on": day("2026-11-06")},
        ),
    ],
)
def test_a_company_is_told_of_in_one_thing_the_most_alive_first(
    histories: list[tuple[Any, ...]], said: dict[str, Any]
) -> None:
    assert told(standing(*histories)) == said


def test_a_no_that_is_on_record_without_an_application_is_told_too() -> None:
    assert told(standing(status=CompanyStatus.TURNED_DOWN)) == {"turned_down": True}


def test_a_company_that_made_an_offer_is_left_out_for_everybody() -> None:
    assert standing((APPLIED, an_event(Stage.OFFER, "2026-10-10"))) is None


def test_that_the_seeker_declined_is_for_trusted_readers() -> None:
    declined = (APPLIED, an_event(Stage.OFFER, "2026-10-01"), an_event(Stage.DECLINED, "2026-10-05"))
    assert standing(declined, contact=a_contact()) is None
    assert told(standing(declined)) == {"i_declined": True, "ended_on": day("2026-10-05")}


@pytest.mark.parametrize("date", ["2026-10-10", "2026-11-06"])
@pytest.mark.parametrize("stage", [each for each in Stage if each is not Stage.ACCEPTED])
def test_no_reader_rings_where_something_happened_that_they_may_not_know(stage: Stage, date: str) -> None:
    """Whatever happened or is to come: what must not be told is not rung at; what was only sent is not mentioned."""
    secret = an_application(events=(APPLIED, an_event(stage, date)), disclosure=Disclosure.TRUSTED)
    profile = a_profile(applications=(secret,), target_companies=(a_company("Harbourside Bakers"),))
    snapshot = Snapshot(profile, TODAY)
    found = standing_at(snapshot, reader_of(snapshot, a_contact()), profile.target_companies[0])
    past = date < "2026-10-20"
    talks = stage in {Stage.SCREENING, Stage.INTERVIEW, Stage.FINAL}
    noes = {Stage.OFFER, Stage.REJECTED, Stage.RUNNER_UP, Stage.CANCELLED, Stage.DECLINED}
    if talks or (past and stage in noes):
        assert found is None
    else:
        assert told(found) == {}


def test_what_the_seeker_does_not_want_any_more_is_not_told() -> None:
    profile = a_profile(applications=(an_application(events=(APPLIED, REJECTED), wanted=False), an_application()))
    snapshot = Snapshot(profile, TODAY)
    found = standing_at(snapshot, reader_of(snapshot, TED), a_company("Harbourside Bakers"))
    assert told(found) == {"applied": True}
