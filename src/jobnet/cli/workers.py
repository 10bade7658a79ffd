"""Many letters at once: their readers are shared out over processes, and what comes back is taken in their order.

Nobody can tell from what is said or written how many processes there were. A letter depends on no other, but for
readers of one address, who stay together. This process says and writes everything; the others only make, and end
without a word at whatever is amiss. What one of them did not make is made here when its turn comes: an error so appears
as, where and when it would have appeared without them.
"""

from __future__ import annotations

import copyreg
import gc
import os
import pickle
import signal
import sys
import threading
from collections import deque
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from jobnet.cli.output import Written
from jobnet.errors import Place, Problem
from jobnet.frozen import dataclass
from jobnet.planning import Chosen, Draft, LeftOut
from jobnet.rendering import keep_compiled_in

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from typing import TypeAlias

    from jobnet.planning import Turn, Turns

MANY = 300
"""Readers from which on starting processes pays."""
MOST = 2
"""Processes; each has a profile of its own before long, for counting references to a record writes to it."""
_TOGETHER = 8
"""Readers in a row for one process, whose letters come back together."""
_PIPE = 1 << 18
"""What a pipe may hold: several such lots, lest one process waits for the other. What is usual holds one or two."""
_ENDS = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True)
class Outline:
    """What is said of a letter: all that comes back of a draft beside what its file will have."""

    name: str
    findings: tuple[Problem, ...]
    already_told: int


if TYPE_CHECKING:
    Part: TypeAlias = Draft | Outline | LeftOut | Written


def made(turns: Turns, written: Callable[[Draft], Written]) -> Generator[Part]:
    """What becomes of each reader in turn; after each letter, what its file will have."""
    waiting = iter(turns)
    for turn in waiting:  # up to the first letter: what is read and worked out once a run is so there for all
        is_letter = False
        for part in _parts(turns, turn, written):
            is_letter = is_letter or isinstance(part, Written)
            yield part
        if is_letter:
            break
    if turns.chosen is not Chosen.ALL:  # readers who are made one by one
        for turn in waiting:
            yield from _parts(turns, turn, written)
        return
    left = list(waiting)
    count = processes(len(left))
    dealt = _dealt(left, count)
    with _hands(turns, left, dealt, count, written) as hands:
        for turn, owner in zip(left, dealt, strict=True):
            parts = hands[owner - 1].next() if owner else None
            if parts is None:
                yield from _parts(turns, turn, written)
                continue
            if len(parts) > 1:
                turns.wrote_to(turn)
            yield from parts


def processes(readers: int) -> int:
    """How many processes, this one included, write to so many: one where more would not pay or might do harm."""
    if readers < MANY or not hasattr(os, "fork") or not hasattr(os, "sched_getaffinity"):
        return 1
    if threading.active_count() > 1 or signal.getsignal(signal.SIGCHLD) is not signal.SIG_DFL:
        return 1  # a lock may be held that nobody would let go; somebody else looks after our children
    return min(MOST, len(os.sched_getaffinity(0)))


def _parts(turns: Turns, turn: Turn, written: Callable[[Draft], Written]) -> Iterator[Draft | LeftOut | Written]:
    """What becomes of one reader."""
    found = turns.outcome(turn)
    yield found
    if isinstance(found, Draft):
        yield written(found)


def _dealt(turns: Sequence[Turn], count: int) -> list[int]:
    """Whose turn each is: 0 for this process. Those of one address go to one: the first letter there is the only."""
    owners: dict[str, int] = {}
    dealt = []
    for index, turn in enumerate(turns):
        owner = index // _TOGETHER % count
        dealt.append(owner if turn.address is None else owners.setdefault(turn.address, owner))
    return dealt


@contextmanager
def _hands(
    turns: Turns, left: Sequence[Turn], dealt: Sequence[int], count: int, written: Callable[[Draft], Written]
) -> Iterator[list[_Hand]]:
    """The other processes at work; none of them is left when this is left, however that comes about."""
    hands: list[_Hand] = []
    if count > 1:
        gc.freeze()  # collecting garbage writes to all it looks at, and what is written to is held twice
    try:
        with _ends_held() as held:
            for number in range(1, count):
                mine = [turn for turn, owner in zip(left, dealt, strict=True) if owner == number]
                hands.append(_hand(partial(_work, turns, mine, written), hands, held))
        yield hands
    finally:
        with _ends_held():
            for hand in hands:
                hand.dismiss()
        if count > 1:
            gc.unfreeze()


