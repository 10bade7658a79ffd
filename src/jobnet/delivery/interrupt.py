"""Ctrl-C and SIGTERM while sending: obeyed at once, but after the answer where a message is on its way."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator

from jobnet.errors import Exit


class Interrupted(BaseException):
    """The user, or the machine going down, wants us to stop."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = Exit.INTERRUPTED if number == signal.SIGINT else Exit.TERMINATED


class Interrupt:
    """Remembers the signal; raises it unless a message is between the two commits."""

    def __init__(self) -> None:
        self.number: int | None = None
        self.is_claimed = False
        """Whether a message is between the two commits."""

    def arrive(self, number: int, frame: object = None) -> None:
        """The signal handler."""
        del frame
        self.number = number
        self._raise_if_safe()

    def is_urgent(self) -> bool:
        """Whether somebody is waiting for us to end."""
        return self.number is not None

    def leave(self) -> None:
        """It is written down."""
        self.is_claimed = False
        self._raise_if_safe()

    def _raise_if_safe(self) -> None:
        if self.number is not None and not self.is_claimed:
            raise Interrupted(self.number)

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Answer SIGINT and SIGTERM this way for a while."""
        before = {number: signal.signal(number, self.arrive) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
