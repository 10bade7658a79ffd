"""Whom an application names and the part they play in it; in which talks they were met, and who told the end."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING, Annotated

from jobnet.frozen import dataclass
from jobnet.profile.model import TURN_DOWNS, Application, Event, EventFormat, Person
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from jobnet.facts.progress import Progress


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


@dataclass(frozen=True)
class HowTold:
    """How the news came, as far as the profile says."""

    rang: Annotated[bool, "Whether the reader told the seeker by telephone."] = False
    in_person: Annotated[bool, "Whether the reader told the seeker face to face."] = False
    on: Annotated[dt.date | None, "The day, if it was the reader: 2026-10-13."] = None
    by_reader: Annotated[bool, "Whether it was the reader who told the seeker, in whatever way."] = False


def talks_to_thank_for(progress: Progress) -> tuple[Event, ...]:
    """The interviews held; a first call only where it was all there was."""
    return progress.interviews or progress.talks


def people_met(progress: Progress, talks: Iterable[Event] | None = None) -> tuple[Person, ...]:
    """Those who talked with the seeker, each once, in the order met, with all that the application says of them."""
    full = people_in((progress.application,))
    keys = (person_key(each) for talk in (progress.talks if talks is None else talks) for each in talk.people)
    return tuple(full[key] for key in dict.fromkeys(keys))


def was_there(talk: Event, person: str) -> bool:
    """Whether whoever has this key held this talk, or may have: it names nobody."""
    return not talk.people or any(person_key(each) == person for each in talk.people)


def decider(progress: Progress) -> Person | None:
    """The hiring manager, else whoever named is nearest to the decision: the last met, who recruits, who told.

    Where a first call was all there was, whoever made it comes first.
    """
    application, last = progress.application, [*reversed(progress.talks)]
    met = [person for talk in last for person in talk.people]
    told = (event.told_by for event in application.events if event.stage in TURN_DOWNS)
    nearest = [application.hiring_manager, *met] if progress.interviews else [*met, application.hiring_manager]
    person = next((each for each in (*nearest, application.recruiter, *told) if each is not None), None)
    return people_in((application,))[person_key(person)] if person else None


def as_addressed(person: Person, language: str, *, familiar: bool) -> str:
    """How a letter to somebody else names this person: `Ms Abernathy`, else the whole name, or as they are called.

    In Spanish a title takes an article, and so a gender: there it is no title. `familiar`: whether the reader is
    addressed so, and calls those about them by their first names.
    """
    contact = person.contact
    honorific = person.honorific or (contact.honorific if contact else None)
    family = person.family or (contact.family if contact else None)
    if honorific and family and language != "es":
        return ("\u00a0" if language == "fr" else " ").join((honorific, family))
    called = contact.known_as if contact else None
    return (called or person.name.split()[0]) if familiar and language != "en" else person.name


def how_told(progress: Progress, reader: str) -> HowTold:
    """How whoever has this key told the seeker of the no, if it was they."""
    end = progress.turn_down
    if end is None or end.told_by is None or person_key(end.told_by) != reader:
        return HowTold()
    rang, in_person = end.format is EventFormat.PHONE, end.format is EventFormat.ONSITE
    return HowTold(rang=rang, in_person=in_person, on=end.date, by_reader=True)
