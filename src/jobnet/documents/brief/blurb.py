"""The note that a helper can forward: the seeker's own, or one made of literal facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.model import Relationship

if TYPE_CHECKING:
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Profile, Prose

_FIGURE = pattern(r"\d")
_NOT_DIGITS = pattern(r"\D+")


@dataclass(frozen=True)
class Blurb:
    """A note about the seeker that stands alone and ends with a way to answer."""

    name: str
    """The seeker's full name: Nia Pargeter."""
    titles: tuple[str, ...]
    """The jobs looked for: Quality Manager, Technical Manager."""
    places: tuple[str, ...]
    """Where: Bristol, Bath."""
    own: Prose | None = None
    """The key `blurb`, as it stands."""
    contact: str = ""
    """How to answer: nia@example.com, 0117 496 0182. Empty where that stands in `own` already."""
    quote: Prose | None = None
    """A sentence of the seeker's, best one with a figure in it: I cut complaints by half in two years."""
    from_colleague: bool = False
    """Whether a colleague forwards it."""
    from_manager: bool = False
    """Whether somebody forwards it who was the seeker's manager."""
    is_she: bool = False
    """Whether the seeker's pronouns are she/her."""
    is_he: bool = False
    """Whether they are he/him."""
    is_they: bool = False
    """Whether they are they/them."""

    @property
    def asks(self) -> bool:
        """Whether the question is the program's, since there is no `blurb`."""
        return self.own is None


def blurb_for(profile: Profile, reader: Reader, places: tuple[str, ...]) -> Blurb | None:
    """The note for this reader to forward; None where nobody could answer it."""
    contact = ", ".join(filter(None, (profile.email, profile.phone)))
    if profile.blurb is None and not contact:
        return None
    relationship = reader.contact.relationship if reader.contact else None
    pronoun = (profile.pronouns or "").casefold().partition("/")[0].strip()
    return Blurb(
        name=profile.name,
        titles=tuple(each.title for each in profile.target_titles),
        places=places,
        own=profile.blurb,
        contact="" if profile.blurb and _tells_how_to_answer(profile, profile.blurb) else contact,
        quote=None if profile.blurb else _quote(profile, in_field=reader.in_field),
        from_colleague=relationship is Relationship.COLLEAGUE,
        from_manager=relationship is Relationship.FORMER_MANAGER,
        is_she=pronoun == "she",
        is_he=pronoun == "he",
        is_they=pronoun == "they",
    )


def has_figure(text: str | None) -> bool:
    """Whether there is a number in it: what a reader remembers."""
    return bool(text and _FIGURE.search(text))


def _tells_how_to_answer(profile: Profile, blurb: str) -> bool:
    digits = _NOT_DIGITS.sub("", profile.phone or "")
    by_mail = profile.email is not None and profile.email.casefold() in blurb.casefold()
    return by_mail or bool(digits and digits in _NOT_DIGITS.sub("", blurb))


def _quote(profile: Profile, *, in_field: bool) -> Prose | None:
    with_figure = next((each for each in profile.proof_points if has_figure(each)), None)
    return with_figure or (profile.summary if in_field else profile.plain_summary)
