"""Which format a file is in, by its content; a wrong file is an error, never "0 imported, done"."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from jobnet.importing import contacts, trackers
from jobnet.importing.records import Reading, Table, unusable
from jobnet.importing.tables import NoHeaderError, decode, headless_table, read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TABLES: Mapping[str, tuple[tuple[frozenset[str], ...], Callable[[Table], Reading]]] = {
    "linkedin-connections": ((contacts.LINKEDIN,), contacts.linkedin),
    "linkedin-applications": (
        (trackers.LINKEDIN_APPLICATIONS,),
        lambda table: trackers.applications(table, "LinkedIn applications"),
    ),
    "linkedin-saved": ((trackers.LINKEDIN_SAVED,), lambda table: trackers.applications(table, "LinkedIn saved jobs")),
    "google": ((contacts.GOOGLE, contacts.GOOGLE_OLD), contacts.google),
    "outlook": ((contacts.OUTLOOK,), contacts.outlook),
    "huntr": ((trackers.HUNTR,), lambda table: trackers.applications(table, "Huntr")),
    "tracker": (trackers.GENERIC, lambda table: trackers.applications(table, "tracker")),
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
    head = decode(data)[0].lstrip("\ufeff \t\r\n")[:64].upper()
    if not data.strip():
        raise unusable(file, "the file is empty.")
    if data.startswith(b"PK\x03\x04"):
        what = "an archive or a workbook. Unpack it and import the file inside, such as Connections.csv"
        raise unusable(file, f"it is {what}; save a workbook as CSV.")
    if kind == "vcard" or (kind is None and head.startswith("BEGIN:VCARD")):
        from jobnet.importing.vcards import vcards

        return vcards(data, file)
    if kind == "json-resume" or (kind is None and head.startswith(("{", "["))):
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
    headers, read = _TABLES[name]
    return read(read_table(data, file, headers))


def kind_of(typed: str) -> str | None:
    """The kind that the user names, by its family too (`linkedin`) or in another spelling; None if it is none."""
    wanted = "-".join(typed.casefold().replace("_", " ").split())
    known = {kind: kind for kind in (*KINDS, "linkedin")} | {"vcf": "vcard", "json": "json-resume", "csv": "tracker"}
    return known.get(wanted) or {kind.replace("-", ""): kind for kind in KINDS}.get(wanted)
