"""The brief: what somebody who wants to help needs to know, and the one or two things to do (`docs/content.md` 2.2)."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobnet.errors import JobnetError
from jobnet.facts.disclosure import application_shown, companies_shown, insider_company, level_of, spoken
from jobnet.facts.history import History
from jobnet.facts.items import Document, Item, Kind
from jobnet.facts.progress import Progress
from jobnet.facts.readers import ReaderKind, knows_people_at, runs_on, works_at
from jobnet.frozen import dataclass
from jobnet.profile.model import Relationship, Stage
from jobnet.profile.names import company_key, name_key, without_legal_form

if TYPE_CHECKING:
    import datetime as dt

    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Company, Offer, Profile, Prose, Title, Touchpoint, Url


class Ask(StrEnum):
    """A question a brief puts to its reader; each can be answered with a name."""

    NAMES_AT_OWN = "names_at_own"
    """Whom to talk to where the reader works."""
    NAMES_AT_KNOWN = "names_at_known"
    """Whom to talk to where the reader knows people."""
    NAMES_AT_LISTED = "names_at_listed"
    NEIGHBOURS = "neighbours"
    """Who among neighbours, customers, relatives works there: for those outside the field."""
    TITLES = "titles"
    """Who holds such a title or hires for it; which opening they have come across."""
    CLIENTS = "clients"
    """Which of the agency's clients hire these titles."""
    TEAMS = "teams"
    """Which teams of the recruiter's or interviewer's own company hire these titles, and who leads them."""
    ADVICE = "advice"
    """Fifteen to twenty minutes of advice."""
    NEXT_VOICE = "next_voice"
    """Whom else to ask."""


class Errand(StrEnum):
    """What kind of thing the reader offered to do, as far as its first word tells."""

    CARRY = "carry"
    """To speak to others: the questions can be taken to them."""
    THINK = "think"
    """To think for themselves."""
    OTHER = "other"


class Part(StrEnum):
    """The middle of a brief; each kind of reader has its order."""

    ASKS = "asks"
    WORK = "work"
    TITLES = "titles"
    COMPANIES = "companies"
    TERMS = "terms"
    """Area, way of working, availability."""
    SUBMITTED = "submitted"
    """Where the seeker has applied already: against double submission."""
    RESUME = "resume"
    BLURB = "blurb"
    DISCRETION = "discretion"


class ResumeForm(StrEnum):
    """How the résumé comes with the letter."""

    ATTACHED = "attached"
    LINKED = "linked"
    ON_REQUEST = "on_request"


@dataclass(frozen=True)
class Target:
    """One company as a brief lists it."""

    name: str
    """In full, for whoever looks for it; a legal form tells a helper nothing."""
    location: str | None = None
    people_wanted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """Something to look at, under the seeker's own name for it: a portfolio and the like."""

    label: str
    url: Url


@dataclass(frozen=True)
class Blurb:
    """Forty to sixty words in the third person, for the reader to paste; each fact is there because it fits."""

    titles: tuple[str, ...]
    quote: Prose | None = None
    expertise: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    availability: str | None = None


