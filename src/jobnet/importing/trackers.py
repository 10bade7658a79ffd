"""Applications from LinkedIn, Huntr, JobSync, and any tracker: mapped by what the columns are called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from jobnet.errors import quoted
from jobnet.importing.contacts import COMPANY, GIVEN
from jobnet.importing.records import ForeignFile, ForeignRecord, Section, Skipped, by_reason, said
from jobnet.importing.tables import TableFile, cell, tracked, unread_columns
from jobnet.patterns import pattern
from jobnet.profile.dates import days_meant
from jobnet.profile.names import fold

POSITION = ("position", "job position", "job title", "title", "role", "stelle", "poste", "puesto", "cargo")
URL = ("url", "job url", "link", "job link")
STATUS = ("status", "stage", "list name", "list", "statut")
SOURCE = ("job source", "source")
APPLIED = (
    "application date", "date applied", "applied on", "applied date", "applied", "beworben am", "bewerbungsdatum",
    "date de candidature", "fecha de solicitud", "fecha de candidatura", "fecha de postulación",
)  # fmt: skip
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

_STAGES = {
    fold(name): stage
    for stage, names in {
        "interested": "draft|wishlist|bookmarked|saved|interested|applying|to apply",
        "applied": "applied|application|submitted|beworben|postulé|candidature envoyée|aplicado|solicitado|enviada",
        "screening": "phone screen|screening|screen|phone interview",
        "interview": "interview|interviewing|interviewed|vorstellungsgespräch|entretien|entrevista",
        "final": "final|final round|final interview",
        "offer": "offer|offered|negotiating|angebot|zusage|offre|oferta",
        "accepted": "accepted|hired|offer accepted|angenommen|acceptée|aceptada",
    }.items()
    for name in names.split("|")
}
"""What trackers call the stages of `docs/profile.md`. Bookmarked and saved mean: not applied yet."""
_ENDS = frozenset({"rejected", "declined", "withdrawn", "no_response", "accepted", ""})
_AN_END = pattern(
    r"\b(?:(?P<rejected>reject\w*|turned down|not (?:selected|moving forward)|unsuccessful|denied|abgelehnt|absage"
    r"|abgesagt|refus\w*|rechazad[oa]|descartad[oa]|no seleccionad[oa])|(?P<declined>declined)"
    r"|(?P<withdrawn>withdrawn|withdrew|zuruckgezogen|retiree?|retirad[oa])"
    r"|(?P<no_response>ghosted|no (?:response|reply)|keine (?:antwort|ruckmeldung)|sans reponse|sin respuesta)"
    r"|(?P<over>archived|closed|expired|(?:position|role|job) filled|cancel\w*|rescinded|no longer interested))\b"
)
"""What tells an end in folded words, at whatever length."""
_BY_ME = pattern(r"\bby (?:me|myself|candidate|applicant)\b|^i (?:rejected|turned)\b")
_YES = frozenset({"yes", "y", "true", "x", "1", "✓", "✔", "✅", "☑"})
_NO = frozenset({"no", "n", "false", "0"})
_NUMBERS = pattern(r"(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})\b.*")
_YEAR_OR_DAY_FIRST = pattern(r"2\d-(?:0\d|1[0-2])-\d\d(?!\d)")
_TWELVE = 12


def is_of_applications(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is of jobs."""
    return bool(columns & {*COMPANY}) and bool(columns & {*POSITION})


def is_dated(columns: frozenset[str]) -> bool:
    """Whether it also says how far each is, as no address book does; some say when an entry was made."""
    made = {*SAVED, *MOVED} if columns & {*GIVEN} else set()
    return is_of_applications(columns) and bool(columns & {*STATUS, *_DATES} - made)


def applications(sheet: TableFile, title: str) -> ForeignFile:
    """The applications of a tracker. Salaries, answers and notes are private and never taken over."""
    is_linkedin = title.startswith("LinkedIn")  # it writes the month first, wherever one lives
    order = is_linkedin or _month_first(row.get(name, "") for _, row in sheet.rows for name in _DATES)
    status, notes = _stage_columns(sheet)
    records, skipped, unsaid = [], [], []
    for number, row in sheet.rows:
        company, position = tracked(row, *COMPANY), tracked(row, *POSITION)
        if not company or not position:
            skipped.append(Skipped(number, f"no {'position' if company else 'company'}" if row else "empty row"))
            continue
        typed = _typed_stage(row, status)
        dates, unread = _dates(row, _stage(typed) or "", order, saved="saved date" in sheet.header)
        if (end := _stage(typed)) in _ENDS and end not in dates:
            how = f"when? jobnet log {quoted(company)} {end} --on DATE" if end else "how did it end?"
            skipped.append(Skipped(number, f"{position} at {company} is {typed!r}: {how}"))
            continue
        unsaid += [Skipped(number, f"{text!r} is no date, or could be two; it is left out") for text in unread]
        if not (unread and _stage(typed)) and (why := _unsaid_stage(typed, dates)):
            unsaid.append(Skipped(number, why))
        values = said(
            company=company,
            position=position,
            url=url if (url := tracked(row, *URL)).startswith(("http://", "https://")) else "",
            source="LinkedIn" if is_linkedin else tracked(row, *SOURCE),
            location=tracked(row, "location"),
            **{stage: str(day) for stage, day in dates.items()},
        )
        records.append(ForeignRecord(Section.APPLICATIONS, values, number, unread=bool(unread)))
    notes = [
        *sheet.notes,
        *notes,
        *by_reason(unsaid),
        *(unread_columns(sheet, {*_READ, *status}) if title == "tracker" else ()),
    ]
    return ForeignFile(title, tuple(records), tuple(skipped), tuple(notes))


