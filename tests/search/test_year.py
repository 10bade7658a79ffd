"""A year of one search, day by day, doing what `next` says: nobody pestered, nothing forgotten."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from jobnet.documents.addressees import reader_for, reader_thanked, turned_down_application, whom_to_touch
from jobnet.documents.brief import brief_for
from jobnet.documents.landed import landed_for
from jobnet.documents.runnerup import runnerup_for
from jobnet.documents.thanks import thanks_for
from jobnet.documents.thanks_interview import thanks_after_interview
from jobnet.documents.tip import tip_for, tip_to_tell
from jobnet.documents.touch import touch_for
from jobnet.documents.update import update_for
from jobnet.facts.calendar import is_working_day
from jobnet.facts.history import History, Told
from jobnet.facts.items import Document
from jobnet.facts.readers import reader_of
from jobnet.facts.since import window
from jobnet.facts.snapshot import Snapshot
from jobnet.profile.model import (
    CompanyStatus,
    Contact,
    Direction,
    Event,
    Impression,
    News,
    PartialDate,
    Profile,
    Prose,
    Referral,
    Search,
    Stage,
    Touchpoint,
    Updates,
)
from jobnet.profile.names import name_key
from jobnet.recipients import LetterRun
from jobnet.search.agenda import due
from jobnet.search.due import Due, DueKind
from tests.builders import (
    EN_GB,
    a_company,
    a_contact,
    a_person,
    a_profile,
    a_snapshot,
    an_application,
    an_event,
    an_offer,
    day,
)

if TYPE_CHECKING:
    from collections.abc import Callable

START = day("2026-01-05")
DAYS = 364
LANDED_ON = START + dt.timedelta(330)
OPTED_OUT, OPTED_OUT_ON = 7, START + dt.timedelta(150)
DROPPED, DROPPED_ON = "Company 3", START + dt.timedelta(200)
DEBTS = frozenset({DueKind.LOOP, DueKind.TIP, DueKind.THANKS, DueKind.RUNNERUP, DueKind.REFERRAL, DueKind.BRIEF})


@dataclass
class World:
    """The script of a year, and what was done about it."""

    random: Random
    told: list[Told] = field(default_factory=list)
    acted: dict[str, dt.date] = field(default_factory=dict)
    replies: list[Touchpoint] = field(default_factory=list)
    withdrawn: dict[str, dt.date] = field(default_factory=dict)
    days: dict[dt.date, tuple[Due, ...]] = field(default_factory=dict)

    def after(self, start: dt.date, least: int, most: int) -> dt.date:
        return start + dt.timedelta(self.random.randint(least, most))

    def __post_init__(self) -> None:
        def some_day(most: int) -> dt.date:
            return self.after(START, 1, most)

        self.contacts = tuple(
            a_contact(
                f"Helper {n}",
                email=f"helper{n}@example.com" if n % 9 else None,
                offered_help=an_offer(str(some_day(250))) if n % 2 else None,
                updates=Updates.ON if n % 10 == 2 else None,
                company=f"Company {n}" if n % 6 == 0 else None,
            )
            for n in range(60)
        )
        self.bosses = tuple(a_person(f"Boss {n}", email=f"boss{n}@example.com") for n in range(40))
        self.applications = tuple(self._application(n, some_day(280)) for n in range(40))
        self.finds = tuple(
            News(
                Prose(f"Find number {n} is worth a look."),
                id=f"find{n}",
                date=some_day(300),
                reader=self.contacts[n * 3 % 60] if n % 3 == 0 else None,
            )
            for n in range(50)
        )
        self.referrals = tuple(
            Referral(self.contacts[n * 7 % 60], id=f"lead{n}", to=f"Somebody {n}", received=some_day(280))
            for n in range(20)
        )

    def _application(self, n: int, applied: dt.date) -> Any:
        interview = self.after(applied, 5, 20)
        end = self.after(interview, 3, 20)
        events = [an_event(Stage.APPLIED, str(applied))]
        if n % 4:
            events.append(an_event(Stage.INTERVIEW, str(interview), people=(self.bosses[n],)))
        if n % 5:
            events.append(an_event((Stage.RUNNER_UP, Stage.REJECTED, Stage.CANCELLED)[n % 3], str(end)))
        if n == 0:
            events.append(an_event(Stage.ACCEPTED, str(LANDED_ON)))
        return an_application(
            f"Company {n % 35}",
            f"Baker {n}",
            hiring_manager=self.bosses[n],
            events=tuple(events),
            impression=Impression(particulars=(Prose("The oven hall stays with me."), Prose("So does the team."))),
        )

    def profile(self, today: dt.date) -> Profile:
        """What the seeker's file says on this day."""
        contacts = {c.key: self._known(c, today) for c in self.contacts}
        status = CompanyStatus.DROPPED if today >= DROPPED_ON else CompanyStatus.ACTIVE
        return a_profile(
            target_companies=tuple(
                a_company(f"Company {n}", status=status if f"Company {n}" == DROPPED else CompanyStatus.ACTIVE)
                for n in range(12)
            ),
            search=Search(started=START, announce_after=LANDED_ON + dt.timedelta(7)),
            contacts=tuple(contacts.values()),
            applications=tuple(self._so_far(a, today) for a in self.applications if a.events[0].date <= today),
            news=tuple(
                replace(each, reader=contacts[each.reader.key] if each.reader else None)
                for each in self.finds
                if each.date and each.date <= today
            ),
            referrals=tuple(
                self._lead(each, contacts[each.giver.key], today)
                for each in self.referrals
                if each.received and each.received <= today
            ),
            touchpoints=tuple(
                replace(each, contact=contacts[each.contact.key] if each.contact else None) for each in self.replies
            ),
        )

    def _known(self, contact: Contact, today: dt.date) -> Contact:
        offer = contact.offered_help if contact.offered_help and contact.offered_help.date <= today else None
        opted_out = contact is self.contacts[OPTED_OUT] and today >= OPTED_OUT_ON
        return replace(contact, offered_help=offer, updates=Updates.OFF if opted_out else contact.updates)

    def _so_far(self, application: Any, today: dt.date) -> Any:
        events = [event for event in application.events if event.date <= today]
        if (on := self.withdrawn.get(application.key)) is not None:
            events.append(Event(Stage.WITHDRAWN, on))
        return replace(application, events=tuple(events))

    def _lead(self, referral: Referral, giver: Contact, today: dt.date) -> Referral:
        acted = self.acted.get(referral.key)
        result_on = acted + dt.timedelta(10) if acted else None
        ended = result_on is not None and result_on <= today
        return replace(
            referral,
            giver=giver,
            acted=acted,
            result=Prose("It was a good talk.") if ended else None,
            result_on=result_on if ended else None,
            suitable=bool(len(referral.key) % 2) if ended else None,
        )

    def live(self) -> None:
        for number in range(DAYS):
            today = START + dt.timedelta(number)
            if is_working_day(today, EN_GB):
                profile = self.profile(today)
                self.days[today] = due(LetterRun(Snapshot(profile, today), History(tuple(self.told))))
                for each in self.days[today]:
                    DO[each.kind](self, self.profile(today), each, today)
            elif number % 7 == 5:
                self._somebody_answers(today)

    def _somebody_answers(self, today: dt.date) -> None:
        for contact in self.contacts:
            if self.random.random() < 0.1:
                date = PartialDate(today.year, today.month, today.day)
                self.replies.append(Touchpoint(date, contact=contact, direction=Direction.IN))

    def tell(self, person: str, context: Any, today: dt.date) -> None:
        assert context.items
        self.told += [Told(person, item.id, str(context.document), today) for item in context.items]


