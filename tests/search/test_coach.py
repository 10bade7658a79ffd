"""What a coach sees of some days: the flow, what is due, what hangs, and nothing that the list by date leaves out."""

from __future__ import annotations

from typing import Any

import pytest

from jobnet.facts.history import History, Told
from jobnet.facts.items import Document
from jobnet.facts.since import Window
from jobnet.facts.snapshot import Snapshot
from jobnet.profile.model import (
    Direction,
    Disclosure,
    News,
    PartialDate,
    Prose,
    Referral,
    Search,
    Stage,
    TouchKind,
    Touchpoint,
)
from jobnet.profile.vocabulary import CoachShare
from jobnet.recipients import LetterRun
from jobnet.search.coach import CoachReport, SeekerRow, Standing, coach_report, seeker_row
from jobnet.search.flow import FlowLink
from tests.builders import a_company, a_contact, a_profile, an_application, an_event, an_offer, day

TODAY = day("2026-10-15")
TED = a_contact()


def seen(
    since: str | None = None, *told: Told, private: bool = False, until: str = "2026-10-15", **changes: Any
) -> CoachReport:
    run = LetterRun(Snapshot(a_profile(**({"contacts": (TED,)} | changes)), TODAY), history=History(told))
    return coach_report(run, Window(day(since) if since else None, day(until)), private=private)


def test_the_flow_has_what_something_happened_with_in_these_days_from_its_beginning() -> None:
    before = an_application("A", events=(an_event(Stage.APPLIED, "2026-08-01"), an_event(Stage.REJECTED, "2026-08-20")))
    during = an_application(
        "B", events=(an_event(Stage.APPLIED, "2026-08-01"), an_event(Stage.INTERVIEW, "2026-10-02"))
    )
    later = an_application("C", events=(an_event(Stage.APPLIED, "2026-10-14"),))
    applications = (before, during, later)

    assert seen(applications=applications).flow.applications == 3
    shown = seen("2026-10-01", until="2026-10-10", applications=applications).flow
    assert shown.links == (FlowLink(Stage.APPLIED, Stage.INTERVIEW, 1), FlowLink(Stage.INTERVIEW, None, 1))
    assert (shown.since, shown.until) == (day("2026-08-01"), day("2026-10-10"))


def test_what_is_planned_and_what_hangs() -> None:
    waiting = an_application("A", events=(an_event(Stage.APPLIED, "2026-09-20"),))
    fresh = an_application("B", events=(an_event(Stage.APPLIED, "2026-10-02"),))
    planned = an_application(
        "C", events=(an_event(Stage.APPLIED, "2026-09-01"), an_event(Stage.INTERVIEW, "2026-10-20"))
    )
    ended = an_application("D", events=(an_event(Stage.APPLIED, "2026-09-01"), an_event(Stage.REJECTED, "2026-09-09")))
    noted = an_application("E", events=(an_event(Stage.INTERESTED, "2026-09-01"),))
    shown = seen(applications=(fresh, waiting, planned, ended, noted))

    assert shown.hanging == (Standing("A", "Technical Manager", Stage.APPLIED, day("2026-09-20")),)
    assert shown.coming == (Standing("C", "Technical Manager", Stage.INTERVIEW, day("2026-10-20")),)


def test_who_was_written_to() -> None:
    touches = (
        Touchpoint(PartialDate(2026, 10, 4), contact=TED, kind=TouchKind.CALL),
        Touchpoint(PartialDate(2026, 10, 5), contact=TED, kind=TouchKind.EMAIL),
        Touchpoint(PartialDate(2026, 10, 5), contact=TED, kind=TouchKind.EMAIL, direction=Direction.IN),
        Touchpoint(PartialDate(2026, 10, 6), person="Jo Marsh", kind=TouchKind.MESSAGE),
    )
    shown = seen(None, Told(TED.key, "news:1", Document.UPDATE, day("2026-10-09")), touchpoints=touches).letters
    assert {who: [each.activity for each in sent] for who, sent in shown.items()} == {
        "Ted Alder": ["Email", "Sent a progress update"],
        "Jo Marsh": ["Message"],
    }


@pytest.mark.parametrize("stage", [Stage.OFFER, Stage.ACCEPTED])
def test_an_offer_that_may_not_be_told_of_is_in_no_part(stage: Stage) -> None:
    events = (an_event(Stage.APPLIED, "2026-09-01"), an_event(Stage.FINAL, "2026-09-20"), an_event(stage, "2026-10-14"))
    helper = a_contact(offered_help=an_offer("2026-09-01"))
    told = Told(helper.key, "brief:1", Document.BRIEF, day("2026-09-02"))
    changes: dict[str, Any] = {"applications": (an_application(events=events),), "contacts": (helper,)}
    hidden, shown = (seen(None, told, private=private, **changes) for private in (False, True))

    assert FlowLink(Stage.FINAL, None, 1) in hidden.flow.links
    assert stage not in hidden.flow.stages
    assert stage in shown.flow.stages
    assert "landed" not in {each.kind for each in hidden.due}
    announced = seen(None, told, **changes, search=Search(announce_after=TODAY))
    assert (stage in announced.flow.stages) is (stage is Stage.ACCEPTED)


