"""Runs a command line and turns every ending into a message and an exit code."""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, Any, NoReturn

from jobnet.errors import Exit, JobnetError

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line; its exit code."""
    gc.set_threshold(200_000, 20, 50)  # until the profile is read (`cli/load_profile.py`): hardly any cycles are made
    _steady_the_streams()
    with contextlib.suppress(ValueError):  # not the main thread: somebody else's program
        signal.signal(signal.SIGTERM, _terminated)
    try:
        code = _outcome(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        code = Exit.PIPE_CLOSED
    except OSError as error:
        code = _report_os_error(error)
    except KeyboardInterrupt:
        code = Exit.INTERRUPTED
    _let_go_of_stdout()
    return int(code)


def program() -> NoReturn:
    """The command `jobnet`: run it, and end at once.

    Everything is written and closed by now. Taking the interpreter apart piece by piece took a tenth of the time of
    printing a brief, to no effect.
    """
    code = main()
    if threading.active_count() > 1:
        sys.exit(code)
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(code)


def _outcome(arguments: Sequence[str] | None) -> int:
    from jobnet.cli import console, run

    try:
        return run(arguments)
    except JobnetError as error:
        console.complain(error.problems)
        return error.exit_code
    except (OSError, KeyboardInterrupt):
        raise
    except SystemExit as stop:
        if isinstance(stop.__context__, BrokenPipeError):  # Typer's own way to end then is exit 1
            return Exit.PIPE_CLOSED
        raise
    except Exception as error:
        if os.environ.get("JOBNET_DEBUG"):
            raise
        return _report_usage(error) or _report_bug(error)


def _report_usage(error: Exception) -> int:
    """Typer's own complaints, in the shape of ours; 0 if this is none of them."""
    import typer

    from jobnet.cli import console

    if isinstance(error, typer.Abort):
        return Exit.INTERRUPTED
    if not hasattr(error, "format_message"):
        return 0
    said = error.format_message()
    if type(error).__name__ == "NoArgsIsHelpError":  # `jobnet add`: its help, which has lines
        console.say(said)
        return Exit.USAGE
    context: Any = getattr(error, "ctx", None)
    if said.startswith("Got unexpected extra argument"):  # mostly a name without its quotes
        over = said.rpartition(" (")[2].rstrip(")")
        has_to = any("--to" in each.opts for each in context.command.params)
        begin, to = ("A reader is named with --to, and what", "--to ") if has_to else ("What", "")
        said = f'`{over}` is left over. {begin} has several words stands in quotes: {to}"Bea Li".'
    elif said.startswith("No such option") and context.parent is None:
        said += "; options stand after the command: jobnet brief -p profile.yaml."
    hint = f" See: {context.command_path} --help" if context is not None else ""
    console.say(console.one_line(f"jobnet: {said}{'' if said.endswith(('.', '?')) else '.'}{hint}"))
    return Exit.USAGE


def _report_bug(error: Exception) -> int:
    """One line, without the error's own words: they may hold what must not be shown."""
    from traceback import extract_tb

    from jobnet.cli import console

    last = extract_tb(error.__traceback__)[-1]
    console.say(
        f"jobnet: this is a bug in jobnet ({type(error).__name__} at {os.path.basename(last.filename)}:{last.lineno}). "
        "Run it again with JOBNET_DEBUG=1 to see the traceback, and please report it."
    )
    return Exit.BUG


def _report_os_error(error: OSError) -> int:
    from jobnet.cli import console

    if os.environ.get("JOBNET_DEBUG"):
        raise error
    place = f"{error.filename}: " if isinstance(error.filename, str) else ""
    full = " Nothing was lost; make room and run it again." if error.errno in {errno.ENOSPC, errno.EDQUOT} else ""
    console.say(console.one_line(f"jobnet: {place}{error.strerror or type(error).__name__}.{full}"))
    return Exit.IO


def _steady_the_streams() -> None:
    """No character stops a letter, and no closed stream goes unnoticed (bad-input rows 100, 103)."""
    from jobnet.cli.console import ClosedStream

    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = ClosedStream()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _let_go_of_stdout() -> None:
    """Python flushes stdout once more as it ends; what cannot be written then must not be complained of twice."""
    try:
        sys.stdout.flush()
    except OSError:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _terminated(_number: int, _frame: object) -> NoReturn:
    raise SystemExit(int(Exit.TERMINATED))
