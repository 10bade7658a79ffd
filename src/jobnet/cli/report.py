"""`jobnet report`: a dated list of activities, for an employment office or a coach."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, fields
from typing import Annotated

from jobnet.cli import console
from jobnet.cli.options import Common, option
from jobnet.cli.session import open_session
from jobnet.cli.tables import TableForm, as_csv
from jobnet.facts.since import Window, parse_date, parse_since
from jobnet.search.report import Activity
from jobnet.search.report import report as activities_of


def report(
    common: Common,
    since: Annotated[str | None, option("--since", metavar="WHEN", says="The first day: a date, 2w, 1mo, all.")] = None,
    until: Annotated[str | None, option("--until", metavar="DATE", says="The last day; default: today.")] = None,
    include_private: Annotated[bool, option("--include-private", says="Private applications too.")] = False,
    format: TableForm = "text",
) -> None:
    """A dated list of activities, for an employment office or a coach."""
    session = open_session(common)
    reach = parse_since(since, session.today) if since is not None else "all"
    start = reach if isinstance(reach, dt.date) else None
    end = min(parse_date(until, "--until"), session.today) if until is not None else session.today
    activities = activities_of(session.profile, Window(start, end), history=session.history, private=include_private)
    if format == "json":
        console.show_json(list(map(asdict, activities)))
    elif format == "csv":
        console.show(as_csv([each.name for each in fields(Activity)], [asdict(each).values() for each in activities]))
    else:
        console.show("".join(map(_line, activities)) or "Nothing is dated in these days.\n")


def _line(each: Activity) -> str:
    about = ", ".join(part for part in (each.position, each.company) if part)
    extra = "; ".join(part for part in (each.person, each.reference) if part)
    return f"{each.date}  {each.activity}{f': {about}' if about else ''}{f' ({extra})' if extra else ''}\n"
