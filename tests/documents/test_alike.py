"""Readers who are told alike share one story; nobody is told what they would not be told if they were the only one."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobnet.documents import update
from jobnet.documents.update import Update, update_for
from jobnet.facts import standing
from jobnet.facts.history import History, Told, event_items
from jobnet.facts.readers import reader_of
from jobnet.facts.since import ALL, LAST, Since, window
from jobnet.facts.standing import Board, board
from jobnet.profile.model import (
    Contact,
    Disclosure,
    News,
    PartialDate,
    Profile,
    Prose,
    Relationship,
    Stage,
    Title,
    TouchKind,
    Touchpoint,
)
from jobnet.rendering.plain import as_plain
from tests.builders import a_company, a_contact, a_profile, a_snapshot, an_application, an_event, an_offer, day
from tests.strategies import TODAY, crowds, past_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.profile.model import Application

EXAMPLES = 1000 if os.environ.get("CI") else 80

wishes = st.sampled_from([LAST, LAST, ALL]) | past_days.map(Since)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(crowd=crowds(), since=wishes, until=st.sampled_from([TODAY, TODAY, TODAY - dt.timedelta(days=9)]))
def test_everybody_is_told_what_they_are_told_when_they_are_the_only_one(
    crowd: tuple[Profile, History], since: Since, until: dt.date
) -> None:
    profile, history = crowd
    since = Since(min(since.date, until)) if since.date else since
    assert_told_as_if_alone(profile, history, since=since, until=until)


@pytest.mark.parametrize("since", [LAST, ALL, Since(day("2026-09-20"))])
@pytest.mark.parametrize("backwards", [False, True])
def test_so_it_is_in_a_search_with_much_to_tell_whoever_comes_first(since: Since, *, backwards: bool) -> None:
    readers = product(
        (Relationship.COLLEAGUE, Relationship.CLOSE_FRIEND, Relationship.ACQUAINTANCE, Relationship.RECRUITER_AGENCY),
        (True, False),
        (Disclosure.NETWORK, Disclosure.TRUSTED),
        ("2026-08-30", "2026-09-20", "2026-09-28", "2026-10-01"),
        (0, 1),
    )
    contacts = [
        Contact(
            f"Reader {at}",
            id=f"{told}-{at}",
            relationship=row,
            in_field=inside,
            trust=trust,
            offered_help=an_offer(offered),
        )
        for at, (row, inside, trust, offered, told) in enumerate(readers)
    ]
    profile = a_busy_search(tuple(reversed(contacts) if backwards else contacts))
    item = event_items(profile.applications[1], today=TODAY)[0].id
    told = tuple(Told(each.key, item, "update", day("2026-09-22")) for each in contacts if each.key.startswith("1"))
    assert_told_as_if_alone(profile, History(told), since=since, until=TODAY)


def a_busy_search(contacts: tuple[Contact, ...]) -> Profile:
    """More than any list has room for: positions in everyday words, interviews, one held back, advice of the first."""
    applications = [
        an_application(
            f"Harbour {at}",
            f"Keeper {at}",
            disclosure=Disclosure.TRUSTED if at == 7 else Disclosure.NETWORK,
            events=(
                an_event(Stage.APPLIED, f"2026-09-{at + 8:02}"),
                *(an_event(Stage.INTERVIEW, each) for each in talks),
                *((an_event(Stage.REJECTED, "2026-10-09"),) if at > 8 else ()),
            ),
        )
        for at, talks in enumerate(
            (
                *[()] * 5,
                ("2026-09-21",),
                ("2026-09-29", "2026-10-05", "2026-10-22"),
                *((f"2026-09-{each}",) for each in range(23, 27)),
            ),
            1,
        )
    ]
    return a_profile(
        contacts=contacts,
        applications=tuple(applications),
        target_titles=tuple(Title(f"Keeper {at}", f"looks after number {at}") for at in range(1, 12)),
        target_companies=tuple(a_company(f"Mill {at}", added=day(f"2026-09-{at + 18:02}")) for at in range(1, 9)),
        touchpoints=(
            Touchpoint(
                PartialDate(2026, 10, 2),
                contact=contacts[0],
                kind=TouchKind.INFORMATIONAL_INTERVIEW,
                learned=Prose("I have put the numbers first, as you said."),
            ),
        ),
        news=(NEWS, replace(NEWS, audience=("everyone",)), replace(NEWS, date=day("2026-09-21"))),
    )


def assert_told_as_if_alone(profile: Profile, history: History, *, since: Since, until: dt.date) -> None:
    together = list(updates(profile, history, since=since, until=until))
    with pytest.MonkeyPatch.context() as patched:
        # One by one, and with the days as they are.
        patched.setattr(update, "_teller", lambda *_, **__: None)
        patched.setattr(Board, "first_day", lambda _self, day, *_things: day)
        alone: list[Update] = []
        for contact in profile.contacts:
            standing._boards.clear()
            alone += updates(profile, history, contact, since=since, until=until)
    standing._boards.clear()
    for one, other in zip(together, alone, strict=True):
        assert as_plain(one) == as_plain(other)


def updates(profile: Profile, history: History, *only: Contact, since: Since, until: dt.date) -> Iterator[Update]:
    for contact in only or profile.contacts:
        reader = reader_of(a_snapshot(profile), contact)
        days = window(profile, reader, since=since, until=until, today=TODAY, history=history)
        yield update_for(profile, reader, days, today=TODAY, history=history)


class TestOneForAll:
    def test_readers_alike_but_for_the_days_share_what_comes_to_the_same(self) -> None:
        one, other = two(offered_help=an_offer("2026-09-20", "ask around")), two(offered_help=an_offer("2026-09-12"))
        first, second = told(one, other)
        assert first.since != second.since
        assert first.story is second.story

    def test_what_is_told_is_made_plain_once_for_all(self) -> None:
        first, second = (as_plain(each) for each in told(two(opening=Prose("Hello again.")), two()))
        shared = (
            "status",
            "done",
            "news",
            "asks",
            "titles",
            "titles_in_full",
            "companies",
            "items",
            "main",
            "next_talk",
        )
        assert {name for name in shared if first[name] is not second[name]} == set()
        assert first["next_talk"]["date"] == day("2026-10-20")

    def test_templates_have_what_is_shared_as_if_it_were_the_letters_own(self) -> None:
        first, _ = told(two(), two())
        plain = as_plain(first)
        assert "story" not in plain
        assert {name: as_plain(getattr(first, name)) for name in plain} == plain
        assert not [name for name in plain if name.startswith("_")]

    def test_different_stories_share_what_is_equal_in_them(self) -> None:
        first, second = told(two(knows=("Tamar Preserves",)), two())
        assert first.asks != second.asks
        one, other = as_plain(first), as_plain(second)
        assert {name for name in ("status", "done", "news", "titles") if one[name] is not other[name]} == set()

    @pytest.mark.parametrize(
        "changes",
        [
            {"in_field": False},
            {"interests": ("trams",)},
            {"knows": ("Tamar Preserves",)},
            {"trust": Disclosure.TRUSTED},
            {"relationship": Relationship.FAMILY},
            {"offered_help": an_offer("2026-10-01")},
        ],
    )
    def test_readers_who_are_told_differently_share_no_story(self, changes: dict[str, Any]) -> None:
        first, second = told(two(), two(**changes))
        assert first.story is not second.story

    def test_who_was_told_something_shares_no_story_with_who_was_not(self) -> None:
        one, other = two(), two()
        (first, _) = told(one, other)
        history = History((Told("a", first.items[1].id, "update", day("2026-09-12")),))
        first, second = told(one, other, history=history)
        assert first.story is not second.story
        assert [len(each.status.applied) for each in (first, second)] == [1, 2]


NEWS = News(Prose("A tram museum wants volunteers."), date=day("2026-10-03"), audience=("trams",))


def two(**changes: Any) -> dict[str, Any]:
    return {"relationship": a_contact().relationship, "offered_help": an_offer("2026-09-12")} | changes


def told(one: dict[str, Any], other: dict[str, Any], *, history: History | None = None) -> tuple[Update, ...]:
    """The updates of two readers of one search."""
    profile = a_profile(
        contacts=(Contact("a", **one), Contact("b", **other)),
        applications=(applied("Fennel", "2026-09-25"), applied("Quayside", "2026-10-04", "2026-10-20")),
        target_companies=(a_company("Tamar Preserves"), a_company("Bristol Mills")),
        news=(NEWS,),
    )
    return tuple(updates(profile, history or History(), since=LAST, until=TODAY))


def applied(company: str, *days: str) -> Application:
    stages = (Stage.APPLIED, Stage.INTERVIEW)
    return an_application(company, events=tuple(an_event(s, d) for s, d in zip(stages, days, strict=False)))


class TestBoard:
    def test_it_keeps_a_limited_number_of_things_and_makes_again_what_it_let_go(self) -> None:
        found = board(a_profile(), TODAY, TODAY)
        made: list[int] = []

        def make(number: int) -> int:
            made.append(number)
            return number

        for number in (*range(5000), 4999, 0):
            assert found.once(("number", number), lambda: make(number)) == number  # noqa: B023 (called at once)
        assert len(found._shared) == standing._MOST_KEPT
        assert made == [*range(5000), 0]

    def test_prose_and_a_name_in_the_same_words_stay_two(self) -> None:
        found = board(a_profile(), TODAY, TODAY)
        assert type(found.same("companies", ("Tamar",))[0]) is str
        assert type(found.same("said", (Prose("Tamar"),))[0]) is Prose

    def test_the_first_day_lets_in_what_the_day_itself_lets_in(self) -> None:
        found = board(a_profile(applications=(applied("Fennel", "2026-09-25"),)), TODAY, TODAY)
        days = ["2026-09-24", "2026-09-25", "2026-09-26"]
        assert [found.first_day(day(each)) for each in days] == [day(days[1]), day(days[1]), dt.date.max]
        assert found.first_day(None) is None
