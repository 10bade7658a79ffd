"""Who is reading: what they may be told, which kind of letter is theirs, and how they are greeted."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from jobnet.facts.people import Part
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.addresses import address_key
from jobnet.profile.model import Contact, Disclosure, Locale, PartialDate, Person, Profile, Relationship, Tie
from jobnet.profile.names import company_key, name_key, plain_name, unsigned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.facts.history import History
    from jobnet.facts.snapshot import Snapshot

_A_MONTH = dt.timedelta(days=30)
_YEARS = 3
"""After so long without a word, a letter says that it has been long."""


class ReaderKind(StrEnum):
    """The rows of the reader tables (`docs/content.md` "Which row is whose")."""

    STANDARD = "standard"
    CLOSE_FRIEND = "close_friend"
    ACQUAINTANCE = "acquaintance"
    RECRUITER_AGENCY = "recruiter_agency"
    RECRUITER_INHOUSE = "recruiter_inhouse"
    ALUMNI = "alumni"
    INSIDER = "insider"
    """Works where something is hoped for or open, or has ended within a month (`has_business_with`)."""
    HIRING_MANAGER = "hiring_manager"
    INTERVIEWER = "interviewer"
    GENERAL = "general"
    """Nobody in particular: a brief or update that can be handed to anybody at its level."""


class Rung(StrEnum):
    """The rungs of the salutation ladder (`docs/content.md` 2.1); nothing between them is guessed."""

    TYPED = "typed"
    """`text` is the user's whole greeting, verbatim."""
    KNOWN_AS = "known_as"
    HONORIFIC = "honorific"
    """Honorific (or academic title) and family name as given."""
    FULL_NAME = "full_name"
    ROLE = "role"
    """`text` is a role: as typed by the user, or "members of the selection panel"."""
    NONE = "none"
    """A document without a reader has no greeting."""


@dataclass(frozen=True)
class Greeting:
    """The parts of a greeting; its words and punctuation are the locale's (`rendering/locales.py`)."""

    rung: Rung
    text: str = ""
    honorific: str = ""
    family: str = ""
    is_close: bool = False
    """Whether it is for a close friend, or one of the family."""
    is_known: bool = False
    """Whether it is for somebody whom the seeker knows, and who neither decides nor places people."""


@dataclass(frozen=True)
class Reader:
    """One reader of one document."""

    name: str
    kind: ReaderKind
    greeting: Greeting
    locale: Locale
    ceiling: Disclosure = Disclosure.NETWORK
    email: str | None = None
    key: str = ""
    """`Contact.key`, or the folded name of a person who is no contact; empty for nobody in particular."""
    contact: Contact | None = None
    person: Person | None = None
    in_field: bool = True
    first_names: bool = False
    """Whether seeker and reader are on first-name terms: the letter is signed with `known_as`."""
    familiar: bool = False
    """Whether they are addressed in the familiar form, where a language has one: du, tu, tú."""
    paper: str = ""
    """The form in which their letter is made for paper, `pdf` or `docx`; empty where it is not."""

    @property
    def on_paper(self) -> bool:
        """Whether the letter is printed, or read out: there is nothing to click on."""
        return bool(self.paper or (self.name and not self.email))

    @property
    def relationship(self) -> Relationship | None:
        """What they are to the seeker; None for who is no contact."""
        return self.contact.relationship if self.contact else None

    def may_know(self, level: Disclosure) -> bool:
        """Whether an item of this level may reach this reader; `private` reaches nobody."""
        return level <= self.ceiling and level is not Disclosure.PRIVATE

    @property
    def row(self) -> ReaderKind:
        """The row of the relationship alone: that of an insider who is also a friend is the friend's."""
        return _row(self.contact) if self.kind is ReaderKind.INSIDER and self.contact else self.kind


def general_reader(profile: Profile, *, locale: Locale | None = None) -> Reader:
    """Nobody in particular, at the level of the network."""
    return Reader("", ReaderKind.GENERAL, Greeting(Rung.NONE), locale or profile.locale)


def panel_reader(profile: Profile, *, known: bool = True, locale: Locale | None = None) -> Reader:
    """Those who decided, when the profile names nobody: the selection panel, or a hiring manager unnamed."""
    role = "members of the selection panel" if known else "Hiring Manager"
    kind = ReaderKind.INTERVIEWER if known else ReaderKind.HIRING_MANAGER
    return Reader("", kind, Greeting(Rung.ROLE, role), locale or profile.locale)


def is_interested_in(profile: Profile, company: str) -> bool:
    """Whether this company, under whatever spelling, is a target not given up, or one applied to."""
    return company_key(company) in profile.sought


def has_business_with(snapshot: Snapshot, company: str) -> bool:
    """Whether something is hoped for or open there, or has ended within a month."""
    profile = snapshot.profile
    if not is_interested_in(profile, company):
        return False
    target, month_ago = profile.target(company), snapshot.today - _A_MONTH
    ends = [snapshot.progress_of(each).end for each in profile.applications_at(company)]
    return target is not None or any(each is None or each.date is None or each.date > month_ago for each in ends)


