"""A profile in one language: each text as readers of that language may be given it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from jobnet.profile.model import Application, Contact, News, Profile, Referral, Touchpoint
from jobnet.profile.vocabulary import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

_OF_THEIR_OWN = (Application, Contact, News, Referral, Touchpoint)
"""Records that concern one letter and not the next: what is missing in them is asked for itself."""


class Translation:
    """The profile with the words of one language alone; what has none in it is left out, so that no letter mixes two.

    A plain text is in the profile's own language. Names, titles and places are the same in all.
    """

    def __init__(self, profile: Profile, language: str, *, is_own: bool) -> None:
        """`is_own`: whether plain texts are in this language."""
        self.language = language
        self._is_own = is_own
        self._made: dict[int, tuple[Any, Any]] = {}
        """Each record with its translation: kept, or another could come to have its identity."""
        self.profile: Profile = self.of(profile)

    def of(self, value: Any) -> Any:
        """A part of the profile, or what refers to one; None for words that there are not in this language."""
        if isinstance(value, Wording):
            if value.languages is None:
                return value if self._is_own else None
            return value.languages.get(self.language)
        if isinstance(value, tuple):
            parts = [(each, self.of(each)) for each in value]
            return tuple(new for old, new in parts if new is not None or old is None)
        if isinstance(value, Mapping):
            return MappingProxyType({key: self.of(each) for key, each in value.items()})
        if not is_dataclass(value) or isinstance(value, type):
            return value
        if id(value) not in self._made:
            self._made[id(value)] = value, self._record(value)
        return self._made[id(value)][1]

    def _record(self, record: Any) -> Any:
        changed = {}
        for field in fields(record):
            old = getattr(record, field.name)
            new = self.of(old)
            if new is None and old is not None and field.default is MISSING:
                return None  # a piece of news is nothing without its headline
            if new is not old:
                changed[field.name] = new
        if "headline" in changed and isinstance(record, News):
            changed["id"] = record.key  # what was told in one language was told
        return replace(record, **changed) if changed else record

    def missing(self, *records: Any) -> list[str]:
        """The keys of these records, and of what is in them, whose words there are not in this language."""
        return list(dict.fromkeys(key for record in records for key in self._missing(record, "")))

    def _missing(self, value: Any, key: str) -> Iterator[str]:
        if isinstance(value, Wording):
            yield from () if self.of(value) is not None else (key,)
        elif isinstance(value, tuple):
            for each in value:
                yield from self._missing(each, key)
        elif is_dataclass(value) and not (key and isinstance(value, _OF_THEIR_OWN)):
            for field in fields(value):
                yield from self._missing(getattr(value, field.name), f"{key}.{field.name}".lstrip("."))
