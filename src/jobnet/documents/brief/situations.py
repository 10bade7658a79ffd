"""Which letter a reader gets: the first situation that fits."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jobnet.facts.dealings import EMPLOYERS
from jobnet.facts.readers import ReaderKind
from jobnet.profile.model import Relationship

if TYPE_CHECKING:
    from jobnet.documents.brief.companies import Askable
    from jobnet.facts.readers import Reader


class BriefKind(StrEnum):
    """The letters there are; each but the standard one has a file, `brief-<situation>.md.j2`."""

    GENERAL = "general"
    EMPLOYER = "employer"
    """Decides or recruits where the seeker would like to work."""
    RECRUITER = "recruiter"
    """Places people for an agency."""
    INSIDER = "insider"
    """Works at a company of the search."""
    RECONNECT = "reconnect"
    """Not heard of for years."""
    ADVICE = "advice"
    """A mentor, or somebody from the same school."""
    FRIEND = "friend"
    """A close friend or family, in the field or not."""
    OUTSIDE = "outside"
    """Outside the field."""
    KNOWS = "knows"
    """Knows people at companies of the search."""
    STANDARD = "standard"


LAYMEN = frozenset({BriefKind.FRIEND, BriefKind.OUTSIDE})
"""Who say or pass on something about the seeker, rather than know it themselves."""
WITH_BLURB = LAYMEN | {BriefKind.STANDARD}
_ADVISERS = frozenset({Relationship.ALUMNI, Relationship.MENTOR})


def is_on_paper(reader: Reader) -> bool:
    """Whether the reader is known to get letters by post, or is rung up: there is nothing to click on."""
    return bool(reader.contact and not reader.email and (reader.contact.post or reader.contact.phone))


def situation_of(reader: Reader, askable: Askable, *, dormant: bool) -> BriefKind:
    """The first that fits."""
    relationship = reader.contact.relationship if reader.contact else None
    fits = {
        BriefKind.GENERAL: reader.kind is ReaderKind.GENERAL,
        BriefKind.EMPLOYER: reader.kind in EMPLOYERS,
        BriefKind.RECRUITER: reader.kind is ReaderKind.RECRUITER_AGENCY,
        BriefKind.INSIDER: askable.own is not None,
        BriefKind.RECONNECT: dormant,
        BriefKind.ADVICE: relationship in _ADVISERS,
        BriefKind.FRIEND: reader.row is ReaderKind.CLOSE_FRIEND,
        BriefKind.OUTSIDE: not reader.in_field,
        BriefKind.KNOWS: bool(askable.known),
    }
    return next((kind for kind, does_fit in fits.items() if does_fit), BriefKind.STANDARD)
