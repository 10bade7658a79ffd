"""Changing the user's file without disturbing a character of the rest: a splice, and the proof of it.

Nothing is written here. A change that cannot be proved is refused with the YAML to paste.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from jobnet.errors import Exit, JobnetError, Problem, Severity
from jobnet.frozen import dataclass
from jobnet.profile import splicing
from jobnet.profile.emitting import Value, flow, item, pair, scalar
from jobnet.profile.splicing import NoPlaceError, Path, Splice, node_at
from jobnet.yamltext import Mapping, Scalar, Sequence, YamlText, parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobnet.yamltext import Node

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"


@dataclass(frozen=True)
class Append:
    """Add these values at the end of the list at `path` (made, if it is not there yet)."""

    path: Path
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Put:
    """Set a key of the mapping at `path`; a record written as plain text becomes a mapping first."""

    path: Path
    key: str
    value: Value


@dataclass(frozen=True)
class Remove:
    """Take a key of the mapping at `path` away, with its value."""

    path: Path
    key: str


_NOT_PROVED = "the layout of the file does not allow it"
Change: TypeAlias = Append | Put | Remove


class NotSplicedError(JobnetError):
    """Nothing was changed: the layout is not one that is spliced into. `yaml` is what the user may paste."""

    def __init__(self, message: str, yaml: str) -> None:
        super().__init__((Problem("profile", Severity.ERROR, message),), Exit.REFUSED)
        self.yaml = yaml


def edit(source: YamlText, changes: Iterable[Change]) -> YamlText:
    """The text with these changes spliced in, proved: what is read differs by exactly the changes.

    Raises:
        JobnetError: the file has mistakes, or its layout is not one jobnet splices into (exit 65, YAML to paste).
    """
    changes = tuple(changes)
    if any(problem.severity is Severity.ERROR for problem in source.problems):
        raise JobnetError(source.problems)
    kept = tuple(change for change in changes if not isinstance(change, Remove))
    removals = [(change,) for change in changes if isinstance(change, Remove)]
    for step in ([kept] if kept else []) + removals:  # two neighbours would meet in one place
        source = _edit(source, step)
    return source


def _edit(source: YamlText, changes: tuple[Change, ...]) -> YamlText:
    try:
        text = _spliced(source, _splices(source, changes))
        new = parse(_encoded(text, source), source.file)
        _prove(source, new, changes)
    except (NoPlaceError, JobnetError) as why:
        reason = str(why) if isinstance(why, NoPlaceError) else _NOT_PROVED
        raise _to_paste(source, changes, reason) from None
    return new


def holds(source: YamlText, path: Path, key: str) -> bool:
    """Whether there is such a key to take away."""
    return node_at(source, (*path, key)) is not None


def bytes_of(source: YamlText) -> bytes:
    """The text as the bytes of its file."""
    return _encoded(source.text, source)


def _encoded(text: str, source: YamlText) -> bytes:
    return (b"\xef\xbb\xbf" if source.bom else b"") + text.encode()


# Where a change goes


def _splices(source: YamlText, changes: tuple[Change, ...]) -> list[Splice]:
    splices: list[Splice] = []
    texts: dict[Path, dict[str, Value]] = {}  # records written as plain text, and all that is to be said of each
    for change in changes:
        if isinstance(change, Append):
            splices.append(_append(source, change))
        elif isinstance(change, Remove):
            splices.append(_removed(source, change))
        elif isinstance(_at(source, change.path), Scalar):
            texts.setdefault(change.path, {})[change.key] = change.value
        else:
            splices.append(_put(source, change))
    return [*splices, *(_as_mapping(source, path, values) for path, values in texts.items())]


def _append(source: YamlText, change: Append) -> Splice:
    holder, key = _at(source, change.path[:-1]), str(change.path[-1])
    node = holder.get(key) if isinstance(holder, Mapping) else None
    if node is None:
        if isinstance(holder, Mapping) and holder is source.root and not holder.flow:
            return _new_section(source, key, change.values)
        return _put(source, Put(change.path[:-1], key, change.values))
    if isinstance(node, Sequence) and node.items:
        return _after_last_item(source, node, change.values)
    if isinstance(node, Sequence) or (isinstance(node, Scalar) and not node.value and node.style not in {"|", ">"}):
        return _first_items(source, holder, key, node, change.values)
    one_line = isinstance(node, Scalar) and node.style not in {"|", ">"} and not splicing.breaks(source, node)
    if one_line or (isinstance(node, Mapping) and node.flow):
        return _wrapped(source, node, change.values)
    raise NoPlaceError(f"`{key}` is written in a way that is not added to")


def _after_last_item(source: YamlText, node: Sequence, values: tuple[Value, ...]) -> Splice:
    last = node.items[-1]
    if node.flow:
        return Splice(last.end, last.end, "".join(f", {flow(value)}" for value in values))
    column = source.line_column(node.start)[1] - 1
    offset = node.items[0].start - node.start
    if source.text[node.start] != "-" or "\n" in source.text[node.start : node.items[0].start]:
        offset = 2
    lines = [line for value in values for line in item(value, column, max(offset, 2))]
    at = splicing.past_own_comments(source, splicing.line_end(source, last), column)
    return splicing.lines_at(source, at, lines)


def _first_items(source: YamlText, holder: Node, key: str, node: Node, values: tuple[Value, ...]) -> Splice:
    """The list is there and empty: `news:`, `news: []`, each with or without a comment behind it."""
    if not isinstance(holder, Mapping) or holder.flow:
        return Splice(node.start, node.end, f"{'' if node.end > node.start else ' '}{flow(values)}")
    name = next(name for name, _ in holder.pairs if name.value == key)
    indent = source.line_column(name.start)[1] - 1 + splicing.list_indent(source)
    lines = [line for value in values for line in item(value, indent)]
    begin, end = source.text.index(":", name.end) + 1, source.line_span(name.start)[1]
    if node.end == node.start:
        return splicing.lines_at(source, end, lines)  # `news:` stays as it is, with its comment
    kept = source.text[node.end : end].rstrip()
    newline = splicing.break_at(source, end)
    return Splice(begin, end, kept + newline + newline.join(lines))


def _wrapped(source: YamlText, node: Node, values: tuple[Value, ...]) -> Splice:
    """One value where a list may stand becomes a list of it and the new ones."""
    old = source.text[node.start : node.end]
    if isinstance(node, Scalar) and not node.style and any(c in old for c in ",[]{}"):
        old = scalar(node.value, flow=True)
    return Splice(node.start, node.end, f"[{', '.join([old, *map(flow, values)])}]")


def _new_section(source: YamlText, key: str, values: tuple[Value, ...]) -> Splice:
    lines = [f"{key}:", *(line for value in values for line in item(value, splicing.list_indent(source)))]
    at = len(source.text)
    blank = [""] if source.text.strip() and "\n\n" in source.text.replace("\r\n", "\n") else []
    return splicing.lines_at(source, at, [*blank, *lines])


def _put(source: YamlText, change: Put) -> Splice:
    holder = _at(source, change.path)
    if not isinstance(holder, Mapping):
        raise NoPlaceError("the record is not a mapping")
    node = holder.get(change.key)
    if node is not None:
        return _replaced(source, holder, change, node)
    if holder.flow:
        at = holder.pairs[-1][1].end if holder.pairs else holder.start + 1
        if holder.pairs and not holder.pairs[-1][1].end > holder.pairs[-1][1].start:
            raise NoPlaceError("the last key before it has no value")
        return Splice(at, at, f"{', ' if holder.pairs else ''}{change.key}: {flow(change.value)}")
    if not holder.pairs:
        raise NoPlaceError("the record is empty")
    indent = source.line_column(holder.pairs[0][0].start)[1] - 1
    at = splicing.line_end(source, holder.pairs[-1][1], holder.pairs[-1][0])
    return splicing.lines_at(source, at, pair(change.key, change.value, indent))


def _replaced(source: YamlText, holder: Mapping, change: Put, node: Node) -> Splice:
    """The value's own span, and nothing else."""
    is_list = isinstance(node, Sequence) and node.flow
    is_text = isinstance(node, Scalar) and isinstance(change.value, str)
    in_flow = is_list or holder.flow
    new = scalar(change.value, flow=in_flow) if isinstance(change.value, str) else flow(change.value)
    quote = node.style if isinstance(node, Scalar) and node.style in {"'", '"'} else ""
    if quote and not {quote, '"'} & set(new):  # as the user wrote it
        new = f"{quote}{new}{quote}"
    if node.end == node.start:  # `email:` with nothing behind it
        name = next(name for name, value in holder.pairs if value is node)
        at = source.text.index(":", name.end) + 1
        return Splice(at, at, f" {new}")
    if not is_text and (splicing.breaks(source, node) or not (is_list or isinstance(node, Scalar))):
        raise NoPlaceError(f"`{change.key}` holds more than one value")
    old = source.text[node.start : node.end]
    return Splice(node.start, node.end, new + old[len(old.rstrip("\r\n")) :])


