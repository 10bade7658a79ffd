"""What the seeker did, by date, for an employment office or a coach; and what of it is private and stays out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from jobnet.facts.history import BY_HAND, History
from jobnet.facts.items import Document
from jobnet.facts.people import people_in, people_of
from jobnet.facts.referrals import may_be_announced
from jobnet.facts.since import Window
from jobnet.facts.snapshot import level_of
from jobnet.facts.stay_in_touch import application_told
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.model import NOWHERE, Application, Direction, Disclosure, Person, Profile, Stage, TouchKind
from jobnet.profile.names import bare, company_key, name_key
from jobnet.review.leaks.name import Index, Name, What, names_of_company, names_of_person, typed_names
from jobnet.review.leaks.searchable import Searchable
from jobnet.review.leaks.spellings import nicknames_of
from jobnet.search.sent_log import LETTERS, STAGES

if TYPE_CHECKING:
    from jobnet.search.due import Due

_TOUCHES = {
    TouchKind.CALL: "Phone call",
    TouchKind.EMAIL: "Email",
    TouchKind.LETTER: "Letter",
    TouchKind.MEETING: "Meeting",
    TouchKind.INFORMATIONAL_INTERVIEW: "Informational interview",
    TouchKind.MESSAGE: "Message",
}
_WRITTEN = {said.activity for said in LETTERS.values()} | {
    _TOUCHES[kind] for kind in (TouchKind.EMAIL, TouchKind.LETTER, TouchKind.MESSAGE)
}
_TO_A_COMPANY = frozenset({Document.RUNNERUP, Document.TOUCH})
_WORD = pattern(r"[^\W_]+")
_SAFE_INSIDE = 7
"""Letters from which a name run together tells itself in an address: `jobs.quorvexmills.example`."""


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

    @property
    def is_letter(self) -> bool:
        """Whether the seeker wrote to somebody."""
        return self.activity.removesuffix(" (by hand)") in _WRITTEN

    @property
    def line(self) -> str:
        """`2026-10-06  Interview: Quality Manager, Fennel & Rye (Luis Ruiz)`."""
        about = ", ".join(part for part in (self.position, self.company) if part)
        extra = "; ".join(part for part in (self.person, self.reference) if part)
        return f"{self.date}  {self.activity}{f': {about}' if about else ''}{f' ({extra})' if extra else ''}"


def report(profile: Profile, days: Window, history: History, withheld: Withheld | None) -> tuple[Activity, ...]:
    """Everything dated within the range, oldest first; nothing that is withheld, if anything is."""
    found = (
        *_events(profile, days.until, withheld),
        *_touchpoints(profile),
        *_referrals(profile),
        *_letters(profile, history, withheld),
    )
    shown = (each for each in found if each.date in days and not (withheld and withheld.is_in(each)))
    # Sorting is stable: what happened on one day stays in the order of the file.
    return tuple(sorted(dict.fromkeys(shown), key=lambda each: each.date))


def told_applications(profile: Profile, today: dt.date, withheld: Withheld | None) -> Iterator[Application]:
    """The applications that are not private, each without an offer that may not be told of yet."""
    kept_back = {Stage.OFFER} if may_be_announced(profile, today) else {Stage.OFFER, Stage.ACCEPTED}
    for application in profile.applications:
        if withheld is None:
            yield application
        elif not withheld.has(application):
            yield replace(application, events=tuple(e for e in application.events if e.stage not in kept_back))


def _events(profile: Profile, today: dt.date, withheld: Withheld | None) -> Iterator[Activity]:
    for application in told_applications(profile, today, withheld):
        for event in application.standing:
            if event.date is not None:
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
    # Letters to whoever is no contact are remembered by the folded name.
    names = {name_key(touch.person): touch.person for touch in profile.touchpoints if touch.person}
    names |= {key: person.name for key, person in people_in(profile.applications).items()}
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


class Withheld:
    """The companies, people and applications of this profile that those who read an output may not learn of."""

    def __init__(self, profile: Profile, ceiling: int = Disclosure.TRUSTED) -> None:
        """`ceiling`: up to which level they may know; by default all but what is private."""
        self._profile = profile
        self._ceiling = ceiling
        private = [each for each in profile.applications if self._is_above(each)]
        told = [each for each in profile.applications if not self._is_above(each)]
        named = [(company.name, company.disclosure) for company in profile.target_companies]
        shown = {key for name, level in named if level <= ceiling for key in profile.company_keys(name)}
        shown |= {key for each in told for key in profile.company_keys(each.company)}
        hidden = [name for name, level in named if level > ceiling] + [each.company for each in private]
        self._companies = {key for name in hidden for key in profile.company_keys(name)} - shown
        known = {name_key(person.name) for each in told for person in people_of(each)}
        known |= {name_key(contact.name) for contact in profile.contacts}
        said = {word for key in shown | known for word in key.split()}
        short = {word: typed for name in hidden for word, typed in nicknames_of(name).items() if word not in said}
        people = [person for each in private for person in people_of(each) if name_key(person.name) not in known]
        led_there = (each for each in profile.referrals if company_key(each.company or "") in self._companies)
        people += [Person(each.to) for each in led_there if each.to and name_key(each.to) not in known]
        targets = filter(None, map(profile.target, hidden))
        aliases = [typed for target in targets for typed in typed_names(target)]
        self._shown = shown
        self._names = Index((
            *(each for typed in dict.fromkeys((*hidden, *aliases)) if company_key(typed) not in shown
              for each in names_of_company(typed, typed, typed, NOWHERE)),
            *(Name((word,), typed, What.COMPANY, word, word, NOWHERE, typed) for word, typed in short.items()),
            *(each for person in people for each in names_of_person(person, person.name, NOWHERE)),
        ))  # fmt: skip
        self._posts = {(company_key(each.company), name_key(each.position)) for each in private}
        self._finds = [find.headline for find in profile.news if find.disclosure > ceiling]

    def has(self, application: Application) -> bool:
        """Whether this application is above the ceiling, or names what is."""
        said = (application.company, application.position)
        return self._is_above(application) or self._is_post(*said) or self.is_named_in(said)

    def _is_above(self, application: Application) -> bool:
        """By its own level or its company's."""
        return level_of(self._profile, application) > self._ceiling

    def _is_post(self, company: str | None, position: str | None) -> bool:
        return (company_key(company or ""), name_key(position or "")) in self._posts

    def is_in(self, each: Activity) -> bool:
        """Whether it names a company or person who is private, or is of a private post, whatever its company."""
        said = (each.company, each.position, each.person, each.reference)
        return self._is_post(each.company, each.position) or self.is_named_in(said)

    def holds_back(self, each: Due) -> bool:
        """Whether it is over an application, or names a post, a company, a person or a find, that is withheld."""
        application, company = each.topic.application, company_key(each.company or "")
        posts = (post for at, post in self._posts if at == company)
        return (
            (application is not None and self.has(application))
            or any(post in name_key(each.reason) for post in posts)
            or self.is_named_in((each.who, each.company, each.reason))
        )

    def is_named_in(self, texts: Iterable[str | None]) -> bool:
        """Whether one of these texts names a company or person, or has a find, that they may not learn of."""
        return any(self._is_named_in(text) or any(find in text for find in self._finds) for text in texts if text)

    def _is_named_in(self, text: str) -> bool:
        joined = "".join(_WORD.findall(bare(text).lower()))
        together = (key.replace(" ", "") for key in self._companies if " " in key)
        return (key := company_key(text)) not in self._shown and (
            key in self._companies
            or Searchable("", text).holds(self._names)
            or any(len(each) >= _SAFE_INSIDE and each in joined for each in together)
        )
