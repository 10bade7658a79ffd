"""The tables of the profile's keys: one for reading the file, its JSON Schema, and what a key means."""

from __future__ import annotations

import datetime as dt
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from jobnet.patterns import pattern
from jobnet.profile.dates import date_of
from jobnet.profile.domains import typed_domain
from jobnet.profile.field_types import (
    LONGEST_NAME,
    ContactName,
    Day,
    EitherText,
    Email,
    LocaleName,
    NamedAddress,
    Note,
    OneLine,
    PartialDay,
    PersonShape,
    ProfileReading,
    ProseText,
    SalutationShape,
    Several,
    WebAddress,
)
from jobnet.profile.model import (
    CADENCE,
    LIMITS,
    RULE_IDS,
    UNSILENCEABLE,
    Application,
    Company,
    CompanyStatus,
    Contact,
    Direction,
    Disclosure,
    Employer,
    Event,
    EventFormat,
    Impression,
    News,
    NewsSource,
    Offer,
    OfferInReturn,
    Prose,
    PublicLabel,
    Referral,
    Relationship,
    Resume,
    Rules,
    Search,
    Stage,
    Tie,
    Tier,
    Title,
    TouchKind,
    Touchpoint,
    Updates,
)
from jobnet.profile.names import company_key
from jobnet.yamltext.nodes import Mapping, Node, Scalar, Sequence
from jobnet.yamltext.schema import (
    Choice,
    First,
    Key,
    Leaf,
    ListOf,
    MapOf,
    Number,
    Numbers,
    Record,
    Text,
    YesNo,
    choice_of,
    made,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT, NAME, PROSE, NOTE, DAY, YES_NO = OneLine(), OneLine(LONGEST_NAME), ProseText(), Note(), Day(), YesNo()
PROSES, LINES, TEXTS, NAMES = ListOf(PROSE), ListOf(NAME), Several(TEXT), Several(NAME)
URL, EMAIL, LOCALE, CONTACT_NAME = WebAddress(), Email(), LocaleName(), ContactName()
_LEVELS = {level.name.lower(): level for level in Disclosure}
DISCLOSURE = Choice(_LEVELS)
TRUST = Choice({word: level for word, level in _LEVELS.items() if level is not Disclosure.PRIVATE})

_PRIVATE_KEYS = [
    Key("disclosure", DISCLOSURE, "Who may know: public, network, trusted or private."),
    Key("private", YES_NO, "`yes` is `disclosure: private`: nobody."),
]


def _level(reading: ProfileReading, values: dict[str, Any], node: Node) -> None:
    """`private: yes` becomes its long form."""
    if values.pop("private", False):
        if values.get("disclosure", Disclosure.PRIVATE) is not Disclosure.PRIVATE:
            reading.mistake(node, "`private: yes` and `disclosure` say different things.", "Keep one.", key="private")
        values["disclosure"] = Disclosure.PRIVATE


def _held(build: type[Any]) -> Callable[..., Any]:
    """Builds a record with a disclosure and a place."""

    def built(reading: ProfileReading, values: dict[str, Any], node: Node, path: str) -> Any:
        _level(reading, values, node)
        values["at"] = reading.source.place(node.start, path)
        return made(build, values)

    return built


# The seeker


def _resume(**values: Any) -> Resume | None:
    return Resume(**values) if values.keys() - {"at"} else None


RESUME = Record(
    "resume",
    _resume,
    [
        Key("url", URL, "Where the résumé can be read."),
        Key("file", TEXT, "A pdf, docx, odt or txt in the profile's folder or below it; attached, never linked."),
        Key("updated", PartialDay(), "When it was last changed; may stop at the month or year."),
    ],
    or_text=EitherText(),
    placed=True,
)
TITLE = Record(
    "title",
    Title,
    [
        Key("title", NAME, "The job title.", required=True),
        Key("plain", NAME, "The title in at most six everyday words."),
        Key("aliases", NAMES, "Other names of the same job."),
    ],
    or_text=First("title", NAME),
)


class _Domain(Text):
    """A mail domain, also out of an address, a web address or a pattern."""

    def read(self, reading: Any, node: Node, path: str = "") -> str | None:
        typed = super().read(reading, node, path)
        domain = typed_domain(typed) if typed else None
        if typed and domain is None:
            hint = "Write what stands behind the @: `example.com`; a name of the company goes to `aliases`."
            reading.mistake(node, f"`{shown(typed)}` is not a mail domain.", hint)
        return domain


EMPLOYER = Record(
    "employer",
    Employer,
    [
        Key("name", NAME, "The company the seeker works for now.", required=True),
        Key("aliases", NAMES, "Its other names."),
        Key("email_domains", ListOf(_Domain()), "Its mail domains: nobody there is ever written to."),
    ],
    or_text=First("name", NAME),
)


def _search(reading: ProfileReading, values: dict[str, Any], node: Node, _path: str) -> Search:
    said = values.pop("confidential", None)
    search = Search(confidential="current_employer" in values if said is None else said, **values)
    reading.confidential = search.confidential
    _refuse_denial(reading, search, node)
    return search


def _refuse_denial(reading: ProfileReading, search: Search, node: Node) -> None:
    """The employer's own names and domains cannot be said to be somebody else's."""
    employer = search.current_employer
    names = {company_key(name) for name in (employer.name, *employer.aliases)} if employer else set()
    for typed in search.not_employer:
        if employer and (company_key(typed) in names or typed_domain(typed) in employer.email_domains):
            message = f"`{shown(typed)}` stands under `current_employer`, too."
            denied = node.get("not_employer") if isinstance(node, Mapping) else None
            reading.mistake(denied or node, message, "It is the employer's or it is not: keep one.")


SEARCH = Record(
    "search",
    _search,
    [
        Key("confidential", YES_NO, "Whether the search is a secret; yes when a current employer is named."),
        Key("current_employer", EMPLOYER, "Nobody there may learn of the search."),
        Key("not_employer", NAMES, "Names and domains that look like the employer's, and are somebody else's."),
        Key("started", DAY, "When the search began."),
        Key("announce_after", DAY, "The day from which a new post may be named."),
        Key("id", NAME, "Any name: ties the search to its record of what was sent, over renames and moves."),
    ],
    custom=True,
)
COMPANY = Record(
    "company",
    _held(Company),
    [
        Key("name", NAME, "The company's name.", required=True),
        Key("short_name", NAME, "Its name in speech and running text."),
        Key("legal_name", NAME, "Its name in an address block."),
        Key("say_as", NAME, "How the name is spoken."),
        Key("aliases", NAMES, "Its other names."),
        Key("location", TEXT, "Where it is."),
        Key("why", PROSE, "Why the seeker would like to work there, in a sentence."),
        Key("people_wanted", NAMES, "Names or roles the seeker hopes to meet."),
        Key("tier", choice_of(Tier), "A or B (default)."),
        Key("status", choice_of(CompanyStatus), "active (default), turned_down, paused or dropped."),
        *_PRIVATE_KEYS,
        Key("added", DAY, "When it became a target."),
    ],
    or_text=First("name", NAME),
    custom=True,
)


# Contacts and people

RELATIONSHIP = choice_of(Relationship, friend=Relationship.CLOSE_FRIEND, recruiter=Relationship.RECRUITER_AGENCY)

OFFER = Record(
    "offer of help",
    Offer,
    [
        Key("date", DAY, "The day of the offer.", required=True),
        Key("what", TEXT, "Completes “you offered to …”."),
    ],
    or_text=First("date", DAY),
)


def _contact(reading: ProfileReading, values: dict[str, Any], node: Node, path: str) -> Contact:
    _salutation(values)
    values["at"] = reading.source.place(node.start, path)
    contact: Contact = made(Contact, values)
    said = node.get("relationship") if isinstance(node, Mapping) else None
    if isinstance(said, Scalar) and said.value.strip().casefold() == "recruiter":
        reading.recruiters.append(contact)
    return contact


_NO_SALUTATIONS: MappingProxyType[str, str] = MappingProxyType({})


def _salutation(values: dict[str, Any]) -> None:
    said = values.get("salutation")
    values["salutations"] = _NO_SALUTATIONS if said is None or isinstance(said, str) else values.pop("salutation")


_HONORIFIC = Key("honorific", NAME, "Ms, Mr, Dr …: part of the greeting; nothing is guessed without it.")
_FAMILY = Key("family", NAME, "The family name, for the greeting.")
_LOCALE_KEY = Key("locale", LOCALE, "Language and conventions of letters to them.")
_NAME_USE = Key("name_use_ok", YES_NO, "Whether they may be named to others (default no).")
CONTACT = Record(
    "contact",
    _contact,
    [
        Key("name", NAME, "A person, or a role together with `salutation`.", required=True),
        Key("id", NAME, "Needed only when two contacts share a name."),
        Key("email", EMAIL, "One address."),
        Key("phone", NAME, "As it is to be dialled."),
        Key("post", LINES, "Lines of the postal address."),
        Key("salutation", SalutationShape(), "The whole greeting, verbatim; or a map language → greeting."),
        _HONORIFIC,
        _FAMILY,
        Key("known_as", NAME, "First-name terms: the name used in the greeting."),
        Key("pronouns", NAME, "Used only where a sentence needs them."),
        Key("relationship", RELATIONSHIP, "How the seeker knows them; default other."),
        Key("tie", choice_of(Tie), "strong, weak or dormant."),
        Key("in_field", YES_NO, "Whether they know the field (default yes)."),
        Key("company", NAME, "Where they work."),
        Key("title", NAME, "What they do there."),
        Key("knows", NAMES, "Other companies where they know people."),
        Key("how_we_met", PROSE, "One sentence for a reader who may not place the seeker."),
        _LOCALE_KEY,
        Key("trust", TRUST, "What they may know: public, network (default) or trusted."),
        Key("interests", TEXTS, "Tags matched with `news[].audience`."),
        Key("offered_help", OFFER, "When they offered to help, and with what."),
        Key("updates", choice_of(Updates, yes=Updates.ON, no=Updates.OFF), "on or off."),
        _NAME_USE,
        Key("groups", TEXTS, "For `--group`."),
        Key("opening", PROSE, "A personal line for the next document to them."),
    ],
    or_text=NamedAddress(),
    custom=True,
)


def _person(**values: Any) -> dict[str, Any]:
    return values


PERSON = PersonShape(
    Record(
        "person",
        _person,
        [
            Key("name", NAME, "One contact's exact name makes them that contact.", required=True),
            Key("title", NAME, "What they do."),
            Key("salutation", NAME, "The whole greeting, verbatim."),
            _HONORIFIC,
            _FAMILY,
            Key("email", EMAIL, "One address."),
            _LOCALE_KEY,
            _NAME_USE,
            Key("particular", PROSE, "A sentence to this person, used in letters to them only."),
        ],
        or_text=NamedAddress(),
    )
)
PEOPLE = ListOf(PERSON, lone_mapping=True)


# Applications

STAGES: dict[str, tuple[Stage, EventFormat | None]] = {stage.value: (stage, None) for stage in Stage} | {
    "phone_screen": (Stage.SCREENING, EventFormat.PHONE),
    "onsite": (Stage.INTERVIEW, EventFormat.ONSITE),
    "turned_down": (Stage.REJECTED, None),
    "ghosted": (Stage.NO_RESPONSE, None),
}
_EVENT_KEYS = [
    Key("date", DAY, "The day; may be missing on no_response only."),
    Key("with", PEOPLE, "Who was there.", "people"),
    Key("others", Number(most=1000), "How many more were there, unnamed."),
    Key("format", choice_of(EventFormat), "phone, video, onsite, panel, test or group."),
    Key("note", NOTE, "Never leaves the file."),
    Key("told_by", PERSON, "Who told the seeker."),
    Key("starts", DAY, "First working day, on accepted."),
]


def _event(reading: ProfileReading, values: dict[str, Any], node: Node, path: str) -> Event | None:
    stage, form = values.pop("stage")
    if "date" not in values and stage is not Stage.NO_RESPONSE:
        if not isinstance(node, Mapping) or _unsaid(node.get("date")):
            reading.mistake(node, f"`date` is missing on `{stage}`.", "Add `date: 2026-01-31`.", key="date")
        return None
    if form is not None:
        values.setdefault("format", form)
    values["stage"] = stage
    values["at"] = reading.source.place(node.start, path)
    return made(Event, values)


def _unsaid(node: Node | None) -> bool:
    return node is None or (isinstance(node, Scalar) and not node.value)


EVENT = Record(
    "event",
    _event,
    [
        *_EVENT_KEYS,
        Key(
            "stage",
            Choice(
                {k: v for k, v in STAGES.items() if k in set(Stage)},
                {k: v for k, v in STAGES.items() if k not in set(Stage)},
            ),
            "Where the application got to.",
            required=True,
        ),
    ],
    custom=True,
)


class _StageEvents:
    """A stage as a key: a date, an event without its stage, or a list of these."""

    placed = True

    def __init__(self, stage: tuple[Stage, EventFormat | None]) -> None:
        self.stage = stage
        self.record = Record("stage event", self._event, _EVENT_KEYS, or_text=First("date", DAY), custom=True)
        self.parts = (self.record,)

    def read(self, reading: Any, node: Node, path: str) -> tuple[Event, ...]:
        if not isinstance(node, Sequence):
            found = (self.record.read(reading, node, path),)
        else:
            said = [(index, item) for index, item in enumerate(node.items) if not _unsaid(item)]
            found = tuple(self.record.read(reading, item, f"{path}[{index}]") for index, item in said)
        return tuple(event for event in found if event is not None)

    def _event(self, reading: ProfileReading, values: dict[str, Any], node: Node, path: str) -> Event | None:
        return _event(reading, values | {"stage": self.stage}, node, path)

    def schema(self) -> dict[str, Any]:
        one = self.record.schema()
        return {"anyOf": [one, {"type": "array", "items": one}]}


class _Particulars(First):
    """A text or a list of texts is the particulars."""

    def __init__(self) -> None:
        super().__init__("particulars", PROSES)


class _ImpressionShape:
    """The impression: an object, or just its particulars."""

    placed = False
    record = Record(
        "impression",
        Impression,
        [
            Key("of_reader", PROSE, "About the hiring manager; used in letters to that person only."),
            Key("of_company", PROSE, "About the company."),
            Key("of_staff", PROSE, "About the people there."),
            Key("of_work", PROSE, "About the work."),
            Key("growth", PROSE, "What the seeker would have learned."),
            Key("particulars", PROSES, "Things that stay in mind."),
            Key("promised", PROSE, "What was promised."),
        ],
        or_text=_Particulars(),
    )
    parts = (record,)

    def read(self, reading: Any, node: Node, path: str) -> Impression | None:
        if isinstance(node, Sequence):
            found = PROSES.read(reading, node, path)
            return Impression(particulars=found) if found else None
        return self.record.read(reading, node, path)  # type: ignore[no-any-return]

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.record.schema(), PROSES.schema()]}


