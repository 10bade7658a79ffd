"""One spelling of one thing that somebody may not learn, and the spellings of each thing."""

from __future__ import annotations

import re
from collections import defaultdict
from enum import Enum
from typing import TYPE_CHECKING

from jobnet.facts.readers import without_credentials
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.names import AND, bare, fold, holds_words, name_key, plain_name
from jobnet.profile.wordings import TITLES, stems_of_word
from jobnet.review.finding import of_application
from jobnet.review.leaks.spellings import loose_runs_of, runs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jobnet.errors import Place
    from jobnet.profile.model import Application, Company, Contact, Person

WORD = pattern(r"[^\W_]+")
SHORT = 3
"""Letters of a name in capitals that must have them all: SAP, IT."""
SHORTEST_IN_URL = 4
LONG_IN_URL = 7
"""Letters from which a name in one word may stand beside a hyphen in a link: "jobs-quorvex", not "hope-springs"."""
_FIRST_NAMES_TOO = {"don", "m", "fr", "pr"}
_BEFORE_A_NAME = pattern(rf"^(?:(?:sir|dame|{'|'.join({*TITLES} - _FIRST_NAMES_TOO)})\b\.?\s+)+", re.IGNORECASE)


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


@dataclass(frozen=True)
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
    is_loose: bool = False
    """Whether its words are stems, which stand for all their forms (`profile/wordings.py`)."""

    def is_in(self, words: tuple[str, ...]) -> bool:
        """Whether it stands in these words."""
        said = tuple(each for word in words for each in stems_of_word(word)) if self.is_loose else words
        return holds_words(said, self.words)


class Index:
    """Names by their words."""

    def __init__(self, names: Iterable[Name]) -> None:
        once = {(name.words, name.what, name.subject, name.beside, name.is_loose): name for name in names if name.words}
        self._names: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        self._lengths: dict[str, set[int]] = defaultdict(set)
        """How many words the names have that begin with this one."""
        for name in once.values():
            self._names[name.words].append(name)
            self._lengths[name.words[0]].add(len(name.words))

    def __bool__(self) -> bool:
        return bool(self._names)

    def standing_in(self, words: Sequence[str], *, is_loose: bool = False) -> Iterator[Name]:
        """The names whose words, or stems, stand in a text in a run."""
        for start, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                run = tuple(words[start : start + length])
                yield from (name for name in self._names.get(run, ()) if name.is_loose is is_loose)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a short text, as the forms of a letter are cut."""
    return tuple(word for word in map(fold, WORD.findall(bare(text))) if word not in AND)


def typed_names(company: Company) -> Iterator[str]:
    """All that a company is called in the profile."""
    return filter(None, (company.name, company.short_name, company.legal_name, company.say_as, *company.aliases))


def names_of_company(
    typed: str, company: str, record: str, at: Place, application: Application | None = None
) -> Iterator[Name]:
    """The runs of words under which a company's name is recognised."""
    for words, needs_capital in runs_of(typed).items():
        as_typed = _as_typed(typed, words[0]) if needs_capital else None
        yield Name(words, typed, What.COMPANY, company, record, at, as_typed, application)
    for words in loose_runs_of(typed):
        yield Name(words, typed, What.COMPANY, company, record, at, None, application, is_loose=True)


def _as_typed(name: str, word: str) -> str:
    joined = name.replace("'", "").replace("’", "")
    return next((typed for typed in WORD.findall(joined) if fold(typed) == word), word.upper())


def name_of(application: Application, words: tuple[str, ...], typed: str, what: What) -> Name:
    """Something of an application; a name of one word needs its capitals."""
    as_typed = typed if len(words) == 1 and what in {What.POSITION, What.DATE} else None
    return Name(words, typed, what, application.key, of_application(application), application.at, as_typed, application)


def names_of_advert(application: Application) -> Iterator[Name]:
    """What leads to the advertisement of an application that is kept back."""
    number = application.requisition_id
    is_telling = number and len(number) >= SHORTEST_IN_URL and not re.fullmatch(r"\D*|(?:19|20)\d\d", number)
    if number and is_telling:
        yield name_of(application, words_of(number), number, What.REQUISITION)
    if application.url:
        yield name_of(application, words_of(application.url), application.url, What.URL)


def names_of_person(
    person: Contact | Person, record: str, at: Place, application: Application | None = None
) -> Iterator[Name]:
    name, key = person.name, name_key(person.name)
    plain = _BEFORE_A_NAME.sub("", without_credentials(plain_name(name)))
    for said in dict.fromkeys((name, plain)):
        words = words_of(said)
        if len(words) > 1 or (words and said == name):
            as_typed = name if len(words) == 1 else None
            yield Name(words, name, What.PERSON, key, record, at, as_typed, application)
    first, *behind = words_of(plain) or ("",)
    behind = behind or ([first] if plain != name else [])
    family = words_of(person.family or "")
    families = [family, family[:1]] if family else [tuple(behind), *((word,) for word in behind)]
    before = _BEFORE_A_NAME.match(name)
    whose = {TITLES.get(word) for word in words_of(f"{person.honorific or ''} {before[0] if before else ''}")}
    titles = {"MR", "MS", "DR", "DON"} - ({"MS"} if "MR" in whose else {"MR"} if "MS" in whose else set())
    typed = f"{person.honorific.rstrip('.')}. {person.family}" if person.honorific and person.family else name
    runs = [(title, *family) for family in families for title in titles]
    for run in (*runs, ("DON", first), (first, *behind)):
        if len(stems := tuple(each for word in run for each in stems_of_word(word))) > 1:
            yield Name(stems, typed, What.PERSON, key, record, at, None, application, is_loose=True)
