"""Our frozen dataclasses behave as the standard ones do."""

from __future__ import annotations

import copy
import dataclasses
from dataclasses import FrozenInstanceError, field, replace
from functools import cached_property

import pytest

from jobnet.frozen import dataclass


@dataclass(frozen=True)
class Visit:
    """A day somewhere."""

    place: str
    day: int = 1
    seen: tuple[str, ...] = ()
    tags: list[str] = field(default_factory=list, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.day < 1:
            raise ValueError("no such day")

    @cached_property
    def said(self) -> str:
        return f"{self.place} on day {self.day}"


@dataclass(frozen=True)
class Spot:
    line: int
    column: int = 1


@dataclass(frozen=True)
class LongVisit(Visit):
    nights: int = 2


@dataclass(frozen=True)
class Shelf:
    put: str


def test_a_field_may_bear_a_name_that_the_constructor_works_with() -> None:
    assert Shelf("jam").put == "jam"


def test_fields_are_given_by_place_by_name_or_by_default() -> None:
    assert Visit("Jena", 2) == Visit(day=2, place="Jena") == replace(Visit("Jena"), day=2)
    assert Visit("Jena").tags is not Visit("Jena").tags
    assert repr(LongVisit("Jena", nights=3)) == "LongVisit(place='Jena', day=1, seen=(), nights=3)"
    assert [each.name for each in dataclasses.fields(LongVisit)] == ["place", "day", "seen", "tags", "nights"]


def test_what_is_compared_is_hashed() -> None:
    assert Visit("Jena", tags=["a"]) == Visit("Jena", tags=["b"])
    assert len({Visit("Jena", tags=["a"]), Visit("Jena", tags=["b"]), Visit("Gera"), Spot(1), Spot(1)}) == 3
    assert Visit("Jena") != LongVisit("Jena")


@pytest.mark.parametrize("thing", [Visit("Jena"), Spot(1), LongVisit("Jena")])
def test_nothing_is_changed_added_or_taken_away(thing: object) -> None:
    for name in ("place", "line", "other"):
        with pytest.raises(FrozenInstanceError):
            setattr(thing, name, 3)
        with pytest.raises(FrozenInstanceError):
            delattr(thing, name)


@pytest.mark.parametrize("wrong", [{}, {"place": "Jena", "odd": 1}])
def test_a_missing_or_unknown_field_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        Visit(**wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Spot(1, 2, 3)  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="no such day"):
        Visit("Jena", 0)


def test_a_copy_is_equal_and_what_was_worked_out_is_kept() -> None:
    visit = Visit("Jena")
    assert visit.said is visit.said
    assert copy.copy(visit) == visit


def test_what_may_change_is_not_ours() -> None:
    with pytest.raises(TypeError):
        dataclass(frozen=False)


def test_instances_that_no_constructor_made_are_compared_by_their_fields() -> None:
    @dataclass(frozen=True)
    class Read:
        name: str

    one, same, other = (Read.__new__(Read) for _ in range(3))
    for each, name in ((one, "a"), (same, "a"), (other, "b")):
        vars(each)["name"] = name

    assert (one == same, one == other) == (True, False)
