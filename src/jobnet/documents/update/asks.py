"""What an update asks and what it owes: the talk ahead, companies to ask about, names and advice the reader gave."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from jobnet.documents.update.view import SMALL
from jobnet.facts.items import Document
from jobnet.facts.readers import knows_people_at
from jobnet.facts.referrals import (
    Moment,
    as_it_stands,
    is_talk,
    is_thanked,
    moment_of,
    referral_item,
)
from jobnet.frozen import dataclass
from jobnet.profile.model import Relationship, TouchKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobnet.documents.update.view import View
    from jobnet.facts.applications import Hope, Seen
    from jobnet.facts.stories import Story, Telling
    from jobnet.profile.model import Prose, Referral, Touchpoint

_MOST = 2
"""Companies to ask about."""
_ASKED_AGAIN = dt.timedelta(30)
"""So long nobody is asked for the same company again."""
_SUBJECT_NAME = 24
_ADVISERS = frozenset({Relationship.MENTOR, Relationship.ALUMNI})


@dataclass(frozen=True)
class Reason:
    """A company where the seeker hopes to work, and why."""

    name: str
    """The company: Aldwark."""
    why: Prose
    """The reason: They do five-axis work, which is what I want to get into next."""


def next_talk(told: Sequence[Telling]) -> Story | None:
    """The story with the talk or test that comes soonest."""
    ahead = (each.story for each in told if each.story.next_on is not None)
    return min(ahead, key=lambda story: story.next_on or dt.date.max, default=None)


def for_subject(story: Story | None) -> Story | None:
    """The same, if its company is no secret and short enough for a subject line."""
    return story if story and story.is_named and not story.is_in_trust and len(story.place) <= _SUBJECT_NAME else None


def open_at(told: Sequence[Telling]) -> tuple[str, ...]:
    """The companies, two at most, where an application is told and a word from inside could still help."""
    open_ones = (each for each in told if each.seen.rank in SMALL and each.seen.is_askable)
    return tuple(dict.fromkeys(each.story.place for each in open_ones))[:_MOST]


def known_places(view: View) -> tuple[list[Seen], list[Hope]]:
    """What is new at companies where the reader knows people and could be asked: at most two."""
    if view.contact is None or not view.contact.knows:
        return [], []
    askable = (each for each in view.news if each.is_askable and (each.end is None or each.is_liked))
    once: dict[str | None, Seen] = {}
    for each in askable:
        if knows_people_at(view.profile, view.contact, each.application.company):
            once.setdefault(each.shown.company, each)
    seen = list(once.values())[:_MOST]
    hopes = [hope for hope in view.new_hopes if knows_people_at(view.profile, view.contact, hope.name)]
    return seen, hopes[: _MOST - len(seen)]


def hopes_to_recall(view: View) -> tuple[str, ...]:
    """The companies that the reader may be reminded of: not asked about within a month."""
    told = view.history.of(view.contact) if view.contact and not view.is_inside else ()
    lately = {each.item for each in told if each.date > view.snapshot.today - _ASKED_AGAIN}
    hopes = () if view.is_inside else view.hopes
    return tuple(hope.name for hope in hopes if hope.item.id not in lately)[:_MOST]


def open_referrals(view: View) -> list[tuple[Referral, Moment]]:
    """The referrals of this reader that still wait for their end to be told, and where they stand."""
    today = view.snapshot.today
    told = view.history.items_of(view.contact.key) if view.contact and not view.again else frozenset()
    given = view.snapshot.referrals.get(view.reader.key, ()) if view.reader.key else ()
    return [
        (each, moment)
        for each in (as_it_stands(view.profile, each, today) for each in given)
        if (moment := moment_of(each, today))
        and not (each.loop_closed and each.loop_closed <= today)
        and referral_item(each, Moment.RESULT).id not in told
    ]


@dataclass(frozen=True)
class Advice:
    """A talk in which the reader gave the seeker advice."""

    on: dt.date | None
    """The day: 2026-10-14; None where only the month is known."""
    month: dt.date
    """A day of the month in which it was: 2026-10-01."""
    learned: Prose | None
    """What came of it: You told me to ask for the practice manager and not for HR."""
    tells_what_i_did: bool
    """Whether that says more than one thing: then what was done with the advice stands in it."""
    is_thanked: bool
    """Whether the reader has been thanked for it."""


def talk_for_advice(view: View) -> Touchpoint | None:
    """The last talk since the last update: with a mentor or old schoolmate any, with others one for advice."""
    contact, today = view.contact, view.snapshot.today
    if contact is None:
        return None
    last = view.history.last(contact, Document.UPDATE) or dt.date.min
    talks = [each for each in view.snapshot.touches.get(contact.key, ()) if _gave_advice(each, contact.relationship)]
    return next((each for each in reversed(talks) if last < each.date.earliest <= today), None)


def advice_from(view: View) -> Advice | None:
    """What such a talk gave."""
    contact, touch = view.contact, talk_for_advice(view)
    if contact is None or touch is None:
        return None
    return Advice(
        on=touch.date.earliest if touch.date.day else None,
        month=touch.date.earliest,
        learned=touch.learned,
        tells_what_i_did=any(f"{stop} " in (touch.learned or "") for stop in ".!?"),
        is_thanked=is_thanked(touch, view.history, contact),
    )


def _gave_advice(touch: Touchpoint, relationship: Relationship) -> bool:
    if touch.kind is TouchKind.INFORMATIONAL_INTERVIEW:
        return bool(touch.learned) or relationship in _ADVISERS
    return relationship in _ADVISERS and is_talk(touch)
