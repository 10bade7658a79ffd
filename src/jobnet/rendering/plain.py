"""A context as the plain data that templates are given: dicts, tuples, text, numbers and dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cached_property, lru_cache
from pathlib import PurePath
from typing import Any

from jobnet.profile.model import Profile, Prose, Url

FOR_THE_FRAME = frozenset(
    {"document", "reader", "seeker", "situations", "items", "attachments", "application", "is_empty"}
)
"""Fields of a context that no template is given: what a reader may not know must not be at hand."""
_PLAIN = frozenset({type(None), str, bool, int, float, dt.date, Prose, Url})
_STAYS_IN_THE_FILE = frozenset({"at", "note", "notes"})


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
