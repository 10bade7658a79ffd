"""Habits of French letters in France, Belgium, Switzerland and Canada (`docs/content.md` 2.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from jobnet.facts.items import Document
from jobnet.facts.readers import Rung
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.rendering.locales import LocaleConventions, punctuated

if TYPE_CHECKING:
    import datetime as dt

    from jobnet.facts.readers import Greeting

_LADY = frozenset({"madame", "mme", "ms", "mrs"})
_GENTLEMAN = frozenset({"monsieur", "m", "mr"})
"""What says the gender of the reader; academic titles and names do not, and nothing is guessed."""
_BEFORE_MARKS = pattern("[\u00a0\u202f](?=[;!?])")


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

    def greeting(self, greeting: Greeting, **_formal: bool) -> str:
        """`Madame`, without the name, where the gender is said; else `Bonjour` and the name."""
        if greeting.rung is Rung.NONE:
            return ""
        address = self._address(greeting)
        is_named = address == greeting.text and greeting.rung is not Rung.TYPED
        return punctuated(f"Bonjour {address}" if is_named else address, ",")

    def closing(self, document: Document, greeting: Greeting, *, first_names: bool) -> str:
        """`Cordialement` in mail; after a turn-down the whole formula, with the greeting's words in it."""
        if document is Document.PITCH:
            return ""
        if first_names:
            return "Amitiés,"
        if document is Document.RUNNERUP and greeting.rung in {Rung.HONORIFIC, Rung.ROLE}:
            address = self._address(greeting)
            if address != greeting.text:
                return f"Je vous prie d'agréer, {address}, l'expression de mes sincères salutations."
        return "Cordialement,"

    def _address(self, greeting: Greeting) -> str:
        """`Madame`, without the name; the honorific and name as given where they do not say the gender."""
        if greeting.rung is Rung.ROLE:
            return "Madame, Monsieur"
        form = greeting.honorific.split()[0].rstrip(".").casefold() if greeting.honorific else ""
        return "Madame" if form in _LADY else "Monsieur" if form in _GENTLEMAN else greeting.text

    def finished(self, words: str) -> str:
        """A template's own words as this country writes them: in Canada no space before `;`, `!` and `?`."""
        return _BEFORE_MARKS.sub("", words) if self.country == "CA" else words

    @property
    def words(self) -> dict[str, str]:
        return {"resume": "CV", "Resume": "CV"}
