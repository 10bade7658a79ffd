"""People from LinkedIn's connections and from Google's and Outlook's address books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.importing.records import Reading, Record, Section, Skipped, Table, Value, said
from jobnet.importing.tables import cell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LINKEDIN = frozenset({"first name", "last name", "company", "position", "connected on"})
GOOGLE = frozenset({"first name", "last name", "e mail 1 value"})
GOOGLE_OLD = frozenset({"given name", "family name", "e mail 1 value"})
OUTLOOK = frozenset({"first name", "last name", "e mail address"})
CAREER_OPS = ("name", "company", "type", "title", "phone", "email", "linkedin", "tracker", "notes")
_SEVERAL = ":::"  # how Google parts several values in one cell


def linkedin(table: Table) -> Reading:
    """LinkedIn's Connections.csv. E-mail addresses are mostly missing there; the days of connecting are not taken."""
    return _people(
        "LinkedIn connections",
        table,
        lambda row: said(
            name=_joined(cell(row, "first name"), cell(row, "last name")),
            email=cell(row, "email address"),
            company=cell(row, "company"),
            title=cell(row, "position"),
        ),
    )


def google(table: Table) -> Reading:
    """Google Contacts, the current columns and the older ones."""
    return _people("Google contacts", table, _google_row)


def outlook(table: Table) -> Reading:
    """Outlook's contacts, of the program and of the web."""
    return _people("Outlook contacts", table, _outlook_row)


def career_ops(table: Table) -> Reading:
    """The contacts that career-ops keeps: nine columns without a header."""
    return _people(
        "career-ops contacts",
        table,
        lambda row: said(**{key: cell(row, key) for key in ("name", "email", "phone", "company", "title")}),
    )


def _google_row(row: Mapping[str, str]) -> dict[str, Value]:
    family = cell(row, "last name", "family name")
    prefix = cell(row, "name prefix")
    first = cell(row, "first name", "given name")
    middle = cell(row, "middle name", "additional name")
    whole = _joined(first, middle, family) or cell(row, "name", "file as")
    labels = [label.strip() for label in cell(row, "labels", "group membership").split(_SEVERAL)]
    return said(
        name=whole,
        email=_first(cell(row, "e mail 1 value", "e mail 2 value")),
        phone=_first(cell(row, "phone 1 value", "phone 2 value")),
        honorific=prefix if family else None,
        family=family if prefix else None,
        company=_first(cell(row, "organization name", "organization 1 name")),
        title=_first(cell(row, "organization title", "organization 1 title")),
        groups=tuple(label for label in labels if label and not label.startswith("* ")),
    )


def _outlook_row(row: Mapping[str, str]) -> dict[str, Value]:
    family = cell(row, "last name")
    title = cell(row, "title")
    return said(
        name=_joined(cell(row, "first name"), cell(row, "middle name"), family),
        email=_address(row),
        phone=cell(row, "mobile phone", "home phone", "business phone"),
        honorific=title if family else None,
        family=family if title else None,
        company=cell(row, "company"),
        title=cell(row, "job title"),
        groups=tuple(part.strip() for part in cell(row, "categories").split(";") if part.strip()),
    )


def _address(row: Mapping[str, str]) -> str:
    """The first address; people in one's own company may have an internal one, without an @, before it."""
    found = [cell(row, f"e mail{number} address") for number in ("", " 2", " 3")]
    return next((each for each in found if "@" in each), "") or next(filter(None, found), "")


def _people(format_name: str, table: Table, values: Callable[[Mapping[str, str]], dict[str, Value]]) -> Reading:
    records, skipped = [], [Skipped(row, "empty row") for row in table.empty_rows]
    for number, row in table.rows:
        found = values(row)
        if "name" in found:
            records.append(Record(Section.CONTACTS, found, number))
        else:
            skipped.append(Skipped(number, "no name"))
    return Reading(format_name, tuple(records), tuple(sorted(skipped, key=lambda each: each.row)), table.notes)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _first(value: str) -> str:
    return value.partition(_SEVERAL)[0].strip()
