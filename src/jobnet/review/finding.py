"""What one rule objects to, and how findings name and place a record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jobnet.frozen import dataclass
from jobnet.profile.model import NOWHERE, Application, Referral, Touchpoint
from jobnet.profile.names import company_words, name_key

if TYPE_CHECKING:
    from jobnet.errors import Place, Severity


@dataclass(frozen=True)
class Finding:
    """What one rule objects to. Severity and hint are the rule's own unless the case differs."""

    message: str
    record: str = ""
    place: Place | None = None
    severity: Severity | None = None
    hint: str = ""


def about(record: Any, message: str, severity: Severity | None = None, *, hint: str = "") -> Finding:
    """A finding about a record of the profile, which is named and placed."""
    return Finding(message, called(record), place(getattr(record, "at", NOWHERE)), severity, hint)


def called(record: Any) -> str:
    """How findings name a record."""
    if isinstance(record, Application):
        return of_application(record)
    if isinstance(record, Referral):
        return f"referral from {record.giver.name}"
    if isinstance(record, Touchpoint):
        return f"touchpoint of {record.date}"
    return str(getattr(record, "headline", "") or record.name)


def of_application(application: Application) -> str:
    """How findings name an application."""
    return f"{application.position}, {application.company}"


def place(at: Place | None) -> Place | None:
    """Where a record or a sentence stands, or None when it was made and not read."""
    return at if at and at.line else None


def has_legal_form(company: str) -> bool:
    """Whether a company's name ends with its legal form, as nobody says it: "Mill Ltd"."""
    last = name_key(re.sub(r"[.'’]", "", company)).split()[-1:]
    return bool(last) and company_words(company)[-1:] != tuple(last)
