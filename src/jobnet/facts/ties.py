"""How near a contact is: heard of lately, or not for years."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from jobnet.profile.model import Relationship, Tie
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.facts.history import History
    from jobnet.profile.model import Contact, PartialDate, Profile, Touchpoint

YEARS = 3
"""After so long without a word, a letter says that it has been long."""
_CLOSE = frozenset({Relationship.CLOSE_FRIEND, Relationship.FAMILY})


def is_dormant(profile: Profile, contact: Contact | None, today: dt.date, history: History) -> bool:
    """Whether a letter to this contact is the first sign of life in years.

    So it is for `tie: dormant`, and where the last touch on record is that old; an offer, a referral, a talk or a
    letter since ends it, whatever `tie` says.
    """
    if contact is None:
        return False
    long_ago = today.replace(year=today.year - YEARS, day=min(today.day, 28))
    touches = [_latest(touch.date) for touch in touches_with(profile, contact)]
    if any(day >= long_ago for day in (*touches, *_other_signs(profile, contact, history))):
        return False
    return contact.tie is Tie.DORMANT or (bool(touches) and contact.tie is None and contact.relationship not in _CLOSE)


def touches_with(profile: Profile, contact: Contact) -> tuple[Touchpoint, ...]:
    """The touchpoints with this contact, in the order of the file."""
    return tuple(touch for touch in profile.touchpoints if _is_with(contact, touch.contact, touch.person))


def _other_signs(profile: Profile, contact: Contact, history: History) -> Iterator[dt.date]:
    if contact.offered_help:
        yield contact.offered_help.date
    for referral in profile.referrals:
        if referral.giver.key == contact.key:
            yield max(filter(None, (referral.received, referral.acted, referral.result_on)), default=dt.date.max)
    yield from (told.date for told in history.of(contact))


def _is_with(contact: Contact, other: Contact | None, person: str | None) -> bool:
    return other.key == contact.key if other else name_key(person or "") == name_key(contact.name)


def _latest(date: PartialDate) -> dt.date:
    """The last day that a date stopping at the month or the year may mean."""
    return dt.date(date.year, date.month or 12, date.day or 28)
