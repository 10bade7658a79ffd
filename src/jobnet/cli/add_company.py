"""`jobnet add company`: a target company."""

from __future__ import annotations

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
    text,
)
from jobnet.cli.options import Common, DryRun

if TYPE_CHECKING:
    from jobnet.profile.emitting import Value


def add_company(
    name: Annotated[str | None, typer.Argument(help="Its name.")] = None,
    short_name: Annotated[str | None, text("In speech and running text.")] = None,
    legal_name: Annotated[str | None, text("For address blocks only.")] = None,
    say_as: Annotated[str | None, text("How to say it.")] = None,
    location: Annotated[str | None, text("Where it is.")] = None,
    why: Annotated[str | None, text("One sentence.")] = None,
    people_wanted: Annotated[list[str] | None, text("Whom you hope to meet; repeatable.", "--person-wanted")] = None,
    aliases: Annotated[list[str] | None, text("Another name of it; repeatable.", "--alias")] = None,
    tier: Annotated[str | None, text("A or B.")] = None,
    status: Annotated[str | None, text("active (unless said), turned_down, paused or dropped.")] = None,
    disclosure: Annotated[str | None, text("public, network, trusted or private.")] = None,
    added: Annotated[str, text("The day it became a target.")] = "today",
    dry_run: DryRun = False,
    profile: ProfileOption = None,
    today: TodayOption = None,
    quiet: QuietOption = False,
) -> None:
    """Add a target company.

    Example: jobnet add company "Tamar Preserves" --tier A
    """
    common = Common(profile, today, quiet)
    named = needed(name, "Company:", instead="give its name")
    if name is None:
        location = location or asked("Where it is")
        why = why or asked("Why you would like to work there, as a sentence")
        tier = tier or asked("A for the best, B for the others")
    values: dict[str, Value | None] = {
        "name": named,
        "short_name": short_name,
        "legal_name": legal_name,
        "say_as": say_as,
        "aliases": tuple(aliases or ()),
        "location": location,
        "why": why,
        "people_wanted": tuple(people_wanted or ()),
        "tier": tier,
        "status": status,
        "disclosure": disclosure,
        "added": date_typed(added, common, "--added"),
    }
    add_record(common, "target_companies", values, dry_run=dry_run)
