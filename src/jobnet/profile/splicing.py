"""Where lines of the user's file begin and end, and what belongs to them: for splicing a change in."""

from __future__ import annotations

from typing import TypeAlias

from jobnet.frozen import dataclass
from jobnet.yamltext import Mapping, Node, Scalar, Sequence, YamlText
from jobnet.yamltext.nodes import walk

Path: TypeAlias = tuple[str | int, ...]


class NoPlaceError(Exception):
    """This layout is not spliced into; the user gets the YAML to paste."""


@dataclass(frozen=True)
class Splice:
    start: int
    end: int
    text: str


def node_at(source: YamlText, path: Path) -> Node | None:
    """What stands there, if anything does; one value stands for a list of one."""
    node: Node | None = source.root
    for step in path:
        if isinstance(step, str):
            node = node.get(step) if isinstance(node, Mapping) else None
        elif isinstance(node, Sequence):
            node = node.items[step]
        elif step:
            return None
    return node


def breaks(source: YamlText, node: Node) -> bool:
    return "\n" in source.text[node.start : node.end]


def line_end(source: YamlText, node: Node, key: Scalar | None = None) -> int:
    """The end of the last line of this node, comment included, without its line break."""
    last = node
    while (
        isinstance(last, Mapping | Sequence)
        and not last.flow
        and (last.pairs if isinstance(last, Mapping) else last.items)
    ):
        if isinstance(last, Mapping):
            key, last = last.pairs[-1]
        else:
            last = last.items[-1]
    end = last.end
    if isinstance(last, Scalar) and last.style in {"|", ">"}:
        while end > last.start and source.text[end - 1] in "\r\n \t":
            end -= 1
    elif end == last.start and key is not None:
        end = max(key.end, last.end if source.line_column(last.end)[0] == source.line_column(key.end)[0] else key.end)
    return source.line_span(end)[1]


def past_own_comments(source: YamlText, at: int, column: int) -> int:
    """Past the comment lines that stand directly below and deeper than the dash: they are about that item."""
    while at < len(source.text):
        begin = at + (2 if source.text.startswith("\r\n", at) else 1)
        if begin >= len(source.text):
            return at
        end = source.line_span(begin)[1]
        line = source.text[begin:end]
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) <= column:
            return at
        at = end
    return at


def lines_at(source: YamlText, at: int, lines: list[str]) -> Splice:
    """Whole lines after the line that ends at `at`; the file's last line keeps having, or not having, a break."""
    if at >= len(source.text):
        newline = source.newline
        before = "" if not source.text or source.text.endswith(("\n", "\r")) else newline
        return Splice(at, at, before + newline.join(lines) + newline)
    newline = break_at(source, at)
    at += len(newline)
    return Splice(at, at, newline.join(lines) + newline)


def break_at(source: YamlText, at: int) -> str:
    """The line break here, as this line has it; at the end of a text that has none, the file's usual one."""
    if at >= len(source.text):
        return source.newline
    return "\r\n" if source.text.startswith("\r\n", at) else source.text[at]


def list_indent(source: YamlText) -> int:
    """How far this user indents the items of a list."""
    for _, value in source.root.pairs if source.root else ():
        if isinstance(value, Sequence) and not value.flow and value.items:
            return source.line_column(value.start)[1] - 1
    return 2


# Taking a key away: which characters go with it, and none that the user wrote besides


def span_in_flow(source: YamlText, holder: Mapping, number: int) -> tuple[int, int]:
    """From where to where the pair stands in `{…}`, with the one comma that goes with it."""
    name, value = holder.pairs[number]
    if number + 1 < len(holder.pairs):
        start, end = name.start, holder.pairs[number + 1][0].start
    else:
        start, end = name.start, _value_end(source, name, value)
        if number:
            start = _value_end(source, *holder.pairs[number - 1])
    _refuse_comments(source, start, end, name, value)
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
    _refuse_comments(source, name.start, last, name, value)
    if not text[begin : name.start].strip("\ufeff \t"):
        return begin, last + (2 if text.startswith("\r\n", last) else 1 if last < len(text) else 0)
    if number + 1 == len(holder.pairs) or text[last : holder.pairs[number + 1][0].start].strip():
        raise NoPlaceError(f"`{name.value}`: the key stands on the line of its dash")
    return name.start, holder.pairs[number + 1][0].start


def _value_end(source: YamlText, name: Scalar, value: Node) -> int:
    return value.end if value.end > value.start else source.text.index(":", name.end) + 1


def _refuse_comments(source: YamlText, start: int, end: int, name: Scalar, value: Node) -> None:
    """Between the texts of the value nothing may stand that somebody wrote to be read."""
    texts = sorted((each for each, _ in walk(value) if isinstance(each, Scalar)), key=lambda each: each.start)
    between, at = [], start
    for text in (name, *texts):
        between.append(source.text[at : text.start])
        if text.style in {"|", ">"}:
            between.append(source.text[text.start : text.end].partition("\n")[0])
        at = max(at, text.end)
    if any("#" in each for each in [*between, source.text[at:end]]):
        raise NoPlaceError(f"`{name.value}`: a comment stands within it")
