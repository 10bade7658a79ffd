"""Who is reading: what they may be told, which kind of letter is theirs, and how they are greeted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jobnet.profile.model import Disclosure

if TYPE_CHECKING:
    from jobnet.profile.model import Contact, Locale, Person


class ReaderKind(StrEnum):
    """The rows of the reader tables (`docs/content.md` "Which row is whose")."""

    STANDARD = "standard"
    CLOSE_FRIEND = "close_friend"
    ACQUAINTANCE = "acquaintance"
    RECRUITER_AGENCY = "recruiter_agency"
    RECRUITER_INHOUSE = "recruiter_inhouse"
    ALUMNI = "alumni"
    INSIDER = "insider"
    """Works at a target or applied company."""
    HIRING_MANAGER = "hiring_manager"
    INTERVIEWER = "interviewer"
    GENERAL = "general"
    """Nobody in particular: a brief or update that can be handed to anybody at its level."""


class Rung(StrEnum):
    """The rungs of the salutation ladder (`docs/content.md` 2.1); nothing between them is guessed."""

    TYPED = "typed"
    """`text` is the user's whole greeting, verbatim."""
    KNOWN_AS = "known_as"
    HONORIFIC = "honorific"
    """Honorific (or academic title) and family name as given."""
    FULL_NAME = "full_name"
    ROLE = "role"
    NONE = "none"
    """A document without a reader has no greeting."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """The parts of a greeting; its words and punctuation are the locale's (`rendering/locales.py`)."""

    rung: Rung
    text: str = ""
    honorific: str = ""
    family: str = ""


@dataclass(frozen=True)
class Reader:
    """One reader of one document."""

    name: str
    kind: ReaderKind
    greeting: Greeting
    locale: Locale
    ceiling: Disclosure = Disclosure.NETWORK
    email: str | None = None
    key: str = ""
    """`Contact.key`, or the folded name of a person who is no contact; empty for nobody in particular."""
    contact: Contact | None = None
    person: Person | None = None
    in_field: bool = True
    first_names: bool = False
    """Whether seeker and reader are on first-name terms: the letter is signed with `known_as`."""

    def may_know(self, level: Disclosure) -> bool:
        """Whether an item of this level may reach this reader; `private` reaches nobody."""
        return level <= self.ceiling and level is not Disclosure.PRIVATE
