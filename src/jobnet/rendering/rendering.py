"""A context becomes a letter: worded by its template, in the reader's language, with local habits."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from jobnet.errors import JobnetError, Place, Problem, Severity
from jobnet.facts.history import History
from jobnet.frozen import cached_property
from jobnet.patterns import pattern
from jobnet.rendering.letter import Letter
from jobnet.rendering.locales import habits
from jobnet.rendering.plain import as_plain
from jobnet.rendering.wrapping import count_words, tidy, wrap

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from jobnet.facts.items import Document, Item
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Locale, Profile
    from jobnet.rendering.locales import LocaleConventions
    from jobnet.rendering.templates import Source


class Context(Protocol):
    """What every document says, whatever else it says (`docs/architecture.md`)."""

    @property
    def document(self) -> Document: ...
    @property
    def reader(self) -> Reader: ...
    @property
    def seeker(self) -> Profile: ...
    @property
    def today(self) -> dt.date: ...
    @property
    def items(self) -> tuple[Item, ...]: ...
    @property
    def attachments(self) -> tuple[Path, ...]: ...


_HEADER = pattern(r"([A-Za-z][A-Za-z0-9-]*)[ \t]*:[ \t]*(.*)")
_NO_HISTORY = History()


def render(
    context: Context, *, template: Path | None = None, user_folder: Path | None = None, history: History = _NO_HISTORY
) -> Letter:
    """The letter that this context makes.

    `template` is the user's file for this one run; `user_folder` is the user's `templates`, with a folder a language.
    """
    from jobnet.rendering import templates  # noqa: PLC0415 (Jinja2 when it is needed)

    reader = context.reader
    source, local, language, plain_words = _manner(context.document, reader.locale, template, user_folder)
    frame = _frame(context, local, plain_words, history)
    values = as_plain(context)
    chunks = templates.chunks_of(templates.fill_in(source, templates.Form.BOTH, local, values, frame))
    head, *body = _paragraphs(chunks) or [_NOTHING]
    subject = _subject(head.said, source, reader)
    texts = [each.text for each in body if each.text]
    text = "\n\n".join(texts)
    if not text:
        raise _is_empty("body", source, reader)
    letter = object.__new__(_Rendered)
    letter.__dict__.update(
        document=context.document,
        reader=reader,
        today=context.today,
        subject=subject,
        text=text,
        language=language,
        words=_words(body, text, frame["greeting"], frame["closing"]),
        items=context.items,
        attachments=context.attachments,
        built_in=source.built_in,
        markdown="\n\n".join([each.markdown for each in body if each.markdown]),
        _wording=_Wording(context, source, local, frame),
    )
    if text.count("\n\n") == len(texts) - 1:  # no value has an empty line in it
        letter.__dict__["paragraphs"] = texts  # the very same in other letters, so they are looked up fast
    return letter


class _Manner(NamedTuple):
    """What the letters of one kind to one country have in common."""

    source: Source
    habits: LocaleConventions
    language: str
    words: dict[str, str]
    """The habits' own, one dict for all letters, as what a template keeps goes by identity."""


@lru_cache(maxsize=64)
def _manner(document: Document, locale: Locale, template: Path | None, user_folder: Path | None) -> _Manner:
    from jobnet.rendering.templates import template_for  # noqa: PLC0415 (Jinja2 when it is needed)

    local = habits(locale)
    source = template_for(str(document), local.language, template, user_folder)
    return _Manner(source, local, str(locale), dict(local.words))


class _Wording(NamedTuple):
    """What it takes to ask the same letter for its other forms."""

    context: Context
    source: Source
    habits: LocaleConventions
    frame: Mapping[str, Any]


class _Rendered(Letter):
    """A letter whose page and own words are made when they are asked for: printing text needs neither."""

    _wording: _Wording

    @cached_property
    def html(self) -> str:
        return "".join(self.page_pieces)

    @cached_property
    def page_pieces(self) -> list[str]:
        from jobnet.rendering.pages import page_pieces  # noqa: PLC0415 (cmarkgfm when it is needed)

        direction = self._wording.habits.direction
        return page_pieces(self.subject, self.markdown, language=self.language, direction=direction)

    @cached_property
    def own_words(self) -> str:
        from jobnet.rendering.templates import Form, Value, fill_in  # noqa: PLC0415

        worded = self._wording
        personal = {name: Value(worded.frame[name]) for name in ("greeting", "sign_as")}
        values = (as_plain(worded.context, Value), worded.frame, personal)
        return tidy(fill_in(worded.source, Form.OWN_WORDS, worded.habits, *values))


