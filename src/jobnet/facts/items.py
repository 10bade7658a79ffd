"""What a letter tells, item by item, under ids made of identity, not of wording or dates.

An entry that is edited after it was told keeps its id, so nobody is told it twice (`docs/delivery.md`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jobnet.frozen import dataclass

if TYPE_CHECKING:
    import datetime as dt


class Document(StrEnum):
    """The kinds of document jobnet writes; also the names of templates, commands and what history records."""

    BRIEF = "brief"
    UPDATE = "update"
    RUNNERUP = "runnerup"
    TIP = "tip"
    THANKS = "thanks"
    TOUCH = "touch"
    PITCH = "pitch"
    LANDED = "landed"


class Kind(StrEnum):
    """What sort of thing an item is."""

    EVENT = "event"
    NEWS = "news"
    INTERESTED = "interested"
    BRIEF = "brief"
    OPENING = "opening"
    """The personal line of a contact."""
    THANKS = "thanks"
    """Thanks after an interview, and what they told of it."""
    RUNNERUP = "runnerup"
    REFERRAL = "referral"
    TALK = "talk"
    TOUCH = "touch"
    LANDED = "landed"


@dataclass(frozen=True)
class Item:
    """One thing a letter tells its reader."""

    id: str
    kind: Kind
    company: str | None = None
    position: str | None = None
    date: dt.date | None = None
