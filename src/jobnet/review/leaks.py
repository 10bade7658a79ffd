"""The leak scan: does any form of a finished letter name what its reader may not learn?

It knows nothing of how the context was chosen (`documents/disclosure.py`): profile, reader and text are all it sees.
The runs of words in each piece of a letter are looked up in a dictionary of names; one regular expression of all names
took 60 ms a letter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from enum import Enum
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from jobnet.facts.items import Document
from jobnet.facts.progress import Progress
from jobnet.facts.readers import without_credentials
from jobnet.frozen import cached_property, dataclass
from jobnet.patterns import pattern
from jobnet.profile.model import NOWHERE, Disclosure
from jobnet.profile.names import bare, company_key, company_words, fold, holds_words, name_key
from jobnet.review.case import ascii_words, of_application, remembered

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jobnet.errors import Place
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Application, Company, Contact, Person, Profile
    from jobnet.rendering.letter import Letter
    from jobnet.review.case import LetterUnderReview

WORD = pattern(r"[^\W_]+")
_AND = frozenset({"and", "und", "et", "y"})
_TAG = pattern(r"<[!/a-zA-Z][^>]*>")
_QUOTED = pattern(r"""(?:href|src|title|alt|content|aria-label)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_URL = pattern(r"(?:https?://|mailto:|www\.)[^\s\"'<>]+|[^\s\"'<>@]+@[^\s\"'<>@]+", re.IGNORECASE)
_INLINE = pattern(r"</?(?:a|b|i|em|strong|span|code)\b", re.IGNORECASE)
_INLINE_PLAIN = pattern(r"</?(?:b|i|em|strong|span|code|a)>", re.IGNORECASE)
_BLOCK_ENDS = ("</title>", "</style>", "</p>", "</li>", "</h2>", "<br />")
_STYLE = pattern(r"<style\b.*?</style\s*>", re.DOTALL | re.IGNORECASE)
_LIST = pattern(r"\n\s*(?:[-*•#>]|\d{1,2}[.)])\s")
_JOINING = pattern(r"\b(?:and|und|et|y)\b|&(?:amp;)?", re.IGNORECASE)
_APART = pattern(r"[.!?;](?=\s|$)")
"""What parts two words of a text. Any other mark may stand in a name: "Quorvex (Mills)"."""
_ENUMERATION = pattern(r"[,:]\s")
_ADJACENT = pattern(r"[\s,:(–—*_-]*(?:(?:at|with|for|in|by|bei|chez|en)\s)?[\s(*_]*")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa"})
_MAIL_HOSTS = frozenset({
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "me.com",
    "proton.me", "protonmail.com", "gmx.de", "gmx.net", "web.de", "aol.com", "mail.com",
})  # fmt: skip
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DAY_BEFORE = pattern(r"\d(?:st|nd|rd|th)?\.?\s+$")
_DAY_AFTER = pattern(r"\s+\d|\s+update\b")
_GLUED_LEAST = 7
_KEPT = 512
_SHORTEST_IN_URL = 4
_SENTENCE_LEAST = 4


class What(Enum):
    """What sort of thing a name gives away."""

    COMPANY = "the company"
    PERSON = "the person"
    POSITION = "the position"
    REQUISITION = "the requisition number"
    DATE = "the date"
    DOMAIN = "the address"
    NEWS = "the news"
    LABEL = "the label"
    URL = "the link"


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of one thing that somebody may not learn."""

    words: tuple[str, ...]
    typed: str
    what: What
    subject: str
    """Whose name: a company's or person's folded identity."""
    record: str
    at: Place
    as_typed: str | None = None
    """The capitals a name of one word must have to count."""
    application: Application | None = None
    beside: tuple[str, ...] = ()
    """Counts only directly beside these words: a position that is also one of the seeker's own titles."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A name that stands where it must not."""

    name: Name
    form: str


