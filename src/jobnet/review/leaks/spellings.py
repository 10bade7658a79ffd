"""Under which runs of words a company is recognised: as people write one name, in more than one way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.patterns import pattern
from jobnet.profile.addresses import UMLAUTS
from jobnet.profile.names import bare, company_words, fold
from jobnet.profile.wordings import COMMON, initials_of, stem_runs, wordings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_Words = tuple[str, ...]

_GLUED_LEAST = 7
_CAPITALS_LEAST = 4
"""Letters of a name in one word that has no capital of its own, and of one that must have one."""
_INITIALS_LEAST = 3
_CALENDAR = frozenset(
    (
        "january february march april june july august september october november december "
        "januar februar marz juni juli oktober dezember monday tuesday wednesday thursday friday saturday sunday "
        "montag dienstag mittwoch donnerstag freitag samstag sonntag"
    ).split()
)
"""Letters say when: "in March" is no word of March Foods."""
_CAMEL = pattern(r"(?<=[a-z])(?=[A-Z])")
_BEHIND = pattern(r"(.*\S)\s*\(([^()]+)\)\s*")
_SIGNS_INSIDE = pattern(r"(?<=\w)[&+.](?=\w)")
_TWO_LETTERS = pattern(r"([aou])e")


def runs_of(typed: str) -> Mapping[_Words, bool]:
    """The runs of words that mean this company; true where the name is in one word and needs a capital."""
    runs: dict[_Words, bool] = {}
    for words in filter(None, _typed_runs(typed)):  # "???" has none
        for genitive in ("", "s", "es"):  # of many languages, and of German
            runs.setdefault((*words[:-1], words[-1] + genitive), len(words) == 1)
        glued = "".join(words)
        if len(words) > 1 and len(glued) >= _CAPITALS_LEAST:
            runs.setdefault((glued,), len(glued) < _GLUED_LEAST)
    return runs


def loose_runs_of(typed: str) -> frozenset[_Words]:
    """The runs of stems that mean this company, of several words or a compound."""
    texts = (typed, typed.translate(UMLAUTS), _CAMEL.sub(" ", bare(typed)), _TWO_LETTERS.sub(r"\1", fold(typed)))
    return frozenset(run for text in texts for run in stem_runs(text))


def nicknames_of(typed: str) -> Mapping[str, str]:
    """By which words people call this company for short, as they write them: Quorvex Mills is Quorvex, or QMC."""
    firsts = (words[0] for words in wordings_of(typed) if len(words) > 1)
    told = {word: word.title() for word in firsts if len(word) >= _CAPITALS_LEAST and word not in COMMON | _CALENDAR}
    return told | {word: word.upper() for word in initials_of(typed) if len(word) >= _INITIALS_LEAST}


def _typed_runs(typed: str) -> Iterator[_Words]:
    apart = typed.replace("'", " ").replace("’", " ")
    for text in dict.fromkeys((typed, apart, apart.translate(UMLAUTS), _CAMEL.sub(" ", bare(typed)))):
        words = company_words(bare(text))
        yield words
        yield tuple(_TWO_LETTERS.sub(r"\1", word) for word in words)  # "Mueller" is Müller, too
        if len(words) > 2 and words[0] == "the":
            yield words[1:]
    if _SIGNS_INSIDE.search(typed):
        yield company_words(_SIGNS_INSIDE.sub("", typed))  # "AT&T" is ATT
    elif typed.isupper() and typed.isalpha() and len(typed) < _GLUED_LEAST:
        yield tuple(typed.lower())  # "BCA" is B.C.A.
    for words in wordings_of(typed):
        if len(words) > 1 or (len(words[0]) >= _CAPITALS_LEAST and words[0] not in COMMON):
            yield words  # "Quorvex Group" is Quorvex
    if (found := _BEHIND.fullmatch(typed)) and found[2].lower() in initials_of(found[1]):
        yield company_words(found[2])
        yield company_words(found[1])
