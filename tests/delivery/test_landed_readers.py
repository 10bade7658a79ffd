"""`landed --all` names whom it leaves out: those who offered help, or want updates, and never heard of the search."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from tests.delivery.a_search import Search, person

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("Ada Bell", "Ben Cole", "Cid O'Dorn", "Dee Ek", "Eve Fox")


def test_who_offered_help_and_never_heard_is_listed_with_the_command_that_tells_them(tree: Path) -> None:
    search = Search(tree)
    accepted = {"company": "Fennel & Rye", "position": "Baker", "accepted": "2026-10-14", "disclosure": "public"}
    offered = [person(name, offered_help="2026-10-01", updates=None) for name in NAMES]
    contacts = [{key: value for key, value in each.items() if value is not None} for each in offered]
    search.profile(
        *contacts, person("Guy Hale"), person("Hal Ives", updates="off"), applications=[accepted], news=(),
        search={"announce_after": "2026-10-14"},
    )  # fmt: skip

    ran = search.run("landed", "--all")

    assert (ran.code, ran.out) == (0, "")
    lines = [line for line in ran.err.splitlines() if "nothing was ever sent to them" in line]
    assert [line.partition(": ")[2].removeprefix("left out ").partition(":")[0] for line in lines] == [
        *NAMES,
        "Guy Hale",
    ]
    commands = [re.search(r"to tell them: (.*)", line) for line in lines]
    named = [shlex.split(each[1])[-1] for each in commands if each]
    assert named == [*NAMES, "Guy Hale"]
