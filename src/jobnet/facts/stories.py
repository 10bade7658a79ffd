"""The story of one application as one reader hears it: what a letter says of it, and what it has then told, in one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from jobnet.facts.courses import Rank, is_test
from jobnet.frozen import dataclass
from jobnet.profile.model import Stage
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobnet.facts.courses import Course, Courses, Entry
    from jobnet.facts.history import Known
    from jobnet.facts.items import Item
    from jobnet.facts.since import Window
    from jobnet.profile.model import Event

_STILL = dt.timedelta(weeks=3)
"""After so long without an answer one is still waiting."""
_SECOND, _THIRD = 2, 3


@dataclass(frozen=True)
class Story:
    """One application in a sentence or a line of a list. What went before the furthest step is not told again."""

    company: str
    """The name in full, or the label: Aire Valley Buses; A regional hospital group."""
    place: str
    """The same as one says it: Aire Valley; a regional hospital group."""
    starts_with: str
    """The same at the start of a sentence: Aire Valley; A regional hospital group."""
    job: str | None
    """The job in the reader's words, where it may be named: Depot Supervisor, or running a bus depot."""
    job_is_doing: bool
    """Whether `job` says what one does ("running a bus depot"): then it follows "a job" without "as"."""
    is_known: bool
    """Whether an earlier letter told this reader of it, so that the job need not be named."""
    is_in_trust: bool
    """Whether it is told only to those whom the seeker trusts."""
    held: int = 0
    """How many interviews this reader hears of for the first time; of what has ended, how many there were: 2."""
    held_before: int = 0
    """How many they had heard of already: 1."""
    last_on: dt.date | None = None
    """The day of the last interview: 2026-10-20."""
    last_is_final: bool = False
    """Whether that was the final one."""
    called_on: dt.date | None = None
    """The day of the first call, where nothing further is told: 2026-10-22."""
    tested_on: dt.date | None = None
    """The day of a test, where nothing further is told: 2026-10-22."""
    applied_on: dt.date | None = None
    """The day of applying, where nothing further is told: 2026-10-01."""
    next_on: dt.date | None = None
    """The day of what comes next: 2026-11-06."""
    next_is_final: bool = False
    """Whether that is the final interview."""
    next_is_call: bool = False
    """Whether that is a first call."""
    next_is_test: bool = False
    """Whether that is a test."""
    is_reopened: bool = False
    """Whether they have taken it up again, and this reader has not heard of it."""
    is_waiting: bool = False
    """Whether there was an interview, and an answer is due."""
    is_still_waiting: bool = False
    """Whether the last interview was three weeks ago or more."""
    has_ended: bool = False
    """Whether it is over, however it ended."""
    said_no: bool = False
    """Whether they turned the seeker down."""
    came_second: bool = False
    """Whether they told the seeker that another was chosen, and the seeker second."""
    not_filled: bool = False
    """Whether they have decided not to fill the job."""
    decided_against: bool = False
    """Whether it was the seeker who ended it."""
    no_answer: bool = False
    """Whether the seeker has given up waiting for an answer."""
    had_call: bool = False
    """Of what has ended: whether there was a first call and nothing further."""
    is_wanted: bool = False
    """Whether to say that the seeker would still like to work there: of one in a letter."""
    is_same_job: bool = False
    """Whether the story before names the same job."""
    is_also: bool = False
    """Whether the story before is of applying, too: "I've also applied"."""
    asks_silence: bool = False
    """Whether to ask that it be kept between seeker and reader."""
    is_there_too: bool = False
    """Whether the story before is of another job at the same company."""
    is_this_time: bool = False
    """Whether this reader knows of another job there that has ended."""
    here: bool = False
    """Whether the company has just been named, so that "there" stands for it."""

    @property
    def names_job(self) -> bool:
        """Whether the job is to be named: it may be, and the reader has not heard of it."""
        return self.job is not None and not self.is_known

    @property
    def says_job(self) -> bool:
        """Whether the job is said, be it "the other job"."""
        return self.names_job or self.is_there_too

    @property
    def got_far(self) -> bool:
        """Of what has ended: whether there was an interview or a first call."""
        return bool(self.held or self.had_call)

    @property
    def has_news(self) -> bool:
        """Whether something was held that this reader had not heard of."""
        return bool(self.held or self.called_on or self.tested_on)

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
        return self._number == _SECOND

    @property
    def is_third(self) -> bool:
        """Whether it is the third."""
        return self._number == _THIRD

    @property
    def is_another(self) -> bool:
        """Whether it is a later one still."""
        return self._number > _THIRD

    @property
    def is_first_call(self) -> bool:
        """Whether what was held, or else what comes, is a first call."""
        comes = self.next_is_call and not (self.tested_on or self.held_before)
        return not self.held and bool(self.called_on or self.had_call or comes)

    @property
    def is_test(self) -> bool:
        """Whether it is a test."""
        return not self.held and bool(self.tested_on or (self.next_is_test and not self.called_on))

    @property
    def next_is_step(self) -> bool:
        """Whether what comes is no interview."""
        return self.next_is_call or self.next_is_test

    @property
    def _number(self) -> int:
        """The how-manieth the one interview told is, or else the one to come."""
        return self.held_before + 1 if self.held <= 1 else 0


@dataclass(frozen=True)
class Telling:
    """A story with what has been told to whoever has read it."""

    entry: Entry
    story: Story
    items: tuple[Item, ...]
    """Exactly what the story says and this reader had not heard."""
    since: dt.date | None
    """The earliest day of which it tells; None where it looks ahead only."""

    @property
    def rank(self) -> Rank:
        return self.entry.course.rank

    @property
    def is_liked(self) -> bool:
        """Whether they said no after an interview, and the seeker would still like to work there."""
        turned_down = self.story.said_no or self.story.came_second
        return turned_down and self.story.held > 0 and self.entry.course.application.wanted


