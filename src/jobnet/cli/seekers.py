"""One command over many profiles, each as if alone: which profiles, what is run, and on what.

A seeker's result depends on that seeker's profile, on the record that the machine which does it has of them, and on
nothing else: one process, eight, or a cluster that sees the same files give the same bytes.
"""

from __future__ import annotations

import contextlib
import glob
import io
import json
import os
import re
import shlex
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from jobnet.cli import console
from jobnet.errors import Exit, JobnetError, UsageError
from jobnet.extras import wanted
from jobnet.rendering.files import slug

LETTERS = ("brief", "update", "runnerup", "pitch")
PAGES = ("check", "next", "funnel", "report", "preview")
OVERVIEW = ("overview",)
"""A coach's line, which is no command of its own."""
_ACTS = {"--send", "--mark-sent", "--to-me", "--open", "--edit", "--output", "--profile", "--watch"}
"""What a coach leaves to the seeker, or the batch decides itself; and `-o`, `-p`, also with their value behind them."""
_SHORT = re.compile(r"-[^-f]*[op].*")
_WITHOUT_RULE = re.compile(r"^.+?(?= \[[A-Z]+-\d+\]$|$)")
_Ran: TypeAlias = tuple[int, bytes, str]
"""Exit code, what was printed, what was said beside it."""
_IN_FLIGHT = 64
"""Tasks handed out at once: with ten thousand, memory stays what it is with a hundred."""
_ALONE = threading.Lock()
"""A process has one stdout and one folder it stands in: threads of one worker take turns."""


@dataclass(frozen=True)
class Task:
    """What is done for one seeker, and all that it depends on."""

    path: str
    """The profile: a file, or an address that fsspec reads."""
    command: tuple[str, ...]
    environment: Mapping[str, str]


@dataclass(frozen=True)
class SeekerOutcome:
    """What came of each of a seeker's commands: exit code, what was printed, what was said beside it."""

    path: str
    runs: tuple[_Ran, ...]
    is_broken: bool
    """Whether the profile could not be read."""

    @property
    def code(self) -> int:
        return max((code for code, _, _ in self.runs), default=0)

    @property
    def result(self) -> str:
        """`broken` where the profile could not be read, `refused` where the command did not run, else `done`."""
        is_stopped = self.code >= Exit.REFUSED or self.code in {Exit.BUG, Exit.USAGE}
        return "broken" if self.is_broken else "refused" if is_stopped and not self.out else "done"

    @property
    def out(self) -> bytes:
        return b"".join(out for _, out, _ in self.runs)

    @property
    def said(self) -> str:
        """The first line of what was said, or printed; a warning only where nothing else was."""
        text = "".join(said for _, _, said in self.runs) or self.out.decode("utf-8", "replace")
        lines = text.strip().splitlines()
        return min(lines, key=lambda line: ": warning: " in line, default="").removeprefix("jobnet: ")


def command_of(typed: str) -> tuple[str, ...]:
    """The command line to run for each seeker: `update --all`; refused where it would send or write."""
    try:
        words = shlex.split(typed)
    except ValueError:
        raise UsageError(f"{typed}: a quote is not closed.") from None
    if not words or words[0] not in (*LETTERS, *PAGES):
        raise UsageError(f"batch runs one of: {', '.join((*PAGES, *LETTERS))}, overview.")
    if acts := [word for word in words[1:] if word.partition("=")[0] in _ACTS or _SHORT.fullmatch(word)]:
        refuse_to_act(acts[0])
    for number, word in enumerate(words):  # each is run in its seeker's folder, whose files are not meant
        if number and words[number - 1] == "--template":
            words[number] = os.path.abspath(word)
        elif word.startswith("--template="):
            words[number] = f"--template={os.path.abspath(word.partition('=')[2])}"
    more = ("--for-coach",) if words[0] == "check" else ("--no-ask",) if words[0] in LETTERS[:-1] else ()
    return (*words, *more)


def refuse_to_act(option: str) -> None:
    """A coach prepares, the seeker presses the button."""
    raise UsageError(f"{option}: a batch prepares and never sends or writes; the seeker does, with their own jobnet.")


