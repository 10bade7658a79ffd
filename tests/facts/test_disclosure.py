"""What each reader may know: levels, labels, the current employer, insiders."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from jobnet.facts.applications import Applications
from jobnet.facts.disclosure import (
    Shown,
    application_shown,
    companies_shown,
    insider_company,
)
from jobnet.facts.employer import employer_reason, may_hear_from
from jobnet.facts.readers import Reader, general_reader, reader_of
from jobnet.profile.model import (
    Application,
    CompanyStatus,
    Disclosure,
    Profile,
    PublicLabel,
    Referral,
    Relationship,
    Search,
    Stage,
    Tier,
)
from tests.builders import (
    a_company,
    a_confidential_search,
    a_contact,
    a_person,
    a_profile,
    a_snapshot,
    an_application,
    an_event,
    day,
)

TODAY = dt.date(2026, 10, 15)


def names(profile: Profile, reader: Reader) -> list[str]:
    return [company.name for company in companies_shown(profile, reader)]


@pytest.mark.parametrize(
    ("changes", "may"),
    [
        ({"company": "Corvane Foods"}, False),
        ({"company": "CORVANE FOODS Ltd."}, False),
        ({"company": "Corvane Foods Logistics"}, False),
        ({"company": "Corvane Group"}, False),
        ({"company": "Nordhavn Mejeri ApS"}, False),
        ({"company": "Corvane Street Dental"}, False),
        ({"company": "Fennel & Rye"}, True),
        ({"title": "Buyer at Corvane"}, False),
        ({"title": "Buyer"}, True),
        ({"post": ("Corvane Foods Ltd", "1 Quay Street")}, False),
        ({"post": ("12 Hill Road", "Bristol")}, True),
        ({"email": "bo@corvane.example.com"}, False),
        ({"email": "bo@Mail.Corvane.Example.Com"}, False),
        ({"email": "bo@mycorvane.example.com"}, False),
        ({"email": "bo@corvane-foods.co.uk"}, False),
        ({"email": "bo@nordhavnmejeri.example.net"}, False),
        ({"email": "bo@corvanestreet.example.net"}, False),
        ({"email": "bo@kestrel.example.net"}, True),
        ({"email": "bo@bücher.example.com"}, False),
        ({"email": "bo@xn--bcher-kva.example.com"}, False),
        ({}, True),
    ],
)
def test_nobody_at_the_current_employer_hears_of_a_confidential_search(changes: dict[str, str], may: bool) -> None:
    search = a_confidential_search(
        aliases=("Corvane", "Nordhavn Mejeri"), email_domains=("@corvane.example.com", "bücher.example.com")
    )
    profile = a_profile(search=search)
    assert may_hear_from(a_snapshot(profile), a_contact("Bo Lund", **changes)) is may


def test_the_reason_says_what_ties_them_to_the_employer() -> None:
    profile = a_profile(search=a_confidential_search(email_domains=("corvane.example.com",)))
    person = a_person("Bo Lund", email="bo@uk.corvane.example.com")
    assert (
        employer_reason(a_snapshot(profile), reader_of(a_snapshot(profile), person))
        == "has an address at uk.corvane.example.com"
    )
    assert employer_reason(a_snapshot(profile), a_contact("Bo", company="Corvane Foods")) == "works at Corvane Foods"


def test_an_open_search_may_be_heard_of_anywhere() -> None:
    search = replace(a_confidential_search(), confidential=False)
    assert may_hear_from(a_snapshot(a_profile(search=search)), a_contact("Bo Lund", company="Corvane Foods"))


def shown(application: Application, trust: Disclosure = Disclosure.NETWORK, **changes: object) -> Shown | None:
    profile = a_profile(**({"applications": (application,)} | changes))
    return application_shown(profile, application, reader_of(a_snapshot(profile), a_contact(trust=trust)), today=TODAY)


@pytest.mark.parametrize(
    ("level", "of_company", "trust", "visible"),
    [
        (Disclosure.NETWORK, Disclosure.NETWORK, Disclosure.NETWORK, True),
        (Disclosure.NETWORK, Disclosure.NETWORK, Disclosure.PUBLIC, False),
        (Disclosure.TRUSTED, Disclosure.NETWORK, Disclosure.NETWORK, False),
        (Disclosure.PUBLIC, Disclosure.TRUSTED, Disclosure.NETWORK, False),
        (Disclosure.TRUSTED, Disclosure.NETWORK, Disclosure.TRUSTED, True),
        (Disclosure.PRIVATE, Disclosure.NETWORK, Disclosure.TRUSTED, False),
        (Disclosure.NETWORK, Disclosure.PRIVATE, Disclosure.TRUSTED, False),
    ],
)
def test_an_application_is_named_at_the_stricter_level_of_itself_and_its_company(
    level: Disclosure, of_company: Disclosure, trust: Disclosure, visible: bool
) -> None:
    targets = (a_company("Harbourside Bakers", short_name="Harbourside", disclosure=of_company),)
    application = an_application(disclosure=level)
    expected = Shown("Harbourside", "Technical Manager") if visible else None
    assert shown(application, trust, target_companies=targets) == expected


@pytest.mark.parametrize(
    ("of_label", "trust", "label"),
    [
        (Disclosure.PUBLIC, Disclosure.PUBLIC, "a regional bakery"),
        (Disclosure.NETWORK, Disclosure.PUBLIC, None),
        (Disclosure.PRIVATE, Disclosure.TRUSTED, None),
    ],
)
def test_a_held_back_application_is_shown_by_its_label_at_the_labels_level(
    of_label: Disclosure, trust: Disclosure, label: str | None
) -> None:
    application = an_application(disclosure=Disclosure.PRIVATE, public_label=PublicLabel("a regional bakery", of_label))
    assert shown(application, trust) == (Shown(label=label) if label else None)


def test_readers_know_what_they_take_part_in() -> None:
    ted = a_contact()
    luis = a_contact("Luis Ruiz")
    interview = an_event(Stage.INTERVIEW, "2026-10-06", people=(a_person("Luis Ruiz", contact=luis),))
    application = an_application(disclosure=Disclosure.PRIVATE, events=(interview,))
    own = Shown("Harbourside Bakers", "Technical Manager", own=True)
    cases = (
        (a_contact("Bea Li", company="HARBOURSIDE BAKERS LTD"), application, ()),
        (luis, application, ()),
        (ted, replace(application, referral_from=ted), ()),
        (ted, replace(application, agency=ted), ()),
        (ted, application, (Referral(ted, company="Harbourside Bakers"),)),
    )
    for contact, case, referrals in cases:
        profile = a_profile(contacts=(contact,), applications=(case,), referrals=referrals)
        seen = application_shown(profile, case, reader_of(a_snapshot(profile), contact), today=TODAY)
        assert seen == own


def test_a_referral_to_another_post_is_no_part_in_this_one() -> None:
    ted = a_contact()
    referrals = (Referral(ted, company="Harbourside Bakers", position="Line Leader"),)
    assert shown(an_application(disclosure=Disclosure.PRIVATE), referrals=referrals, contacts=(ted,)) is None


def test_an_open_offer_is_never_shown() -> None:
    final = an_event(Stage.FINAL, "2026-10-06")
    application = an_application(events=(final, an_event(Stage.OFFER, "2026-10-12")))
    snapshot = a_snapshot(a_profile(applications=(application,)), TODAY)
    (seen,) = Applications(snapshot, TODAY).seen_by(reader_of(snapshot, a_contact(trust=Disclosure.TRUSTED)))
    assert seen.past == (final,)


def test_a_post_won_is_private_until_it_may_be_announced() -> None:
    final, accepted = an_event(Stage.FINAL, "2026-10-01"), an_event(Stage.ACCEPTED, "2026-10-12")
    application = an_application(events=(final, accepted))
    assert shown(application) is None
    assert shown(application, search=Search(announce_after=day("2026-10-16"))) is None
    assert shown(application, search=Search(announce_after=day("2026-10-15"))) is not None


def test_companies_are_those_of_the_reader_then_tier_a_then_as_in_the_file() -> None:
    targets = (
        a_company("Beta"),
        a_company("Alfa", tier=Tier.A),
        a_company("Delta", status=CompanyStatus.TURNED_DOWN),
        a_company("Gamma"),
        a_company("Omega", aliases=("Omega Works",)),
    )
    reader = reader_of(
        a_snapshot(a_profile(target_companies=targets)), a_contact(company="Omega Works", knows=("GAMMA Inc.",))
    )
    assert names(a_profile(target_companies=targets), reader) == ["Omega", "Gamma", "Alfa", "Beta", "Delta"]


def test_companies_given_up_held_back_or_worked_for_are_not_listed() -> None:
    profile = a_profile(
        target_companies=(
            a_company("Alfa"),
            a_company("Paused", status=CompanyStatus.PAUSED),
            a_company("Dropped", status=CompanyStatus.DROPPED),
            a_company("Secret", disclosure=Disclosure.TRUSTED),
            a_company("Corvane Foods Ltd"),
            a_company("Soured"),
        ),
        applications=(an_application("Soured", wanted=False),),
        search=a_confidential_search(),
    )
    assert names(profile, general_reader(profile)) == ["Alfa"]
    assert names(profile, reader_of(a_snapshot(profile), a_contact(trust=Disclosure.TRUSTED))) == ["Alfa", "Secret"]


@pytest.mark.parametrize(
    "relationship", [Relationship.HIRING_MANAGER, Relationship.INTERVIEWER, Relationship.RECRUITER_INHOUSE]
)
def test_those_who_hire_see_their_own_company_only(relationship: Relationship) -> None:
    profile = a_profile()
    ruth = a_contact("Ruth Abernathy", relationship=relationship, company="Harbourside Bakers")
    assert names(profile, reader_of(a_snapshot(profile), ruth)) == ["Harbourside Bakers"]
    assert names(profile, reader_of(a_snapshot(profile), replace(ruth, company="Elsewhere"))) == []


def test_an_insider_works_at_a_target_or_where_the_seeker_applied() -> None:
    person = a_person("Luis Ruiz")
    profile = a_profile(
        target_companies=(
            a_company("Fennel & Rye", short_name="Fennel"),
            a_company("Old", status=CompanyStatus.DROPPED),
        ),
        applications=(an_application("Quayside Dairy", hiring_manager=person),),
    )
    companies = ("Fennel and Rye Ltd", "Quayside Dairy GmbH", "Old", "Elsewhere", None)
    found = [
        insider_company(profile, reader_of(a_snapshot(profile), a_contact("Bea Li", company=each)))
        for each in companies
    ]
    assert found == ["Fennel", "Quayside Dairy", None, None, None]
    assert insider_company(profile, reader_of(a_snapshot(profile), person)) == "Quayside Dairy"
    assert insider_company(profile, general_reader(profile)) is None
