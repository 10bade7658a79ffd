"""What there is to tell one reader: the stories of applications, hopes, and what is worth passing on to them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from jobnet.facts.courses import MOST, Rank
from jobnet.facts.disclosure import insider_company
from jobnet.facts.history import NOTHING, news_item
from jobnet.facts.readers import ReaderKind
from jobnet.facts.stories import telling
from jobnet.frozen import cached_property, dataclass
from jobnet.profile.model import Disclosure, Stage
from jobnet.profile.names import company_key, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jobnet.facts.courses import Courses, Hope, TalkedWith
    from jobnet.facts.history import History, Known
    from jobnet.facts.items import Item
    from jobnet.facts.readers import Reader
    from jobnet.facts.since import Window
    from jobnet.facts.snapshot import Snapshot
    from jobnet.facts.stories import Story, Telling
    from jobnet.profile.model import Contact, News, Profile, Prose, Url

DECIDERS = frozenset({ReaderKind.HIRING_MANAGER, ReaderKind.INTERVIEWER, ReaderKind.RECRUITER_INHOUSE})
"""Readers at a company who decide or recruit: nobody is asked of them."""
SMALL = frozenset({Rank.CALLED, Rank.TESTED, Rank.APPLIED})
"""What may be counted rather than told, where there is much to tell."""
_FINDS = 2
_EVERYONE = "everyone"


@dataclass(frozen=True)
class View:
    """One reader, what they may know, and what they know already."""

    snapshot: Snapshot
    reader: Reader
    window: Window
    history: History
    again: bool

    @property
    def profile(self) -> Profile:
        return self.snapshot.profile

    @property
    def contact(self) -> Contact | None:
        return self.reader.contact

    @cached_property
    def courses(self) -> Courses:
        return self.snapshot.courses(self.window.until)

    @cached_property
    def known(self) -> Known:
        return NOTHING if self.again else self.history.known_to(self.contact)

    @cached_property
    def own(self) -> str | None:
        """The company of somebody who works where the seeker applied or would like to work."""
        return insider_company(self.profile, self.reader) if self.is_inside else None

    @property
    def is_inside(self) -> bool:
        """Whether the reader hears of one company alone."""
        return self.reader.kind is ReaderKind.INSIDER or self.reader.kind in DECIDERS

    @property
    def is_for_anybody(self) -> bool:
        return self.reader.kind is ReaderKind.GENERAL

    @property
    def is_friend(self) -> bool:
        return self.reader.row is ReaderKind.CLOSE_FRIEND

    @property
    def is_plain(self) -> bool:
        """Whether jobs are named in everyday words."""
        return self.is_friend or not self.reader.in_field

    @cached_property
    def tellings(self) -> tuple[Telling, ...]:
        """All that is new, the most alive first; to somebody who works at one of the companies, of that one alone."""
        if not self.is_inside:
            entries = self.courses.untold(self.reader, self.window, self.known)
        else:
            at = self.courses.at(self.own) if self.own else ()
            there = self.courses.entries(at, self.reader)
            entries = (each for each in there if each.is_new(self.window, self.known))
        told = (telling(self.courses, each, self.window, self.known, everyday=self.is_plain) for each in entries)
        with_ends = self.profile.rules.limits["turn_downs"] > 0
        return tuple(each for each in told if each is not None and (with_ends or not each.story.has_ended))

    @cached_property
    def hopes(self) -> tuple[Hope, ...]:
        """The companies where the seeker would like to work, told or not; of their own to those who work at one."""
        hopes = self.courses.hopes(self.reader.ceiling)
        if not self.is_inside:
            return hopes
        keys = self.profile.company_keys(self.own) if self.own else frozenset()
        return tuple(hope for hope in hopes if company_key(hope.name) in keys)

    @cached_property
    def new_hopes(self) -> tuple[Hope, ...]:
        """Those of which this reader has not heard."""
        return tuple(
            hope
            for hope in self.hopes
            if (hope.added is None or hope.added in self.window) and hope.item not in self.known
        )

    @cached_property
    def talks(self) -> tuple[TalkedWith, ...]:
        """The target companies where somebody else gave the seeker advice in these days, as far as they are news."""
        if self.is_inside:
            return ()
        talks = (each for each in self.courses.talks(self.reader.ceiling) if each.person != self.reader.key)
        return tuple(each for each in talks if each.item.date in self.window and each.item not in self.known)

    @cached_property
    def nothing_applied(self) -> bool:
        """Whether nothing has been applied for yet, told or not."""
        return not any(e.stage is not Stage.INTERESTED for a in self.profile.applications for e in a.events)

    @property
    def on_paper(self) -> bool:
        """Whether the reader has no e-mail address, so that the letter is printed or read out."""
        return bool(self.reader.name) and not self.reader.email

    @property
    def is_read_out(self) -> bool:
        """Whether they can be reached by telephone only."""
        return self.on_paper and self.contact is not None and bool(self.contact.phone) and not self.contact.post

    @cached_property
    def already_told(self) -> int:
        """How much in these days this reader knows."""
        told = self.courses.told(self.reader.ceiling) if self.known.items else {}
        days = (told[item] for item in self.known.items if item in told)
        return sum(day is None or day in self.window for day in days)


class Chosen(NamedTuple):
    """The stories that a letter tells, and how many applications it only counts."""

    told: tuple[Telling, ...] = ()
    counted: tuple[Telling, ...] = ()
    is_many: bool = False
    """Whether there are more than are counted."""

    @property
    def stories(self) -> tuple[Story, ...]:
        return tuple(each.story for each in self.told)

    def without_wishes(self) -> Chosen:
        """The same without saying after one of them that the seeker would still like to work there."""
        return self._replace(told=tuple(replace(t, story=replace(t.story, is_wanted=False)) for t in self.told))

    @property
    def items(self) -> Iterator[Item]:
        for each in self.told:
            yield from each.items
        for each in self.counted if not self.is_many else ():
            if each.entry.course.latest is not None:
                yield each.entry.unnamed(each.entry.course.latest)


def the_most_alive(tellings: Sequence[Telling], *, most: int, ended: int) -> Chosen:
    """So many, of which so many may have ended: for a list."""
    over = [each for each in tellings if each.story.has_ended][:ended]
    return _chosen(tellings, [*(each for each in tellings if not each.story.has_ended), *over][:most])


def what_matters(tellings: Sequence[Telling], *, most: int) -> Chosen:
    """What comes, who is waited for, what has ended with most behind it; the rest is counted: for a paragraph."""
    over = sorted((each for each in tellings if each.story.has_ended), key=lambda each: -each.story.held)
    alive = [each for each in tellings if not (each.story.has_ended or each.rank in SMALL)]
    small = [each for each in tellings if each.rank in SMALL]
    great = [*alive, *over]
    picked = [*great, *small][:most] if len(tellings) <= most or not great else great[:most]
    return _chosen(tellings, sorted(picked, key=lambda each: each.rank))


def _chosen(tellings: Sequence[Telling], picked: Sequence[Telling]) -> Chosen:
    small = [each for each in tellings if each.rank in SMALL]
    counted = tuple(each for each in small if each not in picked)
    return Chosen(_in_order(picked), counted, is_many=len(small) >= MOST)


def _in_order(picked: Sequence[Telling]) -> tuple[Telling, ...]:
    """Those of one company side by side, what is told in trust first where it is more than one thing."""
    in_trust = [each for each in picked if each.story.is_in_trust]
    ordered = sorted(picked, key=lambda each: not each.story.is_in_trust) if len(in_trust) > 1 else picked
    by_company: dict[object, list[Telling]] = {}
    for each in ordered:
        # Two labels in the same words need not be one company.
        by_company.setdefault(each.entry.shown.company or id(each), []).append(each)
    liked = next((each for each in ordered if each.is_liked), None)
    told: list[Telling] = []
    for first, *others in by_company.values():
        for each in (first, *others):
            before = told[-1].story if told else None
            story = replace(
                each.story,
                is_there_too=each is not first,
                is_same_job=before is not None and before.names_job and each.story.job == before.job,
                is_also=before is not None and before.applied_on is not None and not before.has_ended,
                is_wanted=each is liked,
                asks_silence=each.story.is_in_trust and len(in_trust) == 1,
            )
            told.append(replace(each, story=story))
    return tuple(told)


# What is worth passing on


@dataclass(frozen=True)
class Find:
    """Something useful to this reader."""

    headline: Prose
    """What it is: Two depots told me that posting rosters six weeks ahead halved their swap requests."""
    why: Prose | None
    """Why it matters to them: You said you were on the waiting list."""
    detail: Prose | None
    """More about it: Their setup notes are public."""
    url: Url | None
    """Where to read it, in a letter that can hold a link."""
    on: dt.date | None
    """The day it takes place: 2026-11-21."""
    deadline: dt.date | None
    """The last day to act on it: 2026-11-13."""
    is_theirs: bool
    """Whether it is kept for this reader alone."""
    is_in_trust: bool
    """Whether it is told only to those whom the seeker trusts."""


def finds_for(view: View) -> tuple[News, ...]:
    """What is kept for this reader and was not sent; else what meets their interests; else one thing for everybody."""
    if view.reader.kind is ReaderKind.RECRUITER_AGENCY:
        return ()
    theirs = tuple(islice((each for each in _kept_for(view) if _may_pass_on(view, each)), _FINDS))
    if theirs:
        return theirs
    most = min(_FINDS, view.profile.rules.limits["update_news"])
    tags = [name_key(tag) for tag in view.contact.interests] if view.contact else []
    found = {each.key: each for tag in tags for each in islice(_tagged(view, tag), most)}
    latest = sorted(found.values(), key=lambda each: each.date or dt.date.min, reverse=True)
    return tuple(latest[:most]) or tuple(islice(_tagged(view, _EVERYONE), min(1, most)))


def _kept_for(view: View) -> Iterable[News]:
    if view.contact is None:
        return ()
    key = view.contact.key
    until = view.window.until
    theirs = (each for each in view.profile.news if each.reader is not None and each.reader.key == key)
    return (each for each in theirs if each.date is None or each.date <= until)


def _tagged(view: View, tag: str) -> Iterator[News]:
    """The news with this tag that the reader may have and does not know, the latest first."""
    for each in view.snapshot.news_by_tag.get(tag, ()):
        if view.window.since is not None and each.date is not None and each.date < view.window.since:
            return
        if (each.date is None or each.date in view.window) and _may_pass_on(view, each):
            yield each


def _may_pass_on(view: View, news: News) -> bool:
    """Neither known, above the reader's level, too late to act on, nor about a company they must not hear of."""
    in_time = all(day is None or day >= view.window.until for day in (news.deadline, news.on))
    if not in_time or not view.reader.may_know(news.disclosure) or news_item(news) in view.known:
        return False
    named = view.snapshot.companies_in(news)
    if view.is_inside:
        return named <= (view.profile.company_keys(view.own) if view.own else frozenset())
    return all(view.reader.may_know(view.snapshot.levels[key]) for key in named)


def as_find(news: News, view: View) -> Find:
    """A piece of news as a letter gives it."""
    until = view.window.until
    return Find(
        headline=news.headline,
        why=news.why,
        detail=news.detail,
        url=None if view.on_paper else news.url,
        on=news.on if news.on and news.on >= until else None,
        deadline=news.deadline if news.deadline and news.deadline >= until else None,
        is_theirs=news.reader is not None,
        is_in_trust=news.disclosure is Disclosure.TRUSTED,
    )
