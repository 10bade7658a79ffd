"""What the lines of a template mean, told to Jinja2 before it reads them; line numbers stay.

The line break behind a tag alone on its line goes into a comment, and so leaves nothing. Every other line that holds
anything ends in a mark: by it the layout tells a line from which everything has fallen away from an empty one, which
parts paragraphs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobnet.errors import JobnetError
from jobnet.patterns import pattern
from jobnet.rendering.errors import problem

if TYPE_CHECKING:
    from pathlib import Path

LINE = "\x1f"
"""Stands at the end of each line of a template that is not empty."""

_PIECE = pattern(r"(\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|\n)", re.DOTALL)
_TAG = pattern(r"\{%[-+]?\s*(\w+)")
_SIGN = pattern(r"([-+]?)[%#]\}$")
_PRINTING_TAGS = frozenset({"include", "raw", "endraw"})
_GONE_TAGS = frozenset({"set", "macro", "call", "filter", "import", "from", "extends", "block"})
_GONE_NAMES = pattern(r"\bvariant\(|\|\s*(?:heading|link|once)\b")


def prepared(template: str, path: Path) -> str:
    """The template as Jinja2 is to read it; a JobnetError where it has what templates no longer have."""
    lines: list[str] = []
    line: list[str] = []
    for piece in _PIECE.split(template):
        if piece == "\n":
            lines.append(_ended(line))
            line = []
        elif piece:
            if gone := _gone(piece):
                what = f"`{gone}` is of the old kind of template: a template is now the letter with its blanks"
                hint = "See docs/templates.md. To start again, delete the file and copy it anew."
                number = "".join([*lines, *line]).count("\n") + 1
                raise JobnetError((problem(path, number, what, hint),))
            line.append(piece)
    return "".join([*lines, *line])


def _ended(line: list[str]) -> str:
    """A line with its line break."""
    parts = [part for part in line if part.strip()]
    if not parts:
        return "\n"
    if all(_leaves_nothing(part) for part in parts):
        return f"{''.join(parts)}{{#\n{_SIGN.findall(parts[-1])[0]}#}}"
    return f"{''.join(line)}{LINE}\n"


def _leaves_nothing(part: str) -> bool:
    if part.startswith("{#"):
        return True
    tag = _TAG.match(part)
    return tag is not None and tag[1] not in _PRINTING_TAGS


def _gone(piece: str) -> str:
    """What of the old kind of template stands in this tag, if anything."""
    if not piece.startswith(("{%", "{{")):
        return ""
    tag = _TAG.match(piece)
    if tag and tag[1] in _GONE_TAGS:
        return tag[1]
    name = _GONE_NAMES.search(piece)
    return name[0].strip("|( ") if name else ""
