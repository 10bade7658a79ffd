"""Which contacts work at, or know people at, each company the seeker hopes for; and which companies nobody covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from jobnet.frozen import dataclass
from jobnet.profile.model import Company, CompanyStatus, Contact, Profile, Tier
from jobnet.profile.names import company_key


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
    places, acquaintances = _by_company(profile)
    asked = _targets(profile) if companies is None else tuple(companies)
    return tuple(_coverage(profile, each, places, acquaintances) for each in asked)


def _targets(profile: Profile) -> tuple[Company, ...]:
    open_to = [each for each in profile.target_companies if each.status is not CompanyStatus.DROPPED]
    return tuple(sorted(open_to, key=lambda company: company.tier is not Tier.A))


def _coverage(
    profile: Profile,
    asked: Company | str,
    places: Mapping[str, list[Contact]],
    acquaintances: Mapping[str, list[Contact]],
) -> Coverage:
    name = asked if isinstance(asked, str) else asked.name
    keys = profile.company_keys(name)
    works = _once(contact for key in sorted(keys) for contact in places.get(key, ()))
    knows = _once(contact for key in sorted(keys) for contact in acquaintances.get(key, ()))
    inside = {contact.key for contact in works}
    return Coverage(
        company=name,
        is_target=profile.target(name) is not None,
        works_there=works,
        knows_people=tuple(contact for contact in knows if contact.key not in inside),
    )


def _by_company(profile: Profile) -> tuple[Mapping[str, list[Contact]], Mapping[str, list[Contact]]]:
    places: dict[str, list[Contact]] = defaultdict(list)
    acquaintances: dict[str, list[Contact]] = defaultdict(list)
    for contact in profile.contacts:
        if contact.company:
            places[company_key(contact.company)].append(contact)
        for known in contact.knows:
            acquaintances[company_key(known)].append(contact)
    return places, acquaintances


def _once(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    return tuple({contact.key: contact for contact in contacts}.values())