class Form:
    """One form of a letter, with its words and where they stand."""

    def __init__(self, label: str, raw: str, *, is_url: bool = False) -> None:
        self.label = label
        self.raw = bare(raw)
        self.is_url = is_url

    @cached_property
    def _tokens(self) -> tuple[tuple[str, int, int], ...]:
        found = ((fold(word.group()), word.start(), word.end()) for word in WORD.finditer(self.raw))
        return tuple(token for token in found if token[0] not in _AND)

    @property
    def words(self) -> frozenset[str]:
        return frozenset(self._where)

    @cached_property
    def _where(self) -> Mapping[str, list[int]]:
        where: dict[str, list[int]] = defaultdict(list)
        for index, token in enumerate(self._tokens):
            where[token[0]].append(index)
        return where

    def spans(self, words: tuple[str, ...], typed: str = "", as_typed: str | None = None) -> Iterator[tuple[int, int]]:
        """Where these words stand in a run, whole, with nothing between them that parts names."""
        size = len(words)
        for first in self._where.get(words[0], ()) if words else ():
            run = self._tokens[first : first + size]
            if tuple(token[0] for token in run) != words:
                continue
            if not all(self._joined(run[i][2], run[i + 1][1], typed) for i in range(size - 1)):
                continue
            start, end = run[0][1], run[-1][2]
            if _ENUMERATION.search(self.raw, start, end) and not self._has_capitals(start, end, typed):
                continue
            if as_typed is None or self._counts(start, end, as_typed):
                yield start, end

    def _joined(self, end: int, start: int, typed: str) -> bool:
        between = _JOINING.sub("", self.raw[end:start])
        if "\n" in between and ("\n\n" in between or _LIST.search(between)):
            return False
        return all(sign.group() in typed for sign in _APART.finditer(between))

    def _has_capitals(self, start: int, end: int, typed: str) -> bool:
        """Whether it is written as the name is: "Quorvex, Mills" is Quorvex Mills, "fennel, rye" is no company."""
        said = WORD.findall(self.raw[start:end])
        return bool(typed) and all(word in WORD.findall(bare(typed)) for word in said)

    def _counts(self, start: int, end: int, as_typed: str) -> bool:
        """Whether a name of one word has its capitals; in a URL, whether it is a whole part of it."""
        if self.is_url:
            around = self.raw[max(start - 1, 0) : start], self.raw[end : end + 1]
            return end - start >= _SHORTEST_IN_URL and all(sign in "/.:@?&=#" for sign in around)
        if fold(as_typed) in _MONTHS and self._is_date(start, end):
            return False
        return bare(self.raw[start:end]) == bare(as_typed)

    def _is_date(self, start: int, end: int) -> bool:
        """Whether a month's name stands in a date, or in "October update": May and June are people, too."""
        before, after = self.raw[max(start - 6, 0) : start], self.raw[end : end + 8]
        return bool(_DAY_BEFORE.search(before) or _DAY_AFTER.match(after))


def leaks(case: LetterUnderReview) -> Iterator[Leak]:
    """PRIV-01: what this reader may not learn and the letter says all the same."""
    ceiling = _ceiling(case)
    index = remembered(
        case.profile, ("above", ceiling, case.today), lambda profile: above(profile, ceiling, case.today)
    )
    if not index.names:
        return
    scan = _scan(case)
    yield from scan.hits(name for name in scan.candidates(index) if not scan.knows(name))


def rivals(case: LetterUnderReview, *, live_only: bool = False) -> Iterator[Leak]:
    """PRIV-05, PRIV-06: other companies named in a letter to somebody at one of them."""
    scan = _scan(case)
    index = remembered(case.profile, "companies", all_companies)
    own = set(scan.knowledge.companies) if case.reader else set()
    own |= {company_id(case.profile, item.company) for item in case.context.items if item.company}
    own |= {company_id(case.profile, each.company) for each in case.applications}
    names = (name for name in scan.candidates(index) if name.subject not in own)
    if live_only:
        own = set(scan.knowledge.companies)
        live = remembered(case.profile, f"live {case.today}", lambda profile: _live_companies(profile, case.today))
        names = (name for name in scan.candidates(index) if name.subject in live and name.subject not in own)
    yield from scan.hits(names)


def third_parties(case: LetterUnderReview) -> Iterator[Leak]:
    """PRIV-07: people named without their leave, the reader apart."""
    # A name is written out in the text if it is anywhere: the other forms are not searched for manners' sake.
    index = remembered(case.profile, "people", all_people)
    letter = case.letter
    pieces = (*case.subject_and_pieces, *_file_names(letter)) if index.names else ()
    found = list(chain.from_iterable(map(index.in_text, pieces)))
    themselves = _themselves(case.profile, case.reader) if found else ()
    names = {id(name): name for name in found if name.subject not in themselves}
    if names:  # most letters name nobody but their reader, who is known without asking what they take part in
        # A name stands within one paragraph. That of one word may need the day beside it, and `&amp;` is read two ways.
        whole = "&" in letter.text or any(name.as_typed for name in names.values())
        text = letter.text if whole else "\n\n".join(filter(index.in_text, case.pieces))
        scan = Scan(case, html=False, text=text)
        scan.knowledge = _scan(case).knowledge
        yield from scan.hits(name for name in names.values() if name.subject not in scan.knowledge.people)


def names_company(case: LetterUnderReview, names: Iterable[str]) -> bool:
    """Whether the letter says any of these company names."""
    spellings = [name for typed in names for name in _spellings(typed, What.COMPANY, company_key(typed), "", NOWHERE)]
    return any(True for _ in _scan(case).hits(spellings))


def _file_names(letter: Letter) -> list[str]:
    """As they are attached: under the name of the file itself where a link was given."""
    return [name for path in letter.attachments for name in dict.fromkeys((path.name, path.resolve().name))]


def _scan(case: LetterUnderReview) -> Scan:
    if not _last_scan or _last_scan[0].case is not case:
        _last_scan[:] = [Scan(case, html=case.html)]
    return _last_scan[0]


def _ceiling(case: LetterUnderReview) -> Disclosure:
    return case.reader.ceiling if case.reader else Disclosure.NETWORK


_last_scan: list[Scan] = []
"""Of the letter before the rules just now. Kept here: a case that held its scan would be a circle a letter."""


