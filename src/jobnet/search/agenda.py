"""What is due today and why: debts first, in the order of `docs/content.md` 4.4, then what can wait a little."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from jobnet.documents.landed import LANDED_ITEM, still_open
from jobnet.documents.reasons import Because, Reasons
from jobnet.documents.thanks_interview import held_by
from jobnet.documents.touch import person_to_touch, promise_item
from jobnet.errors import quoted
from jobnet.facts.dealings import dealings
from jobnet.facts.employer import is_at_employer
from jobnet.facts.history import BY_HAND, news_item, thanks_item
from jobnet.facts.items import Document
from jobnet.facts.people import person_key
from jobnet.facts.progress import Progress, accepted
from jobnet.facts.readers import reader_of, reader_of_person
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
from jobnet.facts.stay_in_touch import TouchLog, is_still_wanted
from jobnet.frozen import cached_property, dataclass
from jobnet.planning import OCCASIONS, Chosen, Run, has_brief, wants_updates
from jobnet.profile.model import CompanyStatus, Contact, Disclosure, Relationship, Stage, TouchKind, Updates
from jobnet.profile.names import company_key
from jobnet.search.workdays import after_working_days, working_day_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jobnet.documents.reasons import Reason
    from jobnet.facts.history import History
    from jobnet.facts.items import Item
    from jobnet.facts.stay_in_touch import Contacted, Stay
    from jobnet.profile.model import Application, News, Offer, Person, Profile, Referral, Touchpoint

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
_MONTH = dt.timedelta(30)
_WRITTEN = frozenset({TouchKind.EMAIL, TouchKind.LETTER, TouchKind.MESSAGE, TouchKind.CALL})


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

    @property
    def identity(self) -> str:
        return f"{self.kind}:{self.person or self.who}:{self.about}"


def due(profile: Profile, *, history: History, today: dt.date) -> tuple[Due, ...]:
    """Everything that is due, in the order in which to do it."""
    agenda = _Agenda(profile, history, today)
    if accepted(profile.applications, today) is not None:
        return tuple(agenda.landing())
    owed = _in_order(
        [
            *agenda.loops(),
            *agenda.tips(),
            *agenda.thanks(),
            *agenda.runnerups(),
            *agenda.referrals(),
            *agenda.first_briefs(),
        ]
    )
    debts = [each for each in owed if agenda.has_room_for(each)]
    room = max(HANDFUL - len(debts), LEAST_ROOM)
    busy = {each.person for each in debts if each.person}
    ready, bare = agenda.touches()
    others = agenda.chosen([*ready, *agenda.briefs_anew()], busy, room)
    busy |= {each.person for each in others}
    updates = agenda.updates(busy, room - len(others))
    busy |= {each.person for each in updates}
    others += agenda.chosen(bare, busy, room - len(others) - len(updates))
    return (*_in_order([*debts, *others]), *updates)


def _in_order(found: list[Due]) -> list[Due]:
    return sorted(found, key=lambda each: (_ORDER[each.kind], each.due))


class _Agenda:
    """One profile on one day, with what is looked up many times looked up once."""

    def __init__(self, profile: Profile, history: History, today: dt.date) -> None:
        self.profile = profile
        self.history = history
        self.today = today
        self.cadence = profile.rules.cadence
        self.run = Run(profile, today, history)
        self.log = TouchLog(self.run.snapshot, history)
        self._suggested: Counter[str] = Counter()

    # Who may be written to

    def has_room_for(self, debt: Due) -> bool:
        """Whether this debt fits into the month of whoever it is owed to; loops and thanks always do."""
        if debt.kind in {DueKind.LOOP, DueKind.THANKS, DueKind.REFERRAL}:
            return True
        fits = self.may_write_to(debt.person)
        self._suggested[debt.person] += fits
        return fits

    def may_write_to(self, person: str) -> bool:
        """At most three notes to one person in a month."""
        recent = [date for date in self._written.get(person, ()) if date > self.today - _MONTH]
        return len(recent) + self._suggested[person] < self.cadence["notes_a_month"]

    def is_silenced(self, contact: Contact) -> bool:
        """Whoever asked for no more letters, or must not learn of the search, is not suggested for anything."""
        return contact.updates is Updates.OFF or is_at_employer(self.profile, contact)

    def last_contact(self, contact: Contact) -> dt.date | None:
        """The last contact of any kind, either way."""
        return max(self._contacted.get(contact.key, ()), default=None)

    @cached_property
    def _written(self) -> Mapping[str, frozenset[dt.date]]:
        """The days on which the seeker wrote to or rang each person."""
        found: dict[str, set[dt.date]] = defaultdict(set)
        for told in self.history.told:
            if told.document != Document.THANKS:
                found[told.person].add(told.date)
        for touch in self.profile.touchpoints:
            if touch.contact and touch.direction == "out" and touch.kind in _WRITTEN:
                found[touch.contact.key].add(touch.date.earliest)
        return {person: frozenset(dates) for person, dates in found.items()}

    @cached_property
    def _contacted(self) -> Mapping[str, set[dt.date]]:
        found: dict[str, set[dt.date]] = defaultdict(set)
        for told in self.history.told:
            if told.date <= self.today:
                found[told.person].add(told.date)
        for touch in self.profile.touchpoints:
            if touch.contact and touch.date.earliest <= self.today:
                found[touch.contact.key].add(touch.date.earliest)
        return found

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
                yield self._to(contact, DueKind.LOOP, by, _joined(reasons), "thanks", company=company)

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
            which = f" --news {quoted(news.id or str(number))}"
            reason = f"you kept a find for them: {news.headline}"
            found = self._to(contact, DueKind.TIP, news.date or self.today, reason, "tip", more=which)
            yield replace(found, about=news.key)

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
            if day is None or person is None or self._is_closed_to(person):
                continue
            if self._is_thanked(thanks_item(application, day), person_key(person), day):
                continue
            several = len([*self.profile.applications_at(application.company)]) > 1
            which = f" --position {quoted(application.position)}" if several else ""
            what = "a first call" if talks[-1].is_first_call else "an interview"
            yield Due(
                DueKind.THANKS,
                person.name,
                application.company,
                day + dt.timedelta(1),
                f"you had {what} for {application.position} on {day}: say thank you within a day, before they answer",
                f"jobnet thanks --company {quoted(application.company)}{which}",
                about=f"{application.key}/{day}",
                person=person_key(person),
            )

    def _is_thanked(self, item: Item, person: str, day: dt.date) -> bool:
        """Whether this person has had these thanks, or some by hand since that day."""
        thanks = [each for each in self.history.told if each.person == person and each.document == Document.THANKS]
        return any(each.item == item.id or (each.item == BY_HAND and each.date >= day) for each in thanks)

    def runnerups(self) -> Iterator[Due]:
        """Turn-downs after an interview that have had no letter; from the day after, to let the first hours pass."""
        for application, stay in self._stays:
            age = (self.today - stay.told_on).days
            if (
                not 0 < age < RUNNERUP_DAYS
                or self.log.has_letter(stay)
                or not is_still_wanted(self.profile, application)
            ):
                continue
            person = self._person_at(application, ())
            if person is not None and self._is_closed_to(person):
                continue
            limit = self.cadence["runnerup_working_days"]
            by = after_working_days(stay.told_on, limit, self.profile.locale)
            late = ", which has passed" if by < self.today else ""
            yield Due(
                DueKind.RUNNERUP,
                person.name if person else "The selection panel",
                application.company,
                by,
                f"{_no(application, stay)} on {stay.told_on}; "
                f"the thank-you letter is best within two days and at the latest by {by}{late}",
                f"jobnet runnerup --company {quoted(application.company)} --position {quoted(application.position)}",
                about=application.key,
                person=_key(person) if person else "",
            )

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
                yield self._to(contact, DueKind.BRIEF, by, said, "brief")

    def briefs_anew(self) -> Iterator[Due]:
        """Briefs that the seeker's present titles and companies have overtaken; nobody is asked twice in a month."""
        for contact, _ in self._offers():
            last = self.history.last(contact, Document.BRIEF)
            by = last + dt.timedelta(self.cadence["ask_days"]) if last else None
            if by is not None and by <= self.today and not has_brief(self.run, contact):
                said = f"was given a brief on {last}; your titles or companies have changed since"
                yield self._to(contact, DueKind.BRIEF, working_day_from(by, self.profile.locale), said, "brief")

    def _offers(self) -> Iterator[tuple[Contact, Offer]]:
        """Those who offered and may be asked something now: not while they wait to hear of a name they gave."""
        for contact in self.profile.contacts:
            offer = contact.offered_help
            if self._loops_closed.get(contact.key, self.today) is None:
                continue
            decides = contact.relationship in {Relationship.HIRING_MANAGER, Relationship.INTERVIEWER}
            if offer is None or offer.date > self.today or decides or self.is_silenced(contact):
                continue
            if not dealings(self.run.snapshot, reader_of(self.run.snapshot, contact)):
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
        reasons = Reasons(self.run.snapshot, self.history)
        for application, stay, by in self._touches_due():
            person = self._person_at(application, stay.contacts)
            if person is None or self._is_closed_to(person):
                continue
            as_reader = reader_of if isinstance(person, Contact) else reader_of_person
            why = reasons.best(application, as_reader(self.run.snapshot, person))  # type: ignore[arg-type]
            since = by or self._day_of_posting(why)
            if since is not None:
                (bare if why is None else ready).append(self._touch(application, stay, person, since, why))
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
            live = any(Progress(each, self.today).is_live for each in self._at[key])
            if by <= self.today and not live:
                yield application, stay, by
            elif self._has_new_posting(key) and self._is_rested(stay):
                yield application, stay, None

    def _has_new_posting(self, company: str) -> bool:
        """Whether another application there was begun in these days: then a note goes with it the same day."""
        newest = (Progress(each, self.today).latest for each in self._at[company])
        first = self.today - dt.timedelta(POSTING_DAYS)
        return any(e and e.date and e.date >= first and e.stage in {Stage.INTERESTED, Stage.APPLIED} for e in newest)

    def _day_of_posting(self, reason: Reason | None) -> dt.date | None:
        posting = reason.posting if reason else None
        latest = Progress(posting, self.today).latest if posting else None
        return latest.date if latest else None

    def _is_rested(self, stay: Stay) -> bool:
        rest = dt.timedelta(self.cadence["touch_first_days"])
        return stay.last is None or self.today - stay.last >= rest

    def _touch(
        self, application: Application, stay: Stay, person: Contact | Person, by: dt.date, why: Reason | None
    ) -> Due:
        key = company_key(application.company)
        several = sum(Progress(each, self.today).turn_down is not None for each in self._at[key]) > 1
        which = f" --position {quoted(application.position)}" if several else ""
        return Due(
            DueKind.TOUCH,
            person.name,
            application.company,
            by,
            f"contact {stay.number} of about {self.cadence['touch_most']} since {application.company} "
            f"{'called the post off' if stay.is_cancelled else 'said no'} on {stay.told_on}; "
            f"{self._why(why, application, _key(person))}",
            f"jobnet touch --company {quoted(application.company)}{which}",
            about=f"{application.key}/{stay.number}",
            person=_key(person),
        )

    def _why(self, reason: Reason | None, application: Application, person: str) -> str:
        """What the note would be about."""
        promised = application.impression.promised
        if reason is None and promised and promise_item(application).id not in self.history.items_of(person):
            return f"you promised: “{promised}” Keep it with --reason"
        if reason is None:
            return "it needs a reason: news of theirs, something for them, or --reason"
        if reason.posting is not None:
            return f"the reason: their opening for {reason.posting.position}, best the same day"
        if reason.because is Because.AVAILABILITY:
            return "the reason: what you look for, and from when"
        what = "news of theirs" if reason.because is Because.COMPANY_NEWS else "a find for them"
        return f"the reason: {what}, “{reason.sentence}”"

    def updates(self, busy: set[str], room: int) -> tuple[Due, ...]:
        """Readers with something new to hear, the longest waiting first, as many as there is room for."""
        occasion = OCCASIONS[Document.UPDATE]
        waiting = []
        for contact in self.profile.contacts:
            if contact.key in busy or not wants_updates(self.run, contact) or self.is_silenced(contact):
                continue
            by = self._update_due(contact)
            if by <= self.today and self.may_write_to(contact.key):
                waiting.append((by, contact))
        found: list[Due] = []
        for by, contact in sorted(waiting, key=lambda each: each[0]):
            if len(found) >= room:
                break
            if occasion.objection(self.run, contact, Chosen.ALL) is not None:
                continue
            if not occasion.compose(self.run, reader_of(self.run.snapshot, contact)).is_empty:
                last = self.last_contact(contact)
                since = f"last heard from you on {last}" if last else "has not heard from you yet"
                found.append(self._to(contact, DueKind.UPDATE, by, f"{since}, and there is something new", "update"))
        return tuple(found)

    def _update_due(self, contact: Contact) -> dt.date:
        """Counted from the last contact of any kind, so that dates spread; but no reader waits twice as long for it."""
        trusted = contact.trust is Disclosure.TRUSTED
        every = dt.timedelta(self.cadence["update_days_trusted" if trusted else "update_days"])
        last, update = self.last_contact(contact), self.history.last(contact, Document.UPDATE)
        if last is None:
            return self.today
        by = min(last + every, update + 2 * every) if update else last + every
        return working_day_from(by, self.profile.locale)

    # The end of the search

    def landing(self) -> Iterator[Due]:
        """After the yes there is only the good news to tell, once it may be told."""
        waiting = still_open(self.run.snapshot)
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
            if stay is not None and Progress(application, self.today).talks:
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
        return person_to_touch(self.run.snapshot, application, contacts, insider=insider)

    @cached_property
    def _insiders(self) -> Mapping[str, Contact]:
        return {company_key(each.company): each for each in reversed(self.profile.contacts) if each.company}

    def _is_closed_to(self, person: Contact | Person) -> bool:
        contact = person if isinstance(person, Contact) else person.contact
        if contact is not None and self.is_silenced(contact):
            return True
        target = self.profile.target(contact.company) if contact and contact.company else None
        return target is not None and target.status is CompanyStatus.DROPPED

    def _to(
        self,
        contact: Contact,
        kind: DueKind,
        by: dt.date,
        reason: str,
        document: str,
        *,
        more: str = "",
        company: str | None = None,
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
            person=contact.key,
        )


def _no(application: Application, stay: Stay) -> str:
    if stay.is_cancelled:
        return f"{application.company} called the {application.position} post off"
    return f"{application.company} said no to {application.position}"


def _otherwise(contact: Contact) -> str:
    """How to reach somebody without an e-mail address."""
    if contact.email:
        return ""
    if contact.phone:
        return f"; no email address: ring {contact.phone}, with the printed note beside you"
    return "; no email address: print the card and hand it over" + (" or post it" if contact.post else "")


def _joined(reasons: list[tuple[dt.date, str]]) -> str:
    return "; ".join(reason for _, reason in sorted(reasons))


def _key(person: Contact | Person) -> str:
    return person.key if isinstance(person, Contact) else person_key(person)
