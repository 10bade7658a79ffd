"""Who belongs to the current employer of a confidential search, and who may: they are not written to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jobnet.facts.people import mentions, person_key
from jobnet.facts.readers import Reader
from jobnet.frozen import dataclass
from jobnet.profile.domains import typed_domain
from jobnet.profile.emitting import flow
from jobnet.profile.employer import Likeness
from jobnet.profile.model import Contact, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.employer import EmployerNames
    from jobnet.profile.model import Profile


@dataclass(frozen=True)
class EmployerTie:
    """What ties somebody to the current employer."""

    says: str
    """"works at Corvane Foods"."""
    name: str
    """The company or domain that does."""
    is_sure: bool = True
    """Else it looks like the employer's, and the user has said neither yes nor no."""


def employer_ties(snapshot: Snapshot, who: Contact | Person | Reader) -> tuple[EmployerTie, ...]:
    """All that ties somebody to the employer of a confidential search, what is sure first."""
    profile = snapshot.profile
    employer = profile.employer if profile.search.confidential else None
    if employer is None:
        return ()
    contact = who if isinstance(who, Contact) else who.contact
    person = who if isinstance(who, Person) else who.person if isinstance(who, Reader) else None
    key = who.key if isinstance(who, Reader) else person_key(who) if isinstance(who, Person) else who.key
    addresses = (who.email, contact.email if contact else None, person.email if person else None)
    found = (
        *_ties_of_work(employer, contact, person),
        *_ties_of_addresses(employer, filter(None, addresses), who.name, (contact and contact.company) or ""),
        *_ties_of_applications(snapshot, key),
    )
    return tuple(sorted(dict.fromkeys(found), key=lambda tie: not tie.is_sure))


def _ties_of_work(employer: EmployerNames, contact: Contact | None, person: Person | None) -> Iterator[EmployerTie]:
    if contact and contact.company and (likeness := employer.of_company(contact.company)):
        is_sure = likeness is Likeness.SURE
        yield EmployerTie(f"works at {contact.company}", contact.company, is_sure)
    for title in dict.fromkeys(each.title for each in (contact, person) if each and each.title):
        likeness, name = employer.of_title(title)
        if likeness:
            yield EmployerTie(f"is “{title}”", name, is_sure=False)
    for line in contact.post if contact else ():
        if employer.of_company(line) is Likeness.SURE or employer.holds_whole_name(line):
            yield EmployerTie(f"gets letters at {line}", line, is_sure=False)
    if contact and employer.of_role(contact.name):
        yield EmployerTie(f"is called {contact.name}", contact.name, is_sure=False)


def _ties_of_addresses(
    employer: EmployerNames, addresses: Iterable[str], name: str, company: str
) -> Iterator[EmployerTie]:
    for address in dict.fromkeys(addresses):
        likeness, where = employer.of_address(address, name, company)
        if likeness:
            says = f"has an address at {where}" if "@" not in where else f"has the address {where}"
            yield EmployerTie(says, where, likeness is Likeness.SURE)


def _ties_of_applications(snapshot: Snapshot, key: str) -> Iterator[EmployerTie]:
    """Whoever hires or interviews at the employer works there, whatever their address says."""
    met = snapshot.once("met at the employer", lambda: _met_at_the_employer(snapshot.profile))
    for company in met.get(key, ()) if key else ():
        yield EmployerTie(f"is met in your application at {company}", company)


def _met_at_the_employer(profile: Profile) -> Mapping[str, list[str]]:
    """By `person_key`, the applications at the current employer that name somebody, by their company."""
    met: dict[str, list[str]] = defaultdict(list)
    for application in profile.applications:
        if is_current_employer(profile, application.company):
            for key in {person_key(person) for _, person in mentions(application)}:
                met[key].append(application.company)
    return met


def employer_reason(snapshot: Snapshot, who: Contact | Person | Reader) -> str | None:
    """Why this person must not hear of a confidential search: what ties them to the current employer."""
    ties = employer_ties(snapshot, who)
    if not ties or ties[0].is_sure:
        return ties[0].says if ties else None
    return f"{ties[0].says}, which looks like your employer"


def how_to_deny(profile: Profile, ties: tuple[EmployerTie, ...]) -> str:
    """The line to write where somebody only looks as if they belonged to the employer; else nothing."""
    if not ties or any(tie.is_sure for tie in ties):
        return ""
    names = dict.fromkeys((*profile.search.not_employer, *(tie.name for tie in ties)))
    return f"If it is not, write under `search:` the line `not_employer: {flow(tuple(names))}`."


def may_hear_from(snapshot: Snapshot, who: Contact | Person | Reader) -> bool:
    """Whether the seeker may write to this person at all: not where a confidential search could be found out."""
    return not employer_ties(snapshot, who)


def is_at_employer(snapshot: Snapshot, who: Contact | Person | Reader) -> bool:
    """Whether this person surely belongs to the employer of a confidential search."""
    return any(tie.is_sure for tie in employer_ties(snapshot, who))


def is_current_employer(profile: Profile, company: str) -> bool:
    """Whether this company is the current employer, one of its aliases, or a part of it by name."""
    employer = profile.employer
    if employer is None:
        return False
    likeness = employer.of_company(company)
    return likeness is Likeness.SURE or (likeness is Likeness.NEAR and employer.holds_whole_name(company))


def looks_like_the_employers(profile: Profile, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the seeker's own addresses, links and servers that seem to be at the employer, which may read them."""
    employer = profile.employer
    if employer is None:
        return ()
    own = [(name, name if "@" in name else typed_domain(name)) for name in dict.fromkeys(names)]
    return tuple(name for name, address in own if address and employer.of_address(address, profile.name)[0])
