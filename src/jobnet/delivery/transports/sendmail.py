"""sendmail: the machine's own mail program, one process a message, no shell, recipients never read from headers."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from typing import IO

from jobnet.delivery import failpoints
from jobnet.delivery.clock import Clock
from jobnet.delivery.ledger.records import State
from jobnet.delivery.replies import Outcome, shown
from jobnet.delivery.transports.base import Envelope, Transport
from jobnet.delivery.transports.connection import HURRY
from jobnet.errors import Exit, JobnetError
from jobnet.profile.addresses import ascii_address

PATIENCE = 600.0
_TICK = 0.2
_MOST_READ = 4000
# cron's PATH is /usr/bin:/bin; sendmail lives elsewhere.
_ALSO_LOOK_IN = "/usr/sbin:/usr/lib:/usr/local/sbin:/usr/local/bin"
_REFUSED = frozenset({64, 65, 67, 68})
"""usage, data, no such user, no such host: about this one message."""
_PROVES_NOTHING = frozenset({70, 71, 74, 76, *range(129, 166)})
"""It crashed, its connection was lost (msmtp: 74, 76), or a shell around it says by which signal it died: it may have
delivered before that."""


class Sendmail(Transport):
    """Hands each message to a program that speaks like sendmail."""

    name = "sendmail"
    paced = True

    def __init__(self, command: Sequence[str], clock: Clock, hurried: Callable[[], bool]) -> None:
        self._command = tuple(command)
        self._clock = clock
        self._hurried = hurried
        self._program = ""

    def open(self) -> None:
        found = shutil.which(self._command[0]) or shutil.which(self._command[0], path=_ALSO_LOOK_IN)
        if found is None:
            raise JobnetError(
                f"{self._command[0]}: no such program; the command is: {shlex.join(self._command)}. "
                "Install one, or set `sendmail: {command: [/path/to/it, -i]}` in config.yaml",
                Exit.CONFIG,
            )
        self._program = found

    def hand_over(self, envelope: Envelope, claim: Callable[[], None]) -> Outcome:
        # Before the program starts: should we die, the pipe closes, and it would send whatever has come through.
        claim()
        # Without -i a line with a single dot silently ends the mail.
        dots = () if {"-i", "-oi"} & set(self._command) else ("-i",)
        argv = [self._program, *self._command[1:], *dots, "-f", ascii_address(envelope.sender), "--"]
        # Into a file, not a pipe: what the program leaves running in the background may hold a pipe open for ever.
        with tempfile.TemporaryFile() as errors:
            try:
                process = subprocess.Popen(  # noqa: S603
                    [*argv, ascii_address(envelope.recipient)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=errors,
                    start_new_session=True,  # Ctrl-C is for us to answer
                )
            except OSError as exc:
                return Outcome(State.QUEUED, f"{self._program}: {exc.strerror}", stop=Exit.CONFIG)
            with process:
                return self._outcome(process, envelope.data.replace(b"\r\n", b"\n"), errors)

    def _outcome(self, process: subprocess.Popen[bytes], data: bytes, errors: IO[bytes]) -> Outcome:
        deadline = self._clock.monotonic() + PATIENCE
        to_give: bytes | None = data
        while True:
            if self._hurried():
                deadline = min(deadline, self._clock.monotonic() + HURRY)
            if self._clock.monotonic() > deadline:
                _kill(process)
                return Outcome(State.UNKNOWN, f"{self._program} did not finish in time")
            try:
                process.communicate(to_give, timeout=_TICK)
            except subprocess.TimeoutExpired:
                to_give = None  # communicate remembers what is left of it
                continue
            failpoints.here("handed-over")
            errors.seek(0)
            return self._judged(process.returncode, errors.read(_MOST_READ))

    def _judged(self, code: int, errors: bytes) -> Outcome:
        first = errors.decode("utf-8", "backslashreplace").strip().partition("\n")[0]
        said = shown(f"{self._program}: {f'exit {code}' if code >= 0 else f'killed by signal {-code}'} {first}".strip())
        if code == 0:
            return Outcome(State.SENT, said)
        if code < 0 or code in _PROVES_NOTHING:
            return Outcome(State.UNKNOWN, said)
        if code in _REFUSED:
            return Outcome(State.REFUSED, said)
        if code == Exit.TRY_LATER:
            return Outcome(State.QUEUED, said, later=True)
        known = code in {Exit.CANNOT_CREATE, Exit.NO_PERMISSION, Exit.CONFIG}
        return Outcome(State.QUEUED, said, stop=Exit(code) if known else Exit.UNAVAILABLE)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=5)
