"""A context as plain data, once: dicts, tuples, text, numbers and dates; for templates and for JSON alike."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cached_property, lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from jobnet.profile.model import Application, Event, Profile, Prose, Touchpoint, Url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_AS_THEY_ARE = frozenset({bool, int, float, dt.date, Prose, Url})
_LEFT_OUT: Mapping[type, frozenset[str]] = {
    # What concerns other readers was chosen and filtered into the context; the rest must not be at hand.
    Profile: frozenset({"contacts", "applications", "news", "referrals", "touchpoints", "rules"}),
    # Notes never leave the file.
    Application: frozenset({"notes"}),
    Event: frozenset({"note"}),
    Touchpoint: frozenset({"note"}),
}


def as_plain(value: Any, text: Callable[[str], str] = str) -> Any:
    """The value without objects that can do anything. Properties count as fields; an enum is the word the user writes.

    `text` makes what stands for a literal text; `Prose`, `Url` and dates stay what they are.
    """
    kind = type(value)
    if kind is str:
        return text(value) if text is not str else value
    if value is None or kind in _AS_THEY_ARE:
        return value
    if kind in {tuple, list}:
        return tuple([as_plain(each, text) for each in value])
    return _object_as_plain(value, text)


def _object_as_plain(value: Any, text: Callable[[str], str]) -> Any:
    if type(value) is Profile and text is str:
        return _seeker(value)
    if isinstance(value, Enum):
        return value.value if isinstance(value, str) else value.name.lower()
    if is_dataclass(value):
        return _fields(value, text)
    if isinstance(value, PurePath):
        return str(value)
    if isinstance(value, (frozenset, set)):
        return tuple(sorted(as_plain(each, text) for each in value))
    if hasattr(value, "items"):
        return {key: as_plain(each, text) for key, each in value.items()}
    raise TypeError(f"{type(value).__name__} has no place in a context")


_last_seeker: list[tuple[Profile, dict[str, Any]]] = []


def _seeker(profile: Profile) -> dict[str, Any]:
    """All letters of a run have one seeker: made plain once. By identity, as a large profile is slow to compare."""
    if not _last_seeker or _last_seeker[0][0] is not profile:
        _last_seeker[:] = [(profile, _fields(profile, str))]
    return _last_seeker[0][1]


def _fields(value: Any, text: Callable[[str], str]) -> dict[str, Any]:
    return {name: as_plain(getattr(value, name), text) for name in _names(value.__class__)}


@lru_cache(maxsize=256)
def _names(kind: type) -> tuple[str, ...]:
    """The fields and properties of a dataclass, without places in the file and what must not leave it."""
    named = [field.name for field in fields(kind)]
    derived = [
        name for base in kind.__mro__ for name, it in vars(base).items() if isinstance(it, (property, cached_property))
    ]
    left_out = _LEFT_OUT.get(kind, frozenset())
    return tuple(_unique(name for name in (*named, *derived) if not _is_hidden(name) and name not in left_out))


def _is_hidden(name: str) -> bool:
    return name.startswith("_") or name == "at"


def _unique(names: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(names)
