"""Short cuts through the lines of a letter, held against what they stand for."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from jobnet.rendering.wrapping import count_words, tidy

LINES = st.lists(st.sampled_from(["", " ", "a", "- b", "1. c ", "12) d", "x ... y", "so!.", "no?. ", "\t", "\x0b"]))


@given(LINES.map("\n".join))
@example("a\n\n\n\n\nb")
def test_tidy_leaves_one_empty_line_where_there_were_several(typed: str) -> None:
    assert not re.search(r"\n{3}|[ \t]$", tidy(typed), re.MULTILINE)
    assert tidy(typed) == re.sub(r"\n{3,}", "\n\n", "\n".join(map(tidy, typed.split("\n")))).strip("\n")


WORDS = st.sampled_from(
    ["a", "-", "–", "&", "/", "1.", "12)", "1234.", "a-b", "https://x.org/a", "n@x.org", "٣.", " ", "  2. b"]
)


@given(st.lists(st.lists(WORDS).map(" ".join)).map("\n".join))
def test_words_are_counted_without_signs_addresses_and_numbers_of_lists(text: str) -> None:
    words = text.split()
    signs = sum(words.count(sign) for sign in ("-", "–", "—", "·", "•", "*", "&", "/"))
    numbers, addresses = re.findall(r"(?m)^ *\d{1,3}[.)] ", text), re.findall(r"(?:://|@)\S*", text)
    assert count_words(text, "", "") == len(words) - signs - len(numbers) - len(addresses)
