"""Shapes of values: each reads a node into a value, notes what is wrong at its place, and knows its JSON Schema.

A shape's `read(reading, node, path)` returns the value, or None when a mistake was noted or nothing was said.
`path` is that of the node, given only to shapes that are `placed`; mistakes find theirs by the node.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from jobnet.errors import Exit, JobnetError, Problem, Severity
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.yamltext.nearest import did_you_mean
from jobnet.yamltext.nodes import Mapping, Node, Scalar, Sequence, Source, walk
from jobnet.yamltext.parsing import forbidden, named, parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import Enum

_SLOT = pattern(r"TODO|TBD|\[[^\[\]]*\]|<[^<>@]*>|\{[^{}]*\}|\{\{[^{}]*\}\}")
_SLOT_STARTS = frozenset("[<{T")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u200b\u2060\ufeff")
_JOINERS = frozenset("\u200c\u200d")
_Made = TypeVar("_Made")
_MOST_GUESSES = 20
_LONGEST_SHOWN = 60
_MOST_DIGITS = 9


class Reading:
    """One source being read: what was found wrong so far."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._found: list[tuple[Node, str, str, str, Severity]] = []
        self._guesses = 0

    @property
    def has_found(self) -> bool:
        return bool(self._found)

    def mistake(self, node: Node, message: str, hint: str = "", *, key: str = "") -> None:
        """Something wrong with this node; `key` is the key in it that is missing."""
        self._found.append((node, message, hint, key, Severity.ERROR))

    def warn(self, node: Node, message: str, hint: str = "") -> None:
        self._found.append((node, message, hint, "", Severity.WARNING))

    def did_you_mean(self, word: str, candidates: Any) -> str:
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


_set_state = object.__setattr__


def made(kind: type[_Made], values: dict[str, Any]) -> _Made:
    """A frozen dataclass of these fields; those not said are its class's defaults.

    Its own constructor sets each field by itself, which is an eighth of the time of reading a large file.
    """
    thing = kind.__new__(kind)
    _set_state(thing, "__dict__", values)
    return thing


class Shape(Protocol):
    """How one kind of value is read and described."""

    @property
    def placed(self) -> bool: ...

    def read(self, reading: Any, node: Node, path: str, /) -> object | None: ...

    def schema(self) -> dict[str, Any]: ...


class Leaf:
    """A shape of one value that remembers no place."""

    placed: ClassVar[bool] = False


# Texts

SCHEMA_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}
"""A text: an editor's YAML may take `0123` or `No` for something else; this program does not."""


@dataclass(frozen=True)
class Text(Leaf):
    """Literal text on one line: what the user typed, without the spaces around it."""

    most: int = 5000

    def read(self, reading: Any, node: Node, _path: str = "") -> str | None:
        if node.__class__ is not Scalar:
            not_text(reading, node)
            return None
        value = node.value.strip()
        trouble = literal_trouble(value)
        if trouble:
            reading.mistake(node, *trouble)
        elif len(value) > self.most:
            reading.mistake(node, f"this text has {len(value)} characters; the limit is {self.most}.", "Shorten it.")
        elif value and not is_slot(reading, node, value):
            return value
        return None

    def schema(self) -> dict[str, Any]:
        return SCHEMA_TEXT | {"maxLength": self.most}


def not_text(reading: Reading, node: Node) -> None:
    """A list or mapping stands where a text belongs; mostly brackets or a colon want quotes."""
    found = "a list" if isinstance(node, Sequence) else "a mapping (`key: value`)"
    begin, stop = reading.source.line_span(node.start)
    hint = "Write one text."
    if node.end <= stop:
        end = begin + len(reading.source.text[begin:stop].rstrip())
        end = node.end if node.flow or " #" in reading.source.text[node.end : end] else end  # type: ignore[union-attr]
        hint = f"If this is one text, put quotes around it: `{reading.source.quoted_line(node.start, end)}`"
    reading.mistake(node, f"expected text, found {found}.", hint)


