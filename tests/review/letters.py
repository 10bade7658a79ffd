"""Letters for the rules to judge: real ones for every reader of a profile, and made-up ones of a few words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from jobnet.documents.addressees import reader_for
from jobnet.documents.brief import brief_for
from jobnet.documents.landed import landed_for
from jobnet.documents.pitch import pitch_for
from jobnet.documents.runnerup import runnerup_for
from jobnet.documents.thanks import thanks_for
from jobnet.documents.tip import tip_for
from jobnet.documents.touch import touch_for
from jobnet.documents.update import update_for
from jobnet.errors import JobnetError
from jobnet.facts.history import History
from jobnet.facts.readers import Reader, general_reader, reader_of
from jobnet.facts.since import Window
from jobnet.profile.model import Prose
from jobnet.rendering.environment import Templates
from jobnet.rendering.letter import Letter
from jobnet.rendering.rendering import render
from jobnet.review import ProfileUnderReview, letter_findings
from tests.builders import a_snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from jobnet.errors import Problem
    from jobnet.facts.items import Document, Item
    from jobnet.profile.model import Contact, Profile

TODAY = dt.date(2026, 10, 15)


@dataclass(frozen=True)
class Plain:
    """A context with what every context has."""

    document: Document
    reader: Reader
    seeker: Profile
    today: dt.date = TODAY
    items: tuple[Item, ...] = ()
    attachments: tuple[Path, ...] = ()
    application: Any = None
    has_reason: bool = True
    short: bool = True
    since: dt.date | None = None
    news: Any = None


def a_context(document: Document, profile: Profile, contact: Contact | None = None, **changes: Any) -> Plain:
    reader = changes.pop("reader", None) or (
        reader_of(a_snapshot(profile), contact) if contact else general_reader(profile)
    )
    known: dict[str, Any] = {"document": document, "reader": reader, "seeker": profile}
    return Plain(**(known | changes))


def a_letter(context: Plain, text: str, **changes: Any) -> Letter:
    """A letter that says this, in sentences of the user's, of a template of theirs, whose words are `own_words`."""
    page = "".join(f"<p>{line}</p>" for line in text.split("\n") if line)
    known: dict[str, Any] = {
        "document": context.document,
        "reader": context.reader,
        "today": context.today,
        "subject": "Names and places",
        "text": text,
        "markdown": text,
        "page": changes.pop("html", None)
        or f'<!DOCTYPE html><html lang="en"><head><title>x</title></head><body>{page}</body></html>',
        "language": "en-GB",
        "words": len(text.split()),
        "items": context.items,
        "attachments": context.attachments,
        "prose": tuple(map(Prose, text.split("\n"))),
        "built_in": False,
    }
    return Letter(**(known | changes))


def found(
    context: Plain, letter: Letter, *, history: History | None = None, sending: bool = False
) -> tuple[Problem, ...]:
    search = ProfileUnderReview(a_snapshot(context.seeker, context.today), history or History())
    return letter_findings(letter, context, search, sending=sending)


def every_letter(profile: Profile, *, history: History | None = None) -> Iterator[tuple[Any, Letter]]:
    """Each document for each reader for whom there is one, rendered."""
    told, templates = history or History(), Templates()
    for make in _contexts(profile, told):
        try:
            context = make()
        except JobnetError:
            continue
        if not getattr(context, "is_empty", False):
            yield context, render(context, templates)


def _contexts(profile: Profile, history: History) -> Iterator[Callable[[], Any]]:
    readers = [general_reader(profile), *(reader_of(a_snapshot(profile), contact) for contact in profile.contacts)]
    window = Window(None, TODAY)
    for reader in readers:
        yield partial(brief_for, a_snapshot(profile), reader, history=history)
        yield partial(update_for, a_snapshot(profile, TODAY), reader, window, history=history)
        yield partial(thanks_for, a_snapshot(profile, TODAY), reader, history=history)
        yield partial(pitch_for, a_snapshot(profile, TODAY), reader=reader)
        yield partial(landed_for, a_snapshot(profile, TODAY), reader, history=history)
        for item in (news for news in profile.news if news.reader and news.reader == reader.contact):
            yield partial(tip_for, a_snapshot(profile, TODAY), reader, item, history=history)
    for application in profile.applications:
        deciding = reader_for(a_snapshot(profile, TODAY), application)
        yield partial(runnerup_for, a_snapshot(profile, TODAY), application, deciding, history=history)
        reason = "I read of your new kiln."
        yield partial(touch_for, a_snapshot(profile, TODAY), application, deciding, reason=reason, history=history)
