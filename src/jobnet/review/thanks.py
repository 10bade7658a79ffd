"""Rules about referrals: their givers are thanked, hear what came of them, and are not asked again before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.errors import quoted
from jobnet.facts.items import Document
from jobnet.facts.referrals import Moment, heard, is_told_of, referral_item
from jobnet.profile.model import Updates
from jobnet.profile.names import name_key
from jobnet.review.catalogue import E
from jobnet.review.finding import Finding, about, called, place
from jobnet.review.words import Phrases

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from jobnet.profile.model import Referral
    from jobnet.review.under_review import LetterUnderReview, ProfileUnderReview

ASK = Phrases(
    "do you know anyone", "do you know anybody", "do you know someone", "do you know somebody", "who do you know",
    "who else", "anyone else you know", "could you introduce", "can you introduce", "would you introduce",
    "keep me in mind", "let me know if you hear",
)  # fmt: skip
"""What a letter that only gives does not say."""
_FAR_TOO_LATE = 3


def is_owed(letter: LetterUnderReview, referral: Referral) -> bool:
    """Whether the giver of a referral still waits to hear how it ended, after this letter."""
    end = referral_item(referral, Moment.RESULT)
    return is_open(letter, referral) and all(item.id != end.id for item in letter.context.items)


def is_open(letter: LetterUnderReview, referral: Referral) -> bool:
    """Whether the giver of a referral waited to hear how it ended before this letter."""
    if referral.loop_closed is not None and referral.loop_closed <= letter.today:
        return False
    end, known = referral_item(referral, Moment.RESULT), heard(letter.history, referral.giver)
    told_by_hand = known.up_to is not None and end.date is not None and known.up_to >= end.date
    return not told_by_hand and end.id not in known.items


def asks_with_a_loop_open(letter: LetterUnderReview) -> Iterator[Finding]:
    referral = next((each for each in letter.referrals if is_owed(letter, each)), None)
    asks = ASK.found_in(letter.users) if letter.document is Document.THANKS else letter.name_questions
    if referral and asks:
        giver = referral.giver
        message = f"{giver.name} has not heard what came of {_what(referral)}, and is asked again."
        hint = f"Close the loop first: jobnet thanks --to {quoted(giver.typed)}"
        yield Finding(message, giver.name, place(referral.at), hint=hint)


def thanks_without_outcome(letter: LetterUnderReview) -> Iterator[Finding]:
    yield from letter.objections(ASK, "The thanks asks again: “{}”.")
    told = {item.id for item in letter.context.items}
    for referral in letter.referrals:
        if referral_item(referral, Moment.RESULT).id not in told:
            continue
        result = referral.result
        if result and not letter.letter.built_in and name_key(result)[:40] not in name_key(letter.text):
            yield _of_referral(referral, f"what came of {_what(referral)} is not told.")
        elif not is_told_of(letter.profile, referral, letter.today):
            hint = "Say it in one sentence: `result:` of the referral."
            yield _of_referral(referral, f"what came of {_what(referral)} is over, but not told.", hint)


def referral_unthanked(search: ProfileUnderReview) -> Iterator[Finding]:
    for referral in search.snapshot.leads:
        received = referral.received
        if received is None or referral.thanked or referral.loop_closed or _thanked_since(search, referral, received):
            continue
        if (days := search.working_days_since(received)) > search.cadence["thanks_working_days"]:
            lead = f"the lead of {referral.giver.name}, {_what(referral)},"
            yield _of_referral(referral, f"{lead} is {days} working days old and unthanked.")


def referral_not_acted_on(search: ProfileUnderReview) -> Iterator[Finding]:
    latest = search.cadence["act_working_days"]
    for referral in search.snapshot.leads if search.accepted is None else ():
        done = referral.acted or referral.result or referral.loop_closed or referral.suitable is False
        days = search.working_days_since(referral.received) if referral.received and not done else 0
        if days > latest:
            message = f"The lead of {referral.giver.name}, {_what(referral)}, has waited {days} working days."
            yield about(referral, message, E if days > latest + _FAR_TOO_LATE else None)


def loop_left_open(search: ProfileUnderReview) -> Iterator[Finding]:
    for referral in search.snapshot.leads:
        known = referral.result_on
        if known is None or referral.loop_closed or _thanked_since(search, referral, known):
            continue
        if search.working_days_since(known) > search.cadence["close_working_days"]:
            yield _of_referral(referral, f"{referral.giver.name} has not heard what came of {_what(referral)}.")


def _thanked_since(search: ProfileUnderReview, referral: Referral, day: dt.date) -> bool:
    last = search.history.last(referral.giver, Document.THANKS)
    return last is not None and last >= day


def _what(referral: Referral) -> str:
    return referral.to or referral.company or "a name"


def _of_referral(referral: Referral, message: str, hint: str = "") -> Finding:
    hint = hint or f"Write: jobnet thanks --to {quoted(referral.giver.typed)}"
    return about(referral, message[0].upper() + message[1:], hint=hint)


def came_through_somebody(search: ProfileUnderReview) -> Iterator[Finding]:
    profile = search.profile
    known = {(r.giver.key, key) for r in profile.referrals if r.company for key in profile.company_keys(r.company)}
    for application in profile.applications if search.accepted is None else ():
        giver, keys = application.referral_from, profile.company_keys(application.company)
        if giver is None or giver.updates is Updates.OFF or any((giver.key, key) in known for key in keys):
            continue
        where = f"--company {quoted(application.company)} --position {quoted(application.position)}"
        message = f"{called(application)}: it came through {giver.name}, and nothing reminds you to thank them."
        yield about(application, message, hint=f"Add it: jobnet add referral --from {quoted(giver.typed)} {where}")


ON_LETTERS = {"REF-04": thanks_without_outcome, "REF-05": asks_with_a_loop_open}
ON_PROFILES = {
    "REF-01": referral_unthanked,
    "REF-02": referral_not_acted_on,
    "REF-03": loop_left_open,
    "REF-06": came_through_somebody,
}
