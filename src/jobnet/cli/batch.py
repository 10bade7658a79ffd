"""`jobnet batch`: one command over the profiles of many seekers, for the coach who looks after them."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from jobnet.cli import console
from jobnet.cli.options import Common, Overwrite, Today, argument, option
from jobnet.cli.page import page, refuse_another, write_page
from jobnet.cli.record import TableForm
from jobnet.cli.seekers import OVERVIEW, SeekerOutcome, Task, command_of, names_of, outcomes, profiles_in, refuse_to_act
from jobnet.cli.session import today_of
from jobnet.errors import Exit, UsageError
from jobnet.importing.exporting import as_csv
from jobnet.rendering.files import write_files

_COLUMNS = ("seeker", "profile", "result", "code", "says")


def batch(
    command: Annotated[str, argument('check, next, funnel, report, preview, brief, "update --all", … or overview')],
    profiles: Annotated[list[str], argument("Folders, files or patterns.", "PROFILES…")],
    output: Annotated[str | None, option("--output", "-o", metavar="PATH", says="A folder, a file a seeker.")] = None,
    overwrite: Overwrite = False,
    format: TableForm = "text",
    today: Today = None,
    processes: Annotated[int | None, option("--processes", min=1, metavar="N", says="How many at once.")] = None,
    scheduler: Annotated[str | None, option("--scheduler", metavar="ADDRESS", says="A Dask cluster: tcp://…")] = None,
    send: Annotated[bool, typer.Option("--send", hidden=True)] = False,
    mark_sent: Annotated[bool, typer.Option("--mark-sent", hidden=True)] = False,
) -> int:
    """One command over many profiles, each as if alone. It never sends, and never writes a profile or a record."""
    if send or mark_sent:
        refuse_to_act("--send" if send else "--mark-sent")
    words = OVERVIEW if command == "overview" else command_of(command)
    if command == "overview" and not output:
        raise UsageError("jobnet batch overview writes a page: add -o page.html.")
    if command == "overview" and output:
        refuse_another(Path(output), "overview")
    paths = profiles_in(profiles)
    names = names_of(paths)
    environment = {"JOBNET_TODAY": today} if today else {}
    tasks = (Task(path, words, environment) for path in paths)
    rows: list[dict[str, Any]] = []
    pages: list[dict[str, Any]] = []
    for number, outcome in enumerate(outcomes(tasks, processes or _cores(len(paths)), scheduler), 1):
        console.progress(number, len(paths), names[outcome.path])
        rows.append(_row(names[outcome.path], outcome))
        if outcome.result != "done":
            continue
        if command == "overview":
            pages.append(json.loads(outcome.out) | {"name": names[outcome.path]})
        elif output:
            write_files(Path(output), [f"{names[outcome.path]}.{_ending(command)}"], [outcome.out], overwrite=overwrite)
    console.progress_over()
    if command == "overview" and output:
        broken = [row for row in rows if row["result"] == "broken"]
        write_page(Path(output), "overview", _overview_page(pages, broken, today_of(Common(today=today))))
    _show(rows, format)
    return Exit.SOME_LEFT_OUT if any(row["result"] == "broken" for row in rows) else Exit.DONE


def _overview_page(rows: Sequence[dict[str, Any]], broken: Sequence[dict[str, Any]], today: dt.date) -> str:
    """A line a seeker, who needs a talk first; each opens what that seeker shares."""
    title = f"{len(rows)} seeker{'' if len(rows) == 1 else 's'} on {today}"
    ordered = sorted(rows, key=lambda row: (*row["need"], row["seeker"]))
    return page("overview", title, rows=ordered, broken=broken)


def _cores(tasks: int) -> int:
    return min(os.cpu_count() or 1, max(1, tasks // 8))  # another process costs as much as some seekers


def _row(name: str, outcome: SeekerOutcome) -> dict[str, Any]:
    says = outcome.said if outcome.is_broken or not outcome.out else ""
    return dict(zip(_COLUMNS, (name, outcome.path, outcome.result, outcome.code, says), strict=True))


def _ending(command: str) -> str:
    words = command.split()
    form = next((words[place + 1] for place, word in enumerate(words[:-1]) if word in {"--format", "-f"}), "")
    return "html" if words[0] == "preview" else form if form not in {"", "text", "sankeymatic"} else "txt"


def _show(rows: Sequence[dict[str, Any]], form: str) -> None:
    if form == "json":
        console.show_json(rows)
    elif form == "csv":
        console.show(as_csv(_COLUMNS, rows))
    else:
        console.show("".join(_lines(rows)))


def _lines(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    width = max((len(row["seeker"]) for row in rows), default=0)
    for row in rows:
        yield console.one_line(f"{row['seeker']:<{width}}  {row['result']:<6}  {row['says']}".rstrip()) + "\n"
    counted = Counter(row["result"] for row in rows)
    yield ", ".join(f"{counted[each]} {each}" for each in ("done", "refused", "broken") if counted[each]) + "\n"
