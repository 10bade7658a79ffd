"""One finished letter, searched in all its forms for names that its reader may not learn."""

from __future__ import annotations

import re
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING, TypeAlias

from jobnet.facts.items import Document
from jobnet.facts.people import mentions
from jobnet.patterns import pattern
from jobnet.profile.addresses import readable
from jobnet.profile.names import bare, fold, holds_words, name_key
from jobnet.review.leaks.name import WORD, What, words_of
from jobnet.review.leaks.searchable import MONTHS, Searchable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Application, Referral
    from jobnet.rendering.letter import Letter
    from jobnet.review.leaks.index import Names
    from jobnet.review.leaks.name import Index, Name

_TAG = pattern(r"<[!/a-zA-Z][^>]*>")
_QUOTED = pattern(r"""(?:href|src|title|alt|content|aria-label)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_URL = pattern(
    r"(?:https?://|mailto:|www\.)[^\s\"'<>]+|[^\s\"'<>@]+@[^\s\"'<>@]+|\b(?:[\w-]+\.)+[a-z]{2,}\b(?:/[^\s\"'<>]*)?",
    re.IGNORECASE,
)
_INLINE = pattern(r"</?(?:a|b|i|em|strong|span|code)\b", re.IGNORECASE)
_STYLE = pattern(r"<style\b.*?</style\s*>", re.DOTALL | re.IGNORECASE)
_ADJACENT = pattern(
    r"[\s,:(–—*_-]*(?:(?:at|with|for|in|by|beim?|von|vom|fur|chez|en|de|del|du|des|aux?|a|pour|para)\s)?"
    r"(?:(?:the|der|den|dem|die|las?|les?|los|el)\s|l')?[\s(*_]*"
)
_DAY_NUMBER = pattern(r"\d{1,2}(?=\D|$)")
_BETWEEN = frozenset("and und et y e or oder ou o to bis au al the of de le el den dem der on am".split())
"""What may stand between a day and its month: 4 and 12 November, 12 de octubre, le 4 et le 12 novembre."""
_WITHIN_A_WORD = pattern(r"(?<=\w)[*_]+(?=\w)")
"""Marks of emphasis that part a word where it is typed and not where it is read: Quor*vex*."""
_WRAPPED = pattern(r"^(.{55,})\n(?=[^\W\d_]|\d+[^.)\d])", re.MULTILINE)
"""A line that went on in the next: of a letter that waited, only the wrapped text is left."""
_TEXT, _PAGE = "the text", "the HTML form"


Leak: TypeAlias = "tuple[Name, str]"
"""A name that stands where it must not, and in which form of the letter."""


class Knowledge:
    """What the reader of one letter takes part in, and so knows at any level."""

    def __init__(
        self,
        names: Names,
        document: Document,
        reader: Reader,
        about: Iterable[Application],
        referrals: Iterable[Referral],
    ) -> None:
        """`about`: the applications the letter is about. `referrals`: those the reader gave."""
        profile, who = names.profile, {reader.key, name_key(reader.name)} if reader.key else set()
        part = [*(names.won if document is Document.LANDED else ()), *names.taken_part_in(who)]
        self.reader = reader
        self.people = {name_key(profile.name), *who}
        self.people |= {name_key(person.name) for each in part for _, person in mentions(each)}
        self.companies = {names.id_of(each.company) for each in part}
        if document in {Document.RUNNERUP, Document.TOUCH}:
            # Whoever gets these was there: the letter is about their own company.
            self.companies |= {names.id_of(each.company) for each in about}
        if reader.contact is not None and reader.contact.company:
            self.companies.add(names.id_of(reader.contact.company))
        for referral in referrals:
            self.companies |= {names.id_of(referral.company)} if referral.company else set()
            named = words_of(referral.to or "")  # perhaps "Luis Ruiz in production"
            people = (each.name for each in names.everybody if holds_words(named, words_of(each.name)))
            self.people |= {name_key(each) for each in (referral.to or "", *people)}
        there = (each for each in profile.applications if names.id_of(each.company) in self.companies)
        self.applications = {id(each): each for each in (*part, *there)}

    def has(self, name: Name) -> bool:
        """Whether the reader takes part in it, and so may know it at any level."""
        if name.application is not None and id(name.application) in self.applications:
            return True
        match name.what:
            case What.COMPANY | What.DOMAIN:
                return name.subject in self.companies
            case What.PERSON:
                return name.subject in self.people
            case What.NEWS:
                return bool(name.subject) and name.subject == self.reader.key
            case _:
                return False


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

    def names_hidden(self, text: str) -> bool:
        """Whether what was said to the seeker about this letter names what its reader may not learn."""
        names = self._names
        hidden = (names.above(self._ceiling), names.nicknames_above(self._ceiling), names.people)
        return names.stand_in(text, *hidden, knows=self.knowledge.has)

    def hits(self, index: Index, counts: Callable[[Name], bool], forms: tuple[Searchable, ...] = ()) -> Iterator[Leak]:
        """Names that really stand there, one a thing, less what is exempt."""
        forms = forms or self.forms if index else ()
        there = {id(name): name for form in forms for name in form.names_of(index)}
        told: set[tuple[What, str]] = set()
        for name in sorted(there.values(), key=lambda each: (each.what.value, each.typed)):
            if (name.what, name.subject) not in told and counts(name):
                form = self._form_with(name, forms)
                if form is not None:
                    told.add((name.what, name.subject))
                    yield name, form

    @cached_property
    def text(self) -> Searchable:
        return Searchable(_TEXT, f"{self._letter.subject}\n\n{self._letter.text}")

    @cached_property
    def files(self) -> Searchable:
        """The names of attachments: of the file itself where a link was given; files have capitals or not."""
        typed = [name for path in self._letter.attachments for name in (path.name, path.resolve().name)]
        names = dict.fromkeys((*typed, *(name.replace("_", " ").title() for name in typed)))
        return Searchable("an attachment's name", "\n\n".join(names))

    @cached_property
    def forms(self) -> tuple[Searchable, ...]:
        letter = self._letter
        markdown, page = (letter.markdown, _STYLE.sub(" ", letter.html)) if self._html else ("", "")
        values = [first or second for tag in _TAG.findall(page) for first, second in _QUOTED.findall(tag)]
        visible = _TAG.sub(lambda tag: " " if _INLINE.match(tag.group()) else "\n\n", page)
        comments = re.findall(r"<!--(.*?)-->", page, re.DOTALL)
        texts = "\n".join((letter.text, markdown, *map(unescape, values)))
        joined = _WITHIN_A_WORD.sub("", letter.text)
        urls = {url: url.removeprefix("mailto:").rstrip(").,;:!?").casefold() for url in _URL.findall(texts)}
        own = self._own_addresses()
        links = (url for url, address in urls.items() if address not in own)
        return (
            self.text,
            Searchable("the Markdown form", markdown),
            Searchable("the text without its emphasis", joined if joined != letter.text else ""),
            Searchable(_PAGE, "\n\n".join((unescape(visible), *map(unescape, values), *comments))),
            self.files,
            Searchable("a link", "\n\n".join(map(readable, links)), is_url=True),
        )

    def _own_addresses(self) -> set[str]:
        seeker, resume = self._names.profile, self._names.profile.resume
        own = (
            *seeker.links.values(),
            seeker.linkedin,
            resume and resume.url,
            seeker.email,
            self.knowledge.reader.email,
        )
        return {address.casefold() for address in own if address}

    def _form_with(self, name: Name, forms: tuple[Searchable, ...]) -> str | None:
        if name.what is What.URL:
            return next((form.label for form in forms if bare(name.typed) in form.raw), None)
        if name.what is What.DATE:
            return self._dated(name)
        if name.beside:
            return self._beside(name)
        for form in forms:
            if spans := form.spans_of(name):
                exempt = [span for words in self._exempt(name) for span in form.spans(words)]
                spans = [span for span in spans if not any(a <= span[0] and span[1] <= b for a, b in exempt)]
            # The page repeats the subject as its title, so its fixed words may stand there twice.
            if spans and len(spans) > self._in_own_words(name) * (2 if form.label == _PAGE else 1):
                return form.label
        return None

    def _in_own_words(self, name: Name) -> int:
        """How often jobnet's own template says the same words of itself ("Next", "Target")."""
        own = Searchable("the template", self._letter.own_words if self._letter.built_in else "")
        return len(own.spans_of(name))

    def _exempt(self, name: Name) -> Iterator[tuple[str, ...]]:
        """What may be said although this name is part of it: the seeker's and reader's own, and longer known names."""
        positions = {words_of(each.position): each.position for each in self._names.shown(self._ceiling)}
        for words, described in (positions | dict(self._names.own)).items():
            if name.is_in(words) and not (described and _names_it(described, name)):
                yield words
        theirs = (words_of(each.position) for each in self.knowledge.applications.values())
        yield from (words for words in (*self._readers_own(), *theirs) if name.is_in(words))
        for company, longer in self._names.company_spellings:
            is_other = len(longer) > len(name.words) or name.is_loose
            if is_other and name.is_in(longer) and self._is_known(company):
                yield longer

    def _readers_own(self) -> Iterator[tuple[str, ...]]:
        reader, contact = self.knowledge.reader, self.knowledge.reader.contact
        typed = [
            reader.name,
            reader.email,
            reader.greeting.text,
            f"{reader.greeting.honorific} {reader.greeting.family}",
        ]
        if contact is not None:
            typed += [
                contact.known_as,
                contact.salutation,
                *contact.salutations.values(),
                contact.company,
                f"{contact.honorific} {contact.family}",
                *contact.post,
            ]
        return (words_of(text) for text in typed if text)

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
        days -= self._open_days
        for start, end in form.spans(name.words, name.typed, name.as_typed):
            line = form.line_of(start, end)
            if any(_says(line, day) for day in days):
                return form.label
        return None

    @cached_property
    def _open_days(self) -> set[dt.date | None]:
        """Days the letter may speak of for other reasons."""
        profile = self._names.profile
        known = (*self._names.shown(self._ceiling), *self.knowledge.applications.values())
        days: set[dt.date | None] = {self._letter.today, *(item.date for item in self._letter.items)}
        days |= {news.date for news in profile.news}
        days |= {contact.offered_help.date for contact in profile.contacts if contact.offered_help}
        return days | {event.date for application in known for event in application.events}

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


def _says(line: str, day: dt.date) -> bool:
    """Whether a line holds a day: 2026-10-06, its number beside its month, 6.10. or 6/10, in whichever order."""
    words = words_of(line)
    for at in (at for at, word in enumerate(words) if word in MONTHS[day.month - 1]):
        if any(day.day in _numbers(side) for side in (words[at + 1 :], words[:at][::-1])):
            return True
    one, other = f"0?{day.day}", f"0?{day.month}"
    return set(day.isoformat().split("-")) <= set(words) or bool(
        re.search(rf"(?<!\d)(?:{one}\.\s?{other}\.|(?:{one}/{other}|{other}/{one})(?!\d))", line)
    )


def _numbers(words: Iterable[str]) -> Iterator[int]:
    """The numbers that go with a month beside them, as far as nothing but a joining word stands between."""
    for word in words:
        if number := _DAY_NUMBER.match(word):
            yield int(number[0])
        elif word not in _BETWEEN:
            return
