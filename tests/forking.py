"""A process that has loaded jobnet once and forks a child for each run: as good as a start of its own, without its cost.

Each child is a process of its own, with the folder, the environment, the streams and the ending of one that was started
for it; what it does not do again is load Python and the modules. Started by `program.py`, when it is first needed.
"""

from __future__ import annotations

import array
import contextlib
import importlib
import io
import json
import os
import pkgutil
import signal
import socket
import sys
import time
from typing import Any

_MOST = 1 << 20
_LOOK = 2.0
"""Seconds after which to look whether the one who started us is still there."""


def serve(listening: socket.socket) -> None:
    """Fork for each that asks, until the one who started us is gone."""
    parent = os.getppid()
    _load()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    listening.settimeout(_LOOK)
    while os.getppid() == parent:
        try:
            asking, _ = listening.accept()
        except TimeoutError:
            continue
        if os.fork() == 0:
            listening.close()
            _look_after(asking)
        asking.close()


def _load() -> None:
    import jobnet

    for module in pkgutil.walk_packages(jobnet.__path__, "jobnet."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    importlib.import_module("jobnet.__main__")


def _look_after(asking: socket.socket) -> None:
    """Say which process it is, and how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    request, streams = _received(asking)
    if (number := os.fork()) == 0:
        asking.close()
        _become(request, streams)
    for stream in streams:
        os.close(stream)
    asking.sendall(f"{number}\n".encode())
    _, status = os.waitpid(number, 0)
    with contextlib.suppress(OSError):
        asking.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _received(asking: socket.socket) -> tuple[dict[str, Any], list[int]]:
    data, ancillary, *_ = asking.recvmsg(_MOST, socket.CMSG_SPACE(3 * array.array("i").itemsize))
    streams = array.array("i")
    streams.frombytes(ancillary[0][2])
    while not data.endswith(b"\n"):
        data += asking.recv(_MOST)
    return json.loads(data), list(streams)


def _become(request: dict[str, Any], streams: list[int]) -> None:
    """The program, as `python -m jobnet` starts it."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    os.chdir(request["folder"])
    sys.path[0] = request["folder"]
    sys.stdin, sys.stdout, sys.stderr = (
        io.TextIOWrapper(open(number, mode), old.encoding, old.errors, line_buffering=number == 2)  # noqa: SIM115
        for number, mode, old in ((0, "rb", sys.stdin), (1, "wb", sys.stdout), (2, "wb", sys.stderr))
    )
    program = importlib.import_module("jobnet.__main__")
    sys.argv = [str(program.__file__), *request["arguments"]]
    try:
        program.program()
    except SystemExit as stop:
        code = stop.code
    except BaseException:  # noqa: BLE001 (as Python ends)
        sys.excepthook(*sys.exc_info())
        code = 1
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
