"""How people write a company's name: in full, cut short, as initials, with and without what stands around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobnet.patterns import pattern
from jobnet.profile.addresses import UMLAUTS, own_labels, typed_domain
from jobnet.profile.names import bare, company_words, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Words = tuple[str, ...]

_ARTICLES = frozenset("the a an der die das den dem le la les l un une el los las il lo gli het een".split())
_SMALL = frozenset("of for at in on de du des del della di da do von van vom zu am im fur pour para".split())
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
COMMON = frozenset(
    (
        "north south east west northern southern eastern western central upper lower new old great little big good "
        "best first second one two next open early smart green blue red white black gold golden silver star sun "
        "royal crown united american british european german french national federal global international world "
        "universita universiteit universitet universidade uniwersytet "
        "general public private state county city town district regional community university college school "
        "academy institute museum library hospital clinic klinik klinikum krankenhaus health medical care church saint "
        "mount fort lake river hill valley park bank insurance hotel restaurant bakery farm foods food water energy "
        "power data digital tech technologies department ministry office council group services house home center "
        "systems solutions partners consulting trust foundation association society union example mail john james "
        "mary paul peter thomas george david michael robert "
        "haus hof zentrum pflege pflegezentrum pflegedienst seniorenhaus seniorenheim altenheim verein stiftung "
        "verband schule hochschule apotheke praxis kanzlei amt kreis stadt stadtwerke land dienst dienste neue neuer "
        "neues alte alter altes maison ecole hopital banque societe nouvelle nouveau ville casa grupo escuela banco "
        "nueva nuevo centro"
    ).split()
)
COMMON |= {short for short, long in SHORT_FOR.items() if long in COMMON}
"""Words that many names begin with: they alone tell nothing of one."""
LEAST_INITIALS = 3
_WITH_AND = pattern(r"\s*(?:&|\band\b)\s*", re.IGNORECASE)
_OWN_AND = pattern(r"\s+(und|et|y)\s+", re.IGNORECASE)
_IN_BRACKETS = pattern(r"\s*\(([^()]*)\)")
ACRONYM = pattern(r"[A-ZÄÖÜ0-9](?:[.&]?[A-ZÄÖÜ0-9]){1,6}\.?")
_WORD = pattern(r"[^\W_]+")
_ELIDED = pattern(r"\b([dl])\s+(?=[^\W\d_])", re.IGNORECASE)
_MOST_CUT_OUT = 5


def names_in(typed: str) -> Iterator[str]:
    """A name, and the short one that stands in brackets behind it: "Royal Corvane Infirmary (RCI)"."""
    yield typed
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


def is_form_of(own: str, word: str) -> bool:
    """Whether a word is the own one with an s, or one of the two is the other cut short with a stop."""
    has_s = len(own) >= LEAST_INITIALS and word in {f"{own}s", f"{own}es"}
    return has_s or _is_short_for(word, own) or _is_short_for(own, word)


def _is_short_for(short: str, word: str) -> bool:
    """Whether it is this word cut short: `städt.`, `norddt.`; a legal form is not ("Corp.")."""
    letters = short.removesuffix(".")
    is_cut = letters != short and LEAST_INITIALS <= len(letters) < len(word) and letters[:2] == word[:2]
    return is_cut and company_words(f"x {letters}") != ("x",) and bool(re.match(".*".join(letters), word))