def telling(courses: Courses, entry: Entry, window: Window, known: Known, *, everyday: bool) -> Telling | None:
    """What this reader hears of it; None where there is nothing new to say. `everyday`: the job in everyday words."""
    course = entry.course
    items = [entry.item(event) for event in course.application.events]
    is_known = any(item in known or _announced(item) in known.items for item in items)
    if course.end is not None and course.end.stage is Stage.DECLINED and not is_known:
        return None  # whoever has heard nothing of it need not hear that an offer was declined
    news = _News(entry, window, known, is_known)
    story = _named(courses, entry, is_known=is_known, everyday=everyday)
    story = replace(story, is_this_time=not is_known and _knows_of_another(courses, course, known))
    return news.ended(story, course.end) if course.end is not None else news.open(story)


def _announced(item: Item) -> str:
    """The id under which this was told while it lay ahead."""
    return f"{item.id.removesuffix('/done')}/planned"


def is_doing(words: str) -> bool:
    """Whether words say what one does, "running a bus depot", so that they follow "a job" without "as"."""
    return words.split(maxsplit=1)[0].endswith("ing")


def _named(courses: Courses, entry: Entry, *, is_known: bool, everyday: bool) -> Story:
    """The beginning of a story: which company and which job."""
    name, label, position = entry.shown.company, entry.shown.label or "", entry.shown.position
    at_start = name or label[:1].upper() + label[1:]
    plain = courses.everyday.get(name_key(position)) if everyday and position else None
    return Story(
        company=courses.written(entry.course.application.company) if name else at_start,
        place=name or label,
        starts_with=at_start,
        job=plain or position,
        job_is_doing=bool(plain and is_doing(plain)),
        is_known=is_known,
        is_in_trust=entry.is_in_trust,
    )


def _knows_of_another(courses: Courses, course: Course, known: Known) -> bool:
    """Whether the reader was told how another application at the same company ended."""
    others = (each for each in courses.at(course.application.company) if each is not course and each.end is not None)
    return any(each.items[id(each.end)] in known for each in others)


@dataclass(frozen=True)
class _News:
    """What of a course is new to one reader."""

    entry: Entry
    window: Window
    known: Known
    is_known: bool

    def ended(self, story: Story, end: Event) -> Telling | None:
        """How it ended, and how far it had come."""
        course = self.entry.course
        interviews = course.interviews
        call = course.call if not interviews else None
        at_once = course.rank is Rank.SAID_NO and not (self.is_known or interviews or call or course.test)
        applied = course.applied if at_once and course.applied and course.applied.date in self.window else None
        ended = replace(
            story,
            has_ended=True,
            said_no=course.rank is Rank.SAID_NO,
            came_second=course.rank is Rank.CAME_SECOND,
            not_filled=course.rank is Rank.NOT_FILLED,
            decided_against=course.rank is Rank.DECIDED_AGAINST,
            no_answer=course.rank is Rank.NO_ANSWER,
            held=len(interviews),
            last_is_final=bool(interviews) and interviews[-1].stage is Stage.FINAL,
            had_call=call is not None,
            applied_on=applied.date if applied else None,
        )
        since = (applied.date if applied else None) or end.date or course.date
        return self._telling(ended, (*interviews, call, applied, end), since)

    def open(self, story: Story) -> Telling | None:
        """The furthest step that is new, and what comes."""
        course, planned = self.entry.course, self.entry.course.planned
        new = tuple(event for event in course.interviews if self._is_new(event))
        step = self._step() if not new else None
        reopened = course.reopened if course.reopened and self._is_new(course.reopened) else None
        if step is course.applied and planned is not None:
            step = None  # who has an interview had applied
        if not (new or step or planned or reopened):
            return None
        last = new[-1] if new else None
        opened = replace(
            story,
            held=len(new),
            held_before=len(course.interviews) - len(new),
            last_on=last.date if last else None,
            last_is_final=last is not None and last.stage is Stage.FINAL and planned is None,
            called_on=step.date if step and step is course.call else None,
            tested_on=step.date if step and step is course.test else None,
            applied_on=step.date if step and step is course.applied else None,
            next_on=planned.date if planned else None,
            next_is_final=planned is not None and planned.stage is Stage.FINAL and not is_test(planned),
            next_is_call=planned is not None and planned.stage is Stage.SCREENING and not is_test(planned),
            next_is_test=planned is not None and is_test(planned),
            is_reopened=reopened is not None,
            is_waiting=bool(new) and planned is None and not course.has_offer,
            is_still_waiting=bool(last and last.date and self.window.until - last.date >= _STILL),
        )
        days = [event.date for event in (reopened, *new, step) if event and event.date]
        return self._telling(opened, (reopened, *new, step, planned), min(days, default=None))

    def _step(self) -> Event | None:
        """The furthest step but for interviews, if it is new: a first call, a test, applying."""
        course = self.entry.course
        if course.interviews:
            step = course.test if course.test is course.latest else None
        else:
            step = course.call or course.test or course.applied
        return step if step is not None and self._is_new(step) else None

    def _is_new(self, event: Event) -> bool:
        """Whether they have not heard of it: not in a letter, nor before the days asked for, if they know of it."""
        since = self.window.since if self.window.asked and self.is_known else None
        if since is not None and event.date is not None and event.date < since:
            return False
        return not self.entry.is_told(event, self.known)

    def _telling(self, story: Story, events: Iterable[Event | None], since: dt.date | None) -> Telling | None:
        items = (self.entry.item(event) for event in events if event is not None)
        new = tuple(item for item in items if item not in self.known)
        return Telling(self.entry, story, new, since) if new else None
