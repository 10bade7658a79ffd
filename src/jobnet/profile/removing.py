"""Taking a key away from the user's file: which characters go with it, and none that the user wrote besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.profile.layout import NoPlaceError, line_end
from jobnet.yamltext import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.yamltext import Node, YamlText


def span_in_flow(source: YamlText, holder: Mapping, number: int) -> tuple[int, int]:
    """From where to where the pair stands in `{…}`, with the one comma that goes with it."""
    name, value = holder.pairs[number]
    if number + 1 < len(holder.pairs):
        start, end = name.start, holder.pairs[number + 1][0].start
    else:
        start, end = name.start, _value_end(source, name, value)
        if number:
            start = _value_end(source, *holder.pairs[number - 1])
    _refuse_comments(source, start, end, [name, *_texts(value)])
    return start, end


def span_in_block(source: YamlText, holder: Mapping, number: int) -> tuple[int, int]:
    """The lines of the pair; a comment behind a value of one line stays, on its own."""
    name, value = holder.pairs[number]
    if len(holder.pairs) == 1:
        raise NoPlaceError(f"`{name.value}`: the record would be empty")
    text, last = source.text, line_end(source, value, name)
    begin = text.rindex("\n", 0, name.start) + 1 if "\n" in text[: name.start] else 0
    end = _value_end(source, name, value)
    if isinstance(value, Scalar) and value.style not in {"|", ">"} and text[end:last].lstrip().startswith("#"):
        return name.start, last - len(text[end:last].lstrip())
    _refuse_comments(source, name.start, last, [name, *_texts(value)])
    if not text[begin : name.start].strip("\ufeff \t"):
        return begin, last + (2 if text.startswith("\r\n", last) else 1 if last < len(text) else 0)
    if number + 1 == len(holder.pairs) or text[last : holder.pairs[number + 1][0].start].strip():
        raise NoPlaceError(f"`{name.value}`: the key stands on the line of its dash")
    return name.start, holder.pairs[number + 1][0].start


def _value_end(source: YamlText, name: Scalar, value: Node) -> int:
    return value.end if value.end > value.start else source.text.index(":", name.end) + 1


def _texts(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        for name, value in node.pairs:
            yield name
            yield from _texts(value)
    else:
        for each in node.items:
            yield from _texts(each)


def _refuse_comments(source: YamlText, start: int, end: int, texts: list[Scalar]) -> None:
    """Between the texts of the value nothing may stand that somebody wrote to be read."""
    between, at = [], start
    for text in texts:
        between.append(source.text[at : text.start])
        if text.style in {"|", ">"}:
            between.append(source.text[text.start : text.end].partition("\n")[0])
        at = max(at, text.end)
    if any("#" in each for each in [*between, source.text[at:end]]):
        raise NoPlaceError(f"`{texts[0].value}`: a comment stands within it")
