"""How the applications flowed from stage to stage, counted from their dated history."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from statistics import median

from jobnet.facts.progress import STEPS, Progress
from jobnet.frozen import dataclass
from jobnet.profile.model import Profile, Stage


@dataclass(frozen=True)
class Level:
    """One stage: how many ever reached it (or went beyond), and how many stand there now."""

    stage: Stage
    reached: int
    now: int


@dataclass(frozen=True)
class Step:
    """From one stage to the next: how many went, and how long it took them, where both are dated."""

    start: Stage
    end: Stage
    count: int
    median_days: float | None


@dataclass(frozen=True)
class Funnel:
    """Where the applications stand, and how they came there."""

    applications: int
    open: int
    levels: tuple[Level, ...]
    steps: tuple[Step, ...]
    ends: Mapping[Stage, int]
    """How many ended, by kind of end."""
    first_answer_days: float | None
    """From `applied` to the first thing the other side did."""


def funnel(profile: Profile, today: dt.date) -> Funnel:
    """The search as counts and times."""
    progresses = [Progress(application, today) for application in profile.applications]
    reached: Counter[Stage] = Counter()
    now: Counter[Stage] = Counter()
    days: dict[tuple[Stage, Stage], list[int | None]] = defaultdict(list)
    for progress in progresses:
        firsts = _first_dates(progress)
        if progress.furthest is not None:
            reached.update(STEPS[: STEPS.index(firsts[-1][0]) + 1])
            now.update([progress.furthest.stage] if progress.end is None else [])
        for (start, first), (end, second) in pairwise(firsts):
            days[start, end].append((second - first).days if first and second and second >= first else None)
    ends = Counter(progress.ended_as for progress in progresses if progress.ended_as)
    return Funnel(
        applications=len(progresses),
        open=sum(progress.is_open for progress in progresses),
        levels=tuple(Level(stage, reached[stage], now[stage]) for stage in STEPS),
        steps=tuple(
            Step(*step, len(days[step]), _median(days[step]))
            for step in sorted(days, key=lambda step: list(map(STEPS.index, step)))
        ),
        ends={stage: ends[stage] for stage in Stage if ends[stage]},
        first_answer_days=first_answer_days(progresses),
    )


def _median(days: Iterable[int | None]) -> float | None:
    known = [each for each in days if each is not None]
    return median(known) if known else None


def _first_dates(progress: Progress) -> list[tuple[Stage, dt.date | None]]:
    """Each stage reached, in the order of the stages, with the day it was first reached."""
    firsts: dict[Stage, dt.date | None] = {}
    for event in progress.past:
        if event.stage in STEPS:
            firsts.setdefault(event.stage, event.date)
    return [(stage, firsts[stage]) for stage in STEPS if stage in firsts]


def first_answer_days(progresses: Iterable[Progress]) -> float | None:
    """From `applied` to the first thing the other side did; half of them took longer."""
    return _median(map(_days_to_answer, progresses))


def _days_to_answer(progress: Progress) -> int | None:
    applied = progress.applied_on
    ours = {Stage.INTERESTED, Stage.APPLIED, Stage.WITHDRAWN, Stage.DECLINED, Stage.ACCEPTED, Stage.NO_RESPONSE}
    theirs = (e.date for e in progress.past if e.date and e.stage not in ours)
    return next(((first - applied).days for first in theirs if applied and first >= applied), None)
