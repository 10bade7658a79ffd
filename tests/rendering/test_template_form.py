"""Built-in templates are letters with blanks, which somebody who has never programmed can read and change."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

import pytest

from jobnet.facts.items import Document
from jobnet.rendering.templates import names_of, purpose, templates_folder

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = templates_folder() / "en"
TEMPLATES = sorted(ENGLISH.glob("*.j2"))
LETTERS = [path for path in TEMPLATES if not path.name.startswith("_")]
MOST_COLUMNS, MOST_LINES, MOST_IFS, DEEPEST = 110, 70, 12, 2

TAG = re.compile(r"\{%-?\s*(\w+)(.*?)-?%\}", re.DOTALL)
EXPRESSION = re.compile(r"\{\{(.*?)\}\}|\{%-?\s*(?:if|elif|for)\b(.*?)-?%\}", re.DOTALL)
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
LITERAL = re.compile(r'"[^"]*"' + r"|'[^']*'")
TAGS = frozenset({"if", "elif", "else", "endif", "for", "endfor", "include"})
PROGRAMMING = [
    (re.compile(r"\[|\]"), "a slice or an index"),
    (
        re.compile(r"\|\s*(?:map|select|reject|selectattr|rejectattr|join|default|batch|sort|replace)\b"),
        "a program's filter",
    ),
    (re.compile(r"[+*/%~]|(?<=\s)-(?=\s)"), "arithmetic"),
    (re.compile(r"\b(?:is|in)\b"), "a test"),
    (re.compile(r"\bvariant\b"), "chance"),
    (re.compile(r"\w\((?<!listing\()(?<!plural\()"), "a call"),
    (re.compile(r"[=<>]"), "a comparison"),
]


def by_name(path: Path) -> str:
    return path.name


every_template = pytest.mark.parametrize("path", TEMPLATES, ids=by_name)


def words_of(path: Path) -> str:
    return path.read_text("utf-8")


@every_template
def test_a_template_is_no_wider_and_no_longer_than_a_page(path: Path) -> None:
    lines = words_of(path).splitlines()
    assert [line for line in lines if len(line) > MOST_COLUMNS] == []
    assert len(lines) <= MOST_LINES


@every_template
def test_a_template_asks_few_questions_and_none_within_the_second(path: Path) -> None:
    tags = [tag[1] for tag in TAG.finditer(COMMENT.sub("", words_of(path)))]
    assert tags.count("if") <= MOST_IFS
    depths = accumulate((tag == "if") - (tag == "endif") for tag in tags)
    assert max(depths, default=0) <= DEEPEST


@every_template
def test_a_template_is_no_program(path: Path) -> None:
    words = COMMENT.sub("", words_of(path))
    assert {tag[1] for tag in TAG.finditer(words)} <= TAGS
    for expression in EXPRESSION.finditer(words):
        said = LITERAL.sub('""', expression[1] or expression[2])
        if expression[0].startswith("{%") and TAG.match(expression[0])[1] == "for":  # type: ignore[index]
            said = said.partition(" in ")[2]
        assert [what for sign, what in PROGRAMMING if sign.search(said)] == [], expression[0]


@pytest.mark.parametrize("path", LETTERS, ids=by_name)
def test_a_letter_begins_with_its_subject_and_says_what_it_is_for(path: Path) -> None:
    first, *others = words_of(path).splitlines()
    assert first.startswith("Subject:")
    assert "{{ greeting }}" in others or path.name.startswith("pitch")
    assert purpose(path)


def test_every_letter_is_of_a_document() -> None:
    named = {name for document in Document for name in names_of(ENGLISH, document)}
    assert {path.name.removesuffix(".md.j2") for path in LETTERS} <= named
