"""Local habits of English letters: date order, titles, greetings, closings, lists and spelling (`docs/content.md` 2.1).

English written to a reader abroad keeps English grammar and takes that country's date order, titles and formality.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from jobnet.facts.items import Document
from jobnet.facts.readers import Rung
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.names import without_genders
from jobnet.profile.vocabulary import NO_NAMES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from jobnet.facts.readers import Greeting
    from jobnet.rendering.values import Values


_NORTH_AMERICAN = frozenset({"", "US", "CA", "PH"})
"""Where the month comes first, and one sends a résumé and keeps a calendar."""
_AMERICAN = frozenset({"", "US", "PH", "MX"})
"""Where one writes "favor", and a comma before the "and" of a list."""
_STOPS = _NORTH_AMERICAN | _AMERICAN
"""Where `Ms.` bears a full stop; in Germany only the academic titles do."""
_RINGS = frozenset({"GB", "IE", "AU", "NZ"})
"""Where one rings people up, and does not call them."""
_TITLES = {"mr": "Mr", "ms": "Ms", "mrs": "Mrs", "mx": "Mx", "dr": "Dr", "prof": "Prof"}
_ACADEMIC = frozenset({"dr", "prof"})
_ABBREVIATIONS = frozenset({"jr", "sr", "esq", "phd", "md", "inc", "ltd", "co", "corp", "dept", "st", "etc"})
_SPEAKS = frozenset("they it he she we i you".split())
"""Words that a hurried sentence begins with; another small letter begins no sentence."""
_THING = pattern(r"(?:an?|the|some|his|her|their|your|my) ", re.IGNORECASE)
"""How an offer begins that is no verb."""
_CALLS = pattern(r"[^.!?]*[!?]")
"""A first sentence that asks or exclaims."""
_PUNCTUATION = (",", ":", ";", "!", "?", "…", "—", "–", "،", "，", "：")

_FORMAL = frozenset({Document.BRIEF, Document.RUNNERUP, Document.THANKS, Document.UPDATE})
_CLOSINGS = {
    Document.BRIEF: "Thank you,",
    Document.RUNNERUP: "With best wishes,",
    Document.THANKS: "Thanks again,",
    Document.LANDED: "All the best,",
}


@dataclass(frozen=True)
class LocaleConventions:
    """What letters to one country look like."""

    language: str
    country: str

    familiar_form: ClassVar[str] = ""
    """What ends the names of templates for readers addressed in the familiar form, where a language has one: `du`."""
    conjunction: ClassVar[str] = "and"
    months: ClassVar = "January February March April May June July August September October November December".split()
    weekdays: ClassVar = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
    numbers: ClassVar = "no one two three four five six seven eight nine ten eleven twelve".split()

    def day(self, date: dt.date) -> str:
        """`2 October`, `October 2`."""
        return f"{self.month(date)} {date.day}" if self._month_first else f"{date.day} {self.month(date)}"

    def days(self, dates: Sequence[dt.date], *, is_far: bool) -> str:
        """`6 and 14 October`, `October 6 and 14`; each day in full where that cannot be."""
        whole = [self.long_day(each) if is_far else self.day(each) for each in dates]
        if self.language == "en" and not is_far and len({each.month for each in dates}) == 1:
            numbers = self._listed([str(each.day) for each in dates])
            return f"{self.month(dates[0])} {numbers}" if self._month_first else f"{numbers} {self.month(dates[0])}"
        return self._listed(whole)

    def _listed(self, items: Sequence[str]) -> str:
        return "".join(map("".join, zip(self.separators(items, self.conjunction), items, strict=True)))

    def long_day(self, date: dt.date) -> str:
        """`2 October 2026`, `October 2, 2026`."""
        return f"{self.day(date)}{',' if self._month_first else ''} {date.year}"

    def dateline(self, _place: str, date: dt.date) -> str:
        """The day at the head of a letter on paper, with the place where that is the custom."""
        return self.long_day(date)

    def weekday_day(self, date: dt.date) -> str:
        """`Friday 4 December`, `Friday, December 4`."""
        return f"{self.weekday(date)}{',' if self._month_first else ''} {self.day(date)}"

    def weekday(self, date: dt.date) -> str:
        return self.weekdays[date.weekday()]

    def month(self, date: dt.date) -> str:
        return self.months[date.month - 1]

    def month_of_year(self, date: dt.date) -> str:
        return f"{self.month(date)} {date.year}"

    def number(self, count: int) -> str:
        """In words up to twelve, then in figures."""
        figures = f"{count:,}" if self.language == "en" else str(count)
        return self.numbers[count] if 0 <= count < len(self.numbers) else figures

    def separators(self, items: Sequence[str], conjunction: str) -> list[str]:
        """What stands before each item of a list read as words; "A, B and C", in America "A, B, and C".

        Items that hold a comma are parted by semicolons, and "Marks and Spencer, and Boots" is not left ambiguous.
        """
        if len(items) < 2:
            return [""] * len(items)
        comma = ";" if len(items) > 2 and any("," in item for item in items) else ","
        serial = comma == ";" or (self.language == "en" and self.country in _AMERICAN and len(items) > 2)
        doubtful = any(f" {conjunction} " in item for item in items)
        last = f"{comma} {conjunction} " if serial or doubtful else f" {conjunction} "
        return ["", *[f"{comma} "] * (len(items) - 2), last]

    def before_place(self, _place: str) -> str:
        """What stands before a place where one looks for work."""
        return "in "

    def before_offer(self, offer: str) -> str:
        """What joins an offer to "offering": ` to` ask around; ` ` a coffee."""
        return " " if _THING.match(offer) else " to "

    def dative(self, name: str) -> str:
        """A name behind a preposition."""
        return name

    def _title(self, word: str) -> str:
        """`Ms.` and `Ms` as this country writes them; a word that is no known abbreviation stays as typed."""
        folded = word.rstrip(".").casefold()
        if folded not in _TITLES or word.count(".") > 1:
            return word
        stop = self.country in _STOPS or (self.country == "DE" and folded in _ACADEMIC)
        return f"{_TITLES[folded]}{'.' if stop else ''}"

    def greeting(self, greeting: Greeting, *, formal: bool = False, on_paper: bool = False) -> str:
        """The whole line. What the user typed stays as typed, and its own punctuation is not doubled.

        `formal`: whether it is a letter that says "Dear" to everybody. `on_paper`: America then writes a colon.
        """
        mark = ":" if on_paper and self.country in _STOPS else ","
        match greeting.rung:
            case Rung.NONE:
                return ""
            case Rung.TYPED:
                return punctuated(greeting.text, ",")
            case Rung.HONORIFIC:
                return f"Dear {' '.join(map(self._title, greeting.honorific.split()))} {greeting.family}{mark}"
            case Rung.ROLE:
                role = re.sub(r"^(?:dear\s+)?(?:the\s+)?", "", greeting.text, flags=re.IGNORECASE) or "Hiring Manager"
                return f"Dear {role}{mark}"
            case Rung.KNOWN_AS:
                return f"{'Dear' if formal else 'Hi'} {greeting.text},"
            case _:
                return f"Dear {greeting.text}{mark}"

    def closing(self, document: Document, greeting: Greeting, *, first_names: bool) -> str:
        """The closing line, by document, formality and country; empty where the name alone ends the letter."""
        if first_names or document is Document.PITCH:
            return _CLOSINGS.get(document, "")
        if document not in _FORMAL or greeting.rung is Rung.TYPED:
            return "With kind regards,"
        if self.country in _STOPS:
            return "Sincerely,"
        return "Yours faithfully," if greeting.rung is Rung.ROLE else "Yours sincerely,"

    def because(self, words: str) -> str:
        """The seeker's words behind a template's: ", because they bake."; " (good pay)."; ". Good people work."."""
        first = re.split(r"[ ,'’]", words, maxsplit=1)[0]
        if self.language != "en" or _CALLS.match(words):
            return f". {words}"
        small = words if first == "I" else words[0].lower() + words[1:]
        if first.lower() == "because":
            return f", {small}"
        if first in NO_NAMES or first in _SPEAKS:
            return f", because {small}"
        return f" ({words.rstrip('.')})." if words[0].islower() or words[0].isdigit() else f". {words}"

    def inside(self, words: str) -> str:
        """Words of the seeker's behind words of the template."""
        first = re.split(r"[ ,'’]", words, maxsplit=1)[0]
        is_small = self.language == "en" and first in NO_NAMES and first != "I"
        return words[0].lower() + words[1:] if is_small else words

    def job(self, title: str) -> str:
        """A title as one says it: without the `(m/w/d)` or `H/F` of an advertisement."""
        return without_genders(title).rstrip(" -–")

    def finished(self, words: str) -> str:
        """A template's own words as this country writes them."""
        return words

    def spoken(self, words: str, _values: Values) -> str:
        """A template's own words as they sound before what stands in their blanks."""
        return words

    def begun(self, groups: list[list[str]], _values: Values) -> list[list[str]]:
        """The paragraphs of a letter that has a greeting, as they begin after it."""
        return groups

    def pronouns(self, *, familiar: bool) -> dict[str, str]:  # noqa: ARG002
        """Words for the reader, under their familiar form, where a language has two."""
        return {}

    @property
    def words(self) -> dict[str, str]:
        """Words that differ between countries, under their British spelling."""
        rings, north_american = self.country in _RINGS, self.country in _NORTH_AMERICAN
        return {
            "favour": "favor" if self.country in _AMERICAN else "favour",
            "resume": "résumé" if north_american else "CV",
            "diary": "calendar" if north_american else "diary",
            "on_phone": "at" if north_american else "on",
            "call": "ring" if rings else "call",
            "called": "rang" if rings else "called",
            "calling": "ringing" if rings else "calling",
        }

    @property
    def _month_first(self) -> bool:
        return self.language == "en" and self.country in _NORTH_AMERICAN


