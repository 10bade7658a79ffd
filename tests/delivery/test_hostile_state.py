"""The record is kept in plain files: no link, pipe or device in its place is written, read or waited for."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.bad_input.test_hostile_folders import PROFILE, SECRET
from tests.program import Ran, listing, run

if TYPE_CHECKING:
    from pathlib import Path


def refused(ran: Ran, name: str) -> None:
    assert (ran.code, ran.out) == (73, ""), ran.err
    assert name in ran.err.splitlines()[-1]
    assert "Traceback" not in ran.err


def the_record(folder: Path) -> Path:
    """The folder of the record, made by a first letter."""
    with_bo = PROFILE.replace("contacts:", "contacts:\n  - {name: Bo, offered_help: 2026-10-02}")
    (folder / "profile.yaml").write_text(with_bo, encoding="utf-8")
    assert run("brief", "--to", "Bo", "--mark-sent", cwd=folder, env={"JOBNET_STATE": str(folder / "state")}).code == 0
    (found,) = (path.parent for path in (folder / "state").glob("*/ledger.db"))
    return found


@pytest.fixture
def folder(tree: Path) -> Path:
    """A folder with a state folder in it; beside it lies a file of the user's that nothing may touch."""
    (tree / "theirs").mkdir()
    (tree / "mine").mkdir()
    (tree / "mine" / "secret").write_bytes(SECRET)
    (tree / "theirs" / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    return tree / "theirs"


@pytest.mark.parametrize("sort", ["a link to what is not there", "a link", "a FIFO"])
@pytest.mark.parametrize(
    "name", ["ledger.db", "ledger.db-journal", "ledger.born", "ledger.lock", "ledger.holder", ".ledger.holder.new"]
)
def test_the_record_is_kept_in_plain_files(name: str, sort: str, folder: Path) -> None:
    record = the_record(folder)
    target = folder.parent / "mine" / "kept"
    if (record / name).exists():
        (record / name).rename(target)
    if sort == "a FIFO":
        os.mkfifo(record / name)
    else:
        (record / name).symlink_to(target if sort == "a link" and target.exists() else target.with_name("new"))
    before = listing(folder.parent / "mine")

    refused(run("brief", "--to", "Ted", "--mark-sent", cwd=folder, env={"JOBNET_STATE": str(folder / "state")}), name)

    assert listing(folder.parent / "mine") == before


@pytest.mark.parametrize("name", ["ledger.new", "ledger.new-journal", ".ledger.born.new"])
def test_a_new_record_is_not_made_through_a_link(name: str, folder: Path) -> None:
    record = the_record(folder)
    shutil.rmtree(folder / "state" / "known")
    for path in record.iterdir():
        path.unlink()
    (record / name).symlink_to(folder.parent / "mine" / "secret")

    refused(run("brief", "--to", "Ted", "--mark-sent", cwd=folder, env={"JOBNET_STATE": str(folder / "state")}), name)

    assert (folder.parent / "mine" / "secret").read_bytes() == SECRET


@pytest.mark.parametrize("which", ["known", "the record"])
def test_the_folders_of_the_record_are_no_links(which: str, folder: Path) -> None:
    place = folder / "state" / "known" if which == "known" else the_record(folder)
    shutil.rmtree(folder / "state", ignore_errors=True)
    place.parent.mkdir()
    place.symlink_to(folder.parent / "mine")
    before = listing(folder.parent / "mine")

    ran = run("brief", "--to", "Ted", "--mark-sent", cwd=folder, env={"JOBNET_STATE": str(folder / "state")})

    refused(ran, place.name)
    assert listing(folder.parent / "mine") == before


ENDLESS = (
    "ALTER TABLE message RENAME TO of_old; CREATE VIEW message AS SELECT * FROM of_old WHERE id IN "
    "(WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) SELECT max(x) FROM t)"
)
ELSEWHERE = "CREATE TRIGGER t AFTER INSERT ON event BEGIN UPDATE message SET address = 'm@evil.example'; END"


@pytest.mark.parametrize(
    "program", [ENDLESS, ELSEWHERE], ids=["a view without end", "a trigger that exchanges addresses"]
)
def test_a_record_with_a_program_in_it_is_not_used(program: str, folder: Path) -> None:
    with contextlib.closing(sqlite3.connect(the_record(folder) / "ledger.db")) as ledger:
        ledger.executescript(program)
    env = {"JOBNET_STATE": str(folder / "state")}

    read = run("history", cwd=folder, env=env)
    written = run("brief", "--to", "Ted", "--mark-sent", cwd=folder, env=env)

    assert (read.code, written.code) == (74, 74)
    assert "it holds a program that jobnet never put there" in read.err
    assert "it holds a program that jobnet never put there" in written.err


def test_a_note_that_leads_to_a_file_of_others_puts_nothing_beside_it(folder: Path) -> None:
    the_record(folder)
    for note in (folder / "state" / "known").iterdir():
        note.write_text(str(folder.parent / "mine" / "secret"), encoding="utf-8")
    (folder / "config.yaml").write_text("folder: {path: out}\n", encoding="utf-8")
    env = {"JOBNET_STATE": str(folder / "state"), "JOBNET_CONFIG": str(folder / "config.yaml")}
    before = listing(folder.parent / "mine")

    ran = run("brief", "--to", "Ted", "--send", "--yes", "--via", "folder", cwd=folder, env=env)

    assert (ran.code, listing(folder.parent / "mine")) == (74, before)
    assert "not a record of jobnet's" in ran.err
