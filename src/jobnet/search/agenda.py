"""What is due today and why: debts first, in the order of `docs/content.md` 4.4, then what can wait a little."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from jobnet.documents.addressees import held_by
from jobnet.documents.context import is_timely
from jobnet.documents.landed import still_open
from jobnet.errors import quoted
from jobnet.facts.calendar import after_working_days, working_day_from
from jobnet.facts.employer import is_at_employer
from jobnet.facts.history import BY_HAND, news_item, thanks_item
from jobnet.facts.items import Document, Item
from jobnet.facts.snapshot import Snapshot
from jobnet.letters import Draft, Topic, composed, for_many, written
from jobnet.profile.model import Contact, Offer, Stage
from jobnet.profile.vocabulary import TALKS
from jobnet.recipients import Chosen, LeftOut, LetterRun, everybody, objection
from jobnet.search.due import Due, DueKind, due_over, due_to, in_order, is_closed_to, is_silenced
from jobnet.search.loops import Loops
from jobnet.search.sent_log import STAGES
from jobnet.search.turn_downs import TurnDowns

HANDFUL = 5
"""So many things a day, where what can wait is concerned; debts are shown however many they are."""
LEAST_ROOM = 2
"""What can wait is never crowded out altogether."""
DAYS_AHEAD = 7
THANKS_DAYS = 3
"""So many days from that of the interview on, a thank-you for it comes in time."""


def due(run: LetterRun) -> tuple[Due, ...]:
    """What there is to do today, in the order in which to do it."""
    agenda = _Agenda(run)
    if run.snapshot.accepted is not None:
        return (*in_order(agenda.loops.owed(at_the_end=True)), *agenda.landing())
    debts = agenda.debts()
    room = max(HANDFUL - len(debts), LEAST_ROOM)
    busy = {each.person for each in debts if each.person}
    ready, bare = agenda.turn_downs.touches()
    others = agenda.chosen([*ready, *agenda.briefs(anew=True)], busy, room)
    busy |= {each.person for each in others}
    updates = agenda.updates(busy, room - len(others))
    busy |= {each.person for each in updates}
    others += agenda.chosen(bare, busy, room - len(others) - len(updates))
    return (*in_order([*debts, *others]), *updates)


def ahead(snapshot: Snapshot) -> tuple[str, ...]:
    """What asks for no letter and is on one's mind: offers that wait for an answer, and the talks of the next days."""
    said = []
    for progress in snapshot.progress:
        application = progress.application
        what = f"{application.position} at {application.company}"
        offer = next((each for each in progress.round if each.stage is Stage.OFFER), None)
        if progress.has_open_offer and offer:
            since = f", since {offer.date}" if offer.date else ""
            answer = f"jobnet log {quoted(application.company)} accepted, or declined"
            said.append(f"An offer waits for your answer: {what}{since} ({answer})")
        said += [
            f"Coming up on {each.date}: {STAGES[each.stage].activity.lower()}, {what}"
            for each in progress.planned
            if each.date and each.stage in TALKS and (each.date - snapshot.today).days <= DAYS_AHEAD
        ]
    return tuple(said)


def letters_due(run: LetterRun) -> tuple[tuple[Draft | LeftOut, Due | None], ...]:
    """Every letter that is due today, written, with what asks for it; or why there is none. All, however many."""
    agenda = _Agenda(run)
    is_over = run.snapshot.accepted is not None
    ready, bare = ([], []) if is_over else agenda.turn_downs.touches()
    debts = [*agenda.loops.owed(at_the_end=True)] if is_over else agenda.debts()
    outcomes = [
        (written(each.document, run, each.reader, Chosen.GROUP, each.topic), each)
        for each in (*debts, *ready, *bare)
        if each.reader and each.kind is not DueKind.BRIEF
    ]
    busy = [each.reader.key for each, _ in outcomes if isinstance(each, Draft)]
    return (*outcomes, *((each, agenda.asked_by(each)) for each in for_many(run, busy)))


