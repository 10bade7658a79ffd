"""CSV and TSV as people really have them: marks, preambles, odd encodings, rows of commas only."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from jobnet.importing.records import Table, unusable

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOTHING = frozenset({"", "-", "–", "n/a", "na", "none", "null"})
_LOOK_FOR_HEADER = 30


def decode(data: bytes) -> tuple[str, str]:
    """The text, and a note on its encoding where that had to be guessed (empty for UTF-8)."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), "" if encoding == "utf-8-sig" else "read as UTF-16"
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        # What Excel writes in western Europe. Guessing libraries were tried: they made "Zoļ0 M³ller" of Zoë Müller.
        return data.decode("cp1252", "replace"), "not UTF-8: read as Windows-1252; look whether names came out right"


def read_table(data: bytes, file: str, headers: Sequence[frozenset[str]]) -> Table:
    """The table whose header holds all the words of one of `headers`, wherever it begins.

    Raises:
        JobnetError: the file is empty, or no such header is among its first lines.
    """
    text, note = decode(data)
    if not text.strip():
        raise unusable(file, "the file is empty.")
    for delimiter in _delimiters(text):
        lines = _rows(text, delimiter)
        for start, (_, cells) in enumerate(lines[:_LOOK_FOR_HEADER]):
            header = tuple(cell.strip() for cell in cells)
            folded = {word(cell) for cell in header}
            if any(wanted <= folded for wanted in headers):
                return _table(header, lines[start + 1 :], note)
    raise unusable(file, "no header row known to jobnet is in its first lines. " + KNOWN)


KNOWN = (
    "Known are LinkedIn's Connections, Job Applications and Saved Jobs, Google and Outlook contacts, vCard, "
    "JSON Resume, Huntr, and any tracker with columns for company and position."
)


def word(cell: str) -> str:
    """A header cell for comparing: `E-mail 1 - Value` and `E-mail 1 Value` are the same."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cell).casefold()))


def cell(row: dict[str, str] | object, *names: str) -> str:
    """The first of these columns that says something; a dash or N/A says nothing."""
    values = row if isinstance(row, dict) else {}
    found = (values.get(name, "").strip() for name in names)
    return next((" ".join(value.split()) for value in found if value.casefold() not in _NOTHING), "")


def _table(header: tuple[str, ...], lines: list[tuple[int, list[str]]], note: str) -> Table:
    names = tuple(word(name) for name in header)
    filled = [(number, dict(zip(names, cells, strict=False))) for number, cells in lines if any(map(str.strip, cells))]
    empty = tuple(number for number, cells in lines if cells and not any(map(str.strip, cells)))
    return Table(names, tuple(filled), empty, (note,) if note else ())


def _rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline=""), delimiter=delimiter)
    rows = []
    line = 1
    for cells in reader:
        rows.append((line, cells))
        line = reader.line_num + 1
    return rows


def _delimiters(text: str) -> list[str]:
    """The likeliest first: by how often each stands in the first lines."""
    head = "\n".join(text.splitlines()[:_LOOK_FOR_HEADER])
    return sorted((",", ";", "\t"), key=head.count, reverse=True)
