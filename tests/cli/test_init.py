"""init on a terminal leaves out a slip, and always writes a profile that passes check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.terminal import run_on_terminal
from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path


def test_a_slip_in_an_answer_is_said_and_left_out(tree: Path) -> None:
    answers = ("Nia Pargeter", "Quality Manager", "Fennel & Rye, Tamar", "Ted")
    typed = "\n".join((*answers, "not an address", "", "# heading", "en-GB", "ted@@x", ""))

    ran = run_on_terminal("init", cwd=tree, typed=typed)

    assert ran.code == 0, ran.out
    assert "is not one email address" in ran.out
    text = (tree / "profile.yaml").read_text(encoding="utf-8")
    assert "not an address" not in text
    assert "ted@@x" not in text
    assert run("check", cwd=tree).code == 0
