"""What an import yields: records under the profile's own keys, and what was passed over, row by row."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from jobnet.errors import Exit, JobnetError
from jobnet.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

Value: TypeAlias = "str | tuple[str, ...] | Mapping[str, Value]"


class Section(StrEnum):
    """The list of the profile a record belongs to; `SEEKER` stands for the keys at the top."""

    CONTACTS = "contacts"
    COMPANIES = "target_companies"
    APPLICATIONS = "applications"
    SEEKER = "seeker"


@dataclass(frozen=True)
class Record:
    """One usable row: `values` are keys of `docs/profile.md` and what they are to hold. Rows count from 1."""

    section: Section
    values: Mapping[str, Value]
    row: int = 0
    unread: bool = False
    """Whether a date of it was left out, as it could be two days: it comes in without."""


@dataclass(frozen=True)
class Skipped:
    """A row that gave no record, and why."""

    row: int
    reason: str


@dataclass(frozen=True)
class Reading:
    """One foreign file, read."""

    format: str
    records: tuple[Record, ...]
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table with its header found: each row as a map from the header's words, with its line number."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    empty_rows: tuple[int, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def has(self, *names: str) -> bool:
        """Whether all these columns are there."""
        return set(names) <= set(self.header)


def unusable(file: str, why: str) -> JobnetError:
    """A file that gives nothing is an error, never a silent success."""
    return JobnetError(f"{file}: {why}", Exit.REFUSED, rule="import")


def said(**values: Value | None) -> dict[str, Value]:
    """The values that say something: nothing empty is taken over."""
    return {key: value for key, value in values.items() if value}