def _stage_columns(sheet: TableFile) -> tuple[Sequence[str], list[str]]:
    """The columns of the stage; also those in which nothing else stands, or an end, which is said."""
    cells: dict[str, list[str]] = {name: [] for name in sheet.header if name not in _READ}
    for _, row in sheet.rows:
        for name in row.keys() & cells.keys():
            cells[name] += filter(None, [cell(row, name)])
    is_called = bool({*STATUS} & {*sheet.header})
    alike = [name for name, found in cells.items() if found and _are_stages(found, is_called=is_called)]
    return (*STATUS, *alike), [f"the column {name!r} is read as the stage: is that right?" for name in alike]


def _are_stages(typed: Sequence[str], *, is_called: bool) -> bool:
    """Whether a column is of stages: all are, or one is just an end. `is_called`: another is known to be of them."""
    ends = any(_AN_END.fullmatch(fold(each)) or _STAGES.get(fold(each)) in _ENDS for each in typed)
    return ends or (not is_called and all(_stage(each) is not None for each in typed))


def _typed_stage(row: Mapping[str, str], columns: Sequence[str]) -> str:
    """What the row says of the stage: an end, wherever it says one, else the first thing said."""
    ticked = [stage for stage, names in DATED.items() if tracked(row, *names).casefold() in _YES]
    said_in_words = [found for name in columns if name in row and (found := tracked(row, name))]
    ends = [each for each in (*said_in_words, *ticked) if _stage(each) in _ENDS]
    return next(iter((*ends, *said_in_words, *reversed(ticked))), "")


def _stage(typed: str) -> str | None:
    """The stage of this name, also where an end is told at more length; nothing for one that is no stage of ours."""
    typed = fold(typed)
    if typed in _STAGES:
        return _STAGES[typed]
    ends = [str(found.lastgroup) for found in _AN_END.finditer(typed)]
    if ends and _BY_ME.search(typed):
        return "declined" if "offer" in typed else "withdrawn"
    return next((end for end in ends if end != "over"), "") if ends else None


def _unsaid_stage(typed: str, dates: Mapping[str, dt.date]) -> str:
    """Why the stage that a row names cannot be taken over: it is unknown, or has no day."""
    stage = _stage(typed)
    if not typed or stage == "" or stage in dates or (stage == "interested" and dates):
        return ""
    return f"{typed!r} {'has no date' if stage else 'is no stage known to jobnet'}; it is left out"


def _dates(
    row: Mapping[str, str], status: str, order: bool | None, *, saved: bool
) -> tuple[dict[str, dt.date], list[str]]:
    """The dated stages of one row, and the dates that could not be read."""
    unread = []

    def dated(names: tuple[str, ...]) -> dt.date | None:
        text = tracked(row, *names)
        day = _read_date(text, months_first=order)
        if text and day is None and text.casefold() not in _YES | _NO:
            unread.append(text)
        return day

    applied, added, moved = dated(APPLIED), dated(SAVED), dated(MOVED)
    interested = added if (saved or status == "interested") and not applied else None
    days = {"interested": interested, "applied": applied, **{stage: dated(names) for stage, names in DATED.items()}}
    stages = {stage: day for stage, day in days.items() if day}
    if status and status not in stages and (day := moved or (added if status == "applied" else None)):
        stages[status] = day
    return stages, unread


def _month_first(values: Iterable[str]) -> bool | None:
    """Whether this column writes the month first; None where no value tells."""
    told = (each for each in map(str.strip, values) if not _YEAR_OR_DAY_FIRST.match(each))
    pairs = [(int(m[1]), int(m[2])) for m in map(_NUMBERS.fullmatch, told) if m]
    days_first = any(first > _TWELVE for first, _ in pairs)
    months_first = any(second > _TWELVE for _, second in pairs)
    return None if days_first == months_first else months_first


def _read_date(text: str, *, months_first: bool | None) -> dt.date | None:
    """The day `text` names, or None if it names none, or could name two."""
    if months_first is not False and _YEAR_OR_DAY_FIRST.match(text.strip()):
        return None
    days = days_meant(text)
    order = False if "." in text else months_first  # nobody puts the month before a dot
    if len(days) > 1 and order is None:
        return None
    return days[-1 if order else 0] if days else None