def profiles_in(places: Iterable[str]) -> list[str]:
    """The profiles that these folders, files and patterns name, in the order of their paths."""
    found: dict[str, None] = {}
    for place in places:
        if "://" in place:
            found |= dict.fromkeys(_elsewhere(place))
        elif os.path.isdir(place):
            inside = (path for path in sorted(Path(place).rglob("*.y*ml")) if path.suffix in {".yaml", ".yml"})
            found |= dict.fromkeys(str(path) for path in inside if not _is_hidden(path.relative_to(place)))
        elif not os.path.lexists(place) and glob.has_magic(place):
            longest_first = sorted(glob.glob(place, recursive=True), key=len, reverse=True)
            once = {os.path.realpath(path): path for path in longest_first}  # `**` goes round in links
            found |= dict.fromkeys(sorted(once.values()))
        else:
            found[place] = None
    if not found:
        raise JobnetError("no profile found there.", Exit.NO_INPUT)
    return list(found)


def _elsewhere(place: str) -> list[str]:
    fsspec = wanted("fsspec", "cluster")
    try:
        system, path = fsspec.core.url_to_fs(place)
    except (ImportError, ValueError) as error:  # it says which package to install
        raise JobnetError(f"{place}: {error}.", Exit.UNAVAILABLE) from error
    paths = system.find(path) if system.isdir(path) else system.glob(path) if "*" in path else [path]
    return [system.unstrip_protocol(each) for each in sorted(paths) if each.endswith((".yaml", ".yml"))]


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts) or path.name == "config.yaml"


