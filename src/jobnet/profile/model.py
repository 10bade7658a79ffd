"""The profile as it was read, and what is asked of it as a whole. The door to all that may be in it."""

# isort: off
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, TypeVar

from jobnet.frozen import dataclass
from jobnet.profile.field_types import EmailAddress, Lines, Links, Name, Names, Phrase, Phrases, Several, Texts
from jobnet.profile.names import company_key, name_key, unsigned, without_brackets
from jobnet.profile.nouns import (
    NOWHERE, Application, Company, Contact, Employer, Event, Impression, News, Offer, OfferInReturn, Person,
    PublicLabel, Referral, Resume, Rules, Search, Title, Touchpoint,
)  # fmt: skip
from jobnet.profile.rules import CADENCE, LIMITS, RULE_IDS, UNSILENCEABLE
from jobnet.profile.vocabulary import (
    EN_US, ENDS, TURN_DOWNS, CompanyStatus, Direction, Disclosure, EventFormat, Locale, NewsSource, PartialDate, Prose,
    Relationship, Stage, Tie, Tier, TouchKind, Updates, Url,
)  # fmt: skip
from jobnet.yamltext.schema import OneOrMore

# isort: on

if TYPE_CHECKING:
    from jobnet.profile.employer import EmployerNames

__all__ = [
    "CADENCE", "ENDS", "EN_US", "LIMITS", "NOWHERE", "RULE_IDS", "TURN_DOWNS", "UNSILENCEABLE", "Application",
    "Company", "CompanyStatus", "Contact", "Direction", "Disclosure", "Employer", "Event", "EventFormat", "Impression",
    "Locale", "News", "NewsSource", "Offer", "OfferInReturn", "PartialDate", "Person", "Profile", "Prose",
    "PublicLabel", "Referral", "Relationship", "Resume", "Rules", "Search", "Stage", "Tie", "Tier", "Title",
    "TouchKind", "Touchpoint", "Updates", "Url",
]  # fmt: skip

_T = TypeVar("_T")
_GIVEN_UP = frozenset({CompanyStatus.PAUSED, CompanyStatus.DROPPED})


