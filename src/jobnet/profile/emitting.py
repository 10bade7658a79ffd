"""Values as YAML text that reads back as the same values: plain where that is safe, else in double quotes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from jobnet.patterns import pattern

Value: TypeAlias = "str | Sequence[Value] | Mapping[str, Value]"

# A colon is safe inside a word (a URL), a comma only outside `[…]` and `{…}`.
_PLAIN = pattern(r"[^\W_](?:[\w.@+/()'&!?%=~-]|,|:(?=[^\s,\]}])| (?=[^\s#]))*", re.UNICODE)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_LONGEST = 92


def scalar(text: str, *, flow: bool = False) -> str:
    """The text as one YAML scalar on one line."""
    safe = _PLAIN.fullmatch(text) and text.isprintable() and text.casefold() not in {"null", "~"}
    if safe and not (flow and re.search(r"[,\[\]{}?]", text)):
        return text
    return '"' + "".join(_ESCAPES.get(c) or (c if c.isprintable() else f"\\U{ord(c):08x}") for c in text) + '"'


def flow(value: Value) -> str:
    """The value on one line, as it stands inside `[…]` or `{…}`."""
    if isinstance(value, str):
        return scalar(value, flow=True)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(flow(each) for each in value) + "]"


def pair(key: str, value: Value, indent: int) -> list[str]:
    """A key and its value as block lines."""
    begin = " " * indent + key + ":"
    if isinstance(value, str):
        return [f"{begin} {scalar(value)}"]
    # Dated things (events) and short lists stay on one line, as the examples write them.
    line = f"{begin} {flow(value)}"
    if not value or len(line) <= _LONGEST or not isinstance(value, Sequence):
        return [line]
    return [begin, *(f"{' ' * (indent + 2)}- {flow(each)}" for each in value)]


def item(value: Value, column: int, offset: int = 2) -> list[str]:
    """One item of a block list whose dash stands in `column`; `offset` is from the dash to the first key."""
    dash = " " * column + "-" + " " * (offset - 1)
    if not isinstance(value, Mapping):
        return [dash + (scalar(value) if isinstance(value, str) else flow(value))]
    lines = [line for key, each in value.items() for line in pair(key, each, column + offset)]
    return [dash + lines[0].lstrip(), *lines[1:]]
