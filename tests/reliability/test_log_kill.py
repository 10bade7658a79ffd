"""A sample of the sweep that kills `jobnet log`: the profile is the old one or the new one, and nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import run
from tests.reliability import log_kill

linux = pytest.mark.skipif(sys.platform != "linux", reason="ptrace as used here is Linux's")
ROOT = Path(__file__).parents[2]


@linux
def test_killed_anywhere_the_profile_is_whole_and_the_next_run_works(tmp_path: Path) -> None:
    calls = log_kill.sweep(tmp_path, every=10**9).calls

    found = log_kill.sweep(tmp_path, every=-(-calls // 40))

    assert (found.damaged, found.stuck) == ([], [])
    assert found.old + found.new == found.kills
    assert 20 <= found.kills <= 40
    assert found.new, "no kill came after the change: the sample is too thin"


@linux
def test_the_comparison_catches_an_editor_that_writes_in_place() -> None:
    command = [sys.executable, "-m", "tests.reliability.log_kill", "--every", "3", "--mutant"]  # empty for four calls
    done = subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False)

    assert done.returncode == 1, done.stderr
    assert "the profile is neither old nor new (0 bytes)" in done.stdout
    assert "changed without a backup" in done.stdout


def test_an_edit_cut_short_between_backup_and_change_is_done_again(tmp_path: Path) -> None:
    profile, backup = tmp_path / "profile.yaml", tmp_path / "profile.yaml.bak~1"
    profile.write_text(log_kill.PROFILE, encoding="utf-8")
    backup.hardlink_to(profile)

    ran = run(*log_kill.LOG, cwd=tmp_path)

    assert ran.code == 0, ran.err
    assert backup.read_text(encoding="utf-8") == log_kill.PROFILE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["profile.yaml", "profile.yaml.bak~1"]
    assert "interview: 2026-10-06" in profile.read_text(encoding="utf-8")


def test_another_hard_link_still_stops_an_edit(tmp_path: Path) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text(log_kill.PROFILE, encoding="utf-8")
    (tmp_path / "profile.yaml.bak~1").hardlink_to(profile)
    (tmp_path / "elsewhere.yaml").hardlink_to(profile)

    assert run(*log_kill.LOG, cwd=tmp_path).code == 73
    assert profile.read_text(encoding="utf-8") == log_kill.PROFILE
