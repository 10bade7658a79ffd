"""Staying in touch with a company that said no: only with a reason, ever more rarely, until it is enough.

The rules of the calendar are those of `docs/content.md` 4.3; the words of 2.7.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from jobnet.documents.tip import topic_of
from jobnet.errors import JobnetError
from jobnet.facts.disclosure import company_spoken
from jobnet.facts.history import news_item
from jobnet.facts.items import Document, Item, Kind
from jobnet.facts.people import people_of, person_key
from jobnet.facts.progress import Progress, accepted
from jobnet.facts.readers import ReaderKind, works_at
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.model import CompanyStatus, Direction, NewsSource, Prose, Stage
from jobnet.profile.names import company_key, company_words, name_key

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from pathlib import Path

    from jobnet.facts.history import History
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Application, Contact, Event, News, Person, Profile

UNANSWERED_MOST = 4
"""So many notes without an answer are an answer."""
SLOW_AFTER = 2
NO_REPLY_DAYS = 365
THIRD_CONTACT_DAYS = 90
"""The second note after the letter waits until the ninetieth day after the news."""
NEWS_DAYS = 120
"""Older news about a company is no longer a reason to write to it."""
_TO_A_COMPANY = frozenset({None, Document.RUNNERUP, Document.TOUCH})
"""What is handed to a friend who works there (a brief, thanks) is not a contact with the company."""
_CONTACT = frozenset({Stage.APPLIED, Stage.SCREENING, Stage.INTERVIEW, Stage.FINAL})
_PROMISED = pattern(r"I (?:have )?promised (?:to send )?(?:you )?((?:the|an?) [^,.;:]+)")


class Because(StrEnum):
    """What gives the seeker a reason to write."""

    TYPED = "typed"
    POSTING = "posting"
    COMPANY_NEWS = "company_news"
    INTEREST = "interest"
    PROMISED = "promised"


@dataclass(frozen=True)
class Reason:
    """Why this note is worth reading: the sentence, and where it came from."""

    because: Because
    sentence: Prose | None = None
    news: News | None = None
    posting: Application | None = None
    posting_date: dt.date | None = None


@dataclass(frozen=True)
class Contacted:
    """One time the seeker wrote, rang or called on somebody there, after the no."""

    date: dt.date
    person: str
    """A key, or empty where nobody is named."""


@dataclass(frozen=True)
class Stay:
    """Where staying in touch over one turned-down application stands."""

    application: Application
    told_on: dt.date
    contacts: tuple[Contacted, ...]
    """Since the no, oldest first, one a day; the runner-up letter is the first of them."""
    last_reply: dt.date | None
    cadence: Mapping[str, int]
    is_cancelled: bool = False
    """Whether nobody was taken on."""
    before: int = 0
    """On how many days there was contact before the no: the application, the talks, what was written or said."""

    @property
    def number(self) -> int:
        """Which contact the next one would be: "contact n of about 6"."""
        return len(self.contacts) + 1

    @property
    def last(self) -> dt.date | None:
        return self.contacts[-1].date if self.contacts else None

    @property
    def unanswered(self) -> int:
        """Contacts in a row to which nobody answered."""
        return sum(self.last_reply is None or each.date > self.last_reply for each in self.contacts)

    @property
    def due(self) -> dt.date:
        """The earliest day for the next note."""
        first = self.told_on + dt.timedelta(self.cadence["touch_first_days"])
        if self.last is None:
            return first
        if self.unanswered >= SLOW_AFTER:
            return max(first, self.last + dt.timedelta(self.cadence["touch_slow_days"]))
        if len(self.contacts) == 1:
            return max(first, self.last + dt.timedelta(self.cadence["touch_first_days"]))
        third = self.told_on + dt.timedelta(THIRD_CONTACT_DAYS)
        return max(third, self.last + dt.timedelta(self.cadence["touch_days"]))

    def stopped(self, today: dt.date) -> str | None:
        """Why there should be no further note, as a clause; None while one is welcome."""
        if self.unanswered >= UNANSWERED_MOST:
            return f"{self.unanswered} notes in a row were not answered"
        if today - (self.last_reply or self.told_on) > dt.timedelta(NO_REPLY_DAYS):
            return "nobody there has answered for a year"
        if self.number > self.cadence["touch_most"]:
            return f"you have been in contact {len(self.contacts)} times since the no"
        return None


@dataclass(frozen=True)
class Touch:
    """One stay-in-touch note."""

    reader: Reader
    seeker: Profile
    today: dt.date
    application: Application
    company: str
    """As it is said in running text."""
    position: str
    met: dt.date | None
    """The last interview; None when there was none."""
    met_reader: bool
    """Whether this reader was in the room."""
    took_part: bool
    """Whether this reader had a hand in the application and may remember it."""
    met_year: int | None
    """Said only when it is not this year's."""
    applied: dt.date | None
    reason: Reason | None
    topic: str | None
    """The reason in a few words, for the subject line; None where it has no such words."""
    tag: str | None
    """What the reader cares about that the reason is about."""
    says_interest: bool
    titles: tuple[str, ...]
    """What the seeker is looking for; said to recruiters, beside the interest."""
    opening: Prose | None
    stay: Stay
    items: tuple[Item, ...]
    attachments: tuple[Path, ...] = ()
    document: Document = Document.TOUCH

    @property
    def row(self) -> ReaderKind:
        return self.reader.row

    @property
    def number(self) -> int:
        return self.stay.number

    @property
    def about(self) -> int:
        """The six of "contact n of about 6"."""
        return self.stay.cadence["touch_most"]

    @property
    def others_written(self) -> bool:
        """Whether the last notes there went to somebody else: one person a company at a time."""
        written = [each.person for each in self.stay.contacts if each.person]
        return bool(written) and self.reader.key not in written