class Scan:
    """One letter, ready to be searched."""

    def __init__(self, case: LetterUnderReview, *, html: bool, text: str | None = None) -> None:
        """`text`: the part of it that is searched."""
        self.case = case
        self._html = html
        self._text = case.letter.text if text is None else text
        self.profile = case.profile
        self.ceiling = _ceiling(case)

    @property
    def _markdown(self) -> str:
        return self.case.letter.markdown if self._html else ""

    @property
    def _page(self) -> str:
        return self.case.letter.html if self._html else ""

    @cached_property
    def _lines(self) -> Form:
        """The text with its wrapping undone, a paragraph a line."""
        return Form("the text", "\n".join(self.case.lines))

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        letter = self.case.letter
        page = _STYLE.sub(" ", self._page)
        values = [first or second for tag in _TAG.findall(page) for first, second in _QUOTED.findall(tag)]
        visible = _TAG.sub(lambda tag: " " if _INLINE.match(tag.group()) else "\n\n", page)
        comments = re.findall(r"<!--(.*?)-->", page, re.DOTALL)
        pages = "\n\n".join((_unescaped(visible), *map(_unescaped, values), *comments))
        urls = dict.fromkeys(_URL.findall("\n".join((self._text, self._markdown, *map(_unescaped, values)))))
        own = {url.casefold() for url in self._own_addresses}
        foreign = [decoded(url) for url in urls if url.removeprefix("mailto:").rstrip(").,;:!?").casefold() not in own]
        return (
            Form("the text", f"{letter.subject}\n\n{self._text}"),
            Form("the Markdown form", self._markdown),
            Form("the HTML form", pages),
            Form("an attachment's name", "\n\n".join(_file_names(letter))),
            Form("a link", "\n\n".join(foreign), is_url=True),
        )

    @cached_property
    def _own_addresses(self) -> frozenset[str]:
        seeker, reader = self.profile, self.case.reader
        links = (*seeker.links.values(), seeker.linkedin, seeker.resume.url if seeker.resume else None, seeker.email)
        return frozenset(link for link in (*links, reader.email if reader else None) if link)

    @cached_property
    def knowledge(self) -> Knowledge:
        return Knowledge(self.case)

    def candidates(self, index: Index) -> Iterable[Name]:
        """Names whose words stand in a run somewhere."""
        if not index.names:
            return ()
        more = (self._markdown, *_file_names(self.case.letter))
        pieces = (*self.case.subject_and_pieces, *(piece for text in more for piece in text.split("\n\n")))
        in_texts = map(index.in_text, pieces)
        in_page = map(index.in_page, _blocks(self._page))
        return {id(name): name for name in chain.from_iterable(chain(in_texts, in_page))}.values()

    def knows(self, name: Name) -> bool:
        """Whether the reader takes part in it, and so may know it at any level."""
        known = self.knowledge
        if name.application is not None and id(name.application) in known.applications:
            return True
        match name.what:
            case What.COMPANY | What.DOMAIN:
                return name.subject in known.companies
            case What.PERSON:
                return name.subject in known.people
            case What.NEWS:
                return bool(known.key) and name.subject == known.key
            case _:
                return False

    def hits(self, names: Iterable[Name]) -> Iterator[Leak]:
        """Those that really stand there, one a thing, less what is exempt."""
        told: set[tuple[What, str]] = set()
        for name in sorted(names, key=lambda each: (each.what.value, each.typed)):
            if (name.what, name.subject) in told:
                continue
            form = self._form_with(name)
            if form is not None:
                told.add((name.what, name.subject))
                yield Leak(name, form)

    def _form_with(self, name: Name) -> str | None:
        if name.what is What.URL:
            return next((form.label for form in self.forms if bare(name.typed) in form.raw), None)
        if name.what is What.DATE:
            return self._dated(name)
        if name.beside:
            return self._beside(name)
        for form in self.forms:
            found = list(form.spans(name.words, name.typed, name.as_typed))
            if not found:
                continue
            exempt = [span for words in self._exempt(name) for span in form.spans(words)]
            found = [span for span in found if not _inside(span, exempt)]
            # The page repeats the subject as its title, so its fixed words may stand there twice.
            if found and len(found) > self._in_own_words(name) * (2 if form.label == "the HTML form" else 1):
                return form.label
        return None

    def _in_own_words(self, name: Name) -> int:
        """How often jobnet's own template says the same words of itself ("Next", "Target")."""
        if not self.case.letter.built_in:
            return 0
        return sum(1 for _ in self._own_form.spans(name.words, name.typed, name.as_typed))

    @cached_property
    def _own_form(self) -> Form:
        return Form("the template", self.case.letter.own_words)

    def _exempt(self, name: Name) -> Iterator[tuple[str, ...]]:
        """What may be said although this name is part of it: the seeker's and reader's own, and longer known names."""
        first = name.words[0] if name.words else ""
        described = remembered(self.profile, "described", _descriptions_of) if len(name.words) > 1 else {}
        for words in (*self._open_words, *self._shown_positions.get(first, ())):
            if holds_words(words, name.words) and not _names_it(described.get(words), name):
                yield words
        for company, longer in remembered(self.profile, "company spellings", _company_spellings).get(first, ()):
            if len(longer) > len(name.words) and holds_words(longer, name.words) and self._is_known(company):
                yield longer

    @cached_property
    def _open_words(self) -> tuple[tuple[str, ...], ...]:
        seeker = remembered(self.profile, "own", _own_words_of)
        reader, contact = self.case.reader, self.case.contact
        typed: list[str | None] = []
        if reader is not None:
            greeting = reader.greeting
            typed += [reader.name, reader.email, greeting.text, greeting.honorific, greeting.family]
            typed += [f"{greeting.honorific} {greeting.family}"]
        if contact is not None:
            typed += [
                contact.known_as,
                contact.salutation,
                *contact.salutations.values(),
                contact.company,
                *contact.post,
            ]
        positions = (each.position for each in self.knowledge.applications.values())
        return (*seeker, *filter(None, (_words(text) for text in (*typed, *positions) if text)))

    @property
    def _shown_positions(self) -> Mapping[str, list[tuple[str, ...]]]:
        """The positions that all readers of this ceiling may know of, by each of their words."""
        ceiling, levels = self.ceiling, self._levels
        found: Mapping[str, list[tuple[str, ...]]] = remembered(
            self.profile, f"positions {ceiling}", lambda profile: _shown_positions(profile, levels, ceiling)
        )
        return found

    @cached_property
    def _levels(self) -> Mapping[int, Disclosure]:
        today = self.case.today
        found: Mapping[int, Disclosure] = remembered(
            self.profile, f"levels {today}", lambda p: {id(each): level(each, p, today) for each in p.applications}
        )
        return found

    def _is_known(self, company: str) -> bool:
        """Whether this reader may know of the company with this id."""
        levels = remembered(
            self.profile, f"companies {self.case.today}", lambda profile: company_levels(profile, self.case.today)
        )
        return bool(levels[company] <= self.ceiling) or company in self.knowledge.companies

    def _dated(self, name: Name) -> str | None:
        """A day of a held-back application in one line with its company."""
        application = name.application
        if application is None:
            return None
        days = {event.date for event in application.events if event.date}
        said = self._lines.words
        if not any(_says(said, date) for date in days):
            return None
        days -= self._open_days
        form = self._lines
        for start, end in form.spans(name.words, name.typed, name.as_typed) if days else ():
            line = form.raw[
                form.raw.rfind("\n", 0, start) + 1 : (form.raw.find("\n", end) + 1 or len(form.raw) + 1) - 1
            ]
            said = frozenset(fold(word) for word in WORD.findall(line))
            for date in days:
                if _says(said, date):
                    return form.label
        return None

    @cached_property
    def _open_days(self) -> frozenset[dt.date | None]:
        """Days the letter may speak of for other reasons."""
        context, ceiling = self.case.context, self.ceiling
        days: frozenset[dt.date | None] = remembered(
            self.profile,
            f"open days {ceiling} {self.case.today}",
            lambda profile: _open_days(profile, self._levels, ceiling),
        )
        window = getattr(context, "window", None)
        days |= {self.case.today, getattr(window, "since", None), getattr(window, "until", None)}
        days |= {item.date for item in context.items}
        for application in self.knowledge.applications.values():
            days |= {event.date for event in application.events}
        return days

    def _beside(self, name: Name) -> str | None:
        form = self._lines
        companies = list(form.spans(name.beside))
        for start, end in form.spans(name.words, name.typed) if companies else ():
            for company_start, company_end in companies:
                gap = form.raw[end:company_start] if end <= company_start else form.raw[company_end:start]
                if "\n" not in gap and _ADJACENT.fullmatch(gap):
                    return form.label
        return None


