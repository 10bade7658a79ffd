"""Rules about the brief: one clear, small ask that a person's name answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobnet.errors import quoted
from jobnet.facts.disclosure import insider_company
from jobnet.facts.items import Document
from jobnet.facts.progress import Progress
from jobnet.facts.readers import ReaderKind
from jobnet.facts.referrals import Moment, heard, referral_item
from jobnet.profile.model import Relationship, Stage
from jobnet.review.case import Phrases, place, spaced
from jobnet.review.catalogue import E, Found, H, W, letter_rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from jobnet.profile.model import Application, Referral
    from jobnet.review.case import LetterUnderReview

_RECRUITERS = frozenset({ReaderKind.RECRUITER_AGENCY, ReaderKind.RECRUITER_INHOUSE})


@letter_rule(
    "BRIEF-01",
    E,
    "B",
    "no ask, or a vague one",
    why="[FRIENDLETTER] [OMAHA]",
    remedy="Ask for a person's name: “Who do you know at …?”",
)
def no_clear_ask(case: LetterUnderReview) -> Iterator[Found]:
    vague = _VAGUE.found_in(case.said, case.words)
    if not case.questions:
        said = f" but “{vague[0]}”" if vague else ""
        yield Found(f"The letter asks nothing{said}.")
    elif vague and not case.asks_for_a_name:
        yield Found(f"“{vague[0]}” is no question that anybody can answer.")


_VAGUE = Phrases(
    "any help", "let me know if you hear of anything", "if you hear of anything", "keep me in mind",
    "keep an eye out", "anything would help", "think of me",
)  # fmt: skip


@letter_rule(
    "BRIEF-02",
    W,
    "B",
    "more than two asks",
    why="ask a little of many [CRLLC]",
    remedy="Keep the two that matter most.",
)
def too_many_asks(case: LetterUnderReview) -> Iterator[Found]:
    if len(case.name_questions) > 2:  # noqa: PLR2004
        own = sum(1 for question in case.name_questions if not _is_typed_prose(case, question))
        if own > 2:  # noqa: PLR2004
            yield Found(f"The letter asks {own} things.")


def _is_typed_prose(case: LetterUnderReview, question: str) -> bool:
    said = spaced(question).strip()
    seeker = case.context.seeker
    offers = (each.text for each in seeker.offer_in_return)
    own = (*offers, seeker.blurb, seeker.not_a_fit, seeker.background, case.contact.opening if case.contact else None)
    return any(said in spaced(text) for text in own if text)


@letter_rule("BRIEF-03", W, "B", "asks the reader for a job", why="[CMU]", remedy="Ask for a name or advice instead.")
def asks_for_a_job(case: LetterUnderReview) -> Iterator[Found]:
    for phrase in _JOB.found_in(case.said, case.words):
        yield Found(f"“{phrase}” asks the reader for a job.")


_JOB = Phrases(
    "hire me", "give me a job", "a job for me", "do you have a job", "offer me a", "have an opening for me",
    "a position for me", "find me a job", "get me a job",
)  # fmt: skip


@letter_rule(
    "BRIEF-04",
    W,
    "B",
    "no promise to follow up and report back",
    why="S7",
    own_template=True,
    remedy="Say when you will write to those named, and that you will tell what came of it.",
)
def no_promise(case: LetterUnderReview) -> Iterator[Found]:
    if not re.search(
        r" (?:tell you|let you know|report back|keep you posted|contact anyone|write to anyone) ", case.said
    ):
        yield Found("The letter does not promise to follow up.")


@letter_rule("BRIEF-05", H, "B", "nothing in return", why="S22", remedy="Add `offer_in_return:` to the profile.")
def nothing_in_return(case: LetterUnderReview) -> Iterator[Found]:
    if not case.context.seeker.offer_in_return and not _RETURN.found_in(case.said, case.words):
        yield Found("The letter offers nothing in return.")


_RETURN = Phrases(
    "in return", "return the favour", "return the favor", "for you", "for your", "help you", "of use to you",
    "your side", "it is yours", "you need", "repay",
)  # fmt: skip


@letter_rule(
    "BRIEF-06",
    W,
    "B",
    "titles without asking for people who bear or hire them",
    why="S11",
    own_template=True,
    remedy="Add: people with these titles, or who hire them, are just as useful as openings.",
)
def titles_without_people(case: LetterUnderReview) -> Iterator[Found]:
    if not re.search(r" (?:hires?|hiring|people with|with these titles|with the titles?|is or) ", case.said):
        yield Found("The letter names titles, and does not ask for people who bear or hire them.")


@letter_rule(
    "BRIEF-07",
    W,
    "B",
    "a résumé attached for somebody who has not asked for it",
    why="[THAYER] [ALBION] [NONOS]",
    remedy="Give the link, or send it when asked.",
)
def resume_unasked(case: LetterUnderReview) -> Iterator[Found]:
    contact = case.contact
    if not case.context.attachments or contact is None or contact.relationship in _AGENTS:
        return
    if contact.relationship is Relationship.ALUMNI or contact.offered_help is None:
        yield Found(
            f"The letter attaches a résumé for {contact.name}, who did not ask for it.", contact.name, place(contact.at)
        )


_AGENTS = frozenset({Relationship.RECRUITER_AGENCY, Relationship.RECRUITER_INHOUSE})


@letter_rule(
    "BRIEF-08",
    W,
    "B",
    "speaks of an offer that the reader never made",
    why="truth",
    at_sending=True,
    remedy="Add `offered_help:` to the contact, or write without it.",
)
def offer_never_made(case: LetterUnderReview) -> Iterator[Found]:
    contact = case.contact
    if contact and contact.offered_help is None and _OFFER.found_in(case.said, case.words):
        yield Found(
            f"{contact.name} has not offered help, as far as your profile says.", contact.name, place(contact.at)
        )


_OFFER = Phrases(
    "you offered", "your offer", "offering to help", "for offering", "your kind offer", "you said you would",
    "you said you'd",
)  # fmt: skip


@letter_rule(
    "BRIEF-09",
    H,
    "B",
    "does not say what would not fit",
    why="S6",
    remedy="Add `not_a_fit:`; it prevents wrong referrals.",
)
def does_not_say_what_does_not_fit(case: LetterUnderReview) -> Iterator[Found]:
    if not case.context.seeker.not_a_fit and not (case.reader and case.reader.kind in _RECRUITERS):
        yield Found("The brief does not say what would not fit.")


@letter_rule(
    "BRIEF-11",
    E,
    "B",
    "a brief to somebody who decides or recruits where you have applied",
    why="a brief is for those who offered help, or are asked for the first time",
    remedy="Write the letter that fits: `runnerup`, `touch` or `thanks`.",
)
def to_somebody_who_decides(case: LetterUnderReview) -> Iterator[Found]:
    reader = case.reader
    own = insider_company(case.profile, reader) if reader and reader.kind in _DECIDE else None
    dealings = [each for each in case.profile.applications_at(own) if _has_begun(each, case.today)] if own else []
    if reader and own and dealings:
        what = "decides on applications" if reader.kind is ReaderKind.HIRING_MANAGER else "takes part in the decision"
        said = f"{reader.name} {what} at {own}, where you have applied: they are not asked to help with the search."
        yield Found(said, reader.name, place(dealings[-1].at), hint=_letter_that_fits(case, dealings[-1]))


_DECIDE = frozenset({ReaderKind.HIRING_MANAGER, ReaderKind.INTERVIEWER, ReaderKind.RECRUITER_INHOUSE})


def _has_begun(application: Application, today: dt.date) -> bool:
    return any(event.stage is not Stage.INTERESTED for event in Progress(application, today).past)


def _letter_that_fits(case: LetterUnderReview, application: Application) -> str:
    """What to write to somebody who decides, by where the application stands."""
    progress = Progress(application, case.today)
    company = quoted(application.company)
    written = case.contact is not None and bool(case.history.dates(case.contact, Document.RUNNERUP))
    if progress.turn_down and progress.interviews and not written:
        return f"The letter that fits: jobnet runnerup --company {company}"
    if progress.end:
        return f"The letter that fits: jobnet touch --company {company}"
    if progress.interviews:
        return f"The letter that fits: jobnet thanks --company {company}"
    return f"Wait for their answer; after an interview, thank them: jobnet thanks --company {company}"


def has_referred(case: LetterUnderReview) -> bool:
    """Whether the reader has sent the seeker to somebody."""
    return bool(case.referrals)


@letter_rule(
    "REF-05",
    E,
    "BUK",
    "a new ask to somebody whose referral is still open",
    why="S7",
    at_sending=True,
    remedy="Close the loop first: jobnet thanks --to …",
)
def asks_with_a_loop_open(case: LetterUnderReview) -> Iterator[Found]:
    contact = case.contact
    if contact is None:
        return
    for referral in case.referrals:
        if not is_owed(case, referral) or not _asks(case):
            continue
        what = referral.to or referral.company or "their referral"
        yield Found(
            f"{contact.name} has not heard what came of {what}, and is asked again.",
            contact.name,
            place(referral.at),
            hint=f"Close the loop first: jobnet thanks --to {quoted(contact.typed)}",
        )
        return


def _asks(case: LetterUnderReview) -> bool:
    if case.document is Document.THANKS:
        return bool(_NAME_ASK.found_in(case.said, case.words))
    return case.asks_for_a_name


_NAME_ASK = Phrases("do you know anyone", "do you know somebody", "who do you know", "who else", "anyone else you know")


def is_owed(case: LetterUnderReview, referral: Referral) -> bool:
    """Whether the giver of a referral still waits to hear how it ended, after this letter."""
    end = referral_item(referral, Moment.RESULT)
    return is_open(case, referral) and all(item.id != end.id for item in case.context.items)


def is_open(case: LetterUnderReview, referral: Referral) -> bool:
    """Whether the giver of a referral waited to hear how it ended before this letter."""
    if referral.loop_closed is not None and referral.loop_closed <= case.today:
        return False
    end = referral_item(referral, Moment.RESULT)
    known = heard(case.history, referral.giver)
    told_by_hand = known.by_hand is not None and end.date is not None and known.by_hand >= end.date
    return not told_by_hand and end.id not in known.items
