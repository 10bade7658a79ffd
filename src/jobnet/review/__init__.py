"""What must not go out, and what could be better: one function a rule."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from jobnet.errors import Problem, Severity
from jobnet.review.case import LetterUnderReview, ProfileUnderReview
from jobnet.review.catalogue import ALL, DOCUMENTS, Rule, rules

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from jobnet.facts.history import History
    from jobnet.facts.items import Document
    from jobnet.profile.model import Profile
    from jobnet.rendering.letter import Letter
    from jobnet.review.case import Context
    from jobnet.review.catalogue import Found

__all__ = ["allowed", "at_sending", "catalogue", "letter_findings", "profile_findings", "sending_findings"]

_ROOMS = {
    "brief": "BUK",
    "wording": ALL,
    "form": ALL,
    "names": ALL,
    "runnerup": "RTKSPL",
    "others": "TKSPL",
    "privacy": ALL,
    "seeker": "BUP",
    "update": "BUP",
}
"""Where the rules are, in the order of the catalogue, and the documents for which the room must be entered."""
_ORDER = [f"{__name__}.{name}" for name in _ROOMS]

_BY_DOCUMENT: dict[Document, tuple[Rule, ...]] = {}
_GRAVEST = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


def letter_findings(
    letter: Letter, context: Context, profile: Profile, *, history: History, today: dt.date, html: bool = True
) -> tuple[Problem, ...]:
    """What the rules object to in one finished letter, the gravest first; what was silenced is left out.

    `html=False` says that only the text is going to be put out, and spares making the other forms.
    """
    case = LetterUnderReview(letter, context, profile, history, today, html)
    found = [
        _problem(rule, each, letter, case)
        for rule in _for_letters(letter.document, letter.built_in, profile.rules.ignore)
        for each in (rule.on_letter(case) if rule.on_letter else ())
    ]
    return _in_order(found)


def profile_findings(
    profile: Profile,
    *,
    history: History,
    today: dt.date,
    warnings: Iterable[Problem] = (),
    mail: Iterable[str] = (),
) -> tuple[Problem, ...]:
    """What the rules say about the search as a whole, after what reading the file warned of.

    `mail`: the addresses and servers by which letters go out.
    """
    advice = ProfileUnderReview(profile, history, today, tuple(mail))
    found = [
        Problem(
            rule.id, each.severity or rule.severity, each.message, each.hint or rule.remedy, each.place, each.record
        )
        for rule in catalogue()
        if rule.on_profile and not _is_silenced(rule, profile.rules.ignore)
        for each in rule.on_profile(advice)
    ]
    return (*warnings, *_in_order(found))


def sending_findings(
    letter: Letter, context: Context, profile: Profile, *, history: History, today: dt.date, html: bool = True
) -> tuple[Problem, ...]:
    """As `letter_findings`, with what history and manners forbid raised to errors: for --send and --mark-sent."""
    return at_sending(letter_findings(letter, context, profile, history=history, today=today, html=html))


def at_sending(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The same findings at the moment of sending: warnings about history and manners become errors."""
    return tuple(
        replace(problem, severity=Severity.ERROR)
        if problem.severity is Severity.WARNING and (rule := rules().get(problem.rule)) and rule.at_sending
        else problem
        for problem in problems
    )


def allowed(problems: Iterable[Problem], force: bool) -> bool:
    """Whether a letter with these findings may go out."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    return not any(problem.final or not force for problem in errors)


def catalogue() -> tuple[Rule, ...]:
    """Every rule there is, in the order of the catalogue."""
    return _rules_in(_ROOMS)


def _rules_in(names: Iterable[str]) -> tuple[Rule, ...]:
    for name in names:
        import_module(f"{__name__}.{name}")
    return tuple(sorted(rules().values(), key=lambda rule: _ORDER.index(rule.room)))


def _for_document(document: Document) -> tuple[Rule, ...]:
    if document not in _BY_DOCUMENT:
        entered = _rules_in(name for name, codes in _ROOMS.items() if document in {DOCUMENTS[code] for code in codes})
        _BY_DOCUMENT[document] = tuple(rule for rule in entered if rule.on_letter and document in rule.documents)
    return _BY_DOCUMENT[document]


@lru_cache(maxsize=16)
def _for_letters(document: Document, built_in: bool, ignore: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that all letters of this kind are held against, less what the user silenced."""
    return tuple(
        rule
        for rule in _for_document(document)
        if not (built_in and rule.own_template) and not _is_silenced(rule, ignore)
    )


def _is_silenced(rule: Rule, ignore: frozenset[str]) -> bool:
    return rule.silenceable and rule.id in ignore


def _problem(rule: Rule, found: Found, letter: Letter, case: LetterUnderReview) -> Problem:
    severity = found.severity or rule.severity
    if rule.at_sending and severity is Severity.ERROR:
        severity = Severity.WARNING  # looking at a letter is never a sin; `at_sending` raises it again
    return Problem(
        rule=rule.id,
        severity=severity,
        message=found.message,
        hint=found.hint or rule.remedy,
        place=found.place,
        record=found.record or (case.reader.name if case.reader else ""),
        document=letter.document.value,
        recipient=case.reader.name if case.reader else "",
        final=rule.final and severity is Severity.ERROR,
    )


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: _GRAVEST[problem.severity]))
