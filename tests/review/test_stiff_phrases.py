"""Stiff phrases never come back: `stiff_phrases.txt` against every template, every whole letter, and letters of any search."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from jobnet.rendering.templates import templates_folder
from tests.review.letters import every_letter
from tests.strategies import profiles

if TYPE_CHECKING:
    from jobnet.profile.model import Profile

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PHRASES = [
    line for line in (HERE / "stiff_phrases.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")
]
TEMPLATES = sorted((templates_folder() / "en").glob("*.j2"))


def stiff(text: str) -> list[str]:
    """The phrases of the list that stand in a text, as whole words."""
    flat = " ".join(text.casefold().replace("’", "'").split())
    return [phrase for phrase in PHRASES if re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", flat)]


def test_the_list_sees_what_it_is_for() -> None:
    assert stiff("If this is more than you want to read, say so,\nand I will stop.") == [
        "and i will stop", "more than you want to read",
    ]  # fmt: skip


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_is_stiff(path: Path) -> None:
    assert stiff(path.read_text("utf-8")) == []


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(profile=profiles())
def test_no_letter_of_any_search_is_stiff_in_our_own_words(profile: Profile) -> None:
    for _, letter in every_letter(profile):
        assert stiff(letter.own_words) == [], letter.text
