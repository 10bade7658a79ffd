"""JSON Resume: what it knows of the seeker. It says nothing about targets."""

from __future__ import annotations

import json
from typing import Any

from jobnet.importing.records import ForeignFile, ForeignRecord, Section, said, unusable
from jobnet.importing.tables import decode


def json_resume(data: bytes, file: str) -> ForeignFile:
    """Name, e-mail, phone, label, LinkedIn and skills of a JSON Resume 1.x.

    Raises:
        JobnetError: it is not JSON, or has no `basics.name`.
    """
    text, note = decode(data)
    try:
        resume = json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise unusable(file, f"not JSON ({exc}).") from exc
    basics = _record(_record(resume).get("basics"))
    if not _text(basics.get("name")):
        raise unusable(file, "not a JSON Resume: it has no basics.name.")
    profiles = _records(basics.get("profiles"))
    linkedin = next((_text(p.get("url")) for p in profiles if _text(p.get("network")).casefold() == "linkedin"), "")
    values = said(
        name=_text(basics.get("name")),
        email=_text(basics.get("email")),
        phone=_text(basics.get("phone")),
        location=_text(_record(basics.get("location")).get("city")),
        linkedin=linkedin if linkedin.startswith(("http://", "https://")) else "",
        target_titles=tuple(filter(None, [_text(basics.get("label"))])),
        expertise=tuple(filter(None, [_text(each.get("name")) for each in _records(resume.get("skills"))])),
    )
    return ForeignFile("JSON Resume", (ForeignRecord(Section.SEEKER, values, 1),), (), (note,) if note else ())


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _record(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _records(value: Any) -> list[dict[str, Any]]:
    return [_record(each) for each in value] if isinstance(value, list) else []
