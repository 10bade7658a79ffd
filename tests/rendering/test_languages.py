"""A language is a folder of templates: the built-in ones, and those of the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobnet.profile.model import Locale
from jobnet.rendering.environment import Templates
from jobnet.rendering.rendering import render
from jobnet.rendering.templates import letter_template
from tests.program import run
from tests.rendering.a_context import a_reader, a_sample

if TYPE_CHECKING:
    from pathlib import Path


def own(folder: Path, language: str, *names: str) -> Path:
    (folder / language).mkdir(parents=True)
    for name in names:
        (folder / language / f"{name}.md.j2").write_text("Subject: {{ today | day }}\n\n{{ greeting }}\n\nOlá.")
    return folder


def test_a_folder_of_ones_own_makes_a_language(tmp_path: Path) -> None:
    templates = Templates(user_folder=own(tmp_path, "pt", "update"))

    letter = render(a_sample(a_reader(locale=Locale("pt", "BR"))), templates)

    assert (letter.language, letter.subject, letter.text) == ("pt-BR", "2026-10-15", "Ted,\n\nOlá.")


def test_without_templates_a_language_is_english_with_its_countrys_habits(tmp_path: Path) -> None:
    templates = Templates(user_folder=own(tmp_path, "en", "update"))

    letter = render(a_sample(a_reader(locale=Locale("xx", "US"))), templates)

    assert (letter.language, letter.subject) == ("en-US", "October 15")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (("update",), "update"),
        (("update", "update-du"), "update-du"),
        (("update", "update-friend", "update-du"), "update-friend"),
        (("update", "update-friend", "update-friend-du", "update-du"), "update-friend-du"),
    ],
)
def test_the_familiar_form_is_a_file_of_its_own(tmp_path: Path, files: tuple[str, ...], expected: str) -> None:
    folder = own(tmp_path, "xx", *files)
    familiar = letter_template("update", ("friend",), "xx", None, folder, form="du")
    assert familiar.name == f"{expected}.md.j2"
    polite = letter_template("update", ("friend",), "xx", None, folder)
    assert "-du" not in polite.name


def test_what_a_familiar_letter_includes_is_in_the_familiar_form_where_there_is_a_file_of_it(tmp_path: Path) -> None:
    folder = own(tmp_path, "de")
    including = 'Subject: Neues\n\n{% include "_ask.md.j2" %}'
    for name, words in {"update": including, "update-du": including, "_ask": "Sie?", "_ask-du": "Du?"}.items():
        (folder / "de" / f"{name}.md.j2").write_text(words)
    templates = Templates(user_folder=folder)

    texts = [
        render(a_sample(a_reader(locale=Locale("de", "DE"), familiar=each)), templates).text for each in (True, False)
    ]

    assert texts == ["Du?", "Sie?"]


@pytest.mark.parametrize(
    ("locale", "typed"),
    [
        ("en-GB", "from 1 December"),
        ("de-DE", "ab 1. Februar"),
        ("fr-FR", "à partir du 4 janvier"),
        ("es-MX", "a partir del 4 de enero"),
        ("de-DE", "nach Absprache"),
        ("fr-FR", "préavis de trois mois"),
        ("es-MX", "con aviso de un mes"),
    ],
)
def test_an_agency_hears_from_when_whatever_the_language(locale: str, typed: str, tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(
        f"name: Nia Pargeter\nlocale: {locale}\nemail: nia@example.com\ntarget_titles: [Koch]\n"
        f"availability: {typed}\ncontacts:\n"
        "  - {name: Kim Vale, email: kim@example.com, relationship: recruiter_agency, honorific: Dr, family: Vale}\n"
    )
    ran = run("update", "--to", "Kim", "--force", "-q", cwd=tmp_path, today="2026-10-15")
    assert typed in " ".join(ran.out.partition("\n")[2].split()), ran
