"""The update: what a reader has not yet heard, what is in it for them, one or two questions (`docs/content.md` 2.3)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from jobnet.documents.context import is_timely, letter_frame, may_hear, places_named
from jobnet.documents.update.asks import for_subject, next_talk
from jobnet.documents.update.context import Update
from jobnet.documents.update.letters import LETTERS, Parts
from jobnet.documents.update.view import View
from jobnet.facts.history import History, news_item
from jobnet.facts.items import Document
from jobnet.facts.offers import find_of
from jobnet.facts.readers import LONG_KNOWN, Reader, ReaderKind
from jobnet.patterns import pattern
from jobnet.profile.model import Disclosure, News, Relationship, Url
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobnet.facts.since import Window
    from jobnet.facts.snapshot import Snapshot
    from jobnet.facts.stories import Story, Telling

_TITLES, _FINDS, _SEVERAL, _A_LIST = 4, 2, 2, 3
_EVERYONE = "everyone"
_TIES = {
    "en": pattern(r"You (?:\w+ )?(?:were|had|said|told|\w+ed)\b[^.!?]*\.?$"),
    "fr": pattern(r"(?:Vous|Tu) (?:en |y |l'|me |m')?(?:\w+(?:iez|ais)|avez|as)\b[^.!?]*\.?$"),
}
"""What the reader said or did, from which it follows that something is for them."""
_CLOSE = frozenset({Relationship.MENTOR, Relationship.ALUMNI, Relationship.FORMER_MANAGER})
"""To whom one says no such thing as how to stop one's letters."""


def update_for(snapshot: Snapshot, reader: Reader, window: Window, *, history: History, again: bool = False) -> Update:
    """What this reader is told; `is_empty` when there is nothing that they do not know."""
    if reader.kind is ReaderKind.RECRUITER_AGENCY and not window.asked:
        window = replace(window, since=None)  # what they have not heard of, they may send the seeker to
    view = View(snapshot, reader, history, window, again)
    finds = _finds_for(view)
    situation, letter = next((name, make(view)) for name, fits, make in LETTERS if fits(view))
    has = {**_told(view, letter), **_useful(view, finds), **_sought(view), **letter.fields}
    is_enough = has["is_plain"] or has["is_short"] or has.get("asks_titles")
    has["reminds"] = bool(has["may_stop"] and has["titles"] and not is_enough)
    told = (*letter.chosen.items, *letter.items, *(news_item(e) for e in finds), *(hope.item for hope in letter.hopes))
    items = (item for item in dict.fromkeys(told) if item not in view.known)
    return Update(
        **letter_frame(snapshot, reader, history, items, situation),
        is_written_anyway=letter.is_written_anyway,
        already_told=view.already_told,
        **has,
    )


# What all letters have


def _told(view: View, letter: Parts) -> dict[str, Any]:
    """What has happened, and since when."""
    told, contact = letter.chosen.told, view.contact
    in_trust = sum(each.story.is_in_trust for each in told)
    days = [view.history.last(contact, each) for each in (Document.UPDATE, Document.BRIEF)] if contact else []
    wrote_on = max((day for day in days if day is not None), default=None)
    since = _since(view, view.window.since if view.window.asked else wrote_on, told)
    talk = next_talk(told)
    is_last = talk is not None and talk is told[-1].story and not letter.chosen.counted
    hopes = tuple(hope.name for hope in letter.hopes)
    return {
        "is_confidential": view.profile.search.confidential,
        "is_employed": view.profile.search.current_employer is not None,
        "first_names": view.reader.first_names or view.reader.kind is ReaderKind.GENERAL,
        "is_friend": view.is_friend,
        "is_first": wrote_on is None,
        "how_we_met": contact.how_we_met if contact and wrote_on is None and not _knows_me(view) else None,
        **(stories := _stories(letter.chosen.stories)),
        "is_list": len(stories["stories"]) >= _A_LIST and letter.lists and not view.is_plain,
        "all_ended": bool(told) and all(each.story.has_ended for each in told),
        "is_short": len(told) == 1 and talk is not None and told[0].story.is_known and not letter.hopes,
        "more": len(letter.chosen.counted),
        "in_trust": in_trust if in_trust > 1 else 0,
        "all_in_trust": in_trust > 1 and in_trust == len(told),
        "wrote_on": None if view.window.asked else since,
        "since": since if view.window.asked else None,
        "next": talk,
        "headline": for_subject(talk),
        "is_just_said": talk is not None and talk.is_askable and is_last,
        "hopes": hopes,
    }


def _stories(told: Sequence[Story]) -> dict[str, Any]:
    """What is told in sentences; what came to nothing before any talk, where that is more than one, by its places."""
    small = [each for each in told if each.is_small_end]
    if len(small) < _SEVERAL or len(small) == len(told):
        return {"stories": tuple(told)}
    no, frozen = ([each for each in small if getattr(each, how)] for how in ("said_no", "not_filled"))
    return {
        "stories": tuple(each for each in told if each not in small),
        "turned_down_at": _at_start(no),
        "not_filled_at": _at_start(frozen),
        "unanswered_at": tuple(each.place for each in small if not (each.said_no or each.not_filled)),
    }