class TouchLog:
    """Every contact with a company after its no, gathered in one pass over history and touchpoints."""

    def __init__(self, profile: Profile, history: History, today: dt.date) -> None:
        self._profile = profile
        self._today = today
        self._told: dict[str, list[Contacted]] = defaultdict(list)
        self._by_hand: dict[str, list[Contacted]] = defaultdict(list)
        self._replies: dict[str, list[dt.date]] = defaultdict(list)
        self._letters: dict[str, list[dt.date]] = defaultdict(list)
        keys = {application.key for application in profile.applications}
        for told in history.told:
            is_touch = told.document in {Document.RUNNERUP, Document.TOUCH} and told.date <= today
            if is_touch and (key := application_told(told.item, keys)) is not None:
                self._told[key].append(Contacted(told.date, told.person))
                if told.document == Document.RUNNERUP:
                    self._letters[key].append(told.date)
        for touchpoint in profile.touchpoints:
            company = touchpoint.company or (touchpoint.contact.company if touchpoint.contact else None)
            date = touchpoint.date.earliest
            person = touchpoint.contact.key if touchpoint.contact else name_key(touchpoint.person or "")
            # Who is known by name only is found through the people of the application.
            where = company_key(company) if company else f"person:{person}"
            if date > today:
                continue
            if touchpoint.direction is Direction.OUT and touchpoint.document in _TO_A_COMPANY:
                self._by_hand[where].append(Contacted(date, person))
                if touchpoint.document == Document.RUNNERUP:
                    self._letters[where].append(date)
            if touchpoint.direction is Direction.IN or touchpoint.replied:
                self._replies[where].append(date)

    def stay(self, application: Application) -> Stay | None:
        """Where staying in touch over this application stands; None unless it ended in a no."""
        turn_down = Progress(application, self._today).turn_down
        if turn_down is None or turn_down.date is None:
            return None
        keys = self._where(application)
        by_hand = [each for key in keys for each in self._by_hand.get(key, ()) if each.date > turn_down.date]
        letters = [
            each for one in self._profile.applications_at(application.company) for each in self._told.get(one.key, ())
        ]
        told = [each for each in letters if each.date >= turn_down.date]
        days = {each.date: each for each in (*by_hand, *told)}
        replies = [date for key in keys for date in self._replies.get(key, ()) if date >= turn_down.date]
        return Stay(
            application=application,
            told_on=turn_down.date,
            contacts=tuple(days[date] for date in sorted(days)),
            last_reply=max(replies, default=None),
            cadence=self._profile.rules.cadence,
            is_cancelled=turn_down.stage is Stage.CANCELLED,
            before=len(self._before(application, turn_down.date, keys, letters)),
        )

    def _before(
        self, application: Application, no: dt.date, keys: frozenset[str], letters: list[Contacted]
    ) -> set[dt.date]:
        written = [each.date for key in keys for each in self._by_hand.get(key, ()) if each.date <= no]
        steps = [e.date for e in Progress(application, self._today).past if e.date and e.stage in _CONTACT]
        return {*written, *(each.date for each in letters if each.date < no), *(day for day in steps if day <= no)}

    def has_letter(self, stay: Stay) -> bool:
        """Whether a runner-up letter about this application went out after the no."""
        keys = {stay.application.key, *self._where(stay.application)}
        return any(date >= stay.told_on for key in keys for date in self._letters.get(key, ()))

    def _where(self, application: Application) -> frozenset[str]:
        people = {f"person:{person_key(person)}" for person in people_of(application)}
        return self._profile.company_keys(application.company) | people


