"""What a coach sees: one search on a page, and a line a seeker on the page of all; as far as the seeker shares it.

What the page of all may name is the seeker's to say (`search.share_with_coach`); the rest are counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from jobnet.facts.progress import Progress
from jobnet.facts.since import Window
from jobnet.frozen import dataclass
from jobnet.letters import Draft
from jobnet.profile.model import NOWHERE, Application, Disclosure, Person, Stage
from jobnet.profile.vocabulary import CoachShare
from jobnet.recipients import LetterRun
from jobnet.review.leaks.index import Names
from jobnet.review.leaks.name import Index, names_of_person
from jobnet.search.agenda import due, letters_due
from jobnet.search.due import Due, DueKind, tells_too_early
from jobnet.search.flow import Flow, flow_of
from jobnet.search.funnel import funnel
from jobnet.search.report import Activity, Withheld, report, told_applications

_DEBTS = frozenset({DueKind.LOOP, DueKind.THANKS, DueKind.RUNNERUP, DueKind.REFERRAL, DueKind.TIP})
"""What is owed to somebody; all else can wait a little."""
_NOBODY = Disclosure.PUBLIC - 1
"""Above which everything is that has a name."""
_CEILINGS = {CoachShare.NETWORK: Disclosure.NETWORK, CoachShare.TRUSTED: Disclosure.TRUSTED}
QUIET_DAYS = 14
"""So many days without anything done, and a search has gone quiet (updates go every two weeks)."""


@dataclass(frozen=True)
class SeekerRow:
    """What a coach sees of one search on one day."""

    seeker: str
    share: str
    open: int = 0
    reached: tuple[tuple[str, int], ...] = ()
    """How many applications stand at each stage now, as far as offers may be told of."""
    last_activity: dt.date | None = None
    debts: int = 0
    overdue: int = 0
    letters: int = 0
    """Letters due today."""
    refused: int = 0
    """Readers whose letter a rule stops."""
    due: tuple[str, ...] = ()
    """What is due, in words, as far as the seeker shares it."""
    activities: tuple[str, ...] = ()
    """What was done, newest first, as far as the seeker shares it."""

    def need(self, today: dt.date) -> tuple[int, int, int]:
        """For sorting: who needs a talk comes first. What is overdue, what is owed, how long it has been quiet."""
        quiet = (today - self.last_activity).days if self.last_activity else 0
        return -self.overdue, -self.debts, -(quiet if quiet > QUIET_DAYS else 0)


def seeker_row(run: LetterRun) -> SeekerRow:
    """The line of this seeker today."""
    profile, today, share = run.profile, run.today, run.profile.search.share_with_coach
    if share is CoachShare.NONE:
        return SeekerRow(profile.name, share)
    applications = told_applications(profile, today, Withheld(profile, Disclosure.PRIVATE))
    all_due, flow = due(run), funnel(replace(profile, applications=tuple(applications)), today)
    until_today, ceiling = Window(None, today), _CEILINGS.get(share)
    everything = report(profile, until_today, run.history, None)
    outcomes = [each for each, _ in letters_due(run)]
    withheld = Withheld(profile, ceiling) if ceiling is not None else None
    shown = report(profile, until_today, run.history, withheld) if withheld else ()
    return SeekerRow(
        seeker=profile.name,
        share=share,
        open=flow.open,
        reached=tuple((str(level.stage), level.now) for level in flow.levels if level.now),
        last_activity=max((each.date for each in everything), default=None),
        debts=sum(each.kind in _DEBTS for each in all_due),
        overdue=sum(each.due < today for each in all_due),
        letters=sum(isinstance(each, Draft) for each in outcomes),
        refused=sum(not isinstance(each, Draft) and each.is_error for each in outcomes),
        due=tuple(_in_words(each, withheld, today) for each in all_due if withheld and not tells_too_early(each, run)),
        activities=tuple(each.line for each in reversed(shown)),
    )


def _in_words(each: Due, withheld: Withheld, today: dt.date) -> str:
    """The kind and day; for whom and why where nothing of it is held back."""
    when = f"by {each.due}{', overdue' if each.due < today else ''}"
    if withheld.holds_back(each):
        return f"{each.kind} ({when})"
    return f"{each.kind}: {each.why} ({when})"


def hidden_from_coach(names: Names) -> Callable[[str], bool]:
    """Whether a sentence made for the seeker names what they do not share with a coach."""
    profile = names.profile
    share = profile.search.share_with_coach
    ceiling = _CEILINGS.get(share, _NOBODY)
    withheld, hidden = Withheld(profile, ceiling), [names.above(ceiling), names.nicknames_above(ceiling)]
    if ceiling == _NOBODY:
        met = filter(None, (*(each.to for each in profile.referrals), *(each.person for each in profile.touchpoints)))
        people = (*names.everybody, *map(Person, met))
        hidden.append(Index(name for each in people for name in names_of_person(each, each.name, NOWHERE)))

    def hides(text: str) -> bool:
        is_quoted = ceiling == _NOBODY and "“" in text  # what the seeker typed may name anybody
        return bool(text) and (is_quoted or withheld.is_named_in((text,)) or names.stand_in(text, *hidden))

    return (lambda _: True) if share is CoachShare.NONE else hides


# One search on a page


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
    def letters(self) -> Mapping[str, tuple[Activity, ...]]:
        """What the seeker wrote, by whom to, in the order of the first letter."""
        written: dict[str, tuple[Activity, ...]] = {}
        for each in self.activities:
            if each.is_letter:
                to = each.person or each.company or "somebody"
                written[to] = (*written.get(to, ()), each)
        return written


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
