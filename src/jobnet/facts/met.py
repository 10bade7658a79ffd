"""Whom the seeker met over an application: in which talks, who of them decides, and who told the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.facts.people import people_in, person_key
from jobnet.frozen import dataclass
from jobnet.profile.model import TURN_DOWNS, EventFormat

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobnet.facts.progress import Progress
    from jobnet.profile.model import Event, Person


@dataclass(frozen=True)
class HowTold:
    """How the news came, as far as the profile says."""

    rang: bool = False
    """Whether the reader told the seeker by telephone."""
    in_person: bool = False
    """Whether the reader told the seeker face to face."""
    by_reader: bool = False
    """Whether it was the reader who told the seeker, in whatever way."""


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


def as_addressed(person: Person) -> str:
    """How a letter to somebody else names this person: `Ms Abernathy`, else the whole name."""
    contact = person.contact
    honorific = person.honorific or (contact.honorific if contact else None)
    family = person.family or (contact.family if contact else None)
    return f"{honorific} {family}" if honorific and family else person.name


def how_told(progress: Progress, reader: str) -> HowTold:
    """How whoever has this key told the seeker of the no, if it was they."""
    end = progress.turn_down
    if end is None or end.told_by is None or person_key(end.told_by) != reader:
        return HowTold()
    return HowTold(rang=end.format is EventFormat.PHONE, in_person=end.format is EventFormat.ONSITE, by_reader=True)
