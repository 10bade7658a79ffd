"""What the user probably meant: the nearest known word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 60


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that looks most like what was typed, or None."""
    from difflib import get_close_matches

    known = {candidate.casefold()[:_LONGEST]: candidate for candidate in candidates}
    found = get_close_matches(word.casefold()[:_LONGEST], known, n=1)
    return known[found[0]] if found else None
