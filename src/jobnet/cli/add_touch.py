"""`jobnet add touch`: a call, a meeting, a letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from jobnet.cli.adding import (
    ProfileOption,
    QuietOption,
    TodayOption,
    add_record,
    asked,
    date_typed,
    needed,
    no_day,
    no_kind,
    text,
)
from jobnet.cli.options import Common, DryRun
from jobnet.errors import Exit, JobnetError
from jobnet.patterns import pattern

if TYPE_CHECKING:
    from jobnet.profile.emitting import Value


def add_touch(
    who: Annotated[str | None, typer.Argument(help="The contact; the same as --contact.")] = None,
    contact: Annotated[str | None, text("The contact.")] = None,
    person: Annotated[str | None, text("Or somebody who is no contact.")] = None,
    kind: Annotated[
        str | None, text("call, email (unless said), letter, meeting, informational_interview or message.")
    ] = None,
    date: Annotated[str | None, text("The day; today unless said. A month (2026-09) will do.")] = None,
    company: Annotated[str | None, text("Their company.")] = None,
    direction: Annotated[str | None, text("out or in.")] = None,
    replied: Annotated[str | None, text("yes or no.")] = None,
    document: Annotated[str | None, text("brief, update, thanks …: handed over by hand.")] = None,
    learned: Annotated[str | None, text("What came of a talk for advice, one sentence.")] = None,
    note: Annotated[str | None, text("For your eyes only.")] = None,
    dry_run: DryRun = False,
    profile: ProfileOption = None,
    today: TodayOption = None,
    quiet: QuietOption = False,
) -> None:
    """Add a call, a meeting, a letter.

    Example: jobnet add touch --contact Ted --kind call --date yesterday
    """
    common = Common(profile, today, quiet)
    if sum(map(bool, (who, contact, person))) > 1:
        raise JobnetError("Name one: the contact, or --person for somebody who is none.", Exit.USAGE)
    contact = contact or who
    if not contact and not person:
        contact = needed(contact, "With whom?", instead="add --contact or --person")
        kind = kind or asked("How, if not by email? call, letter, meeting …", no_kind)
        date = date or asked("When, if not today?", no_day(common))
    values: dict[str, Value | None] = {
        "date": date if date and _MONTH.fullmatch(date) else date_typed(date or "today", common, "--date"),
        "contact": contact,
        "person": person,
        "company": company,
        "kind": kind or "email",
        "direction": direction,
        "replied": replied,
        "document": document,
        "learned": learned,
        "note": note,
    }
    add_record(common, "touchpoints", values, dry_run=dry_run)


_MONTH = pattern(r"\d{4}(-\d{2})?", re.ASCII)
