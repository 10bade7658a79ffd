"""Local habits of English letters: date order, titles, greetings, closings, lists and spelling (`docs/content.md` 2.1).

English written to a reader abroad keeps English grammar and takes that country's date order, titles and formality.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from jobnet.facts.items import Document
from jobnet.facts.readers import Rung
from jobnet.frozen import dataclass

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from jobnet.facts.readers import Greeting
    from jobnet.profile.model import Locale

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
LANGUAGES = frozenset({"en"})
"""Languages whose dates, greetings and closings are known here."""

_MONTH_FIRST = frozenset({"", "US", "CA", "PH"})
_AMERICAN = frozenset({"", "US", "PH", "MX"})
_RESUME = frozenset({"", "US", "CA", "PH"})
_RINGS = frozenset({"GB", "IE", "AU", "NZ"})
"""Where one rings people up, and does not call them."""
_STOPS = frozenset({"", "US", "CA", "PH", "MX"})
"""Where `Ms.` bears a full stop; in Germany only the academic titles do."""
_TITLES = {"mr": "Mr", "ms": "Ms", "mrs": "Mrs", "mx": "Mx", "dr": "Dr", "prof": "Prof"}
_ACADEMIC = frozenset({"dr", "prof"})
_ABBREVIATIONS = frozenset({"jr", "sr", "esq", "phd", "md", "inc", "ltd", "co", "corp", "dept", "st", "etc"})

_SPELLINGS = {
    # British: American
    "favour": "favor",
    "organisation": "organization",
    "organisations": "organizations",
    "organise": "organize",
    "programme": "program",
    "honour": "honor",
    "colour": "color",
    "centre": "center",
    "neighbour": "neighbor",
    "neighbours": "neighbors",
    "recognise": "recognize",
    "enquiry": "inquiry",
    "advert": "posting",
    "learnt": "learned",
}


@dataclass(frozen=True)
class LocaleConventions:
    """What letters to one country look like."""

    language: str
    country: str

    @property
    def month_first(self) -> bool:
        return self.country in _MONTH_FIRST

    @property
    def direction(self) -> str:
        """Of the script: all languages known here run from left to right."""
        return "ltr"

    def day(self, date: dt.date) -> str:
        """`2 October`, `October 2`."""
        month = MONTHS[date.month - 1]
        return f"{month} {date.day}" if self.month_first else f"{date.day} {month}"

    def long_day(self, date: dt.date) -> str:
        """`2 October 2026`, `October 2, 2026`."""
        return f"{self.day(date)}{',' if self.month_first else ''} {date.year}"

    def weekday_day(self, date: dt.date) -> str:
        """`Friday 4 December`, `Friday, December 4`."""
        return f"{WEEKDAYS[date.weekday()]}{',' if self.month_first else ''} {self.day(date)}"

    def weekday(self, date: dt.date) -> str:
        return WEEKDAYS[date.weekday()]

    def month(self, date: dt.date) -> str:
        return MONTHS[date.month - 1]

    def number(self, count: int) -> str:
        """In words up to twelve, then in figures."""
        return NUMBERS[count] if 0 <= count < len(NUMBERS) else f"{count:,}"

    def separators(self, items: Sequence[str], conjunction: str) -> list[str]:
        """What stands before each item of a list read as words; "A, B and C", in America "A, B, and C".

        Items that hold a comma are parted by semicolons, and "Marks and Spencer, and Boots" is not left ambiguous.
        """
        if len(items) < 2:
            return [""] * len(items)
        comma = ";" if len(items) > 2 and any("," in item for item in items) else ","
        serial = comma == ";" or (self.country in _AMERICAN and len(items) > 2)
        doubtful = any(f" {conjunction} " in item for item in items)
        last = f"{comma} {conjunction} " if serial or doubtful else f" {conjunction} "
        return ["", *[f"{comma} "] * (len(items) - 2), last]

    def title(self, honorific: str) -> str:
        """`Ms.` and `Ms` as this country writes them; a word that is no known abbreviation stays as typed."""
        return " ".join(self._title(word) for word in honorific.split())

    def _title(self, word: str) -> str:
        folded = word.rstrip(".").casefold()
        if folded not in _TITLES or word.count(".") > 1:
            return word
        stop = self.country in _STOPS or (self.country == "DE" and folded in _ACADEMIC)
        return f"{_TITLES[folded]}{'.' if stop else ''}"

    def greeting(self, greeting: Greeting, *, formal: bool = False) -> str:
        """The whole line. What the user typed stays as typed, and its own punctuation is not doubled.

        `formal`: whether it is a letter that says "Dear" to everybody.
        """
        match greeting.rung:
            case Rung.NONE:
                return ""
            case Rung.TYPED:
                return greeting.text if _is_punctuated(greeting.text) else f"{greeting.text},"
            case Rung.HONORIFIC:
                return f"Dear {self.title(greeting.honorific)} {greeting.family},"
            case Rung.ROLE:
                role = re.sub(r"^(?:dear\s+)?(?:the\s+)?", "", greeting.text, flags=re.IGNORECASE) or "Hiring Manager"
                return f"Dear {role},"
            case Rung.KNOWN_AS if not formal:
                return f"Hi {greeting.text},"
            case _:
                return f"Dear {greeting.text},"

    def closing(self, document: Document, greeting: Greeting, *, first_names: bool) -> str:
        """The closing line, by document, formality and country; empty where the name alone ends the letter."""
        if first_names or document is Document.PITCH:
            return _CLOSINGS.get(document, "")
        if document not in _FORMAL or greeting.rung is Rung.TYPED:
            return "With kind regards,"
        if self.country in _STOPS:
            return "Sincerely,"
        return "Yours faithfully," if greeting.rung is Rung.ROLE else "Yours sincerely,"

    @property
    def words(self) -> Mapping[str, str]:
        """Words that differ between countries, under their British spelling; `resume`, `resume_a` with its article."""
        return _words(self.country in _AMERICAN, self.country in _RESUME, self.country in _RINGS)


_FORMAL = frozenset({Document.BRIEF, Document.RUNNERUP, Document.THANKS, Document.UPDATE})
_CLOSINGS = {
    Document.BRIEF: "Thank you,",
    Document.RUNNERUP: "With best wishes,",
    Document.THANKS: "Thanks again,",
    Document.LANDED: "All the best,",
}


def habits(locale: Locale) -> LocaleConventions:
    """The habits of this locale's country; for a country not known here, the commonest of international English.

    A language that is not known here gets English with that country's habits.
    """
    return LocaleConventions(locale.language if locale.language in LANGUAGES else "en", locale.country)


def ends_in_abbreviation(text: str) -> bool:
    """Whether the final stop belongs to the last word ("Sam Reyes Jr.") and ends no sentence."""
    if not text.endswith(".") or text[-2:-1] in {"", "."} or text[-2].isspace():
        return False
    last = text[:-1].replace(".", " ").split()[-1].casefold()
    return last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha())


def _is_punctuated(greeting: str) -> bool:
    return greeting.endswith((",", ":", ";", "!", "?", "…", "—", "–", "،", "，", "：")) or (
        greeting.endswith(".") and not ends_in_abbreviation(greeting)
    )


def _words(american: bool, resume: bool, rings: bool) -> Mapping[str, str]:
    spelt = {british: (us if american else british) for british, us in _SPELLINGS.items()}
    name = "résumé" if resume else "CV"
    return MappingProxyType(
        {
            **spelt,
            "resume": name,
            "resume_a": f"a {name}",
            "job": "job",
            "diary": "calendar" if resume else "diary",
            "post": "position" if resume else "post",
            "call": "ring" if rings else "call",
            "called": "rang" if rings else "called",
            "calling": "ringing" if rings else "calling",
            "on_phone": "at" if resume else "on",
            "Resume": name[0].upper() + name[1:],
        }
    )
