"""What the seeker did, by date: for an employment office or a coach."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from jobnet.facts.history import BY_HAND, History
from jobnet.facts.items import Document
from jobnet.facts.people import people_of, person_key
from jobnet.facts.stay_in_touch import application_told
from jobnet.frozen import dataclass
from jobnet.profile.model import Application, Direction, Profile, Stage, TouchKind
from jobnet.profile.names import name_key
from jobnet.search.sent_log import LETTERS, STAGES
from jobnet.search.withheld import Withheld

_TOUCHES = {
    TouchKind.CALL: "Phone call",
    TouchKind.EMAIL: "Email",
    TouchKind.LETTER: "Letter",
    TouchKind.MEETING: "Meeting",
    TouchKind.INFORMATIONAL_INTERVIEW: "Informational interview",
    TouchKind.MESSAGE: "Message",
}
_TO_A_COMPANY = frozenset({Document.RUNNERUP, Document.TOUCH})


@dataclass(frozen=True)
class Activity:
    """One thing done or received on one day. What the user keeps to themselves (`note`) is not in it."""

    date: dt.date
    activity: str
    company: str | None = None
    position: str | None = None
    person: str | None = None
    reference: str | None = None
    """The employer's number of the posting, or its address: what an office asks for."""


@dataclass(frozen=True)
class Range:
    """The days of a report, both included; `since` None reaches back to the beginning."""

    since: dt.date | None
    until: dt.date

    def __contains__(self, day: dt.date | None) -> bool:
        return day is not None and day <= self.until and (self.since is None or self.since <= day)


def report(profile: Profile, days: Range, *, history: History, private: bool = False) -> tuple[Activity, ...]:
    """Everything dated within the range, oldest first; nothing that names what is private, unless it is asked for."""
    withheld = None if private else Withheld(profile)
    found = (
        *_events(profile, days.until, withheld),
        *_touchpoints(profile),
        *_referrals(profile),
        *_letters(profile, history, withheld),
    )
    shown = (each for each in found if each.date in days and not (withheld and _is_withheld(each, withheld)))
    # Sorting is stable: what happened on one day stays in the order of the file.
    return tuple(sorted(dict.fromkeys(shown), key=lambda each: each.date))


def _is_withheld(each: Activity, withheld: Withheld) -> bool:
    said = (each.company, each.position, each.person, each.reference)
    return withheld.is_named_in(said) or withheld.is_about(each.company, each.position)


def _events(profile: Profile, today: dt.date, withheld: Withheld | None) -> Iterator[Activity]:
    announce = profile.search.announce_after
    is_announced = announce is not None and announce <= today
    kept_back = {Stage.OFFER} if is_announced else {Stage.OFFER, Stage.ACCEPTED}
    for application in profile.applications:
        if withheld and withheld.has(application):
            continue
        for event in application.events:
            if event.date is not None and (withheld is None or event.stage not in kept_back):
                yield Activity(
                    date=event.date,
                    activity=STAGES[event.stage].activity + (f" ({event.format})" if event.format else ""),
                    company=application.company,
                    position=application.position,
                    person=", ".join(person.name for person in event.people) or None,
                    reference=application.requisition_id or application.url or application.source,
                )


def _touchpoints(profile: Profile) -> Iterator[Activity]:
    for touch in profile.touchpoints:
        if touch.date.day is not None and touch.document is None:
            contact = touch.contact
            yield Activity(
                date=touch.date.earliest,
                activity=_TOUCHES[touch.kind] + (" (incoming)" if touch.direction is Direction.IN else ""),
                company=touch.company or (contact.company if contact else None),
                person=contact.name if contact else touch.person,
            )


def _referrals(profile: Profile) -> Iterator[Activity]:
    for referral in profile.referrals:
        named = ", ".join(name for name in (referral.to, f"from {referral.giver.name}") if name)
        for date, activity in ((referral.received, "Received a referral"), (referral.acted, "Followed up a referral")):
            if date is not None:
                yield Activity(date, activity, referral.company, referral.position, named)


def _letters(profile: Profile, history: History, withheld: Withheld | None) -> Iterator[Activity]:
    """One line a letter: what the program sent, and what was handed over by hand."""
    applications = {application.key: application for application in profile.applications}
    names = _names(profile)
    places = {
        (touch.date.earliest, touch.document, name_key(touch.person)): touch.company
        for touch in profile.touchpoints
        if touch.document and touch.person and touch.company
    }
    about: dict[tuple[dt.date, str, str], Application | None] = {}
    by_hand = set()
    for told in history.told:
        letter = (told.date, told.document, told.person)
        if told.has_gone:
            is_to_a_company = told.document in _TO_A_COMPANY
            key = application_told(told.item, applications) if is_to_a_company else None
            about[letter] = about.get(letter) or applications.get(key or "")
            by_hand |= {letter} if told.item == BY_HAND else set()
    for letter, application in about.items():
        if application and withheld and withheld.has(application):
            continue
        date, document, person = letter
        contact = profile.contact(person)
        said = LETTERS[document].activity if document in LETTERS else document
        workplace = contact.company if contact else None
        yield Activity(
            date=date,
            activity=f"{said} (by hand)" if letter in by_hand else said,
            company=application.company if application else places.get(letter) or workplace,
            position=application.position if application else None,
            person=contact.name if contact else names.get(person, person),
        )


def _names(profile: Profile) -> Mapping[str, str]:
    """The name, as typed, of everybody who is no contact: letters to them are remembered by the folded one."""
    people = (person for application in profile.applications for person in people_of(application))
    typed = {name_key(touch.person): touch.person for touch in profile.touchpoints if touch.person}
    return typed | {person_key(person): person.name for person in people}
