"""Rules about tips, notes to stay in touch, talking points and the good news: each gives something, and asks little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.errors import quoted
from jobnet.facts.history import news_item
from jobnet.facts.items import Document, Kind
from jobnet.facts.readers import ReaderKind
from jobnet.profile.model import CompanyStatus, Stage, Updates
from jobnet.review.catalogue import E, W
from jobnet.review.finding import Finding, about, has_legal_form, place
from jobnet.review.thanks import ASK
from jobnet.review.under_review import objecting_to
from jobnet.review.words import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.facts.history import History
    from jobnet.profile.model import News
    from jobnet.review.under_review import LetterUnderReview, ProfileUnderReview

_SEARCH = Phrases(
    "my search", "job search", "my job hunt", "looking for work", "looking for a job", "looking for a role",
    "my cv", "my résumé", "my resume", "i have applied", "i interviewed",
)  # fmt: skip
_CHECKING = Phrases(
    "checking in", "check in", "following up", "any openings", "anything come up", "anything has come up",
    "turned me down", "rejection", "rejected", "not selected", "did not get the job", "candidate you chose",
)  # fmt: skip
_FRESH, _FORTNIGHT, _MONTH = 7, 14, 30
_CARD_WORDS, _BREATH_WORDS = 120, 35
_NAMED_MOST = 3


# The tip


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
        elif news.date and (letter.today - news.date).days > _FRESH:
            yield about(news, f"The news is {(letter.today - news.date).days} days old.")


def _told(letter: LetterUnderReview) -> Iterator[News]:
    ids = {item.id for item in letter.context.items if item.kind is Kind.NEWS}
    return (news for news in letter.profile.news if news_item(news).id in ids)


def tip_waits(search: ProfileUnderReview) -> Iterator[Finding]:
    for news in search.profile.news:
        if news.reader is None or news.date is None or (search.today - news.date).days <= 1:
            continue
        told = search.history.items_of(news.reader.key) & {news.key, news_item(news).id}
        by_hand = search.history.last(news.reader, Document.TIP)
        if not told and not (by_hand and by_hand >= news.date) and not (news.deadline and news.deadline < search.today):
            message = f"“{news.headline}” is for {news.reader.name} and has waited since {news.date}."
            yield about(news, message, hint=f"Tell it: jobnet tip --to {quoted(news.reader.typed)}")


# Staying in touch with a company that said no


def no_reason(letter: LetterUnderReview) -> Iterator[Finding]:
    if getattr(letter.context, "has_reason", True):
        return
    promised = next((each.impression.promised for each in letter.applications if each.impression.promised), None)
    hint = f"You promised: “{promised}” Say in --reason that it is there." if promised else ""
    yield Finding(f"There is no reason to write to {letter.who} now.", hint=hint)


def too_soon_again(letter: LetterUnderReview) -> Iterator[Finding]:
    cadence = letter.search.cadence
    for application in letter.applications:
        stay, company = letter.search.touch_log.stay(application), application.company
        if stay is None or stay.last is None:
            continue
        days = (letter.today - stay.last).days
        if days < cadence["touch_first_days"]:
            yield about(application, f"{company} last heard from you {days} days ago.")
        elif stay.unanswered > cadence["touch_most"]:
            yield about(application, f"{stay.unanswered} notes to {company} are unanswered.")
        elif stay.unanswered > 1 and days < cadence["touch_slow_days"]:
            yield about(application, f"The last two notes to {company} are unanswered.")


def dropped_after_a_no(search: ProfileUnderReview) -> Iterator[Finding]:
    for company in search.profile.target_companies:
        there = search.profile.applications_at(company.name) if company.status is CompanyStatus.DROPPED else ()
        noes = (search.snapshot.progress_of(each).turn_down for each in there if each.wanted)
        day = next((no.date for no in noes if no and no.date and (search.today - no.date).days <= _MONTH), None)
        if day:
            yield about(company, f"{company.name} was dropped soon after its no of {day}.")


# The talking points


def longer_than_a_breath(letter: LetterUnderReview) -> Iterator[Finding]:
    line = next((line for line in letter.text.split("\n") if line.strip() and not line.startswith("#")), "")
    words = len(line.split())
    if words > _BREATH_WORDS:
        yield Finding(f"The one-breath line has {words} words; {_BREATH_WORDS} can be said in one breath.")
    if letter.letter.words > _CARD_WORDS and getattr(letter.context, "short", True):
        yield Finding(f"The card has {letter.letter.words} words.")


def not_speakable(letter: LetterUnderReview) -> Iterator[Finding]:
    if not letter.letter.built_in and "?" not in letter.text:
        yield Finding("The card asks nothing.", hint="End with: do you happen to know anyone at any of those?")
    for company in letter.profile.target_companies:
        if has_legal_form(company.spoken) and company.spoken in letter.text:
            yield about(company, f"Nobody says “{company.spoken}” aloud.")


# The good news


def announced_too_early(letter: LetterUnderReview) -> Iterator[Finding]:
    announce = letter.profile.search.announce_after
    if announce is None:
        yield Finding("Your profile does not say from when the new post may be told.", "search")
    elif announce > letter.today:
        yield Finding(f"The new post may be told from {announce}.", "search", hint="Wait until then.")
    for progress in letter.search.snapshot.progress:
        application = progress.application
        if progress.is_live and application is not letter.search.accepted:
            message = f"{application.position} at {application.company} is still open."
            hint = f"Tell them first, then note it: jobnet log {quoted(application.company)} withdrawn"
            yield about(application, message, hint=hint)


def landing_asks(letter: LetterUnderReview) -> Iterator[Finding]:
    yield from letter.objections(ASK, "The announcement asks: “{}”.")
    givers = {each.giver.key: each.giver for each in letter.profile.referrals}
    owed = [each.name for key, each in givers.items() if key not in _who_had(letter.history, Document.LANDED)]
    if owed and letter.reader.kind is ReaderKind.GENERAL:
        more = f" and {len(owed) - _NAMED_MOST} more" if len(owed) > _NAMED_MOST else ""
        named = ", ".join(owed[:_NAMED_MOST])
        yield Finding(f"Those who referred you are owed a letter of their own: {named}{more}.", owed[0])


def helpers_not_told(search: ProfileUnderReview) -> Iterator[Finding]:
    landed, announce = search.accepted, search.profile.search.announce_after
    past = search.snapshot.progress_of(landed).past if landed else ()
    since = next((event.date for event in past if event.stage is Stage.ACCEPTED and event.date), search.today)
    if landed is None or (search.today - since).days <= _FORTNIGHT or (announce and announce > search.today):
        return
    helped = _who_had(search.history, Document.BRIEF, Document.UPDATE)
    helped |= {referral.giver.key for referral in search.profile.referrals}
    helped -= _who_had(search.history, Document.LANDED)
    waiting = [each.name for each in search.profile.contacts if each.key in helped and each.updates is not Updates.OFF]
    if waiting:
        some = "One of those who helped does" if len(waiting) == 1 else f"{len(waiting)} of those who helped do"
        yield Finding(f"{some} not know yet that you landed.", waiting[0], place(landed.at))


def _who_had(history: History, *documents: Document) -> set[str]:
    return {each.person for each in history.told if each.document in documents}


ON_LETTERS = {
    "TIP-01": tip_asks,
    "TIP-02": tip_without_why,
    "TIP-03": tip_too_late,
    "STAY-01": no_reason,
    "STAY-02": too_soon_again,
    "STAY-03": objecting_to(_CHECKING, "“{}” gives the reader nothing."),
    "TALK-01": longer_than_a_breath,
    "TALK-02": not_speakable,
    "LAND-01": announced_too_early,
    "LAND-02": landing_asks,
}
ON_PROFILES = {"TIP-04": tip_waits, "STAY-04": dropped_after_a_no, "LAND-03": helpers_not_told}
