"""Makes an update for one reader: which letter it is, and what that letter tells and asks."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from jobnet.documents.thanks import lead_told, name_for_subject
from jobnet.documents.update.asks import (
    advice_from,
    for_subject,
    hopes_to_recall,
    known_places,
    next_talk,
    open_referrals,
    talk_for_advice,
)
from jobnet.documents.update.context import Update
from jobnet.documents.update.finds import finds_for
from jobnet.documents.update.questions import asked, is_mentor, offered_inside, open_where_known
from jobnet.documents.update.recruiter import for_an_agency
from jobnet.documents.update.view import DECIDERS, Picked, View, the_most_alive, what_matters
from jobnet.facts.applications import Rank
from jobnet.facts.history import Known, news_item, opening_for, opening_item
from jobnet.facts.items import Document
from jobnet.facts.offers import find_of
from jobnet.facts.readers import LONG_KNOWN, ReaderKind, is_dormant, knows_people_at
from jobnet.facts.referrals import Moment, application_from, heard, referral_item, talk_item, was_thanked
from jobnet.frozen import dataclass
from jobnet.profile.model import Disclosure, Relationship, Url
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from jobnet.documents.thanks import Lead
    from jobnet.facts.applications import Hope, Seen
    from jobnet.facts.history import History
    from jobnet.facts.items import Item
    from jobnet.facts.readers import Reader
    from jobnet.facts.since import Window
    from jobnet.facts.snapshot import Snapshot
    from jobnet.facts.stories import Telling
    from jobnet.profile.model import News, Referral

_LINES, _SENTENCES, _BESIDE = 5, 3, 2
"""How many applications a list tells, a paragraph, and one beside something else."""
_A_LIST = 3
"""From so many on they stand in a list, for those in the field."""
_TITLES = 4
_CLOSE = frozenset({Relationship.MENTOR, Relationship.ALUMNI, Relationship.FORMER_MANAGER})
"""To whom one says no such thing as how to stop one's letters."""
_REMOTE = frozenset({"remote", "remotely", "anywhere", "work from home", "home office"})


@dataclass(frozen=True)
class Parts:
    """What one kind of letter is made of."""

    chosen: Picked = Picked()
    hopes: tuple[Hope, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)
    """What it has besides what all letters have."""
    items: tuple[Item, ...] = ()
    """What it tells besides stories, hopes and finds."""
    is_written_anyway: bool = False
    """Whether it is written though it tells nothing new."""


def update_for(snapshot: Snapshot, reader: Reader, window: Window, *, history: History, again: bool = False) -> Update:
    """What this reader is told; `is_empty` when there is nothing that they do not know."""
    if reader.kind is ReaderKind.RECRUITER_AGENCY and not window.asked:
        window = replace(window, since=None)  # what they have not heard of, they may send the seeker to
    view = View(snapshot, reader, window, history, again)
    finds = finds_for(view)
    situation, letter = next((name, make(view)) for name, fits, make in _LETTERS if fits(view))
    told = (*letter.chosen.items, *letter.items, *(news_item(e) for e in finds), *(hope.item for hope in letter.hopes))
    items = tuple(item for item in dict.fromkeys(told) if item not in view.known)
    opening = opening_for(view.contact, history)
    return Update(
        reader=reader,
        seeker=snapshot.profile,
        situations=(situation,) if situation else (),
        items=(*items, opening_item(opening)) if opening else items,
        today=snapshot.today,
        is_empty=not (items or letter.is_written_anyway),
        already_told=view.already_told,
        opening=opening,
        **{**_told(view, letter), **_useful(view, finds), **_sought(view), **letter.fields},
    )


# What all letters have