def the_contact(profile: Profile, each: Due) -> Contact:
    found = profile.contact(each.person)
    assert found is not None
    return found


def _thank(world: World, profile: Profile, each: Due, today: dt.date) -> None:
    contact = the_contact(profile, each)
    history = History(tuple(world.told))
    world.tell(
        contact.key,
        thanks_for(a_snapshot(profile, today), reader_of(a_snapshot(profile), contact), history=history),
        today,
    )


def _tip(world: World, profile: Profile, each: Due, today: dt.date) -> None:
    contact = the_contact(profile, each)
    snapshot, history = a_snapshot(profile, today), History(tuple(world.told))
    reader = reader_of(snapshot, contact)
    find = tip_to_tell(snapshot, reader, each.command.rpartition("--news ")[2], history=history)
    world.tell(contact.key, tip_for(snapshot, reader, find, history=history), today)


def _thank_for_an_interview(world: World, profile: Profile, each: Due, today: dt.date) -> None:
    snapshot = a_snapshot(profile, today)
    application = next(a for a in profile.applications if each.about.startswith(f"{a.key}/"))
    reader = reader_thanked(snapshot, application, None)
    world.tell(
        reader.key,
        thanks_after_interview(snapshot, application, reader, history=History(tuple(world.told))),
        today,
    )


