"""A context becomes a letter: one wording, in every form."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobnet.facts.items import Document
from jobnet.facts.readers import Greeting, ReaderKind, Rung
from jobnet.frozen import dataclass
from jobnet.profile.model import (
    Application,
    Company,
    Contact,
    Disclosure,
    Event,
    Locale,
    Profile,
    Prose,
    Search,
    Stage,
    Url,
)
from jobnet.rendering.filters import Manner, weekday
from jobnet.rendering.languages import habits
from jobnet.rendering.letter import body
from jobnet.rendering.rendering import as_plain, template_values
from tests.rendering.a_context import TODAY, a_letter, a_reader, a_sample, template

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
Hi Ted,

I saw three plants and wrote a note (https://example.com/a_b?x=1&y=2) on
each. Since 15 October I've written to Fennel & Rye [24]7.ai and I'd do
you the same favour at any time.

Where:
- Fennel & Rye
- [24]7.ai

CV: https://example.com/nia/cv_2026

Thank you,
Nia"""
MARKDOWN = """\
Hi Ted,

I saw *three* plants and wrote [a note](https://example.com/a_b?x=1&y=2) on each. Since 15 October I've written to \
Fennel & Rye \\[24\\]7.ai and I'd do you the same favour at any time.

Where:
- Fennel & Rye
- \\[24\\]7.ai

CV: [https://example.com/nia/cv\\_2026](https://example.com/nia/cv_2026)

Thank you,\\
Nia"""
PAGE = """\
<!DOCTYPE html>
<html lang="en-GB" dir="ltr">
<head>
<meta charset="utf-8">
<title>Two names, Nia</title>
</head>
<body>
<p>Hi Ted,</p>
<p>I saw <em>three</em> plants and wrote <a href="https://example.com/a_b?x=1&amp;y=2">a note</a> on each. \
Since 15 October I've written to Fennel &amp; Rye [24]7.ai and I'd do you the same favour at any time.</p>
<p>Where:</p>
<ul>
<li>Fennel &amp; Rye</li>
<li>[24]7.ai</li>
</ul>
<p>CV: <a href="https://example.com/nia/cv_2026">https://example.com/nia/cv_2026</a></p>
<p>Thank you,<br />
Nia</p>
</body>
</html>
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
    words.feed(page)
    return " ".join(words.said.split())


def test_one_wording_makes_text_markdown_and_html() -> None:
    letter = a_letter()
    assert [letter.subject, letter.text, letter.markdown, letter.html] == ["Two names, Nia", TEXT, MARKDOWN, PAGE]


def test_letter_carries_what_its_context_does() -> None:
    letter = a_letter()
    assert (letter.document, letter.today, letter.language, letter.built_in) == (Document.UPDATE, TODAY, "en-GB", False)
    assert letter.words == 34  # "&" and bullets are no words, "[24]7.ai" is one


def test_flowing_text_is_the_text_before_it_is_wrapped() -> None:
    letter = a_letter()
    assert letter.flowing_text.split("\n\n")[1].count("\n") == 0
    assert letter.flowing_text.split() == letter.text.split()


def test_own_words_are_what_the_template_says_and_nothing_of_the_profile() -> None:
    assert " ".join(a_letter().own_words.split()) == (
        "Two names, Since I've written to and I'd do you the same favour at any time. Where: CV: Thank you,"
    )


@pytest.mark.parametrize(
    "typed",
    ["{{ 7*7 }} {% raw %}", "<script>alert(1)</script>", '" onload="x', "*Star* & Sons_Ltd_", "&copy; &#65; &amp;",
     "1. FC Union", "- dash", "# one", "> more", "===", "[x](javascript:y)", "a\\", "`tick` ~~no~~", "+ plus", "***",
     "|a|b|"],
)  # fmt: skip
def test_literal_text_comes_out_as_typed_in_text_and_html(tmp_path: Path, typed: str) -> None:
    letter = a_letter(a_sample(companies=(Company(typed),)), template(tmp_path, "{{ companies[0].name }}"))
    assert (letter.text, seen(body(letter.markdown))) == (typed, typed)


LITERAL = (
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"], exclude_characters="\u00a0"), min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@given(LITERAL)
def test_any_literal_text_is_seen_in_html_as_typed(typed: str) -> None:
    letter = a_letter(a_sample(companies=(Company(typed),), cv=None))
    page = letter.html.partition("<ul>")[2].partition("</ul>")[0]
    assert seen(page) == " ".join(typed.split())


# The page.


def test_page_stands_on_its_own() -> None:
    assert re.findall(r"<(?:img|script|link|iframe|style)\b|\bsrc=|@import|url\(", a_letter().html) == []


def test_urls_lead_to_the_web_or_to_mail_only(tmp_path: Path) -> None:
    own = template(tmp_path, "{{ cv }} [x](javascript:y) ![i](https://example.com/i) <b>so</b>")
    page = body(a_letter(a_sample(cv=Url("javascript:alert(1)")), own).markdown)
    assert page == (
        '<p>javascript:alert(1) <a href="#">x</a> i <!-- raw HTML omitted -->so<!-- raw HTML omitted --></p>\n'
    )


def test_url_reads_back_whole_whatever_is_in_it(tmp_path: Path) -> None:
    url = "https://example.com/a_(b)?q=1&copy;=2&x=<y>\\z*"
    letter = a_letter(a_sample(cv=Url(url)), template(tmp_path, "Look!{{ cv }}"))
    assert letter.text == f"Look!{url}"
    assert seen(body(letter.markdown)) == f"Look!{url}"
    assert 'href="https://example.com/a_(b)?q=1&amp;copy;=2&amp;x=%3Cy%3E%5Cz*"' in letter.html


def test_a_mail_address_is_a_link_to_it(tmp_path: Path) -> None:
    letter = a_letter(a_sample(cv=Url("mailto:nia@example.com")), template(tmp_path, "{{ cv }}"))
    assert (letter.text, letter.markdown) == ("nia@example.com", "[nia@example.com](mailto:nia@example.com)")


def test_lines_wrap_at_72_items_hang_and_urls_stay_whole(tmp_path: Path) -> None:
    url = "https://example.com/" + "a-b/" * 30
    own = template(tmp_path, f"{'word ' * 30}\n- {'item ' * 20}\n\nSee {url} there\\\n{url}\\\nNia")
    assert a_letter(template=own).text.split("\n") == [
        "word word word word word word word word word word word word word word",
        "word word word word word word word word word word word word word word",
        "word word",
        "- item item item item item item item item item item item item item item",
        "  item item item item item item",
        "",
        "See",
        url,
        "there",
        url,
        "Nia",
    ]


# The frame: greeting, closing, signature, words.


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
        ("GB", Greeting(Rung.KNOWN_AS, "Ted"), "Hi Ted,"),
        ("US", Greeting(Rung.KNOWN_AS, "Ted"), "Hi Ted,"),
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


def test_a_letter_about_an_answer_says_dear_even_on_first_name_terms(tmp_path: Path) -> None:
    sample = a_sample(document=Document.RUNNERUP)
    assert a_letter(sample, template(tmp_path, "{{ greeting }}")).text == "Dear Ted,"


@dataclass(frozen=True)
class OnPaper:
    """A letter that is printed."""

    reader: Any
    seeker: Profile
    document: Document = Document.BRIEF
    today: Any = TODAY
    items: tuple[Any, ...] = ()
    attachments: tuple[Any, ...] = ()
    on_paper: bool = True


def test_a_letter_on_paper_says_dear(tmp_path: Path) -> None:
    printed: Any = OnPaper(a_reader(), Profile(name="Nia"))
    assert a_letter(printed, template(tmp_path, "{{ greeting }}")).text == "Dear Ted,"


FORMAL = {"first_names": False}


@pytest.mark.parametrize(
    ("country", "document", "changes", "line"),
    [
        ("GB", Document.BRIEF, {}, "Thank you,"),
        ("GB", Document.BRIEF, FORMAL, "Yours sincerely,"),
        ("GB", Document.UPDATE, {}, ""),
        ("GB", Document.UPDATE, FORMAL, "Yours sincerely,"),
        ("GB", Document.RUNNERUP, FORMAL, "Yours sincerely,"),
        ("IN", Document.RUNNERUP, {**FORMAL, "greeting": Greeting(Rung.ROLE, "x")}, "Yours faithfully,"),
        ("US", Document.RUNNERUP, FORMAL, "Sincerely,"),
        ("US", Document.THANKS, FORMAL, "Sincerely,"),
        ("DE", Document.RUNNERUP, FORMAL, "Yours sincerely,"),
        ("FR", Document.TOUCH, FORMAL, "With kind regards,"),
        ("IE", Document.THANKS, {**FORMAL, "greeting": Greeting(Rung.TYPED, "A chara,")}, "With kind regards,"),
        ("GB", Document.THANKS, {}, "Thanks again,"),
        ("GB", Document.TIP, {}, ""),
        ("GB", Document.RUNNERUP, {}, "With best wishes,"),
        ("GB", Document.LANDED, {}, "All the best,"),
        ("GB", Document.PITCH, {}, ""),
        ("GB", Document.PITCH, FORMAL, ""),
    ],
)
def test_closing_follows_document_country_and_formality(
    tmp_path: Path, country: str, document: Document, changes: dict[str, Any], line: str
) -> None:
    sample = a_sample(a_reader(country=country, **changes), document=document)
    assert a_letter(sample, template(tmp_path, "{{ closing }}|")).text == f"{line}|"


@pytest.mark.parametrize(
    ("date", "words"),
    [("2026-10-15", "Thursday"), ("2026-10-09", "Friday"), ("2026-10-08", "8 October"), ("2026-10-16", "16 October")],
)
def test_a_day_of_the_last_week_goes_by_its_name(date: str, words: str) -> None:
    assert weekday(Manner(habits(Locale("en", "GB")), TODAY), dt.date.fromisoformat(date)) == words


SIGNATURE = "{{ sign_as }}\\\n{% for line in contact_lines %}\n{{ line }}\\\n{% endfor %}"


@pytest.mark.parametrize(
    ("changes", "signed"),
    [
        ({}, "Nia"),
        (FORMAL, "Nia Pargeter, RN\nnia@example.com\n0117 496 0182"),
        ({**FORMAL, "kind": ReaderKind.GENERAL}, "Nia Pargeter, RN\nnia@example.com"),
    ],
)
def test_signature_says_who_writes_and_how_to_answer_as_far_as_the_reader_needs_it(
    tmp_path: Path, changes: dict[str, Any], signed: str
) -> None:
    seeker = Profile(name="Nia Pargeter", known_as="Nia", email="nia@example.com", phone="0117 496 0182",
                     credentials=("RN",), search=Search(confidential=True))  # fmt: skip
    letter = a_letter(a_sample(a_reader(**changes), seeker=seeker), template(tmp_path, SIGNATURE))
    assert letter.text == signed


@pytest.mark.parametrize(
    ("country", "line"),
    [
        ("US", "October 15, October 15, 2026, Thursday, October 15, October, May 2024: a, b, and c; résumé, favor"),
        ("GB", "15 October, 15 October 2026, Thursday 15 October, October, May 2024: a, b and c; CV, favour"),
        ("IN", "15 October, 15 October 2026, Thursday 15 October, October, May 2024: a, b and c; CV, favour"),
        ("MX", "15 October, 15 October 2026, Thursday 15 October, October, May 2024: a, b, and c; CV, favor"),
        ("KE", "15 October, 15 October 2026, Thursday 15 October, October, May 2024: a, b and c; CV, favour"),
    ],
)
def test_dates_lists_and_spelling_follow_the_country(tmp_path: Path, country: str, line: str) -> None:
    own = template(
        tmp_path,
        "{{ today | day }}, {{ today | long_day }}, {{ today | weekday_day }}, {{ today | month }}, "
        "{{ met | long_day }}: {{ ['a', 'b', 'c'] | listing }}; {{ words.resume }}, {{ words.favour }}",
    )
    assert a_letter(a_sample(a_reader(country=country)), own).flowing_text == line


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("['a'] | listing", "a"),
        ("[] | listing", ""),
        ("['a', 'b'] | listing('or')", "a or b"),
        ("['Marks and Spencer', 'Boots'] | listing", "Marks and Spencer, and Boots"),
        ("['Ely, Cambs', 'Bath', 'Wells'] | listing", "Ely, Cambs; Bath; and Wells"),
        ("0 | number", "no"),
        ("12 | number", "twelve"),
        ("1200 | number", "1,200"),
        ("companies | number", "two"),
        ("companies | plural('place', 'places')", "places"),
        ("1 | plural('place', 'places')", "place"),
        ("cv and 'Line Lead' | in_brackets", " (Line Lead)"),
        ("nothing | in_brackets", ""),
        ("'Shift Lead (Nights)' | in_brackets", ", Shift Lead (Nights)"),
        ("today.replace(year=2024) | day", "15 October 2024"),
        ("today.replace(year=2024) | month", "October 2024"),
        ("today.replace(year=2027, month=1) | day", "15 January"),
        ("met | month", "May 2024"),
        ("'It works' | sentence", "It works."),
        ("'It works.' | sentence", "It works."),
        ("'Does it?' | sentence", "Does it?"),
        ("'He said “yes.”' | sentence", "He said “yes.”"),
        ("'It works.' | clause", "It works"),
        ("'At Foo Ltd.' | clause", "At Foo Ltd."),
        ("'and so on...' | clause", "and so on..."),
        ("'They bake.' | because", ", because they bake."),
        ("'They’re good. Very good!' | because", ", because they’re good. Very good!"),
        ("'I like bread' | because", ", because I like bread."),
        ("'I’m a baker.' | because", ", because I’m a baker."),
        ("'Because they bake.' | because", ", because they bake."),
        ("'because they bake' | because", ", because they bake."),
        ("'they bake' | because", ", because they bake."),
        ("'doing the old Odeon' | because", " (doing the old Odeon)."),
        ("'24 hour' | because", " (24 hour)."),
        ("'Theydon bakes.' | because", ". Theydon bakes."),
        ("'Good people work there.' | because", ". Good people work there."),
        ("'Where else do they bake? I like bread.' | because", ". Where else do they bake? I like bread."),
        ("'What a place!' | because", ". What a place!"),
        ("[today, today.replace(day=17)] | days", "15 and 17 October"),
        ("[today, today.replace(month=9)] | days", "15 October and 15 September"),
        ("'two names' | capital", "Two names"),
    ],
)
def test_filters_of_the_vocabulary(tmp_path: Path, expression: str, said: str) -> None:
    assert a_letter(template=template(tmp_path, f"|{{{{ {expression} }}}}|")).text == f"|{said}|"


def test_prose_stays_prose_through_the_filters(tmp_path: Path) -> None:
    own = template(tmp_path, "{{ fact | sentence | capital }} {{ [fact, cv] | listing }}{{ fact | in_brackets }}")
    letter = a_letter(a_sample(fact=Prose("*so* it is"), cv=Url("https://x.org/a_b")), own)
    assert letter.text == "so it is. so it is and https://x.org/a_b (so it is)"
    assert letter.markdown == "*so* it is. *so* it is and [https://x.org/a\\_b](https://x.org/a_b) (*so* it is)"


# Plain data.


def test_plain_data_has_fields_properties_and_nothing_that_stays_in_the_file() -> None:
    event = Event(Stage.INTERVIEW, TODAY, note="secret")
    application = Application("Fennel & Rye", "Clerk", notes="secret", events=(event,), disclosure=Disclosure.TRUSTED)
    plain = as_plain(application)
    assert (plain["events"][0]["stage"], plain["events"][0]["is_interview"]) == ("interview", True)
    assert (plain["disclosure"], plain["key"]) == ("trusted", application.key)
    assert not {"notes", "at"} & set(plain)
    assert not {"note", "at"} & set(plain["events"][0])


def test_no_template_is_given_the_seeker_or_the_reader() -> None:
    values = template_values(a_sample(seeker=Profile(name="Nia", contacts=(Contact("Ted"),))))
    assert not {"seeker", "reader", "document", "items", "attachments", "situations"} & set(values)
    assert (values["stage"], values["tags"], values["count"]) == ("interview", ("a", "b"), 2)
    with pytest.raises(TypeError, match="Profile has no place in a context"):
        as_plain((Profile(name="Nia"),))


def test_printing_text_loads_neither_markdown_nor_mail() -> None:
    code = (
        "import sys\nfrom tests.rendering.a_context import a_letter\na_letter().text\n"
        "print([m for m in ('cmarkgfm','email','asyncio','rich','sqlite3','jinja2.sandbox','importlib.metadata')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout.strip() == "['jinja2.sandbox']"  # a template of one's own runs in the sandbox