def touch_for(
    profile: Profile,
    application: Application,
    reader: Reader,
    *,
    reason: str | None,
    today: dt.date,
    history: History,
) -> Touch:
    """The note to this reader about the application that was turned down; `reason` is None where none was found."""
    stay = TouchLog(profile, history, today).stay(application)
    if stay is None:
        raise JobnetError(
            f"{application.company} has not said no to {application.position} (or has reopened it): "
            "`touch` is for companies that turned you down."
        )
    progress = Progress(application, today)
    why = Reason(Because.TYPED, Prose(reason)) if reason else Reasons(profile, history, today).best(application, reader)
    met = progress.talks[-1].date if progress.talks else None
    once = met or progress.applied_on
    says_interest = application.wanted and stay.number % 2 == 0
    is_recruiter = reader.row in {ReaderKind.RECRUITER_AGENCY, ReaderKind.RECRUITER_INHOUSE}
    number = Item(
        f"touch:{application.key}/{stay.number}", Kind.TOUCH, application.company, application.position, today
    )
    return Touch(
        reader=reader,
        seeker=profile,
        today=today,
        application=application,
        company=company_spoken(profile, application.company),
        position=application.position,
        met=met,
        met_reader=any(person_key(person) == reader.key for event in progress.talks for person in event.people),
        took_part=_took_part(application, reader),
        met_year=once.year if once and once.year != today.year else None,
        applied=progress.applied_on,
        reason=why,
        topic=_topic(profile, application, why),
        tag=_tag(reader, why),
        says_interest=says_interest,
        titles=tuple(title.title for title in profile.target_titles[:3]) if says_interest and is_recruiter else (),
        opening=reader.contact.opening if reader.contact else None,
        stay=stay,
        items=(number, *_reason_items(application, why)),
    )


def turned_down_at(profile: Profile, company: str, position: str | None, today: dt.date) -> Application:
    """The application at this company whose no is the latest; with a position, that one."""
    found = [
        (event.date, application)
        for application in profile.applications_at(company)
        if position is None or name_key(position) == name_key(application.position)
        if (event := Progress(application, today).turn_down) is not None and event.date is not None
    ]
    if not found:
        raise JobnetError(
            f"Your profile records no turn-down by {company.removesuffix('.')}"
            + (f" for {position}" if position else "")
            + ". Add it (`jobnet log`), or write to somebody there about something else.",
        )
    return max(found, key=lambda each: each[0])[1]


