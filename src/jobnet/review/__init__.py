"""What must not go out, and what could be better: one function a rule, over a finished letter or over the profile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jobnet.errors import Problem, Severity
from jobnet.review import brief, names, occasions, privacy, runnerup, seeker, thanks, update, wording
from jobnet.review.catalogue import CATALOGUE, CODES, IN_ENGLISH
from jobnet.review.under_review import LetterUnderReview, ProfileUnderReview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jobnet.rendering.letter import Context, Letter
    from jobnet.review.catalogue import Rule
    from jobnet.review.finding import Finding

__all__ = ["ProfileUnderReview", "letter_findings", "privacy_findings", "profile_findings"]

_FAMILIES = (privacy, seeker, brief, update, runnerup, thanks, occasions, wording, names)
ON_LETTERS: Mapping[str, Callable[[LetterUnderReview], Iterator[Finding]]] = {
    name: judge for family in _FAMILIES for name, judge in getattr(family, "ON_LETTERS", {}).items()
}
ON_PROFILES: Mapping[str, Callable[[ProfileUnderReview], Iterator[Finding]]] = {
    name: judge for family in _FAMILIES for name, judge in getattr(family, "ON_PROFILES", {}).items()
}
_GRAVEST = tuple(Severity)


def letter_findings(
    letter: Letter, context: Context | Letter, search: ProfileUnderReview, *, html: bool = True, sending: bool = False
) -> tuple[Problem, ...]:
    """What the rules object to in one finished letter, the gravest first; what was silenced is left out.

    `html=False` says that only the text is going to be put out, and spares making the other forms. `sending`: what
    history and manners forbid is an error, of which printing only warns.
    """
    case = LetterUnderReview(letter, context, search, html=html)
    found = [
        _about_letter(_problem(rule, finding), rule, case, sending=sending)
        for rule in CATALOGUE
        if rule.id in ON_LETTERS and _is_asked(rule, letter, search)
        for finding in ON_LETTERS[rule.id](case)
    ]
    return _gravest_first(found)


def privacy_findings(letter: Letter, search: ProfileUnderReview) -> tuple[Problem, ...]:
    """What a letter gives away that its reader may not learn: asked again of letters that waited, whose words stand."""
    found = letter_findings(letter, letter, search)
    return tuple(each for each in found if each.rule.startswith("PRIV-") and each.severity is Severity.ERROR)


def profile_findings(search: ProfileUnderReview, *, warnings: Iterable[Problem] = ()) -> tuple[Problem, ...]:
    """What the rules say about the search as a whole, after what reading the file warned of."""
    asked = (rule for rule in CATALOGUE if rule.id in ON_PROFILES and rule.id not in search.profile.rules.ignore)
    found = (_problem(rule, finding) for rule in asked for finding in ON_PROFILES[rule.id](search))
    return (*warnings, *_gravest_first(found))


def _is_asked(rule: Rule, letter: Letter, search: ProfileUnderReview) -> bool:
    """Whether this rule looks at this document, at letters of this template, and was not silenced."""
    is_silenced = rule.id in search.profile.rules.ignore and not rule.final
    is_concerned = CODES[letter.document] in rule.about and not (rule.own_template and letter.built_in)
    is_understood = rule.id not in IN_ENGLISH or letter.language.startswith("en")
    return is_concerned and is_understood and not is_silenced


def _problem(rule: Rule, finding: Finding) -> Problem:
    severity, hint = finding.severity or rule.severity, finding.hint or rule.remedy
    return Problem(rule.id, severity, finding.message, hint, finding.place, finding.record)


def _about_letter(problem: Problem, rule: Rule, case: LetterUnderReview, *, sending: bool) -> Problem:
    severity, reader = problem.severity, case.reader.name
    if rule.at_sending and severity is not Severity.HINT:
        severity = Severity.ERROR if sending else Severity.WARNING
    return replace(
        problem, severity=severity, record=problem.record or reader, document=case.document.value, recipient=reader,
        final=rule.final and severity is Severity.ERROR,
    )  # fmt: skip


def _gravest_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda each: _GRAVEST.index(each.severity)))
