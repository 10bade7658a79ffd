"""A paragraph, cut into pieces that other paragraphs have too.

The letters of a run tell the same things in ever new selections: a list is seldom told twice, each of its items often.
So what looks at paragraphs, and keeps what it found, looks at the items of one that is new to it.
"""

from __future__ import annotations


def items_in(paragraph: str, mark: str = "- ") -> list[str]:
    """Cut before each line that begins an item of a list; the line ends between them are in none.

    No word, address, sentence or name goes on from an item into the next one; a phrase may.
    """
    first, *items = paragraph.split(f"\n{mark}")
    return [first, *[f"{mark}{each}" for each in items]] if items else [paragraph]
