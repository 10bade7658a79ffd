"""Lines of a letter, and its words counted, held against plain readings of the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobnet.rendering.layout import count_words

WORDS = st.sampled_from(
    ["a", "-", "–", "&", "/", "1.", "12)", "1234.", "a-b", "https://x.org/a", "n@x.org", "٣.", " ", "  2. b"]
)


@given(st.lists(st.lists(WORDS).map(" ".join)).map("\n".join))
def test_words_are_counted_without_signs_addresses_and_numbers_of_lists(text: str) -> None:
    words = text.split()
    signs = sum(words.count(sign) for sign in ("-", "–", "—", "·", "•", "*", "&", "/"))
    numbers, addresses = re.findall(r"(?m)^ *\d{1,3}[.)] ", text), re.findall(r"(?:://|@)\S*", text)
    assert count_words(text, "", ()) == len(words) - signs - len(numbers) - len(addresses)


@pytest.mark.parametrize(
    "text",
    [
        "Hi Ted,\n\nOne two.\n\nThank you,\nNia",
        "Hi Ted,\n\nOne two.\n\nNia",
        "One two.",
        "Hi Ted,\n\nOne two.\n\nNia\n0117",
    ],
)
def test_greeting_and_signature_are_not_counted(text: str) -> None:
    assert count_words(text, "Hi Ted,", ("Nia",)) == 2
