"""A key that YAML takes for text, its colon glued or none: `name:Marek`, `email = m@x.org`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Container

    from jobnet.yamltext.nodes import Scalar

_GLUED = pattern(r"(?P<key>[a-z_]+)(?:(?P<colon>:)(?!//)| ?= ?)(?P<value>.*)")


def glued_key(node: Scalar, text: str, keys: Container[str]) -> tuple[str, str] | None:
    """What is wrong with a line of this plain text that begins with one of the keys, and the line mended."""
    lines = text[node.start : node.end].split("\n") if not node.style else ()
    for found in map(_GLUED.match, map(str.strip, lines)):
        if found and found["key"] in keys:
            what = "a space is missing after `:`." if found["colon"] else "a `:` and a space are missing after the key."
            return what, f"Write: `{found['key']}: {found['value']}`"
    return None
