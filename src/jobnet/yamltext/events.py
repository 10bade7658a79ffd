"""The tree of any YAML: libyaml's events, or those of PyYAML where it was built without libyaml."""

from __future__ import annotations

import unicodedata
from typing import Any

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

from jobnet.yamltext.nodes import Mapping, Node, Scalar, Sequence, Source, TreeError

DEEPEST = 50


def parser_of(text: str) -> Any:
    """A parser whose `get_event` gives one event after another."""
    return _PARSER(text)


try:
    from yaml import cyaml

    _PARSER: Any = cyaml.CParser  # type: ignore[attr-defined]
except ImportError:  # slower, the same events
    _PARSER = yaml.SafeLoader


def tree_of_events(source: Source) -> Node | None:  # noqa: C901, PLR0912, PLR0915 - one loop, run half a million times
    """The root node; YAML that is well formed but not wanted is noted, and read on."""
    following = parser_of(source.text).get_event
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
                items.append(Scalar(event.start_mark.index, event.end_mark.index, event.value, event.style))
                if event.anchor is not None or event.tag is not None:
                    note(event.start_mark.index, *_unwanted(event))
            elif kind is MappingEndEvent:
                below = items
                items, start = outer.pop()
                end = event.end_mark.index
                flow = end > event.start_mark.index
                pairs = _refuse_keys(source, list(zip(below[::2], below[1::2], strict=True)))
                mapping = Mapping(start, end if flow else pairs[-1][1].end if pairs else start, pairs, flow=flow)
                items.append(mapping)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(outer) == DEEPEST:
                    problem = source.problem(event.start_mark.index, f"nested deeper than {DEEPEST}.", "Flatten it.")
                    raise TreeError([*source.problems, problem])
                if event.anchor is not None or event.tag is not None:
                    note(event.start_mark.index, *_unwanted(event))
                outer.append((items, event.start_mark.index))
                items = []
            elif kind is SequenceEndEvent:
                below = items
                items, start = outer.pop()
                end = event.end_mark.index
                flow = end > event.start_mark.index
                stop = end if flow or not below else getattr(below[-1], "end", end)  # a record has none
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
    if key.isascii():
        return key.lower()
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
