"""A letter in the words into which somebody changed it: the same letter in all its forms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jobnet.patterns import pattern
from jobnet.profile.model import Prose
from jobnet.rendering import layout
from jobnet.rendering.frame import frame_of
from jobnet.rendering.locales import habits
from jobnet.rendering.prose import Piece, as_markdown, markdown_link, url_forms
from jobnet.rendering.values import Values
from jobnet.rendering.wrapping import count_words, wrap

if TYPE_CHECKING:
    from jobnet.rendering.context import Context
    from jobnet.rendering.letter import Letter

_LINKED = pattern(r"(https?://[^\s<>()]*[^\s<>().,;:!?]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)")


def rewritten(letter: Letter, context: Context, subject: str, body: str) -> Letter:
    """The letter with this subject and body: flowing text, in which only addresses and lists are more than text."""
    values = Values()
    paragraphs = [_paragraph(each.split("\n"), values) for each in body.split("\n\n") if each.strip()]
    flowing = layout.as_text(paragraphs, values)
    names = frame_of(context, habits(context.reader.locale))
    text = wrap(flowing)
    before = {letter.subject, *letter.flowing_text.split("\n")}
    typed = (Prose(line) for line in (subject, *flowing.split("\n")) if line not in before)
    return replace(
        letter, subject=subject, text=text, flowing_text=flowing, prose=(*letter.prose, *typed),
        markdown=layout.as_markdown(paragraphs, values),
        words=count_words(text, str(names["greeting"]), {names["sign_as"], names["seeker_name"]}), page="",
    )  # fmt: skip


def _paragraph(lines: list[str], values: Values) -> layout.Paragraph:
    """Each line for itself: what was typed on lines of its own stays so."""
    blocks: list[layout.Block] = []
    for line in filter(None, (each.strip() for each in lines)):
        is_item = line.startswith("- ")
        token = values.put(_forms(line.removeprefix("- ")))
        blocks.append(layout.Block(token, is_item=is_item, goes_on=bool(blocks) and not is_item))
    return tuple(blocks)


def _forms(line: str) -> Piece:
    return Piece(line, "".join(_linked(part) for part in _LINKED.split(line)))


def _linked(part: str) -> str:
    if not _LINKED.fullmatch(part):
        return as_markdown(part)
    return markdown_link(f"mailto:{part}", as_markdown(part)) if "://" not in part else url_forms(part).markdown
