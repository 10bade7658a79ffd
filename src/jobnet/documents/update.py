"""The update: what a reader has not yet heard, what is in it for them, one or two questions (`docs/content.md` 2.3)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, ClassVar, NamedTuple, TypeVar, cast

from jobnet.documents.loops import Loop, Talk, loop_of
from jobnet.facts.disclosure import company_spoken, insider_company, level_of, spoken
from jobnet.facts.history import NOTHING, news_item
from jobnet.facts.items import Document, Item
from jobnet.facts.readers import Greeting, Reader, ReaderKind, Rung, runs_on
from jobnet.facts.referrals import Moment, as_it_stands, moment_of, referral_item
from jobnet.facts.since import ALL, LAST, Since, Window, parse_date, parse_since, window
from jobnet.facts.standing import Board, Dated, Heading, board
from jobnet.facts.status import (
    LINES,
    LINES_SHORT,
    Closed,
    Job,
    Line,
    Status,
    status_for,
    submitted_for,
    without_endings,
)
from jobnet.frozen import cached_property, dataclass
from jobnet.profile.model import Contact
from jobnet.profile.names import company_key, name_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from jobnet.facts.history import History, Known
    from jobnet.facts.standing import Entry, Standing
    from jobnet.profile.model import Company, Disclosure, Event, News, Profile, Prose, Title, Url

__all__ = [
    "ALL", "LAST", "ORDER", "About", "Anchor", "Ask", "Closed", "Done", "Job", "Line", "NextIs", "Part", "Shape",
    "Since", "Status", "Story", "Update", "Useful", "Window", "parse_date", "parse_since", "update_for", "window",
]  # fmt: skip

_OFFICIAL = frozenset({ReaderKind.HIRING_MANAGER, ReaderKind.INTERVIEWER, ReaderKind.RECRUITER_INHOUSE})
"""Readers at a company who decide or recruit: nobody is asked of them."""
_INSIDERS = frozenset({ReaderKind.INSIDER, *_OFFICIAL})
_EVERYONE = "everyone"
_TITLES = 4
_NEWS_SHORT = 2
_WORDS_OF_NEWS = 45
_WORDS_OF_NEWS_SHORT = 60
_SUBJECT_NAME = 24
_SUBJECT_WORDS = 3
_SUBJECT_TITLE = 35
_SUBJECT_TITLE_WORDS = 5
_WORDS_OF_SHORT_NEWS = 22
_WORDS_OF_QUIET_NEWS = 40
_COMPANIES_SHORT = 3
_TITLES_SHORT = 3


class Shape(StrEnum):
    """Which letter it is: the whole one, or one of the short ones."""

    FULL = "full"
    SHORT = "short"
    """For somebody met rarely: usefulness first, fewer lines, one question."""
    QUIET = "quiet"
    """Nothing has happened: something useful and one question."""
    RECRUITER = "recruiter"
    INSIDER = "insider"
    """Only what concerns the reader's own company."""


class Part(StrEnum):
    """What an update is made of; each shape has its order."""

    HEADLINE = "headline"
    """The one fact that matters, and thanks."""
    MET = "met"
    """Thanks and how we know each other, before anything else."""
    QUIET = "quiet"
    """That there is nothing new, in a sentence."""
    OWN = "own"
    """How things stand at the reader's own company."""
    FILES = "files"
    """What a recruiter keeps on file: titles, place, availability, where the seeker has applied."""
    ADVICE = "advice"
    LOOPS = "loops"
    USEFUL = "useful"
    STATUS = "status"
    ASKS = "asks"
    REMINDER = "reminder"
    """Titles and places in one line, résumé, LinkedIn."""
    LINKS = "links"
    STOP = "stop"
    """How to get no more of these."""
    END = "end"
    """Something in return, and how to get no more of these."""