@dataclass(frozen=True)
class Brief:
    """How this reader can help."""

    reader: Reader
    seeker: Profile
    today: dt.date
    items: tuple[Item, ...]
    attachments: tuple[Path, ...]
    row: ReaderKind
    """The row of the reader table that words it: an insider who is a friend is written to as a friend."""
    parts: tuple[Part, ...]
    """What is there to say, in the order for this reader; a part without facts is not in it."""
    asks: tuple[Ask, ...]
    plain: bool
    """Whether everyday words are needed: the reader is outside the field."""
    opening: Prose | None
    how_we_met: Prose | None
    offer: Offer | None
    errand: Errand | None
    """What they offered to do, where they said what."""
    work: Prose | None
    expertise: tuple[str, ...]
    proof_points: tuple[Prose, ...]
    background: Prose | None
    titles: tuple[Title, ...]
    fields: tuple[str, ...]
    not_a_fit: Prose | None
    companies: tuple[Target, ...]
    own_company: str | None
    """The listed company where the reader works."""
    why_own: Prose | None
    drawn_by: Prose | None
    """The same, where it can stand after a colon: it begins with a small letter there."""
    applied_at_own: tuple[str, ...]
    """The positions there that the seeker has applied for, as far as nothing has ended and the reader may know."""
    known_companies: tuple[str, ...]
    """The listed companies where the reader knows people."""
    submitted: tuple[str, ...]
    through_reader: tuple[str, ...]
    """Where this agency itself has submitted the seeker."""
    talk: dt.date | None
    """The day of the last talk for advice this reader gave: it is thanked for, and not asked for again."""
    learned: Prose | None
    """What the seeker learned in it."""
    wanted_at_own: tuple[str, ...]
    """Whom the seeker would like to meet where the reader works."""
    is_asked_for_counsel: bool
    """Whether this reader's advice is as welcome as a name."""
    resume: ResumeForm | None
    resume_url: Url | None
    linkedin: Url | None
    links: tuple[Link, ...]
    blurb: Blurb | None
    confidential: bool
    subject_name: str | None
    """The seeker's name, if it is short enough for a subject line; so the next two."""
    subject_company: str | None
    subject_title: str | None
    document: Document = Document.BRIEF

    @property
    def met_runs_on(self) -> bool:
        """Whether the reason for writing can be joined to how we met."""
        return runs_on(self.how_we_met)


def brief_for(profile: Profile, reader: Reader, *, today: dt.date, history: History = History()) -> Brief:  # noqa: ARG001, B008
    """What the brief says to this reader."""
    _refuse_without_essentials(profile, reader)
    row, plain = reader.row, not reader.in_field
    shape = _SHAPES[row]
    contact = reader.contact
    listed = companies_shown(profile, reader)[: min(shape.companies, profile.rules.limits["brief_companies"])]
    own = next((company for company in listed if works_at(profile, contact, company.name)), None)
    own_name = spoken(own) if own else insider_company(profile, reader) if row in _EMPLOYERS else None
    known = tuple(spoken(c) for c in listed if c is not own and knows_people_at(profile, contact, c.name))
    offer = contact.offered_help if contact else None
    resume = _resume(profile, row, offered=offer is not None)
    titles = profile.target_titles[: shape.titles]
    submitted = _submitted(profile, reader, today) if row in _RECRUITERS else ()
    through = _submitted(profile, reader, today, through_reader=True) if row is ReaderKind.RECRUITER_AGENCY else ()
    last = max(_talks(profile, reader, today), key=lambda touch: touch.date.earliest, default=None)
    talk = last.date.earliest if last else None
    asks = _asks(row, plain=plain, own=own_name, known=known, listed=bool(listed), had_talk=talk is not None)
    draft = Brief(
        reader=reader,
        seeker=profile,
        today=today,
        items=(Item(brief_id(profile, reader), Kind.BRIEF, date=today),),
        attachments=(_resume_path(profile),) if resume is ResumeForm.ATTACHED else (),
        row=row,
        parts=(),
        asks=asks,
        plain=plain,
        opening=contact.opening if contact else None,
        how_we_met=contact.how_we_met if contact and row in _REMINDED and talk is None else None,
        offer=offer,
        errand=_errand(profile, offer),
        work=(profile.plain_summary if plain else None) or profile.summary or profile.plain_summary,
        expertise=() if plain else profile.expertise[: shape.expertise],
        proof_points=() if plain else profile.proof_points[: shape.proof_points],
        background=profile.background if _is_told_background(profile, row) else None,
        titles=titles,
        fields=profile.target_fields[:3],
        not_a_fit=profile.not_a_fit,
        companies=tuple(_target(c, plain=plain, is_asked=c is own and Ask.NAMES_AT_OWN in asks) for c in listed),
        own_company=own_name,
        why_own=own.why if own else None,
        drawn_by=_within(own.why) if own and own.why else None,
        applied_at_own=_live_at(profile, reader, own, today) if own and row not in _EMPLOYERS else (),
        known_companies=known,
        submitted=submitted,
        through_reader=through,
        talk=talk,
        learned=last.learned if last else None,
        wanted_at_own=own.people_wanted[:2] if own and not plain else (),
        is_asked_for_counsel=contact is not None and contact.relationship is Relationship.MENTOR,
        resume=resume,
        resume_url=profile.resume.url if profile.resume else None,
        linkedin=profile.linkedin,
        links=tuple(Link(label, url) for label, url in profile.links.items()),
        blurb=None if profile.search.confidential or not shape.blurb else _blurb(profile, plain=plain),
        confidential=profile.search.confidential,
        subject_name=_short(profile.sign_as if reader.first_names else profile.name, words=4, most=30),
        subject_company=_short((own_name or (known or (None,))[0]), words=3, most=26),
        subject_title=_short(titles[0].title, words=4, most=28),
    )
    return _with_parts(_within_length(draft, shape))


