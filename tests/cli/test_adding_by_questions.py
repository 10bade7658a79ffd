"""`add` on a terminal asks for what no record can do without; off a terminal it names the option."""

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
        ("contact", "Bea Li <bea@example.com>\n", "  - name: Bea Li\n    email: bea@example.com\n"),
        ("company", "Tamar Preserves\n", "target_companies:\n  - name: Tamar Preserves\n    added: 2026-10-15\n"),
        (
            "news",
            "The grant closes on 30 October.\n",
            "news:\n  - date: 2026-10-15\n    headline: The grant closes on 30 October.\n",
        ),
        (
            "referral",
            "Ted\nRuth Abernathy\n",
            "referrals:\n  - from: Ted Alder\n    to: Ruth Abernathy\n    received: 2026-10-15\n",
        ),
        ("touch", "Ted\n", "touchpoints:\n  - date: 2026-10-15\n    contact: Ted Alder\n    kind: email\n"),
    ],
)
def test_what_is_needed_is_asked_for(tmp_path: Path, what: str, typed: str, added: str) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text(PROFILE, encoding="utf-8")

    ran = run_on_terminal("add", what, "--today", "2026-10-15", cwd=tmp_path, typed=typed)

    assert ran.code == 0, ran.out
    assert profile.read_text(encoding="utf-8") == PROFILE + added


@pytest.mark.parametrize("what", ["contact", "company", "news", "referral", "touch"])
def test_without_a_terminal_the_option_is_named(tree: Path, what: str) -> None:
    (tree / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    ran = run("add", what, cwd=tree)
    assert ran.code == 2
    assert "no terminal to ask on" in ran.err
    assert (tree / "profile.yaml").read_text(encoding="utf-8") == PROFILE
