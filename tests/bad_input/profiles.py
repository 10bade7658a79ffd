"""A valid profile file, and the one thing a row changes in it; written as JSON, which is YAML with all its quotes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

BEA = {"name": "Bea Li", "email": "bea@example.com", "offered_help": "2026-10-02"}
BAKERS = {
    "company": "Harbourside Bakers",
    "position": "Technical Manager",
    "hiring_manager": {"name": "Ruth Abernathy", "honorific": "Ms", "family": "Abernathy", "email": "ruth@example.com"},
    "applied": "2026-09-21",
    "interview": {"date": "2026-10-06", "with": "Ruth Abernathy"},
    "runner_up": "2026-10-13",
    "impression": [
        "The walk along the new gluten-free line stays with me.",
        "So does the rule that any baker may stop a batch.",
    ],
}


def a_profile(**changes: Any) -> dict[str, Any]:
    """A small profile from which all three letters can be written; a change of None takes a key away."""
    whole = {
        "name": "Nia Pargeter",
        "email": "nia@example.com",
        "locale": "en-GB",
        "resume": "https://example.com/nia/cv",
        "offer_in_return": "My allergen checklist is yours.",
        "summary": "I make sure factory food is safe and tastes the same every day.",
        "not_a_fit": "Night shifts are not for me.",
        "target_titles": ["Quality Manager"],
        "target_companies": ["Fennel & Rye", "Harbourside Bakers"],
        "contacts": [BEA],
        "applications": [BAKERS],
        "news": ["2026-10-12 Fennel & Rye are opening their test kitchen to visitors in November."],
    } | changes
    return {key: value for key, value in whole.items() if value is not None}


def write(tree: Path, profile: dict[str, Any] | None = None, /, **changes: Any) -> Path:
    """The profile as `profile.yaml` in this folder."""
    path = tree / "profile.yaml"
    whole = a_profile(**changes) if profile is None else profile
    path.write_text(json.dumps(whole, indent=1, ensure_ascii=False), "utf-8")
    return path
