"""What a subject line has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_IN_A_SUBJECT = 37
"""Letters that there is room for beside the words of the template."""


def fitting(names: Sequence[str]) -> tuple[str, ...]:
    """Two names, or the first alone, as a subject line has room."""
    choices = (tuple(names[:count]) for count in (2, 1))
    return next((each for each in choices if each and len(" and ".join(each)) <= _IN_A_SUBJECT), ())
