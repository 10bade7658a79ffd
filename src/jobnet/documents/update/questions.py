"""What an update asks: about companies, about the next talk, or for what the reader offered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobnet.documents.subjects import fitting
from jobnet.documents.update.asks import Reason, next_talk, open_at
from jobnet.facts.offers import OfferKind, kind_of_offer
from jobnet.facts.readers import knows_people_at
from jobnet.profile.model import Relationship, TouchKind
from jobnet.profile.names import company_words, holds_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobnet.documents.update.view import Picked, View
    from jobnet.facts.applications import Hope
    from jobnet.facts.stories import Story

_SENTENCES = 3
"""Companies that a sentence names."""
_SPOKEN = frozenset({TouchKind.CALL, TouchKind.MEETING, TouchKind.INFORMATIONAL_INTERVIEW})


def asked(view: View, chosen: Picked, hopes: Sequence[Hope]) -> dict[str, Any]:
    """The places to ask about: where a talk comes, where one hopes to work; else where an application has begun."""
    may_ask = not view.profile.search.confidential
    if not (may_ask or view.is_friend):
        return {"asks": ()}
    talk = next_talk(chosen.told)
    names = [talk.place] if talk and talk.is_askable else []
    names += [hope.name for hope in hopes[:_SENTENCES]]
    offer = view.contact.offered_help if view.contact else None
    what = offer.what if offer and kind_of_offer(offer.what) is OfferKind.ASK_OTHERS else None
    words = company_words(what or "")
    place = any(holds_words(words, company_words(hope.name)) for hope in hopes)
    asks = tuple(dict.fromkeys(names)) or (() if talk else open_at(chosen.told))
    return {
        "asks": asks,
        "subject_asks": () if is_mentor(view) else fitting(asks),
        "asks_where_it_hopes": 0 < len(hopes) <= _SENTENCES,
        "offered_what": what if may_ask and not place else None,
        "offered_place": what if may_ask and place else None,
        **_taken_up(view, talk),
        "asks_of_next": _is_askable(talk) and not (is_mentor(view) or _taken_up(view, talk)),
        "reasons": tuple(each for each in (_reason(view, hope) for hope in hopes) if each and len(hopes) == 1),
    }


def _is_askable(talk: Story | None) -> bool:
    return talk is not None and talk.is_askable


def open_where_known(view: View, chosen: Picked) -> str | None:
    """The first company told of where something is open, and this reader knows people."""
    there = (each for each in chosen.told if each.story.is_askable and not each.story.has_ended)
    known = (e for e in there if knows_people_at(view.profile, view.contact, e.seen.application.company))
    return next((each.story.place for each in known), None)


def _taken_up(view: View, talk: Story | None) -> dict[str, Any]:
    """What the reader offered that would help before the next talk, unless they have spoken since."""
    offer = view.contact.offered_help if view.contact and talk else None
    touches = view.snapshot.touches.get(view.reader.key, ())
    if offer is None or any(each.kind in _SPOKEN and each.date.earliest >= offer.date for each in touches):
        return {}
    kind = kind_of_offer(offer.what)
    return {"offered_time": offer.what if kind is OfferKind.TIME else None, "is_referee": kind is OfferKind.REFERENCE}


def _reason(view: View, hope: Hope) -> Reason | None:
    """Why the seeker would like to work there, in the seeker's own words."""
    named = (each for each in view.profile.target_companies if hope.name in {each.name, each.spoken} and each.why)
    company = next(named, None)
    return Reason(hope.name, company.why) if company and company.why else None


def is_mentor(view: View) -> bool:
    return view.contact is not None and view.contact.relationship is Relationship.MENTOR
