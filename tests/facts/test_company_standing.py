"""Where things stand with a company, as far as a reader may know: nobody rings a company unaware."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import Any

import pytest

from jobnet.facts.disclosure import CompanyStanding, standing_at
from jobnet.facts.readers import reader_of
from jobnet.facts.snapshot import Snapshot
from jobnet.profile.model import CompanyStatus, Disclosure, EventFormat, Referral, Stage
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


def facts(found: CompanyStanding | None) -> dict[str, Any]:
    """What is known of it, and not as for any company."""
    assert found is not None
    silent = {"short", "still", "position", "applied_on"}
    default = CompanyStanding("")
    known = {each.name: getattr(found, each.name) for each in fields(found) if each.name not in silent}
    return {name: value for name, value in known.items() if value != getattr(default, name)}


def ahead(stage: Stage, date: str = "2026-11-06", **about: Any) -> Any:
    return an_event(stage, date, **about)


@pytest.mark.parametrize(
    ("histories", "said"),
    [
        ([], {}),
        ([(an_event(Stage.INTERESTED, "2026-09-01"),)], {}),
        ([(APPLIED,)], {"is_applied": True}),
        ([(APPLIED, an_event(Stage.INTERVIEW, "2026-09-20", format=EventFormat.TEST))], {"is_applied": True}),
        ([(APPLIED,), (APPLIED,)], {"is_applied": True}),
        ([(APPLIED, ahead(Stage.INTERVIEW))], {"next_on": day("2026-11-06")}),
        ([(APPLIED, CALL, ahead(Stage.INTERVIEW))], {"next_on": day("2026-11-06")}),
        ([(APPLIED, INTERVIEW, ahead(Stage.INTERVIEW))], {"next_on": day("2026-11-06")}),
        ([(INTERVIEW, SECOND, ahead(Stage.INTERVIEW))], {"next_on": day("2026-11-06")}),
        ([(APPLIED, INTERVIEW, ahead(Stage.FINAL))], {"is_final": True, "next_on": day("2026-11-06")}),
        ([(APPLIED, ahead(Stage.SCREENING))], {"is_call": True, "next_on": day("2026-11-06")}),
        ([(APPLIED, ahead(Stage.INTERVIEW, format=EventFormat.TEST))], {"is_test": True, "next_on": day("2026-11-06")}),
        (
            [(APPLIED, ahead(Stage.INTERVIEW, "2026-11-09")), (APPLIED, ahead(Stage.SCREENING, "2026-11-02"))],
            {"is_call": True, "next_on": day("2026-11-02")},
        ),
        ([(APPLIED, CALL)], {"is_applied": True}),
        ([(APPLIED, CALL, INTERVIEW)], {"is_waiting": True}),
        ([(APPLIED, INTERVIEW, SECOND)], {"is_waiting": True}),
        ([(APPLIED, INTERVIEW, REJECTED)], {"said_no": True, "ended_on": day("2026-10-05")}),
        (
            [(APPLIED, INTERVIEW, an_event(Stage.RUNNER_UP, "2026-10-05"))],
            {"said_no": True, "came_second": True, "ended_on": day("2026-10-05")},
        ),
        (
            [(APPLIED, an_event(Stage.CANCELLED, "2026-10-05"))],
            {"is_over": True, "not_filled": True, "ended_on": day("2026-10-05")},
        ),
        ([(APPLIED, an_event(Stage.WITHDRAWN, "2026-10-05"))], {"is_over": True, "ended_on": day("2026-10-05")}),
        ([(APPLIED, an_event(Stage.DECLINED, "2026-10-05"))], {"is_over": True, "ended_on": day("2026-10-05")}),
        ([(APPLIED, an_event(Stage.NO_RESPONSE, None))], {"is_over": True}),
        ([(APPLIED, REJECTED), (APPLIED, REJECTED)], {"said_no": True, "ended_on": day("2026-10-05")}),
        (
            [(APPLIED, REJECTED), (APPLIED, an_event(Stage.WITHDRAWN, "2026-10-12"))],
            {"said_no": True, "ended_on": day("2026-10-05")},
        ),
        (
            [(APPLIED, REJECTED), (an_event(Stage.APPLIED, "2026-10-10"),)],
            {"is_applied": True},
        ),
        ([(APPLIED, REJECTED), (APPLIED,)], {"is_applied": True}),
        ([(APPLIED, REJECTED, an_event(Stage.REINSTATED, "2026-10-12"))], {"is_applied": True}),
        (
            [(APPLIED, INTERVIEW, REJECTED, an_event(Stage.REINSTATED, "2026-10-12"), ahead(Stage.INTERVIEW))],
            {"next_on": day("2026-11-06")},
        ),
    ],
)
def test_a_company_is_told_of_in_one_thing_the_most_alive_first(
    histories: list[tuple[Any, ...]], said: dict[str, Any]
) -> None:
    assert facts(standing(*histories)) == said


def test_a_no_that_is_on_record_without_an_application_is_told_too() -> None:
    assert facts(standing(status=CompanyStatus.TURNED_DOWN)) == {"said_no": True}


def test_a_no_that_may_be_that_of_a_hidden_application_is_not_told_and_nobody_rings_there() -> None:
    secret = an_application(events=(APPLIED,), disclosure=Disclosure.PRIVATE)
    bakery = a_company("Harbourside Bakers", status=CompanyStatus.TURNED_DOWN)
    snapshot = Snapshot(a_profile(applications=(secret,), target_companies=(bakery,)), TODAY)
    assert standing_at(snapshot, reader_of(snapshot, TED), bakery) is None


@pytest.mark.parametrize(("status", "still"), [(CompanyStatus.ACTIVE, True), (CompanyStatus.TURNED_DOWN, False)])
def test_only_where_the_seeker_still_looks_a_no_is_followed_by_the_wish_to_work_there(
    status: CompanyStatus, still: bool
) -> None:
    after_a_no = standing((APPLIED, REJECTED), status=status)
    assert after_a_no is not None
    assert after_a_no.still is still


def test_who_lost_an_interest_has_not_applied() -> None:
    given_up = (an_event(Stage.INTERESTED, "2026-10-01"), an_event(Stage.WITHDRAWN, "2026-10-06"))
    assert facts(standing(given_up)) == {}


def test_nobody_has_applied_who_plans_to_or_has_had_a_first_call_only() -> None:
    assert facts(standing((an_event(Stage.INTERESTED, "2026-10-01"), an_event(Stage.APPLIED, "2026-11-06")))) == {}
    called = (an_event(Stage.INTERESTED, "2026-10-01"), an_event(Stage.SCREENING, "2026-10-08"))
    assert facts(standing(called)) == {"is_in_touch": True}


def test_where_a_name_was_followed_up_the_seeker_is_in_touch() -> None:
    bakery = a_company("Harbourside Bakers")
    lead = Referral(TED, to="Brenda Ames", company="Harbourside Bakers", acted=day("2026-10-12"))
    snapshot = Snapshot(a_profile(target_companies=(bakery,), referrals=(lead,)), TODAY)
    assert facts(standing_at(snapshot, reader_of(snapshot, TED), bakery)) == {"is_in_touch": True}


def test_a_company_that_made_an_offer_is_left_out_for_everybody() -> None:
    assert standing((APPLIED, an_event(Stage.OFFER, "2026-10-10"))) is None


def test_that_the_seeker_declined_is_for_trusted_readers() -> None:
    declined = (APPLIED, an_event(Stage.OFFER, "2026-10-01"), an_event(Stage.DECLINED, "2026-10-05"))
    assert standing(declined, contact=a_contact()) is None
    assert facts(standing(declined)) == {"is_over": True, "ended_on": day("2026-10-05")}


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
        assert facts(found) == {}


def test_what_the_seeker_does_not_want_any_more_is_not_facts() -> None:
    profile = a_profile(applications=(an_application(events=(APPLIED, REJECTED), wanted=False), an_application()))
    snapshot = Snapshot(profile, TODAY)
    found = standing_at(snapshot, reader_of(snapshot, TED), a_company("Harbourside Bakers"))
    assert facts(found) == {"is_applied": True}
