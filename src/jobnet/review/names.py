"""Rules about people's names: nothing guessed, nothing misspelt, nobody addressed like a mail merge."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from jobnet.facts.items import Document
from jobnet.facts.readers import Rung
from jobnet.patterns import pattern
from jobnet.profile.model import Relationship
from jobnet.profile.names import company_words, fold, name_key
from jobnet.review.finding import Finding, place
from jobnet.review.words import Phrases, spaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.facts.readers import Reader
    from jobnet.review.under_review import LetterUnderReview

_GREETING_WORDS = frozenset(
    (
        "my dear dearest hello hi hey good morning afternoon evening day guten tag liebe lieber liebes sehr geehrte "
        "geehrter bonjour cher chère chere estimado estimada estimable querido querida hola"
    ).split()
)
"""What any greeting begins with."""
_CREDENTIALS = frozenset(
    (
        "rn msn bsn phd dphil mba md cpa pe esq bsc msc ma ba mphil pmp cfa acca lpn np mph dds dvm frcs mrics ceng"
    ).split()
)
_EAST = frozenset({"CN", "JP", "KR", "HU", "VN", "TW", "HK"})
_MOJIBAKE = pattern("�|Ã[\x80-\xbf©¨¼¶¤Ÿ±³¡­«ª§¢]|â€[™œ\x9d“]")
_DATED = Phrases(
    "dear sir", "dear sirs", "dear madam", "dear sir or madam", "respected sir", "respected madam",
    "to whom it may concern", "mrs", "miss", "mlle", "fräulein",
)  # fmt: skip
_FORMS_OF_ADDRESS = frozenset({"mrs", "miss", "mlle", "fräulein"})
_CLOSE = frozenset({Relationship.CLOSE_FRIEND, Relationship.FAMILY, Relationship.COLLEAGUE, Relationship.MENTOR})


def salutation_is_guessed(letter: LetterUnderReview) -> Iterator[Finding]:
    reader = letter.reader
    if reader is None or not reader.key or reader.greeting.rung in {Rung.TYPED, Rung.ROLE}:
        return
    name, at = reader.greeting.text, place(letter.contact.at) if letter.contact else None
    if not name_key(name):
        yield Finding("The greeting names nobody.", reader.name, at)
    elif re.fullmatch(r"[^\W\d_]\.?", name):
        yield Finding(f"The greeting is only an initial, “{name}”.", reader.name, at)
    elif {word.strip(".,").casefold() for word in name.split()[1:]} & _CREDENTIALS:
        yield Finding(f"The greeting “{name}” bears credentials.", reader.name, at)
    elif not letter.letter.built_in:
        first = letter.text.strip().partition("\n")[0]
        strange = [each for each in spaced(first).split() if each not in _GREETING_WORDS | _ways_to_address(reader)]
        if strange and first.rstrip()[-1:] not in {".", "?"}:
            message = f"The greeting says “{first.strip()}”, which your profile does not say of {reader.name}."
            yield Finding(message, reader.name, at)


def _ways_to_address(reader: Reader) -> set[str]:
    """The words by which the profile lets the reader be addressed."""
    records = [each for each in (reader.contact, reader.person) if each is not None]
    ways = [reader.name, reader.greeting.text, *(each.honorific or "" for each in records)]
    ways += [getattr(each, "known_as", None) or "" for each in records]
    return {word for way in ways for word in spaced(way).split()}


def name_is_broken(letter: LetterUnderReview) -> Iterator[Finding]:
    text, reader = f"{letter.letter.subject}\n{letter.text}", letter.reader
    if text.isascii() and (reader is None or reader.name.isascii()):
        return
    broken = _MOJIBAKE.search(text)
    if broken and not letter.search.is_typed(broken.group()):
        start = text.rfind(" ", 0, broken.start()) + 1
        yield Finding(f"“{' '.join(text[start : broken.start() + 12].split())}” has lost its accents.")
    if not unicodedata.is_normalized("NFC", text):
        parted = next((word for word in text.split() if not unicodedata.is_normalized("NFC", word)), "")
        if parted and not letter.search.is_typed(parted):
            yield Finding(f"“{parted}” is written with loose accents.")
    if reader and not reader.name.isascii() and reader.name not in text and fold(reader.name) in text.casefold():
        yield Finding(f"{reader.name} has lost the accents of their name.", reader.name)


def order_of_names_is_unsure(letter: LetterUnderReview) -> Iterator[Finding]:
    contact = letter.contact
    if contact is None or letter.reader is None or letter.reader.greeting.rung is not Rung.FULL_NAME:
        return
    if len(contact.name.split()) == 1:
        yield Finding(f"{contact.name} bears one name only.", contact.name, place(contact.at))
    elif contact.locale is not None and contact.locale.country in _EAST:
        yield Finding(f"It is not sure how {contact.name} is greeted.", contact.name, place(contact.at))


def greeting_is_dated(letter: LetterUnderReview) -> Iterator[Finding]:
    for phrase in letter.says(_DATED):
        if not _is_the_users(letter, phrase):
            yield Finding(f"The letter says “{phrase}”.")


def _is_the_users(letter: LetterUnderReview, phrase: str) -> bool:
    """Whether a form of address is the user's own: typed somewhere, or "miss" as a verb in their prose."""
    first = letter.text.strip().partition("\n")[0].casefold()
    texts = [letter.reader.greeting.text, letter.reader.greeting.honorific or ""] if letter.reader else []
    is_verb = phrase in _FORMS_OF_ADDRESS and phrase not in first
    return is_verb or any(phrase in text.casefold() for text in texts) or bool(letter.search.holding(phrase))


def company_by_its_legal_name(letter: LetterUnderReview) -> Iterator[Finding]:
    for application in letter.applications:
        target = letter.profile.target(application.company)
        names = {application.company, *((target.name, target.legal_name) if target else ())}
        for name in sorted(filter(None, names)):
            last = name_key(name.replace(".", "")).split()[-1:]
            if name in letter.text and last and company_words(name)[-1:] != tuple(last):
                yield Finding(f"“{name}” reads like a register of companies.", name, place(application.at))


def interviewer_is_known(letter: LetterUnderReview) -> Iterator[Finding]:
    if (
        letter.reader is None
        or letter.reader.greeting.rung is not Rung.ROLE
        or letter.document is not Document.RUNNERUP
    ):
        return
    for application in letter.applications:
        company, at = application.company, place(application.at)
        people = dict.fromkeys(person.name for event in application.events for person in event.people)
        if people:
            yield Finding(f"You know who was there: {', '.join(people)}.", company, at)
        else:
            hint = "Find out who interviewed you, and add `with:` to the interview."
            yield Finding(f"The letter names nobody at {company}.", company, at, hint=hint)


def friend_by_full_name(letter: LetterUnderReview) -> Iterator[Finding]:
    contact = letter.contact
    if contact and letter.reader and letter.reader.greeting.rung is Rung.FULL_NAME and contact.relationship in _CLOSE:
        message = f"“{contact.name}” in full reads like mail merge to somebody close."
        yield Finding(message, contact.name, place(contact.at))


ON_LETTERS = {
    "NAME-01": salutation_is_guessed,
    "NAME-02": name_is_broken,
    "NAME-03": order_of_names_is_unsure,
    "NAME-04": greeting_is_dated,
    "NAME-05": company_by_its_legal_name,
    "NAME-06": interviewer_is_known,
    "NAME-07": friend_by_full_name,
}
