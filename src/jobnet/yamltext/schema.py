"""Shapes of values: each reads a node into a value, notes what is wrong at its place, and knows its JSON Schema.

A shape's `read(reading, node, path)` returns the value, or None when a mistake was noted or nothing was said.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from jobnet.errors import Problem, Severity
from jobnet.patterns import pattern
from jobnet.yamltext.glued import glued_key
from jobnet.yamltext.nearest import nearest
from jobnet.yamltext.nodes import Mapping, Node, Scalar, Sequence, YamlText, walk
from jobnet.yamltext.parsing import literal_trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SLOT = pattern(r"TODO|TBD|\[[^\[\]]*\]|<[^<>@]*>|\{[^{}]*\}|\{\{[^{}]*\}\}")
_NOTHING = frozenset({"none", "n/a", "-", "–", "—"})
_MOST_GUESSES = 20
_LONGEST_SHOWN = 60
_MOST_DIGITS = 9
_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}
"""A text: an editor's YAML may take `0123` or `No` for something else; this program does not."""


class TreeReading:
    """One tree being read: what was found wrong so far."""

    def __init__(self, source: YamlText) -> None:
        self.source = source
        self._found: list[tuple[Node, str, str, str, Severity]] = []
        self.guesses = 0

    def mistake(self, node: Node, message: str, hint: str = "", *, key: str = "") -> None:
        """Something wrong with this node; `key` is the key in it that is missing."""
        self._found.append((node, message, hint, key, Severity.ERROR))

    def warn(self, node: Node, message: str, hint: str = "") -> None:
        self._found.append((node, message, hint, "", Severity.WARNING))

    def did_you_mean(self, word: str, candidates: Iterable[str]) -> str:
        """The nearest candidate in a sentence; only for the first mistakes, more are not shown."""
        self.guesses += 1
        guess = nearest(word, candidates) if self.guesses <= _MOST_GUESSES else None
        return f"Did you mean `{guess}`?" if guess else ""

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
    """Whether nothing stands there: no node, or `email:` with nothing but spaces behind it."""
    return node is None or (isinstance(node, Scalar) and not node.value.strip())


# Texts


class Leaf:
    """A value that is written as one text; a kind of it says what the text means."""

    looks = ""

    def read(self, reading: Any, node: Node, _path: str = "") -> Any:
        if isinstance(node, Scalar):
            return self.meant(reading, node, node.value.strip())
        found = "a list" if isinstance(node, Sequence) else "a mapping (`key: value`)"
        return reading.mistake(node, f"expected text, found {found}.", _in_quotes(reading.source, node))

    def meant(self, reading: Any, node: Scalar, text: str) -> Any:
        """The value that this text stands for; None, and a mistake noted, if it stands for none."""
        raise NotImplementedError

    def schema(self) -> dict[str, Any]:
        """What an editor may check of the text as it is typed: its `looks`, where it has any."""
        return _TEXT | ({"pattern": self.looks} if self.looks else {})


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
        if trouble := literal_trouble(text):
            return reading.mistake(node, *trouble)
        if len(text) > self.most:
            what = f"this text has {len(text)} characters; the limit is {self.most}."
            return reading.mistake(node, what, "Shorten it.")
        return text if text and not is_slot(reading, node, text) else None


def is_slot(reading: TreeReading, node: Node, text: str) -> bool:
    """Whether the text is nothing but a slot to be filled; if so, that is noted."""
    if text[:1] not in {"T", "[", "<", "{"} or not _SLOT.fullmatch(text):
        return False
    reading.mistake(node, f"`{text}` is a placeholder.", "Write what belongs here, or take the line out.")
    return True


def says_nothing(reading: TreeReading, node: Node) -> bool:
    """Whether a text in a list is a word for nothing; if so, that is noted."""
    if not isinstance(node, Scalar) or node.value.strip().casefold() not in _NOTHING:
        return False
    reading.warn(node, f"`{node.value.strip()}` is taken for nothing.", "Take it out.")
    return True


