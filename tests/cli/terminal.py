"""Runs jobnet on a pseudo-terminal, as somebody who sits in front of it."""

from __future__ import annotations

import os
import pty
import select
import time
from typing import TYPE_CHECKING

from tests.program import Ran, environment, forked

if TYPE_CHECKING:
    from pathlib import Path


def run_on_terminal(
    *arguments: str | Path, cwd: Path, typed: str = "", env: dict[str, str] | None = None, timeout: float = 60
) -> Ran:
    """Run jobnet with stdin and stderr on a terminal and stdout too: `out` is all that the screen showed."""
    ours, theirs = pty.openpty()
    environ = environment(cwd, {"TERM": "xterm-256color", **(env or {})})
    ended = forked([*map(str, arguments)], cwd, environ, [theirs] * 3, timeout)
    os.close(theirs)
    os.write(ours, typed.encode())
    screen = _read_until_the_end(ours, time.monotonic() + timeout)
    code = ended()
    os.close(ours)
    return Ran(code, screen.replace("\r\n", "\n"), "")


def _read_until_the_end(ours: int, until: float) -> str:
    seen = b""
    while select.select([ours], [], [], until - time.monotonic())[0]:
        try:
            seen += os.read(ours, 65536)
        except OSError:  # the other side is gone
            break
    return seen.decode("utf-8", "replace")
