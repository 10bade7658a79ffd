"""What an update asks: about companies, about the next talk, or for what the reader offered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobnet.documents.subjects import fitting
from jobnet.documents.update.asks import Reason, next_talk, open_at
from jobnet.facts.offers import OfferKind, is_about, kind_of_offer, may_be_taken_up
from jobnet.facts.readers import knows_people_at
from jobnet.facts.referrals import is_talk
from jobnet.profile.model import Relationship

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobnet.documents.update.view import Picked, View
    from jobnet.facts.applications import Hope
    from jobnet.facts.stories import Story
    from jobnet.profile.model import Offer

_SENTENCES = 3
"""Companies that a sentence names."""


def asked(view: View, chosen: Picked, hopes: Sequence[Hope]) -> dict[str, Any]:
    """The places to ask about: where a talk comes, where one hopes to work; else where an application has begun."""
    may_ask = not view.profile.search.confidential
    if not (may_ask or view.is_friend):
        return {"asks": ()}
    talk = next_talk(chosen.told)
    names = [talk.place] if talk and talk.is_askable else []
    names += [hope.name for hope in hopes[:_SENTENCES]]
    offer = offered(view)
    what = offer.what if offer and kind_of_offer(offer.what) is OfferKind.ASK_OTHERS else None
    place = any(is_about(what, hope.name) for hope in hopes)
    taken_up = _taken_up(view, talk)
    asks = tuple(dict.fromkeys(names)) or (() if talk else open_at(chosen.told))
    return {
        "asks": asks,
        "subject_asks": () if is_mentor(view) else fitting([hope.name for hope in hopes[:_SENTENCES]] or asks),
        "asks_where_it_hopes": 0 < len(hopes) <= _SENTENCES,
        "offered_what": what if may_ask and not place else None,
        "offered_place": what if may_ask and place else None,
        **taken_up,
        "asks_of_next": talk is not None and talk.is_askable and not (is_mentor(view) or any(taken_up.values())),
        "reasons": tuple(each for each in (_reason(view, hope) for hope in hopes) if each and len(hopes) == 1),
    }


def offered(view: View) -> Offer | None:
    """What the reader has offered by now."""
    offer = view.contact.offered_help if view.contact else None
    return offer if offer and offer.date <= view.window.until else None


def offered_inside(view: View) -> str | None:
    """What somebody who works there has offered, as far as it may be taken up."""
    offer = offered(view)
    is_secret = view.profile.search.confidential
    return offer.what if offer and may_be_taken_up(kind_of_offer(offer.what), quietly=is_secret) else None


def open_where_known(view: View, chosen: Picked) -> str | None:
    """The first company told of where something is open, and this reader knows people."""
    there = (each for each in chosen.told if each.story.is_askable and not each.story.has_ended)
    known = (e for e in there if knows_people_at(view.profile, view.contact, e.seen.application.company))
    return next((each.story.place for each in known), None)


def _taken_up(view: View, talk: Story | None) -> dict[str, str | None]:
    """What the reader offered that would help before the next talk, unless they have spoken since."""
    offer, touches = offered(view), view.snapshot.touches.get(view.reader.key, ())
    if talk is None or offer is None or any(is_talk(each) and each.date.earliest >= offer.date for each in touches):
        return {}
    kind = kind_of_offer(offer.what)
    is_reference = kind is OfferKind.REFERENCE and not view.profile.search.confidential
    return {
        "offered_time": offer.what if kind is OfferKind.TIME else None,
        "offered_reference": offer.what if is_reference else None,
    }


def _reason(view: View, hope: Hope) -> Reason | None:
    """Why the seeker would like to work there, in the seeker's own words."""
    named = (each for each in view.profile.target_companies if hope.name in {each.name, each.spoken} and each.why)
    company = next(named, None)
    return Reason(hope.name, company.why) if company and company.why else None


def is_mentor(view: View) -> bool:
    return view.contact is not None and view.contact.relationship is Relationship.MENTOR
