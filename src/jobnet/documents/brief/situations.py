"""Which letter a reader gets: the first situation that fits."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jobnet.facts.dealings import EMPLOYERS
from jobnet.facts.readers import ReaderKind
from jobnet.profile.model import Relationship

if TYPE_CHECKING:
    from jobnet.documents.brief.askable import Askable
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
    PHONE = "phone"
    """Can be reached by telephone only."""
    ADVICE = "advice"
    """A mentor, or somebody from the same school."""
    OUTSIDE = "outside"
    """Outside the field."""
    KNOWS = "knows"
    """Knows people at companies of the search."""
    FRIEND = "friend"
    GIVEN = "given"
    """Has already given a name or a lead."""
    STANDARD = "standard"


_ADVISERS = frozenset({Relationship.ALUMNI, Relationship.MENTOR})


def situation_of(reader: Reader, askable: Askable, *, dormant: bool) -> BriefKind:
    """The first that fits."""
    if reader.kind is ReaderKind.GENERAL:
        return BriefKind.GENERAL
    if reader.kind in EMPLOYERS:
        return BriefKind.EMPLOYER
    if reader.kind is ReaderKind.RECRUITER_AGENCY:
        return BriefKind.RECRUITER
    if askable.own:
        return BriefKind.INSIDER
    if dormant:
        return BriefKind.RECONNECT
    return _of_helper(reader, askable)


def _of_helper(reader: Reader, askable: Askable) -> BriefKind:
    contact = reader.contact
    if contact and contact.phone and not contact.email and not contact.post:
        return BriefKind.PHONE
    if contact and contact.relationship in _ADVISERS:
        return BriefKind.ADVICE
    if not reader.in_field:
        return BriefKind.OUTSIDE
    if askable.known:
        return BriefKind.KNOWS
    if reader.row is ReaderKind.CLOSE_FRIEND:
        return BriefKind.FRIEND
    return BriefKind.GIVEN if askable.leads else BriefKind.STANDARD
