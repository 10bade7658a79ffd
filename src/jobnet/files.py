"""Files as jobnet makes and reads them: made new, never through a link, and read without waiting or end.

A folder may come from somebody else, with a link, a pipe or a device where a file of ours goes.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from jobnet.errors import Exit, JobnetError

if TYPE_CHECKING:
    from pathlib import Path

_AS_IT_STANDS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_SORTS = (
    (stat.S_ISLNK, "a symbolic link"),
    (stat.S_ISDIR, "a directory"),
    (stat.S_ISFIFO, "a FIFO"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class NotPlainError(OSError):
    """What should be read is no file: `strerror` says what it is instead."""


def sort_of_file(mode: int) -> str:
    """What a path is that is no plain file, in words."""
    return next((name for test, name in _SORTS if test(mode)), "something else")


def is_there(path: Path | str) -> bool:
    """Whether a plain file stands where a file of ours goes; anything else that stands there is refused (exit 73)."""
    try:
        mode = os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    if not stat.S_ISREG(mode):
        said = f"is {sort_of_file(mode)} where jobnet has a file of its own. Take it away; nothing was changed."
        raise JobnetError(f"{path}: {said}", Exit.CANNOT_CREATE)
    return True


def refuse_link(folder: Path | str) -> None:
    """Refuse (exit 73) a link that stands where a folder of ours goes: what is written there would land elsewhere."""
    if os.path.islink(os.fspath(folder).rstrip("/" + os.sep) or os.sep):
        raise JobnetError(f"{folder} is a symbolic link; name the folder itself.", Exit.CANNOT_CREATE)


def refuse_links_on_the_way(path: Path) -> None:
    """Refuse (exit 73) a relative path through a link: it begins in a folder that may be somebody else's."""
    for folder in path.parents if not path.is_absolute() else ():
        refuse_link(folder)


def clear(path: Path | str) -> None:
    """Take away what a run that died left under this name of ours."""
    if is_there(path):
        os.unlink(path)


def write_new(path: Path | str, content: bytes, mode: int = 0o600, *, durable: bool = True) -> None:
    """A file that was not there before, with all of this content, or none at all; OSError says why there is none."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _AS_IT_STANDS, mode)
    try:
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(descriptor, left) :]
            if durable:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)  # a full disk may say so only here
    except BaseException:
        with suppress(OSError):
            os.unlink(path)
        raise


def read_plain(path: Path | str, most: int, *, follow: bool = False) -> bytes:
    """At most so many bytes of a plain file; a link is followed only where the user may have made it."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _AS_IT_STANDS
    descriptor = os.open(path, flags & ~getattr(os, "O_NOFOLLOW", 0) if follow else flags)
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise NotPlainError(errno.EINVAL, f"is {sort_of_file(mode)}, not a file", str(path))
        with open(descriptor, "rb", closefd=False) as file:
            content = file.read(most)
        if content is None:  # like /proc/kmsg, which has nothing yet and would have us wait
            raise NotPlainError(errno.EAGAIN, "is a stream, not a file", str(path))
        return content
    finally:
        os.close(descriptor)


def sync_folder(folder: Path | str) -> None:
    """Make the names in the folder durable; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, data: bytes, *, syncs_name: bool = True) -> None:
    """The file, whole or not at all, on the disk when this returns. Under a lock: what a failed run left is taken over.

    `syncs_name`: whether it must not be the old one again after a power cut.
    """
    temporary = path.with_name(f".{path.name}.new")
    is_there(path)
    clear(temporary)
    try:
        write_new(temporary, data)
        temporary.replace(path)
        if syncs_name:
            sync_folder(path.parent)
    except OSError as exc:
        raise JobnetError(f"{path}: cannot be written: {exc.strerror}", Exit.IO) from exc
