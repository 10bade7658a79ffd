"""What may happen to the record: each of these is one durable transaction.

A message is *queued* with its bytes, becomes *sending* right before it is handed over, and then *sent*, *refused*,
*queued* again, or *unknown* (in doubt). The table `told` is the hard rule: one person, one item, once.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
from collections.abc import Iterable, Iterator

from jobnet.delivery import failpoints
from jobnet.delivery.clock import stamp
from jobnet.delivery.ledger.location import LedgerFiles
from jobnet.delivery.ledger.query import LedgerReader, no_such_message
from jobnet.delivery.ledger.records import NewMessage, Planned, Rename, Retold, State
from jobnet.errors import Exit, JobnetError

RAW_KEPT = dt.timedelta(days=30)
"""How long the bytes of a sent message are kept."""


class Ledger(LedgerReader):
    """An open ledger that may be written to. Made by `open_to_write`, under the lock."""

    def __init__(self, connection: sqlite3.Connection, place: LedgerFiles, *, was_marked: bool) -> None:
        super().__init__(connection, place.ledger)
        self._place = place
        self._file = place.ledger.stat()
        self._was_marked = was_marked

    def shown(self, number: int) -> str:
        """What the reader of this message might know when it was written; nothing where that was not noted."""
        return self._row("SELECT shown FROM message WHERE id = ?", number)[0] or ""

    def recover(self, now: dt.datetime) -> None:
        """What a dead run left half handed over is in doubt. Under the lock only: a live run would be declared dead.

        So is what waits in a record whose marker was deleted: an older one, which the user has taken for good.
        """
        doubts = {State.SENDING: "the run that was handing it over did not finish"}
        if not self._was_marked:
            doubts[State.QUEUED] = "it waited in an older record, and may have gone since"
        with self._transaction():
            for state, why in doubts.items():
                for (number,) in self._db.execute("SELECT id FROM message WHERE state = ?", (state,)).fetchall():
                    self._move(number, State.UNKNOWN, now, why)
            earliest = stamp(now - RAW_KEPT)
            self._db.execute(
                "UPDATE message SET raw = NULL, shown = NULL "
                "WHERE raw IS NOT NULL AND state IN ('sent','cancelled') AND updated_at < ?",
                (earliest,),
            )
        failpoints.here("recovered")

    def plan(self, letters: Iterable[NewMessage], now: dt.datetime) -> Planned:
        """Queue the letters, one a reader; those whose reader has been told since they were planned are left out."""
        with self._transaction():
            planned = self._add(letters, now)
        failpoints.here("plan-committed")
        return planned

    def exchange(
        self, numbers: Iterable[int], batches: Iterable[Iterable[NewMessage]], now: dt.datetime, *, why: str
    ) -> list[Planned]:
        """Take these back and queue the letters of each batch in their place: all of it, or nothing."""
        with self._transaction():
            for number in numbers:
                self._move(number, State.CANCELLED, now, why)
            failpoints.here("exchange-cancelled")
            planned = [self._add(letters, now) for letters in batches]
        failpoints.here("exchange-committed")
        return planned

    def mark_sent(self, letters: Iterable[NewMessage], now: dt.datetime) -> Planned:
        """Record what the user sent by hand."""
        with self._transaction():
            planned = self._add(letters, now, State.SENT, via="hand")
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
            self._count(now)
        # The path still leads to the file we write: SQLite would go on writing to a deleted one.
        with contextlib.suppress(OSError):
            if os.path.samestat(self.path.stat(), self._file):
                return
        raise JobnetError(f"{self.path}: the record was removed or replaced while sending; stopped.", Exit.IO)

    def settle(
        self, number: int, state: State, reply: str, now: dt.datetime, *, not_before: dt.datetime | None = None,
        tried: bool = False, via: str | None = None, was: tuple[State, ...] = tuple(State),
    ) -> None:  # fmt: skip
        """Write down what became of a message. `tried`: an attempt that never came as far as `claim`.

        `was`: where the run that says so left it; anywhere else, another run had it meanwhile, and its word stands.
        """
        # Unmarked: a backup from before has the message as claimed, and that is in doubt.
        with self._transaction(marks=False):
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
                raise no_such_message(number)
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

    def rename(self, renames: Iterable[Rename]) -> None:
        """Call the readers of these messages what the profile calls them now; whom the hard rule protects stays so."""
        renames = list(renames)
        if not renames:
            return
        with self._transaction(marks=False):
            for each in renames:
                self._db.execute(
                    "UPDATE OR IGNORE message SET person = ?, reader = ? WHERE id = ?",
                    (each.person, each.reader, each.message),
                )
                # The item of a runner-up letter ends in its reader's key.
                self._db.execute(
                    "UPDATE item SET id = substr(id, 1, length(id) - length(:before)) || :person "
                    "WHERE message = :message AND kind = 'runnerup' AND substr(id, -length(:end)) = :end",
                    {"before": each.before, "person": each.person, "message": each.message, "end": f":{each.before}"},
                )
                self._keep_told(each.message, each.reader)
        failpoints.here("renamed")

    def follow(self, changes: Iterable[Retold]) -> None:
        """Call what was told what the profile calls it now; it stays told, and its old id is free for another thing."""
        changes = list(changes)
        if not changes:
            return
        with self._transaction(marks=False):
            numbers = dict.fromkeys(each.message for each in changes)
            known = "SELECT DISTINCT reader FROM told WHERE message = ?"
            readers = {number: self._db.execute(known, (number,)).fetchall() for number in numbers}
            for each in changes:
                new_id = "UPDATE item SET id = ? WHERE message = ? AND seq = ?"
                self._db.execute(new_id, (each.item, each.message, each.seq))
            for number in numbers:
                self._db.execute("DELETE FROM told WHERE message = ?", (number,))
            for number in numbers:  # when all the old ids are free
                for (reader,) in readers[number]:
                    self._keep_told(number, reader)
        failpoints.here("followed")

    def forget(self, numbers: Iterable[int], now: dt.datetime) -> int:
        """Remove these messages and what they told; how many went."""
        numbers = list(numbers)
        with self._transaction():
            self._db.executemany("DELETE FROM message WHERE id = ?", [(number,) for number in numbers])
            self._count(now)
        failpoints.here("forget-committed")
        return len(numbers)

    def _add(
        self, letters: Iterable[NewMessage], now: dt.datetime, state: State = State.QUEUED, *, via: str = ""
    ) -> Planned:
        queued: list[int] = []
        known: list[NewMessage] = []
        clashing: list[tuple[NewMessage, str]] = []
        taken: dict[str, str] = {}
        for letter in letters:
            told = set() if letter.again else self._told(letter)
            person = f"person:{letter.person}"
            if letter.items and told >= {item.id for item in letter.items}:
                known.append(letter)
            elif told:
                clashing.append((letter, "has meanwhile been told part of this; the next run writes the rest"))
            elif letter.reader in taken or person in taken:
                other = taken.get(letter.reader) or taken[person]
                clashing.append((letter, f"has the same address as {other}; one letter is enough"))
            else:
                taken[letter.reader] = taken[person] = letter.name
                queued.append(self._insert(letter, now, state, via))
        return Planned(tuple(queued), tuple(known), tuple(clashing))

    def _told(self, letter: NewMessage) -> set[str]:
        """Which of its items its reader has been told."""
        marks = ",".join("?" * len(letter.items))
        query = f"SELECT item FROM told WHERE reader = ? AND item IN ({marks})"  # noqa: S608
        return {item for (item,) in self._db.execute(query, (letter.reader, *(item.id for item in letter.items)))}

    def _insert(self, letter: NewMessage, now: dt.datetime, state: State, via: str) -> int:
        at = stamp(now)
        number = int(
            self._db.execute(
                "INSERT INTO message(document, person, name, address, reader, sender, subject, day, via, message_id, "
                "raw, state, queued_at, updated_at, shown) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) RETURNING id",
                (
                    letter.document, letter.person, letter.name, letter.address, letter.reader, letter.sender,
                    letter.subject, letter.day.isoformat(), via, letter.message_id, letter.raw, state, at, at,
                    letter.shown,
                ),
            ).fetchone()[0]
        )  # fmt: skip
        for seq, item in enumerate(letter.items):
            self._db.execute(
                "INSERT INTO item VALUES (?,?,?,?,?,?,?)",
                (number, seq, item.id, item.kind, item.company, item.position, item.date and item.date.isoformat()),
            )
        self._keep_told(number, letter.reader)
        self._count(now)
        return number

    def _move(self, number: int, state: State, now: dt.datetime, reply: str) -> None:
        self._db.execute(
            "UPDATE message SET state = ?, reply = ?, updated_at = ? WHERE id = ?", (state, reply, stamp(now), number)
        )
        if state in {State.REFUSED, State.CANCELLED}:
            self._db.execute("DELETE FROM told WHERE message = ?", (number,))
        self._count(now)

    def _keep_told(self, number: int, reader: str) -> None:
        """What the message tells counts as told, by the first message that told it."""
        self._db.execute(
            "INSERT INTO told SELECT ?, id, message FROM item WHERE message = ? ON CONFLICT DO NOTHING",
            (reader, number),
        )

    def _tell_again(self, number: int, reader: str) -> None:
        self._keep_told(number, reader)
        (holder,) = self._db.execute(
            "SELECT max(told.message) FROM told JOIN item ON told.item = item.id "
            "WHERE told.reader = ? AND item.message = ?",
            (reader, number),
        ).fetchone()
        # A message that was there first: then this one was an `--again` from the beginning.
        if holder is not None and holder > number:
            raise JobnetError(
                f"message {holder} has told this reader the same meanwhile. Settle this one: "
                f"jobnet outbox resolve {number} --drop",
                Exit.REFUSED,
            )

    def _count(self, now: dt.datetime) -> None:
        """One event more: by their number and times the marker knows how far the record is."""
        self._db.execute("INSERT INTO event(at) VALUES (?)", (stamp(now),))

    @contextlib.contextmanager
    def _transaction(self, *, marks: bool = True) -> Iterator[None]:
        """All or nothing. IMMEDIATE: a transaction that reads first and then writes loses to other writers.

        `marks`: whether a backup from before it must not be taken for the record. The marker follows the commit, so
        that no run that dies in between leaves a record behind its own marker; and nothing is handed over before it.
        """
        with self._speaking():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(Exception):
                    self._db.execute("ROLLBACK")
                raise
        if marks:
            failpoints.here("marker-due")
            self._place.write_mark(self.mark())


def _taken(number: int) -> JobnetError:
    return JobnetError(f"message {number} was taken by another run", Exit.TRY_LATER)
