"""Where things stand with one company, as far as one reader may know: so that nobody rings a company unaware."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from jobnet.facts.disclosure import application_shown, spoken
from jobnet.frozen import dataclass
from jobnet.profile.model import TURN_DOWNS, CompanyStatus, Disclosure, EventFormat, Stage
from jobnet.profile.names import without_legal_form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jobnet.facts.progress import Progress
    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Company, Event


@dataclass(frozen=True)
class CompanyStanding:
    """One company, and the one thing to know before ringing there: of what follows the name, one at most is set."""

    name: str
    """The name in full, without its legal form: Harbourside Bakers."""
    short: str
    """The name as one says it: Harbourside."""
    next_on: dt.date | None = None
    """The day of the interview, call or test that comes next there: 2026-11-06."""
    interview: bool = False
    """Whether that is an interview, the first there."""
    second_interview: bool = False
    """Whether it is one after one."""
    another_interview: bool = False
    """Whether it is one after two or more."""
    final_interview: bool = False
    """Whether it is the final round."""
    call: bool = False
    """Whether it is a first call."""
    test: bool = False
    """Whether it is a test."""
    reopened: bool = False
    """Whether they have taken the application up again."""
    had_interview: bool = False
    """Whether there was one interview, and no answer yet."""
    had_interviews: int = 0
    """How many interviews there were, if two or more, and no answer yet: 2."""
    had_call: bool = False
    """Whether there was a first call, and no answer yet."""
    applied_again: bool = False
    """Whether they said no, and another application was made since."""
    another_open: bool = False
    """Whether they said no, and another application made before is open."""
    applications: int = 0
    """How many applications are open there, if two or more: 2."""
    applied: bool = False
    """Whether an application is open there."""
    turned_down_often: bool = False
    """Whether they said no to more than one application."""
    came_second: bool = False
    """Whether the seeker came second."""
    turned_down: bool = False
    """Whether they said no."""
    on_hold: bool = False
    """Whether they put the job on hold."""
    i_declined: bool = False
    """Whether the seeker turned down a job there."""
    i_withdrew: bool = False
    """Whether the seeker withdrew the application."""
    never_answered: bool = False
    """Whether they never answered the application."""
    ended_on: dt.date | None = None
    """The day of the no, or of whatever ended it: 2026-08-14."""
    still: bool = False
    """Whether to say that the seeker would still like to work there: once in a letter is enough."""
    position: str | None = None
    """The job that this is about: Technical Manager."""
    applied_on: dt.date | None = None
    """The day of that application: 2026-09-21."""

    @property
    def is_waiting(self) -> bool:
        """Whether they have met the seeker, and an answer is due."""
        return bool(self.had_interview or self.had_interviews or self.had_call)

    @property
    def is_open(self) -> bool:
        """Whether they have yet to decide something."""
        applied = self.applied or self.applications or self.applied_again or self.another_open
        return bool(self.next_on or self.reopened or self.is_waiting or applied)

    @property
    def is_over(self) -> bool:
        """Whether all that happened there has ended."""
        ended = self.turned_down_often or self.came_second or self.turned_down or self.on_hold
        return ended or self.i_declined or self.i_withdrew or self.never_answered

    @property
    def has_story(self) -> bool:
        """Whether anything happened there that one must know before ringing."""
        return self.is_open or self.is_over


TALKS = frozenset({Stage.SCREENING, Stage.INTERVIEW, Stage.FINAL})
_INTERVIEWS = frozenset({Stage.INTERVIEW, Stage.FINAL})
_SAID_NO = frozenset({Stage.REJECTED, Stage.RUNNER_UP})


def standing_at(snapshot: Snapshot, reader: Reader, company: Company) -> CompanyStanding | None:
    """Where things stand with this company for this reader; None where they must not ring, and may not know why."""
    seen, hidden = _progress_at(snapshot, reader, company)
    if any(each.has_open_offer for each in (*seen, *hidden)) or any(map(_would_embarrass, hidden)):
        return None
    if any(_ended_as(each, Stage.DECLINED) for each in seen) and reader.ceiling is not Disclosure.TRUSTED:
        return None
    facts = _facts(seen)
    if not facts and company.status is CompanyStatus.TURNED_DOWN:
        facts = {"turned_down": True, "still": True}
    return CompanyStanding(without_legal_form(company.name), spoken(company), **facts)


def _progress_at(snapshot: Snapshot, reader: Reader, company: Company) -> tuple[list[Progress], list[Progress]]:
    """How each wanted application there stands: those this reader may know of, and the others."""
    seen: list[Progress] = []
    hidden: list[Progress] = []
    for application in snapshot.profile.applications_at(company.name):
        progress = snapshot.progress_of(application)
        if application.wanted and _has_begun(progress):
            shown = application_shown(snapshot.profile, application, reader, today=snapshot.today)
            (seen if shown and shown.company else hidden).append(progress)
    return seen, hidden


def _has_begun(progress: Progress) -> bool:
    return any(event.stage is not Stage.INTERESTED for event in (*progress.past, *progress.planned))


def _would_embarrass(progress: Progress) -> bool:
    """Whether a word from outside at this moment would come amiss: a no, or a talk behind or ahead."""
    talks = any(event.stage in TALKS for event in (*progress.round, *progress.planned))
    return talks or any(_ended_as(progress, stage) for stage in (*TURN_DOWNS, Stage.DECLINED))


def _ended_as(progress: Progress, stage: Stage) -> bool:
    return progress.end is not None and progress.end.stage is stage


def _facts(seen: Sequence[Progress]) -> Mapping[str, Any]:
    """What there is to say, the most alive first; nothing where nothing happened."""
    live = [each for each in seen if each.end is None]
    ended = [each for each in seen if each.end is not None]
    coming = [(event.date, event, each) for each in live for event in each.planned if event.stage in TALKS]
    if coming:
        day, event, progress = min(coming, key=lambda each: each[0] or dt.date.max)
        return {_kind_of(event, progress): True, "next_on": day} | _job([progress])
    if any(each.latest and each.latest.stage is Stage.REINSTATED for each in live):
        return {"reopened": True} | _job(live)
    interviews = sum(len(_held(each, _INTERVIEWS)) for each in live)
    if interviews:
        return ({"had_interview": True} if interviews == 1 else {"had_interviews": interviews}) | _job(live)
    if any(_held(each, TALKS) for each in live):
        return {"had_call": True} | _job(live)
    return _applied(live, ended) if live else _over(ended) if ended else {}


def _kind_of(event: Event, progress: Progress) -> str:
    """The field of `CompanyStanding` that this talk fills."""
    if event.format is EventFormat.TEST:
        return "test"
    if event.stage is Stage.SCREENING:
        return "call"
    if event.stage is Stage.FINAL:
        return "final_interview"
    before = len(_held(progress, _INTERVIEWS))
    return ("interview", "second_interview")[before] if before < 2 else "another_interview"


def _held(progress: Progress, stages: frozenset[Stage]) -> list[Event]:
    return [event for event in progress.round if event.stage in stages and event.format is not EventFormat.TEST]


def _applied(live: Sequence[Progress], ended: Sequence[Progress]) -> dict[str, Any]:
    day = max(
        (each.end.date for each in ended if each.end and each.end.date and each.end.stage in _SAID_NO), default=None
    )
    since = max((each.applied_on for each in live if each.applied_on), default=None)
    if day is not None:
        return {"applied_again" if since and since > day else "another_open": True, "ended_on": day} | _job(live)
    return ({"applied": True} if len(live) == 1 else {"applications": len(live)}) | _job(live)


def _over(ended: Sequence[Progress]) -> dict[str, Any]:
    """A no weighs more than what ended by itself; of the same weight, the latest."""
    said_no = [each for each in ended if each.end and each.end.stage in _SAID_NO]
    last = max(said_no or ended, key=lambda each: (each.end and each.end.date) or dt.date.min)
    end = last.end
    stage, day = (end.stage, end.date) if end else (Stage.NO_RESPONSE, None)
    if len(said_no) > 1:
        return {"turned_down_often": True, "still": True} | _job(ended)
    return {_ENDED[stage]: True, "ended_on": day, "still": stage in _STILL} | _job([last])


_STILL = _SAID_NO | {Stage.WITHDRAWN}
"""The ends after which it is worth saying that the seeker would still like to work there."""
_ENDED = {
    Stage.REJECTED: "turned_down",
    Stage.RUNNER_UP: "came_second",
    Stage.CANCELLED: "on_hold",
    Stage.DECLINED: "i_declined",
    Stage.WITHDRAWN: "i_withdrew",
    Stage.NO_RESPONSE: "never_answered",
}


def _job(progresses: Sequence[Progress]) -> dict[str, Any]:
    """Which job it is, where there is one only."""
    if len(progresses) != 1:
        return {}
    return {"position": progresses[0].application.position, "applied_on": progresses[0].applied_on}
