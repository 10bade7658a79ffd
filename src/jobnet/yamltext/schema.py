"""Shapes of values: each reads a node into a value, notes what is wrong at its place, and knows its JSON Schema.

A shape's `read(reading, node, path)` returns the value, or None when a mistake was noted or nothing was said.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from jobnet.errors import Problem, Severity
from jobnet.patterns import pattern
from jobnet.yamltext.nearest import did_you_mean
from jobnet.yamltext.nodes import Mapping, Node, Scalar, Sequence, YamlText, walk
from jobnet.yamltext.parsing import forbidden, named

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import Enum

_SLOT = pattern(r"TODO|TBD|\[[^\[\]]*\]|<[^<>@]*>|\{[^{}]*\}|\{\{[^{}]*\}\}")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u200b\u2060\ufeff")
_JOINERS = frozenset("\u200c\u200d")
_MOST_GUESSES = 20
_LONGEST_SHOWN = 60
_MOST_DIGITS = 9
SCHEMA_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}
"""A text: an editor's YAML may take `0123` or `No` for something else; this program does not."""


class TreeReading:
    """One tree being read: what was found wrong so far."""

    def __init__(self, source: YamlText) -> None:
        self.source = source
        self._found: list[tuple[Node, str, str, str, Severity]] = []
        self._guesses = 0

    def mistake(self, node: Node, message: str, hint: str = "", *, key: str = "") -> None:
        """Something wrong with this node; `key` is the key in it that is missing."""
        self._found.append((node, message, hint, key, Severity.ERROR))

    def warn(self, node: Node, message: str, hint: str = "") -> None:
        self._found.append((node, message, hint, "", Severity.WARNING))

    def did_you_mean(self, word: str, candidates: Iterable[str]) -> str:
        """The nearest candidate in a sentence; only for the first mistakes, more are not shown."""
        self._guesses += 1
        return did_you_mean(word, candidates) if self._guesses <= _MOST_GUESSES else ""

    def problems(self) -> tuple[Problem, ...]:
        """Everything found, in the order of the file."""
        found = list(self.source.problems)
        if self._found and self.source.root is not None:
            wanted = {id(node) for node, *_ in self._found}
            paths = {id(node): path for node, path in walk(self.source.root) if id(node) in wanted}
            for node, message, hint, key, severity in self._found:
                path = ".".join(part for part in (paths.get(id(node), ""), key) if part)
                found.append(self.source.problem(node.start, message, hint, path=path, severity=severity))
        return tuple(sorted(found, key=lambda each: (each.place.line, each.place.column) if each.place else (0, 0)))


class Shape(Protocol):
    """How one kind of value is read and described. `path` is the node's own: `contacts[3].email`."""

    def read(self, reading: Any, node: Node, path: str = "") -> Any: ...

    def schema(self) -> dict[str, Any]: ...


def unsaid(node: Node | None) -> bool:
    """Whether nothing stands there: no node, or `email:` with nothing behind it."""
    return node is None or (isinstance(node, Scalar) and not node.value)


# Texts


class Leaf:
    """A value that is written as one text; a kind of it says what the text means."""

    def read(self, reading: Any, node: Node, _path: str = "") -> Any:
        if isinstance(node, Scalar):
            return self.meant(reading, node, node.value.strip())
        found = "a list" if isinstance(node, Sequence) else "a mapping (`key: value`)"
        reading.mistake(node, f"expected text, found {found}.", _in_quotes(reading.source, node))
        return None

    def meant(self, reading: Any, node: Scalar, text: str) -> Any:
        """The value that this text stands for; None, and a mistake noted, if it stands for none."""
        raise NotImplementedError

    def schema(self) -> dict[str, Any]:
        return SCHEMA_TEXT


def _in_quotes(source: YamlText, node: Mapping | Sequence) -> str:
    """What to do where brackets or a colon made a list or mapping of a text: mostly, put quotes around it."""
    begin, stop = source.line_span(node.start)
    if node.end > stop:
        return "Write one text."
    end = begin + len(source.text[begin:stop].rstrip())
    end = node.end if node.flow or " #" in source.text[node.end : end] else end
    return f"If this is one text, put quotes around it: `{source.quoted_line(node.start, end)}`"


class Text(Leaf):
    """Literal text on one line: what the user typed, without the spaces around it."""

    def __init__(self, most: int = 5000) -> None:
        self.most = most

    def meant(self, reading: Any, node: Scalar, text: str) -> Any:
        trouble = literal_trouble(text)
        if trouble:
            reading.mistake(node, *trouble)
        elif len(text) > self.most:
            reading.mistake(node, f"this text has {len(text)} characters; the limit is {self.most}.", "Shorten it.")
        elif text and not is_slot(reading, node, text):
            return text
        return None

    def schema(self) -> dict[str, Any]:
        return SCHEMA_TEXT | {"maxLength": self.most}


def literal_trouble(value: str) -> tuple[str, str] | None:
    """What is wrong with a literal text, and what to do; None if it can stand on one line anywhere."""
    if value.isprintable():
        return None
    for index, character in enumerate(value):
        if character in "\r\n\u2028\u2029\x85\x0b\x0c":
            return f"a line break ({named(character)}) in a text that must be one line.", "Write it on one line."
        if forbidden(character) and character != "\ufeff":
            return f"a {named(character)} in the text.", "Take it out."
        if character in _BIDI or character in _INVISIBLE or (character in _JOINERS and not joins(value, index)):
            return f"an invisible {named(character)} in the text.", "Take it out, or type the text anew."
    return None


