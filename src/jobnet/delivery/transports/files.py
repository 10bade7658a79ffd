"""Maildir and folder: the message becomes one file under a name of its own, so that a doubt settles itself."""

from __future__ import annotations

import contextlib
import os
import re
from hashlib import sha256
from typing import TYPE_CHECKING

from jobnet.delivery import failpoints
from jobnet.delivery.durable import sync_folder
from jobnet.delivery.ledger.records import State
from jobnet.delivery.replies import Outcome
from jobnet.errors import Exit, JobnetError
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jobnet.delivery.transports.base import Envelope


class Maildir:
    """Delivers into a Maildir: written in `tmp`, linked into `new`."""

    name = "maildir"
    paced = False

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
        with contextlib.suppress(OSError):
            (self._path / "tmp" / name).unlink()
        if (self._path / "new" / name).exists():
            return True
        return any(found.name.partition(":")[0] == name for found in (self._path / "cur").iterdir())

    def close(self) -> None: ...


class Folder:
    """Delivers as `.eml` files into a folder."""

    name = "folder"
    paced = False

    def __init__(self, path: Path) -> None:
        self._path = path

    def open(self) -> None:
        try:
            self._path.mkdir(mode=0o700, exist_ok=True)
        except OSError as exc:
            raise JobnetError(f"{self._path}: cannot be made: {exc.strerror}", Exit.CANNOT_CREATE) from exc
        _check_writable(self._path)

    def hand_over(self, envelope: Envelope, claim: Callable[[], None]) -> Outcome:
        name = file_name(envelope)
        return _hand_over(envelope, self._path / f".{name}.part", self._path / name, claim)

    def has(self, envelope: Envelope) -> bool | None:
        name = file_name(envelope)
        with contextlib.suppress(OSError):
            (self._path / f".{name}.part").unlink()
        return (self._path / name).exists()

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
        if final.exists() and final.read_bytes() != envelope.data:
            raise JobnetError(f"{final}: exists, and is not this message.", Exit.CANNOT_CREATE)
        _write(temporary, envelope.data)
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


def _write(temporary: Path, data: bytes) -> None:
    with contextlib.suppress(FileNotFoundError):
        temporary.unlink()
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _appear(temporary: Path, final: Path) -> Outcome:
    """The file gets its name: whole, and never over another."""
    try:
        with contextlib.suppress(FileExistsError):
            _link(temporary, final)
        failpoints.here("handed-over")
        sync_folder(final.parent)
    except OSError as exc:
        there = final.exists()
        said = f"{final}: {exc.strerror}"
        return Outcome(State.SENT if there else State.QUEUED, said, stop=Exit.IO)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
    return Outcome(State.SENT, f"written as {final}")


def _link(temporary: Path, final: Path) -> None:
    try:
        os.link(temporary, final)
    except FileExistsError:
        raise
    except OSError:
        # No hard links on this file system. The name is ours alone, and the lock keeps a second run out.
        if final.exists():
            raise
        temporary.rename(final)


def _check_writable(folder: Path) -> None:
    if not os.access(folder, os.W_OK | os.X_OK):
        raise JobnetError(f"{folder}: not writable. Make it yours, or name another folder.", Exit.CANNOT_CREATE)
