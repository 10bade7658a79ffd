"""What an update asks and what it owes: companies to ask about, the talk ahead, names and advice the reader gave."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from jobnet.documents.context import fitting
from jobnet.documents.update.context import Advice, Reason
from jobnet.documents.update.view import SMALL, Picked, View
from jobnet.facts.items import Document
from jobnet.facts.offers import OfferKind, is_about, kind_of_offer
from jobnet.facts.referrals import Moment, is_talk, is_thanked, moment_of, referral_item
from jobnet.profile.model import Referral, Relationship, TouchKind, Touchpoint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobnet.facts.applications import Hope, Seen
    from jobnet.facts.stories import Story, Telling

_MOST, _IN_A_SENTENCE = 2, 3
"""Companies to ask about, and those that a sentence names."""
_ASKED_AGAIN = dt.timedelta(30)
"""So long nobody is asked for the same company again."""
_SUBJECT_NAME = 24
_FOR_A_TALK = frozenset({OfferKind.TIME, OfferKind.REFERENCE})
"""Offers that wait for a talk ahead."""
_ADVISERS = frozenset({Relationship.MENTOR, Relationship.ALUMNI})


def asked(view: View, chosen: Picked, hopes: Sequence[Hope]) -> dict[str, Any]:
    """The places to ask about: where a talk comes, where one hopes to work; else where an application has begun."""
    may_ask = not view.profile.search.confidential
    if not (may_ask or view.is_friend):
        return {"asks": ()}
    talk = next_talk(chosen.told)
    names = [talk.place] if talk and talk.is_askable else []
    names_hoped = [hope.name for hope in hopes[:_IN_A_SENTENCE]]
    names += names_hoped
    kind = kind_of_offer(view.offer_to_take_up)
    what = view.offer_to_take_up if may_ask else None
    is_asking = kind is OfferKind.ASK_OTHERS and not any(is_about(what, hope.name) for hope in hopes)
    before_it = taken_up(view, talk)
    otherwise = None if is_asking or any(before_it.values()) or kind in _FOR_A_TALK else what
    asks = tuple(dict.fromkeys(names)) or (() if talk else _open_at(chosen.told))
    return {
        "asks": asks,
        "subject_asks": () if view.is_mentor or otherwise else fitting(names_hoped or asks),
        "asks_where_it_hopes": 0 < len(hopes) <= _IN_A_SENTENCE,
        "offered_what": what if is_asking else None,
        "offered_place": otherwise,
        "offer_is_for_next": talk is not None and bool(otherwise) and is_about(otherwise, talk.place),
        **before_it,
        "asks_of_next": talk is not None and talk.is_askable and not (view.is_mentor or any(before_it.values())),
        "reasons": _reasons(view, hopes[0].name) if len(hopes) == 1 else (),
    }


def taken_up(view: View, talk: Story | None) -> dict[str, str | None]:
    """What the reader offered that would help before the next talk."""
    offer = view.offer_to_take_up
    if talk is None or offer is None:
        return {}
    kind = kind_of_offer(offer)
    is_reference = kind is OfferKind.REFERENCE and not view.profile.search.confidential
    return {
        "offered_time": offer if kind is OfferKind.TIME else None,
        "offered_reference": offer if is_reference else None,
    }


def _reasons(view: View, name: str) -> tuple[Reason, ...]:
    """Why the seeker would like to work there, in the seeker's own words."""
    targets = (each for each in view.profile.target_companies if name in {each.name, each.spoken})
    return tuple(Reason(name, each.why) for each in targets if each.why)[:1]


def next_talk(told: Sequence[Telling]) -> Story | None:
    """The story with the talk or test that comes soonest."""
    ahead = (each.story for each in told if each.story.next_on is not None)
    return min(ahead, key=lambda story: story.next_on or dt.date.max, default=None)


def for_subject(story: Story | None) -> Story | None:
    """The same, if its company is no secret and short enough for a subject line."""
    return story if story and story.is_named and not story.is_in_trust and len(story.place) <= _SUBJECT_NAME else None


def _open_at(told: Sequence[Telling]) -> tuple[str, ...]:
    """The companies, two at most, where an application is told and a word from inside could still help."""
    open_ones = (each for each in told if each.seen.rank in SMALL and each.seen.is_askable)
    return tuple(dict.fromkeys(each.story.place for each in open_ones))[:_MOST]


def known_places(view: View) -> tuple[list[Seen], list[Hope]]:
    """What is new at companies where the reader knows people and could be asked: at most two."""
    if view.contact is None or not view.contact.knows:
        return [], []
    askable = (each for each in view.news if each.is_askable and (each.end is None or view.is_liked(each)))
    once: dict[str | None, Seen] = {}
    for each in askable:
        if view.knows_people_at(each.application.company):
            once.setdefault(each.shown.company, each)
    seen = list(once.values())[:_MOST]
    hopes = [hope for hope in view.new_hopes if view.knows_people_at(hope.name)]
    return seen, hopes[: _MOST - len(seen)]


def hopes_to_recall(view: View) -> tuple[str, ...]:
    """The companies that the reader may be reminded of: not asked about within a month."""
    if view.is_inside:
        return ()
    since = view.snapshot.today - _ASKED_AGAIN
    lately = {each.item for each in view.history.of_person(view.reader.key) if each.date > since}
    return tuple(hope.name for hope in view.hopes if hope.item.id not in lately)[:_MOST]


def open_where_known(view: View, chosen: Picked) -> dict[str, Any]:
    """The first company told of where something is open, and this reader knows people; and when the next talk is."""
    named = (each for each in chosen.told if each.story.is_named and not each.story.is_in_trust)
    there = (each for each in named if view.knows_people_at(each.seen.application.company))
    story = next((each.story for each in there if not each.story.has_ended), None)
    return {"knows_people_at": story.place, "known_on": story.next_on} if story else {}


def open_referrals(view: View) -> list[tuple[Referral, Moment]]:
    """The referrals of this reader that still wait for their end to be told, and where they stand."""
    today = view.snapshot.today
    told = frozenset() if view.again else view.history.items_of(view.reader.key)
    return [
        (each, moment)
        for each in view.given
        if (moment := moment_of(each, today))
        and not (each.loop_closed and each.loop_closed <= today)
        and referral_item(each, Moment.RESULT).id not in told
    ]


def talk_for_advice(view: View) -> Touchpoint | None:
    """The last talk since the last update: with a mentor or old schoolmate any, with others one for advice."""
    if view.contact is None:
        return None
    last = view.history.last(view.contact, Document.UPDATE) or dt.date.min
    talks = (each for each in reversed(view.touches) if last < each.date.earliest <= view.snapshot.today)
    return next((each for each in talks if _gave_advice(each, view.contact.relationship)), None)


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
