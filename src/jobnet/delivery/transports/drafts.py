"""Drafts: each letter is put into the Drafts folder of an IMAP account, to be read and sent by hand from there.

As with SMTP the last byte is held back until the record is told; a server that has not all of it has nothing. Only the
answer that bears the command's tag settles it: whatever else a server says meanwhile, nobody knows.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable

from jobnet.delivery import failpoints
from jobnet.delivery.clock import Clock
from jobnet.delivery.ledger.records import State
from jobnet.delivery.replies import Outcome, shown
from jobnet.delivery.transports.base import Envelope, Lost
from jobnet.delivery.transports.connection import MOST_REPLY, Wire
from jobnet.delivery.transports.mailboxes import MailFolder, encoded, listed, quoted
from jobnet.delivery.transports.server import Credentials, Server
from jobnet.delivery.transports.session import ServerSession
from jobnet.errors import Exit, JobnetError
from jobnet.patterns import pattern

_LITERAL = pattern(rb"\{(\d{1,9})\}$")
_MOST_LISTED = 12


class Drafts(ServerSession):
    """A session with one IMAP server."""

    name = "drafts"

    def __init__(self, server: Server, clock: Clock, hurried: Callable[[], bool] = lambda: False) -> None:
        super().__init__(server, clock, hurried)
        self._number = 0
        self._can: frozenset[str] = frozenset()
        self._drafts = b""
        self._is_there = True
        self._others: tuple[bytes, ...] = ()

    def hand_over(self, envelope: Envelope, claim: Callable[[], None]) -> Outcome:
        wire = self._wire
        self._make_folder()
        data = envelope.data
        tag = self._begin(b"APPEND %s (\\Draft) {%d}" % (quoted(self._drafts), len(data)))
        answer = self._go_ahead(tag)
        if not answer.startswith(b"+"):
            return Outcome(State.QUEUED, self._readable(answer), stop=Exit.TRY_LATER)
        wire.send(data[:-1], self._server.timeout * 5)
        self._claim(claim)
        try:
            wire.send(data[-1:] + b"\r\n", self._server.timeout)
            failpoints.here("handed-over")
            last = self._answer(tag, self._server.timeout * 5)[-1]
        except Lost as exc:
            self._hang_up()
            return Outcome(State.UNKNOWN, f"after the draft was handed over: {exc}", reconnect=True)
        failpoints.here("answered")
        if _is_ok(last):
            return Outcome(State.SENT, self._readable(last))
        return Outcome(State.QUEUED, self._readable(last), stop=Exit.TRY_LATER)

    def has(self, envelope: Envelope) -> bool | None:
        """True if it is among the drafts, or was already sent or thrown away from there. Its absence proves nothing."""
        for folder in (self._drafts, *self._others):
            if not _is_ok(self._ask(b"EXAMINE " + quoted(folder))[-1]):
                continue
            search = b"UID SEARCH HEADER Message-ID " + quoted(envelope.message_id.encode())
            for line in self._ask(search):
                if re.match(rb"\* SEARCH(?: \d+)+\s*$", line, re.IGNORECASE):
                    return True
        return None

    def _say_good_bye(self, wire: Wire) -> None:
        with contextlib.suppress(Lost, JobnetError):
            wire.send(b"J0 LOGOUT\r\n", 2)

    def _start(self, credentials: Credentials | None) -> None:
        self._greet()
        if credentials is not None:
            self._log_in(credentials)
        self._find_folders()

    def _greet(self) -> None:
        if self._server.security == "tls":
            self._wire.encrypt(self._server.timeout)
        greeting = self._line(self._wire.deadline(self._server.timeout))
        if not _is_untagged(greeting, b"OK"):
            raise self._trouble(
                f"this is not an IMAP server that serves us: {self._readable(greeting)}",
                Exit.UNAVAILABLE,
            )
        self._learn()
        if self._server.security == "starttls":
            if "STARTTLS" not in self._can or not _is_ok(self._ask(b"STARTTLS")[-1]):
                raise self._trouble(
                    "refusing to go on without encryption: STARTTLS is not offered.",
                    Exit.NO_PERMISSION,
                )
            self._wire.encrypt(self._server.timeout)
            self._learn()

    def _learn(self) -> None:
        words = b" ".join(line for line in self._ask(b"CAPABILITY") if _is_untagged(line, b"CAPABILITY"))
        self._can = frozenset(words.decode("ascii", "replace").upper().split())

    def _log_in(self, login: Credentials) -> None:
        self._wire.hide(*login.forms())
        if login.is_token:
            answer = self._authenticate("XOAUTH2", login.xoauth2)
        elif "AUTH=PLAIN" in self._can:
            answer = self._authenticate("PLAIN", login.plain)
        elif "LOGINDISABLED" not in self._can:
            secret = quoted(login.secret.encode())
            self._wire.hide(secret.decode())
            answer = self._ask(b"LOGIN %s %s" % (quoted(login.user.encode()), secret))[-1]
        else:
            raise self._trouble("the server offers no way to log in.", Exit.NO_PERMISSION)
        if not _is_ok(answer):
            later = b"UNAVAILABLE" in answer.upper()
            raise self._login_refused(login, self._readable(answer), Exit.TRY_LATER if later else Exit.NO_PERMISSION)
        self._learn()

    def _authenticate(self, mechanism: str, answer: str) -> bytes:
        if f"AUTH={mechanism}" not in self._can:
            raise self._trouble(f"the server does not offer {mechanism}.", Exit.NO_PERMISSION)
        tag = self._begin(f"AUTHENTICATE {mechanism}".encode())
        last = self._go_ahead(tag)
        if last.startswith(b"+"):
            self._send(answer.encode())
            last = self._go_ahead(tag)
        if last.startswith(b"+"):  # the reason of a refusal; an empty answer brings the refusal
            self._send(b"")
            last = self._answer(tag)[-1]
        return last

    def _find_folders(self) -> None:
        """The folder for drafts, by its special use or by its name; and where sent and deleted drafts go."""
        special = b" RETURN (SPECIAL-USE)" if {"SPECIAL-USE", "LIST-EXTENDED"} <= self._can else b""
        folders = list(listed(self._ask(b'LIST "" "*"' + special)))
        by_use = {use: each for each in folders for use in each.uses}
        self._others = tuple(by_use[use].name for use in (b"\\sent", b"\\trash", b"\\all") if use in by_use)
        if self._server.folder is not None:
            wanted = encoded(self._server.folder)
            known = next((each.name for each in folders if each.name.upper() == wanted.upper()), None)
            self._drafts, self._is_there = known or wanted, known is not None
            self.note = f"letters go into the folder {self._server.folder}"
            if known is None:
                self.note += ", which is not there yet: it is made for the first one"
            return
        found = self._plainly_drafts(folders)
        self._drafts, self._is_there = found.name, True
        self.note = f"letters go into the folder {shown(found.shown)}"

    def _plainly_drafts(self, folders: list[MailFolder]) -> MailFolder:
        for candidates in (
            [each for each in folders if b"\\drafts" in each.uses],
            [each for each in folders if each.is_called_drafts],
        ):
            if len(candidates) == 1:
                return candidates[0]
            if candidates:
                break
        names = [shown(each.shown) for each in (candidates or folders)]
        more = f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
        several = "several folders may be" if candidates else "no folder is plainly"
        raise self._trouble(
            f"{several} the one for drafts. Name it in config.yaml, in `drafts:`, as "
            f"`folder: NAME`; one that is not there is made. There are: {', '.join(names[:_MOST_LISTED])}{more}.",
            Exit.CONFIG,
        )

    def _make_folder(self) -> None:
        """The folder that the configuration names, made before the first letter: not by looking."""
        if self._is_there:
            return
        use = b" (USE (\\Drafts))" if "CREATE-SPECIAL-USE" in self._can else b""
        answer = self._ask(b"CREATE " + quoted(self._drafts) + use)[-1]
        if not _is_ok(answer):
            raise self._trouble(
                f"the folder {self._server.folder} is not there and cannot be made: {self._readable(answer)}",
                Exit.CANNOT_CREATE,
            )
        self._is_there, self.note = True, f"letters go into the folder {self._server.folder}"

    def _ask(self, command: bytes) -> list[bytes]:
        return self._answer(self._begin(command))

    def _begin(self, command: bytes) -> bytes:
        self._number += 1
        tag = b"J%d" % self._number
        self._send(tag + b" " + command)
        return tag

    def _send(self, line: bytes) -> None:
        self._wire.send(line + b"\r\n", self._server.timeout)

    def _answer(self, tag: bytes, timeout: float | None = None) -> list[bytes]:
        """The lines up to the one with the tag: what a server asks for meanwhile (`+`) is no answer."""
        return self._read(tag, timeout, is_request_enough=False)

    def _go_ahead(self, tag: bytes) -> bytes:
        """A request to go on, or the answer that there is nothing to go on with."""
        return self._read(tag, None, is_request_enough=True)[-1]

    def _read(self, tag: bytes, timeout: float | None, *, is_request_enough: bool) -> list[bytes]:
        deadline = self._wire.deadline(timeout or self._server.timeout)
        lines: list[bytes] = []
        size = 0
        while size < MOST_REPLY:
            line = self._line(deadline)
            size += len(line) + 1
            lines.append(line)
            is_request = line.startswith(b"+")
            if _settles(line, tag) or (is_request and is_request_enough):
                return lines
            if _is_untagged(line, b"BYE"):
                raise Lost(f"the server said good-bye: {self._readable(line)}")
            if not is_request and not line.startswith(b"* "):
                raise Lost(f"this is not the reply of an IMAP server: {self._wire.start(line)}", Exit.UNAVAILABLE)
        raise Lost("the server's reply has no end", Exit.UNAVAILABLE)

    def _line(self, deadline: float) -> bytes:
        """One line of the server's, the literals in it included."""
        line = self._wire.line(deadline)
        while literal := _LITERAL.search(line):
            value = self._wire.exactly(min(int(literal[1]), 65536), deadline)
            line = line[: literal.start()] + quoted(value) + self._wire.line(deadline)
        return line

    def _readable(self, line: bytes) -> str:
        return shown(self._wire.readable(line))


def _is_ok(line: bytes) -> bool:
    """Whether the tagged answer says that it was done."""
    return [word.upper() for word in line.split(b" ", 2)[1:2]] == [b"OK"]


def _settles(line: bytes, tag: bytes) -> bool:
    """Whether this is the answer to the command with this tag: a yes or a no. Anything else under it says neither."""
    words = line.split(b" ", 2)
    return words[0] == tag and [word.upper() for word in words[1:2]] in ([b"OK"], [b"NO"], [b"BAD"])


def _is_untagged(line: bytes, word: bytes) -> bool:
    return line.upper().split(b" ", 2)[:2] == [b"*", word]
