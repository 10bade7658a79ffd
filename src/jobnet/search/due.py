"""One thing that is due: what to do, for whom, by when, why, and with which command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import field
from enum import StrEnum

from jobnet.errors import quoted
from jobnet.facts.employer import is_at_employer
from jobnet.facts.items import Document
from jobnet.facts.readers import Reader
from jobnet.facts.referrals import may_be_announced
from jobnet.frozen import dataclass
from jobnet.letters import NOTHING_MORE, Topic
from jobnet.profile.model import Application, CompanyStatus, Contact, Updates
from jobnet.recipients import LetterRun


class DueKind(StrEnum):
    """What sort of thing is due, in the order in which things are done."""

    LOOP = "loop"
    TIP = "tip"
    THANKS = "thanks"
    RUNNERUP = "runnerup"
    REFERRAL = "referral"
    BRIEF = "brief"
    TOUCH = "touch"
    UPDATE = "update"
    LANDED = "landed"


_ORDER = {kind: place for place, kind in enumerate(DueKind)}
_SAYS = {
    DueKind.LOOP: "Thank {}",
    DueKind.TIP: "Pass a find on to {}",
    DueKind.THANKS: "Say thank you to {}",
    DueKind.RUNNERUP: "Thank-you letter to {}",
    DueKind.REFERRAL: "Follow up {}",
    DueKind.BRIEF: "Brief for {}",
    DueKind.TOUCH: "Stay in touch with {}",
    DueKind.UPDATE: "Update for {}",
    DueKind.LANDED: "Good news to tell: {}",
}
_DOCUMENTS: dict[DueKind, Document] = {
    kind: Document(kind) for kind in DueKind if kind not in {DueKind.LOOP, DueKind.REFERRAL}
}
_DOCUMENTS[DueKind.LOOP] = Document.THANKS
"""The letter that is due; a loop is closed with thanks."""


@dataclass(frozen=True)
class Due:
    """One thing to do: for whom, by when, why, and the command that does it."""

    kind: DueKind
    who: str
    company: str | None
    due: dt.date
    why: str
    """For everybody to read: without anybody's telephone number."""
    command: str
    about: str = ""
    """What makes it the same thing tomorrow, whatever the reason then says."""
    person: str = ""
    """The key of whoever is written to."""
    otherwise: str = ""
    """How to reach somebody without an e-mail address."""
    reader: Reader | None = field(default=None, compare=False)
    """For whom the letter is that it asks for, where it asks for one,"""
    topic: Topic = field(default=NOTHING_MORE, compare=False)
    """and what that is about."""

    @property
    def document(self) -> Document:
        """Which letter that is."""
        return _DOCUMENTS[self.kind]

    @property
    def reason(self) -> str:
        """Why, and how without e-mail."""
        return f"{self.why}; no email address: {self.otherwise}" if self.otherwise else self.why

    @property
    def title(self) -> str:
        """`Thank Bea Li, Tamar Preserves`."""
        said = _SAYS[self.kind].format(self.who)
        return f"{said}, {self.company}" if self.company and self.company != self.who else said

    @property
    def identity(self) -> str:
        return f"{self.kind}:{self.person or self.who}:{self.about}"


def tells_too_early(each: Due, run: LetterRun) -> bool:
    """Whether it gives away a post that may not be told of yet."""
    return each.kind is DueKind.LANDED and not may_be_announced(run.profile, run.today)


def in_order(dues: Iterable[Due]) -> list[Due]:
    """The order in which to do them."""
    return sorted(dues, key=lambda each: (_ORDER[each.kind], each.due))


def due_to(
    run: LetterRun, contact: Contact, kind: DueKind, by: dt.date, reason: str, *,
    options: str = "", company: str | None = None, about: str = "", topic: Topic = NOTHING_MORE,
) -> Due:  # fmt: skip
    """A letter that is due to a contact; `options` is what its command says beside whom it is for."""
    command = f"jobnet {_DOCUMENTS[kind]} --to {quoted(contact.typed)}{options}"
    reader = run.reader(contact)
    return Due(kind, reader.name, company, by, reason, command, about, reader.key, _otherwise(contact), reader, topic)


def due_over(
    application: Application, reader: Reader, kind: DueKind, by: dt.date, reason: str, *, about: str, is_only: bool
) -> Due:
    """A letter that is due over an application; `is_only`: whether its command need not say which post."""
    command = f"jobnet {_DOCUMENTS[kind]} --company {quoted(application.company)}"
    command += "" if is_only else f" --position {quoted(application.position)}"
    name, topic = reader.name or "The selection panel", Topic(application)
    return Due(kind, name, application.company, by, reason, command, about, reader.key, "", reader, topic)


def is_silenced(run: LetterRun, contact: Contact) -> bool:
    """Whoever asked for no more letters, or must not learn of the search, is not suggested for anything."""
    return contact.updates is Updates.OFF or is_at_employer(run.snapshot, contact)


def is_closed_to(run: LetterRun, reader: Reader) -> bool:
    """Whether nothing is suggested for this reader: silenced, or at a company that was given up."""
    contact = reader.contact
    if is_at_employer(run.snapshot, reader) or (contact is not None and is_silenced(run, contact)):
        return True
    target = run.profile.target(contact.company) if contact and contact.company else None
    return target is not None and target.status is CompanyStatus.DROPPED


def _otherwise(contact: Contact) -> str:
    if contact.email:
        return ""
    if contact.phone:
        return f"ring {contact.phone}, with the printed note beside you"
    return "print the card and hand it over" + (" or post it" if contact.post else "")
