"""One spelling of one thing that somebody may not learn, and the spellings of each thing."""

from __future__ import annotations

import re
from collections import defaultdict
from enum import Enum
from typing import TYPE_CHECKING

from jobnet.facts.readers import without_credentials
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.model import NOWHERE
from jobnet.profile.names import bare, company_key, fold, name_key, plain_name
from jobnet.review.finding import of_application
from jobnet.review.leaks.spellings import runs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jobnet.errors import Place
    from jobnet.profile.model import Application, Contact, Person

WORD = pattern(r"[^\W_]+")
AND = frozenset({"and", "und", "et", "y"})
"""Words that a name may have or lack."""
SHORT = 3
"""Letters of a name in capitals that must have them all: SAP, IT."""
SHORTEST_IN_URL = 4
LONG_IN_URL = 7
"""Letters from which a name in one word may stand beside a hyphen in a link: "jobs-quorvex", not "hope-springs"."""
_TITLES = (
    "herr herrn mr mister m monsieur sr senor don".split(),
    "frau mrs ms miss mme madame mlle mademoiselle sra srta senora senorita dona".split(),
    "dr doktor doctor doctora docteur".split(),
    "prof professor professorin profesor profesora professeur".split(),
)
"""Each as others say it, who may write in another language."""
_BEFORE_A_NAME = pattern(r"^(?:(?:dr|prof|mr|mrs|ms|mx|sir|dame|ing|lic|herr|frau)\b\.?\s+)+", re.IGNORECASE)


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


class Index:
    """Names by their words."""

    def __init__(self, names: Iterable[Name]) -> None:
        once = {(name.words, name.what, name.subject, name.beside): name for name in names if name.words}
        self._names: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        self._lengths: dict[str, set[int]] = defaultdict(set)
        """How many words the names have that begin with this one."""
        for name in once.values():
            self._names[name.words].append(name)
            self._lengths[name.words[0]].add(len(name.words))

    def __bool__(self) -> bool:
        return bool(self._names)

    def standing_in(self, words: Sequence[str]) -> Iterator[Name]:
        """The names whose words stand in a text in a run."""
        for start, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                yield from self._names.get(tuple(words[start : start + length]), ())


def words_of(text: str) -> tuple[str, ...]:
    """The words of a short text, as the forms of a letter are cut."""
    return tuple(word for word in map(fold, WORD.findall(bare(text))) if word not in AND)


def index_of_company(typed: str) -> Index:
    """The spellings of a company that the search is not about: the current employer."""
    return Index(names_of_company(typed, company_key(typed), "", NOWHERE))


def names_of_company(
    typed: str, company: str, record: str, at: Place, application: Application | None = None
) -> Iterator[Name]:
    """The runs of words under which a company's name is recognised."""
    for words, needs_capital in runs_of(typed).items():
        as_typed = _as_typed(typed, words[0]) if needs_capital else None
        yield Name(words, typed, What.COMPANY, company, record, at, as_typed, application)


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
    for said in dict.fromkeys((name, _BEFORE_A_NAME.sub("", without_credentials(plain_name(name))))):
        words = words_of(said)
        if len(words) > 1 or (words and said == name):
            as_typed = name if len(words) == 1 else None
            for run in (words, _genitive(words)):
                yield Name(run, name, What.PERSON, key, record, at, as_typed, application)
    if person.honorific and person.family:
        titled = f"{person.honorific.rstrip('.')}. {person.family}"  # with the stop: "Ms. Vane" is Ms Vane
        own, family = words_of(person.honorific), words_of(person.family)
        titles = (title for same in _TITLES if not set(same).isdisjoint(own) for title in same)
        for run in (words_of(titled), *((title, *family) for title in titles)):
            for form in (run, _genitive(run)):
                yield Name(form, titled, What.PERSON, key, record, at, None, application)


def _genitive(words: tuple[str, ...]) -> tuple[str, ...]:
    """Otto Vanes Vortrag; nothing more where a name has one word, or ends as a genitive does."""
    is_said = len(words) > 1 and not words[-1].endswith(("s", "x", "z"))
    return (*words[:-1], f"{words[-1]}s") if is_said else words
