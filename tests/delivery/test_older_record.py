"""A record that is not the newest one is never taken for it: nobody is written to a second time after a restore."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.delivery.a_search import SEND, Search

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def search(tree: Path) -> Search:
    """A search whose runs send one letter each: what was planned waits for the next."""
    search = Search(tree)
    search.config(max_messages=1)
    return search


def test_record_from_before_a_hand_over_is_refused_though_no_batch_was_planned_since(search: Search) -> None:
    assert search.run(*SEND).code == 75
    older = search.ledger.read_bytes()
    assert search.run(*SEND).code == 75
    search.ledger.write_bytes(older)

    ran = search.run(*SEND)

    assert (ran.code, search.sent) == (74, {"ada": 1, "ben": 1})
    assert "older than the last one used here" in ran.err
    assert f"rm {search.marker}" in ran.err


@pytest.mark.parametrize("decision", ["--sent", "--drop"])
def test_record_from_before_a_decision_of_the_user_is_refused(search: Search, decision: str) -> None:
    assert search.run(*SEND).code == 75
    older = search.ledger.read_bytes()
    assert search.run("outbox", "resolve", "2", decision).code == 0
    search.ledger.write_bytes(older)

    assert search.run("outbox", "send", "--yes").code == 74
    assert search.sent == {"ada": 1}


def test_record_from_before_a_note_by_hand_is_refused(search: Search) -> None:
    assert search.run("update", "--to", "ada", "--send", "--yes").code == 0
    older = search.ledger.read_bytes()
    assert search.run("update", "--to", "ben", "--mark-sent").code == 0
    search.ledger.write_bytes(older)

    assert (search.run(*SEND).code, search.sent) == (74, {"ada": 1})


def test_record_of_another_machine_is_refused_though_it_is_as_long(search: Search) -> None:
    assert search.run(*SEND).code == 75
    shutil.copytree(search.state, search.tree / "other")
    for state in ("state", "other"):
        search.state = search.tree / state
        assert search.run(*SEND).code == 75
    other, search.state = search.ledger, search.tree / "state"
    shutil.copy(other, search.ledger)

    assert search.run(*SEND).code == 74


def test_older_record_is_said_wherever_it_is_read(search: Search) -> None:
    assert search.run(*SEND).code == 75
    older = search.ledger.read_bytes()
    assert search.run(*SEND).code == 75
    search.ledger.write_bytes(older)

    for command in (("update", "--all"), ("next",), ("check",), ("outbox",)):
        assert "older than the last one used here" in search.run(*command).err, command
    assert search.run("doctor").code == 74


def test_what_waits_in_an_older_record_that_the_user_takes_is_in_doubt(search: Search) -> None:
    assert search.run(*SEND).code == 75
    older = search.ledger.read_bytes()
    assert search.run(*SEND).code == 75
    search.ledger.write_bytes(older)
    search.marker.unlink()

    ran = search.run(*SEND)

    assert (ran.code, search.sent) == (3, {"ada": 1, "ben": 1})
    assert search.states() == {"Ada Bell": "sent", "Ben Cole": "unknown", "Cid Dorn": "unknown"}
    assert "it waited in an older record, and may have gone since" in ran.err


@pytest.mark.parametrize("text", ["", "events", "nonsense", "-1", "events x y", "\0", "é"])
def test_marker_that_cannot_be_read_stops_everything(search: Search, text: str) -> None:
    assert search.run(*SEND).code == 75
    search.marker.write_text(text, "utf-8")

    ran = search.run(*SEND)

    assert (ran.code, search.sent) == (74, {"ada": 1})
    assert f"rm {search.marker}" in ran.err


@pytest.mark.parametrize("number", range(1, 8))
@pytest.mark.parametrize("point", ["marker-due", "marker-written"])
def test_run_that_dies_around_the_marker_locks_nobody_out_and_tells_nobody_twice(
    search: Search, point: str, number: int
) -> None:
    search.config()
    died = search.run(*SEND, JOBNET_FAILPOINT=f"{point}:{number}")

    ran = search.run(*SEND)

    assert died.code in {0, 9}
    doubtful = {name for name, state in search.states().items() if state == "unknown"}
    assert (ran.code, len(doubtful)) in {(0, 0), (3, 1)}
    assert set(search.sent.values()) == {1}
    assert len(search.sent) + len(doubtful) == 3


def test_everybody_is_told_after_a_forgotten_person_s_events_are_gone(search: Search) -> None:
    search.config()
    assert search.run(*SEND).code == 0
    assert search.run("forget", "Cid Dorn").code == 0
    assert search.run("forget", "Ada Bell").code == 0

    assert search.run("outbox", "send", "--yes").code == 0


_OF_VERSION_2 = """
ALTER TABLE message DROP COLUMN shown;
PRAGMA user_version = 2;
"""
_OF_VERSION_1 = """
ALTER TABLE message DROP COLUMN shown;
CREATE TABLE batch(
  id INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL, created_at TEXT NOT NULL,
  profile_sha256 TEXT NOT NULL, selection TEXT NOT NULL) STRICT;
INSERT INTO batch VALUES (1, 'update', '2026-10-15T08:00:00Z', '', '');
ALTER TABLE message ADD COLUMN batch INTEGER NOT NULL DEFAULT 1 REFERENCES batch(id);
ALTER TABLE message ADD COLUMN opening TEXT NOT NULL DEFAULT '';
ALTER TABLE message ADD COLUMN sha256 TEXT;
ALTER TABLE event ADD COLUMN message INTEGER;
ALTER TABLE event ADD COLUMN from_state TEXT;
ALTER TABLE event ADD COLUMN to_state TEXT;
ALTER TABLE event ADD COLUMN detail TEXT;
PRAGMA user_version = 1;
"""


@pytest.mark.parametrize("version", [_OF_VERSION_1, _OF_VERSION_2])
def test_record_of_an_earlier_version_is_taken_over_and_nobody_is_told_twice(search: Search, version: str) -> None:
    assert search.run(*SEND).code == 75
    with closing(sqlite3.connect(search.ledger)) as record:
        record.executescript(version)
    told = search.run("history").out
    assert "Ada" in told

    assert search.run(*SEND).code == 75

    assert search.sent == {"ada": 1, "ben": 1}
    with closing(sqlite3.connect(search.ledger)) as record:
        assert record.execute("PRAGMA user_version").fetchone() == (3,)
        assert (
            record.execute("SELECT name FROM sqlite_schema WHERE name LIKE 'old%' OR name = 'batch'").fetchall() == []
        )
    assert search.run(*SEND).code == 0
    assert search.sent == {"ada": 1, "ben": 1, "cid": 1}
