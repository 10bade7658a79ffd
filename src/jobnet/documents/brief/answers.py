"""What a brief answers: an offer of help, a name that was given; and what is known of the reader."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from jobnet.documents.brief.context import Given
from jobnet.documents.brief.situations import BriefKind
from jobnet.facts.openings import opening_for, opening_item
from jobnet.facts.people import person_key
from jobnet.facts.readers import ReaderKind
from jobnet.facts.referrals import heard, moment_owed, referral_item, was_thanked
from jobnet.profile.model import Relationship, TouchKind
from jobnet.profile.names import company_words, holds_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobnet.facts.history import History
    from jobnet.facts.items import Item
    from jobnet.facts.readers import Reader
    from jobnet.facts.referrals import Heard
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Contact, Offer, Profile, Referral

_LATE = dt.timedelta(days=14)
_IN_FULL = frozenset({BriefKind.RECRUITER, BriefKind.GENERAL})
_SUBJECT_NAME = 34
"""Letters: after “Thank you for pointing me to”."""
_WITH_PHONE = frozenset({BriefKind.RECRUITER, BriefKind.ADVICE, BriefKind.GENERAL})


def answers(
    snapshot: Snapshot,
    reader: Reader,
    situation: BriefKind,
    leads: Sequence[Referral],
    history: History,
    *,
    dormant: bool,
) -> dict[str, Any]:
    """What the letter answers, and how it is signed, as `Brief` holds it."""
    profile, contact = snapshot.profile, reader.contact
    offer = contact.offered_help if contact else None
    offer = offer if offer and offer.date <= snapshot.today else None
    talked_on = _talked_on(snapshot, contact) if situation is BriefKind.ADVICE or not offer else None
    met_on = _met_on(snapshot, reader) if situation is BriefKind.EMPLOYER else None
    relationship = contact.relationship if contact else None
    return {
        "first_names": reader.first_names or situation is BriefKind.GENERAL,
        "sign_as": _signed(profile, reader, situation, in_full=dormant),
        "contact_lines": _contact_lines(profile, situation),
        "on_paper": bool(reader.name) and not reader.email and situation is not BriefKind.PHONE,
        "reader_name": reader.name,
        "reader_phone": contact.phone if contact else None,
        "opening": opening_for(contact, history),
        "offered": offer is not None,
        "offered_what": _completing(offer),
        "is_late": contact is not None
        and offer is not None
        and not leads
        and _is_late(snapshot, contact, offer, history),
        "how_we_met": contact.how_we_met if contact else None,
        "given": _given(leads[0], heard(history, leads[0].giver), snapshot.today) if leads else None,
        "subject_given": _short(leads[0].to or leads[0].company) if leads else None,
        "also_given": tuple(each.to or each.company for each in leads[1:3]),
        "talked_on": talked_on,
        "met_on": met_on,
        "is_thanked": bool(offer or leads or talked_on or met_on),
        "is_dormant": dormant,
        "is_mentor": relationship is Relationship.MENTOR,
        "is_acquaintance": reader.row is ReaderKind.ACQUAINTANCE,
        "is_former_manager": relationship is Relationship.FORMER_MANAGER,
    }


def _short(name: str | None) -> str | None:
    return name if name and len(name) <= _SUBJECT_NAME else None


def _completing(offer: Offer | None) -> str | None:
    """What was offered, as it stands after “to”."""
    said = (offer.what or "").strip().rstrip(".") if offer else ""
    return said.removeprefix("to ") or None


def _is_late(snapshot: Snapshot, contact: Contact, offer: Offer, history: History) -> bool:
    """Whether the offer is old, and no letter or talk has answered it."""
    since = [told.date for told in history.of(contact)]
    since += [touch.date.earliest for touch in snapshot.touches.get(contact.key, ())]
    return snapshot.today - offer.date > _LATE and not any(day > offer.date for day in since)


def _given(lead: Referral, known: Heard, today: dt.date) -> Given:
    """A lead as its giver hears of it: what they have heard already is not told again."""
    to = lead.to or lead.company or ""
    at = lead.company if lead.to else None
    named = at is not None and holds_words(company_words(to), company_words(at))
    return Given(
        to=to,
        company=None if named else at,
        got_in_touch_on=lead.acted if lead.company else None,
        followed_up_on=None if lead.company else lead.acted,
        result=lead.result,
        is_unsuitable=lead.suitable is False,
        is_thanked=was_thanked(lead, known, today),
        is_closed=moment_owed(lead, known, today=today) is None,
    )


def told_items(snapshot: Snapshot, reader: Reader, leads: Sequence[Referral], history: History) -> Iterator[Item]:
    """What is told besides: what the giver of a lead hears of it, and the personal line."""
    moment = moment_owed(leads[0], heard(history, leads[0].giver), today=snapshot.today) if leads else None
    if moment:
        yield referral_item(leads[0], moment)
    opening = opening_for(reader.contact, history)
    if opening:
        yield opening_item(opening)


def _talked_on(snapshot: Snapshot, contact: Contact | None) -> dt.date | None:
    """The day of the last talk for advice with this contact."""
    talks = (
        touch.date.earliest
        for touch in (snapshot.touches.get(contact.key, ()) if contact else ())
        if touch.kind is TouchKind.INFORMATIONAL_INTERVIEW and touch.date.day
    )
    return max((day for day in talks if day <= snapshot.today), default=None)


def _met_on(snapshot: Snapshot, reader: Reader) -> dt.date | None:
    """The day of the last interview that this reader held."""
    days = [
        event.date
        for application in snapshot.profile.applications
        for event in application.events
        if event.is_interview and event.date and event.date <= snapshot.today
        if any(person_key(person) == reader.key for person in event.people)
    ]
    return max(days, default=None)


def _signed(profile: Profile, reader: Reader, situation: BriefKind, *, in_full: bool) -> str:
    to_a_stranger = (
        in_full
        or situation in _IN_FULL
        or (reader.contact is not None and reader.contact.relationship is Relationship.ALUMNI)
    )
    if reader.first_names and not to_a_stranger:
        return profile.sign_as
    with_credentials = not reader.first_names or situation is BriefKind.RECRUITER
    return ", ".join((profile.name, *(profile.credentials if with_credentials else ())))


def _contact_lines(profile: Profile, situation: BriefKind) -> tuple[str, ...]:
    if situation not in _WITH_PHONE or not profile.phone:
        return (profile.email,) if situation is BriefKind.GENERAL and profile.email else ()
    both = f"{profile.email}, {profile.phone}" if situation is BriefKind.GENERAL and profile.email else profile.phone
    return (both,)
