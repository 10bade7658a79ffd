"""What there is to ask a reader about."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from jobnet.facts.disclosure import companies_shown, insider_company, standing_at
from jobnet.facts.progress import TALKS
from jobnet.facts.readers import knows_people_at
from jobnet.facts.referrals import as_it_stands
from jobnet.frozen import dataclass
from jobnet.profile.model import Company, CompanyStatus

if TYPE_CHECKING:
    from jobnet.facts.disclosure import CompanyStanding
    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Profile, Referral


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
    contact = reader.contact
    return Askable(
        companies=tuple(standing for _, standing in standings),
        known=tuple(standing for each, standing in standings if knows_people_at(profile, contact, each.name)),
        own=_own(profile, reader),
        leads=leads,
    )


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


def _with_talks_elsewhere(snapshot: Snapshot) -> list[Company]:
    """Where a talk is coming at a company that is no target."""
    elsewhere = (each for each in snapshot.progress if snapshot.profile.target(each.application.company) is None)
    wanted = (each for each in elsewhere if each.application.wanted)
    return [Company(each.application.company) for each in wanted if any(e.stage in TALKS for e in each.planned)]
