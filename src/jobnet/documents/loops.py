"""Referrals as the update tells of them; goes with the old `documents/update.py`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jobnet.facts.disclosure import company_spoken
from jobnet.facts.progress import Progress
from jobnet.facts.referrals import Moment, application_from, ending_told, is_with, referral_item, talk_item
from jobnet.frozen import dataclass
from jobnet.profile.model import Direction, Stage, TouchKind
from jobnet.profile.names import company_words, holds_words

if TYPE_CHECKING:
    import datetime as dt

    from jobnet.facts.items import Item
    from jobnet.profile.model import Profile, Prose, Referral, Touchpoint

_WROTE = frozenset({TouchKind.EMAIL, TouchKind.LETTER, TouchKind.MESSAGE})
_MET = frozenset({TouchKind.MEETING, TouchKind.INFORMATIONAL_INTERVIEW})


class Reached(StrEnum):
    """How far the seeker got with the person named."""

    WROTE = "wrote"
    CALLED = "called"
    MET = "met"
    FOLLOWED_UP = "followed_up"
    """Nothing says how; only that it was done."""


@dataclass(frozen=True)
class Loop:
    """One referral as its giver is told of it."""

    referral: Referral
    moment: Moment
    to: str | None
    company: str | None
    """Said only where the name given is not the company itself."""
    position: str | None
    acted: dt.date | None
    reached: Reached
    could_not_reach: bool
    """The person named was written to or rung, and nothing came back so far."""
    applied: dt.date | None
    """When the application that came of it was made."""
    interviewed: tuple[dt.date, ...]
    turned_down: bool
    """The application ended in a no, and the user has not put the result into words."""
    ending: Stage | None
    """How the application ended, where the user has not put it into words; a post taken, once it may be told."""
    name_use_ok: bool
    result: Prose | None
    learned: Prose | None
    unsuitable: bool

    @property
    def item(self) -> Item:
        return referral_item(self.referral, self.moment)

    @property
    def tells_what_came_of_it(self) -> bool:
        return bool(self.result or self.learned or self.ending or self.unsuitable)


@dataclass(frozen=True)
class Talk:
    """An informational interview that this reader gave."""

    touchpoint: Touchpoint
    date: dt.date | None
    """None where the user remembers only the month or year."""
    learned: Prose | None

    @property
    def item(self) -> Item:
        return talk_item(self.touchpoint)


def loop_of(profile: Profile, referral: Referral, moment: Moment, *, today: dt.date) -> Loop:
    """One referral as its giver is told of it, with what came of the application it led to."""
    application = application_from(profile, referral)
    progress = Progress(application, today) if application and moment is not Moment.RECEIVED else None
    touches = _touches(profile, referral, today) if moment is not Moment.RECEIVED else ()
    company = company_spoken(profile, referral.company) if referral.company else None
    same = bool(referral.to and referral.company and profile.same_company(referral.to, referral.company))
    return Loop(
        referral=referral,
        moment=moment,
        to=(None if same else referral.to) or company,
        company=None if same or not referral.to or _is_said_in(profile, referral.to, referral.company) else company,
        position=referral.position,
        acted=referral.acted,
        reached=_how(touches),
        could_not_reach=moment is Moment.ACTED and _unanswered(touches),
        applied=progress.applied_on if progress else None,
        interviewed=_interviewed(progress) if progress else (),
        name_use_ok=referral.name_use_ok or referral.giver.name_use_ok,
        ending=ending_told(profile, progress) if progress and moment is Moment.RESULT and not referral.result else None,
        turned_down=bool(progress and progress.turn_down and moment is Moment.RESULT and not referral.result),
        result=referral.result if moment is Moment.RESULT else None,
        learned=referral.learned if moment is Moment.RESULT else None,
        unsuitable=moment is Moment.RESULT and referral.suitable is False,
    )


def _is_said_in(profile: Profile, to: str, company: str | None) -> bool:
    """Whether "the matron at Cole House" says where already."""
    words = company_words(to)
    return company is not None and any(holds_words(words, tuple(key.split())) for key in profile.company_keys(company))


def _interviewed(progress: Progress) -> tuple[dt.date, ...]:
    return tuple(dict.fromkeys(event.date for event in progress.interviews if event.date))


def _touches(profile: Profile, referral: Referral, today: dt.date) -> tuple[Touchpoint, ...]:
    """What passed between the seeker and the person named, since the name was given."""
    if referral.to is None:
        return ()
    since = referral.received or referral.acted
    head = referral.to.partition(",")[0]  # "Elaine Marsden, a baker in Otley" is written to as Elaine Marsden
    return tuple(
        touchpoint
        for touchpoint in profile.touchpoints
        if (is_with(touchpoint, referral.to) or is_with(touchpoint, head))
        and touchpoint.date.earliest <= today
        and (since is None or touchpoint.date.earliest >= since)
    )


def _how(touches: tuple[Touchpoint, ...]) -> Reached:
    kinds = {touchpoint.kind for touchpoint in touches if touchpoint.direction is Direction.OUT}
    if kinds & _MET:
        return Reached.MET
    if TouchKind.CALL in kinds:
        return Reached.CALLED
    return Reached.WROTE if kinds & _WROTE else Reached.FOLLOWED_UP


def _unanswered(touches: tuple[Touchpoint, ...]) -> bool:
    if any(touch.direction is Direction.IN or touch.replied or touch.kind in _MET for touch in touches):
        return False
    return any(touch.replied is False for touch in touches)
