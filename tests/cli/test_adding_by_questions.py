"""`add` on a terminal asks one thing after the other; off a terminal it names the option."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import run_on_terminal
from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """\
name: Nia Pargeter
email: nia@example.com
contacts:
  - name: Ted Alder
"""


@pytest.mark.parametrize(
    ("what", "typed", "added"),
    [
        (
            "contact",
            "Bea Li\nbea@example.com\nBea\n\n2026-10-02\n",
            "  - name: Bea Li\n    email: bea@example.com\n    known_as: Bea\n    offered_help: 2026-10-02\n",
        ),
        (
            "company",
            "Tamar Preserves\nSaltash\n\nA\n",
            "target_companies:\n  - name: Tamar Preserves\n    location: Saltash\n    tier: A\n    added: 2026-10-15\n",
        ),
        (
            "news",
            "The grant closes on 30 October.\n\nTed\n",
            "news:\n  - date: 2026-10-15\n    headline: The grant closes on 30 October.\n    for: Ted Alder\n",
        ),
        (
            "referral",
            "Ted\nRuth Abernathy\nHarbourside Bakers\n\n",
            (
                "referrals:\n  - from: Ted Alder\n    to: Ruth Abernathy\n    company: Harbourside Bakers\n"
                "    received: 2026-10-15\n"
            ),
        ),
        (
            "touch",
            "Ted\ncall\n2026-10-14\n",
            "touchpoints:\n  - date: 2026-10-14\n    contact: Ted Alder\n    kind: call\n",
        ),
    ],
)
def test_each_thing_is_asked_for(tmp_path: Path, what: str, typed: str, added: str) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text(PROFILE, encoding="utf-8")

    ran = run_on_terminal("add", what, "--today", "2026-10-15", cwd=tmp_path, typed=typed)

    assert ran.code == 0, ran.out
    assert profile.read_text(encoding="utf-8") == PROFILE + added


def test_a_slip_is_asked_again_and_the_other_answers_stand(tmp_path: Path) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text(PROFILE, encoding="utf-8")
    typed = "Bea Li\nbea at example\nbea@example.com\n\n\nsomeday\nyesterday\n"

    ran = run_on_terminal("add", "contact", "--today", "2026-10-15", cwd=tmp_path, typed=typed)

    assert (ran.code, ran.out.count("Once more?")) == (0, 2), ran.out
    added = "  - name: Bea Li\n    email: bea@example.com\n    offered_help: 2026-10-14\n"
    assert profile.read_text(encoding="utf-8") == PROFILE + added


INTERVIEWED = """\
applications:
  - company: Tamar
    position: Cook
    interview: 2026-09-10
"""


@pytest.mark.parametrize(
    ("typed", "kept", "again"),
    [
        ("The quay stays with me.\nSo does the bread.\n", "[The quay stays with me., So does the bread.]", False),
        ("# head\n\nThe quay stays with me.\n\n", "[The quay stays with me.]", True),
        ("\n\n", None, False),
    ],
    ids=["two", "a slip, then one", "none"],
)
def test_log_of_a_turn_down_asks_two_things_and_says_what_is_next(
    tmp_path: Path, typed: str, kept: str | None, again: bool
) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text(PROFILE + INTERVIEWED, encoding="utf-8")

    ran = run_on_terminal("log", "Tamar", "rejected", "--today", "2026-10-15", cwd=tmp_path, typed=typed)

    assert (ran.code, "Once more" in ran.out) == (0, again), ran.out
    assert "Next: the runner-up letter, by Thursday 22 October:" in ran.out
    added = f"    impression: {kept}\n" if kept else ""
    assert profile.read_text(encoding="utf-8") == f"{PROFILE}{INTERVIEWED}    rejected: 2026-10-15\n{added}"


@pytest.mark.parametrize("what", ["contact", "company", "news", "referral", "touch"])
def test_without_a_terminal_the_option_is_named(tree: Path, what: str) -> None:
    (tree / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    ran = run("add", what, cwd=tree)
    assert ran.code == 2
    assert "no terminal to ask on" in ran.err
    assert (tree / "profile.yaml").read_text(encoding="utf-8") == PROFILE
