"""Runs jobnet as a user does: a process of its own, an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-10-15"


@dataclass(frozen=True)
class Ran:
    """What came of it."""

    code: int
    out: str
    err: str


def run(
    *arguments: str | Path,
    cwd: Path,
    stdin: str | bytes | None = None,
    env: dict[str, str] | None = None,
    today: str | None = DAY,
    timeout: float = 60,
) -> Ran:
    """Run jobnet in `cwd`, not on a terminal, with home, config and state inside `cwd/.home`."""
    done = subprocess.run(
        [sys.executable, "-m", "jobnet", *map(str, arguments)],
        cwd=cwd,
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        env=environment(cwd, env, today),
        timeout=timeout,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def environment(cwd: Path, more: dict[str, str] | None = None, today: str | None = DAY) -> dict[str, str]:
    """A minimal environment: nothing of the machine but PATH."""
    home = cwd.parent / f".home-{cwd.name}"
    found = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "LANG": "C.UTF-8",
    }
    if today:
        found["JOBNET_TODAY"] = today
    return found | (more or {})


def listing(folder: Path) -> dict[str, bytes | None]:
    """Every path below `folder` with its content (None for a folder): to compare before and after."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() and not path.is_symlink() else None
        for path in sorted(folder.rglob("*"))
    }
