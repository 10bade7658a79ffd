"""The table of rules: what each looks at, how grave it is, why, and what mends it; `docs/rules.md` is made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobnet.errors import Severity
from jobnet.facts.items import Document
from jobnet.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jobnet.errors import Place
    from jobnet.review.case import LetterUnderReview, ProfileUnderReview

E, W, H = Severity.ERROR, Severity.WARNING, Severity.HINT

DOCUMENTS = {
    "B": Document.BRIEF,
    "U": Document.UPDATE,
    "R": Document.RUNNERUP,
    "T": Document.TIP,
    "K": Document.THANKS,
    "S": Document.TOUCH,
    "P": Document.PITCH,
    "L": Document.LANDED,
}
ALL = "BURTKSPL"


@dataclass(frozen=True, slots=True)
class Found:
    """What one rule objects to. Severity and hint are the rule's own unless the case differs."""

    message: str
    record: str = ""
    place: Place | None = None
    severity: Severity | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the catalogue."""

    id: str
    severity: Severity
    documents: tuple[Document, ...]
    check: str
    why: str
    remedy: str
    final: bool = False
    """Cannot be silenced or overridden (⛔)."""
    own_template: bool = False
    """Looks at a user's own template only: jobnet's own keep it by their making."""
    at_sending: bool = False
    """About history and manners: a warning when printed, an error when sent."""
    on_letter: Callable[[LetterUnderReview], Iterable[Found]] | None = None
    on_profile: Callable[[ProfileUnderReview], Iterable[Found]] | None = None
    room: str = ""
    """The module that holds it."""

    @property
    def silenceable(self) -> bool:
        return not self.final


_RULES: dict[str, Rule] = {}


def letter_rule(
    name: str, severity: Severity, documents: str, check: str, **about: Any
) -> Callable[[Callable[[LetterUnderReview], Iterable[Found]]], Callable[[LetterUnderReview], Iterable[Found]]]:
    """Register the function below as the rule of this id over finished letters."""

    def register(
        find: Callable[[LetterUnderReview], Iterable[Found]],
    ) -> Callable[[LetterUnderReview], Iterable[Found]]:
        _add(name, severity, documents, check, about | {"on_letter": find, "room": find.__module__})
        return find

    return register


def profile_rule(
    name: str, severity: Severity, check: str, **about: Any
) -> Callable[[Callable[[ProfileUnderReview], Iterable[Found]]], Callable[[ProfileUnderReview], Iterable[Found]]]:
    """Register the function below as the rule of this id over the profile."""

    def register(
        find: Callable[[ProfileUnderReview], Iterable[Found]],
    ) -> Callable[[ProfileUnderReview], Iterable[Found]]:
        _add(name, severity, "", check, about | {"on_profile": find, "room": find.__module__})
        return find

    return register


def kept_by_making(
    name: str, severity: Severity, documents: str, check: str, *, room: str, why: str, remedy: str
) -> None:
    """A rule that no letter can break, because of how letters are made; listed, and shown by tests elsewhere."""
    _add(name, severity, documents, check, {"why": why, "remedy": remedy, "room": room})


def rules() -> dict[str, Rule]:
    """The rules of the rooms that have been entered, by id."""
    return _RULES


def _add(name: str, severity: Severity, documents: str, check: str, about: dict[str, Any]) -> None:
    if name in _RULES:
        raise ValueError(f"two rules are called {name}")
    _RULES[name] = Rule(name, severity, tuple(DOCUMENTS[each] for each in documents), check, **about)
