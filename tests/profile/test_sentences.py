"""A few words are no sentence: what letters print as it stands has a beginning and an end."""

from __future__ import annotations

import pytest

from jobnet.profile.vocabulary import is_sentence


@pytest.mark.parametrize(
    "text",
    [
        "The walk through the yard stays with me.",
        "Karen knew every dock worker by name",
        "So does the rule.",
        "“More lemon” was right.",
        "3 of you asked it.",
        "iPads hang at every bed, and they are used.",
        "*Everyone* said hello first!",
        "工場の見学が心に残っています。",
    ],
)
def test_this_is_a_sentence(text: str) -> None:
    assert is_sentence(text)


@pytest.mark.parametrize(
    "text", ["the yard walk", "The yard walk", "expansion", "LinkedIn", "Ania's cousin", "", "Great team!", "(a)"]
)
def test_this_is_none(text: str) -> None:
    assert not is_sentence(text)