def literal_trouble(value: str) -> tuple[str, str] | None:
    """What is wrong with a literal text, and what to do; None if it can stand on one line anywhere."""
    if value.isprintable():
        return None
    for index, character in enumerate(value):
        if character in "\r\n\u2028\u2029\x85\x0b\x0c":
            return f"a line break ({named(character)}) in a text that must be one line.", "Write it on one line."
        if forbidden(character) and character != "\ufeff":
            return f"a {named(character)} in the text.", "Take it out."
        if character in _BIDI or character in _INVISIBLE or (character in _JOINERS and not _joins(value, index)):
            return f"an invisible {named(character)} in the text.", "Take it out, or type the text anew."
    return None


def _joins(value: str, index: int) -> bool:
    """Whether a joiner stands where scripts and emoji need it: between characters that are not ASCII."""
    return 0 < index < len(value) - 1 and not value[index - 1].isascii() and not value[index + 1].isascii()


def is_slot(reading: Reading, node: Node, value: str) -> bool:
    """Whether the value is nothing but a slot to be filled; if so, that is noted."""
    if value[0] not in _SLOT_STARTS or (value[0] == "T" and value not in {"TODO", "TBD"}):
        return False
    if _SLOT.fullmatch(value) is None:
        return False
    reading.mistake(node, f"`{value}` is a placeholder.", "Write what belongs here, or take the line out.")
    return True


# Choices and numbers

_YES = {"yes": True, "y": True, "true": True, "on": True, "no": False, "n": False, "false": False, "off": False}


@dataclass(frozen=True)
class YesNo(Leaf):
    """`yes` or `no`, and what other programs write for them."""

    def read(self, reading: Any, node: Node, _path: str = "") -> bool | None:
        if not isinstance(node, Scalar):
            not_text(reading, node)
            return None
        found = _YES.get(node.value.strip().casefold())
        if found is None:
            reading.mistake(node, f"`{shown(node.value)}` is neither yes nor no.", "Write `yes` or `no`.")
        return found

    def schema(self) -> dict[str, Any]:
        words = sorted({word for short in _YES for word in (short, short.capitalize(), short.upper())})
        return {"anyOf": [{"type": ["boolean", "null"]}, {"enum": words}]}


@dataclass(frozen=True)
class Number(Leaf):
    """A whole number, not negative."""

    least: int = 0
    most: int = 1_000_000

    def read(self, reading: Any, node: Node, _path: str = "") -> int | None:
        if not isinstance(node, Scalar):
            not_text(reading, node)
            return None
        value = node.value.strip()
        digits = value.isascii() and value.isdigit() and len(value.lstrip("0")) <= _MOST_DIGITS
        if digits and self.least <= int(value) <= self.most:
            return int(value)
        what = f"`{shown(value)}` is not a whole number from {self.least} to {self.most}."
        reading.mistake(node, what, "Write it in digits.")
        return None

    def schema(self) -> dict[str, Any]:
        number = {"type": "integer", "minimum": self.least, "maximum": self.most}
        return {"anyOf": [number, {"type": "string", "pattern": "^[0-9]+$"}, {"type": "null"}]}


@dataclass(frozen=True)
class Choice(Leaf):
    """One of a few words, each with what it stands for."""

    words: dict[str, Any]
    also: dict[str, Any] | None = None
    """Other words that are understood, but not suggested."""

    def read(self, reading: Any, node: Node, _path: str = "") -> Any:
        if node.__class__ is not Scalar:
            not_text(reading, node)
            return None
        folded = node.value.strip().casefold().replace("-", "_").replace(" ", "_")
        known = {word.casefold(): meant for word, meant in (self.words | (self.also or {})).items()}
        if folded in known:
            return known[folded]
        listed = ", ".join(f"`{word}`" for word in self.words)
        guess = reading.did_you_mean(folded, known)
        reading.mistake(node, f"`{shown(node.value)}` is not known here.", f"{guess} Write one of {listed}.".strip())
        return None

    def schema(self) -> dict[str, Any]:
        return {"enum": [*self.words, *(self.also or {}), None]}


def choice_of(kind: type[Enum], **also: Any) -> Choice:
    """The values of a StrEnum as words."""
    return Choice({str(member.value): member for member in kind}, also)


def shown(value: str) -> str:
    """A value as it can be printed in a message: short, on one line, odd characters escaped."""
    cut = value if len(value) <= _LONGEST_SHOWN else value[: _LONGEST_SHOWN - 3] + "..."
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)


# Lists and maps


