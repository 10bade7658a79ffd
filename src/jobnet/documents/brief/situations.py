"""Which letter a reader gets: the first situation that fits."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jobnet.facts.readers import EMPLOYERS, ReaderKind
from jobnet.profile.model import Relationship

if TYPE_CHECKING:
    from jobnet.documents.brief.askable import Askable
    from jobnet.facts.readers import Reader


class BriefKind(StrEnum):
    """The letters there are; each but the standard one has a file, `brief-<situation>.md.j2`, that says who gets it."""

    GENERAL = "general"
    EMPLOYER = "employer"
    RECRUITER = "recruiter"
    INSIDER = "insider"
    RECONNECT = "reconnect"
    ADVICE = "advice"
    FRIEND = "friend"
    OUTSIDE = "outside"
    KNOWS = "knows"
    STANDARD = "standard"


LAYMEN = frozenset({BriefKind.FRIEND, BriefKind.OUTSIDE})
"""Who say or pass on something about the seeker, rather than know it themselves."""
WITH_BLURB = LAYMEN | {BriefKind.STANDARD}


def situation_of(reader: Reader, askable: Askable, *, dormant: bool) -> BriefKind:
    """The first that fits."""
    relationship = reader.contact.relationship if reader.contact else None
    fits = {
        BriefKind.GENERAL: reader.kind is ReaderKind.GENERAL,
        BriefKind.EMPLOYER: reader.kind in EMPLOYERS,
        BriefKind.RECRUITER: reader.kind is ReaderKind.RECRUITER_AGENCY,
        BriefKind.INSIDER: askable.own is not None,
        BriefKind.RECONNECT: dormant,
        BriefKind.ADVICE: relationship in {Relationship.ALUMNI, Relationship.MENTOR},
        BriefKind.FRIEND: reader.row is ReaderKind.CLOSE_FRIEND,
        BriefKind.OUTSIDE: not reader.in_field,
        BriefKind.KNOWS: bool(askable.known),
    }
    return next((kind for kind, does_fit in fits.items() if does_fit), BriefKind.STANDARD)


def is_on_paper(reader: Reader) -> bool:
    """Whether the reader gets letters by post, or is rung up: there is nothing to click on."""
    return bool(reader.contact and not reader.email and (reader.contact.post or reader.contact.phone))
