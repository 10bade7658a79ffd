"""The story of one application as one reader hears it: what a letter says of it, and what it has then told, in one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from jobnet.facts.applications import Applications, Rank, Seen
from jobnet.facts.third_person import is_doing
from jobnet.frozen import dataclass
from jobnet.profile.model import Event, Stage
from jobnet.profile.names import job_spoken, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobnet.facts.history import Known
    from jobnet.facts.items import Item
    from jobnet.facts.since import Window
    from jobnet.profile.model import Prose

_ARTICLES = ("a ", "an ", "ein ", "eine ", "un ", "une ", "una ")
_STILL = dt.timedelta(weeks=3)
"""After so long without an answer one is still waiting."""


@dataclass(frozen=True)
class Story:
    """One application in a sentence or a line of a list: what is new in it to the reader, and what comes."""

    company: Annotated[str, "The name in full, or the label: Aire Valley Buses; A regional hospital group."]
    place: Annotated[str, "The same as one says it: Aire Valley; a regional hospital group."]
    starts_with: str
    """The same at the start of a sentence: Aire Valley; The Playhouse; A regional hospital group."""
    job: str | None
    """The job in the reader's words, where it may be named: Depot Supervisor, or running a bus depot."""
    is_everyday: bool
    """Whether `job` is in everyday words, as they stand after "a job": running a bus depot."""
    is_known: Annotated[bool, "Whether an earlier letter told this reader of it, so that the job need not be named."]
    is_named: Annotated[bool, "Whether `company` is a company and no label."]
    is_in_trust: Annotated[bool, "Whether it is told only to those whom the seeker trusts."]
    is_askable: bool = False
    """Whether the reader may ask around about it: no label, nothing in trust, and nothing they have a hand in."""
    is_thanks_to_you: bool = False
    """Whether the seeker came there through this reader, and it is still open."""
    done_on: tuple[dt.date, ...] = ()
    """The days on which something was done, in order, as far as this reader has not heard of it."""
    held: int = 0
    """How many interviews this reader hears of for the first time; of what has ended, how many there were: 2."""
    held_before: Annotated[int, "How many they had heard of already: 1."] = 0
    last_is_final: Annotated[bool, "Whether the last of them was the final one."] = False
    is_another_call: Annotated[bool, "Whether there was a call before the one that is told."] = False
    called_on: Annotated[dt.date | None, "The day of the first call, where nothing further is told: 2026-10-22."] = None
    applied_on: Annotated[dt.date | None, "The day of applying, where nothing further is told: 2026-10-01."] = None
    next_on: Annotated[dt.date | None, "The day of what comes next: 2026-11-06."] = None
    next_is_final: Annotated[bool, "Whether that is the final interview."] = False
    next_is_call: Annotated[bool, "Whether that is a first call."] = False
    next_is_test: Annotated[bool, "Whether that is a test."] = False
    is_reopened: Annotated[bool, "Whether they have taken it up again, and this reader has not heard of it."] = False
    is_waiting: Annotated[bool, "Whether there was an interview, and an answer is due."] = False
    is_still_waiting: Annotated[bool, "Whether so, and the last interview was three weeks ago or more."] = False
    has_ended: Annotated[bool, "Whether it is over, however it ended."] = False
    said_no: Annotated[bool, "Whether they turned the seeker down."] = False
    came_second: Annotated[bool, "Whether they told the seeker that another was chosen, and the seeker second."] = False
    not_filled: Annotated[bool, "Whether they have decided not to fill the job."] = False
    decided_against: Annotated[bool, "Whether it was the seeker who ended it."] = False
    withdrew: bool = False
    """Whether the seeker did so before there was an offer, of which nobody is to hear."""
    ended_on: Annotated[dt.date | None, "The day on which it ended: 2026-10-13."] = None
    had_call: Annotated[bool, "Of what has ended: whether there was a first call and nothing further."] = False
    why: Prose | None = None
    """Why the seeker would love to work there, of one that is open: They bake through the night."""
    is_wanted: bool = False
    """Whether to say that the seeker would still like to work there: of one in a letter."""
    said_no_too: Annotated[bool, "Whether they said no, as the company of the story before did."] = False
    of_work: Annotated[Prose | None, "Of that one, what the seeker thought of the work: One nurse for three homes."] = (
        None
    )
    is_same_job: Annotated[bool, "Whether the story before names the same job."] = False
    is_also: bool = False
    """Whether the story before is of one that is open, and says no "also" itself: "I've also applied"."""
    asks_silence: Annotated[bool, "Whether to ask that it be kept between seeker and reader."] = False
    is_there_too: Annotated[bool, "Whether the story before is of another job at the same company."] = False
    here: bool = False
    """Whether the company has just been named, so that "there" stands for it."""

    @property
    def names_job(self) -> bool:
        """Whether the job is to be named: it may be, and the reader has not heard of it."""
        return self.job is not None and not self.is_known

    @property
    def is_told_plainly(self) -> bool:
        """Whether to name the job in everyday words: it has not ended, and has not just been named."""
        return self.names_job and self.is_everyday and not (self.has_ended or self.is_same_job)

    @property
    def names_title(self) -> bool:
        """Whether the job is to be named by its title."""
        return self.names_job and not self.is_everyday

    @property
    def spoken_job(self) -> str | None:
        """The job as one says it: Shift Lead, of Shift Lead (Nights); Site Manager, of Site Manager, Second Shift."""
        return job_spoken(self.job) if self.job else None

    @property
    def is_described(self) -> bool:
        """Whether words with an article stand in place of a name that this reader may not know: a hospital group."""
        return not self.is_named and self.place.casefold().startswith(_ARTICLES)

    @property
    def is_small_end(self) -> bool:
        """Whether it came to nothing before any talk, so that the company alone is named beside others."""
        is_told_apart = self.is_wanted or self.is_in_trust or self.decided_against or not self.is_named
        return self.has_ended and not (self.held or self.had_call or self.is_there_too or is_told_apart)

    @property
    def is_by_call(self) -> bool:
        """Whether it is told as a call, which one has with a company and not at it."""
        return self.called_on is not None or (self.next_is_call and not self.held)

    @property
    def last_on(self) -> dt.date | None:
        """The day of the last thing done: 2026-10-28."""
        return self.done_on[-1] if self.done_on else None

    @property
    def held_the_final(self) -> bool:
        """Whether "the final interview" says what was held."""
        return self.last_is_final and (self.has_ended or self.held == 1)

    @property
    def held_several(self) -> bool:
        """Whether two or more interviews are told."""
        return self.held > 1

    @property
    def held_more(self) -> bool:
        """Whether two or more are told to somebody who knows of earlier ones."""
        return self.held > 1 and self.held_before > 0

    @property
    def is_second(self) -> bool:
        """Whether the interview told, or the next one, is the second."""
        return self.held <= 1 and self.held_before == 1

    @property
    def is_another(self) -> bool:
        """Whether it is a later one."""
        return self.held <= 1 and self.held_before > 1


