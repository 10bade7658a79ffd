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
_BEFORE_BLANK = pattern("\\b(de|que|chez|avec|sur)(?: |\x1f?\n *)\x02([0-9]+)\x03", re.IGNORECASE)
_NOUNS = {
    "la": "Banque Bibliothèque Caisse Cave Chambre Cité Clinique Commune Communauté Compagnie Coopérative Crèche"
    " Croix-Rouge Fabrique Faculté Fédération Ferme Filature Fondation Forge Ligue Maison Manufacture Métropole"
    " Médiathèque Mission Mutualité Mutuelle Pharmacie Polyclinique Préfecture Province Région Régie Résidence Société"
    " Ville",
    "l'": "Académie Aéroport Agence Association Atelier Auberge EHPAD École Entreprise Escale Espace Hôpital Hôtel"
    " Institut Office Opéra Orchestre URSSAF Union Université Usine",
    "le": "CH CHRU CHU CISSS CIUSSS CNRS CPAS Cabinet Café Cégep Centre Château Collège Comité Conseil Crédit"
    " Département Domaine Foyer Garage Groupe Jardin Laboratoire Lycée Manoir Ministère Moulin Musée Parc Port Rectorat"
    " Relais Restaurant SPW Service Syndicat Théâtre Tribunal",
    "les": "Archives Ateliers Chantiers Eaux Éditions Établissements Forges Hospices Hôpitaux Jardins Laboratoires"
    " Moulins Mines Pépinières Presses Serres Thermes Vergers",
}
_ARTICLES = {noun: article for article, nouns in _NOUNS.items() for noun in nouns.split()}
"""Nouns that companies are called by: one works at Arbor (chez), but à la Ferme du Lac, and aux Fonderies (`-erie`)."""
_MANY = pattern(r"\w{4,}s d(?:es? |u |['’])")
"""Several of something are called so: Charpentes de la Limagne."""
_JOINED = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}
_WITH_LE, _FIRST = pattern(r"\b([DdÀà]e?) (les?) "), pattern(r"\w+['’ ]")
_OWN_ARTICLE = pattern(r"l(?:es? |a |['’])")
"""A name that is said with its article: the CPAS as "le CPAS", l'Escale."""
_OF_BOTH = pattern(r"(?<=\w)(?:\(\w{1,5}\)|[·.](?:e|ne|euse|rice|trice)\b)")
"""The second gender of a title: Chargé(e), Directeur·rice."""
_CAPITAL = pattern(r"[A-ZÀ-Þ][a-zà-ÿ]")
"""Of a title whose words all have one, "Data Analyst", none is made small."""
_CLOSINGS = {"BE": "Bien à vous,", "CH": "Meilleures salutations,"}
_FAMILIAR, _POLITE = "te toi ton tes".split(), "vous vous votre vos".split()
_TE = pattern(r"\bte(?: |\x1f?\n ?)(?=[aeiouyéèêîôœ])")
_VOWEL = pattern(r"(?i)[aàâeéèêëiîïoôuùûœæ]|h(?:[ôéy]|ui|is|or|om|os|enri|ub|er[mv]|abit|armo)|yv")
"""How what follows d' and qu' begins; h is silent in trades and many names (hôte, horloger, Henri, Hubert)."""
_INFINITIVE = pattern(
    r"(?i)(?:(?:[mts]e|vous|nous|lui|leur|en|y|l[ea]s?|tout|bien) |[mtsl]['’])*(?!(?:[vn]ot|aut)re)\w+(?:[ei]r|re)\b"
)
_MAY_GO_ON = pattern(
    r"(?:[JCN]['’]|L['’](?=[a-zà-ÿ])|(?:Je|Tu|Ils?|Elles?|On|Nous|Vous|C'est|Ce|Cette|Ces|Les?|La|Une?|Des|Mon|Ma|Mes|Ton|Ta|Tes"
    r"|Son|Sa|Ses|Notre|Nos|Votre|Vos|Leurs?|Il|Chaque|Tout|Tous|Plusieurs|Deux|Trois"
    r"|Pas|Aucune?|Pour|Si|Avec|Quand) (?=[a-zà-ÿ]))"
)
"""How a sentence begins that goes on small behind a colon: with no name."""
_PLACES = {
    "en": "abitibi alsace aquitaine ardenne ardèche ariège auvergne auvergne-rhône-alpes banlieue beauce belgique"
    " bourgogne bourgogne-franche-comté bretagne centre-val centre-ville champagne charente charente-maritime"
    " chaudière-appalaches corrèze corse côte-d'or dordogne estrie flandre france franche-comté gaspésie gaume gironde"
    " gruyère guadeloupe guyane haute-garonne haute-loire haute-marne haute-saône haute-savoie haute-vienne hesbaye"
    " ille-et-vilaine indre-et-loire isère loire-atlantique lorraine lot-et-garonne lozère maine-et-loire martinique"
    " mauricie mayenne meurthe-et-moselle montérégie moselle normandie nouvelle-aquitaine occitanie outaouais"
    " périphérie picardie provence province région romandie saône-et-loire savoie seine-et-marne seine-maritime"
    " seine-saint-denis suisse tarn-et-garonne valais vendée wallonie île-de-france",
    "dans le": "bas-rhin bas-saint-laurent brabant calvados canton cantal centre-du-québec condroz doubs finistère gard"
    " gers grand hainaut haut-rhin jura loiret morbihan nord pas-de-calais puy-de-dôme rhône secteur sud sud-est"
    " sud-ouest tarn tournaisis val-d'oise val-de-marne var vaucluse",
    "dans la": "capitale-nationale drôme manche marne métropole nièvre sarthe somme",
    "dans l'": "agglomération ain aisne allier arrondissement aube aude aveyron est eure hérault oise orne ouest yonne"
    " essonne",
    "dans les": "ardennes bouches-du-rhône deux-sèvres hauts-de-france hauts-de-seine landes laurentides pays vosges"
    " yvelines",
    "sur la": "rive-sud rive-nord côte-nord",
}
_BEFORE_PLACES = {
    place: f"{before} ".replace("' ", "'") for before, places in _PLACES.items() for place in places.split()
}
"""Where one works otherwise than "à", by the first word: en Bretagne, dans le Brabant wallon, en province de Liège."""


