"""One finished letter, searched in all its forms for names that must not stand there."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.addresses import readable
from jobnet.profile.names import bare, fold, holds_words
from jobnet.review.leaks.name import AND, LONG_IN_URL, SHORT, SHORTEST_IN_URL, WORD, What, words_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    from jobnet.rendering.letter import Letter
    from jobnet.review.leaks.index import Names
    from jobnet.review.leaks.knowledge import Knowledge
    from jobnet.review.leaks.name import Index, Name

_TAG = pattern(r"<[!/a-zA-Z][^>]*>")
_QUOTED = pattern(r"""(?:href|src|title|alt|content|aria-label)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_URL = pattern(
    r"(?:https?://|mailto:|www\.)[^\s\"'<>]+|[^\s\"'<>@]+@[^\s\"'<>@]+|\b(?:[\w-]+\.)+[a-z]{2,}\b(?:/[^\s\"'<>]*)?",
    re.IGNORECASE,
)
_INLINE = pattern(r"</?(?:a|b|i|em|strong|span|code)\b", re.IGNORECASE)
_STYLE = pattern(r"<style\b.*?</style\s*>", re.DOTALL | re.IGNORECASE)
_LIST = pattern(r"\n\s*(?:[-*•#>]|\d{1,2}[.)])\s")
_JOINING = pattern(r"\b(?:and|und|et|y)\b|&(?:amp;)?", re.IGNORECASE)
_APART = pattern(r"[.!?;](?=\s|$)")
"""What parts two words of a text. Any other mark may stand in a name: "Quorvex (Mills)"."""
_ENUMERATION = pattern(r"[,:]\s")
_ADJACENT = pattern(r"[\s,:(–—*_-]*(?:(?:at|with|for|in|by|bei|chez|en)\s)?[\s(*_]*")
_MONTHS = tuple(
    "january february march april may june july august september october november december".split()
)  # fmt: skip
_DAY_BEFORE = pattern(r"\d(?:st|nd|rd|th)?\.?\s+$")
_DAY_AFTER = pattern(r"\s+\d|\s+update\b")
_WITHIN_A_WORD = pattern(r"(?<=\w)[*_]+(?=\w)")
"""Marks of emphasis that part a word where it is typed and not where it is read: Quor*vex*."""
_WRAPPED = pattern(r"^(.{55,})\n(?=[^\W\d_]|\d+[^.)\d])", re.MULTILINE)
"""A line that went on in the next: of a letter that waited, only the wrapped text is left."""
_TEXT, _PAGE = "the text", "the HTML form"


@dataclass(frozen=True)
class Leak:
    """A name that stands where it must not."""

    name: Name
    form: str


class Searchable:
    """One form of a letter, with its words and where they stand."""

    def __init__(self, label: str, raw: str, *, is_url: bool = False) -> None:
        self.label = label
        self.raw = bare(raw)
        self._is_url = is_url

    @cached_property
    def _tokens(self) -> list[tuple[str, int, int]]:
        tokens = ((fold(word.group()), word.start(), word.end()) for word in WORD.finditer(self.raw))
        return [token for token in tokens if token[0] not in AND]

    @cached_property
    def tokens(self) -> list[str]:
        """Its words in their order."""
        return list(words_of(self.raw))

    @cached_property
    def words(self) -> Mapping[str, list[int]]:
        """Each word, and which ones of the form it is."""
        where: dict[str, list[int]] = defaultdict(list)
        for index, (word, _, _) in enumerate(self._tokens):
            where[word].append(index)
        return where

    def spans(self, words: tuple[str, ...], typed: str = "", as_typed: str | None = None) -> list[tuple[int, int]]:
        """Where these words stand in a run, whole, with nothing between them that parts names."""
        found = []
        for first in self.words.get(words[0], ()) if words else ():
            run = self._tokens[first : first + len(words)]
            if tuple(token[0] for token in run) == words and self._is_one_name(run, typed, as_typed):
                found.append((run[0][1], run[-1][2]))
        return found

    def _is_one_name(self, run: list[tuple[str, int, int]], typed: str, as_typed: str | None) -> bool:
        start, end = run[0][1], run[-1][2]
        is_spelt = all(len(token[0]) == 1 for token in run)  # "B.C.A." is BCA
        for (_, _, before), (_, after, _) in pairwise(run):
            between = _JOINING.sub("", self.raw[before:after])
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
            around = before[-1:] + after[:1]
            signs = "/.:@?&=#" + ("-_" if end - start >= LONG_IN_URL else "")
            is_host = end - start >= SHORT and before[-1:] in "/.@" and after[:1] == "."  # "jobs.sap.com"
            return is_host or (end - start >= SHORTEST_IN_URL and all(sign in signs for sign in around))
        if fold(as_typed) in _MONTHS and (_DAY_BEFORE.search(before) or _DAY_AFTER.match(after)):
            return False  # in a date, or in "October update": May and June are people, too
        found = self.raw[start:end]
        # "Ikea" is IKEA; but "It" is no company called IT.
        return found == bare(as_typed) or (not found.islower() and (end - start > SHORT or not as_typed.isupper()))

    def line_of(self, start: int, end: int) -> str:
        """The line in which this stands."""
        return self.raw[self.raw.rfind("\n", 0, start) + 1 : (self.raw.find("\n", end) + 1 or len(self.raw) + 1) - 1]


