"""What is due after a no: the runner-up letter, then notes to stay in touch (`docs/content.md` 4.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property

from jobnet.documents.addressees import person_to_touch, reader_for
from jobnet.documents.touch import Occasion, occasion_for, promise_item
from jobnet.facts.calendar import after_working_days, working_day_from
from jobnet.facts.progress import Progress
from jobnet.facts.readers import Reader
from jobnet.facts.stay_in_touch import Contacted, Stay, TouchLog, is_still_wanted
from jobnet.profile.model import Application, Contact, Person, Stage
from jobnet.profile.names import company_key
from jobnet.recipients import LetterRun
from jobnet.search.due import Due, DueKind, due_over, is_closed_to

POSTING_DAYS = 7
"""A note about an opening goes out with the application, or soon after; later it is no news."""
RUNNERUP_DAYS = 30
"""After a month the first note to stay in touch takes the place of the letter."""


class TurnDowns:
    """The applications that were turned down after an interview, and what was written since."""

    def __init__(self, run: LetterRun) -> None:
        self.run = run
        self._log = TouchLog(run.snapshot, run.history)

    def runnerups(self) -> Iterator[Due]:
        """Turn-downs after an interview that have had no letter; from the day after, to let the first hours pass."""
        for application, stay in self.without_letter():
            age = (self.run.today - stay.told_on).days
            if not 0 < age < RUNNERUP_DAYS or not is_still_wanted(self.run.profile, application):
                continue
            reader = reader_for(self.run.snapshot, application, locale=self.run.locale)
            if is_closed_to(self.run, reader):
                continue
            limit = self.run.cadence["runnerup_working_days"]
            by = after_working_days(stay.told_on, limit, self.run.profile.locale)
            late = ", which has passed" if by < self.run.today else ""
            yield due_over(
                application, reader, DueKind.RUNNERUP, by,
                f"{_no(application, stay, application.position)} on {stay.told_on}; "
                f"the thank-you letter is best within two days and at the latest by {by}{late}",
                about=application.key, is_only=False,
            )  # fmt: skip

    def without_letter(self) -> Iterator[tuple[Application, Stay]]:
        """Those that have had no letter yet, however long ago."""
        return ((application, stay) for application, stay in self._stays if not stay.has_letter)

    def touches(self) -> tuple[list[Due], list[Due]]:
        """Companies that said no and are to be reminded, one note a company, by the rules of 4.3.

        First those for which the profile holds a reason to write; the others wait until there is room for them.
        """
        ready: list[Due] = []
        bare: list[Due] = []
        for application, stay, by in self._touches_due():
            person = self._person_at(application, stay.contacts)
            if person is None or is_closed_to(self.run, reader := self.run.reader(person)):
                continue
            why = occasion_for(self.run.snapshot, self.run.history, application, reader)
            posting = self.run.snapshot.progress_of(why.posting).latest if why and why.posting else None
            since = by or (posting.date if posting else None)
            if since is not None:
                (bare if why is None else ready).append(self._touch(application, stay, reader, since, why))
        return ready, bare

    def _touches_due(self) -> Iterator[tuple[Application, Stay, dt.date | None]]:
        """By company; without a day where only a fresh posting of theirs would be a reason to write today."""
        seen = set()
        today, rest = self.run.today, dt.timedelta(self.run.cadence["touch_first_days"])
        for application, stay in sorted(self._stays, key=lambda each: each[1].told_on, reverse=True):
            key = company_key(application.company)
            if key in seen:
                continue
            seen.add(key)
            by = working_day_from(stay.due, self.run.profile.locale)
            if stay.stopped(today) or not is_still_wanted(self.run.profile, application):
                continue
            live = any(each.is_live for each in self._progress_at(application.company))
            if by <= today and not live:
                yield application, stay, by
            elif self._has_new_posting(application.company) and (stay.last is None or today - stay.last >= rest):
                yield application, stay, None

    def _has_new_posting(self, company: str) -> bool:
        """Whether another application there was begun in these days: then a note goes with it the same day."""
        newest = (each.latest for each in self._progress_at(company))
        first = self.run.today - dt.timedelta(POSTING_DAYS)
        return any(e and e.date and e.date >= first and e.stage in {Stage.INTERESTED, Stage.APPLIED} for e in newest)

    def _touch(self, application: Application, stay: Stay, reader: Reader, by: dt.date, why: Occasion | None) -> Due:
        turn_downs = [each for each in self._progress_at(application.company) if each.turn_down]
        count = f"{stay.number} of about {self.run.cadence['touch_most']}"
        is_kept = promise_item(application).id in self.run.history.items_of(reader.key)
        promised = None if is_kept else application.impression.promised
        return due_over(
            application, reader, DueKind.TOUCH, by,
            f"contact {count} since {_no(application, stay)} on {stay.told_on}; {_why(why, promised)}",
            about=f"{application.key}/{stay.number}", is_only=len(turn_downs) == 1,
        )  # fmt: skip

    @cached_property
    def _stays(self) -> tuple[tuple[Application, Stay], ...]:
        """Every application that was turned down after an interview."""
        talked = (each.application for each in self.run.snapshot.progress if each.talks)
        return tuple((each, stay) for each in talked if (stay := self._log.stay(each)))

    def _progress_at(self, company: str) -> list[Progress]:
        return [self.run.snapshot.progress_of(each) for each in self.run.profile.applications_at(company)]

    def _person_at(self, application: Application, contacts: tuple[Contacted, ...]) -> Contact | Person | None:
        insiders = (self._insiders.get(key) for key in sorted(self.run.profile.company_keys(application.company)))
        insider = next((each for each in insiders if each is not None), None)
        return person_to_touch(self.run.snapshot, application, contacts, insider=insider)

    @cached_property
    def _insiders(self) -> Mapping[str, Contact]:
        return {company_key(each.company): each for each in reversed(self.run.profile.contacts) if each.company}


def _no(application: Application, stay: Stay, position: str | None = None) -> str:
    if stay.is_cancelled:
        return f"{application.company} called the {f'{position} ' if position else ''}post off"
    return f"{application.company} said no{f' to {position}' if position else ''}"


def _why(reason: Occasion | None, promised: str | None) -> str:
    """What the note would be about; else what was promised over this application and not given since."""
    if reason is None and promised:
        return f"you promised: “{promised}” Keep it with --reason"
    if reason is None:
        return "it needs a reason: news of theirs, something for them, or --reason"
    if reason.posting is not None:
        return f"the reason: their opening for {reason.posting.position}, best the same day"
    if reason.news is None:
        return "the reason: what you look for, and from when"
    what = "news of theirs" if reason.is_company_news else "a find for them"
    return f"the reason: {what}, “{reason.news.headline}”"
