"""Rules about the update: useful to the reader, true to the day, not too often."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from jobnet.errors import quoted
from jobnet.facts.items import Document, Kind
from jobnet.facts.progress import accepted
from jobnet.facts.readers import ReaderKind
from jobnet.patterns import pattern
from jobnet.profile.model import Updates
from jobnet.review.brief import is_open, is_owed
from jobnet.review.case import FORWARD, KEPT, by_paragraph, of_application, place, remembered, spaced, unwrapped
from jobnet.review.catalogue import E, Found, H, W, letter_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.profile.model import Application
    from jobnet.review.case import LetterUnderReview

_RECRUITERS = frozenset({ReaderKind.RECRUITER_AGENCY, ReaderKind.RECRUITER_INHOUSE})
_ONE_COMPANY = frozenset({ReaderKind.HIRING_MANAGER, ReaderKind.INTERVIEWER})
_NOT_ASKED_FOR_A_NAME = _RECRUITERS | _ONE_COMPANY | {ReaderKind.INSIDER, ReaderKind.ALUMNI}
_BULK_GAP = 14
_ITEM = pattern(r"\s*[-*•]\s")


def has_no_news(case: LetterUnderReview) -> bool:
    """Whether nothing in the letter was written down as news."""
    return Kind.NEWS not in case.tally.kinds


@letter_rule(
    "UPD-01",
    W,
    "U",
    "nothing useful for this reader",
    why="S21 S22",
    remedy="Add a line under `news:` that they would pass on, or wait until there is one.",
)
def nothing_useful(case: LetterUnderReview) -> Iterator[Found]:
    if has_no_news(case) and not (case.reader and case.reader.kind in _RECRUITERS):
        yield Found(f"The update has nothing in it for {case.who}.")


@letter_rule(
    "UPD-02",
    W,
    "U",
    "no question that a person's name answers",
    why="S20",
    remedy="Add a target company, so that the letter can ask who is known there.",
)
def no_name_asked(case: LetterUnderReview) -> Iterator[Found]:
    if case.reader and case.reader.kind in _NOT_ASKED_FOR_A_NAME:
        return
    if not case.asks_for_a_name and not any(is_open(case, referral) for referral in case.referrals):
        yield Found("The update asks for no name.")


@letter_rule(
    "UPD-03",
    E,
    "U",
    "an application stands there twice",
    why="each once, in its latest state",
    own_template=True,
    remedy="Let each application stand in one list of the template.",
)
def application_twice(case: LetterUnderReview) -> Iterator[Found]:
    named = [(item.company, item.position) for item in case.context.items if item.company and item.position]
    for company, position in dict.fromkeys(named):
        lines = [line for line in case.lines if company in line and position in line]
        if len(lines) > 1 and len(set(named)) < len(lines):
            yield Found(f"{position}, {company} stands there {len(lines)} times.", f"{position}, {company}")


@letter_rule(
    "UPD-04",
    E,
    "U",
    "something from before the window is told as new",
    why="truth",
    own_template=True,
    remedy="Use the lists of the context.",
)
def older_than_the_window(case: LetterUnderReview) -> Iterator[Found]:
    window = getattr(case.context, "window", None)
    since = getattr(case.context, "since", None) or getattr(window, "since", None)
    for item in case.context.items:
        if since and item.date and item.date < since and item.kind is Kind.EVENT and item.position:
            progress = next((p for p in case.progress if p.application.position == item.position), None)
            if progress is not None and not progress.planned and progress.latest and progress.latest.date == item.date:
                yield Found(
                    f"{item.position} of {item.date} is older than {since}.", f"{item.position}, {item.company}"
                )


_LIST_MOST = 5
_LINES_MOST = 12


@letter_rule(
    "UPD-05",
    W,
    "U",
    "a list of more than five lines, or more than twelve in all",
    why="highlights only [IRISH]",
    remedy="Write more often, or say less: `--since` with a later day.",
)
def lists_too_long(case: LetterUnderReview) -> Iterator[Found]:
    lengths = _lists(case.pieces)
    if lengths and max(lengths) > _LIST_MOST:
        yield Found(f"A list of the update has {max(lengths)} lines.")
    elif sum(lengths) > _LINES_MOST:
        yield Found(f"The lists of the update have {sum(lengths)} lines.")


@by_paragraph
def _lists(paragraph: str) -> tuple[int, ...]:
    """How many lines each list has: an empty line or one that is no item ends it."""
    if not ("-" in paragraph or "*" in paragraph or "•" in paragraph):
        return ()
    return tuple(map(len, _item_lines(paragraph).split()))


@lru_cache(maxsize=KEPT)
def _item_lines(piece: str) -> str:
    """A mark for each line that is an item, a space for any other."""
    return "".join(["-" if _ITEM.match(line) else " " for line in unwrapped(piece)])


@letter_rule(
    "UPD-06",
    W,
    "U",
    "a job without its company, or a company without its job",
    why="S17",
    own_template=True,
    remedy="Print both in the template.",
)
def job_without_company(case: LetterUnderReview) -> Iterator[Found]:
    for item in case.context.items:
        if item.kind is Kind.EVENT and item.company and item.position:
            target = case.profile.target(item.company)
            names = (item.company, *((target.name, target.spoken) if target else ()))
            named = any(spaced(name) in case.said for name in names)
            if (spaced(item.position) in case.said) != named:
                yield Found(
                    f"Of {item.position} and {item.company} only one is named.", f"{item.position}, {item.company}"
                )


@letter_rule(
    "UPD-07",
    W,
    "U",
    "no reminder of what you are looking for",
    why="S18",
    own_template=True,
    remedy="Add the titles and some companies at the end of the template.",
)
def no_reminder(case: LetterUnderReview) -> Iterator[Found]:
    titles = [
        spaced(name) for title in case.profile.target_titles for name in (title.title, title.plain or title.title)
    ]
    if titles and not any(title in case.said for title in titles):
        yield Found("The update does not say what you are looking for.")


@letter_rule(
    "UPD-08",
    W,
    "U",
    "the last update to this reader is less than two weeks old",
    why="overuse shuts doors [NYSUN]",
    remedy="Wait, or put it into the next one.",
    at_sending=True,
)
def too_often(case: LetterUnderReview) -> Iterator[Found]:
    last = case.history.last(case.contact, Document.UPDATE) if case.contact else None
    if last is not None and last <= case.today:
        days = (case.today - last).days
        gap = max(
            min(_BULK_GAP, case.profile.rules.cadence["update_days"]), case.profile.rules.cadence["update_days_least"]
        )
        if days < gap:
            yield Found(f"{case.who} had an update {_ago(days)}.", case.who)


def _ago(days: int) -> str:
    return "today" if days == 0 else "a day ago" if days == 1 else f"{days} days ago"


def _landed(case: LetterUnderReview) -> Application | None:
    return remembered(  # type: ignore[no-any-return]
        case.profile, ("accepted", case.today), lambda profile: accepted(profile.applications, case.today)
    )


@letter_rule(
    "UPD-09",
    E,
    "BUP",
    "the reader opted out, or the search is over",
    why="courtesy and truth",
    remedy="Call them; or announce the landing: jobnet landed.",
)
def opted_out_or_over(case: LetterUnderReview) -> Iterator[Found]:
    contact = case.contact
    if case.document is Document.UPDATE and contact and contact.updates is Updates.OFF:
        yield Found(
            f"{contact.name} asked for no more updates.",
            contact.name,
            place(contact.at),
            hint="Tell them when you speak.",
        )
    landed = _landed(case)
    if landed is not None:
        message = f"You accepted {landed.position} at {landed.company}: the search is over."
        yield Found(message, of_application(landed), place(landed.at), hint="Announce it: jobnet landed.")


@letter_rule(
    "UPD-10",
    W,
    "U",
    "more setbacks than steps forward, or more than one turn-down",
    why="tone",
    remedy="Leave them out (`rules: {limits: {turn_downs: 0}}`), or tell them a friend.",
)
def more_setbacks_than_steps(case: LetterUnderReview) -> Iterator[Found]:
    if case.reader and case.reader.kind is ReaderKind.RECRUITER_AGENCY:
        return  # told where the seeker has applied, not what came of it
    tally = case.tally
    if not tally.turned_down:
        return
    text = case.said
    said = [application for application, names in tally.turned_down if any(name in text for name in names)]
    if len(said) > max(case.profile.rules.limits["turn_downs"], 1):
        yield Found(f"The update tells of {len(said)} turn-downs.", of_application(said[0]))
    elif 2 * len(said) > len(tally.events) + tally.forward:
        yield Found("The update tells more setbacks than steps forward.", of_application(said[0]))


@letter_rule(
    "UPD-11",
    W,
    "U",
    "this reader's referral is open, and the update says nothing of it",
    why="S7",
    remedy="Tell them where it stands: jobnet thanks --to …",
)
def referral_unmentioned(case: LetterUnderReview) -> Iterator[Found]:
    contact = case.contact
    if contact is None:
        return
    for referral in case.referrals:
        if not is_owed(case, referral):
            continue
        names = [name for name in (referral.to, referral.company) if name]
        target = case.profile.target(referral.company) if referral.company else None
        names += [target.spoken] if target else []
        told = any(item.kind is Kind.REFERRAL and item.id.startswith(referral.key) for item in case.context.items)
        if not told and not any(spaced(name) in case.said for name in names):
            yield Found(
                f"{contact.name} sent you to {' at '.join(names[:2]) or 'somebody'}, and reads nothing of it.",
                contact.name,
                place(referral.at),
                hint=f"Tell them where it stands: jobnet thanks --to {quoted(contact.typed)}",
            )


@letter_rule(
    "UPD-12",
    W,
    "U",
    "no way to stop receiving updates",
    why="courtesy, and law in some places (G)",
    own_template=True,
    remedy="Add a line: if you would rather not get these notes, just tell me.",
)
def no_way_out(case: LetterUnderReview) -> Iterator[Found]:
    if not re.search(
        r" (?:rather not|stop|unsubscribe|no longer|take you off|fewer of these|leave you out) ", case.said
    ):
        yield Found("The update does not say how to stop receiving it.")


@letter_rule(
    "UPD-13",
    H,
    "U",
    "nothing has changed",
    why="recommend the quiet variant, or none",
    remedy="Wait for something to tell.",
)
def nothing_changed(case: LetterUnderReview) -> Iterator[Found]:
    if not any(kind in (Kind.EVENT, Kind.REFERRAL, *FORWARD) for kind in case.tally.kinds):
        yield Found("Nothing has changed since the last update.")


@letter_rule(
    "UPD-14",
    W,
    "U",
    "“interested in” a company where an application stands",
    why="one state a company",
    remedy="Say which other role it is.",
)
def interested_where_applied(case: LetterUnderReview) -> Iterator[Found]:
    if Kind.INTERESTED not in case.tally.kinds:
        return
    interested = [item.company for item in case.context.items if item.kind is Kind.INTERESTED and item.company]
    events = {
        key
        for i in case.context.items
        if i.kind is Kind.EVENT and i.company
        for key in case.profile.company_keys(i.company)
    }
    for company in interested:
        if case.profile.company_keys(company) & events:
            yield Found(f"{company} is told as applied to and as interested in.", company)
