"""Letters as files: safe, portable, unique names; each written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jobnet.errors import Exit, JobnetError
from jobnet.files import read_plain, refuse_link, refuse_links_on_the_way, sync_folder, write_new
from jobnet.patterns import pattern
from jobnet.profile.names import fold

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Sequence

    from jobnet.rendering.letter import Letter

_LONGEST = 80
_BETWEEN = pattern(r"[^a-z0-9]+")
_RESERVED = pattern(r"(?:con|prn|aux|nul|conin|conout|com\d|lpt\d)", re.IGNORECASE)
_NOT_MADE = frozenset({errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG})
"""The disk failed (74); anything else means that the place will not have the file (73)."""


class Stem(NamedTuple):
    """What a letter's file is called, less what tells it apart from others of that name."""

    name: str
    identity: str
    """What a mark is made of where two would be the same."""


def file_names(letters: Iterable[Letter], extension: str) -> tuple[str, ...]:
    """`<document>-<date>-<recipient>.<ext>` for each letter; where two would be the same, each has its own mark."""
    return names_apart([stem_of(letter) for letter in letters], extension)


def stem_of(letter: Letter) -> Stem:
    """`<document>-<date>-<recipient>`, for letters that do not wait for each other in memory."""
    reader = slug(letter.reader.name) if letter.reader else ""
    return Stem(f"{letter.document}-{letter.today}{'-' if reader else ''}{reader}", _identity(letter))


def names_apart(stems: Sequence[Stem], extension: str) -> tuple[str, ...]:
    """A name of its own for each."""
    from collections import Counter

    often = Counter(stem.name for stem in stems)
    marked = [f"{stem.name}-{_mark(stem.identity)}" if often[stem.name] > 1 else stem.name for stem in stems]
    return tuple(f"{name}.{extension}" for name in _numbered(marked, Counter()))


def _identity(letter: Letter) -> str:
    reader = letter.reader
    company = next((item.company for item in letter.items if item.company), "")
    return "\0".join((reader.key, reader.name, reader.email or "", company or "", letter.subject)) if reader else ""


def _numbered(stems: Iterable[str], seen: Counter[str]) -> list[str]:
    """For letters that nothing tells apart but their order."""
    numbered = []
    for stem in stems:
        seen[stem] += 1
        numbered.append(stem if seen[stem] == 1 else f"{stem}-{seen[stem]}")
    return numbered


def slug(name: str) -> str:
    """The name in `a-z`, `0-9` and `-`: no path, nothing that a system forbids, at most 80 long."""
    short = _BETWEEN.sub("-", fold(name)).strip("-")
    if not name.strip():
        return ""
    # Of ASCII, every letter and digit is kept.
    lost = not short or (not name.isascii() and sum(map(str.isalnum, name)) > 2 * sum(map(str.isalnum, short)))
    if lost or len(short) > _LONGEST:
        short = f"{short[:_LONGEST].strip('-')}-{_mark(name)}".lstrip("-")
    return f"_{short}" if _RESERVED.fullmatch(short) else short


def _mark(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def write_file(path: Path, content: bytes, *, overwrite: bool = False) -> None:
    """One file, whole or not at all, on the disk when this returns."""
    refuse_links_on_the_way(path)
    _refuse_if_taken(path, content, overwrite=overwrite)
    _write(_before_names(path.parent), path.name, content, overwrite=overwrite, durable=True)
    _sync(path.parent)


def write_files(
    folder: Path, names: Iterable[str], contents: Iterable[bytes], *, overwrite: bool = False
) -> tuple[str, ...]:
    """Every file of a run into one folder, which is made if only it is missing. None is written if one is refused.

    The contents are gone through twice where something is in the folder.
    """
    _make(folder)
    paths = _inside(folder, names)
    if not _is_empty(folder):
        for path, content in zip(paths, contents, strict=True):
            _refuse_if_taken(Path(path), content, overwrite=overwrite)
    elif paths:
        longest = max(paths, key=len)  # where nothing is, all that a system may refuse is a name
        _refuse_if_taken(Path(longest), b"", overwrite=overwrite)
    before = _before_names(folder)
    for path, content in zip(paths, contents, strict=True):
        _write(before, path[len(before) :], content, overwrite=overwrite, durable=False)
    _sync(folder)
    return paths


def _sync(folder: Path) -> None:
    with suppress(OSError):  # not every file system can
        sync_folder(folder)


def _make(folder: Path) -> None:
    refuse_links_on_the_way(folder)
    refuse_link(folder)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as exc:
        raise _failed(folder, exc) from exc


def _is_empty(folder: Path) -> bool:
    try:
        with os.scandir(folder) as found:
            return next(found, None) is None
    except OSError:  # files may be made where they may not be listed
        return False


def _inside(folder: Path, names: Iterable[str]) -> tuple[str, ...]:
    """As text: thousands of paths take as long to make as a tenth of their files."""
    for name in names:
        if os.path.basename(name) != name or name in {"", ".", ".."} or "\0" in name:
            raise ValueError(f"a file name that leaves its folder: {name!r}")
    before = _before_names(folder)
    return tuple([before + name for name in names])


def _before_names(folder: Path) -> str:
    """The path of a file in this folder, less its name."""
    return str(folder / "_")[:-1]


def _refuse_if_taken(path: Path, content: bytes, *, overwrite: bool) -> None:
    """What is there stays, unless it is this very content or the user said otherwise; a link or folder always stays."""
    try:
        try:
            found = path.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return
        if stat.S_ISLNK(found):
            raise _refused(f"{path} is a symbolic link; name the file itself.")
        if stat.S_ISDIR(found):
            raise _refused(f"{path} is a folder; name a file, or end the path in `/`.")
        if not stat.S_ISREG(found):
            raise _refused(f"{path} is not a regular file.")
        if not overwrite and not _holds(path, content):
            raise _refused(f"{path} exists and is different; --overwrite replaces it.")
    except (OSError, ValueError) as exc:
        raise _failed(path, exc) from exc


def _holds(path: Path | str, content: bytes) -> bool:
    return read_plain(path, len(content) + 1) == content


def _write(before: str, name: str, content: bytes, *, overwrite: bool, durable: bool) -> None:
    path, temporary = f"{before}{name}", f"{before}.{name[:40]}.{os.getpid()}.part"
    try:
        write_new(temporary, content, durable=durable)
        try:
            _put(temporary, path, content, overwrite=overwrite)
        finally:
            with suppress(OSError):
                os.unlink(temporary)
    except (OSError, ValueError) as exc:
        raise _failed(path, exc) from exc


def _put(temporary: str, path: str, content: bytes, *, overwrite: bool) -> None:
    """Under its name at once. Without `overwrite`, a file that came meanwhile wins; some disks know no hard links."""
    if overwrite:
        os.replace(temporary, path)
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        if not _holds(path, content):
            raise
    except OSError:
        if os.path.lexists(path):
            raise
        os.replace(temporary, path)


def _refused(said: str) -> JobnetError:
    return JobnetError(said, Exit.CANNOT_CREATE)


def _failed(path: Path | str, exc: OSError | ValueError) -> JobnetError:
    if isinstance(exc, ValueError):
        return _refused(f"{str(path)!r} cannot be a file name.")
    code = Exit.IO if exc.errno in _NOT_MADE else Exit.CANNOT_CREATE
    return JobnetError(f"{path} could not be written: {exc.strerror or exc}. Nothing there was changed.", code)
