"""The thanks: what became of each name this reader gave, each at its own moment (`docs/content.md` 2.6)."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from jobnet.facts.disclosure import company_spoken
from jobnet.facts.history import BY_HAND
from jobnet.facts.items import Document, Item, Kind
from jobnet.facts.offers import offer_for
from jobnet.facts.progress import Progress, accepted
from jobnet.frozen import dataclass
from jobnet.profile.model import Direction, Stage, TouchKind
from jobnet.profile.names import company_words, holds_words, name_key

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from jobnet.facts.history import History
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Application, Contact, Profile, Prose, Referral, Title, Touchpoint

_WROTE = frozenset({TouchKind.EMAIL, TouchKind.LETTER, TouchKind.MESSAGE})
_MET = frozenset({TouchKind.MEETING, TouchKind.INFORMATIONAL_INTERVIEW})
_SUBJECT_LETTERS, _SUBJECT_WORDS = 32, 3


class Moment(StrEnum):
    """The three times at which somebody who gave a name hears of it."""

    RECEIVED = "received"
    ACTED = "acted"
    RESULT = "result"


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


@dataclass(frozen=True)
class Thanks:
    """Every open loop with one reader in one note."""

    reader: Reader
    seeker: Profile
    today: dt.date
    loops: tuple[Loop, ...]
    talks: tuple[Talk, ...]
    is_over: bool
    """Whether a post is accepted: nothing is promised any more, and no target made clearer."""
    says_it_is_over: bool
    """Whether that may be told by now."""
    sharpen: tuple[Title, ...]
    """The titles to say again, kindly, when a name did not fit; empty when all did."""
    not_a_fit: Prose | None
    offer_in_return: Prose | None
    opening: Prose | None
    subject_name: str | None
    """Whom or what the one lead was, where it is short enough for a subject line."""
    items: tuple[Item, ...]
    attachments: tuple[Path, ...] = ()
    document: Document = Document.THANKS

    @property
    def is_empty(self) -> bool:
        return not self.items

    @property
    def moment(self) -> Moment | None:
        """The moment of the whole note: that of its one loop, the furthest of several."""
        order = tuple(Moment)
        return max((loop.moment for loop in self.loops), key=order.index, default=None)


def thanks_for(profile: Profile, reader: Reader, *, today: dt.date, history: History, again: bool = False) -> Thanks:
    """The note that tells this reader where everything they gave stands; empty when they know it all."""
    contact = reader.contact
    known = heard(history, contact) if contact else Heard()
    given = [r for r in profile.referrals if contact is not None and r.giver.key == contact.key]
    loops = tuple(
        loop_of(profile, referral, moment, today=today)
        for referral in (as_it_stands(profile, each, today) for each in given)
        if (moment := moment_owed(referral, known, today=today, again=again))
    )
    talks = (
        ()
        if contact is None
        else tuple(
            Talk(touchpoint, _whole_date(touchpoint), touchpoint.learned)
            for touchpoint in talks_with(profile, contact, today)
            if again or not is_thanked(touchpoint, history, contact)
        )
    )
    ended = any(loop.moment is Moment.RESULT for loop in loops)
    is_over = accepted(profile.applications, today) is not None
    unsuitable = not is_over and any(loop.unsuitable and not loop.learned for loop in loops)
    return Thanks(
        reader=reader,
        seeker=profile,
        today=today,
        loops=loops,
        talks=talks,
        is_over=is_over,
        says_it_is_over=is_over and _may_be_told(profile, today),
        sharpen=profile.target_titles[: 3 if len(loops) == 1 else 2] if unsuitable else (),
        not_a_fit=profile.not_a_fit if unsuitable and reader.in_field and len(loops) == 1 else None,
        offer_in_return=offer_for(profile, reader) if ended or talks else None,
        opening=contact.opening if contact else None,
        subject_name=_for_subject(loops[0].to) if len(loops) == 1 else None,
        items=(*(loop.item for loop in loops), *(talk.item for talk in talks)),
    )


def moment_of(referral: Referral, today: dt.date) -> Moment | None:
    """Where a referral stands on a day; None before it was received."""
    ended = bool(referral.result or referral.result_on or referral.suitable is False)
    if ended and _happened(referral.result_on, today) and _happened(referral.received, today):
        return Moment.RESULT
    if referral.acted and referral.acted <= today:
        return Moment.ACTED
    return Moment.RECEIVED if _happened(referral.received, today) else None


@dataclass(frozen=True, slots=True)
class Heard:
    """What one giver has heard so far: by item, and the last day they were thanked by hand."""

    items: frozenset[str] = frozenset()
    by_hand: dt.date | None = None


def heard(history: History, contact: Contact) -> Heard:
    by_hand = [told.date for told in history.of(contact) if told.item == BY_HAND and told.document == Document.THANKS]
    return Heard(history.items(contact), max(by_hand, default=None))


def moment_owed(referral: Referral, known: Heard, *, today: dt.date, again: bool = False) -> Moment | None:
    """The moment its giver has not yet heard of, or None: what was thanked or closed by hand counts as heard."""
    moment = moment_of(referral, today)
    if moment is None or again:
        return moment
    if referral.loop_closed and referral.loop_closed <= today:
        return None
    if moment is Moment.RECEIVED and referral.thanked and referral.thanked <= today:
        return None
    on = _moment_date(referral, moment)
    if known.by_hand and on and known.by_hand >= on:
        return None
    # A later moment that was told covers the earlier ones: a corrected date does not reopen a loop.
    later = tuple(Moment)[tuple(Moment).index(moment) :]
    return None if any(referral_item(referral, each).id in known.items for each in later) else moment


def referral_item(referral: Referral, moment: Moment) -> Item:
    identity = f"referral:{referral.key}/{moment}"
    return Item(identity, Kind.REFERRAL, referral.company, referral.position, _moment_date(referral, moment))


def as_it_stands(profile: Profile, referral: Referral, today: dt.date) -> Referral:
    """The referral with what the application that came of it says: when it was followed up, and when it ended.

    A lead to a person is followed up by writing to that person, which only the user knows.
    """
    application = application_from(profile, referral)
    if application is None:
        return referral
    progress = Progress(application, today)
    ended = bool(referral.result or referral.result_on or referral.suitable is False)
    followed = referral.acted or (None if referral.to else progress.applied_on)
    return replace(referral, acted=followed, result_on=referral.result_on if ended else _ended_on(profile, progress))


def _ended_on(profile: Profile, progress: Progress) -> dt.date | None:
    if not progress.is_accepted:
        return progress.end.date if progress.end else None
    may_be_told = _may_be_told(profile, progress.today)
    return next((e.date for e in progress.round if e.stage is Stage.ACCEPTED), None) if may_be_told else None


def _moment_date(referral: Referral, moment: Moment) -> dt.date | None:
    dates = {Moment.RECEIVED: referral.received, Moment.ACTED: referral.acted, Moment.RESULT: referral.result_on}
    return dates[moment]


def talk_item(touchpoint: Touchpoint) -> Item:
    return Item(f"talk:{touchpoint.date}", Kind.TALK, company=touchpoint.company, date=_whole_date(touchpoint))


def talks_with(profile: Profile, contact: Contact, today: dt.date) -> tuple[Touchpoint, ...]:
    """The informational interviews this contact gave, in the order of the file."""
    return tuple(
        touchpoint
        for touchpoint in profile.touchpoints
        if touchpoint.kind is TouchKind.INFORMATIONAL_INTERVIEW
        and _is_with(touchpoint, contact, contact.name)
        and touchpoint.date.earliest <= today
    )


def is_thanked(touchpoint: Touchpoint, history: History, contact: Contact) -> bool:
    """Whether this contact has been thanked for this talk: for itself, or in any thanks since."""
    last = history.last(contact, Document.THANKS)
    return bool(last and last >= touchpoint.date.earliest) or touchpoint.document == Document.THANKS


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
        ending=_ending(profile, progress, today)
        if progress and moment is Moment.RESULT and not referral.result
        else None,
        turned_down=bool(progress and progress.turn_down and moment is Moment.RESULT and not referral.result),
        result=referral.result if moment is Moment.RESULT else None,
        learned=referral.learned if moment is Moment.RESULT else None,
        unsuitable=moment is Moment.RESULT and referral.suitable is False,
    )


def _is_said_in(profile: Profile, to: str, company: str | None) -> bool:
    """Whether "the matron at Cole House" says where already."""
    words = company_words(to)
    return company is not None and any(holds_words(words, tuple(key.split())) for key in profile.company_keys(company))


def application_from(profile: Profile, referral: Referral) -> Application | None:
    """The application that this referral led to: one that came through its giver, else the first that followed it."""
    if referral.company is None:
        return None
    wanted = name_key(referral.position) if referral.position else None
    there = [each for each in profile.applications_at(referral.company) if wanted in (None, name_key(each.position))]
    through = (each for each in there if referral.giver.key in _came_through(each))
    return next(through, None) or next((each for each in there if _followed(referral, each)), None)


def _came_through(application: Application) -> frozenset[str]:
    return frozenset(each.key for each in (application.referral_from, application.agency) if each is not None)


def _followed(referral: Referral, application: Application) -> bool:
    """Whether this application came after somebody pointed to the company or post itself, and names no other way."""
    if _came_through(application) or referral.received is None or (referral.to and not referral.position):
        return False
    applied = (event.date for event in application.events if event.stage is Stage.APPLIED and event.date)
    return next((day >= referral.received for day in applied), False)


def _ending(profile: Profile, progress: Progress, today: dt.date) -> Stage | None:
    if progress.is_accepted:
        return Stage.ACCEPTED if _may_be_told(profile, today) else None
    return progress.end.stage if progress.end else None


def _may_be_told(profile: Profile, today: dt.date) -> bool:
    announce = profile.search.announce_after
    return announce is not None and announce <= today


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
        if (_is_with(touchpoint, None, referral.to) or _is_with(touchpoint, None, head))
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


def _is_with(touchpoint: Touchpoint, contact: Contact | None, name: str) -> bool:
    if touchpoint.contact is not None:
        other = touchpoint.contact
        return other.key == contact.key if contact else name_key(other.name) == name_key(name)
    return touchpoint.person is not None and name_key(touchpoint.person) == name_key(name)


def _for_subject(name: str | None) -> str | None:
    return name if name and len(name) <= _SUBJECT_LETTERS and len(name.split()) <= _SUBJECT_WORDS else None


def _whole_date(touchpoint: Touchpoint) -> dt.date | None:
    return touchpoint.date.earliest if touchpoint.date.day else None


def _happened(day: dt.date | None, today: dt.date) -> bool:
    return day is None or day <= today
