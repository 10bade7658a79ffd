"""Rules about form: escaping, links, capitals, headers, attachments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.patterns import pattern
from jobnet.review.finding import Finding
from jobnet.review.words import Phrases, spaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.review.under_review import LetterUnderReview

_ESCAPED = pattern(r"&(?:amp|lt|gt|quot|#39|#34|nbsp);")
_VAGUE_LINK = pattern(r"\[(click here|here|this link|link|read more)\]\(", 2)
_PICTURE = pattern(r"!\[\s*\]\(")
_EMOJI = pattern("[\U0001f300-\U0001faff\u2600-\u26ff\u2700-\u27bf\U0001f1e6-\U0001f1ff]")
_CAPITALS = pattern(r"(?<![\w/@.-])[A-ZÀ-Þ]{5,}(?![\w@-])")
_ADDRESS = pattern(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+")
_ATTACHED = Phrases(
    "attached", "i attach", "attach", "attaching", "enclosed", "i enclose", "see attachment", "in the attachment",
    "the attachment",
)  # fmt: skip
_OF_THE_USER = Phrases("i attach", "i enclose", "attached is", "attached you")


def wrongly_escaped(letter: LetterUnderReview) -> Iterator[Finding]:
    if found := _ESCAPED.search(letter.letter.own_words):
        yield Finding(f"The text shows “{found.group()}”.")


def hard_to_hear(letter: LetterUnderReview) -> Iterator[Finding]:
    if vague := _VAGUE_LINK.search(letter.letter.markdown):
        yield Finding(f"A link only says “{vague.group(1)}”.")
    if _PICTURE.search(letter.letter.markdown):
        yield Finding("A picture has no `alt` text.")


def hard_to_read_aloud(letter: LetterUnderReview) -> Iterator[Finding]:
    emoji = _EMOJI.search(letter.users_text)
    if emoji and not any(emoji.group() in each.text for each in letter.search.typed if not each.is_prose):
        yield Finding(f"The letter has a sign that is read aloud oddly: {emoji.group()}.")
    loud = [word for word in dict.fromkeys(_CAPITALS.findall(letter.users_text)) if not _is_name(letter, word)]
    if loud:
        yield Finding(f"Capitals shout: {', '.join(loud)}.")


def _is_name(letter: LetterUnderReview, word: str) -> bool:
    """Whether the user writes it in capitals where things are named: titles, companies, expertise."""
    return any(word in each.text for each in letter.search.holding(spaced(word).strip()) if not each.is_prose)


def header_is_broken(letter: LetterUnderReview) -> Iterator[Finding]:
    reader = letter.reader
    for what, value in (("subject", letter.letter.subject), ("reader's name", reader.name)):
        odd = next((sign for sign in value if sign < " " or sign in "\x7f\x85\u2028\u2029"), None)
        if odd:
            yield Finding(f"The {what} holds a control character, \\x{ord(odd):02x}.")
    if reader.email and not _ADDRESS.fullmatch(reader.email):
        yield Finding(f"{reader.email} is not an e-mail address.", reader.name)


def attachment_and_text_differ(letter: LetterUnderReview) -> Iterator[Finding]:
    attached, is_theirs = letter.context.attachments, not letter.letter.built_in
    # "I enclosed" may speak of something else, unless the template says it or the user clearly does.
    phrases = _ATTACHED if is_theirs and _ATTACHED.found_in(letter.own) else _OF_THE_USER
    if attached and is_theirs and not _ATTACHED.found_in(letter.said):
        yield Finding(f"{attached[0].name} is attached, and the letter does not say so.")
    elif not attached and (mentioned := phrases.found_in(letter.users)):
        yield Finding(f"The letter says “{mentioned[0]}”, and nothing is attached.")


ON_LETTERS = {
    "FMT-01": wrongly_escaped,
    "FMT-03": hard_to_hear,
    "FMT-04": hard_to_read_aloud,
    "FMT-05": header_is_broken,
    "FMT-06": attachment_and_text_differ,
}
