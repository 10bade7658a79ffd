"""What one letter leaves out waits for the next; nobody misses what happened before their first letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.delivery.a_search import Search, person

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Ran

TED = person("Ted Alder", known_as="Ted", relationship="colleague", offered_help="2026-09-01")
PLACES = ("Alba", "Beta", "Cedar", "Delta", "Echo")


def update(search: Search, today: str, *more: str, to: str = "--all") -> Ran:
    """An update into the folder, so that its words can be read."""
    search.config(transport="folder", folder={"path": str(search.tree / "out")})
    who = (to,) if to == "--all" else ("--to", to)
    return search.run("update", *who, "--send", "--yes", *more, today=today)


def written(search: Search) -> str:
    from email import message_from_bytes, policy

    letters = (
        message_from_bytes(each.read_bytes(), policy=policy.default) for each in sorted(search.tree.glob("out/*.eml"))
    )
    return " ".join(" ".join(each.get_body(("plain",)).get_content().split()) for each in letters)  # type: ignore[union-attr]


def test_what_until_leaves_out_comes_with_the_next(tree: Path) -> None:
    search = Search(tree)
    applied = {"company": "Quayside Mills", "position": "Shift Lead", "applied": "2026-09-10"}
    later = {"company": "Ochre Bakery", "position": "Head Baker", "applied": "2026-10-04"}
    search.profile(TED, news=(), applications=[applied, later])

    assert update(search, "2026-10-08", "--until", "2026-10-01").code == 0
    assert "Ochre" not in written(search)
    assert update(search, "2026-11-08").code == 0
    assert written(search).count("Ochre Bakery") > 0
    assert written(search).count("for the Shift Lead job") == 1


@pytest.mark.parametrize(
    ("relationship", "more"), [("close_friend", {}), ("colleague", {"rejected": "2026-10-06"})], ids=["talks", "ends"]
)
@pytest.mark.parametrize("start", [{}, {"offered_help": None}, {"offered_help": None, "search": True}])
def test_more_than_a_letter_holds_is_told_by_and_by(
    tree: Path, relationship: str, more: dict[str, str], start: dict[str, Any]
) -> None:
    search = Search(tree)
    contact = {key: each for key, each in (TED | {"relationship": relationship} | start).items() if each is not None}
    begun = {"search": {"started": "2026-09-01"}} if contact.pop("search", False) else {}
    applications = [
        {"company": f"{each} Mills", "position": "Lead", "applied": "2026-09-20", "interview": "2026-10-01"} | more
        for each in PLACES
    ]
    search.profile(contact, news=(), applications=applications, **begun)

    for today in ("2026-10-08", "2026-11-08"):
        assert update(search, today).code == 0

    assert {each: f"{each} Mills" in written(search) for each in PLACES} == dict.fromkeys(PLACES, True)


def test_day_typed_wrong_silences_nobody(tree: Path) -> None:
    search = Search(tree)
    search.profile(TED)
    assert update(search, "2062-01-15").code == 0

    search.profile(TED, applications=[{"company": "Ochre Bakery", "position": "Head Baker", "applied": "2060-01-01"}])

    assert update(search, "2060-01-15").code == 0
    assert "Ochre Bakery" in written(search)
    assert written(search).count("test kitchen") == 1
