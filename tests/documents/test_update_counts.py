"""Over searches of every sort: what a letter says and what it records as told are the same."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from jobnet.documents.update import update_for
from jobnet.facts.history import History, Told
from jobnet.facts.items import Item, Kind
from jobnet.facts.readers import reader_of
from jobnet.facts.referrals import Moment, application_from, referral_item
from jobnet.facts.since import Window
from jobnet.profile.names import company_key
from tests.builders import a_snapshot
from tests.strategies import TODAY, profiles

if TYPE_CHECKING:
    from jobnet.documents.update.context import Update
    from jobnet.facts.stories import Story
    from jobnet.profile.model import Contact, Profile

EXAMPLES = 150 if os.environ.get("CI") else 40
ENDS = frozenset({"rejected", "runner_up", "cancelled", "withdrawn", "declined", "no_response"})


def written(profile: Profile, contact: Contact, *told: Told) -> Update:
    snapshot = a_snapshot(profile, TODAY)
    return update_for(snapshot, reader_of(snapshot, contact), Window(None, TODAY), history=History(told))


def stories_of(update: Update) -> list[Story]:
    return [*update.stories, *update.known_stories]


def stages(items: tuple[Item, ...], place: str, elsewhere: set[tuple[str, str | None]]) -> list[tuple[str, str]]:
    """Stage and whether done or planned, of what is recorded of this company and not told `elsewhere`."""
    events = [item for item in items if item.kind is Kind.EVENT and item.company == place]
    ids = [item.id.split("/") for item in events if (company_key(place), item.position) not in elsewhere]
    return [(parts[-3], parts[-1]) for parts in ids]


def told_with_thanks(profile: Profile, contact: Contact, update: Update) -> set[tuple[str, str | None]]:
    """The applications of which this reader hears as what came of the names they gave, and not as stories."""
    told = {item.id for item in update.items}
    theirs = (each for each in profile.referrals if each.giver.key == contact.key)
    given = [each for each in theirs if not told.isdisjoint(referral_item(each, moment).id for moment in Moment)]
    led_to = [each for each in (application_from(profile, one) for one in given) if each]
    return {(company_key(each.company), each.position) for each in led_to}


@pytest.mark.slow
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(profile=profiles())
def test_what_is_counted_is_what_is_recorded(profile: Profile) -> None:
    for contact in profile.contacts:
        update = written(profile, contact)
        named = [story for story in stories_of(update) if story.is_named]
        for place in {story.place for story in named}:
            there = [story for story in named if story.place == place]
            recorded = stages(update.items, place, told_with_thanks(profile, contact, update))
            held = [stage for stage, when in recorded if stage in {"interview", "final"} and when == "done"]
            tests = sum(len(story.done_on) - story.held for story in there if not story.has_ended)
            assert len(held) - tests <= sum(story.held for story in there) <= len(held)
            assert sum(story.next_on is not None for story in there) == sum(when == "planned" for _, when in recorded)
            assert sum(story.has_ended for story in there) == sum(stage in ENDS for stage, _ in recorded)


@pytest.mark.slow
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(profile=profiles())
def test_every_interview_that_is_told_is_told_with_its_day(profile: Profile) -> None:
    for contact in profile.contacts:
        for story in stories_of(written(profile, contact)):
            assert story.has_ended or len(story.done_on) >= story.held


@pytest.mark.slow
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(profile=profiles())
def test_what_was_told_is_not_told_again(profile: Profile) -> None:
    for contact in profile.contacts:
        first = written(profile, contact)
        told = [Told(contact.key, item.id, "update", TODAY) for item in first.items]
        again = written(profile, contact, *told)
        assert not {item.id for item in again.items} & {item.id for item in first.items}
