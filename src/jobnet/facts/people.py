"""Everybody whom an application names, and the part they play in it: the one answer to "who is named here?"."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING

from jobnet.profile.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jobnet.profile.model import Application, Person


class Part(IntEnum):
    """What somebody does in an application, the nearest to the decision first."""

    DECIDES = 1
    """The hiring manager."""
    RECRUITS = 2
    INTERVIEWS = 3
    """Met in an event."""
    TELLS = 4
    """Told the seeker how it went."""


def mentions(application: Application) -> Iterator[tuple[Part, Person]]:
    """Every place where this application names a person: who hires, who was met, who recruits, who told."""
    if application.hiring_manager is not None:
        yield Part.DECIDES, application.hiring_manager
    for event in application.events:
        for person in event.people:
            yield Part.INTERVIEWS, person
    if application.recruiter is not None:
        yield Part.RECRUITS, application.recruiter
    for event in application.events:
        if event.told_by is not None:
            yield Part.TELLS, event.told_by


def people_of(application: Application) -> tuple[Person, ...]:
    """Everybody this application names, each once, with all that its mentions say about them."""
    return tuple(people_in((application,)).values())


def people_in(applications: Iterable[Application]) -> Mapping[str, Person]:
    """Everybody these applications name, by `person_key`."""
    people: dict[str, Person] = {}
    for application in applications:
        for _, person in mentions(application):
            key = person_key(person)
            people[key] = _fuller(people[key], person) if key in people else person
    return people


def parts_in(applications: Iterable[Application]) -> Mapping[str, Part]:
    """By `person_key`, the part nearest to the decision that somebody plays in any of these applications."""
    parts: dict[str, Part] = {}
    for application in applications:
        for part, person in mentions(application):
            key = person_key(person)
            parts[key] = min(part, parts.get(key, part))
    return parts


def person_key(person: Person) -> str:
    """Identity of somebody named in an application: the contact's key, else the folded name."""
    return person.contact.key if person.contact else name_key(person.name)


def _fuller(one: Person, other: Person) -> Person:
    """One person named twice: what the first mention leaves unsaid is taken from the second."""
    keys = ("title", "salutation", "honorific", "family", "email", "locale", "particular", "contact")
    return replace(one, **{key: getattr(one, key) or getattr(other, key) for key in keys})