def brief_id(profile: Profile, reader: Reader) -> str:
    """The id of what a brief tells: new when the titles, or the companies this reader may know of, change."""
    titles = sorted(name_key(each.title) for each in profile.target_titles)
    companies = sorted(company_key(each.name) for each in companies_shown(profile, reader))
    return f"brief:{sha256(repr((titles, companies)).encode()).hexdigest()[:16]}"


@dataclass(frozen=True)
class _Shape:
    """How much a brief to one kind of reader holds, and in which order."""

    order: tuple[Part, ...]
    words: int = 350
    """The most it should come to."""
    frame: int = 140
    """About how many words the template itself says."""
    companies: int = 10
    titles: int = 6
    expertise: int = 6
    proof_points: int = 2
    blurb: bool = True


_USUAL = (
    Part.ASKS,
    Part.WORK,
    Part.TITLES,
    Part.COMPANIES,
    Part.TERMS,
    Part.DISCRETION,
    Part.RESUME,
    Part.BLURB,
)
_COMPANIES_FIRST = (
    Part.ASKS,
    Part.COMPANIES,
    Part.WORK,
    Part.TITLES,
    Part.TERMS,
    Part.DISCRETION,
    Part.RESUME,
    Part.BLURB,
)
_FOR_RECRUITERS = (Part.TITLES, Part.ASKS, Part.WORK, Part.TERMS, Part.SUBMITTED, Part.DISCRETION, Part.RESUME)
_FOR_THOSE_WHO_HIRE = (Part.WORK, Part.TITLES, Part.ASKS, Part.TERMS, Part.RESUME, Part.DISCRETION)
_FOR_ADVICE = (Part.ASKS, Part.WORK, Part.TITLES, Part.COMPANIES, Part.TERMS, Part.DISCRETION, Part.RESUME)

_RECRUITER = _Shape(
    _FOR_RECRUITERS, words=200, frame=80, companies=0, titles=4, expertise=4, proof_points=1, blurb=False
)
_HIRING = _Shape(
    _FOR_THOSE_WHO_HIRE, words=200, frame=90, companies=1, titles=4, expertise=4, proof_points=1, blurb=False
)
_SHAPES = {
    ReaderKind.STANDARD: _Shape(_USUAL),
    ReaderKind.GENERAL: _Shape(_USUAL),
    ReaderKind.CLOSE_FRIEND: _Shape(_COMPANIES_FIRST),
    ReaderKind.ACQUAINTANCE: _Shape(
        _USUAL, words=250, frame=110, companies=6, titles=4, expertise=4, proof_points=0, blurb=False
    ),
    ReaderKind.ALUMNI: _Shape(
        _FOR_ADVICE, words=250, frame=120, companies=5, titles=4, expertise=4, proof_points=0, blurb=False
    ),
    ReaderKind.RECRUITER_AGENCY: _RECRUITER,
    ReaderKind.RECRUITER_INHOUSE: _RECRUITER,
    ReaderKind.HIRING_MANAGER: _HIRING,
    ReaderKind.INTERVIEWER: _HIRING,
    ReaderKind.INSIDER: _Shape(_USUAL),
}