ORDER: dict[Shape, tuple[Part, ...]] = {
    Shape.FULL: (
        Part.HEADLINE, Part.ADVICE, Part.LOOPS, Part.USEFUL, Part.STATUS, Part.ASKS, Part.REMINDER, Part.END,
    ),
    Shape.SHORT: (
        Part.MET, Part.ADVICE, Part.USEFUL, Part.HEADLINE, Part.LOOPS, Part.STATUS, Part.ASKS, Part.REMINDER, Part.END,
    ),
    Shape.QUIET: (Part.ADVICE, Part.QUIET, Part.LOOPS, Part.USEFUL, Part.ASKS, Part.REMINDER, Part.END),
    Shape.RECRUITER: (Part.FILES, Part.ASKS, Part.LOOPS, Part.LINKS, Part.STOP),
    Shape.INSIDER: (Part.OWN, Part.ADVICE, Part.LOOPS, Part.USEFUL, Part.ASKS, Part.REMINDER, Part.END),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Useful:
    """One thing worth passing on to this reader."""

    headline: Prose
    detail: Prose | None
    why: Prose | None
    url: Url | None
    on: dt.date | None
    deadline: dt.date | None


class About(StrEnum):
    """What a question is about."""

    KNOWN = "known"
    """Companies where the reader knows people."""
    COMPANIES = "companies"
    TITLE = "title"
    OWN = "own"
    """The reader's own company."""
    CLIENTS = "clients"
    """An agency's clients who hire these titles."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question that a name answers."""

    about: About
    names: tuple[str, ...]
    before: dt.date | None = None
    """The day of a talk there, before which a name would help most."""


@dataclass(frozen=True, slots=True)
class Done:
    """What the seeker did since the day the headline names, whatever came of it later."""

    interviews: int = 0
    applications: int = 0
    interviewed_at: str | None = None
    """The company, where there is one only, it may be named, and nothing has ended there."""
    applied_to: str | None = None
    both: int = 0
    """How many of the interviews were for jobs applied for in the same days."""
    over: int = 0
    """How many of the interviews are told with the end of their application, and so in no headline."""

    @property
    def open_interviews(self) -> int:
        """The interviews that something may still come of."""
        return self.interviews - self.over


class NextIs(StrEnum):
    """Which application the talk coming up belongs to, beside those that the headline counts."""

    INTERVIEWED = "interviewed"
    """Counted there as one interviewed for."""
    COUNTED = "counted"
    EARLIER = "earlier"
    """Applied for before the day from which the headline counts."""
    OTHER = "other"
    """When it was applied for is not on record."""


class Anchor(StrEnum):
    """What the reader remembers of the day from which a letter tells, so that it needs no date."""

    OFFER = "offer"
    """They offered their help that day."""
    LAST = "last"
    """It is the day of the last update."""


@dataclass(frozen=True)
class Story:
    """What an update tells: the same for all readers of whom it depends on the same (`_Teller`)."""

    for_many: ClassVar = True
    shape: Shape
    status: Status
    done: Done
    news: tuple[Useful, ...]
    loops: tuple[Loop, ...]
    """Open referrals of this reader: their state is told, and nothing is asked (REF-05)."""
    asks: tuple[Ask, ...]
    advice: tuple[Talk, ...]
    """What came of this reader's advice since the last update."""
    titles: tuple[str, ...]
    titles_in_full: tuple[Title, ...]
    """The same, each with what it means in everyday words."""
    companies: tuple[str, ...]
    """Places that the letter has not named by then."""
    own_company: str | None
    """The company of an insider, in running text."""
    resume: Url | None
    items: tuple[Item, ...]
    already_told: int
    """How much in the window was left out since this reader has been told."""
    _since: dt.date | None
    """The day from which the headline counts, or one before which nothing else happened."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """What there is to say, in the order for this reader; a part without facts is not in it."""
        without_facts = {
            Part.ADVICE: not self.advice,
            Part.LOOPS: not self.loops,
            Part.USEFUL: not self.news,
            Part.STATUS: self.status.is_empty,
            Part.ASKS: not self.asks,
        }
        return tuple(part for part in ORDER[self.shape] if not without_facts.get(part, False))

    @cached_property
    def is_empty(self) -> bool:
        """Nothing that this reader has not been told."""
        return self.status.is_empty and not self.news

    @cached_property
    def main(self) -> Line | None:
        """The line with the one fact that matters: the talk that comes next, where there is one."""
        if self._next is not None:
            return self._next[1]
        status = self.status
        planned = [line for line in (*status.interviewed, *status.applied) if line.planned]
        done = [line for line in (*status.interviewed, *status.applied) if _is_done_since(self._since, line)]
        in_order = (*status.coming_up, *planned, *done, *status.interviewed, *status.applied, *status.interested)
        return next(iter(in_order), None)

    @property
    def subject_company(self) -> str | None:
        """The company the letter is about first, where it is short enough for a subject."""
        main = self.main
        name = self.own_company or (main.company if main is not None and main.is_named else None)
        return name if name and len(name) <= _SUBJECT_NAME and len(name.split()) <= _SUBJECT_WORDS else None

    @property
    def subject_title(self) -> str | None:
        """The first title, where it is short enough for a subject."""
        title = self.titles[0] if self.titles else ""
        return title if 0 < len(title) <= _SUBJECT_TITLE and len(title.split()) <= _SUBJECT_TITLE_WORDS else None

    @property
    def next_talk(self) -> Event | None:
        """The talk coming up that the reader does not know of: the soonest."""
        return self._next[0] if self._next else None

    @property
    def next_company(self) -> str | None:
        """Where that talk is."""
        return self._next[1].company if self._next else None

    @property
    def next_is(self) -> NextIs | None:
        """Which application that talk belongs to."""
        if self._next is None:
            return None
        job = self._next[2]
        if job.is_interviewed and _is_since(self._since, job.done_on):
            return NextIs.INTERVIEWED
        if _is_since(self._since, job.applied_on):
            return NextIs.COUNTED
        return NextIs.EARLIER if job.applied_on else NextIs.OTHER

    @cached_property
    def _next(self) -> tuple[Event, Line, Job] | None:
        lines = (*self.status.coming_up, *self.status.interviewed, *self.status.applied)
        talks = [(job.planned, line, job) for line in lines for job in line.jobs if job.planned and job.planned.date]
        return min(talks, key=lambda talk: talk[0].date.toordinal() if talk[0].date else 0, default=None)

    @cached_property
    def came_through_reader(self) -> str | None:
        """The company, among those above, that came about through this reader."""
        status = self.status
        lines = (*status.coming_up, *status.interviewed, *status.applied, *status.interested)
        return next((line.company for line in lines if any(job.through_reader for job in line.jobs)), None)


_T = TypeVar("_T")


def _told(take: Callable[[Story], _T]) -> _T:
    """What an update has from its story, as if it were its own."""
    return cast("_T", property(lambda update: take(update.story)))


@dataclass(frozen=True)
class Update:
    """What one reader has not yet heard."""

    spread: ClassVar[Mapping[str, type]] = {"story": Story}
    """What it has from a part that many letters share: in templates as if it were its own."""

    reader: Reader
    seeker: Profile
    today: dt.date
    window: Window
    story: Story
    since: dt.date | None
    """The day to name in the heading; None where naming one would mislead."""
    until: dt.date | None
    """The last day told, where it is not today."""
    anchor: Anchor | None
    resume_updated: dt.date | None
    """Since when there is a new one, for a recruiter."""
    is_first: bool
    how_we_met: Prose | None
    opening: Prose | None
    offered: str | None
    """What the reader offered: completes "you offered to …"."""
    has_offered: bool
    attachments: tuple[Path, ...] = ()
    document: Document = Document.UPDATE

    shape = _told(lambda story: story.shape)
    status = _told(lambda story: story.status)
    done = _told(lambda story: story.done)
    news = _told(lambda story: story.news)
    loops = _told(lambda story: story.loops)
    asks = _told(lambda story: story.asks)
    advice = _told(lambda story: story.advice)
    titles = _told(lambda story: story.titles)
    titles_in_full = _told(lambda story: story.titles_in_full)
    companies = _told(lambda story: story.companies)
    own_company = _told(lambda story: story.own_company)
    resume = _told(lambda story: story.resume)
    items = _told(lambda story: story.items)
    already_told = _told(lambda story: story.already_told)
    parts = _told(lambda story: story.parts)
    is_empty = _told(lambda story: story.is_empty)
    main = _told(lambda story: story.main)
    subject_company = _told(lambda story: story.subject_company)
    subject_title = _told(lambda story: story.subject_title)
    next_talk = _told(lambda story: story.next_talk)
    next_company = _told(lambda story: story.next_company)
    next_is = _told(lambda story: story.next_is)
    came_through_reader = _told(lambda story: story.came_through_reader)

    @property
    def met_runs_on(self) -> bool:
        """Whether the thanks can be joined to how we met."""
        return runs_on(self.how_we_met)

    @property
    def is_confidential(self) -> bool:
        return self.seeker.search.confidential


def update_for(
    profile: Profile, reader: Reader, window: Window, *, today: dt.date, history: History, again: bool = False
) -> Update:
    """What this reader is told; `is_empty` when there is nothing they do not know."""
    contact = reader.contact
    known = NOTHING if again else history.known_to(contact)
    dates = history.dates(contact, Document.UPDATE) if contact else ()
    last = dates[-1] if dates else None
    found = board(profile, window.until, today)
    teller = _teller(found, reader, window, known, turn=len(dates)) or _Teller(
        found, reader, window, known, len(dates), last, history.items(contact) if contact else frozenset()
    )
    since = _since(teller.status, window, last, today)
    story = teller.story(since)
    offer = contact.offered_help if contact else None
    met = contact is not None and last is None and not story.advice and story.shape is not Shape.FULL
    return Update(
        reader=reader,
        seeker=profile,
        today=today,
        window=window,
        story=story,
        since=since,
        until=window.until if window.until < today else None,
        anchor=_anchor(since, contact, last),
        resume_updated=_resume_updated(profile, window),
        is_first=last is None,
        how_we_met=contact.how_we_met if contact and met else None,
        opening=contact.opening if contact else None,
        offered=offer.what if offer else None,
        has_offered=offer is not None,
    )


# Who is told the same


def _teller(found: Board, reader: Reader, window: Window, known: Known, *, turn: int) -> _Teller | None:
    """Who tells all readers alike of whom the same is known; None for one of whom more must be asked.

    It is made of its key alone, with a stand-in for the reader: nothing else of any of them can get into a letter.
    """
    contact = reader.contact
    if contact is None or reader.person is not None or not reader.key or reader.kind in _INSIDERS:
        return None
    if reader.key in found.by_part or reader.key in found.referrals or reader.key in found.talks:
        return None
    mind = _Mind(
        reader.kind, reader.ceiling, reader.in_field, contact.interests, contact.knows, known, turn,
        found.first_day(window.since), window.asked,
    )  # fmt: skip
    return found.once(mind, lambda: _teller_of(found, mind))


class _Mind(NamedTuple):
    """All of a reader that the story depends on, for those who have no part in anything that it tells."""

    kind: ReaderKind
    ceiling: Disclosure
    in_field: bool
    interests: tuple[str, ...]
    knows: tuple[str, ...]
    known: Known
    turn: int
    since: dt.date | None
    """The first day told of which there is something to tell."""
    asked: bool


def _teller_of(found: Board, mind: _Mind) -> _Teller:
    reader = Reader(
        name="",
        kind=mind.kind,
        greeting=Greeting(Rung.NONE),
        locale=found.profile.locale,
        ceiling=mind.ceiling,
        key=_STAND_IN,
        contact=Contact(_STAND_IN, interests=mind.interests, knows=mind.knows),
        in_field=mind.in_field,
    )
    window = Window(mind.since, found.until, asked=mind.asked)
    return _Teller(found, reader, window, mind.known, mind.turn, None, frozenset())


_STAND_IN = "\0"
"""The key and name of nobody."""


class _Teller:
    """What there is to tell a reader, and the stories made of it."""

    def __init__(
        self,
        found: Board,
        reader: Reader,
        window: Window,
        known: Known,
        turn: int,
        last: dt.date | None,
        told: frozenset[str],
    ) -> None:
        """`turn` is how many updates the reader has had, `last` the day of the last, `told` what was in any letter."""
        own = insider_company(found.profile, reader) if reader.kind in _INSIDERS else None
        shape = _shape(reader)
        status = _status(found, reader, window, known, shape, own)
        if status.is_empty and shape in {Shape.FULL, Shape.SHORT}:
            shape = Shape.QUIET
        self.found, self.reader, self.known, self.turn, self.shape, self.own = found, reader, known, turn, shape, own
        self.news, self.told_news = _news(found, reader, window, known, shape, own)
        self.loops = _loops(found, reader, found.today, told=told)
        self.status = _without_results(status, self.loops)
        self.advice = _advice(found, reader, last, found.today)
        self._stories: dict[dt.date | None, Story] = {}

    def story(self, since: dt.date | None) -> Story:
        """What is told, where the headline counts from this day."""
        first = self.found.first_day(since)
        if first not in self._stories:
            self._stories[first] = self._story(first)
        return self._stories[first]

    def _story(self, since: dt.date | None) -> Story:
        found, reader, shape, status = self.found, self.reader, self.shape, self.status
        profile = found.profile
        asks = () if self.loops else _asks(found, reader, status, shape, self.own, turn=self.turn)
        reminded = _reminded_titles(profile, status, most=_TITLES_SHORT if shape is Shape.SHORT else _TITLES)
        places = (
            () if self.own is not None else _reminder(found, reader, status, asks, most=_most_companies(profile, shape))
        )
        loops = (loop.item for loop in self.loops if loop.item not in self.known)
        return Story(
            shape=shape,
            status=status,
            done=found.same(
                "done", _done(found, reader, since, status) if shape in {Shape.FULL, Shape.SHORT} else Done()
            ),
            news=found.same("news", tuple(_useful(each, shape, found.today) for each, _ in self.news)),
            loops=self.loops,
            asks=found.same("asks", asks),
            advice=self.advice,
            titles=found.same("titles", _titles(reminded, reader)),
            titles_in_full=found.same("titles_in_full", reminded),
            companies=found.same("companies", places),
            own_company=self.own,
            resume=profile.resume.url if profile.resume else None,
            items=found.same("items", (*status.items, *(item for _, item in self.news), *loops)),
            already_told=status.already_told + self.told_news,
            _since=since,
        )


def _shape(reader: Reader) -> Shape:
    if reader.kind is ReaderKind.RECRUITER_AGENCY:
        return Shape.RECRUITER
    if reader.kind in _INSIDERS:
        return Shape.INSIDER
    return Shape.SHORT if reader.kind in {ReaderKind.ACQUAINTANCE, ReaderKind.ALUMNI} else Shape.FULL


def _status(found: Board, reader: Reader, window: Window, known: Known, shape: Shape, own: str | None) -> Status:
    if shape is Shape.RECRUITER:
        return submitted_for(found, reader, window, known)
    if shape is Shape.INSIDER and own is None:
        return Status()
    status = status_for(found, reader, window, known, own=own, lines=LINES_SHORT if shape is Shape.SHORT else LINES)
    # Those who decided need not be told what they decided.
    return without_endings(status) if reader.kind in _OFFICIAL else status


def _done(found: Board, reader: Reader, since: dt.date | None, status: Status) -> Done:
    """Counted over all this reader may know of: one turned down since was applied for all the same."""
    if since is None and not (status.interviewed or status.applied):
        return Done()
    since = found.first_day(since, Dated.INTERVIEWS, Dated.APPLYING)
    seen = found.once(("deeds", reader.ceiling), lambda: _Deeds(found.columns(reader.ceiling).entries))
    part = found.by_part.get(reader.key, ()) if reader.key else ()
    return _Doings(seen, part, found.entries(part, reader)).done(since, status.endings)


class _Latest:
    """Entries by the last day on which something was done, the latest first: those since a day are the first ones."""

    def __init__(self, dated: Iterable[tuple[dt.date, Entry]]) -> None:
        ordered = sorted(dated, key=lambda pair: pair[0], reverse=True)
        self.entries = [each for _, each in ordered]
        self._days = [-day.toordinal() for day, _ in ordered]

    def count(self, since: dt.date | None) -> int:
        return len(self._days) if since is None else bisect_right(self._days, -since.toordinal())


class _Deeds:
    """What was done for these applications."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.by_standing = {id(each.standing): each for each in entries}
        every = self.by_standing.values()
        interviewed = [(max(each.standing.interviews), each) for each in every if each.standing.interviews]
        applied = [(max(each.standing.applied), each) for each in every if each.standing.applied]
        both = [(min(day, max(each.standing.applied)), each) for day, each in interviewed if each.standing.applied]
        self.interviewed, self.applied, self.both = _Latest(interviewed), _Latest(applied), _Latest(both)
        self.ended = {
            each.item: each.standing for each in every if each.item and each.standing.heading is Heading.CLOSED
        }


class _Doings:
    """What a reader sees done: what all of this level see; who has a part in something sees that in their own way."""

    def __init__(self, seen: _Deeds, part: Sequence[Standing], own: Iterable[Entry]) -> None:
        shared = (seen.by_standing.get(id(each)) for each in part)
        self._seen, self._own, self._instead_of = seen, _Deeds(own), _Deeds(each for each in shared if each)

    def done(self, since: dt.date | None, endings: Iterable[Item]) -> Done:
        """What was done since this day; `endings` are told by themselves."""
        seen, own, instead_of = self._seen, self._own, self._instead_of
        interviews, interviewed_at = _since_day(seen.interviewed, own.interviewed, instead_of.interviewed, since)
        applications, applied_to = _since_day(seen.applied, own.applied, instead_of.applied, since)
        both, _ = _since_day(seen.both, own.both, instead_of.both, since)
        ended = [each for each in map(self._ended, endings) if each and _is_since(since, each.interviews)]
        told = sum(_is_since(since, each.applied) for each in ended)
        return Done(interviews, applications, interviewed_at, applied_to, both - told, len(ended))

    def _ended(self, item: Item) -> Standing | None:
        """The application whose end this item tells, if this reader sees it so."""
        return self._own.ended.get(item) or self._seen.ended.get(item)


def _since_day(seen: _Latest, own: _Latest, instead_of: _Latest, since: dt.date | None) -> tuple[int, str | None]:
    """How many there are, and the company where there is one only, it may be named, and nothing has ended there."""
    most, mine, hidden = seen.count(since), own.count(since), instead_of.count(since)
    count = most - hidden + mine
    if count != 1:
        return count, None
    only = own.entries[0] if mine else seen.entries[0]  # who takes part in something sees it: none is hidden then
    return count, None if only.standing.heading is Heading.CLOSED else only.shown.company


def _anchor(since: dt.date | None, contact: Contact | None, last: dt.date | None) -> Anchor | None:
    """What happened between seeker and reader on the first day told, if something did."""
    if since is None or contact is None:
        return None
    if last is not None:
        return Anchor.LAST if since == last else None
    return Anchor.OFFER if contact.offered_help and contact.offered_help.date == since else None


def _is_since(since: dt.date | None, days: Iterable[dt.date]) -> bool:
    return any(since is None or day >= since for day in days)


def _is_done_since(since: dt.date | None, line: Line) -> bool:
    return any(_is_job_done_since(since, job) for job in line.jobs)


def _is_job_done_since(since: dt.date | None, job: Job) -> bool:
    return _is_since(since, job.done_on)


def _since(status: Status, window: Window, last: dt.date | None, today: dt.date) -> dt.date | None:
    """The day the heading names: that of the last update, unless something older is told only now."""
    day = window.since if window.asked or last is None else last
    if day is None or day >= today or (status.earliest is not None and status.earliest < day):
        return None
    return day


# What is useful


def _news(
    found: Board, reader: Reader, window: Window, known: Known, shape: Shape, own: str | None
) -> tuple[list[tuple[News, Item]], int]:
    """The news for this reader: what is for their interests first, then the latest; and how much of it they know."""
    most = _most_news(found.profile, reader, shape)
    if most == 0:
        return [], 0
    reach = _reach(found, reader, window, own)
    new = list(islice((each for each in reach.items if each[1] not in known), most))
    room = {Shape.QUIET: _WORDS_OF_QUIET_NEWS, Shape.SHORT: _WORDS_OF_SHORT_NEWS}.get(shape)
    if room is not None and sum(_length(news) for news, _ in new) > room:
        new = new[:1]
    return new, reach.told(known)


def _length(news: News) -> int:
    return len(" ".join(filter(None, (news.headline, news.why))).split())


def _most_news(profile: Profile, reader: Reader, shape: Shape) -> int:
    if shape is Shape.RECRUITER or reader.kind is ReaderKind.RECRUITER_INHOUSE:
        return 0
    most = profile.rules.limits["update_news"]
    return most if shape is Shape.FULL else min(most, _NEWS_SHORT)


@dataclass(frozen=True)
class _Reach:
    """All news that readers of one mind may have and have a use for, the best first."""

    items: tuple[tuple[News, Item], ...]

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(item.id for _, item in self.items)

    def told(self, known: Known) -> int:
        """How many of them this reader knows of."""
        if known.up_to is None:
            return len(self.ids & known.items) if known.items else 0
        return sum(item in known for _, item in self.items)

    def within(self, window: Window) -> _Reach:
        """The same less what is dated outside the window."""
        return _Reach(tuple(each for each in self.items if each[0].date is None or each[0].date in window))


def _reach(found: Board, reader: Reader, window: Window, own: str | None) -> _Reach:
    interests = reader.contact.interests if reader.contact else ()
    tags = frozenset(name_key(tag) for tag in interests)
    mind = ("news", reader.ceiling, tags, reader.kind in _INSIDERS, own)

    def whole() -> _Reach:
        useful, allowed = _useful_to(found, reader, window.until, tags), _allowed(found, reader, own)
        return _Reach(tuple(each for each in useful if found.companies_in(each[0]) <= allowed))

    # Readers differ most in how far back they are told: what else decides is worked out once for all windows.
    within = replace(window, since=found.first_day(window.since, Dated.NEWS))
    return found.once((*mind, within.since), lambda: found.once(mind, whole).within(within))


def _useful_to(found: Board, reader: Reader, until: dt.date, tags: frozenset[str]) -> tuple[tuple[News, Item], ...]:
    """All news for these interests at this level, of whatever company and day, the best first."""

    def useful() -> tuple[tuple[News, Item], ...]:
        once = {id(each): each for tag in (_EVERYONE, *sorted(tags)) for each in found.news_by_tag.get(tag, ())}
        fit = sorted(
            (each for each in once.values() if _is_fit(each, reader, until)), key=lambda each: _news_order(each, tags)
        )
        return tuple((each, news_item(each)) for each in fit)

    return found.once(("useful", reader.ceiling, tags), useful)


def _allowed(found: Board, reader: Reader, own: str | None) -> frozenset[str]:
    """The companies that may be named to this reader in passing: an insider hears of no other one."""
    if reader.kind in _INSIDERS:
        return found.profile.company_keys(own) if own else frozenset()
    return found.names(reader.ceiling)


def _is_fit(news: News, reader: Reader, until: dt.date) -> bool:
    """Neither above the reader's level nor too late to act on."""
    in_time = all(day is None or day >= until for day in (news.deadline, news.on))
    return reader.may_know(news.disclosure) and in_time


def _news_order(news: News, tags: frozenset[str]) -> tuple[bool, int]:
    is_theirs = any(name_key(tag) in tags for tag in news.audience)
    return not is_theirs, -(news.date.toordinal() if news.date else 0)


def _useful(news: News, shape: Shape, today: dt.date) -> Useful:
    """A piece of news at a length that leaves room for the rest of the letter."""
    most = _WORDS_OF_NEWS if shape in {Shape.FULL, Shape.INSIDER} else _WORDS_OF_NEWS_SHORT // _NEWS_SHORT
    words = _length(news) + len((news.detail or "").split())
    return Useful(
        headline=news.headline,
        detail=news.detail if words <= most else None,
        why=news.why,
        url=news.url,
        on=news.on if news.on and news.on >= today else None,
        deadline=news.deadline if news.deadline and news.deadline >= today else None,
    )


# What the reader gave


def _loops(found: Board, reader: Reader, today: dt.date, *, told: frozenset[str]) -> tuple[Loop, ...]:
    """The referrals of this reader that still wait for their end to be told, as they stand."""
    open_ones = []
    for given in found.referrals.get(reader.key, ()) if reader.key else ():
        referral = as_it_stands(found.profile, given, today)
        moment = moment_of(referral, today)
        closed = referral.loop_closed is not None and referral.loop_closed <= today
        if moment and not closed and referral_item(referral, Moment.RESULT).id not in told:
            loop = loop_of(found.profile, referral, moment, today=today)
            named = loop.company and company_spoken(found.profile, loop.company)
            open_ones.append(replace(loop, company=named))
    return tuple(open_ones)


def _without_results(status: Status, loops: tuple[Loop, ...]) -> Status:
    """The same without the endings that this reader is told as what came of their referral."""
    if not loops:
        return status
    companies = {company_key(loop.company or loop.to or "") for loop in loops if loop.result or loop.turned_down}
    closed = tuple(each for each in status.closed if company_key(each.company) not in companies)
    rest = replace(status, closed=closed)
    return status if rest.is_empty else rest


def _advice(found: Board, reader: Reader, last: dt.date | None, today: dt.date) -> tuple[Talk, ...]:
    talks = found.talks.get(reader.key, ()) if reader.key else ()
    return tuple(
        Talk(touch, touch.date.earliest if touch.date.day else None, touch.learned)
        for touch in talks
        if touch.date.earliest <= today and (last is None or touch.date.earliest > last)
    )


# What is asked


def _asks(found: Board, reader: Reader, status: Status, shape: Shape, own: str | None, *, turn: int) -> tuple[Ask, ...]:
    """At most two questions that a name answers, about lines above first."""
    titles = _titles(found.profile.target_titles, reader)
    if shape is Shape.RECRUITER:
        return (Ask(About.CLIENTS, titles[:3]),) if titles else ()
    if shape is Shape.INSIDER:
        is_over = bool(status.closed) and not (status.interviewed or status.applied or status.interested)
        return (Ask(About.OWN, (own,)),) if own and reader.kind is ReaderKind.INSIDER and not is_over else ()
    asks = _company_asks(found, reader, status, turn=turn)
    if titles and reader.in_field and len(asks) < 2:  # noqa: PLR2004
        asks.append(Ask(About.TITLE, (titles[turn % len(titles)],)))
    return tuple(asks[: 2 if shape is Shape.FULL else 1])


def _company_asks(found: Board, reader: Reader, status: Status, *, turn: int) -> list[Ask]:
    lines = (*status.interested, *status.coming_up, *status.applied, *status.interviewed)
    before = {line.company: line.planned.date for line in lines if line.planned is not None}
    named = list(dict.fromkeys(line.company for line in lines if line.is_named))
    # Without lines, and beside them, the companies of the reminder are asked about in turn.
    others = [name for name, _ in _places(found, reader) if name not in named]
    others = others[turn % len(others) :] + others[: turn % len(others)] if others else []
    known = [name for name in (*named, *others) if _knows(found.profile, reader.contact, name)]
    unknown = [name for name in named or others if name not in known]
    asks = []
    if known:
        asks.append(Ask(About.KNOWN, tuple(known[:2]), before.get(known[0])))
    if unknown:
        most = 2 if known or len(unknown) > 1 else 1
        asks.append(Ask(About.COMPANIES, tuple(unknown[:most]), before.get(unknown[0])))
    return asks


def _knows(profile: Profile, contact: Contact | None, company: str) -> bool:
    if contact is None or not contact.knows:
        return False
    return bool(profile.company_keys(company) & {company_key(name) for name in contact.knows})


# What they are reminded of


def _most_companies(profile: Profile, shape: Shape) -> int:
    most = profile.rules.limits["update_companies"]
    return min(most, _COMPANIES_SHORT) if shape is Shape.SHORT else most


def _reminder(found: Board, reader: Reader, status: Status, asks: tuple[Ask, ...], *, most: int) -> tuple[str, ...]:
    """Places without an application; where the letter names none at all, those with one that is open.

    What the letter has named by then is not named once more.
    """
    lines = (*status.interviewed, *status.applied, *status.coming_up, *status.interested)
    asked = (name for ask in asks if ask.about in _ABOUT_PLACES for name in ask.names)
    said = {company_key(name) for name in (*(line.company for line in lines), *asked)}
    places = [place for place in _places(found, reader) if company_key(place[0]) not in said]
    untouched = [name for name, is_untouched in places if is_untouched]
    named = bool(lines or status.closed or untouched)
    return tuple((untouched if named else [name for name, _ in places])[:most])


_ABOUT_PLACES = frozenset({About.KNOWN, About.COMPANIES})


def _places(found: Board, reader: Reader) -> list[tuple[str, bool]]:
    """The targets where something is still to be hoped for, and whether there is no application there yet.

    Those come first where the reader knows people. A company at which an application ended or is held back from
    this reader is in none of the lists.
    """
    places = found.once(
        ("places", reader.ceiling),
        lambda: [
            (spoken(company), not company.keys & found.applied_to)
            for company in found.companies(reader.ceiling)
            if _is_hoped_for(found, company, reader)
        ],
    )
    if reader.contact is not None and reader.contact.knows:
        return sorted(places, key=lambda place: not _knows(found.profile, reader.contact, place[0]))
    return places


def _is_hoped_for(found: Board, company: Company, reader: Reader) -> bool:
    if not company.keys & found.applied_to:
        return True
    applications = tuple(found.profile.applications_at(company.name))
    if not all(reader.may_know(level_of(found.profile, each)) for each in applications):
        return False
    standings = found.at(company.name)
    return len(standings) == len(applications) and all(each.heading is not Heading.CLOSED for each in standings)


def _reminded_titles(profile: Profile, status: Status, *, most: int) -> tuple[Title, ...]:
    """The titles applied for, first those of the talks that this letter tells of."""
    lines = (*status.coming_up, *status.interviewed, *(line for line in status.applied if line.planned))
    jobs = sorted((job for line in lines for job in line.jobs), key=lambda job: job.planned is None)
    talked_of = [name_key(job.position) for job in jobs if job.position]
    if not talked_of:
        return profile.target_titles[:most]

    def place(title: Title) -> int:
        names = {name_key(name) for name in (title.title, title.plain or "", *title.aliases)}
        return next((index for index, position in enumerate(talked_of) if position in names), len(talked_of))

    return tuple(sorted(profile.target_titles, key=place)[:most])


def _titles(titles: Sequence[Title], reader: Reader) -> tuple[str, ...]:
    plain = not reader.in_field
    return tuple((title.plain or title.title) if plain else title.title for title in titles[:_TITLES])


def _resume_updated(profile: Profile, window: Window) -> dt.date | None:
    updated = profile.resume.updated if profile.resume else None
    if updated is None or updated.month is None or updated.earliest not in window:
        return None
    return updated.earliest
