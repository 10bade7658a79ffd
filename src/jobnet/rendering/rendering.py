"""A context becomes a letter: worded by its template, in the reader's language, with local habits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cached_property, lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from jobnet.errors import JobnetError
from jobnet.facts.items import Document
from jobnet.facts.readers import ReaderKind
from jobnet.patterns import pattern
from jobnet.profile.model import Locale, Profile, Prose, Url
from jobnet.rendering import layout
from jobnet.rendering.languages import habits
from jobnet.rendering.letter import Letter
from jobnet.rendering.locales import written_out
from jobnet.rendering.templates import ENDING, problem
from jobnet.rendering.values import Own, Piece, Values, as_markdown, url_forms
from jobnet.yamltext.parsing import forbidden, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobnet.facts.readers import Reader
    from jobnet.rendering.environment import Templates
    from jobnet.rendering.layout import Paragraph
    from jobnet.rendering.letter import Context
    from jobnet.rendering.locales import LocaleConventions
    from jobnet.rendering.paper.sheet import Sheet
    from jobnet.rendering.templates import Source


_HEADER = pattern(r"([A-Za-z][A-Za-z0-9-]*)[ \t]*:[ \t]*(.*)")
_LINKED = pattern(r"(https?://[^\s<>()]*[^\s<>().,;:!?]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)")

FOR_THE_FRAME = frozenset(
    {"document", "reader", "seeker", "situations", "items", "attachments", "application", "is_empty"}
)
"""Fields of a context that no template is given: what a reader may not know must not be at hand."""
_PLAIN = frozenset({type(None), str, bool, int, float, dt.date, Prose, Url})
_STAYS_IN_THE_FILE = frozenset({"at", "note", "notes"})


def render(context: Context, templates: Templates | None = None) -> Letter:
    """The letter that this context makes; of jobnet's own templates unless others are given."""
    from jobnet.rendering.environment import Templates
    from jobnet.rendering.filters import Manner

    templates = templates or Templates()
    reader = context.reader
    locale = templates.written_in(reader.locale)
    conventions = habits(locale)
    form = conventions.familiar_form if reader.familiar else ""
    source = templates.source(str(context.document), getattr(context, "situations", ()), locale.language, form=form)
    names = _frame(context, conventions) | template_values(context)
    filled, values = templates.fill_in(source, names, Manner(conventions, context.today), reader.name)
    if locale.language == "en" and not names["first_names"]:
        filled = written_out(filled)
    head, *groups = layout.line_groups(conventions.finished(conventions.spoken(filled, values)), values) or [[""]]
    if names["greeting"]:
        groups = conventions.begun(groups, values)
    title, body = _title(head, source), [layout.paragraph(lines) for lines in groups]
    letter = Letter(
        document=context.document,
        reader=reader,
        today=context.today,
        subject=layout.as_text([title], values),
        language=str(locale),
        items=context.items,
        attachments=context.attachments,
        own_words=layout.as_own_words([title, *body]),
        prose=tuple(values.prose),
        built_in=source.built_in,
        template=source.name.removesuffix(ENDING),
        sheet=_sheet(context, locale, conventions) if reader.paper else None,
        **_forms(body, values, names),
    )
    for what, text in (("subject", letter.subject), ("body", letter.text)):
        if not text:
            raise _wrong(source, f"the {what} of the letter{f' for {reader.name}' if reader.name else ''} is empty")
    if character := forbidden(letter.text):
        raise _wrong(source, f"the body of the letter holds a {named(character)}", "Take it out.")
    return letter


def _sheet(context: Context, locale: Locale, conventions: LocaleConventions) -> Sheet:
    from jobnet.rendering.paper.sheet import sheet_of

    about = (context.document, context.reader, context.seeker, context.today, context.items)
    return sheet_of(*about, locale=locale, conventions=conventions)


def rewritten(letter: Letter, context: Context, subject: str, body: str) -> Letter:
    """The letter with this subject and body: flowing text, in which only addresses and lists are more than text."""
    values = Values()
    paragraphs = [_as_typed(each.split("\n"), values) for each in body.split("\n\n") if each.strip()]
    forms = _forms(paragraphs, values, _frame(context, habits(Locale(*letter.language.partition("-")[::2]))))
    before = {letter.subject, *letter.flowing_text.split("\n")}
    typed = (Prose(line) for line in (subject, *forms["flowing_text"].split("\n")) if line not in before)
    return replace(letter, subject=subject, prose=(*letter.prose, *typed), page="", **forms)


