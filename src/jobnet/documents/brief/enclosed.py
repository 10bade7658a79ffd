"""What goes with a brief: the résumé, links, something in return; and the note that a helper says or passes on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobnet.documents.brief.context import Blurb, Link
from jobnet.documents.brief.situations import LAYMEN, WITH_BLURB, BriefKind, is_on_paper
from jobnet.facts.offers import offer_for
from jobnet.facts.third_person import did, does, is_somebody, makes
from jobnet.patterns import pattern
from jobnet.profile.model import Relationship

if TYPE_CHECKING:
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Profile

FIGURE = pattern(r"\d")
"""What a reader remembers."""
_NOT_DIGITS = pattern(r"\D+")


def enclosed(profile: Profile, reader: Reader, situation: BriefKind, *, asks_others: bool) -> dict[str, Any]:
    """What goes with the letter, as `Brief` holds it."""
    contact, resume = reader.contact, profile.resume
    is_alumni = contact is not None and contact.relationship is Relationship.ALUMNI
    may_read = not is_on_paper(reader)
    # Nobody who was only asked for something gets a file (BRIEF-07).
    may_have_file = situation is BriefKind.RECRUITER or (contact is not None and contact.offered_help is not None)
    file = resume.file if resume and may_read and may_have_file and not is_alumni else None
    wants_blurb = profile.blurb is not None or (asks_others and situation in LAYMEN)
    may_have_blurb = situation in WITH_BLURB and may_read and not profile.search.confidential
    return {
        "has_resume_with_it": file is not None
        or (not may_read and resume is not None and bool(contact and contact.post)),
        "attachments": ((profile.file.parent if profile.file else Path()) / file,) if file else (),
        "resume": resume.url if resume and may_read and not file and not is_alumni else None,
        "linkedin": profile.linkedin if may_read and situation not in LAYMEN else None,
        "links": tuple(Link(*each) for each in profile.links.items())[:2] if may_read and not is_alumni else (),
        "blurb": _blurb_for(profile, reader) if wants_blurb and may_have_blurb else None,
        "offer_in_return": offer_for(profile, reader),
    }


def _blurb_for(profile: Profile, reader: Reader) -> Blurb | None:
    """The note for this reader to pass on; None where nobody could answer it."""
    contact = ", ".join(filter(None, (profile.email, profile.phone)))
    if profile.blurb is None and not contact:
        return None
    relationship = reader.contact.relationship if reader.contact else None
    pronoun = (profile.pronouns or "").casefold().partition("/")[0].strip()
    summary = profile.plain_summary or profile.summary
    is_told = does(summary) or is_somebody(summary)
    who = pronoun if pronoun in {"she", "he", "they"} else profile.sign_as
    return Blurb(
        own=profile.blurb,
        contact="" if profile.blurb and _tells_how_to_answer(profile, profile.blurb) else contact,
        name=profile.sign_as,
        titles=tuple(each.title for each in profile.target_titles[:2]),
        who=who,
        is_friend=relationship is Relationship.CLOSE_FRIEND,
        is_relative=relationship is Relationship.FAMILY,
        makes=makes(summary, who),
        does=does(summary),
        is_somebody=is_somebody(summary),
        own_words=None if is_told else summary,
        did=next(filter(None, map(did, filter(FIGURE.search, profile.proof_points))), None),
    )


def _tells_how_to_answer(profile: Profile, blurb: str) -> bool:
    digits = _NOT_DIGITS.sub("", profile.phone or "")
    by_mail = profile.email is not None and profile.email.casefold() in blurb.casefold()
    return by_mail or bool(digits and digits in _NOT_DIGITS.sub("", blurb))
