"""Somebody whom mail cannot carry is left out alone: the others get their letters, and it is known before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.delivery.a_search import ADA, BEN, SEND, Search, person

if TYPE_CHECKING:
    from pathlib import Path

ODD = {
    "domain without a dot": person("Bo Ek", "bo@localhost"),
    "mark of direction": person("Bo\u200e Ek", "bo@example.org"),
    "encoded header": person("=?utf-8?q?Bo?= Ek", "bo@example.org"),
    "joiner": person("B\u200do Ek", "bo@example.org"),
    "domain nobody can have": person("Bo Ek", "bo@exa②mple.org"),
}


@pytest.fixture(params=ODD)
def bo(request: pytest.FixtureRequest) -> dict[str, Any]:
    return ODD[request.param]


@pytest.fixture
def search(tree: Path, bo: dict[str, Any]) -> Search:
    search = Search(tree)
    search.profile(ADA, bo, BEN)
    return search


def is_a_mistake(search: Search) -> bool:
    """Whether the profile is refused at once, at the very line: that is as good."""
    ran = search.run("check")
    return ran.code == 65 and "contacts[1]" in ran.out + ran.err


def test_others_get_their_letters(search: Search) -> None:
    if is_a_mistake(search):
        return

    ran = search.run(*SEND)

    assert (ran.code, search.sent) == (4, {"ada": 1, "ben": 1}), ran.err
    assert "left out" in ran.err
    again = search.run(*SEND)
    assert (again.code, search.sent) == (4, {"ada": 1, "ben": 1})


@pytest.mark.parametrize("command", [("check",), ("doctor",), ("preview", "-o", "page.html"), ("update", "--all")])
def test_it_is_said_before_anything_is_sent(search: Search, command: tuple[str, ...]) -> None:
    ran = search.run(*command)

    assert "contacts[1]" in ran.out + ran.err
    assert ran.code in {0, 65}


def test_letters_as_messages_are_written_for_the_others(search: Search) -> None:
    if is_a_mistake(search):
        return

    ran = search.run("update", "--all", "-f", "eml", "-o", "out/")

    assert (ran.code, len(list((search.tree / "out").iterdir()))) == (4, 2), ran.err


def test_who_is_named_is_refused_with_the_reason(search: Search) -> None:
    if is_a_mistake(search):
        return

    ran = search.run("update", "--to", "Ek", "--send", "--yes")

    assert (ran.code, search.sent) == (65, {}), ran.err
    assert search.run("update", "--to", "Ek").code == 0


def test_subject_that_mail_cannot_carry_is_one_reader_s_trouble(tree: Path) -> None:
    search = Search(tree)
    there = {"company": "=?utf-8?q?Fennel?=", "position": "Baker", "applied": "2026-10-10"}
    search.profile(
        ADA, person("Bo Ek", company="=?utf-8?q?Fennel?="), BEN, applications=[there | {"disclosure": "trusted"}]
    )

    ran = search.run(*SEND)

    assert ran.code in {0, 4}, ran.err
    assert search.sent["ada"] == search.sent["ben"] == 1


def test_own_address_that_mail_cannot_carry_stops_everything(tree: Path) -> None:
    search = Search(tree)
    search.config(**{"from": "nia@localhost"})

    assert (search.run(*SEND).code, search.sent) == (78, {})
