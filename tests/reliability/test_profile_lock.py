"""The profile's lock lies where the profile lies: jobnets that keep their records elsewhere wait for each other too."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from jobnet.errors import Exit, JobnetError
from jobnet.profile.saving import locked
from tests.program import environment, listing

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = "name: Nia Pargeter\ntarget_companies:\n  - Fennel & Rye\n"
STATES, EDITS = 8, 4


def edit(tree: Path, company: str, state: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "jobnet", "add", "company", company],
        cwd=tree,
        env=environment(tree, {"JOBNET_STATE": str(tree / state)}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.slow
def test_an_edit_waits_for_another_whatever_state_folder_it_has(tree: Path) -> None:
    profile = tree / "profile.yaml"
    profile.write_text(PROFILE, encoding="utf-8")

    with locked(profile):
        waiting = edit(tree, "Harbourside Bakers", "elsewhere")
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(3)

    assert waiting.wait(20) == 0
    assert "Harbourside Bakers" in profile.read_text(encoding="utf-8")


@pytest.mark.slow
def test_of_many_edits_at_once_from_many_state_folders_none_is_lost(tree: Path) -> None:
    companies = [f"Company {state} {edit}" for state in range(STATES) for edit in range(EDITS)]
    (tree / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    running = [edit(tree, company, f"state{company.split()[1]}") for company in companies]
    done = {company for company, process in zip(companies, running, strict=True) if process.wait() == 0}

    written = (tree / "profile.yaml").read_text(encoding="utf-8")

    assert done
    assert {company for company in companies if company in written} >= done
    left = {name for name in listing(tree) if not name.startswith("state")}
    assert left == {"profile.yaml", *(f"profile.yaml.bak~{number}" for number in range(1, 6))}


def test_an_edit_that_gets_no_lock_says_so(tree: Path) -> None:
    profile = tree / "profile.yaml"
    profile.write_text(PROFILE, encoding="utf-8")

    with locked(profile), pytest.raises(JobnetError, match="another jobnet is changing it") as refused:  # noqa: SIM117
        with locked(profile, patience=0.1):
            raise AssertionError("held twice")

    assert refused.value.exit_code is Exit.TRY_LATER
    with locked(profile):
        assert sorted(listing(tree)) == ["profile.yaml"]
