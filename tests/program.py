"""Runs jobnet as a user does: a process of its own, an environment of its own.

Most of these processes are forked from one that has loaded jobnet already (`forking.py`).
"""

from __future__ import annotations

import array
import atexit
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

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
    command = [*map(str, arguments)]
    given = stdin.encode() if isinstance(stdin, str) else stdin
    whole = environment(cwd, env, today)
    if hasattr(os, "fork") and not any(name.startswith(_READ_AT_START) for name in env or ()):
        return _forked(command, cwd, given, whole, timeout)
    done = subprocess.run(
        [sys.executable, "-m", "jobnet", *command],
        cwd=cwd,
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        capture_output=True,
        env=whole,
        timeout=timeout,
        check=False,
    )
    return _ran(done.returncode, done.stdout, done.stderr)


_READ_AT_START = ("PYTHON", "LANG", "LC_", "PATH", "TZ", "LD_")
"""What the system's loader, Python and the modules look at while they are loaded."""


def _ran(code: int, out: bytes, err: bytes) -> Ran:
    return Ran(code, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))


def _forked(arguments: list[str], cwd: Path, given: bytes | None, environ: dict[str, str], timeout: float) -> Ran:
    with contextlib.ExitStack() as stack:
        out, err, typed = (stack.enter_context(tempfile.TemporaryFile()) for _ in range(3))
        typed.write(given or b"")
        typed.seek(0)
        nothing = stack.enter_context(open(os.devnull, "rb"))
        streams = [(nothing if given is None else typed).fileno(), out.fileno(), err.fileno()]
        code = forked(arguments, cwd, environ, streams, timeout)()
        out.seek(0)
        err.seek(0)
        return _ran(code, out.read(), err.read())


def forked(
    arguments: list[str], cwd: Path, environ: dict[str, str], streams: list[int], timeout: float
) -> Callable[[], int]:
    """Start jobnet on these streams; what comes back waits for its end, and says its exit code."""
    asking = socket.socket(socket.AF_UNIX)
    asking.settimeout(timeout)
    asking.connect(_forking())
    request = json.dumps({"arguments": arguments, "folder": str(cwd), "environment": environ}).encode() + b"\n"
    sent = asking.sendmsg([request], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", streams))])
    if sent < len(request):  # nothing more may be sent once the run is over, not even nothing
        asking.sendall(request[sent:])
    answer = asking.makefile()
    asking.close()
    number = int(answer.readline())

    def ended() -> int:
        with answer:
            try:
                return int(answer.readline())
            except TimeoutError:
                os.kill(number, signal.SIGKILL)
                raise subprocess.TimeoutExpired(arguments, timeout) from None

    return ended


def put_command(folder: Path) -> Path:
    """A folder below this one for PATH, with a `jobnet` that a shell can start: it is forked as well."""
    command = folder / "bin" / "jobnet"
    command.parent.mkdir()
    command.with_suffix(".py").write_text(_ASKS.format(_forking()), encoding="utf-8")
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -IS "{command}.py" "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return command.parent


_ASKS = """\
import array, json, os, socket, sys
asking = socket.socket(socket.AF_UNIX)
asking.connect({!r})
known = {{"arguments": sys.argv[1:], "folder": os.getcwd(), "environment": dict(os.environ)}}
request = json.dumps(known).encode() + b"\\n"
sent = asking.sendmsg([request], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0, 1, 2]))])
if sent < len(request):
    asking.sendall(request[sent:])
answer = asking.makefile()
answer.readline()
sys.exit(int(answer.readline()))
"""


@cache
def _forking() -> str:
    """Where the process that forks listens; it ends with this one."""
    folder = tempfile.TemporaryDirectory()
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(f"{folder.name}/s")
    listening.listen(64)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.forking", str(listening.fileno())],
        cwd=Path(__file__).parents[1],
        env=environment(Path(folder.name)),
        stdin=subprocess.DEVNULL,
        pass_fds=[listening.fileno()],
        start_new_session=True,  # nobody is asked for a password on the terminal of whoever runs the tests
    )
    listening.close()
    atexit.register(folder.cleanup)
    atexit.register(process.kill)
    return f"{folder.name}/s"


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
