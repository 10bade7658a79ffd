"""A finished letter in every form that stands on its own; `eml` is made from it by delivery, `json` by cli."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.frozen import cached_property, dataclass

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from jobnet.facts.items import Document, Item
    from jobnet.facts.readers import Reader


@dataclass(frozen=True)
class Letter:
    """One document for one reader, worded. `text` and `markdown` are bodies, without the subject line.

    What `render` returns makes `html` and `own_words` when they are first asked for.
    """

    document: Document
    reader: Reader | None
    today: dt.date
    subject: str
    text: str
    """Wrapped at 72 columns, without a line break at the end."""
    markdown: str
    html: str
    """A whole, self-contained page."""
    language: str
    words: int
    """Of the body between greeting and closing, URLs and addresses not counted."""
    items: tuple[Item, ...] = ()
    attachments: tuple[Path, ...] = ()
    own_words: str = ""
    """What the template itself says: the text with every value of the profile left out. For GEN-01 and the
    rules of tone, which judge the template, and for the leak scan's exemption of fixed words."""
    built_in: bool = True
    """Whether the template is one of jobnet's own."""

    @cached_property
    def paragraphs(self) -> list[str]:
        """The text cut at its empty lines."""
        return self.text.split("\n\n")

    @cached_property
    def page_pieces(self) -> list[str]:
        """`html` in pieces of whole lines, as far as it was made of such."""
        return [self.html]
