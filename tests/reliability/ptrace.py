"""Killing a process at its nth system call, as strace's fault injection does it, but without starting Python each time.

A fork of this very process (everything imported already) is traced; the kernel stops it at each system call.
"""

from __future__ import annotations

import ctypes
import os
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_TRACEME, _SYSCALL, _SETOPTIONS = 0, 24, 0x4200
_EXITKILL, _SYSGOOD = 0x100000, 1
_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
_libc.ptrace.restype = ctypes.c_long


def run_until(call: int | None, work: Callable[[], int]) -> tuple[int | None, int]:
    """Fork, do the work there, and kill it as it enters its nth system call (never, for None).

    Returns the exit code, or None if it was killed, and how many system calls it had made.
    """
    child = os.fork()
    if child == 0:
        code = 1
        try:
            _libc.ptrace(_TRACEME, 0, None, None)
            os.kill(os.getpid(), signal.SIGSTOP)
            code = work()
        finally:
            os._exit(code)
    os.waitpid(child, 0)
    _libc.ptrace(_SETOPTIONS, child, None, _EXITKILL | _SYSGOOD)
    calls, entering, deliver = 0, True, 0
    while True:
        _libc.ptrace(_SYSCALL, child, None, deliver)
        _, status = os.waitpid(child, 0)
        deliver = 0
        if os.WIFEXITED(status):
            return os.WEXITSTATUS(status), calls
        if os.WIFSIGNALED(status):
            return None, calls
        stopped = os.WSTOPSIG(status)
        if stopped != signal.SIGTRAP | 0x80:
            deliver = 0 if stopped == signal.SIGTRAP else stopped
            continue
        if entering:
            calls += 1
            if calls == call:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return None, calls
        entering = not entering
