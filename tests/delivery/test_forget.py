"""On request everything about a person goes from the record: whatever `history` would show of them, and no more."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.delivery.a_search import ADA, BEN, KITCHEN, LATER, OVENS, SEND, Search, person

if TYPE_CHECKING:
    from pathlib import Path

NEW = person("Ada Bell", "ada@elsewhere.example")
WITH_ID = person("Ada Bell", "ada@elsewhere.example", id="a1")


@pytest.fixture
def search(tree: Path) -> Search:
    search = Search(tree)
    search.profile(ADA, BEN)
    assert search.run(*SEND).code == 0
    return search


def left_of_ada(search: Search) -> list[str]:
    data = b"".join(path.read_bytes() for path in search.state.rglob("*") if path.is_file())
    return [each for each in ("Ada", "ada@", "ada bell") if each.encode() in data]


@pytest.mark.parametrize("contact", [ADA, NEW, WITH_ID, person("Ada Smith", "ada@example.org", id="a1")])
@pytest.mark.parametrize("who", ["by address", "by name"])
@pytest.mark.parametrize("sent_since", [False, True])
def test_person_of_another_address_name_or_id_is_forgotten_whole(
    search: Search, contact: dict[str, Any], who: str, sent_since: bool
) -> None:
    search.profile(contact, BEN, news=(KITCHEN, OVENS))
    if sent_since:
        assert search.run(*SEND, today=LATER).code == 0

    ran = search.run("forget", contact["email"] if who == "by address" else contact["name"])

    assert ran.code == 0, ran.err
    assert search.run("history", "--to", contact["name"]).out == "Nothing is on record as sent.\n"
    assert left_of_ada(search) == []
    assert "Ben Cole" in search.run("history").out


@pytest.mark.parametrize("who", ["Ada Bell", "ada@example.org", "ADA BELL"])
def test_person_who_is_no_longer_in_the_profile_is_forgotten(search: Search, who: str) -> None:
    search.profile(BEN)

    assert search.run("forget", who).code == 0
    assert left_of_ada(search) == []


@pytest.mark.parametrize("who", ["Ruth Hale", "ruth@example.org"])
def test_person_met_is_shown_what_they_were_told_and_forgotten(search: Search, who: str) -> None:
    post = {
        "company": "Quayside Mills", "position": "Baker", "interview": "2026-10-06", "rejected": "2026-10-14",
        "hiring_manager": {"name": "Ruth Hale", "email": "ruth@example.org"},
        "impression": ["Your walk along the line stays with me.", "So does the rule on stops."],
    }  # fmt: skip
    search.profile(ADA, BEN, applications=[post])
    assert search.run("runnerup", "--company", "Quayside", "--send", "--yes").code == 0
    assert "Quayside Mills" in search.run("history", "--to", who).out

    assert "Ruth Hale is still in the profile" in search.run("forget", who).err
    assert list(search.states()) == ["Ada Bell", "Ben Cole"]
    assert search.run("history", "--to", who).out == "Nothing is on record as sent.\n"


def test_who_shares_the_mailbox_stays(tree: Path) -> None:
    search = Search(tree)
    search.profile(ADA, person("Ben Cole", "ada@example.org"), news=(KITCHEN,))
    assert search.run(*SEND).code == 0
    search.profile(ADA | {"updates": "off"}, person("Ben Cole", "ada@example.org"), news=(KITCHEN, OVENS))
    assert search.run(*SEND, today=LATER).code == 0

    assert search.run("forget", "Ada Bell").code == 0
    assert list(search.states()) == ["Ben Cole"]


def test_nobody_of_that_name_is_said_and_nothing_goes(search: Search) -> None:
    assert search.run("forget", "Eve Fox").code == 2
    assert search.states() == {"Ada Bell": "sent", "Ben Cole": "sent"}


def test_history_tells_what_waits_and_what_is_in_doubt_from_what_was_sent(tree: Path) -> None:
    search = Search(tree)
    search.config(max_messages=1)
    assert search.run(*SEND).code == 75
    assert search.run(*SEND, JOBNET_FAILPOINT="claimed").code == 9
    assert search.run("outbox", "resolve", "3", "--resend").code == 0

    lines = search.run("history").out.splitlines()
    states = {each["who"]: each["state"] for each in json.loads(search.run("history", "-f", "json").out)}
    told = {name: search.run("history", "--to", name).out for name in ("ada", "ben", "cid")}

    assert [("waiting" in line, "in doubt" in line) for line in lines] == [(False, False), (False, True), (True, False)]
    assert states == {"Ada Bell": "sent", "Ben Cole": "in doubt", "Cid Dorn": "waiting"}
    assert ("you told Ada" in told["ada"], "In doubt since" in told["ben"], "Waiting since" in told["cid"]) == (
        True,
    ) * 3
    assert "you told" not in told["ben"] + told["cid"]
    assert search.run("history", "-f", "csv").out.splitlines()[0].endswith(",state")


def test_report_names_no_letter_that_has_not_gone(tree: Path) -> None:
    search = Search(tree)
    search.config(max_messages=1)
    assert search.run(*SEND).code == 75

    reported = search.run("report").out

    assert ("Ada Bell" in reported, "Ben Cole" in reported) == (True, False)
