"""A profile's text to a `Profile`: every key and shorthand, every mistake at once."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

from jobnet.errors import JobnetError, Problem, Severity
from jobnet.profile.kinds import People, ProfileReading
from jobnet.profile.model import Profile
from jobnet.profile.names import fold, name_key
from jobnet.profile.records import PROFILE, SEARCH
from jobnet.yamltext.nodes import Mapping, Scalar, Sequence
from jobnet.yamltext.parsing import parse, parse_plain
from jobnet.yamltext.shapes import ListOf, Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from jobnet.yamltext.nodes import Node, Source, Take

_FIRST = ("search", "contacts")
"""Read before all else: what these say, the others refer to."""
_RECORDS: dict[str, Any] = {
    key.name: key.shape.item
    for key in PROFILE.keys
    if isinstance(key.shape, ListOf) and isinstance(key.shape.item, Record) and key.shape.placed
}
_WITH_IDS = ("contacts", "applications", "news", "referrals")
_NODES = (Scalar, Mapping, Sequence)


def read_profile(
    data: bytes, *, file: str, path: Path | None = None, languages: Iterable[str] | None = None
) -> tuple[Profile, tuple[Problem, ...]]:
    """The profile, and warnings about its text; JobnetError with every mistake if there is one.

    `languages` are those that have templates; a locale of another language is then a mistake.
    """
    paused = gc.isenabled()
    gc.disable()  # see yamltext/parsing.py
    try:
        profile = _read_at_once(data, file, path, languages)
        return (profile, ()) if profile else profile_of(parse(data, file), path=path, languages=languages)
    finally:
        if paused:
            gc.enable()


# The quick way, for a file with nothing odd in it


def _read_at_once(data: bytes, file: str, path: Path | None, languages: Iterable[str] | None) -> Profile | None:
    """The profile, each record built as soon as its text is parsed; None if there is anything to tell about it."""
    for parsed in (parse_plain, _parse_any):
        records = _Records(languages)
        try:
            source = parsed(data, file, records.take)
            if source is None:
                continue
            values = records.finished(source) if source.root and not source.problems else None
        except (JobnetError, _NotAtOnceError):
            return None
        return Profile(**values, file=path) if values else None
    return None


def _parse_any(data: bytes, file: str, take: Take) -> Source:
    return parse(data, file, take=take)


class _NotAtOnceError(Exception):
    """Something wants a second look, with the whole tree at hand."""


class _Records:
    """The records of a file being parsed: contacts first, and before them the search; else they wait for the end."""

    def __init__(self, languages: Iterable[str] | None) -> None:
        self.languages = languages
        self.reading: ProfileReading | None = None
        self.section = ""
        self.ready = False
        self.taken: set[str] = set()
        self.read: dict[str, Any] = {}

    def take(self, source: Source, above: list[Any], index: int, node: Mapping) -> Any:
        section = above[-1].value if above and above[-1].__class__ is Scalar else ""
        if section != self.section:
            self._begin(source, section, above)
        if not self.ready:
            return node
        found = _RECORDS[section].read(self.reading, node, f"{section}[{index}]")
        if found is None or self.reading.has_found:  # type: ignore[union-attr]
            raise _NotAtOnceError
        return found

    def _begin(self, source: Source, section: str, above: list[Any]) -> None:
        self.section = section
        self.reading = self.reading or ProfileReading(source, self.languages)
        known = {
            key.value: node for key, node in zip(above[:-1:2], above[1::2], strict=False) if key.__class__ is Scalar
        }
        if section in _RECORDS and section not in ("contacts", "target_companies"):
            for name in _FIRST:
                if name in known and name not in self.read:
                    self._read_first(name, known[name])
            self.ready = "contacts" in self.read
        else:
            self.ready = section in _RECORDS
        if self.ready:
            self.taken.add(section)

    def _read_first(self, name: str, node: Node) -> None:
        reading = self.reading
        if reading is None:  # pragma: no cover
            raise AssertionError
        if name == "search":
            self.read["search"] = SEARCH.read(reading, node, "search")
        elif isinstance(node, Sequence):
            self.read["contacts"] = self._all("contacts", node)
            reading.people = People(self.read["contacts"])

    def _all(self, section: str, node: Sequence) -> tuple[Any, ...]:
        """The records of a list, those read too that were no mappings or had to wait."""
        found = [
            _RECORDS[section].read(self.reading, item, f"{section}[{index}]") if item.__class__ in _NODES else item
            for index, item in enumerate(node.items)
            if not (item.__class__ is Scalar and not item.value)
        ]
        if None in found:
            raise _NotAtOnceError
        return tuple(found)

    def finished(self, source: Source) -> dict[str, Any] | None:
        """Every field of the profile; None if something is amiss."""
        root = source.root
        if root is None:
            return None
        self.reading = reading = self.reading or ProfileReading(source, self.languages)
        for name in _FIRST:
            node = root.get(name)
            if node is not None and name not in self.read:
                self._read_first(name, node)
                if name == "search" and reading.confidential and "applications" in self.taken:
                    return None
        lists = {
            key.value: node
            for key, node in root.pairs
            if key.value in _RECORDS and node.__class__ is Sequence and key.value not in self.read
        }
        for name, node in lists.items():
            self.read[name] = self._all(name, node)
        others = [pair for pair in root.pairs if pair[0].value not in self.read]
        values = PROFILE.read(reading, Mapping(root.start, root.end, others), "")
        if values is None or reading.has_found or source.problems or self._same_twice(reading):
            return None
        return {**values, **{name: found for name, found in self.read.items() if found is not None}}

    def _same_twice(self, reading: ProfileReading) -> bool:
        """Whether an id is there twice, or a contact's name: to be told with lines."""
        for name in _WITH_IDS:
            ids = [record.id for record in self.read.get(name, ()) if record.id]
            if len(set(ids)) < len(ids):
                return True
        return any(len(same) > 1 for same in reading.people.by_key.values())


