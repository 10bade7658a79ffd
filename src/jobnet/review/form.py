"""Rules about local habits and form: dates, spelling, escaping, lines, HTML, headers, attachments."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from jobnet.patterns import pattern
from jobnet.review.case import Phrases, is_typed, outline, remembered, spaced, typed_in
from jobnet.review.catalogue import ALL, E, Found, H, W, letter_rule
from jobnet.review.wording import _NAMED, names_in_capitals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.profile.model import Profile
    from jobnet.review.case import LetterUnderReview

_MONTH_FIRST = frozenset({"", "US", "CA", "PH"})


@letter_rule(
    "LOC-01",
    W,
    ALL,
    "dates that are not of the reader's country, or in mixed styles",
    why="table 2.1",
    own_template=True,
    remedy="Use {{ date | day }}: the program knows the order.",
)
def date_of_another_country(case: LetterUnderReview) -> Iterator[Found]:
    locale = case.reader.locale if case.reader else case.profile.locale
    month_first = re.search(rf"\b(?:{_NAMED}) \d{{1,2}}\b(?! ?\d)", case.letter.text)
    day_first = re.search(rf"\b\d{{1,2}} (?:{_NAMED})\b", case.letter.text)
    if locale.language != "en":
        return
    if month_first and day_first:
        yield Found(f"“{month_first.group()}” and “{day_first.group()}” are two styles of dates.")
    elif month_first and locale.country not in _MONTH_FIRST:
        yield Found(f"“{month_first.group()}” is not how {locale} writes dates.")
    elif day_first and locale.country in _MONTH_FIRST:
        yield Found(f"“{day_first.group()}” is not how {locale} writes dates.")


def _in_figures(text: str) -> tuple[str, ...]:
    if "/" not in text:
        return ()
    dates = re.finditer(r"(?<![\w/.-])(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\w/])", text)
    return tuple(date.group() for date in dates if int(date.group(1)) <= 12 and int(date.group(2)) <= 12)  # noqa: PLR2004


@letter_rule(
    "LOC-02",
    W,
    ALL,
    "a date in figures that can be read two ways",
    why="US/UK clash [UK-LETTER]",
    remedy="Write: 5 June.",
)
def ambiguous_date(case: LetterUnderReview) -> Iterator[Found]:
    for found in _in_figures(case.letter.text):
        yield Found(f"“{found}” is one day in London and another in New York.")


_PAIRS = (
    ("favour", "favor"),
    ("organisation", "organization"),
    ("colour", "color"),
    ("programme", "program"),
    ("neighbour", "neighbor"),
    ("centre", "center"),
    ("honour", "honor"),
    ("résumé", "cv"),
    ("resume", "cv"),
    ("organise", "organize"),
    ("recognise", "recognize"),
)


@letter_rule(
    "LOC-03",
    H,
    ALL,
    "two spellings of one word",
    why="reads like two writers",
    remedy="Choose the one of the reader's country.",
)
def mixed_spelling(case: LetterUnderReview) -> Iterator[Found]:
    for one, other in _PAIRS:
        both = one in case.words and other in case.words
        if both and f" {one} " in case.without_names(one) and f" {other} " in case.without_names(other):
            yield Found(f"The letter says both “{one}” and “{other}”.")
            return


@letter_rule(
    "FMT-01",
    E,
    ALL,
    "special signs not escaped in HTML, or escaped in plain text",
    why="company names with ampersand",
    remedy="Do not escape by hand in the template: the program does.",
)
def wrongly_escaped(case: LetterUnderReview) -> Iterator[Found]:
    letter, page = case.letter, case.page
    for found in (
        re.finditer(r"&(?:amp|lt|gt|quot|#39|#34|nbsp);", f"{letter.subject}\n{letter.text}")
        if "&" in letter.text
        else ()
    ):
        if not is_typed(case.profile, found.group()):
            yield Found(f"The text shows “{found.group()}”.")
            return
    if "&" not in page:
        return
    bare = re.search(r"&(?!#\d+;|#x[0-9a-f]+;|[a-z][a-z0-9]*;)", page, re.IGNORECASE)
    if bare:
        around = page[max(bare.start() - 10, 0) : bare.end() + 10]
        yield Found(f"An “&” is not escaped in the HTML form, at “{around}”.")
    twice = re.search(r"&amp;(?:amp|lt|gt|quot|#39|#34);", page)
    if twice and not is_typed(case.profile, twice.group().replace("&amp;", "&", 1)):
        yield Found(f"The HTML form shows “{twice.group().replace('&amp;', '&', 1)}”.")


_BYTES_MOST = 998
_LINE_MOST = 78


def _long_lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if len(line) > _LINE_MOST)


def _broken_links(case: LetterUnderReview) -> list[str]:
    text, seeker = case.letter.text, case.context.seeker
    links = (seeker.linkedin, seeker.resume.url if seeker.resume else None, *seeker.links.values())
    missing = [link for link in links if link and link not in text]
    return [link for link in missing if link in text.replace("\n", "")]


@letter_rule(
    "FMT-02",
    W,
    "BURTKSL",
    "lines too long for mail, or a link broken in two",
    why="[RFC5322]",
    remedy="One paragraph is one line of the template: the program wraps.",
)
def lines_too_long(case: LetterUnderReview) -> Iterator[Found]:
    for line in _long_lines(case.letter.text):
        if len(line.encode()) > _BYTES_MOST:
            yield Found(f"A line has {len(line.encode())} bytes: “{line[:30]}…”.", severity=E)
        elif max(map(len, line.split()), default=0) <= _LINE_MOST // 2:
            yield Found(f"A line has {len(line)} letters: “{line[:30]}…”.")
    for url in _broken_links(case):
        yield Found(f"The link {url} is broken in two.")


_VAGUE_LINKS = frozenset({"click here", "here", "this link", "link", "read more"})
_DEEP = pattern(r"<h[3-6]")
"""No other heading is more than one level below another."""


def _vague_links(page: str) -> list[str]:
    words = [before[before.rfind(">") + 1 :].strip() for before in page.split("</a>")[:-1]]
    return [each for each in words if each.lower() in _VAGUE_LINKS]


def _says_its_language(page: str) -> bool:
    return bool(re.search(r"<html[^>]*\slang=", page[:400], re.IGNORECASE))


@letter_rule(
    "FMT-03",
    W,
    ALL,
    "HTML that a screen reader cannot read well",
    why="[A11YMAIL] [ONRR]",
    remedy="Let links say where they lead; give pictures an `alt` text.",
)
def hard_to_hear(case: LetterUnderReview) -> Iterator[Found]:
    page = case.page
    if not page:
        return
    if not _says_its_language(page):
        yield Found("The page does not say its language.")
    for vague in _vague_links(page)[:1]:
        yield Found(f"A link only says “{vague}”.")
    if "<img" in page and re.search(r"<img(?![^>]*\salt=)", page, re.IGNORECASE):
        yield Found("A picture has no `alt` text.")
    if _DEEP.search(page):
        levels = [int(found) for found in re.findall(r"<h([1-6])\b", page)]
        if any(after - before > 1 for before, after in pairwise(levels)):
            yield Found("A heading skips a level.")


_EMOJI = pattern("[\U0001f300-\U0001faff\u2600-\u26ff\u2700-\u27bf\U0001f1e6-\U0001f1ff]")
_FIRST_EMOJI = "\u2600"


def _emoji(text: str) -> tuple[str, ...]:
    return () if text.isascii() or max(text) < _FIRST_EMOJI else tuple(_EMOJI.findall(text))


def _in_capitals(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"(?<![\w/@.-])[A-ZÀ-Þ]{5,}(?![\w@-])", text)) if b"AAAAA" in outline(text) else ()


@letter_rule(
    "FMT-04",
    W,
    ALL,
    "emoji, or words in capitals",
    why="screen readers spell or misread them [H86]",
    remedy="Say it in words.",
)
def shouts(case: LetterUnderReview) -> Iterator[Found]:
    text = f"{case.letter.subject}\n{case.letter.text}"
    emoji = next(iter(_emoji(text)), None)
    if emoji and not any(emoji in name for name in _raw_names(case)):
        yield Found(f"The letter has a sign that is read aloud oddly: {emoji}.")
    loud = [word for word in _in_capitals(text) if word not in names_in_capitals(case) and not _is_acronym(case, word)]
    if loud:
        yield Found(f"Capitals shout: {', '.join(dict.fromkeys(loud))}.")


def _raw_names(case: LetterUnderReview) -> list[str]:
    profile = case.profile
    names = [profile.name, *(company.name for company in profile.target_companies)]
    names += [each.company for each in profile.applications] + [each.position for each in profile.applications]
    return names + [contact.name for contact in profile.contacts]


def _is_acronym(case: LetterUnderReview, word: str) -> bool:
    """Whether the user writes it in capitals where things are named: titles, positions, expertise."""
    profile = case.profile
    names = [
        *profile.expertise,
        *profile.credentials,
        *profile.target_fields,
        *(title.title for title in profile.target_titles),
    ]
    names += [each.position for each in profile.applications] + [contact.title or "" for contact in profile.contacts]
    return any(word in name for name in names)


_ADDRESS = pattern(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+")


@letter_rule(
    "FMT-05",
    E,
    ALL,
    "a line break or control character in a header, or an address that is none",
    why="header injection",
    remedy="Correct the value in the profile.",
)
def header_is_broken(case: LetterUnderReview) -> Iterator[Found]:
    reader = case.reader
    for what, value in (("subject", case.letter.subject), ("reader's name", reader.name if reader else "")):
        if value.isprintable():
            continue
        odd = next((sign for sign in value if sign < " " or sign in "\x7f\x85\u2028\u2029"), None)
        if odd:
            yield Found(f"The {what} holds a control character, \\x{ord(odd):02x}.")
    if reader and reader.email and not _ADDRESS.fullmatch(reader.email):
        yield Found(f"{reader.email} is not an e-mail address.", reader.name)


_OF_THE_USER = Phrases("i attach", "i enclose", "attached is", "attached you")
_ATTACHED = Phrases(
    "attached", "i attach", "attach", "attaching", "enclosed", "i enclose", "see attachment", "in the attachment",
    "the attachment",
)  # fmt: skip


@letter_rule(
    "FMT-06",
    W,
    ALL,
    "an attachment mentioned and missing, or there and not mentioned",
    why="classic",
    remedy="Give `resume.file`, or take the mention out.",
)
def attachment_and_text_differ(case: LetterUnderReview) -> Iterator[Found]:
    mentioned = _ATTACHED.found_in(case.said, case.words)
    if case.context.attachments and not mentioned:
        yield Found(f"{case.context.attachments[0].name} is attached, and the letter does not say so.")
    elif mentioned and not case.context.attachments:
        own = any(f" {phrase} " in case.own for phrase in mentioned)
        typed = remembered(case.profile, "attaches", _attaches)
        if own or (typed and _OF_THE_USER.found_in(case.said, case.words)):
            yield Found(f"The letter says “{mentioned[0]}”, and nothing is attached.")


def _attaches(profile: Profile) -> bool:
    return any(_OF_THE_USER.found_in(spaced(each.text)) for each in typed_in(profile))
