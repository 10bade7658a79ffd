"""Maildir and folder: what a spooler took away was handed over; only the unfinished file proves that it was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.delivery.a_search import ADA, BEN, SEND, Search

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(params=["maildir", "folder"])
def search(tree: Path, request: pytest.FixtureRequest) -> Search:
    search = Search(tree)
    for part in ("cur", "new", "tmp"):
        (tree / "out" / part).mkdir(parents=True)
    search.config(transport=request.param, **{request.param: {"path": str(tree / "out")}})
    search.profile(ADA, BEN)
    return search


def arrived(search: Search) -> list[Path]:
    return [*search.tree.glob("out/new/*"), *search.tree.glob("out/*.eml")]


def unfinished(search: Search) -> list[Path]:
    return [*search.tree.glob("out/tmp/*"), *search.tree.glob("out/.*.part")]


def test_letter_that_was_taken_away_before_the_record_knew_is_in_doubt(search: Search) -> None:
    assert search.run(*SEND, JOBNET_FAILPOINT="handed-over").code == 9
    (taken,) = arrived(search)
    taken.unlink()

    ran = search.run(*SEND)

    assert (ran.code, len(arrived(search)), unfinished(search)) == (3, 1, [])
    assert search.states() == {"Ada Bell": "unknown", "Ben Cole": "sent"}
    assert (search.run(*SEND).code, len(arrived(search))) == (3, 1)


def test_letter_that_is_still_there_is_no_longer_in_doubt(search: Search) -> None:
    assert search.run(*SEND, JOBNET_FAILPOINT="handed-over").code == 9

    assert (search.run(*SEND).code, len(arrived(search))) == (0, 2)


def test_letter_that_never_appeared_goes_in_the_next_run(search: Search) -> None:
    assert search.run(*SEND, JOBNET_FAILPOINT="claimed").code == 9
    assert (len(arrived(search)), len(unfinished(search))) == (0, 1)

    assert (search.run(*SEND).code, len(arrived(search)), unfinished(search)) == (0, 2, [])


def test_letter_that_is_sent_again_while_it_is_still_there_stays_one(search: Search) -> None:
    assert search.run(*SEND, JOBNET_FAILPOINT="handed-over").code == 9
    assert search.run("outbox", "resolve", "1", "--resend").code == 0

    assert (search.run(*SEND).code, len(arrived(search)), unfinished(search)) == (0, 2, [])
