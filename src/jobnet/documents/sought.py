"""Where work is looked for, and from when, in the form in which a sentence takes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jobnet.documents.context import places_named
from jobnet.patterns import pattern
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    from jobnet.profile.model import Profile

_PLACE = pattern(
    r"(?!(?:Hybrid|Remote|Fully|Partly|On|Either|Full|Part|Flexible|Days?|Nights?)\b)(?:the )?[^\W\d_a-zß-öø-ÿ]"
)
"""How what may follow “in” begins: with the capital of a name; “within an hour of Leeds” may not."""
_AFTER_START = pattern(r"(?:from|in|after|within|by|on|at|as soon|next|any|\S+ (?:weeks?|months?|days?) after)\b")
"""How a phrase begins that may follow “I can start”."""
_NOW = pattern(r"(?:now|straight ?away|right away|at once|asap|immediate(?:ly)?)", re.IGNORECASE)
_DAY = pattern(r"(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2})\b")
_STARTS = pattern(
    r"(?:ab|zum|im|in|nach|sofort|jederzeit|frühestens|Anfang|Mitte|Ende|dès|à partir|après|au|début|fin|le|sous"
    r"|dans|en|tout de suite|immédiatement|a partir|desde|de inmediato|con)\b"
)
"""The same in German, French and Spanish: "ab 1. Februar"."""
_NOTICE = pattern(r"\S+ (?:weeks?|months?|days?)\S* notice", re.IGNORECASE)


def where(profile: Profile, language: str) -> dict[str, Any]:
    """The places, as they stand after “in”; all else that is said of where and how, as it stands after a comma."""
    named, is_remote = places_named(profile)
    mode = profile.work_mode
    if mode and (not named or any(name_key(each) in name_key(mode) for each in named)):
        # In a language that writes all its nouns with a capital, a place is what is named as one.
        known = tuple(map(name_key, named or (profile.location or mode,)))
        is_place = _PLACE.match(mode) if language == "en" else name_key(mode).startswith(known)
        places = (mode,) if is_place else ()
        return {"places": places, "elsewhere": (), "is_remote": False, "work_mode": None if places else mode}
    elsewhere = tuple(each for each in named if not _PLACE.match(each))
    named = tuple(each for each in named if each not in elsewhere)
    return {"places": named, "elsewhere": elsewhere, "is_remote": is_remote, "work_mode": mode}


def from_when(profile: Profile, language: str) -> dict[str, Any]:
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
