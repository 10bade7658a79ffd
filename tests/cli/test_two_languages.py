"""Words in several languages: each reader gets theirs, none gets two, and what is missing is named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """\
name: Nia Pargeter
known_as: Nia
email: nia@example.com
locale: en-GB
summary: {en: I make sure factory food is safe., xx: Ik zorg dat eten veilig is.}
background: I trained in Bristol.
target_titles: [{title: Quality Manager, plain: {en: keeping food safe, xx: voedsel bewaken}}]
expertise: [{en: audits, xx: controles}, recalls]
target_companies: [Harbourside Bakers]
contacts:
  - {name: Ted Alder, known_as: Ted, email: ted@example.com}
  - {name: Jan Mes, known_as: Jan, email: jan@example.com, locale: xx-NL}
news:
  - {headline: {en: A free course., xx: Een gratis cursus.}, date: 2026-10-10, on: 2026-11-12}
  - {headline: Only in English., date: 2026-10-11}
"""
BRIEF = "Subject: Hulp?\n\n{{ greeting }}\n\n{% if summary %}{{ summary }}{% endif %}\n{{ background or '-' }}\nWie?\n"
UPDATE = "Subject: Nieuws?\n\n{{ greeting }}\n\n{% for find in finds %}{{ find.headline }} {% endfor %}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "profile.yaml").write_text(PROFILE)
    own = tmp_path.parent / f".home-{tmp_path.name}" / "config/jobnet/templates/xx"
    own.mkdir(parents=True)
    (own / "brief.md.j2").write_text(BRIEF)
    (own / "update.md.j2").write_text(UPDATE)
    return tmp_path


def test_each_reader_gets_the_words_of_their_language_and_the_key_that_lacks_them_is_named(folder: Path) -> None:
    theirs = run("brief", "--to", "Jan", "--no-ask", cwd=folder)
    assert (theirs.code, theirs.out) == (0, "Subject: Hulp?\n\nJan,\n\nIk zorg dat eten veilig is. - Wie?\n")
    assert "`expertise`, `background` have no words in `xx`: left out of the letter for Jan Mes" in theirs.err
    assert "Add them, as in `expertise: {en: …, xx: …}`." in theirs.err

    ours = run("brief", "--to", "Ted", "--no-ask", cwd=folder)
    assert "I make sure factory food is safe." in ours.out
    assert "veilig" not in ours.out
    assert "no words" not in ours.err
    assert "I trained in Bristol." in run("brief", "--no-ask", cwd=folder).out


def test_news_without_words_in_the_language_waits_and_what_was_told_in_one_was_told_in_the_other(folder: Path) -> None:
    assert run("update", "--to", "Jan", "--no-ask", cwd=folder).out.endswith("Een gratis cursus.\n")
    assert run("update", "--to", "Jan", "--no-ask", "--mark-sent", "--yes", cwd=folder).code == 0

    text = (folder / "profile.yaml").read_text().replace("locale: xx-NL", "locale: en-NL")
    (folder / "profile.yaml").write_text(text)
    again = json.loads(run("update", "--to", "Jan", "--no-ask", "--format", "json", cwd=folder).out)
    assert "A free course." not in json.dumps(again)


def test_what_is_no_map_of_languages_is_still_a_mistake(folder: Path) -> None:
    text = PROFILE.replace("background: I trained in Bristol.", "background: {Trained: in Bristol.}")
    (folder / "profile.yaml").write_text(text)
    ran = run("check", cwd=folder)
    assert ran.code == 65
    assert "put quotes around it" in ran.err
