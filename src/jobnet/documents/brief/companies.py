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
from jobnet.profile.model import Company, CompanyStatus, Relationship, Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobnet.facts.company_standing import CompanyStanding
    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Profile, Referral

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


@dataclass(frozen=True)
class Askable:
    """The companies that this reader may be asked about, in the order of their weight."""

    companies: tuple[CompanyStanding, ...]
    known: tuple[CompanyStanding, ...]
    """Those of them where the reader knows people."""
    top: int
    """How many of them matter most (tier A)."""
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
    contact = reader.contact
    return Askable(
        companies=tuple(standing for _, standing in standings),
        known=tuple(standing for each, standing in standings if knows_people_at(profile, contact, each.name)),
        top=sum(each.tier is Tier.A for each, _ in standings),
        own=_own(profile, reader),
        leads=leads,
    )


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
        "are_two": len(names if situation in _ABOUT_KNOWN and names else listed) == 2,  # noqa: PLR2004
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
    if situation is BriefKind.FRIEND and found.top == 2:  # noqa: PLR2004
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
    return tuple(names) if len(names) == 2 and len(" and ".join(names)) <= _SUBJECT else ()  # noqa: PLR2004


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
