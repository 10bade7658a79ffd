"""What rules look at: a finished letter with its context, or a profile on one day; derived views made once, at use."""

from __future__ import annotations

from functools import lru_cache, wraps
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias, TypeVar

from jobnet.errors import Severity
from jobnet.facts.history import signs_of_life
from jobnet.facts.items import Kind
from jobnet.facts.progress import Progress
from jobnet.facts.referrals import as_it_stands
from jobnet.frozen import cached_property, dataclass
from jobnet.patterns import pattern
from jobnet.profile.model import Direction
from jobnet.profile.names import company_key, without_legal_form
from jobnet.review.catalogue import Found

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
    from pathlib import Path

    from jobnet.errors import Place
    from jobnet.facts.history import History
    from jobnet.facts.items import Document, Item
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Application, Contact, Profile, Referral
    from jobnet.rendering.letter import Letter

_WORD = pattern(r"[^\W_]+(?:'[^\W_]+)*")
_SENTENCE_END = pattern(r"(?<=[.!?…])[\"')\]]*\s+(?=[^\W\d_]|\d)")
_ADDRESS = pattern(r"https?://\S+|[^\s@]+@[^\s@]+")
_BULLETS = frozenset("-*•")
KEPT = 512
"""Paragraphs of which each look keeps what it found."""
_LONGEST_NUMBER = 2


class Context(Protocol):
    """What every document's context has."""

    @property
    def document(self) -> Document: ...
    @property
    def reader(self) -> Reader | None: ...
    @property
    def seeker(self) -> Profile: ...
    @property
    def today(self) -> dt.date: ...
    @property
    def items(self) -> tuple[Item, ...]: ...
    @property
    def attachments(self) -> tuple[Path, ...]: ...


class Typed(NamedTuple):
    """A sentence of the user's, with the record it stands in."""

    record: str
    place: Place | None
    text: str


_T = TypeVar("_T")


def by_paragraph(look: Callable[[str], tuple[_T, ...]]) -> Callable[[Iterable[str]], list[_T]]:
    """A look at a text, cut at its empty lines, that is a look at each of its paragraphs, one after the other.

    The letters of a run share most of them, so what is found in one is kept. For looks that an empty line before or
    behind does not change.
    """
    known = lru_cache(maxsize=KEPT)(look)

    @wraps(look)
    def looked(paragraphs: Iterable[str]) -> list[_T]:
        return list(chain.from_iterable(map(known, paragraphs)))

    return looked


def _list_mark(line: str) -> int:
    """Characters of the bullet or number that this line begins with; 0 for none."""
    item = line.lstrip()
    number = item[: item.find(" ") + 1].rstrip()
    if item[:1] in _BULLETS:
        rest = item[1:]
    elif number[-1:] in {".", ")"} and number[:-1].isdecimal() and len(number) <= _LONGEST_NUMBER + 1:
        rest = item[len(number) :]
    else:
        return 0
    said = rest.lstrip()
    return len(line) - len(said) if len(said) < len(rest) else 0


@lru_cache(maxsize=KEPT)
def spaced(text: str) -> str:
    """The words of a text in lower case, each between single spaces: ` who do you know `."""
    return f" {' '.join(_words_of(text))} "


def _words_of(text: str) -> list[str]:
    folded = text.replace("’", "'").casefold()
    plain = ascii_words(folded) if "'" not in folded else None
    return _WORD.findall(folded) if plain is None else plain


def ascii_words(text: str) -> list[str] | None:
    """The runs of letters and digits in an ASCII text, in a quarter of the time of a pattern; None for any other."""
    return text.translate(_PARTED).split() if text.isascii() else None


_PARTED = "".join([chr(code) if chr(code).isalnum() else " " for code in range(128)])
"""All of ASCII: a sign that is not in the table would cost an exception."""


