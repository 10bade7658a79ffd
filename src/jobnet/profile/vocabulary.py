"""What a profile's fields may hold besides text: words with one meaning, sentences, web addresses, days, languages."""

from __future__ import annotations

import datetime as dt
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Self

from jobnet.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobnet.errors import Place


_STOPS = (".", "!", "?", "…", "。", "！", "？")
_AFTER_STOPS = ")]\"'”’»*_"
GO_ON = frozenset("A An I One The They We You".split())
"""Words with which an English sentence may go on behind "and"."""
NO_NAMES = GO_ON | frozenset(
    "Because Their Its It His Her She He Our Your My This That These Those There Every Everybody Everyone Each Any"
    " Anybody Anyone All Both Some Somebody Someone Nobody Many Most More Few Two Three Four Five Six Seven Eight"
    " Nine Ten No Not Now When What Who Where How".split()
)
"""Words that an English sentence may begin with and go on small inside another: they are never names."""
_LEAST_WORDS, _WORDS_WITHOUT_STOP = 3, 5


class Wording(str):
    """Words that letters say, in the profile's language; or in several, of which it is one itself."""

    __slots__ = ("at", "languages")
    at: Place | None
    """Where it was read; None when it was typed at the terminal."""
    languages: Mapping[str, Self] | None
    """The same in each language in which the user wrote it; None for a plain text."""

    def __new__(cls, text: str, at: Place | None = None, languages: Mapping[str, Self] | None = None) -> Self:
        wording = super().__new__(cls, text)
        wording.at = at
        wording.languages = languages
        return wording


class Prose(Wording):
    """Whole sentences in the user's own voice, inline Markdown allowed; printed as they stand."""

    __slots__ = ()


def has_ended(said: str) -> bool:
    """Whether it ends with a stop, whatever quotes or brackets close behind that."""
    return said.rstrip(_AFTER_STOPS).endswith(_STOPS)


def is_sentence(text: str) -> bool:
    """Whether it can stand alone in a letter: "The walk through the yard stays with me", not "the yard walk".

    It begins with a capital, and ends with a stop or goes on long enough. Scripts without capitals or spaces are not
    judged.
    """
    said = text.strip().lstrip("\"'“‘«([*_¿¡")
    words = said.split()
    if said[:1].lower() == said[:1].upper() and not said[:1].isdigit():
        return bool(said)
    begins = not said[:1].islower() or any(letter.isupper() for letter in words[0])
    return begins and len(words) >= (_LEAST_WORDS if has_ended(said) else _WORDS_WITHOUT_STOP)


class Url(str):
    """An address on the web: never broken, a bare line in text, link words in HTML."""

    __slots__ = ()


class Disclosure(IntEnum):
    """Who may know: an item reaches a reader only if its level is at or below the reader's trust."""

    PUBLIC = 0
    NETWORK = 1
    TRUSTED = 2
    PRIVATE = 3


class Tier(StrEnum):
    A = "A"
    B = "B"


class CompanyStatus(StrEnum):
    ACTIVE = "active"
    TURNED_DOWN = "turned_down"
    PAUSED = "paused"
    DROPPED = "dropped"


class Relationship(StrEnum):
    CLOSE_FRIEND = "close_friend"
    FAMILY = "family"
    COLLEAGUE = "colleague"
    FORMER_MANAGER = "former_manager"
    ACQUAINTANCE = "acquaintance"
    ALUMNI = "alumni"
    RECRUITER_AGENCY = "recruiter_agency"
    RECRUITER_INHOUSE = "recruiter_inhouse"
    HIRING_MANAGER = "hiring_manager"
    INTERVIEWER = "interviewer"
    MENTOR = "mentor"
    OTHER = "other"


class Tie(StrEnum):
    STRONG = "strong"
    WEAK = "weak"
    DORMANT = "dormant"


class Updates(StrEnum):
    ON = "on"
    OFF = "off"


class Stage(StrEnum):
    """Where an application got to, canonical names; the last seven end or reopen it."""

    INTERESTED = "interested"
    APPLIED = "applied"
    SCREENING = "screening"
    INTERVIEW = "interview"
    FINAL = "final"
    OFFER = "offer"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    RUNNER_UP = "runner_up"
    CANCELLED = "cancelled"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    NO_RESPONSE = "no_response"
    REINSTATED = "reinstated"


ENDS = frozenset({Stage.REJECTED, Stage.RUNNER_UP, Stage.CANCELLED, Stage.DECLINED, Stage.WITHDRAWN, Stage.NO_RESPONSE})
TALKS = frozenset({Stage.SCREENING, Stage.INTERVIEW, Stage.FINAL})
TURN_DOWNS = frozenset({Stage.REJECTED, Stage.RUNNER_UP, Stage.CANCELLED})
"""Ends that the other side decided and said: what a runner-up letter answers."""


class EventFormat(StrEnum):
    PHONE = "phone"
    VIDEO = "video"
    ONSITE = "onsite"
    PANEL = "panel"
    TEST = "test"
    GROUP = "group"


class NewsSource(StrEnum):
    PUBLIC = "public"
    INTERVIEW = "interview"
    CONTACT = "contact"


class TouchKind(StrEnum):
    CALL = "call"
    EMAIL = "email"
    LETTER = "letter"
    MEETING = "meeting"
    INFORMATIONAL_INTERVIEW = "informational_interview"
    MESSAGE = "message"


class CoachShare(StrEnum):
    """What the page of a coach, who looks after many, may say of one seeker's search."""

    NONE = "none"
    COUNTS = "counts"
    NETWORK = "network"
    TRUSTED = "trusted"


class Direction(StrEnum):
    OUT = "out"
    IN = "in"


@dataclass(frozen=True)
class PartialDate:
    """A date that may stop at the month or the year, as `touchpoints[].date` and `resume.updated` may."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def earliest(self) -> dt.date:
        return dt.date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)


@dataclass(frozen=True)
class Locale:
    """Language and habits: `de-DE`; `en-DE` is English to a German reader."""

    language: str
    country: str

    def __str__(self) -> str:
        return f"{self.language}-{self.country}" if self.country else self.language


EN_US = Locale("en", "US")
