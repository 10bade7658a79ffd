"""The résumé as an attachment: which file may be one, and its part of the message.

A profile may come from somebody else, so a file outside its folder is never read (`docs/bad-input.md` 144 and 145).
"""

from __future__ import annotations

import os
import stat
from base64 import encodebytes
from pathlib import Path
from urllib.parse import quote

from jobnet.errors import JobnetError, Place, Problem, Severity
from jobnet.files import NotPlainError, read_plain
from jobnet.patterns import pattern

LIMIT = 10 * 1024 * 1024
_PIECE = 50
"""What of a file's name fits on a line beside its parameter."""
_WHOLE_PIECES = pattern(rf".{{1,{_PIECE}}}(?<!%)(?<!%.)")
"""Of a percent-encoded name: no `%41` is cut in two."""
KINDS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".txt": "text/plain",
}


class ForeignFileError(JobnetError):
    """The file lies outside the profile's folder, or is of no kind that a résumé has: never read, whatever is asked."""


def resume_path(file: str, *, profile: Path | None, at: Place | None = None) -> Path:
    """Where the résumé is, if it may be attached: a regular file of a known kind, in the profile's folder or below."""
    if profile is None:
        raise _trouble(file, "a profile read from standard input has no folder", "Give the profile's file with -p.", at)
    folder = profile.resolve().parent
    _check_place(Path(os.path.normpath(folder / file)), folder, file, at)
    try:
        path = (folder / file).resolve(strict=True)
    except (OSError, ValueError, RuntimeError) as exc:
        reason = exc.strerror if isinstance(exc, OSError) and exc.strerror else "no such file"
        raise _trouble(file, f"cannot be read ({reason})", "Correct the path or take the line out.", at) from exc
    _check_place(path, folder, file, at)  # where a symbolic link leads
    if not path.name.isprintable():
        raise _trouble(file, f"is called {path.name!r}, which mail cannot carry", "Rename the file.", at)
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise _trouble(file, "is not a regular file", "Name the file itself.", at)
    if not status.st_size:
        raise _trouble(file, "is empty", "Save it again.", at)
    if status.st_size > LIMIT:
        size = f"{status.st_size / 1024 / 1024:.1f}"
        raise _trouble(file, f"has {size} MB; 10 MB are the limit", "Save it smaller.", at)
    return path


def _check_place(path: Path, folder: Path, file: str, at: Place | None) -> None:
    if not path.is_relative_to(folder):
        what = f"lies outside the profile's folder, {folder}"
        raise _trouble(file, what, "Copy it there.", at, ForeignFileError)
    if path.suffix.lower() not in KINDS:
        raise _trouble(file, "is none of pdf, docx, odt, txt", "Save it as a PDF.", at, ForeignFileError)


def attachment(path: Path) -> bytes:
    """The file as a part of a message."""
    try:  # what was a file a moment ago may have become a pipe
        content = read_plain(path, LIMIT + 1, follow=True)
    except NotPlainError as exc:
        raise _trouble(str(path), "is not a regular file", "Name the file itself.") from exc
    except OSError as exc:
        raise _trouble(str(path), f"cannot be read ({exc.strerror})", "Correct the path.") from exc
    head = (
        f"Content-Type: {KINDS[path.suffix.lower()]};\r\n {_parameter('name', path.name)}\r\n"
        "Content-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment;\r\n {_parameter('filename', path.name)}\r\n\r\n"
    )
    return head.encode() + encodebytes(content).replace(b"\n", b"\r\n")


def _parameter(key: str, name: str) -> str:
    """The file's name as RFC 2231 wants it; names outside ASCII percent-encoded, cut where a header line must end."""
    if name.isascii() and name.isprintable() and not set(name) & set('"\\') and len(name) <= _PIECE:
        return f'{key}="{name}"'
    coded = quote(name, safe="")
    if len(coded) <= _PIECE:
        return f"{key}*=utf-8''{coded}"
    first, *others = _WHOLE_PIECES.findall(coded)
    return ";\r\n ".join([f"{key}*0*=utf-8''{first}", *(f"{key}*{n}*={each}" for n, each in enumerate(others, 1))])


def _trouble(
    file: str, what: str, hint: str, at: Place | None = None, kind: type[JobnetError] = JobnetError
) -> JobnetError:
    return kind((Problem("profile", Severity.ERROR, f"The résumé {file!r} {what}.", hint, at),))
