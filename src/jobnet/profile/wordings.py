"""How people write a company's name: in full, cut short, as initials, in some case, with and without its house."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import permutations
from typing import TYPE_CHECKING

from jobnet.patterns import pattern
from jobnet.profile.addresses import UMLAUTS, own_labels, typed_domain
from jobnet.profile.names import bare, company_words, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Words = tuple[str, ...]

_ARTICLES = frozenset("the a an der die das den dem le la les l un une el los las il lo gli het een".split())
_SMALL = frozenset(
    "of for at in on de du des del della di da do von van vom zu zum zur am im bei beim au aux fur pour para".split()
)
_HOUSE = frozenset(
    (
        "group gruppe groupe grupo gruppo holding holdings international global worldwide europe emea uk us usa "
        "company companies corp corporation ltd limited inc gmbh firma pt ooo oao zao"
    ).split()
)
"""What stands before or behind a name without making another of it: "Corvane Group" is Corvane."""
SHORT_FOR = {
    "st": "saint", "ste": "saint", "sankt": "saint", "uni": "university", "univ": "university",
    "universitat": "university", "universitaet": "university", "universite": "university", "universidad": "university",
    "intl": "international", "natl": "national", "mfg": "manufacturing", "bros": "brothers", "assn": "association",
    "assoc": "association", "hosp": "hospital", "ctr": "center", "centre": "center", "svc": "services",
    "svcs": "services", "service": "services", "dept": "department", "inst": "institute", "govt": "government",
    "mt": "mount", "ft": "fort", "ets": "etablissements", "hnos": "hermanos", "ayto": "ayuntamiento",
    "gebr": "gebruder", "gebrueder": "gebruder", "frs": "freres",
}  # fmt: skip
_KINDS = (
    "hospital hospitales hopital klinik klinikum krankenhaus spital clinic clinica clinique hospitalier hospitalario",
    "university hochschule", "school schule ecole escuela colegio college gymnasium", "institute institut instituto",
    "academy akademie academie academia", "museum musee museo", "kindergarten kita", "church kirche eglise iglesia",
    "library bibliothek bibliotheque biblioteca", "bank banque banco", "sparkasse", "volksbank", "raiffeisenbank",
    "genossenschaft cooperative cooperativa", "insurance versicherung assurance seguros", "theater theatre teatro",
    "hotel gasthaus gasthof auberge posada", "restaurant restaurante", "cafe", "brewery brauerei brasserie cerveceria",
    "bakery backerei baeckerei boulangerie panaderia",
    "metzgerei fleischerei", "pharmacy apotheke pharmacie farmacia",
    "practice praxis cabinet", "kanzlei", "verlag editorial", "druckerei imprenta imprimerie", "werft", "stadtwerke",
    "werkstatt atelier taller workshop", "laboratory labor laboratoire laboratorio", "mill muhle muehle moulin molino",
    "farm hof ferme granja", "winery weingut bodega", "werk", "fabrik factory fabrica usine", "house haus maison casa",
    "home heim pflegeheim altenheim residence residencia", "center zentrum centro", "pflegedienst", "stift",
    "foundation stiftung fondation fundacion", "association verein verband asociacion", "market markt mercado marche",
    "society gesellschaft societe sociedad", "office amt bureau oficina", "garden garten jardin", "transport spedition",
    "agency agentur agence agencia", "bookshop buchhandlung librairie libreria", "garage", "sanatorium sanatorio",
    "joinery schreinerei tischlerei menuiserie carpinteria", "gartnerei", "schlosserei", "ferreteria quincaillerie",
)  # fmt: skip


def _forms(word: str) -> Iterator[str]:
    """A word for a house, one and several, in every case."""
    yield from (f"{word}{end}" for end in ("", "s", "es", "n", "en", "e"))
    for one, several in (("y", "ies"), ("um", "en"), ("al", "aux"), ("haus", "hauser")):
        if word.endswith(one):
            yield f"{word.removesuffix(one)}{several}"


_KIND_OF = {form: kind.split()[0] for kind in _KINDS for word in kind.split() for form in _forms(word)}
"""Words for what a house is, in one or more languages, the same in a row: they alone tell nothing of a name."""
COMMON = frozenset(
    (
        "north south east west northern southern eastern western central upper lower new old great little big good "
        "best first second one two next open early smart green blue red white black gold golden silver star sun "
        "royal crown united american british european german french national federal global international world "
        "universita universiteit universitet universidade uniwersytet "
        "general public private state county city town district regional community health medical care saint "
        "mount fort lake river hill valley park foods food water energy "
        "power data digital tech technologies department ministry council group services "
        "systems solutions partners consulting trust union example mail john james "
        "mary paul peter thomas george david michael robert "
        "pflege pflegezentrum seniorenhaus seniorenheim kreis stadt land dienst dienste nouvelle nouveau ville grupo "
        "nueva nuevo"
    ).split()
)
COMMON |= {f"{word}{end}" for word in ("neu", "alt", "golden", "rot", "stadtisch") for end in ("e", "er", "es", "en")}
COMMON |= {*_KIND_OF}
COMMON |= {short for short, long in SHORT_FOR.items() if long in COMMON}
"""Words that many names begin with: they alone tell nothing of one."""
_TITLES = {
    "MR": "herr herrn hr mister mr m monsieur sr senor kollege kollegen",
    "MS": "frau fr mrs ms miss mme madame mlle mademoiselle sra srta senora senorita dra doctora doktorin docteure "
    "profa professorin profesora professeure kollegin ingeniera licenciada",
    "DR": "dr doktor doctor docteur prof professor profesor professeur pr colega collegue colleague maitre ing "
    "ingeniero ingenieur lic licenciado mx",
    "DON": "don dona dna",
}
TITLES = {title: whose for whose, titles in _TITLES.items() for title in titles.split()}
"""What stands before a name, in four languages: of a man, a woman, either, and before a first name as well."""
LEAST_INITIALS = 3
_WITH_AND = pattern(r"\s*(?:&|\band\b)\s*", re.IGNORECASE)
_OWN_AND = pattern(r"\s+(und|et|y)\s+", re.IGNORECASE)
_IN_BRACKETS = pattern(r"\s*\(([^()]*)\)")
ACRONYM = pattern(r"[A-ZÄÖÜ0-9](?:[.&]?[A-ZÄÖÜ0-9]){1,6}\.?")
_WORD = pattern(r"[^\W_]+")
_ELIDED = pattern(r"\b([dl])\s+(?=[^\W\d_])", re.IGNORECASE)
_MOST_CUT_OUT = 5
_ENDING = pattern(r"(?:e[nrms]?|s)$")
_OF = (_ARTICLES | _SMALL | {"l", "d", "s"}) - frozenset("for at in on fur pour para".split())
"""What may stand in a name or be left out. Not "in": hospitals in Olm are no Olm Hospital."""
_WHOSE = frozenset(
    "general regional municipal public stadtisch stadt kommunal universitair universitario evangelisch".split()
)
"""Stems of what is said of a house or not."""
_LEAST_STEM = 3


def names_in(typed: str) -> Iterator[str]:
    """A name, and the short one that stands in brackets behind it: "Royal Corvane Infirmary (RCI)"."""
    yield typed
    typed = unicodedata.normalize("NFKC", typed)  # brackets and letters of full width, too
    if domain := typed_domain(typed):
        yield own_labels(domain)[-1]
    if inside := _IN_BRACKETS.search(typed):
        yield _IN_BRACKETS.sub("", typed).strip() or typed
        if ACRONYM.fullmatch(inside[1]):
            yield inside[1]


def wordings_of(name: str) -> Iterator[Words]:
    """The words that tell a name from others, folded: without articles, small words, legal forms and its house's."""
    initials = name.replace("&", "") if ACRONYM.fullmatch(name) else name  # "AT&T" is ATT
    for spelt in dict.fromkeys(
        (
            name,
            initials,
            name.translate(UMLAUTS),
            _OWN_AND.sub(r"\1", _WITH_AND.sub("and", name)),
            _ELIDED.sub(r"\1", name),
        )
    ):
        words = company_words(bare(spelt))
        if len(words) > 1 and all(len(word) == 1 for word in words):  # "B.C.A." is BCA
            words = ("".join(words),)
        typed = tuple(word for word in words if word not in _ARTICLES | _SMALL) or words
        if typed:
            yield less_its_house(typed)
            yield less_its_house(spelt_out(typed))