@dataclass(frozen=True)
class French(LocaleConventions):
    """Polite (`vous`) or familiar (`tu`)."""

    familiar_form: ClassVar[str] = "tu"
    conjunction: ClassVar[str] = "et"
    months: ClassVar = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
    weekdays: ClassVar = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
    numbers: ClassVar = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze".split()

    def day(self, date: dt.date) -> str:
        """`1er octobre`, `2 octobre`."""
        return f"{'1er' if date.day == 1 else date.day} {self.month(date)}"

    def days(self, dates: Sequence[dt.date], *, is_far: bool) -> str:
        """`6 et 14 octobre`; each with its month where that changes."""
        if is_far or len({each.month for each in dates}) > 1:
            return super().days(dates, is_far=is_far)
        return self._listed([self.day(each).partition(" ")[0] for each in dates]) + f" {self.month(dates[0])}"

    def dateline(self, place: str, date: dt.date) -> str:
        """`Lyon, le 15 octobre 2026`."""
        return f"{place}, le {self.long_day(date)}" if place else f"Le {self.long_day(date)}"

    def greeting(self, greeting: Greeting, *, formal: bool = False, **_how: bool) -> str:
        """`Bonjour Madame Pons`; formal `Madame`, without the name, where the gender is said; `Salut Théo`."""
        if greeting.rung is Rung.NONE:
            return ""
        address = self._address(greeting)
        is_formal = greeting.rung in {Rung.TYPED, Rung.ROLE} or (formal and address != greeting.text)
        if greeting.family and address != greeting.text:
            address = f"{address} {greeting.family}"
        hello = "Salut" if greeting.is_close and greeting.rung is Rung.KNOWN_AS else "Bonjour"
        return punctuated(self._address(greeting) if is_formal else f"{hello} {address}", ",")

    def closing(self, document: Document, greeting: Greeting, *, first_names: bool) -> str:
        """`Cordialement` in mail; after a turn-down the whole formula, with the greeting's words in it."""
        if document is Document.PITCH:
            return ""
        if first_names and greeting.rung is not Rung.NONE:
            return "À bientôt,"
        if document is Document.RUNNERUP and greeting.rung in {Rung.HONORIFIC, Rung.ROLE}:
            address = self._address(greeting)
            if address != greeting.text:
                return f"Je vous prie d'agréer, {address}, mes sincères salutations."
        if self.country in _CLOSINGS:
            return _CLOSINGS[self.country]
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
        """Prepositions as they sound before what stands in the blank behind them; `parlé du gardien`."""

        def said(found: re.Match[str]) -> str:
            word, blank = found[1], values.of(found[2])
            plain = [f"{before(word, form)}{form}" for form in blank]
            joined = [_WITH_LE.sub(_contracted, form) for form in plain]
            if joined == plain:
                return f"{before(word, blank.text)}\x02{found[2]}\x03"
            end = _FIRST.match(joined[0]).end()  # type: ignore[union-attr]
            return f"{joined[0][:end]}{values.put(Piece(*[form[end:] for form in joined]))}"

        return _BEFORE_BLANK.sub(said, _TE.sub("t'", words))

    def inside(self, words: str) -> str:
        return words[0].lower() + words[1:] if _MAY_GO_ON.match(words) else words

    def job(self, title: str) -> str:
        """A trade is a common noun: `responsable achats`, of "Responsable achats (H/F)"; `DRH`."""
        said = _OF_BOTH.sub("", super().job(title))
        is_small = said[1:2].islower() and not _CAPITAL.search(said, 1)
        return said[:1].lower() + said[1:] if is_small else said

    def separators(self, items: Sequence[str], conjunction: str) -> list[str]:
        """`ou de`: each item but the first has its own `de` or `d'`; `ou chez`: where it differs from the last."""
        conjunction, _, repeated = conjunction.partition(" ")
        between = [self.finished(each.replace(";", " ;")) for each in super().separators(items, conjunction)]
        if not repeated:
            return between
        words = [before(repeated, item) for item in items]
        for at in range(1, len(items)):
            between[at] += words[at] if words[at] != words[at - 1] or words[at] != "chez " else ""
        return between

    def before_place(self, place: str) -> str:
        """`à Lyon`, `en Bretagne`; nothing before what has its own: `près de Rennes`."""
        found = _BEFORE_PLACES.get(place.split(maxsplit=1)[0].casefold())
        if found or place[:1].islower():
            return found or ""
        return "vers " if place.startswith(("Le ", "Les ")) else "à "

    def before_offer(self, offer: str) -> str:
        """Behind `proposé`: `de` before an infinitive, nothing before a thing: `un café`."""
        return f" {before('de', offer)}" if _INFINITIVE.match(offer) else " "

    def pronouns(self, *, familiar: bool) -> dict[str, str]:
        return dict(zip(_FAMILIAR, _FAMILIAR if familiar else _POLITE, strict=True))

    @property
    def words(self) -> dict[str, str]:
        return {"resume": "CV"}


