"""What gives the seeker a reason to write to a company that said no: without one there is no letter."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from hashlib import blake2s
from typing import TYPE_CHECKING

from jobnet.facts.history import news_item
from jobnet.facts.items import Item, Kind
from jobnet.facts.readers import ReaderKind
from jobnet.frozen import dataclass
from jobnet.profile.model import NewsSource, Prose, Stage
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.facts.history import History
    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Application, News

RECRUITERS = frozenset({ReaderKind.RECRUITER_AGENCY, ReaderKind.RECRUITER_INHOUSE})
NEWS_DAYS = 120
"""Older news is no longer a reason to write."""


@dataclass(frozen=True)
class Occasion:
    """Why this note is worth reading. Without `sentence`, `news` and `posting`: what a recruiter may have for one."""

    sentence: Prose | None = None
    """The user's own, for this letter."""
    news: News | None = None
    is_company_news: bool = False
    posting: Application | None = None
    """Another position there that the seeker goes for."""
    items: tuple[Item, ...] = ()
    """What giving this reason tells."""


class Reasons:
    """The reasons that a profile holds; what its news is about is worked out once."""

    def __init__(self, snapshot: Snapshot, history: History) -> None:
        self._snapshot = snapshot
        self._profile = snapshot.profile
        self._history = history

    def best(self, application: Application, reader: Reader) -> Occasion | None:
        """None that was given to this reader before."""
        possible = (
            self._posting(application),
            *self._news_for(application, reader),
            self._availability(application, reader),
        )
        told = self._history.items_of(reader.key)
        return next((each for each in possible if each and not any(item.id in told for item in each.items)), None)

    def _posting(self, application: Application) -> Occasion | None:
        """Another position there that the seeker has begun to go for since the no."""
        since = self._since(application)
        for other in self._profile.applications_at(application.company):
            progress = self._snapshot.progress_of(other)
            latest = progress.latest
            if other.key == application.key or not progress.is_open or latest is None or latest.date is None:
                continue
            if latest.stage in {Stage.INTERESTED, Stage.APPLIED} and latest.date > since:
                applied = progress.applied_on
                item = Item(f"posting:{other.key}", Kind.TOUCH, other.company, other.position, applied)
                return Occasion(posting=other, items=(item,))
        return None

    def _since(self, application: Application) -> dt.date:
        turn_down = self._snapshot.progress_of(application).turn_down
        return turn_down.date if turn_down and turn_down.date else self._snapshot.today

    def _news_for(self, application: Application, reader: Reader) -> Iterator[Occasion]:
        """What was kept for this reader, news of theirs, what they care about; each the latest first."""
        first = max(self._since(application), self._snapshot.today - dt.timedelta(NEWS_DAYS))
        own = self._profile.company_keys(application.company)
        interests = {name_key(tag) for tag in reader.contact.interests} if reader.contact else set()
        sayable = [
            each
            for each in self._news
            if self._snapshot.companies_in(each) <= own and reader.may_know(each.disclosure)
        ]  # fmt: skip
        for each in sayable:
            if each.reader is not None and each.reader == reader.contact:
                yield _of_news(each)
        public = [each for each in sayable if each.reader is None and each.date and each.date >= first]
        for each in public:
            if self._snapshot.companies_in(each) & own:
                yield _of_news(each, is_company_news=True)
        for each in public:
            if interests & {name_key(tag) for tag in each.audience}:
                yield _of_news(each)

    @cached_property
    def _news(self) -> tuple[News, ...]:
        """What is public and not too late, the latest first."""
        today = self._snapshot.today
        known = (
            each
            for each in self._profile.news
            if each.source is NewsSource.PUBLIC
            and (each.date is None or each.date <= today)
            and all(day is None or day >= today for day in (each.on, each.deadline))
        )
        return tuple(sorted(known, key=lambda each: each.date or today, reverse=True))

    def _availability(self, application: Application, reader: Reader) -> Occasion | None:
        """For a recruiter: said again only once it has changed."""
        if reader.row not in RECRUITERS:
            return None
        said = repr(([name_key(each.title) for each in self._profile.target_titles], self._profile.availability))
        digest = blake2s(said.encode(), digest_size=8).hexdigest()
        item = Item(f"availability:{digest}", Kind.TOUCH, application.company, application.position)
        return Occasion(items=(item,))


def _of_news(news: News, *, is_company_news: bool = False) -> Occasion:
    return Occasion(news=news, is_company_news=is_company_news, items=(news_item(news),))