def spelt_out(words: Words) -> Words:
    return tuple(SHORT_FOR.get(word, word) for word in words)


def less_its_house(words: Words) -> Words:
    while len(words) > 1 and words[-1] in _HOUSE:
        words = company_words(" ".join(words[:-1]))  # "Corvane Foods GmbH Holding" has its form before its house
    while len(words) > 1 and words[0] in _HOUSE:
        words = words[1:]
    return words


def initials_of(name: str) -> frozenset[str]:
    """What the name is cut down to: `bca`, with and without its small words."""
    words = tuple(_WORD.findall(fold(name)))
    without_form = company_words(name)
    without_small = tuple(word for word in without_form if word not in _ARTICLES | _SMALL)
    with_n = tuple(_WORD.findall(fold(_WITH_AND.sub(" n ", name))))  # Johnson & Johnson is JnJ
    forms = (words[:size] for size in range(len(without_form) + 1, len(words)))  # "The Brantil Company Inc." is TBC
    cut = {"".join(word[0] for word in each) for each in (words, *forms, without_form, without_small, with_n) if each}
    cut.add("".join(word if word in _SMALL else word[0] for word in without_form))  # Bank of America is BofA
    return frozenset(each for each in cut if len(each) > 1)


def cut_short(own: Words) -> Iterator[str]:
    """A long name with the initials of what it begins with: `nytimes`, `ucberkeley`."""
    for number in range(2, len(own)):
        yield "".join(word[0] for word in own[:number]) + "".join(own[number:])


