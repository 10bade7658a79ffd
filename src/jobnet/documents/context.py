"""What every letter has, whatever its document; and what several documents ask of a reader or a company."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

from jobnet.facts.disclosure import company_spoken, position_spoken
from jobnet.facts.history import History, opening_for, opening_item, particular_item
from jobnet.facts.items import Item, Kind
from jobnet.facts.offers import is_about
from jobnet.facts.people import person_key
from jobnet.facts.readers import Reader, is_dormant
from jobnet.facts.referrals import as_it_stands
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.model import Relationship
from jobnet.profile.names import job_spoken, name_key, without_legal_form
from jobnet.profile.vocabulary import GO_ON, is_sentence

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import (
        Application,
        Contact,
        News,
        Offer,
        Profile,
        Prose,
        Referral,
        Touchpoint,
    )

_POSITION_IN_A_SUBJECT, _NAMES_IN_A_SUBJECT = 46, 37
"""Letters that there is room for beside the words of the template."""
_WORD = pattern(r"\w\w+")
_REMOTE = frozenset(map(name_key, (
    "remote", "remotely", "anywhere", "work from home", "home office", "Homeoffice", "mobiles Arbeiten",
    "ortsunabhängig", "télétravail", "à distance", "teletrabajo", "remoto", "a distancia",
)))  # fmt: skip


TO_THEM = pattern(r"\b(?:you|your|yours|sie|ihnen|ihre?[mnrs]?|vous|votre|vos|ustedes?|sus?)\b", re.IGNORECASE)
"""What is put to somebody, and to be said to nobody else."""
_JOINED = frozenset({"and", "also", "too", "und", "auch", "et", "aussi", "y", "también"})
"""Words of a sentence that "and" cannot join to another."""


@dataclass(frozen=True)
class LetterContext:
    """For whom a letter is, and what it tells."""

    reader: Reader
    seeker: Profile
    today: dt.date
    situations: tuple[str, ...]
    items: tuple[Item, ...]
    opening: Annotated[Prose | None, "The personal line to this reader, once: Congratulations on the new flat!"]

    @property
    def attachments(self) -> tuple[Path, ...]:
        """The files that go with it: none, but with a brief."""
        return ()

    @property
    def is_empty(self) -> bool:
        """Whether it tells the reader nothing, but for the personal line."""
        return all(item.kind is Kind.OPENING for item in self.items)


@dataclass(frozen=True)
class ApplicationContext(LetterContext):
    """A letter about one application."""

    application: Application

    @property
    def about(self) -> str:
        """For the subject line: the position, or the company where that is too long: Technical Manager."""
        return self.position if len(self.position) <= _POSITION_IN_A_SUBJECT else self.company_short

    @property
    def position(self) -> str:
        """The position as advertised, without (m/f/d): Technical Manager."""
        return position_spoken(self.seeker, self.application)

    @property
    def company(self) -> str:
        """The company at its first mention, without its legal form: Aire Valley Buses."""
        return company_name(self.seeker, self.application.company)

    @property
    def company_short(self) -> str:
        """The company as one says it: Aire Valley."""
        return company_spoken(self.seeker, self.application.company)

    @property
    def is_wanted(self) -> bool:
        """Whether the seeker would still like to work there."""
        return self.application.wanted


@dataclass(frozen=True)
class TalkContext(ApplicationContext):
    """A letter after a talk, with what the seeker remembers of it."""

    particulars: tuple[Prose, ...]
    """What stays in mind; to others met what is theirs: The walk stays with me."""

    @property
    def spoken_position(self) -> str:
        """The position as one says it: Night Nurse."""
        return job_spoken(self.position)

    @property
    def remembered(self) -> tuple[Prose, ...]:
        """All that is remembered, in the order in which it is said."""
        return self.particulars

    @property
    def memories(self) -> tuple[Prose, ...]:
        """Of it, the whole sentences: The walk along the new line stays with me."""
        return tuple(each for each in self.remembered if is_sentence(each))

    @property
    def joins_the_last(self) -> bool:
        """Whether "and" may join the last of several sentences to the others: it begins with no name, nor has "and"."""
        last = self.memories[-1].split() if len(self.memories) > 1 else [""]
        return last[0] in GO_ON and _JOINED.isdisjoint(last)

    @property
    def fragments(self) -> tuple[Prose, ...]:
        """Of it, what is no more than a few words: the stand-up at half past seven."""
        return tuple(each for each in self.remembered if not is_sentence(each))


def letter_frame(
    snapshot: Snapshot, reader: Reader, history: History, items: Iterable[Item], situation: str = ""
) -> dict[str, Any]:
    """The fields of `LetterContext`: what the letter tells, and the personal line."""
    opening = opening_for(reader.contact, history)
    return {
        "reader": reader,
        "seeker": snapshot.profile,
        "today": snapshot.today,
        "situations": (situation,) if situation else (),
        "items": (*items, *((opening_item(opening),) if opening else ())),
        "opening": opening,
    }


@dataclass(frozen=True)
class Correspondent:
    """One reader, with what the search holds of them and what they were told."""

    snapshot: Snapshot
    reader: Reader
    history: History

    @property
    def profile(self) -> Profile:
        return self.snapshot.profile

    @property
    def contact(self) -> Contact | None:
        return self.reader.contact

    @property
    def is_mentor(self) -> bool:
        return self.reader.relationship is Relationship.MENTOR

    @property
    def nothing_applied(self) -> bool:
        """Whether nothing has been applied for yet, told or not."""
        return not any(each.is_begun for each in self.snapshot.progress)

    @cached_property
    def is_dormant(self) -> bool:
        return is_dormant(self.snapshot, self.contact, self.history)

    @cached_property
    def given(self) -> tuple[Referral, ...]:
        """The names and leads that they gave, with what came of each."""
        return given_by(self.snapshot, self.reader)

    def has_no_more_use(self, offer: str | None) -> bool:
        """Whether an offer was for a company where this reader has done it, or where all has ended."""
        names = ((each, company_spoken(self.profile, each.company)) for each in self.profile.applications)
        there = [each for each, short in names if is_about(offer, each.company) or is_about(offer, short)]
        is_done = any(self.contact in (each.referral_from, each.agency) for each in there)
        return is_done or (bool(there) and all(self.snapshot.progress_of(each).end for each in there))

    @property
    def touches(self) -> Sequence[Touchpoint]:
        """Every touch with them, oldest first."""
        return self.snapshot.touches.get(self.reader.key, ()) if self.reader.key else ()


# The reader


def given_by(snapshot: Snapshot, reader: Reader) -> tuple[Referral, ...]:
    """The names and leads that this reader gave, with what came of each."""
    given = snapshot.referrals.get(reader.key, ())
    return tuple(as_it_stands(snapshot.profile, each, snapshot.today) for each in given)


def offer_of(reader: Reader, until: dt.date) -> Offer | None:
    """The help that this reader has offered by then."""
    offer = reader.contact.offered_help if reader.contact else None
    return offer if offer and offer.date <= until else None


def offered_words(offer: Offer | None) -> str | None:
    """What was offered, as it stands after "to": ask around at your site."""
    return ((offer.what if offer else None) or "").strip().rstrip(".").removeprefix("to ") or None


def is_manager(application: Application, reader: Reader) -> bool:
    """Whether the reader is the one who decides on this application."""
    manager = application.hiring_manager
    return manager is not None and person_key(manager) == reader.key


def unsaid(application: Application, told: frozenset[str], *sentences: Prose | None) -> tuple[Prose, ...]:
    """What of this has not been said to a reader who was told these items: each thing is said once after a talk."""
    return tuple(each for each in sentences if each and particular_item(application, each).id not in told)


def speaks_of(sentence: Prose, reader: Reader) -> bool:
    """Whether it has a part of the reader's name in it, with its capital: "Mr Ruiz's walk" is nothing to Mr Ruiz."""
    names = {word for word in _WORD.findall(reader.name) if word[0].isupper()}
    return not names.isdisjoint(_WORD.findall(sentence))


