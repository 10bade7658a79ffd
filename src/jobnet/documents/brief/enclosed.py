"""What goes with a brief: the résumé, links, a note to pass on, something in return."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobnet.documents.brief.context import Link
from jobnet.documents.brief.blurb import blurb_for
from jobnet.documents.brief.situations import LAYMEN, WITH_BLURB, BriefKind, is_on_paper
from jobnet.facts.offers import offer_for
from jobnet.profile.model import Relationship

if TYPE_CHECKING:
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Profile


def enclosed(profile: Profile, reader: Reader, situation: BriefKind, *, asks_others: bool) -> dict[str, Any]:
    """What goes with the letter, as `Brief` holds it."""
    contact = reader.contact
    on_paper = is_on_paper(reader)
    is_alumni = contact is not None and contact.relationship is Relationship.ALUMNI
    file = profile.resume.file if profile.resume and not is_alumni and not on_paper else None
    # Nobody who was only asked for something gets a file (BRIEF-07).
    may_have_file = situation is BriefKind.RECRUITER or (contact is not None and contact.offered_help is not None)
    attached = (profile.file.parent / file if profile.file else Path(file)) if file and may_have_file else None
    wants_blurb = profile.blurb is not None or (asks_others and situation in LAYMEN)
    may_have_blurb = situation in WITH_BLURB and not on_paper and not profile.search.confidential
    return {
        "is_enclosed": profile.resume is not None and contact is not None and bool(contact.post) and on_paper,
        "is_attached": attached is not None,
        "attachments": (attached,) if attached else (),
        "resume": profile.resume.url if profile.resume and not is_alumni and not attached and not on_paper else None,
        "linkedin": None if on_paper or situation in LAYMEN else profile.linkedin,
        "links": () if on_paper or is_alumni else tuple(Link(*each) for each in profile.links.items())[:2],
        "blurb": blurb_for(profile, reader) if wants_blurb and may_have_blurb else None,
        "offer_in_return": offer_for(profile, reader),
    }
