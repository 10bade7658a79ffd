"""What an update asks, and what it owes: the talk ahead, companies where the reader knows people, names they gave."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from jobnet.documents.update.news import SMALL
from jobnet.facts.courses import Rank
from jobnet.facts.disclosure import company_spoken
from jobnet.facts.items import Document
from jobnet.facts.readers import knows_people_at
from jobnet.facts.referrals import (
    Moment,
    application_from,
    as_it_stands,
    heard,
    is_thanked,
    moment_of,
    referral_item,
    was_thanked,
)
from jobnet.frozen import dataclass
from jobnet.profile.model import Relationship, TouchKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobnet.documents.update.news import View
    from jobnet.facts.courses import Hope
    from jobnet.facts.items import Item
    from jobnet.facts.stories import Story, Telling
    from jobnet.profile.model import Prose, Referral, Touchpoint

_MOST_KNOWN = 2
_ASKED_AGAIN = dt.timedelta(30)
"""So long nobody is asked for the same company again."""
_ADVISERS = frozenset({Relationship.MENTOR, Relationship.ALUMNI})
_GAVE_ADVICE = frozenset({TouchKind.CALL, TouchKind.MEETING})
_SHORT = 24


@dataclass(frozen=True)
class NextTalk:
    """The talk or test that comes next, of those that this reader hears of for the first time."""

    place: str
    """Where it is: Aire Valley."""
    on: dt.date
    """The day: 2026-11-06."""
    is_final: bool
    """Whether it is the final interview."""
    is_call: bool
    """Whether it is a first call."""
    is_test: bool
    """Whether it is a test."""
    is_named: bool
    """Whether the company may be named, so that the reader can be asked about it."""
    is_askable: bool
    """Whether the reader may be asked about it and ask around: it is named, and not told in trust."""
    is_just_said: bool
    """Whether the question follows the sentence that tells of it, so that "there" and "then" will do."""

    @property
    def may_stand_in_subject(self) -> bool:
        """Whether the name is no secret, and short enough for a subject line."""
        return self.is_askable and len(self.place) <= _SHORT


def next_talk(told: Sequence[Telling], *, is_last: bool = False) -> NextTalk | None:
    """The soonest. `is_last`: nothing stands behind the last of these."""
    ahead = [each for each in told if each.story.next_on is not None]
    first = min(ahead, key=lambda each: each.story.next_on or dt.date.max, default=None)
    if first is None or first.story.next_on is None:
        return None
    story = first.story
    return NextTalk(
        place=story.place,
        on=first.story.next_on,
        is_final=story.next_is_final,
        is_call=story.next_is_call,
        is_test=story.next_is_test,
        is_named=first.entry.shown.company is not None,
        is_askable=first.entry.shown.company is not None and not story.is_in_trust,
        is_just_said=is_last and first is told[-1],
    )


def open_at(told: Sequence[Telling]) -> tuple[str, ...]:
    """The companies, two at most, where an application is told and a word from inside could still help."""
    open_ones = (
        each for each in told if each.rank in SMALL and each.entry.shown.company and not each.story.is_in_trust
    )
    return tuple(dict.fromkeys(each.story.place for each in open_ones))[:_MOST_KNOWN]


def known_places(view: View) -> tuple[tuple[Telling, ...], tuple[Hope, ...]]:
    """What is new at companies where the reader knows people and could be asked: at most two."""
    told = [each for each in view.tellings if _is_askable(view, each)]
    once = {each.story.place: each for each in reversed(told)}
    told = [each for each in told if once[each.story.place] is each][:_MOST_KNOWN]
    open_to_all = (hope for hope in view.new_hopes if not hope.is_in_trust)
    hopes = [hope for hope in open_to_all if knows_people_at(view.profile, view.contact, hope.name)]
    return tuple(told), tuple(hopes[: _MOST_KNOWN - len(told)])


def _is_askable(view: View, told: Telling) -> bool:
    application = told.entry.course.application
    is_open = not told.story.has_ended or told.is_liked
    is_named = told.entry.shown.company is not None and not told.story.is_in_trust
    return is_open and is_named and knows_people_at(view.profile, view.contact, application.company)


def hopes_to_recall(view: View) -> tuple[Hope, ...]:
    """The companies that the reader may be reminded of: not asked about within a month."""
    told = view.history.of(view.contact) if view.contact else ()
    since = view.snapshot.today - _ASKED_AGAIN
    lately = {each.item for each in told if each.date > since}
    return tuple(hope for hope in view.hopes if hope.item.id not in lately and not hope.is_in_trust)


def waiting_at(view: View) -> str | None:
    """A company where an interview was held, of which the reader knows, and which has not answered."""
    for entry in view.courses.ranked(view.reader.ceiling).get(Rank.WAITING, ()):
        held = entry.course.interviews[-1]
        if entry.shown.company is not None and not entry.course.has_offer and entry.item(held) in view.known:
            return entry.shown.company
    return None


# Names and leads that the reader gave


@dataclass(frozen=True)
class OpenReferral:
    """A name or lead that the reader gave, while they do not know how it ended."""

    to: str | None
    """Who they named: Brenda Ames. None where they pointed to a company."""
    company: str | None
    """Where: Wharfe Travel; not said where `to` says it."""
    acted: dt.date | None
    """The day the seeker got in touch: 2026-10-14."""
    result: Prose | None
    """What came of it: She has nothing before spring."""
    learned: Prose | None
    """What the seeker learned from it."""
    is_thanked: bool
    """Whether the reader has been thanked for it."""
    is_unsuitable: bool
    """Whether it did not fit."""
    stories: tuple[Story, ...]
    """What became of the application that came of it, where `result` does not say it."""

    @property
    def is_pending(self) -> bool:
        """Whether nothing has come of it yet."""
        return not (self.result or self.learned or self.is_unsuitable or self.stories)


def open_referrals(view: View) -> tuple[Referral, ...]:
    """The referrals of this reader that still wait for their end to be told."""
    key, today = view.reader.key, view.snapshot.today
    told = view.history.items(view.contact) if view.contact and not view.again else frozenset()
    given = view.snapshot.referrals.get(key, ()) if key else ()
    as_they_stand = (as_it_stands(view.profile, each, today) for each in given)
    return tuple(
        each
        for each in as_they_stand
        if moment_of(each, today)
        and not (each.loop_closed and each.loop_closed <= today)
        and referral_item(each, Moment.RESULT).id not in told
    )


def referral_news(view: View, referral: Referral, told: Sequence[Telling]) -> tuple[OpenReferral, Item | None]:
    """Where a referral stands, and what telling of it has told, if it is new."""
    today = view.snapshot.today
    moment = moment_of(referral, today) or Moment.RECEIVED
    item = referral_item(referral, moment)
    is_over = moment is Moment.RESULT
    company = company_spoken(view.profile, referral.company) if referral.company else None
    is_company = bool(referral.to and referral.company and view.profile.same_company(referral.to, referral.company))
    led_to = tuple(each.story for each in told if came_of(view, referral, each))
    news = OpenReferral(
        to=None if is_company else referral.to,
        company=company or (referral.to if is_company else None),
        acted=referral.acted,
        result=referral.result if is_over else None,
        learned=referral.learned if is_over else None,
        is_thanked=view.contact is not None and was_thanked(referral, heard(view.history, view.contact), today),
        is_unsuitable=is_over and referral.suitable is False,
        stories=() if is_over and referral.result else led_to,
    )
    return news, None if item in view.known else item


def came_of(view: View, referral: Referral, told: Telling) -> bool:
    """Whether this application is what the referral led to."""
    return application_from(view.profile, referral) is told.entry.course.application


# Advice that the reader gave


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


def advice_from(view: View) -> Advice | None:
    """The last talk since the last update: with a mentor or old schoolmate any, with others one for advice."""
    contact, key = view.contact, view.reader.key
    if contact is None:
        return None
    last = view.history.last(contact, Document.UPDATE)
    talks = [touch for touch in view.snapshot.touches.get(key, ()) if _gave_advice(touch, contact.relationship)]
    new = [touch for touch in talks if touch.date.earliest <= view.snapshot.today]
    touch = next((each for each in reversed(new) if last is None or each.date.earliest > last), None)
    if touch is None:
        return None
    learned = touch.learned
    return Advice(
        on=touch.date.earliest if touch.date.day else None,
        month=touch.date.earliest,
        learned=learned,
        tells_what_i_did=learned is not None and any(f"{stop} " in learned for stop in ".!?"),
        is_thanked=is_thanked(touch, view.history, contact),
    )


def _gave_advice(touch: Touchpoint, relationship: Relationship) -> bool:
    if relationship in _ADVISERS and touch.kind in _GAVE_ADVICE:
        return True
    return touch.kind is TouchKind.INFORMATIONAL_INTERVIEW and bool(touch.learned or relationship in _ADVISERS)


def as_here(story: Story) -> Story:
    """The same story where the company has just been named."""
    return replace(story, here=True)
