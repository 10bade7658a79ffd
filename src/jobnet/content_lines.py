"""The lines that calendars and address cards are made of (RFC 5545 and RFC 6350): CRLF, at most 75 bytes, escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LINE_BYTES = 75
_CONTINUED = "\r\n "


def escaped(text: str) -> str:
    """A text as a value; what cannot be printed is left out."""
    safe = "".join(character for character in text if character == "\n" or character.isprintable())
    return safe.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def content(lines: Iterable[str]) -> str:
    """The whole file; the later pieces of a line begin with a space."""
    return "".join(f"{_CONTINUED.join(pieces(line, LINE_BYTES - 1))}\r\n" for line in lines)


def pieces(text: str, most: int) -> Iterator[str]:
    """The text in pieces of at most so many bytes, no character cut."""
    piece, size = "", 0
    for character in text:
        more = len(character.encode())
        if size + more > most:
            yield piece
            piece, size = "", 0
        piece, size = piece + character, size + more
    yield piece
