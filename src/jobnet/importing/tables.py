"""CSV and TSV as people really have them: marks, preambles, odd encodings, rows of commas only."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from jobnet.frozen import dataclass
from jobnet.importing.records import unusable
from jobnet.patterns import pattern

_NOTHING = frozenset({"", "-", "–", "—", "n/a"})
_PLACEHOLDERS = frozenset({"na", "none", "null", "nan", "undefined"})
_GUARDED = pattern(r"'[=+\-@＝＋－＠]")
"""How `jobnet export` and others keep a spreadsheet from taking a cell for a formula."""
_WIDE = re.compile(rb"(?:[^\0]\0){8}|(?:\0[^\0]){8}")
_BEGINS_WIDE = re.compile(rb"(?P<le>(?:[^\0]\0){4})|(?P<be>(?:\0[^\0]){4})")
_NARROW = re.compile(rb"[\t\r\n -~]{24}|(?i:BEGIN:VCARD)")
"""So many letters in a row of one byte each; as UTF-16 they would be Chinese, and no Chinese that anybody writes."""
_MOST_COLUMNS_NAMED = 12
_LOOK_FOR_HEADER = 30


@dataclass(frozen=True)
class TableFile:
    """A table whose header was found: each row as a map from the header's words, with its line number."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    """A row of commas only is an empty map."""
    notes: tuple[str, ...] = ()


def decode(data: bytes) -> tuple[str, str]:
    """The text, and a note on its encoding where that had to be guessed (empty for UTF-8)."""
    if wide := _wide(data):
        return data.decode(wide, "replace"), "read as UTF-16"
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        lines = data.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True)
        said = "not UTF-8: read as Windows-1252; look whether names came out right"
        return "".join(map(_line, lines)), said


def _line(data: bytes) -> str:
    """One line of a file that is not all UTF-8: one bad byte, or a file joined to it, spoils no other line's names."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # What Excel writes in western Europe. Guessing libraries were tried: they made "Zoļ0 M³ller" of Zoë Müller.
        return data.decode("cp1252", "replace")


def _wide(data: bytes) -> str:
    """UTF-16, with its mark or without: then every other byte of the Latin letters it begins with is zero."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    begins = _BEGINS_WIDE.match(data)
    return f"utf-16-{begins.lastgroup}" if begins else ""


def is_of_two_encodings(data: bytes) -> bool:
    """Whether a file in UTF-16 was put behind or before one that is not: neither way would all of it be read."""
    if wide := _wide(data):
        return bool(_NARROW.search(data)) or "\ufffe" in data.decode(wide, "replace")  # a mark turned round
    return bool(_WIDE.search(data))


def read_sheet(
    data: bytes, file: str, headers: Mapping[str, Callable[[frozenset[str]], bool]]
) -> tuple[str, TableFile]:
    """The table with one of these headers, wherever in the file it begins, and which of them it has.

    Raises:
        JobnetError: the file is cut off, or no such header is among its first lines.
    """
    text, note = decode(data)
    head = "\n".join(text.splitlines()[:_LOOK_FOR_HEADER])
    for delimiter in sorted((",", ";", "\t"), key=head.count, reverse=True):  # the likeliest first
        lines = [*_rows(text, delimiter)]
        for start, (_, cells) in enumerate(lines[:_LOOK_FOR_HEADER], 1):
            columns = frozenset(map(word, cells))
            if kind := next((name for name, is_header in headers.items() if is_header(columns)), None):
                if trouble := _trouble(text, delimiter, len(cells), lines[start:]):
                    raise unusable(file, trouble)
                return kind, _sheet(cells, lines[start:], note)
    raise unusable(file, f"no header row known to jobnet is in its first lines. {_KNOWN}")


