"""init on a terminal asks again after a slip, invents nothing, and always writes a profile that passes check."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.cli.terminal import run_on_terminal
from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path


def test_after_a_slip_the_question_comes_again_and_a_day_that_is_not_known_is_left_out(tree: Path) -> None:
    answers = ("Nia Pargeter", "Quality Manager", "Fennel & Rye, Olentangy Foods, Inc.", "Ted")
    more = (
        "not an address",
        "nia@example.com",
        "linkedin.com/in/nia",
        "# heading",
        "",
        "english",
        "en-GB",
        "ted@@x",
        "",
    )
    typed = "\n".join((*answers, *more, "soonish", "", ""))

    ran = run_on_terminal("init", cwd=tree, typed=typed)

    assert ran.code == 0, ran.out
    assert "is not one email address" in ran.out
    text = (tree / "profile.yaml").read_text(encoding="utf-8")
    assert "email: nia@example.com" in text
    assert "resume: https://linkedin.com/in/nia" in text
    assert "Olentangy Foods, Inc." in text
    assert "- {name: Ted}" in text
    for slip in ("not an address", "ted@@x", "heading", "english", "soonish"):
        assert f": {slip}" not in text
    assert run("check", cwd=tree).code == 0


def test_semicolons_part_companies_and_a_helper_may_come_with_an_address(tree: Path) -> None:
    answers = ("Nia Pargeter", "Quality Manager", "Buckeye & Co; Olentangy Foods, Inc.; Acme S.A. de C.V.")
    more = ("Marek Nowak <m@example.com>", "nia@example.com", "", "", "en-GB", "2026-10-05", "")

    run_on_terminal("init", cwd=tree, typed="\n".join((*answers, *more)))

    profile = yaml.safe_load((tree / "profile.yaml").read_text(encoding="utf-8"))
    assert profile["target_companies"] == ["Buckeye & Co", "Olentangy Foods, Inc.", "Acme S.A. de C.V."]
    ((helper),) = profile["contacts"]
    assert (helper["name"], helper["email"], str(helper["offered_help"])) == (
        "Marek Nowak", "m@example.com", "2026-10-05",
    )  # fmt: skip


def test_a_locale_that_is_none_makes_no_file(tree: Path) -> None:
    ran = run("init", "--yes", "--locale", "klingon", cwd=tree)
    assert (ran.code, list(tree.iterdir())) == (2, [])
    assert "is not a locale" in ran.err
    assert run("init", "--yes", "--locale", "de-AT", cwd=tree).code == 0
    assert "\nlocale: de-AT" in (tree / "profile.yaml").read_text(encoding="utf-8")


def test_the_demo_speaks_one_language(tree: Path) -> None:
    ran = run("demo", "--locale", "de-DE", cwd=tree)
    assert ran.code == 0
    assert ran.out.count("Subject: ") == 3
    for word in ("Dear", "Hi ", "Thank you", "I'm"):
        assert word not in ran.out


@pytest.mark.parametrize("locale", ["en-GB", "de-AT", "fr-FR", "es-MX"])
def test_a_starter_is_in_its_language_and_valid_with_all_that_it_comments_out(locale: str, tree: Path) -> None:
    assert run("init", "--yes", "--locale", locale, cwd=tree).code == 0
    path = tree / "profile.yaml"
    text = path.read_text("utf-8")
    notes = " ".join(re.findall(r"#.*", text))
    assert bool(re.search(r"\b(?:the|and|you|your|of)\b", notes)) == (locale == "en-GB")
    assert "$" not in text
    fresh = run("check", "--strict", cwd=tree)
    assert fresh.code == 0, fresh.err

    head, _, later = text.partition(f"\nlocale: {locale}")
    commented = re.sub(r"(?m)^# ?(?=\s*(?:applications|news|-|\w+:))", "", later)
    path.write_text(f"{head}\nlocale: {locale}{commented}", "utf-8")
    assert "impression" in yaml.safe_load(path.read_text("utf-8"))["applications"][0]
    whole = run("check", "--today", "2026-02-25", cwd=tree)
    assert whole.code == 0, whole.err


@pytest.mark.parametrize(("locale", "greeting"), [("es-MX", "Hola, Moni:"), ("fr-FR", "Salut Solène,")])
def test_the_demo_is_of_a_search_in_the_language_asked_for_where_there_is_one(
    locale: str, greeting: str, tree: Path
) -> None:
    ran = run("demo", "--locale", locale, cwd=tree)
    assert ran.code == 0
    assert greeting in ran.out
    assert f"locale: {locale}" in (tree / "jobnet-demo" / "profile.yaml").read_text("utf-8")
