"""Which companies a brief asks about, and where things stand there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jobnet.documents.brief.situations import BriefKind
from jobnet.errors import JobnetError
from jobnet.facts.company_standing import TALKS, standing_at
from jobnet.facts.disclosure import companies_shown, insider_company
from jobnet.facts.readers import knows_people_at
from jobnet.facts.referrals import as_it_stands
from jobnet.frozen import dataclass
from jobnet.profile.model import Company, CompanyStatus, Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobnet.facts.company_standing import CompanyStanding
    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Profile, Referral

_MOST = {BriefKind.OUTSIDE: 7, BriefKind.FRIEND: 5, BriefKind.KNOWS: 5, BriefKind.ADVICE: 3, BriefKind.RECONNECT: 3}
"""How many companies a reader is told of, where it is not the usual number."""
_OF_ONE_COMPANY = frozenset({BriefKind.EMPLOYER, BriefKind.INSIDER})
_ABOUT_KNOWN = frozenset({BriefKind.KNOWS, BriefKind.RECONNECT})
_NEAR = frozenset({BriefKind.FRIEND, BriefKind.OUTSIDE})
_QUESTIONS_ONLY = frozenset({BriefKind.ADVICE, BriefKind.RECONNECT})
"""Where companies are named in one question, which has no room for a story."""
_IN_A_SENTENCE = 3
_SUBJECT_NAME, _SUBJECT_NAMES = 34, 37
"""Letters that a subject has room for beside the words of the template."""


@dataclass(frozen=True)
class Askable:
    """The companies that this reader may be asked about, in the order of their weight."""

    companies: tuple[CompanyStanding, ...]
    known: tuple[CompanyStanding, ...]
    """Those of them where the reader knows people."""
    own: Company | None
    """The company of the search where the reader works."""
    leads: tuple[Referral, ...]
    """The names and leads that the reader has given, the newest first."""


def askable(snapshot: Snapshot, reader: Reader) -> Askable:
    """What there is to ask this reader about: not where they have given a name, nor where they must not ring."""
    profile = snapshot.profile
    leads = _leads(snapshot, reader)
    given = [each.company for each in leads if each.company]
    targets = [*_with_talks_elsewhere(snapshot), *companies_shown(profile, reader)]
    asked = [each for each in targets if not any(profile.same_company(each.name, name) for name in given)]
    standings = [(each, standing) for each in asked if (standing := standing_at(snapshot, reader, each))]
    return Askable(
        companies=tuple(standing for _, standing in standings),
        known=tuple(standing for each, standing in standings if knows_people_at(profile, reader.contact, each.name)),
        own=_own(profile, reader),
        leads=leads,
    )


def asked_about(snapshot: Snapshot, reader: Reader, situation: BriefKind, found: Askable) -> dict[str, Any]:
    """The companies of this letter, as `Brief` holds them."""
    own = _standing_of_own(snapshot, reader, found.own) if situation in _OF_ONE_COMPANY else None
    known = sorted(found.known, key=lambda each: not each.next_on)[:2] if situation in _ABOUT_KNOWN else []
    near = [each for each in found.known if situation in _NEAR and not each.has_story]
    listed = _still_once([each for each in _listed(snapshot, situation, found) if each not in (*known, *near)])
    quiet = tuple(each.short for each in listed if not each.has_story)
    names = [each.short for each in (own, *known, *near) if each] or list(quiet)
    return {
        "companies": quiet,
        "are_many": len(quiet) > _IN_A_SENTENCE,
        "known": _still_once(known),
        "asks_for_name": bool(quiet) or any(not (each.next_on or each.is_waiting) for each in known),
        "known_names": tuple(each.short for each in near),
        "coming": tuple(
            sorted((each for each in listed if each.next_on), key=lambda each: each.next_on or dt.date.max)
        ),
        "waiting": tuple(each.short for each in listed if each.is_waiting),
        "applied": tuple(each.short for each in listed if each.is_applied),
        "in_touch": tuple(each.short for each in listed if each.is_in_touch),
        "tried": tuple(each.short for each in listed if each.is_over),
        "said_no": tuple(each for each in listed if each.said_no),
        "in_field": reader.in_field,
        "company": own,
        "is_top": bool(own and found.own and found.own.tier is Tier.A),
        "why": found.own.why if own and found.own and not own.said_no else None,
        "people_wanted": found.own.people_wanted if own and found.own else (),
        "subject_companies": () if snapshot.profile.search.confidential else _fitting(names),
    }


def _listed(snapshot: Snapshot, situation: BriefKind, found: Askable) -> list[CompanyStanding]:
    """Those of which this reader is told: the next talk always."""
    if situation in _OF_ONE_COMPANY or situation is BriefKind.RECRUITER:
        return []
    most = min(_MOST.get(situation, 10), snapshot.profile.rules.limits["brief_companies"])
    if situation in _QUESTIONS_ONLY:
        coming = [each for each in found.companies if each.next_on][:1]
        return [*coming, *[each for each in found.companies if not each.has_story][:most]]
    first = list(found.companies[:most])
    coming = [each for each in found.companies[most:] if each.next_on]
    return [*first[: most - len(coming)], *coming]


def _still_once(standings: Sequence[CompanyStanding]) -> tuple[CompanyStanding, ...]:
    """Only the first that said no says that the seeker would still like to work there."""
    first = next((each for each in standings if each.still), None)
    return tuple(replace(each, still=each is first) if each.still else each for each in standings)


def _fitting(names: Sequence[str]) -> tuple[str, ...]:
    """Two names, or the first alone, as a subject line has room."""
    if len(names) > 1 and len(" and ".join(names[:2])) <= _SUBJECT_NAMES:
        return tuple(names[:2])
    return tuple(names[:1]) if names and len(names[0]) <= _SUBJECT_NAME else ()


def _leads(snapshot: Snapshot, reader: Reader) -> tuple[Referral, ...]:
    today = snapshot.today
    given = [
        as_it_stands(snapshot.profile, each, today)
        for each in snapshot.referrals.get(reader.key, ())
        if (each.to or each.company) and (each.received or today) <= today
    ]
    return tuple(sorted(given, key=lambda each: each.received or dt.date.min, reverse=True))


def _own(profile: Profile, reader: Reader) -> Company | None:
    """The company of the search where this reader works, unless the seeker has given it up."""
    name = insider_company(profile, reader)
    if name is None:
        return None
    target = profile.target(name)
    applications = tuple(profile.applications_at(name))
    if target and target.status in {CompanyStatus.PAUSED, CompanyStatus.DROPPED}:
        return None
    return None if applications and not any(each.wanted for each in applications) else target or Company(name)


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


def _with_talks_elsewhere(snapshot: Snapshot) -> list[Company]:
    """Where a talk is coming at a company that is no target."""
    elsewhere = (each for each in snapshot.progress if snapshot.profile.target(each.application.company) is None)
    wanted = (each for each in elsewhere if each.application.wanted)
    return [Company(each.application.company) for each in wanted if any(e.stage in TALKS for e in each.planned)]
