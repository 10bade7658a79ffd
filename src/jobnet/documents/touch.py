"""Staying in touch with a company that said no: one person, one reason, no reply needed (`docs/content.md` 2.7)."""

from __future__ import annotations

import datetime as dt
import re
from hashlib import blake2s
from typing import TYPE_CHECKING, Annotated, Any

from jobnet.documents.context import (
    ApplicationContext,
    another_is_open,
    is_manager,
    is_timely,
    letter_frame,
    starts_from,
)
from jobnet.documents.sought import from_when
from jobnet.errors import JobnetError
from jobnet.facts.history import History, event_items, news_item
from jobnet.facts.items import Document, Item, Kind
from jobnet.facts.offers import Find, find_of
from jobnet.facts.people import decider, people_of, person_key
from jobnet.facts.readers import RECRUITERS
from jobnet.facts.stay_in_touch import TouchLog
from jobnet.frozen import dataclass
from jobnet.profile.model import Application, EventFormat, News, NewsSource, Prose, Relationship, Stage
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.facts.progress import Progress
    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot

NEWS_DAYS = 120
"""Older news is no longer a reason to write."""
_LETTERS, _SHARED = 4, 2
"""So long is a word that says what was promised; so many of them a promise shares with what keeps it."""
_EMPTY = frozenset({"about", "from", "have", "know", "once", "send", "soon", "tell", "that", "them", "then", "they"})
_EMPTY |= {"this", "what", "when", "which", "will", "with", "your"}
_ADVISERS = frozenset({Relationship.ALUMNI, Relationship.MENTOR})


@dataclass(frozen=True)
class Touch(ApplicationContext):
    """One note to stay in touch. Of its first five days one at most is set: when the reader came to know the seeker."""

    met_on: Annotated[dt.date | None, "The day of the last interview with this reader: 2026-10-05."]
    talked_on: Annotated[dt.date | None, "The day of the last one by telephone, or of a first call: 2026-09-18."]
    interviewed_on: Annotated[dt.date | None, "The day of the last interview, where others held it: 2026-10-05."]
    first_call_on: Annotated[dt.date | None, "The day of the last first call, where others made it: 2026-09-18."]
    applied_on: Annotated[dt.date | None, "The day the seeker applied, where there was no talk: 2026-09-12."]
    find: Annotated[Find | None, "What is passed on, unless the reason is another position, or the search itself."]
    is_company_news: Annotated[bool, "Whether it is news of their company."]
    needs_lead: Annotated[bool, "Whether words must lead to it: not to one's own sentence, for instance."]
    posting: Annotated[str | None, "Another position there that the seeker goes for: Night Supervisor."]
    posting_applied_on: Annotated[dt.date | None, "The day the seeker applied for that: 2026-12-03."]
    says_interest: Annotated[bool, "Whether it says that the seeker would still like to work there: every other one."]
    titles: Annotated[tuple[str, ...], "To a recruiter, the jobs looked for: Depot Supervisor, Operations Supervisor."]
    title: Annotated[str | None, "The first of them."]
    starts: Annotated[str | None, "When, as it stands after “I can start”: from 1 January."]
    availability: Annotated[str | None, "What else is typed under `availability`."]
    starts_from: Annotated[str | None, "The same, where it can stand in the subject: from 1 January."]
    tells_no: Annotated[bool, "Whether somebody who works there, and had no part in it, has yet to hear of the no."]
    asks_advice: Annotated[bool, "Whether a mentor or somebody from the same school is asked for advice."]
    on_paper: Annotated[bool, "Whether the reader has no e-mail address, so that the letter is printed."]
    document: Document = Document.TOUCH

    @property
    def has_reason(self) -> bool:
        """Whether there is a reason to write at all."""
        return bool(self.find or self.posting or self.titles)


@dataclass(frozen=True)
class Occasion:
    """Why a note is worth reading. Without `sentence`, `news` and `posting`: what a recruiter may have for one."""

    sentence: Annotated[Prose | None, "The user's own, for this letter."] = None
    news: News | None = None
    is_company_news: bool = False
    posting: Annotated[Application | None, "Another position there that the seeker goes for."] = None
    items: Annotated[tuple[Item, ...], "What giving this reason tells."] = ()


