"""What an edit changed: what is said that nobody wrote, and what is no longer told.

A letter may be polished by any writing program; what such a program invents must not go out unseen, and what it left
out must not count as told, or its reader would never hear of it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from jobnet.facts.disclosure import company_spoken
from jobnet.facts.history import news_item, opening_item
from jobnet.facts.items import Kind
from jobnet.patterns import pattern
from jobnet.profile.dates import month_named
from jobnet.profile.names import company_words, holds_words, name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.facts.items import Item
    from jobnet.profile.model import Profile, Prose
    from jobnet.rendering.letter import Letter

_ADDRESS = pattern(r"https?://[^\s<>()]*[^\s<>().,;:!?]|[^\s<>()@]+@[\w-]+(?:\.[\w-]+)+")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mär|Mai|Okt|Dez)[a-zä]{0,6}\.?"
_DATE = pattern(
    rf"(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)? (?:of )?(?P<month>{_MONTH})(?: \d{{4}})?\b"
    rf"|(?P<month_first>{_MONTH}) (?P<day_last>\d{{1,2}})(?:st|nd|rd|th)?(?:, \d{{4}})?\b"
)
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
_LONG = 4
_OF_A_COMPANY = frozenset({Kind.EVENT, Kind.INTERESTED, Kind.TALK})


def invented(text: str, letter: str, profile: Any, *, names: bool = True) -> list[str]:
    """Addresses, dates, numbers and names of this text that stand neither in the letter as written nor in the profile.

    `names`: not looked for in German, where every noun has a capital.
    """
    leaves = tuple(_leaves(profile))
    known = "\n".join((letter, *(str(each) for each in leaves if not isinstance(each, dt.date))))
    days = {(each.day, each.month) for each in leaves if isinstance(each, dt.date)} | set(dict(_dates_in(known)))
    numbers = {*_NUMBER.findall(known), *(word.lower() for word in _NUMBER_WORD.findall(known))}
    words = {each for word in _WORD.findall(known) for each in (word, *re.split(r"[-'’.&]", word))}
    strange = [each for each in _ADDRESS.findall(text) if each not in known]
    text = _ADDRESS.sub(_crossed_out, text)
    strange += [shown for day, shown in _dates_in(text) if day not in days]
    rest = _DATE.sub(_crossed_out, text)
    strange += [each for each in (*_NUMBER.findall(rest), *_NUMBER_WORD.findall(rest)) if each.lower() not in numbers]
    strange += [each for each in _CALENDAR.findall(rest) if each not in words]
    return list(dict.fromkeys((*strange, *(_names_in(rest, words) if names else ()))))


def _crossed_out(found: re.Match[str]) -> str:
    return "x" * len(found[0])


def _names_in(text: str, known: set[str]) -> Iterator[str]:
    """Capitalised words within a sentence, those that stand side by side as one name."""
    spans: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        word = re.sub(r"['’]s?$", "", match[0].replace("’", "'"))
        begins = _BEFORE_A_SENTENCE.search(text[max(0, match.start() - 10) : match.start()])
        is_new = word[0].isupper() and word not in known and word not in _PRONOUNS and not _CALENDAR.fullmatch(word)
        if is_new and not begins:
            if spans and text[spans[-1][1] : match.start()] == " ":
                spans[-1] = (spans[-1][0], match.end())
            else:
                spans.append(match.span())
    yield from (re.sub(r"['’]s?$", "", text[start:end]) for start, end in spans)


def _dates_in(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Day and month of every date, and how it is written."""
    for date in _DATE.finditer(text):
        if date["iso"]:
            yield (int(date["iso"][8:]), int(date["iso"][5:7])), date[0]
            continue
        month = month_named((date["month"] or date["month_first"]).rstrip("."))
        yield (int(date["day"] or date["day_last"]), month), date[0]


def _leaves(value: Any) -> Iterator[Any]:
    """Every text, number and date of the profile."""
    if isinstance(value, (str, int, float, dt.date)):
        yield value
    elif is_dataclass(value):
        yield from _leaves([getattr(value, each.name) for each in fields(value) if each.name != "at"])
    elif isinstance(value, Mapping):
        yield from _leaves([*value, *value.values()])
    elif isinstance(value, (list, tuple, set, frozenset)):
        for each in value:
            yield from _leaves(each)


def taken_out(profile: Profile, before: Letter, after: Letter) -> Mapping[Item, str]:
    """The items of which only the letter as it was written says anything, each with what it is about.

    A sentence in other words is still told, where most of its longer words are left.
    """
    return {
        item: what for item, what in _recognisable(profile, before) if _says(before, what) and not _says(after, what)
    }


def _recognisable(profile: Profile, letter: Letter) -> Iterator[tuple[Item, str]]:
    contact = letter.reader.contact
    sentences: dict[str, Prose] = {news_item(each).id: each.headline for each in profile.news}
    if contact and contact.opening:
        sentences[opening_item(contact.opening).id] = contact.opening
    for item in letter.items:
        if item.id in sentences:
            yield item, sentences[item.id]
        elif item.company and item.kind in _OF_A_COMPANY:
            yield item, company_spoken(profile, item.company)


def _says(letter: Letter, what: str) -> bool:
    text = f"{letter.subject}\n{letter.flowing_text}"
    if holds_words(company_words(text), company_words(what)):
        return True
    words = {each for each in name_key(what).split() if len(each) >= _LONG}
    return what[-1:] in {".", "!", "?"} and len(words & set(name_key(text).split())) * 2 > len(words)
