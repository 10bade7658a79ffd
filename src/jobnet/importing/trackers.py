"""Applications from LinkedIn, Huntr, JobSync, and any tracker: mapped by what the columns are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.importing.dates import month_first, read_date
from jobnet.importing.records import Reading, Record, Section, Skipped, Table, said
from jobnet.importing.tables import cell

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

LINKEDIN_APPLICATIONS = frozenset({"application date", "company name", "job title"})
LINKEDIN_SAVED = frozenset({"saved date", "company name", "job title"})
HUNTR = frozenset({"title", "company name", "list name", "last moved at"})

COMPANY = ("company", "company name", "employer", "organisation", "organization")
POSITION = ("position", "job position", "job title", "title", "role")
URL = ("url", "job url", "link", "job link")
STATUS = ("status", "stage", "list name")
APPLIED = ("application date", "date applied", "applied on", "applied date", "applied")
SAVED = ("saved date", "date saved", "created at", "created", "added")
MOVED = ("last moved at", "stage entered at", "updated")
GENERIC = tuple(frozenset({company, position}) for company in COMPANY for position in POSITION)

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
_PRIVATE_SOURCE = {"linkedin applications": "LinkedIn", "linkedin saved jobs": "LinkedIn"}


def applications(table: Table, format_name: str) -> Reading:
    """The applications of a tracker. Salaries, answers and notes are private and never taken over."""
    # LinkedIn writes the month first, wherever one lives.
    linkedin = format_name.casefold() in _PRIVATE_SOURCE
    order = linkedin or month_first(row.get(name, "") for _, row in table.rows for name in (*APPLIED, *SAVED, *MOVED))
    records, skipped, notes = [], [Skipped(row, "empty row") for row in table.empty_rows], list(table.notes)
    for number, row in table.rows:
        company, position = cell(row, *COMPANY), cell(row, *POSITION)
        if not company or not position:
            skipped.append(Skipped(number, f"no {'position' if company else 'company'}"))
            continue
        dates, unread = _dates(row, order, saved=table.has("saved date"))
        notes += [f"row {number}: '{text}' could be two days or none; the date is left out" for text in unread]
        notes += _unsaid_stage(number, row, dates)
        values = said(
            company=company,
            position=position,
            url=_web(cell(row, *URL)),
            source=_PRIVATE_SOURCE.get(format_name.casefold()) or cell(row, "job source", "source"),
            location=cell(row, "location"),
            **{stage: str(day) for stage, day in dates.items()},
        )
        records.append(Record(Section.APPLICATIONS, values, number))
    return Reading(format_name, tuple(records), tuple(sorted(skipped, key=lambda s: s.row)), tuple(notes))


def _unsaid_stage(number: int, row: Mapping[str, str], dates: Mapping[str, dt.date]) -> list[str]:
    """A stage that the row names and that cannot be taken over: unknown, or without a day."""
    typed = cell(row, *STATUS)
    stage = _STAGES.get(typed.casefold())
    if not typed or stage == "" or stage in dates or (stage == "interested" and dates):
        return []
    return [f"row {number}: {typed!r} {'has no date' if stage else 'is no stage known to jobnet'}; it is left out"]


def _dates(row: Mapping[str, str], order: bool | None, *, saved: bool) -> tuple[dict[str, dt.date], list[str]]:
    """The dated stages of one row, and the dates that could not be read."""
    unread = []

    def dated(names: tuple[str, ...]) -> dt.date | None:
        text = cell(row, *names)
        day = read_date(text, months_first=order)
        if text and day is None and text.casefold() not in {"true", "false", "yes", "no"}:
            unread.append(text)
        return day

    status = _STAGES.get(cell(row, *STATUS).casefold(), "")
    applied, added, moved = dated(APPLIED), dated(SAVED), dated(MOVED)
    stages: dict[str, dt.date] = {}
    if (saved or status == "interested") and added and not applied:
        stages["interested"] = added
    if applied:
        stages["applied"] = applied
    if status and status not in stages and (day := moved or (added if status == "applied" else None)):
        stages[status] = day
    return stages, unread


def _web(text: str) -> str:
    return text if text.startswith(("http://", "https://")) else ""
