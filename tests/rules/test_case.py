"""What rules look at is worked out paragraph by paragraph, and kept: the whole text must read the same."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from jobnet.rules.case import by_paragraph, unwrapped

LINE = st.sampled_from(["", " ", "- one", "  two words", "3. three", "a" * 70, "and so it goes on: " + "b" * 50, "x."])
TEXT = st.lists(LINE, max_size=12).map("\n".join)


def test_a_paragraph_that_comes_again_is_not_looked_at_again() -> None:
    looked_at = []

    @by_paragraph
    def capitals(paragraph: str) -> tuple[str, ...]:
        looked_at.append(paragraph)
        return tuple(re.findall("[A-Z]+", paragraph))

    assert capitals("A b\nC\n\nd\n\nA b\nC") == ["A", "C", "A", "C"]
    assert capitals("d\n\nE") == ["E"]
    assert looked_at == ["A b\nC", "d", "E"]


@given(TEXT)
def test_undoing_the_wrapping_of_each_paragraph_undoes_that_of_the_text(text: str) -> None:
    lines: list[str] = []
    last = ""
    for line in text.split("\n"):
        words = line.split(maxsplit=1)
        is_item = re.match(r"\s*(?:[-*•]|\d\d?[.)])\s+\S", line)
        if words and last and len(last) + 1 + len(words[0]) > 72 and not is_item:
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
        last = line
    assert unwrapped(text) == tuple(lines)
