"""What each kind of update is made of, one after the other; a reader gets the first that fits."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, Annotated, Any

from jobnet.documents.context import starts_from
from jobnet.documents.sought import from_when, where
from jobnet.documents.thanks import Lead, lead_told, name_for_subject
from jobnet.documents.update.asks import (
    advice_from,
    asked,
    for_subject,
    hopes_to_recall,
    known_places,
    next_talk,
    open_referrals,
    open_where_known,
    taken_up,
    talk_for_advice,
)
from jobnet.documents.update.view import Picked, View, the_most_alive, what_matters
from jobnet.facts.history import Known
from jobnet.facts.offers import kind_of_offer, may_be_taken_up
from jobnet.facts.readers import EMPLOYERS, ReaderKind
from jobnet.facts.referrals import Moment, application_after, heard, referral_item, talk_item, was_thanked
from jobnet.frozen import dataclass
from jobnet.profile.names import company_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jobnet.facts.applications import Hope, Seen
    from jobnet.facts.items import Item
    from jobnet.facts.progress import Progress
    from jobnet.facts.stories import Telling

_IN_THE_FIELD, _SENTENCES, _BESIDE = 5, 3, 2
"""How many applications a letter tells to those in the field, to others, and beside something else."""
_APPLIED_TO, _SUBJECT = 6, 60


@dataclass(frozen=True)
class Parts:
    """What one kind of letter is made of."""

    chosen: Picked = Picked()
    hopes: tuple[Hope, ...] = ()
    fields: Annotated[Mapping[str, Any], "What it has besides what all letters have."] = field(default_factory=dict)
    items: Annotated[tuple[Item, ...], "What it tells besides stories, hopes and finds."] = ()
    lists: Annotated[bool, "Whether its stories may stand in a list."] = False
    is_written_anyway: Annotated[bool, "Whether it is written though it tells nothing new."] = False


def _standard(view: View) -> Parts:
    """What has happened, and whom to ask where."""
    limits = view.profile.rules.limits
    chosen = _listed(view, view.news)
    hopes = view.new_hopes[: limits["update_companies"]]
    questions = asked(view, chosen, hopes)
    fields = {
        **questions,
        **({} if view.profile.search.confidential else open_where_known(view, chosen)),
        "asks_titles": bool(view.profile.target_titles) and not (questions["asks"] or next_talk(chosen.told)),
        "talked_with": tuple(talk.name for talk in view.talks),
    }
    return Parts(chosen, hopes, fields, tuple(talk.item for talk in view.talks), lists=True)


def _listed(view: View, news: Sequence[Seen]) -> Picked:
    """As many as a letter holds, or three sentences to those who are told in everyday words."""
    if view.is_plain:
        return what_matters(view, news, _SENTENCES)
    return the_most_alive(view, news, most=_IN_THE_FIELD, ended=view.profile.rules.limits["turn_downs"])


def _friend(view: View) -> Parts:
    """Two or three sentences that matter."""
    chosen, hopes = what_matters(view, view.news, _SENTENCES), view.new_hopes[:_SENTENCES]
    return Parts(chosen, hopes, asked(view, chosen, hopes))


def _outside(view: View) -> Parts:
    """In everyday words; the places first where the reader knows people."""
    chosen = what_matters(view, view.news, _SENTENCES)
    hopes = sorted(view.hopes, key=lambda hope: not view.knows_people_at(hope.name))
    return Parts(chosen, tuple(hopes[:_SENTENCES]), asked(view, chosen, hopes))


def _knows(view: View) -> Parts:
    """One small favour for each of the companies where the reader knows people, and the rest in a sentence or two."""
    seen, hopes = known_places(view)
    told = view.tell(seen)
    is_one = len(told) + len(hopes) == 1
    stories = tuple(replace(each.story, here=is_one, is_wanted=view.is_liked(each.seen)) for each in told)
    fields = {
        "known": (*(each.story.place for each in told), *(hope.name for hope in hopes)),
        "known_stories": stories,
        "asks_for_a_person": bool(hopes) or any(not (each.next_on or each.is_waiting) for each in stories),
        "headline": for_subject(next_talk(told)) if is_one else None,
        "next": next_talk(told),
        **taken_up(view, next_talk(told)),
    }
    beside = what_matters(view, [each for each in view.news if each not in seen], _BESIDE)
    return Parts(beside, tuple(hopes), fields, tuple(item for each in told for item in each.items))


def _only_useful(view: View) -> Parts:
    decides = view.reader.kind in EMPLOYERS
    return Parts(fields={"hopes": hopes_to_recall(view), "own_company": view.own if decides else None})


def _loop(view: View) -> Parts:
    """Where a name or lead stands, then what else is new; nothing is asked while one is open."""
    given = open_referrals(view)
    thanked = heard(view.history, view.contact) if view.contact else Known()
    leads: list[tuple[Moment, Lead]] = []
    told: list[Telling] = []
    for each, moment in given:
        application = application_after(view.profile, each)
        through = [seen for seen in view.news if seen.application is application]
        new = [one for one in view.tell(through) if all(one.seen is not other.seen for other in told)]
        leads.append((moment, lead_told(view.snapshot, each, moment, thanked, next(iter(new), None))))
        told += new
    chosen = _listed(view, [each for each in view.news if all(each is not one.seen for one in told)])
    is_closed = all(moment is Moment.RESULT for moment, _ in leads)
    is_secret = view.profile.search.confidential
    hopes = view.new_hopes[:_BESIDE] if is_closed else ()
    fields = {
        "results": tuple(lead for moment, lead in leads if moment is Moment.RESULT or lead.was_in_vain),
        "contacted": tuple(lead for at, lead in leads if at is Moment.ACTED and not lead.was_in_vain),
        "received": tuple(lead for moment, lead in leads if moment is Moment.RECEIVED),
        "is_thanked": all(was_thanked(each, thanked, view.snapshot.today) for each, _ in given),
        "subject_name": name_for_subject(given[0][0]),
        **(asked(view, chosen, hopes) if is_closed else {}),
        "next_there": next_talk(told) if is_closed and not is_secret else None,
        "may_ask": is_closed and (view.is_mentor or next_talk(chosen.told) is not None),
        **(open_where_known(view, chosen) if is_closed and not is_secret else {}),
        "how_we_met": None,
        "asks_nothing": not is_closed,
        "may_stop": False,
    }
    items = (referral_item(each, moment) for each, moment in given)
    return Parts(chosen, hopes, fields, (*items, *(item for each in told for item in each.items)), lists=True)


def _is_owed_an_answer(view: View) -> bool:
    """Whether they gave advice, and there is something to say about it."""
    advice = advice_from(view)
    return advice is not None and bool(
        (advice.learned and not advice.is_thanked) or view.news or (view.is_mentor and view.nothing_applied)
    )


def _advice(view: View) -> Parts:
    """Thanks for advice before the news; to somebody at a company of the search, of that one alone."""
    talk = talk_for_advice(view)
    if view.is_inside:
        letter = Parts(what_matters(view, view.news, _SENTENCES))
    else:
        letter = _standard(view) if view.reader.in_field else _outside(view)
    fields = {
        **letter.fields,
        "advice": advice_from(view),
        "nothing_applied": view.is_mentor and view.nothing_applied,
        "asks_nothing": view.is_inside,
        "asks_titles": False,
        "may_stop": False,
        "how_we_met": None,
    }
    items = (*letter.items, *((talk_item(talk),) if talk else ()))
    return replace(letter, fields=fields, items=items, is_written_anyway=True)


def _insider(view: View) -> Parts:
    """The reader's own company alone."""
    chosen = what_matters(view, view.news, _BESIDE)
    is_liked = any(story.is_wanted for story in chosen.stories)
    chosen = chosen._replace(told=tuple(replace(t, story=replace(t.story, is_wanted=False)) for t in chosen.told))
    hopes = () if chosen.told else view.new_hopes[:1]
    offered = view.offer.what if view.offer else None
    may_take_up = may_be_taken_up(kind_of_offer(offered), quietly=view.profile.search.confidential)
    is_early = any(not (each.has_ended or each.is_waiting or each.next_on) for each in chosen.stories)
    fields = {
        "own_company": view.own,
        "is_wanted": is_liked,
        "is_thanks_to_them": any(story.is_thanks_to_you for story in chosen.stories),
        "is_news_to_them": not any(story.is_known or story.is_thanks_to_you for story in chosen.stories),
        "asks_for_a_person": bool(hopes) or is_early,
        "offered_place": offered if hopes and may_take_up else None,
    }
    return Parts(chosen, hopes, fields)


