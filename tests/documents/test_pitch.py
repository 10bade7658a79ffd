"""The talking points: a card to keep in mind (`docs/content.md` 2.8)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jobnet.documents.pitch import Audience, Pitch, Spoken, pitch_for, say
from jobnet.errors import JobnetError
from jobnet.facts.history import History
from jobnet.facts.readers import reader_of
from jobnet.profile.model import CompanyStatus, Contact, Disclosure, Profile, Prose, Relationship, Tier, Title
from jobnet.rendering.rendering import render
from jobnet.review import letter_findings
from tests.builders import a_company, a_confidential_search, a_contact, a_profile, a_snapshot, day

TODAY = day("2026-11-20")
COMPANIES = (
    a_company("Fennel & Rye"),
    a_company("Tamar Preserves", say_as="TAY-mar"),
    a_company("Harbourside Bakers (Holdings) Ltd", tier=Tier.A),
    a_company("Cœur & Fils, S.A.S."),
)
RICH = a_profile(
    target_companies=COMPANIES,
    proof_points=(Prose("Recalls fell from five a year to none in two years."),),
    target_fields=("food",),
    work_mode="Bristol, or partly remote",
    availability="from 1 December",
)
OUTSIDER = a_contact("Bea Li", in_field=False, knows=("Tamar Preserves",))
RECRUITER = a_contact("Kim Seo-yeon", relationship=Relationship.RECRUITER_AGENCY)
INSIDER = a_contact("Joe Park", company="Fennel and Rye Ltd")


def pitch(profile: Profile = RICH, contact: Contact | None = None, *, short: bool = False) -> Pitch:
    reader = reader_of(a_snapshot(profile), contact) if contact else None
    return pitch_for(profile, today=TODAY, short=short, reader=reader)


def test_the_whole_card() -> None:
    assert (
        render(pitch()).text
        == """\
- Say: I make sure factory food is safe and tastes the same every day. I
  am looking for a role as Quality Manager or Technical Manager.
- Name: Harbourside Bakers, Fennel & Rye, Tamar Preserves (say TAY-mar),
  Cœur & Fils
- Ask: Do you happen to know anyone at any of those, in any job?
- If not: Who do you know who knows a lot of people in food?
- If yes: get the name and the best way to reach them, and ask whether
  you may say who sent you.
- Half a minute? Add: My strengths are supplier audits and recall
  drills. Recalls fell from five a year to none in two years. Bristol,
  or partly remote. Available from 1 December."""
    )


def test_the_short_card_is_the_breath_the_names_and_the_question() -> None:
    assert (
        render(pitch(short=True)).text
        == """\
- Say: I make sure factory food is safe and tastes the same every day. I
  am looking for a role as Quality Manager or Technical Manager.
- Name: Harbourside Bakers, Fennel & Rye, Tamar Preserves (say TAY-mar),
  Cœur & Fils
- Ask: Do you happen to know anyone at any of those, in any job?"""
    )


def test_somebody_outside_the_field_hears_companies_first_in_plain_words() -> None:
    assert (
        render(pitch(contact=OUTSIDER)).text
        == """\
- Name: Tamar Preserves (say TAY-mar), Harbourside Bakers, Fennel & Rye,
  Cœur & Fils
- Say: I make sure the food in the shops is safe to eat. I am looking
  for a role as Quality Manager (keeps food safe) or Technical Manager.
- Ask: Who do you know at Tamar Preserves, in any job?
- If not: Who do you know who knows a lot of people?
- If yes: get the name and the best way to reach them, and ask whether
  you may say who sent you.
- Half a minute? Add: Bristol, or partly remote. Available from 1
  December."""
    )


def test_an_agency_hears_no_company_names() -> None:
    assert (
        render(pitch(contact=RECRUITER)).text
        == """\
- Say: I make sure factory food is safe and tastes the same every day. I
  am looking for a role as Quality Manager or Technical Manager.
- Ask: Which of your clients hire people like me?
- If yes: hear the client's name before your CV goes anywhere, and write
  it down.
