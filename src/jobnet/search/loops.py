"""What is owed to those who gave a name or their time, and what is to be done with the names."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from jobnet.errors import quoted
from jobnet.facts.calendar import after_working_days
from jobnet.facts.referrals import (
    Moment,
    heard,
    is_thanked,
    moment_of,
    moment_owed,
    referral_item,
)
from jobnet.profile.model import Referral, TouchKind, Touchpoint
from jobnet.recipients import LetterRun
from jobnet.search.due import Due, DueKind, due_to, is_silenced

TALK_DAYS = 30
"""A talk for advice that was not thanked for within a month is better mentioned in an update."""


class Loops:
    """The referrals and the talks of one search on one day."""

    def __init__(self, run: LetterRun) -> None:
        self.run = run

    def owed(self, *, at_the_end: bool = False) -> Iterator[Due]:
        """Givers of names, and of time, who have not heard where it stands; `at_the_end`: only how it ended."""
        owed: dict[str, list[tuple[dt.date, str]]] = defaultdict(list)
        about: dict[str, set[str]] = defaultdict(set)
        for referral in self.run.snapshot.leads:
            giver = referral.giver
            moment = moment_owed(referral, heard(self.run.history, giver), today=self.run.today)
            if moment is not None and (moment is Moment.RESULT or not at_the_end):
                owed[giver.key].append(self._loop(referral, moment))
                about[giver.key].add(referral.company or "")
        for talk in () if at_the_end else self.run.profile.touchpoints:
            if self._is_owed_thanks(talk) and talk.contact:
                day = talk.date.earliest
                by = after_working_days(day, self.run.cadence["thanks_working_days"], self.run.profile.locale)
                owed[talk.contact.key].append((by, f"gave you a talk on {day}: say thank you"))
        for key, reasons in owed.items():
            contact = self.run.profile.contact(key)
            if contact is not None and not is_silenced(self.run, contact):
                company = (about[key].pop() or None) if len(about[key]) == 1 else None
                by = min(by for by, _ in reasons)
                said = f"{contact.name} {'; '.join(reason for _, reason in sorted(reasons))}"
                yield due_to(self.run, contact, DueKind.LOOP, by, said, company=company)

    def referrals(self) -> Iterator[Due]:
        """Names that were given and not yet followed up."""
        for referral in self.run.snapshot.leads:
            closed = referral.loop_closed is not None and referral.loop_closed <= self.run.today
            if closed or moment_of(referral, self.run.today) is not Moment.RECEIVED:
                continue
            name = referral.to or referral.company or referral.position or referral.giver.name
            known_as = referral.id or referral.to or referral.company or referral.giver.typed
            start = referral.received or self.run.today
            by = after_working_days(start, self.run.cadence["act_working_days"], self.run.profile.locale)
            at = f" at {referral.company}" if referral.company and referral.to else ""
            yield Due(
                DueKind.REFERRAL,
                name,
                referral.company,
                by,
                f"{referral.giver.name} pointed you to {name}{at}; write or ring by {by}, then note it",
                f"jobnet set referral {quoted(known_as)} acted={self.run.today}",
                about=referral.key,
            )

    @cached_property
    def closed(self) -> Mapping[str, dt.date | None]:
        """For each giver of names the day the last loop was closed; None while one is open (REF-05)."""
        found: dict[str, dt.date | None] = {}
        for referral in self.run.snapshot.leads:
            key = referral.giver.key
            closed = self._closed(referral)
            before = found.get(key, closed)
            found[key] = max(before, closed) if before and closed else None
        return found

    def _closed(self, referral: Referral) -> dt.date | None:
        if referral.loop_closed is not None and referral.loop_closed <= self.run.today:
            return referral.loop_closed
        end = referral_item(referral, Moment.RESULT)
        told = self.run.history.of(referral.giver)
        by_hand = heard(self.run.history, referral.giver).up_to
        if by_hand is not None and end.date is not None and by_hand >= end.date:
            return by_hand
        return next((each.date for each in told if each.item == end.id), None)

    def _loop(self, referral: Referral, moment: Moment) -> tuple[dt.date, str]:
        name = referral.to or referral.company or referral.position or "a name"
        locale, close = self.run.profile.locale, self.run.cadence["close_working_days"]
        if moment is Moment.RECEIVED:
            on = f" on {referral.received}" if referral.received else ""
            return referral.received or self.run.today, f"pointed you to {name}{on}: say thank you"
        if moment is Moment.ACTED and referral.acted:
            by = after_working_days(referral.acted, close, locale)
            return by, f"does not know yet that you followed up {name} on {referral.acted}"
        by = after_working_days(referral.result_on, close, locale) if referral.result_on else self.run.today
        return by, f"does not know yet what came of {name}"

    def _is_owed_thanks(self, talk: Touchpoint) -> bool:
        if talk.contact is None or talk.kind is not TouchKind.INFORMATIONAL_INTERVIEW or not talk.date.day:
            return False
        is_recent = self.run.today - dt.timedelta(TALK_DAYS) <= talk.date.earliest <= self.run.today
        return is_recent and not is_thanked(talk, self.run.history, talk.contact)
