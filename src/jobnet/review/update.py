"""Rules about the update: useful to the reader, true to the day, not too often."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobnet.errors import quoted
from jobnet.facts.history import news_item
from jobnet.facts.items import Document, Kind
from jobnet.facts.readers import RECRUITERS
from jobnet.facts.referrals import Moment, referral_item
from jobnet.patterns import pattern
from jobnet.profile.model import Updates
from jobnet.profile.names import job_spoken
from jobnet.review.finding import Finding, about, place
from jobnet.review.thanks import is_open, is_owed
from jobnet.review.under_review import lacking
from jobnet.review.words import spaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.profile.model import News
    from jobnet.review.under_review import LetterUnderReview

_BULK_GAP = 14
_LIST_MOST, _LINES_MOST = 5, 12
_LIST = pattern(r"(?:^[ \t]*[-*•][ \t].*\n?)+", re.MULTILINE)
_WAY_OUT = r" (?:rather not|stop|unsubscribe|no longer|take you off|fewer of these|leave you out|say so|too many) "


def nothing_useful(letter: LetterUnderReview) -> Iterator[Finding]:
    told = any(item.kind is Kind.NEWS for item in letter.context.items)
    if told or letter.reader.kind in RECRUITERS:
        return
    if old := _older_news(letter):
        hint = f"If it still is worth telling: --since {old.date}, or give it the day on which you learned of it."
        yield about(old, f"“{old.headline}” of {old.date} is older than what {letter.who} is told of.", hint=hint)
    else:
        yield Finding(f"The update has nothing in it for {letter.who}.")


def _older_news(letter: LetterUnderReview) -> News | None:
    """What might be told to everybody, and is not for its day."""
    known = letter.history.items_of(letter.reader.key)
    for news in letter.search.snapshot.news_by_tag.get("everyone", ()):
        is_over = any(last and last < letter.today for last in (news.on, news.deadline))
        is_open = letter.reader.may_know(news.disclosure) and not is_over and news_item(news).id not in known
        if news.date and news.date <= letter.today and is_open:
            return news
    return None


def no_name_asked(letter: LetterUnderReview) -> Iterator[Finding]:
    waits = any(is_open(letter, referral) for referral in letter.referrals)
    if letter.is_standard and not letter.name_questions and not waits:
        yield Finding("The update asks for no name.")


def application_twice(letter: LetterUnderReview) -> Iterator[Finding]:
    named = {(item.company, item.position) for item in letter.context.items if item.company and item.position}
    for company, position in sorted(named):
        lines = [line for line in letter.text.split("\n") if company in line and position in line]
        if len(lines) > len(named):
            yield Finding(f"{position}, {company} stands there {len(lines)} times.", f"{position}, {company}")


def lists_too_long(letter: LetterUnderReview) -> Iterator[Finding]:
    lengths = [len(found.strip().split("\n")) for found in _LIST.findall(letter.text)]
    if max(lengths, default=0) > _LIST_MOST:
        yield Finding(f"A list of the update has {max(lengths)} lines.")
    elif sum(lengths) > _LINES_MOST:
        yield Finding(f"The lists of the update have {sum(lengths)} lines.")


def job_without_company(letter: LetterUnderReview) -> Iterator[Finding]:
    for item in letter.context.items if letter.is_standard else ():
        if item.kind is Kind.EVENT and item.company and item.position:
            target = letter.profile.target(item.company)
            names = (item.company, *((target.name, target.spoken) if target else ()))
            named = any(spaced(name) in letter.said for name in names)
            if (spaced(job_spoken(item.position)) in letter.said) != named:
                record = f"{item.position}, {item.company}"
                yield Finding(f"Of {item.position} and {item.company} only one is named.", record)


def no_reminder(letter: LetterUnderReview) -> Iterator[Finding]:
    titles = [name for title in letter.profile.target_titles for name in (title.title, title.plain or title.title)]
    if letter.is_standard and titles and not any(spaced(title) in letter.said for title in titles):
        yield Finding("The update does not say what you are looking for.")


def too_often(letter: LetterUnderReview) -> Iterator[Finding]:
    last = letter.history.last(letter.contact, Document.UPDATE) if letter.contact else None
    if last is not None and last <= letter.today:
        days, cadence = (letter.today - last).days, letter.search.cadence
        if days < max(min(_BULK_GAP, cadence["update_days"]), cadence["update_days_least"]):
            ago = "today" if days == 0 else "a day ago" if days == 1 else f"{days} days ago"
            yield Finding(f"{letter.who} had an update {ago}.", letter.who)


def opted_out_or_over(letter: LetterUnderReview) -> Iterator[Finding]:
    contact, accepted = letter.contact, letter.search.accepted
    if letter.document is Document.UPDATE and contact and contact.updates is Updates.OFF:
        message = f"{contact.name} asked for no more updates."
        yield about(contact, message, hint="Tell them when you speak.")
    if accepted is not None:
        message = f"You accepted {accepted.position} at {accepted.company}: the search is over."
        yield about(accepted, message, hint="Announce it: jobnet landed.")


def referral_unmentioned(letter: LetterUnderReview) -> Iterator[Finding]:
    said, told = letter.said.replace("'s ", " "), {item.id for item in letter.context.items}
    for referral in letter.referrals:
        if not is_owed(letter, referral) or told & {referral_item(referral, moment).id for moment in Moment}:
            continue
        giver, target = referral.giver, letter.profile.target(referral.company) if referral.company else None
        names = [name for name in (referral.to, referral.company) if name]
        if not any(spaced(name) in said for name in (*names, *((target.spoken,) if target else ()))):
            message = f"{giver.name} sent you to {' at '.join(names) or 'somebody'}, and reads nothing of it."
            hint = f"Tell them where it stands: jobnet thanks --to {quoted(giver.typed)}"
            yield Finding(message, giver.name, place(referral.at), hint=hint)


def nothing_changed(letter: LetterUnderReview) -> Iterator[Finding]:
    changes = (Kind.EVENT, Kind.REFERRAL, Kind.NEWS, Kind.INTERESTED)
    if not any(item.kind in changes for item in letter.context.items):
        yield Finding("Nothing has changed since the last update.")


def interested_where_applied(letter: LetterUnderReview) -> Iterator[Finding]:
    items = [item for item in letter.context.items if item.company]
    interested = [item.company for item in items if item.kind is Kind.INTERESTED]
    applied = {key for item in items if interested and item.kind is Kind.EVENT
               for key in letter.profile.company_keys(item.company or "")}  # fmt: skip
    for company in interested:
        if company and letter.profile.company_keys(company) & applied:
            yield Finding(f"{company} is told as applied to and as interested in.", company)


ON_LETTERS = {
    "UPD-01": nothing_useful,
    "UPD-02": no_name_asked,
    "UPD-03": application_twice,
    "UPD-05": lists_too_long,
    "UPD-06": job_without_company,
    "UPD-07": no_reminder,
    "UPD-08": too_often,
    "UPD-09": opted_out_or_over,
    "UPD-11": referral_unmentioned,
    "UPD-12": lacking(_WAY_OUT, "The update does not say how to stop receiving it."),
    "UPD-13": nothing_changed,
    "UPD-14": interested_where_applied,
}
