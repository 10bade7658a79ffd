"""Every example passes check, and the letters beside it are what jobnet writes today. Adding a folder adds a case."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from tests.program import listing, run

EXAMPLES = Path(__file__).parent.parent / "examples"
FOLDERS = sorted(path.parent for path in EXAMPLES.glob("*/profile.yaml"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_example_passes_check(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "profile.yaml", tmp_path)

    ran = run("check", cwd=tmp_path)

    assert ran.code == 0, ran.err + ran.out


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_letters_beside_the_example_are_current(folder: Path, tmp_path: Path, rewrite: bool) -> None:
    shutil.copy(folder / "profile.yaml", tmp_path)
    for command in (folder / "letters.txt").read_text(encoding="utf-8").splitlines():
        ran = run(*shlex.split(command), "-o", "letters/", "--overwrite", "-q", cwd=tmp_path)
        assert ran.code == 0, f"{command}: {ran.err}"
    written = listing(tmp_path / "letters")

    if rewrite:
        shutil.rmtree(folder / "letters", ignore_errors=True)
        shutil.copytree(tmp_path / "letters", folder / "letters")

    assert written == listing(folder / "letters")