class Scan:
    """One letter, ready to be searched."""

    def __init__(self, letter: Letter, names: Names, knowledge: Knowledge, *, html: bool = True) -> None:
        """`html`: whether the forms that are made from the Markdown go out, too."""
        self._letter = letter
        self._names = names
        self._ceiling = knowledge.reader.ceiling
        self._html = html
        self.knowledge = knowledge

    @cached_property
    def leaks(self) -> tuple[Leak, ...]:
        """PRIV-01: what this reader may not learn and the letter says all the same."""
        return tuple(self.hits(self._names.above(self._ceiling), lambda name: not self.knowledge.has(name)))

    def nicknames(self) -> Iterator[Leak]:
        """PRIV-17: a word or the initials by which people call a company that this reader may not learn of."""
        return self.hits(self._names.nicknames_above(self._ceiling), lambda name: not self.knowledge.has(name))

    def hits(self, index: Index, counts: Callable[[Name], bool], forms: tuple[Searchable, ...] = ()) -> Iterator[Leak]:
        """Names that really stand there, one a thing, less what is exempt."""
        forms = forms or self.forms if index else ()
        there = {id(name): name for form in forms for name in index.standing_in(form.tokens)}
        told: set[tuple[What, str]] = set()
        for name in sorted(there.values(), key=lambda each: (each.what.value, each.typed)):
            if (name.what, name.subject) not in told and counts(name):
                form = self._form_with(name, forms)
                if form is not None:
                    told.add((name.what, name.subject))
                    yield Leak(name, form)

    @cached_property
    def text(self) -> Searchable:
        return Searchable(_TEXT, f"{self._letter.subject}\n\n{self._letter.text}")

    @cached_property
    def files(self) -> Searchable:
        """The names of attachments: of the file itself where a link was given."""
        names = (name for path in self._letter.attachments for name in dict.fromkeys((path.name, path.resolve().name)))
        return Searchable("an attachment's name", "\n\n".join(names))

    @cached_property
    def forms(self) -> tuple[Searchable, ...]:
        letter = self._letter
        markdown, page = (letter.markdown, _STYLE.sub(" ", letter.html)) if self._html else ("", "")
        values = [first or second for tag in _TAG.findall(page) for first, second in _QUOTED.findall(tag)]
        visible = _TAG.sub(lambda tag: " " if _INLINE.match(tag.group()) else "\n\n", page)
        comments = re.findall(r"<!--(.*?)-->", page, re.DOTALL)
        texts = "\n".join((letter.text, markdown, *map(_unescaped, values)))
        joined = _WITHIN_A_WORD.sub("", letter.text)
        own = {address.casefold() for address in self._own_addresses()}
        links = (url for url in dict.fromkeys(_URL.findall(texts)) if _address_in(url) not in own)
        return (
            self.text,
            Searchable("the Markdown form", markdown),
            Searchable("the text without its emphasis", joined if joined != letter.text else ""),
            Searchable(_PAGE, "\n\n".join((_unescaped(visible), *map(_unescaped, values), *comments))),
            self.files,
            Searchable("a link", "\n\n".join(map(readable, links)), is_url=True),
        )

    def _own_addresses(self) -> Iterator[str]:
        seeker, reader = self._names.profile, self.knowledge.reader
        links = (*seeker.links.values(), seeker.linkedin, seeker.resume.url if seeker.resume else None, seeker.email)
        return (link for link in (*links, reader.email) if link)

    def _form_with(self, name: Name, forms: tuple[Searchable, ...]) -> str | None:
        if name.what is What.URL:
            return next((form.label for form in forms if bare(name.typed) in form.raw), None)
        if name.what is What.DATE:
            return self._dated(name)
        if name.beside:
            return self._beside(name)
        for form in forms:
            spans = form.spans(name.words, name.typed, name.as_typed)
            if spans:
                exempt = [span for words in self._exempt(name) for span in form.spans(words)]
                spans = [span for span in spans if not any(a <= span[0] and span[1] <= b for a, b in exempt)]
            # The page repeats the subject as its title, so its fixed words may stand there twice.
            if spans and len(spans) > self._in_own_words(name) * (2 if form.label == _PAGE else 1):
                return form.label
        return None

    def _in_own_words(self, name: Name) -> int:
        """How often jobnet's own template says the same words of itself ("Next", "Target")."""
        return len(self._own_form.spans(name.words, name.typed, name.as_typed)) if self._letter.built_in else 0

    @cached_property
    def _own_form(self) -> Searchable:
        return Searchable("the template", self._letter.own_words)

    def _exempt(self, name: Name) -> Iterator[tuple[str, ...]]:
        """What may be said although this name is part of it: the seeker's and reader's own, and longer known names."""
        for words, described in self._names.own.items():
            if holds_words(words, name.words) and not (described and _names_it(described, name)):
                yield words
        known = (words_of(each.position) for each in self.knowledge.applications.values())
        positions = self._names.positions(self._ceiling).get(name.words[0], ())
        for words in (*self._readers_own, *positions, *known):
            if holds_words(words, name.words):
                yield words
        for company, longer in self._names.company_spellings.get(name.words[0], ()):
            if len(longer) > len(name.words) and holds_words(longer, name.words) and self._is_known(company):
                yield longer

    @cached_property
    def _readers_own(self) -> tuple[tuple[str, ...], ...]:
        reader = self.knowledge.reader
        greeting, contact = reader.greeting, reader.contact
        typed = [reader.name, reader.email, greeting.text, f"{greeting.honorific} {greeting.family}"]
        if contact is not None:
            typed += [contact.known_as, contact.salutation, *contact.salutations.values(), contact.company]
            typed += contact.post
        return tuple(words_of(text) for text in typed if text)

    def _is_known(self, company: str) -> bool:
        return self._names.company_levels[company] <= self._ceiling or company in self.knowledge.companies

    @cached_property
    def _lines(self) -> Searchable:
        """The text with its wrapping undone, a paragraph a line."""
        return Searchable(_TEXT, self._letter.flowing_text or _WRAPPED.sub(r"\1 ", self._letter.text))

    def _dated(self, name: Name) -> str | None:
        """A day of a held-back application in one line with its company."""
        form, application = self._lines, name.application
        days = {event.date for event in application.events if event.date} if application else set()
        if not any(_says(form.words, day) for day in days):
            return None
        days -= self._open_days
        for start, end in form.spans(name.words, name.typed, name.as_typed):
            said = frozenset(words_of(form.line_of(start, end)))
            if any(_says(said, day) for day in days):
                return form.label
        return None

    @cached_property
    def _open_days(self) -> set[dt.date | None]:
        """Days the letter may speak of for other reasons."""
        days: set[dt.date | None] = {self._letter.today, *(item.date for item in self._letter.items)}
        known = self.knowledge.applications.values()
        days |= {event.date for application in known for event in application.events}
        return days | self._names.open_days(self._ceiling)

    def _beside(self, name: Name) -> str | None:
        form = self._lines
        companies = form.spans(name.beside)
        for start, end in form.spans(name.words, name.typed) if companies else ():
            for company_start, company_end in companies:
                gap = form.raw[end:company_start] if end <= company_start else form.raw[company_end:start]
                if "\n" not in gap and _ADJACENT.fullmatch(gap):
                    return form.label
        return None


def _names_it(description: str, name: Name) -> bool:
    """Whether a description has a name of several words with its capitals: "machine learning" names no company."""
    if len(name.words) == 1 or name.what not in {What.COMPANY, What.PERSON}:
        return False
    typed = [word for word in WORD.findall(bare(name.typed)) if fold(word) in name.words]
    return " ".join(typed) in " ".join(WORD.findall(bare(description)))


def _says(words: Mapping[str, list[int]] | frozenset[str], day: dt.date) -> bool:
    """Whether the words of a line hold a day: as 2026-10-06, or as its number and month."""
    return all(word in words for word in (str(day.day), _MONTHS[day.month - 1])) or all(
        part in words for part in day.isoformat().split("-")
    )


def _address_in(url: str) -> str:
    return url.removeprefix("mailto:").rstrip(").,;:!?").casefold()


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    import html

    return html.unescape(text)
