"""A page made stretch by stretch is the page made at once."""

from __future__ import annotations

from html import escape
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


IN_A_LIST = st.tuples(
    st.sampled_from(["- ", "- ", "-  ", "-      ", "- - ", "- # ", "- > ", "- 1. ", "-", "* ", "  - ", "--", ""]),
    st.lists(st.sampled_from((*WORDS, "-", "**a", "b**", "#")), max_size=3).map(" ".join),
).map("".join)


@given(st.sampled_from(["## a", "## a\\", "##", "## ", "##a", "a", "- a", "## a\nb"]), st.lists(IN_A_LIST, max_size=4))
@settings(max_examples=400)
@example("## a", ["- b", "- ", "- c"])
@example("## a", ["- b", "- - -", "- c"])
@example("## a", ["- b", "---"])
@example("## a\nb", ["- ", "- c"])
@example("## a", ["- b", "", "- c"])
def test_list_of_items_is_the_list_made_at_once(heading: str, lines: list[str]) -> None:
    markdown = "\n".join([heading, *lines])
    assert pages.body(markdown) == pages._made(markdown)


@given(st.text("ab1 -*+>#`~<>[]:()\\_!\n\t&;.=|\r"))
@settings(max_examples=400)
def test_page_of_anything_is_the_page_made_at_once(markdown: str) -> None:
    assert pages.body(markdown) == pages._made(markdown)


def test_letter_of_plain_paragraphs_is_cut_at_each_empty_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_made", str.upper)
    pages._alone.cache_clear()
    pages._item.cache_clear()
    try:
        assert pages.body("a\n\n## b\n- c\n- d\n\ne") == "A## B\n- C\n- DE"
    finally:
        pages._alone.cache_clear()
        pages._item.cache_clear()


def test_item_that_came_before_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    pages.body("## One\n- seen before\n- seen, too")
    monkeypatch.setattr(pages, "_made", "<h2>{}</h2>\n".format)
    assert pages.body("## Two\n- seen, too\n- seen before") == (
        "<h2>## Two</h2>\n<ul>\n<li>seen, too</li>\n<li>seen before</li>\n</ul>\n"
    )


@given(st.one_of(MARKDOWN, st.text("ab1 -*+#>`~<>[]:()\\_!\n\t&;.=|\r")), st.sampled_from(["a & b", "<i>", ".\nFrom"]))
def test_page_is_in_pieces_of_whole_lines(markdown: str, subject: str) -> None:
    before, *between, after = pages.page_pieces(subject, markdown, language="en-GB", direction="ltr")
    assert "".join(between) == pages._made(markdown)
    assert f"<title>{escape(subject)}</title>" in before
    assert all(piece.endswith("\n") for piece in (before, *between) if piece)
    assert after.startswith("</main>\n")
