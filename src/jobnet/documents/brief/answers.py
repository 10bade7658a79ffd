"""What a brief answers: an offer of help, a name that was given; and how it is signed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from jobnet.documents.brief.context import Given
from jobnet.documents.brief.situations import BriefKind, is_on_paper
from jobnet.facts.history import opening_for, opening_item
from jobnet.facts.offers import OfferKind, is_about, kind_of_offer, may_be_taken_up
from jobnet.facts.readers import ReaderKind, Rung
from jobnet.facts.referrals import heard, is_talk, is_thanked, moment_owed, referral_item, talk_item, was_thanked
from jobnet.profile.model import Relationship, Tie, Url
from jobnet.profile.names import company_words, holds_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jobnet.facts.disclosure import CompanyStanding
    from jobnet.facts.history import History
    from jobnet.facts.items import Item
    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Contact, Offer, Profile, Referral, Touchpoint

_LATE = dt.timedelta(days=14)
_TO_STRANGERS = frozenset({BriefKind.RECRUITER, BriefKind.GENERAL})
_LATELY = dt.timedelta(days=60)
_DONE_ALONE = frozenset({OfferKind.TIME, OfferKind.REFERENCE, OfferKind.OTHER})
"""What a helper does without asking anybody."""
_BUSINESS = _TO_STRANGERS | {BriefKind.EMPLOYER}


def answers(
    snapshot: Snapshot,
    reader: Reader,
    situation: BriefKind,
    leads: Sequence[Referral],
    history: History,
    *,
    dormant: bool,
    places: Mapping[str, Any],
) -> dict[str, Any]:
    """What the letter answers, and how it is signed, as `Brief` holds it."""
    profile, contact = snapshot.profile, reader.contact
    offer = contact.offered_help if contact and contact.offered_help else None
    offer = offer if offer and offer.date <= snapshot.today else None
    what = ((offer.what if offer else None) or "").strip().rstrip(".").removeprefix("to ") or None
    own = places["company"]
    kind = None if leads else kind_of_offer(what)
    # Nobody is sent round to ask in a secret search, nor about a job on which their own company is about to decide.
    is_quiet = bool(profile.search.confidential or (own and own.is_open))
    may_ask = not (is_quiet or situation in _BUSINESS)
    offered_at = _named_in(what, places) if kind else None
    asks_others = kind is OfferKind.ASK_OTHERS and may_ask and offered_at is None
    talk = last_talk(snapshot, contact)
    is_thanked_for = bool(talk and contact and is_thanked(talk, history, contact))
    is_elder = reader.greeting.rung is Rung.TYPED and reader.greeting.text.startswith("Dear ")
    must_place = contact is not None and (offer is None or contact.tie in {Tie.WEAK, Tie.DORMANT})
    return {
        "first_names": (reader.first_names and not is_elder) or situation is BriefKind.GENERAL,
        "sign_as": _signed(profile, reader, situation, dormant=dormant),
        "contact_lines": _contact_lines(profile, reader, situation),
        "on_paper": is_on_paper(reader),
        "is_courteous": situation not in _BUSINESS and not dormant and (is_elder or reader.locale.country == "IN"),
        "opening": opening_for(contact, history),
        "offered": offer is not None,
        "offered_what": what,
        "asks_others": asks_others,
        "names_people": kind is OfferKind.NAME_PEOPLE,
        "asks_titles": bool(offer and places["companies"]) and not (must_place or leads or kind in _DONE_ALONE),
        "gives_time": kind is OfferKind.TIME,
        "is_referee": kind is OfferKind.REFERENCE and not is_quiet,
        "takes_up": may_be_taken_up(kind, quietly=is_quiet) and (may_ask or kind is not OfferKind.ASK_OTHERS),
        "offered_at": offered_at,
        "is_late": offer is not None and not leads and _is_late(snapshot, reader, offer, history),
        "is_unasked": not (offer or leads or talk or situation in _BUSINESS),
        "how_we_met": contact.how_we_met if contact and must_place else None,
        "given": _given(leads[0], snapshot, history) if leads else None,
        "talked_on": talk.date.earliest if talk else None,
        "learned": talk.learned if talk and not is_thanked_for else None,
        "is_talk_thanked": is_thanked_for,
        "is_dormant": dormant,
        "may_be_named": contact is not None and contact.name_use_ok,
    }


def last_talk(snapshot: Snapshot, contact: Contact | None) -> Touchpoint | None:
    """The last talk with this reader of which the day is known; None where it is two months ago."""
    talks = (each for each in snapshot.touches.get(contact.key if contact else "", ()) if is_talk(each))
    on = [each for each in talks if each.date.day and snapshot.today - _LATELY <= each.date.earliest <= snapshot.today]
    return max(on, key=lambda each: each.date.earliest, default=None)


def _named_in(what: str | None, places: Mapping[str, Any]) -> CompanyStanding | None:
    """The company that an offer names: put in a word at Iziko."""
    companies = (*places["known"], places["next"], places["company"], *places["companies"])
    return next((each for each in companies if each and is_about(what, each.short)), None)


def _is_late(snapshot: Snapshot, reader: Reader, offer: Offer, history: History) -> bool:
    """Whether the offer is old, and no letter or talk has answered it."""
    since = [each.date for each in history.of(reader.contact)] if reader.contact else []
    since += [touch.date.earliest for touch in snapshot.touches.get(reader.key, ())]
    return snapshot.today - offer.date > _LATE and not any(day > offer.date for day in since)


def _given(lead: Referral, snapshot: Snapshot, history: History) -> Given:
    """A lead as its giver hears of it: what they have heard already is not told again."""
    known, today = heard(history, lead.giver), snapshot.today
    to = lead.to or lead.company or ""
    at = lead.company if lead.to else None
    is_closed = moment_owed(lead, known, today=today) is None
    return Given(
        to=to,
        company=None if at and holds_words(company_words(to), company_words(at)) else at,
        followed_up_on=None if is_closed else lead.acted,
        result=None if is_closed else lead.result,
        is_thanked=was_thanked(lead, known, today),
        is_closed=is_closed,
    )


def told_items(snapshot: Snapshot, reader: Reader, leads: Sequence[Referral], history: History) -> Iterator[Item]:
    """What is told besides: what the giver of a lead hears of it, thanks for a talk, and the personal line."""
    moment = moment_owed(leads[0], heard(history, leads[0].giver), today=snapshot.today) if leads else None
    if moment:
        yield referral_item(leads[0], moment)
    talk = None if leads else last_talk(snapshot, reader.contact)
    if talk and reader.contact and not is_thanked(talk, history, reader.contact):
        yield talk_item(talk)
    opening = opening_for(reader.contact, history)
    if opening:
        yield opening_item(opening)


def _signed(profile: Profile, reader: Reader, situation: BriefKind, *, dormant: bool) -> str:
    relationship = reader.contact.relationship if reader.contact else None
    knows_me = reader.row is not ReaderKind.ACQUAINTANCE and relationship is not Relationship.ALUMNI
    if reader.first_names and knows_me and not dormant and situation not in _TO_STRANGERS:
        return profile.sign_as
    with_credentials = not reader.first_names or situation is BriefKind.RECRUITER
    return ", ".join((profile.name, *(profile.credentials if with_credentials else ())))


def _contact_lines(profile: Profile, reader: Reader, situation: BriefKind) -> tuple[str, ...]:
    """The telephone number, since most answers are easiest said; the address where the reader may not have it."""
    is_secret = profile.search.confidential and situation is BriefKind.GENERAL
    phone = (profile.phone,) if profile.phone and not is_secret else ()
    wants_email = situation in _TO_STRANGERS or (is_on_paper(reader) and not phone)
    return (*phone, *((Url(f"mailto:{profile.email}"),) if profile.email and wants_email else ()))
