"""Makes an update for one reader: which letter it is, and what that letter tells and asks."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from jobnet.documents.update.asks import (
    advice_from,
    as_here,
    came_of,
    hopes_to_recall,
    known_places,
    next_talk,
    open_at,
    open_referrals,
    referral_news,
    waiting_at,
)
from jobnet.documents.update.context import Update
from jobnet.documents.update.headline import Situation, heading_day, last_letter, situation_of
from jobnet.documents.update.news import Chosen, View, as_find, finds_for, the_most_alive, what_matters
from jobnet.documents.update.recruiter import applied_to, placed_through
from jobnet.facts.history import news_item
from jobnet.facts.openings import opening_for, opening_item
from jobnet.facts.readers import knows_people_at
from jobnet.facts.stories import is_doing
from jobnet.profile.model import Relationship, Tier
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jobnet.facts.courses import Hope
    from jobnet.facts.history import History
    from jobnet.facts.items import Item
    from jobnet.facts.readers import Reader
    from jobnet.facts.since import Window
    from jobnet.facts.snapshot import Snapshot
    from jobnet.facts.stories import Telling
    from jobnet.profile.model import News

_LINES, _SENTENCES, _BESIDE = 5, 3, 2
"""How many applications a list tells, a paragraph, and one beside something else."""
_TITLES = 4
_SUBJECT = 60
_REMOTE = frozenset({"remote", "remotely", "anywhere", "work from home", "home office"})


class Letter(NamedTuple):
    """What one kind of letter is made of."""

    chosen: Chosen = Chosen()
    hopes: tuple[Hope, ...] = ()
    fields: Mapping[str, Any] = MappingProxyType({})
    items: tuple[Item, ...] = ()
    """What it tells besides."""
    is_written_anyway: bool = False
    """Whether it is written though it tells nothing new."""


def update_for(snapshot: Snapshot, reader: Reader, window: Window, *, history: History, again: bool = False) -> Update:
    """What this reader is told; `is_empty` when there is nothing that they do not know."""
    view = View(snapshot, reader, window, history, again)
    finds = finds_for(view)
    situation = situation_of(view)
    letter = _LETTERS[situation](view)
    items = (
        *letter.chosen.items,
        *letter.items,
        *(news_item(each) for each in finds),
        *(hope.item for hope in letter.hopes if hope.item not in view.known),
    )
    opening = opening_for(view.contact, history)
    return Update(
        reader=reader,
        seeker=snapshot.profile,
        situations=() if situation is Situation.STANDARD else (situation.value,),
        items=(*items, opening_item(opening)) if opening else items,
        today=snapshot.today,
        is_empty=not (items or letter.is_written_anyway),
        already_told=view.already_told,
        opening=opening,
        **{**_shared(view, letter, finds), **letter.fields},
    )


# What most letters have


def _shared(view: View, letter: Letter, finds: Sequence[News]) -> dict[str, Any]:
    return _found(view, finds) | _told(view, letter) | _sought(view)


def _found(view: View, finds: Sequence[News]) -> dict[str, Any]:
    """What is useful to the reader."""
    found = tuple(as_find(each, view) for each in finds)
    theirs = next((each for each in found if each.is_theirs), None)
    return {"finds": found, "for_you": theirs, "deadline": next((each.deadline for each in found), None)}


def _told(view: View, letter: Letter) -> dict[str, Any]:
    """What has happened, and what comes of it for the reader."""
    told = letter.chosen.told
    in_trust = sum(each.story.is_in_trust for each in told)
    wrote_on = last_letter(view)
    since = heading_day(view, wrote_on, [each.since for each in told])
    is_last = not (letter.fields.get("is_list") or letter.chosen.counted)
    talk = next_talk(told, is_last=is_last)
    hopes = tuple(hope.name for hope in letter.hopes if not hope.is_in_trust)
    return {
        "is_confidential": view.profile.search.confidential,
        "first_names": view.reader.first_names or view.is_for_anybody,
        "is_friend": view.is_friend,
        "is_first": wrote_on is None,
        "how_we_met": view.contact.how_we_met if view.contact and wrote_on is None and not view.is_friend else None,
        "stories": letter.chosen.stories,
        "is_over": bool(told) and all(each.story.has_ended for each in told),
        "is_short": len(told) == 1 and talk is not None and told[0].story.is_known and not letter.hopes,
        "more": len(letter.chosen.counted),
        "is_many": letter.chosen.is_many,
        "in_trust": in_trust if in_trust > 1 else 0,
        "all_in_trust": in_trust > 1 and in_trust == len(told),
        "wrote_on": None if view.window.asked else since,
        "since": since if view.window.asked else None,
        "next": talk,
        "headline": talk if talk and talk.may_stand_in_subject else None,
        "hopes": hopes,
        "has_many_hopes": len(hopes) > 2,  # noqa: PLR2004 (either is of two)
        "hopes_in_trust": tuple(hope.name for hope in letter.hopes if hope.is_in_trust),
    }


def _sought(view: View) -> dict[str, Any]:
    """What the seeker looks for."""
    profile = view.profile
    first = profile.target_titles[0] if profile.target_titles else None
    plain = first.plain if first and view.is_plain else None
    return {
        "titles": tuple(title.title for title in profile.target_titles[:_TITLES]),
        "job": plain or (first.title if first else None),
        "job_is_doing": bool(plain and is_doing(plain)),
        "places": tuple(each for each in profile.target_locations if name_key(each) not in _REMOTE),
        "is_remote": any(name_key(each) in _REMOTE for each in profile.target_locations),
        "resume": profile.resume.url if profile.resume and not view.on_paper else None,
        "is_enclosed": view.on_paper and profile.resume is not None and not view.is_read_out,
        "on_paper": view.on_paper,
        "contact_lines": (profile.phone,) if view.on_paper and profile.phone else (),
    }


# One letter after the other


def _standard(view: View) -> Letter:
    """A list, or a sentence where there is one thing to tell; a question or two."""
    chosen = the_most_alive(view.tellings, most=_LINES, ended=view.profile.rules.limits["turn_downs"])
    hopes = view.new_hopes[: view.profile.rules.limits["update_companies"]]
    titles = [title.title for title in view.profile.target_titles]
    talk = next_talk(chosen.told)
    at = () if hopes or (talk and talk.is_named) else open_at(chosen.told)
    named = [each.story.job for each in chosen.told if each.story.names_job]
    fields = {
        "is_list": len(chosen.told) > 1,
        "asks_at": at,
        "asks_titles": bool(titles) and not (hopes or at or (talk and talk.is_named)),
        "is_title_said": len(chosen.told) == 1 and titles == named,
        "talked_with": tuple(talk.name for talk in view.talks),
        "seeks_anybody": view.is_for_anybody,
    }
    return Letter(chosen, hopes, fields, items=tuple(talk.item for talk in view.talks))


def _confidential(view: View) -> Letter:
    return _friend(view) if view.is_friend else _standard(view)


def _friend(view: View) -> Letter:
    """Two or three sentences that matter."""
    return Letter(_what_matters(view.tellings, _SENTENCES), view.new_hopes[:_SENTENCES])


def _outside(view: View) -> Letter:
    """The question first: about the talk that comes, else about companies where the seeker would like to work."""
    chosen = _what_matters(view.tellings, _SENTENCES)
    talk = next_talk(chosen.told)
    asked = [each for each in chosen.told if talk and talk.is_askable and each.story.next_on == talk.on][:1]
    known = [hope for hope in view.hopes if knows_people_at(view.profile, view.contact, hope.name)]
    hopes = [hope for hope in view.hopes if not hope.is_in_trust]
    hopes = hopes if asked or not known else known
    fields: dict[str, Any] = {"plain_summary": view.profile.plain_summary}
    if asked:
        story = asked[0].story
        fields |= {
            "story": as_here(story),
            "stories": tuple(each.story for each in chosen.told if each is not asked[0]),
            "asked_at": story.place,
            "knows_people": knows_people_at(view.profile, view.contact, asked[0].entry.course.application.company),
        }
    elif hopes:
        fields |= {"asked_at": hopes[0].name, "knows_people": bool(known)}
    return Letter(chosen, tuple(hopes[:_SENTENCES]), fields)


def _knows(view: View) -> Letter:
    """One small favour for each of the companies where the reader knows people, and the rest in a sentence or two."""
    told, hopes = known_places(view)
    beside = _what_matters([each for each in view.tellings if each not in told], _BESIDE)
    is_one = len(told) + len(hopes) == 1
    talk = next_talk(told) if is_one else None
    stories = tuple(replace(each.story, here=is_one, is_wanted=each.is_liked) for each in told)
    fields = {
        "known": (*(each.story.place for each in told), *(hope.name for hope in hopes)),
        "known_is_one": is_one,
        "known_stories": stories,
        "known_hopes": tuple(hope.name for hope in hopes),
        "asks_for_a_person": bool(hopes) or any(not (each.next_on or each.is_waiting) for each in stories),
        "headline": talk,
    }
    return Letter(beside, hopes, fields, items=tuple(item for each in told for item in each.items))


def _useful(view: View) -> Letter:
    """Something useful; a word on the search."""
    hopes = tuple(hope.name for hope in hopes_to_recall(view)[:_BESIDE]) if not view.is_inside else ()
    return Letter(fields={"hopes": hopes, "waiting_at": waiting_at(view)})


def _loop(view: View) -> Letter:
    """Where a name or lead stands, then what else is new; nothing is asked."""
    given = open_referrals(view)
    told = [referral_news(view, each, view.tellings) for each in given]
    led_to = [each for each in view.tellings if any(came_of(view, referral, each) for referral in given)]
    chosen = the_most_alive(
        [each for each in view.tellings if each not in led_to],
        most=_LINES,
        ended=view.profile.rules.limits["turn_downs"],
    )
    first = told[0][0]
    fields = {
        "referrals": tuple(news for news, _ in told),
        "lead_name": first.to,
        "lead_company": first.company,
        "thanks_again": first.is_thanked,
        "is_list": len(chosen.told) > 1,
        "has_other_news": bool(chosen.told),
    }
    items = (*(item for _, item in told if item), *(item for each in led_to for item in each.items))
    return Letter(chosen, (), fields, items)


def _advice(view: View) -> Letter:
    """Thanks for advice, and what came of it."""
    chosen = _what_matters(view.tellings, _SENTENCES)
    is_mentor = view.contact is not None and view.contact.relationship is Relationship.MENTOR
    is_open = not any(each.story.held or each.story.held_before for each in chosen.told)
    fields = {
        "advice": advice_from(view),
        "nothing_applied": is_mentor and view.nothing_applied,
        "asks_opinion": is_mentor and bool(chosen.told) and is_open and last_letter(view) is None,
    }
    return Letter(chosen, (), fields, is_written_anyway=True)


def _insider(view: View) -> Letter:
    """The reader's own company alone."""
    chosen = _what_matters(view.tellings, _BESIDE)
    is_wanted = any(story.is_wanted for story in chosen.stories)
    chosen = chosen.without_wishes()
    hopes = () if chosen.told else view.new_hopes[:1]
    target = view.profile.target(view.own) if view.own else None
    is_applied = any(not (s.has_ended or s.is_waiting or s.next_on) for s in chosen.stories)
    fields = {
        "own_company": view.own,
        "is_wanted": is_wanted,
        "is_favourite": target is not None and target.tier is Tier.A,
        "is_first": not any(story.is_known for story in chosen.stories) and bool(chosen.told),
        "asks_for_a_person": bool(hopes) or is_applied,
    }
    return Letter(chosen, hopes, fields)


