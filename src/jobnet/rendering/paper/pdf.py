"""A letter as a PDF: set by Typst, tagged, with its title and language, the same bytes each time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobnet.errors import Exit, JobnetError
from jobnet.extras import wanted
from jobnet.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobnet.rendering.paper.sheet import Passage, Sheet

_TEMPLATE = Path(__file__).with_name("letter.typ")
_SIZES = (11, 10.5, 10)
"""Points: smaller where a letter then stands on one page."""
_TOP, _POINT, _LEADING = 20, 0.3528, 1.26
_CODE = 2, 3
"""Letters of a language's code."""


@dataclass(frozen=True)
class Printed:
    """A letter as its PDF."""

    pdf: bytes
    lines_over: int
    """How many lines of it stand on a second page, about."""


def printed(sheet: Sheet, subject: str, passages: Sequence[Passage]) -> Printed:
    """The letter, on one page if it can be. A JobnetError where no font at hand has one of its signs."""
    data = _data(sheet, subject, passages)
    for size in _SIZES:
        pdf, page, end = _set(data | {"size": size})
        if page == 1:
            return Printed(pdf, 0)
    return Printed(pdf, max(1, round((end - _TOP) / (size * _POINT * _LEADING))))


def _set(data: dict[str, Any]) -> tuple[bytes, int, float]:
    """The PDF, and on which page and how far down it ends."""
    typst = wanted("typst", "paper")
    given = {"letter": json.dumps(data)}
    try:
        try:  # its own fonts make the same letter everywhere
            compiler = typst.Compiler(str(_TEMPLATE), sys_inputs=given, ignore_system_fonts=True)
            pdf = compiler.compile(pdf_standards="ua-1")
        except typst.TypstError:
            compiler = typst.Compiler(str(_TEMPLATE), sys_inputs=given)
            pdf = compiler.compile(pdf_standards="ua-1")
    except typst.TypstError as failed:
        if "could not be displayed" not in str(failed):
            raise
        sign = str(failed).partition('`"')[2].partition('"`')[0]
        said = f"no font on this computer has the sign {sign}: install one that does, Noto Sans of that script"
        raise JobnetError(f"The letter cannot be printed: {said}.", Exit.REFUSED) from None
    end = json.loads(compiler.query("<end>", field="value"))[0]
    return pdf, end["page"], end["y"]


def _data(sheet: Sheet, subject: str, passages: Sequence[Passage]) -> dict[str, Any]:
    """All that stands on the page, as plain data."""
    page, today = sheet.custom, sheet.today
    return {
        "paper": page.paper,
        "margin": page.margin,
        "window": page.window,
        "body": page.body,
        "date_at": page.date,
        "fold": page.fold,
        "language": sheet.language if len(sheet.language) in _CODE else "en",
        "region": sheet.country if len(sheet.country) == 2 and sheet.country.isalpha() else None,
        "author": sheet.author,
        "date": {"year": today.year, "month": today.month, "day": today.day},
        "sender": sheet.sender,
        "reader": sheet.reader,
        "return_line": sheet.return_line,
        "dateline": sheet.dateline,
        "subject": subject,
        "heading": f"{sheet.before_subject}{subject}",
        "passages": [{"lines": each.lines, "items": each.items, "name_at": each.name_at} for each in passages],
    }
