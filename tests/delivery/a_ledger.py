"""A ledger with letters in it, and a clock that tests set: for tests of what comes after the plan."""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from typing import TYPE_CHECKING

from jobnet.delivery.clock import Clock
from jobnet.delivery.ledger.location import LedgerFiles
from jobnet.delivery.ledger.open import open_to_write
from jobnet.delivery.ledger.records import NewMessage, State
from jobnet.facts.items import Item, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jobnet.delivery.ledger.transition import Ledger

DAY = dt.date(2026, 10, 15)
NOON = dt.datetime(2026, 10, 15, 12, tzinfo=dt.UTC)
PEOPLE = ("ada", "ben", "cid")


class ATestClock(Clock):
    """Wall time as set, sleep that takes no time, ids that count."""

    def __init__(self, now: dt.datetime = NOON) -> None:
        self.time = now
        self.slept: list[float] = []
        self.ids = 0

    def now(self) -> dt.datetime:
        self.time += dt.timedelta(milliseconds=1)
        return self.time

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def random_id(self) -> str:
        self.ids += 1
        return f"{self.ids:032x}"


def raw(name: str, number: int = 1, body: str = "Hello.\r\n.\r\n.dot\r\nFrom here on\r\n") -> bytes:
    """A small message, with the lines that trip naive senders."""
    head = f"From: Nia <nia@example.com>\r\nTo: {name} <{name}@example.org>\r\nSubject: Hello\r\n"
    return f"{head}Message-ID: <{name}.{number}@example.com>\r\n\r\n{body}".encode()


def a_letter(name: str, number: int = 1, **changes: object) -> NewMessage:
    known: dict[str, object] = {
        "document": "update", "person": name, "name": name.title(), "subject": "Hello", "day": DAY,
        "items": (Item(f"news/{number}", Kind.NEWS, date=DAY),), "address": f"{name}@example.org",
        "sender": "nia@example.com", "message_id": f"<{name}.{number}@example.com>", "raw": raw(name, number),
    }  # fmt: skip
    return NewMessage(**(known | changes))  # type: ignore[arg-type]


@contextlib.contextmanager
def a_ledger(folder: Path, *letters: NewMessage) -> Iterator[Ledger]:
    """A new ledger with these letters waiting."""
    with open_to_write(LedgerFiles(folder / "state" / "ledger.db")) as ledger:
        if letters:
            ledger.plan(letters, NOON)
        yield ledger


def states(ledger: Ledger) -> dict[str, State]:
    return {message.person: message.state for message in ledger.messages()}
