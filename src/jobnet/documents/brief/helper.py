"""Who gets a brief: what they have given and offered, where they can help, and which letter that makes it."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from jobnet.documents.context import Correspondent, offer_of, offered_words
from jobnet.facts.disclosure import CompanyStanding, companies_shown, insider_company, standing_at
from jobnet.facts.offers import OfferKind, kind_of_offer
from jobnet.facts.readers import EMPLOYERS, ReaderKind, has_business_with, knows_people_at, works_at
from jobnet.facts.referrals import is_talk, is_thanked
from jobnet.frozen import dataclass
from jobnet.profile.model import Company, CompanyStatus, Offer, Referral, Relationship, Stage, Tie, Touchpoint
from jobnet.profile.vocabulary import TALKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobnet.facts.progress import Progress


LAYMEN = frozenset({"friend", "outside"})
"""The letters to those who say or pass on something about the seeker, rather than know it themselves."""
WITH_BLURB = LAYMEN | {""}
_SLIGHT = frozenset({Tie.WEAK, Tie.DORMANT})
_LATELY, _A_YEAR = dt.timedelta(days=60), dt.timedelta(days=365)


@dataclass(frozen=True)
class Helper(Correspondent):
    """One reader of a brief."""

    @cached_property
    def situation(self) -> str:
        """Which letter they get: the first that fits of `brief-<situation>.md.j2`; without one the standard letter."""
        fits = {
            "general": self.reader.kind is ReaderKind.GENERAL,
            "employer": self.reader.kind in EMPLOYERS,
            "recruiter": self.reader.kind is ReaderKind.RECRUITER_AGENCY,
            "insider": self.own is not None,
            "reconnect": self.is_dormant,
            "advice": self.reader.relationship in {Relationship.ALUMNI, Relationship.MENTOR},
            "friend": self.reader.row is ReaderKind.CLOSE_FRIEND,
            "outside": not self.reader.in_field,
            "knows": bool(self.known),
        }
        return next((name for name, does_fit in fits.items() if does_fit), "")

    @property
    def on_paper(self) -> bool:
        """Whether they get letters by post, or are rung up: there is nothing to click on."""
        is_posted_or_rung = self.contact and not self.reader.email and (self.contact.post or self.contact.phone)
        return bool(self.reader.paper or is_posted_or_rung)

    @property
    def must_place_me(self) -> bool:
        """Whether to say how they know the seeker: not to somebody who helps, or was in touch within the year."""
        lately = self.snapshot.today - _A_YEAR
        is_present = self.offer or self.leads or any(each.date.earliest > lately for each in self.touches)
        return self.contact is not None and not is_present

    @property
    def is_slight(self) -> bool:
        """Whether seeker and reader know each other a little, so that one thing is enough to ask."""
        return self.contact is not None and self.contact.tie in _SLIGHT

    @property
    def offer(self) -> Offer | None:
        return offer_of(self.reader, self.snapshot.today)

    @property
    def offer_kind(self) -> OfferKind | None:
        """What they have offered; nothing that counts beside a name they gave."""
        what = offered_words(self.offer)
        return None if self.leads or self.has_no_more_use(what) else kind_of_offer(what)

    @cached_property
    def leads(self) -> tuple[Referral, ...]:
        """The names and leads that they have given, the newest first."""
        today = self.snapshot.today
        named = (each for each in self.given if (each.to or each.company) and (each.received or today) <= today)
        return tuple(sorted(named, key=lambda each: each.received or dt.date.min, reverse=True))

    @cached_property
    def talk(self) -> Touchpoint | None:
        """The last talk with them of which the day is known; None where it is two months ago, or that of the offer."""
        today, offered_on = self.snapshot.today, self.offer.date if self.offer else None
        talks = (each for each in self.touches if is_talk(each) and each.date.earliest != offered_on)
        lately = [each for each in talks if each.date.day and today - _LATELY <= each.date.earliest <= today]
        return max(lately, key=lambda each: each.date.earliest, default=None)

    @property
    def is_talk_thanked(self) -> bool:
        return bool(self.talk and self.contact and is_thanked(self.talk, self.history, self.contact))

    @cached_property
    def own(self) -> Company | None:
        """The company of the search where they work, unless the seeker has given it up, or must not speak of it."""
        name = insider_company(self.profile, self.reader)
        if name is None:
            return None
        target = self.profile.target(name)
        applications = tuple(self.profile.applications_at(name))
        if target and target.status in {CompanyStatus.PAUSED, CompanyStatus.DROPPED}:
            return None
        if not has_business_with(self.snapshot, name):
            return None
        if applications and not any(each.wanted for each in applications):
            return None
        company, there = target or Company(name), tuple(map(self.snapshot.progress_of, applications))
        if any(each.has_open_offer for each in there):
            return company
        is_left = _is_left(there) or standing_at(self.snapshot, self.reader, company) is None
        return None if is_left else company

    @cached_property
    def companies(self) -> tuple[CompanyStanding, ...]:
        """Whom they may be asked about, by weight: not where they gave a name, nor where they must not ring."""
        return tuple(standing for _, standing in self._companies)

    @cached_property
    def known(self) -> tuple[CompanyStanding, ...]:
        """Those of them where they know people."""
        known = (one for each, one in self._companies if knows_people_at(self.profile, self.contact, each.name))
        return tuple(known)

    @cached_property
    def _companies(self) -> tuple[tuple[Company, CompanyStanding], ...]:
        given = {key for each in self.leads if each.company for key in self.profile.company_keys(each.company)}
        targets = (*self._with_talks_elsewhere(), *companies_shown(self.profile, self.reader))
        asked = (each for each in targets if given.isdisjoint(self.profile.company_keys(each.name)))
        standings = ((each, standing_at(self.snapshot, self.reader, each)) for each in asked)
        return tuple((each, one) for each, one in standings if one and self._is_worth_asking(each, one))

    def _is_worth_asking(self, company: Company, standing: CompanyStanding) -> bool:
        """Not where the seeker leaves it at a no or said it, nor where somebody there has said how things are."""
        there = tuple(map(self.snapshot.progress_of, self.profile.applications_at(company.name)))
        if not standing.is_open and any(each.ended_as is Stage.DECLINED for each in there):
            return False
        if _is_left(there) and works_at(self.profile, self.contact, company.name):
            return False
        told = (each.company for each in self.profile.referrals if each.result)
        is_told = any(each and self.profile.same_company(each, company.name) for each in told)
        return (standing.still or not standing.said_no) and not (standing.is_in_touch and is_told)

    def _with_talks_elsewhere(self) -> Iterator[Company]:
        """Where a talk is coming at a company that is no target."""
        for each in self.snapshot.progress:
            company, is_coming = each.application.company, any(e.stage in TALKS for e in each.planned)
            if is_coming and each.application.wanted and self.profile.target(company) is None:
                yield Company(company)


def _is_left(there: Sequence[Progress]) -> bool:
    """Whether the seeker ended the last of it: by declining an offer, or by withdrawing."""
    ends = [each.end for each in there if each.end]
    last = max(ends, key=lambda each: each.date or dt.date.min, default=None)
    return bool(last and len(ends) == len(there) and last.stage in {Stage.DECLINED, Stage.WITHDRAWN})
