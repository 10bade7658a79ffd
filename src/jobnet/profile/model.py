"""The nouns of a job search, frozen: what the user wrote, with every reference resolved and nothing guessed.

Keys and meanings are the contract of `docs/profile.md`. `None` means "not said".
"""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from enum import IntEnum, StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from jobnet.errors import Place
from jobnet.frozen import dataclass
from jobnet.profile.names import company_key, name_key, unsigned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from jobnet.profile.employer import EmployerNames

_T = TypeVar("_T")
NOWHERE = Place("", 0, 0)


class Prose(str):
    """Whole sentences in the user's own voice, inline Markdown allowed; printed as they stand."""

    __slots__ = ("at",)
    at: Place | None
    """Where it was read; None when it was typed at the terminal."""

    def __new__(cls, text: str, at: Place | None = None) -> Prose:  # noqa: PYI034 - there is no other kind of it
        prose = super().__new__(cls, text)
        prose.at = at
        return prose


class Url(str):
    """An address on the web: never broken, a bare line in text, link words in HTML."""

    __slots__ = ()


class Disclosure(IntEnum):
    """Who may know: an item reaches a reader only if its level is at or below the reader's trust."""

    PUBLIC = 0
    NETWORK = 1
    TRUSTED = 2
    PRIVATE = 3


class Tier(StrEnum):
    A = "A"
    B = "B"


class CompanyStatus(StrEnum):
    ACTIVE = "active"
    TURNED_DOWN = "turned_down"
    PAUSED = "paused"
    DROPPED = "dropped"


class Relationship(StrEnum):
    CLOSE_FRIEND = "close_friend"
    FAMILY = "family"
    COLLEAGUE = "colleague"
    FORMER_MANAGER = "former_manager"
    ACQUAINTANCE = "acquaintance"
    ALUMNI = "alumni"
    RECRUITER_AGENCY = "recruiter_agency"
    RECRUITER_INHOUSE = "recruiter_inhouse"
    HIRING_MANAGER = "hiring_manager"
    INTERVIEWER = "interviewer"
    MENTOR = "mentor"
    OTHER = "other"


class Tie(StrEnum):
    STRONG = "strong"
    WEAK = "weak"
    DORMANT = "dormant"


class Updates(StrEnum):
    ON = "on"
    OFF = "off"


class Stage(StrEnum):
    """Where an application got to, canonical names; the last seven end or reopen it."""

    INTERESTED = "interested"
    APPLIED = "applied"
    SCREENING = "screening"
    INTERVIEW = "interview"
    FINAL = "final"
    OFFER = "offer"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    RUNNER_UP = "runner_up"
    CANCELLED = "cancelled"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    NO_RESPONSE = "no_response"
    REINSTATED = "reinstated"


ENDS = frozenset({Stage.REJECTED, Stage.RUNNER_UP, Stage.CANCELLED, Stage.DECLINED, Stage.WITHDRAWN, Stage.NO_RESPONSE})
TURN_DOWNS = frozenset({Stage.REJECTED, Stage.RUNNER_UP, Stage.CANCELLED})
"""Ends that the other side decided and said: what a runner-up letter answers."""


class EventFormat(StrEnum):
    PHONE = "phone"
    VIDEO = "video"
    ONSITE = "onsite"
    PANEL = "panel"
    TEST = "test"
    GROUP = "group"


class NewsSource(StrEnum):
    PUBLIC = "public"
    INTERVIEW = "interview"
    CONTACT = "contact"


class TouchKind(StrEnum):
    CALL = "call"
    EMAIL = "email"
    LETTER = "letter"
    MEETING = "meeting"
    INFORMATIONAL_INTERVIEW = "informational_interview"
    MESSAGE = "message"


class Direction(StrEnum):
    OUT = "out"
    IN = "in"


