"""Habits of Spanish letters in Spain and Mexico (`docs/content.md` 2.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from jobnet.facts.items import Document
from jobnet.facts.readers import Rung
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.rendering.locales import LocaleConventions, punctuated

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from jobnet.facts.readers import Greeting

_LADY = {
    "sra": "Sra.",
    "señora": "Sra.",
    "ms": "Sra.",
    "mrs": "Sra.",
    "dra": "Dra.",
    "mtra": "Mtra.",
    "profa": "Profa.",
}
_GENTLEMAN = {"sr": "Sr.", "señor": "Sr.", "mr": "Sr.", "mtro": "Mtro."}
"""What says the gender of the reader; `Ing.`, `Lic.`, `Dr.` and names may be anybody's, and nothing is guessed."""
_SOUNDS_LIKE_Y, _SOUNDS_LIKE_O = pattern(r"(?i)h?[ií](?![aeouáéóú])"), pattern(r"(?i)h?[oó]")

_INFINITIVE = pattern(r"\w*[aeiáéí]r(?:[mts]e|nos|l[aeo]s?)*\b", re.IGNORECASE)
""""preguntar en la planta", "presentarme a tu jefa", "pasármelo"."""
_AMERICAN = str.maketrans("«»", "“”")


@dataclass(frozen=True)
class Spanish(LocaleConventions):
    """Polite (`usted`) or familiar (`tú`), each with templates of its own."""

    familiar_form: ClassVar[str] = "tu"
    conjunction: ClassVar[str] = "y"
    months: ClassVar = (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
    )
    weekdays: ClassVar = "lunes martes miércoles jueves viernes sábado domingo".split()
    numbers: ClassVar = "cero un dos tres cuatro cinco seis siete ocho nueve diez once doce".split()

    def day(self, date: dt.date) -> str:
        """`2 de octubre`."""
        return f"{date.day} de {self.month(date)}"

    def long_day(self, date: dt.date) -> str:
        return f"{self.day(date)} de {date.year}"

    def month_of_year(self, date: dt.date) -> str:
        return f"{self.month(date)} de {date.year}"

    def dateline(self, place: str, date: dt.date) -> str:
        """`Puebla, 15 de octubre de 2026`."""
        return ", ".join(filter(None, (place, self.long_day(date))))

    def separators(self, items: Sequence[str], conjunction: str) -> list[str]:
        """`y` is `e` before the sound of an i, `o` is `u` before that of an o."""
        last = items[-1] if items else ""
        if conjunction == "y" and _SOUNDS_LIKE_Y.match(last):
            conjunction = "e"
        elif conjunction == "o" and _SOUNDS_LIKE_O.match(last):
            conjunction = "u"
        return super().separators(items, conjunction)

    def greeting(self, greeting: Greeting, **_how: bool) -> str:
        """With a colon, in mail too."""
        match greeting.rung:
            case Rung.NONE:
                return ""
            case Rung.TYPED:
                line = greeting.text
            case Rung.KNOWN_AS:
                line = f"Hola, {greeting.text}"
            case Rung.ROLE:
                line = "A quien corresponda"
            case _:
                line = self._formal(greeting)
        return punctuated(line, ":")

    def _formal(self, greeting: Greeting) -> str:
        form = greeting.honorific.rstrip(".").casefold()
        if form in _LADY:
            return f"Estimada {_LADY[form]} {greeting.family}"
        if form in _GENTLEMAN:
            return f"Estimado {_GENTLEMAN[form]} {greeting.family}"
        return f"{'Estimable' if self.country == 'MX' else 'Buenos días,'} {greeting.text}"

    def before_place(self, _place: str) -> str:
        return "en "

    def before_offer(self, offer: str) -> str:
        """Behind "ofrecerse": `a preguntar`, `a ayudarme con una llamada`."""
        return " a " if _INFINITIVE.match(offer) else " a ayudarme con "

    def closing(self, document: Document, greeting: Greeting, *, first_names: bool) -> str:
        """An embrace for friends and family alone."""
        if document is Document.PITCH:
            return ""
        if greeting.is_close:
            return "Un abrazo,"
        if first_names:
            return "Un saludo," if self.country == "ES" else "Saludos,"
        if self.country == "MX" and document is Document.RUNNERUP:
            return "Atentamente,"
        return "Un cordial saludo," if self.country == "ES" else "Saludos cordiales,"

    def finished(self, words: str) -> str:
        """«» are Spain's; America writes “”."""
        return words if self.country in {"", "ES"} else words.translate(_AMERICAN)

    @property
    def words(self) -> dict[str, str]:
        is_spain = self.country == "ES"
        return {
            "resume": "CV",
            "Resume": "CV",
            "talk": "platicar" if self.country == "MX" else "hablar",
            "applied": "presenté mi candidatura" if is_spain else "me postulé",
        }
