"""Plain YAML, line by line: blocks of `key: value` and `- item`, texts, quotes and flows.

Nearly every profile is written so. It is read into the very tree that libyaml's events give (a property test holds the
two together), without importing PyYAML. All else, mistakes above all, is `NotPlainError`: block scalars, rare
escapes, anchors, tags, keys in quotes. libyaml reads that, and says what is wrong.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from jobnet.patterns import pattern
from jobnet.yamltext.nodes import RECORD, Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from jobnet.yamltext.nodes import Source, Take

_KEY = r"[A-Za-z_][A-Za-z0-9_-]*"
_QUOTED = r"\"(?:[^\"\\\n]|\\[\"\\/xu])*\"|'(?:[^'\n]|'')*'"
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@` ")
"""What no plain text may begin with, or only sometimes."""
_PLAIN_IN_FLOW = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^:#,?\[\]{}\n]|:(?=[^\s:,?\[\]{}#])|(?<=[^ ])#)*"

_ONE_KEY = re.compile(_KEY)
_ONE_QUOTED = re.compile(_QUOTED)
_LONG_QUOTED = pattern(r"\"[^\"\\]*\"|'(?:[^']|'')*'")
_FOLD = pattern(r" *\n((?: *\n)*) *")
_ESCAPE = pattern(r"\\(?:([\"\\/])|x([0-9A-Fa-f]{2})|u((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})|)")
_REST = re.compile(r" *(?: #.*)?$", re.MULTILINE)
_PAIR = re.compile(rf"[ \n]*({_KEY}): +(?:({_PLAIN_IN_FLOW})|({_QUOTED})|(?=[\[{{]))")
_ITEM = re.compile(rf"[ \n]*(?:({_PLAIN_IN_FLOW})|({_QUOTED})|(?=[\[{{]))")
_SPACES = re.compile(r"[ \n]*")
_BLOCK_SCALAR = pattern(r"[|>][-+0-9]*\n")

_DEEPEST = 20


class NotPlainError(Exception):
    """The text is more than this module reads, or wrong."""


def plain_tree(source: Source, take: Take | None) -> Mapping:
    """The root of a plain text; `take` as `parse` has it. Raises NotPlainError."""
    text = source.text
    if "\t" in text or "\r" in text or (("|" in text or ">" in text) and _BLOCK_SCALAR.search(text)):
        raise NotPlainError
    return _Lines(source, take).read()


class _Lines:
    """The blocks that are open: the innermost in `items`, `column`, `is_list` and `start`, those around it in `outer`.

    A mapping's items are its keys and values in turn; their number is odd while a value is awaited.
    """

    def __init__(self, source: Source, take: Take | None) -> None:
        self.source = source
        self.text = source.text
        self.take = take
        self.items: list[Any] = []
        self.column = 0
        self.is_list = False
        self.start = 0
        self.outer: list[tuple[list[Any], int, bool, int]] = [([], -1, False, 0)]
        self.ended = 0
        """Where the last value ended, and with it every block that ends now."""
        self.next_line = -1
        """Where the line begins that may go on with the plain text above it."""
        self.inside_until = 0
        """Up to where lines belong to a text in quotes or a flow."""
        self.keys: dict[str, str] = {}  # seen, each as the one object that all records share
        self.distinct: set[tuple[str, ...]] = set()  # keys of mappings seen, with none of them twice

    def read(self) -> Mapping:  # noqa: C901, PLR0912 - one loop, run for every line there is
        after = 0
        for line in self.text.split("\n"):
            begin = after
            after += len(line) + 1
            if begin < self.inside_until:
                continue
            rest = said = line.lstrip(" ")
            if not said or said[0] == "#":
                continue
            has_dash = said[:2] == "- "
            if has_dash:
                rest = said[1:].lstrip(" ")
                if not rest or rest[0] == "#":
                    raise NotPlainError
            column = len(line) - len(said)
            if begin == self.next_line and column > self.column:
                self._go_on(begin + column, after)
                continue
            while column < self.column:
                self._close()
            if has_dash:
                self._begin_item(column, begin + column)
                column = len(line) - len(rest)
            before, colon, value = rest.partition(": ")
            if not colon and rest[-1] == ":":
                before, colon = rest[:-1], ":"
            key = colon and (self.keys.get(before) or self._new_key(before))
            if key:
                begin += column
                if has_dash:
                    self._open(column, begin, is_list=False)
                elif column != self.column or self.is_list or len(self.items) % 2:
                    self._begin_pair(column, begin)
                self.items.append(Scalar(begin, begin + len(key), key))
                rest = value.lstrip(" ")
            elif not has_dash:
                raise NotPlainError
            if rest and rest[0] != "#":
                self.items.append(self._value(rest, after - 1 - len(rest)))
        while len(self.outer) > 1:
            self._close()
        return self._root()

    def _new_key(self, before: str) -> str:
        """What stands before a colon, if it is a key; else nothing."""
        if not _ONE_KEY.fullmatch(before):
            return ""
        key = self.keys[before] = sys.intern(before)
        return key

    def _root(self) -> Mapping:
        if not self.items:
            raise NotPlainError
        self.start = self.items[0].start
        self._close()
        root: Mapping = self.items[0]
        return root

    def _begin_item(self, column: int, start: int) -> None:
        """A list goes on in this column, or begins as the value that is awaited."""
        if self.is_list:
            if column != self.column:
                raise NotPlainError
        elif len(self.items) % 2:
            self._open(column, start, is_list=True)
        else:
            raise NotPlainError

    def _begin_pair(self, column: int, start: int) -> None:
        """A mapping goes on in this column, or begins as the value that is awaited."""
        if self.is_list:
            self._close()  # a list may stand as far left as its key; if this one did not, nothing is awaited
        awaited = len(self.items) % 2
        if column == self.column:
            if awaited:
                self._nothing_said()
        elif awaited:
            self._open(column, start, is_list=False)
        else:
            raise NotPlainError

    def _open(self, column: int, start: int, *, is_list: bool) -> None:
        if len(self.outer) > _DEEPEST:
            raise NotPlainError
        self.outer.append((self.items, self.column, self.is_list, self.start))
        self.items, self.column, self.is_list, self.start = [], column, is_list, start

    def _close(self) -> None:
        if not self.is_list and len(self.items) % 2:
            self._nothing_said()
        below, start, was_list = self.items, self.start, self.is_list
        self.items, self.column, self.is_list, self.start = self.outer.pop()
        if was_list:
            self.items.append(Sequence(start, self.ended, below))
        else:
            self.items.append(self._mapping(start, self.ended, below, self.items, len(self.outer)))

    def _nothing_said(self) -> None:
        self.ended = self.items[-1].end + 1
        self.items.append(Scalar(self.ended, self.ended, ""))

    def _mapping(
        self, start: int, end: int, below: list[Any], around: list[Any], depth: int, *, flow: bool = False
    ) -> Any:
        """The mapping of these keys and values, or what is taken in its place; `depth` lists and mappings around it."""
        keys = below[::2]
        names = tuple([key.value for key in keys])
        if names not in self.distinct:
            if len({name.lower() for name in names}) < len(names):
                raise NotPlainError
            self.distinct.add(names)
        mapping = Mapping(start, end, list(zip(keys, below[1::2], strict=True)), flow=flow)
        if self.take and depth == RECORD:
            return self.take(self.source, self.outer[1][0] if len(self.outer) > 1 else self.items, len(around), mapping)
        return mapping

    # One line's value

    def _value(self, rest: str, start: int) -> Any:
        first = rest[0]
        if first not in _INDICATORS:
            comment = rest.find(" #")
            if comment < 0:
                self.next_line = start + len(rest) + 1
            said = (rest if comment < 0 else rest[:comment]).rstrip(" ")
            if ": " in said or said[-1] == ":":
                raise NotPlainError
            self.ended = start + len(said)
            return Scalar(start, self.ended, said)
        if first in "[{":
            value, self.ended = self._flow(start, self.items, len(self.outer))
            self.inside_until = self.ended
        else:
            value = self._quoted(start)
            self.ended = value.end
        if not _REST.match(self.text, self.ended):
            raise NotPlainError
        return value

    def _go_on(self, start: int, end: int) -> None:
        """One more line of the plain text above."""
        said = self.text[start:end].rstrip(" \n")
        if ": " in said or said[-1] == ":" or " #" in said:
            raise NotPlainError
        scalar = self.items[-1]
        scalar.value += f" {said}"
        self.ended = scalar.end = start + len(said)
        self.next_line = end

    def _quoted(self, start: int) -> Scalar:
        """The text in quotes that begins here."""
        found = _ONE_QUOTED.match(self.text, start)
        if found:
            return _unquoted(found[0], start)
        found = _LONG_QUOTED.match(self.text, start)
        if not found or "\n---" in found[0] or "\n..." in found[0]:
            raise NotPlainError
        self.inside_until = found.end()
        scalar = _unquoted(found[0], start)
        scalar.value = _FOLD.sub(lambda fold: "\n" * fold[1].count("\n") or " ", scalar.value)
        return scalar

    def _flow(self, start: int, around: list[Any], depth: int) -> tuple[Any, int]:
        """The flow that begins here, with `depth` lists and mappings around it, and where it ends."""
        if depth > _DEEPEST:
            raise NotPlainError
        text = self.text
        is_list = text[start] == "["
        closing, one = ("]", _ITEM) if is_list else ("}", _PAIR)
        items: list[Any] = []
        at = start + 1
        while text[at : at + 1] != closing or items:
            found = one.match(text, at)
            if not found:
                raise NotPlainError
            if not is_list:
                items.append(Scalar(found.start(1), found.end(1), found[1]))
            plain, quoted = found.groups()[-2:]
            at = found.end()
            if plain:
                begin = at - len(plain)
                plain = plain.rstrip(" ")
                items.append(Scalar(begin, begin + len(plain), plain))
            elif quoted:
                items.append(_unquoted(quoted, at - len(quoted)))
            else:
                value, at = self._flow(at, items, depth + 1)
                items.append(value)
            at = _SPACES.match(text, at).end()  # type: ignore[union-attr]
            after = text[at : at + 1]
            if after == closing:
                break
            if after != ",":
                raise NotPlainError
            at += 1
        at += 1
        if is_list:
            return Sequence(start, at, items, flow=True), at
        return self._mapping(start, at, items, around, depth, flow=True), at


def _unquoted(typed: str, start: int) -> Scalar:
    said = typed[1:-1]
    if typed[0] == "'":
        said = said.replace("''", "'")
    elif "\\" in said:
        said = _ESCAPE.sub(_escaped, said)
    return Scalar(start, start + len(typed), said, typed[0])


def _escaped(found: re.Match[str]) -> str:
    if found[0] == "\\":  # half a character, or no number
        raise NotPlainError
    return found[1] or chr(int(found[2] or found[3], 16))
