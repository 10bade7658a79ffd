"""Texts taken apart: their words, their sentences, and phrases to look for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = pattern(r"[^\W_]+(?:'[^\W_]+)*")
_ADDRESS = pattern(r"https?://\S+|(?<![^\s@])[^\s@]+@[^\s@]+")  # looked for where a word begins: else n² steps
_SENTENCE_END = pattern(r"(?<=[.!?…])[\"')\]”]*\s+(?=[\"'“(]?[^\W_a-z])")
_ABBREVIATED = pattern(r"(?:^|[\s(“\"])(?:st|sr|mr|mrs|ms|mx|dr|prof|mt|ft|no|rev|hon|[^\W\d_])\.$", 2)
_LIST_MARK = pattern(r"\s*(?:[-*•]|\d{1,2}[.)])\s+")


LONG_SENTENCE = 35
"""Words from which nobody follows a sentence."""
_LISTING_COMMAS = 4


class Phrases:
    """Words and phrases to look for; those whose longest word is absent cost nothing."""

    def __init__(self, *phrases: str) -> None:
        self.phrases = phrases
        self._by_word: dict[str, list[str]] = {}
        for phrase in phrases:
            self._by_word.setdefault(max(phrase.split(), key=len), []).append(f" {phrase} ")

    def found_in(self, said: str, words: frozenset[str] | None = None) -> tuple[str, ...]:
        """Those that stand in a `spaced` text. `words`: its words, where they are known."""
        there = (self._by_word[word] for word in words or frozenset(said.split()) if word in self._by_word)
        return tuple(sorted(phrase.strip() for phrases in there for phrase in phrases if phrase in said))


def spaced(text: str) -> str:
    """The words of a text in lower case, each between single spaces: ` who do you know `."""
    return f" {' '.join(_WORD.findall(text.replace('’', chr(39)).casefold()))} "


def without_addresses(text: str) -> str:
    """The text without links and mail addresses."""
    return _ADDRESS.sub(" ", text) if "@" in text or "://" in text else text


def is_too_long(sentence: str) -> bool:
    """Whether nobody follows it; one that lists things may be long."""
    return len(sentence.split()) > LONG_SENTENCE and sentence.count(",") + sentence.count(";") < _LISTING_COMMAS


def sentences_in(text: str) -> Iterator[str]:
    """The sentences of running text, a paragraph a line: no list items, no headings, no words without a stop."""
    for line in text.split("\n"):
        if not _LIST_MARK.match(line) and not line.startswith("#"):
            parts = tuple(filter(None, parted(line)))
            yield from parts if line.rstrip(" *_")[-1:] in {".", "!", "?"} else parts[:-1]


def questions_in(text: str) -> Iterator[str]:
    """Every sentence that asks, also in a list."""
    for line in text.split("\n"):
        if "?" in line:
            yield from (each for each in parted(line) if each.rstrip("\"')]*_ ”").endswith("?"))


def parted(line: str) -> Iterator[str]:
    """The sentences of a line. The stop of "St. Mary's" ends none."""
    start = mark.end() if (mark := _LIST_MARK.match(line)) else 0
    for end in _SENTENCE_END.finditer(line):
        if not _ABBREVIATED.search(line[start : end.start()]):
            yield line[start : end.start()]
            start = end.end()
    yield line[start:]
