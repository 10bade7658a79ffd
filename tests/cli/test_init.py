"""init on a terminal asks again after a slip, invents nothing, and always writes a profile that passes check."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
