"""Time and chance, passed in: wall time for records, monotonic time for pace and patience, random ids."""

from __future__ import annotations

import datetime as dt
import secrets
import time


class Clock:
    """The machine's own clock, and its dice; a test has its own."""

    def now(self) -> dt.datetime:
        """The time of day, aware, UTC."""
        return dt.datetime.now(dt.UTC)

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    def random_id(self) -> str:
        """128 random bits in hexadecimal."""
        return secrets.token_hex(16)


def stamp(moment: dt.datetime) -> str:
    """The moment as the ledger writes it: UTC, to the microsecond, so that texts sort as times do."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
