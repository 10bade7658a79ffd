"""Named places where a test may end the process as a power cut would; nothing happens unless one is armed.

`JOBNET_FAILPOINT=NAME` or `NAME:N` (the nth time it is passed); read by `cli`, never here. The names are where
`here` is called.
"""

from __future__ import annotations

import os
from collections.abc import Callable


class _Armed:
    name: str | None = None
    left: int = 1
    action: Callable[[], None] | None = None


_armed = _Armed()


def arm(wanted: str | None, action: Callable[[], None] | None = None) -> None:
    """From now on, end the process (or do `action`) at this place."""
    name, _, nth = (wanted or "").partition(":")
    _armed.name, _armed.left, _armed.action = name or None, int(nth or 1), action


def here(name: str) -> None:
    """This is the place called `name`."""
    if _armed.name != name:
        return
    _armed.left -= 1
    if _armed.left == 0:
        _armed.name = None
        (_armed.action or (lambda: os._exit(9)))()
