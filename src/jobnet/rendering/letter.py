"""What a letter is made from, and the finished letter in every form that stands on its own.

`eml` is made of it by delivery, `json` by cli.
"""

from __future__ import annotations

from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Protocol

from jobnet.frozen import dataclass
from jobnet.patterns import pattern

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from jobnet.facts.items import Document, Item
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Profile, Prose
    from jobnet.rendering.paper.pdf import Printed
    from jobnet.rendering.paper.sheet import Sheet

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}" dir="ltr">
<head>
<meta charset="utf-8">
<title>{subject}</title>
</head>
<body>
{body}</body>
</html>
"""
_LEADS_ELSEWHERE = pattern(r'(<a href=")(?!(?i:https?://|mailto:))[^"]*"')
_IMAGE = pattern(r'<img src="[^"]*" alt="([^"]*)"[^>]*>')


class Context(Protocol):
    """What every document says, whatever else it says (`docs/architecture.md`).

    It may also say `situations`: names of the reader's situations, the first that has a template counting.
    """

    @property
    def document(self) -> Document: ...
    @property
    def reader(self) -> Reader: ...
    @property
    def seeker(self) -> Profile: ...
    @property
    def today(self) -> dt.date: ...
    @property
    def items(self) -> tuple[Item, ...]: ...
    @property
    def attachments(self) -> tuple[Path, ...]: ...


@dataclass(frozen=True)
class Letter:
    """One document for one reader, worded. `text` and `markdown` are bodies, without the subject line."""

    document: Document
    reader: Reader
    today: dt.date
    subject: str
    text: str
    """Wrapped at 72 columns, without a line break at the end."""
    markdown: str
    language: str
    words: int
    """Of the body between greeting and closing, URLs and addresses not counted."""
    items: tuple[Item, ...] = ()
    attachments: tuple[Path, ...] = ()
    own_words: str = ""
    """What the template itself says: the text with every value of the profile left out. For GEN-01 and the
    rules of tone, which judge the template, and for the leak scan's exemption of fixed words."""
    prose: tuple[Prose, ...] = ()
    """The user's own sentences in it."""
    built_in: bool = True
    """Whether the template is one of jobnet's own."""
    template: str = ""
    """Its template's name, as `jobnet templates` has it; empty where there is none."""
    flowing_text: str = ""
    """The text with each paragraph in one line, for what wraps by itself: a mail program, a browser."""
    page: str = ""
    """The HTML page where it is there already; else it is made from the Markdown."""
    sheet: Sheet | None = None
    """What stands around it on paper, where it is made for that."""

    @cached_property
    def html(self) -> str:
        """A whole page that stands on its own; made when asked for, as printing text needs none."""
        language, subject = escape(self.language), escape(self.subject)
        return self.page or _PAGE.format(language=language, subject=subject, body=body(self.markdown))

    @cached_property
    def word(self) -> bytes:
        """A file for Word, where it is made for paper."""
        from jobnet.rendering.paper.sheet import passages
        from jobnet.rendering.paper.word import document

        return document(self.sheet, self.subject, passages(self.markdown, self.sheet)) if self.sheet else b""

    @cached_property
    def printed(self) -> Printed | None:
        """Its PDF, where it is made for paper."""
        if self.sheet is None:
            return None
        from jobnet.rendering.paper.pdf import printed
        from jobnet.rendering.paper.sheet import passages

        return printed(self.sheet, self.subject, passages(self.markdown, self.sheet))


def body(markdown: str) -> str:
    """The body alone: raw HTML off, only links to http, https and mailto, no images."""
    import cmarkgfm

    html = _IMAGE.sub(r"\1", cmarkgfm.markdown_to_html(markdown))
    return _LEADS_ELSEWHERE.sub(r'\1#"', html)