@dataclass(frozen=True)
class Telling:
    """A story with what has been told to whoever has read it."""

    seen: Seen
    story: Story
    items: Annotated[tuple[Item, ...], "Exactly what the story says and this reader had not heard."]
    since: Annotated[dt.date | None, "The earliest day of which it tells; None where it looks ahead only."]


def telling(applications: Applications, seen: Seen, window: Window, known: Known, *, everyday: bool) -> Telling | None:
    """What this reader hears of it; None where there is nothing new to say. `everyday`: the job in everyday words."""
    is_known = seen.is_known(known)
    position, name = seen.shown.position, seen.shown.company
    plain = applications.everyday.get(name_key(position)) if everyday and position else None
    plain = plain if is_doing(plain) else None
    place = name or seen.shown.label or ""
    # A label, or "the Playhouse", takes a capital at the start; eBay does not.
    is_noun = name is None or name.startswith("the ")
    at_start = place[:1].upper() + place[1:] if is_noun else place
    story = Story(
        company=applications.written(seen.application.company) if name else at_start,
        place=place,
        starts_with=at_start,
        job=plain or position,
        is_everyday=bool(plain),
        is_known=is_known,
        is_named=name is not None,
        is_in_trust=seen.is_in_trust,
        is_askable=seen.is_askable,
        is_thanks_to_you=seen.end is None and seen.is_through,
    )
    is_over = seen.end is not None
    story, events, since = _ended(story, seen, window, known) if is_over else _open(story, seen, window, known)
    new = (seen.item(event) for event in events if event is not None)
    untold = tuple(item for item in new if item not in known)
    return Telling(seen, story, untold, since) if untold else None


