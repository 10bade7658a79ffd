"""Where lines of the user's file begin and end, and what belongs to them: for splicing a change in."""

from __future__ import annotations

from jobnet.frozen import dataclass
from jobnet.yamltext import Mapping, Node, Scalar, Sequence, YamlText


class NoPlaceError(Exception):
    """This layout is not spliced into; the user gets the YAML to paste."""


@dataclass(frozen=True)
class Splice:
    start: int
    end: int
    text: str


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
