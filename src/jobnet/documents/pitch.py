"""The talking points: a card for the speaker, short enough to keep in mind (`docs/content.md` 2.8)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jobnet.errors import JobnetError
from jobnet.facts.disclosure import companies_shown
from jobnet.facts.items import Document, Item
from jobnet.facts.readers import ReaderKind, general_reader, knows_people_at, works_at
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.names import company_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Profile, Prose

BREATH_WORDS = 35
HALF_A_MINUTE_WORDS = 75
CARD_WORDS = 120
_LABELS_AND_FIXED_WORDS = 66
"""What the card itself says around the values: its labels, the question, the fallback, what to ask on a yes."""
_QUESTION_WORDS = 21
"""What is said aloud besides: the question, and what leads to the titles."""
_SAY_WORDS = 2
_NEXT_WORDS = 8
"""“I am looking for a role as … or …”"""
_MOST_TITLES = 3
_HELD = pattern(r"\s*\([^)]*\)\s*$")


class Audience(StrEnum):
    """To whom the card is spoken."""

    IN_FIELD = "in_field"
    OUTSIDER = "outsider"
    RECRUITER = "recruiter"


@dataclass(frozen=True)
class Spoken:
    """A company as one says it, and how, where that is not plain."""

    name: str
    say_as: str | None = None


@dataclass(frozen=True)
class Pitch:
    """The card. `reader` is who it will be said to; the card itself is for the seeker."""

    reader: Reader
    seeker: Profile
    today: dt.date
    short: bool
    audience: Audience
    line: Prose | None
    """What I do, in one sentence."""
    titles: tuple[str, ...]
    """What next: as many as one breath allows."""
    companies: tuple[Spoken, ...]
    insider_at: str | None
    """The target company at which this reader works."""
    knows_at: tuple[str, ...]
    """Target companies at which this reader knows people."""
    expertise: tuple[str, ...]
    proof_point: Prose | None
    locations: tuple[str, ...]
    work_mode: str | None
    availability: str | None
    field: str | None
    """The field of the fallback question."""
    items: tuple[Item, ...] = ()
    attachments: tuple[Path, ...] = ()
    document: Document = Document.PITCH

    @property
    def has_more(self) -> bool:
        """Whether half a minute has something to add to the one breath."""
        more = (self.expertise, self.proof_point, self.locations, self.work_mode, self.availability)
        return not self.short and any(more)


def pitch_for(profile: Profile, *, today: dt.date, short: bool = False, reader: Reader | None = None) -> Pitch:
    """The card for this listener, or for anybody."""
    audience = _audience(reader)
    line, titles = _breath(profile, audience)
    contact = reader.contact if reader else None
    listener = reader or general_reader(profile)
    shown = companies_shown(profile, listener)
    # An agency that hears a company's name may send the CV there before anybody asked it to.
    names = () if audience is Audience.RECRUITER else shown[: profile.rules.limits["pitch_companies"]]
    known = [company for company in names if knows_people_at(profile, contact, company.name)]
    insider = next((company for company in names if works_at(profile, contact, company.name)), None)
    if not line and not titles:
        raise JobnetError(
            "The talking points need `summary` (one sentence) or `target_titles`: what you do, or what you look for.",
            rule="profile",
        )
    spoken = tuple(Spoken(say(company.spoken), company.say_as) for company in names)
    used = _words(line or "", *titles, *(company.name for company in spoken), *(c.say_as or "" for c in spoken))
    room = min(CARD_WORDS - _LABELS_AND_FIXED_WORDS, HALF_A_MINUTE_WORDS - _QUESTION_WORDS) - used
    more = _more(profile, audience, room)
    return Pitch(
        reader=listener,
        seeker=profile,
        today=today,
        short=short,
        audience=audience,
        line=line,
        titles=titles,
        companies=spoken,
        insider_at=say(insider.spoken) if insider else None,
        knows_at=tuple(say(company.spoken) for company in known),
        expertise=more.expertise,
        proof_point=more.proof_point,
        locations=more.locations,
        work_mode=more.work_mode,
        availability=more.availability,
        field=profile.target_fields[0] if profile.target_fields else None,
    )


def say(name: str) -> str:
    """A company's name as one says it: without its legal form and what stands in brackets at its end."""
    wanted = company_words(name)
    words = name.split()
    prefixes = (" ".join(words[:count]) for count in range(1, len(words)))
    shortest = next((prefix for prefix in prefixes if company_words(prefix) == wanted), name)
    spoken = _HELD.sub("", shortest) or name
    return spoken.rstrip(",;& ") or name


def _audience(reader: Reader | None) -> Audience:
    if reader is None:
        return Audience.IN_FIELD
    if reader.row in {ReaderKind.RECRUITER_AGENCY, ReaderKind.RECRUITER_INHOUSE}:
        return Audience.RECRUITER
    return Audience.IN_FIELD if reader.in_field else Audience.OUTSIDER


def _breath(profile: Profile, audience: Audience) -> tuple[Prose | None, tuple[str, ...]]:
    """What I do and what next, in one breath: the sentence for this audience first, and with it at least one title."""
    titles = _titles(profile, audience)
    both = (profile.summary, profile.plain_summary)
    said = [sentence for sentence in (reversed(both) if audience is Audience.OUTSIDER else both) if sentence]
    for sentence in said:
        kept = _that_fit(titles, BREATH_WORDS - _SAY_WORDS - _words(sentence))
        if kept or not titles:
            return sentence, kept
    alone = next((sentence for sentence in said if _words(sentence) <= BREATH_WORDS - _SAY_WORDS), None)
    return alone, () if alone else _that_fit(titles, BREATH_WORDS - _SAY_WORDS) or titles[:1]


def _titles(profile: Profile, audience: Audience) -> tuple[str, ...]:
    """The first few; for an outsider with the everyday words."""
    plain = audience is Audience.OUTSIDER
    said = (f"{each.title} ({each.plain})" if plain and each.plain else each.title for each in profile.target_titles)
    return tuple(dict.fromkeys(said))[:_MOST_TITLES]


def _that_fit(titles: tuple[str, ...], room: int) -> tuple[str, ...]:
    """As many of the titles as there is room for, with the words that lead to them."""
    return max(
        (titles[:n] for n in range(len(titles) + 1) if _words(*titles[:n]) + _NEXT_WORDS <= room), default=(), key=len
    )


@dataclass(frozen=True)
class _More:
    """What half a minute adds."""

    expertise: tuple[str, ...] = ()
    proof_point: Prose | None = None
    locations: tuple[str, ...] = ()
    work_mode: str | None = None
    availability: str | None = None


def _more(profile: Profile, audience: Audience, room: int) -> _More:
    """What fits: skills and one proof for the field, no jargon for outsiders; where and when for all."""
    work_mode = profile.work_mode
    where = () if work_mode else profile.target_locations[:2]
    skills = profile.expertise[:2] if audience is not Audience.OUTSIDER else ()
    proofs = profile.proof_points if audience is not Audience.OUTSIDER else ()
    proof = next((each for each in proofs if _words(each) <= room - _words(*skills) - 3), None)
    room -= _words(*skills) + (_words(proof) if proof else 0)
    place = _words(work_mode or "", *where) + 4
    when = profile.availability
    return _More(
        expertise=skills,
        proof_point=proof if audience is not Audience.RECRUITER else None,
        locations=where if place <= room else (),
        work_mode=work_mode if place <= room else None,
        availability=when if when and (audience is Audience.RECRUITER or place + _words(when) <= room) else None,
    )


def _words(*texts: str | Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts if isinstance(text, str))