@lru_cache(maxsize=1)
def outline(text: str) -> bytes:
    """Signs of one kind made one, for looks that ask first whether there is anything to look at.

    A capital is `A`, a figure or an ampersand `0`, a bracket that opens a slot `[`.
    """
    return text.encode("latin-1", "replace").translate(_OUTLINE)


_CAPITALS = bytes([*range(ord("A"), ord("Z") + 1), *range(ord("À"), ord("Þ") + 1)])
_OUTLINE = bytes.maketrans(_CAPITALS + b"0123456789&" + b"{<", b"A" * len(_CAPITALS) + b"0" * 11 + b"[[")


def has_stop(text: str) -> bool:
    """Whether it has a mark that may end a sentence."""
    return "." in text or "!" in text or "?" in text or "…" in text


@dataclass(frozen=True)
class Said:
    """What is said in a text: its words in lower case, in order and as a set."""

    text: str
    words: frozenset[str]


@lru_cache(maxsize=KEPT)
def said_in(paragraph: str) -> Said:
    """What is said in one paragraph, addresses left out."""
    has_address = "@" in paragraph or "://" in paragraph
    words = _words_of(_ADDRESS.sub(" ", paragraph) if has_address else paragraph)
    return Said(" ".join(words), frozenset(words))


class Phrases:
    """Words and phrases to look for; those whose longest word is absent cost nothing."""

    def __init__(self, *phrases: str) -> None:
        self.phrases = phrases
        self._by_word: dict[str, list[str]] = {}
        for phrase in phrases:
            self._by_word.setdefault(max(phrase.split(), key=len), []).append(f" {phrase} ")
        self._longest_words = frozenset(self._by_word)

    def found_in(self, said: str, present: frozenset[str] | None = None) -> tuple[str, ...]:
        """Those that stand in a `spaced` text. `present`: its words, where they are known."""
        present = frozenset(said.split()) if present is None else present
        if self._longest_words.isdisjoint(present):  # two sets: much faster than the keys of a dict
            return ()
        words = self._longest_words & present
        return tuple(sorted(phrase.strip() for word in words for phrase in self._by_word[word] if phrase in said))


