"""A page made stretch by stretch is the page made at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from jobnet.rendering import pages

if TYPE_CHECKING:
    import pytest

BEGINNINGS = (
    "",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2) ",
    "> ",
    "## ",
    "   ",
    "    ",
    "\t",
    "  - ",
    "<!-- ",
    "```",
    "~~~",
    "\ufeff",
    "***",
)
WORDS = (
    "Dear Ted,", "one", "[a](https://example.com/x)", "[x]", "[x]: https://example.com/y", "![i](u)", "*so*", "`c`",
    "**", "`", "<div>", "-->", "</div>", "\\<b\\>", "---", "===", "| a | b |", "&amp;", "a\\", "[j](javascript:x)",
)  # fmt: skip
LINE = st.tuples(st.sampled_from(BEGINNINGS), st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)).map("".join)
MARKDOWN = st.lists(st.lists(LINE, min_size=1, max_size=3).map("\n".join), max_size=6).map("\n\n".join)


@given(MARKDOWN)
@settings(max_examples=400)
@example("- a\n\n- b")
@example("- a\n\n   b")
@example("    a\n\n    b")
@example("[x] there\n\n[x]: https://example.com")
@example("<!-- a\n\nb -->")
@example("```\na\n\nb\n```")
@example("- a\n\n\nb\n\n")
@example("1. a\n\n2. b\n\nc")
@example("a\n\n\ufeffb")
@example("<pre>\n\n*a*\n\n</pre>")
@example("\0\n\na")
@example("> a\n\n> b\n\nc")
def test_page_of_stretches_is_the_page_made_at_once(markdown: str) -> None:
    assert pages.body(markdown) == pages._made(markdown)


@given(st.text("ab1 -*+>#`~<>[]:()\\_!\n\t&;.=|\r"))
@settings(max_examples=400)
def test_page_of_anything_is_the_page_made_at_once(markdown: str) -> None:
    assert pages.body(markdown) == pages._made(markdown)


def test_letter_of_plain_paragraphs_is_cut_at_each_empty_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_made", str.upper)
    pages._alone.cache_clear()
    try:
        assert pages.body("a\n\n## b\n- c\n- d\n\ne") == "A## B\n- C\n- DE"
    finally:
        pages._alone.cache_clear()
