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
from jobnet.profile.model import Disclosure
from jobnet.profile.names import company_key, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jobnet.facts.courses import Courses, Hope
    from jobnet.facts.history import History, Known
    from jobnet.facts.items import Item
    from jobnet.facts.readers import Reader
    from jobnet.facts.since import Window
    from jobnet.facts.snapshot import Snapshot
    from jobnet.facts.stories import Story, Telling
    from jobnet.profile.model import Contact, News, Profile, Prose, Url

DECIDERS = frozenset({ReaderKind.HIRING_MANAGER, ReaderKind.INTERVIEWER, ReaderKind.RECRUITER_INHOUSE})
"""Readers at a company who decide or recruit: nobody is asked of them."""
_SMALL = frozenset({Rank.CALLED, Rank.TESTED, Rank.APPLIED})
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
        return tuple(each for each in told if each is not None)

    @cached_property
    def hopes(self) -> tuple[Hope, ...]:
        """The companies where the seeker would like to work, told or not; of their own to those who work at one."""
        hopes = self.courses.hopes(self.reader.ceiling)
        if not self.is_inside:
            return hopes
        keys = self.profile.company_keys(self.own) if self.own else frozenset()
        return tuple(hope for hope in hopes if company_key(hope.name) in keys)

    def is_new(self, hope: Hope) -> bool:
        in_window = hope.added is None or hope.added in self.window
        return in_window and hope.item not in self.known


class Chosen(NamedTuple):
    """The stories that a letter tells, and how many applications it only counts."""

    told: tuple[Telling, ...] = ()
    counted: tuple[Telling, ...] = ()
    is_many: bool = False
    """Whether there are more than are counted."""

    @property
    def stories(self) -> tuple[Story, ...]:
        return tuple(each.story for each in self.told)

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


def what_matters(tellings: Sequence[Telling], *, most: int, ended: int) -> Chosen:
    """What comes, who is waited for, what has ended with most behind it; the rest is counted: for a paragraph."""
    over = sorted((each for each in tellings if each.story.has_ended), key=lambda each: -each.story.interviews)
    alive = [each for each in tellings if not (each.story.has_ended or each.rank in _SMALL)]
    return _chosen(tellings, [*alive, *over[:ended], *(each for each in tellings if each.rank in _SMALL)][:most])


def _chosen(tellings: Sequence[Telling], picked: Sequence[Telling]) -> Chosen:
    small = [each for each in tellings if each.rank in _SMALL]
    counted = tuple(each for each in small if each not in picked)
    return Chosen(_in_order(picked), counted, is_many=len(small) >= MOST)


def _in_order(picked: Sequence[Telling]) -> tuple[Telling, ...]:
    """Those of one company side by side, what is told in trust first where it is more than one thing."""
    in_trust = [each for each in picked if each.story.is_in_trust]
    ordered = sorted(picked, key=lambda each: not each.story.is_in_trust) if len(in_trust) > 1 else list(picked)
    by_company: dict[str, list[Telling]] = {}
    for each in ordered:
        by_company.setdefault(each.story.place, []).append(each)
    liked = next((each for each in ordered if each.is_liked), None)
    return tuple(
        replace(each, story=replace(each.story, is_there_too=each is not first, is_wanted=each is liked))
        for first, *others in by_company.values()
        for each in (first, *others)
    )


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
    return (each for each in view.profile.news if each.reader is not None and each.reader.key == key)


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


def as_find(news: News, view: View, *, links: bool) -> Find:
    """A piece of news as a letter gives it."""
    until = view.window.until
    return Find(
        headline=news.headline,
        why=news.why,
        detail=news.detail,
        url=news.url if links else None,
        on=news.on if news.on and news.on >= until else None,
        deadline=news.deadline if news.deadline and news.deadline >= until else None,
        is_theirs=news.reader is not None,
        is_in_trust=news.disclosure is Disclosure.TRUSTED,
    )
