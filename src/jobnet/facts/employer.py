"""Who belongs to the current employer of a confidential search, and who may: they are not written to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from jobnet.facts.people import mentions, person_key
from jobnet.facts.readers import Reader
from jobnet.frozen import dataclass
from jobnet.profile.addresses import address_key, domain_of, typed_domain
from jobnet.profile.emitting import flow
from jobnet.profile.employer import EmployerNames, Likeness
from jobnet.profile.model import Contact, Person, Profile, Relationship
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jobnet.facts.snapshot import Snapshot


@dataclass(frozen=True)
class EmployerTie:
    """What ties somebody to the current employer."""

    says: str
    """"works at Corvane Foods"."""
    name: str
    """The company, domain or address that does."""
    is_sure: bool = True
    """Else it looks like the employer's, and the user has said neither yes nor no."""
    is_personal: bool = False
    """Whether the doubt is about this person, and not about a name or a domain."""


def employer_ties(snapshot: Snapshot, who: Contact | Person | Reader) -> tuple[EmployerTie, ...]:
    """All that ties somebody to the employer of a confidential search, what is sure first."""
    profile = snapshot.profile
    employer = profile.employer if profile.search.confidential else None
    if employer is None:
        return ()
    contact = who if isinstance(who, Contact) else who.contact
    person = who if isinstance(who, Person) else who.person if isinstance(who, Reader) else None
    key = who.key if isinstance(who, Reader) else person_key(who) if isinstance(who, Person) else who.key
    mentioned = (person for application in profile.applications for _, person in mentions(application))
    named = [each for each in mentioned if person_key(each) == key] if key else []
    addresses = (who.email, contact.email if contact else None, *(each.email for each in (person, *named) if each))
    found = (
        *_ties_of_work(employer, contact, person),
        *_ties_of_addresses(employer, filter(None, addresses), who.name, (contact and contact.company) or ""),
        *_ties_of_applications(snapshot, key),
        *_ties_of_others(profile, employer, who, contact),
        *(_ties_of_dealings(profile, employer, contact) if contact else ()),
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
    firsts = contact.post[:-1] or contact.post if contact else ()  # the last line is a town
    for line in contact.post if contact else ():
        is_named = employer.holds_name(line) or (line in firsts and employer.first_word_in(line.split(" ")[0]))
        if employer.of_company(line) is Likeness.SURE or (is_named and not employer.denies(line)):
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
    for says, company, is_sure in snapshot.once(_met_at_the_employer).get(key, ()) if key else ():
        yield EmployerTie(f"{says} {company}", company, is_sure)


def _met_at_the_employer(snapshot: Snapshot) -> Mapping[str, list[tuple[str, str, bool]]]:
    """By `person_key`, what names somebody at what is or looks like the employer: in which words, company, if sure."""
    met: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    profile = snapshot.profile
    for application in profile.applications:
        if likeness := employer_likeness(profile, application.company):
            for key in {person_key(person) for _, person in mentions(application)}:
                met[key].append(("is met in your application at", application.company, likeness is Likeness.SURE))
    for referral in profile.referrals:
        named = profile.contacts_by_name.get(name_key(referral.to), ()) if referral.to and referral.company else ()
        for contact in named:
            if not contact.company and referral.company and (likeness := employer_likeness(profile, referral.company)):
                met[contact.key].append(
                    ("was named to you as somebody of", referral.company, likeness is Likeness.SURE)
                )
    return met


def _ties_of_others(
    profile: Profile, employer: EmployerNames, who: Contact | Person | Reader, contact: Contact | None
) -> Iterator[EmployerTie]:
    """Two records may be of one person, and two people share a mailbox: what one may not hear goes to neither."""
    same_box = profile.contacts_by_mailbox.get(address_key(who.email), ()) if who.email else ()
    for other in same_box:
        for tie in _own_ties(employer, other) if other != contact else ():
            yield replace(tie, says=f"shares an address with {other.name}, who {tie.says}")
    for other in profile.contacts_by_name.get(name_key(who.name), ()):
        for tie in _own_ties(employer, other) if contact and other != contact and other not in same_box else ():
            says = f"has the name of somebody in your contacts who {tie.says}"
            yield from _personally(employer, who, says) if tie.is_sure else (replace(tie, says=says),)
    domain = domain_of(who.email) if who.email else ""
    colleague = profile.colleague_at.get(domain)
    if colleague and colleague != contact and not employer.denies(domain):
        says = f"has an address at {domain}, as {colleague.name} of {colleague.company} has"
        yield EmployerTie(says, domain, is_sure=False)


def _own_ties(employer: EmployerNames, contact: Contact) -> Iterator[EmployerTie]:
    yield from _ties_of_work(employer, contact, None)
    if contact.email:
        yield from _ties_of_addresses(employer, [contact.email], contact.name, contact.company or "")


def _ties_of_dealings(profile: Profile, employer: EmployerNames, contact: Contact) -> Iterator[EmployerTie]:
    """What else the profile says of a contact: where they were met, for whom they recruit, in which group they are."""
    for touch in profile.meetings_at_theirs.get(contact.key, ()) if not contact.company else ():
        if touch.company and (likeness := employer.of_company(touch.company)):
            says = f"was met as somebody of {touch.company} on {touch.date}"
            yield EmployerTie(says, touch.company, likeness is Likeness.SURE)
    for group in contact.groups:
        likeness = employer.of_company(group)
        is_named = employer.holds_whole_name(group) or employer.first_word_in(group.title())
        if likeness is Likeness.SURE or (likeness and is_named):
            yield EmployerTie(f"is in your group “{group}”", group, is_sure=False)
    met = contact.how_we_met if not contact.company else None
    if met and (employer.first_word_in(met) or employer.holds_name(met)):
        yield from _personally(employer, contact, f"is somebody of whom you say “{met.rstrip('.')}”")
    for company in contact.knows if contact.relationship is Relationship.RECRUITER_AGENCY else ():
        if employer.of_company(company):
            yield from _personally(employer, contact, f"is a recruiter who knows people at {company}")


def _personally(employer: EmployerNames, who: Contact | Person | Reader, says: str) -> Iterator[EmployerTie]:
    """A doubt about one person, which their address or name under `not_employer` settles."""
    if not any(employer.denies(each) for each in (who.email, who.name) if each):
        yield EmployerTie(says, who.email or who.name, is_sure=False, is_personal=True)


def employer_reason(snapshot: Snapshot, who: Contact | Person | Reader) -> str | None:
    """Why this person must not hear of a confidential search: what ties them to the current employer."""
    ties = employer_ties(snapshot, who)
    if not ties or ties[0].is_sure:
        return ties[0].says if ties else None
    return f"{ties[0].says}{' and may belong to' if ties[0].is_personal else ', which looks like'} your employer"


def how_to_deny(profile: Profile, ties: tuple[EmployerTie, ...]) -> str:
    """What to write where somebody only looks as if they belonged to the employer; else nothing."""
    if not ties or any(tie.is_sure for tie in ties):
        return ""
    employers_own = [tie for tie in ties if not tie.is_personal and is_surely_the_employers(profile, tie.name)]
    if employers_own:
        return f"If they are not there any more, take “{employers_own[0].name}” out of what you say of them."
    names = dict.fromkeys((*profile.search.not_employer, *(tie.name for tie in ties)))
    what = "they do" if ties[0].is_personal else "it is"
    return f"If {what} not, write under `search:` the line `not_employer: {flow(tuple(names))}`."


def may_hear_from(snapshot: Snapshot, who: Contact | Person | Reader) -> bool:
    """Whether the seeker may write to this person at all: not where a confidential search could be found out."""
    return not employer_ties(snapshot, who)


def is_at_employer(snapshot: Snapshot, who: Contact | Person | Reader) -> bool:
    """Whether this person surely belongs to the employer of a confidential search."""
    return any(tie.is_sure for tie in employer_ties(snapshot, who))


def employer_likeness(profile: Profile, company: str) -> Likeness:
    """How much a company looks like the current employer; one that has its whole name in its own is a part of it."""
    employer = profile.employer
    likeness = employer.of_company(company) if employer else Likeness.NONE
    return Likeness.SURE if likeness and employer and employer.is_part(company) else likeness


def is_surely_the_employers(profile: Profile, name: str) -> bool:
    """Whether this is a name of the employer itself, which nobody can deny."""
    return profile.employer is not None and profile.employer.of_company(name) is Likeness.SURE


def is_current_employer(profile: Profile, company: str) -> bool:
    """Whether this company is the current employer, one of its aliases, or a part of it by name."""
    return employer_likeness(profile, company) is Likeness.SURE


def is_held_back(profile: Profile, company: str) -> bool:
    """Whether letters of a confidential search are silent about this company: it is the employer, or looks like it."""
    return profile.search.confidential and bool(employer_likeness(profile, company))


def looks_like_the_employers(profile: Profile, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the seeker's own addresses, links and servers that seem to be at the employer, which may read them."""
    employer = profile.employer
    if employer is None:
        return ()
    own = [(name, name if "@" in name else typed_domain(name)) for name in dict.fromkeys(names)]
    return tuple(name for name, address in own if address and employer.of_address(address, profile.name)[0])
