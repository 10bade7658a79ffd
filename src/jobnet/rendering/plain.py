"""A context as plain data, once: dicts, tuples, text, numbers and dates; for templates and for JSON alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cached_property, lru_cache, partial
from operator import attrgetter
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from jobnet.profile.model import Application, Event, Profile, Prose, Touchpoint, Url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    _Way = Callable[[Any, Callable[[str], str]], Any]

_AS_THEY_ARE = frozenset({type(None), bool, int, float, dt.date, Prose, Url})
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
    way = _WAYS[type(value)]
    if way is None or (way is _text and text is str):
        return value
    return way(value, text)


def _way(kind: type) -> _Way | None:  # noqa: PLR0911 (a list of kinds)
    """How a value of this kind is made plain; None if it is."""
    if kind in _AS_THEY_ARE:
        return None
    if kind is str:
        return _text
    if kind is Profile:
        return _seeker
    if issubclass(kind, Enum):
        return _word if issubclass(kind, str) else _name
    if is_dataclass(kind):
        return _way_of_fields(kind)
    if issubclass(kind, PurePath):
        return lambda path, _: str(path)
    if issubclass(kind, (list, tuple)):
        return _tuple
    if issubclass(kind, (frozenset, set)):
        return lambda each, text: tuple(sorted(_tuple(each, text)))
    if issubclass(kind, Mapping):
        return lambda each, text: {key: as_plain(one, text) for key, one in each.items()}
    raise TypeError(f"{kind.__name__} has no place in a context")


class _Ways(dict[type, "_Way | None"]):
    """The ways of all kinds met so far."""

    def __missing__(self, kind: type) -> _Way | None:
        way = self[kind] = _way(kind)
        return way


_WAYS = _Ways()


def _text(value: str, text: Callable[[str], str]) -> str:
    return text(value)


def _word(value: Any, _text: Callable[[str], str]) -> Any:
    return value._value_


def _name(value: Enum, _text: Callable[[str], str]) -> str:
    return value._name_.lower()


def _tuple(value: Iterable[Any], text: Callable[[str], str]) -> tuple[Any, ...]:
    return tuple([as_plain(each, text) for each in value]) if value else ()


# What has fields


def _way_of_fields(kind: type) -> _Way:
    fill = _filled(*_names_and_values(kind))
    if hasattr(kind, "spread"):
        return partial(_spread, tuple(kind.spread), fill)
    return fill


def _filled(names: tuple[str, ...], values_of: Callable[[Any], Any]) -> _Way:
    def filled(value: Any, text: Callable[[str], str]) -> dict[str, Any]:
        if text is not str:
            return {name: as_plain(each, text) for name, each in zip(names, values_of(value), strict=True)}
        return {
            name: each if (way := _WAYS[type(each)]) is None or way is _text else way(each, str)
            for name, each in zip(names, values_of(value), strict=True)
        }

    return filled


def _spread(parts: tuple[str, ...], fill: _Way, value: Any, text: Callable[[str], str]) -> dict[str, Any]:
    """What many letters share, and what is this one's own, side by side."""
    plain = {}
    for part in parts:
        plain.update(as_plain(getattr(value, part), text))
    plain.update(fill(value, text))
    return plain


_last_seeker: list[tuple[Profile, dict[str, Any]]] = []


def _seeker(profile: Profile, text: Callable[[str], str]) -> dict[str, Any]:
    """All letters of a run have one seeker: made plain once. By identity, as a large profile is slow to compare."""
    fill = _filled(*_names_and_values(Profile))
    if text is not str:
        return fill(profile, text)  # type: ignore[no-any-return]
    if not _last_seeker or _last_seeker[0][0] is not profile:
        _last_seeker[:] = [(profile, fill(profile, str))]
    return _last_seeker[0][1]


@lru_cache(maxsize=256)
def _names_and_values(kind: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of the fields, and what takes their values out of an instance, in the same order."""
    names = _names(kind)
    if len(names) > 1:
        return names, attrgetter(*names)
    return names, lambda value: tuple(getattr(value, name) for name in names)


def _names(kind: type) -> tuple[str, ...]:
    """The fields and properties of a dataclass, without places in the file and what must not leave it."""
    named = [field.name for field in fields(kind)]
    derived = [
        name for base in kind.__mro__ for name, it in vars(base).items() if isinstance(it, (property, cached_property))
    ]
    spread = getattr(kind, "spread", {})
    left_out = _LEFT_OUT.get(kind, frozenset()).union(spread, *(_names(part) for part in spread.values()))
    return tuple(_unique(name for name in (*named, *derived) if not _is_hidden(name) and name not in left_out))


def _is_hidden(name: str) -> bool:
    return name.startswith("_") or name == "at"


def _unique(names: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(names)
