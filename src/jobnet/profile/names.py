"""Matching of people and companies: case, accents, punctuation, legal forms; whole words, never substrings."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from jobnet.patterns import pattern
from jobnet.yamltext.parsing import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Iterable

# Letters that Unicode does not decompose, but that people type without their stroke (bad-input row 86).
_STROKES = str.maketrans(
    {
        "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th",
        "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ı": "i", "ħ": "h", "Ħ": "h", "ŋ": "n", "Ŋ": "n",
        "ß": "ss", "ẞ": "ss", "’": "'", "‘": "'", "ʼ": "'",
    }
)  # fmt: skip
# Cyrillic letters that look like Latin ones; both sides of a comparison are folded, so Russian still matches Russian.
_LOOKALIKES = str.maketrans("авекмнорстхуіѕј", "abekmhopctxyisj")
_IN_BRACKETS = pattern(r"(?:^|\s)\s*\([^()]*\)")
_GENDERS = pattern(
    r"\s*(?:[(\[](?:[mwfdxhi]\s?/\s?)+(?:[mwfdxhi]|divers)[)\]]|\b[mwfdxhi](?:/[mwfdxhi])+$)", re.IGNORECASE
)
"""(m/w/d), H/F: what an advertisement says, and nobody in a letter."""
_SECOND_GENDER = pattern(r"(?<=\w)(?:\(([a-zß-ÿ]{1,4})\)|/-?([a-zß-ÿ]{1,2})\b)")
_WORD = pattern(r"[^\W_]+", re.UNICODE)
_TITLE_ENDS = pattern(r",\s|\s[/–—-]\s")
AND = frozenset({"and", "und", "et", "y"})
"""Words that a name may have or lack."""
_LEGAL_FORMS = frozenset(
    (
        "inc incorporated corp corporation co company llc llp lllp lp ltd limited plc pllc pc cic cio "
        "gmbh ggmbh mbh haftungsbeschrankt ag kg kgaa ohg ug se ev eg gbr ek "
        "sa sas sasu sarl sarlau eurl snc sca scop spa srl srls sapa scarl bv nv vof sl slu slp sau scoop "
        "ab hb as asa aps is ivs oy oyj ou uab sia hf ehf da ans "
        "cv sab sadecv srldecv sderl sderldecv sabdecv sapidecv sapi lda ltda eireli me "
        "sro spolsro vos ks spzoo zoo spj spk doo jdoo dd ad ood eood kft zrt nyrt bt rt ooo oao zao sti "
        "pty pvt private pte opc sdn bhd tbk kk gk yk jsc pjsc llc fzco fze wll saog"
    ).split()
)
_IN_PARTS = 7
"""Most words that one legal form is written in: `S. de R.L. de C.V.`."""
_UNSPACED = pattern("株式会社|有限会社|合同会社|股份有限公司|有限责任公司|有限公司|주식회사|유한회사")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text without case, accents, stroked letters and width; for comparing, never for printing."""
    if text.isascii():
        return text.lower()
    plain = (
        unicodedata.normalize("NFKD", text.translate(_STROKES)).casefold().translate(_STROKES).translate(_LOOKALIKES)
    )
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """What two spellings of one person's name share: folded words, parted by one space."""
    return " ".join(_WORD.findall(fold(name)))


@lru_cache(maxsize=65536)
def company_key(name: str) -> str:
    """What two spellings of one company share: folded words without `and` and legal forms.

    A name made of nothing but such words ("The Limited", "AG") keeps them: something must be left to match.
    """
    return " ".join(company_words(name))


def plain_name(name: str) -> str:
    """A name as it is said: without quotes around it, and what stands in or behind it in quotes, brackets, dashes.

    Degrees and Jr. stay: what a letter says of those is another matter.
    """
    if name.isascii() and name.replace(" ", "").replace("-", "").isalpha() and " - " not in name:
        return name
    said = _ASIDE.sub(" ", _BEHIND.split(without_quotes(name))[0])
    said = "".join(c for c in said if unicodedata.category(c) not in {"So", "Sk", "Cf", "Me"} and c != "\ufe0f")
    said = " ".join(said.split()).replace(" ,", ",")
    head, _, tail = said.partition(", ")
    if " " in head and tail and not _STAYS.search(tail):  # "Ann Lee, Buyer"
        said = head
    return said if " " in said or " " not in name else _MARKS.sub("", name)


def without_quotes(text: str) -> str:
    """A text less the quotes that stand around the whole of it, as a word processor makes them."""
    found = _QUOTED.fullmatch(text)
    return found[1] if found else text