def _employer(view: View) -> Letter:
    """To those who decide: that one is still interested in what is open there."""
    entries = view.courses.entries(view.courses.at(view.own) if view.own else (), view.reader)
    positions = [each.shown.position for each in entries if each.course.end is None]
    fields = {
        "own_company": view.own,
        "positions": tuple(position for position in positions if position),
        "availability": view.profile.availability,
    }
    return Letter(fields=fields, is_written_anyway=bool(positions))


def _reconnect(view: View) -> Letter:
    """To somebody not heard of for long; to one who works at a company of the search, about that one."""
    letter = _insider(view) if view.own else Letter()
    contact = view.contact
    touches = view.snapshot.touches.get(contact.key, ()) if contact else ()
    fields = {
        "how_we_met": contact.how_we_met if contact else None,
        "last_touch": touches[-1].date if touches else None,
    }
    return Letter(letter.chosen, letter.hopes, {**letter.fields, **fields}, is_written_anyway=True)


def _recruiter(view: View) -> Letter:
    """For an agency: what is placed through it, and where it must not send anything."""
    profile, places = view.profile, view.profile.target_locations
    applied = applied_to(view)
    title = profile.target_titles[0].title if profile.target_titles else None
    subject = f"{title}, {places[0]}: available {profile.availability}" if title and places else ""
    starts = profile.availability
    fields = {
        "subject_title": title,
        "place": next(iter(places), None),
        "availability": starts,
        "work_mode": profile.work_mode,
        "starts_from": starts if starts and starts.startswith("from ") and 0 < len(subject) <= _SUBJECT else None,
        "phone": profile.phone,
        "applied_to": applied.names,
        "others_applied_to": applied.others,
        "nothing_applied": view.nothing_applied,
    }
    chosen = Chosen(placed_through(view)[:_BESIDE])
    return Letter(chosen, (), fields, applied.items, is_written_anyway=last_letter(view) is None)


def _what_matters(tellings: Sequence[Telling], most: int) -> Chosen:
    return what_matters(tellings, most=most)


_LETTERS: Mapping[Situation, Callable[[View], Letter]] = {
    Situation.GENERAL: _standard,
    Situation.EMPLOYER: _employer,
    Situation.RECRUITER: _recruiter,
    Situation.RECONNECT: _reconnect,
    Situation.LOOP: _loop,
    Situation.ADVICE: _advice,
    Situation.USEFUL: _useful,
    Situation.INSIDER: _insider,
    Situation.CONFIDENTIAL: _confidential,
    Situation.FRIEND: _friend,
    Situation.OUTSIDE: _outside,
    Situation.KNOWS: _knows,
    Situation.STANDARD: _standard,
}
