"""Habits of German letters in Germany, Austria and Switzerland (`docs/content.md` 2.1; DIN 5008 for the greeting)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from jobnet.facts.items import Document
from jobnet.facts.readers import Rung
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.rendering.german_nouns import behind
from jobnet.rendering.locales import LocaleConventions, punctuated
from jobnet.rendering.values import TOKEN, Piece

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from jobnet.facts.readers import Greeting
    from jobnet.rendering.values import Values

_LADY = frozenset({"frau", "ms", "mrs", "fr"})
_GENTLEMAN = frozenset({"herr", "mr", "hr"})
"""What says the gender of the reader; academic titles and names do not, and nothing is guessed."""
_MALE_PLACE = pattern(
    r"(?:(?:Gro(?:ß|ss))?[Rr]aum|Umkreis|Kanton|(?:Land)?[Kk]reis|Bezirk|Ausland|\w+gebiet|(?:Rhein|Saar)land|\w+raum)\b"
)
_FEMALE_PLACE = pattern(
    r"(?:(?:\w+-)?\w*(?:[Ss]chweiz|[Ss]teiermark|[Pp]falz|[Ll]ausitz)|Region|Nähe|Umgebung|Gegend|\w*[Ss]tadt(?= ))\b"
)
_FAMILIAR = "du dich dir dein euch hast hörst musst kennst kannst möchtest würdest denkst grüß sag drück".split()
_POLITE = (
    "Sie,Sie,Ihnen,Ihr,Ihnen,haben,hören,müssen,kennen,können,möchten,würden,denken"
    ",grüßen Sie,sagen Sie bitte,drücken Sie".split(",")
)
_INFINITIVE = pattern(r"(?:.*\s)?(?:zu \S+n|\S+zu\S+n)(?:, .*)?")
""""dich umzuhören", "deine Schwester zu fragen"."""
_NO_NOUNS = frozenset(
    "Am An Auch Auf Bei Beide Beim Bis Da Damals Das Dass Dein Deine Den Der Deshalb Die Dort Du Ein Eine Er Es"
    " Euer Eure Früher Für Gern Gratuliere Herzliche Herzlichen Heute Hoffentlich"
    " Ich Im In Jede Jeder Mein Meine Mit Nach Neulich Seit"
    " So Unser Unsere Viele Vielen Vielleicht Vom Von Vor Was Wenn Wer Wie Wir Zum Zur Zwei".split()
)
_SWISS = str.maketrans({"ß": "ss", "„": "«", "“": "»"})
_JOB = pattern("\\b(die|der) Stelle als(?: |\x1f?\n ?)\x02([0-9]+)\x03")
_OFFICE = pattern(r"(?:\w+e )?\w*[Ll]eitung\b")
""""Leitung Versand", "stellvertretende Stationsleitung": an office, that goes by itself."""
_BEFORE_BLANK = pattern("\\b(bei|mit|von|zu)(?: |\x1f?\n ?)\x02([0-9]+)\x03", re.IGNORECASE)


@dataclass(frozen=True)
class German(LocaleConventions):
    """Polite (`Sie`) or familiar (`du`), each with templates of its own."""

    familiar_form: ClassVar[str] = "du"
    conjunction: ClassVar[str] = "und"
    months: ClassVar = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
    weekdays: ClassVar = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()
    numbers: ClassVar = "keine eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split()

    def day(self, date: dt.date) -> str:
        """`2. Oktober`."""
        return f"{date.day}. {self.month(date)}"

    def days(self, dates: Sequence[dt.date], *, is_far: bool) -> str:
        """`20. und 28. Oktober`; `20. Oktober und am 12. November`: they stand behind "am"."""
        if is_far or len({each.month for each in dates}) > 1:
            return super().days(dates, is_far=is_far).replace(" und ", " und am ")
        return f"{self._listed([f'{each.day}.' for each in dates])} {self.month(dates[0])}"

    def dateline(self, place: str, date: dt.date) -> str:
        """`Leipzig, 15. Oktober 2026`."""
        return ", ".join(filter(None, (place, self.long_day(date))))

    def weekday_day(self, date: dt.date) -> str:
        """`Freitag, 4. Dezember`."""
        return f"{self.weekday(date)}, {self.day(date)}"

    def month(self, date: dt.date) -> str:
        return "Jänner" if self.country == "AT" and date.month == 1 else super().month(date)

    def greeting(self, greeting: Greeting, **_how: bool) -> str:
        """With a comma, after which the letter goes on in a small letter; in Switzerland with none."""
        line = self._greeting(greeting)
        return line if not line or (self.country == "CH" and greeting.rung is not Rung.TYPED) else punctuated(line, ",")

    def _greeting(self, greeting: Greeting) -> str:
        match greeting.rung:
            case Rung.NONE | Rung.TYPED:
                return greeting.text
            case Rung.KNOWN_AS:
                return f"Hallo {greeting.text}"
            case Rung.ROLE:
                return "Sehr geehrte Damen und Herren"
            case Rung.HONORIFIC:
                first, *titles = greeting.honorific.split()
                form = first.rstrip(".").casefold()
                if greeting.is_known and any(each.startswith("Prof") for each in titles):
                    titles = ["Professor"]
                rest = " ".join([*titles, greeting.family])
                address = "Lieb" if greeting.is_known else "Sehr geehrt"
                if form in _LADY | _GENTLEMAN:
                    return f"{address}e Frau {rest}" if form in _LADY else f"{address}er Herr {rest}"
        return f"Guten Tag {greeting.text}"

    def before_place(self, place: str) -> str:
        """`in Leipzig`, `im Raum Halle`, `in der Schweiz`."""
        if _MALE_PLACE.match(place):
            return "im "
        return "in der " if _FEMALE_PLACE.match(place) else "in "

    def before_offer(self, offer: str) -> str:
        """A comma before an infinitive."""
        return ", " if _INFINITIVE.fullmatch(offer.rstrip(".")) else ": "

    def dative(self, name: str) -> str:
        """`Herrn Busch`."""
        return name.replace("Herr ", "Herrn ", 1) if name.startswith("Herr ") else name

    def spoken(self, words: str, values: Values) -> str:
        """`bei der Elstermesse oder am Puppentheater Gohlis`; `die Stationsleitung`, and not `die Stelle als` that."""

        def said(found: re.Match[str]) -> str:
            blank = values.of(found[2])
            forms = [_behind(found[1].lower(), text) for text in blank]
            if forms[0] == f"{found[1].lower()} {blank.text}":
                return found[0]
            word, _, _ = forms[0].partition(" ")
            first = word.capitalize() if found[1][0].isupper() else word
            return f"{first} {values.put(Piece(*[form.partition(' ')[2] for form in forms]))}"

        def office(found: re.Match[str]) -> str:
            return f"{found[1]} \x02{found[2]}\x03" if _OFFICE.match(values.of(found[2]).text) else found[0]

        return _JOB.sub(office, _BEFORE_BLANK.sub(said, words))

    def separators(self, items: Sequence[str], conjunction: str) -> list[str]:
        """`oder bei`: the preposition before each item, for `spoken` to say it as that takes it."""
        conjunction, _, repeated = conjunction.partition(" ")
        between = super().separators(items, conjunction)
        return [f"{each}{repeated} " if each and repeated else each for each in between]

    def inside(self, words: str) -> str:
        first, space, rest = words.partition(" ")
        return f"{first.lower()}{space}{rest}" if first.rstrip(",") in _NO_NOUNS else words

    def closing(self, document: Document, greeting: Greeting, *, first_names: bool) -> str:
        """Without a comma."""
        if document is Document.PITCH:
            return ""
        if first_names:
            return "Liebe Grüße" if greeting.is_close else "Viele Grüße"
        return "Herzliche Grüße" if greeting.is_known else "Mit freundlichen Grüßen"

    def finished(self, words: str) -> str:
        """A template's own words as this country writes them: Switzerland has no ß, and quotes in «»."""
        return words.translate(_SWISS) if self.country == "CH" else words

    def begun(self, groups: list[list[str]], values: Values) -> list[list[str]]:
        """The first paragraph begins small behind the greeting, the seeker's words too; the others with a capital."""
        greeting, *paragraphs = groups
        begun = [[_capital(lines[0]), *lines[1:]] for lines in paragraphs]
        if self.country == "CH" or not paragraphs:
            return [greeting, *begun]
        first, *others = paragraphs[0]
        found = TOKEN.match(first)
        if found:
            small = values.put(Piece(*map(self.inside, values.of(found[1]))))
            first = f"{small}{first[found.end() :]}"
        return [greeting, [first, *others], *begun[1:]]

    def pronouns(self, *, familiar: bool) -> dict[str, str]:
        return dict(zip(_FAMILIAR, _FAMILIAR if familiar else _POLITE, strict=True))

    @property
    def words(self) -> dict[str, str]:
        return {"resume": "Lebenslauf"}


def _behind(preposition: str, companies: str) -> str:
    """One company or several behind this preposition; a second one that takes none other goes without."""
    between = re.split(f"(, | oder | und |; ){preposition} ", companies)
    said, before = "", ""
    for separator, company in zip(["", *between[1::2]], between[::2], strict=True):
        word, name = behind(preposition, company)
        said += f"{separator}{'' if word == before == preposition else f'{word} '}{name}"
        before = word
    return said


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]
