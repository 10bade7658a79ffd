"""What the user probably meant: the nearest known word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 60
_ALIKE = 5


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate a few slips away from what was typed, or None; the first of equals."""
    typed = word.casefold()[:_LONGEST]
    best, least = None, max(1, len(typed) // 3) + 1
    for candidate in candidates:
        known = candidate.casefold()[:_LONGEST]
        if (count := slips(typed, known, least)) < least:
            best, least = candidate, count
    return best or _of_one_beginning(typed, candidates)


def _of_one_beginning(typed: str, candidates: Iterable[str]) -> str | None:
    """The only one that begins alike: `offerd` is `offered_help`."""
    begin = typed[:_ALIKE]
    alike = [each for each in candidates if len(begin) == _ALIKE and each.casefold().startswith(begin)]
    return alike[0] if len(alike) == 1 else None


def slips(one: str, other: str, enough: int) -> int:
    """Letters to add, drop, change or swap with their neighbour; `enough` or more is not counted on."""
    if abs(len(one) - len(other)) >= enough:
        return enough
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, known in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != known))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == known:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) >= enough:
            return enough
    return row[-1]
