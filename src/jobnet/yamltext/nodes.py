"""The tree of a YAML text: values as typed, each with where it begins and ends."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from jobnet.errors import Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Scalar:
    """One text. `style` is empty for a plain one, else the character that begins it: `"`, `'`, `|` or `>`."""

    __slots__ = ("end", "start", "style", "value")

    def __init__(self, start: int, end: int, value: str, style: str = "") -> None:
        self.start = start
        self.end = end
        self.value = value
        self.style = style


class Mapping:
    """Keys and values in the order of the file. A block ends with its last value, a flow with its bracket."""

    __slots__ = ("end", "flow", "pairs", "start")

    def __init__(self, start: int, end: int, pairs: list[tuple[Scalar, Node]], *, flow: bool = False) -> None:
        self.start = start
        self.end = end
        self.pairs = pairs
        self.flow = flow

    def get(self, key: str) -> Node | None:
        """The value of the first such key, or None."""
        return next((value for name, value in self.pairs if name.value == key), None)


class Sequence:
    """The items of a list."""

    __slots__ = ("end", "flow", "items", "start")

    def __init__(self, start: int, end: int, items: list[Node], *, flow: bool = False) -> None:
        self.start = start
        self.end = end
        self.items = items
        self.flow = flow


Node: TypeAlias = Scalar | Mapping | Sequence


class TreeError(Exception):
    """Nothing can be read on from here."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)


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
