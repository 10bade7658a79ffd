"""Which letter a reader gets: the first situation that fits."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jobnet.facts.readers import ReaderKind
from jobnet.facts.ties import is_dormant
from jobnet.profile.model import Relationship

if TYPE_CHECKING:
    from jobnet.documents.brief.companies import Askable
    from jobnet.facts.history import History
    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot


class Situation(StrEnum):
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


EMPLOYERS = frozenset({ReaderKind.HIRING_MANAGER, ReaderKind.INTERVIEWER, ReaderKind.RECRUITER_INHOUSE})
_ADVISERS = frozenset({Relationship.ALUMNI, Relationship.MENTOR})


def situation_of(snapshot: Snapshot, reader: Reader, askable: Askable, history: History) -> Situation:
    """The first that fits."""
    if reader.kind is ReaderKind.GENERAL:
        return Situation.GENERAL
    if reader.kind in EMPLOYERS:
        return Situation.EMPLOYER
    if reader.kind is ReaderKind.RECRUITER_AGENCY:
        return Situation.RECRUITER
    if askable.own:
        return Situation.INSIDER
    if is_dormant(snapshot.profile, reader.contact, snapshot.today, history):
        return Situation.RECONNECT
    return _of_helper(reader, askable)


def _of_helper(reader: Reader, askable: Askable) -> Situation:
    contact = reader.contact
    if contact and contact.phone and not contact.email and not contact.post:
        return Situation.PHONE
    if contact and contact.relationship in _ADVISERS:
        return Situation.ADVICE
    if not reader.in_field:
        return Situation.OUTSIDE
    if askable.known:
        return Situation.KNOWS
    if reader.row is ReaderKind.CLOSE_FRIEND:
        return Situation.FRIEND
    return Situation.GIVEN if askable.leads else Situation.STANDARD
