"""Whole letters, one a situation: each profile in `golden/` with the letter beside it, read aloud and kept.

The first line of a profile is the command. `--rewrite` writes the letters anew; the difference is read, whole.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from jobnet.cli import run

GOLDEN = Path(__file__).parent / "golden"
PROFILES = sorted(GOLDEN.glob("*/*.yaml"))


@pytest.mark.parametrize("profile", PROFILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_letter_is_as_it_was_read(profile: Path, rewrite: bool, capsys: pytest.CaptureFixture[str]) -> None:
    first, _, _ = profile.read_text("utf-8").partition("\n")
    program, *command = shlex.split(first.removeprefix("#"))

    code = run([*command, "--profile", str(profile), "--quiet"])

    letter = profile.with_suffix(".txt")
    said = capsys.readouterr().out
    if rewrite:
        letter.write_text(said, encoding="utf-8")
    assert (program, code, said) == ("jobnet", 0, letter.read_text("utf-8"))
