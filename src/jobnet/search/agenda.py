"""What is due today and why: debts first, in the order of `docs/content.md` 4.4, then what can wait a little."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from jobnet.documents.landed import LANDED_ITEM, still_open
from jobnet.documents.thanks_interview import held_by
from jobnet.documents.touch import Because, Reasons, TouchLog, is_still_wanted, person_to_touch
from jobnet.documents.turn_down import reader_for
from jobnet.errors import quoted
from jobnet.facts.employer import is_at_employer
from jobnet.facts.history import BY_HAND, news_item, thanks_item
from jobnet.facts.items import Document
from jobnet.facts.referrals import (
    Heard,
    Moment,
    as_it_stands,
    heard,
    is_thanked,
    moment_of,
    moment_owed,
    referral_item,
)
from jobnet.frozen import dataclass
from jobnet.letters import NOTHING_MORE, Draft, Topic, composed, for_many, written
from jobnet.profile.model import CompanyStatus, Contact, Stage, TouchKind, Updates
from jobnet.profile.names import company_key
from jobnet.recipients import Chosen, everybody, objection
from jobnet.search.workdays import after_working_days, working_day_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jobnet.documents.touch import Contacted, Reason, Stay
    from jobnet.facts.items import Item
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Application, News, Offer, Person, Referral, Touchpoint
    from jobnet.recipients import LeftOut, LetterRun

HANDFUL = 5
"""So many things a day, where what can wait is concerned; debts are shown however many they are."""
LEAST_ROOM = 2
"""What can wait is never crowded out altogether."""
POSTING_DAYS = 7
"""A note about an opening goes out with the application, or soon after; later it is no news."""
TALK_DAYS = 30
"""A talk for advice that was not thanked for within a month is better mentioned in an update."""
THANKS_DAYS = 3
"""So many days from that of the interview on, a thank-you for it comes in time."""
RUNNERUP_DAYS = 30
"""After a month the first note to stay in touch takes the place of the letter."""


class DueKind(StrEnum):
    """What sort of thing is due, in the order in which things are done."""

    LOOP = "loop"
    TIP = "tip"
    THANKS = "thanks"
    RUNNERUP = "runnerup"
    REFERRAL = "referral"
    BRIEF = "brief"
    TOUCH = "touch"
    UPDATE = "update"
    LANDED = "landed"


_ORDER = {kind: place for place, kind in enumerate(DueKind)}


@dataclass(frozen=True)
class LetterDue:
    """One letter that is due: which, for whom, about what."""

    document: Document
    reader: Reader
    topic: Topic = NOTHING_MORE


@dataclass(frozen=True)
class Due:
    """One thing to do: for whom, by when, why, and the command that does it."""

    kind: DueKind
    who: str
    company: str | None
    due: dt.date
    reason: str
    command: str
    about: str = ""
    """What makes it the same thing tomorrow, whatever the reason then says."""
    person: str = ""
    """The key of whoever is written to."""
    letter: LetterDue | None = field(default=None, compare=False)
    """The letter that it asks for, where it asks for one."""

    @property
    def identity(self) -> str:
        return f"{self.kind}:{self.person or self.who}:{self.about}"


def due(run: LetterRun) -> tuple[Due, ...]:
    """What there is to do today, in the order in which to do it."""
    agenda = _Agenda(run)
    if run.snapshot.accepted is not None:
        return tuple(agenda.landing())
    debts = agenda.debts()
    room = max(HANDFUL - len(debts), LEAST_ROOM)
    busy = {each.person for each in debts if each.person}
    ready, bare = agenda.touches()
    others = agenda.chosen([*ready, *agenda.briefs_anew()], busy, room)
    busy |= {each.person for each in others}
    updates = agenda.updates(busy, room - len(others))
    busy |= {each.person for each in updates}
    others += agenda.chosen(bare, busy, room - len(others) - len(updates))
    return (*_in_order([*debts, *others]), *updates)


def letters_due(run: LetterRun) -> tuple[Draft | LeftOut, ...]:
    """Every letter that is due today, written, or why there is none: all of them, however many."""
    agenda = _Agenda(run)
    ready, bare = agenda.touches() if run.snapshot.accepted is None else ([], [])
    personal = [each for each in (*agenda.debts(), *ready, *bare) if each.letter and each.kind is not DueKind.BRIEF]
    outcomes = [
        written(each.letter.document, run, each.letter.reader, Chosen.GROUP, each.letter.topic)
        for each in personal
        if each.letter
    ]
    busy = [each.reader.key for each in outcomes if isinstance(each, Draft)]
    return (*outcomes, *for_many(run, busy))


def without_letter(run: LetterRun) -> Iterator[Application]:
    """Turn-downs after an interview that have had no letter yet, however long ago."""
    return (application for application, _ in _Agenda(run).without_letter())


def _in_order(found: list[Due]) -> list[Due]:
    return sorted(found, key=lambda each: (_ORDER[each.kind], each.due))


class _Agenda:
    """One profile on one day, with what is looked up many times looked up once."""

    def __init__(self, run: LetterRun) -> None:
        self.run = run
        self.profile = run.profile
        self.history = run.history
        self.today = run.today
        self.cadence = run.profile.rules.cadence
        self.log = TouchLog(run.profile, run.history, run.today)
        self._suggested: Counter[str] = Counter()

    # Who may be written to

    def debts(self) -> list[Due]:
        """What is owed to somebody, in the order in which to do it."""
        if self.run.snapshot.accepted is not None:
            return []
        owed = [*self.loops(), *self.tips(), *self.thanks(), *self.runnerups(), *self.referrals(), *self.first_briefs()]
        return [each for each in _in_order(owed) if self.has_room_for(each)]

    def has_room_for(self, debt: Due) -> bool:
        """Whether this debt fits into the month of whoever it is owed to; loops and thanks always do."""
        if debt.kind in {DueKind.LOOP, DueKind.THANKS, DueKind.REFERRAL}:
            return True
        fits = self.may_write_to(debt.person)
        self._suggested[debt.person] += fits
        return fits

    def may_write_to(self, person: str) -> bool:
        """At most three notes to one person in a month."""
        return self.run.calendar.room(person) > self._suggested[person]

    def is_silenced(self, contact: Contact) -> bool:
        """Whoever asked for no more letters, or must not learn of the search, is not suggested for anything."""
        return contact.updates is Updates.OFF or is_at_employer(self.profile, contact)

    # Debts

    def loops(self) -> Iterator[Due]:
        """Givers of names, and of time, who have not heard where it stands."""
        owed: dict[str, list[tuple[dt.date, str]]] = defaultdict(list)
        about: dict[str, set[str]] = defaultdict(set)
        known: dict[str, Heard] = {}
        for referral in self.leads:
            giver = referral.giver
            if giver.key not in known:
                known[giver.key] = heard(self.history, giver)
            moment = moment_owed(referral, known[giver.key], today=self.today)
            if moment is not None:
                owed[giver.key].append(self._loop(referral, moment))
                about[giver.key].add(referral.company or "")
        for talk in self.profile.touchpoints:
            if talk.contact and self._is_owed_thanks(talk):
                day = talk.date.earliest
                by = after_working_days(day, self.cadence["thanks_working_days"], self.profile.locale)
                owed[talk.contact.key].append((by, f"gave you a talk on {day}: say thank you"))
        for key, reasons in owed.items():
            contact = self.profile.contact(key)
            if contact is not None and not self.is_silenced(contact):
                company = "".join(about[key]) or None if len(about[key]) == 1 else None
                by = min(by for by, _ in reasons)
                yield self._to(contact, DueKind.LOOP, by, _joined(reasons), Document.THANKS, company=company)

    @cached_property
    def leads(self) -> tuple[Referral, ...]:
        """Every referral, with what the application that came of it says."""
        return tuple(as_it_stands(self.profile, each, self.today) for each in self.profile.referrals)

    def _loop(self, referral: Referral, moment: Moment) -> tuple[dt.date, str]:
        name = referral.to or referral.company or referral.position or "a name"
        locale, close = self.profile.locale, self.cadence["close_working_days"]
        if moment is Moment.RECEIVED:
            on = f" on {referral.received}" if referral.received else ""
            return referral.received or self.today, f"pointed you to {name}{on}: say thank you"
        if moment is Moment.ACTED and referral.acted:
            by = after_working_days(referral.acted, close, locale)
            return by, f"does not know yet that you followed up {name} on {referral.acted}"
        by = after_working_days(referral.result_on, close, locale) if referral.result_on else self.today
        return by, f"does not know yet what came of {name}"

    def _is_owed_thanks(self, talk: Touchpoint) -> bool:
        day = talk.date.earliest
        is_talk = talk.kind is TouchKind.INFORMATIONAL_INTERVIEW and bool(talk.date.day)
        is_recent = self.today - dt.timedelta(TALK_DAYS) <= day <= self.today
        return is_talk and is_recent and talk.contact is not None and not is_thanked(talk, self.history, talk.contact)

    def tips(self) -> Iterator[Due]:
        """Finds kept for one person: the oldest untold one of each."""
        seen = set()
        for number, news in enumerate(self.profile.news, 1):
            contact = news.reader
            if contact is None or contact.key in seen or not self._is_timely(news) or self.is_silenced(contact):
                continue
            if news_item(news).id in self.history.items(contact):
                continue
            seen.add(contact.key)
            which = news.id or str(number)
            by, reason = news.date or self.today, f"you kept a find for them: {news.headline}"
            yield self._to(
                contact, DueKind.TIP, by, reason, Document.TIP, more=f" --news {quoted(which)}",
                about=news.key, topic=Topic(news=which),
            )  # fmt: skip

    def _is_timely(self, news: News) -> bool:
        begun = news.date is None or news.date <= self.today
        return begun and not any(day is not None and day < self.today for day in (news.deadline, news.on))

    def thanks(self) -> Iterator[Due]:
        """Interviews of these days for which whoever held them has had no thanks."""
        for progress in self.run.snapshot.progress:
            application, talks = progress.application, progress.talks
            day = talks[-1].date if talks else None
            is_recent = day is not None and (self.today - day).days < THANKS_DAYS
            if not is_recent or not progress.is_open or progress.has_open_offer or application.agency is not None:
                continue
            person = held_by(progress)
            if day is None or person is None or self._is_closed_to(reader := self.run.reader(person)):
                continue
            if self._is_thanked(thanks_item(application, day), reader.key, day):
                continue
            several = len([*self.profile.applications_at(application.company)]) > 1
            which = f" --position {quoted(application.position)}" if several else ""
            what = "a first call" if talks[-1].is_first_call else "an interview"
            yield Due(
                DueKind.THANKS,
                reader.name,
                application.company,
                day + dt.timedelta(1),
                f"you had {what} for {application.position} on {day}: say thank you within a day, before they answer",
                f"jobnet thanks --company {quoted(application.company)}{which}",
                about=f"{application.key}/{day}",
                person=reader.key,
                letter=LetterDue(Document.THANKS, reader, Topic(application)),
            )

    def _is_thanked(self, item: Item, person: str, day: dt.date) -> bool:
        """Whether this person has had these thanks, or some by hand since that day."""
        thanks = [each for each in self.history.of_person(person) if each.document == Document.THANKS]
        return any(each.item == item.id or (each.item == BY_HAND and each.date >= day) for each in thanks)

    def runnerups(self) -> Iterator[Due]:
        """Turn-downs after an interview that have had no letter; from the day after, to let the first hours pass."""
        for application, stay in self.without_letter():
            age = (self.today - stay.told_on).days
            if not 0 < age < RUNNERUP_DAYS or not is_still_wanted(self.profile, application):
                continue
            reader = reader_for(self.run.snapshot, application, locale=self.run.locale)
            if self._is_closed_to(reader):
                continue
            limit = self.cadence["runnerup_working_days"]
            by = after_working_days(stay.told_on, limit, self.profile.locale)
            late = ", which has passed" if by < self.today else ""
            yield Due(
                DueKind.RUNNERUP,
                reader.name or "The selection panel",
                application.company,
                by,
                f"{_no(application, stay)} on {stay.told_on}; "
                f"the thank-you letter is best within two days and at the latest by {by}{late}",
                f"jobnet runnerup --company {quoted(application.company)} --position {quoted(application.position)}",
                about=application.key,
                person=reader.key,
                letter=LetterDue(Document.RUNNERUP, reader, Topic(application)),
            )

    def without_letter(self) -> Iterator[tuple[Application, Stay]]:
        return ((application, stay) for application, stay in self._stays if not self.log.has_letter(stay))

    def referrals(self) -> Iterator[Due]:
        """Names that were given and not yet followed up."""
        for referral in self.leads:
            closed = referral.loop_closed is not None and referral.loop_closed <= self.today
            if closed or moment_of(referral, self.today) is not Moment.RECEIVED:
                continue
            name = referral.to or referral.company or referral.position or referral.giver.name
            known_as = referral.id or referral.to or referral.company or referral.giver.typed
            start = referral.received or self.today
            by = after_working_days(start, self.cadence["act_working_days"], self.profile.locale)
            at = f" at {referral.company}" if referral.company and referral.to else ""
            yield Due(
                DueKind.REFERRAL,
                name,
                referral.company,
                by,
                f"{referral.giver.name} pointed you to {name}{at}; write or ring by {by}, then note it",
                f"jobnet set referral {quoted(known_as)} acted={self.today}",
                about=referral.key,
            )

    def first_briefs(self) -> Iterator[Due]:
        """Offers of help that no brief has answered."""
        for contact, offer in self._offers():
            if not self.history.dates(contact, Document.BRIEF):
                free = max(offer.date, self._loops_closed.get(contact.key) or offer.date)
                by = after_working_days(free, self.cadence["brief_days"], self.profile.locale)
                said = f"offered {f'to {offer.what}' if offer.what else 'help'} on {offer.date} and has had no brief"
                yield self._to(contact, DueKind.BRIEF, by, said, Document.BRIEF)

    def briefs_anew(self) -> Iterator[Due]:
        """Briefs that the seeker's present titles and companies have overtaken; nobody is asked twice in a month."""
        for contact, _ in self._offers():
            last, turn = self.history.last(contact, Document.BRIEF), self.run.calendar.turn(contact, Document.BRIEF)
            if last is not None and turn is not None:
                said = f"was given a brief on {last}; your titles or companies have changed since"
                by = working_day_from(turn.day, self.profile.locale)
                yield self._to(contact, DueKind.BRIEF, by, said, Document.BRIEF)

    def _offers(self) -> Iterator[tuple[Contact, Offer]]:
        """Those to whom `brief --all` writes today: but nobody who still waits to hear of a name they gave (REF-05)."""
        for contact in everybody(Document.BRIEF, self.run):
            offer = contact.offered_help
            waits = self._loops_closed.get(contact.key, self.today) is None
            if offer is not None and not waits and self._is_due(Document.BRIEF, contact):
                yield contact, offer

    @cached_property
    def _loops_closed(self) -> Mapping[str, dt.date | None]:
        """For each giver of names the day the last loop was closed; None while one is open (REF-05)."""
        found: dict[str, dt.date | None] = {}
        for referral in self.leads:
            key = referral.giver.key
            closed = self._closed(referral)
            before = found.get(key, closed)
            found[key] = max(before, closed) if before and closed else None
        return found

    def _closed(self, referral: Referral) -> dt.date | None:
        if referral.loop_closed is not None and referral.loop_closed <= self.today:
            return referral.loop_closed
        end = referral_item(referral, Moment.RESULT)
        told = self.history.of(referral.giver)
        by_hand = heard(self.history, referral.giver).by_hand
        if by_hand is not None and end.date is not None and by_hand >= end.date:
            return by_hand
        return next((each.date for each in told if each.item == end.id), None)

    # What can wait

    def chosen(self, waiting: Iterable[Due], busy: set[str], room: int) -> list[Due]:
        """As many of what can wait as there is room for, the longest waiting first, one a person."""
        found: dict[str, Due] = {}
        for each in sorted(waiting, key=lambda each: each.due):
            if len(found) < room and each.person not in busy and self.may_write_to(each.person):
                found.setdefault(each.person, each)
        return list(found.values())

    def touches(self) -> tuple[list[Due], list[Due]]:
        """Companies that said no and are to be reminded, one note a company, by the rules of 4.3.

        First those for which the profile holds a reason to write; the others wait until there is room for them.
        """
        ready: list[Due] = []
        bare: list[Due] = []
        reasons = Reasons(self.profile, self.history, self.today)
        for application, stay, by in self._touches_due():
            person = self._person_at(application, stay.contacts)
            if person is None or self._is_closed_to(reader := self.run.reader(person)):
                continue
            why = reasons.best(application, reader)
            since = by or self._day_of_posting(why)
            if since is not None:
                (bare if why is None else ready).append(self._touch(application, stay, reader, since, why))
        return ready, bare

    def _touches_due(self) -> Iterator[tuple[Application, Stay, dt.date | None]]:
        """By company; without a day where only a fresh posting of theirs would be a reason to write today."""
        seen = set()
        for application, stay in sorted(self._stays, key=lambda each: each[1].told_on, reverse=True):
            key = company_key(application.company)
            if key in seen:
                continue
            seen.add(key)
            by = working_day_from(stay.due, self.profile.locale)
            if stay.stopped(self.today) or not is_still_wanted(self.profile, application):
                continue
            live = any(self.run.snapshot.progress_of(each).is_live for each in self._at[key])
            if by <= self.today and not live:
                yield application, stay, by
            elif self._has_new_posting(key) and self._is_rested(stay):
                yield application, stay, None

    def _has_new_posting(self, company: str) -> bool:
        """Whether another application there was begun in these days: then a note goes with it the same day."""
        newest = (self.run.snapshot.progress_of(each).latest for each in self._at[company])
        first = self.today - dt.timedelta(POSTING_DAYS)
        return any(e and e.date and e.date >= first and e.stage in {Stage.INTERESTED, Stage.APPLIED} for e in newest)

    def _day_of_posting(self, reason: Reason | None) -> dt.date | None:
        posting = reason.posting if reason else None
        latest = self.run.snapshot.progress_of(posting).latest if posting else None
        return latest.date if latest else None

    def _is_rested(self, stay: Stay) -> bool:
        rest = dt.timedelta(self.cadence["touch_first_days"])
        return stay.last is None or self.today - stay.last >= rest

    def _touch(self, application: Application, stay: Stay, reader: Reader, by: dt.date, why: Reason | None) -> Due:
        key = company_key(application.company)
        several = sum(self.run.snapshot.progress_of(each).turn_down is not None for each in self._at[key]) > 1
        which = f" --position {quoted(application.position)}" if several else ""
        return Due(
            DueKind.TOUCH,
            reader.name,
            application.company,
            by,
            f"contact {stay.number} of about {self.cadence['touch_most']} since {application.company} "
            f"{'called the post off' if stay.is_cancelled else 'said no'} on {stay.told_on}; {_why(why)}",
            f"jobnet touch --company {quoted(application.company)}{which}",
            about=f"{application.key}/{stay.number}",
            person=reader.key,
            letter=LetterDue(Document.TOUCH, reader, Topic(application)),
        )

    def updates(self, busy: set[str], room: int) -> tuple[Due, ...]:
        """Readers with something new to hear, the longest waiting first, as many as there is room for."""
        waiting = []
        for contact in everybody(Document.UPDATE, self.run):
            if contact.key not in busy and self._is_due(Document.UPDATE, contact):
                turn = self.run.calendar.turn(contact, Document.UPDATE)
                waiting.append((turn.day if turn else self.today, contact))
        found: list[Due] = []
        for by, contact in sorted(waiting, key=lambda each: each[0]):
            if len(found) >= room:
                break
            if not composed(Document.UPDATE, self.run, self.run.reader(contact)).is_empty:
                last = self.run.calendar.last_contact(contact)
                since = f"last heard from you on {last}" if last else "has not heard from you yet"
                said = f"{since}, and there is something new"
                found.append(self._to(contact, DueKind.UPDATE, by, said, Document.UPDATE))
        return tuple(found)

    def _is_due(self, document: Document, contact: Contact) -> bool:
        """Whether `--all` would write to them today, or would but for a doubt that the user can settle."""
        stopped = objection(document, self.run, self.run.reader(contact), Chosen.ALL)
        return stopped is None or (stopped.rule == "PRIV-02" and not is_at_employer(self.profile, contact))

    # The end of the search

    def landing(self) -> Iterator[Due]:
        """After the yes there is only the good news to tell, once it may be told."""
        waiting = still_open(self.profile, self.today)
        for application in waiting:
            yield Due(
                DueKind.LANDED,
                application.company,
                application.company,
                self.today,
                f"you have accepted a post, and {application.company} still considers you for {application.position}",
                f"jobnet log {quoted(application.company)} withdrawn --position {quoted(application.position)}",
                about=application.key,
            )
        after = self.profile.search.announce_after
        untold = [contact for contact in self.profile.contacts if self._is_to_hear_of_landing(contact)]
        if waiting or not untold or (after and after > self.today):
            return
        named = untold[0].name if len(untold) == 1 else f"{untold[0].name} and {len(untold) - 1} more"
        reason = "those who helped do not know yet that you have landed; do not leave it"
        if after is None:
            reason += ". Set search.announce_after in your profile when the contract is signed and cleared"
        yield Due(DueKind.LANDED, named, None, after or self.today, reason, "jobnet landed --all", about="all")

    def _is_to_hear_of_landing(self, contact: Contact) -> bool:
        if self.is_silenced(contact) or LANDED_ITEM in self.history.items(contact):
            return False
        if self.history.dates(contact, Document.LANDED):
            return False
        written = any(self.history.dates(contact, each) for each in (Document.BRIEF, Document.UPDATE))
        return written or contact.key in self._givers

    @cached_property
    def _givers(self) -> frozenset[str]:
        return frozenset(referral.giver.key for referral in self.profile.referrals)

    # Looked up by several

    @cached_property
    def _stays(self) -> tuple[tuple[Application, Stay], ...]:
        """Every application that was turned down after an interview."""
        found = []
        for application in self.profile.applications:
            stay = self.log.stay(application)
            if stay is not None and self.run.snapshot.progress_of(application).talks:
                found.append((application, stay))
        return tuple(found)

    @cached_property
    def _at(self) -> Mapping[str, list[Application]]:
        found: dict[str, list[Application]] = defaultdict(list)
        for application in self.profile.applications:
            found[company_key(application.company)].append(application)
        return found

    def _person_at(self, application: Application, contacts: tuple[Contacted, ...]) -> Contact | Person | None:
        insiders = (self._insiders.get(key) for key in sorted(self.profile.company_keys(application.company)))
        insider = next((each for each in insiders if each is not None), None)
        return person_to_touch(self.profile, application, contacts, self.today, insider=insider)

    @cached_property
    def _insiders(self) -> Mapping[str, Contact]:
        return {company_key(each.company): each for each in reversed(self.profile.contacts) if each.company}

    def _is_closed_to(self, reader: Reader) -> bool:
        contact = reader.contact
        if is_at_employer(self.profile, reader) or (contact is not None and self.is_silenced(contact)):
            return True
        target = self.profile.target(contact.company) if contact and contact.company else None
        return target is not None and target.status is CompanyStatus.DROPPED

    def _to(
        self,
        contact: Contact,
        kind: DueKind,
        by: dt.date,
        reason: str,
        document: Document,
        *,
        more: str = "",
        company: str | None = None,
        about: str = "",
        topic: Topic = NOTHING_MORE,
    ) -> Due:
        who = quoted(contact.typed)
        return Due(
            kind=kind,
            who=contact.name,
            company=company,
            due=by,
            reason=f"{contact.name} {reason}{_otherwise(contact)}"
            if kind is not DueKind.TIP
            else f"{reason}{_otherwise(contact)}",
            command=f"jobnet {document} --to {who}{more}",
            about=about,
            person=contact.key,
            letter=LetterDue(document, self.run.reader(contact), topic),
        )


def _no(application: Application, stay: Stay) -> str:
    if stay.is_cancelled:
        return f"{application.company} called the {application.position} post off"
    return f"{application.company} said no to {application.position}"


def _why(reason: Reason | None) -> str:
    """What the note would be about."""
    if reason is None:
        return "it needs a reason: news of theirs, a promise kept, or --reason"
    if reason.posting is not None:
        return f"the reason: their opening for {reason.posting.position}, best the same day"
    said = {
        Because.PROMISED: "your promise",
        Because.COMPANY_NEWS: "news of theirs",
        Because.INTEREST: "a find for them",
    }
    return f"the reason: {said[reason.because]}, “{reason.sentence}”"


def _otherwise(contact: Contact) -> str:
    """How to reach somebody without an e-mail address."""
    if contact.email:
        return ""
    if contact.phone:
        return f"; no email address: ring {contact.phone}, with the printed note beside you"
    return "; no email address: print the card and hand it over" + (" or post it" if contact.post else "")


def _joined(reasons: list[tuple[dt.date, str]]) -> str:
    return "; ".join(reason for _, reason in sorted(reasons))