def joins(value: str, index: int) -> bool:
    """Whether a joiner stands where scripts and emoji need it: between characters that are not ASCII."""
    return 0 < index < len(value) - 1 and not value[index - 1].isascii() and not value[index + 1].isascii()


def is_slot(reading: TreeReading, node: Node, text: str) -> bool:
    """Whether the text is nothing but a slot to be filled; if so, that is noted."""
    if text[:1] not in {"T", "[", "<", "{"} or not _SLOT.fullmatch(text):
        return False
    reading.mistake(node, f"`{text}` is a placeholder.", "Write what belongs here, or take the line out.")
    return True


def shown(value: str) -> str:
    """A value as it can be printed in a message: short, on one line, odd characters escaped."""
    cut = value if len(value) <= _LONGEST_SHOWN else value[: _LONGEST_SHOWN - 3] + "..."
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)


# Choices and numbers

_YES = {"yes": True, "y": True, "true": True, "on": True, "no": False, "n": False, "false": False, "off": False}


class YesNo(Leaf):
    """`yes` or `no`, and what other programs write for them."""

    def meant(self, reading: Any, node: Scalar, text: str) -> bool | None:
        found = _YES.get(text.casefold())
        if found is None:
            reading.mistake(node, f"`{shown(node.value)}` is neither yes nor no.", "Write `yes` or `no`.")
        return found

    def schema(self) -> dict[str, Any]:
        words = sorted({word for short in _YES for word in (short, short.capitalize(), short.upper())})
        return {"anyOf": [{"type": ["boolean", "null"]}, {"enum": words}]}


class Number(Leaf):
    """A whole number, not negative."""

    def __init__(self, least: int = 0, most: int = 1_000_000) -> None:
        self.least = least
        self.most = most

    def meant(self, reading: Any, node: Scalar, text: str) -> int | None:
        digits = text.isascii() and text.isdigit() and len(text.lstrip("0")) <= _MOST_DIGITS
        if digits and self.least <= int(text) <= self.most:
            return int(text)
        what = f"`{shown(text)}` is not a whole number from {self.least} to {self.most}."
        reading.mistake(node, what, "Write it in digits.")
        return None

    def schema(self) -> dict[str, Any]:
        number = {"type": "integer", "minimum": self.least, "maximum": self.most}
        return {"anyOf": [number, {"type": "string", "pattern": "^[0-9]+$"}, {"type": "null"}]}


class Choice(Leaf):
    """One of a few words, each with what it stands for. `also` are understood, but not suggested."""

    def __init__(self, words: dict[str, Any], also: dict[str, Any] | None = None) -> None:
        self.words = words
        self.all = words | (also or {})
        self._folded = {word.casefold(): meant for word, meant in self.all.items()}

    def meant(self, reading: Any, node: Scalar, text: str) -> Any:
        folded = text.casefold().replace("-", "_").replace(" ", "_")
        if folded in self._folded:
            return self._folded[folded]
        listed = ", ".join(f"`{word}`" for word in self.words)
        guess = reading.did_you_mean(folded, self._folded)
        reading.mistake(node, f"`{shown(node.value)}` is not known here.", f"{guess} Write one of {listed}.".strip())
        return None

    def schema(self) -> dict[str, Any]:
        return {"enum": [*self.all, None]}


def choice_of(kind: type[Enum], **also: Any) -> Choice:
    """The values of a StrEnum as words."""
    return Choice({str(member.value): member for member in kind}, also)


# Lists and maps


class ListOf:
    """A list; one text alone is a list of one."""

    def __init__(self, item: Shape) -> None:
        self.item = item

    def read(self, reading: Any, node: Node, path: str = "") -> Any:
        if isinstance(node, Mapping):
            reading.mistake(node, "expected a list, found a mapping (`key: value`).", "Begin each entry with `- `.")
            return None
        if isinstance(node, Scalar):
            return self.of_one(reading, node, path)
        items = [(item, f"{path}[{number}]") for number, item in enumerate(node.items) if not unsaid(item)]
        values = [self.item.read(reading, item, where) for item, where in items]
        return tuple(value for value in values if value is not None)

    def of_one(self, reading: Any, node: Node, path: str) -> Any:
        found = self.item.read(reading, node, f"{path}[0]")
        return None if found is None else (found,)

    def schema(self) -> dict[str, Any]:
        item = self.item.schema()
        return {"anyOf": [{"type": "array", "items": {"anyOf": [item, {"type": "null"}]}}, item, {"type": "null"}]}


class OneOrMore(ListOf):
    """A list of records; one record alone is a list of one."""

    def read(self, reading: Any, node: Node, path: str = "") -> Any:
        return self.of_one(reading, node, path) if isinstance(node, Mapping) else super().read(reading, node, path)


class MapOf:
    """The user's own keys, each with the same kind of value."""

    def __init__(self, item: Shape, *, says: str) -> None:
        self.item = item
        self.says = says

    def read(self, reading: Any, node: Node, path: str = "") -> MappingProxyType[str, Any] | None:
        if not isinstance(node, Mapping):
            reading.mistake(node, "expected `key: value` lines.", f"Write each as `{self.says}: …`.")
            return None
        values = {}
        for key, below in node.pairs:
            if unsaid(below):
                continue
            if trouble := literal_trouble(key.value.strip()):
                reading.mistake(key, *trouble)
            elif (value := self.item.read(reading, below, path)) is not None:
                values[key.value.strip()] = value
        return MappingProxyType(values)

    def schema(self) -> dict[str, Any]:
        return {"type": ["object", "null"], "additionalProperties": {"anyOf": [self.item.schema(), {"type": "null"}]}}
