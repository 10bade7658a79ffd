"""A mail server as the configuration names it, how to log in to it, and what must not be said again of that."""

from __future__ import annotations

import base64
from collections.abc import Callable
from itertools import groupby

from jobnet.frozen import dataclass

AFTER_THE_DOT = 600.0
"""Seconds that RFC 5321 gives a server to answer the final dot."""
_RUN = 6
"""So many letters of a secret in a row give it away; a server may have cut it off before repeating it."""


@dataclass(frozen=True)
class Credentials:
    """Who logs in and with what, for one connection: a password, or an XOAUTH2 token."""

    user: str
    secret: str
    is_token: bool = False

    @property
    def plain(self) -> str:
        """The answer of SASL PLAIN."""
        return base64_of(f"\0{self.user}\0{self.secret}")

    @property
    def xoauth2(self) -> str:
        return base64_of(f"user={self.user}\x01auth=Bearer {self.secret}\x01\x01")

    def forms(self) -> tuple[str, ...]:
        """All that would give the secret away: as it is, and as it is sent."""
        return (self.secret, self.xoauth2) if self.is_token else (self.secret, base64_of(self.secret), self.plain)


@dataclass(frozen=True)
class Server:
    """Where the server is. `security` is starttls, tls, or none (loopback only: the configuration sees to that)."""

    host: str
    port: int
    security: str = "starttls"
    user: str | None = None
    timeout: float = 60.0
    batch_size: int = 50
    """Messages on one connection, over SMTP."""
    folder: str | None = None
    """The one for drafts, over IMAP."""
    login: Callable[[], Credentials] | None = None
    """Asks for the secret, when it is needed."""
    patience: float = AFTER_THE_DOT

    @property
    def where(self) -> str:
        return f"{self.host}:{self.port}"


def base64_of(text: str) -> str:
    return base64.b64encode(text.encode("utf-8")).decode("ascii")


class Secrets:
    """The secrets of one connection, as typed and as sent; and texts without them, however a server repeats them."""

    def __init__(self) -> None:
        self._runs: dict[int, set[str]] = {}

    def add(self, *secrets: str) -> None:
        for secret in map(_low, secrets):
            size = min(_RUN, len(secret))
            runs = {secret[start : start + size] for start in range(len(secret) - size + 1)}
            self._runs.setdefault(size, set()).update(runs - {""})

    def cut_from(self, text: str) -> str:
        """The text with every run of letters that stands in a secret blacked out, whatever its case."""
        low = _low(text)
        black = bytearray(len(low))
        for size, runs in self._runs.items():
            for start in range(len(low) - size + 1):
                if low[start : start + size] in runs:
                    black[start : start + size] = b"\1" * size
        runs_of_letters = groupby(zip(text, black, strict=True), key=lambda each: each[1])
        return "".join("***" if hidden else "".join(letter for letter, _ in run) for hidden, run in runs_of_letters)


def _low(text: str) -> str:
    """In small letters, each in its place."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
