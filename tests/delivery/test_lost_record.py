"""A search finds its record again, or sending stops and says how to go on: nobody is written to anew without a word."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.delivery.a_search import ADA, BEN, CID, KITCHEN, LATER, OVENS, SEND, Search, person

if TYPE_CHECKING:
    from pathlib import Path

ONCE = {"ada": 1, "ben": 1, "cid": 1}


@pytest.fixture
def search(tree: Path) -> Search:
    """A search that has written to everybody, once."""
    search = Search(tree)
    assert (search.run(*SEND).code, search.sent) == (0, ONCE)
    return search


def shell(command: str) -> None:
    subprocess.run(["/bin/sh", "-c", command], check=True)


# Where the record lies


def test_record_named_in_the_configuration_later_must_be_there(search: Search) -> None:
    search.config(ledger=str(search.tree / "kept" / "nia.db"))
    (search.tree / "kept").mkdir()

    ran = search.run(*SEND, "--now")

    assert (ran.code, search.sent) == (74, ONCE)
    move = re.search(r"take the record there: (.*?)\. To leave", ran.err)
    assert move is not None
    shell(move[1])
    ran = search.run(*SEND, "--now")
    assert (ran.code, ran.err, search.sent) == (0, "", ONCE)


def test_record_that_was_named_in_the_configuration_is_found_when_it_is_no_longer(tree: Path) -> None:
    search = Search(tree)
    search.config(ledger=str(tree / "nia.db"))
    assert search.run(*SEND).code == 0
    search.config()

    ran = search.run(*SEND, "--now")

    assert (ran.code, ran.err, search.sent) == (0, "", ONCE)
    assert not list(search.state.glob("*/ledger.db"))


def test_record_named_in_the_configuration_must_not_be_behind_the_one_in_use(search: Search) -> None:
    kept = search.tree / "kept.db"
    kept.write_bytes(search.ledger.read_bytes())
    search.profile(ADA, BEN, CID, news=(KITCHEN, OVENS))
    assert search.run(*SEND, today=LATER).code == 0
    search.config(ledger=str(kept))

    ran = search.run(*SEND, "--now", today=LATER)

    assert (ran.code, search.sent) == (74, {"ada": 2, "ben": 2, "cid": 2})
    assert "was written to after it" in ran.err


def test_record_in_the_configuration_that_outran_the_other_long_ago_is_taken_without_a_word(search: Search) -> None:
    kept = search.tree / "kept.db"
    kept.write_bytes(search.ledger.read_bytes())
    notes = {each: each.read_bytes() for each in (search.state / "known").iterdir()}
    search.config(ledger=str(kept))
    assert search.run("outbox", "send", "--yes").code == 0
    search.profile(ADA, BEN, CID, news=(KITCHEN, OVENS))
    for note, text in notes.items():
        note.write_bytes(text)  # as it was before they were written for such records too

    ran = search.run(*SEND, today=LATER)

    assert (ran.code, ran.err, search.sent) == (0, "", {"ada": 2, "ben": 2, "cid": 2})


def test_record_whose_folder_is_gone_is_not_begun_anew(search: Search) -> None:
    folder = search.ledger.parent
    folder.rename(search.tree / "away")

    ran = search.run(*SEND, "--now")

    assert (ran.code, search.sent) == (74, ONCE)
    again = re.search(r"a second time: (rm .*)", ran.err)
    assert again is not None
    shell(again[1])
    assert search.run(*SEND, "--now").code == 0
    assert search.sent == {"ada": 2, "ben": 2, "cid": 2}


@pytest.mark.parametrize("text", ["", "nonsense", "../../elsewhere", "\0", "é" * 300])
def test_note_that_cannot_be_read_leads_to_no_new_record(search: Search, text: str) -> None:
    for note in (search.state / "known").iterdir():
        note.write_text(text, "utf-8")
    search.move("other.yaml")

    ran = search.run(*SEND, "--now")

    assert (ran.code in {0, 74}, search.sent) == (True, ONCE), ran.err


# Whose record it is


def moved_and_renamed(search: Search) -> None:
    search.profile(ADA, BEN, CID, email="nia@elsewhere.example")
    search.move("elsewhere/search.yaml")


def without_address_and_renamed(search: Search) -> None:
    search.move("search.yaml")


def everybody_has_another_address(search: Search) -> None:
    search.profile(
        *(person(each["name"], each["email"].replace("@", "@new.")) for each in (ADA, BEN, CID)),
        email="nia@new.example",
    )
    search.move("elsewhere/search.yaml")


CHANGES = {
    "address and folder": moved_and_renamed,
    "renamed, no address": without_address_and_renamed,
    "every address and folder": everybody_has_another_address,
}


@pytest.fixture(params=CHANGES)
def estranged(tree: Path, request: pytest.FixtureRequest) -> Search:
    """A search that has written to everybody once, and whose profile nothing leads from to its record any more."""
    search = Search(tree)
    if request.param == "renamed, no address":
        search.profile(ADA, BEN, CID, email=None)
    assert (search.run(*SEND).code, search.sent) == (0, ONCE)
    CHANGES[request.param](search)
    return search


def test_profile_that_leads_to_no_record_while_one_knows_its_people_stops_sending(estranged: Search) -> None:
    before = estranged.file.read_bytes()

    for command in (SEND, ("update", "--to", "ada", "--mark-sent"), ("outbox", "send", "--yes"), ("doctor",)):
        ran = estranged.run(*command)
        assert ran.code == 74, (command, ran.err)
        assert "knows people in it (Ada Bell, Ben Cole, Cid Dorn)" in ran.err
        assert str(estranged.ledger) in ran.err
    assert (estranged.sent, estranged.file.read_bytes()) == (ONCE, before)


def test_letters_are_printed_with_a_warning_meanwhile(estranged: Search) -> None:
    ran = estranged.run("update", "--to", "ada")

    assert (ran.code, "Fennel" in ran.out, "knows people in it" in ran.err) == (0, True, True)


def with_id(search: Search, name: str) -> None:
    profile = json.loads(search.file.read_text("utf-8"))
    search.file.write_text(json.dumps(profile | {"search": {"id": name}}), "utf-8")


def test_id_that_is_printed_ties_the_profile_to_its_record(estranged: Search) -> None:
    tie = re.search(r"write `search: {id: (\w+)}` in the profile", estranged.run(*SEND).err)
    assert tie is not None
    with_id(estranged, tie[1])

    ran = estranged.run(*SEND)
    assert (ran.code, ran.err, estranged.sent) == (0, "", ONCE)

    estranged.file.write_text(json.dumps(json.loads(estranged.file.read_text("utf-8")) | {"search": {}}), "utf-8")
    assert (estranged.run(*SEND).code, estranged.sent) == (0, ONCE), "from now on its path leads there"


def test_id_of_its_own_is_another_search_and_that_is_said(estranged: Search) -> None:
    with_id(estranged, "another")

    ran = estranged.run(*SEND)

    assert (ran.code, "knows people in it" in ran.err) == (0, True)
    assert estranged.sent == {"ada": 2, "ben": 2, "cid": 2}
    again = estranged.run(*SEND)
    assert (again.code, again.err, estranged.sent) == (0, "", {"ada": 2, "ben": 2, "cid": 2})


@pytest.mark.parametrize("change", CHANGES)
def test_id_leads_to_the_record_over_every_change(search: Search, change: str) -> None:
    with_id(search, "nia")
    assert search.run(*SEND).code == 0, "an id that comes later finds the record by the address"
    CHANGES[change](search)
    with_id(search, "nia")

    ran = search.run(*SEND)

    assert (ran.code, ran.err, search.sent) == (0, "", ONCE)


def test_record_is_found_by_address_or_by_path_without_a_word(search: Search) -> None:
    search.profile(ADA, BEN, CID, email="nia@elsewhere.example")
    ran = search.run(*SEND, "--now")
    assert (ran.code, ran.err, search.sent) == (0, "", ONCE)

    search.move("elsewhere/search.yaml")
    ran = search.run(*SEND, "--now")
    assert (ran.code, ran.err, search.sent) == (0, "", ONCE)


def test_another_seeker_s_record_is_nobody_s_business_while_they_share_no_reader(search: Search) -> None:
    search.file = search.tree / "other.yaml"
    search.profile(person("Dee Ek"), email="omar@example.com", name="Omar Haddad")

    ran = search.run(*SEND)

    assert (ran.code, ran.err, search.sent["dee"]) == (0, "", 1)


# Who was told


def changed(search: Search, *contacts: dict[str, Any]) -> None:
    """One run with these contacts and nothing new to tell."""
    search.profile(*contacts)
    ran = search.run(*SEND, "--now")
    assert (ran.code, search.sent) == (0, ONCE), ran.err


def test_reader_renamed_and_later_re_addressed_is_told_nothing_again(search: Search) -> None:
    changed(search, person("Ada Smith", "ada@example.org"), BEN, CID)
    changed(search, person("Ada Smith", "ada@elsewhere.example"), BEN, CID)


def test_reader_re_addressed_and_later_renamed_is_told_nothing_again(search: Search) -> None:
    changed(search, person("Ada Bell", "ada@elsewhere.example"), BEN, CID)
    changed(search, person("Ada Smith", "ada@elsewhere.example"), BEN, CID)


def test_reader_who_gets_an_id_and_later_another_name_and_address_is_told_nothing_again(search: Search) -> None:
    changed(search, person("Ada Bell", "ada@example.org", id="ada"), BEN, CID)
    changed(search, person("Ada Smith", "ada@elsewhere.example", id="ada"), BEN, CID)


def test_reader_whose_mailbox_somebody_else_has_now_is_told_nothing_again(search: Search) -> None:
    search.profile(person("Ada Bell", "ada@elsewhere.example"), person("Dee Ek", "ada@example.org"), BEN, CID)

    assert search.run(*SEND, "--now").code == 0
    assert search.sent == ONCE


def test_reader_with_a_namesake_who_moves_is_told_nothing_again(tree: Path) -> None:
    search = Search(tree)
    search.profile(person("Ada Bell", "ada@example.org"), person("Ada Bell", "bell@example.org"))
    assert search.run(*SEND).code == 0
    search.profile(person("Ada Bell", "ada@elsewhere.example"), person("Ada Bell", "bell@example.org"))

    assert search.run(*SEND, "--now").code == 0
    assert search.sent == {"ada": 1, "bell": 1}


def test_new_address_stays_in_the_thread_and_hears_what_is_new(search: Search) -> None:
    changed(search, person("Ada Bell", "ada@elsewhere.example"), BEN, CID)
    search.profile(person("Ada Bell", "ada@elsewhere.example"), news=(KITCHEN, OVENS))

    assert search.run(*SEND, today=LATER).code == 0
    assert search.sent == ONCE | {"ada": 2}


@pytest.mark.parametrize(
    "after",
    [
        {"hiring_manager": {"name": "Ruth A. Abernathy", "email": "ruth@example.org"}},
        {"hiring_manager": {"name": "Ruth Abernathy", "email": "ruth@example.org"}, "contact": {"id": "ruth"}},
    ],
    ids=["renamed", "a contact with an id"],
)
def test_runner_up_letter_goes_once_to_whoever_is_called_otherwise_now(tree: Path, after: dict[str, Any]) -> None:
    search = Search(tree)
    turned_down = {
        "company": "Fennel & Rye", "position": "Baker", "interview": "2026-10-06", "runner_up": "2026-10-13",
        "impression": ["The rule that any baker may stop a batch stays with me.", "So does the old oven."],
    }  # fmt: skip
    ruth = {"name": "Ruth Abernathy", "email": "ruth@example.org"}
    letter = ("runnerup", "--company", "Fennel", "--send", "--yes", "--force")
    search.profile(applications=[turned_down | {"hiring_manager": ruth}])
    assert (search.run(*letter).code, search.sent) == (0, {"ruth": 1})
    contact = after.pop("contact", None)
    search.profile(*([ruth | contact] if contact else []), applications=[turned_down | after])
    search.run("outbox", "send", "--yes")

    assert search.run(*letter).code in {0, 65}
    assert search.sent == {"ruth": 1}


def test_commands_that_are_printed_can_be_pasted(search: Search) -> None:
    search.config(ledger=str(search.tree / "it's here" / "nia.db"))

    move = re.search(r"take the record there: (.*?)\. To leave", search.run(*SEND).err)

    assert move is not None
    assert shlex.split(move[1])[2] == str(search.tree / "it's here" / "nia.db")


def test_link_to_the_record_is_the_record(search: Search) -> None:
    (search.tree / "nia.db").symlink_to(search.ledger)
    search.config(ledger=str(search.tree / "nia.db"))

    ran = search.run(*SEND, "--now")

    assert (ran.code, ran.err, search.sent) == (0, "", ONCE)
    assert [path.name for path in search.tree.glob("nia.*")] == ["nia.db"]


def test_state_folder_that_depends_on_where_one_stands_is_refused(search: Search) -> None:
    ran = search.run(*SEND, "--now", JOBNET_STATE="state")

    assert (ran.code, search.sent) == (78, ONCE)
    assert f"JOBNET_STATE={search.state}" in ran.err
