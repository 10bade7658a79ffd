"""`jobnet undo`: the last change of jobnet's, and no other, is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import run_on_terminal
from tests.program import listing, run

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """\
# My search
name: Nia Pargeter
contacts:
  - name: Ted Alder   # from the choir
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a profile that jobnet has changed once."""
    folder = tmp_path / "session"
    folder.mkdir()
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    assert run("set", "contact", "Ted", "updates=off", cwd=folder).code == 0
    return folder


def profile(folder: Path) -> str:
    return (folder / "profile.yaml").read_text(encoding="utf-8")


def test_undo_shows_the_difference_and_takes_the_change_back_once(folder: Path) -> None:
    changed = profile(folder)

    ran = run("undo", "--yes", cwd=folder)

    assert (ran.code, "\n-    updates: off\n" in ran.out) == (0, True), ran.err
    assert profile(folder) == PROFILE
    assert (folder / "profile.yaml.bak~1").read_text(encoding="utf-8") == changed
    again = run("undo", "--yes", cwd=folder)
    assert (again.code, again.out, "no change of jobnet's to take back: only the last one can be" in again.err) == (
        65,
        "",
        True,
    ), again.err
    assert profile(folder) == PROFILE


@pytest.mark.parametrize(("option", "code"), [("--dry-run", 0), ("--quiet", 2)])
def test_undo_without_yes_only_shows(folder: Path, option: str, code: int) -> None:
    before = listing(folder)

    ran = run("undo", option, cwd=folder)

    assert (ran.code, "\n-    updates: off\n" in ran.out) == (code, True), ran.err
    assert ("add --yes" in ran.err) == (code == 2)
    assert listing(folder) == before


@pytest.mark.parametrize(("typed", "is_taken_back"), [("n\n", False), ("\n", False), ("y\n", True)])
def test_undo_asks_on_a_terminal(folder: Path, typed: str, is_taken_back: bool) -> None:
    ran = run_on_terminal("undo", cwd=folder, typed=typed)

    assert (ran.code, "-    updates: off" in ran.out) == (0, True), ran.out
    assert (profile(folder) == PROFILE) == is_taken_back


@pytest.mark.parametrize(
    ("name", "said"),
    [("profile.yaml", "was changed since"), ("profile.yaml.bak~1", "is not the one that jobnet made")],
)
def test_undo_is_refused_when_a_file_was_changed_since(folder: Path, name: str, said: str) -> None:
    path = folder / name
    path.write_bytes(path.read_bytes() + b"# mine\n")
    before = listing(folder)

    ran = run("undo", "--yes", cwd=folder)

    assert (ran.code, ran.out, said in ran.err) == (65, "", True), ran.err
    assert listing(folder) == before


def test_undo_is_refused_where_nothing_was_changed_or_the_backup_is_gone(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(PROFILE, encoding="utf-8")
    assert run("undo", "--yes", "-p", other, cwd=folder).code == 65
    assert run("undo", "--yes", "-p", "-", cwd=folder).code == 2
    (folder / "profile.yaml.bak~1").unlink()

    ran = run("undo", "--yes", cwd=folder)

    assert (ran.code, "cannot be read" in ran.err) == (65, True), ran.err


def test_a_state_folder_that_cannot_be_written_stops_no_change(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    env = {"JOBNET_STATE": str(tmp_path / "taken")}

    assert run("set", "contact", "Ted", "updates=on", cwd=folder, env=env).code == 0
    assert run("undo", "--yes", cwd=folder, env=env).code == 65