class ListOf:
    """A list; one text alone is a list of one."""

    def __init__(self, item: Shape, *, lone_mapping: bool = False) -> None:
        self.item = item
        self.placed = item.placed
        self.lone_mapping = lone_mapping

    def read(self, reading: Any, node: Node, path: str) -> tuple[Any, ...] | None:
        read = self.item.read
        if node.__class__ is Sequence:
            items = node.items
        elif node.__class__ is Scalar or self.lone_mapping:
            found = read(reading, node, f"{path}[0]")
            return None if found is None else (found,)
        else:
            self._not_a_list(reading, node)
            return None
        values = []
        for index, item in enumerate(items):
            if item.__class__ is Scalar and not item.value:
                continue  # nothing was said
            found = read(reading, item, f"{path}[{index}]" if self.placed else "")
            if found is not None:
                values.append(found)
        return tuple(values)

    def _not_a_list(self, reading: Reading, node: Node) -> None:
        reading.mistake(node, "expected a list, found a mapping (`key: value`).", "Begin each entry with `- `.")

    def schema(self) -> dict[str, Any]:
        item = self.item.schema()
        return {"anyOf": [{"type": "array", "items": {"anyOf": [item, {"type": "null"}]}}, item, {"type": "null"}]}


class MapOf(Leaf):
    """The user's own keys, each with the same kind of value."""

    def __init__(self, value: Shape, *, says: str = "key") -> None:
        self.value = value
        self.says = says

    def read(self, reading: Any, node: Node, _path: str = "") -> MappingProxyType[str, Any] | None:
        if not isinstance(node, Mapping):
            reading.mistake(node, "expected `key: value` lines.", f"Write each as `{self.says}: …`.")
            return None
        found = {
            key.value.strip(): value
            for key, item in node.pairs
            if not (isinstance(item, Scalar) and not item.value)
            and (trouble_free(reading, key))
            and (value := self.value.read(reading, item, "")) is not None
        }
        return MappingProxyType(found)

    def schema(self) -> dict[str, Any]:
        return {"type": ["object", "null"], "additionalProperties": {"anyOf": [self.value.schema(), {"type": "null"}]}}


def trouble_free(reading: Reading, key: Scalar) -> bool:
    """Whether a key of the user's own can be printed."""
    trouble = literal_trouble(key.value.strip())
    if trouble:
        reading.mistake(key, *trouble)
    return trouble is None


class Numbers(Leaf):
    """Changes to a table of default numbers: only its keys, the rest as they are."""

    def __init__(self, defaults: Any, most: int = 100_000) -> None:
        self.defaults = defaults
        self.number = Number(0, most)

    def read(self, reading: Any, node: Node, path: str = "") -> MappingProxyType[str, int] | None:
        found = Record("numbers", dict, [Key(key, self.number) for key in self.defaults]).read(reading, node, path)
        return None if found is None else MappingProxyType({**self.defaults, **found})

    def schema(self) -> dict[str, Any]:
        one = self.number.schema()
        keys = {key: one | {"description": f"Default {value}."} for key, value in self.defaults.items()}
        return {"type": ["object", "null"], "properties": keys, "additionalProperties": False}


# Records


@dataclass(frozen=True)
class Key:
    """One key of a record: how its value is read, and the field it fills (the key itself unless said)."""

    name: str
    shape: Shape
    says: str = ""
    field: str = ""
    required: bool = False


