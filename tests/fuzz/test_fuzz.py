"""A sample of each fuzzer, the same at every run; and a look whether it sees what it is for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jobnet.profile import employer, wordings
from tests.fuzz import address_books, employer_spellings
from tests.fuzz.explore import One, explore, one_round

ROOT = Path(__file__).parents[2]
SECONDS = 4.0


@pytest.mark.parametrize("one", [address_books.one, employer_spellings.one])
def test_a_sample_has_no_fault(one: One) -> None:
    assert explore(one, seed=1, rounds=150, seconds=SECONDS).faults == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="devices, pipes and limits as they are on Linux")
def test_a_sample_of_hostile_folders_has_no_fault() -> None:
    command = [sys.executable, "-m", "tests.fuzz", "hostile_folders", "--rounds", "40", "--minutes", f"{2 / 60}"]
    done = subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_program_that_forgets_a_spelling_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordings, "_ARTICLES", frozenset())
    monkeypatch.setattr(wordings, "_HOUSE", frozenset())
    monkeypatch.setattr(employer.EmployerNames, "_is_glued", lambda *_: False)

    assert any(one_round(employer_spellings.one, 1, number) for number in range(400))


def test_a_program_that_takes_a_comma_for_a_list_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobnet.importing.vcards.person_name", lambda whole, *_: (whole.partition(",")[0], ""))

    assert any(one_round(address_books.one, 1, number) for number in range(400))
