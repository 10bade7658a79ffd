"""What rules look at is worked out paragraph by paragraph, and kept: the whole text must read the same."""

from __future__ import annotations

import gc
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobnet.documents.update import update_for
from jobnet.facts.history import History
from jobnet.facts.items import Document
from jobnet.facts.readers import reader_of
from jobnet.facts.since import Window
from jobnet.rendering import render
from jobnet.review import letter_findings, names
from jobnet.review.case import ascii_words, by_paragraph, spaced, unwrapped
from tests.builders import a_contact, a_profile, a_snapshot
from tests.review.letters import TODAY, a_context, a_letter, found

LINE = st.sampled_from(
    ["", " ", "so " * 30, "- one", "  two words", "3. three", "a" * 70, "and so it goes on: " + "b" * 50, "x."]
)
TEXT = st.lists(LINE, max_size=12).map("\n".join)


def test_a_paragraph_that_comes_again_is_not_looked_at_again() -> None:
    looked_at = []

    @by_paragraph
    def capitals(paragraph: str) -> tuple[str, ...]:
        looked_at.append(paragraph)
        return tuple(re.findall("[A-Z]+", paragraph))

    assert capitals(["A b\nC", "d", "A b\nC"]) == ["A", "C", "A", "C"]
    assert capitals(["d", "E"]) == ["E"]
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


def test_a_letter_and_its_rules_leave_nothing_for_the_garbage_collector() -> None:
    """A circle of objects a letter: 5,000 letters take twice the memory, and a tenth of their time to find it."""
    profile = a_profile()
    reader = reader_of(a_snapshot(profile), profile.contacts[0])
    context = update_for(a_snapshot(profile, TODAY), reader, Window(None, TODAY), history=History())

    def judge() -> None:
        letter_findings(render(context), context, profile, history=History(), today=TODAY)

    judge()  # what is made once a run
    judge()
    gc.collect()
    gc.disable()
    try:
        judge()
        assert gc.collect() == 0
    finally:
        gc.enable()


@given(st.text() | st.text(st.sampled_from("aZ09 _'’-.\n\t\x1c\x7fé²")))
def test_the_words_of_an_ascii_text_are_those_that_the_pattern_finds(text: str) -> None:
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.replace("’", "'").casefold())
    assert spaced(text) == f" {' '.join(words)} "
    assert ascii_words(text) == (re.findall(r"[^\W_]+", text) if text.isascii() else None)


@given(TEXT)
def test_long_lines_are_those_of_the_text(text: str) -> None:
    context = a_context(Document.BRIEF, a_profile(), a_contact())
    objected = [each.message for each in found(context, a_letter(context, text)) if each.rule == "FMT-02"]
    long = [line for line in text.split("\n") if len(line) > 78 and max(map(len, line.split())) <= 39]
    assert objected == [f"A line has {len(line)} letters: “{line[:30]}…”." for line in long]


@given(st.lists(st.sampled_from((" ", "\n", "\n\n", "Dear Ted,", "Hello\nTed ", "To Ada")), max_size=6).map("".join))
def test_the_greeting_is_the_first_paragraph_that_says_something(text: str) -> None:
    context = a_context(Document.BRIEF, a_profile(), a_contact())
    line = " ".join(text.strip().partition("\n\n")[0].split())
    objected = [each for each in found(context, a_letter(context, text)) if each.rule == "NAME-01"]
    names_ted = re.fullmatch(r"(?:Dear|Hello) Ted,?", line)
    assert bool(objected) == (line.startswith(("Dear", "Hello")) and not names_ted)


PARTS = ("Amara", "Obi", "RN;", "RN", "PhD,", "R.", "ʼ", "²", "—", "4", "é")
NAME = st.lists(st.sampled_from(PARTS), max_size=3).map(" ".join)


@given(known_as=NAME, greeted=NAME | st.none())
@example(known_as="Amara RN", greeted=None)
@example(known_as="Amara RN;", greeted=None)
@example(known_as="ʼ", greeted=None)
def test_a_greeting_that_is_plainly_right_is_right_at_a_closer_look(known_as: str, greeted: str | None) -> None:
    context = a_context(Document.BRIEF, a_profile(), a_contact(known_as=known_as))
    letter = a_letter(context, f"Dear {known_as if greeted is None else greeted},\n\nHello.")
    objected = [each for each in found(context, letter) if each.rule == "NAME-01"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(names, "_is_plainly_greeted", lambda *_: False)
        assert objected == [each for each in found(context, letter) if each.rule == "NAME-01"]
