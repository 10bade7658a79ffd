"""Rules about people's names: nothing guessed, nothing misspelt, nobody addressed like a mail merge."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from jobnet.facts.items import Document
from jobnet.facts.readers import SURELY, Rung
from jobnet.patterns import pattern
from jobnet.profile.model import Relationship
from jobnet.profile.names import fold, name_key, plain_name
from jobnet.review.finding import Finding, about, has_legal_form
from jobnet.review.words import Phrases

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
_EAST = frozenset({"CN", "JP", "KR", "HU", "VN", "TW", "HK"})
_BEFORE_A_NAME = pattern(
    r"(?:(?:dear|lieber?|liebes|sehr|geehrter?|ch[eè]re?|estimad[oa]|querid[oa]|dr|prof|mr|mrs|ms|mx|herrn?|frau|mme"
    r"|sra?|dipl|ing|lic)\b[.-]*\s+)+(?=\w)",
    re.IGNORECASE,
)
"""How greetings begin, and titles: the greeting would say it twice, or before the first name."""
_MOJIBAKE = pattern("�|Ã[\x80-\xbf©¨¼¶¤Ÿ±³¡­«ª§¢]|â€[™œ\x9d“]")
_DATED = Phrases(
    "dear sir", "dear sirs", "dear madam", "dear sir or madam", "respected sir", "respected madam",
    "to whom it may concern", "mrs", "miss", "mlle", "fräulein",
)  # fmt: skip
_FORMS_OF_ADDRESS = frozenset({"mrs", "miss", "mlle", "fräulein"})
_CLOSE = frozenset({Relationship.CLOSE_FRIEND, Relationship.FAMILY, Relationship.COLLEAGUE, Relationship.MENTOR})


def salutation_is_guessed(letter: LetterUnderReview) -> Iterator[Finding]:
    reader = letter.reader
    if not reader.key or reader.greeting.rung in {Rung.TYPED, Rung.ROLE}:
        return
    # A built-in letter greets in its own language, in words that no list of English ones knows.
    addressed = reader.greeting.text if letter.letter.built_in else _addressed(letter.text)
    who = letter.contact or reader
    if addressed is None:
        return
    if not name_key(addressed):
        yield about(who, "The greeting names nobody.")
    elif name_key(addressed) not in _ways_to_address(reader):
        yield about(who, f"The greeting says “{addressed}”, which your profile does not say of {reader.name}.")
    elif {word.strip(".,").casefold() for word in addressed.split()[1:]} & SURELY:
        yield about(who, f"The greeting “{addressed}” bears credentials.")


def _addressed(text: str) -> str | None:
    """Whom a letter greets; None where it begins with no greeting."""
    line = text.strip().partition("\n")[0]
    words = line.rstrip(" ,:;!–—").split()
    while words and words[0].casefold() in _GREETING_WORDS:
        words = words[1:]
    return None if len(words) == len(line.split()) or line[-1:] in {".", "?"} else " ".join(words)


def _ways_to_address(reader: Reader) -> set[str]:
    """The folded names by which the profile lets the reader be addressed."""
    ways = [reader.name, plain_name(reader.name), reader.name.partition(",")[0], reader.greeting.text]
    for record in (each for each in (reader.contact, reader.person) if each is not None):
        ways += [record.name, getattr(record, "known_as", None) or ""]
        ways += [f"{record.honorific} {name}" for name in (record.family, record.name) if record.honorific and name]
    return {name_key(way) for way in ways}


def name_is_broken(letter: LetterUnderReview) -> Iterator[Finding]:
    text, name = f"{letter.letter.subject}\n{letter.text}", letter.reader.name
    for word in text.replace("\n", " ").split(" "):
        if (broken := _MOJIBAKE.search(word)) and not letter.search.is_typed(broken.group()):
            yield Finding(f"“{word}” has lost its accents.")
        elif not unicodedata.is_normalized("NFC", word) and not letter.search.is_typed(word):
            yield Finding(f"“{word}” is written with loose accents.")
    if not name.isascii() and name not in text and fold(name) in text.casefold():
        yield Finding(f"{name} has lost the accents of their name.", name)


def order_of_names_is_unsure(letter: LetterUnderReview) -> Iterator[Finding]:
    contact = letter.contact
    if contact is None or letter.reader.greeting.rung is not Rung.FULL_NAME:
        return
    before = _BEFORE_A_NAME.match(contact.name)
    if before:
        hint = f"Write `name: {contact.name[before.end() :]}`; a title goes into `honorific`, with `family` beside it."
        yield about(contact, f"{contact.name} bears “{before[0].strip()}” in the name.", hint=hint)
    elif len(contact.name.split()) == 1:
        yield about(contact, f"{contact.name} bears one name only.")
    elif contact.locale is not None and contact.locale.country in _EAST:
        yield about(contact, f"It is not sure how {contact.name} is greeted.")


def greeting_is_dated(letter: LetterUnderReview) -> Iterator[Finding]:
    for phrase in _DATED.found_in(letter.users):
        if not _is_the_users(letter, phrase):
            yield Finding(f"The letter says “{phrase}”.")


def _is_the_users(letter: LetterUnderReview, phrase: str) -> bool:
    """Whether a form of address is the user's own: typed somewhere, or "miss" as a verb in their prose."""
    first = letter.text.strip().partition("\n")[0].casefold()
    texts = [letter.reader.greeting.text, letter.reader.greeting.honorific or ""]
    is_verb = phrase in _FORMS_OF_ADDRESS and phrase not in first
    return is_verb or any(phrase in text.casefold() for text in texts) or bool(letter.search.holding(phrase))


def company_by_its_legal_name(letter: LetterUnderReview) -> Iterator[Finding]:
    for application in letter.applications:
        target = letter.profile.target(application.company)
        names = {application.company, *((target.name, target.legal_name) if target else ())}
        for name in sorted(filter(None, names)):
            if name in letter.text and has_legal_form(name):
                yield about(application, f"“{name}” reads like a register of companies.")


def interviewer_is_known(letter: LetterUnderReview) -> Iterator[Finding]:
    if letter.reader.greeting.rung is not Rung.ROLE or letter.document is not Document.RUNNERUP:
        return
    for application in letter.applications:
        company = application.company
        people = dict.fromkeys(person.name for event in application.events for person in event.people)
        if people:
            yield about(application, f"You know who was there: {', '.join(people)}.")
        else:
            hint = "Find out who interviewed you, and add `with:` to the interview."
            yield about(application, f"The letter names nobody at {company}.", hint=hint)


def friend_by_full_name(letter: LetterUnderReview) -> Iterator[Finding]:
    contact = letter.contact
    if contact and letter.reader.greeting.rung is Rung.FULL_NAME and contact.relationship in _CLOSE:
        message = f"“{contact.name}” in full reads like mail merge to somebody close."
        yield about(contact, message)


ON_LETTERS = {
    "NAME-01": salutation_is_guessed,
    "NAME-02": name_is_broken,
    "NAME-03": order_of_names_is_unsure,
    "NAME-04": greeting_is_dated,
    "NAME-05": company_by_its_legal_name,
    "NAME-06": interviewer_is_known,
    "NAME-07": friend_by_full_name,
}
