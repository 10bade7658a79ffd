"""The coach's page: a line a seeker, who needs a talk first; each opens what that seeker shares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from jobnet.cli.page import page

_COUNTS = {
    "overdue": "Overdue",
    "debts": "Owed",
    "letters": "Letters due",
    "refused": "Not ready yet",
    "open": "Open",
}
_LEGEND = (
    "Who has most overdue comes first. Owed: thanks, a name to follow up or a tip to pass on. Open: applications. "
    "A name opens where the seeker has set share_with_coach to network or trusted. "
    "One search on a page: <code>jobnet report --format html -p FILE</code>"
)
_STANDS, _LAST = "Where they stand", "Last activity"


def overview_page(rows: Sequence[Mapping[str, Any]], broken: Sequence[Mapping[str, Any]], today: dt.date) -> str:
    """One page that asks nothing of any other."""
    title = f"{len(rows)} seeker{'' if len(rows) == 1 else 's'} on {today}"
    ordered = sorted(rows, key=lambda row: (*row["need"], row["seeker"]))
    return page("overview", title, f"<main>\n<h1>{title}</h1>\n{''.join(_parts(ordered, broken))}</main>\n")


def _parts(rows: Sequence[Mapping[str, Any]], broken: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    heads = "".join(f'<th scope="col" class="number">{head}</th>' for head in _COUNTS.values())
    heads = f'<th scope="col">Seeker</th>{heads}<th scope="col">{_STANDS}</th><th scope="col">{_LAST}</th>'
    yield '<div class="wide" tabindex="0" role="region" aria-label="Seekers">\n'
    yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"
    for row in rows:
        yield _line(row)
    yield "</tbody>\n</table>\n</div>\n"
    if rows:
        yield f'<p class="soft">{_LEGEND}</p>\n'
    if broken:
        listed = "".join(f"<li>{escape(row['seeker'])}: {escape(row['says'])}</li>\n" for row in broken)
        yield f"<h2>Could not be read: {len(broken)}</h2>\n<ul>\n{listed}</ul>\n"


def _line(row: Mapping[str, Any]) -> str:
    if row["share"] == "none":
        return f'<tr><th scope="row">{escape(row["seeker"])}</th><td colspan="7">shares nothing</td></tr>\n'
    counts = "".join(
        f'<td class="number{" late" if name == "overdue" and row[name] else ""}" data-head="{head}">{row[name]}</td>'
        for name, head in _COUNTS.items()
    )
    stands = escape(", ".join(f"{stage} {count}" for stage, count in row["reached"]))
    words = f'<td data-head="{_STANDS}">{stands}</td><td data-head="{_LAST}">{row["last_activity"] or "none"}</td>'
    return f'<tr><th scope="row">{_opened(row)}</th>{counts}{words}</tr>\n'


def _opened(row: Mapping[str, Any]) -> str:
    """The seeker's name, and behind it what they share."""
    name = escape(row["seeker"])
    parts = [("Due", row["due"]), ("Done", row["activities"])]
    shown = "".join(
        f'<p class="soft">{head}</p>\n<ul>\n{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>\n'
        for head, lines in parts
        if lines
    )
    return f"<details><summary>{name}</summary>\n{shown}</details>" if shown else name
