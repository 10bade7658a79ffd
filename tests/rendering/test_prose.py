"""The user's own sentences: inline Markdown, read once for both forms."""

from __future__ import annotations

import html
import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobnet.profile.model import Prose
from jobnet.rendering.letter import body
from jobnet.rendering.values import prose_forms
from tests.rendering.a_context import HERE, a_letter, a_sample, template
from tests.rendering.test_rendering import seen

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("prose", "text", "page"),
    [
        ("*so* **it** _is_", "so it is", "<em>so</em> <strong>it</strong> <em>is</em>"),
        ("2*3*4 snake_case_name", "2*3*4 snake_case_name", "2*3*4 snake_case_name"),
        ("[me](mailto:n@example.com)", "me (n@example.com)", '<a href="mailto:n@example.com">me</a>'),
        ("see https://example.com/x_y.", "see https://example.com/x_y.",
         'see <a href="https://example.com/x_y">https://example.com/x_y</a>.'),
        ("<b>x</b>", "<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
        ("# no heading", "# no heading", "# no heading"),
        ("![a](https://example.com/i.png)", "![a](https://example.com/i.png)",
         '![a](<a href="https://example.com/i.png">https://example.com/i.png</a>)'),
        ("[x](javascript:alert)", "[x](javascript:alert)", "[x](javascript:alert)"),
        ("one\ntwo", "one two", "one two"),
        (r"5 \* 3", "5 * 3", "5 * 3"),
        ("a **b *c* d** e", "a b c d e", "a <strong>b <em>c</em> d</strong> e"),
        ("a *b **c* d", "a b **c d", "a <em>b **c</em> d"),
        ("[a **b**](https://example.com/(c))", "a b (https://example.com/(c))",
         '<a href="https://example.com/(c)">a <strong>b</strong></a>'),
    ],
)  # fmt: skip
def test_prose_keeps_inline_markdown_only(tmp_path: Path, prose: str, text: str, page: str) -> None:
    letter = a_letter(a_sample(fact=Prose(prose)), template(tmp_path, "{{ fact }}"))
    assert letter.text == text
    assert body(letter.markdown) == f"<p>{page}</p>\n"


BARE = HERE / "prose.md.j2"


@example("`a`*:*")  # code is shown without its marks, so the star is inside a word
@example("`a`_b_")
@example("*:*`a`")
@example("Here it is!https://example.com")  # no picture
@example("`!`[x](https://example.com) and \\\\!<https://example.com>")
@example("`> x` said they")
@example("[https://example.com](https://example.com)")  # no link within a link
@example("[*see https://example.com/a*](https://example.com/b)")
@given(st.text("ab *_[]()<>`\\!&.https:/", max_size=40).map(lambda text: " ".join(text.split())).filter(bool))
def test_prose_reads_the_same_in_text_and_html(typed: str) -> None:
    forms = prose_forms(typed)
    page = body(a_letter(a_sample(fact=Prose(typed)), BARE).markdown)
    links = re.findall(r'<a href="([^"]*)">', page)
    text = forms.text
    for link in links:
        text = text.replace(f" ({html.unescape(link)})", "", 1)
    assert seen(page) == "So " + " ".join(text.split())
    assert all(link.startswith(("http://", "https://", "mailto:")) for link in links)
    assert "<img" not in page
    assert "raw HTML" not in page


MARKS = ("*a ",
         "*a* ", "*_", "**_*a", "[", "`", "[a", "<https://", "https://)", "*", "_a", "[a](https://x.org) ", "\\[",
         "***a**b*c ")  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
def test_a_book_of_marks_takes_no_longer_than_one_of_words(mark: str) -> None:
    started = time.process_time()
    prose_forms(mark * (120_000 // len(mark)))
    assert time.process_time() - started < 2  # half a second on a slow machine; it was 105
