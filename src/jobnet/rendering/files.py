"""Letters as files: safe, portable, unique names; each written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections import Counter
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING

from jobnet.errors import Exit, JobnetError
from jobnet.files import read_plain, refuse_link, refuse_links_on_the_way, sync_folder, write_new
from jobnet.patterns import pattern
from jobnet.profile.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from jobnet.rendering.letter import Letter

_LONGEST = 80
_BETWEEN = pattern(r"[^a-z0-9]+")
_RESERVED = pattern(r"(?:con|prn|aux|nul|conin|conout|com\d|lpt\d)", re.IGNORECASE)
_NOT_MADE = frozenset({errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG})
"""The disk failed (74); anything else means that the place will not have the file (73)."""


def file_names(letters: Sequence[Letter], extension: str) -> tuple[str, ...]:
    """`<document>-<date>-<recipient>.<ext>` for each letter; where two would be the same, each has its own mark.

    Letters that are made for paper have the extension of that form.
    """
    stems = [stem_of(letter) for letter in letters]
    often, seen = Counter(stems), Counter[str]()
    names = []
    for letter, stem in zip(letters, stems, strict=True):
        name = f"{stem}-{_mark(_identity(letter))}" if often[stem] > 1 else stem
        seen[name] += 1
        # Some letters nothing tells apart but their order.
        ending = letter.reader.paper or extension
        names.append(f"{name}.{ending}" if seen[name] == 1 else f"{name}-{seen[name]}.{ending}")
    return tuple(names)


def stem_of(letter: Letter) -> str:
    """`<document>-<date>-<recipient>`."""
    return "-".join(filter(None, (letter.document, str(letter.today), slug(letter.reader.name))))


def _identity(letter: Letter) -> str:
    reader = letter.reader
    company = next((item.company for item in letter.items if item.company), "")
    return "\0".join((reader.key, reader.name, reader.email or "", company, letter.subject))


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
    _write(path, content, overwrite=overwrite, durable=True)
    _sync(path.parent)


def write_files(
    folder: Path, names: Iterable[str], contents: Sequence[bytes], *, overwrite: bool = False
) -> tuple[str, ...]:
    """Every file of a run into one folder, which is made if only it is missing. None is written if one is refused."""
    refuse_links_on_the_way(folder)
    refuse_link(folder)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as exc:
        raise _failed(folder, exc) from exc
    files = [(_inside(folder, name), content) for name, content in zip(names, contents, strict=True)]
    for path, content in files:
        _refuse_if_taken(path, content, overwrite=overwrite)
    for path, content in files:
        _write(path, content, overwrite=overwrite, durable=False)
    _sync(folder)
    return tuple(str(path) for path, _ in files)


def _sync(folder: Path) -> None:
    with suppress(OSError):  # not every file system can
        sync_folder(folder)


def _inside(folder: Path, name: str) -> Path:
    if os.path.basename(name) != name or name in {"", ".", ".."} or "\0" in name:
        raise ValueError(f"a file name that leaves its folder: {name!r}")
    return folder / name


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


def _holds(path: Path, content: bytes) -> bool:
    return read_plain(path, len(content) + 1) == content


def _write(path: Path, content: bytes, *, overwrite: bool, durable: bool) -> None:
    """Under its name at once. Without `overwrite`, a file that came meanwhile wins; some disks know no hard links."""
    temporary = path.parent / f".{path.name[:40]}.{os.getpid()}.part"
    try:
        write_new(temporary, content, durable=durable)
        try:
            if overwrite or not _linked(temporary, path, content):
                os.replace(temporary, path)
        finally:
            with suppress(OSError):
                temporary.unlink()
    except (OSError, ValueError) as exc:
        raise _failed(path, exc) from exc


def _linked(temporary: Path, path: Path, content: bytes) -> bool:
    try:
        os.link(temporary, path)
    except FileExistsError:
        if not _holds(path, content):
            raise
    except OSError:
        if os.path.lexists(path):
            raise
        return False
    return True


def _refused(said: str) -> JobnetError:
    return JobnetError(said, Exit.CANNOT_CREATE)


def _failed(path: Path, exc: OSError | ValueError) -> JobnetError:
    if isinstance(exc, ValueError):
        return _refused(f"{str(path)!r} cannot be a file name.")
    code = Exit.IO if exc.errno in _NOT_MADE else Exit.CANNOT_CREATE
    return JobnetError(f"{path} could not be written: {exc.strerror or exc}. Nothing there was changed.", code)