def _runnerup(world: World, profile: Profile, each: Due, today: dt.date) -> None:
    application = next(a for a in profile.applications if a.key == each.about)
    reader = reader_for(a_snapshot(profile, today), application)
    context = runnerup_for(a_snapshot(profile, today), application, reader, history=History(tuple(world.told)))
    world.tell(reader.key, context, today)


def _act(world: World, profile: Profile, each: Due, today: dt.date) -> None:
    assert profile.referrals
    world.acted[each.about] = today


def _brief(world: World, profile: Profile, each: Due, today: dt.date) -> None:
    contact = the_contact(profile, each)
    history = History(tuple(world.told))
    world.tell(
        contact.key,
        brief_for(a_snapshot(profile, today), reader_of(a_snapshot(profile), contact), history=history),
        today,
    )


def _touch(world: World, profile: Profile, each: Due, today: dt.date) -> None:
    assert each.company is not None
    history = History(tuple(world.told))
    position = each.command.partition("--position ")[2].strip('"') or None
    snapshot = a_snapshot(profile, today)
    application = turned_down_application(snapshot, each.company, position)
    person = whom_to_touch(snapshot, application, history=history)
    assert person is not None
    reader = reader_of(snapshot, person)
    reason = "A study on ovens has come out."
    context = touch_for(snapshot, application, reader, reason=reason, history=history)
    world.tell(reader.key, context, today)


def _update(world: World, profile: Profile, each: Due, today: dt.date) -> None:
    contact = the_contact(profile, each)
    reader, history = reader_of(a_snapshot(profile), contact), History(tuple(world.told))
    days = window(profile, reader, today=today, history=history)
    world.tell(contact.key, update_for(a_snapshot(profile, today), reader, days, history=history), today)


def _land(world: World, profile: Profile, each: Due, today: dt.date) -> None:
    if "withdrawn" in each.command:
        world.withdrawn[each.about] = today
        return
    history = History(tuple(world.told))
    for contact in profile.contacts:
        helped = any(history.dates(contact, d) for d in (Document.BRIEF, Document.UPDATE))
        gave = any(referral.giver.key == contact.key for referral in profile.referrals)
        if (helped or gave) and contact.updates is not Updates.OFF:
            snapshot = a_snapshot(profile, today)
            context = landed_for(snapshot, reader_of(snapshot, contact), history=history)
            world.tell(contact.key, context, today)


DO: dict[DueKind, Callable[[World, Profile, Due, dt.date], None]] = {
    DueKind.LOOP: _thank,
    DueKind.TIP: _tip,
    DueKind.THANKS: _thank_for_an_interview,
    DueKind.RUNNERUP: _runnerup,
    DueKind.REFERRAL: _act,
    DueKind.BRIEF: _brief,
    DueKind.TOUCH: _touch,
    DueKind.UPDATE: _update,
    DueKind.LANDED: _land,
}


def notes(world: World) -> dict[str, dict[dt.date, set[str]]]:
    """What each person was written, by day."""
    found: dict[str, dict[dt.date, set[str]]] = defaultdict(lambda: defaultdict(set))
    for told in world.told:
        found[told.person][told.date].add(told.document)
    return found


def the_year_is_not_empty(year: World) -> None:
    count = Counter(each.kind for found in year.days.values() for each in found)
    assert set(count) == set(DueKind)
    assert count[DueKind.UPDATE] > 100


def nobody_gets_more_than_three_notes_a_month_loops_excepted(year: World) -> None:
    for days in notes(year).values():
        dates = [date for date, documents in days.items() for each in documents if each not in {"thanks", "landed"}]
        assert all(sum(0 <= (date - each).days < 30 for each in dates) <= 3 for date in dates)


