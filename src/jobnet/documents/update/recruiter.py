"""What an agency must know so that it sends nothing twice: where the seeker has applied, whatever came of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from jobnet.facts.courses import Rank
from jobnet.profile.names import company_key

if TYPE_CHECKING:
    from jobnet.documents.update.news import View
    from jobnet.facts.courses import Entry
    from jobnet.facts.items import Item
    from jobnet.facts.stories import Telling

_NAMED = 6


class Applied(NamedTuple):
    """Where the seeker has applied without this agency."""

    names: tuple[str, ...]
    """The latest first."""
    others: int
    """How many more there are; all of them where one may not be told."""
    items: tuple[Item, ...]


def placed_through(view: View) -> tuple[Telling, ...]:
    """What is new of the applications made through this agency."""
    return tuple(each for each in view.tellings if _is_through(view, each.entry))


def applied_to(view: View) -> Applied:
    """By name, unless the search is confidential, or one of the names may not be told."""
    applied = [each for each in view.courses.all if each.rank is not Rank.INTERESTED]
    entries = list(view.courses.entries(applied, view.reader))
    direct = sorted((each for each in entries if not _is_through(view, each)), key=_day, reverse=True)
    by_company = {company_key(each.course.application.company): each for each in reversed(direct)}
    companies = list(reversed(by_company.values()))
    if view.profile.search.confidential or len(entries) < len(applied) or any(e.shown.label for e in entries):
        return Applied((), len(companies) or len(applied), ())
    named = companies[:_NAMED]
    latest = ((each, each.course.applied or each.course.latest) for each in named)
    items = (each.item(event) for each, event in latest if event is not None)
    return Applied(
        tuple(view.courses.written(each.course.application.company) for each in named),
        len(companies) - len(named),
        tuple(item for item in items if item not in view.known),
    )


def _day(entry: Entry) -> dt.date:
    return entry.course.date or dt.date.min


def _is_through(view: View, entry: Entry) -> bool:
    agency = entry.course.application.agency
    return agency is not None and agency.key == view.reader.key
