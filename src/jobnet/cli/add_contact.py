"""`jobnet add contact`: a person."""

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
    no_address,
    no_day,
    several,
    text,
)
from jobnet.cli.load_profile import today_of
from jobnet.cli.options import Common, DryRun
from jobnet.errors import Exit, JobnetError

if TYPE_CHECKING:
    from jobnet.profile.emitting import Value


def add_contact(
    name: Annotated[str | None, typer.Argument(help='"Ted Alder", or "Ted Alder <ted@example.com>".')] = None,
    email: Annotated[str | None, text("One address.")] = None,
    phone: Annotated[str | None, text("A telephone number.")] = None,
    post: Annotated[list[str] | None, text("A line of the postal address; repeatable.")] = None,
    known_as: Annotated[str | None, text("The first name, if you are on first-name terms.")] = None,
    salutation: Annotated[str | None, text("The whole greeting, verbatim.")] = None,
    honorific: Annotated[str | None, text("Ms, Dr, Ing.: used with --family.")] = None,
    family: Annotated[str | None, text("The family name.")] = None,
    pronouns: Annotated[str | None, text("Only where a sentence needs them.")] = None,
    relationship: Annotated[str | None, text("friend, colleague, recruiter …")] = None,
    tie: Annotated[str | None, text("strong, weak or dormant.")] = None,
    in_field: Annotated[str | None, text("no: explain titles in plain words.")] = None,
    company: Annotated[str | None, text("Where they work.")] = None,
    title: Annotated[str | None, text("What they are there.")] = None,
    knows: Annotated[list[str] | None, text("A company where they know people; repeatable.")] = None,
    how_we_met: Annotated[str | None, text("One sentence.")] = None,
    locale: Annotated[str | None, text("en-GB.")] = None,
    trust: Annotated[str | None, text("public, network or trusted.")] = None,
    interests: Annotated[list[str] | None, text("A topic; repeatable.", "--interest")] = None,
    offered: Annotated[str | None, text("The day they offered help.", "--offered")] = None,
    offered_what: Annotated[str | None, text('Completes "you offered to …".', "--offered-what")] = None,
    updates: Annotated[str | None, text("on or off.")] = None,
    name_use_ok: Annotated[str | None, text("yes: may be named to others.")] = None,
    groups: Annotated[list[str] | None, text("For --group; repeatable.", "--group")] = None,
    opening: Annotated[str | None, text("A personal line for the next document.")] = None,
    id_: Annotated[str | None, text("To tell two of one name apart.", "--id")] = None,
    dry_run: DryRun = False,
    profile: ProfileOption = None,
    today: TodayOption = None,
    quiet: QuietOption = False,
) -> None:
    """Add a person.

    Example: jobnet add contact "Ted Alder" --known-as Ted --offered today
    """
    common = Common(profile, today, quiet)
    typed = needed(name, "Name:", instead="give the name")
    found = re.fullmatch(r"(.*\S)\s*<([^<>\s]+@[^<>\s]+)>", typed)
    who = found[1] if found else typed
    if re.fullmatch(r"<?[^<>\s]+@[^<>\s]+>?", who):
        raise JobnetError(f'{who}: give the name too: "Ted Alder <ted@example.com>".', Exit.USAGE)
    if name is None:
        email = email or (found and found[2]) or asked("E-mail", no_address)
        known_as = known_as or asked("First name, if you use it")
        company = company or asked("Where they work")
        offered = offered or asked("Day they offered help", no_day(common))
    offer: Value = date_typed(offered, common, "--offered") or ""
    if offered_what:
        offer = {"date": offer or str(today_of(common)), "what": offered_what}
    values: dict[str, Value | None] = {
        "name": re.sub(r'^"(.*)"$', r"\1", who) if found else who,  # as mail programs write "Alder, Ted" <…>
        "id": id_,
        "email": email or (found[2] if found else None),
        "phone": phone,
        "post": tuple(post or ()),
        "known_as": known_as,
        "salutation": salutation,
        "honorific": honorific,
        "family": family,
        "pronouns": pronouns,
        "relationship": relationship,
        "tie": tie,
        "in_field": in_field,
        "company": company,
        "title": title,
        "knows": several(knows),
        "how_we_met": how_we_met,
        "locale": locale,
        "trust": trust,
        "interests": several(interests),
        "offered_help": offer,
        "updates": updates,
        "name_use_ok": name_use_ok,
        "groups": several(groups),
        "opening": opening,
    }
    add_record(common, "contacts", values, dry_run=dry_run)
