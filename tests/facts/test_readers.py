"""Who is reading, and how they are greeted: the ladder of `docs/content.md` 2.1, nothing guessed."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobnet.facts.people import people_of
from jobnet.facts.readers import (
    Greeting,
    Reader,
    ReaderKind,
    Rung,
    general_reader,
    is_interested_in,
    panel_reader,
    reader_of,
    without_credentials,
)
from jobnet.profile.model import CompanyStatus, Disclosure, Locale, Relationship, Stage, Tie
from tests.builders import EN_GB, a_company, a_contact, a_person, a_profile, a_snapshot, an_application, an_event

if TYPE_CHECKING:
    from jobnet.profile.model import Application, Company


def greeting(name: str = "Ruth Abernathy", locale: Locale | None = None, **changes: object) -> Greeting:
    return reader_of(a_snapshot(a_profile()), a_contact(name, **changes), locale=locale).greeting


def test_a_typed_salutation_wins_over_everything() -> None:
    said = greeting(salutation="Sehr geehrte Frau Dr. Weiß", known_as="Ruth", honorific="Dr.", family="Weiß")
    assert said == Greeting(Rung.TYPED, "Sehr geehrte Frau Dr. Weiß")


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        (Locale("de", "AT"), Greeting(Rung.TYPED, "Liebe Ruth")),
        (Locale("en", "GB"), Greeting(Rung.TYPED, "Hello Ruth")),
        (Locale("en", "US"), Greeting(Rung.TYPED, "Hi Ruth")),
        (Locale("fr", "FR"), Greeting(Rung.FULL_NAME, "Ruth Abernathy")),
    ],
)
def test_a_map_of_salutations_is_read_by_locale_then_language(locale: Locale, expected: Greeting) -> None:
    typed = MappingProxyType({"de": "Liebe Ruth", "en": "Hi Ruth", "en-GB": "Hello Ruth"})
    assert greeting(salutations=typed, locale=locale) == expected


def test_first_name_terms_win_over_an_honorific() -> None:
    assert greeting(known_as="Ruth", honorific="Ms", family="Abernathy") == Greeting(Rung.KNOWN_AS, "Ruth")


def test_an_honorific_needs_a_family_name_as_given() -> None:
    said = greeting(honorific="Ing.", family="Muñoz Íñiguez")
    assert said == Greeting(Rung.HONORIFIC, "Ing. Muñoz Íñiguez", "Ing.", "Muñoz Íñiguez")
    assert greeting(honorific="Dr") == Greeting(Rung.FULL_NAME, "Ruth Abernathy")
    assert greeting(family="Abernathy") == Greeting(Rung.FULL_NAME, "Ruth Abernathy")


@pytest.mark.parametrize(
    "name",
    [
        "Kim Seo-yeon", "Nagy Péter", "Nguyễn Thị Minh Khai", "The Anh Nguyen", "María José García Márquez",
        "Björk Guðmundsdóttir", "Suharto", "R. Kavitha", "Ludwig von der Heide", "Omar al-Farsi", "Sinéad O'Neill",
        "Anil D'Souza", "Sam Reyes Jr.", "Martin Luther King, Jr.", "William Gates III", "JEAN-PAUL DUPONT", "Yo-Yo MA",
        "Li Ba", "Anna-Lena Weiß",
    ],
)  # fmt: skip
def test_without_parts_the_full_name_is_said_as_typed(name: str) -> None:
    assert greeting(name) == Greeting(Rung.FULL_NAME, name)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ana Ruiz, RN", "Ana Ruiz"),
        ("Ana Ruiz, RN, MSN", "Ana Ruiz"),
        ("Ana Ruiz, Ph.D.", "Ana Ruiz"),
        ("Ana Ruiz PhD", "Ana Ruiz"),
        ("Ana Ruiz RN MSN", "Ana Ruiz"),
        ("Sam Reyes, Jr., Esq.", "Sam Reyes, Jr."),
    ],
)
def test_credentials_never_stand_in_a_greeting(name: str, said: str) -> None:
    reader = reader_of(a_snapshot(a_profile()), a_contact(name))
    assert (reader.greeting, reader.name) == (Greeting(Rung.FULL_NAME, said), name)


@given(st.lists(st.sampled_from(["Ana", "Ruiz", "RN", "PhD", ",", "", " "]), max_size=3).map(" ".join))
@example("Ana Ruiz")
def test_a_name_of_two_words_loses_nothing_but_what_stands_behind_a_comma(name: str) -> None:
    if "," not in name and name.strip().count(" ") <= 1:
        assert without_credentials(name) == name.strip()


def test_a_role_in_place_of_a_name_is_greeted_as_a_role() -> None:
    assert greeting("The Placement Officer") == Greeting(Rung.ROLE, "Placement Officer")
    typed = greeting("The Placement Officer", salutation="Dear Placement Officer")
    assert typed == Greeting(Rung.TYPED, "Dear Placement Officer")


@pytest.mark.parametrize(
    ("relationship", "changes", "kind"),
    [
        (Relationship.CLOSE_FRIEND, {}, ReaderKind.CLOSE_FRIEND),
        (Relationship.FAMILY, {}, ReaderKind.CLOSE_FRIEND),
        (Relationship.COLLEAGUE, {}, ReaderKind.STANDARD),
        (Relationship.FORMER_MANAGER, {}, ReaderKind.STANDARD),
        (Relationship.MENTOR, {}, ReaderKind.STANDARD),
        (Relationship.OTHER, {}, ReaderKind.STANDARD),
        (Relationship.ACQUAINTANCE, {}, ReaderKind.ACQUAINTANCE),
        (Relationship.COLLEAGUE, {"tie": Tie.DORMANT}, ReaderKind.ACQUAINTANCE),
        (Relationship.OTHER, {"tie": Tie.WEAK}, ReaderKind.ACQUAINTANCE),
        (Relationship.ALUMNI, {"tie": Tie.WEAK}, ReaderKind.ALUMNI),
        (Relationship.RECRUITER_AGENCY, {}, ReaderKind.RECRUITER_AGENCY),
        (Relationship.RECRUITER_INHOUSE, {"company": "Fennel and Rye Ltd"}, ReaderKind.RECRUITER_INHOUSE),
        (Relationship.HIRING_MANAGER, {"company": "Fennel & Rye"}, ReaderKind.HIRING_MANAGER),
        (Relationship.INTERVIEWER, {}, ReaderKind.INTERVIEWER),
        (Relationship.CLOSE_FRIEND, {"company": "FENNEL AND RYE"}, ReaderKind.INSIDER),
        (Relationship.COLLEAGUE, {"company": "Quayside Dairy Ltd"}, ReaderKind.INSIDER),
        (Relationship.COLLEAGUE, {"company": "Fennel"}, ReaderKind.STANDARD),
        (Relationship.COLLEAGUE, {"company": "Old Mill"}, ReaderKind.STANDARD),
    ],
)
def test_each_contact_has_its_row(relationship: Relationship, changes: dict[str, object], kind: ReaderKind) -> None:
    profile = a_profile(
        target_companies=(a_company("Fennel & Rye"), a_company("Old Mill", status=CompanyStatus.DROPPED)),
        applications=(an_application("Quayside Dairy"),),
    )
    assert reader_of(a_snapshot(profile), a_contact("Bea Li", relationship=relationship, **changes)).kind is kind


def test_an_insider_keeps_the_row_of_the_relationship() -> None:
    friend = a_contact("Bea Li", relationship=Relationship.CLOSE_FRIEND, company="Fennel & Rye")
    assert reader_of(a_snapshot(a_profile()), friend).row is ReaderKind.CLOSE_FRIEND


def test_a_contact_who_decides_about_an_application_is_no_ordinary_reader() -> None:
    ruth, luis, pat = (a_contact(name) for name in ("Ruth Abernathy", "Luis Ruiz", "Pat Doyle"))
    interview = an_event(Stage.INTERVIEW, "2026-10-06", people=(a_person("Luis Ruiz", contact=luis),))
    application = an_application(
        hiring_manager=a_person(contact=ruth), recruiter=a_person("Pat Doyle", contact=pat), events=(interview,)
    )
    profile = a_profile(contacts=(ruth, luis, pat), applications=(application,))
    assert [reader_of(a_snapshot(profile), each).kind for each in (ruth, luis, pat)] == [
        ReaderKind.HIRING_MANAGER,
        ReaderKind.INTERVIEWER,
        ReaderKind.RECRUITER_INHOUSE,
    ]


def test_a_reader_is_what_the_contact_says() -> None:
    contact = a_contact(trust=Disclosure.TRUSTED, in_field=False, locale=Locale("en", "DE"))
    assert reader_of(a_snapshot(a_profile(contacts=(contact,))), contact) == Reader(
        name="Ted Alder",
        kind=ReaderKind.STANDARD,
        greeting=Greeting(Rung.KNOWN_AS, "Ted", is_known=True),
        locale=Locale("en", "DE"),
        ceiling=Disclosure.TRUSTED,
        email="ted@example.com",
        key="ted alder",
        contact=contact,
        in_field=False,
        first_names=True,
        familiar=True,
    )


@pytest.mark.parametrize(
    ("known_as", "address_as", "expected"),
    [("Ted", None, True), (None, None, False), ("Ted", False, False), (None, True, True)],
)
def test_first_name_terms_take_the_familiar_form_unless_the_contact_says_otherwise(
    known_as: str | None, address_as: bool | None, expected: bool
) -> None:
    contact = a_contact(known_as=known_as, address_as=address_as)
    assert reader_of(a_snapshot(a_profile(contacts=(contact,))), contact).familiar is expected


@pytest.mark.parametrize(("honorific", "expected"), [("Frau", False), (None, True)])
def test_a_friend_who_is_greeted_by_title_is_not_addressed_in_the_familiar_form(
    honorific: str | None, expected: bool
) -> None:
    friend = a_contact(
        known_as=None,
        relationship=Relationship.CLOSE_FRIEND,
        honorific=honorific,
        family="Maurer" if honorific else None,
    )
    assert reader_of(a_snapshot(a_profile(contacts=(friend,))), friend).familiar is expected


def test_a_person_of_an_application_is_the_contact_with_what_the_application_adds() -> None:
    contact = a_contact("Ruth Abernathy", email="ruth@example.com", trust=Disclosure.TRUSTED)
    person = a_person(honorific="Ms", family="Abernathy", email="r.abernathy@example.org", contact=contact)
    profile = a_profile(contacts=(contact,), applications=(an_application(hiring_manager=person),))
    reader = reader_of(a_snapshot(profile), person)
    assert (reader.greeting.text, reader.email, reader.key, reader.contact, reader.ceiling) == (
        "Ms Abernathy",
        "r.abernathy@example.org",
        "ruth abernathy",
        contact,
        Disclosure.TRUSTED,
    )


def test_a_person_who_is_no_contact_is_told_what_the_network_may_know() -> None:
    person = a_person("Luis Ruiz", honorific="Mr", family="Ruiz")
    reader = reader_of(a_snapshot(a_profile()), person)
    assert (reader.kind, reader.ceiling, reader.key, reader.greeting.text) == (
        ReaderKind.INTERVIEWER,
        Disclosure.NETWORK,
        "luis ruiz",
        "Mr Ruiz",
    )


def test_of_two_who_share_an_address_neither_is_told_more_than_both_may_know() -> None:
    ted, eva = a_contact(trust=Disclosure.TRUSTED), a_contact("Eva Alder", email="Ted@example.com")
    snapshot = a_snapshot(a_profile(contacts=(ted, eva)))
    assert [reader_of(snapshot, each).ceiling for each in (ted, eva)] == [Disclosure.NETWORK] * 2


def test_nobody_in_particular_has_no_greeting() -> None:
    assert general_reader(a_profile()) == Reader("", ReaderKind.GENERAL, Greeting(Rung.NONE), EN_GB)
    assert panel_reader(a_profile()).greeting == Greeting(Rung.ROLE, "members of the selection panel")


def test_private_reaches_nobody() -> None:
    reader = replace(general_reader(a_profile()), ceiling=Disclosure.PRIVATE)
    assert [reader.may_know(level) for level in Disclosure] == [True, True, True, False]


def test_one_person_named_twice_is_one_with_all_that_is_said() -> None:
    application = an_application(
        hiring_manager=a_person(email="ruth@example.com"),
        events=(an_event(Stage.INTERVIEW, "2026-10-06", people=(a_person(honorific="Ms", family="Abernathy"),)),),
    )
    assert people_of(application) == (a_person(honorific="Ms", family="Abernathy", email="ruth@example.com"),)


COMPANIES = st.sampled_from(["Corvane", "Corvane Ltd", "Tamar", "Quayside"])
TARGETS = st.builds(
    a_company, COMPANIES, aliases=st.lists(COMPANIES, max_size=2).map(tuple), status=st.sampled_from(CompanyStatus)
)


@given(st.lists(TARGETS, max_size=3), st.lists(COMPANIES.map(an_application), max_size=2), COMPANIES)
def test_a_company_is_of_interest_as_a_target_or_for_an_application(
    targets: list[Company], applications: list[Application], company: str
) -> None:
    profile = a_profile(target_companies=tuple(targets), applications=tuple(applications))
    target = profile.target(company)
    is_wanted = target is not None and target.status not in {CompanyStatus.PAUSED, CompanyStatus.DROPPED}
    assert is_interested_in(profile, company) == (is_wanted or any(profile.applications_at(company)))


def test_whoever_is_addressed_as_du_is_not_greeted_by_title() -> None:
    contact = a_contact("Anke Vogt", honorific="Frau", family="Vogt", address_as=True)
    reader = reader_of(a_snapshot(a_profile(contacts=(contact,))), contact)
    assert reader.greeting == Greeting(Rung.KNOWN_AS, "Anke Vogt")
    assert reader.first_names