_RECRUITERS = frozenset({ReaderKind.RECRUITER_AGENCY, ReaderKind.RECRUITER_INHOUSE})
_EMPLOYERS = frozenset({ReaderKind.RECRUITER_INHOUSE, ReaderKind.HIRING_MANAGER, ReaderKind.INTERVIEWER})
_REMINDED = frozenset({ReaderKind.ACQUAINTANCE, ReaderKind.ALUMNI})
"""Those who may not place the seeker."""
_TOLD_BACKGROUND = frozenset({ReaderKind.ACQUAINTANCE, ReaderKind.ALUMNI, ReaderKind.GENERAL})


def _is_told_background(profile: Profile, row: ReaderKind) -> bool:
    """What may be handed to anybody does not tell who is looking in confidence."""
    return row in _TOLD_BACKGROUND and not (profile.search.confidential and row is ReaderKind.GENERAL)


_BEGINNINGS = frozenset(
    {
        "a", "all", "an", "any", "anybody", "because", "each", "every", "everybody", "everyone", "how", "in", "it",
        "its", "my", "no", "nobody", "of", "one", "some", "that", "the", "their", "there", "they", "this", "those",
        "what", "when", "where", "whoever",
    }
)  # fmt: skip
"""Words that are written small inside a sentence; of any other, only the user knows."""


def _within(said: Prose) -> Prose | None:
    first, _, rest = said.partition(" ")
    within = type(said)(f"{first.lower()} {rest}") if first.lower() in _BEGINNINGS else said
    return within if within[:1].islower() else None


_CARRYING = frozenset(
    {"ask", "call", "circulate", "mention", "phone", "ring", "sound", "speak", "spread", "talk", "tell", "write"}
)
_TALKING = frozenset({"call", "phone", "ring", "speak", "talk", "tell", "write"})
_THINKING = frozenset({"consider", "think"})


def _errand(profile: Profile, offer: Offer | None) -> Errand | None:
    if offer is None or not offer.what:
        return None
    verb, *rest = name_key(offer.what).split() or [""]
    is_for_me = verb in _TALKING and "me" in rest[:2]  # "tell me how the team works", "speak with me"
    # In confidence nothing is given to anybody to carry about.
    if verb in _CARRYING and not is_for_me and not profile.search.confidential:
        return Errand.CARRY
    return Errand.THINK if verb in _THINKING else Errand.OTHER


def _talks(profile: Profile, reader: Reader, today: dt.date) -> tuple[Touchpoint, ...]:
    if not reader.contact:
        return ()
    from jobnet.facts.referrals import talks_with  # noqa: PLC0415 (a general brief has no use for it)

    return tuple(touch for touch in talks_with(profile, reader.contact, today) if touch.date.day)


def _refuse_without_essentials(profile: Profile, reader: Reader) -> None:
    if not profile.target_titles:
        raise JobnetError(
            "The brief needs `target_titles`: they tell a helper whom to think of. "
            "Add a line such as `target_titles: [Quality Manager, Technical Manager]`.",
            rule="profile",
        )
    if not profile.target_companies and reader.row not in _RECRUITERS:
        raise JobnetError(
            "The brief needs `target_companies`: a helper thinks of people by where they work. "
            "Add a line such as `target_companies: [Fennel & Rye, Harbourside Bakers]`.",
            rule="profile",
        )


