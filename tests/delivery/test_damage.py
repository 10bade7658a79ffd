"""A record, a file name or a day that nobody meant: a message and a code, never a bug."""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.delivery.a_search import ADA, BEN, SEND, Search, person

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = (SEND, ("next",), ("history",), ("outbox",), ("outbox", "show", "1"), ("doctor",), ("update", "--all"))
DAMAGE = (
    "UPDATE message SET day = 'never'",
    "UPDATE message SET queued_at = 'then'",
    "UPDATE message SET updated_at = ''",
    "UPDATE message SET not_before = 'soon'",
    "UPDATE message SET day = x'ff'",
    "UPDATE item SET kind = 'gossip'",
    "UPDATE item SET date = '2026-99-99'",
    "UPDATE event SET at = 'once'",
    "UPDATE event SET at = CAST(x'ff' AS TEXT)",
    "UPDATE message SET name = CAST(x'ff' AS TEXT)",
    "DROP TABLE event",
    "DROP TABLE told",
    "ALTER TABLE message DROP COLUMN subject",
)


@pytest.fixture
def search(tree: Path) -> Search:
    search = Search(tree)
    search.profile(ADA, BEN)
    assert search.run(*SEND).code == 0
    return search


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_record_is_said(search: Search, damage: str) -> None:
    with contextlib.closing(sqlite3.connect(search.ledger, isolation_level=None)) as opened:
        opened.execute("PRAGMA ignore_check_constraints = 1")
        with contextlib.suppress(sqlite3.IntegrityError):  # the table is strict about this one
            opened.execute(damage)

    rans = {command: search.run(*command) for command in COMMANDS}

    assert not [command for command, ran in rans.items() if ran.code == 1 or "bug" in ran.err]
    assert search.sent == {"ada": 1, "ben": 1}


def test_record_with_flipped_bytes_is_said(search: Search) -> None:
    chance, whole = random.Random(7), search.ledger.read_bytes()
    for _ in range(12):
        data = bytearray(whole)
        for _ in range(40):
            data[chance.randrange(100, len(data))] = chance.randrange(256)
        search.ledger.write_bytes(data)
        for command in (SEND, ("history",)):
            ran = search.run(*command)
            assert ran.code != 1, ran.err
    assert search.sent == {"ada": 1, "ben": 1}


@pytest.mark.parametrize("day", ["0001-01-01", "0999-12-31", "9999-12-31", "9999-01-01", "1969-12-31", "2101-01-01"])
@pytest.mark.parametrize("option", ["--today", "--until", "--since"])
def test_day_out_of_all_range_is_wrong_usage(search: Search, option: str, day: str) -> None:
    ran = search.run("update", "--to", "ada", option, day, "-f", "eml", "-o", "x.eml")

    assert (ran.code, "Years go from 1970 to 2100" in ran.err) == (2, True)


@pytest.mark.skipif(os.name == "nt", reason="file names are bytes")
@pytest.mark.parametrize("command", [("check",), ("brief", "--all"), ("brief", "--all", "--send", "--yes")])
def test_resume_whose_name_is_no_text_is_said(tree: Path, command: tuple[str, ...]) -> None:
    search = Search(tree)
    target = tree / os.fsdecode(b"cv-\xff.pdf")
    target.write_bytes(b"%PDF-1.4")
    (tree / "cv.pdf").symlink_to(target)
    search.profile(person("Ada Bell", offered_help="2026-10-01"), resume={"file": "cv.pdf"})

    ran = search.run(*command)

    assert ran.code != 1, ran.err
    assert "which mail cannot carry" in ran.out + ran.err
    assert search.sent == {}


def test_program_that_leaves_something_running_is_not_waited_for(search: Search) -> None:
    search.config(sendmail={"command": ["sh", "-c", "cat >/dev/null; sleep 60 & exit 0"]})

    assert search.run("update", "--to", "ada", "--again", "--force", "--send", "--yes").code in {0, 65}
