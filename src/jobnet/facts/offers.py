"""What this reader offered, and what the seeker can do for them in return: what fits, or nothing."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from jobnet.facts.readers import ReaderKind
from jobnet.patterns import pattern
from jobnet.profile.names import company_words, holds_words, name_key

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


class OfferKind(StrEnum):
    """What a helper offered to do, as far as its words tell: the letter builds on it."""

    ASK_OTHERS = "ask others"
    """A word with other people: ask around, put the word out."""
    NAME_PEOPLE = "name people"
    """Think of people for the seeker to talk to; introduce them."""
    TIME = "time"
    """Something for the seeker alone: look over a CV, talk it through."""
    REFERENCE = "reference"
    """Speak for the seeker when asked: be a reference."""
    OTHER = "other"


_KINDS = {
    OfferKind.TIME: r"(?:look|read|go|run|talk|think|walk) (?:it |this |things |that )?(?:all )?(?:over|through|at)\b"
    r"|(?:call|ring|phone|meet|tell|show|coach|help|advise|listen to|talk to|chat with|see) (?:to )?(?:you|me)\b"
    r"|(?:check|review|proofread|practi[sc]e|rehearse|chat|listen|lend an ear|be there)\b",
    OfferKind.REFERENCE: r"(?:be|(?:act|stand|serve) as) (?:an?|my|your|one of (?:my|your))"
    r" refer(?:ence|ee)s?\b(?! number)"
    r"|(?:give|write|provide) (?:me |you )?(?:an?|my|your) reference\b(?! number)",
    OfferKind.NAME_PEOPLE: r"(?:think (?:of|about)|tell me who|introduce|suggest|connect|put me)\b",
    OfferKind.ASK_OTHERS: r"(?:.*\band )?(?:(?:ask|call|circulate|e-?mail|give|message|phone|ring|send|speak|talk"
    r"|tell|write)(?! me\b)|find out|forward|listen out|mention|pass|post|put the word|put it|put something|share"
    r"|spread)\b(?! my\b| on my\b)",
}
_PATTERNS = {kind: pattern(words, re.IGNORECASE) for kind, words in _KINDS.items()}
_IS_NAMING = _PATTERNS[OfferKind.NAME_PEOPLE]


def kind_of_offer(what: str | None) -> OfferKind | None:
    """What kind of offer these words make ("ask around at your site"); None where nothing particular was offered."""
    if not what:
        return None
    if _IS_NAMING.match(what):
        return OfferKind.NAME_PEOPLE
    return next((kind for kind, words in _PATTERNS.items() if words.match(what)), OfferKind.OTHER)


def may_be_taken_up(kind: OfferKind | None, *, quietly: bool) -> bool:
    """Whether to take such an offer up; `quietly`: only what stays between the two, in a secret search for instance."""
    return kind is OfferKind.TIME if quietly else kind is not None


def is_about(what: str | None, company: str) -> bool:
    """Whether an offer names this company: put in a word at Iziko."""
    return holds_words(company_words(what or ""), company_words(company))
