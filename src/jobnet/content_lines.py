"""The lines that calendars and address cards are made of (RFC 5545 and RFC 6350): CRLF, at most 75 bytes, escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LINE_BYTES = 75


def escaped(text: str) -> str:
    """A text as a value; what cannot be printed is left out."""
    safe = "".join(character for character in text if character == "\n" or character.isprintable())
    return safe.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def content(lines: Iterable[str]) -> str:
    """The whole file."""
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _folded(line: str) -> str:
    """In pieces, no character cut; the later ones begin with a space."""
    pieces, piece, size = [], "", 0
    for character in line:
        more = len(character.encode())
        if size + more > LINE_BYTES:
            pieces.append(piece)
            piece, size = "", 1
        piece, size = piece + character, size + more
    return "\r\n ".join([*pieces, piece])