class LetterUnderReview:
    """One finished letter before the rules."""

    def __init__(
        self, letter: Letter, context: Context, profile: Profile, history: History, today: dt.date, html: bool = True
    ) -> None:
        """`html`: whether the Markdown and HTML forms are judged too. They are made only when asked for."""
        self.letter = letter
        self.context = context
        self.profile = profile
        self.history = history
        self.today = today
        self.html = html
        self.document: Document = letter.document
        self.reader: Reader | None = context.reader
        self.contact: Contact | None = self.reader.contact if self.reader else None

    @property
    def who(self) -> str:
        """The reader, for messages."""
        return self.reader.name if self.reader and self.reader.name else "everybody"

    @cached_property
    def said(self) -> str:
        """Subject and body as `spaced` words, addresses left out."""
        return f" {' '.join([each.text for each in self._said if each.text])} "

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset().union(*[each.words for each in self._said])

    @cached_property
    def _said(self) -> list[Said]:
        return [said_in(each) for each in self.subject_and_pieces]

    @property
    def pieces(self) -> list[str]:
        """The text cut at its empty lines."""
        return self.letter.text.split("\n\n")

    @cached_property
    def subject_and_pieces(self) -> list[str]:
        return [*self.letter.subject.split("\n\n"), *self.pieces]

    @cached_property
    def own(self) -> str:
        """The template's own words, `spaced`. Computed at need only: most letters have nothing to ask it for."""
        return spaced(self.letter.own_words)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text with its wrapping undone: a paragraph is one line."""
        return unwrapped(self.letter.text)

    @property
    def page(self) -> str:
        """The HTML form, or nothing when it is not going to be put out."""
        return self.letter.html if self.html else ""

    @property
    def parts_of_page(self) -> list[str]:
        """The HTML form cut at the ends of its paragraphs and lists; the first piece is what ends with `<body`."""
        if not self.page:
            return []
        head, _, body = self.page.partition("<body")
        return [f"{head}<body", *chain.from_iterable([part.split("</p>") for part in body.split("</ul>")])]

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of the running text: no lists, no headings, no addresses."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph)

    @cached_property
    def paragraphs(self) -> tuple[tuple[str, ...], ...]:
        """Each line's sentences; none in a list, a heading, or words without a stop."""
        return tuple(line for each in self.pieces for line in sentences_in(each, self.stops))

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """Every sentence that asks."""
        return tuple(chain.from_iterable(_questions_in(each, self.stops) for each in self.pieces if "?" in each))

    @cached_property
    def stops(self) -> Stops:
        """Where a stop stands within a name, and ends no sentence."""
        return remembered(self.profile, "stops", _stops_within_names)  # type: ignore[no-any-return]

    @property
    def asks_for_a_name(self) -> bool:
        """Whether there is a question that a person's name answers."""
        return any(_name_questions_in(each, self.stops) for each in self.pieces if "?" in each)

    @cached_property
    def name_questions(self) -> tuple[str, ...]:
        return tuple(chain.from_iterable(_name_questions_in(each, self.stops) for each in self.pieces if "?" in each))

    @cached_property
    def applications(self) -> tuple[Application, ...]:
        """The applications this letter is about or tells of."""
        return self.tally.applications

    @property
    def progress(self) -> tuple[Progress, ...]:
        """How they stand."""
        return self.tally.progress

    @cached_property
    def tally(self) -> Tally:
        """What the items come to, worked out once for all letters that tell the same ones."""
        seeker, items = self.context.seeker, self.context.items
        about = getattr(self.context, "application", None)
        tallies: dict[tuple[int, ...], Tally] = remembered(seeker, ("told", self.today), _none_yet)
        these = (id(about), *map(id, items))
        found = tallies.get(these)
        if found is None:
            if len(tallies) >= KEPT:
                tallies.clear()
            found = tallies[these] = Tally(items, about, seeker, self.today)  # held, so no id becomes another's
        return found

    def tone(self, phrases: Phrases, what: str) -> Iterator[Found]:
        """Hits of a word list: an error in the template's words, a warning in the user's; names are exempt."""
        for phrase in phrases.found_in(self.said, self.words):
            if f" {phrase} " in self.own:
                yield Found(f"The template says “{phrase}”, which sounds {what}.", severity=Severity.ERROR)
            elif f" {phrase} " in self.without_names(phrase):
                source = where_typed(self, phrase)
                yield Found(
                    f"“{phrase}” sounds {what}.",
                    source.record if source else "",
                    source.place if source else None,
                    Severity.WARNING,
                )

    def without_names(self, phrase: str) -> str:
        """What is said, less the titles, companies, expertise and names with this phrase in them: none is judged."""
        said = self.said
        for name in remembered(self.profile, f"names with {phrase}", lambda profile: _names_with(profile, phrase)):
            said = said.replace(name, " | ")
        return said

    @cached_property
    def referrals(self) -> tuple[Referral, ...]:
        """What this reader referred the seeker to."""
        given: dict[str, tuple[Referral, ...]] = remembered(self.profile, "referrals", _referrals)
        mine = given.get(self.contact.key, ()) if self.contact else ()
        return tuple(as_it_stands(self.profile, referral, self.today) for referral in mine)


