"""A look that asks first whether there is anything to see sees what it would see anyway."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from jobnet.review import case, form, update, wording
from jobnet.review.case import unwrapped

SIGNS = (
    "I", "Ich", "J’ai", "Je", "Yo", "In", "XX", "TBD", "TODO", "[", "]", "{", "}", "<", ">", "(Company Name)", "None",
    "of", "null", "nan", "Lorem", "lorem", "and", "or", "including", "such as", "namely", ".", ",", ";", ":", "!", "?",
    "…", "(", ")", " ", "  ", "\n", "\n- ", "\n* ", "\n• ", "\n  ", "\n-", "NASA", "R&D", "B2", "SHOUTS", "ÄÖÜÀÞ",
    "ÀB", "Ā", "é", "“", "'", '"', "😀", "a@B.CD", "word", "b" * 60, "\t", "\u2028", "\ud800", "-", "*", "•", "12. ",
)  # fmt: skip
PARAGRAPH = st.lists(st.sampled_from(SIGNS) | st.text(max_size=3), max_size=12).map("".join)
IN_CAPITALS = re.compile(r"(?<![\w/@.-])[A-ZÀ-Þ]{5,}(?![\w@-])")
ABBREVIATION = re.compile(r"(?<![\w@/.-])[A-Z][A-Z0-9&]{1,5}(?![\w@/-])")


@given(PARAGRAPH)
@settings(max_examples=400)
@example("so including, and")
@example("(a) and; or.")
@example("one::")
@example("ÄÖÜÀÞ")
def test_looks_see_whatever_their_patterns_find(text: str) -> None:
    assert list(wording._placeholders(text)) == wording._PLACEHOLDER.findall(text)
    assert len(wording._seams_in(text)) == len(wording._SEAM.findall(text))
    assert list(form._in_capitals(text)) == IN_CAPITALS.findall(text)
    known = wording._KNOWN_TO_ALL
    assert list(wording._abbreviations(text)) == [each for each in ABBREVIATION.findall(text) if each not in known]


@given(PARAGRAPH)
@example("a; b.\n- c. D.")
def test_text_without_a_stop_has_no_sentence(text: str) -> None:
    sentences = [each for line in case.sentences_in(text, frozenset()) for each in line]
    running = [each for each in sentences if each.count(",") + each.count(";") < wording._LISTING_COMMAS]
    found = wording._running(text, frozenset())
    assert (found.sentences, found.words) == (len(running), sum(len(each.split()) for each in running))
    assert case.has_stop(text) == bool(re.search("[.!?…]", text))


@given(PARAGRAPH)
@example("- a\n- b\n\n- c\nd\n* e")
@example("- " + "a" * 70 + "\nbc\n- d")
@example("-\n- a")
@example("• a\n• b")
def test_lists_are_as_long_as_their_lines_are_many(text: str) -> None:
    lengths = [0]
    for line in unwrapped(text):
        if re.match(r"\s*[-*•]\s", line):
            lengths[-1] += 1
        else:
            lengths.append(0)
    assert update._lists([text]) == list(filter(None, lengths))
