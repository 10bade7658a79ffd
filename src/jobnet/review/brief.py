"""Rules about the brief: one clear, small ask that a person's name answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.errors import quoted
from jobnet.facts.disclosure import dealings, insider_company
from jobnet.facts.items import Document
from jobnet.facts.readers import RECRUITERS, ReaderKind
from jobnet.profile.model import Relationship
from jobnet.review.finding import Finding, about, place
from jobnet.review.under_review import lacking, objecting_to
from jobnet.review.words import Phrases, spaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.profile.model import Application
    from jobnet.review.under_review import LetterUnderReview

_AGENTS = frozenset({Relationship.RECRUITER_AGENCY, Relationship.RECRUITER_INHOUSE})
_MOST_ASKS = 2
_PROMISE = r" (?:tell you|let you know|report back|keep you posted|contact anyone|write to anyone) "
_VAGUE = Phrases(
    "any help", "let me know if you hear of anything", "if you hear of anything", "keep me in mind",
    "keep an eye out", "anything would help", "think of me",
)  # fmt: skip
_JOB = Phrases(
    "hire me", "give me a job", "a job for me", "do you have a job", "offer me a", "have an opening for me",
    "a position for me", "find me a job", "get me a job",
)  # fmt: skip
_OFFER = Phrases(
    "you offered", "your offer", "offering to help", "for offering", "your kind offer", "you said you would",
    "you said you'd",
)  # fmt: skip


def no_clear_ask(letter: LetterUnderReview) -> Iterator[Finding]:
    vague = _VAGUE.found_in(letter.said)
    if vague and not letter.name_questions:
        yield Finding(f"“{vague[0]}” is no question that anybody can answer.")
    elif "?" not in letter.text:
        yield Finding("The letter asks nothing.")


def too_many_asks(letter: LetterUnderReview) -> Iterator[Finding]:
    own = [each for each in letter.name_questions if not letter.where_typed(spaced(each).strip())]
    if len(own) > _MOST_ASKS:
        yield Finding(f"The letter asks {len(own)} things.")


def too_many_companies_shown(letter: LetterUnderReview) -> Iterator[Finding]:
    limits, targets = letter.search.limits, letter.profile.target_companies
    most = limits["pitch_companies"] if letter.document is Document.PITCH else limits["brief_companies"]
    if len(targets) > most:
        names = ((spaced(company.spoken), spaced(company.name)) for company in targets)
        shown = sum(1 for either in names if any(name in letter.said for name in either))
        if shown > most:
            yield Finding(f"The list has {shown} companies; {most} are as many as people read.")


def nothing_in_return(letter: LetterUnderReview) -> Iterator[Finding]:
    if not letter.profile.offer_in_return:
        yield Finding("The letter offers nothing in return.")


def resume_unasked(letter: LetterUnderReview) -> Iterator[Finding]:
    contact = letter.contact
    if not letter.context.attachments or contact is None or contact.relationship in _AGENTS:
        return
    if contact.relationship is Relationship.ALUMNI or contact.offered_help is None:
        message = f"The letter attaches a résumé for {contact.name}, who did not ask for it."
        yield about(contact, message)


def offer_never_made(letter: LetterUnderReview) -> Iterator[Finding]:
    contact = letter.contact
    if contact and contact.offered_help is None and _OFFER.found_in(letter.users):
        message = f"{contact.name} has not offered help, as far as your profile says."
        yield about(contact, message)


def does_not_say_what_does_not_fit(letter: LetterUnderReview) -> Iterator[Finding]:
    if not letter.profile.not_a_fit and letter.reader.kind not in RECRUITERS:
        yield Finding("The brief does not say what would not fit.")


def to_somebody_who_decides(letter: LetterUnderReview) -> Iterator[Finding]:
    reader = letter.reader
    if begun := dealings(letter.search.snapshot, reader):
        own = insider_company(letter.profile, reader)
        does = "decides on applications" if reader.kind is ReaderKind.HIRING_MANAGER else "takes part in the decision"
        message = f"{reader.name} {does} at {own}, where you have applied: they are not asked to help with the search."
        yield Finding(message, reader.name, place(begun[-1].at), hint=_letter_that_fits(letter, begun[-1]))


def _letter_that_fits(letter: LetterUnderReview, application: Application) -> str:
    """What to write to somebody who decides, by where the application stands."""
    company, progress = quoted(application.company), letter.search.snapshot.progress_of(application)
    written = letter.contact is not None and bool(letter.history.dates(letter.contact, Document.RUNNERUP))
    if progress.turn_down and progress.interviews and not written:
        return f"The letter that fits: jobnet runnerup --company {company}"
    if progress.turn_down:
        return f"The letter that fits: jobnet touch --company {company}"
    if progress.end:
        return "No letter fits: write to them in your own words."
    if progress.interviews:
        return f"The letter that fits: jobnet thanks --company {company}"
    return f"Wait for their answer; after an interview, thank them: jobnet thanks --company {company}"


ON_LETTERS = {
    "BRIEF-01": no_clear_ask,
    "BRIEF-02": too_many_asks,
    "BRIEF-03": objecting_to(_JOB, "“{}” asks the reader for a job."),
    "BRIEF-04": lacking(_PROMISE, "The letter does not promise to follow up."),
    "BRIEF-05": nothing_in_return,
    "BRIEF-07": resume_unasked,
    "BRIEF-08": offer_never_made,
    "BRIEF-09": does_not_say_what_does_not_fit,
    "BRIEF-11": to_somebody_who_decides,
    "PROF-06": too_many_companies_shown,
}
