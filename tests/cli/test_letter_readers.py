"""Whom a letter about one company may go to, and what is said where the reader is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """\
name: Nia Pargeter
email: nia@example.com
target_titles: [Quality Manager]
target_companies: [Fennel & Rye, {name: Harbourside Bakers, aliases: [Harbourside]}]
contacts:
  - {name: Ted Alder, email: ted@example.com, known_as: Ted}
  - {name: Mei Lin, email: mei@example.com, company: Harbourside, salutation: Dear Mei}
  - {name: Ana Ruiz, email: ana@example.com, salutation: Dear Ana}
  - {name: Kim Vale, email: kim@example.com, relationship: recruiter_agency}
applications:
  - company: Harbourside Bakers
    position: Technical Manager
    agency: Kim Vale
    hiring_manager: {name: Ruth Abernathy, salutation: Dear Ms Abernathy}
    events:
      - {stage: interview, date: 2026-05-06, with: [Luis Ruiz]}
      - {stage: rejected, date: 2026-05-20}
  - company: Harbourside Bakers
    position: Baker
    interview: {date: 2025-05-06, with: [Ana Ruiz]}
    rejected: 2025-06-02
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    return tmp_path


def touch(folder: Path, who: str) -> tuple[int, str, str]:
    ran = run(
        "touch", "--company", "Harbourside", "--position", "Technical Manager", "--to", who,
        "--reason", "Your stall won the prize at the fair.", cwd=folder,
    )  # fmt: skip
    return ran.code, ran.out, ran.err


@pytest.mark.parametrize("who", ["Ruth", "Luis Ruiz", "Kim", "Mei", "Ana"])
def test_a_touch_goes_to_whoever_has_to_do_with_the_company(folder: Path, who: str) -> None:
    code, out, err = touch(folder, who)
    assert (code, "Your stall won the prize at the fair." in out) == (0, True), err


def test_a_touch_does_not_go_to_somebody_who_has_nothing_to_do_with_it(folder: Path) -> None:
    code, out, err = touch(folder, "Ted")
    assert (code, out) == (2, "")
    assert "Ted Alder has nothing to do with Harbourside Bakers" in err
    assert "There: Ruth Abernathy, Luis Ruiz, Ana Ruiz, Kim Vale, Mei Lin." in err


def test_an_insider_who_was_not_met_is_not_reminded_of_the_interviews(folder: Path) -> None:
    assert ["Technical Manager" in " ".join(touch(folder, who)[1].split()) for who in ("Ruth", "Mei")] == [True, False]


def test_a_confidential_update_for_several_people_at_once_is_warned_about(folder: Path) -> None:
    one = PROFILE.replace("email: ted@example.com,", "email: ted@example.com, updates: on,")
    several = one.replace("company: Harbourside,", "updates: on,")
    for profile, search, warned in (
        (several, "search: {confidential: yes}", True),
        (several, "search: {confidential: yes}\nrules: {ignore: [PRIV-04]}", False),
        (several, "search: {confidential: no}", False),
        (one, "search: {confidential: yes}", False),
    ):
        (folder / "profile.yaml").write_text(f"{profile}{search}\n", encoding="utf-8")
        ran = run("update", "--all", cwd=folder)
        assert (ran.code, "[PRIV-04]" in ran.err) == (0, warned), ran.err
        assert "Hi Ted" in ran.out


def test_check_asks_nothing_more_of_a_runner_up_letter_given_by_hand(folder: Path) -> None:
    assert "runnerup for Kim Vale and 1 more: error" in run("check", cwd=folder, today="2026-05-22").out
    handed = "{date: 2026-05-21, contact: Kim Vale, company: Harbourside Bakers, document: runnerup}"
    (folder / "profile.yaml").write_text(f"{PROFILE}touchpoints: [{handed}]\n", encoding="utf-8")
    assert "runnerup for Kim Vale" not in run("check", cwd=folder, today="2026-05-22").out
