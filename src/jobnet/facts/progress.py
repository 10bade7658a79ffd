"""Where one application stands on one day, read from its dated history (`docs/content.md` 2.3 and 4.5)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jobnet.frozen import dataclass
from jobnet.profile.model import ENDS, TURN_DOWNS, Application, Event, Stage

if TYPE_CHECKING:
    from datetime import date

STEPS = (Stage.INTERESTED, Stage.APPLIED, Stage.SCREENING, Stage.INTERVIEW, Stage.FINAL, Stage.OFFER, Stage.ACCEPTED)
"""The stages on the way to a post, in their order."""


@dataclass(frozen=True)
class Progress:
    """One application as it stands at the end of a day: what happened, what is planned, how it ended."""

    application: Application
    today: date

    @cached_property
    def past(self) -> tuple[Event, ...]:
        """What has happened, oldest first. An undated end counts as happened, last."""
        return tuple(e for e in self.application.standing if e.date is None or e.date <= self.today)

    @cached_property
    def planned(self) -> tuple[Event, ...]:
        """What is dated after today, soonest first; nothing while the application is ended."""
        if self.end is not None:
            return ()
        return tuple(e for e in self.application.standing if e.date is not None and e.date > self.today)

    @cached_property
    def round(self) -> tuple[Event, ...]:
        """What has happened since the application was last reopened (`reinstated`); all, if it never was."""
        reopened = [index for index, event in enumerate(self.past) if event.stage is Stage.REINSTATED]
        return self.past[reopened[-1] + 1 :] if reopened else self.past

    @cached_property
    def held(self) -> tuple[Event, ...]:
        """The interviews of this round."""
        return tuple(e for e in self.round if e.is_interview)

    @cached_property
    def latest(self) -> Event | None:
        """The last thing that happened."""
        return self.past[-1] if self.past else None

    @cached_property
    def end(self) -> Event | None:
        """The event that ended it, if it is ended: only the latest one of this round can be."""
        return self.round[-1] if self.round and self.round[-1].stage in ENDS else None

    @property
    def ended_as(self) -> Stage | None:
        return self.end.stage if self.end else None

    @cached_property
    def furthest(self) -> Event | None:
        """The furthest stage reached: since the last `reinstated`, or before it if nothing came after."""
        steps = [e for e in self.round if e.stage in STEPS] or [e for e in self.past if e.stage in STEPS]
        return max(steps, key=lambda event: STEPS.index(event.stage), default=None)

    @property
    def is_open(self) -> bool:
        return self.end is None and not self.is_accepted

    @property
    def is_begun(self) -> bool:
        """Whether more than an interest of one's own is on record, be it planned."""
        return any(e.stage is not Stage.INTERESTED for e in self.application.events)

    @property
    def has_applied(self) -> bool:
        """Whether the seeker has applied: who had a first call alone, gave up an interest, or plans to, has not."""
        done, coming = ({e.stage for e in events} for events in (self.past, self.planned))
        if done - ENDS - {Stage.INTERESTED, Stage.SCREENING} or coming & {Stage.INTERVIEW, Stage.FINAL}:
            return True
        return bool(done & ENDS) and Stage.SCREENING not in done and done != {Stage.INTERESTED, Stage.WITHDRAWN}

    @property
    def is_live(self) -> bool:
        """Whether they consider the seeker, or are about to: open, and more than an interest of one's own."""
        return self.is_open and self.is_begun

    @property
    def is_accepted(self) -> bool:
        return self.end is None and any(e.stage is Stage.ACCEPTED for e in self.round)

    @property
    def has_open_offer(self) -> bool:
        return self.is_open and any(e.stage is Stage.OFFER for e in self.round)

    @property
    def turn_down(self) -> Event | None:
        """The end, when the other side decided it and said so."""
        return self.end if self.ended_as in TURN_DOWNS else None

    @cached_property
    def talks(self) -> tuple[Event, ...]:
        """The first calls and interviews that took place, in every round, oldest first."""
        return tuple(e for e in self.past if e.date is not None and e.is_talk)

    @cached_property
    def interviews(self) -> tuple[Event, ...]:
        """The talks without the first calls."""
        return tuple(e for e in self.talks if e.is_interview)

    @property
    def applied_on(self) -> date | None:
        return next((e.date for e in self.past if e.stage is Stage.APPLIED), None)
