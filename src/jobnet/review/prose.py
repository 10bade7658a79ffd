"""What the user typed, sentence by sentence and name by name, each with its record."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from jobnet.profile.model import Contact, Prose
from jobnet.review.finding import called, place
from jobnet.review.words import parted, spaced, without_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.errors import Place
    from jobnet.profile.model import Profile

_RECORDS = ("target_companies", "contacts", "applications", "news", "referrals", "touchpoints")


class Typed(NamedTuple):
    """A text of the user's, with the record it stands in."""

    record: str
    place: Place | None
    text: str
    words: str
    """`spaced`."""
    is_prose: bool
    """Whether it is a sentence; else it is a name or a few words, which no word list judges."""


def typed_in(profile: Profile) -> Iterator[Typed]:
    """All that letters may say in the user's own words."""
    others = {*_RECORDS, "rules", "search", "file"}
    own = (getattr(profile, each.name) for each in fields(profile) if each.name not in others)
    yield from _texts("you", None, tuple(own))
    for record in (each for name in _RECORDS for each in getattr(profile, name)):
        yield from _texts(called(record), place(record.at), record)


def _texts(record: str, at: Place | None, value: Any) -> Iterator[Typed]:
    if isinstance(value, Prose):
        for sentence in parted(value):  # a letter may print the first alone
            yield Typed(
                record,
                place(value.at) if value.at else at,
                sentence,
                spaced(without_addresses(sentence)),
                is_prose=True,
            )
    elif isinstance(value, str):
        yield Typed(record, at, value, spaced(value), is_prose=False)
    elif isinstance(value, tuple):
        for each in value:
            if not isinstance(each, Contact):
                yield from _texts(record, at, each)
    elif is_dataclass(value):
        parts = [getattr(value, field.name) for field in fields(value) if field.name not in {"at", "note", "notes"}]
        yield from _texts(record, at, tuple(parts))
