"""Where each referral stands, and what its giver has heard of it: three moments, each told once."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from jobnet.facts.items import Document, Item, Kind
from jobnet.facts.progress import Progress
from jobnet.patterns import pattern
from jobnet.profile.model import Application, CompanyStatus, Contact, Profile, Referral, Stage, TouchKind, Touchpoint
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    import datetime as dt

    from jobnet.facts.history import History, Known

_SPOKEN = frozenset({TouchKind.CALL, TouchKind.MEETING, TouchKind.INFORMATIONAL_INTERVIEW})
_OF_THE_GIVER = pattern(r"^(?:his|her|their) (?=[a-z])")


class Moment(StrEnum):
    """The three times at which somebody who gave a name hears of it."""

    RECEIVED = "received"
    ACTED = "acted"
    RESULT = "result"


def heard(history: History, contact: Contact) -> Known:
    """What this giver has heard so far: by item, and up to the last day they were thanked by hand."""
    return history.known_to(contact, Document.THANKS)


def moment_of(referral: Referral, today: dt.date) -> Moment | None:
    """Where a referral stands on a day; None before it was received."""
    if has_ended(referral) and _happened(referral.result_on, today) and _happened(referral.received, today):
        return Moment.RESULT
    if referral.acted and referral.acted <= today:
        return Moment.ACTED
    return Moment.RECEIVED if _happened(referral.received, today) else None


def has_ended(referral: Referral) -> bool:
    """Whether the profile says that nothing more will come of it."""
    return bool(referral.result or referral.result_on or referral.suitable is False)


def moment_owed(referral: Referral, known: Known, *, today: dt.date, again: bool = False) -> Moment | None:
    """The moment its giver has not yet heard of, or None: what was thanked or closed by hand counts as heard."""
    moment = moment_of(referral, today)
    if moment is None or again:
        return moment
    if referral.loop_closed and referral.loop_closed <= today:
        return None
    if moment is Moment.RECEIVED and referral.thanked and referral.thanked <= today:
        return None
    on = _moment_date(referral, moment)
    if known.up_to and on and known.up_to >= on:
        return None
    # A later moment that was told covers the earlier ones: a corrected date does not reopen a loop.
    later = tuple(Moment)[tuple(Moment).index(moment) :]
    return None if any(referral_item(referral, each).id in known.items for each in later) else moment


def said_to_giver(named: str) -> str:
    """Whom they named, as it is said to themselves: "his sister-in-law" is your sister-in-law."""
    return _OF_THE_GIVER.sub("your ", named)


def was_thanked(referral: Referral, known: Known, today: dt.date) -> bool:
    """Whether its giver has had thanks for it before: by hand, or at an earlier moment."""
    by_hand = known.up_to is not None and _happened(referral.received, known.up_to)
    told = any(referral_item(referral, each).id in known.items for each in Moment)
    return told or by_hand or (referral.thanked is not None and referral.thanked <= today)


def referral_item(referral: Referral, moment: Moment) -> Item:
    """What telling the giver of this moment is recorded as."""
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
    followed = referral.acted or (None if referral.to else progress.applied_on)
    ended = referral.result_on if has_ended(referral) else _ended_on(profile, progress)
    return replace(referral, acted=followed, result_on=ended)


def application_from(profile: Profile, referral: Referral) -> Application | None:
    """The application that this referral led to: one that came through its giver, else the first that followed it."""
    if referral.company is None:
        return None
    wanted = name_key(referral.position) if referral.position else None
    there = [each for each in profile.applications_at(referral.company) if wanted in (None, name_key(each.position))]
    through = (each for each in there if referral.giver.key in _came_through(each))
    return next(through, None) or next((each for each in there if _followed(referral, each)), None)


def application_after(profile: Profile, referral: Referral) -> Application | None:
    """The one it led to, else the first at that company since: nobody need say that the one came of the other."""
    there = profile.applications_at(referral.company) if referral.company else ()
    later = (each for each in there if _came_later(referral, each))
    return application_from(profile, referral) or next(later, None)


def led_to(profile: Profile, referral: Referral, application: Application) -> bool:
    """Whether the application came of it: on record, or since it suited and the application followed."""
    found = application_after if referral.suitable else application_from
    return found(profile, referral) is application


def ending_told(profile: Profile, progress: Progress) -> Stage | None:
    """How an application ended, as far as others may hear of it: a post taken only once it may be announced."""
    if progress.is_accepted:
        return Stage.ACCEPTED if may_be_announced(profile, progress.today) else None
    return progress.ended_as


def is_over_there(profile: Profile, referral: Referral, today: dt.date) -> bool:
    """Whether no step can come any more where it points to: given up, declined, or at its end since it was given."""
    target = profile.target(referral.company) if referral.company else None
    there = [Progress(each, today) for each in profile.applications_at(referral.company or "")]
    given_up = {CompanyStatus.DROPPED, CompanyStatus.PAUSED, CompanyStatus.TURNED_DOWN}
    if (target and target.status in given_up) or any(each.ended_as is Stage.DECLINED for each in there):
        return True
    if any(each.is_live for each in there):
        return False
    if any(each.is_accepted or not each.application.wanted for each in there):
        return True
    given, ends = referral.received, (each.end for each in there if each.end)
    return any(end.date is None or given is None or end.date >= given for end in ends)


def is_told_of(profile: Profile, referral: Referral, today: dt.date) -> bool:
    """Whether it is known what came of this referral, beside that it is over."""
    application = application_from(profile, referral)
    ended = application is not None and ending_told(profile, Progress(application, today)) is not None
    return bool(referral.result or referral.learned or referral.suitable is False or ended)


def may_be_announced(profile: Profile, today: dt.date) -> bool:
    """Whether a post taken may be told of by now."""
    announce = profile.search.announce_after
    return announce is not None and announce <= today


def talks_with(profile: Profile, contact: Contact, today: dt.date) -> tuple[Touchpoint, ...]:
    """The informational interviews this contact gave, in the order of the file."""
    return tuple(
        touchpoint
        for touchpoint in profile.touchpoints
        if touchpoint.kind is TouchKind.INFORMATIONAL_INTERVIEW
        and is_with(touchpoint, contact.name, contact)
        and touchpoint.date.earliest <= today
    )


def is_talk(touchpoint: Touchpoint) -> bool:
    """Whether two people spoke: a call that nobody answered is none."""
    return touchpoint.kind in _SPOKEN and touchpoint.replied is not False


def talk_item(touchpoint: Touchpoint) -> Item:
    """What thanks for a talk are recorded as."""
    day = touchpoint.date.earliest if touchpoint.date.day else None
    return Item(f"talk:{touchpoint.date}", Kind.TALK, company=touchpoint.company, date=day)


def is_thanked(touchpoint: Touchpoint, history: History, contact: Contact) -> bool:
    """Whether this contact has been thanked for this talk: for itself, or in thanks by hand since."""
    last = heard(history, contact).up_to
    is_told = talk_item(touchpoint).id in history.items_of(contact.key)  # by an update, too
    return is_told or bool(last and last >= touchpoint.date.earliest) or touchpoint.document == Document.THANKS


def is_with(touchpoint: Touchpoint, name: str, contact: Contact | None = None) -> bool:
    """Whether this touch was with this contact, or with somebody of this name."""
    if touchpoint.contact is not None:
        other = touchpoint.contact
        return other.key == contact.key if contact else name_key(other.name) == name_key(name)
    return touchpoint.person is not None and name_key(touchpoint.person) == name_key(name)


def _ended_on(profile: Profile, progress: Progress) -> dt.date | None:
    if not progress.is_accepted:
        return progress.end.date if progress.end else None
    taken = (event.date for event in progress.round if event.stage is Stage.ACCEPTED)
    return next(taken, None) if may_be_announced(profile, progress.today) else None


def _moment_date(referral: Referral, moment: Moment) -> dt.date | None:
    dates = {Moment.RECEIVED: referral.received, Moment.ACTED: referral.acted, Moment.RESULT: referral.result_on}
    return dates[moment]


def _came_through(application: Application) -> frozenset[str]:
    return frozenset(each.key for each in (application.referral_from, application.agency) if each is not None)


def _followed(referral: Referral, application: Application) -> bool:
    """Whether this application came after somebody pointed to the company or post itself, and names no other way."""
    return not (referral.to and not referral.position) and _came_later(referral, application)


def _came_later(referral: Referral, application: Application) -> bool:
    if _came_through(application) or referral.received is None:
        return False
    applied = (event.date for event in application.events if event.stage is Stage.APPLIED and event.date)
    return next((day >= referral.received for day in applied), False)


def _happened(day: dt.date | None, today: dt.date) -> bool:
    return day is None or day <= today
