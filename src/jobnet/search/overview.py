"""One seeker's line on the page of a coach: what is owed and overdue, when something last happened, and no more.

What the page may name is the seeker's to say (`search.share_with_coach`); the rest are counts.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from jobnet.facts.since import Window
from jobnet.frozen import dataclass
from jobnet.letters import Draft
from jobnet.profile.model import Disclosure
from jobnet.profile.vocabulary import CoachShare
from jobnet.recipients import LetterRun
from jobnet.search.agenda import due, letters_due
from jobnet.search.due import Due, DueKind, tells_too_early
from jobnet.search.funnel import funnel
from jobnet.search.report import Withheld, report, told_applications

_DEBTS = frozenset({DueKind.LOOP, DueKind.THANKS, DueKind.RUNNERUP, DueKind.REFERRAL, DueKind.TIP})
"""What is owed to somebody; all else can wait a little."""
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