@contextmanager
def _ends_held() -> Iterator[set[int]]:
    """Ctrl-C and SIGTERM wait a moment: no process may be forgotten, none may run what it inherited."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
    try:
        yield held
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


class _Hand:
    """Another process, and what has come from it."""

    def __init__(self, pid: int = 0, pipe: int = -1) -> None:
        self.pid, self.pipe = pid, pipe
        self._ready: deque[list[Part]] = deque()

    def next(self) -> list[Part] | None:
        """What became of its next reader; None when it is gone, or never was."""
        if not self._ready and self.pid:
            sent = self._sent()
            if sent is None:
                self.dismiss()
            else:
                self._ready.extend(pickle.loads(sent))  # noqa: S301 (our own words, from our own process)
        return self._ready.popleft() if self._ready else None

    def _sent(self) -> bytes | None:
        """What it sent together, whole or not at all."""
        size = self._read(4)
        return None if size is None else self._read(int.from_bytes(size, "big"))

    def _read(self, size: int) -> bytes | None:
        found = bytearray()
        while len(found) < size:
            more = os.read(self.pipe, size - len(found))
            if not more:
                return None
            found += more
        return bytes(found)

    def dismiss(self) -> None:
        """End it: it holds nothing that anybody would miss."""
        if self.pid:
            os.close(self.pipe)
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.pid = 0


def _hand(work: Callable[[int], None], others: Sequence[_Hand], held: set[int]) -> _Hand:
    """A process that does this work and writes into the pipe it is given; one that is gone if there can be none."""
    try:
        reading, writing = _pipe()
    except OSError:
        return _Hand()
    try:
        pid = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return _Hand()
    if not pid:
        try:
            _come_to_work([reading, *(other.pipe for other in others)], writing, held)
            work(writing)
        finally:
            os._exit(0)  # no word, no exit handler, no buffer written twice
    os.close(writing)
    return _Hand(pid, reading)


def _pipe() -> tuple[int, int]:
    import fcntl  # noqa: PLC0415 (not everywhere)

    reading, writing = os.pipe()
    # A user's pipes may have so much room together; and only Linux lets one ask for it.
    with suppress(OSError, AttributeError):
        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _PIPE)
    return reading, writing


def _come_to_work(others: Sequence[int], pipe: int, held: set[int]) -> None:
    """Let go of what is the parent's: its ends of pipes (lest nobody notices when it is gone), streams and signals."""
    for each in others:
        os.close(each)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in {0, 1, 2} - {pipe}:
        os.dup2(nowhere, stream)
    for end in _ENDS:
        if callable(signal.getsignal(end)):
            signal.signal(end, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, held)
    keep_compiled_in(None)
    sys.dont_write_bytecode = True


def _work(turns: Turns, mine: Sequence[Turn], written: Callable[[Draft], Written], pipe: int) -> None:
    """Make the letters of these turns and send them."""
    lot: list[list[Part]] = []
    for turn in mine:
        lot.append([_outlined(part) for part in _parts(turns, turn, written)])
        if len(lot) == _TOGETHER:
            _send(pipe, lot)
            lot.clear()
    if lot:
        _send(pipe, lot)


def _outlined(part: Draft | LeftOut | Written) -> Part:
    return Outline(part.name, part.findings, part.already_told) if isinstance(part, Draft) else part


def _send(pipe: int, lot: list[list[Part]]) -> None:
    said = pickle.dumps(lot, 5)
    left = memoryview(len(said).to_bytes(4, "big") + said)
    while left:
        left = left[os.write(pipe, left) :]


def _problem(problem: Problem) -> tuple[type[Problem], tuple[object, ...]]:
    return Problem, tuple(getattr(problem, name) for name in Problem.__slots__)


def _place(place: Place) -> tuple[type[Place], tuple[object, ...]]:
    return Place, tuple(getattr(place, name) for name in Place.__slots__)


copyreg.pickle(Problem, _problem)  # frozen and with slots: by what they are made of
copyreg.pickle(Place, _place)
