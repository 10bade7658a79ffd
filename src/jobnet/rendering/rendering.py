"""A context becomes a letter: worded by its template, in the reader's language, with local habits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.errors import JobnetError
from jobnet.patterns import pattern
from jobnet.profile.model import Locale
from jobnet.rendering import layout
from jobnet.rendering.contractions import written_out
from jobnet.rendering.errors import problem
from jobnet.rendering.frame import frame_of
from jobnet.rendering.letter import Letter
from jobnet.rendering.locales import habits
from jobnet.rendering.plain import template_values
from jobnet.rendering.templates import ENDING
from jobnet.rendering.wrapping import count_words, wrap

if TYPE_CHECKING:
    from jobnet.facts.readers import Reader
    from jobnet.rendering.context import Context
    from jobnet.rendering.environment import Templates
    from jobnet.rendering.layout import Paragraph
    from jobnet.rendering.templates import Source


_HEADER = pattern(r"([A-Za-z][A-Za-z0-9-]*)[ \t]*:[ \t]*(.*)")


def render(context: Context, templates: Templates | None = None) -> Letter:
    """The letter that this context makes; of jobnet's own templates unless others are given."""
    from jobnet.rendering.environment import Templates
    from jobnet.rendering.filters import Manner

    templates = templates or Templates()

    reader, conventions = context.reader, habits(context.reader.locale)
    situations = getattr(context, "situations", ())
    source = templates.source(str(context.document), situations, conventions.language)
    names = frame_of(context, conventions) | template_values(context)
    filled, values = templates.fill_in(source, names, Manner(conventions, context.today), reader.name)
    head, *groups = layout.line_groups(filled if names["first_names"] else written_out(filled), values) or [[""]]
    title = _title(head, source)
    subject = layout.as_text([title], values)
    if not subject:
        raise _is_empty("subject", source, reader)
    body = [layout.paragraph(lines) for lines in groups]
    flowing = layout.as_text(body, values)
    if not flowing:
        raise _is_empty("body", source, reader)
    text = wrap(flowing)
    return Letter(
        document=context.document,
        reader=reader,
        today=context.today,
        subject=subject,
        text=text,
        flowing_text=flowing,
        markdown=layout.as_markdown(body, values),
        language=str(Locale(conventions.language, conventions.country)),
        words=count_words(text, names["greeting"], {names["sign_as"], names["seeker_name"]}),
        items=context.items,
        attachments=context.attachments,
        own_words=layout.as_own_words([title, *body]),
        prose=tuple(values.prose),
        built_in=source.built_in,
        template=source.name.removesuffix(ENDING),
    )


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


def _is_empty(what: str, source: Source, reader: Reader) -> JobnetError:
    return _wrong(source, f"the {what} of the letter{f' for {reader.name}' if reader.name else ''} is empty")


def _wrong(source: Source, what: str, hint: str = "") -> JobnetError:
    return JobnetError((problem(source.path, 1, what, hint),))
