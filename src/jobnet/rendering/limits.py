"""How long a user's own template may take, and how much it may write."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jobnet.rendering.errors import TemplateStopError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import FrameType

SECONDS = 10.0
SIZE = 1 << 20
"""How many characters a letter may have."""


def within_limits(parts: Iterable[str]) -> Iterator[str]:
    """The parts of a letter, as long as they are within the limits; then a TemplateStopError."""
    size = 0
    with _at_most(SECONDS):
        for part in parts:
            yield part
            size += len(part)
            if size > SIZE:
                raise TemplateStopError(f"writes more than {SIZE >> 20} MiB", "Is there a loop too many?")


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """A wall limit, where the system has one to offer (POSIX, the main thread)."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _too_slow)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise TemplateStopError(f"takes more than {SECONDS:g} seconds", "Is there a loop too many?")