class Tally:
    """What the items of a letter come to: many letters of a run tell the same list of them."""

    def __init__(self, items: tuple[Item, ...], about: Application | None, seeker: Profile, today: dt.date) -> None:
        self._items = items
        self._about = about
        self._seeker = seeker
        self._today = today

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """What sorts there are."""
        return tuple(dict.fromkeys(item.kind for item in self._items))

    @cached_property
    def events(self) -> frozenset[tuple[str, str | None]]:
        """The applications something happened to: the company, folded, and the position."""
        told = (item for item in self._items if item.kind is Kind.EVENT)
        return frozenset((company_key(item.company), item.position) for item in told if item.company)

    @cached_property
    def applications(self) -> tuple[Application, ...]:
        """The one the letter is about, or those it tells of."""
        if self._about is not None:
            return (self._about,)
        wanted = {
            (company_key(item.company), item.position)
            for item in self._items
            if item.company and item.position and item.kind in _OF_AN_APPLICATION
        }
        if not wanted:
            return ()
        by_name = remembered(self._seeker, "by name", _by_name)
        return tuple(each for key in sorted(wanted) for each in by_name.get(key, ()))

    @cached_property
    def progress(self) -> tuple[Progress, ...]:
        """How those applications stand."""
        known = remembered(self._seeker, f"progress {self._today}", _none_yet)  # one for all letters of a run
        return tuple(
            known.get(id(each)) or known.setdefault(id(each), Progress(each, self._today)) for each in self.applications
        )

    @cached_property
    def forward(self) -> int:
        """How many of the items are a step forward although nothing happened to an application."""
        return sum(1 for item in self._items if item.kind in FORWARD)

    @cached_property
    def turned_down(self) -> tuple[tuple[Application, tuple[str, ...]], ...]:
        """Those of them that ended with a no, each with the names that letters call the company by, `spaced`."""
        ended = [each.application for each in self.progress if each.turn_down]
        targets = [self._seeker.target(each.company) for each in ended]
        return tuple(
            (each, tuple(dict.fromkeys((spaced(target.spoken if target else each.company), spaced(each.company)))))
            for each, target in zip(ended, targets, strict=True)
        )


_BEFORE_NAMES = frozenset(
    {"st.", "sr.", "mr.", "mrs.", "ms.", "mx.", "dr.", "prof.", "mt.", "ft.", "no.", "rev.", "hon."}
)


Stops: TypeAlias = frozenset[tuple[str, str]]


def _stops_within_names(profile: Profile) -> Stops:
    """Each word with a stop inside a title, company or person's name, and the word after it."""
    typed: list[str | None] = [title.title for title in profile.target_titles]
    typed += [name for each in profile.target_companies for name in (each.name, each.short_name)]
    typed += [name for each in profile.applications for name in (each.company, each.position)]
    typed += [each.name for each in profile.contacts]
    words = [name.split() for name in typed if name and any(f"{mark} " in name for mark in ".!?…")]
    return frozenset((a, b.rstrip(".,;:!?")) for each in words for a, b in pairwise(each) if a[-1] in ".!?…")


# A tuple: to look into a set, an enum works out its hash in Python, a dozen times a letter.
FORWARD = (Kind.NEWS, Kind.INTERESTED)
_OF_AN_APPLICATION = (Kind.EVENT, Kind.RUNNERUP, Kind.TOUCH, Kind.LANDED)
_NAME_SHAPED = Phrases(
    "who", "whom", "whose", "anyone", "anybody", "someone", "somebody", "which", "a name", "introduce", "people",
)  # fmt: skip


@dataclass(frozen=True)
class ProfileUnderReview:
    """One profile on one day before the rules."""

    profile: Profile
    history: History
    today: dt.date
    mail: tuple[str, ...] = ()
    """The addresses and servers by which mail goes out."""

    @cached_property
    def progress(self) -> tuple[Progress, ...]:
        return tuple(Progress(each, self.today) for each in self.profile.applications)

    @cached_property
    def signs(self) -> Mapping[str, dt.date]:
        """The last sign of life of each contact."""
        return signs_of_life(self.profile, self.today)

    @cached_property
    def words(self) -> Mapping[str, dt.date]:
        """The last day on which the seeker wrote to or rang each contact without jobnet, and handed over nothing."""
        touches = (t for t in self.profile.touchpoints if t.contact and not t.document and t.direction is Direction.OUT)
        said = sorted((touch.date.earliest, touch.contact.key) for touch in touches if touch.contact)
        return {key: day for day, key in said if day <= self.today}

    @cached_property
    def limits(self) -> Mapping[str, int]:
        return self.profile.rules.limits

    @cached_property
    def cadence(self) -> Mapping[str, int]:
        return self.profile.rules.cadence


