"""P8: what the record adds to one sent message, against two bare commits on the same disk."""

from __future__ import annotations

import datetime as dt
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from jobnet.delivery.ledger.location import LedgerFiles
from jobnet.delivery.ledger.open import open_to_write
from jobnet.delivery.ledger.records import NewMessage, State
from jobnet.facts.items import Item, Kind

if TYPE_CHECKING:
    from jobnet.delivery.ledger.transition import Ledger

MESSAGES = 200
ROUNDS = 5
NOW = dt.datetime(2026, 10, 15, 12, tzinfo=dt.UTC)


def letters() -> list[NewMessage]:
    items = (Item("news/1", Kind.NEWS),)
    return [
        NewMessage(
            "update", f"p{n}", f"P{n}", "Hello", NOW.date(), items, address=f"p{n}@example.org", sender="nia@example.com",  # noqa: E501
            message_id=f"<{n}@example.com>", raw=b"x" * 5000,
        )
        for n in range(MESSAGES)
    ]  # fmt: skip


def with_ledger(ledger: Ledger) -> float:
    numbers = ledger.plan(letters(), NOW).queued
    started = time.perf_counter()
    for number in numbers:
        ledger.claim(number, "smtp", NOW)
        ledger.settle(number, State.SENT, "250 2.0.0 taken", NOW)
    return (time.perf_counter() - started) / MESSAGES


def bare(path: Path) -> float:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=DELETE", "synchronous=EXTRA"):
        connection.execute(f"PRAGMA {pragma}").fetchone()
    connection.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, state TEXT)")
    connection.executemany("INSERT INTO t VALUES (?, 'queued')", [(n,) for n in range(MESSAGES)])
    started = time.perf_counter()
    for n in range(MESSAGES):
        for state in ("sending", "sent"):
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE t SET state = ? WHERE id = ?", (state, n))
            connection.execute("COMMIT")
    connection.close()
    return (time.perf_counter() - started) / MESSAGES


def main() -> None:
    ours, theirs = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            theirs.append(bare(Path(folder) / "bare.db"))
            with open_to_write(LedgerFiles(Path(folder) / "state" / "ledger.db")) as ledger:
                ours.append(with_ledger(ledger))
    a, b = statistics.median(ours), statistics.median(theirs)
    print(f"P8: ledger {a * 1000:.2f} ms a message, two bare commits {b * 1000:.2f} ms: {a / b:.2f}x (at most 2x)")


if __name__ == "__main__":
    main()
