"""init on a terminal takes what an export knows, leaves out a slip, and always writes a profile that passes check."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.terminal import run_on_terminal
from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path


def test_a_json_resume_answers_what_it_knows(tree: Path) -> None:
    basics = {"name": "Nia Pargeter", "label": "Quality Manager", "email": "nia@example.com", "phone": "+44 1"}
    (tree / "resume.json").write_text(json.dumps({"basics": basics, "skills": [{"name": "audits"}]}), encoding="utf-8")
    typed = "resume.json\n\nFennel & Rye, Tamar Preserves\n\n\n\nen-GB\n"

    ran = run_on_terminal("init", cwd=tree, typed=typed)

    assert ran.code == 0, ran.out
    assert "Your name" not in ran.out
    text = (tree / "profile.yaml").read_text(encoding="utf-8")
    assert "name: Nia Pargeter\nemail: nia@example.com\n" in text
    assert "  - Quality Manager\n" in text
    assert "phone: +44 1\n" in text or 'phone: "+44 1"\n' in text
    assert "expertise: [audits]\n" in text
    assert run("check", cwd=tree).code == 0


def test_linkedin_connections_give_the_people_at_target_companies(tree: Path) -> None:
    rows = "Bea,Li,,bea@example.com,Fennel & Rye Ltd,Buyer,12 Mar 2024\nZed,Nobody,,,Elsewhere,Cook,12 Mar 2024\n"
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    (tree / "Connections.csv").write_text(header + rows, encoding="utf-8")
    typed = "Connections.csv\nNia Pargeter\nQuality Manager\nFennel & Rye, Tamar\n\n\n\n\n\n"

    ran = run_on_terminal("init", cwd=tree, typed=typed)

    assert ran.code == 0, ran.out
    assert "1 of 2 people in it work at your companies" in ran.out
    text = (tree / "profile.yaml").read_text(encoding="utf-8")
    assert "  - name: Bea Li\n    email: bea@example.com\n" in text
    assert "Zed" not in text
    assert run("check", cwd=tree).code == 0


def test_a_slip_in_an_answer_is_said_and_left_out(tree: Path) -> None:
    answers = ("nothing.csv", "Nia Pargeter", "Quality Manager", "Fennel & Rye, Tamar", "Ted")
    typed = "\n".join((*answers, "not an address", "", "# heading", "en-GB", "ted@@x", ""))

    ran = run_on_terminal("init", cwd=tree, typed=typed)

    assert ran.code == 0, ran.out
    assert "nothing.csv: No such file or directory; going on without it" in ran.out
    assert "is not one email address" in ran.out
    text = (tree / "profile.yaml").read_text(encoding="utf-8")
    assert "not an address" not in text
    assert "ted@@x" not in text
    assert run("check", cwd=tree).code == 0
