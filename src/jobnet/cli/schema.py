"""`jobnet schema`: the JSON Schema of the profile."""

from __future__ import annotations

from jobnet.cli import console
from jobnet.profile.records import profile_schema


def schema() -> None:
    """Print the JSON Schema of the profile, for editors that complete and check as you type."""
    console.show_json(profile_schema())
