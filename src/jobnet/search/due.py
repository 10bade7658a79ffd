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
from jobnet.frozen import dataclass
from jobnet.letters import NOTHING_MORE, Topic
from jobnet.profile.model import CompanyStatus, Contact, Updates
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


@dataclass(frozen=True)
class LetterDue:
    """One letter that is due: which, for whom, about what."""

    document: Document
    reader: Reader
    topic: Topic = NOTHING_MORE


@dataclass(frozen=True)
class Due:
    """One thing to do: for whom, by when, why, and the command that does it."""

    kind: DueKind
    who: str
    company: str | None
    due: dt.date
    reason: str
    command: str
    about: str = ""
    """What makes it the same thing tomorrow, whatever the reason then says."""
    person: str = ""
    """The key of whoever is written to."""
    letter: LetterDue | None = field(default=None, compare=False)
    """The letter that it asks for, where it asks for one."""

    @property
    def identity(self) -> str:
        return f"{self.kind}:{self.person or self.who}:{self.about}"


def in_order(dues: Iterable[Due]) -> list[Due]:
    """The order in which to do them."""
    return sorted(dues, key=lambda each: (_ORDER[each.kind], each.due))


def letter_due(
    kind: DueKind,
    document: Document,
    reader: Reader,
    by: dt.date,
    reason: str,
    *,
    options: str,
    company: str | None = None,
    about: str = "",
    topic: Topic = NOTHING_MORE,
) -> Due:
    """A letter that is due; `options` are what its command says of it."""
    return Due(
        kind=kind,
        who=reader.name or "The selection panel",
        company=company,
        due=by,
        reason=reason,
        command=f"jobnet {document} {options}",
        about=about,
        person=reader.key,
        letter=LetterDue(document, reader, topic),
    )


def due_to(
    run: LetterRun, contact: Contact, kind: DueKind, document: Document, by: dt.date, reason: str, *,
    more: str = "", company: str | None = None, about: str = "", topic: Topic = NOTHING_MORE,
) -> Due:  # fmt: skip
    """A letter that is due to a contact; `more` is what its command says beside whom it is for."""
    return letter_due(
        kind, document, run.reader(contact), by, reason + _otherwise(contact),
        options=f"--to {quoted(contact.typed)}{more}", company=company, about=about, topic=topic,
    )  # fmt: skip


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
    """How to reach somebody without an e-mail address."""
    if contact.email:
        return ""
    if contact.phone:
        return f"; no email address: ring {contact.phone}, with the printed note beside you"
    return "; no email address: print the card and hand it over" + (" or post it" if contact.post else "")
