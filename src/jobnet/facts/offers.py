"""What this reader offered, and what the seeker can do for them in return: what fits, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.facts.readers import ReaderKind
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Contact, OfferInReturn, Profile, Prose

_NEVER = frozenset(
    {
        ReaderKind.HIRING_MANAGER,
        ReaderKind.INTERVIEWER,
        ReaderKind.RECRUITER_INHOUSE,
        ReaderKind.RECRUITER_AGENCY,
        ReaderKind.GENERAL,
    }
)
"""Those who decide and those who place people: an offer would look like a bribe. And whoever a sheet is handed to."""
_EVERYONE = name_key("everyone")


def may_be_given(reader: Reader) -> bool:
    """Whether the reader is one to whom something is offered in return."""
    return reader.kind not in _NEVER and reader.contact is not None


def offer_for(profile: Profile, reader: Reader) -> Prose | None:
    """The first offer meant for this reader by name, else by what interests them, else for all of their kind."""
    contact = reader.contact
    if contact is None or not may_be_given(reader):
        return None
    near = [(distance, each) for each in profile.offer_in_return if (distance := _distance(each, reader, contact))]
    return min(near, key=lambda pair: pair[0])[1].text if near else None


def _distance(offer: OfferInReturn, reader: Reader, contact: Contact) -> int | None:
    """How near an offer is meant for this reader, 1 the nearest; None if it is not."""
    if offer.reader is not None:
        return 1 if offer.reader == contact else None
    tags = {name_key(tag) for tag in offer.audience}
    if tags & {name_key(tag) for tag in contact.interests}:
        return 2
    if _EVERYONE in tags:
        return 3
    # Said without a word about whom it is for, it is meant for those who know the work, and for friends.
    return None if tags or not (reader.in_field or reader.row is ReaderKind.CLOSE_FRIEND) else 4


_ASKING = frozenset(
    {
        "ask", "circulate", "find", "give", "listen", "mention", "pass", "put", "share", "speak", "spread", "talk",
        "tell",
    }
)  # fmt: skip
_NOT_FOR_ME = frozenset({"me", "over", "through"})


def is_asking(what: str) -> bool:
    """Whether an offer ("ask around at your site") is to speak to others, as far as its first words tell."""
    verb, *rest = name_key(what).split() or [""]
    return verb in _ASKING and not _NOT_FOR_ME.intersection(rest[:2])
