"""`jobnet next`: what is due today and why, each with the command that does it; and bare `jobnet`, its beginning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any, Literal

from jobnet.cli import console
from jobnet.cli.load_profile import has_profile
from jobnet.cli.options import Common, form
from jobnet.cli.session import open_session, today_of
from jobnet.errors import quoted
from jobnet.search.agenda import due
from jobnet.search.calendar import calendar
from jobnet.search.due import Due

_FIRST = 3
_BEGIN = """\
jobnet init    writes profile.yaml with your name, the jobs and the companies you hope for; edit it
jobnet brief   prints the brief for the people who offered to help you
jobnet demo    shows an example search and its letters, before you begin
"""
_TITLES = {
    "loop": "Close the loop",
    "tip": "Pass on",
    "thanks": "Say thank you",
    "runnerup": "Thank-you letter",
    "referral": "Follow up",
    "brief": "Brief",
    "touch": "Stay in touch",
    "update": "Update",
    "landed": "Landed",
}


def next_(
    common: Common,
    format: Annotated[
        Literal["text", "json", "ics"], form("Text for people, JSON for programs, ics for calendars.")
    ] = "text",
) -> None:
    """What is due today and why, each with the command that does it."""
    due = _agenda(common)
    if format == "json":
        console.show_json(list(map(_as_json, due)))
    elif format == "ics":
        console.show(calendar(due, today_of(common)))
    else:
        console.show(_lines(due, today_of(common)))


def first_things() -> int:
    """Bare `jobnet`: what is due first, or the three lines that say how to begin."""
    if not has_profile():
        console.show(_BEGIN)
        return 0
    due = _agenda(Common())
    console.show(_lines(due[:_FIRST], today_of(Common())))
    if len(due) > _FIRST:
        console.say(f"jobnet: and {len(due) - _FIRST} more: jobnet next")
    return 0


def _agenda(common: Common) -> tuple[Due, ...]:
    """What is due, with commands that name the profile where the user named it."""
    agenda = due(open_session(common).run())
    if common.profile is None or common.profile == "-":
        return agenda
    return tuple(replace(each, command=f"{each.command} -p {quoted(common.profile)}") for each in agenda)


def _lines(agenda: Iterable[Due], today: dt.date) -> str:
    """Three lines a thing: what, why, how; and one to note it with, where mail cannot carry it."""
    return "".join(
        f"{_TITLES[each.kind]}: {each.who}{_at(each)} (by {each.due}{', overdue' if each.due < today else ''})\n"
        f"  {each.reason}\n  {each.command}\n{_note(each)}"
        for each in agenda
    ) or "Nothing is due today.\n"  # fmt: skip


def _at(due: Due) -> str:
    return f", {due.company}" if due.company and due.company != due.who else ""


def _note(due: Due) -> str:
    is_by_mail = due.reader is None or not due.reader.key or due.reader.email
    return "" if is_by_mail else f"  afterwards: {due.command} --mark-sent\n"


def _as_json(due: Due) -> dict[str, Any]:
    return {key: getattr(due, key) for key in ("kind", "who", "company", "due", "reason", "command")}
