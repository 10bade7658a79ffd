"""`add`: a contact, company, news, referral or touch, by options or asked one by one; never a duplicate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from jobnet.cli import console
from jobnet.cli.edit_profile import change
from jobnet.cli.load_profile import day_of, today_of
from jobnet.cli.options import Common, DryRun
from jobnet.cli.resolve import one_contact
from jobnet.errors import Exit, JobnetError
from jobnet.patterns import pattern
from jobnet.profile import additions
from jobnet.profile.addresses import email_trouble
from jobnet.profile.editing import Append
from jobnet.profile.model import TouchKind
from jobnet.profile.names import fold
from jobnet.profile.relative_dates import FORMS, spoken_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobnet.profile.editing import Change
    from jobnet.profile.emitting import Value
    from jobnet.profile.model import Profile
    from jobnet.yamltext import Source

add = typer.Typer(name="add", help="Add a record to the profile.", no_args_is_help=True, add_completion=False)
ProfileOption = Annotated[
    str | None, typer.Option("--profile", "-p", metavar="FILE", help="The profile.", show_default=False)
]
TodayOption = Annotated[
    str | None, typer.Option("--today", metavar="DATE", help="The date to act on.", show_default=False)
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No advice.", show_default=False)]


def _text(says: str, *spellings: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(*spellings, help=says, show_default=False)
    return option


def _asked(question: str, trouble: Callable[[str], str | None] | None = None) -> str | None:
    """What somebody at a terminal, who is being asked one by one, adds of their own will; a slip is asked again."""
    while answer := console.ask(f"{question} (Enter to skip):", instead="give it as an option"):
        wrong = trouble(answer) if trouble else None
        if not wrong:
            return answer
        console.say(f"  {wrong}. Once more?")
    return None


def _no_address(typed: str) -> str | None:
    why = email_trouble(typed)
    return f"{typed!r} is not one email address: {why}" if why else None


def _no_day(common: Common) -> Callable[[str], str | None]:
    today = today_of(common)
    return lambda typed: None if spoken_date(typed, today) else f"{typed!r} is not a day; one like: {FORMS}"


def _no_kind(typed: str) -> str | None:
    known = [kind.value for kind in TouchKind]
    return None if fold(typed) in known else f"{typed!r} is none of {', '.join(known)}"


def _needed(typed: str | None, question: str, *, instead: str) -> str:
    """What no record can do without: as given, or asked for."""
    found = (typed or "").strip() or console.ask(question, instead=instead)
    if not found:
        raise JobnetError(f"{question.rstrip(':?')}: empty; nothing was changed.", Exit.USAGE)
    return found


def _date(typed: str | None, common: Common, option: str) -> str | None:
    return str(day_of(typed, today_of(common), option)) if typed else None


@add.command("contact")
def add_contact(
    name: Annotated[str | None, typer.Argument(help='"Ted Alder", or "Ted Alder <ted@example.com>".')] = None,
    email: Annotated[str | None, _text("One address.")] = None,
    phone: Annotated[str | None, _text("A telephone number.")] = None,
    post: Annotated[list[str] | None, _text("A line of the postal address; repeatable.")] = None,
    known_as: Annotated[str | None, _text("The first name, if you are on first-name terms.")] = None,
    salutation: Annotated[str | None, _text("The whole greeting, verbatim.")] = None,
    honorific: Annotated[str | None, _text("Ms, Dr, Ing.: used with --family.")] = None,
    family: Annotated[str | None, _text("The family name.")] = None,
    pronouns: Annotated[str | None, _text("Only where a sentence needs them.")] = None,
    relationship: Annotated[str | None, _text("close_friend, colleague, recruiter_agency …")] = None,
    tie: Annotated[str | None, _text("strong, weak or dormant.")] = None,
    in_field: Annotated[str | None, _text("no: explain titles in plain words.")] = None,
    company: Annotated[str | None, _text("Where they work.")] = None,
    title: Annotated[str | None, _text("What they are there.")] = None,
    knows: Annotated[list[str] | None, _text("A company where they know people; repeatable.")] = None,
    how_we_met: Annotated[str | None, _text("One sentence.")] = None,
    locale: Annotated[str | None, _text("en-GB.")] = None,
    trust: Annotated[str | None, _text("public, network or trusted.")] = None,
    interests: Annotated[list[str] | None, _text("A topic; repeatable.", "--interest")] = None,
    offered: Annotated[str | None, _text("The day they offered help.", "--offered")] = None,
    offered_what: Annotated[str | None, _text('Completes "you offered to …".', "--offered-what")] = None,
    updates: Annotated[str | None, _text("on or off.")] = None,
    name_use_ok: Annotated[str | None, _text("yes: may be named to others.")] = None,
    groups: Annotated[list[str] | None, _text("For --group; repeatable.", "--group")] = None,
    opening: Annotated[str | None, _text("A personal line for the next document.")] = None,
    id_: Annotated[str | None, _text("To tell two of one name apart.", "--id")] = None,
    dry_run: DryRun = False,
    profile: ProfileOption = None,
    today: TodayOption = None,
    quiet: QuietOption = False,
) -> None:
    """Add a person.

    Example: jobnet add contact "Ted Alder" --known-as Ted --offered today
    """
    common = Common(profile, today, quiet)
    typed = _needed(name, "Name:", instead="give the name")
    found = re.fullmatch(r"(.*\S)\s*<([^<>\s]+@[^<>\s]+)>", typed)
    who = found[1] if found else typed
    if re.fullmatch(r"<?[^<>\s]+@[^<>\s]+>?", who):
        raise JobnetError(f'{who}: give the name too: "Ted Alder <ted@example.com>".', Exit.USAGE)
    if name is None:
        email = email or (found and found[2]) or _asked("E-mail", _no_address)
        known_as = known_as or _asked("First name, if you use it")
        company = company or _asked("Where they work")
        offered = offered or _asked("Day they offered help", _no_day(common))
    offer: Value = _date(offered, common, "--offered") or ""
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
        "knows": tuple(knows or ()),
        "how_we_met": how_we_met,
        "locale": locale,
        "trust": trust,
        "interests": tuple(interests or ()),
        "offered_help": offer,
        "updates": updates,
        "name_use_ok": name_use_ok,
        "groups": tuple(groups or ()),
        "opening": opening,
    }
    _add(common, "contacts", values, dry_run=dry_run)


@add.command("company")
def add_company(
    name: Annotated[str | None, typer.Argument(help="Its name.")] = None,
    short_name: Annotated[str | None, _text("In speech and running text.")] = None,
    legal_name: Annotated[str | None, _text("For address blocks only.")] = None,
    say_as: Annotated[str | None, _text("How to say it.")] = None,
    location: Annotated[str | None, _text("Where it is.")] = None,
    why: Annotated[str | None, _text("One sentence.")] = None,
    people_wanted: Annotated[list[str] | None, _text("Whom you hope to meet; repeatable.", "--person-wanted")] = None,
    aliases: Annotated[list[str] | None, _text("Another name of it; repeatable.", "--alias")] = None,
    tier: Annotated[str | None, _text("A or B.")] = None,
    status: Annotated[str | None, _text("active (unless said), turned_down, paused or dropped.")] = None,
    disclosure: Annotated[str | None, _text("public, network, trusted or private.")] = None,
    added: Annotated[str, _text("The day it became a target.")] = "today",
    dry_run: DryRun = False,
    profile: ProfileOption = None,
    today: TodayOption = None,
    quiet: QuietOption = False,
) -> None:
    """Add a target company.

    Example: jobnet add company "Tamar Preserves" --tier A
    """
    common = Common(profile, today, quiet)
    named = _needed(name, "Company:", instead="give its name")
    if name is None:
        location = location or _asked("Where it is")
        why = why or _asked("Why you would like to work there, as a sentence")
        tier = tier or _asked("A for the best, B for the others")
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
        "added": _date(added, common, "--added"),
    }
    _add(common, "target_companies", values, dry_run=dry_run)


@add.command("news")
def add_news(
    headline: Annotated[str | None, typer.Argument(help="One sentence, as the reader shall read it.")] = None,
    date: Annotated[str | None, _text("The day of it; today, unless the sentence begins with one.")] = None,
    detail: Annotated[str | None, _text("More of it.")] = None,
    url: Annotated[str | None, _text("Where to read it.")] = None,
    why: Annotated[str | None, _text("Why it matters to the reader.")] = None,
    audience: Annotated[list[str] | None, _text("everyone, or a topic; repeatable.")] = None,
    for_: Annotated[str | None, _text("One contact: a private tip.", "--for")] = None,
    on: Annotated[str | None, _text("When it takes place.")] = None,
    deadline: Annotated[str | None, _text("Until when.")] = None,
    disclosure: Annotated[str | None, _text("public, network, trusted or private.")] = None,
    source: Annotated[str | None, _text("public, interview or contact.")] = None,
    id_: Annotated[str | None, _text("To name it in --news.", "--id")] = None,
    dry_run: DryRun = False,
    profile: ProfileOption = None,
    today: TodayOption = None,
    quiet: QuietOption = False,
) -> None:
    """Add something worth passing on.

    Example: jobnet add news "The grant closes on 30 October." --for Ted
    """
    from jobnet.profile.records import DATED_NEWS  # noqa: PLC0415

    common = Common(profile, today, quiet)
    said = _needed(headline, "What is it, in one sentence?", instead="give the sentence")
    if headline is None:
        url = url or _asked("Where to read it (a link)")
        for_ = for_ or _asked("For one contact only: who")
    if date is None and (dated := DATED_NEWS.fullmatch(said)):  # as the profile takes it
        date, said = dated.groups()
    values: dict[str, Value | None] = {
        "id": id_,
        "date": _date(date or "today", common, "--date"),
        "headline": said,
        "detail": detail,
        "url": url,
        "why": why,
        "audience": tuple(audience or ()),
        "for": for_,
        "on": _date(on, common, "--on"),
        "deadline": _date(deadline, common, "--deadline"),
        "disclosure": disclosure,
        "source": source,
    }
    _add(common, "news", values, dry_run=dry_run)


@add.command("referral")
def add_referral(
    from_: Annotated[str | None, _text("The contact who passed the name.", "--from")] = None,
    to: Annotated[str | None, _text("Who or what they named.")] = None,
    company: Annotated[str | None, _text("Where.")] = None,
    position: Annotated[str | None, _text("For which job.")] = None,
    received: Annotated[str, _text("The day.")] = "today",
    acted: Annotated[str | None, _text("The day you followed it up.")] = None,
    result: Annotated[str | None, _text("What came of it, one sentence.")] = None,
    result_on: Annotated[str | None, _text("The day that was known.")] = None,
    suitable: Annotated[str | None, _text("Whether it fits: yes or no.")] = None,
    learned: Annotated[str | None, _text("What you learned from it, one sentence.")] = None,
    thanked: Annotated[str | None, _text("The day you thanked them.")] = None,
    loop_closed: Annotated[str | None, _text("The day you told them how it ended.")] = None,
    name_use_ok: Annotated[str | None, _text("yes: you may say who passed it.")] = None,
    id_: Annotated[str | None, _text("For references.", "--id")] = None,
    dry_run: DryRun = False,
    profile: ProfileOption = None,
    today: TodayOption = None,
    quiet: QuietOption = False,
) -> None:
    """Add a name somebody passed you.

    Example: jobnet add referral --from Ted --to "Ruth Abernathy"
    """
    common = Common(profile, today, quiet)
    from_ = _needed(from_, "Who passed you the name?", instead="add --from")
    if not to and not company:
        to = _needed(to, "Whom or what did they name?", instead="add --to or --company")
        company = _asked("At which company")
        position = position or _asked("For which job")
    values: dict[str, Value | None] = {
        "id": id_,
        "from": from_,
        "to": to,
        "company": company,
        "position": position,
        "received": _date(received, common, "--received"),
        "acted": _date(acted, common, "--acted"),
        "result": result,
        "result_on": _date(result_on, common, "--result-on"),
        "suitable": suitable,
        "learned": learned,
        "thanked": _date(thanked, common, "--thanked"),
        "loop_closed": _date(loop_closed, common, "--loop-closed"),
        "name_use_ok": name_use_ok,
    }
    _add(common, "referrals", values, dry_run=dry_run)


@add.command("touch")
def add_touch(
    who: Annotated[str | None, typer.Argument(help="The contact; the same as --contact.")] = None,
    contact: Annotated[str | None, _text("The contact.")] = None,
    person: Annotated[str | None, _text("Or somebody who is no contact.")] = None,
    kind: Annotated[
        str | None, _text("call, email (unless said), letter, meeting, informational_interview or message.")
    ] = None,
    date: Annotated[str | None, _text("The day; today unless said. A month (2026-09) will do.")] = None,
    company: Annotated[str | None, _text("Their company.")] = None,
    direction: Annotated[str | None, _text("out or in.")] = None,
    replied: Annotated[str | None, _text("yes or no.")] = None,
    document: Annotated[str | None, _text("brief, update, thanks …: handed over by hand.")] = None,
    learned: Annotated[str | None, _text("What came of a talk for advice, one sentence.")] = None,
    note: Annotated[str | None, _text("For your eyes only.")] = None,
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
        contact = _needed(contact, "With whom?", instead="add --contact or --person")
        kind = kind or _asked("How, if not by email? call, letter, meeting …", _no_kind)
        date = date or _asked("When, if not today?", _no_day(common))
    values: dict[str, Value | None] = {
        "date": date if date and _MONTH.fullmatch(date) else _date(date or "today", common, "--date"),
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
    _add(common, "touchpoints", values, dry_run=dry_run)


_MONTH = pattern(r"\d{4}(-\d{2})?", re.ASCII)
_SET = {"contacts": "contact", "target_companies": "company"}
_REFERENCES = {"from": "--from", "contact": "--contact", "for": "--for"}


def _add(common: Common, section: str, values: dict[str, Value | None], *, dry_run: bool) -> None:
    said: dict[str, Value] = {
        key: value.strip() if isinstance(value, str) else value
        for key, value in values.items()
        if value and not (isinstance(value, str) and value.isspace())
    }

    def changes(_: Source, profile: Profile) -> list[Change]:
        for key, option in _REFERENCES.items():
            if key in said:
                contact = one_contact(profile, str(said[key]), option)
                said[key] = contact.id or contact.name
        if there := additions.duplicate(profile, section, said):
            kind = _SET.get(section)
            change_it = f" To change it: jobnet set {kind} {console.quoted(there)} KEY=VALUE" if kind else ""
            console.say(console.one_line(f"jobnet: there already: {there}. Nothing was changed.{change_it}"))
            return []
        return [Append((section,), (said,))]

    if change(common, changes, dry_run=dry_run) is not None:
        console.say(f"jobnet: added to {section}.")