def _removed(source: YamlText, change: Remove) -> Splice:
    holder = _at(source, change.path)
    names = [name.value for name, _ in holder.pairs] if isinstance(holder, Mapping) else []
    if not isinstance(holder, Mapping) or change.key not in names:
        raise NoPlaceError(f"there is no `{change.key}`")
    span = splicing.span_in_flow if holder.flow else splicing.span_in_block
    return Splice(*span(source, holder, names.index(change.key)), "")


def _as_mapping(source: YamlText, path: Path, values: dict[str, Value]) -> Splice:
    """A record written as plain text becomes a mapping; one that stands for a list of one becomes that list."""
    holder = _at(source, path)
    if not isinstance(holder, Scalar) or splicing.breaks(source, holder) or not holder.value:
        raise NoPlaceError("the record is written over several lines")
    text = flow({**long_form(path, holder.value), **values})
    alone = isinstance(path[-1], int) and not isinstance(_at(source, path[:-1]), Sequence)
    return Splice(holder.start, holder.end, f"[{text}]" if alone else text)


def long_form(path: Path, text: str) -> dict[str, str]:
    """The mapping that a record written as plain text stands for (`docs/profile.md`)."""
    section = path[0]
    if section == "applications":
        return {"date": text}  # an event: `interview: 2026-10-06`
    first = {"news": "headline", "target_titles": "title"}.get(str(section), "name")
    if section == "contacts" and text.endswith(">") and "<" in text:
        name, _, email = text[:-1].rpartition("<")
        return {first: name.strip(), "email": email.strip()} if name.strip() else {first: text}
    return {first: text}


