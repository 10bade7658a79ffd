"""What goes with a brief: the résumé, links, a note to forward, something in return."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobnet.documents.brief.blurb import blurb_for
from jobnet.documents.brief.context import Link
from jobnet.documents.brief.situations import BriefKind
from jobnet.facts.offers import offer_for
from jobnet.profile.model import Relationship

if TYPE_CHECKING:
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Profile

_WITH_BLURB = frozenset({BriefKind.STANDARD, BriefKind.OUTSIDE, BriefKind.GIVEN})
_WITH_PORTFOLIO = frozenset({BriefKind.STANDARD, BriefKind.GIVEN, BriefKind.GENERAL, BriefKind.RECRUITER})


def links(
    profile: Profile, reader: Reader, situation: BriefKind, *, places: tuple[str, ...], dormant: bool
) -> dict[str, Any]:
    """What goes with the letter, as `Brief` holds it."""
    on_paper = bool(reader.name) and not reader.email
    wants_resume = not _is_alumni(reader)
    file = profile.resume.file if profile.resume and wants_resume and not on_paper else None
    attached = file if file and _may_have_file(reader, situation) else None
    has_blurb = situation in _WITH_BLURB and not on_paper and not profile.search.confidential
    return {
        "is_enclosed": on_paper and profile.resume is not None,
        "is_attached": attached is not None,
        "attachments": (_path_of(profile, attached),) if attached else (),
        "resume": profile.resume.url if profile.resume and wants_resume and not attached else None,
        "linkedin": profile.linkedin,
        "links": _portfolio(profile) if situation in _WITH_PORTFOLIO else (),
        "blurb": blurb_for(profile, reader, places) if has_blurb else None,
        "phone": profile.phone,
        "email": profile.email,
        "offer_in_return": None if dormant else offer_for(profile, reader),
    }


def _portfolio(profile: Profile) -> tuple[Link, ...]:
    return tuple(Link(label, url) for label, url in profile.links.items())[:2]


def _is_alumni(reader: Reader) -> bool:
    return reader.contact is not None and reader.contact.relationship is Relationship.ALUMNI


def _may_have_file(reader: Reader, situation: BriefKind) -> bool:
    """Nobody who was only asked for something gets a file (BRIEF-07)."""
    return situation is BriefKind.RECRUITER or (reader.contact is not None and reader.contact.offered_help is not None)


def _path_of(profile: Profile, file: str) -> Path:
    return profile.file.parent / file if profile.file else Path(file)
