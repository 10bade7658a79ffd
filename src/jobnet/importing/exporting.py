"""The contacts for other programs: vCard 3.0 (4.0 on request) and CSV with safe cells."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence

from jobnet.content_lines import content, escaped
from jobnet.patterns import pattern
from jobnet.profile.model import Contact

_PHONE = pattern(r"\+\d[\d ()./-]{5,}")
_FORMULA = pattern(r"(^|[;\t\r\n][\s\"]*)(?=[\t\r\n]|\s*[=+@＝＋－＠-])")
COLUMNS = ("name", "email", "phone", "company", "title", "relationship", "groups")


def contacts_as_csv(contacts: Iterable[Contact]) -> str:
    """One row a contact."""
    rows = ({**{each: getattr(one, each) for each in COLUMNS}, "groups": ", ".join(one.groups)} for one in contacts)
    return as_csv(COLUMNS, rows)


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """A table for spreadsheets, which show its values and compute none."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(str(row.get(column) or "")) for column in columns] for row in rows)
    return written.getvalue()


def safe_cell(text: str) -> str:
    """The text so that no spreadsheet takes it, or a part of it, for a formula, whichever mark parts its cells.

    A phone number stays.
    """
    return text if _PHONE.fullmatch(text) else _FORMULA.sub(r"\1'", text)


def as_vcards(contacts: Iterable[Contact], version: str = "3.0") -> str:
    """One card a contact, CRLF, folded at 75 bytes; a stable UID, so that a second import updates."""
    return content(line for each in contacts for line in _card(each, version))


def _card(contact: Contact, version: str) -> list[str]:
    # A name is never split: the structured name that version 3.0 requires has all of it in its first part,
    # unless the profile itself says which part is the family name.
    family = contact.family or ""
    given = contact.name.removesuffix(family).strip() if family and contact.name.endswith(family) else ""
    structured = (family, given, "", contact.honorific or "", "") if given else (contact.name, "", "", "", "")
    lines = ["BEGIN:VCARD", f"VERSION:{version}", f"FN:{escaped(contact.name)}"]
    lines.append("N:" + ";".join(map(escaped, structured)))
    email = "EMAIL;TYPE=INTERNET" if version == "3.0" else "EMAIL"
    said = {email: contact.email, "TEL": contact.phone, "ORG": contact.company, "TITLE": contact.title}
    lines += [f"{name}:{escaped(value)}" for name, value in said.items() if value]
    lines += [f"ADR:;;{escaped(', '.join(contact.post))};;;;"] if contact.post else []
    lines += ["CATEGORIES:" + ",".join(map(escaped, contact.groups))] if contact.groups else []
    identity = f"{contact.key}/"  # a person keeps it in another company; as it always was for those without one
    lines.append(f"UID:jobnet-{hashlib.sha256(identity.encode()).hexdigest()[:32]}")
    return [*lines, "END:VCARD"]
