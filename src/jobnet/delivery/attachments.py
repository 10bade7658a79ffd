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
from jobnet.frozen import dataclass

LIMIT = 10 * 1024 * 1024
_PIECE = 50
"""What of a file's name fits on a line beside its parameter."""
KINDS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".txt": "text/plain",
}


class ForeignFileError(JobnetError):
    """The file lies outside the profile's folder, or is of no kind that a résumé has: never read, whatever is asked."""


@dataclass(frozen=True)
class Attachment:
    """One file as a MIME part."""

    name: str
    content: bytes
    part: bytes


def resume_path(file: str, *, profile: Path | None, at: Place | None = None) -> Path:
    """Where the résumé is, if it may be attached: a regular file of a known kind, in the profile's folder or below."""
    if profile is None:
        raise _refused(file, at, "a profile read from standard input has no folder", "Give the profile's file with -p.")
    folder = profile.resolve().parent
    if not Path(os.path.normpath(folder / file)).is_relative_to(folder):
        raise _foreign(file, at, f"lies outside the profile's folder, {folder}", "Copy it there.")
    if Path(file).suffix.lower() not in KINDS:
        raise _foreign(file, at, "is none of pdf, docx, odt, txt", "Save it as a PDF.")
    try:
        path = (folder / file).resolve(strict=True)
    except (OSError, ValueError, RuntimeError) as exc:
        reason = exc.strerror if isinstance(exc, OSError) and exc.strerror else "no such file"
        raise _refused(file, at, f"cannot be read ({reason})", "Correct the path or take the line out.") from exc
    if not path.is_relative_to(folder):  # by a symbolic link
        raise _foreign(file, at, f"lies outside the profile's folder, {folder}", "Copy it there.")
    if path.suffix.lower() not in KINDS:
        raise _foreign(file, at, "is none of pdf, docx, odt, txt", "Save it as a PDF.")
    _check_file(path, file, at)
    return path


def _check_file(path: Path, file: str, at: Place | None) -> None:
    if not path.name.isprintable():
        raise _refused(file, at, f"is called {path.name!r}, which mail cannot carry", "Rename the file.")
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise _refused(file, at, "is not a regular file", "Name the file itself.")
    if not status.st_size:
        raise _refused(file, at, "is empty", "Save it again.")
    if status.st_size > LIMIT:
        raise _refused(file, at, f"has {status.st_size / 1024 / 1024:.1f} MB; 10 MB are the limit", "Save it smaller.")


def attachment(path: Path) -> Attachment:
    """The file as a part of a message."""
    try:
        # Opened without waiting: what was a file a moment ago may have become a pipe.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as opened:
            status = os.fstat(opened.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _refused(str(path), None, "is not a regular file", "Name the file itself.")
            return _attachment(path.name, opened.read(LIMIT + 1))
    except OSError as exc:
        raise _refused(str(path), None, f"cannot be read ({exc.strerror})", "Correct the path.") from exc


def _attachment(name: str, content: bytes) -> Attachment:
    kind = KINDS[Path(name).suffix.lower()]
    head = (
        f"Content-Type: {kind};\r\n {_parameter('name', name)}\r\n"
        "Content-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment;\r\n {_parameter('filename', name)}\r\n\r\n"
    )
    return Attachment(name, content, head.encode() + encodebytes(content).replace(b"\n", b"\r\n"))


def _parameter(key: str, name: str) -> str:
    """The file's name as RFC 2231 wants it; names outside ASCII percent-encoded, cut where a header line must end."""
    plain = name.isascii() and name.isprintable() and not set(name) & set('"\\') and len(name) <= _PIECE
    if plain:
        return f'{key}="{name}"'
    coded = quote(name, safe="")
    if len(coded) <= _PIECE:
        return f"{key}*=utf-8''{coded}"
    pieces = _pieces(coded)
    first, *others = pieces
    return ";\r\n ".join([f"{key}*0*=utf-8''{first}", *(f"{key}*{n}*={each}" for n, each in enumerate(others, 1))])


def _pieces(coded: str) -> list[str]:
    """Runs short enough for a line, no `%41` cut in two."""
    pieces, size = [], _PIECE
    while coded:
        end = size - 2 + coded[size - 2 : size].find("%") if "%" in coded[size - 2 : size] else size
        pieces.append(coded[:end])
        coded = coded[end:]
    return pieces


def _refused(file: str, at: Place | None, what: str, hint: str) -> JobnetError:
    return JobnetError((_trouble(file, at, what, hint),))


def _foreign(file: str, at: Place | None, what: str, hint: str) -> ForeignFileError:
    return ForeignFileError((_trouble(file, at, what, hint),))


def _trouble(file: str, at: Place | None, what: str, hint: str) -> Problem:
    return Problem("profile", Severity.ERROR, f"The résumé {file!r} {what}.", hint, at)
