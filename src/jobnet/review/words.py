"""Texts taken apart: their words, their sentences, phrases to look for, and all that the user typed."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from jobnet.patterns import pattern
from jobnet.profile.model import Contact, Prose
from jobnet.review.finding import called, place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.errors import Place
    from jobnet.profile.model import Profile

_WORD = pattern(r"[^\W_]+(?:'[^\W_]+)*")
_ADDRESS = pattern(r"https?://\S+|(?<![^\s@])[^\s@]+@[^\s@]+")  # looked for where a word begins: else n² steps
_SENTENCE_END = pattern(r"(?<=[.!?…])[\"')\]”]*\s+(?=[\"'“(]?[^\W_a-z])")
_ABBREVIATED = pattern(r"(?:^|[\s(“\"])(?:st|sr|mr|mrs|ms|mx|dr|prof|mt|ft|no|rev|hon|[^\W\d_])\.$", 2)
_ORDINAL = pattern(r"(?:^|\s)\d{1,2}\.$")
_MONTH = pattern(r"\s*(?:J[aä]n|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)")
_LIST_MARK = pattern(r"\s*(?:[-*•]|\d{1,2}[.)])\s+")


class Phrases:
    """Words and phrases to look for, in English and perhaps in German: a text in any other language is not judged."""

    def __init__(self, *phrases: str, de: tuple[str, ...] = ()) -> None:
        self.phrases = {"en": phrases, **({"de": de} if de else {})}

    def found_in(self, said: str, language: str = "en") -> tuple[str, ...]:
        """Those that stand in a `spaced` text, by the alphabet."""
        return tuple(sorted(phrase for phrase in self.phrases.get(language, ()) if f" {phrase} " in said))


def spaced(text: str) -> str:
    """The words of a text in lower case, each between single spaces: ` who do you know `."""
    return f" {' '.join(_WORD.findall(text.replace('’', chr(39)).casefold()))} "


def without_addresses(text: str) -> str:
    """The text without links and mail addresses."""
    return _ADDRESS.sub(" ", text) if "@" in text or "://" in text else text


def sentences_in(text: str) -> Iterator[str]:
    """The sentences of running text, a paragraph a line: no list items, no headings, no words without a stop."""
    for line in text.split("\n"):
        if not _LIST_MARK.match(line) and not line.startswith("#"):
            parts = tuple(filter(None, parted(line)))
            yield from parts if line.rstrip(" *_")[-1:] in {".", "!", "?"} else parts[:-1]


def parted(line: str) -> Iterator[str]:
    """The sentences of a line. The stop of "St. Mary's" ends none, nor does that of "25. Oktober"."""
    start = mark.end() if (mark := _LIST_MARK.match(line)) else 0
    for end in _SENTENCE_END.finditer(line):
        said = line[start : end.start()]
        is_day = _ORDINAL.search(said) and _MONTH.match(line, end.end())
        if not (is_day or _ABBREVIATED.search(said)):
            yield line[start : end.start()]
            start = end.end()
    yield line[start:]


class Typed(NamedTuple):
    """A sentence or a name that the user typed, with the record it stands in."""

    record: str
    place: Place | None
    text: str
    words: str
    """`spaced`."""
    is_prose: bool
    """Whether it is a sentence; else it is a name or a few words, which no word list judges."""


_RECORDS = ("target_companies", "contacts", "applications", "news", "referrals", "touchpoints")
_UNSAID = frozenset({*_RECORDS, "rules", "search", "file", "at", "note", "notes"})


def typed_in(profile: Profile) -> Iterator[Typed]:
    """All that letters may say in the user's own words."""
    yield from _texts("you", None, profile)
    for record in (each for name in _RECORDS for each in getattr(profile, name)):
        yield from _texts(called(record), place(record.at), record)


def _texts(record: str, at: Place | None, value: Any) -> Iterator[Typed]:
    if isinstance(value, Prose):
        for sentence in parted(value):  # a letter may print the first alone
            said = spaced(without_addresses(sentence))
            yield Typed(record, place(value.at) or at, sentence, said, is_prose=True)
    elif isinstance(value, str):
        yield Typed(record, at, value, spaced(value), is_prose=False)
    elif is_dataclass(value) or isinstance(value, tuple):
        parts = value if isinstance(value, tuple) else _parts(value)
        for each in parts:
            if not isinstance(each, Contact):  # who is meant, not what is said
                yield from _texts(record, at, each)


def _parts(value: Any) -> Iterator[Any]:
    return (getattr(value, field.name) for field in fields(value) if field.name not in _UNSAID)