@lru_cache(maxsize=KEPT)
def sentences_in(paragraph: str, stops: Stops) -> tuple[tuple[str, ...], ...]:
    """The sentences of each line of a paragraph, its wrapping undone."""
    return tuple(_sentences(line, stops) for line in _unwrapped((paragraph,)) if line)


def _sentences(line: str, stops: Stops) -> tuple[str, ...]:
    if not has_stop(line) or _list_mark(line) or line.startswith("#"):
        return ()
    parts = tuple(filter(None, _parted(line, stops)))
    return parts if line.rstrip(" *_")[-1:] in {".", "!", "?"} else parts[:-1]


@lru_cache(maxsize=KEPT)
def _name_questions_in(paragraph: str, stops: Stops) -> tuple[str, ...]:
    return tuple(each for each in _questions_in(paragraph, stops) if _NAME_SHAPED.found_in(spaced(each)))


@lru_cache(maxsize=KEPT)
def _questions_in(paragraph: str, stops: Stops) -> tuple[str, ...]:
    lines = (line for line in _unwrapped((paragraph,)) if "?" in line)
    return tuple(chain.from_iterable(_questions(line, stops) for line in lines))


def _questions(line: str, stops: Stops) -> tuple[str, ...]:
    parts = _parted(line[_list_mark(line) :], stops)
    return tuple(each for each in parts if each.rstrip("\"')]*_ ").endswith("?"))


def _parted(line: str, stops: Stops) -> Iterator[str]:
    """The sentences of a line. The stop of "St. Mary's" ends none, nor the mark in "at Yahoo! or elsewhere"."""
    start = 0
    for end in _SENTENCE_END.finditer(line):
        before, after = line[start : end.start()].rpartition(" ")[2], line[end.end() :].partition(" ")[0]
        ends = not (before.lstrip("“\"'(").casefold() in _BEFORE_NAMES or after[:1].islower())
        if ends and (before, after.rstrip(".,;:!?")) not in stops:
            yield line[start : end.start()]
            start = end.end()
    yield line[start:]


def unwrapped(text: str) -> tuple[str, ...]:
    """The lines of a text as they were before wrapping: one goes on where its next word had no room."""
    return tuple(_unwrapped(text.split("\n\n"))[1:])


@by_paragraph
def _unwrapped(paragraph: str) -> tuple[str, ...]:
    """The lines of a paragraph, behind the empty one that parts it from the last."""
    lines = [""]
    last = ""
    for line in paragraph.split("\n"):
        words = line.split(maxsplit=1)
        goes_on = bool(words and last) and len(last) + 1 + len(words[0]) > _COLUMNS and not _list_mark(line)
        if goes_on:
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
        last = line
    return tuple(lines)


_COLUMNS = 72


def of_application(application: Application) -> str:
    """How findings name an application."""
    return f"{application.position}, {application.company}"


def place(at: Place) -> Place | None:
    """The place of a record, or None when it was made and not read."""
    return at if at.line else None


_REMEMBERED: dict[Hashable, tuple[Any, Any]] = {}


def remembered(profile: Profile, what: Hashable, make: Any) -> Any:
    """What was derived from this very profile last time. Kept for one profile, so a run over many letters is linear."""
    known = _REMEMBERED.get(what)
    if known is None or known[0] is not profile:
        known = _REMEMBERED[what] = (profile, make(profile))
    return known[1]


def _none_yet(_: Profile) -> dict[Any, Any]:
    return {}


def _names_with(profile: Profile, phrase: str) -> tuple[str, ...]:
    return tuple(name for name in names_of(profile) if f" {phrase} " in name)


def _referrals(profile: Profile) -> dict[str, tuple[Referral, ...]]:
    given: dict[str, tuple[Referral, ...]] = {}
    for referral in profile.referrals:
        given[referral.giver.key] = (*given.get(referral.giver.key, ()), referral)
    return given


