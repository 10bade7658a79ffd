"""Whether a text of the user's is a whole sentence, where letters print it as it stands."""

from __future__ import annotations

_STOPS = (".", "!", "?", "…", "。", "！", "？")
_AFTER_STOPS = ")]\"'”’»*_"
_LEAST_WORDS, _WORDS_WITHOUT_STOP = 3, 5


def is_sentence(text: str) -> bool:
    """Whether it can stand alone in a letter: "The walk through the yard stays with me", not "the yard walk".

    It begins with a capital, and ends with a stop or goes on long enough. Scripts without capitals or spaces are not
    judged.
    """
    said = text.strip().lstrip("\"'“‘«([*_¿¡")
    words = said.split()
    if said[:1].lower() == said[:1].upper() and not said[:1].isdigit():
        return bool(said)
    begins = not said[:1].islower() or any(letter.isupper() for letter in words[0])
    ends = said.rstrip(_AFTER_STOPS).endswith(_STOPS)
    return begins and len(words) >= (_LEAST_WORDS if ends else _WORDS_WITHOUT_STOP)
