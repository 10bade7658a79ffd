"""How long a user's own template may take, how much it may write, and how much memory it may have meanwhile."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jobnet.rendering.values import TemplateStopError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import FrameType

SECONDS = 10.0
SIZE = 1 << 20
"""How many characters a letter may have."""
ROOM = 1 << 28
"""How many bytes of memory may be taken beside those that jobnet has already."""


def within_limits(parts: Callable[[], Iterable[str]]) -> Iterator[str]:
    """The parts of a letter, as long as they are within the limits; then a TemplateStopError, or a MemoryError.

    Reading the template is within them too.
    """
    size = 0
    with _at_most(SECONDS), _within(ROOM):
        for part in parts():
            yield part
            size += len(part)
            if size > SIZE:
                raise TemplateStopError(f"writes more than {SIZE >> 20} MiB", "Is there a loop too many?")


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """A wall limit, where the system has one to offer (POSIX, the main thread).

    A sum or a comparison that never comes back to Python hears no alarm: what computes on is ended by the system.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _too_slow)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    signal.setitimer(signal.ITIMER_PROF, 2 * seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _within(room: int) -> Iterator[None]:
    """A limit of memory, where the system says how much is in use (Linux)."""
    try:
        import resource

        used = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except (ImportError, OSError):
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    least = min(each for each in (used + room, *before) if each != resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_AS, (least, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise TemplateStopError(f"takes more than {SECONDS:g} seconds", "Is there a loop too many?")
