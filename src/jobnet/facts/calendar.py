"""When a person may be written to again (`docs/content.md` 4.1): one answer for `--all`, `next`, `check`, `preview`.

And the working days of a country: weekends only. Public holidays differ by state and year, and are left to the user.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from jobnet.facts.items import Document
from jobnet.frozen import dataclass
from jobnet.profile.model import Contact, Direction, Disclosure, Locale, TouchKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jobnet.facts.history import History
    from jobnet.facts.snapshot import Snapshot

MONTH = dt.timedelta(30)
BULK_GAP = 14
"""So many days between two letters of which the later one goes to many, unless updates come more often than that."""
_WRITTEN = frozenset({TouchKind.EMAIL, TouchKind.LETTER, TouchKind.MESSAGE, TouchKind.CALL})
_NAMED: Mapping[str, str] = {
    Document.BRIEF: "a brief",
    Document.UPDATE: "an update",
    Document.TIP: "a tip",
    Document.THANKS: "a thank-you note",
    Document.TOUCH: "a note",
    Document.RUNNERUP: "a letter",
    Document.LANDED: "your good news",
}


@dataclass(frozen=True)
class Turn:
    """From which day a letter may go, and what happened that it may not go earlier."""

    day: dt.date
    because: str
    of: Document | None = None
    """The document they had."""


class Calendar:
    """Who was written to when, by jobnet and by hand, and so when each may be written to again."""

    def __init__(self, snapshot: Snapshot, history: History) -> None:
        self._history = history
        self._touches = snapshot.touches
        self._cadence = snapshot.profile.rules.cadence
        self._today = snapshot.today

    def turn(self, contact: Contact, document: Document) -> Turn | None:
        """The turn of this contact for one of the documents that go to many; None where nothing was before it."""
        return max(self._turns(contact, document), key=lambda each: each.day, default=None)

    def room(self, person: str) -> int:
        """How many more notes this person may get this month; thanks are owed and not counted."""
        return self._cadence["notes_a_month"] - len(self._recent(person))

    def last_contact(self, contact: Contact) -> dt.date | None:
        """The last contact of any kind, either way; a letter that waits or is in doubt is none yet."""
        touched = (touch.date.earliest for touch in self._touches.get(contact.key, ()))
        days = (*touched, *(told.date for told in self._history.of(contact) if told.has_gone))
        return max((day for day in days if day <= self._today), default=None)

    def _turns(self, contact: Contact, document: Document) -> Iterator[Turn]:
        """What each rule of the calendar says of it."""
        last, what = max(self._letters(contact.key), default=(None, ""))
        brief, update = (self._history.last(contact, each) for each in (Document.BRIEF, Document.UPDATE))
        if document is Document.UPDATE:
            every = self._cadence["update_days_trusted" if contact.trust is Disclosure.TRUSTED else "update_days"]
            yield from _after(update, every, of=Document.UPDATE)
            yield from _after(brief, every, of=Document.BRIEF)
            yield from _after(last, min(BULK_GAP, every), what)
        elif document is Document.BRIEF:
            yield from _after(brief, self._cadence["ask_days"], of=Document.BRIEF)
            if update is not None and not (contact.offered_help and contact.offered_help.date > update):
                yield from _after(update, BULK_GAP, of=Document.UPDATE)
        yield from _after(last, 1, what)
        if document is not Document.LANDED:
            most, recent = self._cadence["notes_a_month"], sorted(self._recent(contact.key))
            if recent and len(recent) >= most:
                yield Turn(recent[-max(most, 1)] + MONTH, f"had {len(recent)} letters since {recent[0]}")

    def _recent(self, person: str) -> set[dt.date]:
        first = self._today - MONTH
        thanks = _NAMED[Document.THANKS]
        return {day for day, what in self._letters(person) if day > first and what != thanks}

    def _letters(self, person: str) -> Iterator[tuple[dt.date, str]]:
        """The days on which the seeker wrote to or rang this person, and what they had on that day."""
        for told in self._history.of_person(person):
            yield told.date, _NAMED.get(told.document, told.document)
        for touch in self._touches.get(person, ()):
            if touch.direction is Direction.OUT and touch.kind in _WRITTEN and not touch.document:
                yield touch.date.earliest, "a call" if touch.kind is TouchKind.CALL else "a note"


def _after(last: dt.date | None, days: int, what: str = "", *, of: Document | None = None) -> Iterator[Turn]:
    if last is not None:
        yield Turn(last + dt.timedelta(days), f"had {what or (_NAMED[of] if of else '')} on {last}", of)


_SATURDAY_SUNDAY = frozenset({5, 6})
_FRIDAY_SATURDAY = frozenset({4, 5})
_WEEKENDS = {
    "BN": frozenset({4, 6}),
    "IR": frozenset({3, 4}),
    "NP": frozenset({5}),
} | dict.fromkeys(
    ("AF", "BD", "BH", "DJ", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "MV", "OM", "PS", "QA", "SA", "SD", "SY", "YE"),
    _FRIDAY_SATURDAY,
)


def weekend(locale: Locale) -> frozenset[int]:
    """The days of the week (Monday is 0) on which offices of this country are shut."""
    return _WEEKENDS.get(locale.country.upper(), _SATURDAY_SUNDAY)


def is_working_day(day: dt.date, locale: Locale) -> bool:
    return day.weekday() not in weekend(locale)


def working_day_from(day: dt.date, locale: Locale) -> dt.date:
    """This day, or the next one on which people work."""
    while not is_working_day(day, locale):
        day += dt.timedelta(1)
    return day


def after_working_days(day: dt.date, count: int, locale: Locale) -> dt.date:
    """So many working days after this day: one working day after a Friday is a Monday."""
    for _ in range(count):
        day = working_day_from(day + dt.timedelta(1), locale)
    return day