def headless_sheet(data: bytes, header: Sequence[str]) -> TableFile | None:
    """A table parted by tabs that has just these columns and no row to name them; None if it is not one."""
    text, note = decode(data)
    lines = [(number, line.split("\t")) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines or any(len(cells) != len(header) for _, cells in lines):
        return None
    return _sheet(header, lines, note)


CUT_OFF = "the file is cut off. Nothing was taken from it; export it anew."
_KNOWN = (
    "Known are LinkedIn's Connections, Job Applications and Saved Jobs, Google, Outlook and Thunderbird contacts, "
    "vCard, JSON Resume, Huntr, any table of people with columns for name and email or phone, and any tracker with "
    "columns for company and position."
)


def word(cell: str) -> str:
    """A header cell for comparing: `E-mail 1 - Value` and `E-mail 1 Value` are the same."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cell).casefold()))


def cell(row: Mapping[str, str], *names: str) -> str:
    """The first of these columns that says something; a dash or N/A says nothing. Null and Na are people's names."""
    found = (row.get(name, "").strip() for name in names)
    return next((" ".join(value.split()) for value in found if value.casefold() not in _NOTHING), "")


def tracked(row: Mapping[str, str], *names: str) -> str:
    """The same for what is no person's name: what programs write for nothing is nothing."""
    return next((found for name in names if (found := cell(row, name)) and found.casefold() not in _PLACEHOLDERS), "")


def _sheet(header: Sequence[str], lines: list[tuple[int, list[str]]], note: str) -> TableFile:
    names = tuple(word(name) for name in header)
    rows = tuple((number, _row(names, cells) if any(map(str.strip, cells)) else {}) for number, cells in lines if cells)
    return TableFile(names, rows, (note,) if note else ())


def _row(names: Iterable[str], cells: Iterable[str]) -> dict[str, str]:
    """What stands under each name; of several columns of one name, what the later ones say is under `email 2`."""
    row: dict[str, str] = {}
    last: dict[str, int] = {}
    for name, value in zip(names, map(_unguarded, cells), strict=False):
        free = name
        while value.strip() and row.get(free, "").strip():
            last[name] = last.get(name, 1) + 1
            free = f"{name} {last[name]}"
        if value.strip() or free not in row:
            row[free] = value
    return row


def _unguarded(typed: str) -> str:
    return typed[1:] if _GUARDED.match(typed) else typed


def unread_columns(sheet: TableFile, known: Collection[str], *, is_known: bool = False) -> list[str]:
    """A note that names the columns with something in them that nobody here understands.

    `is_known`: the program is, so that only a second column of one name is anything to speak of.
    """
    filled = dict.fromkeys(name for _, row in sheet.rows for name in row if name and cell(row, name))
    names = [name for name in filled if name not in known and not (is_known and name in sheet.header)]
    more = f" and {len(names) - _MOST_COLUMNS_NAMED} more" if len(names) > _MOST_COLUMNS_NAMED else ""
    return [f"columns that were not read: {', '.join(names[:_MOST_COLUMNS_NAMED])}{more}"] if names else []


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of the line it begins on."""
    csv.field_size_limit(max(len(text), 131072))
    reader = csv.reader((f"{line}\n" for line in _lines(text)), delimiter=delimiter)
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def _trouble(text: str, delimiter: str, width: int, rows: list[tuple[int, list[str]]]) -> str:
    """Why no row can be trusted: several ran into one, or the file ends inside quotes or in the middle of a row."""
    lines = _lines(text)
    for (begin, cells), (end, _) in pairwise([*rows, (len(lines) + 1, [])]):
        last = begin + cells[0].count("\n") if cells and delimiter in cells[0] else begin
        reader = csv.reader(lines[begin - 1 : end - 1], delimiter=delimiter, strict=True)
        try:
            list(reader)
        except csv.Error as error:
            if "unexpected end" in str(error):
                return f"it ends in the middle of row {begin}: {CUT_OFF}"
            last = begin + reader.line_num - 1  # if on one line, it is a mark within a cell
        if last > begin:
            return f"row {begin} goes on to row {last}: a quotation mark is missing. Nothing was taken over."
    is_short = [len(cells) < width for _, cells in rows if cells]
    is_cut_off = bool(is_short) and bool(lines[-1]) and is_short[-1] and not any(is_short[:-1])
    return f"it ends in the middle of row {rows[-1][0]}: {CUT_OFF}" if is_cut_off else ""