def _frame(context: Context, local: LocaleConventions, words: dict[str, str], history: History) -> dict[str, Any]:
    """What templates have besides the fields of the context."""
    reader = context.reader
    return {
        "greeting": local.greeting(reader.greeting),
        "closing": local.closing(reader, context.document),
        "words": words,
        "variant": variants(reader, context.document, context.today, history),
        "sign_as": context.seeker.sign_as if reader.first_names else context.seeker.name,
    }


class _Paragraph(NamedTuple):
    """A paragraph in the forms that a letter has it in."""

    said: str
    text: str
    """What is said, wrapped."""
    words: int
    markdown: str


_NOTHING = _Paragraph("", "", 0, "")


@lru_cache(maxsize=1024)
def _paragraph(rendered: str) -> _Paragraph:
    """Kept, as the letters of a run share most of their paragraphs."""
    from jobnet.rendering.templates import markdown_of, text_of  # noqa: PLC0415 (Jinja2 when it is needed)

    plain, markdown = text_of(rendered), markdown_of(rendered)
    said = tidy(plain)
    text = wrap(said)
    return _Paragraph(said, text, count_words(text, "", ""), said if markdown == plain else tidy(markdown))


def _paragraphs(chunks: Iterable[str]) -> list[_Paragraph]:
    return [each for each in map(_paragraph, chunks) if each.said or each.markdown]


@lru_cache(maxsize=256)
def _well_formed(head: str) -> str | None:
    """The subject of a head that is as it should be."""
    subject = _HEADER.fullmatch(head)
    return " ".join(subject[2].split()) if subject and subject[1].lower() == "subject" else None


def _subject(head: str, source: Source, reader: Reader) -> str:
    """The subject; a template may set no other header."""
    well_formed = _well_formed(head)
    if well_formed:
        return well_formed
    first, *others = head.split("\n")
    subject = _HEADER.fullmatch(first)
    if subject is None or subject[1].lower() != "subject":
        raise _wrong(source, "the first line must be `Subject: …`", "Then an empty line, then the body.")
    for line in others:
        header = _HEADER.fullmatch(line)
        raise _wrong(
            source,
            f"a template may set the subject only, not `{header[1]}`" if header else "no empty line after the subject",
            "One line `Subject: …`, an empty line, then the body.",
        )
    raise _is_empty("subject", source, reader)


def _is_empty(what: str, source: Source, reader: Reader) -> JobnetError:
    return _wrong(source, f"the {what} of the letter{f' for {reader.name}' if reader.name else ''} is empty")


def _words(body: Sequence[_Paragraph], text: str, greeting: str, closing: str) -> int:
    """Words between greeting and closing."""
    last = body[-1].text
    if body[0].text == greeting and last.startswith(f"{closing}\n") and f"\n{closing}\n" not in last:
        return sum([each.words for each in body[1:-1]])
    return count_words(text, greeting, closing)


def _wrong(source: Source, what: str, hint: str = "") -> JobnetError:
    return JobnetError((Problem("template", Severity.ERROR, f"{what}.", hint, Place(str(source.path), 1, 1)),))


def variants(
    reader: Reader, document: Document, today: dt.date, history: History = _NO_HISTORY
) -> Callable[[str, int], int]:
    """Which of `n` equal turns of phrase, by a stable hash; never the same in two letters running to one reader."""
    before = history.dates(reader.contact, document) if reader.contact else ()
    dates = (*(date for date in before if date < today), today)
    key = f"{reader.key or reader.name}\0{document}\0"
    begun = [blake2b(f"{key}{date}\0".encode(), digest_size=4) for date in dates]
    hashes: dict[str, list[int]] = {}

    def variant(name: str, n: int) -> int:
        numbers = hashes.get(name)
        if numbers is None:
            numbers = hashes[name] = []
            for each in begun:
                hashed = each.copy()
                hashed.update(name.encode())
                numbers.append(int.from_bytes(hashed.digest()))
        chosen = -1
        for number in numbers:
            following = number % n
            chosen = (following + 1) % n if following == chosen else following
        return chosen

    return variant
