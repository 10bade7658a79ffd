"""The coach's page: a line a seeker, who needs a talk first; each opens what that seeker shares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

_STYLE = """
:root{color-scheme:light dark;--line:#8886}
*{box-sizing:border-box}
body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:64rem;padding:1rem}
h1{font-size:1.5rem;line-height:1.2}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid var(--line);padding:.4rem .6rem;text-align:left;vertical-align:top}
.number{text-align:right;font-variant-numeric:tabular-nums}
.late{font-weight:600}
ul{margin:.25rem 0;padding-left:1.25rem}li,p,td{overflow-wrap:anywhere}
:focus-visible{outline:.2rem solid Highlight;outline-offset:.1rem}
"""
HEAD = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
)
"""How such a page begins, and no other."""
_HEADS = ("Seeker", "Overdue", "Owed", "Letters due", "Held up by a rule", "Open", "Where they stand", "Last activity")


def overview_page(rows: Sequence[Mapping[str, Any]], broken: Sequence[Mapping[str, Any]], today: dt.date) -> str:
    """One page that asks nothing of any other."""
    return "".join(_page(sorted(rows, key=lambda row: (*row["need"], row["seeker"])), broken, today))


def _page(rows: Sequence[Mapping[str, Any]], broken: Sequence[Mapping[str, Any]], today: dt.date) -> Iterator[str]:
    title = f"{len(rows)} seeker{'' if len(rows) == 1 else 's'} on {today}"
    yield f"{HEAD}<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    heads = "".join(f'<th scope="col">{head}</th>' for head in _HEADS)
    yield f'<div class="wide" tabindex="0">\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n'
    for row in rows:
        yield _line(row)
    yield "</tbody>\n</table>\n</div>\n"
    if broken:
        listed = "".join(f"<li>{escape(row['seeker'])}: {escape(row['says'])}</li>\n" for row in broken)
        yield f"<h2>Could not be read: {len(broken)}</h2>\n<ul>\n{listed}</ul>\n"
    yield "</main>\n</body>\n</html>\n"


def _line(row: Mapping[str, Any]) -> str:
    if row["share"] == "none":
        return f'<tr><th scope="row">{escape(row["seeker"])}</th><td colspan="7">shares nothing</td></tr>\n'
    counts = "".join(
        f'<td class="number{" late" if name == "overdue" and row[name] else ""}">{row[name]}</td>'
        for name in ("overdue", "debts", "letters", "refused", "open")
    )
    stands = escape(", ".join(f"{stage} {count}" for stage, count in row["reached"]))
    last = row["last_activity"] or "none"
    return f'<tr><th scope="row">{_opened(row)}</th>{counts}<td>{stands}</td><td>{last}</td></tr>\n'


def _opened(row: Mapping[str, Any]) -> str:
    """The seeker's name, and behind it what they share."""
    name = escape(row["seeker"])
    parts = [("Due", row["due"]), ("Done", row["activities"])]
    shown = "".join(
        f"<p>{head}</p>\n<ul>\n{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>\n"
        for head, lines in parts
        if lines
    )
    return f"<details><summary>{name}</summary>\n{shown}</details>" if shown else name
