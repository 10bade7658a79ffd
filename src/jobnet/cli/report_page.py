"""`jobnet report --format html`: the page that a seeker and a coach look at together."""

from __future__ import annotations

import datetime as dt
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from jobnet.cli.flow_page import flow_figure, flow_table
from jobnet.cli.page import page
from jobnet.cli.search import headline
from jobnet.profile.model import Profile
from jobnet.search.coach_report import CoachReport, Standing
from jobnet.search.flow import many
from jobnet.search.report import Activity
from jobnet.search.sent_log import STAGES

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SHADES = (1, 2, 4)
"""From so many things on, a day is a shade darker."""
_PAUSE = 3
"""So many weeks without anything are one line."""


def report_page(profile: Profile, report: CoachReport, today: dt.date) -> str:
    """The page; it asks nothing of any other."""
    days = report.days
    title = f"The job search of {profile.name} {f'from {days.since} to' if days.since else 'until'} {days.until}"
    quiet = (
        "<p><b>Confidential: show this page only to people who know of the search.</b></p>\n"
        if profile.search.confidential
        else ""
    )
    return page("report", title, f"<main>\n<h1>{escape(title)}</h1>\n{quiet}{''.join(_parts(report, today))}</main>\n")


def _parts(report: CoachReport, today: dt.date) -> Iterator[str]:
    done, written = len(report.activities), sum(map(len, report.letters.values()))
    yield f"<p>{many(done, 'thing')} done or received, {written} of them letters or messages.</p>\n"
    if report.days.since:
        yield '<p class="soft">The picture: what something happened with in these days, from its beginning.</p>\n'
    table = flow_table(report.flow)
    yield flow_figure(report.flow)
    yield f"<details>\n<summary>The same as a table</summary>\n{table}</details>\n" if table else ""
    yield '<div class="cards">\n'
    due = (f"<b>{escape(headline(each, today))}</b><br>{escape(each.why)}" for each in report.due)
    yield _listed(f"Due on {today}", due, "Nothing is due.")
    hanging = (f"{_standing(each)}, {many((today - each.date).days, 'day')} ago" for each in report.hanging)
    yield _listed("Waiting for two weeks or more", hanging, "Nothing.")
    yield _card("Day by day", _calendar(report))
    letters = (f"<b>{escape(who)}</b>: {'; '.join(map(_sent, sent))}" for who, sent in report.letters.items())
    yield _listed("Who was written to", letters, "Nobody.")
    yield _listed("Coming", (f"{each.date}: {_standing(each)}" for each in report.coming), "Nothing is planned.")
    yield "</div>\n"
    yield _listed("All by date", (escape(each.line) for each in report.activities), "Nothing is dated in these days.")


def _listed(title: str, lines: Iterable[str], nothing: str) -> str:
    """A card with these lines, escaped already."""
    shown = "".join(f"<li>{line}</li>\n" for line in lines)
    return _card(title, f"<ul>\n{shown}</ul>\n" if shown else f"<p>{nothing}</p>\n")


def _card(title: str, body: str) -> str:
    return f'<section class="note">\n<h2>{title}</h2>\n{body}</section>\n'


def _standing(each: Standing) -> str:
    return escape(f"{STAGES[each.stage].activity}, {each.position}, {each.company}")


def _sent(each: Activity) -> str:
    return escape(f"{each.activity} on {each.date}")


def _calendar(report: CoachReport) -> str:
    """A line a week, a cell a day, the darker the more was done."""
    done: dict[dt.date, list[str]] = defaultdict(list)
    for each in report.activities:
        done[each.date].append(each.activity)
    if not done:
        return "<p>Nothing is dated in these days.</p>\n"
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Week of", *_WEEKDAYS))
    first, until = report.days.since or min(done), report.days.until
    monday = first - dt.timedelta(first.weekday())
    weeks = [
        [monday + dt.timedelta(7 * week + day) for day in range(7)] for week in range((until - monday).days // 7 + 1)
    ]
    rows = []
    for is_quiet, together in groupby(weeks, key=done.keys().isdisjoint):
        several = list(together)
        if is_quiet and len(several) >= _PAUSE:
            rows.append(f'<tr><th scope="row">{len(several)} weeks</th><td colspan="7">nothing</td></tr>\n')
            continue
        for week in several:
            cells = "".join(_day(done.get(day, []) if first <= day <= until else None) for day in week)
            rows.append(f'<tr><th scope="row">{week[0]}</th>{cells}</tr>\n')
    return f'<table class="days">\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{"".join(rows)}</tbody>\n</table>\n'


def _day(done: Sequence[str] | None) -> str:
    """A cell; None: of another time."""
    if not done:
        return "<td></td>" if done is None else '<td><span class="a0"></span></td>'
    shade = bisect(_SHADES, len(done))
    return f'<td><span class="a{shade}" title="{escape("; ".join(done))}">{len(done)}</span></td>'
