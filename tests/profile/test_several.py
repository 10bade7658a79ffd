"""Names typed with commas in one text are asked about, never taken silently as one; and the keys new with letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobnet.profile.model import OfferInReturn, Profile, Prose, Relationship
from jobnet.profile.reading import read_profile
from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

    from jobnet.errors import Problem

SMALL = "name: Nia Pargeter\ntarget_titles: [Quality Manager]\ntarget_companies: [Fennel & Rye]\n"


def read(text: str) -> tuple[Profile, tuple[Problem, ...]]:
    return read_profile(text.encode(), file="profile.yaml")


@pytest.mark.parametrize(
    "line",
    [
        "target_titles: Quality Manager, Technical Manager",
        "target_companies: Fennel & Rye, Tamar Preserves",
        "target_fields: food, drink",
        "expertise: supplier audits, recall drills",
        "languages: English, Welsh",
        "contacts: [{name: Ted, knows: 'Fennel & Rye, Tamar Preserves'}]",
        "contacts: [{name: Ted, interests: 'bakery, dairy'}]",
        "contacts: [{name: Ted, groups: 'site, school'}]",
        "news: [{headline: A course begins., audience: 'bakery, dairy'}]",
        "offer_in_return: [{text: My checklist is yours., audience: 'bakery, dairy'}]",
    ],
)
def test_names_with_commas_in_one_text_are_asked_about_at_their_line(line: str) -> None:
    _, problems = read(f"name: Nia Pargeter\n{line}\n")
    (problem,) = problems
    assert problem.severity.name == "WARNING"
    assert problem.place
    assert problem.place.line == 2
    assert "is taken as one" in problem.message
    assert "If these are several, write `[" in problem.hint


@pytest.mark.parametrize(
    "line",
    [
        "target_companies: Visa, Inc.",
        "target_companies: ['Smith, Jones & Co', Bosch]",
        "target_titles: ['Manager, Quality']",
        "target_locations: Portland, Oregon",
        "address: 12 Hope Terrace, Bristol",
        "proof_points: I cut recalls, scrap and returns.",
    ],
)
def test_what_is_one_thing_with_a_comma_is_no_question(line: str) -> None:
    assert read(f"name: Nia Pargeter\n{line}\n")[1] == ()


def test_set_and_add_ask_too(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(f"{SMALL}contacts: [Ted Alder]\n", encoding="utf-8")

    changed = run("set", "contact", "Ted", "knows=Bar Sol, Tamar Preserves", cwd=tmp_path)
    added = run("add", "contact", "Bea Li", "--knows", "Bar Sol, Wye Cider", "--interest", "rye", cwd=tmp_path)

    assert (changed.code, added.code) == (0, 0)
    assert "write `[Bar Sol, Tamar Preserves]`" in changed.err
    assert "write `[Bar Sol, Wye Cider]`" in added.err


def test_an_offer_in_return_is_a_text_an_object_or_a_list_of_both() -> None:
    ted = read("name: Nia\ncontacts: [Ted Alder]\n")[0].contacts[0]
    for typed, offers in (
        ("My checklist is yours.", [OfferInReturn(Prose("My checklist is yours."))]),
        ("{text: Yours., audience: bakery}", [OfferInReturn(Prose("Yours."), ("bakery",))]),
        (
            "[Mine., {text: Ted's., for: Ted Alder}]",
            [OfferInReturn(Prose("Mine.")), OfferInReturn(Prose("Ted's."), reader=ted)],
        ),
    ):
        profile, problems = read(f"name: Nia\ncontacts: [Ted Alder]\noffer_in_return: {typed}\n")
        assert problems == ()
        assert [(each.text, each.audience, each.reader and each.reader.name) for each in profile.offer_in_return] == [
            (each.text, each.audience, each.reader and each.reader.name) for each in offers
        ]


def test_friend_and_recruiter_are_other_words() -> None:
    profile, problems = read(
        f"{SMALL}contacts:\n"
        "  - {name: A, relationship: friend}\n"
        "  - {name: B, relationship: recruiter}\n"
        "  - {name: C, relationship: Recruiter, company: Hays}\n"
        "  - {name: D, relationship: recruiter, company: Fennel and Rye Ltd}\n"
        "  - {name: E, relationship: recruiter, company: Bar Sol}\n"
        "applications: [{company: Bar Sol, position: Cook, applied: 2026-10-01}]\n"
    )
    assert problems == ()
    assert [each.relationship for each in profile.contacts] == [
        Relationship.CLOSE_FRIEND,
        Relationship.RECRUITER_AGENCY,
        Relationship.RECRUITER_AGENCY,
        Relationship.RECRUITER_INHOUSE,
        Relationship.RECRUITER_INHOUSE,
    ]


def test_pronouns_and_blurb_are_the_seekers_own() -> None:
    profile, _ = read("name: Nia\npronouns: she/her\nblurb: Nia makes factory food safe.\n")
    assert (profile.pronouns, profile.blurb) == ("she/her", Prose("Nia makes factory food safe."))
