"""Rules about the letter after a turn-down: true, grateful, asking for nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from jobnet.facts.history import BY_HAND
from jobnet.facts.items import Document
from jobnet.facts.people import people_of, person_key
from jobnet.facts.progress import Progress
from jobnet.facts.readers import ReaderKind
from jobnet.profile.model import Stage
from jobnet.profile.names import fold
from jobnet.review.case import Phrases, of_application, place, spaced
from jobnet.review.catalogue import E, Found, H, W, letter_rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from jobnet.review.case import LetterUnderReview

_RECRUITERS = frozenset({ReaderKind.RECRUITER_AGENCY, ReaderKind.RECRUITER_INHOUSE})
_GENERIC_WORDS = 5
_PARTICULARS = 2


@letter_rule(
    "RUN-01",
    E,
    "R",
    "no interview on record",
    why="gratitude for an interview would be false",
    remedy="Add the interview to the application's events (`interview: 2026-10-06`), or write no letter.",
    final=True,
)
def nobody_interviewed(case: LetterUnderReview) -> Iterator[Found]:
    if not case.progress:
        yield Found("The letter is about no application in your profile.")
    for progress in case.progress:
        if not progress.talks:
            application = progress.application
            message = f"No interview with {application.company} for {application.position} is recorded."
            yield Found(message, of_application(application), place(application.at))


@letter_rule(
    "RUN-02",
    E,
    "R",
    "fewer than two particulars, or only general praise",
    why="S40; [AAM2023]",
    remedy="Write two things under `impression` that only somebody in the room could write.",
)
def particulars_are_missing(case: LetterUnderReview) -> Iterator[Found]:
    if not _is_whole_letter(case):
        return
    for progress in case.progress:
        application = progress.application
        own = case.reader.person.particular if case.reader and case.reader.person else None
        given = (*application.impression.particulars, *((own,) if own else ()))
        concrete = [each for each in given if not _is_generic(each)]
        cancelled = progress.end is not None and progress.end.stage is Stage.CANCELLED
        record, at = of_application(application), place(application.at)
        generic = f" “{given[0]}” could be said of any company." if len(concrete) < len(given) else ""
        if not concrete:
            message = f"Nothing of the talks at {application.company} is told.{generic}"
            yield Found(message, record, at, W if cancelled else E)
        elif len(concrete) < _PARTICULARS and not cancelled:
            yield Found(f"Only one thing of the talks at {application.company} is told.{generic}", record, at, W)


def _is_whole_letter(case: LetterUnderReview) -> bool:
    """Whether it is the letter itself, not the note to another interviewer or to a recruiter."""
    situations = getattr(case.context, "situations", ())
    if situations:
        return _SHORT.isdisjoint(situations)
    return case.reader is None or case.reader.kind not in _RECRUITERS


_SHORT = frozenset({"note", "recruiter", "unwanted"})


def _is_generic(particular: str) -> bool:
    said = spaced(particular)
    return bool(_GENERIC.found_in(said)) and len(said.split()) <= 2 * _GENERIC_WORDS


_GENERIC = Phrases(
    "great culture", "exciting company", "great people", "nice people", "great team", "nice team", "great company",
    "great place to work", "interesting company", "great opportunity", "friendly people", "good culture",
    "amazing team", "everyone was nice", "everyone was friendly", "very professional",
)  # fmt: skip


@letter_rule(
    "RUN-03",
    E,
    "R",
    "position or organisation not named exactly as in the application",
    why="S36 S37",
    own_template=True,
    remedy="Say {{ company }} and {{ position }} in the template.",
)
def position_or_company_is_missing(case: LetterUnderReview) -> Iterator[Found]:
    text = " ".join(f"{case.letter.subject} {case.letter.text}".split())
    for application in case.applications:
        target = case.profile.target(application.company)
        names = (application.company, *((target.name, target.short_name) if target else ()))
        record = of_application(application)
        if application.position not in text:
            yield Found(f"The position, {application.position}, is not named.", record)
        if not any(name in text for name in names if name):
            yield Found(f"{application.company} is not named.", record)


@letter_rule(
    "RUN-04",
    W,
    "R",
    "reader, company and staff are not all three praised",
    why="S38",
    own_template=True,
    remedy="Thank the reader, the company and the people met.",
)
def one_of_three_is_missing(case: LetterUnderReview) -> Iterator[Found]:
    if case.reader and case.reader.kind not in _RECRUITERS and not _STAFF.found_in(case.said, case.words):
        yield Found("The letter says nothing of the staff you met.")


_STAFF = Phrases("colleagues", "staff", "team", "everyone", "people", "panel", "all of you")


@letter_rule(
    "RUN-05",
    W,
    "R",
    "disappointment absent, or told more than once",
    why="S41; one or two sentences at most [NEST]",
    remedy="Say it once, plainly.",
)
def disappointment_told_twice(case: LetterUnderReview) -> Iterator[Found]:
    told = sum(case.said.count(f" {word} ") for word in _SAD)
    if told > 1:
        yield Found("The letter speaks of disappointment more than once.")
    elif not told and not case.letter.built_in and " hoped " not in case.said:
        yield Found("The letter does not say that you are disappointed.")


_SAD = (
    "disappointed",
    "disappointment",
    "disappointing",
    "unfortunately",
    "sad",
    "sadly",
    "saddened",
    "gutted",
    "heartbroken",
)


@letter_rule(
    "RUN-06",
    E,
    "R",
    "no good wishes to the candidate selected",
    why="S42",
    own_template=True,
    remedy="Wish reader and new colleague a good start.",
)
def no_good_wishes(case: LetterUnderReview) -> Iterator[Found]:
    cancelled = any(progress.end and progress.end.stage is Stage.CANCELLED for progress in case.progress)
    recruiter = case.reader is not None and case.reader.kind in _RECRUITERS
    if not cancelled and not recruiter and not re.search(r" (?:wish|wishes|congratulations|success) ", case.said):
        yield Found("The letter wishes the new colleague nothing.")


@letter_rule(
    "RUN-07",
    E,
    "R",
    "good wishes to a selected candidate although the role was cancelled",
    why="truth",
    remedy="Nobody was selected: leave the wish out.",
)
def wishes_for_nobody(case: LetterUnderReview) -> Iterator[Found]:
    cancelled = any(progress.end and progress.end.stage is Stage.CANCELLED for progress in case.progress)
    if cancelled and _SELECTED.found_in(case.said, case.words):
        yield Found("The role was cancelled, and the letter wishes a selected candidate well.")


_SELECTED = Phrases(
    "selected", "candidate you chose", "colleague you chose", "successful candidate", "person you chose",
    "whoever you chose", "new colleague", "you have chosen",
)  # fmt: skip


@letter_rule(
    "RUN-08",
    W,
    "R",
    "no wish to stay in contact, or no link from growth to openings",
    why="S43–S46",
    own_template=True,
    remedy="Say that you would like to stay in contact.",
)
def no_wish_to_stay_in_contact(case: LetterUnderReview) -> Iterator[Found]:
    if not re.search(r" (?:contact|touch|keep in|stay in) ", case.said):
        yield Found("The letter does not say that you would like to stay in contact.")


@letter_rule(
    "RUN-09",
    E,
    "R",
    "asks to reconsider, argues, asks why, or counts on the candidate failing",
    why="S49 S53; [RESUMEBEAR] [AAM2007]",
    remedy="Take the sentence out: the letter asks for nothing.",
    final=True,
)
def argues(case: LetterUnderReview) -> Iterator[Found]:
    yield from case.tone(_ARGUING, "like arguing with the decision")


_ARGUING = Phrases(
    "reconsider", "reconsidered", "reconsidering", "why not me", "why i was not", "why i wasn't",
    "why you did not", "why you didn't", "why you chose", "tell me why", "know why", "should it not work out",
    "should it not work", "if it does not work out", "if it doesn't work out", "if they do not work out",
    "if they don't work out", "if things change with", "should things change", "if things do not work",
    "if things don't work", "falls through", "fall through", "change your mind", "clearly qualified",
    "more qualified", "better qualified", "most qualified", "the better candidate", "a better candidate",
    "the best candidate", "wrong decision", "wrong choice", "a mistake", "unfair", "overqualified", "your loss",
    "second chance",
)  # fmt: skip


@letter_rule(
    "RUN-10",
    W,
    "R",
    "sent on the day of the news, or more than five working days after it",
    why="[CLIMB] [NEST]",
    remedy="Sleep on it one night; later than that, `jobnet touch` is the better letter.",
    at_sending=True,
)
def too_soon_or_too_late(case: LetterUnderReview) -> Iterator[Found]:
    latest = case.profile.rules.cadence["runnerup_working_days"]
    for progress in case.progress:
        told = progress.turn_down.date if progress.turn_down else None
        if told is None:
            continue
        record, at = of_application(progress.application), place(progress.application.at)
        days = working_days(told, case.today)
        if told >= case.today:
            yield Found("The news came today.", record, at)
        elif days > latest:
            yield Found(f"The news is {days} working days old.", record, at)
        elif case.today - told > timedelta(days=2):
            yield Found(f"The news is {(case.today - told).days} days old; one or two are best.", record, at, H)


def working_days(first: dt.date, last: dt.date) -> int:
    """Working days after `first` up to and with `last`: Mondays to Fridays."""
    days = max((last - first).days, 0)
    weeks, rest = divmod(days, 7)
    return weeks * 5 + sum(1 for day in range(1, rest + 1) if (first + timedelta(days=day)).weekday() < 5)  # noqa: PLR2004


@letter_rule(
    "RUN-11",
    W,
    "R",
    "addressed to a role mailbox although the hiring manager is known",
    why="[CRW] [CLIMB]",
    remedy="Write to a person: --to and the name.",
)
def goes_to_a_role_mailbox(case: LetterUnderReview) -> Iterator[Found]:
    email = case.reader.email if case.reader else None
    local = fold(email or "").partition("@")[0].replace(".", "-").replace("_", "-")
    if re.search(r"(?:^|-)(?:no-?reply|do-?not-?reply)(?:-|$)", local):
        yield Found(f"Nobody reads {email}.", case.who, severity=E)
    elif local in {"hr", "jobs", "careers", "recruiting", "recruitment", "talent", "bewerbung", "personal"}:
        for application in case.applications:
            if application.hiring_manager:
                manager = application.hiring_manager.name
                yield Found(f"{email} is a mailbox for everybody; {manager} is the hiring manager.", case.who)


@letter_rule(
    "RUN-12",
    W,
    "R",
    "another open application at the same organisation, and the letter speaks of future openings",
    why="two-application case",
    own_template=True,
    remedy="Decide whether to mention it; the letter does not.",
)
def another_one_is_open(case: LetterUnderReview) -> Iterator[Found]:
    if not _FUTURE.found_in(case.said, case.words):
        return
    closed = {id(each) for each in case.applications}
    for application in case.applications:
        for other in case.context.seeker.applications_at(application.company):
            same = id(other) in closed or other.position == application.position
            if not same and Progress(other, case.today).is_open:
                message = f"Your application for {other.position} at {other.company} is still open."
                yield Found(message, of_application(other), place(other.at))


_FUTURE = Phrases(
    "openings", "opening", "new roles", "opportunities", "future roles", "new role", "positions", "vacancies",
)  # fmt: skip


@letter_rule(
    "RUN-13",
    E,
    "R",
    "a second runner-up letter for the same application",
    why="letters are forwarded side by side",
    remedy="Write the others two sentences of their own.",
    at_sending=True,
)
def second_letter(case: LetterUnderReview) -> Iterator[Found]:
    ids = {item.id for item in case.context.items}
    key = case.reader.key if case.reader else ""
    noes = [progress.turn_down.date for progress in case.progress if progress.turn_down and progress.turn_down.date]
    before = [
        told
        for told in case.history.told
        if told.document == Document.RUNNERUP
        and (
            told.item in ids
            # One given by hand says to whom, and not about what.
            or (told.item == BY_HAND and told.person == key and any(told.date >= day for day in noes))
        )
    ]
    if before:
        first = before[0]
        who = _as_typed(first.person, case)
        record = of_application(case.applications[0]) if case.applications else ""
        yield Found(f"{who} was written this letter on {first.date}.", record)


def _as_typed(key: str, case: LetterUnderReview) -> str:
    """The name behind a key of the history: folded names are for comparing, not for reading."""
    contact = case.profile.contact(key)
    if contact is not None:
        return contact.name
    people = (person for application in case.applications for person in people_of(application))
    return next((person.name for person in people if person_key(person) == key), key or "The panel")


@letter_rule(
    "RUN-14",
    W,
    "R",
    "too long, too short, or a recital of achievements",
    why="the article: 150 words",
    remedy="Aim at 150 to 230 words.",
)
def length_of_runner_up(case: LetterUnderReview) -> Iterator[Found]:
    limits, words = case.profile.rules.limits, case.letter.words
    if words > limits["runnerup_words_most"]:
        yield Found(
            f"The letter has {words} words; nobody reads more than {limits['runnerup_words_most']}.", severity=E
        )
    elif words > limits["runnerup_words"]:
        yield Found(f"The letter has {words} words.")
    elif words < limits["runnerup_words_least"] and _is_whole_letter(case):
        yield Found(f"The letter has only {words} words.", hint="Add what you will remember under `impression`.")
    recited = [point for point in case.profile.proof_points if spaced(point) in case.said]
    if len(recited) > 2:  # noqa: PLR2004
        yield Found("The letter recites your résumé.")


@letter_rule(
    "RUN-15", W, "R", "thanks for the rejection itself", why="[JOBHUNT]", remedy="Thank them for the talks, not the no."
)
def thanks_for_the_no(case: LetterUnderReview) -> Iterator[Found]:
    for phrase in _THANKS_FOR_NO.found_in(case.said, case.words):
        yield Found(f"“{phrase}” thanks for the rejection.")


_THANKS_FOR_NO = Phrases(
    "thank you for the rejection", "thanks for the rejection", "thank you for rejecting", "letting me down gently",
    "thank you for turning me down", "thank you for your rejection", "thanks for turning me down",
)  # fmt: skip


@letter_rule(
    "RUN-16",
    W,
    "R",
    "an agency stands between, and the letter goes straight to its client",
    why="[MCKINLEY]",
    remedy="Write to the consultant with --to; they can forward it.",
)
def goes_around_the_agency(case: LetterUnderReview) -> Iterator[Found]:
    for application in case.applications:
        agency = application.agency
        if agency and case.reader and case.reader.key != agency.key:
            yield Found(f"{agency.name} brought you to {application.company}.", of_application(application))


@letter_rule(
    "RUN-18",
    W,
    "R",
    "asks for feedback without leaving the reader free",
    why="[AAM2012]",
    remedy="Leave it out, or say that no answer is needed.",
)
def asks_for_feedback(case: LetterUnderReview) -> Iterator[Found]:
    for sentence in (*case.questions, *case.sentences):
        said = spaced(sentence)
        if " feedback " in said and _ASKING.found_in(said) and not _OPTIONAL.found_in(said):
            yield Found(f"“{sentence}” asks for feedback.")
            return


_ASKING = Phrases(
    "could you", "can you", "would you", "would be grateful", "appreciate", "please", "any feedback", "welcome"
)
_OPTIONAL = Phrases(
    "no need", "no reply needed", "if you have a moment", "optional", "only if", "feel free", "not expect", "if not"
)
