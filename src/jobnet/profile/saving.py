"""Replacing the user's file whole or not at all: a lock, a backup, a last look whether it changed meanwhile.

What was changed last is noted in the state folder, so that `undo` takes back that and nothing else: two checksums and
no word of the profile, of the file before the change and after it.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import stat
import time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from jobnet import files
from jobnet.errors import Exit, JobnetError

if TYPE_CHECKING:
    from collections.abc import Iterator

BACKUPS = 5
_PAUSE = 0.02
_MOST_BYTES = 33 * 1024 * 1024


@contextlib.contextmanager
def locked(path: Path, *, patience: float = 10) -> Iterator[None]:
    """Hold the lock of this file, so that two jobnets editing it do not lose one another's change.

    It is the lock of the folder itself: whoever edits the file comes by it, and nothing is left behind.

    Raises:
        JobnetError: another jobnet held it for all of `patience` seconds (exit 75).
    """
    real = Path(os.path.realpath(path))  # a link to itself is told by whoever reads it; `resolve` would raise
    with contextlib.ExitStack() as held:
        try:
            if not _lock_folder(real.parent, held, patience):
                from filelock import FileLock

                lock = real.with_name(f".{real.name}.lock")
                files.is_there(lock)
                held.enter_context(FileLock(lock, timeout=patience))
        except TimeoutError:
            said = f"{path}: another jobnet is changing it. Try again in a moment."
            raise JobnetError(said, Exit.TRY_LATER) from None
        except OSError as exc:
            raise JobnetError(f"{real.parent}: {exc.strerror}. Nothing was changed.", Exit.CANNOT_CREATE) from None
        yield


def _lock_folder(folder: Path, held: contextlib.ExitStack, patience: float) -> bool:
    """Take the kernel's lock of the folder; False where there is none: on Windows, and on some network disks."""
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, PermissionError):
        return False
    held.callback(os.close, handle)
    for _ in range(round(patience / _PAUSE)):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_PAUSE)
        except OSError:
            return False
        else:
            return True
    raise TimeoutError


def replace(path: Path, old: bytes, new: bytes) -> None:
    """Put `new` in place of `old`: mode, owner and links of the file stay; the old file becomes `NAME.bak~1`.

    Raises:
        JobnetError: the file changed since `old` was read (75), cannot be written beside or backed up (73), or the
            disk failed (74). The file is then as it was.
    """
    real = path.resolve()
    status = real.stat()
    is_backed_up = _is_backed_up(real, status)
    if status.st_nlink > (2 if is_backed_up else 1):
        why = "has more than one hard link; replacing it would leave the others behind. Nothing was changed."
        raise JobnetError(f"{path}: {why} Edit it by hand.", Exit.CANNOT_CREATE)
    temporary = real.with_name(f".{real.name}.{secrets.token_hex(4)}.new")
    try:
        _write_beside(real, temporary, new, status)
        if real.read_bytes() != old:
            raise JobnetError(f"{path}: it changed while I was working; nothing was written.", Exit.TRY_LATER)
        if not is_backed_up:
            _back_up(real, old, status)
        temporary.replace(real)
        files.sync_folder(real.parent)
    except (PermissionError, FileExistsError) as exc:
        raise JobnetError(f"{exc.filename or real}: {exc.strerror}. Nothing was changed.", Exit.CANNOT_CREATE) from None
    except OSError as exc:
        raise JobnetError(f"{real}: {exc.strerror}. Nothing was changed.", Exit.IO) from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def open_in_editor(path: Path) -> str | None:
    """The name of an editor's own file beside this one, if there is one: the user has it open."""
    real = path.resolve()
    traces = (f".{real.name}.swp", f".#{real.name}", f"#{real.name}#", f".~lock.{real.name}#")
    return next((name for name in traces if os.path.lexists(real.parent / name)), None)


def _write_beside(real: Path, temporary: Path, new: bytes, status: os.stat_result) -> None:
    files.write_new(temporary, new)
    shutil.copystat(real, temporary)
    temporary.chmod(stat.S_IMODE(status.st_mode))
    os.utime(temporary)
    if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (os.getuid(), os.getgid()):
        with contextlib.suppress(PermissionError):
            os.chown(temporary, status.st_uid, status.st_gid)


def newest_backup(path: Path) -> Path:
    """Where the file lies as it was before the last change."""
    return _backups(path.resolve())[0]


def _backups(real: Path) -> list[Path]:
    """The names of the backups, the newest first."""
    return [real.with_name(f"{real.name}.bak~{n}") for n in range(1, BACKUPS + 1)]


def _is_backed_up(real: Path, status: os.stat_result) -> bool:
    """Whether the newest backup is this very file: an edit was cut short between the backup and the change.

    A backup's name that is taken by anything but a plain file is refused: what went there would be no backup.
    """
    newest, *_ = [files.is_there(backup) for backup in _backups(real)]
    return newest and os.path.samestat(_backups(real)[0].lstat(), status)


def _back_up(real: Path, old: bytes, status: os.stat_result) -> None:
    """Keep the last few: `NAME.bak~1` is the newest. A link, so that even a racing editor's save survives."""
    backups = _backups(real)
    for older, newer in zip(reversed(backups[1:]), reversed(backups[:-1]), strict=True):
        if files.is_there(newer):
            newer.replace(older)
    try:
        os.link(real, backups[0])
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        files.write_new(backups[0], old, stat.S_IMODE(status.st_mode))


def note_change(state: Path, path: Path, old: bytes, new: bytes) -> None:
    """Note a change that was made. Where no note can be written, the change stands and cannot be taken back."""
    note = _note(state, path)
    with contextlib.suppress(OSError, JobnetError):
        for folder in (state, note.parent):
            files.refuse_link(folder)
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.clear(note)
        files.write_new(note, _sums(old, new), durable=False)


def forget_change(state: Path, path: Path) -> None:
    """The change was taken back: there is none any more."""
    with contextlib.suppress(OSError, JobnetError):
        files.clear(_note(state, path))


def before_change(state: Path, path: Path, now: bytes) -> bytes:
    """The file as it was before the last change, of which `now` is the outcome.

    Raises:
        JobnetError: there is no change to take back, the file is no longer as jobnet left it, or its backup is
            not what it was (exit 65).
    """
    try:
        noted = files.read_plain(_note(state, path), 200)
    except OSError:
        raise _refused(path, "there is no change of jobnet's to take back: only the last one can be") from None
    try:
        old = files.read_plain(newest_backup(path), _MOST_BYTES)
    except OSError:
        raise _refused(path, f"its backup {newest_backup(path).name} cannot be read") from None
    if _sums(old, now) == noted:
        return old
    if noted.endswith(_sums(now)):
        raise _refused(path, f"its backup {newest_backup(path).name} is not the one that jobnet made")
    raise _refused(path, f"it was changed since jobnet last did; compare it with {newest_backup(path).name} yourself")


def _note(state: Path, path: Path) -> Path:
    return state / "changes" / sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _sums(*contents: bytes) -> bytes:
    return b"".join(sha256(each).hexdigest().encode() + b"\n" for each in contents)


def _refused(path: Path, why: str) -> JobnetError:
    return JobnetError(f"{path}: {why}. Nothing was changed.", Exit.REFUSED)
