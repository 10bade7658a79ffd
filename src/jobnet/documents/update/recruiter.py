"""What an agency must know so that it sends nothing twice: where the seeker has applied, whatever came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobnet.facts.applications import Rank
from jobnet.profile.names import company_key

if TYPE_CHECKING:
    from jobnet.documents.update.view import View
    from jobnet.facts.applications import Seen
    from jobnet.facts.items import Item

_NAMED = 6
_SUBJECT = 60


def for_an_agency(view: View) -> tuple[list[Seen], dict[str, Any], tuple[Item, ...]]:
    """What is new of the applications made through it, the fields of its letter, and what these tell."""
    profile = view.profile
    named, others = _applied_to(view)
    title = profile.target_titles[0].title if profile.target_titles else None
    place = next(iter(profile.target_locations), None)
    starts = profile.availability if (profile.availability or "").startswith("from ") else None
    fields = {
        "place": place,
        "starts_from": starts if title and place and len(f"{title}, {place}: available {starts}") <= _SUBJECT else None,
        "availability": profile.availability,
        "work_mode": profile.work_mode,
        "phone": profile.phone,
        "applied_to": tuple(view.applications.written(each.application.company) for each in named),
        "others_applied_to": others,
        "nothing_applied": view.nothing_applied,
    }
    events = ((each, each.applied or each.latest) for each in named)
    items = tuple(each.item(event) for each, event in events if event is not None)
    return [each for each in view.news if _is_through(view, each)], fields, items


def _applied_to(view: View) -> tuple[list[Seen], int]:
    """One application for each company, the latest first, and how many more; none where one may not be told."""
    every = [a for a in view.profile.applications if any(e.stage.name != "INTERESTED" for e in a.events)]
    seen = [each for each in view.applications.seen_by(view.reader) if each.rank is not Rank.INTERESTED]
    direct = sorted((each for each in seen if not _is_through(view, each)), key=lambda each: each.date)
    companies = list({company_key(each.application.company): each for each in direct}.values())[::-1]
    is_secret = view.profile.search.confidential or any(each.shown.company is None for each in seen)
    if is_secret or len(seen) < len(every):
        return [], len(every)
    return companies[:_NAMED], len(companies[_NAMED:])


def _is_through(view: View, seen: Seen) -> bool:
    agency = seen.application.agency
    return agency is not None and agency.key == view.reader.key
