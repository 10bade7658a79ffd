"""A key that YAML takes for text, its colon glued or none (`name:Marek`, `email = m@x.org`); and a text for a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.patterns import pattern
from jobnet.yamltext.nodes import Scalar, quoted

if TYPE_CHECKING:
    from collections.abc import Container

    from jobnet.yamltext.nodes import Mapping

_GLUED = pattern(r"(?P<key>[a-z_]+)(?:(?P<colon>:)(?!//)| ?= ?)(?P<value>.*)")


def glued_key(node: Scalar, text: str, keys: Container[str]) -> tuple[str, str] | None:
    """What is wrong with a line of this plain text that begins with one of the keys, and the line mended."""
    lines = text[node.start : node.end].split("\n") if not node.style else ()
    for found in map(_GLUED.match, map(str.strip, lines)):
        if found and found["key"] in keys:
            what = "a space is missing after `:`." if found["colon"] else "a `:` and a space are missing after the key."
            return what, f"Write: `{found['key']}: {found['value']}`"
    return None


def cut_at_comma(node: Mapping, name: Scalar, text: str) -> str:
    """How to keep together what a comma inside `{ }` cut off from the text before it; empty where that is not so."""
    bare = [
        isinstance(value, Scalar) and not value.value and ":" not in text[key.end : value.end]
        for key, value in node.pairs
    ]
    names = [key for key, _ in node.pairs]
    at = next(number for number, key in enumerate(names) if key is name)
    first = next((number for number in range(at, -1, -1) if not bare[number]), at)
    if not node.flow or first == at:
        return ""
    key, begun = node.pairs[first]
    end = next((names[number - 1].end for number in range(at, len(bare)) if not bare[number]), names[-1].end)
    if not isinstance(begun, Scalar) or begun.style:
        return ""
    whole = quoted(text[begun.start : end])
    return f"Inside `{{ }}` a comma ends a text. Put quotes around it: `{key.value}: {whole}`"