class Knowledge:
    """What one reader takes part in, and so knows: their company, the applications they sit in, their referrals."""

    def __init__(self, case: LetterUnderReview) -> None:
        profile, reader = case.profile, case.reader
        self.companies: set[str] = set()
        self.people: set[str] = {*_themselves(profile, reader)}
        self.applications: dict[int, Application] = {}
        self.key = reader.key if reader else ""
        if case.document is Document.LANDED:
            accepted = (each for each in profile.applications if Progress(each, case.today).is_accepted)
            self._learn(_learned(profile, accepted))
        if case.document in {Document.RUNNERUP, Document.TOUCH}:
            # Whoever gets these was there: the letter is about their own company.
            self.companies |= {company_id(profile, each.company) for each in case.applications}
        if reader is not None and reader.key:
            self._takes_part(case, profile, reader)
        if self.companies:
            there = remembered(profile, "by company", _by_company)
            self.applications |= {id(each): each for key in self.companies for each in there.get(key, ())}

    def _takes_part(self, case: LetterUnderReview, profile: Profile, reader: Reader) -> None:
        contact = reader.contact
        if contact is not None and contact.company:
            self.companies.add(company_id(profile, contact.company))
        for person in dict.fromkeys((name_key(reader.name), contact.key if contact else name_key(reader.name))):
            self._learn(_learned_by(profile, person))
        if contact is not None:
            for referral in case.referrals:
                if referral.company:
                    self.companies.add(company_id(profile, referral.company))
                if referral.to:
                    self.people |= {name_key(referral.to)} | set(_people_in(referral.to, profile))

    def _learn(self, learned: Learned) -> None:
        self.applications |= learned.applications
        self.companies |= learned.companies
        self.people |= learned.people


