"""Lines of a letter's plain text: at most 72 columns where words allow, list items hanging, URLs whole."""

from __future__ import annotations

import re
from functools import lru_cache

from jobnet.patterns import pattern
from jobnet.pieces import items_in

WIDTH = 72
_BULLETS = ("- ", "* ", "• ")
_LONGEST_NUMBER = 3
_TWO_STOPS = pattern(r"(?<=[^\s./])\.\.(?=\s|$)")
_STOP_AFTER_MARK = pattern(r"([!?])\.(?=\s|$)", re.MULTILINE)
_NUMBER = pattern(r" *\d{1,3}[.)] ")
_ADDRESS = pattern(r"(?:://|@)\S*")
_NO_WORDS = ("-", "–", "—", "·", "•", "*", "&", "/")


def tidy(rendered: str) -> str:
    """Without spaces at the ends of lines, and with one empty line where a template left several."""
    lines = "\n".join([line.rstrip() for line in rendered.split("\n")]).strip("\n")
    if ".." in lines:  # a name that ends in a stop, "Sp. z o.o.", at the end of a sentence
        lines = _TWO_STOPS.sub(".", lines)
    if ("!" in lines and "!." in lines) or ("?" in lines and "?." in lines):  # so does "Jump!"
        lines = _STOP_AFTER_MARK.sub(r"\1", lines)
    if "\n\n\n" in lines:
        return "\n\n".join([paragraph.lstrip("\n") for paragraph in lines.split("\n\n") if paragraph])
    return lines


def wrap(text: str, width: int = WIDTH) -> str:
    """Each line wrapped for itself, so that a signature's lines stay apart."""
    return "\n".join([line if len(line) <= width else _wrapped(line, width) for line in text.split("\n")])


@lru_cache(maxsize=512)
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


def count_words(text: str, greeting: str, closing: str) -> int:
    """Words of the body between greeting and closing; URLs, addresses, bullets and numbers of lists are none."""
    start = text.find(greeting) + len(greeting) if greeting and greeting in text else 0
    end = text.rfind(f"\n{closing}\n") if closing else -1
    body = text[start : end if end > start else None]
    return sum(map(_count, body.split("\n\n")))


@lru_cache(maxsize=512)
def _count(paragraph: str) -> int:
    """Kept, as the letters of a run share most paragraphs."""
    items = items_in(paragraph)
    if len(items) > 1:
        return sum(map(_count, items))
    words = paragraph.split()
    count = len(words) - sum([words.count(each) for each in _NO_WORDS if each in paragraph])
    count -= sum([1 for line in paragraph.split("\n") if _NUMBER.match(line)])
    return count - len(_ADDRESS.findall(paragraph)) if "@" in paragraph or "://" in paragraph else count
