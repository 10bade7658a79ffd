"""What is seen in a list item by item is what is seen in it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobnet.delivery import message
from jobnet.pieces import items_in
from jobnet.profile.model import NOWHERE
from jobnet.rendering import wrapping
from jobnet.rules import case, catalogue, leaks, screen
from jobnet.rules.case import Phrases, sentences_in
from jobnet.rules.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

PHRASES = [phrase for rule in catalogue() if isinstance(rule.sign, Phrases) for phrase in rule.sign.phrases]
SIGNS = (
    "I", "!", "XX", "[", "]", "{", "}", "<", ">", "None", "of", "and", "and.", "including", "..", ",,", " ,", "(", ")",
    "NASA", "SHOUTS", "1/2/2026", "😀", "a@b.c", "https://example.com/a-b", "-", "–", "&", "&amp;", "", ".", "Said so.",
    "b" * 60, "é", "St.", "From ", "=", "Cedar", "Dairies", "one", "two",
)  # fmt: skip
WORDS = st.sampled_from(SIGNS) | st.sampled_from(sorted({word for phrase in PHRASES for word in phrase.split()}))
LINE = st.builds(
    lambda begins, words: begins + " ".join(words),
    st.sampled_from(["- ", "- ", "", "  ", "-", "-  ", "* ", "12. ", "<li>", " - "]),
    st.lists(WORDS | st.sampled_from(PHRASES), max_size=5),
)
PARAGRAPH = st.lists(LINE, max_size=6).map("\n".join)
CUTTING = (case, screen, leaks, wrapping, message)


def at_once(look: Callable[..., Any], *given: Any) -> Any:
    """What it sees in a paragraph that is not cut."""
    with pytest.MonkeyPatch.context() as patch:
        for module in CUTTING:
            patch.setattr(module, "items_in", lambda paragraph, _="": [paragraph])
        return item_by_item(look, *given)


def item_by_item(look: Callable[..., Any], *given: Any) -> Any:
    return getattr(look, "__wrapped__", look)(*given)  # what was kept is of no use


@given(PARAGRAPH, st.sampled_from(["- ", "<li>"]))
def test_items_are_the_paragraph(paragraph: str, mark: str) -> None:
    items = items_in(paragraph, mark)
    assert "\n".join(items) == paragraph
    assert all(item.startswith(mark) and f"\n{mark}" not in item for item in items[1:])


@given(PARAGRAPH)
@example("I\n- am.\n- I am; I, too.")
@example("a" * 70 + "\n- b. C.")
@example("a..\n-  b\n- c ,")
def test_looks_see_in_items_what_they_see_at_once(paragraph: str) -> None:
    looks: list[tuple[Any, ...]] = [(case.said_in,), (sentences_in, frozenset({("St.", "one")}))]
    for look, *more in [*looks, (wrapping._count,), (message.quoted_printable, ""), (message.quoted_printable, "\n")]:
        assert item_by_item(look, paragraph, *more) == at_once(look, paragraph, *more)


@given(PARAGRAPH)
@example("Let us touch\n- base")
@example("- so long, at the end\n- of my rope")
def test_items_show_every_sign_that_the_paragraph_shows(paragraph: str) -> None:
    before = Screen(catalogue())
    assert before._signs_in(paragraph) >= at_once(Screen(catalogue())._signs_in, paragraph)


NAMING = st.builds(
    lambda begins, words: begins + " ".join(words),
    st.sampled_from(["- ", "", "* ", " - "]),
    st.lists(st.sampled_from(["Cedar", "Dairies", "one", "two", "and", "-", "&amp;", "www.one.com/%74wo"]), max_size=4),
)
NAME = st.lists(st.sampled_from(["cedar", "dairies", "one", "two"]), min_size=1, max_size=3).map(tuple)


@given(st.lists(NAMING, max_size=4).map("\n".join), st.lists(NAME, max_size=4))
@example("Cedar\n- Dairies and one", [("cedar", "dairies"), ("dairies", "one")])
def test_items_have_every_name_that_stands_in_the_paragraph(paragraph: str, names: list[tuple[str, ...]]) -> None:
    index = leaks._index([leaks.Name(each, " ".join(each), leaks.What.NEWS, str(each), "", NOWHERE) for each in names])
    found, whole = index._names_in_text(paragraph), at_once(index._names_in_text, paragraph)
    form = leaks.Form("the text", paragraph)
    assert set(found) <= set(whole)
    assert {name for name in whole if any(form.spans(name.words, name.typed))} <= set(found)
