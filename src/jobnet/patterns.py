"""Regular expressions that are compiled when first used: there are a hundred, and printing a letter needs a third.

Compiling them all at import took a sixth of the time of printing a brief.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from re import compile as pattern
else:

    class pattern:  # noqa: N801 (used as the function is)
        """What `re.compile` gives, later: the first use of each method compiles, the next ones cost nothing more."""

        def __init__(self, text: str | bytes, flags: int = 0) -> None:
            self._made_of = text, flags

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):  # copying and pickling ask; that is no use
                raise AttributeError(name)
            found = getattr(re.compile(*self._made_of), name)
            setattr(self, name, found)
            return found


__all__ = ["pattern"]
