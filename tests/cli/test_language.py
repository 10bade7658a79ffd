"""A language without templates: nothing is refused for it; its letters are in English, and that is said once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.program import run

EXAMPLE = Path(__file__).parents[2] / "examples" / "pharmacist" / "profile.yaml"
SAID = "there are no templates for the language `xx`: written in English instead"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = EXAMPLE.read_text()
    assert "locale: en-GB" in text
    (tmp_path / "profile.yaml").write_text(text.replace("locale: en-GB", "locale: xx-DE"))
    return tmp_path


@pytest.mark.parametrize(
    "command", ["check", "next", "export --format csv", "funnel", "report", "who", "history", "log Spen screening"]
)
def test_what_writes_no_letter_works_in_any_language(folder: Path, command: str) -> None:
    ran = run(*command.split(), cwd=folder)

    assert ran.code in {0, 3, 4}, ran.err
    assert "language" not in ran.err


@pytest.mark.parametrize("command", ["pitch", "brief", "update --all", "brief --to Susan --format json"])
def test_a_letter_is_in_english_with_the_countrys_habits_and_says_so_once(folder: Path, command: str) -> None:
    ran = run(*command.split(), "--no-ask", cwd=folder)

    assert ran.code == 0, ran.err
    assert ran.err.count(SAID) == 1
    assert "I'm" in ran.out or "I am" in ran.out


def test_a_readers_own_language_changes_nobody_elses_letter(tmp_path: Path) -> None:
    text = EXAMPLE.read_text()
    name = "  - name: Felicity Brandt\n"
    assert name in text
    (tmp_path / "profile.yaml").write_text(text.replace(name, f"{name}    locale: xx-FR\n"))

    assert SAID in run("brief", "--to", "Felicity", "--no-ask", cwd=tmp_path).err
    assert SAID not in run("brief", "--to", "Susan", "--no-ask", cwd=tmp_path).err
