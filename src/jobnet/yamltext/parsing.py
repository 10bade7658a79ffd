"""YAML bytes to a tree in one pass over the parser's events; nothing guessed, everything unsafe refused by name."""

from __future__ import annotations

import gc
import re
import unicodedata
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from jobnet.errors import Exit, JobnetError, Place, Problem, Severity
from jobnet.patterns import pattern
from jobnet.yamltext.events import parser_of
from jobnet.yamltext.nodes import Mapping, Node, Scalar, Sequence, Source, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOST_BYTES = 32 * 1024 * 1024
DEEPEST = 50
_MOST_TROUBLES = 20
_WIDEST_GAP = 99
_LATIN = 0x100
_RECORD = 2  # how many lists and mappings are around a record of a list at the top
_MEND_UP_TO = 1_000_000  # characters; above, only the first trouble is shown

_COMMON_BYTES = bytes([9, 10, 13, *range(0x20, 0x7F), *range(0x80, 0x100)])
_CONTROLS = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_GLUED_COMMENT = pattern(r"#[^\s#!]")
_BOM = b"\xef\xbb\xbf"


Take: TypeAlias = "Callable[[Source, list[Any], int, Mapping], Any]"
"""Gets each finished record of a list at the top, the nodes above it and its index; gives what to keep for it."""


def parse(
    data: bytes, file: str, *, rule: str = "profile", exit_code: Exit = Exit.REFUSED, take: Take | None = None
) -> Source:
    """The tree of these bytes. What can be read in spite of mistakes is read: they are in `Source.problems`.

    Raises JobnetError when there is no tree to speak of. With `take`, the tree holds what that gave in place of the
    records, and anything odd is a JobnetError without problems: look again without.
    """
    paused = gc.isenabled()
    gc.disable()  # a large file makes a million objects and no rubbish
    try:
        source = Source(_decoded(data, file, rule), file, rule=rule, bom=data.startswith(_BOM))
        _refuse_controls(source)
        _read(source, take)
    except _TreeError as trouble:
        raise JobnetError(trouble.problems, exit_code) from None
    finally:
        if paused:
            gc.enable()
    return source


