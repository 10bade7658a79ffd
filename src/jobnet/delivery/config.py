"""config.yaml: how letters leave. Read as the profile is, with every mistake at its line; never part of the profile."""

from __future__ import annotations

import ipaddress
import os
import re
import stat
import subprocess
import threading
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Map
from contextlib import suppress
from dataclasses import field
from io import BytesIO
from pathlib import Path
from queue import Empty, SimpleQueue
from types import MappingProxyType
from typing import IO, Any

from jobnet.delivery.outbox import Pace
from jobnet.delivery.replies import shown
from jobnet.delivery.transports.server import Server, without_secrets
from jobnet.errors import Exit, JobnetError, Problem
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.addresses import Mailbox
from jobnet.yamltext import Mapping, Node, Scalar, parse
from jobnet.yamltext.schema import Choice, Key, ListOf, Number, RecordShape, Text, TreeReading

TRANSPORTS = ("smtp", "sendmail", "maildir", "drafts", "folder")
PASSWORD_PATIENCE = 10.0
_MOST_SAID = 1000
_LONGEST_SECRET = 65536
_PORTS = {"smtp": {"starttls": 587, "tls": 465, "none": 25}, "drafts": {"starttls": 143, "tls": 993, "none": 143}}
_RATE = pattern(r"\s*(\d{1,6})\s*/\s*(s|sec|second|min|minute|h|hour|day)\s*", re.IGNORECASE)
_SECONDS = {"s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hour": 3600, "day": 86400}
_NAMED_ADDRESS = pattern(r"(?P<name>[^<>]*?)\s*<(?P<address>[^<>]+)>")


