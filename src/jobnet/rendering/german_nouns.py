"""Companies behind a German preposition: "bei Brammer", but "bei der Elstermesse" and "am Neuen Theater"."""

from __future__ import annotations

from jobnet.patterns import pattern

_ENDINGS = {
    (
        "der",
        "bei",
    ): "agentur bahn bank baumschule caritas diakonie erei fabrik feuerwehr gemeinde genossenschaft gesellschaft gruppe"
    " halle holding hütte kammer kanzlei kasse manufaktur messe mühle pflege post redaktion spedition stadt stiftung"
    " versicherung verwaltung werft zeitung",
    ("der", "an"): "akademie hochschule klinik oper schule universität",
    (
        "der",
        "in",
    ): "apotheke bibliothek buchhandlung bücherei kita küche praxis residenz stätte therme werkstatt",
    (
        "dem",
        "bei",
    ): "amt betrieb büro club dienst jobcenter land landkreis magistrat markt ministerium"
    " orchester studio verband verein verlag weingut werk zoo",
    ("dem", "an"): "gymnasium institut klinikum opernhaus schauspielhaus theater",
    (
        "dem",
        "in",
    ): "altersheim archiv café garten haus heim hof hort hospital hotel kindergarten kinderheim laden museum"
    " pflegeheim restaurant seniorenheim spital stift wohnheim zentrum",
    ("den", "bei"): "bahnen betriebe werke",
    ("den", "an"): "bühnen kliniken",
    ("den", "in"): "werkstätten",
}
_NOUNS = {
    ending: (article, preposition) for (article, preposition), endings in _ENDINGS.items() for ending in endings.split()
}
"""Common nouns that companies are called by: the article of their dative, and how one says that one works there."""
_ALONE = frozenset({"garten", "heim", "land", "post", "stadt"})
"""Those that as an ending make towns and families: Karstadt, Mannheim."""
_ADJECTIVE = pattern(r"(\w*isch|Alt|Blau|Deutsch|Frei|Groß|Grün|Jung|Klein|Neu|Öffentlich|Rot|Staatlich|Weiß)(e[sr]?)")
_PAIRED = (["&"], ["+"], ["und"])
"""What follows half a name: Küche & Bad."""
_OF_ADJECTIVES = {"e": "der", "es": "dem", "er": "dem"}
_ARTICLES = {"Die": "der", "Das": "dem", "Der": "dem"}
_INDEFINITE = {"ein": "einem", "eine": "einer"}
_WEAK = pattern(r"([a-zäöüß]+)(?:e[rs]?)")
_JOINED = {"bei dem": "beim", "an dem": "am", "in dem": "im", "von dem": "vom", "zu dem": "zum", "zu der": "zur"}


def behind(preposition: str, company: str) -> tuple[str, str]:
    """The preposition with its article, and the name in the dative; both as they are where no noun is known.

    So for what hides a name, too: "bei einem städtischen Träger".
    """
    first, *rest = company.split(" ")
    if first.casefold() in _INDEFINITE and rest:
        return f"{preposition} {_INDEFINITE[first.casefold()]}", " ".join(map(_weak, rest))
    words = rest if first in _ARTICLES and rest else [first, *rest]
    article = _ARTICLES[first] if words is rest else ""
    place, said = "bei", list(words)
    for at, word in enumerate(words):
        if word[:1].islower() or (at and words[at - 1].endswith(",")) or words[at + 1 : at + 2] in _PAIRED:
            break
        if adjective := _ADJECTIVE.fullmatch(word):
            article = article or _OF_ADJECTIVES[adjective[2]]
            said[at] = f"{adjective[1]}en"
        elif noun := _noun(word.rstrip(",")):
            article, place = noun
            said[at] = f"{word}n" if article == "den" and not word.endswith("n") else word
            break
    if not article:
        return preposition, company
    base = place if preposition == "bei" else preposition
    return _JOINED.get(f"{base} {article}", f"{base} {article}"), " ".join(said)


def _weak(word: str) -> str:
    """An adjective behind "einem" or "einer": städtischen, of "städtischer"; a noun as it is."""
    adjective = _WEAK.fullmatch(word)
    return f"{adjective[1]}en" if adjective else word


def _noun(word: str) -> tuple[str, str] | None:
    """What is known of the longest noun that this word is or ends in."""
    folded = word.casefold()
    if folded in _NOUNS:
        return _NOUNS[folded]
    ends = (folded[at:] for at in range(2, len(folded)))
    return next((_NOUNS[end] for end in ends if end in _NOUNS and end not in _ALONE), None)
