"""One reader of an update: what they may know, what they know already, and what of the rest a letter tells."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from jobnet.documents.context import TO_THEM, Correspondent, offer_of
from jobnet.facts.applications import MOST, Applications, Hope, Rank, Seen
from jobnet.facts.disclosure import insider_company
from jobnet.facts.history import Known
from jobnet.facts.readers import EMPLOYERS, RECRUITERS, ReaderKind, knows_people_at
from jobnet.facts.stay_in_touch import is_still_wanted
from jobnet.facts.stories import Story, Telling, telling
from jobnet.frozen import dataclass
from jobnet.profile.names import company_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jobnet.facts.items import Item
    from jobnet.facts.since import Window
    from jobnet.profile.model import Offer, Prose

SMALL = frozenset({Rank.CALLED, Rank.TESTED, Rank.APPLIED})
"""What may be counted rather than told, where there is much to tell."""


@dataclass(frozen=True)
class View(Correspondent):
    """One reader, what they may know, and what they know already."""

    window: Window
    again: bool

    @cached_property
    def applications(self) -> Applications:
        return self.snapshot.once(Applications, self.window.until)

    @cached_property
    def known(self) -> Known:
        return Known() if self.again else self.history.known_to(self.contact)

    @property
    def already_told(self) -> int:
        """How much of these days this reader knows."""
        if not self.known.items:
            return 0
        all_of_it, new = (len(each.news) + len(each.new_hopes) for each in (replace(self, again=True), self))
        return all_of_it - new

    @property
    def is_inside(self) -> bool:
        """Whether the reader hears of one company alone: the one where they work."""
        return self.reader.kind is ReaderKind.INSIDER or self.reader.kind in EMPLOYERS

    @cached_property
    def own(self) -> str | None:
        """That company."""
        return insider_company(self.profile, self.reader) if self.is_inside else None

    @property
    def is_friend(self) -> bool:
        return self.reader.row is ReaderKind.CLOSE_FRIEND

    @property
    def is_plain(self) -> bool:
        """Whether jobs are named in everyday words."""
        return self.is_friend or not self.reader.in_field

    @property
    def offer(self) -> Offer | None:
        """What they have offered by now."""
        return offer_of(self.reader, self.window.until)

    @property
    def offer_to_take_up(self) -> str | None:
        """What they offered, unless it was for a company where they have done it, or where all has ended."""
        what = self.offer.what if self.offer else None
        return None if self.has_no_more_use(what) else what

    def knows_people_at(self, company: str) -> bool:
        return knows_people_at(self.profile, self.contact, company)

    @cached_property
    def news(self) -> tuple[Seen, ...]:
        """All applications with something new to this reader, the most alive first."""
        if self.reader.kind in EMPLOYERS:
            return ()  # they decide it, and need not be told
        if self.is_inside:
            there = self.applications.seen_by(self.reader, self.applications.at(self.own) if self.own else ())
            new = iter([each for each in there if each.is_new(self.window, self.known)])
        else:
            new = self.applications.untold(self.reader, self.window, self.known)
        with_ends = self.profile.rules.limits["turn_downs"] > 0
        return tuple(sorted((s for s in new if with_ends or s.end is None), key=lambda seen: seen.order))

    def tell(self, seen: Iterable[Seen]) -> list[Telling]:
        """Their stories, where there is something to say."""
        told = (telling(self.applications, s, self.window, self.known, everyday=self.is_plain) for s in seen)
        # A friend hears of a job in everyday words, or only where it is.
        return [
            replace(each, story=replace(each.story, job=None))
            if self.is_friend and not each.story.is_everyday
            else each
            for each in told
            if each is not None
        ]

    def why(self, told: Telling) -> Prose | None:
        """Why the seeker would love to work there: said once, of what is open, and not to those who place people."""
        is_news = not (told.story.has_ended or told.story.is_known or self.is_inside)
        if not is_news or told.seen.shown.company is None or self.reader.kind in RECRUITERS:
            return None
        target = self.profile.target(told.seen.application.company)
        return target.why if target else None

    def is_liked(self, seen: Seen) -> bool:
        """Whether to say of a no that the seeker would still like to work there: not of a company given up."""
        return seen.is_liked and is_still_wanted(self.profile, seen.application)

    def of_work(self, told: Telling) -> Prose | None:
        """What the seeker thought of the work after a talk there, unless it is put to whoever they met."""
        sentence = told.seen.application.impression.of_work
        is_untold = told.story.is_named and not (told.story.is_known or self.is_inside)
        return sentence if told.story.held and is_untold and sentence and not TO_THEM.search(sentence) else None

    @cached_property
    def hopes(self) -> tuple[Hope, ...]:
        """The companies where the seeker would like to work, told or not; none to which a name has led or may lead."""
        keys = self.profile.company_keys(self.own) if self.own else frozenset()
        tried = (*self.given, *(each for each in self.profile.referrals if each.result))
        given = {key for each in tried if each.company for key in self.profile.company_keys(each.company)}
        return tuple(
            hope
            for hope in self.applications.hopes(self.reader.ceiling)
            if hope.adviser is None
            and company_key(hope.name) not in given
            and (not self.is_inside or company_key(hope.name) in keys)
        )

    @cached_property
    def new_hopes(self) -> tuple[Hope, ...]:
        """Those of which this reader has not heard."""
        return tuple(hope for hope in self.hopes if self._is_new(hope))

    @cached_property
    def talks(self) -> tuple[Hope, ...]:
        """The companies where somebody else gave the seeker advice, as far as that is news."""
        hopes = self.applications.hopes(self.reader.ceiling) if not self.is_inside else ()
        return tuple(h for h in hopes if h.adviser not in {None, self.reader.key} and self._is_new(h))

    def _is_new(self, hope: Hope) -> bool:
        in_window = hope.since is None or hope.since in self.window or (self.is_inside and not self.window.asked)
        return in_window and hope.item not in self.known


class Picked(NamedTuple):
    """The stories that a letter tells, and the applications that it only counts."""

    told: tuple[Telling, ...] = ()
    counted: tuple[Seen, ...] = ()

    @property
    def stories(self) -> tuple[Story, ...]:
        return tuple(each.story for each in self.told)

    @property
    def items(self) -> Iterator[Item]:
        for each in self.told:
            yield from each.items
        for seen in self.counted:
            if seen.latest is not None:
                yield seen.unnamed(seen.latest)


def the_most_alive(view: View, news: Sequence[Seen], *, most: int, ended: int) -> Picked:
    """So many, of which so many may have ended: for a list."""
    over = [each for each in news if each.end is not None][:ended]
    return _chosen(view, news, [*(each for each in news if each.end is None), *over][:most])


def what_matters(view: View, news: Sequence[Seen], most: int) -> Picked:
    """What comes, who is waited for, what has ended with most behind it; the rest is counted: for a paragraph."""
    over = sorted((each for each in news if each.end is not None), key=lambda each: -len(each.interviews))
    small = [each for each in news if each.rank in SMALL]
    great = [*(each for each in news if each.end is None and each.rank not in SMALL), *over]
    picked = [*great, *small][:most] if len(news) <= most or not great else great[:most]
    return _chosen(view, news, sorted(picked, key=lambda each: each.order))


def _chosen(view: View, news: Sequence[Seen], picked: Sequence[Seen]) -> Picked:
    small = [each for each in news if each.rank in SMALL]
    # Whoever has a dozen or more does not count them.
    counted = tuple(each for each in small if each not in picked) if len(small) < MOST else ()
    if len(counted) == 1:  # "one other place" makes one wonder
        return Picked(_in_order(view, view.tell(sorted((*picked, *counted), key=lambda seen: seen.order))))
    return Picked(_in_order(view, view.tell(picked)), counted)


def _in_order(view: View, picked: Sequence[Telling]) -> tuple[Telling, ...]:
    """Those of one company side by side, what is told in trust first where it is more than one thing."""
    in_trust = sum(each.story.is_in_trust for each in picked)
    ordered = sorted(picked, key=lambda each: in_trust > 1 and not each.story.is_in_trust)
    by_company: dict[object, list[Telling]] = {}
    for each in ordered:
        # Two labels in the same words need not be one company.
        by_company.setdefault(each.seen.shown.company or id(each), []).append(each)
    liked = next((each for each in ordered if view.is_liked(each.seen)), None)
    best = next((each for each in ordered if view.why(each)), None)
    told: list[Telling] = []
    for first, *others in by_company.values():
        for each in (first, *others):
            before = told[-1].story if told else None
            story = replace(
                each.story,
                is_there_too=each is not first,
                is_same_job=before is not None and before.names_job and each.story.job == before.job,
                is_also=before is not None and not (before.has_ended or (before.is_also and before.applied_on)),
                is_wanted=each is liked,
                of_work=view.of_work(each) if each is liked else None,
                said_no_too=each is first and before is not None and before.said_no and each.story.said_no,
                why=view.why(each) if each is best else None,
                asks_silence=each.story.is_in_trust and in_trust == 1 and not view.profile.search.confidential,
            )
            told.append(replace(each, story=story))
    return tuple(told)
