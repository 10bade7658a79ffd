"""A mail server as the configuration names it, how to log in to it, and what must not be said again of that."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable

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


def without_secrets(text: str, secrets: Iterable[str]) -> str:
    """The text up to where a run of letters of a secret begins in it, whatever its case."""
    low, known = _low(text), [_low(secret) for secret in secrets if secret]
    runs = (secret[start : start + _RUN] for secret in known for start in range(max(1, len(secret) - _RUN + 1)))
    found = [at for run in runs if (at := low.find(run)) >= 0]
    return f"{text[: min(found)]}***" if found else text


def _low(text: str) -> str:
    """In small letters, each in its place."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