def _asks(
    row: ReaderKind, *, plain: bool, own: str | None, known: tuple[str, ...], listed: bool, had_talk: bool
) -> tuple[Ask, ...]:
    if row is ReaderKind.RECRUITER_AGENCY:
        return (Ask.CLIENTS,)
    if row in _EMPLOYERS:
        return (Ask.TEAMS if own else Ask.TITLES,)
    if row is ReaderKind.ALUMNI:
        return (Ask.NEXT_VOICE,) if had_talk else (Ask.ADVICE, Ask.NEXT_VOICE)
    names = _names_ask(plain=plain, own=own, known=known) if listed else None
    if row is ReaderKind.ACQUAINTANCE:
        return (names or Ask.TITLES,)
    return (names, Ask.TITLES) if names else (Ask.TITLES,)


def _names_ask(*, plain: bool, own: str | None, known: tuple[str, ...]) -> Ask:
    if own:
        return Ask.NAMES_AT_OWN
    if known:
        return Ask.NAMES_AT_KNOWN
    return Ask.NEIGHBOURS if plain else Ask.NAMES_AT_LISTED


def _resume(profile: Profile, row: ReaderKind, *, offered: bool) -> ResumeForm | None:
    resume = profile.resume
    if resume is None:
        return None
    # Nobody who was only asked for advice gets a file (BRIEF-07).
    wants_file = row is ReaderKind.RECRUITER_AGENCY or (offered and row is not ReaderKind.ALUMNI)
    if resume.file and wants_file:
        return ResumeForm.ATTACHED
    return ResumeForm.LINKED if resume.url else ResumeForm.ON_REQUEST


def _resume_path(profile: Profile) -> Path:
    file = (profile.resume.file if profile.resume else None) or ""
    return profile.file.parent / file if profile.file else Path(file)


def _submitted(profile: Profile, reader: Reader, today: dt.date, *, through_reader: bool = False) -> tuple[str, ...]:
    """Where the seeker has applied, as far as this recruiter may know; their own company's by position."""
    inhouse = reader.kind is ReaderKind.RECRUITER_INHOUSE
    own = insider_company(profile, reader)
    names = []
    for application in profile.applications:
        shown = application_shown(profile, application, reader, today=today)
        if shown is None or shown.company is None or shown.position is None:
            continue
        if not any(event.stage is not Stage.INTERESTED for event in Progress(application, today).past):
            continue
        if (application.agency is not None and application.agency == reader.contact) != through_reader:
            continue
        if not inhouse:
            names.append(shown.company)
        elif own and profile.same_company(application.company, own):
            names.append(shown.position)
    return tuple(dict.fromkeys(names))


def _live_at(profile: Profile, reader: Reader, company: Company, today: dt.date) -> tuple[str, ...]:
    shown = (
        application_shown(profile, each, reader, today=today)
        for each in profile.applications_at(company.name)
        if (progress := Progress(each, today)).is_live
        and any(event.stage is not Stage.INTERESTED for event in progress.past)
        and reader.may_know(level_of(profile, each))  # a brief need not tell what they only may know
    )
    return tuple(dict.fromkeys(each.position for each in shown if each and each.company and each.position))


def _target(company: Company, *, plain: bool, is_asked: bool) -> Target:
    name = without_legal_form(company.name)
    # Whoever is asked about their own company knows where it is, and the question names the people.
    return Target(name) if is_asked else Target(name, company.location, () if plain else company.people_wanted[:2])


def _short(text: str | None, *, words: int, most: int) -> str | None:
    return text if text and len(text) <= most and len(text.split()) <= words else None


_BLURB_LEAST, _BLURB_MOST = 40, 60
_BLURB_FRAME = 20
"""Words of the sentences that are always there, the name's not counted."""


