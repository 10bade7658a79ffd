"""The applications as one flow, from the first letter to the ends: what comes into a node goes out of it again."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from jobnet.facts.progress import STEPS, Progress
from jobnet.frozen import dataclass
from jobnet.profile.model import Application, Stage
from jobnet.search.funnel import first_answer_days

STAGES = STEPS[STEPS.index(Stage.APPLIED) :]
"""The columns of the flow; all begin at the first, be their letter on record or not."""
_ONLY_NOTED = frozenset({Stage.INTERESTED, Stage.REINSTATED})
_NODES = {
    None: ("Waiting", "#e69f00"),
    Stage.APPLIED: ("Applications", "#0072b2"),
    Stage.SCREENING: ("First call", "#0072b2"),
    Stage.INTERVIEW: ("Interview", "#0072b2"),
    Stage.FINAL: ("Final interview", "#0072b2"),
    Stage.OFFER: ("Offer", "#009e73"),
    Stage.ACCEPTED: ("Accepted", "#009e73"),
    Stage.WITHDRAWN: ("I withdrew", "#56b4e9"),
    Stage.DECLINED: ("I declined", "#56b4e9"),
    Stage.RUNNER_UP: ("Second choice", "#cc79a7"),
    Stage.REJECTED: ("Turned down", "#d55e00"),
    Stage.CANCELLED: ("Post cancelled", "#333333"),
    Stage.NO_RESPONSE: ("No answer", "#c0c0c0"),
}
"""What the nodes are called, in the order in which they are listed, and their colours: Okabe and Ito's, which
colour-blind people tell apart, and two greys."""
WORDS = {node: word for node, (word, _) in _NODES.items()}
COLOURS = {node: colour for node, (_, colour) in _NODES.items()}
OUTCOMES = tuple(node for node in _NODES if node not in STAGES)
"""Where it leaves them; None: nowhere yet, an answer is waited for."""


@dataclass(frozen=True)
class FlowLink:
    """So many applications went from this stage to that stage or end; None: they wait there."""

    start: Stage
    end: Stage | None
    count: int


@dataclass(frozen=True)
class Flow:
    """Where how many applications went, and since when."""

    applications: int
    links: tuple[FlowLink, ...]
    since: dt.date | None
    until: dt.date
    first_answer_days: float | None
    """From `applied` to the first thing the other side did, in the middle."""

    def through(self, stage: Stage) -> int:
        """How many came to this stage."""
        if stage is STAGES[0]:
            return self.applications
        return sum(link.count for link in self.links if link.end is stage)

    def share(self, stage: Stage) -> str:
        """How many of all came to this stage: `30%`."""
        percent = f"{100 * self.through(stage) / self.applications:.0f}%"
        return percent if percent != "0%" else "<1%"

    @property
    def stages(self) -> tuple[Stage, ...]:
        """Those that somebody came to."""
        return tuple(stage for stage in STAGES if self.through(stage))

    @property
    def title(self) -> str:
        """`40 applications in 6 weeks`."""
        if self.since is None:
            return "No applications yet"
        days = (self.until - self.since).days + 1
        took = many(days, "day") if days < 14 else many(round(days / 7), "week")
        return f"{many(self.applications, 'application')} in {took}"

    @property
    def subtitle(self) -> str:
        """`3 waiting · half of the answers within 7 days · 2026-10-15`."""
        waiting = sum(link.count for link in self.links if link.end is None)
        answer = many(self.first_answer_days, "day") if self.first_answer_days is not None else ""
        parts = (f"{waiting} waiting" if waiting else "", f"half of the answers within {answer}" if answer else "")
        return " · ".join((*filter(None, parts), str(self.until)))


def many(count: float, noun: str) -> str:
    """`1 day`, `2.5 days`."""
    return f"{count:g} {noun}{'' if count == 1 else 's'}"


def flow_of(applications: Iterable[Application], today: dt.date) -> Flow:
    """The flow of all for which more was done than to note an interest."""
    counted: Counter[tuple[Stage, Stage | None]] = Counter()
    days: list[dt.date] = []
    begun: list[Progress] = []
    for progress in (Progress(application, today) for application in applications):
        done = [event for event in progress.past if event.stage not in _ONLY_NOTED]
        if not done:
            continue
        begun.append(progress)
        days += [event.date for event in done if event.date]
        seen = {event.stage for event in done}
        path = [STAGES[0], *(stage for stage in STAGES[1:] if stage in seen)]
        counted.update(pairwise(path))
        if not progress.is_accepted:
            counted[path[-1], progress.ended_as] += 1
    links = (FlowLink(*link, counted[link]) for link in sorted(counted, key=_place))
    since = min(days, default=today) if begun else None
    return Flow(len(begun), tuple(links), since, today, first_answer_days(begun))


def _place(link: tuple[Stage, Stage | None]) -> tuple[int, int]:
    """From left to right; of one stage first what leads farthest, then the ends."""
    start, end = link
    place = -STAGES.index(end) if end in STAGES else OUTCOMES.index(end) + 1
    return STAGES.index(start), place


def sankeymatic(flow: Flow) -> str:
    """The flow as sankeymatic.com reads it."""
    links = "".join(f"{WORDS[link.start]} [{link.count}] {WORDS[link.end]}\n" for link in flow.links)
    there = {node for link in flow.links for node in (link.start, link.end)}
    colours = "".join(f":{WORDS[node]} {COLOURS[node]}\n" for node in WORDS if node in there)
    return f"// {flow.title}\n{links}\n{colours}"