def reader_of(snapshot: Snapshot, who: Contact | Person, *, locale: Locale | None = None) -> Reader:
    """This contact, or somebody whom an application names, as a reader. `locale` overrides their own."""
    contact, person = (who, None) if isinstance(who, Contact) else (who.contact, who)
    known = _as_contact(who)
    key = contact.key if contact else name_key(known.name)
    tongue = locale or known.locale or snapshot.profile.locale
    first_names = known.known_as is not None or known.relationship in _CLOSE or bool(known.address_as)
    kind = _kind(snapshot, contact, snapshot.parts.get(key, Part.TELLS))
    is_known = kind not in _OFFICIAL and (
        known.relationship is not Relationship.OTHER or known.offered_help is not None
    )
    greeting = replace(_greeting(known, tongue), is_close=known.relationship in _CLOSE, is_known=is_known)
    sharers = snapshot.profile.contacts_by_mailbox.get(address_key(known.email), ()) if known.email else ()
    is_familiar = first_names and greeting.rung is not Rung.HONORIFIC  # "Liebe Frau Maurer" is no du
    return Reader(
        name=known.name,
        kind=kind,
        greeting=greeting,
        locale=tongue,
        ceiling=min([known.trust, *(each.trust for each in sharers if each.key != key)]),
        email=known.email,
        key=key,
        contact=contact,
        person=person,
        in_field=known.in_field,
        first_names=first_names,
        familiar=is_familiar if known.address_as is None else known.address_as,
    )


def _as_contact(who: Contact | Person) -> Contact:
    """What an application says of somebody adds to the contact they are, and wins where both speak."""
    if isinstance(who, Contact):
        return who
    said = {key: getattr(who, key) for key in ("title", "salutation", "honorific", "family", "email", "locale")}
    return replace(who.contact or Contact(who.name), **{key: value for key, value in said.items() if value})


LONG_KNOWN = frozenset({Relationship.COLLEAGUE, Relationship.FORMER_MANAGER, Relationship.MENTOR})
"""Who knows where the seeker comes from, and need not be told."""
_CLOSE = frozenset({Relationship.CLOSE_FRIEND, Relationship.FAMILY})
_ROWS = {each.value: each for each in ReaderKind} | {Relationship.FAMILY: ReaderKind.CLOSE_FRIEND}
"""The row of each relationship that has one."""
EMPLOYERS = frozenset({ReaderKind.HIRING_MANAGER, ReaderKind.INTERVIEWER, ReaderKind.RECRUITER_INHOUSE})
"""Those who decide on an application, or prepare it."""
RECRUITERS = frozenset({ReaderKind.RECRUITER_AGENCY, ReaderKind.RECRUITER_INHOUSE})
"""Those who are paid for placing people."""
_OFFICIAL = EMPLOYERS | RECRUITERS
"""Kinds that stand for an employer or agency, whatever the company."""
_QUIET = frozenset({Tie.WEAK, Tie.DORMANT})
_ASKED_LESS = frozenset({ReaderKind.STANDARD, ReaderKind.CLOSE_FRIEND})


def _row(contact: Contact) -> ReaderKind:
    row = _ROWS.get(contact.relationship, ReaderKind.STANDARD)
    # A tie gone quiet asks for less, and for a reminder; those with a row of their own keep it.
    quiet = contact.tie in _QUIET and row in _ASKED_LESS
    return ReaderKind.ACQUAINTANCE if quiet else row


def _kind(snapshot: Snapshot, contact: Contact | None, part: Part) -> ReaderKind:
    """`part`: what they do in the seeker's applications, the nearest to the decision."""
    row = _row(contact) if contact else ReaderKind.STANDARD
    if row in _OFFICIAL:
        return row
    kind = _KINDS.get(part, None if contact else ReaderKind.INTERVIEWER)
    if kind is not None and row is not ReaderKind.CLOSE_FRIEND:
        return kind
    company = contact.company if contact else None
    insider = kind is not None or (company is not None and has_business_with(snapshot, company))
    return ReaderKind.INSIDER if insider else row


_KINDS = {
    Part.DECIDES: ReaderKind.HIRING_MANAGER,
    Part.RECRUITS: ReaderKind.RECRUITER_INHOUSE,
    Part.INTERVIEWS: ReaderKind.INTERVIEWER,
}


def _greeting(contact: Contact, locale: Locale) -> Greeting:
    by_locale = contact.salutations
    typed = (by_locale and (by_locale.get(str(locale)) or by_locale.get(locale.language))) or contact.salutation
    if typed:
        return Greeting(Rung.TYPED, typed)
    if contact.known_as:
        return Greeting(Rung.KNOWN_AS, contact.known_as)
    if contact.address_as:  # a title would not go with "du"
        return Greeting(Rung.KNOWN_AS, without_credentials(plain_name(contact.name)))
    if contact.honorific and contact.family:
        return Greeting(Rung.HONORIFIC, f"{contact.honorific} {contact.family}", contact.honorific, contact.family)
    if role := _ROLE.match(contact.name):
        return Greeting(Rung.ROLE, role["role"])
    return Greeting(Rung.FULL_NAME, without_credentials(plain_name(contact.name)))


