"""What the lines of a template mean: paragraphs, lists, breaks, and what falls away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jobnet.errors import JobnetError
from jobnet.profile.model import Company, Prose
from jobnet.rendering.letter import body
from jobnet.yamltext.parsing import forbidden
from tests.rendering.a_context import a_letter, a_sample, template

if TYPE_CHECKING:
    from pathlib import Path

RULES = [
    # template, text
    ("One.\nTwo.", "One. Two."),
    ("One.\n\nTwo.", "One.\n\nTwo."),
    ("One.\n\n\n\nTwo.", "One.\n\nTwo."),
    ("  One.  \n\tTwo,   three.", "One. Two, three."),
    ("One.\n{% if nothing %}\nGone.\n{% endif %}\nTwo.", "One. Two."),
    ("One.\n{% if cv %}\nHere.\n{% else %}\nGone.\n{% endif %}\nTwo.", "One. Here. Two."),
    ("One.\n{% if nothing %}Gone.{% endif %}\nTwo.", "One. Two."),
    ("One.\n{# why\n\nthis #}\nTwo.", "One. Two."),
    ("One.\n  {% if cv %}  \nTwo.\n{% endif %}", "One. Two."),
    ("One.\n{{ nothing or '' }}\nTwo.", "One. Two."),
    ("One {{ nothing or '' }} two.", "One two."),
    ("One.\n\n{% if nothing %}\nGone.\n{% endif %}\n\nTwo.", "One.\n\nTwo."),
    ("{% if nothing %}{% endif %}{% if cv %}\nOne.\n{% endif %}", "One."),
    ("One{% if cv %}, two{% endif %}\nthree.", "One, two three."),
    ("{% for company in companies %}{{ company.name }};\n{% endfor %}", "Fennel & Rye; [24]7.ai;"),
    ("One:\n- a\n- b\n\nTwo.", "One:\n- a\n- b\n\nTwo."),
    ("- a\nand more\n- b", "- a and more\n- b"),
    ("- a\\\nand more\n- b", "- a\n  and more\n- b"),
    ("{% for company in companies %}\n- {{ company.name }}\n{% endfor %}", "- Fennel & Rye\n- [24]7.ai"),
    ("- {{ nothing or '' }}\n- b", "- b"),
    ("One\\\nTwo", "One\nTwo"),
    ("One\\\n{% if nothing %}\nGone\\\n{% endif %}\nTwo\\\n", "One\nTwo"),
    ("One\\\n\nTwo", "One\n\nTwo"),
    ("{{ closing }}\\\nNia", "Nia"),
    ("Go to {{ cv }}\\\nNia", "Go to https://example.com/nia/cv_2026\nNia"),
    ("1. a\n2. b", "1. a 2. b"),
    ("{{ '- a' }}\n{{ '- b' }}", "- a - b"),
    ("At {{ 'Foods Ltd.' }}.\nAt {{ 'Jump!' }}.", "At Foods Ltd. At Jump!"),
    ("At {{ 'Foods' }}... so", "At Foods... so"),
]


@pytest.mark.parametrize(("lines", "text"), RULES)
def test_lines_of_a_template_become_paragraphs_and_lists(tmp_path: Path, lines: str, text: str) -> None:
    assert a_letter(template=template(tmp_path, lines)).text == text


@pytest.mark.parametrize(
    ("included", "text"),
    [
        ("Two.", "One. Two. Three."),
        ("Two.\n", "One. Two. Three."),
        ("", "One. Three."),
        ("{% if nothing %}\nGone.\n{% endif %}\n", "One. Three."),
        ("Two.\n\nAnd.\n", "One. Two.\n\nAnd. Three."),
        ("{# why #}\n{% if cv %}\nTwo.\n{% endif %}\n", "One. Two. Three."),
    ],
)
def test_an_include_keeps_its_line_break_and_leaves_no_gap(tmp_path: Path, included: str, text: str) -> None:
    (tmp_path / "_part.md.j2").write_text(included)
    own = template(tmp_path, 'One.\n{% include "_part.md.j2" %}\nThree.')
    assert a_letter(template=own).text == text


def test_a_name_of_a_loop_is_known_to_what_is_included_in_it(tmp_path: Path) -> None:
    (tmp_path / "_part.md.j2").write_text("({{ company.name }})\n")
    own = template(tmp_path, '{% for company in companies %}\n- at {% include "_part.md.j2" %}\n{% endfor %}')
    assert a_letter(template=own).text == "- at (Fennel & Rye)\n- at ([24]7.ai)"


def test_lists_and_breaks_are_real_in_html(tmp_path: Path) -> None:
    letter = a_letter(
        template=template(tmp_path, "One:\n- a\n- b\n\nThank you,\\\nNia\n\n# 1. no heading\\\n=== or rule")
    )
    assert letter.markdown == "One:\n- a\n- b\n\nThank you,\\\nNia\n\n\\# 1. no heading\\\n\\=== or rule"
    assert body(letter.markdown) == (
        "<p>One:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>Thank you,<br />\nNia</p>\n"
        "<p># 1. no heading<br />\n=== or rule</p>\n"
    )


BEGINNINGS = ("- a", "* a", "+ a", "1. a", "1) a", "# a", "> a", "===", "---", "***", "```", "    a", "\ta", "a\n\nb",
              "a\n- b", "<b>", "[x]: /x", "a\\", "!", "&copy;")  # fmt: skip


@pytest.mark.parametrize("typed", BEGINNINGS)
@pytest.mark.parametrize("kind", [str, Prose])
def test_a_value_never_makes_structure(tmp_path: Path, typed: str, kind: type[str]) -> None:
    lines = "{{ fact }}\n\nSo\\\n{{ fact }}\n- {{ fact }}\n- so {{ fact }}{{ cv }}"
    made = a_letter(a_sample(fact=kind(typed)), template(tmp_path, lines))
    page = body(made.markdown)
    tags = [
        page.count(tag) for tag in ("<p>", "<ul>", "<li>", "<br />", "<a ", "<h", "<ol", "<blockquote", "<pre", "<img")
    ]
    assert tags == [2, 1, 2, 1, 1, 0, 0, 0, 0, 0]
    assert made.flowing_text.count("\n\n") == 1
    assert made.flowing_text.count("\n") == 5


@pytest.mark.parametrize("typed", ["\x02\x30\x03", "a\x1fb", "\ufdd0a\ufdd1b\ufdd2", "\x1b[31m"])
def test_a_value_that_holds_a_mark_or_a_control_character_makes_no_letter(tmp_path: Path, typed: str) -> None:
    with pytest.raises(JobnetError, match="the body of the letter holds"):
        a_letter(a_sample(fact=typed), template(tmp_path, "{{ fact }}"))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=3))
def test_any_names_leave_one_item_each(names: list[str]) -> None:
    assume(not any(map(forbidden, names)))
    companies = tuple(Company(f"x{name}") for name in names)
    page = a_letter(a_sample(companies=companies)).html
    assert page.count("<li>") == len(names)
    assert page.count("<p>") == 5
