"""Runs jobnet on a pseudo-terminal, as somebody who sits in front of it."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tests.program import Ran, environment

if TYPE_CHECKING:
    from pathlib import Path


def run_on_terminal(
    *arguments: str | Path, cwd: Path, typed: str = "", env: dict[str, str] | None = None, timeout: float = 60
) -> Ran:
    """Run jobnet with stdin and stderr on a terminal and stdout too: `out` is all that the screen showed."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "jobnet", *map(str, arguments)],
        cwd=cwd,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment(cwd, {"TERM": "xterm-256color", **(env or {})}),
        start_new_session=True,
    ) as process:
        os.close(theirs)
        os.write(ours, typed.encode())
        screen = _read_until_the_end(ours, process, time.monotonic() + timeout)
        code = process.wait(timeout)
    os.close(ours)
    return Ran(code, screen.replace("\r\n", "\n"), "")


def _read_until_the_end(ours: int, process: subprocess.Popen[bytes], until: float) -> str:
    seen = b""
    while time.monotonic() < until:
        ready, _, _ = select.select([ours], [], [], 0.1)
        if ready:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other side is gone
                break
            if not piece:
                break
            seen += piece
        elif process.poll() is not None:
            break
    else:
        process.kill()
    return seen.decode("utf-8", "replace")
