"""What `set` is told: the keys and values as typed, and the changes that they mean."""

from __future__ import annotations

import datetime as dt

from jobnet.errors import Exit, JobnetError, UsageError
from jobnet.profile.dates import date_of, partial_date_of, spoken_date
from jobnet.profile.editing import Change, Put, Remove, holds
from jobnet.profile.emitting import Value, flow
from jobnet.profile.records import STAGES
from jobnet.profile.splicing import Path
from jobnet.yamltext import Mapping, YamlText

Pairs = list[tuple[str, Value]]


WHOLE = frozenset({"profile", "search"})
"""What there is one of, so that nobody says which."""
_DATED = frozenset(
    {"acted", "thanked", "loop_closed", "result_on", "received", "added", "offered_help", "date", "on", "deadline"}
    | {"started", "announce_after"}
)
_TAGS = frozenset({"groups", "interests", "audience"})
_SECTIONS = frozenset(
    {"contacts", "target_companies", "applications", "referrals", "news", "touchpoints", "search"}
    | {"rules", "links", "offer_in_return"}
)


def pairs_of(kind: str, typed: list[str], today: dt.date) -> Pairs:
    """Each key with its value, which is empty where the key is to be taken away."""
    if not typed:
        raise UsageError(f"set {kind}: write what to change as KEY=VALUE, for example updates=off.")
    pairs = [_pair(each, kind, today) for each in typed]
    keys = [key for key, _ in pairs]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise UsageError(f"{twice} is given twice; give it once.")
    if kind == "profile" and (section := next((key for key in keys if key in _SECTIONS), None)):
        raise UsageError(f"{section} holds more than one value; change one of its records, or edit the file.")
    return pairs


def _pair(text: str, kind: str, today: dt.date) -> tuple[str, Value]:
    key, equals, value = text.partition("=")
    key, value = key.strip(), value.strip()
    if not equals or not key:
        raise UsageError(f"{text!r}: write it as KEY=VALUE, for example updates=off.")
    if key in _TAGS and "," in value:
        return key, tuple(tag for each in value.split(",") if (tag := each.strip()))
    if value and (key in _DATED or (kind == "application" and key in STAGES)):
        return key, _day(key, value, today)
    return key, value


def _day(key: str, typed: str, today: dt.date) -> str:
    """The day meant; what is none is refused before anybody is told to paste it."""
    if day := spoken_date(typed, today):
        return str(day)
    wrong = date_of(typed)
    if isinstance(wrong, tuple) and isinstance(partial_date_of(typed), tuple):
        raise JobnetError(f"{key}: {' '.join(wrong)} Nothing was changed.", Exit.REFUSED)
    return typed


def changes_at(source: YamlText, path: Path, pairs: Pairs) -> list[Change]:
    """The changes of one record; a key that is not there needs no taking away."""
    return [
        Put(path, key, value) if value else Remove(path, key)
        for key, value in pairs
        if value or holds(source, path, key)
    ]


def search_changes(source: YamlText, pairs: Pairs) -> list[Change]:
    """The changes of the one `search:`, which is made if need be, and goes when nothing is left in it."""
    search = source.root.get("search") if source.root else None
    if not isinstance(search, Mapping):
        values = {key: value for key, value in pairs if value}
        return [Put((), "search", values)] if values else []
    gone = {key for key, value in pairs if not value}
    if search.pairs and len(gone) == len(pairs) and gone >= {name.value for name, _ in search.pairs}:
        return [Remove((), "search")]
    return changes_at(source, ("search",), pairs)


def spoken(pairs: Pairs) -> str:
    """What holds now, in words."""
    return ", ".join(
        f"{key} is now {value if isinstance(value, str) else flow(value)}" if value else f"{key} is taken away"
        for key, value in pairs
    )
