"""Replacing the user's file whole or not at all: a lock, a backup, a last look whether it changed meanwhile."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import stat
import tempfile
from typing import TYPE_CHECKING

from jobnet.errors import Exit, JobnetError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BACKUPS = 5


@contextlib.contextmanager
def locked(path: Path, state: Path, *, patience: float = 10) -> Iterator[None]:
    """Hold the lock of this file, so that two jobnets editing it do not lose one another's change.

    Raises:
        JobnetError: another jobnet held it for all of `patience` seconds (exit 75).
    """
    from filelock import FileLock, Timeout

    folder = state / "locks"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:32]
        lock = FileLock(folder / f"{name}.lock", timeout=patience)
        lock.acquire()
    except Timeout:
        raise JobnetError(f"{path}: another jobnet is changing it. Try again in a moment.", Exit.TRY_LATER) from None
    except OSError as exc:
        raise JobnetError(f"{folder}: {exc.strerror}. jobnet keeps its locks there.", Exit.CANNOT_CREATE) from None
    try:
        yield
    finally:
        lock.release()


def replace(path: Path, old: bytes, new: bytes) -> None:
    """Put `new` in place of `old`: mode, owner and links of the file stay; the old file becomes `NAME.bak~1`.

    Raises:
        JobnetError: the file changed since `old` was read (75), cannot be written beside (73), or the disk failed (74).
            The file is then as it was.
    """
    real = path.resolve()
    status = real.stat()
    if status.st_nlink > (2 if _is_backed_up(real) else 1):
        why = "has more than one hard link; replacing it would leave the others behind. Nothing was changed."
        raise JobnetError(f"{path}: {why} Edit it by hand.", Exit.CANNOT_CREATE)
    temporary: str | None = None
    try:
        temporary = _written_beside(real, new, status)
        if real.read_bytes() != old:
            raise JobnetError(f"{path}: it changed while I was working; nothing was written.", Exit.TRY_LATER)
        _back_up(real)
        os.replace(temporary, real)  # noqa: PTH105  a str from mkstemp
        temporary = None
        _sync_folder(real.parent)
    except PermissionError as exc:
        raise JobnetError(f"{exc.filename or real}: {exc.strerror}. Nothing was changed.", Exit.CANNOT_CREATE) from None
    except OSError as exc:
        raise JobnetError(f"{real}: {exc.strerror}. Nothing was changed.", Exit.IO) from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108


def open_in_editor(path: Path) -> str | None:
    """The name of an editor's own file beside this one, if there is one: the user has it open."""
    real = path.resolve()
    traces = (f".{real.name}.swp", f".#{real.name}", f"#{real.name}#", f".~lock.{real.name}#")
    return next((name for name in traces if os.path.lexists(real.parent / name)), None)


def _written_beside(real: Path, new: bytes, status: os.stat_result) -> str:
    handle, temporary = tempfile.mkstemp(prefix=f".{real.name}.", suffix=".new", dir=real.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        shutil.copystat(real, temporary)
        os.chmod(temporary, stat.S_IMODE(status.st_mode))  # noqa: PTH101
        os.utime(temporary)
        if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (os.getuid(), os.getgid()):
            with contextlib.suppress(PermissionError):
                os.chown(temporary, status.st_uid, status.st_gid)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise
    return temporary


def _backups(real: Path) -> list[Path]:
    """The names of the backups, the newest first."""
    return [real.with_name(f"{real.name}.bak~{n}") for n in range(1, BACKUPS + 1)]


def _is_backed_up(real: Path) -> bool:
    """Whether the newest backup is this very file: an edit was cut short between the backup and the change."""
    newest = _backups(real)[0]
    return newest.exists() and newest.samefile(real)


def _back_up(real: Path) -> None:
    """Keep the last few: `NAME.bak~1` is the newest. A link, so that even a racing editor's save survives."""
    if _is_backed_up(real):
        return
    backups = _backups(real)
    for older, newer in zip(reversed(backups[1:]), reversed(backups[:-1]), strict=True):
        if newer.exists():
            newer.replace(older)
    try:
        os.link(real, backups[0])
    except OSError:  # a file system without links
        shutil.copy2(real, backups[0])


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