_QUOTED = pattern(r"[“”„«‘‚]\s*([^“”„«»‘‚]*[^“”„«»‘’‚\s])\s*[“”»’‘]")
_MARKS = pattern(r"[\"“”„«»()‘]")
_BEHIND = pattern(r"\s*\|\s*|\s[-–—]\s")
_STAYS = pattern(r"[A-Z]\S*[A-Z]|\b(?i:jr|sr|junior|senior|esq)\b")
_ASIDE = pattern(
    r"<[^<>]*>|,?\s+\S+@\S+|,?\s*\+?\d[\d ()/-]{5,}|\"[^\"]*\"|[“„«][^“”«»]*[“”»]|\([^()]*\)"
    r"|(?<!\w)['‘][^'’]+['’](?!\w)"
)


def unsigned(name: str) -> str:
    """A company's name without the signs of its rights: `Maple Fork™` is Maple Fork."""
    return name if "(" not in name and name.isascii() else _SIGNS.sub("", name)


_SIGNS = pattern(r"[™®©℠ⓒⓇⓡⒸ]|\((?:tm|r|c|sm)\)", re.IGNORECASE)


@lru_cache(maxsize=65536)
def company_words(name: str) -> tuple[str, ...]:
    """The words of `company_key`, in order."""
    # An apostrophe joins ("Sainsbury's"), every other mark parts.
    folded = fold(name).replace("'", "").replace("&", " and ").replace("+", " and ")
    words = tuple(_WORD.findall(folded if folded.isascii() else _UNSPACED.sub(" ", folded)))
    content = tuple(word for word in words if word not in AND)
    while size := _form_at_the_end(content):
        content = content[:-size]
    return content or words


def _form_at_the_end(words: tuple[str, ...]) -> int:
    """How many words at the end are one legal form: `ltd`, `s a r l`, `s a de c v`; something must stand before it."""
    for size in range(min(_IN_PARTS, len(words) - 1), 0, -1):
        parts = words[-size:]
        form = "".join(parts)
        if form in _LEGAL_FORMS and (size == 1 or form.endswith("decv") or max(map(len, parts)) <= len("sp")):
            return size
    return 0


_PART_OF_A_NAME = frozenset({"co", "company", "corp", "corporation"})
"""Legal forms that are said aloud: Tiffany & Co., the Walt Disney Company."""


def job_spoken(title: str) -> str:
    """A job as one says it: Shift Lead, of Shift Lead (Nights); Site Manager, of Site Manager, Second Shift."""
    said = without_brackets(title)
    first = _TITLE_ENDS.split(said, maxsplit=1)[0]
    return first if " " in first else said


def without_legal_form(name: str) -> str:
    """The name as letters print it: "Fennel & Rye Ltd" is Fennel & Rye there."""
    wanted = company_words(name)
    words = name.split()
    if wanted == ("the",):
        return name
    for count in range(1, len(words)):
        shorter, form = " ".join(words[:count]), words[count:]
        if company_words(shorter) == wanted:
            is_word = len(form) == 1 and len(form[0]) <= len("sp") and not form[0].isupper()  # "As", "Me"
            is_said = set(_WORD.findall(fold(" ".join(form)))) <= _PART_OF_A_NAME | AND
            return name if is_word or is_said else shorter.rstrip(",;& ")
    return name


def without_brackets(title: str) -> str:
    """A title as one says it aloud: "Shift Lead (Nights)" is Shift Lead there."""
    return _IN_BRACKETS.sub("", without_genders(title)).strip() or title


def without_genders(title: str) -> str:
    """A title without the mark of an advertisement: "Bühnenmeister (m/w/d)" is Bühnenmeister."""
    return _GENDERS.sub("", title).strip() or title


def in_one_gender(title: str, own: Iterable[str]) -> str:
    """A title in both genders as the seeker says their own: "Jefe(a) de Planta" is their Jefa de Planta."""
    base, longer = _SECOND_GENDER.sub("", title), _SECOND_GENDER.sub(r"\1\2", title)
    if base == title:
        return title
    return next((each for each in own if fold(each) == fold(longer) or one_slip_apart(fold(each), fold(base))), title)


def holds_words(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether `wanted` stands in `words` as a run of whole words."""
    size = len(wanted)
    return bool(wanted) and any(words[i : i + size] == wanted for i in range(len(words) - size + 1))


def one_slip_apart(one: str, other: str) -> bool:
    """Whether two words differ in one letter at most: missing, wrong, or changed places with the next."""
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, others = one[start:], other[start:]
    swapped = rest[1:2] + rest[:1] + rest[2:]
    return swapped == others or rest[1:] in {others, others[1:]} or rest == others[1:]


_LOOKS_LIKE = str.maketrans(
    dict.fromkeys("‘’\u02b9\u02bb\u02bc\u02bd\u2032\uff07\xb4", "'")
    | dict.fromkeys("®™©℠", " ")
    | dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβεζηικμνορτυχ", "ABEZHIKMNOPTYXabezhikmnoptyx", strict=True))
)


def bare(text: str) -> str:
    """A text as it is searched for names: capitals kept; accents, width and what nobody sees gone, marks alike.

    Not for keys: those stand in records, and must come out as they always did.
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", UNSEEN.sub("", text).translate(_LOOKS_LIKE))
    return "".join(c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Me")
