"""Commands that look at the search as a whole: next, who, funnel, history, report."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobnet.cli import console
from jobnet.cli.options import Common, Format, Listing, companies, people

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from jobnet.profile.model import Contact, Profile
    from jobnet.search.agenda import Due
    from jobnet.search.funnel import Funnel
    from jobnet.search.report import Activity
    from jobnet.search.sent_log import Letter
    from jobnet.search.who import Coverage


class Agenda(StrEnum):
    """The forms of what is due."""

    TEXT = "text"
    JSON = "json"
    ICS = "ics"


class Table(StrEnum):
    """The forms of a dated list."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def _form(says: str) -> Any:
    return typer.Option("--format", "-f", rich_help_panel="Output", help=says)


AgendaForm = Annotated[Agenda, _form("Text for people, JSON for programs, ics for calendars.")]
TableForm = Annotated[Table, _form("Text for people, JSON for programs, CSV for spreadsheets.")]


def next_(common: Common, format: AgendaForm = Agenda.TEXT) -> None:  # noqa: A002 (the option's name)
    """What is due today and why, each with the command that does it."""
    from jobnet.cli.load_profile import today_of  # noqa: PLC0415

    found = agenda_of(common)
    if format is Agenda.JSON:
        console.show(_json([_due_as_json(each) for each in found]))
    elif format is Agenda.ICS:
        from jobnet.search.calendar import calendar  # noqa: PLC0415

        console.show(calendar(found, today_of(common)))
    else:
        console.show(due_lines(found) if found else "Nothing is due today.\n")


next_.example = "jobnet next --format ics > due.ics"  # type: ignore[attr-defined]


def agenda_of(common: Common) -> tuple[Due, ...]:
    """What is due, with commands that name the profile where the user named it."""
    from jobnet.cli.session import open_session  # noqa: PLC0415
    from jobnet.errors import quoted  # noqa: PLC0415
    from jobnet.search.agenda import due  # noqa: PLC0415

    session = open_session(common)
    found = due(session.profile, history=session.history, today=session.today)
    if common.profile is None or common.profile == "-":
        return found
    return tuple(replace(each, command=f"{each.command} -p {quoted(common.profile)}") for each in found)


def due_lines(found: Iterable[Due]) -> str:
    """Three lines a thing: what, why, how."""
    return "".join(
        f"{_TITLES[each.kind]}: {each.who}{_at(each)} (by {each.due})\n  {each.reason}\n  {each.command}\n"
        for each in found
    )