def names_of(paths: Iterable[str]) -> dict[str, str]:
    """What each seeker's result is called: after the folder of a `profile.yaml`, else after the file."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for path in paths:
        file = Path(path)
        name = slug(file.parent.name if file.stem == "profile" and file.parent.name else file.stem) or "seeker"
        number = 2
        while (each := name if number == 2 and name not in taken else f"{name}-{number}") in taken:
            number += 1
        taken.add(each)
        names[path] = each
    return names


def done(task: Task) -> SeekerOutcome:
    """The outcome of one task: in this process, on another core, or on another machine."""
    with _ALONE, contextlib.ExitStack() as stack:
        folder, name = os.path.split(os.path.abspath(task.path))
        if "://" in task.path:
            folder, name = stack.enter_context(tempfile.TemporaryDirectory()), task.path.rpartition("/")[2]
            try:
                with wanted("fsspec", "cluster").open(task.path, "rb") as file:
                    Path(folder, name).write_bytes(file.read())
            except Exception as error:  # noqa: BLE001 (whatever a file system of fsspec's raises hinders no other)
                return _unreadable(task.path, str(error) or type(error).__name__)
        elif not os.path.isdir(folder):
            return _unreadable(task.path, "no such file")
        stack.enter_context(_surroundings(folder, task.environment))
        runs = tuple(_runs(task.command, name))
        is_doubtful = any(code >= Exit.REFUSED for code, _, _ in runs)
        if is_doubtful and _ran(lambda: _read(name))[0] != Exit.DONE:
            return SeekerOutcome(task.path, runs, is_broken=True)
        is_told = any(said for _, _, said in runs) and not any(out for _, out, _ in runs)
        return SeekerOutcome(task.path, _for_coach(name, runs) if is_told else runs, is_broken=False)


def _for_coach(name: str, runs: tuple[_Ran, ...]) -> tuple[_Ran, ...]:
    """What was said to the seeker, line by line, less what they do not share: of that, only the rule."""
    from jobnet.cli.options import Common
    from jobnet.cli.session import open_session
    from jobnet.search.coach import hidden_from_coach

    try:
        hides = hidden_from_coach(open_session(Common(profile=name, quiet=True)).under_review.names)
    except JobnetError:  # what was typed is wrong, and the profile too
        return runs

    def shared(line: str) -> str:
        return _WITHOUT_RULE.sub("the seeker does not share why", line) if hides(line) else line

    return tuple((code, out, "\n".join(map(shared, said.splitlines()))) for code, out, said in runs)


def _unreadable(path: str, why: str) -> SeekerOutcome:
    return SeekerOutcome(path, ((Exit.NO_INPUT, b"", f"jobnet: {path}: {why}\n"),), is_broken=True)


def _runs(command: tuple[str, ...], name: str) -> list[_Ran]:
    if command == OVERVIEW:
        return [_ran(lambda: _overview(name))]
    if command[0] == "preview":
        page = f"{name}.html"  # in a folder of its own, for it writes a file
        with tempfile.TemporaryDirectory() as folder:
            code, _, said = _run((*command, "-p", name, "-o", os.path.join(folder, page)))
            path = Path(folder, page)
            return [(code, path.read_bytes() if path.exists() else b"", said)]
    if command[0] == "runnerup" and "--company" not in command:
        return _runnerups(name, command)
    return [_run((*command, "-p", name))]


def _read(name: str) -> int:
    from jobnet.cli.load_profile import read_with_warnings

    read_with_warnings(name)
    return Exit.DONE


def _overview(name: str) -> int:
    from dataclasses import asdict

    from jobnet.cli.options import Common
    from jobnet.cli.session import open_session
    from jobnet.search.coach import seeker_row

    session = open_session(Common(profile=name, quiet=True))
    row = seeker_row(session.run(sending=True))
    console.show_json(asdict(row) | {"need": row.need(session.today)})
    return Exit.DONE


def _runnerups(name: str, command: tuple[str, ...]) -> list[_Ran]:
    """The letters after a turn-down that are due; what is due cannot be said of a profile that cannot be read."""
    code, listed, said = _run(("next", "--format", "json", "-p", name))
    if code >= Exit.REFUSED:
        return [(code, listed, said)]
    due = [each["command"] for each in json.loads(listed) if each["kind"] == "runnerup"]
    words = [[*shlex.split(each)[1:], *command[1:]] for each in due]
    return [_run((*each, "-p", name)) for each in words] or [(Exit.DONE, b"", "no letter after a turn-down is due")]


@contextlib.contextmanager
def _surroundings(folder: str, environment: Mapping[str, str]) -> Iterator[None]:
    own = {name: os.path.abspath(path) for name in ("JOBNET_CONFIG", "JOBNET_STATE") if (path := os.environ.get(name))}
    environment = own | dict(environment)
    before, variables = os.getcwd(), {name: os.environ.get(name) for name in environment}
    try:
        os.environ.update(environment)
        os.chdir(folder)
        yield
    finally:
        os.chdir(before)
        for name, value in variables.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _run(arguments: tuple[str, ...]) -> _Ran:
    from jobnet.cli.program import main

    return _ran(lambda: main(arguments))


def _ran(run: Callable[[], int]) -> _Ran:
    """The exit code, and what was written meanwhile."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    typed = sys.stdin
    try:
        sys.stdin = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = run()
            except JobnetError as refused:
                console.complain(refused.problems)
                code = refused.exit_code
            except SystemExit as stop:
                code = stop.code if isinstance(stop.code, int) else Exit.BUG
        out.flush()
        return code, out.buffer.getvalue(), err.getvalue()
    finally:
        sys.stdin = typed


def outcomes(tasks: Iterable[Task], processes: int, scheduler: str | None = None) -> Iterator[SeekerOutcome]:
    """What came of each, in the order of the tasks: here, on this many cores, or on a Dask cluster."""
    if scheduler is not None:
        distributed = wanted("distributed", "cluster")
        try:
            client = distributed.Client(scheduler, set_as_default=False)
        except (OSError, ValueError) as error:
            raise JobnetError(f"--scheduler {scheduler}: {error}.", Exit.UNAVAILABLE) from error
        with client:
            yield from _in_turn(lambda task: client.submit(done, task, pure=False), tasks)
    elif processes > 1:
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
            yield from _in_turn(lambda task: pool.submit(done, task), tasks)
    else:
        yield from map(done, tasks)


def _in_turn(begin: Any, tasks: Iterable[Task]) -> Iterator[SeekerOutcome]:
    begun: deque[Any] = deque()
    for task in tasks:
        begun.append(begin(task))
        if len(begun) >= _IN_FLIGHT:
            yield begun.popleft().result()
    while begun:
        yield begun.popleft().result()
