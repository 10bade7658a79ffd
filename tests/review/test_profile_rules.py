"""Each rule over the profile: what it objects to, and the nearest thing it lets pass."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jobnet.errors import Place, Problem, Severity
from jobnet.facts.history import History, Told
from jobnet.profile.model import (
    CompanyStatus,
    Direction,
    Disclosure,
    News,
    PartialDate,
    Prose,
    PublicLabel,
    Referral,
    Relationship,
    Resume,
    Rules,
    Search,
    Stage,
    Tie,
    Title,
    Touchpoint,
    Updates,
    Url,
)
from jobnet.review import ON_PROFILES, ProfileUnderReview, profile_findings
from tests.builders import (
    a_company,
    a_confidential_search,
    a_contact,
    a_person,
    a_profile,
    a_snapshot,
    an_application,
    an_event,
    an_offer,
    day,
)
from tests.review.letters import TODAY

TED = a_contact()


def lead(**changes: Any) -> Referral:
    known: dict[str, Any] = {"giver": TED, "to": "Luis Ruiz", "received": day("2026-10-08")}
    return Referral(**(known | changes))


def applied(*events: Any, **changes: Any) -> dict[str, Any]:
    return {"applications": (an_application(**({"events": events} if events else {}) | changes),)}


def labelled(
    *,
    text: str = "a church hospital",
    company: str = "Saint Afra Clinic",
    target: Disclosure = Disclosure.NETWORK,
    label: Disclosure = Disclosure.PUBLIC,
    status: CompanyStatus = CompanyStatus.ACTIVE,
) -> dict[str, Any]:
    """An application for trusted readers, with a label for others, at one of two targets."""
    listed = a_company("Saint Afra Clinic", disclosure=target, status=status)
    known: dict[str, Any] = {"disclosure": Disclosure.TRUSTED, "public_label": PublicLabel(text, label)}
    return {"target_companies": (listed, a_company("Afra Hospital"))} | applied(company=company, **known)


def told(**documents: str) -> tuple[Told, ...]:
    return tuple(Told(TED.key, "x", document, day(date)) for document, date in documents.items())


def a_word(date: str, **changes: Any) -> Touchpoint:
    when = day(date)
    return Touchpoint(PartialDate(when.year, when.month, when.day), contact=TED, **changes)


INTERVIEW = an_event(Stage.INTERVIEW, "2026-10-06")
BRIEFED = (Told("ted alder", "b", "brief", day("2026-10-03")),)

LANDED = (an_application(events=(an_event(Stage.ACCEPTED, "2026-10-10"),)),)

CASES: tuple[tuple[str, bool, dict[str, Any], tuple[Told, ...]], ...] = (
    ("PRIV-11", True, {"linkedin": Url("https://www.linkedin.com/in/me")}, ()),
    ("PRIV-11", True, {"resume": Resume(url=Url("file:///home/nia/cv.pdf"))}, ()),
    ("PRIV-11", False, {}, ()),
    ("PRIV-12", True, {"email": "nia@corvane.example.org", "search": a_confidential_search(email_domains=("corvane.example.org",))}, ()),
    ("PRIV-12", True, {"email": "nia@corvane-foods.example.org", "search": a_confidential_search()}, ()),
    ("PRIV-12", False, {"search": a_confidential_search(email_domains=("corvane.example.org",))}, ()),
    ("PRIV-16", True, {"search": a_confidential_search(), "contacts": (a_contact(company="Corvane Logistics"),)}, ()),
    ("PRIV-16", True, {"search": Search(confidential=True)}, ()),
    ("PRIV-16", True, {"search": a_confidential_search(), "contacts": (a_contact(title="Buyer at Corvane Foods UK"),)}, ()),
    ("PRIV-16", True, {"search": a_confidential_search(), "target_companies": (a_company("Corvane Logistics"),)}, ()),
    ("PRIV-16", False, {"search": a_confidential_search(), "contacts": (a_contact(company="Corvane Foods Ltd"),)}, ()),
    ("PRIV-16", False, {"search": replace(a_confidential_search(), not_employer=("Corvane Logistics",)),
                        "contacts": (a_contact(company="Corvane Logistics"),)}, ()),
    ("PRIV-14", True, {"search": a_confidential_search()} | applied(), ()),
    ("PRIV-14", False, applied(), ()),
    ("PRIV-15", True, labelled(), ()),
    ("PRIV-15", False, labelled(target=Disclosure.TRUSTED), ()),
    ("PRIV-15", False, labelled(label=Disclosure.TRUSTED), ()),
    ("PRIV-15", False, labelled(status=CompanyStatus.PAUSED), ()),
    ("PRIV-15", False, labelled(company="Quayside Hospital"), ()),
    ("PROF-01", True, {"resume": None}, ()),
    ("PROF-01", False, {}, ()),
    ("PROF-02", True, {"linkedin": None}, ()),
    ("PROF-02", False, {}, ()),
    ("PROF-03", True, {"summary": None}, ()),
    ("PROF-03", True, {"summary": Prose("Quality Manager.")}, ()),
    ("PROF-03", True, {"plain_summary": None, "contacts": (a_contact(in_field=False),)}, ()),
    ("PROF-03", False, {}, ()),
    ("PROF-04", True, {"target_titles": (Title("Quality Manager"),)}, ()),
    ("PROF-04", True, {"target_titles": (Title("Junior Technician"), Title("Technical Director"))}, ()),
    ("PROF-04", False, {}, ()),
    ("PROF-05", True, {"target_companies": (a_company(),)}, ()),
    ("PROF-05", True, {"target_companies": tuple(a_company(f"Mill {n}") for n in range(41))}, ()),
    ("PROF-05", False, {}, ()),
    ("PROF-07", True, {"target_companies": (a_company("Fennel & Rye"), a_company("FENNEL AND RYE LTD"))}, ()),
    ("PROF-07", True, {"contacts": (TED, a_contact("Edward Alder", email="TED@example.com"))}, ()),
    ("PROF-07", False, {"contacts": (TED, a_contact("Bea Li", email="bea@example.com"))}, ()),
    ("PROF-08", True, {"contacts": (TED, a_contact(email="other@example.com"))}, ()),
    ("PROF-08", True, {"contacts": (TED,), "applications": (an_application(
        hiring_manager=a_person(TED.name, email="t.alder@quay.example", contact=TED)),)}, ()),
    ("PROF-08", False, {"contacts": (TED,), "applications": (an_application(
        hiring_manager=a_person(TED.name, email="TED@example.com", contact=TED)),)}, ()),
    ("PROF-08", True, {"contacts": (TED,), "applications": (an_application(hiring_manager=a_person("Ted")),)}, ()),
    ("PROF-08", False, {"contacts": (TED,), "applications": (an_application(hiring_manager=a_person("Tod")),)}, ()),
    ("PROF-08", False, {"contacts": (a_contact(id="one"), a_contact(id="two", email="other@example.com"))}, ()),
    ("PROF-09", True, applied(an_event(Stage.INTERVIEW, "2026-09-01"), an_event(Stage.APPLIED, "2026-09-21")), ()),
    ("PROF-09", True, applied(an_event(Stage.APPLIED, "2021-09-21")), ()),
    ("PROF-09", True, {"news": (News(Prose("Soon."), date=day("2028-01-01")),)}, ()),
    ("PROF-09", True, {"contacts": (a_contact(offered_help=an_offer("2027-10-02")),)}, ()),
    ("PROF-09", True, {"touchpoints": (a_word("2027-10-02", document="brief"),)}, ()),
    ("PROF-09", False, {"touchpoints": (a_word("2026-10-02", document="brief"), a_word("2026-11-02"))}, ()),
    ("PROF-09", False, applied(an_event(Stage.APPLIED, "2026-09-21"), INTERVIEW), ()),
    ("PROF-10", True, applied(an_event(Stage.OFFER, "2026-10-01")), ()),
    ("PROF-10", False, applied(INTERVIEW, an_event(Stage.REJECTED, "2026-10-10"), an_event(Stage.INTERVIEW, "2026-10-20")), ()),
    ("PROF-09", False, applied(INTERVIEW, an_event(Stage.REJECTED, "2026-10-10"), an_event(Stage.INTERVIEW, "2026-10-20")), ()),
    ("PROF-09", True, applied(INTERVIEW, an_event(Stage.WITHDRAWN, "2026-10-10"), an_event(Stage.INTERVIEW, "2026-10-12")), ()),
    ("PROF-09", False, applied(INTERVIEW, an_event(Stage.NO_RESPONSE, "2026-10-10"), an_event(Stage.INTERVIEW, "2026-10-12")), ()),
    ("PROF-10", False, applied(INTERVIEW, an_event(Stage.OFFER, "2026-10-10")), ()),
    ("PROF-11", True, {"resume": Resume(url=Url("https://example.com/cv"), updated=PartialDate(2026, 6, 1))}, ()),
    ("PROF-11", False, {"resume": Resume(url=Url("https://example.com/cv"), updated=PartialDate(2026, 9))}, ()),
    ("PROF-12", True, {"expertise": ("team player", "Hard-working")}, ()),
    ("PROF-12", False, {"expertise": ("team player", "supplier audits")}, ()),
    ("PROF-13", True, {"contacts": (a_contact(offered_help=an_offer("2026-10-02")),)}, ()),
    ("PROF-13", False, {"contacts": (a_contact(offered_help=an_offer("2026-10-13")),)}, ()),
    ("PROF-13", False, {"contacts": (a_contact(offered_help=an_offer("2026-10-02")),)}, BRIEFED),
    ("PROF-13", False, {"contacts": (a_contact(offered_help=an_offer("2026-10-02"), updates=Updates.OFF),)}, ()),
    ("PROF-13", False, {"contacts": (a_contact(offered_help=an_offer("2026-10-02")),), "applications": LANDED}, ()),
    ("PROF-14", True, {"contacts": tuple(a_contact(f"Person {n}") for n in range(5))}, ()),
    ("PROF-14", False, {"contacts": (*(a_contact(f"Person {n}") for n in range(5)), a_contact("Bea", in_field=False, tie=Tie.WEAK))}, ()),
    ("PROF-15", True, {}, ()),
    ("PROF-15", False, {"contacts": (a_contact(knows=("Fennel & Rye", "Harbourside Bakers", "Tamar Preserves")),)}, ()),
    ("PROF-16", True, {"contacts": (a_contact(email=None, offered_help=an_offer()),)}, ()),
    ("PROF-16", False, {"contacts": (a_contact(email=None, phone="1", offered_help=an_offer()),)}, ()),
    ("PROF-17", True, applied(company="Quayside Dairy"), ()),
    ("PROF-17", True, applied(company="Harborside Bakers"), ()),
    ("PROF-17", True, applied(INTERVIEW, an_event(Stage.REJECTED, "2026-10-10"), company="Quayside Dairy"), ()),
    ("PROF-17", False, applied(an_event(Stage.WITHDRAWN, "2026-10-10"), company="Quayside Dairy"), ()),
    ("PROF-17", False, applied(), ()),
    ("PROF-18", True, applied(INTERVIEW, an_event(Stage.OFFER, "2026-10-10")), ()),
    ("PROF-18", False, applied(INTERVIEW, an_event(Stage.OFFER, "2026-10-10"), an_event(Stage.DECLINED, "2026-10-12")), ()),
    ("PROF-18", False, applied(INTERVIEW, an_event(Stage.OFFER, "2026-10-10"), an_event(Stage.ACCEPTED, "2026-10-12")), ()),
    ("PROF-18", False, applied(INTERVIEW, an_event(Stage.OFFER, "2026-10-20")), ()),
    ("TIP-04", True, {"news": (News(Prose("A grant."), date=day("2026-10-10"), reader=TED),)}, ()),
    ("TIP-04", False, {"news": (News(Prose("A grant."), date=day("2026-10-14"), reader=TED),)}, ()),
    ("REF-01", True, {"referrals": (lead(),)}, ()),
    ("REF-01", False, {"referrals": (lead(thanked=day("2026-10-09")),)}, ()),
    ("REF-01", False, {"referrals": (lead(),)}, (Told("ted alder", "*", "thanks", day("2026-10-09")),)),
    ("REF-02", True, {"referrals": (lead(),)}, ()),
    ("REF-02", False, {"referrals": (lead(),), "applications": LANDED}, ()),
    ("REF-02", False, {"referrals": (lead(acted=day("2026-10-09")),)}, ()),
    ("REF-03", True, {"referrals": (lead(result=Prose("We spoke."), result_on=day("2026-10-08")),)}, ()),
    ("REF-03", False, {"referrals": (lead(result=Prose("We spoke."), result_on=day("2026-10-13")),)}, ()),
    ("PROF-19", True, {}, told(brief="2026-10-08")),
    ("PROF-19", False, {}, told(brief="2026-10-09")),
    ("PROF-19", False, {}, told(brief="2026-09-23")),
    ("PROF-19", False, {}, (*told(brief="2026-10-01"), *told(update="2026-10-02"))),
    ("PROF-19", False, {"touchpoints": (a_word("2026-10-04"),)}, told(brief="2026-10-01")),
    ("PROF-19", False, {"touchpoints": (a_word("2026-10-04", direction=Direction.IN),)}, told(brief="2026-10-01")),
    ("PROF-19", False, {"contacts": (a_contact(updates=Updates.OFF),)}, told(brief="2026-10-01")),
    ("PROF-19", False, {"applications": LANDED}, told(brief="2026-10-01")),
    ("PROF-21", True, {"proof_points": (Prose("the yard walk"),)}, ()),
    ("PROF-21", True, {"contacts": (a_contact(how_we_met=Prose("LinkedIn")),)}, ()),
    ("PROF-21", False, {"proof_points": (Prose("The walk through the yard stays with me."),)}, ()),
    ("PROF-22", True, {"contacts": (a_contact(offered_help=an_offer()),)}, ()),
    ("PROF-22", False, {"contacts": (a_contact(),)}, ()),
    ("PROF-22", True, {"blurb": Prose("I have cut complaints by 40%.")}, ()),
    ("PROF-22", True, {"blurb": Prose("Nia makes food safe.")}, ()),
    ("PROF-22", False, {"blurb": Prose("Nia Pargeter has cut complaints by 40%.")}, ()),
    ("PROF-20", True, {"touchpoints": (a_word("2026-07-16", direction=Direction.IN),)}, told(update="2026-09-01")),
    ("PROF-20", False, {"touchpoints": (a_word("2026-07-17", direction=Direction.IN),)}, told(update="2026-09-01")),
    ("PROF-20", False, {"touchpoints": (a_word("2026-08-16"),)}, told(update="2026-07-01")),
    ("PROF-20", False, {"touchpoints": (a_word("2026-07-16"),)}, told(brief="2026-06-01")),
    ("PROF-20", True, {}, told(update="2026-07-16")),
    ("PROF-20", False, {}, told(update="2026-07-17")),
    ("REF-06", True, applied(referral_from=TED), ()),
    ("REF-06", False, {"referrals": (lead(company="Harbourside Bakers Ltd"),)} | applied(referral_from=TED), ()),
    ("REF-06", False, applied(), ()),
    ("STAY-04", True, {"target_companies": (a_company("Harbourside Bakers", status=CompanyStatus.DROPPED),)} | applied(INTERVIEW, an_event(Stage.REJECTED, "2026-10-10")), ()),
    ("STAY-04", False, {"target_companies": (a_company("Harbourside Bakers", status=CompanyStatus.TURNED_DOWN),)} | applied(INTERVIEW, an_event(Stage.REJECTED, "2026-10-10")), ()),
    ("LAND-03", True, {"search": Search(announce_after=day("2026-09-20"))} | applied(INTERVIEW, an_event(Stage.ACCEPTED, "2026-09-20")), BRIEFED),
    ("LAND-03", True, {"referrals": (lead(),), "contacts": (TED,)} | applied(INTERVIEW, an_event(Stage.ACCEPTED, "2026-09-20")), ()),
    ("LAND-03", False, {"referrals": (lead(),), "contacts": (a_contact(updates=Updates.OFF),)} | applied(INTERVIEW, an_event(Stage.ACCEPTED, "2026-09-20")), ()),
    ("LAND-03", False, {"search": Search(announce_after=day("2026-10-20"))} | applied(INTERVIEW, an_event(Stage.ACCEPTED, "2026-09-20")), BRIEFED),
)  # fmt: skip


@pytest.mark.parametrize(("rule", "objects", "profile", "told"), CASES)
def test_rule_objects_to_this_profile_and_not_to_the_next(
    rule: str, objects: bool, profile: dict[str, Any], told: tuple[Told, ...]
) -> None:
    problems = profile_findings(ProfileUnderReview(a_snapshot(a_profile(**profile), TODAY), History(told)))
    assert (rule in {problem.rule for problem in problems}) is objects, problems


def test_every_rule_over_profiles_has_a_case_that_triggers_it_and_one_that_does_not() -> None:
    over_profiles = set(ON_PROFILES)
    assert {rule for rule, objects, _, _ in CASES if objects} == over_profiles
    assert {rule for rule, objects, _, _ in CASES if not objects} == over_profiles


def test_a_lead_left_for_a_week_is_an_error_and_one_of_three_days_a_warning() -> None:
    week = a_profile(referrals=(lead(received=day("2026-10-07")),))
    days = a_profile(referrals=(lead(received=day("2026-10-12")),))
    severities = [
        [
            p.severity
            for p in profile_findings(ProfileUnderReview(a_snapshot(profile, TODAY), History()))
            if p.rule == "REF-02"
        ]
        for profile in (week, days)
    ]
    assert severities == [[Severity.ERROR], [Severity.WARNING]]


def test_what_reading_warned_of_comes_first_and_silenced_advice_not_at_all() -> None:
    warned = Problem("profile", Severity.WARNING, "A comment cut the line.", place=Place("p.yaml", 3, 1))
    profile = a_profile(linkedin=None, rules=Rules(ignore=("PROF-02", "PROF-15")))
    assert profile_findings(ProfileUnderReview(a_snapshot(profile, TODAY), History()), warnings=(warned,)) == (warned,)


def test_findings_point_at_the_record() -> None:
    at = Place("p.yaml", 12, 5, "contacts[0]")
    contact = a_contact(offered_help=an_offer("2026-10-02"), relationship=Relationship.COLLEAGUE, at=at)
    found = profile_findings(ProfileUnderReview(a_snapshot(a_profile(contacts=(contact,)), TODAY), History()))
    assert [problem for problem in found if problem.rule == "PROF-13"] == [
        Problem(
            "PROF-13",
            Severity.WARNING,
            "Ted Alder offered help 13 days ago and has no brief yet.",
            'Write it now: jobnet brief --to "Ted Alder"',
            at,
            "Ted Alder",
        )
    ]


def test_a_label_that_says_a_word_of_the_name_is_more_than_a_hint() -> None:
    severities = [
        problem.severity
        for text in ("a church hospital", "a clinic by the river", "a house of Saint Afra")
        for problem in profile_findings(
            ProfileUnderReview(a_snapshot(a_profile(**labelled(text=text)), TODAY), History())
        )
        if problem.rule == "PRIV-15"
    ]
    assert severities == [Severity.HINT, Severity.WARNING, Severity.WARNING]