@dataclass(frozen=True)
class Config:
    """What is in force. `lines` says where in the file a key stands; what is not there is a default."""

    file: str | None = None
    transport: str | None = None
    sender: Mailbox | None = None
    reply_to: Mailbox | None = None
    smtp: Server | None = None
    sendmail: tuple[str, ...] = ("sendmail", "-i")
    maildir: Path | None = None
    folder: Path | None = None
    drafts: Server | None = None
    password_command: tuple[str, ...] = ()
    token_command: tuple[str, ...] = ()
    edit_command: tuple[str, ...] = ()
    interval: float = 2.1
    """Seconds between two messages: `rate`, and a little more, to stay under it."""
    daily_cap: int = 450
    max_messages: int = 200
    ledger: Path | None = None
    lines: Map[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def mail(self) -> tuple[str, ...]:
        """The addresses and servers by which letters go out."""
        servers = [each for each in (self.smtp, self.drafts) if each is not None]
        named = [box.address for box in (self.sender, self.reply_to) if box is not None]
        named += [name for each in servers for name in (each.host, each.user) if name]
        named += [word.rpartition("=")[2] for word in self.sendmail[1:] if "." in word]  # -f nia@…, --host=mail.…
        return tuple(dict.fromkeys(named))

    @property
    def pace(self) -> Pace:
        batch_size = self.smtp.batch_size if self.smtp else 50
        return Pace(self.interval, self.daily_cap, self.max_messages, batch_size)


def read_config(data: bytes, *, file: str, home: Path, mode: int | None = None) -> tuple[Config, tuple[Problem, ...]]:
    """The configuration in these bytes, and warnings. `mode`: the file's, to refuse one that others may write."""
    base = Path(file).absolute().parent
    if _is_empty(data):
        return Config(file=file), ()
    try:
        source = parse(data, file, rule="config")
    except JobnetError as error:
        raise JobnetError(error.problems, Exit.CONFIG) from None
    reading = TreeReading(source)
    values: dict[str, Any] = {}
    if source.root is not None:
        _refuse_secrets(reading, source.root, file, mode)
        values = _record(base, home).read(reading, source.root, "")
    problems = reading.problems()
    if errors := [problem for problem in problems if problem.severity == "error"]:
        raise JobnetError(errors, Exit.CONFIG)
    writable = mode is not None and mode & (stat.S_IWGRP | stat.S_IWOTH)
    if writable and {"password_command", "token_command", "edit_command", "sendmail"} & values.keys():
        raise JobnetError(
            f"{file}: others may write this file, and it names programs to run. Close it: chmod 600 {file}",
            Exit.CONFIG,
            rule="config",
        )
    lines = {key.value: source.line_column(key.start)[0] for key, _ in source.root.pairs} if source.root else {}
    return Config(file=file, lines=MappingProxyType(lines), **values), tuple(problems)


def secret_from(command: Sequence[str], *, key: str = "password_command") -> str:
    """The first line of what the command prints. Its output is never shown, whatever happens."""
    what = f"{key} ({program(command)})"
    try:
        running = subprocess.Popen(  # noqa: S603
            list(command), bufsize=0, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    except (OSError, ValueError) as exc:
        raise _no_secret(f"{what} cannot be run: {getattr(exc, 'strerror', None) or 'not a command'}") from None
    printed, complained = _first_line(running.stdout), _first_line(running.stderr)
    try:
        code = running.wait(PASSWORD_PATIENCE)
        first = printed.get(timeout=1).rstrip(b"\r\n").decode("utf-8", "surrogateescape")
    except (subprocess.TimeoutExpired, Empty):
        running.kill()
        raise _no_secret(f"{what} did not finish within {PASSWORD_PATIENCE:g} seconds") from None
    if code:
        said = ""
        with suppress(Empty):
            first_error = complained.get(timeout=1).decode("utf-8", "backslashreplace").strip()
            said = shown(without_secrets(first_error[:_MOST_SAID], [first]))
        raise _no_secret(f"{what} ended with status {code}{': ' if said else ''}{said}")
    if not first:
        raise _no_secret(f"{what} printed nothing in its first line")
    return usable_secret(first, f"what {what} printed")


def _first_line(stream: IO[bytes] | None) -> SimpleQueue[bytes]:
    """Where it will be found. What follows is kept nowhere, and its end not waited for: a program may hold it open."""
    line: SimpleQueue[bytes] = SimpleQueue()

    def listen() -> None:
        with stream or BytesIO() as source:
            line.put(source.readline(_LONGEST_SECRET))
            while source.read(_LONGEST_SECRET):
                pass

    threading.Thread(target=listen, daemon=True).start()
    return line


def usable_secret(secret: str, what: str) -> str:
    """The password, if it can be sent: servers take UTF-8, on one line."""
    if any("\ud800" <= char <= "\udfff" for char in secret):
        raise _no_secret(f"{what} is not UTF-8")
    if set(secret) & set("\r\n\0"):
        raise _no_secret(f"{what} has a line break or a NUL in it")
    return secret


def program(command: Sequence[str]) -> str:
    """What of a command may be shown: its first word. The rest may name a secret."""
    return next(iter(command[0].split()), "")


def _no_secret(why: str) -> JobnetError:
    return JobnetError(f"nothing to log in with: {why}.", Exit.CONFIG, rule="config")


def _is_empty(data: bytes) -> bool:
    lines = (line.strip() for line in data.removeprefix(b"\xef\xbb\xbf").splitlines())
    return all(not line or line.startswith(b"#") for line in lines)


def _refuse_secrets(reading: TreeReading, root: Mapping, file: str, mode: int | None) -> None:
    """A password in the file is refused in words of its own, and never repeated."""
    blocks = [root, *(value for _, value in root.pairs if isinstance(value, Mapping))]
    for block in blocks:
        kept = []
        for key, value in block.pairs:
            if key.value.strip().casefold() in {"password", "pass", "passwd", "token", "secret"}:
                others = mode is not None and mode & (stat.S_IRGRP | stat.S_IROTH)
                closing = f" Others can read this file: chmod 600 {file}" if others else ""
                reading.mistake(
                    key,
                    "a password does not belong in a file.",
                    f"Use `password_command:` (a list of words), or $JOBNET_SMTP_PASSWORD.{closing}",
                )
            else:
                kept.append((key, value))
        block.pairs[:] = kept


def _record(base: Path, home: Path) -> RecordShape:
    path = Key("path", _Typed(lambda text: _path(text, base, home)), required=True)
    place = RecordShape("place", lambda **keys: keys.get("path"), [path])
    words = _Command(Text())
    command = RecordShape("sendmail", lambda **keys: keys.get("command"), [Key("command", words, required=True)])
    mailbox = _Typed(_mailbox, "Write it as `Nia Pargeter <nia@example.com>`.")
    ledger = _Typed(lambda text: _file(text, base, home), "Name a file in it: `ledger: …/ledger.db`.")
    return RecordShape(
        "configuration",
        dict,
        [
            Key("transport", Choice({name: name for name in TRANSPORTS})),
            Key("from", mailbox, field="sender"),
            Key("reply_to", mailbox),
            Key("smtp", _Server("smtp")),
            Key("sendmail", command),
            Key("maildir", place),
            Key("folder", place),
            Key("drafts", _Server("drafts")),
            Key("password_command", words),
            Key("token_command", words),
            Key("edit_command", words),
            Key("rate", _Typed(_seconds, "Write it as `30/min`."), field="interval"),
            Key("daily_cap", Number(1)),
            Key("max_messages", Number(1)),
            Key("ledger", ledger),
        ],
    )


class _Command(ListOf):
    """A program and its arguments, as a list: no shell cuts a text into words. What was typed is never repeated."""

    def read(self, reading: Any, node: Node, path: str = "") -> Any:
        is_text = isinstance(node, Scalar)
        words = None if is_text else super().read(reading, node, path)
        if is_text or words == ():
            what = "a command is a list, not a text." if is_text else "the list names no program."
            reading.mistake(node, what, "Write it as a list of words: [pass, show, mail].")
        return words


class _Typed(Text):
    """A text that is read as something else; what cannot be is a mistake, with a hint how to write it."""

    def __init__(self, made_of: Callable[[str], Any], hint: str = "") -> None:
        super().__init__()
        self._made_of = made_of
        self._hint = hint

    def meant(self, reading: Any, node: Scalar, text: str) -> Any:
        value = super().meant(reading, node, text)
        try:
            return None if value is None else self._made_of(value)
        except (JobnetError, ValueError) as error:
            reading.mistake(node, str(error), self._hint)
            return None


def _path(text: str, base: Path, home: Path) -> Path:
    """`~` is the home folder, and a relative path begins at the file's own folder."""
    return home / text[2:] if text == "~" or text.startswith("~/") else Path(os.path.normpath(base / text))


def _file(text: str, base: Path, home: Path) -> Path:
    """A path of a file, there or not yet."""
    file = _path(text, base, home)
    if not file.name or file.is_dir():
        raise ValueError(f"{shown(str(file))} is a folder.")
    return file


def _mailbox(text: str) -> Mailbox:
    """`Name <address>`, or an address alone."""
    parts = _NAMED_ADDRESS.fullmatch(text)
    return Mailbox(parts["name"].strip('" '), parts["address"]) if parts else Mailbox("", text)


def _seconds(text: str) -> float:
    """`30/min`: the seconds between two messages, and a little more, to stay under it."""
    parts = _RATE.fullmatch(text)
    if parts is None or not int(parts[1]):
        raise ValueError(f"`{shown(text)}` is not a rate.")
    return 1.05 * _SECONDS[parts[2].lower()] / int(parts[1])


class _Server(RecordShape):
    """The settings of a mail server, with the port that goes with its security."""

    def __init__(self, name: str) -> None:
        ports = _PORTS[name]
        common = [
            Key("host", Text(), required=True),
            Key("port", Number(1, 65535)),
            Key("security", Choice({each: each for each in ports}, {"ssl": "tls"})),
            Key("user", Text()),
            Key("timeout", Number(1, 3600)),
        ]
        own = Key("batch_size", Number(1)) if name == "smtp" else Key("folder", Text())
        super().__init__(name, Server, [*common, own])

    def made(self, reading: Any, values: dict[str, Any], node: Node, path: str) -> Any:
        security = values.setdefault("security", "starttls" if self.name == "smtp" else "tls")
        values.setdefault("port", _PORTS[self.name][security])
        if security == "none" and not _is_loopback(values["host"]):
            where = node.get("security") if isinstance(node, Mapping) else None
            reading.mistake(
                where if isinstance(where, Scalar) else node,
                f"`none` would send letters and passwords in the clear to {shown(values['host'])}.",
                "Without encryption only this machine (127.0.0.1, ::1, localhost) may be spoken to.",
            )
        return super().made(reading, values, node, path)


def _is_loopback(host: str) -> bool:
    """Whether the host is this machine, by its name alone: nothing is looked up."""
    try:
        return host.casefold() == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
