"""What a brief says of the search: which jobs, where, from when, and who the seeker is, in words this reader knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jobnet.documents.brief.blurb import has_figure
from jobnet.documents.brief.context import Submitted
from jobnet.documents.brief.situations import WITH_BLURB, BriefKind
from jobnet.facts.disclosure import application_shown
from jobnet.patterns import pattern
from jobnet.profile.model import Relationship, Stage
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    from jobnet.facts.progress import Progress
    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Application, Profile

_MOST = 6
_REMOTE = frozenset({"remote", "remotely", "anywhere", "work from home", "home office"})
_PLACE = pattern(r"(?:the )?[^\W\d_a-zß-öø-ÿ]")
"""How a name begins that may follow “in”: with a capital; “within an hour of Leeds” may not."""
_NO_PLACE = pattern(r"(?:hybrid|remote|fully|partly|on|either|full|part|flexible|days?|nights?)\b", re.IGNORECASE)
_AFTER_START = pattern(r"(?:(?:from|in|after|within|by|on|at|as soon|next|any)\b|\S+ (?:weeks?|months?|days?) after\b)")
"""How a phrase begins that may follow “I can start”."""
_NOW = pattern(r"(?:immediate(?:ly)?|now|straight ?away|right away|at once|asap)", re.IGNORECASE)
_DAY = pattern(r"(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2})\b")
_NOTICE = pattern(r"\S+ (?:weeks?|months?|days?)['’]?(?:s['’]?)? notice", re.IGNORECASE)


def search(snapshot: Snapshot, reader: Reader, situation: BriefKind) -> dict[str, Any]:
    """What is looked for, as `Brief` holds it."""
    profile = snapshot.profile
    plainly = not reader.in_field or situation in {BriefKind.FRIEND, BriefKind.GENERAL}
    is_agency = situation is BriefKind.RECRUITER
    titles = profile.target_titles[:_MOST]
    is_mentor = reader.contact is not None and reader.contact.relationship is Relationship.MENTOR
    where = _where(profile)
    home = (profile.location or "").partition(",")[0] or None
    tells_number = situation in WITH_BLURB and has_figure(profile.blurb) and not profile.search.confidential
    facts = profile.proof_points[: 1 if profile.background else 2] if reader.in_field and not tells_number else ()
    return {
        "titles": tuple(f"{each.title} ({each.plain})" if plainly and each.plain else each.title for each in titles),
        **where,
        "home": None if any(where.values()) else home,
        "summary": (profile.plain_summary if plainly else None) or profile.summary or profile.plain_summary,
        # A list of strengths says less than a fact, but to those who place people.
        "expertise": () if plainly or (facts and not is_agency) else profile.expertise[:_MOST],
        "background": profile.background,
        "proof_points": facts,
        **_from_when(profile),
        "not_a_fit": profile.not_a_fit,
        "confidential": profile.search.confidential,
        "nothing_applied": is_mentor and not any(map(_has_begun, profile.applications)),
        **(_with_agency(snapshot, reader) if is_agency else {}),
        "subject_title": titles[0].title,
        "subject_place": next(iter(profile.target_locations), home),
    }


def _where(profile: Profile) -> dict[str, Any]:
    """The places, as they stand after “in”; all else that is said of where and how, as it stands after a comma."""
    named = tuple(each for each in profile.target_locations if name_key(each) not in _REMOTE)
    mode = profile.work_mode
    is_remote = len(named) < len(profile.target_locations)
    if mode and (not named or any(name_key(each) in name_key(mode) for each in profile.target_locations)):
        says_where = _PLACE.match(mode) and not _NO_PLACE.match(mode)
        return {"places": (mode,) if says_where else (), "is_remote": False, "work_mode": None if says_where else mode}
    if not all(_PLACE.match(each) for each in named):
        named, mode = (), ", ".join(filter(None, (*named, mode)))
    return {"places": named, "is_remote": is_remote, "work_mode": mode}


def _from_when(profile: Profile) -> dict[str, Any]:
    """When the seeker can start, in the form in which a sentence takes it; as typed where none does."""
    typed = (profile.availability or "").strip().rstrip(".")
    starts = notice = None
    if _NOW.fullmatch(typed):
        starts = "immediately" if typed.lower() in {"immediate", "now", "asap"} else typed.lower()
    elif _DAY.match(typed):
        starts = f"on {typed}"
    elif _AFTER_START.match(typed):
        starts = typed
    elif _NOTICE.match(typed):
        notice = typed
    return {"starts": starts, "notice": notice, "availability": None if starts or notice else typed or None}


def _has_begun(application: Application) -> bool:
    return any(event.stage is not Stage.INTERESTED for event in application.events)


def _with_agency(snapshot: Snapshot, reader: Reader) -> dict[str, Any]:
    """What the agency has put the seeker forward for, and where it must not: the seeker has applied there, as far as
    the agency may know.
    """
    through, alone = [], []
    for each in snapshot.profile.applications:
        progress = snapshot.progress_of(each)
        if not _has_applied(progress):
            continue
        if each.agency is not None and each.agency == reader.contact:
            through += [Submitted(each.position, each.company)] if progress.end is None else []
            continue
        shown = application_shown(snapshot.profile, each, reader, today=snapshot.today)
        alone += [shown.company] if shown and shown.company else []
    return {"submitted": tuple(through), "applied_to": tuple(dict.fromkeys(alone))}


def _has_applied(progress: Progress) -> bool:
    return any(event.stage is not Stage.INTERESTED for event in progress.past)
