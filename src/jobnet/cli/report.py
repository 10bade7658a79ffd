"""`jobnet report`: a dated list of activities, for an employment office or a coach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobnet.cli import console
from jobnet.cli.options import Common
from jobnet.cli.tables import Table, TableForm, as_csv, as_json

if TYPE_CHECKING:
    from jobnet.search.report import Activity


def report(
    common: Common,
    since: Annotated[
        str | None, typer.Option("--since", metavar="WHEN", help="The first day: a date, 2w, 1mo, all.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="The last day; default: today.")] = None,
    include_private: Annotated[bool, typer.Option("--include-private", help="Private applications too.")] = False,
    format: TableForm = Table.TEXT,
) -> None:
    """A dated list of activities, for an employment office or a coach."""
    from jobnet.cli.session import open_session
    from jobnet.facts.since import parse_date, parse_since
    from jobnet.search.report import Range
    from jobnet.search.report import report as activities

    session = open_session(common)
    start = parse_since(since, session.today).date if since is not None else None
    end = min(parse_date(until, "--until"), session.today) if until is not None else session.today
    found = activities(session.profile, Range(start, end), history=session.history, private=include_private)
    if format is Table.JSON:
        console.show(as_json([_activity_as_json(each) for each in found]))
    elif format is Table.CSV:
        console.show(as_csv(_ACTIVITY_COLUMNS, [list(_activity_as_json(each).values()) for each in found]))
    else:
        console.show("".join(map(_activity_line, found)) or "Nothing is dated in these days.\n")


report.example = "jobnet report --since 2w --format csv > activities.csv"  # type: ignore[attr-defined]

_ACTIVITY_COLUMNS = ("date", "activity", "company", "position", "person", "reference")


def _activity_as_json(each: Activity) -> dict[str, Any]:
    return {
        "date": each.date.isoformat(),
        "activity": each.activity,
        "company": each.company,
        "position": each.position,
        "person": each.person,
        "reference": each.reference,
    }


def _activity_line(each: Activity) -> str:
    about = ", ".join(part for part in (each.position, each.company) if part)
    extra = "; ".join(part for part in (each.person, each.reference) if part)
    return f"{each.date}  {each.activity}{f': {about}' if about else ''}{f' ({extra})' if extra else ''}\n"
