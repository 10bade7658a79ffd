"""Which format a file is in, by its content; a wrong file is an error, never "0 imported, done"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from jobnet.importing.contacts import CAREER_OPS, is_of_people, people
from jobnet.importing.records import ForeignFile, unusable
from jobnet.importing.tables import TableFile, decode, headless_sheet, is_of_two_encodings, read_sheet, word
from jobnet.importing.trackers import applications, is_dated, is_of_applications
from jobnet.patterns import pattern

_IsHeader = Callable[[frozenset[str]], bool]
_Read = Callable[[TableFile, str], ForeignFile]

_CARD = pattern(r"(?:^|\r)[\ufeff \t]*BEGIN:VCARD[ \t]*(?:[\r\n]|\Z)", re.MULTILINE | re.IGNORECASE)


_LINKEDIN_JOB = ("company name", "job title")
_SHEETS: Mapping[str, tuple[str, _Read, _IsHeader]] = {
    "linkedin-connections": ("LinkedIn connections", people, {"first name", "last name", "connected on"}.issubset),
    "linkedin-applications": ("LinkedIn applications", applications, {"application date", *_LINKEDIN_JOB}.issubset),
    "linkedin-saved": ("LinkedIn saved jobs", applications, {"saved date", *_LINKEDIN_JOB}.issubset),
    "google": ("Google contacts", people, {"e mail 1 value"}.issubset),
    "outlook": ("Outlook contacts", people, {"first name", "last name", "e mail address"}.issubset),
    "thunderbird": ("Thunderbird contacts", people, {"display name", "primary email"}.issubset),
    "huntr": ("Huntr", applications, {"title", "company name", "list name", "last moved at"}.issubset),
    "contacts": ("contacts", people, lambda header: is_of_people(header) and not is_dated(header)),
    "tracker": ("tracker", applications, is_of_applications),
}
"""What the format is called, what reads it, and which header tells it; one that fits several is of the first."""
KINDS = (*_SHEETS, "career-ops", "vcard", "json-resume")


def read_foreign(data: bytes, *, file: str, kind: str | None = None) -> ForeignFile:
    """Read a file of a foreign program into records; `kind` is what `kind_of` gives, or found from the content.

    Raises:
        JobnetError: the file is empty, foreign, or holds nothing usable (exit 65).
    """
    reading = _read(data, file, kind)
    if not reading.records:
        reasons = "; ".join(f"row {each.row}: {each.reason}" for each in reading.skipped[:5])
        raise unusable(file, f"nothing usable in it ({reading.format}{': ' + reasons if reasons else ''}).")
    return reading


def _read(data: bytes, file: str, kind: str | None) -> ForeignFile:
    text = decode(data)[0]
    if not text.strip():
        raise unusable(file, "the file is empty.")
    if data.startswith(b"PK\x03\x04"):
        what = "an archive or a workbook. Unpack it and import the file inside, such as Connections.csv"
        raise unusable(file, f"it is {what}; save a workbook as CSV.")
    if is_of_two_encodings(data):
        raise unusable(file, "part of it is in UTF-16 and part is not. Import the files it was made of one by one.")
    if kind == "vcard" or (kind is None and _CARD.search(text)):
        from jobnet.importing.vcards import vcards

        return vcards(data, file)
    if kind == "json-resume" or (kind is None and text.lstrip("\ufeff \t\r\n")[:1] in {"{", "["}):
        from jobnet.importing.jsonresume import json_resume

        return json_resume(data, file)
    if kind in {None, "career-ops"}:
        sheet = headless_sheet(data, CAREER_OPS)
        if sheet and not _is_known_header(sheet.rows[0][1].values()):
            return people(sheet, "career-ops contacts")
        if kind is not None:
            raise unusable(file, f"not nine columns parted by tabs: {', '.join(CAREER_OPS)}.")
    sheets = {name: sheet for name, sheet in _SHEETS.items() if kind in {None, name} or name.startswith(f"{kind}-")}
    name, sheet = read_sheet(data, file, {name: is_header for name, (*_, is_header) in sheets.items()})
    title, read, _ = sheets[name]
    return read(sheet, title)


def _is_known_header(cells: Iterable[str]) -> bool:
    """Whether a row names the columns of a program: then what comes below is not what stands in ours."""
    columns = frozenset(map(word, cells))
    return any(is_header(columns) for *_, is_header in _SHEETS.values())


def kind_of(typed: str) -> str | None:
    """The kind that the user names, by its family too (`linkedin`) or in another spelling; None if it is none."""
    wanted = "-".join(typed.casefold().replace("_", " ").split())
    known = {kind: kind for kind in (*KINDS, "linkedin")} | {"vcf": "vcard", "json": "json-resume", "csv": "tracker"}
    return known.get(wanted) or {kind.replace("-", ""): kind for kind in KINDS}.get(wanted)