class _Agenda:
    """One profile on one day, with what is looked up many times looked up once."""

    def __init__(self, run: LetterRun) -> None:
        self.run = run
        self.loops = Loops(run)
        self.turn_downs = TurnDowns(run)
        self._suggested: Counter[str] = Counter()

    def debts(self) -> list[Due]:
        """What is owed to somebody, in the order in which to do it."""
        owed = [
            *self.loops.owed(),
            *self.tips(),
            *self.thanks(),
            *self.turn_downs.runnerups(),
            *self.loops.referrals(),
            *self.briefs(anew=False),
        ]
        return [each for each in in_order(owed) if self.has_room_for(each)]

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

    def tips(self) -> Iterator[Due]:
        """Finds kept for one person: the oldest untold one of each."""
        seen = set()
        for number, news in enumerate(self.run.profile.news, 1):
            contact = news.reader
            if contact is None or contact.key in seen or not is_timely(news, self.run.today):
                continue
            if is_silenced(self.run, contact) or news_item(news).id in self.run.history.items_of(contact.key):
                continue
            seen.add(contact.key)
            which = news.id or str(number)
            by, reason = news.date or self.run.today, f"You kept this for them: {news.headline}"
            yield due_to(
                self.run, contact, DueKind.TIP, by, reason,
                options=f" --news {quoted(which)}", about=news.key, topic=Topic(news=which),
            )  # fmt: skip

    def thanks(self) -> Iterator[Due]:
        """Interviews of these days for which whoever held them has had no thanks."""
        for progress in self.run.snapshot.progress:
            application, talks = progress.application, progress.talks
            day = talks[-1].date if talks else None
            is_recent = day is not None and (self.run.today - day).days < THANKS_DAYS
            if not is_recent or not progress.is_open or progress.has_open_offer or application.agency is not None:
                continue
            person = held_by(progress)
            if day is None or person is None or is_closed_to(self.run, reader := self.run.reader(person)):
                continue
            if self._is_thanked(thanks_item(application, day), reader.key, day):
                continue
            what = "a first call" if talks[-1].is_first_call else "an interview"
            yield due_over(
                application, reader, DueKind.THANKS, day + dt.timedelta(1),
                f"You had {what} for {application.position} on {day}: say thank you within a day, before they answer",
                about=f"{application.key}/{day}",
                is_only=len([*self.run.profile.applications_at(application.company)]) == 1,
            )  # fmt: skip

    def _is_thanked(self, item: Item, person: str, day: dt.date) -> bool:
        """Whether this person has had these thanks, or some by hand since that day."""
        thanks = [each for each in self.run.history.of_person(person) if each.document == Document.THANKS]
        return any(each.item == item.id or (each.item == BY_HAND and each.date >= day) for each in thanks)

    def briefs(self, *, anew: bool) -> Iterator[Due]:
        """Offers of help that no brief has answered; `anew`: whose brief the seeker's present search has overtaken."""
        for contact, offer in self._offers():
            if (self.run.history.last(contact, Document.BRIEF) is not None) is anew:
                yield self.brief_to(contact, offer)

    def brief_to(self, contact: Contact, offer: Offer) -> Due:
        """The brief for somebody who offered help; nobody is asked twice in a month."""
        last, turn = self.run.history.last(contact, Document.BRIEF), self.run.calendar.turn(contact, Document.BRIEF)
        if last is not None and turn is not None:
            said = f"{contact.name} was given a brief on {last}; your titles or companies have changed since"
            by = working_day_from(turn.day, self.run.profile.locale)
        else:
            free = max(offer.date, self.loops.closed.get(contact.key) or offer.date)
            by = after_working_days(free, self.run.cadence["brief_days"], self.run.profile.locale)
            what = (
                f" (“{offer.what}”)" if offer.what else ""
            )  # as it was written: in their language, to “you” or of “me”
            said = f"{contact.name} offered help{what} on {offer.date} and has had no brief"
        return due_to(self.run, contact, DueKind.BRIEF, by, said)

    def _offers(self) -> Iterator[tuple[Contact, Offer]]:
        """Those to whom `brief --all` writes today: but nobody who still waits to hear of a name they gave (REF-05)."""
        for contact in everybody(Document.BRIEF, self.run):
            offer = contact.offered_help
            waits = self.loops.closed.get(contact.key, self.run.today) is None
            if offer is not None and not waits and self._is_due(Document.BRIEF, contact):
                yield contact, offer

    def chosen(self, waiting: Iterable[Due], busy: set[str], room: int) -> list[Due]:
        """As many of what can wait as there is room for, the longest waiting first, one a person."""
        found: dict[str, Due] = {}
        for each in sorted(waiting, key=lambda each: each.due):
            if len(found) < room and each.person not in busy and self.may_write_to(each.person):
                found.setdefault(each.person, each)
        return list(found.values())

    def updates(self, busy: set[str], room: int) -> tuple[Due, ...]:
        """Readers with something new to hear, the longest waiting first, as many as there is room for."""
        readers = (each for each in everybody(Document.UPDATE, self.run) if each.key not in busy)
        waiting = ((self.update_to(each), each) for each in readers if self._is_due(Document.UPDATE, each))
        found: list[Due] = []
        for due, contact in sorted(waiting, key=lambda each: each[0].due):
            if len(found) >= room:
                break
            if not composed(Document.UPDATE, self.run, self.run.reader(contact)).is_empty:
                found.append(due)
        return tuple(found)

    def update_to(self, contact: Contact) -> Due:
        """The update for somebody who has something new to hear."""
        turn, last = self.run.calendar.turn(contact, Document.UPDATE), self.run.calendar.last_contact(contact)
        waits = any(not told.has_gone for told in self.run.history.of(contact))
        never = "has a letter from you that waits or is in doubt" if waits else "has not heard from you yet"
        since = f"last heard from you on {last}" if last else never
        said = f"{contact.name} {since}, and there is something new"
        return due_to(self.run, contact, DueKind.UPDATE, turn.day if turn else self.run.today, said)

    def asked_by(self, outcome: Draft | LeftOut) -> Due | None:
        """What asks for a letter of those that go to many."""
        contact = outcome.reader.contact if isinstance(outcome, Draft) else None
        if not isinstance(outcome, Draft) or contact is None:
            return None
        if outcome.letter.document is Document.BRIEF and contact.offered_help:
            return self.brief_to(contact, contact.offered_help)
        if outcome.letter.document is Document.LANDED:
            by, said = self._announced_from, f"{contact.name} does not know yet that you have landed"
            return due_to(self.run, contact, DueKind.LANDED, by, said)
        return self.update_to(contact)

    def _is_due(self, document: Document, contact: Contact) -> bool:
        """Whether `--all` would write to them today, or would but for a doubt that the user can settle."""
        stopped = objection(document, self.run, self.run.reader(contact), Chosen.ALL)
        return stopped is None or (stopped.rule == "PRIV-02" and not is_at_employer(self.run.snapshot, contact))

    def landing(self) -> Iterator[Due]:
        """After the yes there is only the good news to tell, once it may be told."""
        waiting = still_open(self.run.snapshot)
        for application in waiting:
            yield Due(
                DueKind.LANDED,
                application.company,
                application.company,
                self.run.today,
                f"you have accepted a post, and {application.company} still considers you for {application.position}",
                f"jobnet log {quoted(application.company)} withdrawn --position {quoted(application.position)}",
                about=application.key,
            )
        untold = [each for each in everybody(Document.LANDED, self.run) if self._is_due(Document.LANDED, each)]
        if waiting or not untold or self._announced_from > self.run.today:
            return
        named = untold[0].name if len(untold) == 1 else f"{untold[0].name} and {len(untold) - 1} more"
        reason = "those who helped do not know yet that you have landed; do not leave it"
        if self.run.profile.search.announce_after is None:
            reason += ". Set search.announce_after in your profile when the contract is signed and cleared"
        yield Due(DueKind.LANDED, named, None, self._announced_from, reason, "jobnet landed --all", about="all")

    @property
    def _announced_from(self) -> dt.date:
        """The day from which the good news may be told."""
        return self.run.profile.search.announce_after or self.run.today
