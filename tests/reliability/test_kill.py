"""A sample of the sweep of `tests/reliability/kill.py`; the whole of it is `python -m tests.reliability.kill --all`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.reliability.kill import SCENARIOS

ROOT = Path(__file__).parents[2]
EVERY = {
    "smtp": 127, "sendmail": 127, "maildir": 127, "folder": 127, "spooled": 101, "configured": 127, "drafts": 127,
    "creation": 83, "resolve": 61,
}  # fmt: skip
ROUNDS = int(os.environ.get("JOBNET_TEST_ROUNDS", "10" if os.environ.get("CI") else "4"))


def kill(*arguments: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, for it forks and traces."""
    return subprocess.run(
        [sys.executable, "-m", "tests.reliability.kill", *arguments], cwd=ROOT, capture_output=True, text=True, check=False,
        timeout=300, env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TMPDIR": tempfile.gettempdir()},
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux") or os.uname().machine != "x86_64", reason="ptrace as on Linux")
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_killed_anywhere_the_next_run_completes_it(scenario: str) -> None:
    ran = kill(scenario, "--every", str(EVERY[scenario]))

    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout + ran.stderr


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux") or os.uname().machine != "x86_64", reason="ptrace as on Linux")
@pytest.mark.parametrize(("mutant", "sign"), [("before", "got nothing"), ("after", "2 times")])
def test_comparison_catches_the_two_classical_mistakes(mutant: str, sign: str) -> None:
    ran = kill("smtp", "--every", "83", "--mutant", mutant)

    assert ran.returncode == 1
    assert sign in ran.stderr


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
@pytest.mark.parametrize("more", [(), ("--unlocked",)], ids=["locked", "unlocked"])
def test_several_senders_at_once_send_everything_once(more: tuple[str, ...]) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.reliability.crowd", "--rounds", str(ROUNDS), *more], cwd=ROOT, capture_output=True, text=True,
        check=False, timeout=60 + 10 * ROUNDS, env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TMPDIR": tempfile.gettempdir()},
    )  # fmt: skip

    assert (ran.returncode, ran.stdout) == (0, f"{ROUNDS} rounds, 0 faults\n"), ran.stderr