def _label(reading: ProfileReading, values: dict[str, Any], node: Node, _path: str) -> PublicLabel:
    _level(reading, values, node)
    return PublicLabel(**values)


LABEL = Record(
    "public label",
    _label,
    [Key("text", NAME, "“a regional hospital group”", required=True), *_PRIVATE_KEYS],
    or_text=First("text", NAME),
    custom=True,
)


def _application(reading: ProfileReading, values: dict[str, Any], node: Node, path: str) -> Application:
    events = [event for key in [*values] if key in _EVENT_FIELDS for event in values.pop(key)]
    if len(events) > 1:
        events.sort(key=_when)
    if "disclosure" in values or "private" in values:
        _level(reading, values, node)
    elif reading.confidential:
        values["disclosure"] = Disclosure.TRUSTED
    values["events"] = tuple(events)
    values["at"] = reading.source.place(node.start, path)
    return made(Application, values)


def _when(event: Event) -> tuple[dt.date, tuple[int, int]]:
    return event.date or dt.date.max, (event.at.line, event.at.column)


_EVENT_FIELDS = frozenset({"events", *(f"stage {name}" for name in STAGES)})
APPLICATION = Record(
    "application",
    _application,
    [
        Key("company", NAME, "The company; need not be a target.", required=True),
        Key("position", NAME, "The position, exactly as advertised.", required=True),
        Key("id", NAME, "For references, and for telling two alike apart."),
        Key("requisition_id", NAME, "The employer's number of the post."),
        Key("url", URL, "The advertisement."),
        Key("source", TEXT, "Where the post was found."),
        Key("location", TEXT, "Where the work is."),
        Key("referral_from", CONTACT_NAME, "The contact who referred the seeker."),
        Key("agency", CONTACT_NAME, "The contact at the agency."),
        Key("hiring_manager", PERSON, "Who decides."),
        Key("recruiter", PERSON, "Who runs the process."),
        Key("wanted", YES_NO, "Whether the seeker would still like to work there (default yes)."),
        *_PRIVATE_KEYS,
        Key("public_label", LABEL, "How it is shown to readers below the level."),
        Key("events", ListOf(EVENT), "What happened, in any order."),
        *(
            Key(
                name,
                _StageEvents(stage),
                f"Events of the stage {stage[0]}: dates, or events without a stage.",
                f"stage {name}",
            )
            for name, stage in STAGES.items()
        ),
        Key("impression", _ImpressionShape(), "Raw material of the runner-up letter, the seeker's own sentences."),
        Key("notes", NOTE, "Never leaves the file."),
    ],
    custom=True,
)