_TITLES = {
    "loop": "Close the loop",
    "tip": "Pass on",
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


# Who


def who(
    common: Common,
    company: Annotated[
        str | None,
        typer.Argument(metavar="[COMPANY]", help="One company; default: all targets.", autocompletion=companies),
    ] = None,
    format: Format = Listing.TEXT,  # noqa: A002
) -> None:
    """Which contacts work at, or know people at, the target companies."""
    from jobnet.cli.load_profile import open_profile  # noqa: PLC0415
    from jobnet.search.who import who as covering  # noqa: PLC0415

    profile = open_profile(common)
    found = covering(profile, None if company is None else _companies_meant(profile, company))
    if format is Listing.JSON:
        console.show(_json([_coverage_as_json(each) for each in found]))
    else:
        console.show("".join(map(_coverage_lines, found)) or "The profile has no target companies.\n")
        _say_uncovered(found, common, company)


who.example = 'jobnet who "Tamar Preserves"'  # type: ignore[attr-defined]


def _companies_meant(profile: Profile, typed: str) -> tuple[str, ...]:
    """The company as the profile has it, or as typed: contacts may work at places that are nobody's target."""
    from jobnet.errors import Exit, JobnetError  # noqa: PLC0415
    from jobnet.profile.matching import find_companies  # noqa: PLC0415

    found = find_companies(profile, typed)
    if len(found) > 1:
        raise JobnetError(f"{typed!r} means several companies: {'; '.join(found)}. Name one in full.", Exit.USAGE)
    return found or (typed,)


def _say_uncovered(found: Sequence[Coverage], common: Common, company: str | None) -> None:
    bare = [each.company for each in found if not each.is_covered]
    if bare and company is None and not common.quiet:
        console.say(f"jobnet: nobody covers {len(bare)} of {len(found)} companies; the brief asks for names there.")


def _coverage_lines(coverage: Coverage) -> str:
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
    return {
        "company": coverage.company,
        "target": coverage.is_target,
        "works_there": [_contact_as_json(contact) for contact in coverage.works_there],
        "knows_people": [_contact_as_json(contact) for contact in coverage.knows_people],
    }


def _contact_as_json(contact: Contact) -> dict[str, Any]:
    return {
        "name": contact.name,
        "id": contact.id,
        "email": contact.email,
        "phone": contact.phone,
        "title": contact.title,
    }


# Funnel


def funnel(common: Common, format: Format = Listing.TEXT) -> None:  # noqa: A002
    """Where the applications stand, and how they flowed from stage to stage."""
    from jobnet.cli.load_profile import open_profile, today_of  # noqa: PLC0415
    from jobnet.search.funnel import funnel as flow  # noqa: PLC0415

    found = flow(open_profile(common), today_of(common))
    console.show(_json(_funnel_as_json(found)) if format is Listing.JSON else _funnel_lines(found))


def _funnel_lines(flow: Funnel) -> str:
    if not flow.applications:
        return "No applications yet.\n"
    many = "1 application" if flow.applications == 1 else f"{flow.applications} applications"
    lines = [f"{many}, {flow.open} open\n\n", f"{'':<12} {'reached':>8} {'now':>6}\n"]
    lines += [f"{level.stage.value:<12} {level.reached:>8} {level.now:>6}\n" for level in flow.levels if level.reached]
    if flow.ends:
        lines.append("\nended\n")
        lines += [f"{_worded(stage):<12} {count:>8}\n" for stage, count in flow.ends.items()]
    if flow.steps:
        lines.append("\nfrom stage to stage\n")
        lines += [
            f"{_worded(step.start)} to {_worded(step.end)}: {step.count}{_median(step.median_days)}\n"
            for step in flow.steps
        ]
    if flow.first_answer_days is not None:
        lines.append(f"\nfirst answer after applying: {_days(flow.first_answer_days)} (median)\n")
    return "".join(lines)


def _worded(stage: str) -> str:
    return str(stage).replace("_", " ")


def _median(days: float | None) -> str:
    return "" if days is None else f", {_days(days)} (median)"


def _days(days: float) -> str:
    return "1 day" if days == 1 else f"{days:g} days"


def _funnel_as_json(flow: Funnel) -> dict[str, Any]:
    return {
        "applications": flow.applications,
        "open": flow.open,
        "stages": [{"stage": each.stage.value, "reached": each.reached, "now": each.now} for each in flow.levels],
        "steps": [
            {"from": each.start.value, "to": each.end.value, "count": each.count, "median_days": each.median_days}
            for each in flow.steps
        ],
        "ends": {stage.value: count for stage, count in flow.ends.items()},
        "first_answer_days": flow.first_answer_days,
    }


# History


def history(
    common: Common,
    to: Annotated[
        list[str] | None, typer.Option("--to", metavar="WHO", help="What this contact was told.", autocompletion=people)
    ] = None,
    company: Annotated[
        str | None,
        typer.Option("--company", metavar="X", help="What was told about this company.", autocompletion=companies),
    ] = None,
    format: TableForm = Table.TEXT,  # noqa: A002
) -> None:
    """What was sent to whom, when, with what in it; --to says it in plain sentences."""
    from jobnet.cli.load_profile import open_profile  # noqa: PLC0415
    from jobnet.search.sent_log import letters_about  # noqa: PLC0415

    profile = open_profile(common)
    letters = _letters(profile)
    if to:
        from jobnet.cli.resolve import one_contact  # noqa: PLC0415

        keys = {one_contact(profile, typed).key for typed in to}
        letters = tuple(letter for letter in letters if letter.person in keys)
    if company is not None:
        from jobnet.cli.resolve import one_company  # noqa: PLC0415

        letters = letters_about(profile, letters, one_company(profile, company))
    if format is Table.JSON:
        tell = _teller(profile)
        console.show(_json([_letter_as_json(tell, letter) for letter in letters]))
    elif format is Table.CSV:
        tell = _teller(profile)
        console.show(_csv(_LETTER_COLUMNS, [row for letter in letters for row in _letter_rows(tell, letter)]))
    else:
        console.show(_history_text(profile, letters, sentences=bool(to)) or "Nothing has been sent yet.\n")


history.example = 'jobnet history --to "Ted Alder"'  # type: ignore[attr-defined]


def _letters(profile: Profile) -> tuple[Letter, ...]:
    """What the ledger sent, and what the touchpoints say was given by hand, oldest first."""
    from jobnet.cli.folders import state_folder  # noqa: PLC0415
    from jobnet.cli.session import configured_ledger  # noqa: PLC0415
    from jobnet.delivery.load_history import people_by_address, people_by_key, person_of, sent_messages  # noqa: PLC0415
    from jobnet.search.sent_log import Letter, by_hand  # noqa: PLC0415

    messages, warnings = sent_messages(profile, state_folder(), configured_ledger())
    console.warn(warnings)
    people = people_by_address(profile) if messages else {}
    keys = people_by_key(profile)
    sent = [
        Letter(
            date=message.day,
            document=message.document,
            person=person_of(message, keys, people),
            who=message.name,
            email=message.address,
            subject=message.subject,
            via=message.via,
            items=message.items,
        )
        for message in messages
    ]
    return tuple(sorted((*by_hand(profile), *sent), key=lambda letter: letter.date))


def _history_text(profile: Profile, letters: Sequence[Letter], *, sentences: bool) -> str:
    if not sentences:
        return "".join(
            f"{letter.date}  {letter.document:<9} {letter.who}  ({_how_many(letter)})\n" for letter in letters
        )
    tell = _teller(profile)
    return "".join(f"{sentence}\n" for letter in letters for sentence in tell.sentences(letter))


def _how_many(letter: Letter) -> str:
    if not letter.items:
        return letter.via
    return "1 item" if len(letter.items) == 1 else f"{len(letter.items)} items"


def _teller(profile: Profile) -> Any:
    from jobnet.rendering.locales import habits  # noqa: PLC0415
    from jobnet.search.sent_log import Teller  # noqa: PLC0415

    return Teller(profile, habits(profile.locale).long_day)


def _letter_as_json(tell: Any, letter: Letter) -> dict[str, Any]:
    return {
        "date": letter.date.isoformat(),
        "document": str(letter.document),
        "who": letter.who,
        "email": letter.email,
        "subject": letter.subject,
        "via": letter.via,
        "items": [
            {
                "id": item.id,
                "kind": item.kind.value,
                "company": item.company,
                "position": item.position,
                "date": _iso(item.date),
                "said": tell.item(item),
            }
            for item in letter.items
        ],
    }


_LETTER_COLUMNS = (
    "date",
    "document",
    "who",
    "email",
    "via",
    "subject",
    "kind",
    "company",
    "position",
    "item_date",
    "said",
)


def _letter_rows(tell: Any, letter: Letter) -> list[Sequence[str | None]]:
    about = (letter.date.isoformat(), letter.document, letter.who, letter.email, letter.via, letter.subject)
    return [
        (*about, item.kind.value, item.company, item.position, _iso(item.date), tell.item(item))
        for item in letter.items
    ] or [(*about, None, None, None, None, None)]


# Report


def report(
    common: Common,
    since: Annotated[
        str | None, typer.Option("--since", metavar="WHEN", help="The first day: a date, 2w, 1mo, all.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="The last day; default: today.")] = None,
    include_private: Annotated[bool, typer.Option("--include-private", help="Private applications too.")] = False,
    format: TableForm = Table.TEXT,  # noqa: A002
) -> None:
    """A dated list of activities, for an employment office or a coach."""
    from jobnet.cli.session import open_session  # noqa: PLC0415
    from jobnet.facts.since import parse_date, parse_since  # noqa: PLC0415
    from jobnet.search.report import Range  # noqa: PLC0415
    from jobnet.search.report import report as activities  # noqa: PLC0415

    session = open_session(common)
    start = parse_since(since, session.today).date if since is not None else None
    end = min(parse_date(until, "--until"), session.today) if until is not None else session.today
    found = activities(session.profile, Range(start, end), history=session.history, private=include_private)
    if format is Table.JSON:
        console.show(_json([_activity_as_json(each) for each in found]))
    elif format is Table.CSV:
        console.show(_csv(_ACTIVITY_COLUMNS, [list(_activity_as_json(each).values()) for each in found]))
    else:
        console.show("".join(map(_activity_line, found)) or "Nothing is dated in these days.\n")


report.example = "jobnet report --since 2w --format csv > activities.csv"  # type: ignore[attr-defined]

_ACTIVITY_COLUMNS = ("date", "activity", "company", "position", "person", "reference")


def _activity_as_json(each: Activity) -> dict[str, Any]:
    return {
        "date": each.date.isoformat(),
        "activity": each.activity,
        "company": each.company,
        "position": each.position,
        "person": each.person,
        "reference": each.reference,
    }


def _activity_line(each: Activity) -> str:
    about = ", ".join(part for part in (each.position, each.company) if part)
    extra = "; ".join(part for part in (each.person, each.reference) if part)
    return f"{each.date}  {each.activity}{f': {about}' if about else ''}{f' ({extra})' if extra else ''}\n"


# Forms


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return written.getvalue()


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a cell begins that a spreadsheet would compute; the last four are the full-width forms of the first."""


def safe_cell(value: str | None) -> str:
    """The value as a spreadsheet shows it and never computes it."""
    text = str(value or "")
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
