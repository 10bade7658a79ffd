"""A letter's Markdown as a whole HTML page that stands on its own."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

import cmarkgfm
from cmarkgfm.cmark import Options

from jobnet.patterns import pattern
from jobnet.pieces import items_in

_SUBJECT, _BODY = "\x00subject\x00", "\x00body\x00"
_LEADS_ELSEWHERE = pattern(r'(<a href=")(?!(?i:https?://|mailto:))[^"]*"')
_IMAGE = pattern(r'<img src="[^"]*" alt="([^"]*)"[^>]*>')
_LEADING = pattern(r"^ {4,}", re.MULTILINE)
_LIST_BEGINS, _LIST_ENDS = "<ul>\n<li>", "</li>\n</ul>\n"
_PLAIN = pattern(r'[^\W\d_][^\x00-\x1f"#&*<>\[\\\]_`\ud800-\udfff]*(?<! )')
"""One line that begins with a letter, in which nothing means more than it says, be it a greeting, item or heading."""
_MAY_GO_ON = " \t\n\r\v\f\ufeff>*+-0123456789"
"""How a paragraph begins that may belong to what stands before an empty line; so does an empty one."""
_REACHING_FURTHER = ("<", "\t", "\r", "\0", "]:", "```", "~~~")
"""What may mean something beyond an empty line: raw HTML, a code block, the target of a link told elsewhere."""


def page_pieces(subject: str, markdown: str, *, language: str, direction: str) -> list[str]:
    """The page: raw HTML off, only links to http, https and mailto, no images.

    In pieces of whole lines: other letters have the very same, so they are looked up fast.
    """
    before, after = _around(subject, language, direction)
    return [before, *_body_pieces(markdown), after]


def body(markdown: str) -> str:
    """The body alone. Line breaks stay, or signatures would run together; deep indents are not code."""
    return "".join(_body_pieces(markdown))


def _body_pieces(markdown: str) -> list[str]:
    made = [_alone(stretch) for stretch in _stretches(markdown)]
    return [_made(markdown)] if None in made else made  # type: ignore[return-value]


def _stretches(markdown: str) -> list[str]:
    """Cut at empty lines, but not where what follows may go on with a list or the like that stands before it."""
    stretches: list[str] = []
    for paragraph in markdown.split("\n\n"):
        if stretches and paragraph[:1] in _MAY_GO_ON:
            stretches[-1] += f"\n\n{paragraph}"
        else:
            stretches.append(paragraph)
    return stretches


@lru_cache(maxsize=256)
def _alone(stretch: str) -> str | None:
    """What becomes of it in any letter, kept, as letters of a run share most; nothing if other stretches have a say."""
    if _PLAIN.fullmatch(stretch):
        return f"<p>{stretch}</p>\n"
    if any(sign in stretch for sign in _REACHING_FURTHER):
        return None
    heading, *items = items_in(stretch)
    listed = [_item(each) for each in items]
    if not listed or None in listed or "\n" in heading or not heading.startswith("## "):
        return _made(stretch)
    shown = f"<h2>{heading[3:]}</h2>\n" if _PLAIN.fullmatch(heading, 3) else _made(heading)
    return f"{shown}<ul>\n{''.join(listed)}</ul>\n"  # type: ignore[arg-type]


@lru_cache(maxsize=256)
def _item(item: str) -> str | None:
    """What becomes of it in a list of such items; nothing if it is more than one line of words."""
    if item.startswith("- ") and _PLAIN.fullmatch(item, 2):
        return f"<li>{item[2:]}</li>\n"
    made = _made(item)
    words = made.removeprefix(_LIST_BEGINS).removesuffix(_LIST_ENDS)
    is_plain = "\n" not in f"{item}{words}" and made == f"{_LIST_BEGINS}{words}{_LIST_ENDS}"
    return f"<li>{words}</li>\n" if is_plain else None


def _made(markdown: str) -> str:
    if "    " in markdown:
        markdown = _LEADING.sub("   ", markdown)
    html = cmarkgfm.markdown_to_html(markdown, Options.CMARK_OPT_HARDBREAKS)
    if "<img" in html:
        html = _IMAGE.sub(r"\1", html)
    return _LEADS_ELSEWHERE.sub(r'\1#"', html) if "<a " in html else html


@lru_cache(maxsize=256)
def _around(subject: str, language: str, direction: str) -> tuple[str, str]:
    """What stands before and behind the body."""
    before, between, after = _layout(language, direction)
    return f"{before}{escape(subject)}{between}", after


@lru_cache(maxsize=16)
def _layout(language: str, direction: str) -> tuple[str, str, str]:
    """The page around a letter, rendered once for all letters in one language."""
    from jobnet.rendering.templates import layout  # noqa: PLC0415

    text = layout(language=language, direction=direction, subject=_SUBJECT, body=_BODY)
    before, _, rest = text.partition(_SUBJECT)
    between, _, after = rest.partition(_BODY)
    return before, between, after