# The whole tree, for everything there is to tell


def profile_of(
    source: Source, *, path: Path | None = None, languages: Iterable[str] | None = None
) -> tuple[Profile, tuple[Problem, ...]]:
    """The profile in a text that is already a tree."""
    reading = ProfileReading(source, languages)
    root = source.root
    values = _read_root(reading, root) if root is not None else None
    problems = reading.problems()
    if values is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise JobnetError(problems)
    return Profile(**values, file=path), problems


def _read_root(reading: ProfileReading, root: Mapping) -> dict[str, Any] | None:
    first = [(key, value) for key, value in root.pairs if key.value in _FIRST]
    first.sort(key=lambda pair: _FIRST.index(pair[0].value))
    early = Mapping(root.start, root.end, first)
    later = Mapping(root.start, root.end, [pair for pair in root.pairs if pair[0].value not in _FIRST])
    found: dict[str, Any] = _CONTACTS_FIRST.read(reading, early, "")
    reading.people = People(found.get("contacts", ()))
    rest = PROFILE.read(reading, later, "")
    for name in _WITH_IDS:
        _refuse_same_ids(reading, root.get(name))
    _warn_of_namesakes(reading, root.get("contacts"))
    return None if rest is None else found | rest


_CONTACTS_FIRST = Record("profile", dict, [key for key in PROFILE.keys if key.name in _FIRST])


def _refuse_same_ids(reading: ProfileReading, records: Node | None) -> None:
    if not isinstance(records, Sequence):
        return
    seen: dict[str, Scalar] = {}
    for item in records.items:
        said = item.get("id") if isinstance(item, Mapping) else None
        if isinstance(said, Scalar) and said.value and (before := seen.setdefault(said.value, said)) is not said:
            line = reading.source.line_column(before.start)[0]
            reading.mistake(said, f"the id `{said.value}` is already on line {line}.", "Give each its own.")


def _warn_of_namesakes(reading: ProfileReading, records: Node | None) -> None:
    """Two contacts of one name without an `id` are told apart by their addresses, which may change: say so."""
    if not isinstance(records, Sequence):
        return
    for same in reading.people.by_key.values():
        unnamed = [contact for contact in same if not contact.id]
        for number, contact in enumerate(unnamed[1:], start=2):
            object.__setattr__(contact, "namesake", fold(contact.email or contact.phone or str(number)))
        if len(same) > 1 and unnamed:
            lines = " and ".join(f"line {contact.at.line}" for contact in same)
            contact = unnamed[-1]
            reading.source.problems.append(
                Problem(
                    "profile",
                    Severity.WARNING,
                    f"{len(same)} contacts are called `{name_key(contact.name) and contact.name}` ({lines}).",
                    "If they are two people, give each an `id`; if one, take one out.",
                    contact.at,
                )
            )