def _told(view: View, letter: Parts) -> dict[str, Any]:
    """What has happened, and since when."""
    told, contact = letter.chosen.told, view.contact
    is_list = bool(letter.fields.get("is_list"))
    in_trust = sum(each.story.is_in_trust for each in told)
    days = [view.history.last(contact, each) for each in (Document.UPDATE, Document.BRIEF)] if contact else []
    wrote_on = max((day for day in days if day is not None), default=None)
    since = _since(view, view.window.since if view.window.asked else wrote_on, told)
    talk = next_talk(told)
    is_last = talk is not None and talk is told[-1].story and not (is_list or letter.chosen.counted)
    hopes = tuple(hope.name for hope in letter.hopes)
    return {
        "is_confidential": view.profile.search.confidential,
        "first_names": view.reader.first_names or view.reader.kind is ReaderKind.GENERAL,
        "is_friend": view.is_friend,
        "is_first": wrote_on is None,
        "how_we_met": contact.how_we_met if contact and wrote_on is None and not _knows_me(view) else None,
        "stories": letter.chosen.stories,
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


def _knows_me(view: View) -> bool:
    """Whether the reader has known the seeker for long, and need not be told from where."""
    is_weak = view.reader.row is ReaderKind.ACQUAINTANCE
    return view.is_friend or (not is_weak and view.contact is not None and view.contact.relationship in LONG_KNOWN)


def _since(view: View, day: dt.date | None, told: Sequence[Telling]) -> dt.date | None:
    """The day since which all that is told has happened; None where that cannot be said."""
    if day is None or day >= view.snapshot.today:
        return None
    return day if all(each.since is None or each.since >= day for each in told) else None


def _useful(view: View, finds: Sequence[News]) -> dict[str, Any]:
    found = tuple(find_of(each, view.window.until, on_paper=view.on_paper) for each in finds)
    is_theirs = bool(finds) and finds[0].reader is not None
    deadline = next((each.deadline for each in found if each.deadline), None)
    tags = {name_key(tag) for tag in view.contact.interests} if view.contact else set()
    is_for_all = not is_theirs and not any(name_key(tag) in tags for each in finds for tag in each.audience)
    return {"finds": found, "is_for_you": is_theirs, "is_for_all": is_for_all, "deadline": deadline}


def _sought(view: View) -> dict[str, Any]:
    """What the seeker looks for, and where the CV is."""
    profile, on_paper = view.profile, view.on_paper
    first = profile.target_titles[0] if profile.target_titles else None
    by_telephone = view.contact is not None and view.contact.phone and not view.contact.post
    return {
        "titles": tuple(title.title for title in profile.target_titles[:_TITLES]),
        "job": first.title if first else None,
        "places": tuple(each for each in profile.target_locations if name_key(each) not in _REMOTE),
        "is_remote": any(name_key(each) in _REMOTE for each in profile.target_locations),
        "resume": profile.resume.url if profile.resume and not on_paper else None,
        "is_enclosed": bool(on_paper and profile.resume and not by_telephone),
        "on_paper": on_paper,
        "contact_lines": _contact_lines(view),
        "may_stop": _may_stop(view),
        "is_mentor": is_mentor(view),
        "plain_summary": profile.plain_summary or profile.summary,
    }


def _contact_lines(view: View) -> tuple[str, ...]:
    """How to answer: those on first-name terms have the address, and may like to ring."""
    profile = view.profile
    email = () if view.reader.first_names or view.on_paper or not profile.email else (Url(f"mailto:{profile.email}"),)
    return (*email, *((profile.phone,) if profile.phone and not view.is_friend else ()))


def _may_stop(view: View) -> bool:
    """Whether to say how to stop these letters: to people who did not come as close as to find that cold."""
    contact = view.contact
    is_close = contact is not None and (contact.relationship in _CLOSE or contact.trust > Disclosure.NETWORK)
    return not (view.is_friend or is_close)


# One letter after the other


def _standard(view: View) -> Parts:
    """In sentences, or in a list where there are three or more; whom to ask where."""
    limits = view.profile.rules.limits
    chosen = _listed(view, view.news)
    hopes = view.new_hopes[: limits["update_companies"]]
    questions = asked(view, chosen, hopes)
    fields = {
        **questions,
        "is_list": len(chosen.told) >= _A_LIST and not view.is_plain,
        "asks_titles": bool(view.profile.target_titles) and not (questions["asks"] or next_talk(chosen.told)),
        "talked_with": tuple(talk.name for talk in view.talks),
    }
    return Parts(chosen, hopes, fields, tuple(talk.item for talk in view.talks))


def _listed(view: View, news: Sequence[Seen]) -> Picked:
    """As many as a list holds, or three sentences to those who are told in everyday words."""
    if view.is_plain:
        return what_matters(view, news, _SENTENCES)
    return the_most_alive(view, news, most=_LINES, ended=view.profile.rules.limits["turn_downs"])


def _friend(view: View) -> Parts:
    """Two or three sentences that matter."""
    chosen, hopes = what_matters(view, view.news, _SENTENCES), view.new_hopes[:_SENTENCES]
    return Parts(chosen, hopes, asked(view, chosen, hopes))


def _outside(view: View) -> Parts:
    """In everyday words; the places first where the reader knows people."""
    chosen = what_matters(view, view.news, _SENTENCES)
    hopes = sorted(view.hopes, key=lambda hope: not knows_people_at(view.profile, view.contact, hope.name))
    return Parts(chosen, tuple(hopes[:_SENTENCES]), asked(view, chosen, hopes))


def _knows(view: View) -> Parts:
    """One small favour for each of the companies where the reader knows people, and the rest in a sentence or two."""
    seen, hopes = known_places(view)
    told = view.tell(seen)
    is_one = len(told) + len(hopes) == 1
    stories = tuple(replace(each.story, here=is_one, is_wanted=each.seen.is_liked) for each in told)
    fields = {
        "known": (*(each.story.place for each in told), *(hope.name for hope in hopes)),
        "known_stories": stories,
        "asks_for_a_person": bool(hopes) or any(not (each.next_on or each.is_waiting) for each in stories),
        "headline": for_subject(next_talk(told)) if is_one else None,
    }
    beside = what_matters(view, [each for each in view.news if each not in seen], _BESIDE)
    return Parts(beside, tuple(hopes), fields, tuple(item for each in told for item in each.items))


def _only_useful(view: View) -> Parts:
    decides = view.reader.kind in DECIDERS
    return Parts(fields={"hopes": hopes_to_recall(view), "own_company": view.own if decides else None})


def _loop(view: View) -> Parts:
    """Where a name or lead stands, then what else is new; nothing is asked while one is open."""
    given = open_referrals(view)
    ended = [application_from(view.profile, each) for each, moment in given if moment is Moment.RESULT]
    through = [each for each in view.news if any(each.application is one for one in ended)]
    # What came of a name says how it ended, or that it led to applying; what is still to come is news.
    said = [each for each in through if each.end is not None or (each.rank is Rank.APPLIED and not each.planned)]
    others = [each for each in view.news if each not in said]
    chosen = _listed(view, others)
    leads = [(moment, _told_of(view, each, moment, others)) for each, moment in given]
    thanked = heard(view.history, view.contact) if view.contact else Known()
    is_closed = all(moment is Moment.RESULT for moment, _ in leads)
    is_secret = view.profile.search.confidential
    hopes = view.new_hopes[:_BESIDE] if is_closed else ()
    fields = {
        "results": tuple(lead for moment, lead in leads if moment is Moment.RESULT or lead.was_in_vain),
        "contacted": tuple(lead for at, lead in leads if at is Moment.ACTED and not lead.was_in_vain),
        "received": tuple(lead for moment, lead in leads if moment is Moment.RECEIVED),
        "is_thanked": all(was_thanked(each, thanked, view.snapshot.today) for each, _ in given),
        "subject_name": name_for_subject(given[0][0]),
        "is_list": len(chosen.told) > 1 and not view.is_plain,
        **(asked(view, chosen, hopes) if is_closed else {}),
        "may_ask": is_closed and (is_mentor(view) or next_talk(chosen.told) is not None),
        "knows_people_at": open_where_known(view, chosen) if is_closed and not is_secret else None,
        "stories": tuple(replace(story, is_thanks_to_you=False) for story in chosen.stories),
        "how_we_met": None,
    }
    items = (referral_item(each, moment) for each, moment in given)
    return Parts(chosen, hopes, fields, (*items, *(item for each in view.tell(said) for item in each.items)))


def _told_of(view: View, referral: Referral, moment: Moment, others: Sequence[Seen]) -> Lead:
    """What came of a name; where the rest of the letter tells how that goes on, no more is promised."""
    lead, application = lead_told(view.snapshot, referral, moment), application_from(view.profile, referral)
    goes_on = any(each.application is application for each in others)
    return replace(lead, may_bring_more=False) if goes_on else lead


def _is_owed_an_answer(view: View) -> bool:
    """Whether they gave advice, and there is something to say about it."""
    advice = advice_from(view)
    return advice is not None and bool(
        (advice.learned and not advice.is_thanked) or view.news or (is_mentor(view) and view.nothing_applied)
    )


def _advice(view: View) -> Parts:
    """Thanks for advice, and what came of it."""
    chosen, talk = what_matters(view, view.news, _SENTENCES), talk_for_advice(view)
    fields = {
        "advice": advice_from(view),
        "nothing_applied": is_mentor(view) and view.nothing_applied,
        "how_we_met": None,
    }
    return Parts(chosen, (), fields, (talk_item(talk),) if talk else (), is_written_anyway=True)


def _insider(view: View) -> Parts:
    """The reader's own company alone."""
    chosen = what_matters(view, view.news, _BESIDE)
    is_liked = any(story.is_wanted for story in chosen.stories)
    chosen = chosen._replace(told=tuple(replace(t, story=replace(t.story, is_wanted=False)) for t in chosen.told))
    hopes = () if chosen.told else view.new_hopes[:1]
    is_early = any(not (each.has_ended or each.is_waiting or each.next_on) for each in chosen.stories)
    fields = {
        "own_company": view.own,
        "is_wanted": is_liked,
        "is_thanks_to_them": any(story.is_thanks_to_you for story in chosen.stories),
        "is_news_to_them": not any(story.is_known or story.is_thanks_to_you for story in chosen.stories),
        "asks_for_a_person": bool(hopes) or is_early,
        "offered_place": offered_inside(view) if hopes else None,
    }
    return Parts(chosen, hopes, fields)


def _reconnect(view: View) -> Parts:
    """To somebody not heard of for long; to one who works at a company of the search, about that one."""
    letter = _insider(view) if view.own else Parts()
    touches = view.snapshot.touches.get(view.reader.key, ())
    fields = {
        "how_we_met": view.contact.how_we_met if view.contact else None,
        "last_touch": touches[-1].date if touches else None,
    }
    return Parts(letter.chosen, letter.hopes, {**letter.fields, **fields}, is_written_anyway=True)


def _recruiter(view: View) -> Parts:
    seen, fields, items = for_an_agency(view)
    is_first = view.contact is not None and not view.history.of(view.contact)
    return Parts(what_matters(view, seen, _BESIDE)._replace(counted=()), (), fields, items, is_written_anyway=is_first)


_LETTERS: tuple[tuple[str, Callable[[View], bool], Callable[[View], Parts]], ...] = (
    ("general", lambda view: view.reader.kind is ReaderKind.GENERAL, _standard),
    ("recruiter", lambda view: view.reader.kind is ReaderKind.RECRUITER_AGENCY, _recruiter),
    ("reconnect", lambda view: is_dormant(view.snapshot, view.contact, view.history), _reconnect),
    ("loop", lambda view: bool(open_referrals(view)), _loop),
    ("advice", _is_owed_an_answer, _advice),
    ("useful", lambda view: not (view.news or view.new_hopes or view.talks), _only_useful),
    ("insider", lambda view: view.is_inside, _insider),
    ("friend", lambda view: view.is_friend, _friend),
    ("outside", lambda view: not view.reader.in_field, _outside),
    ("knows", lambda view: any(known_places(view)), _knows),
    ("", lambda _: True, _standard),
)
"""The letters there are, each with its template `update-<situation>.md.j2`: a reader gets the first that fits."""
