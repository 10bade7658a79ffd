"""What an edited letter says that nobody wrote: names, dates and numbers, in neither the profile nor the letter.

A letter may be polished by any writing program; what such a program invents must not go out unseen.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from jobnet.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESS = pattern(r"https?://[^\s<>()]*[^\s<>().,;:!?]|[^\s<>()@]+@[\w-]+(?:\.[\w-]+)+")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mär|Mai|Okt|Dez)[a-zä]{0,6}\.?"
_DATE = pattern(
    rf"(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)? (?:of )?(?P<month>{_MONTH})(?: \d{{4}})?\b"
    rf"|(?P<month_first>{_MONTH}) (?P<day_last>\d{{1,2}})(?:st|nd|rd|th)?(?:, \d{{4}})?\b"
)
_NUMBERS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_GERMAN = {"mär": "mar", "mai": "may", "okt": "oct", "dez": "dec"}
_NUMBER = pattern(r"\d+(?:[.,:]\d+)*")
_NUMBER_WORD = pattern(
    r"\b(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    r"|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|dozen)\b",
    re.IGNORECASE,
)
_CALENDAR = pattern(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|\b(?:January|February|April|June|July|August|September|October|November|December)\b"
)
_WORD = pattern(r"[^\W\d_]+(?:[-'’.&][^\W\d_]+)*")
_PRONOUNS = frozenset({"I", "I'm", "I'd", "I've", "I'll", "OK"})
_BEFORE_A_SENTENCE = pattern(r"(?:^|[.!?…:]|\n)[\s\"'“‘”’»«(*•–—-]*$")


def invented(text: str, letter: str, profile: Any, *, names: bool = True) -> list[str]:
    """Addresses, dates, numbers and names of this text that stand neither in the letter as written nor in the profile.

    `names`: not looked for in German, where every noun has a capital.
    """
    days = set(_days_of(profile))
    known = "\n".join((letter, *_texts_of(profile)))
    strange = [each for each in _ADDRESS.findall(text) if each not in known]
    text = _ADDRESS.sub(lambda address: "x" * len(address[0]), text)
    days |= {day for day, _ in _dates_in(known)}
    strange += [shown for day, shown in _dates_in(text) if day not in days]
    numbers = {*_NUMBER.findall(known), *(word.lower() for word in _NUMBER_WORD.findall(known))}
    rest = _DATE.sub(lambda date: "x" * len(date[0]), text)
    strange += [each for each in _NUMBER.findall(rest) if each not in numbers]
    strange += [each for each in _NUMBER_WORD.findall(rest) if each.lower() not in numbers]
    words = {each for word in _WORD.findall(known) for each in (word, *re.split(r"[-'’.&]", word))}
    strange += [each for each in _CALENDAR.findall(rest) if each not in words]
    if names:
        strange += _names_in(rest, words)
    return list(dict.fromkeys(strange))


def _names_in(text: str, known: set[str]) -> Iterator[str]:
    """Capitalised words within a sentence, those that stand side by side as one name."""
    name, end = "", 0
    for match in _WORD.finditer(text):
        word = re.sub(r"['’]s?$", "", match[0].replace("’", "'"))
        begins = _BEFORE_A_SENTENCE.search(text[max(0, match.start() - 10) : match.start()]) is not None
        is_new = word[0].isupper() and word not in known and word not in _PRONOUNS and not _CALENDAR.fullmatch(word)
        if not is_new or begins:
            continue
        if name and text[end : match.start()] == " ":
            name = f"{name} {word}"
        else:
            if name:
                yield name
            name = word
        end = match.end()
    if name:
        yield name


def _dates_in(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Day and month of every date, and how it is written."""
    for date in _DATE.finditer(text):
        if date["iso"]:
            yield (int(date["iso"][8:]), int(date["iso"][5:7])), date[0]
            continue
        month = (date["month"] or date["month_first"])[:3].lower()
        yield (int(date["day"] or date["day_last"]), _NUMBERS.index(_GERMAN.get(month, month)) + 1), date[0]


def _days_of(profile: Any) -> Iterator[tuple[int, int]]:
    return ((day.day, day.month) for day in _leaves(profile) if isinstance(day, dt.date))


def _texts_of(profile: Any) -> Iterator[str]:
    return (str(each) for each in _leaves(profile) if not isinstance(each, dt.date))


def _leaves(profile: Any) -> Iterator[Any]:
    """Every text, number and date of the profile."""
    waiting, seen = [profile], set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, (str, int, float, dt.date)):
            yield value
        elif id(value) not in seen:
            seen.add(id(value))
            if is_dataclass(value):
                waiting += [getattr(value, each.name) for each in fields(value) if each.name != "at"]
            elif isinstance(value, Mapping):
                waiting += [*value.keys(), *value.values()]
            elif isinstance(value, (list, tuple, set, frozenset)):
                waiting += value