- Half a minute? Add: My strengths are supplier audits and recall
  drills. Bristol, or partly remote. Available from 1 December."""
    )


def test_a_name_with_a_comma_does_not_look_like_two() -> None:
    profile = replace(RICH, target_companies=(a_company("Smith, Jones & Søn"), a_company("Bosch")))
    assert "- Name: Smith, Jones & Søn; Bosch\n" in render(pitch(profile)).text


def test_an_insider_is_asked_about_their_own_company() -> None:
    context = pitch(contact=INSIDER)
    assert (context.insider_at, context.companies[0]) == ("Fennel & Rye", Spoken("Fennel & Rye"))
    assert "- Ask: Who at Fennel & Rye could I talk to, in any team?" in render(context).text


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
    assert say(name) == said


def test_at_most_five_names_those_wanted_most_first() -> None:
    companies = tuple(a_company(f"Bakery {letter}", tier=Tier.A if letter == "G" else Tier.B) for letter in "ABCDEFG")
    names = [each.name for each in pitch(replace(RICH, target_companies=companies)).companies]
    assert names == ["Bakery G", "Bakery A", "Bakery B", "Bakery C", "Bakery D"]


def test_no_name_that_must_not_be_said_is_on_the_card() -> None:
    companies = (
        a_company("Fennel & Rye"),
        a_company("Secret Spoon", disclosure=Disclosure.PRIVATE),
        a_company("Trusted Tart", disclosure=Disclosure.TRUSTED),
        a_company("Dropped Dumpling", status=CompanyStatus.DROPPED),
        a_company("Corvane Foods"),
        a_company("Turned Tart", status=CompanyStatus.TURNED_DOWN),
    )
    profile = replace(RICH, target_companies=companies, search=a_confidential_search("Corvane Foods"))
    assert [each.name for each in pitch(profile).companies] == ["Fennel & Rye", "Turned Tart"]


@pytest.mark.parametrize("contact", [None, OUTSIDER, RECRUITER, INSIDER])
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"summary": Prose(" ".join(["word"] * 30) + ".")},
        {"summary": Prose(" ".join(["word"] * 60) + "."), "plain_summary": None},
        {"target_titles": tuple(Title(f"Senior Regional Director of Quality {n}") for n in range(6))},
        {"proof_points": (Prose(" ".join(["proof"] * 40) + "."),)},
        {"target_companies": ()},
        {"expertise": (), "proof_points": (), "work_mode": None, "availability": None, "target_locations": ()},
    ],
)
def test_the_card_stays_a_card(changes: dict[str, Any], contact: Contact | None) -> None:
    profile = replace(RICH, **changes)
    for short in (True, False):
        context = pitch(profile, contact, short=short)
        letter = render(context)
        breath = next(line for line in letter.markdown.split("\n") if line.startswith("- Say:"))
        assert len(breath.split()) <= 36  # the bullet is none of them
        assert letter.words <= 120
        assert len(letter.text.split("\n")) <= 14
        found = letter_findings(letter, context, profile, history=History(), today=TODAY)
        assert [each.rule for each in found if each.rule.startswith(("TALK", "GEN-01", "GEN-03", "PRIV"))] == []


def test_half_a_minute_is_seventy_five_words() -> None:
    letter = render(pitch())
    lines = {line[2:].partition(":")[0]: line.partition(":")[2] for line in letter.markdown.split("\n")}
    spoken = (lines["Say"], lines["Name"], lines["Ask"], lines["Half a minute? Add"])
    assert 60 <= sum(len(each.split()) for each in spoken) <= 77


def test_a_profile_with_nothing_to_say_is_told_what_to_add() -> None:
    with pytest.raises(JobnetError, match="`summary`"):
        pitch_for(Profile(name="Nia Pargeter"), today=TODAY)


def test_the_audience_follows_the_listener() -> None:
    found = [pitch(contact=each).audience for each in (None, OUTSIDER, RECRUITER, INSIDER)]
    assert found == [Audience.IN_FIELD, Audience.OUTSIDER, Audience.RECRUITER, Audience.IN_FIELD]