def test_the_page_of_all_seekers_does_not_tell_of_a_post_before_its_time() -> None:
    helper = a_contact(offered_help=an_offer("2026-09-01"))
    told = Told(helper.key, "brief:1", Document.BRIEF, day("2026-09-02"))
    accepted = an_application(events=(an_event(Stage.ACCEPTED, "2026-10-14"),))
    for announced in (None, day("2026-10-16"), TODAY):
        search = Search(share_with_coach=CoachShare.TRUSTED, announce_after=announced)
        profile = a_profile(applications=(accepted,), contacts=(helper,), search=search)
        row = seeker_row(LetterRun(Snapshot(profile, TODAY), history=History((told,))))
        assert any("landed" in each for each in row.due) is (announced == TODAY)


@pytest.mark.parametrize("level", [Disclosure.TRUSTED, Disclosure.PRIVATE])
def test_the_page_of_all_seekers_tells_no_find_above_what_is_shared(level: Disclosure) -> None:
    find = News(Prose("The zebra plan is dead."), reader=TED, disclosure=level)
    for share in (CoachShare.NETWORK, CoachShare.TRUSTED):
        profile = a_profile(contacts=(TED,), news=(find,), search=Search(share_with_coach=share))
        tip = next(each for each in seeker_row(LetterRun(Snapshot(profile, TODAY))).due if each.startswith("tip"))
        assert ("zebra" in tip) is (share is CoachShare.TRUSTED and level is Disclosure.TRUSTED)


def a_row(share: CoachShare, **changes: Any) -> SeekerRow:
    search = changes.pop("search", Search(share_with_coach=share))
    return seeker_row(LetterRun(Snapshot(a_profile(**({"contacts": (TED,)} | changes), search=search), TODAY)))


def test_the_page_of_all_seekers_does_not_count_an_offer_before_its_time() -> None:
    events = an_event(Stage.INTERVIEW, "2026-10-01"), an_event(Stage.OFFER, "2026-10-10")
    taken = an_application(events=(*events, an_event(Stage.ACCEPTED, "2026-10-14")))
    for announced, shown in ((day("2026-10-16"), (("interview", 1),)), (TODAY, (("accepted", 1),))):
        search = Search(announce_after=announced)
        assert a_row(CoachShare.COUNTS, applications=(taken,), search=search).reached == shown
    assert a_row(CoachShare.COUNTS, applications=(an_application(events=events),)).reached == (("interview", 1),)


def test_the_page_of_all_seekers_says_of_what_is_withheld_only_that_something_is_due() -> None:
    told, no = an_application(events=(an_event(Stage.APPLIED, "2026-09-01"),)), "2026-10-12"
    held = an_application(
        position="Head Taster",
        disclosure=Disclosure.TRUSTED,
        events=(an_event(Stage.INTERVIEW, "2026-10-01"), an_event(Stage.RUNNER_UP, no)),
    )
    ned = a_contact("Ned Frey", email=None, phone="+44 20 7946 0000", offered_help=an_offer())
    given: dict[str, Any] = {"received": day("2026-09-20"), "acted": day("2026-09-22")}
    leads = (
        Referral(giver=TED, to="Otto Ilk", company="Hidden Ladle", **given),
        Referral(giver=TED, to="Uwe Brock", **given),
    )
    secret = a_company("Hidden Ladle", disclosure=Disclosure.TRUSTED)
    everything: dict[str, Any] = {
        "applications": (told, held), "contacts": (TED, ned), "referrals": leads,
        "target_companies": (a_company(), secret),
    }  # fmt: skip
    for share, is_told in ((CoachShare.NETWORK, False), (CoachShare.TRUSTED, True)):
        said = "\n".join(a_row(share, **everything).due)
        assert all(kind in said for kind in ("runnerup", "loop", "brief"))
        for words in ("Head Taster", "Otto Ilk"):
            assert (words in said) is is_told, words
        assert "7946" not in said


def test_a_name_that_leads_to_a_private_company_is_in_no_part() -> None:
    given: dict[str, Any] = {"received": day("2026-09-20"), "acted": day("2026-09-22")}
    leads = (
        Referral(giver=TED, to="Otto Ilk", company="Hidden Ladle", **given),
        Referral(giver=TED, to="Uwe Brock", **given),
    )
    secret = a_company("Hidden Ladle", disclosure=Disclosure.PRIVATE)
    shown = seen(referrals=leads, target_companies=(a_company(), secret))
    assert not any("Otto" in each.reason for each in shown.due)


def test_a_private_application_is_in_no_part() -> None:
    spoon: dict[str, Any] = {"disclosure": Disclosure.PRIVATE, "position": "Head Taster"}
    applications = (
        an_application("Secret Spoon", **spoon, events=(an_event(Stage.APPLIED, "2026-09-01"),)),
        an_application("Secret Spoon", **spoon, events=(an_event(Stage.INTERVIEW, "2026-10-20"),)),
        an_application("Hidden Ladle", **spoon, events=(an_event(Stage.INTERVIEW, "2026-10-14", people=()),)),
    )
    hidden, shown = (seen(private=private, applications=applications) for private in (False, True))

    assert (hidden.flow.applications, hidden.coming, hidden.hanging, hidden.activities) == (0, (), (), ())
    assert (shown.flow.applications, len(shown.coming), len(shown.hanging)) == (2, 1, 1)
