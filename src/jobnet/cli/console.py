"""How jobnet talks: data to stdout, advice and errors to stderr, questions only on a terminal."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Sequence
from typing import IO, Any

from jobnet.errors import Problem, Severity, UsageError
from jobnet.patterns import pattern

MOST_ERRORS = 20
MOST_ADVICE = 3
_BAR = 20
"""Characters of a progress bar."""

# What a terminal would obey instead of show: control characters, and marks that turn the direction of writing.
_CONTROL = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_BREAK = pattern(r"[\t\n\r]")


def visible(text: str) -> str:
    r"""The text with everything a terminal would obey shown as `\xNN` or `\uNNNN`; line ends and tabs stay."""
    return _CONTROL.sub(_escaped, text)


def one_line(text: str) -> str:
    """The text, visible, on one line."""
    return _BREAK.sub(_escaped, visible(text))


def _escaped(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def show(text: str) -> None:
    """Print the document or the data, as it is; on a terminal nothing in it is obeyed."""
    sys.stdout.write(visible(text) if is_terminal(sys.stdout) else text)


def show_json(value: Any) -> None:
    """Print data for programs."""
    show(json_of(value))


def json_of(value: Any) -> str:
    """Data for programs; a day is written as 2026-10-15."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n"


def turn_the_page() -> None:
    """Between two letters: a line with one form feed, which a screen would not show."""
    show("\n" + "-" * 72 + "\n\n" if is_terminal(sys.stdout) else "\f\n")


def show_bytes(data: bytes) -> None:
    """Print a message whose bytes matter (`eml`)."""
    if is_terminal(sys.stdout) or not hasattr(sys.stdout, "buffer"):
        show(data.decode("utf-8", "backslashreplace").replace("\r\n", "\n"))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


def say(text: str) -> None:
    """One line of advice or progress on stderr."""
    print(visible(text), file=sys.stderr)


def say_to_somebody(text: str) -> None:
    """Said on a terminal; cron, where silence means that all is well, hears nothing."""
    if is_terminal(sys.stderr):
        say(text)


def progress(done: int, of: int, label: str) -> None:
    """A bar that grows in place on a terminal, and is wiped when all is done, or a line each; nothing elsewhere."""
    if not _can_wipe():
        say_to_somebody(f"jobnet: {done} of {of}: {label}")
        return
    import shutil

    full = _BAR * done // of
    shown = f"[{'#' * full}{'.' * (_BAR - full)}] {done} of {of}: {one_line(label)}"
    print(f"\r\x1b[K{shown[: shutil.get_terminal_size().columns - 1]}", end="", file=sys.stderr, flush=True)


def progress_over() -> None:
    """Wipe the bar."""
    if _can_wipe():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _can_wipe() -> bool:
    return is_terminal(sys.stderr) and os.environ.get("TERM") not in {None, "", "dumb", "unknown"}


def complain(problems: Sequence[Problem]) -> None:
    """The user's mistakes on stderr, without the warnings beside them."""
    warn([problem for problem in problems if problem.severity is Severity.ERROR] or problems)


def warn(problems: Sequence[Problem], *, most: int = MOST_ERRORS, more: str = "") -> None:
    """One line a problem on stderr, at most so many; `more` says where the others are to be seen."""
    for problem in problems[:most]:
        print(line(problem), file=sys.stderr)
    if len(problems) > most:
        print(f"jobnet: and {len(problems) - most} more{f': {more}' if more else ''}", file=sys.stderr)


def line(problem: Problem) -> str:
    """One problem as one line: the place, the sentence, what to do, the rule's id last."""
    label = "" if problem.severity is Severity.ERROR else f"{problem.severity}: "
    place = f"{problem.place}: " if problem.place and problem.place.file else ""
    reader = f"{problem.recipient}: " if problem.recipient and not place else ""
    rule = f" [{problem.rule}]" if problem.rule.isupper() else ""
    return one_line(f"jobnet: {place}{label}{reader}{problem.said}{rule}")


def is_terminal(stream: IO[str] | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def can_ask() -> bool:
    """Whether somebody sits there to be asked."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def is_colourful() -> bool:
    """Whether stdout is a terminal that wants colour."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") in {"dumb", "unknown"}
    return not plain and is_terminal(sys.stdout)


def ask(question: str, *, instead: str, default: str = "") -> str:
    """The answer of whoever sits there; without a terminal an error that names what would have answered."""
    if not can_ask():
        raise UsageError(f"{question.rstrip(':?')}: no terminal to ask on; {instead}.")
    shown = f"{question} [{default}] " if default else f"{question} "
    print(visible(shown), end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline()
    if not answer:
        raise KeyboardInterrupt
    return answer.strip() or default


def confirm(question: str) -> bool:
    """Yes or no; no is what Enter means."""
    return ask(question, instead="add --yes", default="y/N").casefold() in {"y", "yes"}


class ClosedStream:
    """Stands in for a stdout that was closed before we began: writing to it must not look like success."""

    encoding = "utf-8"

    def write(self, text: str) -> int:
        raise OSError(errno.EBADF, f"standard output is closed; {len(text)} characters could not be written")

    def flush(self) -> None: ...

    def isatty(self) -> bool:
        return False
