"""The nouns of a job search, frozen: what the user wrote, with every reference resolved and nothing guessed.

One table for all: each field has its key's name, how it is read (its type), and what it means to the user. Reading and
the JSON Schema come from it (`records.py`). `None` means "not said". A field without `Annotated` is no key of the file.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from types import MappingProxyType
from typing import Annotated

from jobnet.errors import Place
from jobnet.frozen import dataclass
from jobnet.profile.field_types import (
    AddressAs,
    Cadence,
    Domains,
    EmailAddress,
    Greeting,
    Limits,
    Lines,
    Name,
    Names,
    Phrase,
    PrivateNote,
    RuleIds,
    Texts,
    Trust,
)
from jobnet.profile.names import company_key, name_key, unsigned
from jobnet.profile.rules import CADENCE, LIMITS
from jobnet.profile.vocabulary import (
    ENDS,
    TALKS,
    CoachShare,
    CompanyStatus,
    Direction,
    Disclosure,
    EventFormat,
    Locale,
    NewsSource,
    PartialDate,
    Prose,
    Relationship,
    Stage,
    Tie,
    Tier,
    TouchKind,
    Updates,
    Url,
)
from jobnet.yamltext.schema import Number, OneOrMore

NOWHERE = Place("", 0, 0)


@dataclass(frozen=True)
class Resume:
    """`url` is linked; `file` (inside the profile's folder) is attached, never linked."""

    url: Annotated[Url | None, "Where the résumé can be read."] = None
    file: Annotated[str | None, "A pdf, docx, odt or txt in the profile's folder or below it; attached."] = None
    updated: Annotated[PartialDate | None, "When it was last changed; may stop at the month or year."] = None
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Title:
    title: Annotated[Name, "The job title."]
    plain: Annotated[Phrase | None, "The title in at most six everyday words."] = None
    aliases: Annotated[Names, "Other names of the same job."] = ()


@dataclass(frozen=True)
class Employer:
    """The current employer: nobody there may learn of a confidential search."""

    name: Annotated[Name, "The company the seeker works for now."]
    aliases: Annotated[Names, "Its other names."] = ()
    email_domains: Annotated[Domains, "Its mail domains: nobody there is ever written to."] = ()


@dataclass(frozen=True)
class Search:
    confidential: Annotated[bool, "Whether the search is a secret; yes when a current employer is named."] = False
    current_employer: Annotated[Employer | None, "Nobody there may learn of the search."] = None
    not_employer: Annotated[Names, "Names and domains that look like the employer's, and are somebody else's."] = ()
    started: Annotated[dt.date | None, "When the search began."] = None
    share_with_coach: Annotated[CoachShare, "What a coach's page may say: none, counts, network or trusted."] = (
        CoachShare.COUNTS
    )
    announce_after: Annotated[dt.date | None, "The day from which a new post may be named."] = None
    id: Annotated[Name | None, "Any name: ties the search to its record of what was sent, over moves."] = None


@dataclass(frozen=True)
class Company:
    name: Annotated[Name, "The company's name."]
    short_name: Annotated[Name | None, "Its name in speech and running text."] = None
    legal_name: Annotated[Name | None, "Its name in an address block."] = None
    say_as: Annotated[Name | None, "How the name is spoken."] = None
    aliases: Annotated[Names, "Its other names."] = ()
    location: Annotated[str | None, "Where it is."] = None
    why: Annotated[Prose | None, "Why the seeker would like to work there, in a sentence."] = None
    people_wanted: Annotated[Names, "Names or roles the seeker hopes to meet."] = ()
    tier: Annotated[Tier, "A or B (default)."] = Tier.B
    status: Annotated[CompanyStatus, "active (default), turned_down, paused or dropped."] = CompanyStatus.ACTIVE
    disclosure: Annotated[Disclosure, "Who may know: public, network, trusted or private."] = Disclosure.NETWORK
    added: Annotated[dt.date | None, "When it became a target."] = None
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

    date: Annotated[dt.date, "The day of the offer."]
    what: Annotated[Phrase | None, "Completes “you offered to …”."] = None


@dataclass(frozen=True)
class Contact:
    name: Annotated[Name, "A person, or a role together with `salutation`."]
    id: Annotated[Name | None, "Needed only when two contacts share a name."] = None
    email: Annotated[EmailAddress | None, "One address."] = None
    phone: Annotated[Name | None, "As it is to be dialled."] = None
    post: Annotated[Lines, "Lines of the postal address."] = ()
    salutation: Annotated[Greeting | None, "The whole greeting, verbatim; or a map language → greeting."] = None
    salutations: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Language (or language-country) → greeting, where the user gave a map; `salutation` is then None."""
    honorific: Annotated[Name | None, "Ms, Mr, Dr …: part of the greeting; nothing is guessed without it."] = None
    family: Annotated[Name | None, "The family name, for the greeting."] = None
    known_as: Annotated[Name | None, "First-name terms: the name used in the greeting."] = None
    pronouns: Annotated[Name | None, "Used only where a sentence needs them."] = None
    relationship: Annotated[Relationship, "How the seeker knows them; default other."] = Relationship.OTHER
    tie: Annotated[Tie | None, "strong, weak or dormant."] = None
    in_field: Annotated[bool, "Whether they know the field (default yes)."] = True
    company: Annotated[Name | None, "Where they work."] = None
    title: Annotated[Name | None, "What they do there."] = None
    knows: Annotated[Names, "Other companies where they know people."] = ()
    how_we_met: Annotated[Prose | None, "One sentence for a reader who may not place the seeker."] = None
    locale: Annotated[Locale | None, "Language and conventions of letters to them."] = None
    address_as: Annotated[AddressAs | None, "du, tu, tú or Sie, vous, usted: where it is not first names alone."] = None
    trust: Annotated[Trust, "What they may know: public, network (default) or trusted."] = Disclosure.NETWORK
    interests: Annotated[Texts, "Tags matched with `news[].audience`."] = ()
    offered_help: Annotated[Offer | None, "When they offered to help, and with what."] = None
    updates: Annotated[Updates | None, "on or off."] = None
    name_use_ok: Annotated[bool, "Whether they may be named to others (default no)."] = False
    groups: Annotated[Texts, "For `--group`."] = ()
    opening: Annotated[Prose | None, "A personal line for the next document to them."] = None
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
class OfferInReturn:
    """Something the seeker can do for others. Without `audience` and `reader`: a plain text."""

    text: Annotated[Prose, "What I can do for others, in a sentence."]
    audience: Annotated[Texts, "everyone, or tags matched with `contacts[].interests`."] = ()
    reader: Annotated[Contact | None, "One contact."] = None


@dataclass(frozen=True)
class Person:
    """Somebody named in an application or event. `contact` is set when the name is exactly one contact's."""

    name: Annotated[Name, "One contact's exact name makes them that contact."]
    title: Annotated[Name | None, "What they do."] = None
    salutation: Annotated[Name | None, "The whole greeting, verbatim."] = None
    honorific: Annotated[Name | None, "Ms, Mr, Dr …: part of the greeting; nothing is guessed without it."] = None
    family: Annotated[Name | None, "The family name, for the greeting."] = None
    email: Annotated[EmailAddress | None, "One address."] = None
    locale: Annotated[Locale | None, "Language and conventions of letters to them."] = None
    name_use_ok: Annotated[bool, "Whether they may be named to others (default no)."] = False
    particular: Annotated[Prose | None, "A sentence to this person, used in letters to them only."] = None
    contact: Contact | None = None


@dataclass(frozen=True)
class Event:
    """One dated step of an application. `date` is None on `no_response` only. `note` never leaves the file."""

    stage: Annotated[Stage, "Where the application got to."]
    date: Annotated[dt.date | None, "The day; may be missing on no_response only."] = None
    people: Annotated[tuple[Person, ...], OneOrMore, "Who was there."] = ()
    others: Annotated[int, Number(most=1000), "How many more were there, unnamed."] = 0
    format: Annotated[EventFormat | None, "phone, video, onsite, panel, test or group."] = None
    note: Annotated[PrivateNote | None, "Never leaves the file."] = None
    told_by: Annotated[Person | None, "Who told the seeker."] = None
    starts: Annotated[dt.date | None, "First working day, on accepted."] = None
    at: Place = field(default=NOWHERE, compare=False)

    @property
    def is_talk(self) -> bool:
        """Whether a human talked with the seeker, so that there is somebody to thank: an interview or a first call."""
        return self.is_interview or self.is_first_call

    @property
    def is_test(self) -> bool:
        return self.format is EventFormat.TEST

    @property
    def is_interview(self) -> bool:
        """An interview proper; a bare test is none, and a first call is not counted among them."""
        return self.stage in {Stage.INTERVIEW, Stage.FINAL} and not self.is_test

    @property
    def is_first_call(self) -> bool:
        """A screening in which somebody talked with the seeker."""
        return self.stage is Stage.SCREENING and (
            self.format in {EventFormat.PHONE, EventFormat.VIDEO, EventFormat.ONSITE}
            or (bool(self.people) and not self.is_test)
        )


@dataclass(frozen=True)
class Impression:
    """Raw material of the runner-up letter, the user's own sentences."""

    of_reader: Annotated[Prose | None, "About the hiring manager; used in letters to that person only."] = None
    of_company: Annotated[Prose | None, "About the company."] = None
    of_staff: Annotated[Prose | None, "About the people there."] = None
    of_work: Annotated[Prose | None, "About the work."] = None
    growth: Annotated[Prose | None, "What the seeker would have learned."] = None
    particulars: Annotated[tuple[Prose, ...], "Things that stay in mind."] = ()
    promised: Annotated[Prose | None, "What was promised."] = None


@dataclass(frozen=True)
class PublicLabel:
    """How a held-back application may be shown: "a regional hospital group"."""

    text: Annotated[Name, "“a regional hospital group”"]
    disclosure: Annotated[Disclosure, "Who may know: public, network, trusted or private."] = Disclosure.PUBLIC


@dataclass(frozen=True)
class Application:
    company: Annotated[Name, "The company; need not be a target."]
    position: Annotated[Name, "The position, exactly as advertised."]
    id: Annotated[Name | None, "For references, and for telling two alike apart."] = None
    requisition_id: Annotated[Name | None, "The employer's number of the post."] = None
    url: Annotated[Url | None, "The advertisement."] = None
    source: Annotated[str | None, "Where the post was found."] = None
    location: Annotated[str | None, "Where the work is."] = None
    referral_from: Annotated[Contact | None, "The contact who referred the seeker."] = None
    agency: Annotated[Contact | None, "The contact at the agency."] = None
    hiring_manager: Annotated[Person | None, "Who decides."] = None
    recruiter: Annotated[Person | None, "Who runs the process."] = None
    wanted: Annotated[bool, "Whether the seeker would still like to work there (default yes)."] = True
    disclosure: Annotated[Disclosure, "Who may know: public, network, trusted or private."] = Disclosure.NETWORK
    public_label: Annotated[PublicLabel | None, "How it is shown to readers below the level."] = None
    events: Annotated[tuple[Event, ...], "What happened, in any order."] = ()
    """By date, oldest first; the same day in the order of the file; undated ones last."""
    impression: Annotated[Impression, "Raw material of the runner-up letter, own sentences."] = Impression()
    notes: Annotated[PrivateNote | None, "Never leaves the file."] = None
    alike: int = 0
    """Of several without an `id` for one position, which one it is: 2 for the second, by their first days."""
    at: Place = field(default=NOWHERE, compare=False)

    @property
    def key(self) -> str:
        """Identity in what was told: `id`, else company and position folded."""
        return self.id or numbered(self.named, self.alike)

    @cached_property
    def standing(self) -> tuple[Event, ...]:
        """The events without the talks that were planned for a day after it ended, and that nothing reopened."""
        standing, ended = [], None
        for event in self.events:
            if not (ended and event.date and event.date > ended and event.stage in TALKS):
                standing.append(event)
            if event.stage is Stage.REINSTATED or event.stage in ENDS - {Stage.NO_RESPONSE}:
                ended = event.date if event.stage in ENDS else None
        return tuple(standing)

    @property
    def named(self) -> str:
        """Company and position folded."""
        return f"{company_key(self.company)}/{name_key(self.position)}"


@dataclass(frozen=True)
class News:
    headline: Annotated[Prose, "One sentence."]
    id: Annotated[Name | None, "Tells two alike apart."] = None
    date: Annotated[dt.date | None, "When it became known."] = None
    detail: Annotated[Prose | None, "More, in sentences."] = None
    url: Annotated[Url | None, "Where to read more."] = None
    why: Annotated[Prose | None, "Why it matters to the reader."] = None
    audience: Annotated[Texts, "everyone (default), or tags matched with `contacts[].interests`."] = ("everyone",)
    reader: Annotated[Contact | None, "One contact: a private tip, never in an update."] = None
    on: Annotated[dt.date | None, "When it takes place."] = None
    deadline: Annotated[dt.date | None, "The last day to act."] = None
    disclosure: Annotated[Disclosure, "Who may know: public, network, trusted or private."] = Disclosure.NETWORK
    source: Annotated[NewsSource, "public (default), interview or contact."] = NewsSource.PUBLIC
    alike: int = 0
    """Of several without an `id` to be read on one page, which one it is: 2 for the second, by their days."""
    at: Place = field(default=NOWHERE, compare=False)

    @property
    def key(self) -> str:
        """Identity in what was told: `id`, else `url`, else date and folded headline."""
        return self.id or (numbered(self.url, self.alike) if self.url else self.named)

    @property
    def named(self) -> str:
        """Date and folded headline."""
        return f"{self.date or ''}/{name_key(self.headline)}"


@dataclass(frozen=True)
class Referral:
    giver: Annotated[Contact, "The contact who gave it."]
    id: Annotated[Name | None, "Tells two alike apart."] = None
    to: Annotated[Name | None, "Who or what they named."] = None
    company: Annotated[Name | None, "The company."] = None
    position: Annotated[Name | None, "The position."] = None
    received: Annotated[dt.date | None, "When it was given."] = None
    acted: Annotated[dt.date | None, "When the seeker acted on it."] = None
    result: Annotated[Prose | None, "What came of it."] = None
    result_on: Annotated[dt.date | None, "When that was known."] = None
    suitable: Annotated[bool | None, "Whether it fits."] = None
    learned: Annotated[Prose | None, "What the seeker learned."] = None
    thanked: Annotated[dt.date | None, "When the giver was thanked."] = None
    loop_closed: Annotated[dt.date | None, "When the giver heard how it ended."] = None
    name_use_ok: Annotated[bool, "Whether they may be named to others (default no)."] = False
    alike: int = 0
    """Of several without an `id` from one giver to one place, which one it is: 2 for the second, by their days."""
    at: Place = field(default=NOWHERE, compare=False)

    @property
    def key(self) -> str:
        """Identity in what was told: `id`, else who gave which name at which company."""
        return self.id or numbered(f"{self.giver.key}/{self.named}", self.alike)

    @property
    def named(self) -> str:
        """Which name at which company."""
        return "/".join(name_key(part) for part in (self.to, self.company) if part)


def numbered(key: str, number: int) -> str:
    """A key that several share, as the key of one of them."""
    return f"{key}#{number}" if number else key


@dataclass(frozen=True)
class Touchpoint:
    date: Annotated[PartialDate, "When; may stop at the month or year."]
    contact: Annotated[Contact | None, "With which contact."] = None
    person: Annotated[Name | None, "With whom, if they are no contact."] = None
    company: Annotated[Name | None, "At which company."] = None
    kind: Annotated[TouchKind, "call, email (default), letter, meeting, informational_interview or message."] = (
        TouchKind.EMAIL
    )
    direction: Annotated[Direction, "out (default) or in."] = Direction.OUT
    replied: Annotated[bool | None, "Whether they answered."] = None
    document: Annotated[Name | None, "brief, update, thanks …: what was handed over by hand, counted as sent."] = None
    learned: Annotated[Prose | None, "What came of an informational interview."] = None
    note: Annotated[PrivateNote | None, "Stays in the file."] = None
    at: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Rules:
    """Advice the user silenced, and numbers the user changed."""

    ignore: Annotated[RuleIds, "Ids of rules to silence."] = ()
    limits: Annotated[Limits, "Other limits than the default ones."] = field(default_factory=lambda: LIMITS)
    cadence: Annotated[Cadence, "Other days than the default ones."] = field(default_factory=lambda: CADENCE)