def shown(value: str) -> str:
    """A value as it can be printed in a message: short, on one line, odd characters escaped."""
    cut = value if len(value) <= _LONGEST_SHOWN else value[: _LONGEST_SHOWN - 3] + "..."
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)


# Choices and numbers

_YES = {"yes": True, "y": True, "true": True, "on": True, "no": False, "n": False, "false": False, "off": False}


class YesNo(Leaf):
    """`yes` or `no`, and what other programs write for them."""

    def meant(self, reading: Any, node: Scalar, text: str) -> Any:
        if text.casefold() in _YES:
            return _YES[text.casefold()]
        return reading.mistake(node, f"`{shown(text)}` is neither yes nor no.", "Write `yes` or `no`.")

    def schema(self) -> dict[str, Any]:
        words = sorted({word for short in _YES for word in (short, short.capitalize(), short.upper())})
        return {"anyOf": [{"type": ["boolean", "null"]}, {"enum": words}]}


class Number(Leaf):
    """A whole number, not negative."""

    def __init__(self, least: int = 0, most: int = 1_000_000) -> None:
        self.least = least
        self.most = most

    def meant(self, reading: Any, node: Scalar, text: str) -> Any:
        digits = text.isascii() and text.isdigit() and len(text.lstrip("0")) <= _MOST_DIGITS
        if digits and self.least <= int(text) <= self.most:
            return int(text)
        what = f"`{shown(text)}` is not a whole number from {self.least} to {self.most}."
        return reading.mistake(node, what, "Write it in digits.")


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
        guess = reading.did_you_mean(folded, self.all)
        hint = f"{guess} Write one of {listed}.".strip()
        return reading.mistake(node, f"`{shown(node.value)}` is not known here.", hint)

    def schema(self) -> dict[str, Any]:
        return {"enum": [*self.all, None]}


# Lists and maps


class ListOf:
    """A list; one text alone is a list of one."""

    def __init__(self, item: Shape) -> None:
        self.item = item

    def read(self, reading: Any, node: Node, path: str = "") -> Any:
        if isinstance(node, Scalar):
            return () if says_nothing(reading, node) else self.of_one(reading, node, path)
        if isinstance(node, Mapping):
            what = "expected a list, found a mapping (`key: value`)."
            return reading.mistake(node, what, "Begin each entry with `- `.")
        items = [(item, f"{path}[{number}]") for number, item in enumerate(node.items) if not unsaid(item)]
        items = [(item, where) for item, where in items if not says_nothing(reading, item)]
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

    def read(self, reading: Any, node: Node, path: str = "") -> Any:
        if not isinstance(node, Mapping):
            return reading.mistake(node, "expected `key: value` lines.", f"Write each as `{self.says}: …`.")
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


# Records


class Key:
    """One key of a record: how its value is read, and the field it fills (the key itself unless said)."""

    def __init__(self, name: str, shape: Shape, says: str = "", *, field: str = "", required: bool = False) -> None:
        self.name = name
        self.shape = shape
        self.says = says
        self.field = field or name
        self.required = required