# News, referrals, touchpoints, rules

DATED_NEWS = pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2}):?\s+(.+)", re.DOTALL)


class _NewsText(First):
    """A headline, optionally after its date: `2026-10-11 Three plant managers told me …`."""

    def __init__(self) -> None:
        super().__init__("headline", PROSE)

    def read(self, reading: Any, node: Node, path: str = "") -> dict[str, Any] | None:
        found = super().read(reading, node, path)
        dated = DATED_NEWS.fullmatch(found["headline"]) if found and found["headline"][:1].isdigit() else None
        if found is None or dated is None:
            return found
        day = date_of(dated[1])
        if isinstance(day, tuple):
            return reading.mistake(node, *day)  # type: ignore[no-any-return]
        return {"date": day, "headline": Prose(dated[2], found["headline"].at)}


NEWS = Record(
    "news",
    _held(News),
    [
        Key("headline", PROSE, "One sentence.", required=True),
        Key("id", NAME, "Tells two alike apart."),
        Key("date", DAY, "When it became known."),
        Key("detail", PROSE, "More, in sentences."),
        Key("url", URL, "Where to read more."),
        Key("why", PROSE, "Why it matters to the reader."),
        Key("audience", TEXTS, "everyone (default), or tags matched with `contacts[].interests`."),
        Key("for", CONTACT_NAME, "One contact: a private tip, never in an update.", "reader"),
        Key("on", DAY, "When it takes place."),
        Key("deadline", DAY, "The last day to act."),
        *_PRIVATE_KEYS,
        Key("source", choice_of(NewsSource), "public (default), interview or contact."),
    ],
    or_text=_NewsText(),
    custom=True,
)
REFERRAL = Record(
    "referral",
    Referral,
    [
        Key("from", CONTACT_NAME, "The contact who gave it.", "giver", required=True),
        Key("id", NAME, "Tells two alike apart."),
        Key("to", NAME, "Who or what they named."),
        Key("company", NAME, "The company."),
        Key("position", NAME, "The position."),
        Key("received", DAY, "When it was given."),
        Key("acted", DAY, "When the seeker acted on it."),
        Key("result", PROSE, "What came of it."),
        Key("result_on", DAY, "When that was known."),
        Key("suitable", YES_NO, "Whether it fits."),
        Key("learned", PROSE, "What the seeker learned."),
        Key("thanked", DAY, "When the giver was thanked."),
        Key("loop_closed", DAY, "When the giver heard how it ended."),
        _NAME_USE,
    ],
    placed=True,
)