_Facts = tuple[Story, tuple[Event | None, ...], dt.date | None]
"""A story, the events that it tells of, and the first day of them that is news."""


def _ended(story: Story, seen: Seen, window: Window, known: Known) -> _Facts:
    """How it ended, and how far it had come."""
    call = seen.calls[-1] if seen.calls and not seen.interviews else None
    at_once = not (story.is_known or seen.interviews or call or seen.test)
    applied = seen.applied if at_once and seen.applied and seen.applied.date in window else None
    done = [event for event in (*seen.interviews, call, applied) if event is not None]
    ended = replace(
        story,
        has_ended=True,
        said_no=seen.rank is Rank.SAID_NO,
        came_second=seen.rank is Rank.CAME_SECOND,
        ended_on=seen.end.date if seen.end else None,
        not_filled=seen.rank is Rank.NOT_FILLED,
        decided_against=seen.rank is Rank.DECIDED_AGAINST,
        withdrew=seen.end is not None and seen.end.stage is Stage.WITHDRAWN,
        done_on=_days(event for event in done if not seen.is_told(event, known)),
        held=len(seen.interviews),
        last_is_final=bool(seen.interviews) and seen.interviews[-1].stage is Stage.FINAL,
        had_call=call is not None,
        applied_on=applied.date if applied else None,
    )
    return ended, (*done, seen.end), applied.date if applied else seen.date


def _open(story: Story, seen: Seen, window: Window, known: Known) -> _Facts:
    """What is new, in order, and what comes."""
    since = window.since if window.asked and story.is_known else None

    def is_new(event: Event | None) -> bool:
        """Neither told, nor before the days asked for, where the reader knew of it."""
        is_before = event is not None and event.date is not None and since is not None and event.date < since
        return event is not None and not is_before and not seen.is_told(event, known)

    planned, is_a_test = seen.planned, seen.planned is not None and seen.planned.is_test
    new = tuple(event for event in seen.interviews if is_new(event))
    last = new[-1] if new else None
    call = seen.calls[-1] if seen.calls else None
    step = seen.test if seen.test is seen.latest or seen.interviews else call or seen.test or seen.applied
    if new or not is_new(step) or (planned and step is seen.applied):  # who has an interview had applied
        step = None
    reopened = seen.reopened if is_new(seen.reopened) else None
    begun = (event for event in (seen.applied, call, seen.test) if event is not None)
    # Who has heard of it knows how it began.
    before = [event for event in begun if event is step or (not story.is_known and event.date in window)]
    done = (*before, *new)
    is_waiting = bool(new) and planned is None and not seen.progress.has_open_offer
    opened = replace(
        story,
        done_on=_days(done),
        held=len(new),
        held_before=len(seen.interviews) - len(new),
        last_is_final=last is not None and last.stage is Stage.FINAL and planned is None,
        is_another_call=story.is_known and len(seen.calls) + len(seen.interviews) > (step is not None and step is call),
        called_on=step.date if step and step is call else None,
        applied_on=step.date if step and step is seen.applied else None,
        next_on=planned.date if planned else None,
        next_is_final=planned is not None and planned.stage is Stage.FINAL and not is_a_test,
        next_is_call=planned is not None and planned.stage is Stage.SCREENING and not is_a_test,
        next_is_test=is_a_test,
        is_reopened=reopened is not None,
        is_waiting=is_waiting,
        is_still_waiting=bool(is_waiting and last and last.date and window.until - last.date >= _STILL),
    )
    days = _days(event for event in (reopened, *done) if event)
    return opened, (reopened, *done, planned), next(iter(days), None)


def _days(events: Iterable[Event]) -> tuple[dt.date, ...]:
    return tuple(sorted(event.date for event in events if event.date))
