"""Lines of a letter's plain text: at most 72 columns where words allow, list items hanging, URLs whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobnet.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Collection

WIDTH = 72
_BULLETS = ("- ", "* ", "• ")
_LONGEST_NUMBER = 3
_NUMBER = pattern(r"^ *\d{1,3}[.)] ", re.MULTILINE)
_ADDRESS = pattern(r"(?:://|@)\S*")
_NO_WORDS = ("-", "–", "—", "·", "•", "*", "&", "/")


def wrap(text: str, width: int = WIDTH) -> str:
    """Each line wrapped for itself, so that a signature's lines stay apart."""
    return "\n".join([line if len(line) <= width else _wrapped(line, width) for line in text.split("\n")])


def _wrapped(line: str, width: int) -> str:
    """Cut at spaces only, from line to line: a word longer than a line, as a URL may be, stands whole."""
    start = _hang(line)
    hang, lines, rest = " " * start, [], line
    while len(rest) > width:
        cut = rest.rfind(" ", start + 1, width + 1)
        if cut < 0:
            cut = rest.find(" ", width)
        if cut < 0:
            break
        lines.append(rest[:cut].rstrip())
        rest = hang + rest[cut:].lstrip()
    return "\n".join([*lines, rest])


def _hang(line: str) -> int:
    """Columns of the indent and of the bullet or number that this line begins with."""
    item = line.lstrip(" ")
    indent = len(line) - len(item)
    if item.startswith(_BULLETS):
        return indent + 2
    number, space, _ = item.partition(" ")
    is_numbered = space and number[-1:] in {".", ")"} and number[:-1].isdecimal() and len(number) <= _LONGEST_NUMBER + 1
    return indent + len(number) + 1 if is_numbered else indent


def count_words(text: str, greeting: str, signed: Collection[str]) -> int:
    """Words of the body between greeting and signature; URLs, addresses, bullets and numbers of lists are none.

    `signed`: names that one line of a signature consists of.
    """
    body = text.partition(f"{greeting}\n")[2] if greeting and greeting in text else text
    before, _, last = body.rpartition("\n\n")
    if any(line in signed for line in last.split("\n")):
        body = before
    words = body.split()
    count = len(words) - sum([words.count(each) for each in _NO_WORDS])
    return count - len(_NUMBER.findall(body)) - len(_ADDRESS.findall(body))
