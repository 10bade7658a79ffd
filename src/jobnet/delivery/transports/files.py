"""Maildir and folder: the message becomes one file under a name of its own.

It is written under a temporary name and renamed: while the temporary file is there, the message has not appeared. Once
it has, a spooler or a mail program may take it away: a file that is missing then proves nothing.
"""

from __future__ import annotations

import contextlib
import os
import re
from hashlib import sha256
from typing import TYPE_CHECKING

from jobnet.delivery import failpoints
from jobnet.delivery.ledger.records import State
from jobnet.delivery.replies import Outcome
from jobnet.errors import Exit, JobnetError
from jobnet.files import clear, is_there, read_plain, sync_folder, write_new
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jobnet.delivery.transports.base import Envelope


class Maildir:
    """Delivers into a Maildir: written in `tmp`, linked into `new`."""

    name = "maildir"
    paced = False
    note = ""

    def __init__(self, path: Path) -> None:
        self._path = path

    def open(self) -> None:
        for part in ("cur", "new", "tmp"):
            if not (self._path / part).is_dir():
                raise JobnetError(
                    f"{self._path}: not a Maildir: {part}/ is missing. Make it with: "
                    f"mkdir -p {self._path}/{{cur,new,tmp}}, or set `maildir: {{path: …}}` in config.yaml",
                    Exit.CANNOT_CREATE,
                )
            _check_writable(self._path / part)

    def hand_over(self, envelope: Envelope, claim: Callable[[], None]) -> Outcome:
        name = _unique(envelope)
        return _hand_over(envelope, self._path / "tmp" / name, self._path / "new" / name, claim)

    def has(self, envelope: Envelope) -> bool | None:
        name = _unique(envelope)
        if any(each.name.startswith(name) for each in (self._path / "cur").iterdir()):  # flags and more may follow
            return True
        return _has(self._path / "tmp" / name, self._path / "new" / name)

    def close(self) -> None: ...


class Folder:
    """Delivers as `.eml` files into a folder."""

    name = "folder"
    paced = False
    note = ""

    def __init__(self, path: Path) -> None:
        self._path = path

    def open(self) -> None:
        if os.path.lexists(self._path) and not self._path.is_dir():
            raise JobnetError(f"{self._path}: is not a folder.", Exit.CANNOT_CREATE)
        _check_writable(self._path if self._path.exists() else self._path.parent)

    def hand_over(self, envelope: Envelope, claim: Callable[[], None]) -> Outcome:
        name = file_name(envelope)
        try:
            self._path.mkdir(mode=0o700, exist_ok=True)
        except OSError as exc:
            raise JobnetError(f"{self._path}: cannot be made: {exc.strerror}", Exit.CANNOT_CREATE) from exc
        return _hand_over(envelope, self._path / f".{name}.part", self._path / name, claim)

    def has(self, envelope: Envelope) -> bool | None:
        name = file_name(envelope)
        return _has(self._path / f".{name}.part", self._path / name)

    def close(self) -> None: ...


def file_name(envelope: Envelope) -> str:
    """Safe, portable and unique: the document, the day, the reader, and what tells it from any other."""
    reader = re.sub(r"[^a-z0-9]+", "-", name_key(envelope.name)).strip("-")[:60] or "reader"
    return f"{envelope.document}-{envelope.day.isoformat()}-{reader}-{_digest(envelope)[:8]}.eml"


def _unique(envelope: Envelope) -> str:
    # A Maildir name is time.unique.host; all three from the message, so that a second try finds the first.
    return f"{int(_digest(envelope)[:7], 16)}.{_digest(envelope)[:20]}.jobnet"


def _digest(envelope: Envelope) -> str:
    return sha256(envelope.message_id.encode()).hexdigest()


def _hand_over(envelope: Envelope, temporary: Path, final: Path, claim: Callable[[], None]) -> Outcome:
    try:
        if is_there(final) and read_plain(final, len(envelope.data) + 1) != envelope.data:
            raise JobnetError(f"{final}: exists, and is not this message.", Exit.CANNOT_CREATE)
        clear(temporary)
        write_new(temporary, envelope.data)
    except OSError as exc:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise JobnetError(f"{temporary.parent}: cannot be written to: {exc.strerror}", Exit.IO) from exc
    failpoints.here("body-given")
    try:
        claim()
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return _appear(temporary, final)


def _has(temporary: Path, final: Path) -> bool | None:
    if os.path.lexists(final):
        return True
    return False if os.path.lexists(temporary) else None


def _appear(temporary: Path, final: Path) -> Outcome:
    """The file gets its name: whole, and never over another, for the name is its own and the lock keeps others out."""
    try:
        if os.path.lexists(final):  # sent again, and still there
            temporary.unlink()
        else:
            temporary.rename(final)
    except OSError as exc:
        is_waiting = os.path.lexists(temporary)
        with contextlib.suppress(OSError):
            temporary.unlink()
        return Outcome(State.QUEUED if is_waiting else State.UNKNOWN, f"{final}: {exc.strerror}", stop=Exit.IO)
    failpoints.here("handed-over")
    try:
        sync_folder(final.parent)
    except OSError as exc:
        return Outcome(State.SENT, f"{final}: {exc.strerror}", stop=Exit.IO)
    return Outcome(State.SENT, f"written as {final}")


def _check_writable(folder: Path) -> None:
    if not os.access(folder, os.W_OK | os.X_OK):
        trouble = "not writable" if folder.exists() else "no such folder"
        raise JobnetError(f"{folder}: {trouble}. Make it yours, or name another folder.", Exit.CANNOT_CREATE)
