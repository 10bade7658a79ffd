"""Which letter a reader gets, and since when it tells."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jobnet.documents.update.asks import advice_from, known_places, open_referrals
from jobnet.documents.update.news import DECIDERS
from jobnet.facts.items import Document
from jobnet.facts.readers import ReaderKind
from jobnet.facts.ties import is_dormant
from jobnet.profile.model import Relationship

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from jobnet.documents.update.news import View


class Situation(StrEnum):
    """The letters there are, each with a template of its own, `update-<situation>.md.j2`, but for the standard one."""

    GENERAL = "general"
    """For nobody in particular."""
    EMPLOYER = "employer"
    """To somebody who decides or recruits at a company of the search."""
    RECRUITER = "recruiter"
    """To an agency."""
    RECONNECT = "reconnect"
    """To somebody not heard of for years."""
    LOOP = "loop"
    """To somebody who gave a name or a lead: where that stands, and no question."""
    INSIDER = "insider"
    """To somebody who works at a company of the search: of that company alone."""
    ADVICE = "advice"
    """To somebody who gave advice."""
    USEFUL = "useful"
    """Nothing is new but something useful to the reader."""
    CONFIDENTIAL = "confidential"
    """The search is to be kept quiet."""
    FRIEND = "friend"
    """To a close friend or one of the family."""
    OUTSIDE = "outside"
    """To somebody outside the field."""
    KNOWS = "knows"
    """To somebody who knows people at one or two of the companies."""
    STANDARD = "standard"


def situation_of(view: View) -> Situation:
    """The first that fits."""
    kind = view.reader.kind
    has_news = bool(view.tellings or view.new_hopes or view.talks)
    fits = (
        (Situation.GENERAL, kind is ReaderKind.GENERAL),
        (Situation.RECRUITER, kind is ReaderKind.RECRUITER_AGENCY),
        (Situation.EMPLOYER, kind in DECIDERS),
        (Situation.RECONNECT, is_dormant(view.snapshot, view.contact, view.history)),
        (Situation.LOOP, bool(open_referrals(view))),
        (Situation.ADVICE, _has_something_to_say_to_an_adviser(view)),
        (Situation.USEFUL, not has_news),
        (Situation.INSIDER, view.is_inside),
        (Situation.CONFIDENTIAL, view.profile.search.confidential),
        (Situation.FRIEND, view.is_friend),
        (Situation.OUTSIDE, not view.reader.in_field),
        (Situation.KNOWS, any(known_places(view))),
    )
    return next((situation for situation, does in fits if does), Situation.STANDARD)


def _has_something_to_say_to_an_adviser(view: View) -> bool:
    advice = advice_from(view)
    is_mentor = view.contact is not None and view.contact.relationship is Relationship.MENTOR
    return advice is not None and bool(advice.learned or view.tellings or (is_mentor and view.nothing_applied))


def last_letter(view: View) -> dt.date | None:
    """The day of the last update or brief to this reader."""
    if view.contact is None:
        return None
    days = (view.history.last(view.contact, each) for each in (Document.UPDATE, Document.BRIEF))
    return max((day for day in days if day is not None), default=None)


def heading_day(view: View, wrote_on: dt.date | None, days: Iterable[dt.date | None]) -> dt.date | None:
    """The day since which all that is told has happened; None where that cannot be said of any day."""
    since = view.window.since if view.window.asked else wrote_on
    is_true = since is not None and since < view.snapshot.today
    return since if is_true and all(day is None or day >= since for day in days if since) else None
