"""A profile's text to a `Profile`: every key and shorthand, every mistake at once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from jobnet.errors import JobnetError, Problem, Severity
from jobnet.profile.model import Profile, Relationship, grouped
from jobnet.profile.names import company_key, fold, name_key
from jobnet.profile.records import PROFILE, ProfileReading
from jobnet.yamltext.nodes import Mapping, Scalar, Sequence
from jobnet.yamltext.parsing import no_rubbish, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from jobnet.yamltext.nodes import Node, YamlText

_FIRST = ("search", "contacts")
"""Read before all else: what these say, the others refer to."""
_WITH_IDS = ("contacts", "applications", "news", "referrals")


def read_profile(data: bytes, *, file: str, path: Path | None = None) -> tuple[Profile, tuple[Problem, ...]]:
    """The profile, and warnings about its text; JobnetError with every mistake if there is one."""
    return profile_of(parse(data, file), path=path)


@no_rubbish()
def profile_of(source: YamlText, *, path: Path | None = None) -> tuple[Profile, tuple[Problem, ...]]:
    """The profile in a text that is already a tree."""
    reading = ProfileReading(source)
    values = _read_root(reading, source.root) if source.root is not None else None
    problems = reading.problems()
    if values is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise JobnetError(problems)
    profile = Profile(**values, speaks_several=reading.speaks_several, file=path)
    _number_those_alike(profile)
    for contact in reading.recruiters:
        if contact.company and company_key(contact.company) in profile.sought:
            object.__setattr__(contact, "relationship", Relationship.RECRUITER_INHOUSE)
    return profile, problems


def _read_root(reading: ProfileReading, root: Mapping) -> dict[str, Any] | None:
    pairs = sorted(root.pairs, key=lambda pair: pair[0].value not in _FIRST)
    values: dict[str, Any] | None = PROFILE.read(reading, Mapping(root.start, root.end, pairs))
    for name in _WITH_IDS:
        _refuse_same_ids(reading, root.get(name))
    _warn_of_namesakes(reading)
    return values


def _number_those_alike(profile: Profile) -> None:
    """Two entries that would share a key are two things to tell, unless one is a copy: the later get a number."""
    _number(profile.applications, lambda each: (each.events[0].date if each.events else None, ""))
    _number(profile.news, lambda each: (each.date, name_key(each.headline)))
    _number(profile.referrals, lambda each: (each.received, name_key(each.position or "")))


def _number(records: Iterable[Any], told_by: Callable[[Any], tuple[dt.date | None, str]]) -> None:
    for alike in grouped(records, lambda each: "" if each.id else each.key).values():
        told = [(day or dt.date.max, words) for day, words in map(told_by, alike)]
        order = sorted(set(told))
        for each, one in zip(alike, told, strict=True):
            if place := order.index(one):
                object.__setattr__(each, "alike", place + 1)


def _refuse_same_ids(reading: ProfileReading, records: Node | None) -> None:
    seen: dict[str, Scalar] = {}
    for item in records.items if isinstance(records, Sequence) else ():
        said = item.get("id") if isinstance(item, Mapping) else None
        if isinstance(said, Scalar) and said.value and (before := seen.setdefault(said.value, said)) is not said:
            line = reading.source.line_column(before.start)[0]
            reading.mistake(said, f"the id `{said.value}` is already on line {line}.", "Give each its own.")


def _warn_of_namesakes(reading: ProfileReading) -> None:
    """Two contacts of one name without an `id` are told apart by their addresses, which may change: say so."""
    for same in reading.by_name.values():
        unnamed = [contact for contact in same if not contact.id]
        for number, contact in enumerate(unnamed[1:], start=2):
            object.__setattr__(contact, "namesake", fold(contact.email or contact.phone or str(number)))
        if len(same) > 1 and unnamed:
            lines = " and ".join(f"line {contact.at.line}" for contact in same)
            what = f"{len(same)} contacts are called `{unnamed[-1].name}` ({lines})."
            hint = "If they are two people, give each an `id`; if one, take one out."
            reading.source.problems.append(Problem("profile", Severity.WARNING, what, hint, unnamed[-1].at))
