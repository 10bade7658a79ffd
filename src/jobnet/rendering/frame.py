"""What every template has besides the facts of its document: greeting, closing, signature, words of the country."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobnet.facts.items import Document
from jobnet.facts.readers import ReaderKind
from jobnet.profile.model import Url
from jobnet.rendering.values import Own

if TYPE_CHECKING:
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Profile
    from jobnet.rendering.context import Context
    from jobnet.rendering.locales import LocaleConventions


def frame_of(context: Context, conventions: LocaleConventions) -> dict[str, Any]:
    """The values by name; `docs/templates.md` lists them."""
    reader, seeker = context.reader, context.seeker
    first_names = bool(getattr(context, "first_names", reader.first_names))
    formal = context.document is Document.RUNNERUP or bool(getattr(context, "on_paper", False))
    return {
        "greeting": conventions.greeting(reader.greeting, formal=formal),
        "closing": Own(
            conventions.closing(context.document, reader.greeting, first_names=first_names or reader.first_names)
        ),
        "sign_as": seeker.sign_as if first_names else ", ".join((seeker.name, *seeker.credentials)),
        "seeker_name": seeker.name,
        "first_names": first_names,
        "contact_lines": () if first_names else _contact_lines(seeker, reader),
        "words": {name: Own(word) for name, word in conventions.words.items()},
        "today": context.today,
    }


def _contact_lines(seeker: Profile, reader: Reader) -> tuple[str, ...]:
    """How to answer, for those who may not know; a search in confidence gives strangers no phone number."""
    lines = [Url(f"mailto:{seeker.email}")] if seeker.email else []
    is_secret = seeker.search.confidential and reader.kind is ReaderKind.GENERAL
    return (*lines, *([seeker.phone] if seeker.phone and not is_secret else []))