def touch_for(
    snapshot: Snapshot, application: Application, reader: Reader, *, reason: str | None, history: History
) -> Touch:
    """The note to this reader about the application that was turned down."""
    stay = TouchLog(snapshot, history).stay(application)
    progress = snapshot.progress_of(application)
    if stay is None or progress.turn_down is None:
        raise JobnetError(
            f"{application.company} has not said no to {application.position} (or has reopened it): "
            "`touch` is for companies that turned you down."
        )
    why = Occasion(Prose(reason)) if reason else occasion_for(snapshot, history, application, reader)
    why = why or Occasion()
    on_paper, profile = reader.on_paper, snapshot.profile
    find = Find(why.sentence) if why.sentence else None
    if why.news:
        find = find_of(why.news, snapshot.today, on_paper=on_paper)
    is_enough = why.sentence or (why.is_company_news and find and (find.why or find.detail))
    situation = _situation(progress, reader, why, find, history)
    is_recruiter, is_insider = situation == "recruiter", situation == "insider"
    events = enumerate(application.events)
    told = event_items(application, today=snapshot.today)
    no = next(told[number] for number, event in events if event is progress.turn_down)
    tells_no = is_insider and no not in history.known_to(reader.contact)
    is_second = stay.number % 2 == 0
    is_adviser = is_insider and reader.relationship in _ADVISERS
    titles = profile.jobs_sought[:3] if is_recruiter else ()
    identity = f"touch:{application.key}/{stay.number}"
    items = (
        Item(identity, Kind.TOUCH, application.company, application.position, snapshot.today),
        *why.items,
        *((promise_item(application),) if situation == "promise" else ()),
        *((no,) if tells_no else ()),
    )
    return Touch(
        **letter_frame(snapshot, reader, history, items, situation),
        application=application,
        **_where_we_met(progress, reader),
        find=find,
        is_company_news=why.is_company_news,
        needs_lead=find is not None and not (is_enough or find.speaks_for_itself),
        posting=why.posting.position if why.posting else None,
        posting_applied_on=snapshot.progress_of(why.posting).applied_on if why.posting else None,
        says_interest=application.wanted and is_second and not another_is_open(snapshot, application),
        titles=titles,
        title=next(iter(titles), None),
        **(from_when(profile, reader.locale.language) if is_recruiter else {"starts": None, "availability": None}),
        starts_from=starts_from(profile),
        tells_no=tells_no,
        asks_advice=is_adviser and is_second and application.wanted and not tells_no,
        on_paper=on_paper,
    )


def promise_item(application: Application) -> Item:
    """What keeping a promise is recorded as."""
    return Item(f"promise:{application.key}", Kind.TOUCH, application.company, application.position)


def _situation(progress: Progress, reader: Reader, why: Occasion, find: Find | None, history: History) -> str:
    application = progress.application
    is_agency = application.agency is not None and application.agency.key == reader.key
    if why.posting is not None:
        return "posting"
    if find is not None and _keeps_promise(progress, reader, why, find, history):
        return "promise"
    if is_agency or reader.row in RECRUITERS:
        return "recruiter"
    took_part = any(person_key(person) == reader.key for person in people_of(application))
    return "" if took_part or not reader.key else "insider"


def _keeps_promise(progress: Progress, reader: Reader, why: Occasion, find: Find, history: History) -> bool:
    """Whether the user says, or has kept for whom it was promised to, something that speaks of the same thing."""
    application, main = progress.application, decider(progress)
    promised = application.impression.promised
    is_theirs = main is not None and person_key(main) == reader.key and bool(progress.talks)
    is_given = why.sentence is not None or (why.news is not None and why.news.reader is not None)
    if promised is None or not (is_theirs and is_given):
        return False
    if promise_item(application).id in history.items_of(reader.key):
        return False
    said = " ".join(filter(None, (find.headline, find.detail)))
    return len(_words_of(promised) & _words_of(said)) >= _SHARED