def _frame(context: Context, conventions: LocaleConventions) -> dict[str, Any]:
    """What every template has besides the facts of its document, by name; `docs/templates.md` lists it."""
    reader, seeker = context.reader, context.seeker
    first_names = bool(getattr(context, "first_names", reader.first_names))
    on_paper = bool(reader.paper or getattr(context, "on_paper", False))
    formal = context.document is Document.RUNNERUP or on_paper
    credentials = seeker.credentials if reader.in_field else ()
    words = conventions.words | conventions.pronouns(familiar=reader.familiar)
    closing = conventions.closing(context.document, reader.greeting, first_names=first_names or reader.first_names)
    return {
        "greeting": conventions.greeting(reader.greeting, formal=formal, on_paper=on_paper),
        "closing": Own(closing),
        "sign_as": seeker.sign_as if first_names else ", ".join((seeker.name, *credentials)),
        "seeker_name": seeker.name,
        "first_names": first_names,
        "contact_lines": () if first_names else _contact_lines(seeker, reader),
        "words": {name: Own(word) for name, word in words.items()},
        "today": context.today,
    }


def _contact_lines(seeker: Profile, reader: Reader) -> tuple[str, ...]:
    """How to answer, for those who may not know; a search in confidence gives strangers no phone number."""
    lines = [Url(f"mailto:{seeker.email}")] if seeker.email else []
    is_secret = seeker.search.confidential and reader.kind is ReaderKind.GENERAL
    return (*lines, *([seeker.phone] if seeker.phone and not is_secret else []))


def template_values(context: Any) -> dict[str, Any]:
    """What a template can name of this context."""
    kind: Any = type(context)
    return {name: as_plain(getattr(context, name)) for name in names_in(kind) if name not in FOR_THE_FRAME}


def as_plain(value: Any) -> Any:
    """The value without objects that can do anything. Properties count as fields; an enum is the word the user writes.

    `Prose`, `Url` and dates stay what they are.
    """
    if type(value) in _PLAIN:  # most are: a story has forty fields
        return value
    match value:
        case Enum():
            plain: Any = value.value if isinstance(value, str) else value.name.lower()
        case str() | int():
            plain = value
        case PurePath():
            plain = str(value)
        case list() | tuple():
            plain = tuple(map(as_plain, value))
        case frozenset():
            plain = tuple(sorted(map(as_plain, value)))
        case Mapping():
            plain = {key: as_plain(each) for key, each in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, (Profile, type)):
            plain = {name: as_plain(getattr(value, name)) for name in names_in(type(value))}
        case _:
            raise TypeError(f"{type(value).__name__} has no place in a context")
    return plain


@lru_cache(maxsize=1024)
def names_in(kind: type) -> tuple[str, ...]:
    """The fields and properties of a dataclass, without what must not leave the user's file."""
    named = [field.name for field in fields(kind)]
    derived = [
        name for base in kind.__mro__ for name, it in vars(base).items() if isinstance(it, (property, cached_property))
    ]
    shown = (name for name in (*named, *derived) if not name.startswith("_") and name not in _STAYS_IN_THE_FILE)
    return tuple(dict.fromkeys(shown))


def _title(head: list[str], source: Source) -> Paragraph:
    """What stands for the subject: on the first line, or on lines of its own after `Subject:`."""
    first, *others = head
    header = _HEADER.fullmatch(first)
    if header is None or header[1].lower() != "subject":
        raise _wrong(source, "the first line must be `Subject: …`", "Then an empty line, then the body.")
    if header[2] and others:
        other = _HEADER.fullmatch(others[0])
        what = f"a template may set the subject only, not `{other[1]}`" if other else "no empty line after the subject"
        raise _wrong(source, what, "One line `Subject: …`, an empty line, then the body.")
    return layout.paragraph([header[2], *others] if header[2] else others)


def _wrong(source: Source, what: str, hint: str = "") -> JobnetError:
    return JobnetError((problem(source.path, 1, what, hint),))


def _forms(body: Sequence[Paragraph], values: Values, names: Mapping[str, Any]) -> dict[str, Any]:
    """What a letter says in its body, under the names of a letter's fields."""
    flowing = layout.as_text(body, values)
    text = layout.wrap(flowing)
    words = layout.count_words(text, names["greeting"], {names["sign_as"], names["seeker_name"]})
    return {"flowing_text": flowing, "text": text, "markdown": layout.as_markdown(body, values), "words": words}


def _as_typed(lines: list[str], values: Values) -> Paragraph:
    """Each line for itself: what was typed on lines of its own stays so."""
    blocks: list[layout.Block] = []
    for line in filter(None, map(str.strip, lines)):
        is_item = line.startswith("- ")
        words = line.removeprefix("- ")
        token = values.put(Piece(words, "".join(map(_linked, _LINKED.split(words)))))
        blocks.append(layout.Block(token, is_item=is_item, goes_on=bool(blocks) and not is_item))
    return tuple(blocks)


def _linked(part: str) -> str:
    if not _LINKED.fullmatch(part):
        return as_markdown(part)
    return url_forms(part if "://" in part else f"mailto:{part}").markdown