# What there is to tell


def is_timely(news: News, day: dt.date) -> bool:
    """Whether it has happened by this day, and is not over."""
    is_known = news.date is None or news.date <= day
    return is_known and all(last is None or last >= day for last in (news.on, news.deadline))


def may_hear(snapshot: Snapshot, reader: Reader, news: News) -> bool:
    """Whether the reader may know it, and of every company in it."""
    levels = (snapshot.levels[key] for key in snapshot.companies_in(news))
    return reader.may_know(news.disclosure) and all(map(reader.may_know, levels))


def company_name(profile: Profile, company: str) -> str:
    """The name for the first mention: as the user spelt the target, without the legal form; else as typed."""
    target = profile.target(company)
    return without_legal_form(target.name if target else company)


def another_is_open(snapshot: Snapshot, application: Application) -> bool:
    """Whether another application at the same company is open."""
    others = (each for each in snapshot.profile.applications_at(application.company) if each.key != application.key)
    return any(snapshot.progress_of(each).is_open for each in others)


def starts_from(profile: Profile) -> str | None:
    """From when the seeker is available, where it says that: from 1 December, ab 1. Dezember."""
    typed = profile.availability or ""
    return typed if typed.startswith(("from ", "ab ", "à partir ", "dès ", "a partir ", "desde ")) else None


def places_named(profile: Profile) -> tuple[tuple[str, ...], bool]:
    """Where the seeker looks for work, and whether anywhere will do as well."""
    places = tuple(each for each in profile.target_locations if name_key(each) not in _REMOTE)
    return places, len(places) < len(profile.target_locations)


def fitting(names: Sequence[str]) -> tuple[str, ...]:
    """Two names, or the first alone, as a subject line has room."""
    choices = (tuple(names[:count]) for count in (2, 1))
    return next((each for each in choices if each and len(" and ".join(each)) <= _NAMES_IN_A_SUBJECT), ())
