"""Sending with nothing to send says so, wherever quiet was not asked for: silence would be taken for "sent"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.delivery.a_search import ADA, BEN, Search

if TYPE_CHECKING:
    from pathlib import Path

NOBODY = "nobody was written to"


@pytest.fixture
def search(tree: Path) -> Search:
    search = Search(tree)
    search.profile(ADA, BEN)
    return search


@pytest.mark.parametrize(
    "command",
    [
        ("update", "--all", "--send", "--yes"),
        ("update", "--to", "ada", "--send", "--yes"),
        ("update", "--all", "--send", "--yes", "--to-me"),
        ("update", "--all", "--mark-sent"),
        ("outbox", "send", "--yes"),
    ],
)
def test_nothing_to_do_is_one_line_and_none_with_quiet(search: Search, command: tuple[str, ...]) -> None:
    assert search.run("update", "--all", "--send", "--yes").code == 0

    loud, quiet = search.run(*command), search.run(*command, "--quiet")

    assert (loud.code, loud.err.count(NOBODY)) == (0, 1), loud.err
    assert (quiet.code, quiet.err) == (0, "")
    assert search.sent == {"ada": 1, "ben": 1}


def test_nothing_to_do_before_anything_was_ever_sent_is_said(search: Search) -> None:
    search.profile(ADA, news=(), target_companies=[])

    for command in (("update", "--all", "--send", "--yes"), ("outbox", "send", "--yes")):
        ran = search.run(*command)
        assert (ran.code, ran.err.count(NOBODY)) == (0, 1), ran.err


def test_letters_that_were_sent_are_not_called_nothing(search: Search) -> None:
    assert NOBODY not in search.run("update", "--all", "--send", "--yes").err
