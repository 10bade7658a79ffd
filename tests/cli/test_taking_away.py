"""`set KEY=` and `set profile|search|news`: what goes, what stays, what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """\
# My search
name: Nia Pargeter
phone: 0117 496 0000   # the flat
target_titles: [Quality Manager]
blurb: |
  Two lines, with #1 of it,
  and the rest.
search:
  confidential: yes
  # since the summer
  started: 2026-07-01
contacts:
  - tie: weak
    name: Ted Alder
    groups:
      - choir
      - bath
    offered_help: 2026-10-01  # by phone
  - {name: Bea Li, tie: weak, email: bea@example.com, groups: [choir]}
  - name: Jo March
    groups:
      - choir  # on Mondays
      - bath
    email: jo@example.com
news:
  - {id: grant, headline: The grant closes., on: 2026-10-30}
  - headline: A hall opens.
    url: https://example.com/hall
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "profile.yaml").write_bytes(PROFILE.encode())
    return tmp_path


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("arguments", "gone", "left"),
    [
        (["contact", "Ted", "tie="], "tie: weak\n    name: Ted", "name: Ted"),
        (["contact", "Ted", "groups="], "    groups:\n      - choir\n      - bath\n    offered", "    offered"),
        (["contact", "Ted", "offered_help="], "offered_help: 2026-10-01  # by", "# by"),
        (["contact", "Bea", "tie="], "tie: weak, email", "email"),
        (["contact", "Bea", "groups="], ", groups: [choir]}", "}"),
        (["contact", "Bea", "email=", "groups=", "tie="], ", tie: weak, email: bea@example.com, groups: [choir]", ""),
        (["contact", "Jo", "email="], "    email: jo@example.com\n", ""),
        (["news", "grant", "on="], ", on: 2026-10-30", ""),
        (["news", "hall", "url="], "    url: https://example.com/hall\n", ""),
        (["profile", "blurb="], "blurb: |\n  Two lines, with #1 of it,\n  and the rest.\n", ""),
        (["profile", "phone="], "phone: 0117 496 0000   # the flat", "# the flat"),
        (["search", "confidential="], "  confidential: yes\n", ""),
        (["search", "started="], "  started: 2026-07-01\n", ""),
        (["profile", "phone=0117 1"], "phone: 0117 496 0000 ", "phone: 0117 1 "),
        (["search", "started=today"], "2026-07-01", "2026-10-15"),
        (["news", "The grant closes.", "on=tomorrow"], "2026-10-30", "2026-10-16"),
    ],
)
def test_set_changes_or_takes_away_one_key_and_no_other_character(
    folder: Path, arguments: list[str], gone: str, left: str, newline: str
) -> None:
    path = folder / "profile.yaml"
    path.write_bytes(PROFILE.replace("\n", newline).encode())
    assert PROFILE.count(gone) == 1

    ran = run("set", *arguments, cwd=folder)

    assert (ran.code, ran.out) == (0, ""), ran.err
    assert path.read_bytes() == PROFILE.replace(gone, left).replace("\n", newline).encode()


def test_a_search_that_was_not_there_is_made_and_goes_with_its_last_key(folder: Path) -> None:
    text = "name: Nia Pargeter\ntarget_titles: [Quality Manager]\n"
    (folder / "profile.yaml").write_text(text, encoding="utf-8")

    assert run("set", "search", "confidential=yes", cwd=folder).code == 0
    assert (folder / "profile.yaml").read_text(encoding="utf-8") == text + "search: {confidential: yes}\n"
    assert run("set", "search", "confidential=", cwd=folder).code == 0
    assert (folder / "profile.yaml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["contact", "Jo", "groups="], 65, "a comment stands within it"),
        (["contact", "Jo", "name="], 65, "nothing was changed"),
        (["contact", "Jo", "tie="], 0, "no tie there to take away"),
        (["contact", "Jo"], 2, "KEY=VALUE"),
        (["profile", "phone"], 2, "KEY=VALUE"),
        (["profile", "contacts="], 2, "holds more than one value"),
        (["news", "nothing", "on="], 2, "is none of the news"),
        (["contact", "Jo", "offered_help=10/5/2026"], 65, "Write `2026-05-10` (10 May) or `2026-10-05` (5 Oct)"),
        (["search", "started=31 June 2026"], 65, "is not a"),
    ],
)
def test_what_set_cannot_do_changes_nothing(folder: Path, arguments: list[str], code: int, said: str) -> None:
    ran = run("set", *arguments, cwd=folder)

    assert (ran.code, ran.out) == (code, ""), ran.err
    assert said in ran.err
    assert (folder / "profile.yaml").read_text(encoding="utf-8") == PROFILE


def test_a_wrong_date_is_never_advised_to_be_pasted(folder: Path) -> None:
    text = "name: Nia\ntarget_titles: [Cook]\ncontacts:\n  - >-\n    Ted\n    Alder\n"
    (folder / "profile.yaml").write_text(text, encoding="utf-8")

    ran = run("set", "contact", "Ted Alder", "offered_help=10/5/2026", cwd=folder)

    assert (ran.code, "offered_help: 10/5/2026" in ran.err, "`2026-10-05`" in ran.err) == (65, False, True), ran.err
