"""Which format a file is in, by its content; a wrong file is an error, never "0 imported, done"."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from jobnet.importing import contacts, trackers
from jobnet.importing.records import Reading, Table, unusable
from jobnet.importing.tables import NoHeaderError, decode, headless_table, read_table
from jobnet.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    _IsHeader = Callable[[frozenset[str]], bool]

_CARD = pattern(r"^[\ufeff \t]*BEGIN:VCARD\s*$", re.MULTILINE | re.IGNORECASE)


def _with(*headers: frozenset[str]) -> _IsHeader:
    return lambda columns: any(header <= columns for header in headers)


_TABLES: Mapping[str, tuple[_IsHeader, Callable[[Table], Reading]]] = {
    "linkedin-connections": (_with(contacts.LINKEDIN), contacts.linkedin),
    "linkedin-applications": (
        _with(trackers.LINKEDIN_APPLICATIONS),
        lambda table: trackers.applications(table, "LinkedIn applications"),
    ),
    "linkedin-saved": (
        _with(trackers.LINKEDIN_SAVED),
        lambda table: trackers.applications(table, "LinkedIn saved jobs"),
    ),
    "google": (_with(contacts.GOOGLE, contacts.GOOGLE_OLD), contacts.google),
    "outlook": (_with(contacts.OUTLOOK), contacts.outlook),
    "thunderbird": (_with(contacts.THUNDERBIRD), contacts.thunderbird),
    "huntr": (_with(trackers.HUNTR), lambda table: trackers.applications(table, "Huntr")),
    "contacts": (
        lambda columns: contacts.is_of_people(columns) and not trackers.is_dated(columns),
        contacts.any_table,
    ),
    "tracker": (trackers.is_of_applications, lambda table: trackers.applications(table, "tracker")),
}
KINDS = (*_TABLES, "career-ops", "vcard", "json-resume")


def read_foreign(data: bytes, *, file: str, kind: str | None = None) -> Reading:
    """Read a file of a foreign program into records; `kind` is what `kind_of` gives, or found from the content.

    Raises:
        JobnetError: the file is empty, foreign, or holds nothing usable (exit 65).
    """
    reading = _read(data, file, kind)
    if not reading.records:
        reasons = "; ".join(f"row {each.row}: {each.reason}" for each in reading.skipped[:5])
        raise unusable(file, f"nothing usable in it ({reading.format}{': ' + reasons if reasons else ''}).")
    return reading


def _read(data: bytes, file: str, kind: str | None) -> Reading:
    text = decode(data)[0]
    head = text.lstrip("\ufeff \t\r\n")[:1]
    if not data.strip():
        raise unusable(file, "the file is empty.")
    if data.startswith(b"PK\x03\x04"):
        what = "an archive or a workbook. Unpack it and import the file inside, such as Connections.csv"
        raise unusable(file, f"it is {what}; save a workbook as CSV.")
    if kind == "vcard" or (kind is None and _CARD.search(text)):
        from jobnet.importing.vcards import vcards

        return vcards(data, file)
    if kind == "json-resume" or (kind is None and head in {"{", "["}):
        from jobnet.importing.jsonresume import json_resume

        return json_resume(data, file)
    return (kind in {None, "career-ops"} and _headless(data, file, kind)) or _with_header(data, file, kind)


def _headless(data: bytes, file: str, kind: str | None) -> Reading | None:
    table = headless_table(data, contacts.CAREER_OPS)
    if table is None and kind is not None:
        raise unusable(file, f"not nine columns parted by tabs: {', '.join(contacts.CAREER_OPS)}.")
    return contacts.career_ops(table) if table else None


def _with_header(data: bytes, file: str, kind: str | None) -> Reading:
    *others, last = (name for name in _TABLES if kind is None or name == kind or name.startswith(f"{kind}-"))
    for name in others:
        with contextlib.suppress(NoHeaderError):
            return _read_as(name, data, file)
    return _read_as(last, data, file)


def _read_as(name: str, data: bytes, file: str) -> Reading:
    is_header, read = _TABLES[name]
    return read(read_table(data, file, is_header))


def kind_of(typed: str) -> str | None:
    """The kind that the user names, by its family too (`linkedin`) or in another spelling; None if it is none."""
    wanted = "-".join(typed.casefold().replace("_", " ").split())
    known = {kind: kind for kind in (*KINDS, "linkedin")} | {"vcf": "vcard", "json": "json-resume", "csv": "tracker"}
    return known.get(wanted) or {kind.replace("-", ""): kind for kind in KINDS}.get(wanted)
