"""What every transport is: it opens, hands one message over, and closes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Protocol

from jobnet.delivery.ledger.records import Message, NewMessage
from jobnet.delivery.replies import Outcome
from jobnet.errors import Exit, JobnetError
from jobnet.frozen import dataclass


@dataclass(frozen=True)
class Envelope:
    """One message as a transport needs it: frozen bytes with CRLF line ends, one sender, one recipient."""

    document: str
    day: dt.date
    name: str
    sender: str
    recipient: str
    message_id: str
    data: bytes


def envelope_of(message: Message | NewMessage) -> Envelope:
    """The message as its transport needs it."""
    if message.raw is None or message.address is None or message.sender is None or message.message_id is None:
        raise JobnetError(f"the bytes of the message to {message.name} are no longer kept.", Exit.IO)
    return Envelope(
        message.document, message.day, message.name, message.sender, message.address, message.message_id, message.raw
    )


class Lost(Exception):  # noqa: N818 (an event, not a mistake)
    """The way to the server was lost before the message was handed over: nobody has it, another try is safe."""

    def __init__(self, said: str, exit_code: Exit = Exit.TRY_LATER) -> None:
        super().__init__(said)
        self.exit_code = exit_code


class Transport(Protocol):
    """Hands messages over. `claim` is to be called at the last moment before the other side may have the message."""

    name: str
    paced: bool = False
    """Whether the pace and the daily cap of the configuration are meant for it."""
    note: str = ""
    """What the user should know of the way out once it is open; mostly nothing."""

    def open(self) -> None:
        """Make ready, or raise a JobnetError. Nothing is sent, made or changed by it."""

    def hand_over(self, envelope: Envelope, claim: Callable[[], None]) -> Outcome:
        """Hand one message over. Before `claim`: `Lost` or JobnetError, nothing sent. After it: an outcome, always."""

    def has(self, envelope: Envelope) -> bool | None:
        """Whether the message is there already; None if that cannot be known."""
        del envelope
        return None

    def close(self) -> None:
        """Let go, without raising."""
        return
