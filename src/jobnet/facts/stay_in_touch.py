"""Contacts with companies that said no: how many there were, when the next is due, when it is enough.

The rules of the calendar are those of `docs/content.md` 4.3.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from jobnet.facts.items import Document
from jobnet.facts.people import people_of, person_key
from jobnet.frozen import dataclass
from jobnet.profile.model import Application, CompanyStatus, Direction, Profile, Stage
from jobnet.profile.names import company_key, name_key

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from jobnet.facts.history import History
    from jobnet.facts.snapshot import Snapshot

UNANSWERED_MOST = 4
"""So many notes without an answer are an answer."""
SLOW_AFTER = 2
NO_REPLY_DAYS = 365
THIRD_CONTACT_DAYS = 90
"""The second note after the letter waits until the ninetieth day after the news."""
_TO_A_COMPANY = frozenset({None, Document.RUNNERUP, Document.TOUCH})
"""What is handed to a friend who works there (a brief, thanks) is not a contact with the company."""
_CONTACT = frozenset({Stage.APPLIED, Stage.SCREENING, Stage.INTERVIEW, Stage.FINAL})


@dataclass(frozen=True)
class Contacted:
    """One time the seeker wrote, rang or called on somebody there, after the no."""

    date: dt.date
    person: str
    """A key, or empty where nobody is named."""
    is_letter: bool = False
    """Whether it was the letter after the no."""


@dataclass(frozen=True)
class Stay:
    """Where staying in touch over one turned-down application stands."""

    told_on: dt.date
    contacts: tuple[Contacted, ...]
    """Since the no, oldest first, one a day; the runner-up letter is the first of them."""
    last_reply: dt.date | None
    cadence: Mapping[str, int]
    is_cancelled: bool = False
    """Whether nobody was taken on."""
    before: int = 0
    """On how many days there was contact before the no: the application, the talks, what was written or said."""
    has_letter: bool = False
    """Whether the letter about this application went out after the no."""

    @property
    def number(self) -> int:
        """Which contact the next one would be: "contact n of about 6"."""
        return len(self.contacts) + 1

    @property
    def last(self) -> dt.date | None:
        return self.contacts[-1].date if self.contacts else None

    @property
    def unanswered(self) -> int:
        """Contacts in a row to which nobody answered."""
        return sum(self.last_reply is None or each.date > self.last_reply for each in self.contacts)

    @property
    def due(self) -> dt.date:
        """The earliest day for the next note."""
        first = self.told_on + dt.timedelta(self.cadence["touch_first_days"])
        if self.last is None:
            return first
        if self.unanswered >= SLOW_AFTER:
            return max(first, self.last + dt.timedelta(self.cadence["touch_slow_days"]))
        if len(self.contacts) == 1:
            return max(first, self.last + dt.timedelta(self.cadence["touch_first_days"]))
        third = self.told_on + dt.timedelta(THIRD_CONTACT_DAYS)
        return max(third, self.last + dt.timedelta(self.cadence["touch_days"]))

    def stopped(self, today: dt.date) -> str | None:
        """Why there should be no further note, as a clause; None while one is welcome."""
        if self.unanswered >= UNANSWERED_MOST:
            return f"{self.unanswered} notes in a row were not answered"
        if today - (self.last_reply or self.told_on) > dt.timedelta(NO_REPLY_DAYS):
            return "nobody there has answered for a year"
        if self.number > self.cadence["touch_most"]:
            return f"you have been in contact {len(self.contacts)} times since the no"
        return None


class TouchLog:
    """Every contact with a company after its no, gathered in one pass over history and touchpoints."""

    def __init__(self, snapshot: Snapshot, history: History) -> None:
        profile, today = snapshot.profile, snapshot.today
        self._snapshot = snapshot
        self._told: dict[str, list[Contacted]] = defaultdict(list)
        self._told_at: dict[frozenset[str], list[Contacted]] = {}
        self._by_hand: dict[str, list[Contacted]] = defaultdict(list)
        self._replies: dict[str, list[dt.date]] = defaultdict(list)
        keys = {application.key for application in profile.applications}
        for told in history.told:
            is_touch = told.document in {Document.RUNNERUP, Document.TOUCH} and told.date <= today
            if is_touch and (key := application_told(told.item, keys)) is not None:
                self._told[key].append(Contacted(told.date, told.person, told.document == Document.RUNNERUP))
        for touch in profile.touchpoints:
            company = touch.company or (touch.contact.company if touch.contact else None)
            date = touch.date.earliest
            person = touch.contact.key if touch.contact else name_key(touch.person or "")
            # Who is known by name only is found through the people of the application.
            where = company_key(company) if company else f"person:{person}"
            if touch.direction is Direction.OUT and touch.document in _TO_A_COMPANY and date <= today:
                self._by_hand[where].append(Contacted(date, person, touch.document == Document.RUNNERUP))
            if (touch.direction is Direction.IN or touch.replied) and date <= today:
                self._replies[where].append(date)

    def stay(self, application: Application) -> Stay | None:
        """Where staying in touch over this application stands; None unless it ended in a no."""
        profile, progress = self._snapshot.profile, self._snapshot.progress_of(application)
        no = progress.turn_down.date if progress.turn_down else None
        if progress.turn_down is None or no is None:
            return None
        people = {f"person:{person_key(person)}" for person in people_of(application)}
        if (at := profile.company_keys(application.company)) not in self._told_at:
            there = profile.applications_at(application.company)
            self._told_at[at] = [each for one in there for each in self._told.get(one.key, ())]
        told = self._told_at[at]
        keys = at | people
        by_hand = [each for key in keys for each in self._by_hand.get(key, ())]
        since = {each.date: each for each in by_hand if each.date > no}
        since |= {each.date: each for each in told if each.date >= no}
        steps = (e.date for e in progress.past if e.date and e.date <= no and e.stage in _CONTACT)
        before = {*steps, *(e.date for e in by_hand if e.date <= no), *(e.date for e in told if e.date < no)}
        about_it = (*by_hand, *self._told.get(application.key, ()))
        return Stay(
            told_on=no,
            contacts=tuple(since[date] for date in sorted(since)),
            last_reply=max((day for key in keys for day in self._replies.get(key, ()) if day >= no), default=None),
            cadence=profile.rules.cadence,
            is_cancelled=progress.turn_down.stage is Stage.CANCELLED,
            before=len(before),
            has_letter=any(each.is_letter and each.date >= no for each in about_it),
        )


def application_told(item: str, keys: Container[str]) -> str | None:
    """The application that `runnerup:<application>:<person>` or `touch:<application>/<n>` speaks of."""
    rest = item.partition(":")[2]
    while rest and rest not in keys:
        rest = rest[: max(rest.rfind(":"), rest.rfind("/"), 0)]
    return rest or None


def is_still_wanted(profile: Profile, application: Application) -> bool:
    """Whether the seeker still wants to hear from this company."""
    target = profile.target(application.company)
    gone = {CompanyStatus.DROPPED, CompanyStatus.PAUSED}
    return application.wanted and not (target and target.status in gone)
