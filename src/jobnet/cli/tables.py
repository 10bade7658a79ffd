"""Lists for programs and spreadsheets: the forms, and how they are written."""

from __future__ import annotations

import csv
import io
import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence


class Table(StrEnum):
    """The forms of a dated list."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


TableForm = Annotated[
    Table,
    typer.Option(
        "--format", "-f", rich_help_panel="Output", help="Text for people, JSON for programs, CSV for spreadsheets."
    ),
]


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return written.getvalue()


def safe_cell(value: str | None) -> str:
    """The value as a spreadsheet shows it and never computes it."""
    from jobnet.importing.exporting import no_formula

    return no_formula(value or "")


def iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