def updates_to_one_reader_are_four_weeks_apart(year: World) -> None:
    for days in notes(year).values():
        dates = sorted(date for date, documents in days.items() if "update" in documents)
        assert all((later - earlier).days >= 28 for earlier, later in pairwise(dates))


def no_debt_is_older_than_its_limit(year: World) -> None:
    """But for those whose month was full: three notes in thirty days come first."""
    written = notes(year)
    for today, found in year.days.items():
        for each in found:
            if each.kind not in DEBTS or "changed since" in each.reason:
                continue
            month = [date for date in written[each.person] if 0 < (today - date).days <= 33]
            assert (today - each.due).days <= 3 or len(month) >= 3
            assert each.kind is not DueKind.RUNNERUP or today <= each.due


def no_day_has_more_than_a_handful_of_tasks(year: World) -> None:
    sizes = [len(found) for today, found in year.days.items() if today < LANDED_ON]
    assert max(sizes) <= 8
    assert sum(size > 5 for size in sizes) <= len(sizes) // 20


def nothing_is_suggested_after_an_opt_out_a_dropped_company_or_the_landing(year: World) -> None:
    out = year.contacts[OPTED_OUT].key
    for today, found in year.days.items():
        assert not (today >= OPTED_OUT_ON and any(each.person == out for each in found))
        touches = (DueKind.TOUCH, DueKind.RUNNERUP)
        assert not (today >= DROPPED_ON and any(each.company == DROPPED and each.kind in touches for each in found))
        assert not (today >= LANDED_ON and any(each.kind is not DueKind.LANDED for each in found))
    assert not [told for told in year.told if told.person == out and told.date >= OPTED_OUT_ON]


def nobody_is_told_an_item_twice(year: World) -> None:
    twice = [key for key, count in Counter((told.person, told.item) for told in year.told).items() if count > 1]
    assert twice == []


def nothing_is_lost(year: World) -> None:
    told = {(each.person, each.item) for each in year.told}
    out = year.contacts[OPTED_OUT].key
    before = LANDED_ON - dt.timedelta(14)
    tips = {(each.reader.key, f"news:{each.id}") for each in year.finds if each.reader and each.reader.key != out}
    results = {(each.giver.key, f"referral:{each.key}/result") for each in year.referrals if each.giver.key != out}
    assert tips <= told
    assert results <= told
    offered = {c.key for c in year.contacts if c.offered_help and c.key != out}
    assert offered <= {each.person for each in year.told if each.document == "brief"}
    turned_down = {
        a.key
        for a in year.applications
        if any(e.is_interview for e in a.events)
        and a.events[-1].stage in {Stage.RUNNER_UP, Stage.REJECTED, Stage.CANCELLED}
        and a.events[-1].date <= before
        and not (a.company == DROPPED and a.events[-1].date >= DROPPED_ON)
    }
    lettered = {each.item.split(":")[1] for each in year.told if each.document == "runnerup"}
    assert turned_down <= lettered


def everybody_who_helped_hears_of_the_landing(year: World) -> None:
    helped = {each.person for each in year.told if each.document in {"brief", "update"}}
    landed = {each.person for each in year.told if each.document == "landed"}
    assert helped - landed == {year.contacts[OPTED_OUT].key} & helped
    assert name_key("Boss 1") not in landed


@pytest.mark.parametrize("seed", [1, 2] if os.environ.get("CI") else [1])
def test_all_year_nobody_is_pestered_and_nothing_forgotten(seed: int) -> None:
    """One test a year, for living through one takes longest."""
    year = World(Random(seed))
    year.live()
    the_year_is_not_empty(year)
    nobody_gets_more_than_three_notes_a_month_loops_excepted(year)
    updates_to_one_reader_are_four_weeks_apart(year)
    no_debt_is_older_than_its_limit(year)
    no_day_has_more_than_a_handful_of_tasks(year)
    nothing_is_suggested_after_an_opt_out_a_dropped_company_or_the_landing(year)
    nobody_is_told_an_item_twice(year)
    nothing_is_lost(year)
    everybody_who_helped_hears_of_the_landing(year)
