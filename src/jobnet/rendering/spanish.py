"""Habits of Spanish letters in Spain and Mexico (`docs/content.md` 2.1)."""

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

_LADY = {
    "sra": "Sra.",
    "señora": "Sra.",
    "ms": "Sra.",
    "mrs": "Sra.",
    "dra": "Dra.",
    "mtra": "Mtra.",
    "profa": "Profa.",
}
_GENTLEMAN = {"sr": "Sr.", "señor": "Sr.", "mr": "Sr.", "dr": "Dr.", "mtro": "Mtro."}
"""What says the gender of the reader; `Ing.`, `Lic.` and names may be anybody's, and nothing is guessed."""
_SOUNDS_LIKE_Y, _SOUNDS_LIKE_O = pattern(r"(?i)h?[ií](?![aeouáéóú])"), pattern(r"(?i)h?[oó]")

_INFINITIVE = pattern(r"\w*[aeiáéí]r(?:[mts]e|nos|l[aeo]s?)*\b", re.IGNORECASE)
""""preguntar en la planta", "presentarme a tu jefa", "pasármelo"."""
_AMERICAN = str.maketrans("«»", "“”")
_BEFORE_BLANK = pattern("\\b(en|de|a|con|por|sobre)(?: |\x1f?\n ?)\x02([0-9]+)\x03", re.IGNORECASE)
_THERE = pattern(r"(?<!estar )\b([Aa])hí\b")
"""Of a place somewhere else Spain says "allí"; "por estar ahí" is of the reader."""
_MALE, _FEMALE = (
    "Aeropuerto Archivo Ayuntamiento Banco Bufete Café Centro Club Colegio Consejo Despacho Gobierno Grupo Hospital"
    " Hotel Ingenio Instituto Laboratorio Liceo Mercado Ministerio Municipio Museo Parque Puerto Restaurante Sanatorio"
    " Taller Teatro Tribunal Zoológico".split(),
    "Agencia Aseguradora Asociación Biblioteca Cámara Clínica Compañía Constructora Cooperativa Delegación Diputación"
    " Editorial Empacadora Embotelladora Empresa Escuela Fábrica Facultad Farmacia Federación Fundación Fundidora"
    " Granja Hacienda Imprenta Mutua Orquesta Panificadora Planta Red Secretaría Sociedad Universidad Vidriera".split(),
)
"""Nouns that companies are called by: en Itzamal, but en el Hotel Ceibal, en la Cervecería."""
_FAMILIAR, _POLITE = (
    "te tu tus ti tú contigo te_ofreciste sugeriste dedicaste ayudaste conoces da haz cuenta perdona acuérdate"
    " consúltame dímelo pásame deséame ustedes".split(),
    "le su sus usted usted con_usted se_ofreció sugirió dedicó ayudó usted_conoce dé haga cuente perdone acuérdese"
    " consúlteme dígamelo páseme deséeme ustedes".split(),
)
_OF_BOTH = {"se": ("te", "se"), "s": ("s", ""), "usted": ("", "usted"), "con_ustedes": ("contigo", "con ustedes")}
"""Words for the reader whose familiar form is another's name, or nothing: `conoce{{ words.s }}`."""
_MAY_GO_ON = pattern(r"(?:Me|Mi|Mis|Soy|Doy|Voy|Estoy|[A-ZÁ-Ú][a-zá-úñ]*[oé]) (?=[a-zá-úñ])")
"""How the seeker's sentence begins that goes on small behind a colon: of what I do."""


@dataclass(frozen=True)
class Spanish(LocaleConventions):
    """Polite (`usted`) or familiar (`tú`)."""

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

    def days(self, dates: Sequence[dt.date], *, is_far: bool) -> str:
        """Behind `del`: `6 y del 14 de octubre`; `27 de octubre y del 13 de noviembre`."""
        is_one_month = not is_far and len({each.month for each in dates}) == 1
        said = [self.long_day(each) if is_far else str(each.day) if is_one_month else self.day(each) for each in dates]
        listed = self._listed([said[0], *(f"del {each}" for each in said[1:])])
        return f"{listed} de {self.month(dates[0])}" if is_one_month else listed

    def dateline(self, place: str, date: dt.date) -> str:
        """`Puebla, 15 de octubre de 2026`."""
        return ", ".join(filter(None, (place, self.long_day(date))))

    def separators(self, items: Sequence[str], conjunction: str) -> list[str]:
        """`y` is `e` before the sound of an i, `o` is `u` before that of an o; `o en`: each item has its own."""
        conjunction, _, repeated = conjunction.partition(" ")
        if repeated:
            between = super().separators(items, conjunction)
            pairs = zip(between, items, strict=True)
            return [f"{each}{before(repeated, item)}" if each else each for each, item in pairs]
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

    def spoken(self, words: str, values: Values) -> str:
        """Companies behind a preposition with their article: `en el Hotel Ceibal`, `del Grupo Norte`, `al Mirador`."""

        def said(found: re.Match[str]) -> str:
            word, blank = found[1], values.of(found[2])
            if word.lower() in {"de", "a"} and blank.text.startswith("el "):
                return f"{word}l {values.put(Piece(*[form[3:] for form in blank]))}"
            return f"{before(word, blank.text)}\x02{found[2]}\x03"

        spoken = _BEFORE_BLANK.sub(said, words)
        return _THERE.sub(r"\1llí", spoken) if self.country == "ES" else spoken

    def inside(self, words: str) -> str:
        return words[0].lower() + words[1:] if _MAY_GO_ON.match(words) else words

    def job(self, title: str) -> str:
        """A trade is a common noun: `jefa de mantenimiento`; typed with more capitals it stays so: `Jefa de Planta`."""
        said = super().job(title)
        return said[:1].lower() + said[1:] if " " in said and said[1:].islower() else said

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

    def pronouns(self, *, familiar: bool) -> dict[str, str]:
        """Each with a capital too: `Te`."""
        said = dict(zip(_FAMILIAR, _FAMILIAR if familiar else _POLITE, strict=True))
        said |= {name: forms[0 if familiar else 1] for name, forms in _OF_BOTH.items()}
        if self.country == "ES":
            said["ayudaste"] = "has ayudado" if familiar else "ha ayudado"
            said["ustedes"] = "vosotros" if familiar else "ustedes"
        return {cased(name): cased(word).replace("_", " ") for name, word in said.items() for cased in (str, _capital)}

    @property
    def words(self) -> dict[str, str]:
        is_spain = self.country == "ES"
        return {
            "resume": "CV",
            "talk": "platicar" if self.country == "MX" else "hablar",
            "chat": "plática" if self.country == "MX" else "conversación",
            "applied": "presenté mi candidatura" if is_spain else "me postulé",
            "has_applied": "he presentado mi candidatura" if is_spain else "me postulé",
            "got": "me han dado" if is_spain else "me dieron",
        }


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def before(preposition: str, name: str) -> str:
    """A preposition as it stands before this name: `en el Hotel Ceibal`, `al Grupo Norte`, `en Vidriera La Unión`."""
    noun, _, others = name.partition(" ")
    is_female = noun in _FEMALE or noun.endswith("ería")
    if not others or others.startswith(("El ", "La ", "Los ", "Las ")) or not (is_female or noun in _MALE):
        return f"{preposition} "
    if is_female:
        return f"{preposition} la "
    return f"{preposition}l " if preposition.lower() in {"de", "a"} else f"{preposition} el "
