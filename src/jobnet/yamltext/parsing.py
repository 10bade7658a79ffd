"""YAML bytes to a tree: nothing guessed, everything unsafe refused by name."""

from __future__ import annotations

import contextlib
import gc
import re
import unicodedata
from typing import TYPE_CHECKING

import yaml

from jobnet.errors import JobnetError, Place, Problem, Severity
from jobnet.patterns import pattern
from jobnet.yamltext.nodes import Mapping, Node, Scalar, Sequence, YamlText, tree_of_events, walk
from jobnet.yamltext.syntax_hints import explained

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_PLAIN = "this is a word processor's file, not plain text"
AS_PLAIN_TEXT = "Save it as plain text: in TextEdit with Format, Make Plain Text; in Word with Save As, Plain Text."
MOST_BYTES = 32 * 1024 * 1024
_MOST_TROUBLES = 20
_WIDEST_GAP = 99
_LATIN = 0x100
_MEND_UP_TO = 1_000_000  # characters; above, only the first trouble is shown

_NEVER_CHARACTERS = "\ufdd0-\ufdef" + "".join(f"{chr(end - 1)}{chr(end)}" for end in range(0xFFFF, 0x110000, 0x10000))
_CONTROLS = pattern(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff{_NEVER_CHARACTERS}]")
"""What no text may hold: control characters, halves of characters, and what Unicode never makes characters."""
UNSEEN = pattern(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Unicode's Default_Ignorable_Code_Point: nobody sees these, and no name is another for them."""
_BREAKS = "\r\n\u2028\u2029\x85\x0b\x0c"
_HIDING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\ufeff"
_GLUED_COMMENT = pattern(r"#[^\s#!]")
_BOM = b"\xef\xbb\xbf"


@contextlib.contextmanager
def no_rubbish() -> Iterator[None]:
    """No garbage collection meanwhile: a large file makes no rubbish, and is read in half the time."""
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


@no_rubbish()
def parse(data: bytes, file: str, *, rule: str = "profile") -> YamlText:
    """The tree of these bytes. What can be read in spite of mistakes is read: they are in `YamlText.problems`.

    Raises JobnetError when there is no tree to speak of.
    """
    source = YamlText(_decoded(data, file, rule), file, rule=rule, bom=data.startswith(_BOM))
    _refuse_controls(source)
    return _read(source)


# Bytes to text


def _decoded(data: bytes, file: str, rule: str) -> str:
    if len(data) > MOST_BYTES:
        size = f"{len(data) / 1024 / 1024:.1f} MiB"
        raise _refused(file, rule, 1, 1, f"the file has {size}; the limit is 32 MiB.", "Split off what is not needed.")
    if data.startswith((b"{\\rtf", b"PK\x03\x04")):
        raise _refused(file, rule, 1, 1, f"{NOT_PLAIN}.", AS_PLAIN_TEXT)
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


def _refused(file: str, rule: str, line: int, column: int, message: str, hint: str) -> JobnetError:
    return JobnetError([Problem(rule, Severity.ERROR, message, hint, Place(file, line, column))])


def _refuse_controls(source: YamlText) -> None:
    found = [
        source.problem(
            odd.start(), f"a {named(odd.group())} stands here.", "Delete it; an ordinary space may be meant."
        )
        for odd, _ in zip(_CONTROLS.finditer(source.text), range(_MOST_TROUBLES), strict=False)
    ]
    if found:
        raise JobnetError(found)


def forbidden(text: str) -> str | None:
    """The first character of a text that no text may hold, such as one written as an escape; None if there is none."""
    odd = None if text.isprintable() else _CONTROLS.search(text)
    return odd and odd.group()


def named(character: str) -> str:
    """An odd character in words that can be printed anywhere."""
    code = ord(character)
    if code < _LATIN and unicodedata.category(character) == "Cc":
        return f"control character \\x{code:02x}"
    return f"character U+{code:04X} ({unicodedata.name(character, 'unnamed').lower()})"


# Text to tree


def _read(typed: YamlText) -> YamlText:
    source, root = _mended_tree(typed)
    hint = "Begin with `name: Your Name`, or run `jobnet init`."
    hint = hint if source.rule == "profile" else "Write `key: value` lines."
    if root is None or (isinstance(root, Scalar) and not root.value and not root.style):
        raise JobnetError([source.problem(0, "the file has no entries.", hint)])
    if not isinstance(root, Mapping):
        found = "a list" if isinstance(root, Sequence) else "text"
        what = f"expected a mapping (`key: value` lines), found {found}."
        raise JobnetError([*source.problems, source.problem(root.start, what, hint)])
    source.root = root
    _warn_of_cuts(source, root)
    return source


def _mended_tree(typed: YamlText) -> tuple[YamlText, Node | None]:
    """The root that libyaml's events give. A line it cannot read is mended, so that it finds the mistakes behind."""
    source = typed
    for _ in range(_MOST_TROUBLES):
        try:
            return source, tree_of_events(source)
        except yaml.YAMLError as error:
            mended = explained(typed, source.text, error)
            problems = [*source.problems, *mended.problems]
            if mended.text is None or len(mended.text) > _MEND_UP_TO:
                raise JobnetError(problems) from None
            source = YamlText(mended.text, typed.file, rule=typed.rule, bom=typed.bom)
            source.problems = problems
    raise JobnetError(source.problems)


def _warn_of_cuts(source: YamlText, root: Node) -> None:
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


def literal_trouble(value: str) -> tuple[str, str] | None:
    """What is wrong with a literal text, and what to do; None if it can stand on one line anywhere."""
    if value.isprintable():
        return None
    for index, character in enumerate(value):
        if character in _BREAKS:
            return f"a line break ({named(character)}) in a text that must be one line.", "Write it on one line."
        if forbidden(character) and character != "\ufeff":
            return f"a {named(character)} in the text.", "Take it out."
        if character in _HIDING or (character in "\u200c\u200d" and not joins(value, index)):
            return f"an invisible {named(character)} in the text.", "Take it out, or type the text anew."
    return None


def joins(value: str, index: int) -> bool:
    """Whether a joiner stands where scripts and emoji need it: between characters that are not ASCII."""
    return 0 < index < len(value) - 1 and not value[index - 1].isascii() and not value[index + 1].isascii()
