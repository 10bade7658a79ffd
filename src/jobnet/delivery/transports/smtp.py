"""SMTP: one recipient a message, nothing pipelined, the final dot kept apart from the body.

Until the dot is sent no server has the message; from then on only its reply tells. So the record is told right before.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from jobnet.delivery import failpoints
from jobnet.delivery.ledger.records import State
from jobnet.delivery.replies import Outcome, Phase, Reply, classify
from jobnet.delivery.transports.base import Lost
from jobnet.delivery.transports.connection import MOST_REPLY, Wire
from jobnet.delivery.transports.server import base64_of
from jobnet.errors import Exit, JobnetError
from jobnet.profile.mailable import ascii_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobnet.delivery.clock import Clock
    from jobnet.delivery.transports.base import Envelope
    from jobnet.delivery.transports.server import Credentials, Server


class Smtp:
    """A session with one mail server."""

    name = "smtp"
    paced = True
    note = ""

    def __init__(self, server: Server, clock: Clock, hurried: Callable[[], bool] = lambda: False) -> None:
        self._server = server
        self._clock = clock
        self._hurried = hurried
        self._wire: Wire | None = None
        self._can: dict[str, str] = {}
        self._in_transaction = False

    def open(self) -> None:
        self.close()
        credentials = self._server.credentials()
        wire = Wire.connect(self._server.host, self._server.port, self._server.timeout, self._clock, self._hurried)
        self._wire, self._in_transaction = wire, False
        try:
            self._greet(wire)
            if credentials is not None:
                self._log_in(wire, credentials)
        except Lost as exc:
            self.close()
            raise JobnetError(f"{self._server.where}: {exc}", Exit.UNAVAILABLE) from exc
        except BaseException:
            self.close()
            raise
        failpoints.here("connected")

    def hand_over(self, envelope: Envelope, claim: Callable[[], None]) -> Outcome:
        if _is_utf8(envelope) and "SMTPUTF8" not in self._can:
            if not ascii_address(envelope.recipient).isascii():
                said = f"the address needs SMTPUTF8, which {self._server.host} does not offer"
                return Outcome(State.REFUSED, said)
            said = (
                f"your own address needs SMTPUTF8, which {self._server.host} does not offer: set `from` in config.yaml"
            )
            return Outcome(State.QUEUED, said, stop=Exit.UNAVAILABLE)
        wire = self._wire
        if wire is None:
            raise Lost("not connected")
        refused = self._address(wire, envelope)
        if refused is not None:
            return refused
        wire.send(stuffed(envelope.data), self._server.timeout * 5)
        failpoints.here("body-given")
        # An answer that came too early would be taken for the answer to the dot.
        wire.refuse_unasked()
        try:
            claim()
        except BaseException:
            self._abort()
            raise
        return self._end(wire)

    def has(self, envelope: Envelope) -> bool | None:
        del envelope
        return None

    def close(self) -> None:
        wire, self._wire = self._wire, None
        if wire is not None:
            failpoints.here("before-quit")
            with contextlib.suppress(Lost, JobnetError):
                wire.send(b"QUIT\r\n", 2)
                read_reply(wire, 2)
            wire.close()

    def _abort(self) -> None:
        """Hang up without a word: an unfinished message is not accepted."""
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    def _greet(self, wire: Wire) -> None:
        if self._server.security == "tls":
            wire.encrypt(self._server.timeout)
        self._expect(read_reply(wire, self._server.timeout), "greeting")
        self._hello(wire)
        if self._server.security == "starttls":
            reply = self._ask(wire, "STARTTLS") if "STARTTLS" in self._can else Reply(502, "STARTTLS is not offered")
            if reply.code != 220:
                raise JobnetError(
                    f"{self._server.where}: refusing to go on without encryption: {reply}. "
                    "If the server speaks TLS from the start, set `security: tls` (port 465).",
                    Exit.NO_PERMISSION,
                )
            wire.encrypt(self._server.timeout)
            self._hello(wire)

    def _hello(self, wire: Wire) -> None:
        reply = self._ask(wire, f"EHLO {wire.local_name}")
        self._expect(reply, "EHLO")
        lines = reply.text.split("\n")[1:]
        self._can = {word.upper(): rest.upper() for word, _, rest in (line.partition(" ") for line in lines)}

    def _expect(self, reply: Reply, what: str) -> None:
        if reply.code // 100 != 2:
            later = reply.code // 100 == 4
            raise JobnetError(
                f"{self._server.where}: the mail server will not serve us ({what}): {reply}",
                Exit.TRY_LATER if later else Exit.UNAVAILABLE,
            )

    def _log_in(self, wire: Wire, login: Credentials) -> None:
        offered = self._can.get("AUTH", "").split()
        wire.hide(*login.forms())
        if login.is_token:
            reply = self._with_token(wire, login, offered)
        elif "PLAIN" in offered:
            reply = self._ask(wire, f"AUTH PLAIN {login.plain}")
        elif "LOGIN" in offered:
            reply = self._with_login(wire, login)
        else:
            said = f"{self._server.where}: the server offers no way to log in that jobnet knows."
            raise JobnetError(said, Exit.NO_PERMISSION)
        if reply.code != 235:
            outcome = classify(Phase.AUTH, reply)
            raise JobnetError(
                f"{self._server.where}: login as {login.user} refused: {reply}. Check `user` and `password_command`; "
                "many providers want an app password.",
                outcome.stop or Exit.NO_PERMISSION,
            )

    def _with_token(self, wire: Wire, login: Credentials, offered: list[str]) -> Reply:
        if "XOAUTH2" not in offered:
            raise JobnetError(f"{self._server.where}: the server does not offer XOAUTH2.", Exit.NO_PERMISSION)
        reply = self._ask(wire, f"AUTH XOAUTH2 {login.xoauth2}")
        # 334 carries the reason for the refusal; an empty answer brings the refusal itself.
        return self._ask(wire, "") if reply.code == 334 else reply

    def _with_login(self, wire: Wire, login: Credentials) -> Reply:
        reply = self._ask(wire, "AUTH LOGIN")
        if reply.code == 334:
            reply = self._ask(wire, base64_of(login.user))
        return self._ask(wire, base64_of(login.secret)) if reply.code == 334 else reply

    def _address(self, wire: Wire, envelope: Envelope) -> Outcome | None:
        """MAIL, RCPT and DATA; what became of the message if it ends there."""
        if self._in_transaction:
            self._in_transaction = False
            if self._ask(wire, "RSET").code != 250:
                raise Lost("the server did not reset")
        utf8 = " SMTPUTF8" if _is_utf8(envelope) else ""
        self._in_transaction = True
        for phase, command in (
            (Phase.MAIL, f"MAIL FROM:<{ascii_address(envelope.sender)}>{utf8}"),
            (Phase.RCPT, f"RCPT TO:<{ascii_address(envelope.recipient)}>"),
            (Phase.DATA, "DATA"),
        ):
            reply = self._ask(wire, command)
            wanted = reply.code == 354 if phase is Phase.DATA else reply.code // 100 == 2
            if not wanted:
                return classify(phase, reply)
        return None

    def _end(self, wire: Wire) -> Outcome:
        """The dot, and what the server says to it. Whatever goes wrong from here on leaves the message in doubt."""
        self._in_transaction = False
        try:
            wire.send(b".\r\n", self._server.timeout)
            failpoints.here("handed-over")
            reply = read_reply(wire, self._server.patience)
        except Lost as exc:
            self._abort()
            return Outcome(State.UNKNOWN, f"after the message was handed over: {exc}", reconnect=True)
        failpoints.here("answered")
        return classify(Phase.DOT, reply)

    def _ask(self, wire: Wire, command: str) -> Reply:
        wire.refuse_unasked()
        wire.send(command.encode("utf-8") + b"\r\n", self._server.timeout)
        return read_reply(wire, self._server.timeout)


def read_reply(wire: Wire, timeout: float) -> Reply:
    """One reply, of as many lines as the server likes but within one deadline; the first lines are kept."""
    deadline = wire.deadline(timeout)
    lines: list[str] = []
    first = b""
    size = 0
    while True:
        line = wire.line(deadline)
        code, mark = line[:3], line[3:4]
        first = first or code
        # One code for all lines: where they differ, nobody can tell what the server means.
        if not (code.isdigit() and code[:1] in b"2345" and mark in {b"", b" ", b"-"} and code == first):
            raise Lost(f"this is not the reply of a mail server: {wire.start(line)}", Exit.UNAVAILABLE)
        size += len(line)
        if size > MOST_REPLY:
            raise Lost("the server's reply has no end", Exit.UNAVAILABLE)
        if len(lines) < 100:
            lines.append(wire.readable(line[4:]))
        if mark != b"-":
            return Reply(int(code), "\n".join(lines))


def _is_utf8(envelope: Envelope) -> bool:
    """Whether an address beyond ASCII, the reader's or the seeker's own, stands on the envelope or in the header."""
    header = envelope.data.partition(b"\r\n\r\n")[0]
    return not (
        header.isascii() and all(ascii_address(each).isascii() for each in (envelope.recipient, envelope.sender))
    )


def stuffed(data: bytes) -> bytes:
    """The message as DATA wants it: CRLF line ends, a dot at the start of a line doubled; without the final dot."""
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removesuffix(b"\n").split(b"\n")
    return b"".join((b"." if line.startswith(b".") else b"") + line + b"\r\n" for line in lines)