def whom_to_touch(
    profile: Profile, application: Application, *, history: History, today: dt.date
) -> Contact | Person | None:
    """One person a company; None where the profile names nobody there."""
    stay = TouchLog(profile, history, today).stay(application)
    insider = next((each for each in profile.contacts if works_at(profile, each, application.company)), None)
    return person_to_touch(profile, application, stay.contacts if stay else (), today, insider=insider)


def person_to_touch(
    profile: Profile,
    application: Application,
    contacts: tuple[Contacted, ...],
    today: dt.date,
    *,
    insider: Contact | None,
) -> Contact | Person | None:
    """The agency between, else whoever was written to last, else who decided or was met, else the insider."""
    if application.agency is not None:
        return application.agency
    fuller = {person_key(person): person for person in people_of(application)}
    people = {person_key(person): fuller.get(person_key(person), person) for person in _people(application, today)}
    for each in reversed(contacts):
        if each.person in people:
            return people[each.person]
        contact = profile.contact(each.person) if each.person else None
        if works_at(profile, contact, application.company):
            return contact
    if people:
        return next(iter(people.values()))
    return insider


class Reasons:
    """The reasons the profile holds to write to companies; what its news is about is worked out once."""

    def __init__(self, profile: Profile, history: History, today: dt.date) -> None:
        self._profile = profile
        self._history = history
        self._today = today

    def best(self, application: Application, reader: Reader) -> Reason | None:
        """A posting, news of theirs, something this reader cares about, or a promise; none that was given before."""
        told = self._history.items_of(reader.key)
        turn_down = Progress(application, self._today).turn_down
        since = turn_down.date if turn_down and turn_down.date else self._today
        return (
            self._posting(application, since, told)
            or self._news_for(application, reader, since, told)
            or _promised(application, told)
        )

    def _posting(self, application: Application, since: dt.date, told: frozenset[str]) -> Reason | None:
        for other in self._profile.applications_at(application.company):
            progress = Progress(other, self._today)
            latest = progress.latest
            if other.key == application.key or not progress.is_open or latest is None or latest.date is None:
                continue
            fresh = latest.stage in {Stage.INTERESTED, Stage.APPLIED} and latest.date > since
            if fresh and f"posting:{other.key}" not in told:
                return Reason(Because.POSTING, posting=other, posting_date=progress.applied_on)
        return None

    def _news_for(
        self, application: Application, reader: Reader, since: dt.date, told: frozenset[str]
    ) -> Reason | None:
        first = max(since, self._today - dt.timedelta(NEWS_DAYS))
        own = self._profile.company_keys(application.company)
        sayable = [
            each
            for each in self._news
            if first <= each.date and each.named <= own and each.may_go_to(reader) and each.item not in told
        ]
        for each in reversed(sayable):
            if each.headlined & own:
                return Reason(Because.COMPANY_NEWS, each.news.headline, each.news)
        interests = {name_key(tag) for tag in reader.contact.interests} if reader.contact else set()
        for each in reversed(sayable):
            if interests & {name_key(tag) for tag in each.news.audience}:
                return Reason(Because.INTEREST, each.news.headline, each.news)
        return None

    @cached_property
    def _news(self) -> tuple[_Find, ...]:
        """What is public and dated, oldest first, with the companies it names."""
        public = [each for each in self._profile.news if each.source is NewsSource.PUBLIC and each.date]
        names = _Names(self._profile) if public else None
        return tuple(
            _Find(
                news,
                news.date,
                news_item(news).id,
                names.in_text(news.headline, news.detail),
                names.in_text(news.headline),
            )
            for news in sorted(public, key=lambda each: each.date or dt.date.min)
            if names and news.date and news.date <= self._today
        )


