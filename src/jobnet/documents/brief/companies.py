"""Which companies a brief asks about, and where things stand there."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jobnet.documents.brief.situations import BriefKind
from jobnet.documents.subjects import fitting
from jobnet.errors import JobnetError
from jobnet.facts.disclosure import standing_at
from jobnet.patterns import pattern
from jobnet.profile.model import Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobnet.documents.brief.askable import Askable
    from jobnet.facts.disclosure import CompanyStanding
    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Company, Prose

_MOST = {BriefKind.OUTSIDE: 7, BriefKind.FRIEND: 5, BriefKind.KNOWS: 5, BriefKind.ADVICE: 3, BriefKind.RECONNECT: 3}
"""How many companies a reader is told of, where it is not the usual number."""
_OF_ONE_COMPANY = frozenset({BriefKind.EMPLOYER, BriefKind.INSIDER})
_NAMES_KNOWN = frozenset({BriefKind.KNOWS, BriefKind.FRIEND, BriefKind.OUTSIDE})
_QUESTIONS_ONLY = frozenset({BriefKind.ADVICE, BriefKind.RECONNECT})
"""Where companies are named in one question, which has no room for a story."""
_OF_THEM = pattern(r"\b(?:they|their|them|theirs)\b", re.IGNORECASE)
_SAYS_WHY = frozenset({BriefKind.STANDARD, BriefKind.FRIEND, BriefKind.OUTSIDE, BriefKind.GENERAL})
_IN_ONE_SENTENCE = _QUESTIONS_ONLY | {BriefKind.KNOWS}
_IN_A_SENTENCE = 3


def asked_about(snapshot: Snapshot, reader: Reader, situation: BriefKind, found: Askable) -> dict[str, Any]:
    """The companies of this letter, as `Brief` holds them."""
    own = _standing_of_own(snapshot, reader, found.own) if situation in _OF_ONE_COMPANY else None
    known = sorted(found.known, key=lambda each: not each.next_on)[:2] if situation in _NAMES_KNOWN else []
    listed = [each for each in _listed(snapshot, situation, found) if each not in known]
    if situation is BriefKind.RECONNECT:
        listed = [each for each in found.known if not each.has_story][:2] or listed
    coming = min((each for each in listed if each.next_on), key=_next_on, default=None)
    listed = [each for each in listed if each is not coming]
    top = _most_wanted(snapshot, listed) if situation in _SAYS_WHY else None
    quiet = tuple(each.short for each in listed if not each.has_story)
    is_sentence = situation in _IN_ONE_SENTENCE or (len(quiet) == len(listed) <= _IN_A_SENTENCE)
    names = [each.short for each in (own, *known) if each] or list(quiet)
    return {
        "companies": _still_once(listed),
        "names": quiet if is_sentence else (),
        "known": tuple(replace(each, why=_why(snapshot, each)) for each in _still_once(known)),
        "asks_for_name": bool(quiet) or any(not (each.next_on or each.is_waiting) for each in known),
        "next": coming,
        "company": own,
        "is_top": bool(own and found.own and found.own.tier is Tier.A),
        "why": (_to_them(found.own.why) if found.own and own and not own.said_no else None) or (top and top.why),
        "top": top.spoken if top else None,
        "people_wanted": found.own.people_wanted if own and found.own else (),
        "subject_companies": () if snapshot.profile.search.confidential else fitting(names),
    }


def _why(snapshot: Snapshot, standing: CompanyStanding) -> Prose | None:
    target = snapshot.profile.target(standing.short)
    return target.why if target and not standing.said_no else None


def _to_them(why: Prose | None) -> Prose | None:
    """A reason that can be said to somebody who works there: not one about "them"."""
    return None if why is None or _OF_THEM.search(why) else why


def _most_wanted(snapshot: Snapshot, listed: Sequence[CompanyStanding]) -> Company | None:
    """The first company of the first tier, if there is a reason to tell and they have not said no."""
    shorts = {each.short for each in listed if not each.said_no}
    tops = (each for each in snapshot.profile.target_companies if each.tier is Tier.A and each.why)
    return next((each for each in tops if each.spoken in shorts), None)


def _listed(snapshot: Snapshot, situation: BriefKind, found: Askable) -> list[CompanyStanding]:
    """Those of which this reader is told: the next talk always."""
    if situation in _OF_ONE_COMPANY or situation is BriefKind.RECRUITER:
        return []
    most = min(_MOST.get(situation, 10), snapshot.profile.rules.limits["brief_companies"])
    tellable = [
        each for each in found.companies if situation not in _QUESTIONS_ONLY or each.next_on or not each.has_story
    ]
    coming = [each for each in tellable[most:] if each.next_on]
    return [*tellable[: most - len(coming)], *coming]


def _still_once(standings: Sequence[CompanyStanding]) -> tuple[CompanyStanding, ...]:
    """Only one says that the seeker would still like to work there."""
    first = next((each for each in standings if each.still), None)
    return tuple(replace(each, still=each is first) for each in standings)


def _next_on(standing: CompanyStanding) -> dt.date:
    return standing.next_on or dt.date.max


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