def _by_name(profile: Profile) -> dict[tuple[str, str], list[Application]]:
    found: dict[tuple[str, str], list[Application]] = {}
    for each in profile.applications:
        found.setdefault((company_key(each.company), each.position), []).append(each)
    return found


def names_of(profile: Profile) -> tuple[str, ...]:
    """Titles, companies, expertise, places and people as typed, `spaced`: no word list judges them."""
    return remembered(profile, "names", _names_of)  # type: ignore[no-any-return]


def _names_of(profile: Profile) -> tuple[str, ...]:
    named: list[str | None] = [profile.name, profile.known_as, profile.location, *profile.expertise]
    named += [*profile.target_fields, *profile.target_locations, *profile.credentials, *profile.languages]
    for title in profile.target_titles:
        named += [title.title, title.plain, *title.aliases]
    companies = [each.name for each in profile.target_companies] + [each.company for each in profile.applications]
    companies += [name for contact in profile.contacts for name in (contact.company, *contact.knows) if name]
    for company in profile.target_companies:
        named += [company.name, company.short_name, company.legal_name, *company.aliases, *company.people_wanted]
    for application in profile.applications:
        named += [application.company, application.position]
        named += [person.name for event in application.events for person in event.people]
    for contact in profile.contacts:
        named += [contact.name, contact.known_as, contact.company, contact.title, *contact.knows]
    # Letters print companies without their legal form: Visa Inc. is Visa there.
    named += [without_legal_form(name) for name in companies]
    return tuple(sorted({spaced(name) for name in named if name and name.strip()} - {"  "}, key=len, reverse=True))


def typed_in(profile: Profile) -> Iterator[Typed]:
    """The user's own sentences, each with its record."""
    for record, at, texts in _prose(profile):
        for text in texts:
            if text:
                yield Typed(record, place(at) if at else None, text)


def _prose(profile: Profile) -> Iterator[tuple[str, Place | None, tuple[str | None, ...]]]:
    yield "you", None, (profile.summary, profile.plain_summary, profile.background, profile.not_a_fit)
    yield (
        "you",
        None,
        (*(each.text for each in profile.offer_in_return), profile.blurb, profile.availability, profile.work_mode),
    )
    yield "you", None, profile.proof_points
    for company in profile.target_companies:
        yield company.name, company.at, (company.name, company.why)
    for contact in profile.contacts:
        offer = contact.offered_help.what if contact.offered_help else None
        yield contact.name, contact.at, (contact.opening, contact.how_we_met, contact.salutation, offer)
    for each in profile.applications:
        raw = each.impression
        texts = (raw.of_reader, raw.of_company, raw.of_staff, raw.of_work, raw.growth, raw.promised, *raw.particulars)
        yield of_application(each), each.at, (*texts, each.position, each.company)
    for news in profile.news:
        yield news.headline, news.at, (news.headline, news.detail, news.why)
    for referral in profile.referrals:
        yield f"referral from {referral.giver.name}", referral.at, (referral.to, referral.result, referral.learned)
    for touch in profile.touchpoints:
        yield f"touchpoint of {touch.date}", touch.at, (touch.learned,)


def where_typed(case: LetterUnderReview, phrase: str) -> Typed | None:
    """The user's sentence that holds these words, if one does: the one this letter says, where several do."""
    wanted, profile = f" {phrase} ", case.profile
    found: tuple[Typed, ...] = remembered(
        profile,
        f"where {phrase}",
        lambda _: tuple(each for each in typed_in(profile) if wanted in spaced(each.text)),
    )
    return next((each for each in found if spaced(each.text) in case.said), next(iter(found), None))


def is_typed(profile: Profile, fragment: str) -> bool:
    """Whether the user typed these very characters somewhere."""
    return any(fragment in typed.text for typed in typed_in(profile)) or fragment in repr(profile)
