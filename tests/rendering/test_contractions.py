"""Contractions are for people on first-name terms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from jobnet.profile.model import Prose
from jobnet.rendering.locales import written_out
from jobnet.rendering.templates import templates_folder
from tests.rendering.a_context import a_letter, a_reader, a_sample, template

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("I'm sure it's here.", "I am sure it is here."),
        ("I've said I'd come; I'll come.", "I have said I would come; I will come."),
        ("That's fine. Here's why. It's so.", "That is fine. Here is why. It is so."),
        ("I don't and it doesn't.", "I do not and it does not."),
        ("Don't worry.", "Do not worry."),
        ("I can't, couldn't and won't.", "I cannot, could not and will not."),
        ("If you'd rather, you're free; you've time.", "If you would rather, you are free; you have time."),
        ("They've gone and they're well; it isn't far.", "They have gone and they are well; it is not far."),
        ("I haven’t; I’m here.", "I have not; I am here."),
        ("DON'T", "DO not"),
        ("Let's go", "Let us go"),
        ("It's been long; it's late.", "It has been long; it is late."),
        ("Ted's and the Smiths' o'clock", "Ted's and the Smiths' o'clock"),
    ],
)
def test_contractions_are_written_out_word_by_word(short: str, long: str) -> None:
    assert written_out(short) == long


LINES = "I'm at {{ cv }}'s. {{ fact }} {{ \"it's\" }}\n"


@pytest.mark.parametrize(
    ("first_names", "text"), [(True, "I'm at x's. I'm so it's"), (False, "I am at x's. I'm so it's")]
)
def test_only_the_templates_own_words_and_only_for_readers_addressed_by_title(
    tmp_path: Path, first_names: bool, text: str
) -> None:
    sample = a_sample(a_reader(first_names=first_names), cv="x", fact=Prose("I'm so"))
    assert a_letter(sample, template(tmp_path, LINES)).text == text


TEMPLATES = sorted((templates_folder() / "en").glob("*.md.j2"))
CONTRACTION = re.compile(r"[\w}]+['’][a-z]+")
PERFECT = re.compile(r"(?<!\bit)(?<!\bIt)['’]s (?:been|had|got|gone|made|done|seen|become|taken|given|told|\w+ed)\b")
PAST = re.compile(r"['’]d (?:been|had|better|\w+ed|gone|made|done|seen|met|told)\b")
TURNED_ROUND = re.compile(r"n['’]t (?:I|you|he|she|it|we|they)\b")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_contractions_of_the_built_in_templates_can_be_written_out(path: Path) -> None:
    words = re.sub(r"\{#.*?#\}|\{%.*?%\}", " ", path.read_text("utf-8"), flags=re.DOTALL)
    assert not PERFECT.search(words), "`'s` stands for is only"
    assert not PAST.search(words), "`'d` stands for would only"
    assert not TURNED_ROUND.search(words), "Do not you …"
    unknown = [
        word[0]
        for word in CONTRACTION.finditer(words)
        if written_out(word[0]) == word[0] and word[0][-2:] not in {"'s", "’s"}
    ]
    assert unknown == []
