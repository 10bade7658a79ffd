"""Lists for programs and spreadsheets: the forms, and how they are written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Annotated, Literal

from jobnet.cli.options import form
from jobnet.importing.exporting import no_formula

TableForm = Annotated[Literal["text", "json", "csv"], form("Text for people, JSON for programs, CSV for spreadsheets.")]


def as_csv(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return written.getvalue()


def safe_cell(value: object) -> str:
    """The value as a spreadsheet shows it and never computes it."""
    return no_formula(str(value or ""))