@dataclass(frozen=True)
class OtherLanguage(LocaleConventions):
    """A language whose words stand in the user's own templates alone."""

    numbers: ClassVar[list[str]] = []

    def day(self, date: dt.date) -> str:
        return date.isoformat()

    long_day = weekday_day = weekday = day

    def month(self, date: dt.date) -> str:
        return f"{date:%Y-%m}"

    def before_offer(self, _offer: str) -> str:
        return ": "

    def greeting(self, greeting: Greeting, **how: bool) -> str:
        return super().greeting(greeting, **how).removeprefix("Dear ").removeprefix("Hi ")

    def closing(self, document: Document, greeting: Greeting, *, first_names: bool) -> str:  # noqa: ARG002
        return ""


def ends_in_abbreviation(text: str) -> bool:
    """Whether the final stop belongs to the last word ("Sam Reyes Jr.") and ends no sentence."""
    if not text.endswith(".") or text[-2:-1] in {"", "."} or text[-2].isspace():
        return False
    last = text[:-1].replace(".", " ").split()[-1].casefold()
    return last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha())


def punctuated(greeting: str, mark: str) -> str:
    """With this mark at its end, unless it ends in one."""
    has_one = greeting.endswith(_PUNCTUATION) or (greeting.endswith(".") and not ends_in_abbreviation(greeting))
    return greeting if has_one else f"{greeting}{mark}"


