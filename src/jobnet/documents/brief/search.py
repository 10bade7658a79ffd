"""What a brief says of the search: which jobs, where, from when, and who the seeker is, in words this reader knows."""

from __future__ import annotations

import re
from typing import Any

from jobnet.documents.brief.answers import FIGURE
from jobnet.documents.brief.context import Submitted
from jobnet.documents.brief.helper import WITH_BLURB, Helper
from jobnet.documents.context import has_applied, places_named
from jobnet.facts.disclosure import application_shown
from jobnet.facts.readers import LONG_KNOWN, ReaderKind
from jobnet.patterns import pattern
from jobnet.profile.model import Profile, Relationship, Stage
from jobnet.profile.names import name_key

_MOST, _FOR_LAYMEN = 6, 3
_PLACE = pattern(
    r"(?!(?:Hybrid|Remote|Fully|Partly|On|Either|Full|Part|Flexible|Days?|Nights?)\b)(?:the )?[^\W\d_a-zß-öø-ÿ]"
)
"""How what may follow “in” begins: with the capital of a name; “within an hour of Leeds” may not."""
_AFTER_START = pattern(r"(?:from|in|after|within|by|on|at|as soon|next|any|\S+ (?:weeks?|months?|days?) after)\b")
"""How a phrase begins that may follow “I can start”."""
_NOW = pattern(r"(?:now|straight ?away|right away|at once|asap|immediate(?:ly)?)", re.IGNORECASE)
_DAY = pattern(r"(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2})\b")
_STARTS = pattern(
    r"(?:ab|zum|im|in|nach|sofort|jederzeit|frühestens|Anfang|Mitte|Ende|dès|à partir|en"
    r"|a partir|desde|de inmediato|con)\b"
)
"""The same in German, French and Spanish: "ab 1. Februar"."""
_NOTICE = pattern(r"\S+ (?:weeks?|months?|days?)\S* notice", re.IGNORECASE)


def search(helper: Helper) -> dict[str, Any]:
    """What is looked for, as `Brief` holds it."""
    profile, reader, situation = helper.profile, helper.reader, helper.situation
    plainly = not reader.in_field or situation in {"friend", "general"}
    is_agency, is_close = situation == "recruiter", reader.row is ReaderKind.CLOSE_FRIEND
    has_number = situation in WITH_BLURB and not profile.search.confidential and FIGURE.search(profile.blurb or "")
    facts = () if is_close or not reader.in_field or has_number else profile.proof_points[: 2 if is_agency else 1]
    titles = profile.target_titles[: _FOR_LAYMEN if plainly else _MOST]
    explained = plainly and not (is_close and profile.plain_summary)
    home = (profile.location or "").partition(",")[0] or None
    is_friend = is_close and bool(helper.contact and helper.contact.offered_help)
    knows_me = is_friend or situation == "advice" or helper.relationship in LONG_KNOWN
    is_mentor = helper.relationship is Relationship.MENTOR
    return {
        "titles": tuple(f"{each.title} ({each.plain})" if explained and each.plain else each.title for each in titles),
        **_where(profile, reader.locale.language),
        "summary": (profile.plain_summary if plainly else None) or profile.summary or profile.plain_summary,
        # A list of strengths says less than a fact, but to those who place people.
        "expertise": () if plainly or is_close or (facts and not is_agency) else profile.expertise[:_MOST],
        "background": None if knows_me else profile.background,
        "proof_points": facts,
        **_from_when(profile, reader.locale.language),
        "not_a_fit": profile.not_a_fit,
        "confidential": profile.search.confidential,
        "is_employed": profile.search.current_employer is not None,
        "nothing_applied": is_mentor and not any(map(has_applied, profile.applications)),
        **(_with_agency(helper) if is_agency else {}),
        "subject_title": titles[0].title,
        "subject_place": next(iter(profile.target_locations), home),
    }


def _where(profile: Profile, language: str) -> dict[str, Any]:
    """The places, as they stand after “in”; all else that is said of where and how, as it stands after a comma."""
    named, is_remote = places_named(profile)
    mode = profile.work_mode
    if mode and (not named or any(name_key(each) in name_key(mode) for each in named)):
        # In a language that writes all its nouns with a capital, a place is what is named as one.
        is_place = _PLACE.match(mode) if language == "en" else name_key(mode).startswith(tuple(map(name_key, named)))
        places = (mode,) if is_place else ()
        return {"places": places, "elsewhere": (), "is_remote": False, "work_mode": None if places else mode}
    elsewhere = tuple(each for each in named if not _PLACE.match(each))
    named = tuple(each for each in named if each not in elsewhere)
    return {"places": named, "elsewhere": elsewhere, "is_remote": is_remote, "work_mode": mode}


def _from_when(profile: Profile, language: str) -> dict[str, Any]:
    """When the seeker can start, in the form in which a sentence takes it; as typed where none does."""
    typed = (profile.availability or "").strip().rstrip(".")
    starts = None
    if language != "en":
        starts = typed if _STARTS.match(typed) else None
        return {"starts": starts, "availability": None if starts else typed or None}
    if _NOW.fullmatch(typed):
        starts = "immediately" if typed.lower() in {"immediate", "now", "asap"} else typed.lower()
    elif _DAY.match(typed) or _NOTICE.match(typed):
        starts = f"{'on' if _DAY.match(typed) else 'after'} {typed}"
    elif _AFTER_START.match(typed):
        starts = typed
    return {"starts": starts, "availability": None if starts else typed or None}


def _with_agency(helper: Helper) -> dict[str, Any]:
    """What the agency has put the seeker forward for; and where the seeker has applied alone, as far as it may know."""
    profile, through, alone = helper.profile, [], []
    for progress in helper.snapshot.progress:
        each = progress.application
        if not any(event.stage is not Stage.INTERESTED for event in progress.past):
            continue
        if each.agency is not None and each.agency == helper.contact:
            through += [Submitted(each.position, each.company)] if progress.end is None else []
            continue
        shown = application_shown(profile, each, helper.reader, today=helper.snapshot.today)
        alone += [shown.company] if shown and shown.company else []
    return {"submitted": tuple(through), "applied_to": tuple(dict.fromkeys(alone))}
