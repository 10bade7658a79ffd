"""Rounds of a fuzzer, one after the other, each with a number that repeats it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

One = Callable[[Random, Path], "str | None"]
"""One round in an empty folder: None, or what went wrong and with what."""


@dataclass
class Explored:
    """What some rounds came to."""

    rounds: int = 0
    faults: list[str] = field(default_factory=list)


def explore(one: One, *, seed: int, rounds: int, seconds: float, say: Callable[[str], None] = print) -> Explored:
    """Rounds from `seed`, until there were so many, or the time is over; says a line a minute, and each fault."""
    explored, started, minutes = Explored(), time.monotonic(), 0
    for number in range(rounds):
        passed = time.monotonic() - started
        if passed > seconds:
            break
        if passed // 60 > minutes:
            minutes = int(passed // 60)
            say(f"minute {minutes}: {explored.rounds} rounds, {len(explored.faults)} faults")
        fault = one_round(one, seed, number)
        explored.rounds += 1
        if fault:
            explored.faults.append(f"--seed {seed} --round {number}: {fault}")
            say(explored.faults[-1])
    return explored


def one_round(one: One, seed: int, number: int) -> str | None:
    """The round of this number: the same whenever it is played, whatever came before it."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        return one(Random(f"{seed}/{number}"), Path(folder))
