"""Rules about the good news: not too early, asking for nothing, and everybody told who helped."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from jobnet.errors import quoted
from jobnet.facts.items import Document
from jobnet.facts.readers import ReaderKind
from jobnet.profile.model import Stage, Updates
from jobnet.review.finding import Finding, about, place
from jobnet.review.thanks import ASK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.review.under_review import LetterUnderReview, ProfileUnderReview

_NAMED_MOST = 3


def announced_too_early(letter: LetterUnderReview) -> Iterator[Finding]:
    announce = letter.profile.search.announce_after
    if announce is None:
        message, hint = "Your profile does not say from when the new post may be told.", "Set `search.announce_after`."
        yield Finding(message, "search", hint=hint)
    elif announce > letter.today:
        yield Finding(f"The new post may be told from {announce}.", "search", hint="Wait until then.")
    for progress in letter.search.progress:
        application = progress.application
        if progress.is_live and application is not letter.search.accepted:
            message = f"{application.position} at {application.company} is still open."
            hint = f"Tell them first, then note it: jobnet log {quoted(application.company)} withdrawn"
            yield about(application, message, hint=hint)


def landing_asks(letter: LetterUnderReview) -> Iterator[Finding]:
    for finding in letter.objections(ASK, "The announcement asks: “{}”."):
        yield Finding(finding.message, finding.record, finding.place, hint="Leave it out.")
    if letter.reader.kind is ReaderKind.GENERAL:
        givers = dict.fromkeys(referral.giver.key for referral in letter.profile.referrals)
        told = {each.person for each in letter.history.told if each.document == Document.LANDED}
        owed = [each.name for key in givers if key not in told and (each := letter.profile.contact(key))]
        if owed:
            more = f" and {len(owed) - _NAMED_MOST} more" if len(owed) > _NAMED_MOST else ""
            named = ", ".join(owed[:_NAMED_MOST])
            yield Finding(f"Those who referred you are owed a letter of their own: {named}{more}.", owed[0])


def helpers_not_told(search: ProfileUnderReview) -> Iterator[Finding]:
    landed, announce = search.accepted, search.profile.search.announce_after
    if landed is None:
        return
    past = search.snapshot.progress_of(landed).past
    since = next((event.date for event in past if event.stage is Stage.ACCEPTED and event.date), None)
    if since is None or search.today - since <= timedelta(days=14) or (announce and announce > search.today):
        return
    told = {each.person for each in search.history.told if each.document == Document.LANDED}
    helped = {each.person for each in search.history.told if each.document in {Document.BRIEF, Document.UPDATE}}
    helped |= {referral.giver.key for referral in search.profile.referrals}
    people = (each for each in search.profile.contacts if each.updates is not Updates.OFF)
    waiting = [each.name for each in people if each.key in helped - told]
    if waiting:
        some = "One of those who helped does" if len(waiting) == 1 else f"{len(waiting)} of those who helped do"
        yield Finding(f"{some} not know yet that you landed.", waiting[0], place(landed.at))


ON_LETTERS = {"LAND-01": announced_too_early, "LAND-02": landing_asks}
ON_PROFILES = {"LAND-03": helpers_not_told}
