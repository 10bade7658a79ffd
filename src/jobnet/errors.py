"""The user's mistakes as values: what is wrong, where, what to do, and the exit code that says so."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from jobnet.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Exit(IntEnum):
    """Exit codes of the command line (`docs/cli.md`); the numbers from 65 on are those of sysexits(3)."""

    DONE = 0
    BUG = 1
    USAGE = 2
    IN_DOUBT = 3
    SOME_LEFT_OUT = 4
    NOTHING_TO_SEND = 5
    REFUSED = 65
    """The profile or a template is wrong, or a rule refuses the document."""
    NO_INPUT = 66
    UNAVAILABLE = 69
    CANNOT_CREATE = 73
    IO = 74
    TRY_LATER = 75
    NO_PERMISSION = 77
    CONFIG = 78
    INTERRUPTED = 130
    PIPE_CLOSED = 141
    TERMINATED = 143


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True)
class Place:
    """Where in a file something stands. Lines and columns count from 1; `path` reads `contacts[3].email`."""

    file: str
    line: int
    column: int
    path: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}"
        return f"{where}: {self.path}" if self.path else where


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong or could be better: a mistake in a file, or what a rule objects to.

    `rule` is an id of the catalogue (`docs/rules.md`), or `profile`, `config`, `template`, `usage` for a
    mistake. `message` is a sentence; `hint` says what to do. `final` marks what `--force` cannot override.
    """

    rule: str
    severity: Severity
    message: str
    hint: str = ""
    place: Place | None = None
    record: str = ""
    document: str = ""
    recipient: str = ""
    final: bool = False

    @property
    def said(self) -> str:
        """The sentence, and what to do."""
        return f"{self.message} {self.hint}".strip()

    def for_others(self, hides: Callable[[str], bool]) -> Problem:
        """It for somebody who may not learn all that the seeker is told: only its rule, its place, and what to do."""
        hint = "" if hides(self.hint) else self.hint
        if not any(map(hides, (self.message, self.record, self.recipient))):
            return replace(self, hint=hint)
        return replace(self, hint=hint, message="", record="", recipient="")

    def __str__(self) -> str:
        return f"{self.place}: {self.said}" if self.place else self.said


class JobnetError(Exception):
    """The user can mend this: one message a problem, one exit code for the run."""

    def __init__(
        self, problems: Iterable[Problem] | str, exit_code: Exit = Exit.REFUSED, *, rule: str = "usage"
    ) -> None:
        if isinstance(problems, str):
            problems = (Problem(rule, Severity.ERROR, problems),)
        self.problems = tuple(problems)
        self.exit_code = exit_code
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UsageError(JobnetError):
    """What was typed cannot be done as it was typed."""

    def __init__(self, message: str) -> None:
        super().__init__(message, Exit.USAGE)


def quoted(word: str) -> str:
    """One word of a suggested command, for every shell: bare where it can be, else in double quotes where they do."""
    import shlex

    if shlex.quote(word) == word:
        return word
    return f'"{word}"' if not set(word) & set('"$`\\!%\n') else shlex.quote(word)
