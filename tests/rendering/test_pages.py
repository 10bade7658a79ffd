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


IN_ONE_LINE = st.sampled_from([
    *WORDS, *BEGINNINGS, "Dear", "Zoë", "Ελένη", "李", "14", "²", "1.", "1)", ",", ".", " ", "  ", "    ", "'", "’",
    '"', "&", "&amp;", "&copy", "#", "=", "https://example.com", "www.example.com", "a@example.com", "\\", "\u3000",
    "\u00a0", "\u0301", "\u2028", "\x0b", "\x0c", "\x1c", "\x85", "\ufeff", "\0", "_", "~", ":", ";", "-", "+", "|",
    "!", "\n", "\r",
])  # fmt: skip


@given(st.lists(IN_ONE_LINE | st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6).map("".join))
@settings(max_examples=400)
@example("Dear Carl Holm 14,")
@example("a    b ")
@example("a. ")
@example("1. a")
@example("²")
@example(",a")
def test_one_line_of_words_is_what_it_would_be_made_of(line: str) -> None:
    assert pages.body(line) == pages._made(line)
    assert not pages._PLAIN.fullmatch(line) or pages._made(line) == f"<p>{line}</p>\n"


def test_greeting_is_not_made_by_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(pages, "_made")
    assert pages.body("Dear Dr. Zoë Holm 14,") == "<p>Dear Dr. Zoë Holm 14,</p>\n"
    assert (
        pages.body("## So it is\n- Won: two (of 3)!") == "<h2>So it is</h2>\n<ul>\n<li>Won: two (of 3)!</li>\n</ul>\n"
    )


@given(st.lists(st.lists(IN_ONE_LINE, max_size=4).map("".join), min_size=1, max_size=4))
@settings(max_examples=400)
@example(["So #", "one"])
@example(["So ", "one "])
def test_list_of_plain_items_is_what_it_would_be_made_of(lines: list[str]) -> None:
    heading, *items = lines
    markdown = "\n- ".join([f"## {heading}", *items])
    assert pages.body(markdown) == pages._made(markdown)


def test_letter_of_plain_paragraphs_is_cut_at_each_empty_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_made", str.upper)
    pages._alone.cache_clear()
    pages._item.cache_clear()
    try:
        assert pages.body("a_\n\n## b_\n- c_\n- d_\n\ne_") == "A_## B_\n- C_\n- D_E_"
    finally:
        pages._alone.cache_clear()
        pages._item.cache_clear()


def test_item_that_came_before_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    pages.body("## One\n- _seen_ before\n- _seen_, too")
    monkeypatch.setattr(pages, "_made", "<h2>{}</h2>\n".format)
    assert pages.body("## *Two*\n- _seen_, too\n- _seen_ before") == (
        "<h2>## *Two*</h2>\n<ul>\n<li><em>seen</em>, too</li>\n<li><em>seen</em> before</li>\n</ul>\n"
    )


@given(st.one_of(MARKDOWN, st.text("ab1 -*+#>`~<>[]:()\\_!\n\t&;.=|\r")), st.sampled_from(["a & b", "<i>", ".\nFrom"]))
def test_page_is_in_pieces_of_whole_lines(markdown: str, subject: str) -> None:
    before, *between, after = pages.page_pieces(subject, markdown, language="en-GB", direction="ltr")
    assert "".join(between) == pages._made(markdown)
    assert f"<title>{escape(subject)}</title>" in before
    assert all(piece.endswith("\n") for piece in (before, *between) if piece)
    assert after.startswith("</main>\n")
