"""What was done in an application, step by step, as a story tells it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from jobnet.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobnet.facts.applications import Seen
    from jobnet.profile.model import Event


@dataclass(frozen=True)
class StoryStep:
    """One thing done; several interviews are one step."""

    days: Annotated[tuple[dt.date, ...], "The days of it: 2026-11-05, 2026-11-19."]
    is_applying: Annotated[bool, "Whether the seeker applied."]
    is_call: Annotated[bool, "Whether it was a call before any interview."]
    is_test: Annotated[bool, "Whether it was a test."]
    follows_talk: bool = False
    """Whether the step before was a call, so that "had" need not be said again."""
    in_same_month: bool = False
    """Whether the step before is of this month of this year, so that "on the 18th" will do."""

    @property
    def on(self) -> dt.date:
        """The day of it, or the last: 2026-11-18."""
        return self.days[-1]

    @property
    def are_several(self) -> bool:
        """Whether these are two interviews or more."""
        return len(self.days) > 1


def steps_of(seen: Seen, events: Iterable[Event]) -> tuple[StoryStep, ...]:
    """These events in their order, the interviews as one step."""
    steps: list[StoryStep] = []
    for event in sorted(events, key=lambda each: each.date or dt.date.min):
        if event.date is None:
            continue
        step = StoryStep((event.date,), event is seen.applied, event in seen.calls, event is seen.test)
        before = steps[-1] if steps else None
        if before and _is_interview(before) and _is_interview(step):
            steps[-1] = replace(before, days=(*before.days, *step.days))
        elif before:
            is_same = (event.date.year, event.date.month) == (before.on.year, before.on.month)
            steps.append(replace(step, follows_talk=before.is_call and not step.is_test, in_same_month=is_same))
        else:
            steps.append(step)
    return tuple(steps)


def _is_interview(step: StoryStep) -> bool:
    return not (step.is_applying or step.is_call or step.is_test)
