"""A sample of the sweep of `tests/reliability/kill.py`; the whole of it is `python -m tests.reliability.kill --all`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reliability.kill import SCENARIOS

ROOT = Path(__file__).parents[2]
EVERY = {"smtp": 61, "sendmail": 67, "maildir": 61, "folder": 61, "drafts": 67, "creation": 41, "resolve": 31}


def kill(*arguments: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, for it forks and traces."""
    return subprocess.run(
        [sys.executable, "-m", "tests.reliability.kill", *arguments], cwd=ROOT, capture_output=True, text=True, check=False,
        timeout=300, env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
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
    ran = kill("smtp", "--every", "13", "--mutant", mutant)

    assert ran.returncode == 1
    assert sign in ran.stderr
