"""Which letter a reader gets, and since when it tells."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jobnet.facts.items import Document
from jobnet.facts.readers import ReaderKind
from jobnet.facts.ties import is_dormant

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


def situation_of(view: View, *, has_news: bool, has_loops: bool, has_advice: bool, knows: bool) -> Situation:
    """The first that fits."""
    reader = view.reader
    kinds = {ReaderKind.GENERAL: Situation.GENERAL, ReaderKind.RECRUITER_AGENCY: Situation.RECRUITER}
    fits = (
        (reader.kind in kinds, kinds.get(reader.kind, Situation.STANDARD)),
        (view.is_inside and reader.kind is not ReaderKind.INSIDER, Situation.EMPLOYER),
        (is_dormant(view.profile, view.contact, view.snapshot.today, view.history), Situation.RECONNECT),
        (has_loops, Situation.LOOP),
        (has_advice, Situation.ADVICE),
        (not has_news, Situation.USEFUL),
        (view.is_inside, Situation.INSIDER),
        (view.profile.search.confidential, Situation.CONFIDENTIAL),
        (view.is_friend, Situation.FRIEND),
        (not reader.in_field, Situation.OUTSIDE),
        (knows, Situation.KNOWS),
    )
    return next((situation for does, situation in fits if does), Situation.STANDARD)


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
