"""One search on one day: what everybody who asks would else have to work out anew."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from jobnet.facts.people import Part, parts_in, people_in
from jobnet.facts.progress import Progress
from jobnet.facts.referrals import as_it_stands, is_talk
from jobnet.profile.model import (
    Application,
    Direction,
    Disclosure,
    News,
    Person,
    Profile,
    Referral,
    Touchpoint,
    grouped,
)
from jobnet.profile.names import company_words, name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Hashable, Mapping

Made = TypeVar("Made")
_LONGEST_NAME = 8
"""Words."""


class Snapshot:
    """What is so of this search on this day. Made once a run and passed along; worked out as it is asked for."""

    def __init__(self, profile: Profile, today: dt.date) -> None:
        self.profile = profile
        self.today = today
        self._companies_in: dict[int, frozenset[str]] = {}
        self._made: dict[tuple[Hashable, ...], object] = {}

    def once(self, make: Callable[..., Made], *about: Hashable) -> Made:
        """What `make(snapshot, *about)` makes, made once: for modules that know it from above."""
        if (make, *about) not in self._made:
            self._made[make, *about] = make(self, *about)
        return cast("Made", self._made[make, *about])

    @cached_property
    def progress(self) -> tuple[Progress, ...]:
        """How each application stands, in the order of the file."""
        return tuple(Progress(each, self.today) for each in self.profile.applications)

    def progress_of(self, application: Application) -> Progress:
        """How this application stands; also of one that is not in the file as it is asked about here."""
        return self._progress_by_identity.get(id(application)) or Progress(application, self.today)

    @cached_property
    def _progress_by_identity(self) -> Mapping[int, Progress]:
        """By identity, for applications are slow to compare; the profile keeps them alive."""
        return {id(each.application): each for each in self.progress}

    @cached_property
    def accepted(self) -> Application | None:
        """The application that ended the search; None while it goes on."""
        return next((each.application for each in self.progress if each.is_accepted), None)

    @cached_property
    def open_offers(self) -> tuple[Application, ...]:
        """The applications with an offer that is not answered yet."""
        return tuple(each.application for each in self.progress if each.has_open_offer)

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Everybody whom any application names, by `person_key`."""
        return people_in(self.profile.applications)

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """The part of each of these people that is nearest to the decision."""
        return parts_in(self.profile.applications)

    @cached_property
    def news_by_tag(self) -> Mapping[str, list[News]]:
        """The news that is nobody's alone, by folded tag: what bears no day first, then the latest."""
        found: dict[str, list[News]] = defaultdict(list)
        for news in sorted(self.profile.news, key=lambda each: each.date or dt.date.max, reverse=True):
            for tag in dict.fromkeys(name_key(tag) for tag in news.audience) if news.reader is None else ():
                found[tag].append(news)
        return found

    @cached_property
    def news_for(self) -> Mapping[str, list[News]]:
        """The news kept for one contact each, in the order of the file."""
        return grouped(self.profile.news, lambda news: news.reader.key if news.reader else "")

    @cached_property
    def levels(self) -> Mapping[str, Disclosure]:
        """The lowest level at which each company may be named in any role, under every spelling."""
        named = [(key, target.disclosure) for target in self.profile.target_companies for key in target.keys]
        for each in self.profile.applications:
            level = level_of(self.profile, each)
            named += [(key, level) for key in self.profile.company_keys(each.company)]
        # The lowest is written last.
        return dict(sorted(named, key=lambda pair: -pair[1]))

    def companies_in(self, news: News) -> frozenset[str]:
        """The companies of this search that a piece of news names, as `levels` spells them."""
        if id(news) not in self._companies_in:
            self._companies_in[id(news)] = _companies_named(news, self.levels)
        return self._companies_in[id(news)]

    @cached_property
    def referrals(self) -> Mapping[str, list[Referral]]:
        """The names and leads that each contact gave."""
        return grouped(self.profile.referrals, lambda referral: referral.giver.key)

    @cached_property
    def leads(self) -> tuple[Referral, ...]:
        """Every referral, with what the application that came of it says."""
        return tuple(as_it_stands(self.profile, each, self.today) for each in self.profile.referrals)

    @cached_property
    def signs(self) -> Mapping[str, dt.date]:
        """By `Contact.key`, the last day on which somebody answered, met or referred the seeker, or offered help."""
        days = [
            (touch.contact.key, touch.date.earliest)
            for touch in self.profile.touchpoints
            if touch.contact and (touch.direction is Direction.IN or touch.replied or is_talk(touch))
        ]
        days += [(each.giver.key, each.received) for each in self.profile.referrals if each.received]
        days += [(each.key, each.offered_help.date) for each in self.profile.contacts if each.offered_help]
        return {key: day for key, day in sorted(days, key=lambda each: each[1]) if day <= self.today}

    @cached_property
    def touches(self) -> Mapping[str, list[Touchpoint]]:
        """The touchpoints with each person, oldest first."""
        oldest_first = sorted(self.profile.touchpoints, key=lambda each: each.date.earliest)
        return grouped(oldest_first, lambda touch: touch.contact.key if touch.contact else name_key(touch.person or ""))


def level_of(profile: Profile, application: Application) -> Disclosure:
    """The level at which an application may be named: its own, or its company's if that is stricter."""
    target = profile.target(application.company)
    return max(application.disclosure, target.disclosure) if target else application.disclosure


def _companies_named(news: News, names: Container[str]) -> frozenset[str]:
    """Which of these companies a piece of news names: in runs of whole words, one-word names with their capital."""
    tokens = " ".join(filter(None, (news.headline, news.detail, news.why, news.url))).split()
    # Behind another word, "and" and legal forms fall away as they do inside a name.
    words = [(word, token[:1].islower()) for token in tokens for word in company_words(f"x {token}")[1:]]
    found = set()
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST_NAME, len(words)) + 1):
            run = " ".join(word for word, _ in words[start:end])
            if run in names and (end > start + 1 or not words[start][1]):
                found.add(run)
    return frozenset(found)
