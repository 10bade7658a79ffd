"""`jobnet next`: what is due today and why, each with the command that does it."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobnet.cli import console
from jobnet.cli.options import Common
from jobnet.cli.tables import as_json

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from jobnet.search.due import Due


class Agenda(StrEnum):
    """The forms of what is due."""

    TEXT = "text"
    JSON = "json"
    ICS = "ics"


AgendaForm = Annotated[
    Agenda,
    typer.Option(
        "--format", "-f", rich_help_panel="Output", help="Text for people, JSON for programs, ics for calendars."
    ),
]


def next_(common: Common, format: AgendaForm = Agenda.TEXT) -> None:
    """What is due today and why, each with the command that does it."""
    from jobnet.cli.load_profile import today_of

    found = agenda_of(common)
    if format is Agenda.JSON:
        console.show(as_json([_due_as_json(each) for each in found]))
    elif format is Agenda.ICS:
        from jobnet.search.calendar import calendar

        console.show(calendar(found, today_of(common)))
    else:
        console.show(due_lines(found, today_of(common)) if found else "Nothing is due today.\n")


next_.example = "jobnet next --format ics > due.ics"  # type: ignore[attr-defined]


def agenda_of(common: Common) -> tuple[Due, ...]:
    """What is due, with commands that name the profile where the user named it."""
    from jobnet.cli.session import open_session
    from jobnet.errors import quoted
    from jobnet.search.agenda import due

    found = due(open_session(common).run())
    if common.profile is None or common.profile == "-":
        return found
    return tuple(replace(each, command=f"{each.command} -p {quoted(common.profile)}") for each in found)


def due_lines(found: Iterable[Due], today: dt.date) -> str:
    """Three lines a thing: what, why, how; and one to note it with, where mail cannot carry it."""
    return "".join(
        f"{_TITLES[each.kind]}: {each.who}{_at(each)} (by {each.due}{', overdue' if each.due < today else ''})\n"
        f"  {each.reason}\n  {each.command}\n{_note(each)}"
        for each in found
    )


def _note(due: Due) -> str:
    reader = due.letter.reader if due.letter else None
    return f"  afterwards: {due.command} --mark-sent\n" if reader and reader.key and not reader.email else ""


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


def _at(due: Due) -> str:
    return f", {due.company}" if due.company and due.company != due.who else ""


def _due_as_json(due: Due) -> dict[str, Any]:
    return {
        "kind": due.kind.value,
        "who": due.who,
        "company": due.company,
        "due": due.due.isoformat(),
        "reason": due.reason,
        "command": due.command,
    }