def _contracted(found: re.Match[str]) -> str:
    joined = f"{_JOINED[found[1].lower(), found[2]]} "
    return joined.capitalize() if found[1][0].isupper() else joined


def before(word: str, said: str) -> str:
    """A preposition or `que` as it stands before this: `d'Arbor`, `de la Mairie de Roubaix`, `au CHU de Nantes`."""
    article, lower = _article(said), word.casefold()
    if lower == "chez" and (
        _OWN_ARTICLE.match(said) or (said.startswith(("L'", "La ")) and _article(said[2:].lstrip()))
    ):
        return "À " if word[0].isupper() else "à "
    if article is None or lower == "que":  # whose verb is in the singular
        is_elided = lower in {"de", "que"} and _VOWEL.match(said)
        return f"{word[:-1]}'" if is_elided else f"{word} "
    base = "à" if lower == "chez" else lower
    joined = _JOINED.get((base, article), f"{base} {article}")
    joined = joined if joined.endswith("'") else f"{joined} "
    return joined[0].upper() + joined[1:] if word[0].isupper() else joined


def _article(name: str) -> str | None:
    """Of a name that begins with a common noun: `la` of Mairie de Roubaix, `l'` of Imprimerie Roy; else None."""
    noun, space, _ = name.partition(" ")
    if not space:
        return None
    singular = "l'" if _VOWEL.match(noun) else "la"
    by_ending = (
        "les"
        if noun.endswith("eries") or _MANY.match(name)
        else singular
        if noun.endswith(("erie", "Mairie"))
        else None
    )
    return _ARTICLES.get(noun, by_ending)
