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
from jobnet.review.case import Phrases, is_typed, place
from jobnet.review.catalogue import ALL, E, Found, W, letter_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.review.case import LetterUnderReview

_GREETING = pattern(
    r"(?:(?:my\s+)?dear(?:est)?|hello|hi|hey|good\s+(?:morning|afternoon|evening|day)|guten\s+tag|liebe[rs]?|sehr\s+geehrte[rs]?"
    r"|bonjour|ch[eè]re?|estimad[oa]|estimable|querid[oa]|hola)\b",
    re.IGNORECASE,
)
_GREETING_WORDS = frozenset({
    "my", "dear", "dearest", "hello", "hi", "hey", "good", "guten", "liebe", "lieber", "liebes", "sehr", "bonjour",
    "cher", "chèr", "chere", "chère", "estimado", "estimada", "estimable", "querido", "querida", "hola",
})  # fmt: skip
"""What any greeting begins with."""
_CREDENTIALS = frozenset({
    "rn", "msn", "bsn", "phd", "dphil", "mba", "md", "cpa", "pe", "esq", "bsc", "msc", "ma", "ba", "mphil", "pmp",
    "cfa", "acca", "lpn", "np", "mph", "dds", "dvm", "frcs", "mrics", "ceng",
})  # fmt: skip
_EAST = frozenset({"CN", "JP", "KR", "HU", "VN", "TW", "HK"})
_MOJIBAKE = pattern("�|Ã[\x80-\xbf©¨¼¶¤Ÿ±³¡­«ª§¢]|â€[™œ\x9d“]")

_MOJIBAKE_SIGNS = ("�", "Ã", "â€")


@letter_rule(
    "NAME-01",
    E,
    ALL,
    "the salutation says what the profile does not: a title, a cut or empty name, credentials",
    why="ladder of content 2.1: nothing is guessed",
    remedy="Give the contact a `salutation`, or `honorific` and `family`.",
    final=True,
)
def salutation_is_guessed(case: LetterUnderReview) -> Iterator[Found]:
    reader = case.reader
    if reader is None or not reader.key or _is_plainly_greeted(case, reader.greeting.text):
        return
    addressed = _addressed(case)
    if addressed is None:
        return
    said = name_key(addressed)
    is_given = bool(said) and _is_given(case, said)
    if is_given and not _bears_credentials(addressed):
        return
    at = place(case.contact.at) if case.contact else None
    if not said:
        yield Found("The greeting names nobody.", reader.name, at)
    elif is_given:
        if reader.greeting.rung is not Rung.TYPED:
            yield Found(f"The greeting “{addressed}” bears credentials.", reader.name, at)
    elif reader.greeting.rung is Rung.ROLE:
        return
    elif re.fullmatch(r"[^\W\d_]\.?", addressed):
        yield Found(f"The greeting is only an initial, “{addressed}”.", reader.name, at)
    else:
        yield Found(
            f"The greeting says “{addressed}”, which your profile does not say of {reader.name}.", reader.name, at
        )


@letter_rule(
    "NAME-02",
    E,
    ALL,
    "a name is spelled differently from the profile: accents lost or broken",
    why="courtesy",
    remedy="Save the profile and your template as UTF-8.",
)
def name_is_broken(case: LetterUnderReview) -> Iterator[Found]:
    letter = case.letter
    text = f"{letter.subject}\n{letter.text}"
    broken = any(sign in text for sign in _MOJIBAKE_SIGNS) and _MOJIBAKE.search(text)
    if broken and not is_typed(case.profile, broken.group()):
        yield Found(f"“{_around(text, broken.start())}” has lost its accents.")
    if not unicodedata.is_normalized("NFC", text):
        parted = next((word for word in text.split() if not unicodedata.is_normalized("NFC", word)), "")
        if parted and not is_typed(case.profile, parted):
            yield Found(f"“{parted}” is written with loose accents.")
    reader = case.reader
    if reader and not reader.name.isascii() and reader.name not in text:
        bare = fold(reader.name)
        if bare and bare in text.casefold():
            yield Found(f"{reader.name} has lost the accents of their name.", reader.name)


@letter_rule(
    "NAME-03",
    W,
    ALL,
    "family name first or one name only, and no salutation",
    why="[W3CNAMES]",
    remedy="Type the whole greeting as `salutation`.",
)
def order_of_names_is_unsure(case: LetterUnderReview) -> Iterator[Found]:
    contact = case.contact
    if contact is None or case.reader is None or case.reader.greeting.rung is not Rung.FULL_NAME:
        return
    country = (contact.locale or case.profile.locale).country
    if len(contact.name.split()) == 1:
        yield Found(f"{contact.name} bears one name only.", contact.name, place(contact.at))
    elif country in _EAST and contact.locale is not None:
        yield Found(f"It is not sure how {contact.name} is greeted.", contact.name, place(contact.at))


_DATED = Phrases(
    "dear sir", "dear sirs", "dear madam", "dear sir or madam", "respected sir", "respected madam",
    "to whom it may concern", "mrs", "miss", "mlle", "fräulein",
)  # fmt: skip


@letter_rule(
    "NAME-04",
    W,
    ALL,
    "“Dear Sir”, “To whom it may concern”, Mrs or Miss not typed by the user",
    why="[IN-SALUT] [ANEXPERT]",
    remedy="Name the reader or their role.",
)
def greeting_is_dated(case: LetterUnderReview) -> Iterator[Found]:
    for phrase in _DATED.found_in(case.said, case.words):
        if not is_typed_in_greeting(case, phrase):
            yield Found(f"The letter says “{phrase}”.")


