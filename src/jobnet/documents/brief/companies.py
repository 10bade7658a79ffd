"""Which of the companies that a reader may be asked about stand in the brief, and where things stand there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jobnet.documents.brief.situations import BriefKind
from jobnet.errors import JobnetError
from jobnet.facts.company_standing import standing_at
from jobnet.profile.model import Company, Relationship

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobnet.documents.brief.askable import Askable
    from jobnet.facts.company_standing import CompanyStanding
    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Profile

_MOST = {
    BriefKind.OUTSIDE: 7,
    BriefKind.FRIEND: 3,
    BriefKind.PHONE: 3,
    BriefKind.ADVICE: 3,
    BriefKind.RECONNECT: 3,
}
"""How many companies a reader is asked about, where it is not the usual number."""
_QUIET_FIRST = frozenset({BriefKind.RECONNECT, BriefKind.ADVICE})
"""Where the companies are named in a question, and have no room for a story."""
_OF_ONE_COMPANY = frozenset({BriefKind.EMPLOYER, BriefKind.INSIDER})
_ABOUT_KNOWN = frozenset({BriefKind.KNOWS, BriefKind.RECONNECT})
_SUBJECT, _SUBJECT_NAME, _SUBJECT_NAMES = 60, 34, 37
"""Letters that a subject has room for: in all, and beside the words of the template."""


def asked_about(snapshot: Snapshot, reader: Reader, situation: BriefKind, found: Askable) -> dict[str, Any]:
    """The companies of this letter, as `Brief` holds them."""
    own = _standing_of_own(snapshot, reader, found.own) if situation in _OF_ONE_COMPANY else None
    coming = min((each for each in found.companies if each.next_on), key=_next_day, default=None)
    listed = _still_once(_listed(snapshot.profile, reader, situation, found, coming))
    known = sorted(found.known, key=lambda each: not each.next_on)[:2] if situation in _ABOUT_KNOWN else []
    told = _still_once([each for each in known if each.has_story])
    quiet = tuple(each.short for each in known if not each.has_story)
    names = tuple(each.short for each in (*told, *(each for each in known if not each.has_story)))
    others = [each.short for each in found.companies if each not in found.known and not each.has_story]
    short = own.short if own else next(iter((*names, *(each.short for each in listed))), None)
    return {
        "companies": listed,
        "are_several": len(listed) > 1,
        "are_two": len(names if situation in _ABOUT_KNOWN and names else listed) == 2,
        "company_names": tuple(each.short for each in listed),
        "stories": tuple(each for each in listed if each.has_story and each != coming),
        "coming": (coming,) if coming and situation not in _OF_ONE_COMPANY else (),
        "known": told,
        "quiet": quiet,
        "others": tuple(others[:3]) if situation is BriefKind.KNOWS else (),
        "asks_for_name": bool(quiet) or any(not (each.next_on or each.is_waiting) for each in told),
        "company": own,
        "why": found.own.why if own and found.own and not own.has_story else None,
        "has_other_targets": len(snapshot.profile.target_companies) > 1,
        "subject_company": short if short and len(short) <= _SUBJECT_NAME else None,
        "subject_companies": _for_subject([each.short for each in listed]) if listed else _both_in_subject(names),
    }


def _listed(
    profile: Profile, reader: Reader, situation: BriefKind, found: Askable, coming: CompanyStanding | None
) -> list[CompanyStanding]:
    if situation in _OF_ONE_COMPANY or situation in {BriefKind.RECRUITER, BriefKind.KNOWS}:
        return []
    companies = list(found.companies)
    if situation in _QUIET_FIRST:
        quiet = [each for each in companies if not each.has_story]
        is_mentor = reader.contact is not None and reader.contact.relationship is Relationship.MENTOR
        companies = companies if is_mentor else quiet or ([] if situation is BriefKind.ADVICE else companies)
    most = min(_MOST.get(situation, 10), profile.rules.limits["brief_companies"])
    if situation is BriefKind.FRIEND and found.top == 2:
        most = 2
    first = companies[:most]
    if situation in {BriefKind.FRIEND, BriefKind.PHONE} and coming and coming not in first:
        first = [coming, *first[:-1]]
    return first


def _still_once(standings: Sequence[CompanyStanding]) -> tuple[CompanyStanding, ...]:
    """Only the first that ended says that the seeker would still like to work there."""
    first = next((each for each in standings if each.still), None)
    return tuple(replace(each, still=each is first) if each.still else each for each in standings)


def _next_day(standing: CompanyStanding) -> dt.date:
    return standing.next_on or dt.date.max


def _for_subject(names: Sequence[str]) -> tuple[str, ...]:
    """Two names, or the first alone, as a subject line has room."""
    fitting = (tuple(names[:count]) for count in (2, 1))
    return next((each for each in fitting if each and len(" or ".join(each)) <= _SUBJECT_NAMES), ())


def _both_in_subject(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(names) if len(names) == 2 and len(" and ".join(names)) <= _SUBJECT else ()


def _standing_of_own(snapshot: Snapshot, reader: Reader, own: Company | None) -> CompanyStanding | None:
    if own is None:
        return None
    standing = standing_at(snapshot, reader, own)
    if standing is None:
        raise JobnetError(
            f"{own.spoken} has made you an offer: until you have answered it, there is nothing to ask {reader.name} "
            "about them.",
            rule="profile",
        )
    return standing