def _reconnect(view: View) -> Parts:
    """To somebody not heard of for long; to one who works at a company of the search, about that one."""
    letter = _insider(view) if view.own else Parts()
    fields = {
        "how_we_met": view.contact.how_we_met if view.contact else None,
        "last_touch": view.touches[-1].date if view.touches else None,
    }
    return Parts(letter.chosen, letter.hopes, {**letter.fields, **fields}, is_written_anyway=True)


def _recruiter(view: View) -> Parts:
    """What an agency must know so that it sends nothing twice: where the seeker has applied, whatever came of it."""
    profile = view.profile
    named, others = _applied_to(view)
    title = profile.target_titles[0].title if profile.target_titles else None
    place = next(iter(profile.target_locations), None)
    starts = starts_from(profile)
    fields = {
        "place": place,
        "starts_from": starts if title and place and len(f"{title}, {place}: available {starts}") <= _SUBJECT else None,
        **where(profile, view.reader.locale.language),
        **from_when(profile, view.reader.locale.language),
        "offered_place": None if profile.search.confidential else view.offer_to_take_up,
        "phone": profile.phone,
        "applied_to": tuple(view.applications.written(each.application.company) for each in named),
        "others_applied_to": others,
        "nothing_applied": view.nothing_applied,
    }
    events = ((each, each.applied or each.latest) for each in named)
    items = tuple(each.item(event) for each, event in events if event is not None)
    chosen = what_matters(view, [each for each in view.news if _is_through(view, each)], _BESIDE)
    is_first = view.contact is not None and not view.history.of(view.contact)
    return Parts(chosen._replace(counted=()), (), fields, items, is_written_anyway=is_first)


def _applied_to(view: View) -> tuple[list[Seen], int]:
    """One application for each company, the latest first, and how many more; none where one may not be told."""
    applied = (each for each in view.snapshot.progress if each.has_applied)
    every = [each for each in applied if not _is_through(view, each)]
    seen = sorted(view.applications.seen_by(view.reader, every), key=lambda each: each.date)
    companies = list({company_key(each.application.company): each for each in seen}.values())[::-1]
    is_secret = view.profile.search.confidential or any(each.shown.company is None for each in seen)
    if is_secret or len(seen) < len(every):
        return [], len(every)
    return companies[:_APPLIED_TO], len(companies[_APPLIED_TO:])


def _is_through(view: View, seen: Seen | Progress) -> bool:
    agency = seen.application.agency
    return agency is not None and agency.key == view.reader.key


LETTERS: tuple[tuple[str, Callable[[View], bool], Callable[[View], Parts]], ...] = (
    ("general", lambda view: view.reader.kind is ReaderKind.GENERAL, _standard),
    ("recruiter", lambda view: view.reader.kind is ReaderKind.RECRUITER_AGENCY, _recruiter),
    ("reconnect", lambda view: view.is_dormant, _reconnect),
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
