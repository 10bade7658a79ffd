"""Names as address books have them, made what one would call the person; what is in doubt is asked about."""

from __future__ import annotations

import re

from jobnet.patterns import pattern
from jobnet.profile.names import fold

_WORDS = pattern(r"[^\W\d_]+")
_GENERATION = pattern(r"(?:jr|sr|junior|senior|i{2,3}|iv)\.?", re.IGNORECASE)
_CREDENTIALS = frozenset(
    "phd dphil edd psyd md mba msc bsc ma ba bs ms med mph llb llm jd esq cpa cfa pmp cpim cscp rn pe lcsw".split()
)
_LONGEST_CREDENTIAL = 7


def person_name(whole: str, given: str = "", family: str = "", prefix: str = "") -> tuple[str, str]:
    """What to call the person, and a question about it, empty for most.

    `given`, `family` and `prefix` are the parts of the name where the file keeps them apart.
    """
    if prefix and whole.startswith(f"{prefix} "):
        whole = whole.removeprefix(prefix).strip()
    head, *tails = (part.strip() for part in whole.split(","))
    tails = [part for part in tails if part]
    if not tails or not head:
        return whole, _shouted(whole)
    if given and family and fold(head) == fold(family):
        return f"{' '.join(tails)} {head}", ""
    generations = [part for part in tails if _GENERATION.fullmatch(part)]
    others = [part for part in tails if part not in generations]
    if " " in head and all(_is_credential(word, head) for part in others for word in part.split()):
        name = ", ".join([head, *generations])
        return name, _shouted(name)
    return whole, f"the name {whole!r} looks like the last name first; write it as you would say it"


def _is_credential(word: str, name: str) -> bool:
    letters = "".join(character for character in word if character.isalpha())
    is_short = 1 < len(letters) <= _LONGEST_CREDENTIAL and letters.isupper() and not name.isupper()
    return is_short or letters.casefold() in _CREDENTIALS


def _shouted(name: str) -> str:
    if len(_WORDS.findall(name)) > 1 and name.isupper():
        return f"the name {name!r} is in capitals, and so would be the greeting; write it as you would say it"
    return ""