@dataclass(frozen=True)
class _Find:
    """One piece of news, and the folded names of the companies in all of it and in its headline."""

    news: News
    date: dt.date
    item: str
    named: frozenset[str]
    headlined: frozenset[str]

    def may_go_to(self, reader: Reader) -> bool:
        """Whether it is not somebody else's own, nor above this reader's trust."""
        kept_for = self.news.reader
        is_theirs = kept_for is None or (reader.contact is not None and kept_for.key == reader.contact.key)
        return is_theirs and reader.may_know(self.news.disclosure)


class _Names:
    """Every company's spellings by their first word, to find them in a text in one go."""

    def __init__(self, profile: Profile) -> None:
        self._by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        targets = (key for company in profile.target_companies for key in company.keys)
        for key in (*targets, *(company_key(each.company) for each in profile.applications)):
            words = tuple(key.split())
            if words:
                self._by_first[words[0]].add(words)

    def in_text(self, *said: str | None) -> frozenset[str]:
        """The folded names that stand in this text as whole words."""
        words = company_words(" ".join(part for part in said if part))
        return frozenset(
            " ".join(name)
            for place, word in enumerate(words)
            for name in self._by_first.get(word, ())
            if words[place : place + len(name)] == name
        )


def is_still_wanted(profile: Profile, application: Application) -> bool:
    """Whether the seeker still wants to hear from this company."""
    target = profile.target(application.company)
    gone = {CompanyStatus.DROPPED, CompanyStatus.PAUSED}
    return application.wanted and not (target and target.status in gone)


def is_search_over(profile: Profile, today: dt.date) -> bool:
    return accepted(profile.applications, today) is not None


def _promised(application: Application, told: frozenset[str]) -> Reason | None:
    promised = application.impression.promised
    if promised is None or f"promise:{application.key}" in told:
        return None
    return Reason(Because.PROMISED, promised)


def _topic(profile: Profile, application: Application, reason: Reason | None) -> str | None:
    if reason is None or reason.sentence is None:
        return None
    if reason.because is not Because.PROMISED:
        topic = topic_of(reason.sentence)
        return None if topic and profile.same_company(topic, application.company) else topic
    promised = _PROMISED.search(reason.sentence)
    thing = topic_of(promised[1]) if promised else None
    return thing and thing[0].upper() + thing[1:]


def _tag(reader: Reader, reason: Reason | None) -> str | None:
    """What this reader cares about, where that is what makes the reason one."""
    if reason is None or reason.news is None or reader.contact is None:
        return None
    tags = {name_key(tag) for tag in reason.news.audience}
    return next((each for each in reader.contact.interests if name_key(each) in tags), None)


def _took_part(application: Application, reader: Reader) -> bool:
    if application.agency is not None and application.agency.key == reader.key:
        return True
    return any(person_key(person) == reader.key for person in people_of(application))


def _reason_items(application: Application, reason: Reason | None) -> tuple[Item, ...]:
    if reason is None:
        return ()
    if reason.news is not None:
        return (news_item(reason.news),)
    if reason.posting is not None:
        posting = reason.posting
        return (Item(f"posting:{posting.key}", Kind.TOUCH, posting.company, posting.position, reason.posting_date),)
    if reason.because is Because.PROMISED:
        return (Item(f"promise:{application.key}", Kind.TOUCH, application.company, application.position),)
    return ()


def _people(application: Application, today: dt.date) -> tuple[Person, ...]:
    progress = Progress(application, today)
    met: list[Event] = list(reversed(progress.talks))
    told_by = progress.turn_down.told_by if progress.turn_down else None
    found = [application.hiring_manager, *(person for event in met for person in event.people), told_by]
    return tuple(person for person in (*found, application.recruiter) if person is not None)


def application_told(item: str, keys: Container[str]) -> str | None:
    """The application that `runnerup:<application>:<person>` or `touch:<application>/<n>` speaks of."""
    rest = item.partition(":")[2]
    while rest and rest not in keys:
        rest = rest[: max(rest.rfind(":"), rest.rfind("/"), 0)]
    return rest or None
