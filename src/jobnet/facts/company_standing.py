"""Where things stand with one company, as far as one reader may know: so that nobody rings a company unaware."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from jobnet.facts.disclosure import application_shown, spoken
from jobnet.facts.progress import TALKS, Progress
from jobnet.frozen import dataclass
from jobnet.profile.model import TURN_DOWNS, CompanyStatus, Disclosure, EventFormat, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Company, Event, Prose


@dataclass(frozen=True)
class CompanyStanding:
    """One company, and the one thing to know before ringing there."""

    short: str
    """The name as one says it: Harbourside."""
    next_on: dt.date | None = None
    """The day of the interview, call or test that comes next there: 2026-11-06."""
    is_call: bool = False
    """Whether that is a first call,"""
    is_test: bool = False
    """or a test,"""
    is_final: bool = False
    """or the final interview; else it is an interview."""
    is_waiting: bool = False
    """Whether they have interviewed the seeker, and an answer is due."""
    is_applied: bool = False
    """Whether an application is open there."""
    is_in_touch: bool = False
    """Whether the seeker has followed up a name there, and nothing more."""
    not_filled: bool = False
    """Whether they decided not to fill the job."""
    is_over: bool = False
    """Whether an application there has come to nothing without a no: put on hold, withdrawn, never answered."""
    said_no: bool = False
    """Whether they said no."""
    ended_on: dt.date | None = None
    """The day of the no, or of whatever ended it: 2026-08-14."""
    still: bool = False
    """Whether to say that the seeker would still like to work there: once in a letter is enough."""
    position: str | None = None
    """The job that this is about: Technical Manager."""
    why: Prose | None = None
    """Why the seeker would like to work there, where a letter says so: They do their own rebuilds."""
    applied_on: dt.date | None = None
    """The day of that application: 2026-09-21."""

    @property
    def is_open(self) -> bool:
        """Whether they have yet to decide something."""
        return bool(self.next_on or self.is_waiting or self.is_applied)

    @property
    def has_story(self) -> bool:
        """Whether anything happened there that one must know before ringing."""
        return self.is_open or self.is_in_touch or self.is_over or self.said_no


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
        facts = {"said_no": True}
    if not facts and not hidden and _has_followed_up_a_name(snapshot, company):
        facts = {"is_in_touch": True}
    still = "said_no" in facts and company.status is CompanyStatus.ACTIVE
    return CompanyStanding(spoken(company), still=still, **facts)


def _has_followed_up_a_name(snapshot: Snapshot, company: Company) -> bool:
    acted = (
        each for each in snapshot.profile.referrals if each.acted and each.acted <= snapshot.today and each.company
    )
    return any(snapshot.profile.same_company(each.company or "", company.name) for each in acted)


def _progress_at(snapshot: Snapshot, reader: Reader, company: Company) -> tuple[list[Progress], list[Progress]]:
    """How each wanted application there stands: those this reader may know of, and the others."""
    seen: list[Progress] = []
    hidden: list[Progress] = []
    for application in snapshot.profile.applications_at(company.name):
        progress = snapshot.progress_of(application)
        if application.wanted and progress.is_begun:
            shown = application_shown(snapshot.profile, application, reader, today=snapshot.today)
            (seen if shown and shown.company else hidden).append(progress)
    return seen, hidden


def _would_embarrass(progress: Progress) -> bool:
    """Whether a word from outside at this moment would come amiss: a no, or a talk behind or ahead."""
    talks = any(event.stage in TALKS for event in (*progress.round, *progress.planned))
    return talks or any(_ended_as(progress, stage) for stage in (*TURN_DOWNS, Stage.DECLINED))


def _ended_as(progress: Progress, stage: Stage) -> bool:
    return progress.end is not None and progress.end.stage is stage


def _facts(seen: Sequence[Progress]) -> dict[str, Any]:
    """What there is to say, the most alive first; nothing where nothing happened."""
    live = [each for each in seen if each.end is None]
    coming = [(event.date, event, each) for each in live for event in each.planned if event.stage in TALKS]
    if coming:
        day, event, progress = min(coming, key=lambda each: each[0] or dt.date.max)
        return {"next_on": day} | _kind_of(event) | _job([progress])
    if live:
        return {"is_waiting" if any(each.held for each in live) else "is_applied": True} | _job(live)
    return _over(seen) if seen else {}


def _kind_of(event: Event) -> dict[str, bool]:
    """What the next talk is, if not a first interview."""
    if event.format is EventFormat.TEST:
        return {"is_test": True}
    if event.stage is Stage.SCREENING:
        return {"is_call": True}
    return {"is_final": event.stage is Stage.FINAL}


def _over(ended: Sequence[Progress]) -> dict[str, Any]:
    """A no weighs more than what ended by itself; of the same weight, the latest."""
    said_no = [each for each in ended if each.end and each.end.stage in _SAID_NO]
    last = max(said_no or ended, key=lambda each: (each.end and each.end.date) or dt.date.min)
    unfilled = {"not_filled": True} if last.end and last.end.stage is Stage.CANCELLED else {}
    end = {"said_no" if said_no else "is_over": True, "ended_on": last.end and last.end.date}
    return end | unfilled | _job([last])


def _job(progresses: Sequence[Progress]) -> dict[str, Any]:
    """Which job it is, where there is one only."""
    if len(progresses) != 1:
        return {}
    return {"position": progresses[0].application.position, "applied_on": progresses[0].applied_on}