def _words_of(sentence: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", name_key(sentence)) if len(word) >= _LETTERS) - _EMPTY


def _where_we_met(progress: Progress, reader: Reader) -> dict[str, Any]:
    """The day on which the reader may have come to know the seeker, under the name of what it was."""
    known = dict.fromkeys(("met_on", "talked_on", "interviewed_on", "first_call_on", "applied_on"))
    decides = is_manager(progress.application, reader)
    theirs = [
        talk
        for talk in progress.talks
        if any(person_key(each) == reader.key for each in talk.people) or (decides and not talk.people)
    ]
    for name, talks in (
        ("met_on", [talk for talk in theirs if talk.is_interview and talk.format is not EventFormat.PHONE]),
        ("talked_on", theirs),
        ("interviewed_on", progress.interviews),
        ("first_call_on", progress.talks),
    ):
        if talks:
            return known | {name: talks[-1].date}
    return known | {"applied_on": progress.applied_on}


def occasion_for(snapshot: Snapshot, history: History, application: Application, reader: Reader) -> Occasion | None:
    """The best reason that the profile holds and this reader was not given before; without one there is no letter."""
    turn_down = snapshot.progress_of(application).turn_down
    since = turn_down.date if turn_down and turn_down.date else snapshot.today
    told = history.items_of(reader.key)
    possible = (
        *_postings(snapshot, application, since),
        *_news_for(snapshot, application, reader, since),
        *((_availability(snapshot, application),) if reader.row in RECRUITERS else ()),
    )
    return next((each for each in possible if not any(item.id in told for item in each.items)), None)


def _postings(snapshot: Snapshot, application: Application, since: dt.date) -> Iterator[Occasion]:
    """Other positions there that the seeker has begun to go for since the no."""
    for other in snapshot.profile.applications_at(application.company):
        progress = snapshot.progress_of(other)
        latest = progress.latest
        if other.key == application.key or not progress.is_open or latest is None or latest.date is None:
            continue
        if latest.stage in {Stage.INTERESTED, Stage.APPLIED} and latest.date > since:
            item = Item(f"posting:{other.key}", Kind.TOUCH, other.company, other.position, progress.applied_on)
            yield Occasion(posting=other, items=(item,))


def _news_for(snapshot: Snapshot, application: Application, reader: Reader, since: dt.date) -> Iterator[Occasion]:
    """What was kept for this reader, news of theirs, what they care about; each the latest first."""
    first = max(since, snapshot.today - dt.timedelta(NEWS_DAYS))
    own = snapshot.profile.company_keys(application.company)
    interests = {name_key(tag) for tag in reader.contact.interests} if reader.contact else set()
    sayable = [
        each
        for each in snapshot.profile.news
        if each.source is NewsSource.PUBLIC and is_timely(each, snapshot.today)
        if snapshot.companies_in(each) <= own and reader.may_know(each.disclosure)
    ]
    sayable.sort(key=lambda each: each.date or snapshot.today, reverse=True)
    fresh = [each for each in sayable if each.reader is None and each.date and each.date >= first]
    kept = [each for each in sayable if each.reader is not None and each.reader == reader.contact]
    of_theirs = [each for each in fresh if snapshot.companies_in(each) & own]
    of_interest = [each for each in fresh if interests & {name_key(tag) for tag in each.audience}]
    for news in (*kept, *of_theirs, *of_interest):
        yield Occasion(news=news, is_company_news=news in of_theirs, items=(news_item(news),))


def _availability(snapshot: Snapshot, application: Application) -> Occasion:
    """What a recruiter is told again only once it has changed."""
    profile = snapshot.profile
    said = repr(([name_key(each.title) for each in profile.target_titles], profile.availability))
    digest = blake2s(said.encode(), digest_size=8).hexdigest()
    item = Item(f"availability:{digest}", Kind.TOUCH, application.company, application.position)
    return Occasion(items=(item,))
