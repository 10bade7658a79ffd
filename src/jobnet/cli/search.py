"""`jobnet next` and `who`: what is due, and who can help; bare `jobnet`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any, Literal

from jobnet.cli import console
from jobnet.cli.load_profile import unnamed_profile
from jobnet.cli.options import Common, Format, argument, form
from jobnet.cli.resolve import known_company
from jobnet.cli.session import Session, open_profile, open_session
from jobnet.profile.model import Contact
from jobnet.search import agenda
from jobnet.search.calendar import calendar
from jobnet.search.due import Due
from jobnet.search.who import Coverage
from jobnet.search.who import who as covering

_FIRST = 3
_BEGIN = """\
jobnet init    writes profile.yaml with your name, the jobs and the companies you hope for; edit it
jobnet brief   prints the brief for the people who offered to help you
jobnet demo    shows an example search and its letters, before you begin
"""


def next_(
    common: Common,
    format: Annotated[
        Literal["text", "json", "ics"], form("Text for people, JSON for programs, ics for calendars.")
    ] = "text",
) -> None:
    """What is due today and why, each with the command that does it."""
    session = open_session(common)
    due = _agenda(common, session)
    if format == "json":
        keys = ("kind", "who", "company", "due", "reason", "command")
        console.show_json([{key: getattr(each, key) for key in keys} for each in due])
    elif format == "ics":
        console.show(calendar(due, session.today))
    else:
        coming = agenda.ahead(session.snapshot)
        console.show("".join(f"{line}\n" for line in coming) + _things(due, session.today))


def first_things() -> int:
    """Bare `jobnet`: what is due first, or the three lines that say how to begin."""
    if unnamed_profile() is None:
        console.show(_BEGIN)
        return 0
    session = open_session(Common())
    due = _agenda(Common(), session)
    console.show(_things(due[:_FIRST], session.today))
    if len(due) > _FIRST:
        console.say(f"jobnet: and {len(due) - _FIRST} more: jobnet next")
    return 0


def _agenda(common: Common, session: Session) -> tuple[Due, ...]:
    """What is due, with commands that name the profile where the user named it."""
    due = agenda.due(session.run())
    return tuple(replace(each, command=common.named_in(each.command)) for each in due)


def _things(due: Iterable[Due], today: dt.date) -> str:
    """Three lines a thing: what, why, how; and one to note it with, where mail cannot carry it."""
    lines = []
    for each in due:
        lines += [headline(each, today), f"  {each.reason}", f"  {each.command}"]
        if each.reader and each.reader.key and not each.reader.email:
            lines.append(f"  afterwards: {each.command} --mark-sent")
    return "".join(f"{line}\n" for line in lines or ["Nothing is due today."])


def headline(each: Due, today: dt.date) -> str:
    """What is due for whom, and by when."""
    return f"{each.title} (by {each.due}{', overdue' if each.due < today else ''})"


def who(
    common: Common,
    company: Annotated[str | None, argument("One company; default: all targets.", "[COMPANY]", tab="companies")] = None,
    format: Format = "text",
) -> None:
    """Which contacts work at, or know people at, the target companies."""
    profile = open_profile(common)
    covered = covering(profile, None if company is None else (known_company(profile, company, "COMPANY"),))
    if format == "json":
        console.show_json(list(map(_coverage_as_json, covered)))
        return
    console.show("".join(map(_coverage, covered)) or "The profile has no target companies.\n")
    bare = sum(not each.is_covered for each in covered)
    if bare and company is None and not common.quiet:
        console.say(f"jobnet: nobody covers {bare} of {len(covered)} companies; the brief asks for names there.")


def _coverage(coverage: Coverage) -> str:
    if not coverage.is_covered:
        target = "" if coverage.is_target else " (not one of your target companies)"
        return f"{coverage.company}{target}: no match; none of your contacts works there or knows people there.\n"
    lines = [f"{coverage.company}\n"]
    lines += [f"  works there: {_described(contact)}\n" for contact in coverage.works_there]
    lines += [f"  knows people there: {_described(contact)}\n" for contact in coverage.knows_people]
    return "".join(lines)


def _described(contact: Contact) -> str:
    return ", ".join(part for part in (contact.name, contact.title, contact.email or contact.phone) if part)


def _coverage_as_json(coverage: Coverage) -> dict[str, Any]:
    def shown(contact: Contact) -> dict[str, Any]:
        return {key: getattr(contact, key) for key in ("name", "id", "email", "phone", "title")}

    return {
        "company": coverage.company,
        "target": coverage.is_target,
        "works_there": list(map(shown, coverage.works_there)),
        "knows_people": list(map(shown, coverage.knows_people)),
    }
