"""What a mail server's reply means for a message, for the run, and for the person: one total function."""

from __future__ import annotations

import re
from enum import StrEnum

from jobnet.delivery.ledger.records import State
from jobnet.errors import Exit
from jobnet.frozen import dataclass
from jobnet.patterns import pattern

MOST_KEPT = 500
"""How much of a reply is kept in the record."""


class Phase(StrEnum):
    """How far one message has come. What an error means depends on this, never on its type."""

    AUTH = "AUTH"
    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"
    DOT = "dot"


@dataclass(frozen=True)
class Reply:
    """A well-formed reply: three digits and what the server said."""

    code: int
    text: str

    @property
    def enhanced(self) -> str:
        """The enhanced status code (`5.4.5`), or nothing."""
        found = re.match(r"[245]\.\d{1,3}\.\d{1,3}\b", self.text)
        return found.group() if found else ""

    def __str__(self) -> str:
        return shown(f"{self.code} {self.text}")


@dataclass(frozen=True)
class Outcome:
    """What became of one message. `stop` ends the run; `later` asks for a pause before the next try."""

    state: State
    reply: str
    stop: Exit | None = None
    later: bool = False
    reconnect: bool = False


_LIMIT_WORDS = pattern(
    r"\b(?:quota|limit\w*|rate|ratelimit\w*|throttl\w*|spam\w*|polic(?:y|ies)|block\w*)\b", re.IGNORECASE
)
_MAILBOX_WORDS = pattern(r"\b(?:mailbox|message size|too (?:large|big)|gr[ae]y-?list\w*)\b", re.IGNORECASE)
_TOO_BIG = pattern(r"\b(?:message|mail) (?:size|too)|\btoo (?:large|big)\b", re.IGNORECASE)


def classify(phase: Phase, reply: Reply) -> Outcome:  # noqa: PLR0911 (a table, read from top to bottom)
    """What this reply in this phase means (the table of `docs/reliability.md`)."""
    said, good = str(reply), reply.code // 100 == (3 if phase is Phase.DATA else 2)
    if phase is Phase.DOT and good:
        return Outcome(State.SENT, said)
    if phase is Phase.AUTH or reply.code == 530:
        return Outcome(State.QUEUED, said, stop=Exit.TRY_LATER if reply.code // 100 == 4 else Exit.NO_PERMISSION)
    if _ends_the_run(reply):
        return Outcome(State.QUEUED, said, stop=Exit.TRY_LATER)
    if reply.code // 100 == 4:
        if phase is Phase.MAIL:
            return Outcome(State.QUEUED, said, stop=Exit.TRY_LATER)
        return Outcome(State.QUEUED, said, later=True)
    if reply.code // 100 == 5:
        if phase is Phase.MAIL and not is_too_big(reply):
            return Outcome(State.QUEUED, said, stop=Exit.UNAVAILABLE)
        return Outcome(State.REFUSED, said)
    # 2xx where 354 was due, 3xx where 250 was due: no mail server says that.
    if phase is Phase.DOT:
        return Outcome(State.UNKNOWN, said, reconnect=True)
    return Outcome(State.QUEUED, said, stop=Exit.UNAVAILABLE, reconnect=True)


def is_too_big(reply: Reply) -> bool:
    """Whether it is the size of this one message that the server objects to."""
    return reply.enhanced in {"5.3.4", "5.2.3"} or (reply.code == 552 and bool(_TOO_BIG.search(reply.text)))


def _ends_the_run(reply: Reply) -> bool:
    """A limit or a block: about us, not about this person. A whole batch must not become refused for it."""
    if reply.code in {421, 432}:
        return True
    if _is_about_the_mailbox(reply):
        return False
    if reply.code in {450, 451, 452}:
        return bool(_LIMIT_WORDS.search(reply.text))
    if reply.code // 100 != 5:
        return False
    policy = reply.enhanced in {"5.4.5", "5.2.0"} or reply.enhanced.startswith("5.7.")
    return policy or bool(_LIMIT_WORDS.search(reply.text))


def _is_about_the_mailbox(reply: Reply) -> bool:
    """Unknown, full, greylisted, or too small for this message: words like "quota" mean the reader's, not ours."""
    subject = reply.enhanced[2:]
    if subject.startswith("1.") or subject in {"2.1", "2.2", "2.3", "3.4"}:
        return True
    if reply.code // 100 == 5 and subject.startswith(("4.5", "2.0", "7.")):
        return False
    return bool(_MAILBOX_WORDS.search(reply.text))


def shown(text: str) -> str:
    """What a server said, fit for a terminal and for the record: one line, nothing to obey, at most 500 characters."""
    safe = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
    return safe if len(safe) <= MOST_KEPT else safe[: MOST_KEPT - 1] + "…"
