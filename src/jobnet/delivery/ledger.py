"""The record of who was told what: the only SQL. Everything durable about sending goes through here.

A message is *queued* with its bytes, becomes *sending* right before it is handed over, and then *sent*, *refused*,
*queued* again, or *unknown* (in doubt). The table `told` is the hard rule: one person, one item, once.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import stat
from dataclasses import field
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Self

from jobnet.delivery import failpoints
from jobnet.delivery.addresses import address_key
from jobnet.delivery.clock import moment, stamp
from jobnet.delivery.ledger_location import Place, check_local, make_private, sync_folder
from jobnet.errors import Exit, JobnetError
from jobnet.facts.items import Item, Kind
from jobnet.frozen import dataclass

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

APPLICATION_ID = 0x6A6F626E  # "jobn"
VERSION = 1
RAW_KEPT = dt.timedelta(days=30)
"""How long the bytes of a sent message are kept."""

_SCHEMA = """
CREATE TABLE batch(
  id INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL, created_at TEXT NOT NULL,
  profile_sha256 TEXT NOT NULL, selection TEXT NOT NULL) STRICT;
CREATE TABLE message(
  id INTEGER PRIMARY KEY AUTOINCREMENT, batch INTEGER NOT NULL REFERENCES batch(id),
  document TEXT NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL,
  address TEXT, reader TEXT NOT NULL, sender TEXT, subject TEXT NOT NULL, opening TEXT NOT NULL,
  day TEXT NOT NULL, via TEXT NOT NULL, message_id TEXT UNIQUE, raw BLOB, sha256 TEXT,
  state TEXT NOT NULL CHECK(state IN ('queued','sending','sent','refused','unknown','cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0, not_before TEXT, reply TEXT,
  queued_at TEXT NOT NULL, updated_at TEXT NOT NULL,
  UNIQUE(batch, reader), UNIQUE(batch, person)) STRICT;
CREATE INDEX message_state ON message(state);
CREATE INDEX message_reader ON message(reader);
CREATE TABLE item(
  message INTEGER NOT NULL REFERENCES message(id), seq INTEGER NOT NULL, id TEXT NOT NULL,
  kind TEXT NOT NULL, company TEXT, position TEXT, date TEXT,
  PRIMARY KEY(message, seq)) STRICT;
CREATE TABLE told(
  reader TEXT NOT NULL, item TEXT NOT NULL, message INTEGER NOT NULL REFERENCES message(id),
  PRIMARY KEY(reader, item)) STRICT;
CREATE INDEX told_message ON told(message);
CREATE TABLE event(
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, message INTEGER, from_state TEXT, to_state TEXT,
  detail TEXT) STRICT;
"""


class State(StrEnum):
    """Where one message stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"

    @property
    def said(self) -> str:
        """The state in the user's words."""
        return {State.QUEUED: "waiting", State.SENDING: "being sent", State.UNKNOWN: "in doubt"}.get(self, self.value)


TOLD = (State.QUEUED, State.SENDING, State.SENT, State.UNKNOWN)
"""Whoever has a message in one of these states has been told, or is about to be."""


@dataclass(frozen=True)
class NewMessage:
    """One letter on its way into the ledger. Without `raw` it was handed over by the user."""

    document: str
    person: str
    name: str
    subject: str
    day: dt.date
    items: tuple[Item, ...]
    address: str | None = None
    sender: str | None = None
    opening: str = ""
    message_id: str | None = None
    raw: bytes | None = None
    again: bool = False
    """The user wants it told again: what this reader was told before is no obstacle."""

    @property
    def reader(self) -> str:
        """Whom the hard rule protects: a mailbox, or a person without one."""
        return address_key(self.address) if self.address else f"person:{self.person}"


@dataclass(frozen=True)
class Message:
    """One message as the ledger has it. `at` is when its state last changed, `day` the date of the letter."""

    id: int
    batch: int
    document: str
    person: str
    name: str
    address: str | None
    reader: str
    sender: str | None
    subject: str
    opening: str
    day: dt.date
    via: str
    message_id: str | None
    state: State
    attempts: int
    not_before: dt.datetime | None
    reply: str | None
    queued_at: dt.datetime
    at: dt.datetime
    raw: bytes | None = field(default=None, repr=False)
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Planned:
    """What became of a plan in the ledger."""

    queued: tuple[int, ...] = ()
    known: tuple[NewMessage, ...] = ()
    """Told meanwhile, every item of it: nothing to do."""
    clashing: tuple[tuple[NewMessage, str], ...] = ()
    """Not taken this time, and why."""


class Ledger:
    """An open ledger. Made by `open_to_write` (under the lock) or `open_to_read`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self.path = path
        self._identity = _identity(path)

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Reading

    def messages(self, *states: State, raw: bool = False) -> tuple[Message, ...]:
        """The messages in these states (all, if none is named), oldest first, with what they tell."""
        wanted = states or tuple(State)
        marks = ",".join("?" * len(wanted))
        with self._speaking():
            items = self._items(f"WHERE m.state IN ({marks})", wanted)
            rows = self._db.execute(
                f"SELECT {_columns(raw)} FROM message WHERE state IN ({marks}) ORDER BY id",  # noqa: S608
                wanted,
            )
            return tuple(_message(row, items) for row in rows)

    def message(self, number: int) -> Message:
        """The message with this number, its bytes included."""
        with self._speaking():
            items = self._items("WHERE m.id = ?", (number,))
            row = self._db.execute(
                f"SELECT {_columns(raw=True)} FROM message WHERE id = ?",  # noqa: S608
                (number,),
            ).fetchone()
        if row is None:
            raise JobnetError(f"there is no message {number}; see: jobnet outbox", Exit.USAGE)
        return _message(row, items)

    def sent(self) -> tuple[Message, ...]:
        """Everything anybody was told, or is about to be, oldest first."""
        return self.messages(*TOLD)

    def last_state(self, reader: str) -> State | None:
        """What became of the last message to this reader."""
        with self._speaking():
            row = self._db.execute(
                "SELECT state FROM message WHERE reader = ? AND state != 'cancelled' ORDER BY id DESC LIMIT 1",
                (reader,),
            ).fetchone()
        return State(row[0]) if row else None

    def handed_over_since(self, earliest: dt.datetime, latest: dt.datetime) -> int:
        """How many messages a server took, or may have taken, in this time."""
        with self._speaking():
            row = self._db.execute(
                "SELECT count(*) FROM message WHERE state IN ('sent','unknown') AND via NOT IN ('hand','') "
                "AND updated_at > ? AND updated_at <= ?",
                (stamp(earliest), stamp(latest)),
            ).fetchone()
        return int(row[0])

    def batches(self) -> int:
        """The number of the last batch."""
        with self._speaking():
            return int(self._db.execute("SELECT coalesce(max(id), 0) FROM batch").fetchone()[0])

    def latest_time(self) -> dt.datetime | None:
        """The latest time in the record."""
        with self._speaking():
            row = self._db.execute("SELECT at FROM event ORDER BY seq DESC LIMIT 1").fetchone()
        return moment(row[0]) if row else None

    def _items(self, where: str, values: Sequence[object]) -> dict[int, list[Item]]:
        found: dict[int, list[Item]] = {}
        for message, *item in self._db.execute(
            f"SELECT i.message, i.id, i.kind, i.company, i.position, i.date FROM item i "  # noqa: S608
            f"JOIN message m ON m.id = i.message {where} ORDER BY i.message, i.seq",
            values,
        ):
            name, kind, company, position, date = item
            day = dt.date.fromisoformat(date) if date else None
            found.setdefault(message, []).append(Item(name, Kind(kind), company, position, day))
        return found

    # Writing: each of these is one durable transaction

    def recover(self, now: dt.datetime) -> None:
        """What a dead run left half handed over is in doubt. Under the lock only: a live run would be declared dead."""
        with self._transaction():
            rows = self._db.execute("SELECT id FROM message WHERE state = 'sending'").fetchall()
            for (number,) in rows:
                self._move(number, State.UNKNOWN, now, "the run that was handing it over did not finish")
            earliest = stamp(now - RAW_KEPT)
            self._db.execute(
                "UPDATE message SET raw = NULL "
                "WHERE raw IS NOT NULL AND state IN ('sent','cancelled') AND updated_at < ?",
                (earliest,),
            )
        failpoints.here("recovered")

    def plan(
        self,
        letters: Iterable[NewMessage],
        now: dt.datetime,
        *,
        document: str,
        profile_sha256: str = "",
        selection: str = "",
    ) -> Planned:
        """Queue the letters as one batch; those whose reader has been told since they were planned are left out."""
        with self._transaction():
            planned = self._add(letters, now, State.QUEUED, "", document, profile_sha256, selection)
        failpoints.here("plan-committed")
        return planned

    def exchange(
        self, numbers: Iterable[int], batches: Mapping[str, Iterable[NewMessage]], now: dt.datetime, *, why: str
    ) -> list[Planned]:
        """Take these back and queue the letters of each document in their place: all of it, or nothing."""
        with self._transaction():
            for number in numbers:
                self._move(number, State.CANCELLED, now, why)
            failpoints.here("exchange-cancelled")
            planned = [
                self._add(letters, now, State.QUEUED, "", document, "", "refresh")
                for document, letters in batches.items()
            ]
        failpoints.here("exchange-committed")
        return planned

    def mark_sent(self, letters: Iterable[NewMessage], now: dt.datetime, *, document: str) -> Planned:
        """Record what the user sent by hand."""
        with self._transaction():
            planned = self._add(letters, now, State.SENT, "hand", document, "", "")
        failpoints.here("mark-committed")
        return planned

    def claim(self, number: int, via: str, now: dt.datetime) -> None:
        """From here on the message may have gone: said before it goes. Then make sure that the record is still ours."""
        with self._transaction():
            changed = self._db.execute(
                "UPDATE message SET state = 'sending', via = ?, attempts = attempts + 1, updated_at = ? "
                "WHERE id = ? AND state = 'queued'",
                (via, stamp(now), number),
            ).rowcount
            if changed != 1:
                raise _taken(number)
            self._note(number, State.QUEUED, State.SENDING, via, now)
        self.check_in_place()

    def check_in_place(self) -> None:
        """The path still leads to the file we write: SQLite would go on writing to a deleted one."""
        try:
            same = _identity(self.path) == self._identity
        except OSError:
            same = False
        if not same:
            raise JobnetError(f"{self.path}: the record was removed or replaced while sending; stopped.", Exit.IO)

    def settle(
        self, number: int, state: State, reply: str, now: dt.datetime, *, not_before: dt.datetime | None = None,
        tried: bool = False, via: str | None = None, was: tuple[State, ...] = tuple(State),
    ) -> None:  # fmt: skip
        """Write down what became of a message. `tried`: an attempt that never came as far as `claim`.

        `was`: where the run that says so left it; anywhere else, another run had it meanwhile, and its word stands.
        """
        with self._transaction():
            row = self._db.execute("SELECT state FROM message WHERE id = ?", (number,)).fetchone()
            if row is None or State(row[0]) not in was:
                raise _taken(number)
            self._move(number, state, now, reply)
            self._db.execute(
                "UPDATE message SET not_before = ?, attempts = attempts + ?, via = coalesce(?, via) WHERE id = ?",
                (stamp(not_before) if not_before else None, int(tried), via, number),
            )
        failpoints.here("settled")

    def resolve(self, number: int, state: State, detail: str, now: dt.datetime) -> None:
        """The user decided: sent, send again (the same bytes), or drop."""
        with self._transaction():
            row = self._db.execute(
                "SELECT state, raw IS NOT NULL, reader FROM message WHERE id = ?", (number,)
            ).fetchone()
            if row is None:
                raise JobnetError(f"there is no message {number}; see: jobnet outbox", Exit.USAGE)
            before = State(row[0])
            if before not in {State.UNKNOWN, State.REFUSED, State.QUEUED}:
                raise JobnetError(f"message {number} is {before.said}: there is nothing to decide.", Exit.USAGE)
            if state is State.QUEUED:
                if not row[1]:
                    raise JobnetError(f"the bytes of message {number} are no longer kept.", Exit.USAGE)
                self._tell_again(number, row[2])
                self._db.execute(
                    "UPDATE message SET attempts = 0, not_before = NULL, queued_at = ? WHERE id = ?",
                    (stamp(now), number),
                )
            self._move(number, state, now, detail)
            if state is State.SENT:
                self._keep_told(number, row[2])
        failpoints.here("resolve-committed")

    def forget(self, people: Iterable[str], addresses: Iterable[str], now: dt.datetime) -> int:
        """Remove these people: their messages, and what they were told. How many messages went."""
        readers = [*(address_key(each) for each in addresses), *(f"person:{each}" for each in people)]
        people = list(people)
        with self._transaction():
            numbers = [
                row[0]
                for row in self._db.execute(
                    f"SELECT id FROM message WHERE reader IN ({','.join('?' * len(readers))}) "  # noqa: S608
                    f"OR person IN ({','.join('?' * len(people))})",
                    (*readers, *people),
                )
            ]
            for number in numbers:
                self._db.execute(
                    "UPDATE batch SET selection = '' WHERE id = (SELECT batch FROM message WHERE id = ?)", (number,)
                )
                for table in ("told", "item", "event"):
                    self._db.execute(f"DELETE FROM {table} WHERE message = ?", (number,))  # noqa: S608
                self._db.execute("DELETE FROM message WHERE id = ?", (number,))
            self._note(None, None, None, f"forgot {len(numbers)} messages on request", now)
        failpoints.here("forget-committed")
        return len(numbers)

    def _add(
        self,
        letters: Iterable[NewMessage],
        now: dt.datetime,
        state: State,
        via: str,
        document: str,
        profile: str,
        selection: str,
    ) -> Planned:
        queued: list[int] = []
        known: list[NewMessage] = []
        clashing: list[tuple[NewMessage, str]] = []
        batch: int | None = None
        taken: dict[str, str] = {}
        for letter in letters:
            told = set() if letter.again else self._told(letter)
            if letter.items and told >= {item.id for item in letter.items}:
                known.append(letter)
            elif told:
                clashing.append((letter, "has meanwhile been told part of this; the next run writes the rest"))
            elif letter.reader in taken or f"person:{letter.person}" in taken:
                other = taken.get(letter.reader) or taken[f"person:{letter.person}"]
                clashing.append((letter, f"has the same address as {other}; one letter is enough"))
            else:
                if batch is None:
                    batch = self._batch(document, now, profile, selection)
                taken[letter.reader] = taken[f"person:{letter.person}"] = letter.name
                queued.append(self._insert(letter, batch, now, state, via))
        return Planned(tuple(queued), tuple(known), tuple(clashing))

    def _batch(self, document: str, now: dt.datetime, profile: str, selection: str) -> int:
        return int(
            self._db.execute(
                "INSERT INTO batch(document, created_at, profile_sha256, selection) VALUES (?,?,?,?) RETURNING id",
                (document, stamp(now), profile, selection),
            ).fetchone()[0]
        )

    def _told(self, letter: NewMessage) -> set[str]:
        marks = ",".join("?" * len(letter.items))
        return {
            row[0]
            for row in self._db.execute(
                f"SELECT item FROM told WHERE reader = ? AND item IN ({marks})",  # noqa: S608
                (letter.reader, *(item.id for item in letter.items)),
            )
        }

    def _insert(self, letter: NewMessage, batch: int, now: dt.datetime, state: State, via: str) -> int:
        at = stamp(now)
        number = int(
            self._db.execute(
                "INSERT INTO message(batch, document, person, name, address, reader, sender, subject, opening, day, "
                "via, message_id, raw, sha256, state, queued_at, updated_at) "
                "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) RETURNING id",
                (
                    batch, letter.document, letter.person, letter.name, letter.address, letter.reader, letter.sender,
                    letter.subject, letter.opening, letter.day.isoformat(), via, letter.message_id, letter.raw,
                    sha256(letter.raw).hexdigest() if letter.raw is not None else None, state, at, at,
                ),
            ).fetchone()[0]
        )  # fmt: skip
        for seq, item in enumerate(letter.items):
            self._db.execute(
                "INSERT INTO item VALUES (?,?,?,?,?,?,?)",
                (number, seq, item.id, item.kind, item.company, item.position, item.date and item.date.isoformat()),
            )
            self._db.execute("INSERT INTO told VALUES (?,?,?) ON CONFLICT DO NOTHING", (letter.reader, item.id, number))
        self._note(number, None, state, via, now)
        return number

    def _move(self, number: int, state: State, now: dt.datetime, reply: str) -> None:
        before = self._db.execute("SELECT state FROM message WHERE id = ?", (number,)).fetchone()[0]
        self._db.execute(
            "UPDATE message SET state = ?, reply = ?, updated_at = ? WHERE id = ?", (state, reply, stamp(now), number)
        )
        if state in {State.REFUSED, State.CANCELLED}:
            self._db.execute("DELETE FROM told WHERE message = ?", (number,))
        self._note(number, State(before), state, reply, now)

    def _keep_told(self, number: int, reader: str) -> None:
        """What the message tells counts as told: a refusal had taken that back."""
        self._db.execute(
            "INSERT INTO told SELECT ?, id, message FROM item WHERE message = ? ON CONFLICT DO NOTHING",
            (reader, number),
        )

    def _tell_again(self, number: int, reader: str) -> None:
        self._keep_told(number, reader)
        for (item,) in self._db.execute("SELECT id FROM item WHERE message = ?", (number,)).fetchall():
            holder = self._db.execute(
                "SELECT message FROM told WHERE reader = ? AND item = ?", (reader, item)
            ).fetchone()
            if holder[0] != number and not self._was_again(number, holder[0]):
                raise JobnetError(
                    f"message {holder[0]} has told this reader the same meanwhile. Settle this one: "
                    f"jobnet outbox resolve {number} --drop",
                    Exit.REFUSED,
                )

    def _was_again(self, number: int, holder: int) -> bool:
        """Whether the other message was there first: then this one was an `--again` from the beginning."""
        return holder < number

    def _note(
        self, number: int | None, before: State | None, after: State | None, detail: str, now: dt.datetime
    ) -> None:
        self._db.execute(
            "INSERT INTO event(at, message, from_state, to_state, detail) VALUES (?,?,?,?,?)",
            (stamp(now), number, before, after, detail),
        )

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing. IMMEDIATE: a transaction that reads first and then writes loses to other writers."""
        with self._speaking():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(Exception):
                    self._db.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def _speaking(self) -> Iterator[None]:
        import sqlite3  # noqa: PLC0415

        try:
            yield
        except sqlite3.Error as exc:
            raise _broken(self.path, str(exc)) from exc


def open_to_write(place: Place) -> Ledger:
    """The ledger, made if there never was one, checked from front to back. Hold the lock before you call this."""
    make_private(place.ledger.parent)
    check_local(place.ledger.parent)
    if not os.path.lexists(place.ledger):
        if os.path.lexists(place.marker):
            raise _missing(place)
        _create(place)
    ledger = _open(place.ledger)
    try:
        _check_whole(ledger)
        batches = ledger.batches()
        if batches < place.born_at():
            raise _older(place, batches)  # noqa: TRY301
    except BaseException:
        ledger.close()
        raise
    place.mark(batches)
    place.remember()
    return ledger


def open_to_read(place: Place) -> Ledger:
    """The ledger as it is; nothing is made or changed."""
    if not os.path.lexists(place.ledger):
        raise JobnetError(f"{place.ledger}: the record of who was told is missing. Restore it from a backup.", Exit.IO)
    ledger = _open(place.ledger)
    ledger._db.execute("PRAGMA query_only = ON")  # noqa: SLF001
    return ledger


def _taken(number: int) -> JobnetError:
    return JobnetError(f"message {number} was taken by another run", Exit.TRY_LATER)


def _missing(place: Place) -> JobnetError:
    return JobnetError(
        f"{place.ledger}: the record of who was told is missing. Restore it from a backup. To begin again, knowing "
        f"that everybody may be written to a second time, delete {place.marker}",
        Exit.IO,
    )


def _older(place: Place, batches: int) -> JobnetError:
    return JobnetError(
        f"{place.ledger}: the record is older than the last one used here ({batches} batches, not {place.born_at()}): "
        "restored from a backup, or copied? People may be written to twice. "
        f"If it is right all the same, delete {place.marker}",
        Exit.IO,
    )


def _create(place: Place) -> None:
    """A new ledger appears under its name only when it is whole."""
    import sqlite3  # noqa: PLC0415

    new = place.ledger.with_suffix(".new")
    try:
        for left in (new, new.with_name(new.name + "-journal")):
            left.unlink(missing_ok=True)
        # SQLite gives its journal the mode of the database.
        os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
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
        place.mark(0)
        failpoints.here("born-written")
    except (OSError, sqlite3.Error) as exc:
        raise _broken(place.ledger, str(exc)) from exc


def _open(path: Path) -> Ledger:
    _check_header(path)
    import sqlite3  # noqa: PLC0415

    try:
        # mode=rw even to read: a journal left by a crash must be rolled back first. It never creates.
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=10)
    except sqlite3.Error as exc:
        raise _broken(path, str(exc)) from exc
    try:
        _set_pragmas(connection)
        _check_version(connection, path)
        return Ledger(connection, path)
    except sqlite3.Error as exc:
        connection.close()
        raise _broken(path, str(exc)) from exc
    except BaseException:
        connection.close()
        raise


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise JobnetError(f"{path}: this record was written by a newer jobnet. Upgrade jobnet.", Exit.CONFIG)
    if version != VERSION:
        raise _broken(path, f"unknown version {version}")


def _check_header(path: Path) -> None:
    """An empty or foreign file would open as an empty database: look before SQLite does."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _broken(path, "not a file")
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as exc:
        raise _broken(path, exc.strerror or str(exc)) from exc
    if header[:16] != b"SQLite format 3\0" or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise _broken(path, "not a record of jobnet's")


def _check_whole(ledger: Ledger) -> None:
    with ledger._speaking():  # noqa: SLF001
        said = ledger._db.execute("PRAGMA quick_check(1)").fetchone()[0]  # noqa: SLF001
    if said != "ok":
        raise _broken(ledger.path, said)
    if not os.access(ledger.path, os.W_OK):
        raise _broken(ledger.path, "not writable")


def _set_pragmas(connection: sqlite3.Connection) -> None:
    """Durable to the last commit, directory entry included; and look whether that took."""
    wanted: dict[str, Any] = {
        "journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "busy_timeout": 10000, "secure_delete": 1,
    }  # fmt: skip
    for name, value in wanted.items():
        connection.execute(f"PRAGMA {name} = {value}").fetchone()
        if connection.execute(f"PRAGMA {name}").fetchone()[0] != value:
            import sqlite3  # noqa: PLC0415

            raise sqlite3.OperationalError(f"{name} cannot be set")


def _broken(path: Path, why: str) -> JobnetError:
    return JobnetError(
        f"{path}: the record of who was told cannot be used: {why}. Mend its place on the disk, or restore it from a "
        "backup; nothing is sent without it. Letters can still be printed.",
        Exit.IO,
    )


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _columns(raw: bool) -> str:
    names = (
        "id, batch, document, person, name, address, reader, sender, subject, opening, day, via, message_id, state, "
        "attempts, not_before, reply, queued_at, updated_at"
    )
    return f"{names}, raw" if raw else names


def _message(row: Sequence[Any], items: dict[int, list[Item]]) -> Message:
    number, batch, document, person, name, address, reader, sender, subject, opening, day, via, message_id = row[:13]
    state, attempts, not_before, reply, queued_at, updated_at, *raw = row[13:]
    return Message(
        number, batch, document, person, name, address, reader, sender, subject, opening, dt.date.fromisoformat(day),
        via, message_id, State(state), attempts, moment(not_before) if not_before else None, reply, moment(queued_at),
        moment(updated_at), raw[0] if raw else None, tuple(items.get(number, ())),
    )  # fmt: skip
