"""The talking points: a card to keep in mind (`docs/content.md` 2.8)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jobnet.documents.pitch import Pitch, pitch_for, say
from jobnet.errors import JobnetError
from jobnet.facts.history import History
from jobnet.facts.readers import reader_of
from jobnet.profile.model import CompanyStatus, Contact, Disclosure, Profile, Prose, Relationship, Tier, Title
from jobnet.rendering.rendering import render
from jobnet.review import ProfileUnderReview, letter_findings
from tests.builders import a_company, a_confidential_search, a_contact, a_profile, a_snapshot, day

TODAY = day("2026-11-20")
RICH = a_profile(
    target_companies=(
        a_company("Fennel & Rye"),
        a_company("Tamar Preserves", say_as="TAY-mar"),
        a_company("Harbourside Bakers (Holdings) Ltd", tier=Tier.A),
        a_company("Cœur & Fils, S.A.S."),
    ),
    target_fields=("food",),
    availability="from 1 December",
)
OUTSIDER = a_contact("Bea Li", in_field=False)
RECRUITER = a_contact("Kim Seo-yeon", relationship=Relationship.RECRUITER_AGENCY)
INSIDER = a_contact("Joe Park", company="Fennel and Rye Ltd")


def pitch(profile: Profile = RICH, contact: Contact | None = None, *, short: bool = False) -> Pitch:
    snapshot = a_snapshot(profile, TODAY)
    return pitch_for(snapshot, short=short, reader=reader_of(snapshot, contact) if contact else None)


def text(profile: Profile = RICH, contact: Contact | None = None, *, short: bool = False) -> str:
    return render(pitch(profile, contact, short=short)).flowing_text


def test_the_whole_card() -> None:
    assert (
        text()
        == """\
- Say: I make sure factory food is safe and tastes the same every day. I'm looking for a job as Quality Manager or \
Technical Manager in Bristol or Bath.
- Name: I'd love to get a foot in the door at Harbourside Bakers, Fennel & Rye or Tamar Preserves.
- Say it like this: Tamar Preserves: TAY-mar.
- Ask: Do you know anyone at any of those, in any job?
- If not: Who do you know who knows a lot of people in food?
- If yes: Get the name, and ask: "May I say you sent me?"
- With thirty seconds: I'm strongest in supplier audits, recall drills and allergen control. A name is enough: \
it's advice I'm after, not a job."""
    )


def test_the_short_card_is_a_breath_and_a_question() -> None:
    assert (
        text(short=True)
        == """\
- Say: I make sure factory food is safe and tastes the same every day. I'm looking for a job as Quality Manager or \
Technical Manager in Bristol or Bath.
- Name: I'd love to get a foot in the door at Harbourside Bakers, Fennel & Rye or Tamar Preserves.
- Say it like this: Tamar Preserves: TAY-mar.
- Ask: Do you know anyone at any of those, in any job?"""
    )


def test_somebody_outside_the_field_hears_plain_words_and_no_title() -> None:
    assert (
        text(contact=OUTSIDER)
        == """\
- Say: I make sure the food in the shops is safe to eat.
- Name: I'd love to get a foot in the door at Harbourside Bakers, Fennel & Rye or Tamar Preserves.
- Say it like this: Tamar Preserves: TAY-mar.
- Ask: Do you know anyone at any of those, in any job?
- If not: Who do you know who knows everybody around here?
- If yes: Get the name, and ask: "May I say you sent me?"
- With thirty seconds: A name is enough: it's advice I'm after, not a job."""
    )


def test_a_recruiter_hears_no_company_names() -> None:
    assert (
        text(contact=RECRUITER)
        == """\
- Say: I make sure factory food is safe and tastes the same every day. I'm looking for a job as Quality Manager or \
Technical Manager in Bristol or Bath.
- When I could start: from 1 December.
- Ask: What do you have, or expect, that fits?
- If nothing: Who else places people in jobs like that?
- Before it goes out: Which company is it? I'd like to know before my CV goes anywhere."""
    )


def test_in_confidence_no_company_is_named() -> None:
    card = text(replace(RICH, search=a_confidential_search("Corvane Foods")))
    assert card.startswith("- Only to people I trust.")
    assert "Who do you trust in food that I could write to?" in card
    assert not any(each.spoken in card for each in RICH.target_companies)


def test_an_insider_is_asked_about_their_own_company() -> None:
    card = text(contact=INSIDER)
    assert "- Ask: Who at Fennel & Rye would be good to talk to, in any job?" in card
    assert "foot in the door" not in card


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Harbourside Bakers (Holdings) Ltd", "Harbourside Bakers"),
        ("Cœur & Fils, S.A.S.", "Cœur & Fils"),
        ("Ångström Coatings GmbH & Co. KG", "Ångström Coatings"),
        ("Válvulas y Bombas, S.A. de C.V.", "Válvulas y Bombas"),
        ("Bosch", "Bosch"),
        ("AG", "AG"),
        ("[24]7.ai", "[24]7.ai"),
    ],
)
def test_a_name_is_said_without_its_legal_form(name: str, said: str) -> None:
    assert say(a_company(name)) == said


def test_three_names_are_said_those_wanted_most_first_and_more_if_the_user_likes() -> None:
    companies = tuple(a_company(f"Bakery {letter}", tier=Tier.A if letter == "G" else Tier.B) for letter in "ABCDEFG")
    profile = replace(RICH, target_companies=companies)
    assert pitch(profile).companies == ("Bakery G", "Bakery A", "Bakery B")
    five = replace(profile.rules, limits={**profile.rules.limits, "pitch_companies": 5})
    assert len(pitch(replace(profile, rules=five)).companies) == 5


def test_no_name_that_must_not_be_said_is_on_the_card() -> None:
    companies = (
        a_company("Secret Spoon", disclosure=Disclosure.PRIVATE),
        a_company("Trusted Tart", disclosure=Disclosure.TRUSTED),
        a_company("Dropped Dumpling", status=CompanyStatus.DROPPED),
        a_company("Fennel & Rye"),
        a_company("Turned Tart", status=CompanyStatus.TURNED_DOWN),
    )
    assert pitch(replace(RICH, target_companies=companies)).companies == ("Fennel & Rye", "Turned Tart")


@pytest.mark.parametrize("contact", [None, OUTSIDER, RECRUITER, INSIDER])
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"summary": Prose(" ".join(["word"] * 30) + ".")},
        {"target_titles": tuple(Title(f"Senior Regional Director of Quality {n}") for n in range(6))},
        {"target_companies": ()},
        {"target_companies": (a_company("Fennel & Rye"),)},
        {"summary": None, "plain_summary": None},
        {"expertise": (), "availability": None, "target_locations": (), "target_fields": ()},
        {"search": a_confidential_search()},
    ],
)
def test_the_card_stays_a_card(changes: dict[str, Any], contact: Contact | None) -> None:
    profile = replace(RICH, **changes)
    for short in (True, False):
        context = pitch(profile, contact, short=short)
        letter = render(context)
        assert letter.words <= 120
        assert len(letter.text.split("\n")) <= 16
        found = letter_findings(letter, context, ProfileUnderReview(a_snapshot(profile, TODAY), History()))
        assert [each.rule for each in found if each.rule.startswith(("TALK", "GEN-01", "GEN-03", "PRIV"))] == []


def test_a_profile_with_nothing_to_say_is_told_what_to_add() -> None:
    with pytest.raises(JobnetError, match="`summary`"):
        pitch(Profile(name="Nia Pargeter"))
