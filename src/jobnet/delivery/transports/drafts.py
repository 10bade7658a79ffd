"""Drafts: each letter is put into the Drafts folder of an IMAP account, to be read and sent by hand from there.

As with SMTP the last byte is held back until the record is told; a server that has not all of it has nothing.
"""

from __future__ import annotations

import base64
import contextlib
import re
from typing import TYPE_CHECKING

from jobnet.delivery import failpoints
from jobnet.delivery.ledger.records import State
from jobnet.delivery.replies import Outcome, shown
from jobnet.delivery.transports.base import Lost
from jobnet.delivery.transports.connection import Wire
from jobnet.errors import Exit, JobnetError
from jobnet.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jobnet.delivery.clock import Clock
    from jobnet.delivery.transports.base import Envelope
    from jobnet.delivery.transports.smtp import Login, Server

_LITERAL = pattern(rb"\{(\d{1,9})\}$")
_LIST = pattern(rb'\* LIST \(([^)]*)\) (?:"((?:\\.|[^"\\])*)"|NIL) (.+)$', re.IGNORECASE | re.DOTALL)
_QUOTED = pattern(rb'"((?:\\.|[^"\\])*)"', re.DOTALL)


class Drafts:
    """A session with one IMAP server."""

    name = "drafts"
    paced = False

    def __init__(
        self, server: Server, folder: str | None, clock: Clock, hurried: Callable[[], bool] = lambda: False
    ) -> None:
        self._server = server
        self._folder = folder
        self._clock = clock
        self._hurried = hurried
        self._wire: Wire | None = None
        self._number = 0
        self._can: frozenset[str] = frozenset()
        self._drafts = b""
        self._others: tuple[bytes, ...] = ()

    def open(self) -> None:
        self.close()
        if self._server.login is not None:
            self._server.login.secret()  # before anything is connected
        self._wire = Wire.connect(
            self._server.host, self._server.port, self._server.timeout, self._clock, self._hurried
        )
        try:
            self._greet(self._wire)
            if self._server.login is not None:
                self._log_in(self._server.login)
            self._find_folders()
        except Lost as exc:
            self.close()
            raise JobnetError(f"{self._where}: {exc}", Exit.UNAVAILABLE) from exc
        except BaseException:
            self.close()
            raise
        failpoints.here("connected")

    def hand_over(self, envelope: Envelope, claim: Callable[[], None]) -> Outcome:
        wire = self._wire
        if wire is None:
            raise Lost("not connected")
        data = envelope.data
        tag = self._begin(b"APPEND %s (\\Draft) {%d}" % (_quoted(self._drafts), len(data)))
        answer = self._until(tag)
        if not answer[-1].startswith(b"+"):
            return Outcome(State.QUEUED, _said(answer[-1]), stop=Exit.TRY_LATER)
        wire.send(data[:-1], self._server.timeout * 5)
        failpoints.here("body-given")
        wire.refuse_unasked()
        try:
            claim()
        except BaseException:
            self._hang_up()
            raise
        try:
            wire.send(data[-1:] + b"\r\n", self._server.timeout)
            failpoints.here("handed-over")
            last = self._until(tag, self._server.patience)[-1]
        except Lost as exc:
            self._hang_up()
            return Outcome(State.UNKNOWN, f"after the draft was handed over: {exc}", reconnect=True)
        failpoints.here("answered")
        if _is_ok(last):
            return Outcome(State.SENT, _said(last))
        return Outcome(State.QUEUED, _said(last), stop=Exit.TRY_LATER)

    def has(self, envelope: Envelope) -> bool | None:
        """True if it is among the drafts, or was already sent or thrown away from there. Its absence proves nothing."""
        for folder in (self._drafts, *self._others):
            if not _is_ok(self._ask(b"EXAMINE " + _quoted(folder))[-1]):
                continue
            search = b"UID SEARCH HEADER Message-ID " + _quoted(envelope.message_id.encode())
            for line in self._ask(search):
                if re.match(rb"\* SEARCH(?: \d+)+\s*$", line, re.IGNORECASE):
                    return True
        return None

    def close(self) -> None:
        wire = self._wire
        if wire is not None:
            failpoints.here("before-quit")
            with contextlib.suppress(Lost, JobnetError):
                wire.send(b"J0 LOGOUT\r\n", 2)
            self._hang_up()

    def _hang_up(self) -> None:
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    def _greet(self, wire: Wire) -> None:
        if self._server.security == "tls":
            wire.encrypt(self._server.timeout)
        greeting = self._line(self._server.timeout)
        if not greeting.upper().startswith(b"* OK"):
            raise JobnetError(
                f"{self._where}: this is not an IMAP server that serves us: {_said(greeting)}", Exit.UNAVAILABLE
            )
        self._learn()
        if self._server.security == "starttls":
            if "STARTTLS" not in self._can or not _is_ok(self._ask(b"STARTTLS")[-1]):
                raise JobnetError(
                    f"{self._where}: refusing to go on without encryption: STARTTLS is not offered.", Exit.NO_PERMISSION
                )
            wire.encrypt(self._server.timeout)
            self._learn()

    def _learn(self) -> None:
        words = b" ".join(line for line in self._ask(b"CAPABILITY") if line.upper().startswith(b"* CAPABILITY"))
        self._can = frozenset(words.decode("ascii", "replace").upper().split())

    def _log_in(self, login: Login) -> None:
        if login.is_token:
            answer = self._authenticate("XOAUTH2", f"user={login.user}\x01auth=Bearer {login.secret()}\x01\x01")
        elif "AUTH=PLAIN" in self._can:
            answer = self._authenticate("PLAIN", f"\0{login.user}\0{login.secret()}")
        elif "LOGINDISABLED" not in self._can:
            secret = login.secret().encode()
            answer = self._ask(b"LOGIN %s %s" % (_quoted(login.user.encode()), _quoted(secret)))[-1]
        else:
            raise JobnetError(f"{self._where}: the server offers no way to log in.", Exit.NO_PERMISSION)
        if not _is_ok(answer):
            raise JobnetError(
                f"{self._where}: login as {login.user} refused: {_said(answer)}. Check `user` and `password_command`; "
                "many providers want an app password.",
                Exit.TRY_LATER if b"UNAVAILABLE" in answer.upper() else Exit.NO_PERMISSION,
            )
        self._learn()

    def _authenticate(self, mechanism: str, answer: str) -> bytes:
        if f"AUTH={mechanism}" not in self._can:
            raise JobnetError(f"{self._where}: the server does not offer {mechanism}.", Exit.NO_PERMISSION)
        tag = self._begin(f"AUTHENTICATE {mechanism}".encode())
        last = self._until(tag)[-1]
        if last.startswith(b"+"):
            self._send(base64.b64encode(answer.encode()))
            last = self._until(tag)[-1]
        if last.startswith(b"+"):  # the reason of a refusal; an empty answer brings the refusal
            self._send(b"")
            last = self._until(tag)[-1]
        return last

    def _find_folders(self) -> None:
        """The Drafts folder by its special use, by its name, or made; and where sent and deleted drafts go."""
        special = b" RETURN (SPECIAL-USE)" if {"SPECIAL-USE", "LIST-EXTENDED"} <= self._can else b""
        folders = list(_folders(self._ask(b'LIST "" "*"' + special)))
        by_use = {use: name for uses, _, name in folders for use in uses}
        self._others = tuple(by_use[use] for use in (b"\\sent", b"\\trash", b"\\all") if use in by_use)
        names = {name.upper(): name for _, _, name in folders}
        if self._folder is not None:
            wanted = _modified_utf7(self._folder)
            self._drafts = names.get(wanted.upper()) or self._create(wanted)
            return
        delimiter = next((mark for _, mark, _ in folders if mark), b"/")
        below = b"INBOX" + delimiter + b"Drafts"
        known = by_use.get(b"\\drafts") or names.get(b"DRAFTS") or names.get(below.upper())
        self._drafts = known or self._create(b"Drafts", below)

    def _create(self, *names: bytes) -> bytes:
        use = b" (USE (\\Drafts))" if "CREATE-SPECIAL-USE" in self._can else b""
        answer = b""
        for name in names:
            answer = self._ask(b"CREATE " + _quoted(name) + use)[-1]
            if _is_ok(answer):
                return name
        raise JobnetError(
            f"{self._where}: there is no Drafts folder, and it cannot be made: {_said(answer)}", Exit.CANNOT_CREATE
        )

    def _ask(self, command: bytes) -> list[bytes]:
        return self._until(self._begin(command))

    def _begin(self, command: bytes) -> bytes:
        self._number += 1
        tag = b"J%d" % self._number
        self._send(tag + b" " + command)
        return tag

    def _send(self, line: bytes) -> None:
        if self._wire is None:
            raise Lost("not connected")
        self._wire.send(line + b"\r\n", self._server.timeout)

    def _until(self, tag: bytes, timeout: float | None = None) -> list[bytes]:
        """The lines up to the tagged one, or up to a request to go on."""
        lines: list[bytes] = []
        while len(lines) < 10_000:  # noqa: PLR2004
            line = self._line(timeout or self._server.timeout)
            lines.append(line)
            if line.startswith((tag + b" ", b"+")):
                return lines
            if line.upper().startswith(b"* BYE"):
                raise Lost(f"the server said good-bye: {_said(line)}")
            if not line.startswith(b"* "):
                raise Lost(f"this is not the reply of an IMAP server: {_said(line)}", Exit.UNAVAILABLE)
        raise Lost("the server's reply has no end", Exit.UNAVAILABLE)

    def _line(self, timeout: float) -> bytes:
        """One line of the server's, the literals in it included."""
        if self._wire is None:
            raise Lost("not connected")
        deadline = self._wire.deadline(timeout)
        line = self._wire.line(deadline)
        while found := _LITERAL.search(line):
            value = self._wire.exactly(min(int(found[1]), 65536), deadline)
            line = line[: found.start()] + _quoted(value) + self._wire.line(deadline)
        return line

    @property
    def _where(self) -> str:
        return f"{self._server.host}:{self._server.port}"


