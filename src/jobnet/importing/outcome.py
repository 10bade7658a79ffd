"""What comes of an import: the changes to the profile, and what is to be said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobnet.profile.editing import Change


@dataclass
class Merging:
    """What is to be done, and what is to be said of it. Lines count rows of the foreign file."""

    changes: list[Change] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    completed: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    known: int = 0
    told: dict[tuple[str, int, str], str] = field(default_factory=dict)
    """What an earlier row of the same file adds to a record, and under which key."""
    left_out: list[str] = field(default_factory=list)

    @property
    def took_nothing(self) -> bool:
        """Whether no row was of any use: neither new nor known."""
        return not (self.added or self.completed or self.conflicts or self.known)
