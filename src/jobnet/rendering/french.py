"""Habits of French letters in France, Belgium, Switzerland and Canada (`docs/content.md` 2.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from jobnet.facts.items import Document
from jobnet.facts.readers import Rung
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.rendering.locales import LocaleConventions, punctuated
from jobnet.rendering.values import Piece

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from jobnet.facts.readers import Greeting
    from jobnet.rendering.values import Values

_LADY = frozenset({"madame", "mme", "ms", "mrs"})
_GENTLEMAN = frozenset({"monsieur", "m", "mr"})
"""What says the gender of the reader; academic titles and names do not, and nothing is guessed."""
_BEFORE_MARKS, _BEFORE_COLON = pattern("[ \u00a0\u202f](?=[;!?])"), pattern("[ \u00a0](?=:(?:\\s|$))|(?<=«) | (?=»)")
_BEFORE_BLANK = pattern("\\b(de|que) \x02([0-9]+)\x03", re.IGNORECASE)
_WITH_ARTICLE = {"le": "du", "les": "des"}
_VOWEL = pattern(r"(?i)[aàâeéèêëiîïoôuùûœæ]|h(?:[ôéy]|ui|is|or|om)")
"""How what follows d' and qu' begins; h is silent in the names of trades (hôte, hygiéniste, horloger)."""
_INFINITIVE = pattern(
    r"(?i)(?:(?:[mts]e|vous|nous|lui|leur|en|y|l[ea]s?|tout|bien) |[mtsl]['’])*(?!(?:[vn]ot|aut)re)\w+(?:[ei]r|re)\b"
)
_EN = frozenset(
    "alsace aquitaine auvergne auvergne-rhône-alpes belgique bourgogne bretagne corse france gironde guadeloupe"
    " guyane haute-savoie île-de-france isère lorraine martinique normandie nouvelle-aquitaine occitanie"
    " provence romandie savoie suisse vendée wallonie".split()
)
"""Where one works "en" and not "à"."""


@dataclass(frozen=True)
class French(LocaleConventions):
    """Polite (`vous`) or familiar (`tu`), each with templates of its own."""

    familiar_form: ClassVar[str] = "tu"
    conjunction: ClassVar[str] = "et"
    months: ClassVar = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
    weekdays: ClassVar = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
    numbers: ClassVar = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze".split()

    def day(self, date: dt.date) -> str:
        """`1er octobre`, `2 octobre`."""
        return f"{'1er' if date.day == 1 else date.day} {self.month(date)}"

    def greeting(self, greeting: Greeting, *, formal: bool = False) -> str:
        """`Bonjour Madame`, without the name, where the gender is said, else with it; a formal letter: `Madame`."""
        if greeting.rung is Rung.NONE:
            return ""
        address = self._address(greeting)
        is_formal = greeting.rung in {Rung.TYPED, Rung.ROLE} or (formal and address != greeting.text)
        return punctuated(address if is_formal else f"Bonjour {address}", ",")

    def closing(self, document: Document, greeting: Greeting, *, first_names: bool) -> str:
        """`Cordialement` in mail; after a turn-down the whole formula, with the greeting's words in it."""
        if document is Document.PITCH:
            return ""
        if first_names and greeting.rung is not Rung.NONE:
            return "À bientôt,"
        if document is Document.RUNNERUP and greeting.rung in {Rung.HONORIFIC, Rung.ROLE}:
            address = self._address(greeting)
            if address != greeting.text:
                return f"Je vous prie d'agréer, {address}, l'expression de mes sincères salutations."
        if self.country == "CH":
            return "Meilleures salutations,"
        is_known = greeting.rung in {Rung.HONORIFIC, Rung.TYPED} and document is not Document.RUNNERUP
        return "Bien cordialement," if is_known else "Cordialement,"

    def _address(self, greeting: Greeting) -> str:
        """`Madame`, without the name; the honorific and name as given where they do not say the gender."""
        if greeting.rung is Rung.ROLE:
            return "Madame, Monsieur"
        form = greeting.honorific.split()[0].rstrip(".").casefold() if greeting.honorific else ""
        return "Madame" if form in _LADY else "Monsieur" if form in _GENTLEMAN else greeting.text

    def finished(self, words: str) -> str:
        """A template's own words with the spaces of this country before `;`, `!`, `?`, `:` and inside `«»`."""
        narrow = {"CA": "", "CH": "\u202f"}.get(self.country, "\u202f")
        wide = "\u202f" if self.country == "CH" else "\u00a0"
        return _BEFORE_COLON.sub(wide, _BEFORE_MARKS.sub(narrow, words))

    def spoken(self, words: str, values: Values) -> str:
        """`de` and `que` elided before the vowel of a blank behind them; `du` and `des` before its article."""

        def said(found: re.Match[str]) -> str:
            word, blank = found[1], values.of(found[2])
            article, space, _ = blank.text.partition(" ")
            if word == "de" and article in _WITH_ARTICLE and space:
                rest = (form.partition(" ")[2] for form in blank)
                return f"{_WITH_ARTICLE[article]} {values.put(Piece(*rest))}"
            return f"{before(word, blank.text)}{found[0].removeprefix(word).lstrip()}"

        return _BEFORE_BLANK.sub(said, words)

    def separators(self, items: Sequence[str], conjunction: str) -> list[str]:
        """`ou de`: each item but the first has its own `de` or `d'`."""
        conjunction, _, repeated = conjunction.partition(" ")
        between = [self.finished(each.replace(";", " ;")) for each in super().separators(items, conjunction)]
        own = [before(repeated, item) if at and repeated else "" for at, item in enumerate(items)]
        return [each + word for each, word in zip(between, own, strict=True)]

    def before_place(self, place: str) -> str:
        """`à Lyon`, `en Bretagne`; nothing before what has its own: `près de Rennes`."""
        if place[:1].islower():
            return ""
        if place.casefold() in _EN:
            return "en "
        return "vers " if place.startswith(("Le ", "Les ")) else "à "

    def before_offer(self, offer: str) -> str:
        """Behind `proposé`: `de` before an infinitive, nothing before a thing: `un café`."""
        return f" {before('de', offer)}" if _INFINITIVE.match(offer) else " "

    @property
    def words(self) -> dict[str, str]:
        return {"resume": "CV", "Resume": "CV"}


def before(word: str, said: str) -> str:
    """`de` and `que` as they stand before this: `d'`, `qu'`; any other word as it is."""
    is_elided = word.casefold() in {"de", "que"} and _VOWEL.match(said)
    return f"{word[:-1]}'" if is_elided else f"{word} "