def _touchpoint(reading: ProfileReading, values: dict[str, Any], node: Node, path: str) -> Touchpoint | None:
    if "contact" not in values and "person" in values:
        values["contact"] = reading.people.person(values["person"])
    elif (
        "contact" not in values
        and isinstance(node, Mapping)
        and _unsaid(node.get("contact"))
        and "company" not in values
    ):
        reading.mistake(
            node, "`contact` is missing.", "Add `contact: …` or, for somebody else, `person: …`.", key="contact"
        )
        return None
    return Touchpoint(**values, at=reading.source.place(node.start, path))


TOUCHPOINT = Record(
    "touchpoint",
    _touchpoint,
    [
        Key("date", PartialDay(), "When; may stop at the month or year.", required=True),
        Key("contact", CONTACT_NAME, "With which contact."),
        Key("person", NAME, "With whom, if they are no contact."),
        Key("company", NAME, "At which company."),
        Key(
            "kind", choice_of(TouchKind), "call, email (default), letter, meeting, informational_interview or message."
        ),
        Key("direction", choice_of(Direction), "out (default) or in."),
        Key("replied", YES_NO, "Whether they answered."),
        Key("document", NAME, "brief, update, thanks …: what was handed over by hand, counted as sent."),
        Key("learned", PROSE, "What came of an informational interview."),
        Key("note", NOTE, "Stays in the file."),
    ],
    custom=True,
)


