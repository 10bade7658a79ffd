"""Rules about the letter after a turn-down: true, grateful, asking for nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobnet.facts.history import BY_HAND
from jobnet.facts.items import Document
from jobnet.profile.model import Stage
from jobnet.profile.names import fold
from jobnet.review.catalogue import E, H, W
from jobnet.review.finding import Finding, about, of_application
from jobnet.review.under_review import lacking, objecting_to
from jobnet.review.words import Phrases, parted, spaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.review.under_review import LetterUnderReview

_MAILBOXES = frozenset({"hr", "jobs", "careers", "recruiting", "recruitment", "talent", "bewerbung", "personal"})
_NOTES = frozenset({"note", "recruiter", "unwanted"})
"""Situations in which the letter is a few sentences, without particulars of its own."""
_PARTICULARS, _MOST_ACHIEVEMENTS = 2, 2
_GENERIC_MOST = 10
_BEST_DAYS = 2
_STAFF = r" (?:colleagues|staff|team|everyone|people|panel|all of you) "
_WISHES = r" (?:wish|wishes|congratulations|success) "
_CONTACT = r" (?:contact|touch|keep in|stay in) "
_GENERIC = Phrases(
    "great culture", "exciting company", "great people", "nice people", "great team", "nice team", "great company",
    "great place to work", "interesting company", "great opportunity", "friendly people", "good culture",
    "amazing team", "everyone was nice", "everyone was friendly", "very professional",
)  # fmt: skip
_SAD = frozenset(
    "disappointed disappointment disappointing unfortunately sad sadly saddened gutted heartbroken".split()
)  # fmt: skip
_SELECTED = Phrases(
    "selected", "candidate you chose", "colleague you chose", "successful candidate", "person you chose",
    "whoever you chose", "new colleague", "you have chosen",
)  # fmt: skip
_ARGUING = Phrases(
    "reconsider", "reconsidered", "reconsidering", "why not me", "why i was not", "why i wasn't",
    "why you did not", "why you didn't", "why you chose", "tell me why", "know why", "should it not work out",
    "should it not work", "if it does not work out", "if it doesn't work out", "if they do not work out",
    "if they don't work out", "if things change with", "should things change", "if things do not work",
    "if things don't work", "falls through", "fall through", "change your mind", "clearly qualified",
    "more qualified", "better qualified", "most qualified", "the better candidate", "a better candidate",
    "the best candidate", "wrong decision", "wrong choice", "a mistake", "unfair", "overqualified", "your loss",
    "second chance",
    de=("noch einmal überdenken", "entscheidung zu überdenken", "warum nicht ich", "warum sie sich gegen mich",
        "besser geeignet", "besser qualifiziert", "eine fehlentscheidung", "die falsche entscheidung", "ein fehler",
        "falls es nicht klappt", "sollte es nicht klappen", "zweite chance", "unfair"),
)  # fmt: skip
_THANKS_FOR_NO = Phrases(
    "thank you for the rejection", "thanks for the rejection", "thank you for rejecting", "letting me down gently",
    "thank you for turning me down", "thank you for your rejection", "thanks for turning me down",
)  # fmt: skip
_ASKING = Phrases(
    "could you", "can you", "would you", "would be grateful", "appreciate", "please", "any feedback", "welcome"
)
_OPTIONAL = Phrases(
    "no need", "no reply needed", "if you have a moment", "optional", "only if", "feel free", "not expect", "if not"
)
_FUTURE = Phrases(
    "openings", "opening", "new roles", "opportunities", "future roles", "new role", "positions", "vacancies",
)  # fmt: skip


def nobody_interviewed(letter: LetterUnderReview) -> Iterator[Finding]:
    if not letter.progress:
        yield Finding("The letter is about no application in your profile.")
    for progress in letter.progress:
        if not progress.talks:
            application = progress.application
            message = f"No interview with {application.company} for {application.position} is recorded."
            yield about(application, message)


def particulars_are_missing(letter: LetterUnderReview) -> Iterator[Finding]:
    for progress in letter.progress if _is_whole_letter(letter) else ():
        application = progress.application
        own = letter.reader.person.particular if letter.reader.person else None
        given = (*application.impression.particulars, *((own,) if own else ()))
        concrete = [each for each in given if not _is_generic(each)]
        cancelled = progress.end is not None and progress.end.stage is Stage.CANCELLED
        generic = f" “{given[0]}” could be said of any company." if len(concrete) < len(given) else ""
        if not concrete:
            message = f"Nothing of the talks at {application.company} is told.{generic}"
            yield about(application, message, W if cancelled else E)
        elif len(concrete) < _PARTICULARS and not cancelled:
            yield about(application, f"Only one thing of the talks at {application.company} is told.{generic}", W)


def _is_whole_letter(letter: LetterUnderReview) -> bool:
    """Whether it is the letter itself, not the note to another interviewer or to a recruiter."""
    return _NOTES.isdisjoint(getattr(letter.context, "situations", ()))


def _is_generic(particular: str) -> bool:
    said = spaced(particular)
    return bool(_GENERIC.found_in(said)) and len(said.split()) <= _GENERIC_MOST


def position_or_company_is_missing(letter: LetterUnderReview) -> Iterator[Finding]:
    text = " ".join(f"{letter.letter.subject} {letter.text}".split())
    for application in letter.applications:
        target = letter.profile.target(application.company)
        names = {application.company, *((target.name, target.spoken) if target else ())}
        if application.position not in text:
            yield about(application, f"The position, {application.position}, is not named.")
        if not any(name in text for name in names):
            yield about(application, f"{application.company} is not named.")


def disappointment_told_twice(letter: LetterUnderReview) -> Iterator[Finding]:
    told = sum(word in _SAD for word in letter.said.split())
    if told > 1:
        yield Finding("The letter speaks of disappointment more than once.")
    elif not told and not letter.letter.built_in and " hoped " not in letter.said:
        yield Finding("The letter does not say that you are disappointed.")


def wishes_for_nobody(letter: LetterUnderReview) -> Iterator[Finding]:
    is_cancelled = any(each.end and each.end.stage is Stage.CANCELLED for each in letter.progress)
    if is_cancelled and _SELECTED.found_in(letter.said):
        yield Finding("The role was cancelled, and the letter wishes a selected candidate well.")


def too_soon_or_too_late(letter: LetterUnderReview) -> Iterator[Finding]:
    latest = letter.search.cadence["runnerup_working_days"]
    for progress in letter.progress:
        told, application = progress.turn_down.date if progress.turn_down else None, progress.application
        if told is None:
            continue
        days, working_days = (letter.today - told).days, letter.search.working_days_since(told)
        if days <= 0:
            yield about(application, "The news came today.", hint="Sleep on it one night.")
        elif working_days > latest:
            hint = "By now `jobnet touch` is the better letter."
            yield about(application, f"The news is {working_days} working days old.", hint=hint)
        elif days > _BEST_DAYS:
            yield about(application, f"The news is {days} days old; one or two are best.", H, hint="Send it today.")


def goes_to_a_role_mailbox(letter: LetterUnderReview) -> Iterator[Finding]:
    email = letter.reader.email
    local = fold(email or "").partition("@")[0].replace(".", "-").replace("_", "-")
    if re.search(r"(?:^|-)(?:no-?reply|do-?not-?reply)(?:-|$)", local):
        yield Finding(f"Nobody reads {email}.", letter.who, severity=E)
    elif local in _MAILBOXES:
        for manager in filter(None, (each.hiring_manager for each in letter.applications)):
            yield Finding(f"{email} is a mailbox for everybody; {manager.name} is the hiring manager.", letter.who)


def another_one_is_open(letter: LetterUnderReview) -> Iterator[Finding]:
    for application in letter.applications if _FUTURE.found_in(letter.said) else ():
        for other in letter.profile.applications_at(application.company):
            same = other is application or other.position == application.position
            if not same and letter.search.snapshot.progress_of(other).is_open:
                message = f"Your application for {other.position} at {other.company} is still open."
                yield about(other, message)


def second_letter(letter: LetterUnderReview) -> Iterator[Finding]:
    ids, key = {item.id for item in letter.context.items}, letter.reader.key
    noes = [progress.turn_down.date for progress in letter.progress if progress.turn_down and progress.turn_down.date]
    for told in letter.history.told:
        # One given by hand says to whom, and not about what.
        by_hand = told.item == BY_HAND and told.person == key and any(told.date >= day for day in noes)
        if told.document == Document.RUNNERUP and (told.item in ids or by_hand):
            record = of_application(letter.applications[0]) if letter.applications else ""
            who = letter.profile.contact(told.person) or letter.search.snapshot.people.get(told.person)
            name = who.name if who else told.person or "The panel"
            yield Finding(f"{name} was written this letter on {told.date}.", record)
            return


def length_of_runner_up(letter: LetterUnderReview) -> Iterator[Finding]:
    limits, words = letter.search.limits, letter.letter.words
    if words > limits["runnerup_words_most"]:
        message = f"The letter has {words} words; nobody reads more than {limits['runnerup_words_most']}."
        yield Finding(message, severity=E)
    elif words > limits["runnerup_words"]:
        yield Finding(f"The letter has {words} words.")
    elif words < limits["runnerup_words_least"] and _is_whole_letter(letter):
        yield Finding(f"The letter has only {words} words.", hint="Add what you will remember under `impression`.")
    if sum(spaced(point) in letter.said for point in letter.profile.proof_points) > _MOST_ACHIEVEMENTS:
        yield Finding("The letter recites your résumé.")


def goes_around_the_agency(letter: LetterUnderReview) -> Iterator[Finding]:
    for application in letter.applications:
        agency = application.agency
        if agency and letter.reader.key != agency.key:
            yield Finding(f"{agency.name} brought you to {application.company}.", of_application(application))


def asks_for_feedback(letter: LetterUnderReview) -> Iterator[Finding]:
    for sentence in (each for line in letter.users_text.split("\n") for each in parted(line)):
        said = spaced(sentence)
        if " feedback " in said and _ASKING.found_in(said) and not _OPTIONAL.found_in(said):
            yield Finding(f"“{sentence}” asks for feedback.")
            return


ON_LETTERS = {
    "RUN-01": nobody_interviewed,
    "RUN-02": particulars_are_missing,
    "RUN-03": position_or_company_is_missing,
    "RUN-04": lacking(_STAFF, "The letter says nothing of the staff you met."),
    "RUN-05": disappointment_told_twice,
    "RUN-06": lacking(_WISHES, "The letter wishes the new colleague nothing."),
    "RUN-07": wishes_for_nobody,
    "RUN-08": lacking(_CONTACT, "The letter does not say that you would like to stay in contact."),
    "RUN-09": objecting_to(_ARGUING, "“{}” sounds like arguing with the decision.", E, W),
    "RUN-10": too_soon_or_too_late,
    "RUN-11": goes_to_a_role_mailbox,
    "RUN-12": another_one_is_open,
    "RUN-13": second_letter,
    "RUN-14": length_of_runner_up,
    "RUN-15": objecting_to(_THANKS_FOR_NO, "“{}” thanks for the rejection."),
    "RUN-16": goes_around_the_agency,
    "RUN-18": asks_for_feedback,
}
