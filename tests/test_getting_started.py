"""docs/getting-started.md does what it says, typed as it stands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.program import run

PAGE = Path(__file__).parent.parent / "docs" / "getting-started.md"
BLOCKS = [block.splitlines() for block in re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [f"Person{n},Example,,,Company {n % 90},Buyer,12 Mar 2024" for n in range(799)]
    rows.insert(400, "Bea,Li,https://example.com/in/bea,,Quayside Example Ltd,Buyer,12 Mar 2024")
    notes = 'Notes:\n"Some of the email addresses are missing."\n\n'
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    (tmp_path / "Connections.csv").write_text(notes + header + "\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


def test_from_an_export_of_800_rows_to_a_first_brief_in_under_five_commands(folder: Path) -> None:
    assert len(BLOCKS[0]) < 5

    for line in BLOCKS[0]:
        ran = run(*shlex.split(line)[1:], cwd=folder)
        assert ran.code == 0, f"{line}: {ran.err}"

    assert ran.out.startswith("Subject: ")
    assert "Hi Bea,\n" in ran.out
    assert "Quayside Example" in ran.out


@pytest.mark.slow
def test_every_command_of_the_page_works(folder: Path) -> None:
    for line in [line for block in BLOCKS for line in block]:
        ran = run(*shlex.split(line)[1:], cwd=folder)
        assert (ran.code, "Traceback" in ran.err) == (0, False), f"{line}: {ran.err}"
