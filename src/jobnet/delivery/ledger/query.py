"""What can be asked of the record."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Self

from jobnet.delivery.clock import stamp
from jobnet.delivery.ledger.location import Mark
from jobnet.delivery.ledger.records import TOLD, Message, State, called
from jobnet.errors import Exit, JobnetError
from jobnet.facts.items import Item, Kind

_COLUMNS = (
    "id, document, person, name, address, reader, sender, subject, day, via, message_id, state, attempts, "
    "not_before, reply, queued_at, updated_at AS at"
)
"""The fields of a `Message`."""


class LedgerReader:
    """An open ledger that answers and changes nothing. Made by `open_to_read`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self.path = path

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def messages(self, *states: State, raw: bool = False) -> tuple[Message, ...]:
        """The messages in these states (all, if none is named), oldest first, with what they tell."""
        wanted = states or tuple(State)
        marks = ",".join("?" * len(wanted))
        return self._messages(f"WHERE state IN ({marks})", wanted, raw=raw)

    def message(self, number: int) -> Message:
        """The message with this number, its bytes included."""
        for message in self._messages("WHERE id = ?", (number,), raw=True):
            return message
        raise no_such_message(number)

    def sent(self) -> tuple[Message, ...]:
        """Everything anybody was told, or is about to be, oldest first."""
        return self.messages(*TOLD)

    def readers(self) -> frozenset[str]:
        """Everybody who was told anything, or is about to be; each also by name, as `called` has it."""
        told = "SELECT DISTINCT reader, name FROM message WHERE state NOT IN ('refused', 'cancelled')"
        with self._speaking():
            rows = self._db.execute(told).fetchall()
        return frozenset(chain.from_iterable((reader, called(name)) for reader, name in rows))

    def last_state(self, reader: str) -> State | None:
        """What became of the last message to this reader."""
        row = self._row(
            "SELECT state FROM message WHERE reader = ? AND state != 'cancelled' ORDER BY id DESC LIMIT 1", reader
        )
        return State(row[0]) if row else None

    def handed_over_since(self, earliest: dt.datetime, latest: dt.datetime) -> int:
        """How many messages a server took, or may have taken, in this time."""
        row = self._row(
            "SELECT count(*) FROM message WHERE state IN ('sent','unknown') AND via NOT IN ('hand','') "
            "AND updated_at > ? AND updated_at <= ?",
            stamp(earliest),
            stamp(latest),
        )
        return int(row[0])

    def latest_time(self) -> dt.datetime | None:
        """The latest time in the record."""
        mark = self.mark()
        with self._speaking():
            return dt.datetime.fromisoformat(mark.at) if mark.at else None

    def mark(self) -> Mark:
        """How far this record is."""
        row = self._row("SELECT seq, at FROM event ORDER BY seq DESC LIMIT 1")
        return Mark(row[0], row[1]) if row else Mark()

    def reaches(self, mark: Mark) -> bool:
        """Whether this record holds all that the marker remembers; one from an older backup does not."""
        event = self._row("SELECT at FROM event WHERE seq = ?", mark.events)
        return not mark.events or (event is not None and event[0] == mark.at)

    def damage(self) -> str | None:
        """What SQLite finds wrong with the file, from front to back."""
        verdict: str = self._row("PRAGMA quick_check(1)")[0]
        return None if verdict == "ok" else verdict

    def _messages(self, where: str, values: Sequence[object], *, raw: bool) -> tuple[Message, ...]:
        columns = f"{_COLUMNS}, raw" if raw else _COLUMNS
        with self._speaking():
            items = self._items(where, values)
            rows = self._db.execute(f"SELECT {columns} FROM message {where} ORDER BY id", values)  # noqa: S608
            names = [name for name, *_ in rows.description]
            return tuple([_message(dict(zip(names, row, strict=True)), items) for row in rows])

    def _items(self, where: str, values: Sequence[object]) -> dict[int, list[Item]]:
        items: dict[int, list[Item]] = {}
        for message, name, kind, company, position, date in self._db.execute(
            f"SELECT message, id, kind, company, position, date FROM item "  # noqa: S608 (our own words)
            f"WHERE message IN (SELECT id FROM message {where}) ORDER BY message, seq",
            values,
        ):
            day = dt.date.fromisoformat(date) if date else None
            items.setdefault(message, []).append(Item(name, Kind(kind), company, position, day))
        return items

    def _row(self, query: str, *values: object) -> Any:
        with self._speaking():
            return self._db.execute(query, values).fetchone()

    @contextlib.contextmanager
    def _speaking(self) -> Iterator[None]:
        """What SQLite objects to, and what stands in a row and cannot be meant, is a damaged record."""
        try:
            yield
        except (sqlite3.Error, ValueError, TypeError) as exc:
            raise broken(self.path, str(exc)) from exc


def no_such_message(number: int) -> JobnetError:
    return JobnetError(f"there is no message {number}; see: jobnet outbox", Exit.USAGE)


def broken(path: Path, why: str) -> JobnetError:
    return JobnetError(
        f"{path}: the record of who was told cannot be used: {why}. Mend its place on the disk, or restore it from a "
        "backup; nothing is sent without it. Letters can still be printed.",
        Exit.IO,
    )


def _message(row: dict[str, Any], items: Mapping[int, list[Item]]) -> Message:
    times = {name: row[name] and dt.datetime.fromisoformat(row[name]) for name in ("not_before", "queued_at", "at")}
    day, state = dt.date.fromisoformat(row["day"]), State(row["state"])
    return Message(**row | times | {"day": day, "state": state, "items": tuple(items.get(row["id"], ()))})
