"""What an edited letter no longer tells: it must not count as told, or its reader would never hear of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.facts.disclosure import company_spoken
from jobnet.facts.history import news_item, opening_item
from jobnet.facts.items import Kind
from jobnet.profile.names import company_words, holds_words, name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jobnet.facts.items import Item
    from jobnet.profile.model import Profile, Prose
    from jobnet.rendering.letter import Letter

_LONG = 4
_OF_A_COMPANY = frozenset({Kind.EVENT, Kind.INTERESTED, Kind.TALK})


def taken_out(profile: Profile, before: Letter, after: Letter) -> Mapping[Item, str]:
    """The items of which only the letter as it was written says anything, each with what it is about.

    A sentence in other words is still told, where most of its longer words are left.
    """
    return {
        item: what for item, what in _recognisable(profile, before) if _says(before, what) and not _says(after, what)
    }


def _recognisable(profile: Profile, letter: Letter) -> Iterator[tuple[Item, str]]:
    contact = letter.reader.contact if letter.reader else None
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
