"""Which contacts work at, or know people at, each company the seeker hopes for; and which companies nobody covers."""

from __future__ import annotations

from collections.abc import Iterable

from jobnet.facts.readers import knows_people_at, works_at
from jobnet.frozen import dataclass
from jobnet.profile.model import Company, CompanyStatus, Contact, Profile, Tier


@dataclass(frozen=True)
class Coverage:
    """Who could help with one company."""

    company: str
    is_target: bool
    works_there: tuple[Contact, ...]
    knows_people: tuple[Contact, ...]

    @property
    def is_covered(self) -> bool:
        return bool(self.works_there or self.knows_people)


def who(profile: Profile, companies: Iterable[Company | str] | None = None) -> tuple[Coverage, ...]:
    """Who covers these companies; by default every target not given up, tier A first."""
    if companies is None:
        by_tier = sorted(profile.target_companies, key=lambda each: each.tier is not Tier.A)
        companies = [each for each in by_tier if each.status is not CompanyStatus.DROPPED]
    return tuple(_coverage(profile, each if isinstance(each, str) else each.name) for each in companies)


def _coverage(profile: Profile, company: str) -> Coverage:
    works = tuple(each for each in profile.contacts if works_at(profile, each, company))
    knows = tuple(each for each in profile.contacts if each not in works and knows_people_at(profile, each, company))
    return Coverage(company, profile.target(company) is not None, works, knows)
