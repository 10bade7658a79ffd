"""CSV and TSV as people really have them: marks, preambles, odd encodings, rows of commas only."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from jobnet.errors import Exit, JobnetError
from jobnet.importing.records import Table, unusable
from jobnet.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_NOTHING = frozenset({"", "-", "–", "—", "n/a"})
_GUARDED = pattern(r"'[=+\-@＝＋－＠]")
"""How `jobnet export` and others keep a spreadsheet from taking a cell for a formula."""
_MOST_COLUMNS_NAMED = 12
_LOOK_FOR_HEADER = 30


class NoHeaderError(JobnetError):
    """It is a table of another kind, or none."""


def decode(data: bytes) -> tuple[str, str]:
    """The text, and a note on its encoding where that had to be guessed (empty for UTF-8)."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), "" if encoding == "utf-8-sig" else "read as UTF-16"
    if wide := _without_mark(data):
        return data.decode(wide, "replace"), "read as UTF-16"
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        # What Excel writes in western Europe. Guessing libraries were tried: they made "Zoļ0 M³ller" of Zoë Müller.
        return data.decode("cp1252", "replace"), "not UTF-8: read as Windows-1252; look whether names came out right"


def _without_mark(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of what is mostly Latin text is zero."""
    head = data[:400]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 < len(head) or min(even, odd):
        return ""
    return "utf-16-le" if odd else "utf-16-be"


def read_table(data: bytes, file: str, is_header: Callable[[frozenset[str]], bool]) -> Table:
    """The table whose header has the columns that are asked for, wherever it begins.

    Raises:
        JobnetError: the file is empty or cut off, or no such header is among its first lines.
    """
    text, note = decode(data)
    if not text.strip():
        raise unusable(file, "the file is empty.")
    for delimiter in _delimiters(text):
        lines = _rows(text, delimiter)
        for start, (_, cells) in enumerate(lines[:_LOOK_FOR_HEADER]):
            header = tuple(cell.strip() for cell in cells)
            if is_header(frozenset(map(word, header))):
                if _is_cut_off(text, delimiter, header, lines[start + 1 :]):
                    raise unusable(file, f"it ends in the middle of row {lines[-1][0]}: {CUT_OFF}")
                return _table(header, lines[start + 1 :], note)
    what = f"{file}: no header row known to jobnet is in its first lines. {KNOWN}"
    raise NoHeaderError(what, Exit.REFUSED, rule="import")


def headless_table(data: bytes, header: tuple[str, ...]) -> Table | None:
    """A table parted by tabs that has just these columns and no row to name them; None if it is not one."""
    text, note = decode(data)
    lines = [(number, line.split("\t")) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines or any(len(cells) != len(header) for _, cells in lines):
        return None
    return _table(header, lines, note)


CUT_OFF = "the file is cut off. Nothing was taken from it; export it anew."
KNOWN = (
    "Known are LinkedIn's Connections, Job Applications and Saved Jobs, Google, Outlook and Thunderbird contacts, "
    "vCard, JSON Resume, Huntr, any table of people with columns for name and email or phone, and any tracker with "
    "columns for company and position."
)


def word(cell: str) -> str:
    """A header cell for comparing: `E-mail 1 - Value` and `E-mail 1 Value` are the same."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cell).casefold()))


def cell(row: dict[str, str] | object, *names: str) -> str:
    """The first of these columns that says something; a dash or N/A says nothing. Null and Na are people's names."""
    values = row if isinstance(row, dict) else {}
    found = (values.get(name, "").strip() for name in names)
    return next((" ".join(value.split()) for value in found if value.casefold() not in _NOTHING), "")


def _table(header: tuple[str, ...], lines: list[tuple[int, list[str]]], note: str) -> Table:
    names = tuple(word(name) for name in header)
    filled = [
        (number, dict(zip(names, map(_unguarded, cells), strict=False)))
        for number, cells in lines
        if any(map(str.strip, cells))
    ]
    empty = tuple(number for number, cells in lines if cells and not any(map(str.strip, cells)))
    return Table(names, tuple(filled), empty, (note,) if note else ())


def _unguarded(typed: str) -> str:
    return typed[1:] if _GUARDED.match(typed) else typed


def unread_columns(table: Table, known: Collection[str]) -> list[str]:
    """A note that names the columns with something in them that nobody here understands."""
    filled = [name for name in table.header if name and any(cell(row, name) for _, row in table.rows)]
    names = [name for name in filled if name not in known]
    more = f" and {len(names) - _MOST_COLUMNS_NAMED} more" if len(names) > _MOST_COLUMNS_NAMED else ""
    return [f"columns that were not read: {', '.join(names[:_MOST_COLUMNS_NAMED])}{more}"] if names else []


def _rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    reader = _reader(text, delimiter)
    rows = []
    line = 1
    for cells in reader:
        rows.append((line, cells))
        line = reader.line_num + 1
    return rows


def _reader(text: str, delimiter: str, *, strict: bool = False) -> Any:
    csv.field_size_limit(max(len(text), 131072))
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline="")
    return csv.reader(lines, delimiter=delimiter, strict=strict)


def _is_cut_off(text: str, delimiter: str, header: tuple[str, ...], rows: list[tuple[int, list[str]]]) -> bool:
    """Whether the file ends inside quotes, or in a short row without a line end where all other rows are whole."""
    try:
        for _ in _reader(text, delimiter, strict=True):
            pass
    except csv.Error as error:
        if "unexpected end" in str(error):
            return True
    *others, last = (cells for _, cells in rows) if rows else ([],)
    whole = all(len(cells) >= len(header) for cells in others if cells)
    return bool(rows) and not text.endswith(("\n", "\r")) and len(last) < len(header) and whole


def _delimiters(text: str) -> list[str]:
    """The likeliest first: by how often each stands in the first lines."""
    head = "\n".join(text.splitlines()[:_LOOK_FOR_HEADER])
    return sorted((",", ";", "\t"), key=head.count, reverse=True)
