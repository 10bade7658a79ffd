"""What a coach wants to see of some days of a search on one page; what is private stays out as in the list by date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jobnet.facts.progress import Progress
from jobnet.facts.since import Window
from jobnet.frozen import dataclass
from jobnet.profile.model import Application, Stage
from jobnet.recipients import LetterRun
from jobnet.search.agenda import due
from jobnet.search.due import Due, tells_too_early
from jobnet.search.flow import Flow, flow_of
from jobnet.search.overview import QUIET_DAYS
from jobnet.search.report import Activity, Withheld, report, told_applications


@dataclass(frozen=True)
class Standing:
    """An application, and the event it stands at or that lies before it."""

    company: str
    position: str
    stage: Stage
    date: dt.date


@dataclass(frozen=True)
class CoachReport:
    """These days of one search, and how it stands at their end."""

    days: Window
    activities: tuple[Activity, ...]
    flow: Flow
    """Of the applications in which something happened in these days."""
    due: tuple[Due, ...]
    coming: tuple[Standing, ...]
    """What is planned, soonest first."""
    hanging: tuple[Standing, ...]
    """Where nothing has happened for two weeks and nothing is planned, longest first."""

    @property
    def letters(self) -> int:
        """How many the seeker wrote."""
        return sum(each.is_letter for each in self.activities)


def coach_report(run: LetterRun, days: Window, *, private: bool = False) -> CoachReport:
    """The page's content, of which nothing is private unless asked."""
    profile = run.profile
    withheld = None if private else Withheld(profile)
    told = [*told_applications(profile, days.until, withheld)]
    stand = [Progress(each, run.today) for each in told]
    return CoachReport(
        days=days,
        activities=report(profile, days, run.history, withheld),
        flow=flow_of((each for each in told if _is_touched(each, days)), days.until),
        due=tuple(
            each
            for each in due(run)
            if withheld is None or not (tells_too_early(each, run) or withheld.holds_back(each))
        ),
        coming=tuple(sorted(_coming(stand), key=lambda each: each.date)),
        hanging=tuple(sorted(_hanging(stand, run.today), key=lambda each: each.date)),
    )


def _is_touched(application: Application, days: Window) -> bool:
    return days.since is None or any(event.date in days for event in application.events)


def _coming(stand: list[Progress]) -> Iterator[Standing]:
    for progress in stand:
        for event in progress.planned:
            if event.date is not None:
                yield Standing(progress.application.company, progress.application.position, event.stage, event.date)


def _hanging(stand: list[Progress], today: dt.date) -> Iterator[Standing]:
    for progress in stand:
        last = progress.latest
        if progress.is_live and not progress.planned and last and last.date and (today - last.date).days >= QUIET_DAYS:
            yield Standing(progress.application.company, progress.application.position, last.stage, last.date)