class _RuleId(Leaf):
    """The id of a rule that may be silenced."""

    def read(self, reading: Any, node: Node, _path: str = "") -> str | None:
        value = TEXT.read(reading, node)
        rule = value.upper() if value else None
        if rule is None or rule in RULE_IDS - UNSILENCEABLE:
            return rule
        if rule in UNSILENCEABLE:
            what = f"{rule} cannot be silenced: it guards against leaks and untruths."
            reading.mistake(node, what, "Take it out.")
        else:
            guess = reading.did_you_mean(rule, sorted(RULE_IDS - UNSILENCEABLE))
            reading.mistake(node, f"there is no rule `{shown(rule)}`.", guess or "`jobnet check` shows each rule's id.")
        return None

    def schema(self) -> dict[str, Any]:
        return {"enum": sorted(RULE_IDS - UNSILENCEABLE)}


def _rules(ignore: tuple[str, ...] = (), **values: Any) -> Rules:
    return Rules(ignore=frozenset(ignore), **values)


IN_RETURN = Record(
    "offer in return",
    OfferInReturn,
    [
        Key("text", PROSE, "What I can do for others, in a sentence.", required=True),
        Key("audience", TEXTS, "everyone, or tags matched with `contacts[].interests`."),
        Key("for", CONTACT_NAME, "One contact.", "reader"),
    ],
    or_text=First("text", PROSE),
)
RULES = Record(
    "rules",
    _rules,
    [
        Key("ignore", ListOf(_RuleId()), "Ids of rules to silence."),
        Key("limits", Numbers(LIMITS), "Other limits than the default ones."),
        Key("cadence", Numbers(CADENCE), "Other days than the default ones."),
    ],
)
PROFILE = Record(
    "profile",
    dict,
    [
        Key("name", NAME, "Full name, as signed on a letter.", required=True),
        Key("known_as", NAME, "Name used with people on first-name terms; default `name`."),
        Key("pronouns", NAME, "The seeker's own (she/her), for sentences about them that others forward."),
        Key("email", EMAIL, "Shown in the signature; the sender of mail."),
        Key("phone", NAME, "Shown in the signature."),
        Key("location", TEXT, "Shown in the signature."),
        Key("address", LINES, "Postal lines for printed letters."),
        Key("locale", LOCALE, "Language and country of letters; default en-US."),
        Key("resume", RESUME, "A web address or a file; or both, with the day of its last change."),
        Key("linkedin", URL, "Shown if, and only if, set."),
        Key("links", MapOf(WebAddress(mail=True), says="Portfolio"), "Label → address."),
        Key("summary", PROSE, "What I do, in one sentence."),
        Key("plain_summary", PROSE, "The same for someone outside the field."),
        Key("expertise", TEXTS, "Areas of expertise."),
        Key("proof_points", PROSES, "Facts with numbers."),
        Key("background", PROSE, "Where I come from: school, former employer."),
        Key("credentials", NAMES, "[RN, MSN]: in the signature of letters only."),
        Key("languages", NAMES, "Working languages."),
        Key("availability", TEXT, "“from 1 December”"),
        Key("work_mode", TEXT, "“Bristol, or partly remote”"),
        Key("not_a_fit", PROSE, "What would waste a helper's goodwill."),
        Key("offer_in_return", ListOf(IN_RETURN, lone_mapping=True), "What I can do for others, and for whom."),
        Key("blurb", PROSE, "One to three sentences in the third person that a helper can forward."),
        Key("target_titles", Several(TITLE), "The jobs looked for."),
        Key("target_fields", TEXTS, "Fields of work."),
        Key("target_locations", ListOf(TEXT), "Places."),
        Key("target_companies", Several(COMPANY), "The companies hoped for."),
        Key("search", SEARCH, "Whether the search is confidential, and since when it runs."),
        Key("contacts", ListOf(CONTACT), "The people who help, and those one meets."),
        Key("applications", ListOf(APPLICATION), "Each with its dated history."),
        Key("news", ListOf(NEWS), "What is useful to readers."),
        Key("referrals", ListOf(REFERRAL), "Names and posts that contacts passed on."),
        Key("touchpoints", ListOf(TOUCHPOINT), "Talks and letters outside the program."),
        Key("rules", RULES, "ProfileUnderReview silenced, numbers changed."),
    ],
)
