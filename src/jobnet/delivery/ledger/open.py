"""Opening the record: made where there never was one, checked whole, refused where it is not the newest."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import Any

from jobnet.delivery import failpoints
from jobnet.delivery.ledger.location import LedgerFiles, Mark, check_local, make_private
from jobnet.delivery.ledger.query import LedgerReader, broken
from jobnet.delivery.ledger.transition import Ledger
from jobnet.errors import Exit, JobnetError, quoted
from jobnet.files import clear, read_plain, sync_folder, write_new

APPLICATION_ID = 0x6A6F626E  # "jobn"
VERSION = 3

_SCHEMA = """
CREATE TABLE message(
  id INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL,
  address TEXT, reader TEXT NOT NULL, sender TEXT, subject TEXT NOT NULL,
  day TEXT NOT NULL, via TEXT NOT NULL, message_id TEXT UNIQUE, raw BLOB,
  state TEXT NOT NULL CHECK(state IN ('queued','sending','sent','refused','unknown','cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0, not_before TEXT, reply TEXT,
  queued_at TEXT NOT NULL, updated_at TEXT NOT NULL, shown TEXT) STRICT;
CREATE INDEX message_state ON message(state);
CREATE INDEX message_reader ON message(reader);
CREATE TABLE item(
  message INTEGER NOT NULL REFERENCES message(id) ON DELETE CASCADE, seq INTEGER NOT NULL, id TEXT NOT NULL,
  kind TEXT NOT NULL, company TEXT, position TEXT, date TEXT,
  PRIMARY KEY(message, seq)) STRICT;
CREATE TABLE told(
  reader TEXT NOT NULL, item TEXT NOT NULL, message INTEGER NOT NULL REFERENCES message(id) ON DELETE CASCADE,
  PRIMARY KEY(reader, item)) STRICT;
CREATE INDEX told_message ON told(message);
CREATE TABLE event(seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL) STRICT;
"""

_KEPT = {
    "message": "id, document, person, name, address, reader, sender, subject, day, via, message_id, raw, state, "
    "attempts, not_before, reply, queued_at, updated_at",
    "item": "message, seq, id, kind, company, position, date",
    "told": "reader, item, message",
    "event": "seq, at",
}
"""What an older record holds that is still read; of version 1 a table of runs, and what it says of them, is not."""


def open_to_write(place: LedgerFiles) -> Ledger:
    """The ledger, made if there never was one, checked from front to back. Hold the lock before you call this."""
    place.refuse_links()
    make_private(place.ledger.parent)
    check_local(place.ledger.parent)
    mark = place.read_mark()
    if not os.path.lexists(place.ledger):
        if mark is not None:
            raise _missing(place)
        _create(place)
    connection = _connection(place.ledger)
    ledger = Ledger(connection, place, was_marked=mark is not None)
    try:
        _check_whole(place, ledger)
        _bring_up_to_date(connection)
        place.remember()
    except BaseException:
        ledger.close()
        raise
    return ledger


def open_to_read(place: LedgerFiles) -> LedgerReader:
    """The ledger as it is; nothing is made or changed."""
    place.refuse_links()
    if not os.path.lexists(place.ledger):
        raise JobnetError(f"{place.ledger}: the record of who was told is missing. Restore it from a backup.", Exit.IO)
    connection = _connection(place.ledger)
    connection.execute("PRAGMA query_only = ON")
    return LedgerReader(connection, place.ledger)


def older_than_marked(place: LedgerFiles, ledger: LedgerReader) -> str | None:
    """What to say where the record is not as far as its marker remembers."""
    mark = place.read_mark()
    if mark is None or ledger.reaches(mark):
        return None
    return (
        f"{place.ledger}: the record of who was told is older than the last one used here: restored from a backup, or "
        "copied from elsewhere? What was sent since would be sent a second time. Put the newest copy in its place. If "
        f"there is none, delete the marker: rm {quoted(str(place.marker))}. What waits in the old record counts as in "
        "doubt then; and note with --mark-sent what else you know to have been sent since, before the next --send."
    )


def _missing(place: LedgerFiles) -> JobnetError:
    return JobnetError(
        f"{place.ledger}: the record of who was told is missing. Restore it from a backup. To begin again, knowing "
        f"that everybody may be written to a second time, delete the marker: rm {quoted(str(place.marker))}",
        Exit.IO,
    )


def _create(place: LedgerFiles) -> None:
    """A new ledger appears under its name only when it is whole."""
    new = place.ledger.with_suffix(".new")
    try:
        for left in (new, new.with_name(new.name + "-journal")):
            clear(left)
        write_new(new, b"")  # SQLite gives its journal the mode of the database
        connection = sqlite3.connect(new, isolation_level=None)
        with contextlib.closing(connection):
            _set_pragmas(connection)
            connection.executescript(
                f"BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION_ID}; "
                f"PRAGMA user_version = {VERSION}; {_SCHEMA} COMMIT;"
            )
        failpoints.here("ledger-written")
        new.replace(place.ledger)
        sync_folder(place.ledger.parent)
        failpoints.here("ledger-in-place")
        place.write_mark(Mark())
        failpoints.here("born-written")
    except (OSError, sqlite3.Error) as exc:
        raise broken(place.ledger, str(exc)) from exc


def _connection(path: Path) -> sqlite3.Connection:
    check_header(path)
    try:
        # mode=rw even to read: a journal left by a crash must be rolled back first. It never creates.
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=10)
        try:
            _set_pragmas(connection)
            _check_version(connection, path)
        except BaseException:
            connection.close()
            raise
    except (sqlite3.Error, ValueError) as exc:
        raise broken(path, str(exc)) from exc
    return connection


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise JobnetError(f"{path}: this record was written by a newer jobnet. Upgrade jobnet.", Exit.CONFIG)
    if version < 1:
        raise broken(path, f"unknown version {version}")
    made = "SELECT 1 FROM sqlite_schema WHERE type NOT IN ('table', 'index') OR sql LIKE '%VIRTUAL%'"
    if connection.execute(made).fetchone():  # a view or a trigger is a program, and runs without end if it likes
        raise broken(path, "it holds a program that jobnet never put there")


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    """An older record as one of today, in one transaction: all that was told stays told."""
    if connection.execute("PRAGMA user_version").fetchone()[0] == VERSION:
        return
    aside = "".join(f"ALTER TABLE {table} RENAME TO old_{table};" for table in _KEPT)
    copied = "".join(
        f"INSERT INTO {table} ({kept}) SELECT {kept} FROM old_{table};"  # noqa: S608 (all of it stands above)
        for table, kept in _KEPT.items()
    )
    gone = "".join(f"DROP TABLE old_{table};" for table in reversed(_KEPT))
    indexes = "DROP INDEX message_state; DROP INDEX message_reader; DROP INDEX told_message;"
    connection.executescript(
        f"BEGIN IMMEDIATE; {aside} {indexes} {_SCHEMA} {copied} {gone} DROP TABLE IF EXISTS batch;"
        f"PRAGMA user_version = {VERSION}; COMMIT;"
    )


def check_header(path: Path) -> None:
    """An empty or foreign file would open as an empty database: look before SQLite does."""
    try:
        header = read_plain(path, 100)
    except OSError as exc:
        raise broken(path, exc.strerror or str(exc)) from exc
    if header[:16] != b"SQLite format 3\0" or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise broken(path, "not a record of jobnet's")


def _check_whole(place: LedgerFiles, ledger: Ledger) -> None:
    trouble = ledger.damage() or (None if os.access(place.ledger, os.W_OK) else "not writable")
    if trouble is not None:
        raise broken(place.ledger, trouble)
    if trouble := older_than_marked(place, ledger):
        raise JobnetError(trouble, Exit.IO)


def _set_pragmas(connection: sqlite3.Connection) -> None:
    """Durable to the last commit, directory entry included; and look whether that took."""
    wanted: dict[str, Any] = {
        "journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "busy_timeout": 10000, "secure_delete": 1,
    }  # fmt: skip
    for name, value in wanted.items():
        connection.execute(f"PRAGMA {name} = {value}").fetchone()
        if connection.execute(f"PRAGMA {name}").fetchone()[0] != value:
            raise sqlite3.OperationalError(f"{name} cannot be set")
