"""The tree of a YAML text, from libyaml's events: values as typed, each with where it begins and ends."""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import yaml
from yaml.events import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent, StreamEndEvent

from jobnet.errors import JobnetError, Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DEEPEST = 50
_MOST_IN_ONE = 100_000
_ENDS: Any = {MappingEndEvent, SequenceEndEvent}
PARSER: Any = getattr(yaml, "CBaseLoader", yaml.SafeLoader)
"""What gives one event after another: libyaml, or where PyYAML was built without it, the slower same."""


class Scalar(NamedTuple):
    """One text. `style` is empty for a plain one, else the character that begins it: `"`, `'`, `|` or `>`."""

    start: int
    end: int
    value: str
    style: str = ""


class Mapping(NamedTuple):
    """Keys and values in the order of the file. A block ends with its last value, a flow with its bracket."""

    start: int
    end: int
    pairs: list[tuple[Scalar, Node]]
    flow: bool = False

    def get(self, key: str) -> Node | None:
        """The value of the first such key, or None."""
        return next((value for name, value in self.pairs if name.value == key), None)


class Sequence(NamedTuple):
    """The items of a list."""

    start: int
    end: int
    items: list[Node]
    flow: bool = False


Node: TypeAlias = Scalar | Mapping | Sequence


class YamlText:
    """A text and its tree. Every offset counts characters of `text`, which has no byte order mark."""

    def __init__(self, text: str, file: str, *, rule: str = "profile", bom: bool = False) -> None:
        self.text = text
        self.file = file
        self.rule = rule
        self.bom = bom
        self.root: Mapping | None = None
        self.problems: list[Problem] = []
        """Mistakes of the YAML itself, and warnings; the tree is whole without them."""
        ends = accumulate(map(len, text.splitlines(keepends=True)), initial=0)
        self._lines = array("I", ends)

    @property
    def newline(self) -> str:
        """The line break of this file: that of its first line."""
        for character in ("\r\n", "\n", "\r"):
            if character in self.text[: self._lines[1] if len(self._lines) > 1 else 0]:
                return character
        return "\n"

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self._lines, offset)
        if line == len(self._lines) and line > 1 and not self.text.endswith(("\n", "\r")):
            line -= 1  # the end of a text without a final line break is still on its last line
        return line, offset - self._lines[line - 1] + 1

    def line_start(self, line: int) -> int:
        """Where a line begins; the end of the text for one past the last."""
        return self._lines[line - 1] if line <= len(self._lines) else len(self.text)

    def line_span(self, offset: int) -> tuple[int, int]:
        """Where the line of this offset begins and ends, without its line break."""
        begin = self._lines[self.line_column(offset)[0] - 1]
        end = begin
        while end < len(self.text) and self.text[end] not in "\r\n":
            end += 1
        return begin, end

    def place(self, offset: int, path: str = "") -> Place:
        return Place(self.file, *self.line_column(offset), path)

    def problem(
        self, offset: int, message: str, hint: str = "", *, path: str = "", severity: Severity = Severity.ERROR
    ) -> Problem:
        return Problem(self.rule, severity, message, hint, self.place(offset, path))

    def quoted_line(self, start: int, end: int) -> str:
        """The user's own line with this span of it put in quotes, ready to paste."""
        begin, stop = self.line_span(start)
        end = min(end, stop)
        return f"{self.text[begin:start]}{quoted(self.text[start:end])}{self.text[end:stop]}".strip()


def quoted(text: str) -> str:
    """The text as a YAML scalar in quotes."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def walk(node: Node, path: str = "") -> Iterator[tuple[Node, str]]:
    """Every node below this one, keys too, with its path: `contacts[3].email`. A key has its value's path."""
    waiting = [(node, path)]
    while waiting:
        found, where = waiting.pop()
        yield found, where
        if isinstance(found, Mapping):
            for key, value in found.pairs:
                below = f"{where}.{key.value}" if where else key.value
                yield key, below
                waiting.append((value, below))
        elif isinstance(found, Sequence):
            waiting.extend((item, f"{where}[{index}]") for index, item in enumerate(found.items))


# From events to nodes


