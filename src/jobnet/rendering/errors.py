"""The mistakes that a template can hold, as they are told."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from jobnet.errors import Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class TemplateStopError(Exception):
    """Something this program does not let a template do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.hint = hint


def problem(path: Path, line: int, what: str, hint: str = "") -> Problem:
    """A mistake in a template."""
    said = what if what.endswith((".", "?")) else f"{what}."
    return Problem("template", Severity.ERROR, said, hint, Place(str(path), line, 1))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The nearest of the names, as the end of a message; nothing if none is near."""
    near = difflib.get_close_matches(name, list(known), 1)
    return f"; did you mean `{near[0]}`?" if near else ""
