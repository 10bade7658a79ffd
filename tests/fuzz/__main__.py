"""`python -m tests.fuzz NAME --minutes 60`: a long run of one fuzzer. Exit 1 where a fault was found."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from functools import partial

from tests.conftest import pytest_configure as folders_in_memory
from tests.fuzz import address_books, employer_spellings, hostile_folders
from tests.fuzz.explore import Explored, explore, one_round

FUZZERS = {
    "hostile_folders": hostile_folders.one,
    "employer_spellings": employer_spellings.one,
    "address_books": address_books.one,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=FUZZERS)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rounds", type=int, default=sys.maxsize)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--round", type=int, help="This one only.")
    asked = parser.parse_args()
    folders_in_memory()
    one, say = FUZZERS[asked.name], partial(print, flush=True)
    with tempfile.TemporaryDirectory(prefix="nobody-") as nowhere:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = nowhere
        if asked.round is not None:
            fault = one_round(one, asked.seed, asked.round)
            done = Explored(1, [fault] if fault else [])
            say(fault or "no fault")
        else:
            done = explore(one, seed=asked.seed, rounds=asked.rounds, seconds=asked.minutes * 60, say=say)
    say(f"{asked.name}: {done.rounds} rounds, {len(done.faults)} faults")
    return 1 if done.faults else 0


if __name__ == "__main__":
    sys.exit(main())