def _themselves(profile: Profile, reader: Reader | None) -> tuple[str, ...]:
    """The two whom every letter may name: who writes it and who reads it."""
    if reader is None or not reader.key:
        return (name_key(profile.name),)
    return (name_key(profile.name), name_key(reader.name), reader.key)


@dataclass(frozen=True, slots=True)
class Learned:
    """What somebody knows who takes part in some applications."""

    applications: Mapping[int, Application]
    companies: frozenset[str]
    people: frozenset[str]


def _learned_by(profile: Profile, person: str) -> Learned:
    """What this person knows, once for all letters: a recruiter may take part in hundreds of applications."""
    known: dict[str, Learned] = remembered(profile, "learned", lambda _: {})
    if person not in known:
        known[person] = _learned(profile, remembered(profile, "taking part", _taking_part).get(person, ()))
    return known[person]


def _learned(profile: Profile, applications: Iterable[Application]) -> Learned:
    shared = {id(application): application for application in applications}
    return Learned(
        shared,
        frozenset(company_id(profile, each.company) for each in shared.values()),
        frozenset(name_key(person.name) for each in shared.values() for person in people_met(each)),
    )


@dataclass(frozen=True)
class Index:
    """Names by their words, and how many words the names have that begin with a word."""

    names: Mapping[tuple[str, ...], list[Name]]
    sizes: Mapping[str, frozenset[int]]

    @cached_property
    def in_text(self) -> Callable[[str], tuple[Name, ...]]:
        """Those whose words stand in a run in a piece of a letter. The letters of a run share most of their pieces."""
        return lru_cache(maxsize=_KEPT)(self._names_in_text)

    @cached_property
    def in_page(self) -> Callable[[str], tuple[Name, ...]]:
        """The same of a piece of HTML, where a name may be partly in bold."""
        return lru_cache(maxsize=_KEPT)(lambda piece: self._names_in(_INLINE_PLAIN.sub(" ", piece)))

    def _names_in_text(self, piece: str) -> tuple[Name, ...]:
        """A name that went on from one item of a list into the next would be none (`Form._joined`)."""
        items = piece.split("\n- ")
        return tuple(chain.from_iterable(map(self.in_text, items))) if len(items) > 1 else self._names_in(piece)

    def _names_in(self, piece: str) -> tuple[Name, ...]:
        found: dict[tuple[str, ...], None] = {}
        for run in _runs(piece):
            for at, first in enumerate(run if not self.sizes.keys().isdisjoint(run) else ()):
                for size in self.sizes.get(first, ()):
                    found[run[at : at + size]] = None
        return tuple(name for words in found for name in self.names.get(words, ()))


def _blocks(page: str) -> list[str]:
    """A page in pieces: no name goes on behind one of these."""
    for end in _BLOCK_ENDS:
        page = page.replace(end, "\n\n")
    return page.split("\n\n")


def _runs(piece: str) -> Iterator[tuple[str, ...]]:
    """The words of a piece of a letter, in order, and those of its URLs as people read them."""
    yield _cut(_unescaped(piece))
    if "%" in piece or "xn--" in piece.casefold():
        yield from (_cut(_unescaped(decoded(url))) for url in _URL.findall(piece))


def above(profile: Profile, ceiling: Disclosure, today: dt.date) -> Index:
    """Everything that readers of this ceiling may not learn, under each spelling."""
    names: list[Name] = []
    levels = company_levels(profile, today)
    hidden = {key for key, lowest in levels.items() if lowest > ceiling}
    for company in profile.target_companies:
        if company_id(profile, company.name) in hidden:
            names += _of_company(company, profile)
    open_people = _open_people(profile, ceiling, today)
    labels = [application.public_label for application in profile.applications if application.public_label]
    open_labels = {_words(label.text) for label in labels if label.disclosure <= ceiling}
    described = remembered(profile, "own", _own_words_of)
    shown = [_words(each.position) for each in profile.applications if level(each, profile, today) <= ceiling]
    for application in profile.applications:
        if level(application, profile, today) <= ceiling:
            continue
        if company_id(profile, application.company) in hidden:
            names += _named(application.company, company_id(profile, application.company), application)
        else:
            names += _of_held_back(application, profile, [*described, *shown])
        names += _of_advert(application)
        names += _of_people(application, open_people)
        label = application.public_label
        words = _words(label.text) if label else ()
        if label is not None and words not in open_labels and len(words) >= _SENTENCE_LEAST:
            record = of_application(application)
            names.append(
                Name(
                    _words(label.text),
                    label.text,
                    What.LABEL,
                    application.key,
                    record,
                    application.at,
                    None,
                    application,
                )
            )
    names += _domains(profile, hidden)
    for news in profile.news:
        if news.disclosure > ceiling or news.reader is not None:
            names += _of_news(news.headline, news.reader if news.disclosure <= ceiling else None, news.at)
    return _index(names)


