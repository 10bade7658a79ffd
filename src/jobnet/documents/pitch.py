"""The talking points: a card for the speaker, short enough to keep in mind (`docs/content.md` 2.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from jobnet.errors import JobnetError
from jobnet.facts.disclosure import companies_shown
from jobnet.facts.items import Document, Item
from jobnet.facts.readers import RECRUITERS, Reader, general_reader, works_at
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.names import without_legal_form

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Company, Profile, Prose

BREATH_WORDS = 35
_FRAME_WORDS = 11
"""“Say: I'm looking for a job as … or … in … or …”"""
_HELD = pattern(r"\s*\([^)]*\)\s*$")


@dataclass(frozen=True)
class Pronounced:
    """A company's name that is hard to say."""

    name: Annotated[str, "As it is written: Saalebahn."]
    say_as: Annotated[str, "As it is said: ZAH-le-bahn."]


@dataclass(frozen=True)
class Pitch:
    """The card. `reader` is who it will be said to; the card itself is for the seeker."""

    reader: Reader
    seeker: Profile
    situations: tuple[str, ...]
    today: Annotated[dt.date, "The day of the card."]
    is_short: Annotated[bool, "Whether one breath is all."]
    confidential: Annotated[bool, "Whether the search is a secret."]
    reader_name: Annotated[str, "Who it is for, where that is somebody in particular: Bea Li."]
    line: Annotated[Prose | None, "What the seeker does, in a sentence that this listener understands."]
    titles: Annotated[tuple[str, ...], "One or two jobs looked for, as one breath allows: Depot Supervisor."]
    places: Annotated[tuple[str, ...], "Where: Leeds."]
    companies: Annotated[tuple[str, ...], "Up to three companies as one says them: Aire Valley, Wharfe Travel."]
    pronounced: Annotated[tuple[Pronounced, ...], "Those of them that are hard to say."]
    insider_at: Annotated[str | None, "The company of the search where the listener works."]
    expertise: Annotated[tuple[str, ...], "Three things the seeker is strongest in: rosters, driver training, nights."]
    availability: Annotated[str | None, "When the seeker could start: from 1 February."]
    field: Annotated[str | None, "The field to ask about: buses and coaches."]
    first_names: bool = True
    items: tuple[Item, ...] = ()
    attachments: tuple[Path, ...] = ()
    document: Document = Document.PITCH


def pitch_for(snapshot: Snapshot, *, short: bool = False, reader: Reader | None = None) -> Pitch:
    """The card for this listener, or for anybody."""
    profile = snapshot.profile
    listener = reader or general_reader(profile)
    line = (profile.summary or profile.plain_summary) if listener.in_field else profile.plain_summary
    if not line and not profile.target_titles:
        raise JobnetError(
            "The talking points need `summary` (one sentence) or `target_titles`: what you do, or what you look for.",
            rule="profile",
        )
    targets = _said(profile, listener)
    insider = next((each for each in targets if works_at(profile, listener.contact, each.name)), None)
    return Pitch(
        reader=listener,
        seeker=profile,
        situations=("recruiter",) if listener.row in RECRUITERS else (),
        today=snapshot.today,
        is_short=short,
        confidential=profile.search.confidential,
        reader_name=listener.name,
        line=line,
        titles=_titles_in_a_breath(profile, line) if listener.in_field or not line else (),
        places=profile.target_locations[:2],
        companies=() if insider else tuple(say(each) for each in targets),
        pronounced=tuple(Pronounced(say(each), each.say_as) for each in targets if each.say_as),
        insider_at=say(insider) if insider else None,
        expertise=profile.expertise[:3] if listener.in_field else (),
        availability=profile.availability,
        field=next(iter(profile.target_fields), None) if listener.in_field else None,
    )


def say(company: Company) -> str:
    """A company's name as one says it: without its legal form and what stands in brackets at its end."""
    name = company.short_name or _HELD.sub("", without_legal_form(company.name))
    return name.rstrip(",;& ") or company.name


def _said(profile: Profile, listener: Reader) -> tuple[Company, ...]:
    """The companies to name; none in confidence, nor to those who might send the CV there before they were asked."""
    if profile.search.confidential or listener.row in RECRUITERS:
        return ()
    return companies_shown(profile, listener)[: profile.rules.limits["pitch_companies"]]


def _titles_in_a_breath(profile: Profile, line: str | None) -> tuple[str, ...]:
    """As many titles as can be said with the sentence before them: two, one, or none."""
    room = BREATH_WORDS - _FRAME_WORDS - len(" ".join((line or "", *profile.target_locations[:2])).split())
    titles = tuple(dict.fromkeys(profile.jobs_sought))[:2]
    fitting = (titles[:count] for count in (2, 1) if len(" ".join(titles[:count]).split()) <= room)
    return next(fitting, () if line else titles[:1])