_ROLE = pattern(
    r"(?:the|die|das|der|le|la|les|el|los) (?P<role>.*\b(?:officer|manager|director|team|panel|committee|department"
    r"|office|board|head|lead|editor|recruiter|recruiters|secretary|coordinator|members"
    r"|\w*(?:leitung|abteilung|büro|gremium|kommission|sekretariat|verwaltung)"
    r"|service|équipe|direction|comité|jury|bureau|secrétariat|departamento|equipo|dirección|oficina|comisión)\b.*)",
    re.IGNORECASE,
)
"""A role in place of a name. The article alone is no proof: "The Anh" is a name in Vietnam, "La" one in Thailand."""

POST_NOMINALS = frozenset(
    {
        "phd", "dphil", "edd", "jd", "llb", "llm", "mba", "msc", "bsc", "meng", "beng", "mphil",
        "mph", "mpa", "msw", "lcsw", "rn", "msn", "bsn", "dnp", "np", "lpn", "pa-c", "cpa",
        "cfa", "cma", "cia", "acca", "fcca", "aca", "fca", "pmp", "pe", "ceng", "cissp", "shrm-cp",
        "shrm-scp", "sphr", "phr", "mcipd", "fcipd", "esq", "md", "do", "dds", "dmd", "dvm", "mrcvs",
        "frcs", "frcp", "mbe", "obe", "cbe", "frs", "facs", "ra", "aia", "riba", "ccrn", "rd",
        "mrics", "vp", "svp", "evp", "ceo", "cfo", "coo", "cto",
        "rdn", "pharmd", "psyd", "otr/l", "pt", "dpt", "ma", "ba", "ms", "bs", "kc", "qc", "med", "cpim", "cscp",
    }
)  # fmt: skip
SURELY = POST_NOMINALS - {"ma", "ba", "do", "ms", "bs", "ra", "pe", "np", "md", "pt", "rd", "aca", "cia"}
"""Post-nominals that no family name in capitals is written like."""


def without_credentials(name: str) -> str:
    """The name as it may stand in a greeting: as typed, less degrees and licences after it ("Ana Ruiz, RN").

    Jr., Sr. and III are part of the name and stay.
    """
    if "," not in name and name.count(" ") <= 1:  # nothing that could be taken off
        return name.strip()
    parts = [part.strip() for part in name.split(",")]
    while len(parts) > 1 and all(_degree(word) in POST_NOMINALS for word in parts[-1].split()):
        parts.pop()
    words = ", ".join(parts).split(" ")
    while len(words) > 2 and _degree(words[-1]) in SURELY and words[-1][1:] != words[-1][1:].lower():
        words.pop()
    return " ".join(words).rstrip(",")


def _degree(word: str) -> str:
    return word.replace(".", "").casefold()


def works_at(profile: Profile, contact: Contact | None, company: str) -> bool:
    """Whether this contact works at this company, under whatever spelling."""
    return bool(contact and contact.company and profile.same_company(contact.company, company))


def knows_people_at(profile: Profile, contact: Contact | None, company: str) -> bool:
    """Whether this contact knows people at this company."""
    keys = profile.company_keys(company)
    return contact is not None and any(company_key(unsigned(known)) in keys for known in contact.knows)


def is_dormant(snapshot: Snapshot, contact: Contact | None, history: History) -> bool:
    """Whether a letter to this contact is the first sign of life in years.

    So it is for `tie: dormant`, and where the last touch on record is that old; an offer, a referral, a talk or a
    letter since ends it, whatever `tie` says.
    """
    if contact is None:
        return False
    today = snapshot.today
    long_ago = today.replace(year=today.year - _YEARS, day=min(today.day, 28))
    touches = [_latest(touch.date) for touch in snapshot.touches.get(contact.key, ())]
    if any(day >= long_ago for day in (*touches, *_other_signs(snapshot, contact, history))):
        return False
    return contact.tie is Tie.DORMANT or (bool(touches) and contact.tie is None and contact.relationship not in _CLOSE)


def _other_signs(snapshot: Snapshot, contact: Contact, history: History) -> Iterator[dt.date]:
    if contact.offered_help:
        yield contact.offered_help.date
    for referral in snapshot.referrals.get(contact.key, ()):
        yield max(filter(None, (referral.received, referral.acted, referral.result_on)), default=dt.date.max)
    yield from (told.date for told in history.of(contact))


def _latest(date: PartialDate) -> dt.date:
    """The last day that a date stopping at the month or the year may mean."""
    return dt.date(date.year, date.month or 12, date.day or 28)
