"""What one rule objects to, and how findings name and place a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.frozen import dataclass

if TYPE_CHECKING:
    from jobnet.errors import Place, Severity
    from jobnet.profile.model import Application


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule objects to. Severity and hint are the rule's own unless the case differs."""

    message: str
    record: str = ""
    place: Place | None = None
    severity: Severity | None = None
    hint: str = ""


def of_application(application: Application) -> str:
    """How findings name an application."""
    return f"{application.position}, {application.company}"


def place(at: Place) -> Place | None:
    """The place of a record, or None when it was made and not read."""
    return at if at.line else None
