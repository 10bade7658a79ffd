"""What is worth passing on to one reader."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import TYPE_CHECKING

from jobnet.facts.history import news_item
from jobnet.facts.readers import ReaderKind
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.documents.update.view import View
    from jobnet.profile.model import News

_MOST = 2
_EVERYONE = "everyone"


def finds_for(view: View) -> tuple[News, ...]:
    """What is kept for this reader and was not sent; else what meets their interests; else one thing for everybody."""
    if view.reader.kind is ReaderKind.RECRUITER_AGENCY:
        return ()
    theirs = tuple(islice(_kept_for(view), _MOST))
    most = min(_MOST, view.profile.rules.limits["update_news"])
    tags = [name_key(tag) for tag in view.contact.interests] if view.contact else []
    found = {each.key: each for tag in tags for each in islice(_tagged(view, tag), most)}
    latest = sorted(found.values(), key=lambda each: each.date or dt.date.min, reverse=True)
    return theirs or tuple(latest[:most]) or tuple(islice(_tagged(view, _EVERYONE), min(1, most)))


def _kept_for(view: View) -> Iterator[News]:
    for each in view.snapshot.news_for.get(view.contact.key, ()) if view.contact else ():
        if (each.date is None or each.date <= view.window.until) and _may_pass_on(view, each):
            yield each


def _tagged(view: View, tag: str) -> Iterator[News]:
    """The news with this tag that the reader may have and does not know, the latest first."""
    for each in view.snapshot.news_by_tag.get(tag, ()):
        if view.window.since is not None and each.date is not None and each.date < view.window.since:
            return
        if (each.date is None or each.date in view.window) and _may_pass_on(view, each):
            yield each


def _may_pass_on(view: View, news: News) -> bool:
    """Neither known, above the reader's level, too late to act on, nor about a company they must not hear of."""
    in_time = all(day is None or day >= view.window.until for day in (news.deadline, news.on))
    if not in_time or not view.reader.may_know(news.disclosure) or news_item(news) in view.known:
        return False
    named = view.snapshot.companies_in(news)
    if view.is_inside:
        # Of their own company they know more, unless it was kept for them; of others they hear nothing.
        theirs = view.profile.company_keys(view.own) if view.own and news.reader is not None else frozenset()
        return named <= theirs
    return all(view.reader.may_know(view.snapshot.levels[key]) for key in named)
