"""Lines become paragraphs and lists, and these become text and Markdown; and text is wrapped.

What is laid out is a template with tokens in its blanks: a value is opaque here, so only the template's own words
make structure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.rendering.values import LINE, TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from jobnet.rendering.values import Values

_ITEM = "- "
_NOTHING = frozenset({"", "\\", "-", "- \\"})
"""What is left of a line from which everything has fallen away."""
_BLANK = pattern("\x02([0-9]+)\x03(\\.(?![.\\w]))?")
"""A token, and the stop after it, which is not doubled where the value ends in one."""
_BLANKS = " \t\r\v\f"
_SPACES = pattern(r"[ \t\r\v\f]+")
_STOPS = (".", "!", "?", "…")
_NO_SPACE_BEFORE = frozenset(".,;:!?")
"""Signs of the template's own with which a line may go on: after an include, for instance."""
_BEFORE_TOKEN = pattern("(?<!\\\\)([!\\\\])(?=\x02)")
_BEGINS_BLOCK = pattern(r"^(?:[-+=>#:|]|\*(?=[ *])|_(?=[ _]+$)|`{3}|~{3})|^\d{1,9}(?=[.)])")

WIDTH = 72
_BULLETS = ("- ", "* ", "• ")
_LONGEST_NUMBER = 3
_NUMBER = pattern(r"^ *\d{1,3}[.)] ", re.MULTILINE)
_ADDRESS = pattern(r"(?:://|@)\S*")
_NO_WORDS = ("-", "–", "—", "·", "•", "*", "&", "/")


@dataclass(frozen=True)
class Block:
    """A line of a paragraph, or an item of a list, as far as the next hard break or item."""

    words: str
    """The template's words, with tokens."""
    is_item: bool = False
    goes_on: bool = False
    """Whether it goes on with what stands before, after a hard break."""


Paragraph = tuple[Block, ...]


def line_groups(filled: str, values: Values) -> list[list[str]]:
    """The lines of a template that was filled in, paragraph by paragraph."""
    groups: list[list[str]] = [[]]
    for line in filled.split("\n"):
        words = _tidy(line, values)
        if words not in _NOTHING:
            groups[-1].append(words)
        elif LINE not in line and not TOKEN.search(line):
            groups.append([])
    return [group for group in groups if group]


def _tidy(line: str, values: Values) -> str:
    """Without the end mark, what stands for nothing, and spaces too many."""
    shown = TOKEN.sub(lambda token: token[0] if values.of(token[1]).text.strip(_BLANKS) else "", line.replace(LINE, ""))
    return _SPACES.sub(" ", shown).strip(" ")


def paragraph(lines: Iterable[str]) -> Paragraph:
    """Lines joined, but for hard breaks and the items of a list."""
    blocks: list[Block] = []
    breaks = False
    for line in lines:
        words = line.removesuffix("\\").rstrip()
        is_item = words.startswith(_ITEM)
        if not blocks or is_item:
            blocks.append(Block(words.removeprefix(_ITEM), is_item=is_item))
        elif breaks:
            blocks.append(Block(words, is_item=blocks[-1].is_item, goes_on=True))
        else:
            last = blocks[-1]
            space = "" if words[0] in _NO_SPACE_BEFORE else " "
            blocks[-1] = Block(f"{last.words}{space}{words}", is_item=last.is_item, goes_on=last.goes_on)
        breaks = line.endswith("\\")
    return tuple(blocks)


def as_text(laid_out: Iterable[Paragraph], values: Values) -> str:
    """The paragraphs as plain text, not wrapped."""

    def shown(words: str) -> str:
        return _with(words, lambda token: values.of(token).text, values).strip(_BLANKS)

    return "\n\n".join(["\n".join([_led(block) + shown(block.words) for block in each]) for each in laid_out])


def as_own_words(laid_out: Iterable[Paragraph]) -> str:
    """The paragraphs as text, without any value."""
    lines = [[" ".join(TOKEN.sub(" ", block.words).split()) for block in each] for each in laid_out]
    return "\n\n".join(filter(None, ["\n".join(filter(None, each)) for each in lines]))


def as_markdown(laid_out: Iterable[Paragraph], values: Values) -> str:
    """The paragraphs as Markdown, in which no line begins anything but a paragraph or an item."""
    return "\n\n".join(["".join(_marked(each, values)).lstrip("\n") for each in laid_out])


def _marked(blocks: Paragraph, values: Values) -> Iterable[str]:
    for block in blocks:
        words = _BEFORE_TOKEN.sub(r"\\\1", block.words)
        markdown = _with(words, lambda token: values.of(token).markdown, values).strip(_BLANKS)
        hard_break = "\\\n" if block.goes_on else "\n"
        yield hard_break + _led(block) + _BEGINS_BLOCK.sub(_harmless, markdown)


def _harmless(begin: re.Match[str]) -> str:
    return f"{begin[0]}\\" if begin[0].isdigit() else f"\\{begin[0]}"


def _led(block: Block) -> str:
    """What a line begins with."""
    return ("  " if block.goes_on else _ITEM) if block.is_item else ""


def _with(words: str, form: Callable[[str], str], values: Values) -> str:
    """Each token replaced, once."""

    def shown(token: re.Match[str]) -> str:
        stop = token[2] if token[2] and not values.of(token[1]).text.endswith(_STOPS) else ""
        return form(token[1]) + stop

    return _BLANK.sub(shown, words)


def wrap(text: str) -> str:
    """Each line wrapped for itself, so that a signature's lines stay apart."""
    return "\n".join([line if len(line) <= WIDTH else _wrapped(line) for line in text.split("\n")])


def _wrapped(line: str) -> str:
    """Cut at spaces only: a word longer than a line, as a URL may be, stands whole."""
    from textwrap import fill

    start = _hang(line)
    return fill(
        line[start:], WIDTH, initial_indent=line[:start], subsequent_indent=" " * start, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip


def _hang(line: str) -> int:
    """Columns of the indent and of the bullet or number that this line begins with."""
    item = line.lstrip(" ")
    indent = len(line) - len(item)
    if item.startswith(_BULLETS):
        return indent + 2
    number, space, _ = item.partition(" ")
    is_numbered = space and number[-1:] in {".", ")"} and number[:-1].isdecimal() and len(number) <= _LONGEST_NUMBER + 1
    return indent + len(number) + 1 if is_numbered else indent


def count_words(text: str, greeting: str, signed: Collection[str]) -> int:
    """Words of the body between greeting and signature; URLs, addresses, bullets and numbers of lists are none.

    `signed`: names that one line of a signature consists of.
    """
    body = text.partition(f"{greeting}\n")[2] if greeting and greeting in text else text
    before, _, last = body.rpartition("\n\n")
    if any(line in signed for line in last.split("\n")):
        body = before
    words = body.split()
    count = len(words) - sum([words.count(each) for each in _NO_WORDS])
    return count - len(_NUMBER.findall(body)) - len(_ADDRESS.findall(body))
