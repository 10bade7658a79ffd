"""The JSON Schema of a profile, for editors: made from the tables that read it."""

from __future__ import annotations

from typing import Any

from jobnet.profile.records import PROFILE

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def profile_schema() -> dict[str, Any]:
    """The schema, with every key, shorthand and description."""
    records = PROFILE.records()
    root = records.pop(PROFILE.name)
    return {
        "$schema": DIALECT,
        "title": "jobnet profile",
        "description": "One job search, in its owner's words (docs/profile.md).",
        **root.definition(),
        "$defs": {name.replace(" ", "_"): record.definition() for name, record in sorted(records.items())},
    }
