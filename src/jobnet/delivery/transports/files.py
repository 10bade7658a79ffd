"""Maildir and folder: the message becomes one file under a name of its own.

It is written under a temporary name and renamed: while the temporary file is there, the message has not appeared. Once
it has, a spooler or a mail program may take it away: a file that is missing then proves nothing.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from jobnet.delivery import failpoints
from jobnet.delivery.ledger.records import State
from jobnet.delivery.replies import Outcome
from jobnet.delivery.transports.base import Envelope, Transport
from jobnet.errors import Exit, JobnetError
from jobnet.files import clear, is_there, read_plain, sync_folder, write_new
from jobnet.profile.names import name_key


class _Files(Transport):
    """What both share; each says which two names a message has, before and after it has appeared."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def hand_over(self, envelope: Envelope, claim: Callable[[], None]) -> Outcome:
        temporary, final = self._names(envelope)
        try:
            if is_there(final) and read_plain(final, len(envelope.data) + 1) != envelope.data:
                raise JobnetError(f"{final}: exists, and is not this message.", Exit.CANNOT_CREATE)
            clear(temporary)
            write_new(temporary, envelope.data)
        except OSError as exc:
            raise JobnetError(f"{temporary.parent}: cannot be written to: {exc.strerror}", Exit.IO) from exc
        failpoints.here("body-given")
        try:
            claim()
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        return _appear(temporary, final)

    def has(self, envelope: Envelope) -> bool | None:
        temporary, final = self._names(envelope)
        if os.path.lexists(final):
            return True
        return False if os.path.lexists(temporary) else None

    def _names(self, envelope: Envelope) -> tuple[Path, Path]:
        raise NotImplementedError


class Maildir(_Files):
    """Delivers into a Maildir: written in `tmp`, linked into `new`."""

    name = "maildir"

    def open(self) -> None:
        for part in ("cur", "new", "tmp"):
            if not (self._path / part).is_dir():
                trouble = "is no folder" if os.path.lexists(self._path / part) else "is missing"
                raise JobnetError(
                    f"{self._path}: not a Maildir: {part}/ {trouble}. Make it with: "
                    f"mkdir -p {self._path}/{{cur,new,tmp}}, or set `maildir: {{path: …}}` in config.yaml",
                    Exit.CANNOT_CREATE,
                )
            _check_writable(self._path / part)

    def has(self, envelope: Envelope) -> bool | None:
        name = self._names(envelope)[1].name
        is_read = any(each.name.startswith(name) for each in (self._path / "cur").iterdir())  # flags may follow
        return is_read or super().has(envelope)

    def _names(self, envelope: Envelope) -> tuple[Path, Path]:
        # A Maildir name is time.unique.host; all three from the message, so that a second try finds the first.
        digest = _digest(envelope)
        name = f"{int(digest[:7], 16)}.{digest[:20]}.jobnet"
        return self._path / "tmp" / name, self._path / "new" / name


class Folder(_Files):
    """Delivers as `.eml` files into a folder."""

    name = "folder"

    def open(self) -> None:
        if os.path.lexists(self._path) and not self._path.is_dir():
            raise JobnetError(f"{self._path}: is not a folder.", Exit.CANNOT_CREATE)
        _check_writable(self._path if self._path.exists() else self._path.parent)

    def hand_over(self, envelope: Envelope, claim: Callable[[], None]) -> Outcome:
        try:
            self._path.mkdir(mode=0o700, exist_ok=True)
        except OSError as exc:
            raise JobnetError(f"{self._path}: cannot be made: {exc.strerror}", Exit.CANNOT_CREATE) from exc
        return super().hand_over(envelope, claim)

    def _names(self, envelope: Envelope) -> tuple[Path, Path]:
        """Safe, portable and unique: the document, the day, the reader, and what tells it from any other."""
        reader = re.sub(r"[^a-z0-9]+", "-", name_key(envelope.name)).strip("-")[:60] or "reader"
        name = f"{envelope.document}-{envelope.day.isoformat()}-{reader}-{_digest(envelope)[:8]}.eml"
        return self._path / f".{name}.part", self._path / name


def _digest(envelope: Envelope) -> str:
    return sha256(envelope.message_id.encode()).hexdigest()


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
