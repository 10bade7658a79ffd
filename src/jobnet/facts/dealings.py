"""With whom the seeker has to do as with an employer: those who decide or recruit where there is an application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.facts.disclosure import insider_company
from jobnet.facts.readers import ReaderKind
from jobnet.profile.model import Stage

if TYPE_CHECKING:
    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Application

EMPLOYERS = frozenset({ReaderKind.HIRING_MANAGER, ReaderKind.INTERVIEWER, ReaderKind.RECRUITER_INHOUSE})
"""Those who decide, or prepare it."""


def dealings(snapshot: Snapshot, reader: Reader) -> tuple[Application, ...]:
    """The applications under way or ended where this reader decides or recruits; nothing for anybody else."""
    own = insider_company(snapshot.profile, reader) if reader.kind in EMPLOYERS else None
    there = snapshot.profile.applications_at(own) if own else ()
    return tuple(each for each in there if _has_begun(snapshot, each))


def _has_begun(snapshot: Snapshot, application: Application) -> bool:
    return any(event.stage is not Stage.INTERESTED for event in snapshot.progress_of(application).past)