def all_companies(profile: Profile) -> Index:
    """Every target and applied company."""
    names: list[Name] = []
    for company in profile.target_companies:
        names += _of_company(company, profile)
    for application in profile.applications:
        names += _named(application.company, company_id(profile, application.company), application)
    return _index(names)


def all_people(profile: Profile) -> Index:
    """Everybody who has not said that their name may be used: contacts and people met."""
    free = {name_key(contact.name) for contact in profile.contacts if contact.name_use_ok}
    met = [person for application in profile.applications for person in people_met(application)]
    free |= {name_key(person.name) for person in met if person.name_use_ok}
    free |= {name_key(referral.to) for referral in profile.referrals if referral.to and referral.name_use_ok}
    names: list[Name] = []
    everybody: tuple[Contact | Person, ...] = (*profile.contacts, *met)
    for each in everybody:
        key = name_key(each.name)
        if key not in free and not each.name.startswith("The "):
            free.add(key)
            at = getattr(each, "at", None) or NOWHERE
            names += _of_person(each.name, each.honorific, each.family, each.name, at, None)
    return _index(names)


def company_id(profile: Profile, name: str) -> str:
    """One identity for a company under all its names."""
    target = profile.target(name)
    return company_key(target.name if target else name)


def _live_companies(profile: Profile, today: dt.date) -> frozenset[str]:
    """Where something is open."""
    return frozenset(
        company_id(profile, each.company) for each in profile.applications if Progress(each, today).is_open
    )


def company_levels(profile: Profile, today: dt.date) -> Mapping[str, Disclosure]:
    """The lowest level at which each company may be known, in any role."""
    levels: dict[str, Disclosure] = {}
    roles = [(company.name, company.disclosure) for company in profile.target_companies]
    roles += [(each.company, level(each, profile, today)) for each in profile.applications]
    for name, at_least in roles:
        key = company_id(profile, name)
        levels[key] = min(levels.get(key, Disclosure.PRIVATE), at_least)
    return levels


def level(application: Application, profile: Profile, today: dt.date) -> Disclosure:
    """Who may know of an application: nobody below its company, nobody at all from a post won to its announcement."""
    announced = profile.search.announce_after
    if (announced is None or announced > today) and Progress(application, today).is_accepted:
        return Disclosure.PRIVATE
    target = profile.target(application.company)
    return max(application.disclosure, target.disclosure) if target else application.disclosure


def people_met(application: Application) -> Iterator[Person]:
    for person in (application.hiring_manager, application.recruiter):
        if person is not None:
            yield person
    for event in application.events:
        yield from event.people
        if event.told_by is not None:
            yield event.told_by


def _taking_part(profile: Profile) -> Mapping[str, list[Application]]:
    found: dict[str, list[Application]] = defaultdict(list)
    for application in profile.applications:
        for person in people_met(application):
            found[person.contact.key if person.contact else name_key(person.name)].append(application)
        for contact in (application.agency, application.referral_from):
            if contact is not None:
                found[contact.key].append(application)
    return found


def _by_company(profile: Profile) -> Mapping[str, list[Application]]:
    found: dict[str, list[Application]] = defaultdict(list)
    for application in profile.applications:
        found[company_id(profile, application.company)].append(application)
    return found


def _open_people(profile: Profile, ceiling: Disclosure, today: dt.date) -> frozenset[str]:
    """People whom readers of this ceiling may hear of for another reason."""
    found = {name_key(contact.name) for contact in profile.contacts if contact.name_use_ok} | {name_key(profile.name)}
    for company in profile.target_companies:
        if company.disclosure <= ceiling:
            found |= {name_key(name) for name in company.people_wanted}
    for application in profile.applications:
        if level(application, profile, today) <= ceiling:
            found |= {name_key(person.name) for person in people_met(application)}
    return frozenset(found)


def _of_company(company: Company, profile: Profile) -> Iterator[Name]:
    key = company_id(profile, company.name)
    for typed in dict.fromkeys(
        (company.name, company.short_name, company.legal_name, company.say_as, *company.aliases)
    ):
        if typed:
            yield from _spellings(typed, What.COMPANY, key, company.name, company.at)


def _named(typed: str, key: str, application: Application) -> Iterator[Name]:
    yield from _spellings(typed, What.COMPANY, key, of_application(application), application.at, application)


def _of_held_back(application: Application, profile: Profile, described: Iterable[tuple[str, ...]]) -> Iterator[Name]:
    """What would show an application that is kept back, while its company may be named as a target."""
    key, record, at = application.key, of_application(application), application.at
    position, company = _words(application.position), company_words(application.company)
    target = profile.target(application.company)
    companies = (
        dict.fromkeys((company, *(company_words(name) for name in _names(target)))) if target else {company: None}
    )
    if any(holds_words(words, position) for words in described):
        for words in companies:
            yield Name(position, application.position, What.POSITION, key, record, at, None, application, words)
    elif position:
        as_typed = application.position if len(position) == 1 else None
        yield Name(position, application.position, What.POSITION, key, record, at, as_typed, application)
    for words in companies:
        as_typed = application.company if len(words) == 1 else None
        yield Name(words, application.company, What.DATE, key, record, at, as_typed, application)


