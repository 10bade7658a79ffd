"""The tree of any YAML: libyaml's events, or those of PyYAML where it was built without libyaml."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import yaml
from yaml.events import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent, StreamEndEvent

from jobnet.yamltext.nodes import Mapping, Node, Scalar, Sequence, TreeError, YamlText

if TYPE_CHECKING:
    from collections.abc import Callable

DEEPEST = 50
_ENDS: Any = {MappingEndEvent, SequenceEndEvent}


def parser_of(text: str) -> Any:
    """A parser whose `get_event` gives one event after another."""
    return _PARSER(text)


try:
    from yaml import cyaml

    _PARSER: Any = cyaml.CParser  # type: ignore[attr-defined]
except ImportError:  # slower, the same events
    _PARSER = yaml.SafeLoader


def tree_of_events(source: YamlText) -> Node | None:
    """The root node; YAML that is well formed but not wanted is noted, and read on."""
    known = len(source.problems)
    try:
        return _root(source, parser_of(source.text).get_event)
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
    if depth == DEEPEST and kind is not ScalarEvent:
        raise TreeError([*source.problems, source.problem(start, f"nested deeper than {DEEPEST}.", "Flatten it.")])
    if event.anchor is not None or event.tag is not None:
        _note(source, event, *_unwanted(event))
    if kind is ScalarEvent:
        return Scalar(start, event.end_mark.index, event.value, event.style)
    below: list[Any] = []
    while (inner := following()).__class__ not in _ENDS:
        below.append(_node(source, following, inner, depth + 1))
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