_LONG = {"i'm": "I am", "can't": "cannot", "won't": "will not", "let's": "let us", "it's been": "it has been"}
_ENDINGS = {"'ve": " have", "'d": " would", "'ll": " will", "'re": " are", "'s": " is", "n't": " not"}
"""Templates are written with contractions: `'s` stands only for "is" and `'d` only for "would", which a test holds."""
_CONTRACTION = pattern(
    r"(?<![\w\x03'’])(?:(I['’]m|can['’]t|won['’]t|let['’]s|it['’]s been)"
    r"|(I|you|he|she|it|we|they|that|this|there|here|who|what)(['’](?:ve|d|ll|re|s))"
    r"|(do|does|did|could|would|should|is|are|was|were|has|have|had|must|need)(n['’]t))(?![\w'’])",
    re.IGNORECASE,
)


def written_out(words: str) -> str:
    """Contractions written out, for readers who are not on first-name terms: "I'm" becomes "I am"."""
    return _CONTRACTION.sub(_written_out, words)


def _written_out(contraction: re.Match[str]) -> str:
    whole, subject, ending, verb, negation = contraction.groups()
    if whole:
        long = _LONG[whole.replace("’", "'").lower()]
        return long[0].upper() + long[1:] if whole[0].isupper() else long
    return (subject or verb) + _ENDINGS[(ending or negation).replace("’", "'").lower()]