@dataclass(frozen=True)
class Profile:
    name: Annotated[Name, "Full name, as signed on a letter."]
    known_as: Annotated[Name | None, "Name used with people on first-name terms; default `name`."] = None
    pronouns: Annotated[Name | None, "The seeker's own (she/her), for sentences about them that others forward."] = None
    email: Annotated[EmailAddress | None, "Shown in the signature; the sender of mail."] = None
    phone: Annotated[Name | None, "Shown in the signature."] = None
    location: Annotated[str | None, "Shown in the signature."] = None
    address: Annotated[Lines, "Postal lines for printed letters."] = ()
    locale: Annotated[Locale, "Language and country of letters; default en-US."] = EN_US
    resume: Annotated[Resume | None, "A web address or a file; or both, with the day of its last change."] = None
    linkedin: Annotated[Url | None, "Shown if, and only if, set."] = None
    links: Annotated[Links, "Label → address."] = field(default_factory=lambda: MappingProxyType({}))
    summary: Annotated[Prose | None, "What I do, in one sentence."] = None
    plain_summary: Annotated[Prose | None, "The same for someone outside the field."] = None
    expertise: Annotated[Phrases, "Areas of expertise."] = ()
    proof_points: Annotated[tuple[Prose, ...], "Facts with numbers."] = ()
    background: Annotated[Prose | None, "Where I come from: school, former employer."] = None
    credentials: Annotated[Names, "[RN, MSN]: in the signature of letters only."] = ()
    languages: Annotated[Names, "Working languages."] = ()
    availability: Annotated[Phrase | None, "“from 1 December”"] = None
    work_mode: Annotated[Phrase | None, "“Bristol, or partly remote”"] = None
    not_a_fit: Annotated[Prose | None, "What would waste a helper's goodwill."] = None
    offer_in_return: Annotated[tuple[OfferInReturn, ...], OneOrMore, "What I can do for others, and for whom."] = ()
    blurb: Annotated[Prose | None, "One to three sentences in the third person that a helper can forward."] = None
    target_titles: Annotated[tuple[Title, ...], Several, "The jobs looked for."] = ()
    target_fields: Annotated[Texts, "Fields of work."] = ()
    target_locations: Annotated[tuple[str, ...], "Places."] = ()
    target_companies: Annotated[tuple[Company, ...], Several, "The companies hoped for."] = ()
    search: Annotated[Search, "Whether the search is confidential, and since when it runs."] = Search()
    contacts: Annotated[tuple[Contact, ...], "The people who help, and those one meets."] = ()
    applications: Annotated[tuple[Application, ...], "Each with its dated history."] = ()
    news: Annotated[tuple[News, ...], "What is useful to readers."] = ()
    referrals: Annotated[tuple[Referral, ...], "Names and posts that contacts passed on."] = ()
    touchpoints: Annotated[tuple[Touchpoint, ...], "Talks and letters outside the program."] = ()
    rules: Annotated[Rules, "Advice silenced, numbers changed."] = Rules()
    speaks_several: bool = False
    """Whether any text stands in several languages."""
    file: Path | None = None
    """Where it was read from; None for standard input."""

    @cached_property
    def employer(self) -> "EmployerNames | None":
        """The current employer under all its names, for asking who belongs to it; None where none is named."""
        from jobnet.profile.employer import EmployerNames

        employer = self.search.current_employer
        if employer is None:
            return None
        titles = (name for title in self.target_titles for name in (title.title, *title.aliases))
        places = (self.location, *self.target_locations, *(company.location for company in self.target_companies))
        return EmployerNames(
            (employer.name, *employer.aliases),
            employer.email_domains,
            denied=self.search.not_employer,
            places=filter(None, places),
            trade=(*self.target_fields, *titles),
            companies=(company.keys for company in self.target_companies),
        )

    @cached_property
    def colleague_at(self) -> Mapping[str, Contact]:
        """Domains at which somebody who surely works for the employer has an address, and nobody from elsewhere."""
        from jobnet.profile.addresses import domain_of, is_within
        from jobnet.profile.employer import MAIL_HOSTS, Likeness

        here: dict[str, Contact] = {}
        elsewhere = {domain_of(self.email)} if self.email else set()  # where the seeker has mail, everybody may
        for contact in self.contacts:
            if self.employer and contact.company and contact.email:
                domain = domain_of(contact.email)
                if self.employer.of_company(contact.company) is Likeness.SURE:
                    here.setdefault(domain, contact)
                else:
                    elsewhere.add(domain)
        shared = MAIL_HOSTS | {"example.com", "example.net", "example.org"}
        return {each: who for each, who in here.items() if each not in elsewhere and not is_within(each, shared)}

    @property
    def sign_as(self) -> str:
        """The name used with people on first-name terms."""
        return self.known_as or self.name

    @cached_property
    def jobs_sought(self) -> tuple[str, ...]:
        """The titles looked for, as one says them aloud."""
        return tuple(without_brackets(each.title) for each in self.target_titles)

    @cached_property
    def _targets(self) -> Mapping[str, Company]:
        return {key: company for company in reversed(self.target_companies) for key in company.keys}

    def target(self, company_name: str) -> Company | None:
        """The target company known under this name, or None."""
        return self._targets.get(company_key(company_name)) or self._targets.get(company_key(unsigned(company_name)))

    def company_keys(self, company_name: str) -> frozenset[str]:
        """Every folded spelling of this company: the target's if it is one, else just this name's."""
        target = self.target(company_name)
        return (target.keys if target else frozenset()) | {
            company_key(company_name),
            company_key(unsigned(company_name)),
        }

    @cached_property
    def sought(self) -> frozenset[str]:
        """Every folded spelling of the companies that are targets not given up, or were applied to."""
        applied = self._applications_at.keys()
        targets = (
            key
            for key, company in self._targets.items()
            if company.status not in _GIVEN_UP or not applied.isdisjoint(company.keys)
        )
        return frozenset((*targets, *applied))

    def same_company(self, one: str, other: str) -> bool:
        """Whether two names as typed mean one company, through the targets' aliases."""
        return bool(self.company_keys(one) & self.company_keys(other))

    def applications_at(self, company_name: str) -> Iterator[Application]:
        """The applications at this company, in the order of the file."""
        found = [each for key in self.company_keys(company_name) for each in self._applications_at.get(key, ())]
        return (application for _, application in sorted(found, key=lambda each: each[0]))

    @cached_property
    def _applications_at(self) -> Mapping[str, list[tuple[int, Application]]]:
        return grouped(enumerate(self.applications), lambda each: company_key(unsigned(each[1].company)))

    def contact(self, key: str) -> Contact | None:
        """The contact with this `Contact.key`, or None."""
        return self._contacts.get(key)

    @cached_property
    def contacts_by_mailbox(self) -> Mapping[str, list[Contact]]:
        """By `address_key`: several may share one."""
        from jobnet.profile.addresses import address_key

        return grouped(self.contacts, lambda contact: address_key(contact.email) if contact.email else "")

    @cached_property
    def contacts_by_name(self) -> Mapping[str, list[Contact]]:
        """By `name_key`: namesakes, or one person twice."""
        return grouped(self.contacts, lambda contact: name_key(contact.name))

    @cached_property
    def meetings_at_theirs(self) -> Mapping[str, list[Touchpoint]]:
        """By `Contact.key`, the touchpoints that say where somebody worked."""
        return grouped(self.touchpoints, lambda touch: touch.contact.key if touch.contact and touch.company else "")

    @cached_property
    def _contacts(self) -> Mapping[str, Contact]:
        return {contact.key: contact for contact in self.contacts}


def grouped(things: Iterable[_T], key: Callable[[_T], str]) -> Mapping[str, list[_T]]:
    """The things by their key, in the order of the file; without those whose key is empty."""
    found: dict[str, list[_T]] = {}
    for each in things:
        found.setdefault(key(each), []).append(each)
    found.pop("", None)
    return found