def is_typed_in_greeting(case: LetterUnderReview, phrase: str) -> bool:
    """Whether a form of address is the user's own: typed somewhere, or "miss" as a verb in their prose."""
    if phrase in {"miss", "mrs", "mlle", "fräulein"}:
        addressed = _addressed(case)
        return addressed is None or phrase not in addressed.casefold() or _is_in_data(case, phrase)
    return _is_in_data(case, phrase)


@letter_rule(
    "NAME-05",
    W,
    "RS",
    "the full legal name in running text instead of the name people say",
    why="register",
    remedy="Give the target company a `short_name`.",
)
def company_by_its_legal_name(case: LetterUnderReview) -> Iterator[Found]:
    for application in case.applications:
        target = case.profile.target(application.company)
        names = {application.company, *((target.name, target.legal_name) if target else ())}
        for name in sorted(filter(None, names)):
            if (
                len(company_words(name)) < len(re.findall(r"[^\W_]+", name))
                and _has_form(name)
                and name in case.letter.text
            ):
                yield Found(f"“{name}” reads like a register of companies.", name, place(application.at))


@letter_rule(
    "NAME-06",
    W,
    ALL,
    "the letter goes to no reader by name, although an interviewer is named or could be found out",
    why="courtesy",
    remedy="Write to one of them with --to.",
)
def interviewer_is_known(case: LetterUnderReview) -> Iterator[Found]:
    if case.reader is None or case.reader.greeting.rung is not Rung.ROLE or case.document is not Document.RUNNERUP:
        return
    for application in case.applications:
        people = dict.fromkeys(person.name for event in application.events for person in event.people)
        if people:
            yield Found(f"You know who was there: {', '.join(people)}.", application.company, place(application.at))
        else:
            yield Found(
                f"The letter names nobody at {application.company}.",
                application.company,
                place(application.at),
                hint="Find out who interviewed you, and add `with:` to the interview.",
            )


@letter_rule(
    "NAME-07",
    W,
    ALL,
    "somebody close without `known_as` or `salutation`",
    why="“Dear Ted Alder” reads like mail merge",
    remedy="Add `known_as`.",
)
def friend_by_full_name(case: LetterUnderReview) -> Iterator[Found]:
    contact = case.contact
    if contact and case.reader and case.reader.greeting.rung is Rung.FULL_NAME and contact.relationship in _CLOSE:
        yield Found(
            f"“{contact.name}” in full reads like mail merge to somebody close.", contact.name, place(contact.at)
        )


_CLOSE = frozenset(
    {
        Relationship.CLOSE_FRIEND,
        Relationship.FAMILY,
        Relationship.COLLEAGUE,
        Relationship.MENTOR,
    }
)


def _addressed(case: LetterUnderReview) -> str | None:
    """Whom the greeting line names, without its first words and last mark; None where there is no such line."""
    first = next((each for each in case.pieces if not each.isspace() and each), "")
    line = " ".join(first.split())  # a long name is wrapped
    greeting = _greeting(line)
    if greeting is None or len(line) > 300 or line[-1] in ".?":  # noqa: PLR2004 - longer is a sentence, not a greeting
        return None
    return line[greeting.end() :].strip().rstrip(",:;!–— ")


def _is_plainly_greeted(case: LetterUnderReview, name: str) -> bool:
    """Whether the letter begins with this name, which has no marks and no credentials: nearly every one does."""
    is_bare = name.replace(" ", "").isalnum() and bool(name_key(name))
    return is_bare and case.pieces[0] == f"Dear {name}," and not _bears_credentials(name)


def _bears_credentials(addressed: str) -> bool:
    return any(word.strip(".,").casefold() in _CREDENTIALS for word in addressed.split()[1:])


def _greeting(text: str) -> re.Match[str] | None:
    """The words of greeting that this text begins with."""
    first = text.partition(" ")[0].casefold().rstrip(",:;!.–—")
    return _GREETING.match(text) if first in _GREETING_WORDS else None


def _is_given(case: LetterUnderReview, said: str) -> bool:
    """Whether this folded name is one by which the profile lets the reader be addressed."""
    reader = case.reader
    assert reader is not None  # noqa: S101 - only asked about a reader
    if said in (name_key(reader.name), name_key(reader.greeting.text)):
        return True  # nearly always
    ways: list[str | None] = [reader.name, reader.greeting.text]
    for record in (reader.contact, reader.person):
        if record is None:
            continue
        ways += [record.name, record.salutation, getattr(record, "known_as", None), getattr(record, "title", None)]
        ways += [*getattr(record, "salutations", {}).values()]
        if record.honorific and record.family:
            ways += [f"{record.honorific} {record.family}", f"{record.honorific} {record.name}"]
    folded = {name_key(way) for way in ways if way}
    for way in ways:
        greeting = _greeting(way.strip()) if way else None
        if way and greeting:
            folded.add(name_key(way.strip()[greeting.end() :]))
        if way and "," in way:  # credentials after a comma are no part of the name
            folded.add(name_key(way.partition(",")[0]))
    return said in folded


def _is_in_data(case: LetterUnderReview, phrase: str) -> bool:
    texts = [case.reader.greeting.text, case.reader.greeting.honorific] if case.reader else []
    if case.contact:
        texts += [case.contact.salutation or "", case.contact.honorific or "", *case.contact.salutations.values()]
    return any(phrase in text.casefold() for text in texts) or is_typed(case.profile, phrase)


def _has_form(name: str) -> bool:
    last = name_key(name.replace(".", "")).split()
    return bool(last) and company_words(name)[-1] != last[-1]


def _around(text: str, at: int) -> str:
    start = text.rfind(" ", 0, at) + 1
    return " ".join(text[start : at + 12].split())