def _at_start(stories: Sequence[Story]) -> tuple[str, ...]:
    """Their companies, as they stand at the start of a sentence."""
    return tuple(each.place if at else each.starts_with for at, each in enumerate(stories))


def _knows_me(view: View) -> bool:
    """Whether the reader has known the seeker for long, and need not be told from where."""
    is_weak = view.reader.row is ReaderKind.ACQUAINTANCE
    return view.is_friend or (not is_weak and view.reader.relationship in LONG_KNOWN)


def _since(view: View, day: dt.date | None, told: Sequence[Telling]) -> dt.date | None:
    """The day since which all that is told has happened; None where that cannot be said."""
    if day is None or day >= view.snapshot.today:
        return None
    return day if all(each.since is None or each.since >= day for each in told) else None


def _useful(view: View, finds: Sequence[News]) -> dict[str, Any]:
    found = tuple(find_of(each, view.window.until, on_paper=view.reader.on_paper) for each in finds)
    is_theirs = bool(finds) and finds[0].reader is not None
    deadline = next((each.deadline for each in found if each.deadline), None)
    tags = {name_key(tag) for tag in view.contact.interests} if view.contact else set()
    is_for_all = not is_theirs and not any(name_key(tag) in tags for each in finds for tag in each.audience)
    says_tie = _TIES.get(view.reader.locale.language)
    tie = found[0].why if found and says_tie and says_tie.match(found[0].why or "") else None
    if tie:
        found = (replace(found[0], why=None), *found[1:])
    return {"finds": found, "tie": tie, "is_for_you": is_theirs, "is_for_all": is_for_all, "deadline": deadline}


def _sought(view: View) -> dict[str, Any]:
    """What the seeker looks for, and where the CV is."""
    profile, on_paper = view.profile, view.reader.on_paper
    titles = profile.jobs_sought[:_TITLES]
    places, is_remote = places_named(profile)
    by_telephone = view.contact and view.contact.phone and not (view.contact.post or view.reader.paper)
    return {
        "titles": titles,
        "job": next(iter(titles), None),
        "places": places,
        "is_remote": is_remote,
        "resume": profile.resume.url if profile.resume and not on_paper else None,
        "is_enclosed": bool(on_paper and profile.resume and not by_telephone),
        "on_paper": on_paper,
        "contact_lines": _contact_lines(view),
        "is_plain": view.is_plain,
        "may_stop": _may_stop(view),
        "is_mentor": view.is_mentor,
        "plain_summary": profile.plain_summary or profile.summary,
    }


def _contact_lines(view: View) -> tuple[str, ...]:
    """How to answer: those on first-name terms have the address, and may like to ring."""
    profile = view.profile
    wants_email = profile.email and not (view.reader.first_names or view.reader.on_paper)
    email = (Url(f"mailto:{profile.email}"),) if wants_email else ()
    return (*email, *((profile.phone,) if profile.phone and not view.is_friend else ()))


def _may_stop(view: View) -> bool:
    """Whether to say how to stop these letters: to people who did not come as close as to find that cold."""
    contact = view.contact
    is_close = contact is not None and (contact.relationship in _CLOSE or contact.trust > Disclosure.NETWORK)
    return not (view.is_friend or is_close)


# What is worth passing on


def _finds_for(view: View) -> tuple[News, ...]:
    """What is kept for this reader and was not sent; else what meets their interests; else one thing for everybody."""
    if view.reader.kind is ReaderKind.RECRUITER_AGENCY:
        return ()
    theirs = tuple(islice(_kept_for(view), _FINDS))
    most = min(_FINDS, view.profile.rules.limits["update_news"])
    tags = [name_key(tag) for tag in view.contact.interests] if view.contact else []
    found = {each.key: each for tag in tags for each in islice(_tagged(view, tag), most)}
    latest = sorted(found.values(), key=lambda each: each.date or dt.date.min, reverse=True)
    return theirs or tuple(latest[:most]) or tuple(islice(_tagged(view, _EVERYONE), min(1, most)))


def _kept_for(view: View) -> Iterator[News]:
    return (each for each in view.snapshot.news_for.get(view.reader.key, ()) if _may_pass_on(view, each))


def _tagged(view: View, tag: str) -> Iterator[News]:
    """The news with this tag that the reader may have and does not know, the latest first."""
    for each in view.snapshot.news_by_tag.get(tag, ()):
        is_before = view.window.since is not None and each.date is not None and each.date < view.window.since
        if not is_before and _may_pass_on(view, each):
            yield each


def _may_pass_on(view: View, news: News) -> bool:
    """Neither known, nor over, nor about a company they must not hear of."""
    if not is_timely(news, view.window.until) or news_item(news) in view.known:
        return False
    if not view.is_inside:
        return may_hear(view.snapshot, view.reader, news)
    # Of their own company they know more, unless it was kept for them; of others they hear nothing.
    theirs = view.profile.company_keys(view.own) if view.own and news.reader is not None else frozenset()
    return view.reader.may_know(news.disclosure) and view.snapshot.companies_in(news) <= theirs
