"""The note that a helper says or passes on: the seeker's own, or one made of literal facts, in the helper's mouth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.documents.brief.third_person import did, does, is_somebody
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.model import Relationship

if TYPE_CHECKING:
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Profile, Prose

_FIGURE = pattern(r"\d")
_NOT_DIGITS = pattern(r"\D+")
_PRONOUNS = frozenset({"she", "he", "they"})


@dataclass(frozen=True)
class Blurb:
    """A few sentences about the seeker that stand alone and end with a way to answer."""

    own: Prose | None
    """The key `blurb`, as it stands."""
    contact: str
    """How to answer: nia@example.com, 0117 496 0182. Empty where that stands in `own` already."""
    name: str
    """The seeker's name, as the helper says it: Nia."""
    who: str
    """The seeker once more: she; without `pronouns` the name again."""
    is_friend: bool
    """Whether the helper is a close friend,"""
    is_relative: bool
    """or of the family."""
    does: Prose | None = None
    """What the seeker does, as it stands after “What she does is”: make sure factory food is safe."""
    is_somebody: Prose | None = None
    """Who the seeker is, as it stands after “She is”: the person in the museum who works with school groups."""
    own_words: Prose | None = None
    """The same as the seeker says it, where nobody else can: I was a teacher and now I make courses."""
    did: Prose | None = None
    """A fact with a number, as it stands after “She”: cut complaints by half in two years."""


def blurb_for(profile: Profile, reader: Reader) -> Blurb | None:
    """The note for this reader to pass on; None where nobody could answer it."""
    contact = ", ".join(filter(None, (profile.email, profile.phone)))
    if profile.blurb is None and not contact:
        return None
    relationship = reader.contact.relationship if reader.contact else None
    pronoun = (profile.pronouns or "").casefold().partition("/")[0].strip()
    summary = profile.plain_summary or profile.summary
    numbers = [each for each in profile.proof_points if has_figure(each)]
    return Blurb(
        own=profile.blurb,
        contact="" if profile.blurb and _tells_how_to_answer(profile, profile.blurb) else contact,
        name=profile.sign_as,
        who=pronoun if pronoun in _PRONOUNS else profile.sign_as,
        is_friend=relationship is Relationship.CLOSE_FRIEND,
        is_relative=relationship is Relationship.FAMILY,
        does=does(summary),
        is_somebody=is_somebody(summary),
        own_words=None if does(summary) or is_somebody(summary) else summary,
        did=next(filter(None, map(did, numbers)), None),
    )


def has_figure(text: str | None) -> bool:
    """Whether there is a number in it: what a reader remembers."""
    return bool(text and _FIGURE.search(text))


def _tells_how_to_answer(profile: Profile, blurb: str) -> bool:
    digits = _NOT_DIGITS.sub("", profile.phone or "")
    by_mail = profile.email is not None and profile.email.casefold() in blurb.casefold()
    return by_mail or bool(digits and digits in _NOT_DIGITS.sub("", blurb))
