"""A text that is searched for names, by its words and by their stems."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from jobnet.patterns import pattern
from jobnet.profile.names import AND, bare, fold
from jobnet.profile.wordings import SHORT_FOR, TITLES, is_of_a_kind, stems_of_word
from jobnet.review.leaks.name import LONG_IN_URL, SHORT, SHORTEST_IN_URL, WORD, What, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.review.leaks.name import Index, Name

_LIST = pattern(r"\n\s*(?:[-*•#>]|\d{1,2}[.)])\s")
_JOINING = pattern(r"\b(?:and|und|et|y)\b|&(?:amp;)?", re.IGNORECASE)
_BETWEEN = pattern(r"[^\W_]{2}")
_APART = pattern(r"[.!?;](?=\s|$)")
"""What parts two words of a text. Any other mark may stand in a name: "Quorvex (Mills)"."""
_ENUMERATION = pattern(r"[,:]\s")
MONTHS = tuple(map(frozenset, map(str.split, (
    "january januar janner janvier enero", "february februar feber fevrier febrero", "march marz mars marzo",
    "april avril abril", "may mai mayo", "june juni juin junio", "july juli juillet julio", "august aout agosto",
    "september septembre septiembre setiembre", "october oktober octobre octubre",
    "november novembre noviembre", "december dezember decembre diciembre",
))))  # fmt: skip
_DAY_BEFORE = pattern(r"\d(?:st|nd|rd|th)?\.?\s+$")
_DAY_AFTER = pattern(r"\s+\d|\s+update\b")


class Searchable:
    """One form of a letter, with its words and where they stand."""

    def __init__(self, label: str, raw: str, *, is_url: bool = False) -> None:
        self.label = label
        self.raw = bare(raw)
        self._is_url = is_url

    @cached_property
    def _marks(self) -> list[re.Match[str]]:
        return [word for word in WORD.finditer(self.raw) if fold(word[0]) not in AND]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in their order."""
        return tuple(fold(word[0]) for word in self._marks)

    @cached_property
    def _stems(self) -> list[tuple[str, re.Match[str]]]:
        """The stems of its words, of which a compound has two, in their order."""
        return [(each, word) for word in self._marks for each in stems_of_word(fold(word[0]))]

    def names_of(self, index: Index) -> Iterator[Name]:
        """The names that may stand here."""
        yield from index.standing_in(self.words)
        yield from index.standing_in([each for each, _ in self._stems], is_loose=True)

    def holds(self, index: Index) -> bool:
        """Whether one of these names stands here."""
        return any(self.spans_of(name) for name in self.names_of(index))

    def spans_of(self, name: Name) -> list[tuple[int, int]]:
        """Where a name stands."""
        if not name.is_loose:
            return self.spans(name.words, name.typed, name.as_typed)
        size = len(name.words)
        runs = (self._stems[n : n + size] for n, (each, _) in enumerate(self._stems) if each == name.words[0])
        marks = ([mark for _, mark in run] for run in runs if tuple(each for each, _ in run) == name.words)
        return [(run[0].start(), run[-1].end()) for run in marks
                if self._is_one_name(run, name.typed, None) and self._is_some_form(name, run)]  # fmt: skip

    def _is_some_form(self, name: Name, run: list[re.Match[str]]) -> bool:
        """Whether what is no word for a house has a capital: "la clínica Vértice", not "ein neues Werk".

        Of a family name the genitive is the only form.
        """
        if is_of_a_kind(name.words[-1]) and _BETWEEN.search(self.raw, run[-2].end(), run[-1].start()):
            return False  # "die Arbeit im Museum" is no Museum der Arbeit
        said = [word[0] for word in run]
        telling = [word for word in said if not all(map(is_of_a_kind, stems_of_word(fold(word))))] or said
        if name.what is What.PERSON:
            own = {word.removesuffix("s") for word in words_of(f"{name.typed} {name.subject}")}
            return all(fold(word).removesuffix("s") in own for word in telling) and not telling[-1].islower()
        return self._is_url or not any(word[0].islower() for word in telling)

    def spans(self, words: tuple[str, ...], typed: str = "", as_typed: str | None = None) -> list[tuple[int, int]]:
        """Where these words stand in a run, whole, with nothing between them that parts names."""
        starts = [n for n, word in enumerate(self.words) if words[:1] == (word,)]
        runs = [self._marks[n : n + len(words)] for n in starts if self.words[n : n + len(words)] == words]
        return [(run[0].start(), run[-1].end()) for run in runs if self._is_one_name(run, typed, as_typed)]

    def _is_one_name(self, run: list[re.Match[str]], typed: str, as_typed: str | None) -> bool:
        start, end = run[0].start(), run[-1].end()
        is_spelt = all(len(fold(word[0])) == 1 for word in run)  # "B.C.A." is BCA
        for one, next_one in pairwise(run):
            between = _JOINING.sub("", self.raw[one.end() : next_one.start()])
            between = between.removeprefix("." if fold(one[0]) in {*SHORT_FOR, *TITLES} else "")  # "St. Mary"
            if "\n" in between and ("\n\n" in between or _LIST.search(between)):
                return False
            if not is_spelt and any(sign.group() not in typed for sign in _APART.finditer(between)):
                return False
        if _ENUMERATION.search(self.raw, start, end):
            # "Quorvex, Mills" is Quorvex Mills; "fennel, rye" is no company.
            return bool(typed) and set(WORD.findall(self.raw[start:end])) <= set(WORD.findall(bare(typed)))
        return as_typed is None or self._has_capitals(start, end, as_typed)

    def _has_capitals(self, start: int, end: int, as_typed: str) -> bool:
        """Whether a name of one word is written as such; in a URL, whether it is a whole part of it."""
        before, after = self.raw[max(start - 6, 0) : start], self.raw[end : end + 8]
        if self._is_url:
            around = (before[-1:] + after[:1]).strip()  # the next link stands on a line of its own
            signs = "/.:@?&=#" + ("-_" if end - start >= LONG_IN_URL else "")
            is_host = end - start >= SHORT and before[-1:] in "/.@" and after[:1] == "."  # "jobs.sap.com"
            return is_host or (end - start >= SHORTEST_IN_URL and all(sign in signs for sign in around))
        if any(fold(as_typed) in month for month in MONTHS) and (_DAY_BEFORE.search(before) or _DAY_AFTER.match(after)):
            return False  # in a date, or in "October update": May and June are people, too
        found = self.raw[start:end]
        # "Ikea" is IKEA; but "It" is no company called IT.
        return found == bare(as_typed) or (not found.islower() and (end - start > SHORT or not as_typed.isupper()))

    def line_of(self, start: int, end: int) -> str:
        """The line in which this stands."""
        return self.raw[self.raw.rfind("\n", 0, start) + 1 : (self.raw.find("\n", end) + 1 or len(self.raw) + 1) - 1]
