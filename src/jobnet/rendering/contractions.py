"""Contractions, written out for readers who are not on first-name terms: "I'm" becomes "I am".

Templates are written with them. `'s` stands only for "is" and `'d` only for "would", which a test holds.
"""

from __future__ import annotations

import re

from jobnet.patterns import pattern

_WHOLE = {"i'm": "I am", "can't": "cannot", "won't": "will not", "let's": "let us", "it's been": "it has been"}
_ENDINGS = {"'ve": " have", "'d": " would", "'ll": " will", "'re": " are", "'s": " is", "n't": " not"}
_WORD = pattern(
    r"(?<![\w\x03'’])(?:(I['’]m|can['’]t|won['’]t|let['’]s|it['’]s been)"
    r"|(I|you|he|she|it|we|they|that|this|there|here|who|what)(['’](?:ve|d|ll|re|s))"
    r"|(do|does|did|could|would|should|is|are|was|were|has|have|had|must|need)(n['’]t))(?![\w'’])",
    re.IGNORECASE,
)


def written_out(words: str) -> str:
    """The words with their contractions written out."""
    return _WORD.sub(_long, words)


def _long(contraction: re.Match[str]) -> str:
    whole, subject, ending, verb, negation = contraction.groups()
    if whole:
        long = _WHOLE[whole.replace("’", "'").lower()]
        return long[0].upper() + long[1:] if whole[0].isupper() else long
    return (subject or verb) + _ENDINGS[(ending or negation).replace("’", "'").lower()]