def tree_of_events(source: YamlText) -> Node | None:
    """The root node; YAML that is well formed but not wanted is noted, and read on."""
    known = len(source.problems)
    try:
        return _root(source, PARSER(source.text).get_event)
    except yaml.YAMLError:
        del source.problems[known:]  # they are found again when the mended text is read
        raise


def _root(source: YamlText, following: Callable[[], Any]) -> Node | None:
    following()  # the stream's start
    if isinstance(following(), StreamEndEvent):
        return None
    root = _node(source, following, following(), 0)
    following()  # the document's end
    if not isinstance(second := following(), StreamEndEvent):
        _note(source, second, "a second document begins here.", "Keep one document in one file.")
    return root


def _node(source: YamlText, following: Callable[[], Any], event: Any, depth: int) -> Node:
    """The node that begins with this event."""
    kind, start = event.__class__, event.start_mark.index
    if kind is AliasEvent:
        _note(source, event, *_unwanted(event))
        return Scalar(start, event.end_mark.index, "")
    if depth == _DEEPEST and kind is not ScalarEvent:
        raise JobnetError([*source.problems, source.problem(start, f"nested deeper than {_DEEPEST}.", "Flatten it.")])
    if event.anchor is not None or event.tag is not None:
        _note(source, event, *_unwanted(event))
    if kind is ScalarEvent:
        return Scalar(start, event.end_mark.index, event.value, event.style)
    below: list[Any] = []
    while (inner := following()).__class__ not in _ENDS:
        below.append(_node(source, following, inner, depth + 1))
        if len(below) > _MOST_IN_ONE:
            what = f"more than {_MOST_IN_ONE:,} entries stand in one place."
            raise JobnetError([*source.problems, source.problem(start, what, "Split off what is not needed.")])
    end, flow = inner.end_mark.index, inner.end_mark.index > inner.start_mark.index
    if kind is SequenceStartEvent:
        return Sequence(start, end if flow or not below else below[-1].end, below, flow=flow)
    pairs = _refuse_keys(source, list(zip(below[::2], below[1::2], strict=True)))
    return Mapping(start, end if flow else pairs[-1][1].end if pairs else start, pairs, flow=flow)


def _note(source: YamlText, event: Any, message: str, hint: str) -> None:
    source.problems.append(source.problem(event.start_mark.index, message, hint))


def _unwanted(event: Any) -> tuple[str, str]:
    if isinstance(event, AliasEvent):
        what = f"aliases are not supported here (`*{event.anchor}`)."
        return what, "Write the value out, or put quotes around text that begins with `*`."
    if event.anchor is not None:
        what = f"anchors are not supported here (`&{event.anchor}`)."
        return what, "Take it out, or put quotes around text that begins with `&`."
    tag = event.tag.replace("tag:yaml.org,2002:", "!!")
    return f"tags are not supported here (`{tag}`).", "Take it out, or put quotes around text that begins with `!`."


def _folded(key: str) -> str:
    if key.isascii():
        return key.lower()
    plain = unicodedata.normalize("NFKD", key).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def _refuse_keys(source: YamlText, pairs: list[tuple[Any, Node]]) -> list[tuple[Scalar, Node]]:
    """Duplicates, merge keys and keys that are not text are noted; the pairs that remain are returned."""
    kept: list[tuple[Scalar, Node]] = []
    first: dict[str, Scalar] = {}
    for key, value in pairs:
        if not isinstance(key, Scalar):
            start = key.start - (source.text[key.start - 1 : key.start] == "{")  # `{{ slot }}`
            begin, stop = source.line_span(start)
            line = source.quoted_line(start, begin + len(source.text[begin:stop].rstrip()))
            hint = f"If this is a text, put quotes around it: `{line}`"
            source.problems.append(source.problem(key.start, "a key must be plain text.", hint))
        elif key.value == "<<":
            what = "`<<` (merge keys) is not supported."
            source.problems.append(source.problem(key.start, what, "Write the keys out."))
        elif (before := first.setdefault(_folded(key.value), key)) is not key:
            there, here = source.line_column(before.start)[0], source.line_column(key.start)[0]
            what = f"`{key.value}` is there twice: line {there} (`{before.value}`) and line {here}."
            source.problems.append(source.problem(key.start, what, "Keep one of them."))
        else:
            kept.append((key, value))
    return kept