def is_cut_out_of(short: str, wordings: Iterable[Words]) -> bool:
    """Whether a short word with capitals is made of some letters of a name: VW, FedEx."""
    if len(short) > _MOST_CUT_OUT or not short.isalpha() or sum(map(str.isupper, short)) <= 1:
        return False
    return any(re.match(".*".join(map(re.escape, fold(short))), "".join(words)) for words in wordings)


def stem(word: str) -> str:
    """A folded word without its endings of number, gender and case: goldenen, golden; bakeries, bakery."""
    for ending, other in (("eaux", "eau"), ("aux", "al"), ("y", "i"), ("z", "c")):
        word = word.removesuffix(ending) + other if word.endswith(ending) else word
    while len(short := _ENDING.sub("", word)) >= _LEAST_STEM and short != word:
        word = short
    return word


_KINDS_SAID = frozenset(_KIND_OF.values())
_GUEST_HOUSES = frozenset({"hotel", "restaurant", "cafe"})
_FEW = 3
_OF_A_KIND = frozenset(map(stem, "senioren alten pflege kinder kreis stadt landes bezirks universitats".split()))
"""What a word for a house may begin with, or not: the Seniorenstift is called Stift."""


@lru_cache(maxsize=65536)
def stems_of_word(word: str) -> Words:
    """A folded word as all its forms have it: the two parts of a compound, the kind of a house; nothing for "of"."""
    if word in _OF:
        return ()
    if word in TITLES:
        return (TITLES[word],)
    word = SHORT_FOR.get(word, word)
    at = next((n for n in (0, *range(_LEAST_STEM, len(word) - 2)) if word[n:] in _KIND_OF), len(word))
    first, kind = stem(word[:at]), _KIND_OF.get(word[at:])
    says_nothing = not first or first in (_OF_A_KIND if kind else _WHOSE)
    return (*(() if says_nothing else (first,)), *((kind,) if kind else ()))


def is_of_a_kind(stem: str) -> bool:
    """Whether it says what a house or a person is, and not which."""
    return stem.isupper() or stem in _KINDS_SAID


def stems_of(text: str) -> Words:
    """A text in the form in which names are compared: "bei den Goldenen Hirschen" has gold, hirsch."""
    words = less_its_house(company_words(bare(text).replace("'", " ")))
    return tuple(each for word in words for each in stems_of_word(word))


def stem_runs(name: str) -> Iterator[Words]:
    """The stems that mean a name of more than one: Sparkasse Elsterland, the other way round, and as one word."""
    words = [word for word in less_its_house(company_words(bare(name).replace("'", " "))) if word not in _OF]
    stems = stems_of(name)
    kinds = tuple(each for each in stems if is_of_a_kind(each))
    telling = tuple(each for each in stems if each not in kinds)
    if "center" in kinds and "hospital" in kinds:  # a centre hospitalier
        kinds = tuple(each for each in kinds if each != "center")
    if len(stems) > 1:
        yield stems
        both = (*telling, *kinds)
        yield from permutations(both) if len(both) <= (_FEW if kinds else 2) else (both, (*kinds, *telling))
    if len(telling) > 1 and {*kinds} <= _GUEST_HOUSES:  # Gasthof Zum Goldenen Hirschen
        yield telling
    if len(words) == 2:
        for first, second in (words, words[::-1]):
            runs = (stems_of_word(f"{first}{joint}{second}") for joint in ("", "s", "n", "en", "es"))
            yield from (run for run in runs if not all(map(is_of_a_kind, run)))


def is_form_of(own: str, word: str) -> bool:
    """Whether a word is the own one with an s, or one of the two is the other cut short with a stop."""
    has_s = len(own) >= LEAST_INITIALS and word in {f"{own}s", f"{own}es"}
    return has_s or _is_short_for(word, own) or _is_short_for(own, word)


def _is_short_for(short: str, word: str) -> bool:
    """Whether it is this word cut short: `städt.`, `norddt.`; a legal form is not ("Corp.")."""
    letters = short.removesuffix(".")
    is_cut = letters != short and LEAST_INITIALS <= len(letters) < len(word) and letters[:2] == word[:2]
    return is_cut and company_words(f"x {letters}") != ("x",) and bool(re.match(".*".join(letters), word))