class _TreeError(Exception):
    """Nothing can be read on from here."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)


# Bytes to text


def _decoded(data: bytes, file: str, rule: str) -> str:
    if len(data) > MOST_BYTES:
        size = f"{len(data) / 1024 / 1024:.1f} MiB"
        raise _refused(file, rule, 1, 1, f"the file has {size}; the limit is 32 MiB.", "Split off what is not needed.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or b"\x00" in data[:4096]:
        at = max(data.find(b"\x00"), 0)
        line = data.count(b"\n", 0, at) + 1
        what = f"the file is not UTF-8 text (byte 0x{data[at]:02x}); it looks like UTF-16 or UTF-32."
        raise _refused(file, rule, line, 1, what, "Save as UTF-8 in your editor.")
    try:
        return data.removeprefix(_BOM).decode()
    except UnicodeDecodeError as error:
        before = data.removeprefix(_BOM)[: error.start]
        begin = max(before.rfind(b"\n"), before.rfind(b"\r")) + 1
        line = len(re.findall(rb"\r\n?|\n", before)) + 1
        column = len(before[begin:].decode()) + 1
        what = f"byte 0x{error.object[error.start]:02x} (byte {error.start} of the file) is not UTF-8."
        raise _refused(file, rule, line, column, what, "Save as UTF-8 in your editor.") from None


def _refused(file: str, rule: str, line: int, column: int, message: str, hint: str) -> _TreeError:
    return _TreeError([Problem(rule, Severity.ERROR, message, hint, Place(file, line, column))])


def _refuse_controls(source: Source) -> None:
    if source.text.isascii() and not source.text.encode().translate(None, _COMMON_BYTES):
        return
    if all(map(str.isprintable, source.text.replace("\t", " ").replace("\r\n", "\n").split("\n"))):
        return
    found = [
        source.problem(
            odd.start(), f"a {named(odd.group())} stands here.", "Delete it; an ordinary space may be meant."
        )
        for odd, _ in zip(_CONTROLS.finditer(source.text), range(_MOST_TROUBLES), strict=False)
    ]
    if found:
        raise _TreeError(found)


def named(character: str) -> str:
    """An odd character in words that can be printed anywhere."""
    code = ord(character)
    if code < _LATIN and unicodedata.category(character) == "Cc":
        return f"control character \\x{code:02x}"
    return f"character U+{code:04X} ({unicodedata.name(character, 'unnamed').lower()})"


# Text to tree


def _read(source: Source, take: Take | None) -> None:
    typed = source
    for _ in range(_MOST_TROUBLES):
        try:
            root = _tree(source, take)
            break
        except yaml.YAMLError as error:
            if take:
                raise _TreeError(()) from None
            # The line is mended for reading on, so that the mistakes behind it are found in the same run.
            from jobnet.yamltext.mending import explained  # noqa: PLC0415 (most files need no mending)

            mended = explained(typed, source.text, error)
            if typed is source:
                typed = Source(source.text, source.file, rule=source.rule)
            problems = [*source.problems, *mended.problems]
            if mended.text is None or len(mended.text) > _MEND_UP_TO:
                raise _TreeError(problems) from None
            source.__init__(mended.text, source.file, rule=source.rule, bom=source.bom)  # type: ignore[misc]
            source.problems = problems
    else:
        raise _TreeError(source.problems)
    is_profile = source.rule == "profile"
    if root is None or (isinstance(root, Scalar) and not root.value and not root.style):
        hint = "Begin with `name: Your Name`, or run `jobnet init`." if is_profile else "Write `key: value` lines."
        raise _TreeError([source.problem(0, "the file has no entries.", hint)])
    if not isinstance(root, Mapping):
        found = "a list" if isinstance(root, Sequence) else "text"
        what = f"expected a mapping (`key: value` lines), found {found}."
        hint = "Begin with `name: Your Name`." if is_profile else "Write `key: value` lines."
        raise _TreeError([*source.problems, source.problem(root.start, what, hint)])
    source.root = root
    if take is None:
        _warn_of_cuts(source, root)
    elif _GLUED_COMMENT.search(source.text):
        raise _TreeError(())


def _tree(source: Source, take: Take | None) -> Node | None:  # noqa: C901, PLR0912, PLR0915 - one loop, run half a million times
    """The root node; YAML that is well formed but not wanted is noted, and read on."""
    following = parser_of(source.text).get_event
    new = Scalar.__new__
    distinct: set[tuple[str, ...]] = set()  # keys of mappings seen, with none of them twice
    known = len(source.problems)
    items: list[Any] = []
    outer: list[tuple[list[Any], int]] = []

    def note(offset: int, message: str, hint: str) -> None:
        source.problems.append(source.problem(offset, message, hint))

    try:
        while True:
            event = following()
            kind = event.__class__
            if kind is ScalarEvent:
                scalar = new(Scalar)  # twice as fast as its constructor
                scalar.start = event.start_mark.index
                scalar.end = event.end_mark.index
                scalar.style = event.style
                scalar.value = event.value
                items.append(scalar)
                if event.anchor is not None or event.tag is not None:
                    note(event.start_mark.index, *_unwanted(event))
            elif kind is MappingEndEvent:
                below = items
                items, start = outer.pop()
                end = event.end_mark.index
                flow = end > event.start_mark.index
                keys = below[::2]
                pairs = list(zip(keys, below[1::2], strict=True))
                names = tuple([key.value if key.__class__ is Scalar else "<<" for key in keys])
                if names not in distinct:
                    if "<<" in names or len({_folded(name) for name in names}) < len(names):
                        pairs = _refuse_keys(source, pairs)
                    else:
                        distinct.add(names)
                mapping = Mapping(start, end if flow else pairs[-1][1].end if pairs else start, pairs, flow=flow)
                # A record is built while its nodes are warm, and they are dropped.
                items.append(
                    take(source, outer[1][0], len(items), mapping) if take and len(outer) == _RECORD else mapping
                )
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(outer) == DEEPEST:
                    problem = source.problem(event.start_mark.index, f"nested deeper than {DEEPEST}.", "Flatten it.")
                    raise _TreeError([*source.problems, problem])
                if event.anchor is not None or event.tag is not None:
                    note(event.start_mark.index, *_unwanted(event))
                outer.append((items, event.start_mark.index))
                items = []
            elif kind is SequenceEndEvent:
                below = items
                items, start = outer.pop()
                end = event.end_mark.index
                flow = end > event.start_mark.index
                stop = end if flow or take or not below else below[-1].end
                items.append(Sequence(start, stop, below, flow=flow))
            elif kind is AliasEvent:
                note(event.start_mark.index, *_unwanted(event))
                items.append(Scalar(event.start_mark.index, event.end_mark.index, ""))
            elif kind is DocumentStartEvent:
                if items:
                    note(event.start_mark.index, "a second document begins here.", "Keep one document in one file.")
                    return items[0]  # type: ignore[no-any-return]
            elif kind is StreamEndEvent:
                return items[0] if items else None
            elif kind is not StreamStartEvent and kind is not DocumentEndEvent:  # pragma: no cover
                raise AssertionError(kind)
    except yaml.YAMLError:
        del source.problems[known:]  # they are found again when the mended text is read
        raise


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
    plain = unicodedata.normalize("NFKD", key).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def _refuse_keys(source: Source, pairs: list[tuple[Any, Node]]) -> list[tuple[Scalar, Node]]:
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


def _warn_of_cuts(source: Source, root: Node) -> None:
    """Warn of a plain value that ` #` glued to a word cuts off: `position: Clerk #2`."""
    text = source.text
    glued = [found.start() for found in _GLUED_COMMENT.finditer(text)]
    cuts = {len(text[max(at - _WIDEST_GAP, 0) : at].rstrip(" \t")) + max(at - _WIDEST_GAP, 0) for at in glued}
    cuts -= set(glued)
    if not cuts:
        return
    for node, path in walk(root):
        if isinstance(node, Scalar) and not node.style and node.end in cuts:
            begin, stop = source.line_span(node.end)
            start = max(node.start, begin)
            if not node.value:
                start += len(source.text[start:stop]) - len(source.text[start:stop].lstrip())
            lost = source.text[node.end : stop].strip()
            what = f"the text ends before ` {lost}`: ` #` begins a comment."
            hint = f"If it belongs to the text, put quotes around it: `{source.quoted_line(start, stop)}`"
            source.problems.append(source.problem(start, what, hint, path=path, severity=Severity.WARNING))
