"""Drafts: each letter is put into the Drafts folder of an IMAP account, to be read and sent by hand from there.

As with SMTP the last byte is held back until the record is told; a server that has not all of it has nothing. Only the
answer that bears the command's tag settles it: whatever else a server says meanwhile, nobody knows.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import re
from collections.abc import Callable, Iterable, Iterator

from jobnet.delivery.ledger.records import State
from jobnet.delivery.replies import Outcome, shown
from jobnet.delivery.transports.base import Envelope, Lost
from jobnet.delivery.transports.connection import MOST_REPLY, ServerSession, Wire
from jobnet.delivery.transports.server import Credentials
from jobnet.errors import Exit, JobnetError
from jobnet.frozen import dataclass
from jobnet.patterns import pattern

_LIST = pattern(rb'\* LIST \(([^)]*)\) (?:"((?:\\.|[^"\\])*)"|NIL) (.+)$', re.IGNORECASE | re.DOTALL)
_QUOTED = pattern(rb'"((?:\\.|[^"\\])*)"', re.DOTALL)
_BASE64 = pattern(r"&([A-Za-z0-9+,]*)-")
_DRAFTS = frozenset(
    (
        "drafts draft entwürfe brouillons borradores rascunhos bozze concepten utkast kladder luonnokset robocze "
        "szkice koncepty piszkozatok ciorne черновики чернетки taslaklar πρόχειρα esborranys skice "
        "下書き 草稿 草稿箱 임시보관함"
    ).split()
) | {"wersje robocze"}
"""What mail programs call the folder, small."""
_LITERAL = pattern(rb"\{(\d{1,9})\}$")
_MOST_LISTED = 12


class Drafts(ServerSession):
    """A session with one IMAP server."""

    name = "drafts"

    _number = 0
    """Of the last command."""
    _can: frozenset[str] = frozenset()
    _drafts = b""
    _others: tuple[bytes, ...] = ()

    def hand_over(self, envelope: Envelope, claim: Callable[[], None]) -> Outcome:
        wire = self._wire
        data = envelope.data
        tag = self._begin(b"APPEND %s (\\Draft) {%d}" % (quoted(self._drafts), len(data)))
        answer = self._go_ahead(tag)
        if not answer.startswith(b"+"):
            return Outcome(State.QUEUED, self._readable(answer), stop=Exit.TRY_LATER)
        wire.send(data[:-1], self._server.timeout * 5)
        return self._finish(data[-1:] + b"\r\n", claim, lambda: self._became(tag))

    def _became(self, tag: bytes) -> Outcome:
        last = self._answer(tag, self._server.timeout * 5)[-1]
        said = self._readable(last)
        return Outcome(State.SENT, said) if _is_ok(last) else Outcome(State.QUEUED, said, stop=Exit.TRY_LATER)

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
        super()._start(credentials)
        self._find_folders()

    def _hear_greeting(self) -> None:
        greeting = self._line(self._wire.deadline(self._server.timeout))
        if not _is_untagged(greeting, b"OK"):
            said = self._readable(greeting)
            raise self._trouble(f"this is not an IMAP server that serves us: {said}", Exit.UNAVAILABLE)

    def _learn(self) -> None:
        words = b" ".join(line for line in self._ask(b"CAPABILITY") if _is_untagged(line, b"CAPABILITY"))
        self._can = frozenset(words.decode("ascii", "replace").upper().split())

    def _ask_for_encryption(self) -> str:
        is_offered = "STARTTLS" in self._can and _is_ok(self._ask(b"STARTTLS")[-1])
        return "" if is_offered else "STARTTLS is not offered."

    def _log_in(self, credentials: Credentials) -> None:
        if credentials.is_token:
            answer = self._authenticate("XOAUTH2", credentials.xoauth2)
        elif "AUTH=PLAIN" in self._can:
            answer = self._authenticate("PLAIN", credentials.plain)
        elif "LOGINDISABLED" not in self._can:
            secret = quoted(credentials.secret.encode())
            self._wire.hide(secret.decode())
            answer = self._ask(b"LOGIN %s %s" % (quoted(credentials.user.encode()), secret))[-1]
        else:
            raise self._trouble("the server offers no way to log in.", Exit.NO_PERMISSION)
        if not _is_ok(answer):
            exit_code = Exit.TRY_LATER if b"UNAVAILABLE" in answer.upper() else Exit.NO_PERMISSION
            raise self._login_refused(credentials, self._readable(answer), exit_code)
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
        found = self._plainly_drafts(folders)
        self._drafts, self.note = found.name, f"letters go into the folder {shown(found.shown)}"

    def _plainly_drafts(self, folders: list[MailFolder]) -> MailFolder:
        named = self._server.folder
        if named is None:
            by_use = [each for each in folders if b"\\drafts" in each.uses]
            candidates = by_use or [each for each in folders if each.is_called_drafts]
        else:
            candidates = [each for each in folders if each.shown.casefold() == named.casefold()]
        if len(candidates) == 1:
            return candidates[0]
        names = [shown(each.shown) for each in (candidates or folders)]
        more = f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
        what = f"there is no folder {named}" if named else "no folder is plainly the one for drafts"
        several = "several folders may be the one for drafts" if candidates else what
        raise self._trouble(
            f"{several}. Name it in config.yaml, in `drafts:`, as `folder: NAME`. "
            f"There are: {', '.join(names[:_MOST_LISTED])}{more}.",
            Exit.CONFIG,
        )

    def _ask(self, command: bytes) -> list[bytes]:
        return self._answer(self._begin(command))

    def _begin(self, command: bytes) -> bytes:
        self._number += 1
        tag = b"J%d" % self._number
        self._send(tag + b" " + command)
        return tag

    def _send(self, line: bytes) -> None:
        self._wire.send(line + b"\r\n", self._server.timeout)

    def _go_ahead(self, tag: bytes) -> bytes:
        """A request to go on, or the answer that there is nothing to go on with."""
        return self._answer(tag, or_request=True)[-1]

    def _answer(self, tag: bytes, timeout: float | None = None, *, or_request: bool = False) -> list[bytes]:
        """The lines up to the one with the tag; what a server asks for meanwhile (`+`) is an answer only on request."""
        deadline = self._wire.deadline(timeout or self._server.timeout)
        lines: list[bytes] = []
        size = 0
        while size < MOST_REPLY:
            line = self._line(deadline)
            size += len(line) + 1
            lines.append(line)
            is_request = line.startswith(b"+")
            if _settles(line, tag) or (is_request and or_request):
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


@dataclass(frozen=True)
class MailFolder:
    """One folder: what it is for, how its path is parted, its name as IMAP writes it."""

    uses: frozenset[bytes]
    delimiter: bytes
    name: bytes

    @property
    def shown(self) -> str:
        return decoded(self.name)

    @property
    def is_called_drafts(self) -> bool:
        """Whether it bears one of the names, on its own or below the inbox."""
        parent, _, last = self.shown.rpartition(self.delimiter.decode("latin-1") or "\0")
        return parent.upper() in {"", "INBOX"} and last.casefold() in _DRAFTS


def listed(lines: Iterable[bytes]) -> Iterator[MailFolder]:
    """The folders in the answer to LIST."""
    for line in lines:
        if entry := _LIST.match(line):
            quoted_name = _QUOTED.fullmatch(entry[3].strip())
            name = re.sub(rb"\\(.)", rb"\1", quoted_name[1]) if quoted_name else entry[3].strip()
            yield MailFolder(frozenset(entry[1].lower().split()), entry[2] or b"", name)


def quoted(value: bytes) -> bytes:
    """As an IMAP string. A line break cannot stand in one: a name that has one is not found again."""
    plain = re.sub(rb"[\r\n\0]", b" ", value)
    return b'"' + plain.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def decoded(name: bytes) -> str:
    """A folder's name, which IMAP writes as `Entw&APw-rfe`; one that is written otherwise as it stands."""

    def plain(run: re.Match[str]) -> str:
        if not run[1]:
            return "&"
        return base64.b64decode(run[1].replace(",", "/") + "=" * (-len(run[1]) % 4)).decode("utf-16-be")

    text = name.decode("utf-8", "backslashreplace")
    try:
        return _BASE64.sub(plain, text)
    except (UnicodeDecodeError, binascii.Error):
        return text
