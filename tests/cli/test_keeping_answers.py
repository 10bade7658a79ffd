"""What `runnerup` asked on a terminal is kept in the profile only if the user says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import run_on_terminal

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """\
# My search
name: Nia Pargeter
email: nia@example.com
resume: https://example.com/nia/cv
target_titles: [Quality Manager]
target_companies: [Harbourside Bakers]
applications:
  - company: Harbourside Bakers   # the one on the quay
    position: Technical Manager
    hiring_manager: {name: Ruth Abernathy, email: ruth@example.com}
    applied: 2026-09-21
    interview: {date: 2026-10-06, with: Ruth Abernathy}
    rejected: 2026-10-14
"""
FIRST = "The walk along the gluten-free line stays with me."
SECOND = "So does the rule that any baker may stop a batch."
KEPT = f"    impression:\n      - {FIRST}\n      - {SECOND}\n"


@pytest.mark.parametrize(
    ("answer", "after"), [("y\n", PROFILE + KEPT), ("n\n", PROFILE), ("\n", PROFILE)], ids=["yes", "no", "enter"]
)
def test_runnerup_offers_to_keep_what_it_asked(tmp_path: Path, answer: str, after: str) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text(PROFILE, encoding="utf-8")

    ran = run_on_terminal("runnerup", "--company", "Harbourside", cwd=tmp_path, typed=f"{FIRST}\n{SECOND}\n{answer}")

    assert ran.code == 0, ran.out
    assert "Keep what you answered in the profile?" in ran.out
    assert profile.read_text(encoding="utf-8") == after


def test_runnerup_offers_nothing_that_the_profile_has_or_the_options_gave(tmp_path: Path) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text(PROFILE + KEPT, encoding="utf-8")
    assert "Keep what" not in run_on_terminal("runnerup", "--company", "Harbourside", cwd=tmp_path).out

    profile.write_text(PROFILE, encoding="utf-8")
    said = ("--particular", FIRST, "--particular", SECOND)
    assert "Keep what" not in run_on_terminal("runnerup", "--company", "Harbourside", *said, cwd=tmp_path).out
    assert profile.read_text(encoding="utf-8") == PROFILE
