"""Lines of a letter's plain text: at most 72 columns where words allow, list items hanging, URLs whole."""

from __future__ import annotations

import re

WIDTH = 72
_ITEM = re.compile(r" *(?:[-*•] |\d{1,3}[.)] )?")
_BLANK = re.compile(r"\n{3,}")
_NO_WORD = re.compile(r"\W+|\d+[.)]")


def tidy(rendered: str) -> str:
    """Without spaces at the ends of lines, and with one empty line where a template left several."""
    return _BLANK.sub("\n\n", "\n".join([line.rstrip() for line in rendered.split("\n")])).strip("\n")


def wrap(text: str, width: int = WIDTH) -> str:
    """Each line wrapped for itself, so that a signature's lines stay apart."""
    return "\n".join([line if len(line) <= width else _wrapped(line, width) for line in text.split("\n")])


def _wrapped(line: str, width: int) -> str:
    marker = _ITEM.match(line)
    start = marker.end() if marker else 0
    lines, current = [], line[:start]
    hang = " " * start
    for word in line[start:].split(" "):
        if not word:
            continue
        if len(current) + len(word) + 1 > width and current.strip() and len(current) > start:
            lines.append(current)
            current = hang + word
        else:
            current = f"{current} {word}" if len(current) > start else current + word
    return "\n".join([*lines, current])


def count_words(text: str, greeting: str, closing: str) -> int:
    """Words of the body between greeting and closing; URLs, addresses and bullets are none."""
    start = text.find(greeting) + len(greeting) if greeting and greeting in text else 0
    end = text.rfind(f"\n{closing}\n") if closing else -1
    words = text[start : end if end > start else None].split()
    return sum(1 for word in words if "://" not in word and "@" not in word and not _NO_WORD.fullmatch(word))