@dataclass(frozen=True)
class PartialDate:
    """A date that may stop at the month or the year, as `touchpoints[].date` and `resume.updated` may."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def earliest(self) -> dt.date:
        return dt.date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)


@dataclass(frozen=True)
class Locale:
    """Language and habits: `de-DE`; `en-DE` is English to a German reader."""

    language: str
    country: str

    def __str__(self) -> str:
        return f"{self.language}-{self.country}" if self.country else self.language


EN_US = Locale("en", "US")


@dataclass(frozen=True)
class Resume:
    """`url` is linked; `file` (inside the profile's folder) is attached, never linked."""

    url: Url | None = None
    file: str | None = None
    updated: PartialDate | None = None
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Title:
    title: str
    plain: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Employer:
    """The current employer: nobody there may learn of a confidential search."""

    name: str
    aliases: tuple[str, ...] = ()
    email_domains: tuple[str, ...] = ()


@dataclass(frozen=True)
class Search:
    confidential: bool = False
    """As it holds: naming a current employer makes it true unless the user said no."""
    current_employer: Employer | None = None
    started: dt.date | None = None
    announce_after: dt.date | None = None
    not_employer: tuple[str, ...] = ()
    """Names and domains that look like the current employer's, and are somebody else's."""
    id: str | None = None
    """Ties the search to its record of what was sent, over new addresses, names and folders."""


@dataclass(frozen=True)
class OfferInReturn:
    """Something the seeker can do for others. Without `audience` and `reader`: a plain text."""

    text: Prose
    audience: tuple[str, ...] = ()
    """`everyone`, or tags matched with a contact's interests."""
    reader: Contact | None = None
    """The key `for`: for this contact only."""


@dataclass(frozen=True)
class Company:
    name: str
    short_name: str | None = None
    legal_name: str | None = None
    say_as: str | None = None
    aliases: tuple[str, ...] = ()
    location: str | None = None
    why: Prose | None = None
    people_wanted: tuple[str, ...] = ()
    tier: Tier = Tier.B
    status: CompanyStatus = CompanyStatus.ACTIVE
    disclosure: Disclosure = Disclosure.NETWORK
    added: dt.date | None = None
    at: Place = field(default=NOWHERE, compare=False)

    @property
    def spoken(self) -> str:
        """The name in speech and running text."""
        return self.short_name or self.name

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every spelling under which this company is recognised, folded."""
        names = (self.name, self.short_name, self.legal_name, *self.aliases)
        return frozenset(company_key(one) for name in names if name for one in (name, unsigned(name)))


@dataclass(frozen=True)
class Offer:
    """An offer of help: when, and what (completes "you offered to …")."""

    date: dt.date
    what: str | None = None


@dataclass(frozen=True)
class Contact:
    name: str
    id: str | None = None
    email: str | None = None
    phone: str | None = None
    post: tuple[str, ...] = ()
    salutation: str | None = None
    salutations: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Language (or language-country) → greeting, where the user gave a map; `salutation` is then None."""
    honorific: str | None = None
    family: str | None = None
    known_as: str | None = None
    pronouns: str | None = None
    relationship: Relationship = Relationship.OTHER
    tie: Tie | None = None
    in_field: bool = True
    company: str | None = None
    title: str | None = None
    knows: tuple[str, ...] = ()
    how_we_met: Prose | None = None
    locale: Locale | None = None
    trust: Disclosure = Disclosure.NETWORK
    interests: tuple[str, ...] = ()
    offered_help: Offer | None = None
    updates: Updates | None = None
    name_use_ok: bool = False
    groups: tuple[str, ...] = ()
    opening: Prose | None = None
    namesake: str = ""
    """What tells a second bearer of a name without `id` apart (address, telephone, place); set by the reader."""
    at: Place = field(default=NOWHERE, compare=False)

    @property
    def key(self) -> str:
        """Identity within the profile and in what was told: `id`, else the folded name."""
        return self.id or (f"{name_key(self.name)}/{self.namesake}" if self.namesake else name_key(self.name))

    @property
    def typed(self) -> str:
        """What to type on a command line so that this contact is meant, and no namesake."""
        return self.id or (self.email if self.namesake and self.email else self.name)


@dataclass(frozen=True)
class Person:
    """Somebody named in an application or event. `contact` is set when the name is exactly one contact's."""

    name: str
    title: str | None = None
    salutation: str | None = None
    honorific: str | None = None
    family: str | None = None
    email: str | None = None
    locale: Locale | None = None
    name_use_ok: bool = False
    particular: Prose | None = None
    """A sentence to this person, used in letters to them only."""
    contact: Contact | None = None


@dataclass(frozen=True)
class Event:
    """One dated step of an application. `date` is None on `no_response` only. `note` never leaves the file."""

    stage: Stage
    date: dt.date | None = None
    people: tuple[Person, ...] = ()
    """The key `with`."""
    others: int = 0
    format: EventFormat | None = None
    note: str | None = None
    told_by: Person | None = None
    starts: dt.date | None = None
    at: Place = field(default=NOWHERE, compare=False)

    @property
    def is_talk(self) -> bool:
        """Whether a human talked with the seeker, so that there is somebody to thank: an interview or a first call."""
        return self.is_interview or self.is_first_call

    @property
    def is_interview(self) -> bool:
        """An interview proper; a bare test is none, and a first call is not counted among them."""
        return self.stage in {Stage.INTERVIEW, Stage.FINAL} and self.format is not EventFormat.TEST

    @property
    def is_first_call(self) -> bool:
        """A screening in which somebody talked with the seeker."""
        return self.stage is Stage.SCREENING and (
            self.format in {EventFormat.PHONE, EventFormat.VIDEO, EventFormat.ONSITE}
            or (bool(self.people) and self.format is not EventFormat.TEST)
        )


@dataclass(frozen=True)
class Impression:
    """Raw material of the runner-up letter, the user's own sentences."""

    of_reader: Prose | None = None
    of_company: Prose | None = None
    of_staff: Prose | None = None
    of_work: Prose | None = None
    growth: Prose | None = None
    particulars: tuple[Prose, ...] = ()
    promised: Prose | None = None


@dataclass(frozen=True)
class PublicLabel:
    """How a held-back application may be shown: "a regional hospital group"."""

    text: str
    disclosure: Disclosure = Disclosure.PUBLIC


@dataclass(frozen=True)
class Application:
    company: str
    position: str
    id: str | None = None
    requisition_id: str | None = None
    url: Url | None = None
    source: str | None = None
    location: str | None = None
    referral_from: Contact | None = None
    agency: Contact | None = None
    hiring_manager: Person | None = None
    recruiter: Person | None = None
    wanted: bool = True
    disclosure: Disclosure = Disclosure.NETWORK
    public_label: PublicLabel | None = None
    events: tuple[Event, ...] = ()
    """By date, oldest first; the same day in the order of the file; undated ones last."""
    impression: Impression = Impression()
    notes: str | None = None
    at: Place = field(default=NOWHERE, compare=False)

    @property
    def key(self) -> str:
        """Identity in what was told: `id`, else company and position folded."""
        return self.id or f"{company_key(self.company)}/{name_key(self.position)}"


@dataclass(frozen=True)
class News:
    headline: Prose
    id: str | None = None
    date: dt.date | None = None
    detail: Prose | None = None
    url: Url | None = None
    why: Prose | None = None
    audience: tuple[str, ...] = ("everyone",)
    reader: Contact | None = None
    """The key `for`: a private tip, never in an update."""
    on: dt.date | None = None
    deadline: dt.date | None = None
    disclosure: Disclosure = Disclosure.NETWORK
    source: NewsSource = NewsSource.PUBLIC
    at: Place = field(default=NOWHERE, compare=False)

    @property
    def key(self) -> str:
        """Identity in what was told: `id`, else `url`, else date and folded headline."""
        return self.id or self.url or f"{self.date or ''}/{name_key(self.headline)}"


@dataclass(frozen=True)
class Referral:
    giver: Contact
    """The key `from`."""
    id: str | None = None
    to: str | None = None
    company: str | None = None
    position: str | None = None
    received: dt.date | None = None
    acted: dt.date | None = None
    result: Prose | None = None
    result_on: dt.date | None = None
    suitable: bool | None = None
    learned: Prose | None = None
    thanked: dt.date | None = None
    loop_closed: dt.date | None = None
    name_use_ok: bool = False
    at: Place = field(default=NOWHERE, compare=False)

    @property
    def key(self) -> str:
        """Identity in what was told: `id`, else who gave which name at which company."""
        named = "/".join(name_key(part) for part in (self.to, self.company) if part)
        return self.id or f"{self.giver.key}/{named}"


@dataclass(frozen=True)
class Touchpoint:
    date: PartialDate
    contact: Contact | None = None
    person: str | None = None
    company: str | None = None
    kind: TouchKind = TouchKind.EMAIL
    direction: Direction = Direction.OUT
    replied: bool | None = None
    document: str | None = None
    learned: Prose | None = None
    note: str | None = None
    at: Place = field(default=NOWHERE, compare=False)


LIMITS: Mapping[str, int] = MappingProxyType(
    {
        "brief_words": 400,
        "brief_words_most": 550,
        "brief_companies": 10,
        "update_words": 350,
        "update_words_most": 500,
        "update_companies": 5,
        "update_news": 3,
        "runnerup_words_least": 120,
        "runnerup_words": 260,
        "runnerup_words_most": 350,
        "pitch_companies": 3,
        "target_companies": 40,
        "turn_downs": 3,
    }
)
"""Defaults of `rules.limits` (`docs/content.md` 2.2 to 2.9). `turn_downs: 0` leaves turn-downs out of updates."""

CADENCE: Mapping[str, int] = MappingProxyType(
    {
        "update_days": 28,
        "update_days_trusted": 14,
        "update_days_least": 7,
        "ask_days": 30,
        "notes_a_month": 3,
        "brief_days": 1,
        "brief_remind_days": 3,
        "runnerup_working_days": 5,
        "touch_first_days": 30,
        "touch_days": 60,
        "touch_slow_days": 90,
        "touch_most": 6,
        "thanks_working_days": 2,
        "act_working_days": 2,
        "close_working_days": 3,
        "stale_days": 90,
    }
)
"""Defaults of `rules.cadence` in days (`docs/content.md` 4.1 to 4.3)."""

_RULES = {
    "BRIEF": 11, "FMT": 6, "GEN": 18, "LAND": 3, "LOC": 3, "NAME": 7, "PRIV": 17, "PROF": 22, "REF": 6, "RUN": 18,
    "STAY": 4, "TALK": 2, "TIP": 4, "UPD": 14,
}  # fmt: skip
RULE_IDS = frozenset(f"{group}-{number:02d}" for group, last in _RULES.items() for number in range(1, last + 1))
RULE_IDS -= {"GEN-02", "RUN-17"}
"""Every rule of the catalogue (`docs/rules.md`): what `rules.ignore` may name."""

UNSILENCEABLE = frozenset({"GEN-01", "NAME-01", "PRIV-01", "PRIV-02", "PRIV-05", "RUN-01", "RUN-09"})
"""Rules against leaks and untruths: `rules.ignore` refuses them."""


@dataclass(frozen=True)
class Rules:
    """ProfileUnderReview the user silenced, and numbers the user changed."""

    ignore: frozenset[str] = frozenset()
    limits: Mapping[str, int] = field(default_factory=lambda: LIMITS)
    cadence: Mapping[str, int] = field(default_factory=lambda: CADENCE)


_GIVEN_UP = frozenset({CompanyStatus.PAUSED, CompanyStatus.DROPPED})


@dataclass(frozen=True)
class Profile:
    name: str
    known_as: str | None = None
    pronouns: str | None = None
    email: str | None = None
    phone: str | None = None
    location: str | None = None
    address: tuple[str, ...] = ()
    locale: Locale = EN_US
    resume: Resume | None = None
    linkedin: Url | None = None
    links: Mapping[str, Url] = field(default_factory=lambda: MappingProxyType({}))
    summary: Prose | None = None
    plain_summary: Prose | None = None
    expertise: tuple[str, ...] = ()
    proof_points: tuple[Prose, ...] = ()
    background: Prose | None = None
    credentials: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    availability: str | None = None
    work_mode: str | None = None
    not_a_fit: Prose | None = None
    offer_in_return: tuple[OfferInReturn, ...] = ()
    blurb: Prose | None = None
    target_titles: tuple[Title, ...] = ()
    target_fields: tuple[str, ...] = ()
    target_locations: tuple[str, ...] = ()
    target_companies: tuple[Company, ...] = ()
    search: Search = Search()
    contacts: tuple[Contact, ...] = ()
    applications: tuple[Application, ...] = ()
    news: tuple[News, ...] = ()
    referrals: tuple[Referral, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()
    rules: Rules = Rules()
    file: Path | None = None
    """Where it was read from; None for standard input."""

    @cached_property
    def employer(self) -> EmployerNames | None:
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
        from jobnet.profile.domains import domain_of, is_within
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
        return {each: who for each, who in here.items() if each not in elsewhere and not is_within(each, MAIL_HOSTS)}

    @property
    def sign_as(self) -> str:
        """The name used with people on first-name terms."""
        return self.known_as or self.name

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
        found: dict[str, list[tuple[int, Application]]] = {}
        for place, application in enumerate(self.applications):
            found.setdefault(company_key(application.company), []).append((place, application))
        return found

    def contact(self, key: str) -> Contact | None:
        """The contact with this `Contact.key`, or None."""
        return self._contacts.get(key)

    @cached_property
    def contacts_by_mailbox(self) -> Mapping[str, list[Contact]]:
        """By `address_key`: several may share one."""
        from jobnet.profile.mailable import address_key

        return _grouped(self.contacts, lambda contact: address_key(contact.email) if contact.email else "")

    @cached_property
    def contacts_by_name(self) -> Mapping[str, list[Contact]]:
        """By `name_key`: namesakes, or one person twice."""
        return _grouped(self.contacts, lambda contact: name_key(contact.name))

    @cached_property
    def meetings_at_theirs(self) -> Mapping[str, list[Touchpoint]]:
        """By `Contact.key`, the touchpoints that say where somebody worked."""
        return _grouped(self.touchpoints, lambda touch: touch.contact.key if touch.contact and touch.company else "")

    @cached_property
    def _contacts(self) -> Mapping[str, Contact]:
        return {contact.key: contact for contact in self.contacts}


def _grouped(things: Iterable[_T], key: Callable[[_T], str]) -> Mapping[str, list[_T]]:
    """The things by their key, in the order of the file; without those whose key is empty."""
    found: dict[str, list[_T]] = {}
    for each in things:
        found.setdefault(key(each), []).append(each)
    found.pop("", None)
    return found