def _of_advert(application: Application) -> Iterator[Name]:
    """What leads to the advertisement of an application that is kept back."""
    key, record, at = application.key, of_application(application), application.at
    if application.requisition_id and len(application.requisition_id) >= _SHORTEST_IN_URL:
        words = _words(application.requisition_id)
        if re.search(r"\d", application.requisition_id) and not re.fullmatch(
            r"(?:19|20)\d\d", application.requisition_id
        ):
            yield Name(words, application.requisition_id, What.REQUISITION, key, record, at, None, application)
    if application.url:
        yield Name(_words(application.url), application.url, What.URL, key, record, at, None, application)


def _names(company: Company) -> Iterator[str]:
    for name in (company.name, company.short_name, *company.aliases):
        if name:
            yield name


def _of_people(application: Application, open_people: frozenset[str]) -> Iterator[Name]:
    for person in people_met(application):
        if name_key(person.name) not in open_people:
            record = of_application(application)
            yield from _of_person(person.name, person.honorific, person.family, record, application.at, application)


def _of_person(
    name: str, honorific: str | None, family: str | None, record: str, at: Place, application: Application | None
) -> Iterator[Name]:
    bare_name = _BEFORE_A_NAME.sub("", without_credentials(name))
    for said in dict.fromkeys((name, bare_name)):
        words = _words(said)
        if len(words) > 1 or (words and said == name):
            as_typed = name if len(words) == 1 else None
            yield Name(words, name, What.PERSON, name_key(name), record, at, as_typed, application)
    if honorific and family:
        titled = f"{honorific.rstrip('.')}. {family}"  # with the stop: "Ms. Vane" is Ms Vane
        yield Name(_words(titled), titled, What.PERSON, name_key(name), record, at, None, application)


_BEFORE_A_NAME = pattern(r"^(?:(?:dr|prof|mr|mrs|ms|mx|sir|dame|ing|lic|herr|frau)\b\.?\s+)+", re.IGNORECASE)


def _people_in(text: str, profile: Profile) -> Iterator[str]:
    """Contacts and people met whose whole name stands in a text ("Luis Ruiz in production")."""
    words = _words(text)
    for contact in profile.contacts:
        if holds_words(words, _words(contact.name)):
            yield name_key(contact.name)
    for application in profile.applications:
        for person in people_met(application):
            if holds_words(words, _words(person.name)):
                yield name_key(person.name)


def _domains(profile: Profile, hidden: set[str]) -> Iterator[Name]:
    """Mail domains of hidden companies, unless somebody else in the profile uses them too."""
    if not hidden:
        return
    own = (_domain(profile.email), *(_host(link) for link in (*profile.links.values(), profile.linkedin) if link))
    inside: dict[str, tuple[str, str, Place]] = {}
    outside = {domain for domain in own if domain} | _MAIL_HOSTS
    for email, company, record, at in _mail_of_people(profile):
        key = company_id(profile, company) if company else ""
        if key in hidden:
            inside[_domain(email)] = (key, record, at)
        else:
            outside.add(_domain(email))
    for domain, (key, record, at) in inside.items():
        if not any(domain == other or domain.endswith(f".{other}") for other in outside):
            yield Name(_words(domain), domain, What.DOMAIN, key, record, at)


def _mail_of_people(profile: Profile) -> Iterator[tuple[str, str | None, str, Place]]:
    """Every address with the company it speaks of, if it does."""
    for contact in profile.contacts:
        if contact.email:
            yield contact.email, contact.company, contact.name, contact.at
    for application in profile.applications:
        for person in people_met(application):
            outside = person.contact is not None and person.contact == application.agency
            if person.email:
                company = None if outside else application.company
                yield person.email, company, of_application(application), application.at


def _of_news(headline: str, reader: Contact | None, at: Place) -> Iterator[Name]:
    subject, words = reader.key if reader else "", _words(headline)
    if len(words) >= _SENTENCE_LEAST:
        yield Name(words, headline, What.NEWS, subject, headline, at)


def _own_words_of(profile: Profile) -> tuple[tuple[str, ...], ...]:
    """What the seeker says of themselves to everybody: name, contact lines, titles, expertise, places."""
    typed: list[str | None] = [profile.name, profile.known_as, profile.email, profile.phone, profile.location]
    typed += [*profile.address, profile.linkedin, *profile.links.keys(), *profile.links.values()]
    typed += [profile.resume.url] if profile.resume else []
    for title in profile.target_titles:
        typed += [title.title, title.plain, *title.aliases]
    typed += [*profile.expertise, *profile.target_fields, *profile.target_locations, *profile.languages]
    typed += [*profile.credentials, profile.availability, profile.work_mode]
    return tuple(filter(None, dict.fromkeys(_words(text) for text in typed if text)))


def _descriptions_of(profile: Profile) -> Mapping[tuple[str, ...], str]:
    """What the seeker writes freely of themselves, as typed, by its words."""
    typed: list[str | None] = [title.title for title in profile.target_titles]
    typed += [name for title in profile.target_titles for name in (title.plain, *title.aliases)]
    typed += [*profile.links, *profile.expertise, *profile.target_fields, *profile.languages, *profile.credentials]
    typed += [profile.availability, profile.work_mode]
    return {_words(text): text for text in typed if text}


