"""What an update asks, and what it owes: the talk ahead, companies where the reader knows people, names they gave."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from jobnet.documents.thanks import Moment, as_it_stands, is_thanked, moment_of, referral_item
from jobnet.facts.courses import Rank
from jobnet.facts.disclosure import company_spoken
from jobnet.facts.readers import knows_people_at
from jobnet.frozen import dataclass
from jobnet.profile.model import Disclosure, Relationship, TouchKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    is_short: bool
    """Whether the name is short enough for a subject line."""
    is_in_trust: bool
    """Whether it is told in trust: then nobody is asked to ask around."""
    is_just_said: bool
    """Whether the question follows the sentence that tells of it, so that "there" and "then" will do."""


def next_talk(told: Sequence[Telling], *, in_a_list: bool) -> NextTalk | None:
    """The soonest."""
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
        is_short=len(story.place) <= _SHORT,
        is_in_trust=story.is_in_trust,
        is_just_said=not in_a_list and first is told[-1],
    )


@dataclass(frozen=True)
class KnownPlace:
    """A company at which the reader knows people."""

    name: str
    """As one says it: Wharfe Travel."""
    story: Story | None
    """What happened there; nothing where nothing was tried yet."""


def known_places(view: View) -> tuple[tuple[Telling, ...], tuple[Hope, ...]]:
    """What is new at companies where the reader knows people and could be asked: at most two."""
    told = [each for each in view.tellings if _is_askable(view, each)]
    once = {each.story.place: each for each in reversed(told)}
    told = [each for each in told if once[each.story.place] is each][:_MOST_KNOWN]
    hopes = [hope for hope in new_hopes(view) if knows_people_at(view.profile, view.contact, hope.name)]
    return tuple(told), tuple(hopes[: _MOST_KNOWN - len(told)])


def _is_askable(view: View, told: Telling) -> bool:
    application = told.entry.course.application
    is_open = not told.story.has_ended or told.is_liked
    is_named = told.entry.shown.company is not None and not told.story.is_in_trust
    return is_open and is_named and knows_people_at(view.profile, view.contact, application.company)


def new_hopes(view: View) -> tuple[Hope, ...]:
    """The companies of which the reader may be told, and asked, for the first time."""
    return tuple(hope for hope in view.hopes if view.is_new(hope) and hope.level is not Disclosure.TRUSTED)


def hopes_in_trust(view: View) -> tuple[Hope, ...]:
    """Those of which only the trusted are told; in a confidential search all is told in trust."""
    return tuple(hope for hope in view.hopes if view.is_new(hope) and hope.level is Disclosure.TRUSTED)


def hopes_to_recall(view: View) -> tuple[Hope, ...]:
    """The companies that the reader may be reminded of: not asked about within a month."""
    told = view.history.of(view.contact) if view.contact else ()
    since = view.snapshot.today - _ASKED_AGAIN
    lately = {each.item for each in told if each.date > since}
    return tuple(h for h in view.hopes if h.item.id not in lately and h.level is not Disclosure.TRUSTED)


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
    is_told: bool
    """Whether the last letter said so already."""
    is_unsuitable: bool
    """Whether it did not fit."""
    story: Story | None
    """What became of the application that came of it."""


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
    led_to = next((each for each in told if came_of(view, referral, each)), None)
    news = OpenReferral(
        to=None if is_company else referral.to,
        company=company or (referral.to if is_company else None),
        acted=referral.acted,
        result=referral.result if is_over else None,
        learned=referral.learned if is_over else None,
        is_thanked=referral.thanked is not None and referral.thanked <= today,
        is_told=item in view.known,
        is_unsuitable=is_over and referral.suitable is False,
        story=led_to.story if led_to and not (is_over and referral.result) else None,
    )
    return news, None if item in view.known else item


def came_of(view: View, referral: Referral, told: Telling) -> bool:
    """Whether this application is what the referral led to."""
    application = told.entry.course.application
    return referral.company is not None and view.profile.same_company(application.company, referral.company)


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
    last = view.history.last(contact, "update")
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


def each_known(told: Sequence[Telling], hopes: Sequence[Hope]) -> Iterator[KnownPlace]:
    """The companies in question, each with what happened there."""
    is_one = len(told) + len(hopes) == 1
    for each in told:
        yield KnownPlace(each.story.place, as_here(each.story) if is_one else each.story)
    for hope in hopes:
        yield KnownPlace(hope.name, None)
