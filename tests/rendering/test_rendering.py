"""A context becomes a letter: one wording, in every form."""

from __future__ import annotations

import datetime as dt
import html
import os
import re
import subprocess
import sys
from hashlib import blake2b
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobnet.errors import Exit, JobnetError
from jobnet.facts.history import History, Told
from jobnet.facts.items import Document
from jobnet.facts.readers import Greeting, Rung
from jobnet.frozen import dataclass
from jobnet.profile.model import Application, Company, Contact, Disclosure, Event, Locale, Profile, Prose, Stage, Url
from jobnet.rendering import keep_compiled_in, render, rendering, templates
from jobnet.rendering.formats import FORMATS
from jobnet.rendering.plain import as_plain
from jobnet.rendering.rendering import variants
from jobnet.rendering.wrapping import count_words, tidy, wrap
from tests.rendering.a_context import TODAY, a_letter, a_reader, a_sample, template

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
Subject: Two names, Nia

Dear Ted,

I saw three plants and wrote a note (https://example.com/a_b?x=1&y=2) on
each. Since 15 October I have written to Fennel & Rye and [24]7.ai, and
I would do you the same favour at any time.

Where:
- Fennel & Rye
- [24]7.ai

My CV: https://example.com/nia/cv_2026

With thanks,
Nia
"""
MARKDOWN = """\
Subject: Two names, Nia

Dear Ted,

I saw *three* plants and wrote [a note](https://example.com/a_b?x=1&y=2) on each. Since 15 October I have written to \
Fennel & Rye and \\[24\\]7.ai, and I would do you the same favour at any time.

Where:
- Fennel & Rye
- \\[24\\]7.ai

[My CV](https://example.com/nia/cv_2026)

With thanks,
Nia
"""
BODY = """\
<p>Dear Ted,</p>
<p>I saw <em>three</em> plants and wrote <a href="https://example.com/a_b?x=1&amp;y=2">a note</a> on each. \
Since 15 October I have written to Fennel &amp; Rye and [24]7.ai, and I would do you the same favour at any time.</p>
<p>Where:</p>
<ul>
<li>Fennel &amp; Rye</li>
<li>[24]7.ai</li>
</ul>
<p><a href="https://example.com/nia/cv_2026">My CV</a></p>
<p>With thanks,<br />
Nia</p>
"""


class _Words(HTMLParser):
    """What a reader of the page sees."""

    def __init__(self) -> None:
        super().__init__()
        self.said = ""

    def handle_data(self, data: str) -> None:
        self.said += data


def seen(page: str) -> str:
    words = _Words()
    words.feed(page.partition("<main>")[2].partition("</main>")[0])
    return " ".join(words.said.split())


def test_one_wording_makes_text_markdown_and_html() -> None:
    letter = a_letter()
    text, markdown, page = (FORMATS[form](letter) for form in ("text", "md", "html"))
    assert text == TEXT
    assert markdown == MARKDOWN
    assert page.partition("<main>\n")[2].partition("</main>")[0] == BODY


def test_page_stands_on_its_own() -> None:
    page = a_letter().html
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB" dir="ltr">')
    assert "<title>Two names, Nia</title>" in page
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
    assert re.findall(r"<(?:img|script|link|iframe)\b|\bsrc=|@import|url\(", page) == []


def test_letter_carries_what_its_context_does() -> None:
    letter = a_letter()
    assert (letter.document, letter.today, letter.language, letter.built_in) == (Document.UPDATE, TODAY, "en-GB", False)
    assert letter.words == 38  # "&" and bullets are no words, "[24]7.ai" is one


def test_own_words_are_what_the_template_says_and_nothing_of_the_profile() -> None:
    assert " ".join(a_letter().own_words.split()) == (
        "Subject: names, Since I have written to , and I would do you the same favour at any time. "
        "Where: - - My CV: With thanks,"
    )


def test_same_context_makes_the_same_bytes() -> None:
    assert [form(a_letter()) for form in FORMATS.values()] == [form(a_letter()) for form in FORMATS.values()]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("{{ 7*7 }} {% raw %}", "{{ 7*7 }} {% raw %}"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ('" onload="x', '" onload="x'),
        ("*Star* & Sons_Ltd_", "*Star* & Sons_Ltd_"),
        ("&copy; &#65; &amp;", "&copy; &#65; &amp;"),
        ("1. FC Union", "1. FC Union"),
        ("- dash", "- dash"),
        ("# one", "# one"),
        ("> more", "> more"),
        ("===", "==="),
        ("[x](javascript:y)", "[x](javascript:y)"),
        ("a\\", "a\\"),
        ("`tick` ~~no~~", "`tick` ~~no~~"),
        ("+ plus", "+ plus"),
        ("***", "***"),
        ("|a|b|", "|a|b|"),
    ],
)
def test_literal_text_comes_out_as_typed_in_text_and_html(tmp_path: Path, typed: str, text: str) -> None:
    letter = a_letter(a_sample(companies=(Company(typed),)), template(tmp_path, "{{ companies[0].name }}"))
    assert (letter.text, seen(letter.html)) == (text, text)


LITERAL = (
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"], exclude_characters="\u00a0"), min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@given(LITERAL)
def test_any_literal_text_is_seen_in_html_as_typed(typed: str) -> None:
    from jobnet.rendering.pages import body  # noqa: PLC0415
    from jobnet.rendering.prose import as_markdown  # noqa: PLC0415

    for around in ("{}", "- {}", "Where\n{}", "so: {}, then"):
        words = _Words()
        words.feed(body(around.format(as_markdown(typed))))
        expected = around.format(typed).removeprefix("- ")
        assert " ".join(words.said.split()) == " ".join(expected.split())


@example("`a`*:*")  # code is shown without its marks, so the star is inside a word
@example("`a`_b_")
@example("*:*`a`")
@example("Here it is!https://example.com")  # no picture
@example("`!`[x](https://example.com) and \\\\!<https://example.com>")
@example("` > x` said they")
@example("[https://example.com](https://example.com)")  # no link within a link
@example("[*see https://example.com/a*](https://example.com/b)")
@given(st.text("ab *_[]()<>`\\!&.https:/", max_size=40).map(lambda text: " ".join(text.split())).filter(bool))
def test_prose_reads_the_same_in_text_and_html(typed: str) -> None:
    from jobnet.rendering.pages import body  # noqa: PLC0415
    from jobnet.rendering.prose import prose_as_markdown, prose_as_text  # noqa: PLC0415

    page = body(prose_as_markdown(typed))
    links = re.findall(r'<a href="([^"]*)">', page)
    words = _Words()
    words.feed(page)
    text = prose_as_text(typed)
    for link in links:
        text = text.replace(f" ({html.unescape(link)})", "", 1)
    assert " ".join(words.said.split()) == " ".join(text.split())
    assert all(link.startswith(("http://", "https://", "mailto:")) for link in links)
    assert "<img" not in page
    assert "raw HTML" not in page


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
        ("[a **b**](https://example.com/(c))", "a b (https://example.com/(c))",
         '<a href="https://example.com/(c)">a <strong>b</strong></a>'),
    ],
)  # fmt: skip
def test_prose_keeps_inline_markdown_only(tmp_path: Path, prose: str, text: str, page: str) -> None:
    letter = a_letter(a_sample(fact=Prose(prose)), template(tmp_path, "{{ fact }}"))
    assert letter.text == text
    assert letter.html.partition("<p>")[2].partition("</p>")[0] == page


def test_macros_and_joined_words_are_escaped_once(tmp_path: Path) -> None:
    own = template(
        tmp_path,
        "{% macro name(c) %}<{{ c.name }}>{% endmacro %}{% set both %}{{ name(companies[1]) }}{% endset %}"
        "{{ both }} {{ name(companies[1]) ~ '_' ~ fact }} {{ companies | map(attribute='name') | join('*') }}",
    )
    letter = a_letter(a_sample(fact=Prose("*so*"), companies=(Company("a_b"), Company("c_d"))), own)
    assert letter.text == "<c_d> <c_d>_so a_b*c_d"
    assert letter.markdown == r"<c\_d> <c\_d>\_*so* a\_b\*c\_d"


def test_a_heading_is_a_plain_line_in_text_and_a_heading_in_html(tmp_path: Path) -> None:
    made = a_letter(template=template(tmp_path, '{{ ("From [24]7 " ~ (today | day)) | heading }}\n- one\n'))
    assert (made.text, made.markdown) == ("From [24]7 15 October\n- one", "## From \\[24\\]7 15 October\n- one")
    assert "<h2>From [24]7 15 October</h2>\n<ul>" in made.html


def test_urls_lead_to_the_web_or_to_mail_only(tmp_path: Path) -> None:
    own = template(tmp_path, "{{ cv | link('CV') }} [x](javascript:y) ![i](https://example.com/i)")
    letter = a_letter(a_sample(cv=Url("javascript:alert(1)")), own)
    assert letter.html.partition("<p>")[2].partition("</p>")[0] == 'CV: javascript:alert(1) <a href="#">x</a> i'


def test_url_reads_back_whole_whatever_is_in_it(tmp_path: Path) -> None:
    url = "https://example.com/a_(b)?q=1&copy;=2&x=<y>\\z*"
    letter = a_letter(a_sample(cv=Url(url)), template(tmp_path, "{{ cv | link('CV') }}"))
    assert letter.text == f"CV: {url}"
    assert html.unescape(letter.html.partition('href="')[2].partition('"')[0]) == (
        "https://example.com/a_(b)?q=1&copy;=2&x=%3Cy%3E%5Cz*"
    )


def test_lines_wrap_at_72_items_hang_and_urls_stay_whole(tmp_path: Path) -> None:
    url = "https://example.com/" + "a-b/" * 30
    own = template(tmp_path, f"{'word ' * 30}\n- {'item ' * 20}\n12. {'item ' * 20}\nSee {url} there\n{url}\nNia\nnia")
    lines = a_letter(template=own).text.split("\n")
    assert lines == [
        "word word word word word word word word word word word word word word",
        "word word word word word word word word word word word word word word",
        "word word",
        "- item item item item item item item item item item item item item item",
        "  item item item item item item",
        "12. item item item item item item item item item item item item item",
        "    item item item item item item item",
        "See",
        url,
        "there",
        url,
        "Nia",
        "nia",
    ]


# Local habits.


@pytest.mark.parametrize(
    ("country", "greeting", "line"),
    [
        ("US", Greeting(Rung.HONORIFIC, honorific="Ms", family="Tran"), "Dear Ms. Tran,"),
        ("GB", Greeting(Rung.HONORIFIC, honorific="Ms.", family="Tran"), "Dear Ms Tran,"),
        ("IN", Greeting(Rung.HONORIFIC, honorific="Dr.", family="Rao"), "Dear Dr Rao,"),
        ("DE", Greeting(Rung.HONORIFIC, honorific="Prof Dr", family="Weiß"), "Dear Prof. Dr. Weiß,"),
        ("DE", Greeting(Rung.HONORIFIC, honorific="Frau", family="Weiß"), "Dear Frau Weiß,"),
        ("MX", Greeting(Rung.HONORIFIC, honorific="Ing.", family="Muñoz Íñiguez"), "Dear Ing. Muñoz Íñiguez,"),
        ("FR", Greeting(Rung.HONORIFIC, honorific="Mx.", family="Roy"), "Dear Mx Roy,"),
        ("GB", Greeting(Rung.KNOWN_AS, "Ted"), "Dear Ted,"),
        ("GB", Greeting(Rung.FULL_NAME, "Sam Reyes Jr."), "Dear Sam Reyes Jr.,"),
        ("GB", Greeting(Rung.ROLE, "Hiring Manager"), "Dear Hiring Manager,"),
        ("GB", Greeting(Rung.ROLE, "the members of the selection panel"), "Dear members of the selection panel,"),
        ("GB", Greeting(Rung.TYPED, "Sehr geehrte Frau Dr. Weiß"), "Sehr geehrte Frau Dr. Weiß,"),
        ("GB", Greeting(Rung.TYPED, "Hello Ted!"), "Hello Ted!"),
        ("GB", Greeting(Rung.TYPED, "Dear Ms. Tran:"), "Dear Ms. Tran:"),
        ("GB", Greeting(Rung.TYPED, "Dear Sam Jr."), "Dear Sam Jr.,"),
        ("GB", Greeting(Rung.NONE), ""),
    ],
)
def test_greeting_follows_the_ladder_and_the_country(
    tmp_path: Path, country: str, greeting: Greeting, line: str
) -> None:
    reader = a_reader(country=country, greeting=greeting)
    assert a_letter(a_sample(reader), template(tmp_path, "{{ greeting }}|")).text == f"{line}|"


@pytest.mark.parametrize(
    ("country", "document", "changes", "line"),
    [
        ("GB", Document.BRIEF, {}, "With thanks,"),
        ("GB", Document.RUNNERUP, {"first_names": False}, "Yours sincerely,"),
        ("IN", Document.RUNNERUP, {"first_names": False, "greeting": Greeting(Rung.ROLE, "x")}, "Yours faithfully,"),
        ("US", Document.RUNNERUP, {"first_names": False}, "Sincerely,"),
        ("DE", Document.RUNNERUP, {"first_names": False}, "With kind regards,"),
        ("FR", Document.TOUCH, {"first_names": False}, "With kind regards,"),
        ("GB", Document.TIP, {}, "All the best,"),
        ("GB", Document.RUNNERUP, {}, "With best wishes,"),
        ("GB", Document.PITCH, {}, ""),
    ],
)
def test_closing_follows_document_country_and_formality(
    tmp_path: Path, country: str, document: Document, changes: dict[str, Any], line: str
) -> None:
    sample = a_sample(a_reader(country=country, **changes), document=document)
    assert a_letter(sample, template(tmp_path, "{{ closing }}|")).text == f"{line}|"


@pytest.mark.parametrize(
    ("country", "line"),
    [
        ("US", "October 15, October 15, 2026, October, October 15, 2024: a, b, and c; résumé, favor"),
        ("GB", "15 October, 15 October 2026, October, 15 October 2024: a, b and c; CV, favour"),
        ("IN", "15 October, 15 October 2026, October, 15 October 2024: a, b and c; CV, favour"),
        ("DE", "15 October, 15 October 2026, October, 15 October 2024: a, b and c; CV, favour"),
        ("FR", "15 October, 15 October 2026, October, 15 October 2024: a, b and c; CV, favour"),
        ("MX", "15 October, 15 October 2026, October, 15 October 2024: a, b, and c; CV, favor"),
        ("KE", "15 October, 15 October 2026, October, 15 October 2024: a, b and c; CV, favour"),
    ],
)
def test_dates_lists_and_spelling_follow_the_country(tmp_path: Path, country: str, line: str) -> None:
    own = template(
        tmp_path,
        "{{ today | day }}, {{ today | long_day }}, {{ today | month }}, {{ today.replace(year=2024) | day }}: "
        "{{ ['a', 'b', 'c'] | listing }}; {{ words.resume }}, {{ words.favour }}",
    )
    assert a_letter(a_sample(a_reader(country=country)), own).text.replace("\n", " ") == line


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("['a'] | listing", "a"),
        ("[] | listing", ""),
        ("['a', 'b'] | listing('or')", "a or b"),
        ("['Marks and Spencer', 'Boots'] | listing", "Marks and Spencer, and Boots"),
        ("['Ely, Cambs', 'Bath', 'Wells'] | listing", "Ely, Cambs; Bath; and Wells"),
        ("[0, 1, 12, 13, 1200] | map('number') | join(' ')", "no one twelve 13 1,200"),
        ("'It works' | sentence", "It works."),
        ("'It works.' | sentence", "It works."),
        ("'Does it?' | sentence", "Does it?"),
        ("'He said “yes.”' | sentence", "He said “yes.”"),
        ("'It works.' | clause", "It works"),
        ("'At Foo Ltd.' | clause", "At Foo Ltd."),
        ("'and so on...' | clause", "and so on..."),
        ("'two names' | capital", "Two names"),
    ],
)
def test_filters_of_the_vocabulary(tmp_path: Path, expression: str, said: str) -> None:
    assert a_letter(template=template(tmp_path, f"{{{{ {expression} }}}}|")).text == f"{said}|"


# Variants.


def test_variant_never_repeats_from_one_letter_to_the_next() -> None:
    contact = Contact("Ted Alder")
    reader = a_reader(contact=contact)
    days = [TODAY + dt.timedelta(days=28 * n) for n in range(30)]
    history = History(tuple(Told(contact.key, f"news-{day}", "update", day) for day in days))
    for n in (2, 3, 5):
        chosen = [variants(reader, Document.UPDATE, day, history)("opening", n) for day in days]
        assert all(one != other for one, other in pairwise(chosen))
        assert set(chosen) == set(range(n))
    assert variants(reader, Document.UPDATE, TODAY, history)("opening", 1) == 0


def test_variant_differs_between_readers_and_is_the_same_tomorrow_for_the_same_letter() -> None:
    chosen = [variants(a_reader(f"Reader {n}"), Document.UPDATE, TODAY)("opening", 3) for n in range(60)]
    assert chosen[:12] == [variants(a_reader(f"Reader {n}"), Document.UPDATE, TODAY)("opening", 3) for n in range(12)]
    assert min(chosen.count(n) for n in range(3)) > 10


def test_choices_already_made_do_not_change_when_a_later_letter_is_recorded() -> None:
    contact = Contact("Ted Alder")
    later = TODAY + dt.timedelta(days=28)
    history = History((Told(contact.key, "x", "update", later),))
    reader = a_reader(contact=contact)
    without = variants(reader, Document.UPDATE, TODAY)("opening", 3)
    assert variants(reader, Document.UPDATE, TODAY, history)("opening", 3) == without


@given(names=st.lists(st.sampled_from(["opening", "offer", "\u00fc"]), min_size=1), seen=st.integers(0, 3))
def test_a_variant_is_the_hash_of_reader_document_day_and_name(names: list[str], seen: int) -> None:
    contact = Contact("Ted Alder")
    days = [TODAY - dt.timedelta(days=28 * n) for n in range(seen, -1, -1)]
    history = History(tuple(Told(contact.key, f"news-{day}", "update", day) for day in days[:-1]))
    variant = variants(a_reader(key="ted alder", contact=contact), Document.UPDATE, TODAY, history)
    for name in names:
        texts = [f"ted alder\0update\0{day}\0{name}".encode() for day in days]
        hashes = [int.from_bytes(blake2b(text, digest_size=4).digest()) for text in texts]
        chosen = -1
        for each in hashes:
            chosen = (each + 1) % 7 if each % 7 == chosen else each % 7
        assert variant(name, 7) == chosen


# Plain data.


def test_plain_data_has_fields_properties_and_nothing_that_stays_in_the_file() -> None:
    event = Event(Stage.INTERVIEW, TODAY, note="secret")
    application = Application("Fennel & Rye", "Clerk", notes="secret", events=(event,), disclosure=Disclosure.TRUSTED)
    plain = as_plain(application)
    assert plain["events"] == (
        {
            "stage": "interview",
            "date": TODAY,
            "people": (),
            "others": 0,
            "format": None,
            "told_by": None,
            "starts": None,
            "is_talk": True,
            "is_interview": True,
            "is_first_call": False,
        },
    )
    assert (plain["disclosure"], plain["key"]) == ("trusted", application.key)
    assert "notes" not in plain


def test_one_field_is_plain_data_too() -> None:
    @dataclass(frozen=True)
    class Only:
        stage: Stage

    assert as_plain((Only(Stage.INTERVIEW), Only(Stage.FINAL))) == ({"stage": "interview"}, {"stage": "final"})


def test_plain_seeker_keeps_other_readers_out() -> None:
    profile = Profile(name="Nia", contacts=(Contact("Ted"),), applications=(Application("Fennel & Rye", "Clerk"),))
    plain = as_plain(a_sample(seeker=profile))
    assert not {"contacts", "applications", "news", "referrals", "touchpoints", "rules"} & set(plain["seeker"])
    assert (plain["seeker"]["sign_as"], plain["tags"], plain["count"]) == ("Nia", ("a", "b"), 2)


# Templates: what can go wrong (bad-input 72 to 83).


def refusal(sample_template: Path, **changes: Any) -> tuple[Exit, str]:
    with pytest.raises(JobnetError) as refused:
        a_letter(a_sample(**changes), sample_template)
    return refused.value.exit_code, str(refused.value).replace(str(sample_template.parent), "T")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{% if %}", "T/own.md.j2:3:1: Expected an expression, got 'end of statement block'."),
        ("\n{{ x | nofilter }}", "T/own.md.j2:4:1: No filter named 'nofilter'."),
        ("{% nosuch %}", "T/own.md.j2:3:1: Encountered unknown tag 'nosuch'."),
        ("{{ greting }}", "T/own.md.j2:3:1: 'greting' is undefined; did you mean `greeting`? (for Ted Alder)"),
        ("\n{{ seeker.nmae }}", "T/own.md.j2:4:1: there is no `nmae` here; did you mean `name`? (for Ted Alder)"),
        ("{{ nothing }}", "T/own.md.j2:3:1: this field is empty. Put `{% if … %}` around it. (for Ted Alder)"),
        ("{{ nothing | day }}", "T/own.md.j2:3:1: a date is missing here. (for Ted Alder)"),
        (
            "{{ companies }}",
            "T/own.md.j2:3:1: this is no text but tuple. Take one of its fields, or use `| listing`. (for Ted Alder)",
        ),
        (
            "{{ ''.__class__ }}",
            "T/own.md.j2:3:1: not allowed in templates: access to attribute '__class__' of 'str' object is unsafe.",
        ),
        (
            "{{ '{0.__class__}'.format(1) }}",
            "T/own.md.j2:3:1: not allowed in templates: access to attribute '__class__' of 'int' object is unsafe.",
        ),
        ("{{ seeker.update({'name': 'x'}) }}", "T/own.md.j2:3:1: there is no `update` here. (for Ted Alder)"),
        ("{{ 'x' * 500000000 }}", "T/own.md.j2:3:1: `*` would make something too large. (for Ted Alder)"),
        ("{{ '%9999999d' % 1 }}", "T/own.md.j2:3:1: `%` does not format text here. Use `~` to join. (for Ted Alder)"),
        (
            "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
            "T/own.md.j2:3:1: calls itself without end (recursion). (for Ted Alder)",
        ),
        ("{{ 1 // 0 }}", "T/own.md.j2:3:1: ZeroDivisionError: integer division or modulo by zero. (for Ted Alder)"),
    ],
)
def test_template_mistake_is_told_with_its_line(tmp_path: Path, body: str, said: str) -> None:
    assert refusal(template(tmp_path, body)) == (Exit.REFUSED, said)


@pytest.mark.parametrize(
    ("whole", "said"),
    [
        ("", "T/own.md.j2:1:1: the first line must be `Subject: …`. Then an empty line, then the body."),
        ("Hello\n\nx", "T/own.md.j2:1:1: the first line must be `Subject: …`. Then an empty line, then the body."),
        ("Subject: {{ '' }}\n\nx", "T/own.md.j2:1:1: the subject of the letter for Ted Alder is empty."),
        ("Subject: x\n\n{{ '' }}\n", "T/own.md.j2:1:1: the body of the letter for Ted Alder is empty."),
        (
            "Subject: x\nBcc: v@example.com\n\nx",
            "T/own.md.j2:1:1: a template may set the subject only, not `Bcc`. One line `Subject: …`, "  # noqa: ISC004
            "an empty line, then the body.",
        ),
        (
            "Subject: x\nDear Ted,\n",
            "T/own.md.j2:1:1: no empty line after the subject. One line `Subject: …`, an empty line, then the body.",
        ),
    ],
)
def test_template_without_subject_or_body_is_refused(tmp_path: Path, whole: str, said: str) -> None:
    assert refusal(template(tmp_path, whole, head="")) == (Exit.REFUSED, said)


def test_byte_order_mark_of_a_template_is_no_text(tmp_path: Path) -> None:
    assert a_letter(template=template(tmp_path, "x", head="\ufeffSubject: A word\n\n")).subject == "A word"


def test_missing_folder_or_foreign_template(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no.md.j2")[0] is Exit.NO_INPUT
    assert refusal(tmp_path)[0] is Exit.NO_INPUT
    (tmp_path / "latin.md.j2").write_bytes(b"Subject: x\n\n\xe9")
    assert refusal(tmp_path / "latin.md.j2") == (
        Exit.REFUSED,
        "T/latin.md.j2:1:1: not UTF-8 text (byte 12). Save it as UTF-8.",
    )


def test_include_stays_inside_the_template_folders(tmp_path: Path) -> None:
    folder = tmp_path / "t"
    folder.mkdir()
    (tmp_path / "secret").write_text("secret")
    (folder / "part.md.j2").write_text("a part")
    assert a_letter(template=template(folder, "{% include 'part.md.j2' %}")).text == "a part"
    (tmp_path / "u").mkdir()
    code, said = refusal(template(tmp_path / "u", "{% include '../secret' %}"))
    assert (code, said.startswith("T/own.md.j2:3:1: there is no template '../secret' in T, ")) == (Exit.REFUSED, True)


def test_template_that_takes_too_long_or_writes_too_much_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = "{% for a in range(99999) %}{% for b in range(99999) %}@{% endfor %}{% endfor %}"
    endless = template(tmp_path, loop.replace("@", "text"))
    assert refusal(endless)[1].endswith("writes more than 1 MiB. Is there a loop too many? (for Ted Alder)")
    (tmp_path / "q").mkdir()
    monkeypatch.setattr(templates, "SECONDS", 0.2)
    quiet = template(tmp_path / "q", loop.replace("@", ""))
    assert refusal(quiet)[1].endswith("takes more than 0.2 seconds. Is there a loop too many? (for Ted Alder)")


def test_language_without_templates_lists_those_there_are() -> None:
    with pytest.raises(JobnetError) as refused:
        render(a_sample(a_reader(locale=Locale("xx", "XX"))))
    assert str(refused.value) == (
        "There are no templates in the language 'xx'; there are: en. "
        "For English with local habits write `en` and the country, as in `locale: en-FR`."
    )


def test_users_own_template_comes_before_the_built_in(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "update.md.j2").write_text("Subject: Mine\n\n{{ closing }}")
    letter = render(a_sample(), user_folder=tmp_path)
    assert (letter.subject, letter.text, letter.built_in) == ("Mine", "With thanks,", False)


def test_compiled_templates_are_kept_and_a_damaged_one_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fresh() -> str:
        templates._environment.cache_clear()
        for each in templates._COMPILED.values():
            each.codes.clear()
        return a_letter().text

    kept = tmp_path / "cache" / "jobnet"
    keep_compiled_in(kept)
    try:
        first = fresh()
        [file] = kept.iterdir()
        assert (kept.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)
        good = file.read_bytes()
        assert fresh() == first
        for damage in (b"", b"nonsense", good[:40], good[:-200]):
            file.write_bytes(damage)
            assert fresh() == first
        kept.chmod(0o777)
        file.write_bytes(b"never read")
        assert fresh() == first
        assert file.read_bytes() == b"never read"
    finally:
        keep_compiled_in(None)


def test_printing_text_loads_neither_markdown_nor_mail() -> None:
    code = (
        "import sys\nfrom tests.rendering.a_context import a_letter\na_letter().text\n"
        "print([m for m in ('cmarkgfm','email','asyncio','rich','sqlite3','jinja2.sandbox','importlib.metadata')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout.strip() == "['jinja2.sandbox']"  # a template of one's own runs in the sandbox


_PIECES = st.sampled_from(
    ["Dear Ted,", "a", " ", "\n", "\n\n", "\n\n\n", "..", "Sp. z o.o..", "Jump!.", "- x", "  ", "Thanks,\nNia"]
)
_BOTH = st.builds(lambda text, markdown: f"\ufdd0{text}\ufdd1{markdown}\ufdd2", *[st.lists(_PIECES).map("".join)] * 2)


@given(st.lists(_PIECES | _BOTH, max_size=12).map("".join))
def test_paragraph_by_paragraph_is_what_the_whole_letter_would_be(rendered: str) -> None:
    paragraphs = rendering._paragraphs(templates.chunks_of(rendered))
    assert "\n\n".join(each.said for each in paragraphs if each.said) == tidy(templates.text_of(rendered))
    assert "\n\n".join(each.text for each in paragraphs if each.text) == wrap(tidy(templates.text_of(rendered)))
    assert "\n\n".join(each.markdown for each in paragraphs if each.markdown) == tidy(templates.markdown_of(rendered))
    text = "\n\n".join(each.text for each in paragraphs if each.text)
    if paragraphs and all(each.text for each in paragraphs):
        counted = rendering._words(paragraphs, text, "Dear Ted,", "Thanks,")
        assert counted == count_words(text, "Dear Ted,", "Thanks,")
