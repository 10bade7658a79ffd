"""Several senders at once, some killed, some stopped for a while: still nobody twice, nobody lost.

`python -m tests.reliability.crowd --rounds 200`; `--unlocked` takes the lock away, to see that the claim alone holds.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import sys
import time
from typing import TYPE_CHECKING

from tests.reliability.kill import PEOPLE, SCENARIOS, SEND, World, a_world

if TYPE_CHECKING:
    from collections.abc import Iterator


def unlock() -> None:
    """Take the lock away in this process and its forks: the claim of each message is all that is left."""
    from jobnet.delivery import outbox

    @contextlib.contextmanager
    def unlocked(_place: object, _clock: object) -> Iterator[None]:
        yield

    outbox.locked = unlocked  # type: ignore[assignment]


def create(world: World) -> None:
    """The ledger: only the lock keeps two first runs from making it at once, and that is not what `unlocked` tries."""
    child = os.fork()
    if child == 0:
        os.environ["JOBNET_FAILPOINT"] = "born-written"
        os._exit(world.run(SEND))
    os.waitpid(child, 0)


def one_round(world: World, chance: random.Random, *, created: bool = False) -> list[str]:
    """Two to eight senders, a few signals, then one run that completes; what is wrong afterwards."""
    world.reset()
    if created:
        create(world)
    children = []
    for _ in range(chance.randint(2, 8)):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                code = world.run(SEND)
            finally:
                os._exit(code)
        children.append(child)
        time.sleep(chance.random() * 0.05)
    for child in children:
        if chance.random() < 0.4:
            time.sleep(chance.random() * 0.1)
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGSTOP)
                time.sleep(chance.random() * 0.05)
                os.kill(child, chance.choice((signal.SIGKILL, signal.SIGCONT)))
    for child in children:
        os.waitpid(child, 0)
    time.sleep(0.03)
    code = world.run_apart(SEND)
    arrived = world.scenario.arrived(world.folder)
    doubtful = {row["address"] for row in world.rows() if row["state"] == "unknown"}
    twice = [f"{each} got it {arrived[each]} times" for each in PEOPLE.values() if arrived[each] > 1]
    lost = [f"{each} got nothing" for each in PEOPLE.values() if not arrived[each] and each not in doubtful]
    wrong = [] if code == (3 if doubtful else 0) else [f"exit {code} with {len(doubtful)} in doubt"]
    return [*twice, *lost, *wrong]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--unlocked", action="store_true")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    bad = 0
    with a_world(SCENARIOS["smtp"]) as world:
        if asked.unlocked:
            unlock()
        for number in range(asked.rounds):
            for fault in one_round(world, chance, created=asked.unlocked):
                print(f"round {number}: {fault}", file=sys.stderr)
                bad += 1
    print(f"{asked.rounds} rounds, {bad} faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