def _at(source: YamlText, path: Path) -> Node:
    node = node_at(source, path)
    if node is None:
        raise NoPlaceError("the record was not found")
    return node


def _spliced(source: YamlText, splices: list[Splice]) -> str:
    parts, at = [], 0
    for splice in sorted(splices, key=lambda each: each.start):
        if splice.start < at:
            raise NoPlaceError("two changes meet in one place")
        parts += [source.text[at : splice.start], splice.text]
        at = splice.end
    return "".join([*parts, source.text[at:]])


# The proof


def _prove(source: YamlText, new: YamlText, changes: tuple[Change, ...]) -> None:
    has_mistakes = any(problem.severity is Severity.ERROR for problem in new.problems)
    if has_mistakes or plain(new.root) != changed(plain(source.root), changes):
        raise NoPlaceError(_NOT_PROVED)


def plain(node: Node | None) -> Plain:
    """The tree as dicts, lists and texts, without places."""
    if node is None:
        return {}
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(each) for each in node.items]
    return {key.value: plain(value) for key, value in node.pairs}


def changed(tree: Plain, changes: Iterable[Change]) -> Plain:
    """What the tree must be after these changes. `tree` is used up."""
    for change in changes:
        if isinstance(change, Append):
            holder = _held(tree, change.path[:-1])
            old = holder.get(str(change.path[-1]), "")
            items = old if isinstance(old, list) else [old] if old else []
            holder[str(change.path[-1])] = [*items, *map(_plain_value, change.values)]
        elif isinstance(change, Remove):
            _held(tree, change.path).pop(change.key, None)
        else:
            _held(tree, change.path)[change.key] = _plain_value(change.value)
    return tree


def _held(tree: Plain, path: Path) -> dict[str, Plain]:
    """The mapping at this path, made one if a plain text stands there."""
    above: Any = None
    node: Any = tree
    for depth, step in enumerate(path):
        if isinstance(step, int) and isinstance(node, str):  # one value stands for a list of one
            node = above[path[depth - 1]] = [node]
        above, node = node, node[step]
    if isinstance(node, str):
        node = above[path[-1]] = dict(long_form(path, node))
    return node if isinstance(node, dict) else {}


def _plain_value(value: Value) -> Plain:
    if isinstance(value, str):
        return value
    if hasattr(value, "items"):
        return {key: _plain_value(each) for key, each in value.items()}
    return [_plain_value(each) for each in value]


def _to_paste(source: YamlText, changes: tuple[Change, ...], why: str) -> NotSplicedError:
    yaml = "\n".join(line for change in changes for line in _as_yaml(change))
    what = "Take this away" if isinstance(changes[0], Remove) else "Add this"
    return NotSplicedError(f"{source.file}: {why}, so nothing was changed. {what} yourself:", yaml)


def _as_yaml(change: Change) -> list[str]:
    where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in change.path).lstrip(".")
    if isinstance(change, Append):
        return [f"# at the end of {where}:", *(line for value in change.values for line in item(value, 2))]
    if isinstance(change, Remove):
        return [f"# in {where}:" if where else "# at the top:", f"{change.key}:"]
    return [f"# in {where}:" if where else "# at the top:", *pair(change.key, change.value, 0)]
