"""SMTP: one recipient a message, nothing pipelined, the final dot kept apart from the body.

Until the dot is sent no server has the message; from then on only its reply tells. So the record is told right before.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from types import MappingProxyType

from jobnet.delivery.ledger.records import State
from jobnet.delivery.replies import Outcome, Phase, Reply, classify
from jobnet.delivery.transports.base import Envelope, Lost
from jobnet.delivery.transports.connection import MOST_REPLY, ServerSession, Wire
from jobnet.delivery.transports.server import Credentials, base64_of
from jobnet.errors import Exit, JobnetError
from jobnet.profile.addresses import ascii_address


class Smtp(ServerSession):
    """A session with one mail server."""

    name = "smtp"
    paced = True

    _can: Mapping[str, str] = MappingProxyType({})
    """What the server offers, with what it says of each."""
    _in_transaction = False

    def hand_over(self, envelope: Envelope, claim: Callable[[], None]) -> Outcome:
        if _is_utf8(envelope) and "SMTPUTF8" not in self._can:
            if not ascii_address(envelope.recipient).isascii():
                said = f"the address needs SMTPUTF8, which {self._server.host} does not offer"
                return Outcome(State.REFUSED, said)
            said = (
                f"your own address needs SMTPUTF8, which {self._server.host} does not offer: set `from` in config.yaml"
            )
            return Outcome(State.QUEUED, said, stop=Exit.UNAVAILABLE)
        if (refused := self._address(envelope)) is not None:
            return refused
        self._wire.send(stuffed(envelope.data), self._server.timeout * 5)
        self._in_transaction = False
        return self._finish(b".\r\n", claim, lambda: classify(Phase.DOT, read_reply(self._wire, self._server.patience)))

    def _say_good_bye(self, wire: Wire) -> None:
        with contextlib.suppress(Lost, JobnetError):
            wire.send(b"QUIT\r\n", 2)
            read_reply(wire, 2)

    def _hear_greeting(self) -> None:
        self._in_transaction = False
        self._expect(220, read_reply(self._wire, self._server.timeout), "greeting")

    def _ask_for_encryption(self) -> str:
        reply = self._ask("STARTTLS") if "STARTTLS" in self._can else Reply(502, "STARTTLS is not offered")
        advice = "If the server speaks TLS from the start, set `security: tls` (port 465)."
        return "" if reply.code == 220 else f"{reply}. {advice}"

    def _learn(self) -> None:
        reply = self._ask(f"EHLO {self._wire.local_name}")
        self._expect(250, reply, "EHLO")
        lines = reply.text.split("\n")[1:]
        self._can = {word.upper(): rest.upper() for word, _, rest in (line.partition(" ") for line in lines)}

    def _expect(self, code: int, reply: Reply, what: str) -> None:
        if reply.code != code:
            exit_code = Exit.TRY_LATER if reply.code // 100 == 4 else Exit.UNAVAILABLE
            raise self._trouble(f"the mail server will not serve us ({what}): {reply}", exit_code)

    def _log_in(self, credentials: Credentials) -> None:
        offered = self._can.get("AUTH", "").split()
        if credentials.is_token:
            if "XOAUTH2" not in offered:
                raise self._trouble("the server does not offer XOAUTH2.", Exit.NO_PERMISSION)
            reply = self._ask(f"AUTH XOAUTH2 {credentials.xoauth2}")
            if reply.code == 334:  # the reason for the refusal; an empty answer brings the refusal itself
                reply = self._ask("")
        elif "PLAIN" in offered:
            reply = self._ask(f"AUTH PLAIN {credentials.plain}")
        elif "LOGIN" in offered:
            reply = self._ask("AUTH LOGIN")
            for answer in (credentials.user, credentials.secret):
                if reply.code == 334:
                    reply = self._ask(base64_of(answer))
        else:
            raise self._trouble("the server offers no way to log in that jobnet knows.", Exit.NO_PERMISSION)
        if reply.code != 235:
            outcome = classify(Phase.AUTH, reply)
            raise self._login_refused(credentials, reply, outcome.stop or Exit.NO_PERMISSION)

    def _address(self, envelope: Envelope) -> Outcome | None:
        """MAIL, RCPT and DATA; what became of the message if it ends there."""
        if self._in_transaction:
            self._in_transaction = False
            if self._ask("RSET").code != 250:
                raise Lost("the server did not reset")
        utf8 = " SMTPUTF8" if _is_utf8(envelope) else ""
        self._in_transaction = True
        for phase, command in (
            (Phase.MAIL, f"MAIL FROM:<{ascii_address(envelope.sender)}>{utf8}"),
            (Phase.RCPT, f"RCPT TO:<{ascii_address(envelope.recipient)}>"),
            (Phase.DATA, "DATA"),
        ):
            reply = self._ask(command)
            wanted = reply.code == 354 if phase is Phase.DATA else reply.code // 100 == 2
            if not wanted:
                return classify(phase, reply)
        return None

    def _ask(self, command: str) -> Reply:
        self._wire.refuse_unasked()
        self._wire.send(command.encode("utf-8") + b"\r\n", self._server.timeout)
        return read_reply(self._wire, self._server.timeout)


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