def _blurb(profile: Profile, *, plain: bool) -> Blurb | None:
    """As many facts as fit into sixty words, the most telling first; none if they do not come to forty.

    What somebody outside the field hands on says in everyday words what the work is.
    """
    blurb = Blurb(tuple(title.title for title in profile.target_titles[:3]))
    size = _BLURB_FRAME + _count(profile.name, *blurb.titles)
    work = (profile.plain_summary if plain else None) or profile.summary
    expertise = () if plain else profile.expertise[:3]
    facts: tuple[tuple[str, Any, int], ...] = (
        ("expertise", expertise, _count(*expertise) + 2),
        ("locations", profile.target_locations[:3], _count(*profile.target_locations[:3]) + 1),
        ("quote", work, _count(work, profile.name) + 4),
        ("availability", profile.availability, _count(profile.availability) + 1),
    )
    for key, fact, words in facts:
        if fact and size + words <= _BLURB_MOST:
            blurb = replace(blurb, **{key: fact})
            size += words
    return blurb if size >= _BLURB_LEAST else None


def _within_length(brief: Brief, shape: _Shape) -> Brief:
    """The brief without what is optional, the least needed first, until it fits."""
    slimmer: tuple[dict[str, Any], ...] = (
        {"proof_points": brief.proof_points[:1]},
        {"blurb": None},
        {"background": None},
        {"proof_points": ()},
        {"companies": tuple(Target(each.name, each.location) for each in brief.companies)},
        {"expertise": brief.expertise[:3]},
        {"companies": tuple(Target(each.name) for each in brief.companies[:5])},
    )
    for less in slimmer:
        if shape.frame + _size(brief) <= shape.words:
            return brief
        brief = replace(brief, **less)
    return brief


def _size(brief: Brief) -> int:
    """About how many words the facts come to."""
    listed = (part for each in brief.companies for part in (each.name, each.location, *each.people_wanted))
    said = (brief.opening, brief.how_we_met, brief.offer.what if brief.offer else None, brief.work, brief.background)
    titles = (part for each in brief.titles for part in (each.title, each.plain if brief.plain else None))
    terms = (*brief.seeker.target_locations, brief.seeker.work_mode, brief.seeker.availability)
    ends = (brief.not_a_fit, brief.why_own, brief.seeker.offer_in_return)
    facts = _count(
        *listed,
        *said,
        *titles,
        *terms,
        *ends,
        *brief.expertise,
        *brief.proof_points,
        *brief.fields,
        *brief.submitted,
        *brief.through_reader,
    )
    return facts + (_BLURB_MOST if brief.blurb else 0)


def _count(*texts: str | None) -> int:
    return sum(len(text.split()) for text in texts if text)


def _with_parts(brief: Brief) -> Brief:
    has_facts = {
        Part.ASKS: bool(brief.asks),
        Part.WORK: bool(brief.work or brief.expertise or brief.proof_points or brief.background),
        Part.TITLES: bool(brief.titles),
        Part.COMPANIES: bool(brief.companies) and not _is_named_by_the_ask(brief),
        Part.TERMS: bool(brief.seeker.target_locations or brief.seeker.work_mode or brief.seeker.availability),
        Part.SUBMITTED: bool(brief.submitted or brief.through_reader),
        Part.RESUME: bool(brief.resume or brief.linkedin or brief.links),
        Part.BLURB: brief.blurb is not None,
        Part.DISCRETION: brief.confidential,
    }
    order = _SHAPES[brief.row].order
    if brief.plain and order is _USUAL:
        order = _COMPANIES_FIRST  # outside the field, a company's name says more than a title
    return replace(brief, parts=tuple(part for part in order if has_facts[part]))


def _is_named_by_the_ask(brief: Brief) -> bool:
    """Whether the one company there is stands in the question already, and there is no more to say of it."""
    return (
        len(brief.companies) == 1 and brief.companies[0] == Target(brief.companies[0].name) and brief.asks[0] in _NAMING
    )


_NAMING = frozenset({Ask.NAMES_AT_OWN, Ask.NAMES_AT_KNOWN, Ask.NAMES_AT_LISTED, Ask.NEIGHBOURS})
