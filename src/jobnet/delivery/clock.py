"""Time and chance, passed in: wall time for records, monotonic time for pace and patience, random ids."""

from __future__ import annotations

import datetime as dt
import secrets
import time
from typing import Protocol


class Clock(Protocol):
    """What the outbox asks about time; a test gives its own."""

    def now(self) -> dt.datetime:
        """The time of day, aware, UTC."""

    def monotonic(self) -> float:
        """Seconds that never go back."""

    def sleep(self, seconds: float) -> None: ...

    def random_id(self) -> str:
        """128 random bits in hexadecimal."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    def random_id(self) -> str:
        return secrets.token_hex(16)


def stamp(moment: dt.datetime) -> str:
    """The moment as the ledger writes it: UTC, to the microsecond, so that texts sort as times do."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str) -> dt.datetime:
    """What `stamp` wrote."""
    return dt.datetime.fromisoformat(text)
