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
    basics = resume.get("basics") if isinstance(resume, dict) else None
    if not isinstance(basics, dict) or not _text(basics.get("name")):
        raise unusable(file, "not a JSON Resume: it has no basics.name.")
    profiles = [each for each in _list(basics.get("profiles")) if isinstance(each, dict)]
    linkedin = next((_text(p.get("url")) for p in profiles if _text(p.get("network")).casefold() == "linkedin"), "")
    location = basics.get("location")
    values = said(
        name=_text(basics.get("name")),
        email=_text(basics.get("email")),
        phone=_text(basics.get("phone")),
        location=_text(location.get("city")) if isinstance(location, dict) else "",
        linkedin=linkedin if linkedin.startswith(("http://", "https://")) else "",
        target_titles=tuple(filter(None, [_text(basics.get("label"))])),
        expertise=tuple(
            _text(s.get("name")) for s in _list(resume.get("skills")) if isinstance(s, dict) and _text(s.get("name"))
        ),
    )
    return ForeignFile("JSON Resume", (ForeignRecord(Section.SEEKER, values, 1),), (), (note,) if note else ())


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
