"""`jobnet schema`: the JSON Schema of the profile."""

from __future__ import annotations

import json

from jobnet.cli import console
from jobnet.profile.json_schema import profile_schema


def schema() -> None:
    """Print the JSON Schema of the profile, for editors that complete and check as you type."""
    console.show(json.dumps(profile_schema(), indent=2, ensure_ascii=False) + "\n")