def _names_it(text: str | None, name: Name) -> bool:
    """Whether a description has a name of several words with its capitals: "machine learning" names no company."""
    if text is None or name.what not in {What.COMPANY, What.PERSON}:
        return False
    typed = [word for word in WORD.findall(bare(name.typed)) if fold(word) in name.words]
    return " ".join(typed) in " ".join(WORD.findall(bare(text)))


def _spellings(
    typed: str, what: What, subject: str, record: str, at: Place, application: Application | None = None
) -> Iterator[Name]:
    """The runs of words under which a company's name is recognised."""
    apart = typed.replace("'", " ").replace("’", " ")
    runs = dict.fromkeys(company_words(bare(text)) for text in (typed, apart, apart.translate(_UMLAUTS)))
    for words in tuple(runs):
        if len(words) > 2 and words[0] == "the":  # noqa: PLR2004 - "The Harbourside Bakery" is also without its article
            runs[words[1:]] = None
    for words in runs:
        if not words:
            continue
        as_typed = _as_typed(typed, words[0]) if len(words) == 1 else None
        yield Name(words, typed, what, subject, record, at, as_typed, application)
        glued = "".join(words)
        if len(words) > 1 and len(glued) >= _GLUED_LEAST:
            yield Name((glued,), typed, what, subject, record, at, None, application)
        elif len(words) == len(glued) > 1:  # "C.M.F." is also CMF
            yield Name((glued,), typed, what, subject, record, at, glued.upper(), application)


def _as_typed(name: str, word: str) -> str:
    joined = name.replace("'", "").replace("’", "")
    return next((typed for typed in WORD.findall(joined) if fold(typed) == word), name)


def _index(names: Iterable[Name]) -> Index:
    once = {(name.words, name.what, name.subject, name.beside): name for name in names if name.words}
    by_words: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    sizes: dict[str, set[int]] = defaultdict(set)
    for name in once.values():
        by_words[name.words].append(name)
        sizes[name.words[0]].add(len(name.words))
    return Index(dict(by_words), {word: frozenset(found) for word, found in sizes.items()})


def _open_days(profile: Profile, levels: Mapping[int, Disclosure], ceiling: Disclosure) -> frozenset[dt.date | None]:
    days = {news.date for news in profile.news}
    days |= {contact.offered_help.date for contact in profile.contacts if contact.offered_help}
    for application in profile.applications:
        if levels[id(application)] <= ceiling:
            days |= {event.date for event in application.events}
    return frozenset(days)


def _shown_positions(
    profile: Profile, levels: Mapping[int, Disclosure], ceiling: Disclosure
) -> Mapping[str, list[tuple[str, ...]]]:
    shown = dict.fromkeys(each.position for each in profile.applications if levels[id(each)] <= ceiling)
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in map(_words, shown):
        for word in set(words):
            found[word].append(words)
    return found


def _company_spellings(profile: Profile) -> Mapping[str, list[tuple[str, tuple[str, ...]]]]:
    """Every company's names by each of their words, each with the company's id."""
    named = [(each.name, (each.name, each.short_name, *each.aliases)) for each in profile.target_companies]
    named += [(each.company, (each.company,)) for each in profile.applications]
    spelled = dict.fromkeys(
        (company_id(profile, company), company_words(name)) for company, names in named for name in names if name
    )
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for company, words in spelled:
        for word in set(words):
            found[word].append((company, words))
    return found


def _says(words: frozenset[str], date: dt.date) -> bool:
    """Whether the words of a line hold a day: as 2026-10-06, or as its number and month."""
    return {str(date.day), _MONTHS[date.month - 1]} <= words or set(date.isoformat().split("-")) <= words


def _inside(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


@lru_cache(maxsize=65536)
def _words(text: str) -> tuple[str, ...]:
    """The words of a short text as the forms of a letter are cut."""
    return _cut(text)


def _cut(text: str) -> tuple[str, ...]:
    words = ascii_words(text.lower())
    if words is None:
        words = [fold(word) for word in WORD.findall(bare(text))]
    return tuple([word for word in words if word not in _AND])


def decoded(url: str) -> str:
    """A URL as people read it: percent signs and punycode undone."""
    if "%" in url:
        from urllib.parse import unquote  # noqa: PLC0415 - only for the rare URL that needs it

        url = unquote(url)
    if "xn--" in url.casefold():
        url = re.sub(r"xn--[a-z0-9-]+", lambda label: _from_punycode(label.group()), url, flags=re.IGNORECASE)
    return url


def _from_punycode(label: str) -> str:
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return label


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    import html  # noqa: PLC0415 - its table of entities costs a millisecond

    return html.unescape(text)


def _domain(email: str | None) -> str:
    domain = (email or "").rpartition("@")[2].strip().casefold().rstrip(".")
    return decoded(domain)


def _host(url: str) -> str:
    found = re.match(r"https?://(?:www\.)?([^/:?#]+)", url, re.IGNORECASE)
    return found.group(1).casefold() if found else ""
