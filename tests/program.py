"""Runs jobnet as a user does: an environment of its own, and a process of its own where that proves more."""

from __future__ import annotations

import gc
import io
import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING
from unittest.mock import patch

from jobnet.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = "2026-10-15"
OF_THE_INTERPRETER = ("JOBNET_DEBUG", "JOBNET_FAILPOINT", "LANG", "LC_", "PYTHON", "SSL_", "TZ", "_JOBNET")
"""What begins so is obeyed as Python starts, ends the process, or shows what ended it."""


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
    timeout: float | None = None,
) -> Ran:
    """Run jobnet in `cwd`, not on a terminal, with home, config and state beside it.

    It runs in this process, at a tenth of the price; in one of its own where it may have to be stopped (`timeout`),
    where the environment says something to Python itself, and in a thread, for two could not share this process.
    """
    content = stdin.encode() if isinstance(stdin, str) else stdin or b""
    known = environment(cwd, env, today)
    apart = any(name.startswith(OF_THE_INTERPRETER) for name in env or ())
    if apart or timeout is not None or threading.current_thread() is not threading.main_thread():
        return run_apart(arguments, cwd, content, known, timeout or 60)
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(content)
        given.seek(0)
        with _in(cwd, known), _streams(given, out, err):
            code = _code(list(map(str, arguments)))
        return Ran(code, _text(out), _text(err))


def run_apart(
    arguments: tuple[str | Path, ...], cwd: Path, content: bytes, known: dict[str, str], timeout: float
) -> Ran:
    """Run jobnet in a process of its own."""
    command = [sys.executable, "-m", "jobnet", *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, input=content, capture_output=True, env=known, timeout=timeout, check=False)
    return Ran(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def _code(arguments: list[str]) -> int:
    """The exit code; a way to end that Python itself would report is reported as there."""
    try:
        return main(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1 if stop.code else 0


@contextmanager
def _in(folder: Path, known: dict[str, str]) -> Iterator[None]:
    """This process in that folder and environment, and afterwards as it was."""
    before, thresholds, on_term = Path.cwd(), gc.get_threshold(), signal.getsignal(signal.SIGTERM)
    os.chdir(folder)
    try:
        with patch.dict(os.environ, known, clear=True):
            yield
    finally:
        os.chdir(before)
        gc.enable()
        gc.set_threshold(*thresholds)
        signal.signal(signal.SIGTERM, on_term)


@contextmanager
def _streams(given: IO[bytes], out: IO[bytes], err: IO[bytes]) -> Iterator[None]:
    """The three streams as files, which a program that jobnet starts may write to as well."""
    own = [io.TextIOWrapper(each, encoding="utf-8", write_through=True) for each in (given, out, err)]
    try:
        with patch.multiple(sys, stdin=own[0], stdout=own[1], stderr=own[2]):
            yield
    finally:
        for each in own:
            each.detach()


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8", "replace")


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
