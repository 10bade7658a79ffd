"""What the record holds: messages, the states they go through, and what became of a plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from enum import StrEnum

from jobnet.facts.items import Item
from jobnet.frozen import dataclass
from jobnet.profile.addresses import address_key
from jobnet.profile.names import name_key


class State(StrEnum):
    """Where one message stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"

    @property
    def said(self) -> str:
        """The state in the user's words."""
        return {State.QUEUED: "waiting", State.SENDING: "being sent", State.UNKNOWN: "in doubt"}.get(self, self.value)


TOLD = (State.QUEUED, State.SENDING, State.SENT, State.UNKNOWN)
"""Whoever has a message in one of these states has been told, or is about to be."""


def called(name: str) -> str:
    """Somebody by their name alone, among readers who are known by their addresses."""
    return f"called:{name_key(name)}"


@dataclass(frozen=True)
class NewMessage:
    """One letter on its way into the ledger. Without `raw` it was handed over by the user."""

    document: str
    person: str
    name: str
    subject: str
    day: dt.date
    items: tuple[Item, ...]
    address: str | None = None
    sender: str | None = None
    message_id: str | None = None
    raw: bytes | None = None
    shown: str | None = None
    """What its reader may know of the search today, see `all_shown`."""
    again: bool = False
    """The user wants it told again: what this reader was told before is no obstacle."""

    @property
    def reader(self) -> str:
        """Whom the hard rule protects: a mailbox, or a person without one."""
        return address_key(self.address) if self.address else f"person:{self.person}"


@dataclass(frozen=True)
class Message:
    """One message as the ledger has it. `at` is when its state last changed, `day` the date of the letter."""

    id: int
    document: str
    person: str
    name: str
    address: str | None
    reader: str
    sender: str | None
    subject: str
    day: dt.date
    via: str
    message_id: str | None
    state: State
    attempts: int
    not_before: dt.datetime | None
    reply: str | None
    queued_at: dt.datetime
    at: dt.datetime
    raw: bytes | None = field(default=None, repr=False)
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Planned:
    """What became of a plan in the ledger."""

    queued: tuple[int, ...] = ()
    known: tuple[NewMessage, ...] = ()
    """Told meanwhile, every item of it: nothing to do."""
    clashing: tuple[tuple[NewMessage, str], ...] = ()
    """Not taken this time, and why."""


@dataclass(frozen=True)
class Rename:
    """What the profile calls the reader of a message now, and the mailbox they have now."""

    message: int
    before: str
    person: str
    reader: str


@dataclass(frozen=True)
class Retold:
    """The id that an item of a message has in the profile now."""

    message: int
    seq: int
    """Which of its items."""
    item: str