def _folders(lines: list[bytes]) -> Iterator[tuple[frozenset[bytes], bytes, bytes]]:
    """Uses, delimiter and name of each folder listed."""
    for line in lines:
        found = _LIST.match(line)
        if found:
            quoted = _QUOTED.fullmatch(found[3].strip())
            name = re.sub(rb"\\(.)", rb"\1", quoted[1]) if quoted else found[3].strip()
            yield frozenset(found[1].lower().split()), found[2] or b"", name


def _is_ok(line: bytes) -> bool:
    return line.partition(b" ")[2][:2].upper() == b"OK"


def _said(line: bytes) -> str:
    return shown(line.decode("utf-8", "backslashreplace"))


def _quoted(value: bytes) -> bytes:
    if b"\r" in value or b"\n" in value or b"\0" in value:
        raise ValueError("a line break in an IMAP string")
    return b'"' + value.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def _modified_utf7(name: str) -> bytes:
    """A folder's name as IMAP writes it: `Entwürfe` as `Entw&APw-rfe`."""

    def coded(found: re.Match[str]) -> str:
        raw = base64.b64encode(found.group().encode("utf-16-be")).decode("ascii")
        return f"&{raw.rstrip('=').replace('/', ',')}-"

    return re.sub(r"[^\x20-\x7e]+", coded, name.replace("&", "&-")).encode("ascii")
