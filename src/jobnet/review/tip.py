"""Rules about the tip: it gives something to this reader now, and asks for nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from jobnet.errors import quoted
from jobnet.facts.history import news_item
from jobnet.facts.items import Document, Kind
from jobnet.review.catalogue import E, W
from jobnet.review.finding import Finding, about
from jobnet.review.thanks import ASK
from jobnet.review.words import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.profile.model import News
    from jobnet.review.under_review import LetterUnderReview, ProfileUnderReview

_SEARCH = Phrases(
    "my search", "job search", "my job hunt", "looking for work", "looking for a job", "looking for a role",
    "my cv", "my résumé", "my resume", "i have applied", "i interviewed",
)  # fmt: skip
_FRESH = timedelta(days=7)


def tip_asks(letter: LetterUnderReview) -> Iterator[Finding]:
    for phrases in (ASK, _SEARCH):
        yield from letter.objections(phrases, "the tip says “{}”.", template=E, prose=W)


def tip_without_why(letter: LetterUnderReview) -> Iterator[Finding]:
    interests = set(letter.contact.interests) if letter.contact else set()
    for news in _told(letter):
        if not (news.why or interests & set(news.audience or ())):
            yield about(news, f"The tip does not say why {letter.who} should care.")


def tip_too_late(letter: LetterUnderReview) -> Iterator[Finding]:
    for news in _told(letter):
        if news.deadline and news.deadline < letter.today:
            yield about(news, f"The deadline, {news.deadline}, is past.")
        elif news.date and letter.today - news.date > _FRESH:
            yield about(news, f"The news is {(letter.today - news.date).days} days old.")


def _told(letter: LetterUnderReview) -> Iterator[News]:
    ids = {item.id for item in letter.context.items if item.kind is Kind.NEWS}
    return (news for news in letter.profile.news if news_item(news).id in ids)


def tip_waits(search: ProfileUnderReview) -> Iterator[Finding]:
    for news in search.profile.news:
        if news.reader is None or news.date is None or search.today - news.date <= timedelta(days=1):
            continue
        told = search.history.items_of(news.reader.key)
        by_hand = search.history.last(news.reader, Document.TIP)
        past = news.deadline is not None and news.deadline < search.today
        if not told & {news.key, news_item(news).id} and not (by_hand and by_hand >= news.date) and not past:
            yield about(
                news,
                f"“{news.headline}” is for {news.reader.name} and has waited since {news.date}.",
                hint=f"Tell it: jobnet tip --to {quoted(news.reader.typed)}",
            )


ON_LETTERS = {"TIP-01": tip_asks, "TIP-02": tip_without_why, "TIP-03": tip_too_late}
ON_PROFILES = {"TIP-04": tip_waits}
