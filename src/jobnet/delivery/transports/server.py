"""A mail server as the configuration names it, and how to log in to it."""

from __future__ import annotations

import base64
from collections.abc import Callable

from jobnet.frozen import dataclass

AFTER_THE_DOT = 600.0
"""Seconds that RFC 5321 gives a server to answer the final dot."""


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

    def credentials(self) -> Credentials | None:
        return self.login() if self.login else None


def base64_of(text: str) -> str:
    return base64.b64encode(text.encode("utf-8")).decode("ascii")
