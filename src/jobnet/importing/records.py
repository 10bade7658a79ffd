"""What an import yields: records under the profile's own keys, and what was passed over, row by row."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import StrEnum
from typing import TypeAlias

from jobnet.errors import Exit, JobnetError
from jobnet.frozen import dataclass
from jobnet.profile.editing import Change, Put
from jobnet.profile.model import Profile
from jobnet.profile.splicing import Path
from jobnet.yamltext import YamlText

Value: TypeAlias = "str | tuple[str, ...]"


class Section(StrEnum):
    """The list of the profile a record belongs to; `SEEKER` stands for the keys at the top."""

    CONTACTS = "contacts"
    APPLICATIONS = "applications"
    SEEKER = "seeker"


@dataclass(frozen=True)
class ForeignRecord:
    """One usable row: `values` are keys of `docs/profile.md` and what they are to hold. Rows count from 1."""

    section: Section
    values: Mapping[str, Value]
    row: int = 0
    unread: bool = False
    """Whether a date of it was left out, as it could be two days: it comes in without."""
    addresses: tuple[str, ...] = ()
    """All that a person has, where a profile holds one."""
    others: tuple[str, ...] = ()
    """Further addresses, telephones and companies, for which a profile has no place."""


@dataclass(frozen=True)
class Skipped:
    """A row that gave no record, and why."""

    row: int
    reason: str


@dataclass(frozen=True)
class ForeignFile:
    """One foreign file, read."""

    format: str
    records: tuple[ForeignRecord, ...]
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()


def by_reason(skipped: Iterable[Skipped]) -> list[str]:
    """The rows, those of one reason together."""
    rows: dict[str, list[str]] = {}
    for each in skipped:
        rows.setdefault(each.reason, []).append(str(each.row))
    return [f"row{'s' if len(found) > 1 else ''} {', '.join(found)}: {reason}" for reason, found in rows.items()]


def unusable(file: str, why: str) -> JobnetError:
    """A file that gives nothing is an error, never a silent success."""
    return JobnetError(f"{file}: {why}", Exit.REFUSED, rule="import")


def said(**values: Value | None) -> dict[str, Value]:
    """The values that say something: nothing empty is taken over."""
    return {key: value for key, value in values.items() if value}


@dataclasses.dataclass
class Merging:
    """What is to be done to this profile, and what is to be said of it."""

    text: YamlText
    """The user's file; when all is done, as it is to be."""
    profile: Profile
    changes: list[Change] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    completed: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    known: int = 0
    others: list[str] = field(default_factory=list)
    """What people have besides, and a profile has no second place for."""
    told: dict[Path, str] = field(default_factory=dict)
    """What an earlier row of the same file adds to a record, and under which key."""
    left_out: list[str] = field(default_factory=list)
    _first_ones: int = 0

    def leave_out(self, record: ForeignRecord, what: str, *, first: bool = False) -> None:
        """`first`: what the user should see before what is usual, which is not shown to the end."""
        place = self._first_ones if first else len(self.left_out)
        self._first_ones += first
        self.left_out.insert(place, f"row {record.row}: {what}")

    def conflict(self, record: ForeignRecord, what: str) -> None:
        """What differs, or cannot be settled here: shown, and never written over what the user has."""
        self.conflicts.append(f"row {record.row}: {what}")

    def put(self, place: Path, new: Mapping[str, str]) -> None:
        """Keys that a record of the profile did not have."""
        for key, value in new.items():
            self.changes.append(Put(place, key, value))
            self.told[*place, key] = value

    def complete(self, what: str, new: Mapping[str, str]) -> None:
        """Say what a record gains; one that gains nothing was known."""
        if new:
            self.completed.append(f"{what}: {', '.join(f'{key}: {value}' for key, value in new.items())}")
        else:
            self.known += 1

    @property
    def took_nothing(self) -> bool:
        """Whether no row was of any use: neither new nor known."""
        return not (self.added or self.completed or self.conflicts or self.known)
