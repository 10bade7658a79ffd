"""How near a contact is: heard of lately, or not for years."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from jobnet.profile.model import Relationship, Tie

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.facts.history import History
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Contact, PartialDate

YEARS = 3
"""After so long without a word, a letter says that it has been long."""
_CLOSE = frozenset({Relationship.CLOSE_FRIEND, Relationship.FAMILY})


def is_dormant(snapshot: Snapshot, contact: Contact | None, history: History) -> bool:
    """Whether a letter to this contact is the first sign of life in years.

    So it is for `tie: dormant`, and where the last touch on record is that old; an offer, a referral, a talk or a
    letter since ends it, whatever `tie` says.
    """
    if contact is None:
        return False
    today = snapshot.today
    long_ago = today.replace(year=today.year - YEARS, day=min(today.day, 28))
    touches = [_latest(touch.date) for touch in snapshot.touches.get(contact.key, ())]
    if any(day >= long_ago for day in (*touches, *_other_signs(snapshot, contact, history))):
        return False
    return contact.tie is Tie.DORMANT or (bool(touches) and contact.tie is None and contact.relationship not in _CLOSE)


def _other_signs(snapshot: Snapshot, contact: Contact, history: History) -> Iterator[dt.date]:
    if contact.offered_help:
        yield contact.offered_help.date
    for referral in snapshot.referrals.get(contact.key, ()):
        yield max(filter(None, (referral.received, referral.acted, referral.result_on)), default=dt.date.max)
    yield from (told.date for told in history.of(contact))


def _latest(date: PartialDate) -> dt.date:
    """The last day that a date stopping at the month or the year may mean."""
    return dt.date(date.year, date.month or 12, date.day or 28)
