"""Writing files whole or not at all, under names that are safe on every system (bad-input rows 93 to 99)."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from jobnet.errors import Exit, JobnetError
from jobnet.profile.names import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin|conout|clock|com[0-9]|lpt[0-9])(?:-|$)")
_LONGEST = 80
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG})


def slug(text: str) -> str:
    """The text as part of a file name: small letters, digits and hyphens; never empty, never special to a system."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    if not plain:
        return f"x-{_hash(text)}"
    if len(plain) > _LONGEST:
        plain = f"{plain[: _LONGEST - 9].rstrip('-')}-{_hash(text)}"
    return f"_{plain}" if _RESERVED.match(plain) else plain


def unique_names(wanted: Sequence[tuple[str, str, str]]) -> list[str]:
    """File names for (stem, key, extension); where two would be the same, each carries a hash of its key."""
    plain = [f"{stem}{extension}" for stem, _, extension in wanted]
    return [
        name if plain.count(name) == 1 else f"{stem}-{_hash(key)}{extension}"
        for name, (stem, key, extension) in zip(plain, wanted, strict=True)
    ]


def write_new(path: Path, data: bytes) -> None:
    """Write a file that does not exist yet."""
    write_whole([(path, data)], overwrite=False)


def write_whole(files: Sequence[tuple[Path, bytes]], *, overwrite: bool) -> None:
    """Write these files, each whole or not at all; none, if one of them is in the way.

    A file that already holds exactly these bytes is left alone and is no obstacle.
    """
    waiting = [(path, data) for path, data in files if not _holds(path, data)]
    for path, _ in waiting:
        _refuse_obstacles(path, overwrite=overwrite)
    for path, data in waiting:
        try:
            _replace(path, data)
        except OSError as error:
            raise _cannot(path, error) from error


def make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=False, exist_ok=True)
    except (OSError, ValueError) as error:
        raise _cannot(path, error) from error


def _holds(path: Path, data: bytes) -> bool:
    try:
        return not path.is_symlink() and path.is_file() and path.read_bytes() == data
    except (OSError, ValueError):
        return False


def _refuse_obstacles(path: Path, *, overwrite: bool) -> None:
    try:
        if path.is_symlink():
            raise JobnetError(f"{path}: is a symbolic link; name the file itself.", Exit.CANNOT_CREATE)
        if path.is_dir():
            raise JobnetError(f"{path}: is a directory; end it with / to write into it.", Exit.CANNOT_CREATE)
        if path.exists() and not path.is_file():
            raise JobnetError(f"{path}: is not a regular file.", Exit.CANNOT_CREATE)
        if path.exists() and not overwrite:
            raise JobnetError(f"{path}: exists already; add --overwrite to replace it.", Exit.CANNOT_CREATE)
    except (OSError, ValueError) as error:
        raise _cannot(path, error) from error


def _replace(path: Path, data: bytes) -> None:
    """Write beside the place and rename, so that nobody ever sees half a file."""
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=".jobnet-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    now = os.umask(0o077)
    os.umask(now)
    return now


def _cannot(path: Path, error: OSError | ValueError) -> JobnetError:
    if isinstance(error, OSError) and error.errno in _FULL:
        return JobnetError(f"{path}: {error.strerror}; nothing was lost, nothing half written.", Exit.IO)
    if isinstance(error, FileNotFoundError):
        return JobnetError(f"{path}: the folder {path.parent} does not exist; make it first.", Exit.CANNOT_CREATE)
    said = error.strerror if isinstance(error, OSError) else "is not a possible file name"
    return JobnetError(f"{path}: cannot be written: {said}.", Exit.CANNOT_CREATE)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