class RecordShape:
    """An object with known keys, from whose fields `build` makes the value.

    A plain text may stand for the object: the value of its `first` key (a list, where that is one), or what `or_text`
    reads into a dict of fields.
    """

    def __init__(
        self,
        name: str,
        build: Callable[..., Any],
        keys: list[Key],
        *,
        first: str = "",
        or_text: Shape | None = None,
    ) -> None:
        self.name = name
        self.build = build
        self.keys = {key.name: key for key in keys}
        self.first = self.keys[first] if first else None
        self.or_text = self.first.shape if self.first else or_text

    def read(self, reading: Any, node: Node, path: str = "") -> Any:
        values = self._values(reading, node, path)
        return None if values is None else self.made(reading, values, node, path)

    def made(self, _reading: Any, values: dict[str, Any], _node: Node, _path: str) -> Any:
        return self.build(**values)

    def _values(self, reading: Any, node: Node, path: str) -> Any:
        """The values by field; None if it is no such record."""
        if not isinstance(node, Mapping):
            return self._of_text(reading, node, path)
        values: dict[str, Any] = {}
        for name, below in node.pairs:
            key = self.keys.get(name.value)
            if key is None:
                self._refuse_unknown(reading, name)
            elif not unsaid(below) and not self._is_glued(reading, below):
                value = key.shape.read(reading, below, f"{path}.{key.name}" if path else key.name)
                if value is not None:
                    values[key.field] = value
        for key in self.keys.values():
            if key.required and key.field not in values:
                self._refuse_missing(reading, node, key.name)
                return None
        return values

    def _is_glued(self, reading: TreeReading, node: Node) -> bool:
        trouble = glued_key(node, reading.source.text, self.keys) if isinstance(node, Scalar) else None
        if trouble:
            reading.mistake(node, *trouble)
        return trouble is not None

    def _of_text(self, reading: Any, node: Scalar | Sequence, path: str) -> Any:
        if self._is_glued(reading, node):
            return None
        if self.or_text and (isinstance(node, Scalar) or isinstance(self.or_text, ListOf)):
            value = self.or_text.read(reading, node, path)
            return {self.first.field: value} if self.first and value is not None else value
        there = "a list" if isinstance(node, Sequence) else f"`{shown(node.value)}`"
        keys = ", ".join(f"`{name}`" for name in [*self.keys][:4])
        return reading.mistake(node, f"expected `key: value` lines, found {there}.", f"The keys here: {keys} …")

    def _refuse_unknown(self, reading: TreeReading, name: Scalar) -> None:
        if not self._is_glued(reading, name) and not name.value.startswith(("x-", "X-")):
            hint = reading.did_you_mean(name.value, self.keys) or self.elsewhere(name.value)
            if (bare := name.value.removeprefix("-")) in self.keys:  # it would be known, but for the `-`
                hint = f"Put a space after the `-`: `- {bare}: …`."
            reading.mistake(name, f"the key `{shown(name.value)}` is not known here.", hint)

    def elsewhere(self, _name: str) -> str:
        """Where a key that is not known here may belong."""
        return "Keys of your own begin with `x-`."

    def _refuse_missing(self, reading: TreeReading, node: Mapping, name: str) -> None:
        if unsaid(node.get(name)):  # else it is said, but wrong, and noted there
            first = next((below.value for _, below in node.pairs if isinstance(below, Scalar) and below.value), "")
            about = f" (the {self.name} with `{shown(first)}`)" if first else ""
            reading.mistake(node, f"`{name}` is missing{about}.", f"Add `{name}: …`.", key=name)

    def schema(self) -> dict[str, Any]:
        """A reference; `definition` is what it refers to."""
        reference = {"$ref": f"#/$defs/{self.name.replace(' ', '_')}"}
        return {"anyOf": [reference, self.or_text.schema()]} if self.or_text else reference

    def definition(self) -> dict[str, Any]:
        """The schema of an object that is written with its keys."""
        keys = self.keys.values()
        described = {key.name: key.shape.schema() | ({"description": key.says} if key.says else {}) for key in keys}
        return {
            "type": "object",
            "properties": described,
            "patternProperties": {"^[xX]-": True},
            "additionalProperties": False,
            "required": [key.name for key in keys if key.required],
        }

    def records(self) -> dict[str, RecordShape]:
        """This record and every one below it, by name."""
        found = {self.name: self}
        for key in self.keys.values():
            shape: Any = key.shape
            while isinstance(shape, ListOf | MapOf):
                shape = shape.item
            if isinstance(shape, RecordShape) and shape.name not in found:
                found |= shape.records()
        return found