class Record:
    """An object with known keys. A plain text stands for it, with only its first key set, where `or_text`."""

    def __init__(
        self,
        name: str,
        build: Callable[..., Any],
        keys: list[Key],
        *,
        or_text: Shape | None = None,
        placed: bool = False,
        custom: bool = False,
    ) -> None:
        """`build` gets the values by field, and `at`; a `custom` one gets (reading, values, node, path) instead.

        `or_text` reads the plain text that may stand for the object, into a dict of fields.
        """
        self.name = name
        self.build = build
        self.keys = keys
        self.or_text = or_text
        self.placed = placed or custom
        self.custom = custom
        self._by_name = {key.name: (key.field or key.name, key.shape.read, key.shape.placed) for key in keys}
        self._required = tuple(key.name for key in keys if key.required)

    def read(self, reading: Any, node: Node, path: str) -> Any:  # noqa: C901 - one loop, run for every key there is
        values: dict[str, Any] = {}
        if node.__class__ is not Mapping:
            if self.or_text is None or node.__class__ is not Scalar:
                self._not_a_record(reading, node)
                return None
            found = self.or_text.read(reading, node, path)
            if found is None:
                return None
            values = dict(found)  # type: ignore[call-overload]
        else:
            known = self._by_name
            for key, value in node.pairs:
                name = key.value
                if name not in known:
                    self._unknown(reading, key)
                    continue
                field, read, placed = known[name]
                if isinstance(value, Scalar) and not value.value:
                    continue
                found = read(reading, value, (f"{path}.{name}" if path else name) if placed else "")
                if found is not None:
                    values[field] = found
            for name in self._required:
                if self._by_name[name][0] not in values:
                    self._missing(reading, node, name)
                    return None
        if self.custom:
            return self.build(reading, values, node, path)
        if self.placed:
            values["at"] = reading.source.place(node.start, path)
        return self.build(**values)

    def _unknown(self, reading: Reading, key: Scalar) -> None:
        if not key.value.startswith(("x-", "X-")):
            guess = reading.did_you_mean(key.value, self._by_name)
            hint = guess or "Keys of your own begin with `x-`."
            reading.mistake(key, f"the key `{shown(key.value)}` is not known here.", hint)

    def _missing(self, reading: Reading, node: Mapping, name: str) -> None:
        said = node.get(name)
        if said is not None and not (isinstance(said, Scalar) and not said.value.strip()):
            return  # said, but wrong, and noted there
        texts = (value.value for key, value in node.pairs if isinstance(value, Scalar) and value.value)
        first = next(texts, "")
        about = f" (the {self.name} with `{shown(first)}`)" if first else ""
        reading.mistake(node, f"`{name}` is missing{about}.", f"Add `{name}: …`.", key=name)

    def _not_a_record(self, reading: Reading, node: Node) -> None:
        found = "a list" if isinstance(node, Sequence) else f"`{shown(node.value)}`" if isinstance(node, Scalar) else ""
        keys = ", ".join(f"`{key.name}`" for key in self.keys[:4])
        reading.mistake(node, f"expected `key: value` lines, found {found}.", f"The keys here: {keys} …")

    def schema(self) -> dict[str, Any]:
        """A reference; `definition` is what it refers to."""
        reference = {"$ref": f"#/$defs/{self.name.replace(' ', '_')}"}
        return {"anyOf": [reference, self.or_text.schema()]} if self.or_text else reference

    def definition(self) -> dict[str, Any]:
        described = {
            key.name: key.shape.schema() | ({"description": key.says} if key.says else {}) for key in self.keys
        }
        found = {
            "type": "object",
            "properties": described,
            "patternProperties": {"^[xX]-": True},
            "additionalProperties": False,
        }
        return found | ({"required": list(self._required)} if self._required else {})

    def records(self) -> dict[str, Record]:
        """This record and every one below it, by name."""
        found = {self.name: self}
        for key in self.keys:
            shape: Any = key.shape
            while isinstance(shape, ListOf | MapOf):
                shape = shape.item if isinstance(shape, ListOf) else shape.value
            for below in getattr(shape, "parts", (shape,)):
                if isinstance(below, Record) and below.name not in found:
                    found |= below.records()
        return found


class First(Leaf):
    """The plain text that stands for an object: the value of its first key."""

    def __init__(self, field: str, shape: Shape) -> None:
        self.field = field
        self.shape = shape

    def read(self, reading: Any, node: Node, path: str = "") -> dict[str, Any] | None:
        found = self.shape.read(reading, node, path)
        return None if found is None else {self.field: found}

    def schema(self) -> dict[str, Any]:
        return self.shape.schema()


def read_record(data: bytes, file: str, record: Record, *, rule: str, exit_code: Exit) -> Any:
    """What a small file of one record says; JobnetError with every mistake in it. An empty file says nothing."""
    if not re.sub(rb"(?m)^\s*(#.*)?$|^---\s*$", b"", data.removeprefix(b"\xef\xbb\xbf")).strip():
        return record.build()
    source = parse(data, file, rule=rule, exit_code=exit_code)
    reading = Reading(source)
    found = record.read(reading, source.root, "") if source.root else None
    problems = reading.problems()
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise JobnetError(problems, exit_code)
    return found
