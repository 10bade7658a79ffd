"""Matching of people and companies: case, accents, punctuation, legal forms; whole words, never substrings."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose, but that people type without their stroke (bad-input row 86).
_STROKES = str.maketrans(
    {
        "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th",
        "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ı": "i", "ħ": "h", "Ħ": "h", "ŋ": "n", "Ŋ": "n",
        "ß": "ss", "ẞ": "ss", "’": "'", "‘": "'", "ʼ": "'",
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_AND = frozenset({"and", "und", "et", "y"})
_LEGAL_FORMS = frozenset(
    {
        "inc", "incorporated", "corp", "corporation", "co", "company", "llc", "llp", "lp", "ltd", "limited", "plc", "pllc",
        "gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "ug", "se", "ev", "eg", "gbr", "sa", "sas", "sarl", "sasu", "snc",
        "eurl", "spa", "srl", "bv", "nv", "ab", "as", "asa", "aps", "oy", "oyj", "pty", "pvt", "private", "pte", "ggmbh",
        "sl", "slu", "cv", "sab", "sapi", "lda", "ltda", "kk", "sro", "doo", "zoo", "cic", "cio", "haftungsbeschrankt",
    }
)  # fmt: skip
_SPELT_FORMS = re.compile(
    r"\b(?:s\s*\.?\s*a\s*\.?\s*p\s*\.?\s*i\s*\.?|s\.\s*a\.\s*s\.?|s\.\s*a\.|s\.\s*r\.\s*l\.?|s\.\s*p\.\s*a\.?|c\.\s*v\.?"
    r"|b\.\s*v\.?|n\.\s*v\.?|s\.\s*l\.?|k\.\s*k\.?|e\.\s*v\.?|l\.\s*l\.\s*c\.?|l\.\s*l\.\s*p\.?|s\.\s*r\.\s*o\.?"
    r"|d\.\s*o\.\s*o\.?|z\s*o\.?\s*o\.?|p\.\s*l\.\s*c\.?|a\.\s*g\.?|a/s)(?=\W|$)",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text without case, accents, stroked letters and width; for comparing, never for printing."""
    plain = unicodedata.normalize("NFKD", text.translate(_STROKES)).casefold().translate(_STROKES)
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


@lru_cache(maxsize=65536)
def company_words(name: str) -> tuple[str, ...]:
    """The words of `company_key`, in order."""
    joined = _SPELT_FORMS.sub(lambda form: re.sub(r"[\W_]", "", form.group()), name)
    # An apostrophe joins ("Sainsbury's"), every other mark parts.
    words = tuple(_WORD.findall(fold(joined).replace("'", "").replace("&", " and ").replace("+", " and ")))
    content = tuple(word for word in words if word not in _AND)
    while len(content) > 1 and (content[-1] in _LEGAL_FORMS or content[-2:] == ("sa", "de")):
        content = content[:-1]  # "S.A. de C.V." goes from the back: cv, de, sa
    return content or words


def holds_words(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether `wanted` stands in `words` as a run of whole words."""
    size = len(wanted)
    return bool(wanted) and any(words[i : i + size] == wanted for i in range(len(words) - size + 1))
