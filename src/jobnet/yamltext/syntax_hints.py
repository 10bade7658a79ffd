"""Explains what YAML cannot read, and shows the user's own line corrected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from jobnet.patterns import pattern
from jobnet.yamltext.nodes import PARSER, YamlText, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.errors import Problem

_INDENT = pattern(r"^ *\t[ \t]*", re.MULTILINE)
_LINE = pattern(
    r"""(?P<lead>[ ]*(?:-[ ]+)*(?:(?:[^\W_][^:#\[\]{}"'`]*|"[^"]*"|'[^']*')[ ]*:[ ]+)?)
        (?P<value>[^\s].*?)(?P<tail>[ ]*(?:[ ]\#[ ].*)?)""",
    re.VERBOSE,
)
_TIGHT = pattern(r"(?P<lead>[ ]*(?:-[ ]+)*[^\W_][\w-]*):(?P<value>[^\s/].*)")
_GLUED_DASH = pattern(r"(?P<lead>[ ]*(?:-[ ]+)*-)(?P<rest>[^\W\d_].*)")
_NEXT_KEY = pattern(r"(?<=[^\s,{\[])[ ]+(?=[a-z_]+:[ ])")
_RECORD = pattern(r"\{[ ]*[a-z_]+:[ ].*|\[[^\]]*")
"""What in quotes would be a name: a record, or a list that is not closed."""

_IN_WORDS = {
    "found unknown escape character": "a backslash in double quotes begins an escape that YAML does not know.",
    "found invalid Unicode character escape code": "this escape is half a character (a lone surrogate).",
    "did not find expected ',' or ']'": "a `[` is not closed, or a comma is missing.",
    "did not find expected ',' or '}'": "a `{` is not closed, or a comma is missing.",
    "did not find expected key": "this line does not fit the ones above it: wrong indentation, or quotes missing.",
    "did not find expected '-' indicator": "this line does not fit the list above: indentation, or a `-` missing.",
    "mapping values are not allowed in this context": "a `: ` stands where none can be.",
    "could not find expected ':'": "a `:` and a space are missing after the key.",
    "found unexpected end of stream": "a quote is opened here and not closed.",
}


class Mended(NamedTuple):
    """What to tell the user, and the text to read on with; None if no mending helps."""

    problems: list[Problem]
    text: str | None


def explained(source: YamlText, text: str, error: yaml.YAMLError) -> Mended:
    """Why this text cannot be read, in the user's words. `text` is the source's, mended so far."""
    mark: Any = getattr(error, "problem_mark", None)
    opened: Any = getattr(error, "context_mark", None)
    what: str = getattr(error, "problem", None) or str(error)
    at = min(mark.index if mark else 0, len(text))
    if what == "exceeded maximum nesting depth":
        return Mended([], text[:at])  # libyaml's limit of a thousand; what comes before is far above ours
    mended = YamlText(text, source.file)
    plain = _IN_WORDS.get(what, f"this cannot be read as YAML: {what}.")
    if "surrogate" in plain or "backslash" in plain:
        hint = "Take it out, or write the character itself."
        return Mended([source.problem(_as_typed(source, mended, at), plain, hint)], None)
    if _INDENT.match(text, mended.line_span(at)[0]):
        return _without_tabs(source, mended)
    unclosed = what == "found unexpected end of stream"
    suspects = list(_suspects(mended, at, opened.index if opened else at))
    for number in suspects:
        old = _line(mended, number)
        last = number if unclosed else max(number, mended.line_column(at)[0])
        for line in _tries(old):
            better = _with_line(mended, number, line)
            if _furthest(better) > _span(mended, last)[1] + len(line) - len(old):
                return _corrected(source, mended, number, line, better)
    for number in suspects:  # what else stands there may be askew, too: `-name: Bea` and below it `   email: …`
        if dash := _GLUED_DASH.fullmatch(_line(mended, number)):
            return _corrected(source, mended, number, f"{dash['lead']} {dash['rest']}", None)
    if opened and (unclosed or "expected ','" in what):
        at = opened.index
    hint = "Look at this line and the one above: indentation, brackets, quotes around text with `: ` or ` #` in it."
    return Mended([source.problem(_as_typed(source, mended, at), plain, hint)], None)


def _corrected(source: YamlText, mended: YamlText, number: int, line: str, better: str | None) -> Mended:
    old = _line(mended, number)
    same = next((i for i, (a, b) in enumerate(zip(old, line, strict=False)) if a != b), min(len(old), len(line)))
    value = found.start("value") if (found := _LINE.fullmatch(old)) else same
    if same and old[same - 1] in ":-" and line[same] == " ":
        said, hint = f"a space is missing after `{old[same - 1]}`.", f"Write: `{line.strip()}`"
    elif old[value : value + 1] in {"{", "["} and same > value:
        said, hint = "a comma is missing here.", f"Write: `{line.strip()}`"
    else:
        same = value
        said, hint = "YAML reads this text as something else.", f"Put quotes around it: `{line.strip()}`"
    return Mended([source.problem(_as_typed(source, mended, mended.line_start(number) + same), said, hint)], better)


def _as_typed(source: YamlText, mended: YamlText, offset: int) -> int:
    """The same line and column in the user's own text: mending moves columns, never lines."""
    line, column = mended.line_column(offset)
    begin, stop = _span(source, line)
    return min(begin + column - 1, stop)


def _span(text: YamlText, number: int) -> tuple[int, int]:
    return text.line_span(text.line_start(number))


def _line(text: YamlText, number: int) -> str:
    begin, end = _span(text, number)
    return text.text[begin:end]


def _with_line(text: YamlText, number: int, line: str) -> str:
    begin, end = _span(text, number)
    return text.text[:begin] + line + text.text[end:]


def _suspects(text: YamlText, at: int, opened: int) -> Iterator[int]:
    """The lines that may be to blame, likeliest first."""
    here = text.line_column(at)[0]
    open_quote = next((n for n in range(here, max(here - 200, 0), -1) if _leaves_quote_open(_line(text, n))), None)
    above = next((n for n in range(here - 1, 0, -1) if _line(text, n).strip()), None)
    numbers = [open_quote, here, above, text.line_column(opened)[0]]
    yield from dict.fromkeys(number for number in numbers if number is not None and _line(text, number).strip())


def _leaves_quote_open(line: str) -> bool:
    found = _LINE.fullmatch(line)
    value = found["value"] if found else "-"
    mark = '"' if value[0] in "{[" else value[0]
    return value[0] in "\"'{[" and value.count(mark) % 2 == 1


def _tries(line: str) -> Iterator[str]:
    """This line with its value in quotes, or with the space or comma that it lacks."""
    if found := _GLUED_DASH.fullmatch(line):
        yield f"{found['lead']} {found['rest']}"
    if found := _TIGHT.fullmatch(line):
        yield f"{found['lead']}: {found['value']}"
    found = _LINE.fullmatch(line)
    if not found:
        return
    value = found["value"]
    for gap in _NEXT_KEY.finditer(value) if value.startswith(("{", "[")) else ():
        yield f"{found['lead']}{value[: gap.start()].removesuffix(';')},{value[gap.start() :]}{found['tail']}"
    if found["lead"].strip() and not _RECORD.fullmatch(value):
        yield found["lead"] + quoted(_without_quotes(value)) + found["tail"]


def _without_quotes(value: str) -> str:
    """What the user meant to quote: `'O'Brien'` is O'Brien, `"Clerk` is Clerk, `"Nia" Ltd` keeps its quotes."""
    mark = value[0]
    if mark not in {'"', "'"}:
        return value
    if len(value) > 1 and value.endswith(mark):
        return value[1:-1]
    return value[1:] if mark not in value[1:] else value


def _furthest(text: str) -> int:
    """How far the parser gets: past the end if the text can be read."""
    try:
        for _ in iter(PARSER(text).get_event, None):
            pass
    except yaml.YAMLError as error:
        mark: Any = getattr(error, "problem_mark", None)
        return mark.index if mark else 0
    return len(text) + 2


def _without_tabs(source: YamlText, mended: YamlText) -> Mended:
    """A tab was meant to be as wide as lets the text be read the furthest."""

    def spaced(text: str, width: int) -> str:
        return _INDENT.sub(lambda indent: indent.group().replace("\t", " " * width), text)

    width = max((2, 4), key=lambda each: _furthest(text := spaced(mended.text, each)) - len(text))
    problems = []
    for indent in _INDENT.finditer(mended.text):
        tab = indent.end() - len(indent.group().lstrip(" "))
        line = spaced(_line(mended, mended.line_column(tab)[0]), width)
        what, hint = "a tab indents this line; use spaces.", f"Write: `{line}`"
        problems.append(source.problem(_as_typed(source, mended, tab), what, hint))
    return Mended(problems, spaced(mended.text, width))
