"""Applications from LinkedIn, Huntr, JobSync, and any tracker: mapped by what the columns are called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from jobnet.errors import quoted
from jobnet.importing.dates import month_first, read_date
from jobnet.importing.records import ForeignFile, ForeignRecord, Section, Sheet, Skipped, said
from jobnet.importing.tables import cell, unread_columns

COMPANY = ("company", "company name", "employer", "organisation", "organization")
POSITION = ("position", "job position", "job title", "title", "role")
URL = ("url", "job url", "link", "job link")
STATUS = ("status", "stage", "list name", "list")
SOURCE = ("job source", "source")
APPLIED = ("application date", "date applied", "applied on", "applied date", "applied")
SAVED = ("saved date", "date saved", "date added", "created at", "created", "added")
MOVED = ("last moved at", "stage entered at", "updated")
DATED = {
    "interview": ("date interviewed", "interview date", "interviewed on", "interviewed"),
    "offer": ("date offered", "offer date", "offered on", "offered"),
    "rejected": ("date rejected", "rejection date", "rejected on", "rejected"),
}
"""Columns that say when a stage was."""
_DATES = (*APPLIED, *SAVED, *MOVED, *(name for names in DATED.values() for name in names))
_READ = {*COMPANY, *POSITION, *URL, *STATUS, *SOURCE, *_DATES, "location"}

# What trackers call the stages of `docs/profile.md`. Bookmarked and saved mean: not applied yet.
_STAGES = {
    "applied": "applied", "application": "applied", "submitted": "applied", "draft": "interested",
    "wishlist": "interested", "bookmarked": "interested", "saved": "interested", "interested": "interested",
    "applying": "interested", "to apply": "interested", "phone screen": "screening", "screening": "screening",
    "screen": "screening", "phone interview": "screening", "interview": "interview", "interviewing": "interview",
    "interviewed": "interview", "final": "final", "final round": "final", "final interview": "final",
    "offer": "offer", "offered": "offer", "negotiating": "offer", "accepted": "accepted", "hired": "accepted",
    "rejected": "rejected", "turned down": "rejected", "declined": "declined", "withdrawn": "withdrawn",
    "i withdrew": "withdrawn", "not selected": "rejected", "ghosted": "no_response", "no response": "no_response",
    "archived": "", "closed": "", "expired": "",
}  # fmt: skip
_ENDS = frozenset({"rejected", "declined", "withdrawn", "accepted", ""})
_PLACEHOLDERS = frozenset({"na", "none", "null", "nan", "undefined"})


def is_of_applications(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is of jobs."""
    return bool(columns & {*COMPANY}) and bool(columns & {*POSITION})


def is_dated(columns: frozenset[str]) -> bool:
    """Whether it also says how far each is, as no address book does."""
    return is_of_applications(columns) and bool(columns & {*STATUS, *_DATES})


def applications(sheet: Sheet, title: str) -> ForeignFile:
    """The applications of a tracker. Salaries, answers and notes are private and never taken over."""
    is_linkedin = title.startswith("LinkedIn")  # it writes the month first, wherever one lives
    order = is_linkedin or month_first(row.get(name, "") for _, row in sheet.rows for name in _DATES)
    status, notes = _stage_columns(sheet)
    records, skipped = [], [Skipped(row, "empty row") for row in sheet.empty_rows]
    for number, row in sheet.rows:
        company, position = _tracked(row, *COMPANY), _tracked(row, *POSITION)
        if not company or not position:
            skipped.append(Skipped(number, f"no {'position' if company else 'company'}"))
            continue
        typed = _tracked(row, *status)
        dates, unread = _dates(row, _STAGES.get(typed.casefold(), ""), order, saved=sheet.has("saved date"))
        if (end := _STAGES.get(typed.casefold())) in _ENDS and end not in dates:
            how = f"when? jobnet log {quoted(company)} {end} --on DATE" if end else "how did it end?"
            skipped.append(Skipped(number, f"{position} at {company} is {typed!r}: {how}"))
            continue
        notes += [f"row {number}: {text!r} could be two days or none; the date is left out" for text in unread]
        notes += _unsaid_stage(number, typed, dates)
        values = said(
            company=company,
            position=position,
            url=_web(_tracked(row, *URL)),
            source="LinkedIn" if is_linkedin else _tracked(row, *SOURCE),
            location=_tracked(row, "location"),
            **{stage: str(day) for stage, day in dates.items()},
        )
        records.append(ForeignRecord(Section.APPLICATIONS, values, number, unread=bool(unread)))
    notes = [*sheet.notes, *notes, *(unread_columns(sheet, {*_READ, *status}) if title == "tracker" else ())]
    return ForeignFile(title, tuple(records), tuple(sorted(skipped, key=lambda s: s.row)), tuple(notes))


def _stage_columns(sheet: Sheet) -> tuple[Sequence[str], list[str]]:
    """The columns of the stage; where none is called so, those in which nothing else stands, which is said."""
    if any(map(sheet.has, STATUS)):
        return STATUS, []
    cells = {name: [cell(row, name) for _, row in sheet.rows if cell(row, name)] for name in sheet.header}
    alike = [name for name, found in cells.items() if found and all(each.casefold() in _STAGES for each in found)]
    return (*STATUS, *alike), [f"the column {name!r} is read as the stage: is that right?" for name in alike]


def _unsaid_stage(number: int, typed: str, dates: Mapping[str, dt.date]) -> list[str]:
    """A stage that the row names and that cannot be taken over: unknown, or without a day."""
    stage = _STAGES.get(typed.casefold())
    if not typed or stage == "" or stage in dates or (stage == "interested" and dates):
        return []
    return [f"row {number}: {typed!r} {'has no date' if stage else 'is no stage known to jobnet'}; it is left out"]


def _dates(
    row: Mapping[str, str], status: str, order: bool | None, *, saved: bool
) -> tuple[dict[str, dt.date], list[str]]:
    """The dated stages of one row, and the dates that could not be read."""
    unread = []

    def dated(names: tuple[str, ...]) -> dt.date | None:
        text = _tracked(row, *names)
        day = read_date(text, months_first=order)
        if text and day is None and text.casefold() not in {"true", "false", "yes", "no"}:
            unread.append(text)
        return day

    applied, added, moved = dated(APPLIED), dated(SAVED), dated(MOVED)
    stages: dict[str, dt.date] = {}
    if (saved or status == "interested") and added and not applied:
        stages["interested"] = added
    if applied:
        stages["applied"] = applied
    stages |= {stage: day for stage, names in DATED.items() if (day := dated(names))}
    if status and status not in stages and (day := moved or (added if status == "applied" else None)):
        stages[status] = day
    return stages, unread


def _tracked(row: Mapping[str, str], *names: str) -> str:
    """The first of these columns that says something; what trackers write for nothing is nothing."""
    return next((found for name in names if (found := cell(row, name)) and found.casefold() not in _PLACEHOLDERS), "")


def _web(text: str) -> str:
    return text if text.startswith(("http://", "https://")) else ""
