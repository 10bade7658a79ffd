"""What a letter told, under the id that its entry in the profile has now.

An id is made of what the user calls a thing: an `id` is added, a position is corrected, a headline is mended, a giver
marries. Whoever was told is not told again for that. Where several entries could be meant, the days decide.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from jobnet.facts.history import opaque_id
from jobnet.facts.items import Item, Kind
from jobnet.facts.people import people_of, person_key
from jobnet.facts.referrals import talk_item, talks_with
from jobnet.profile.model import ENDS, Application, News, Profile, Referral
from jobnet.profile.names import company_key, name_key
from jobnet.profile.nouns import numbered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

Found = TypeVar("Found")

_ALIKE = 0.6
"""From here on two spellings may be one company."""
_NEAR = dt.timedelta(14)
"""So far a corrected day may lie from the one that was typed first."""
_REST = {
    "event": r"(?:/[^/]*){3}",
    "runnerup": r":[^:]*",
    **dict.fromkeys(("thanks", "particular", "touch"), r"/[^/]*"),
    **dict.fromkeys(("promise", "posting"), r""),
}
"""What follows the application's key in an id of this kind."""


class _Part(NamedTuple):
    """`event:<key>/interview/1/done`, in its three parts."""

    kind: str
    key: str
    rest: str


class Followed:
    """Finds what items tell of in the profile of today. `told`: all of them, whoever was told."""

    def __init__(self, profile: Profile, told: Iterable[Item]) -> None:
        self._profile = profile
        self._told = tuple({(each.id, each.date): each for each in told}.values())
        self._found: dict[tuple[str, dt.date | None], str] = {}

    def id_of(self, person: str, item: Item) -> str:
        """The id that this item has now; `person`: the key of whoever was told, as the profile has it now."""
        if item.kind is Kind.REFERRAL:
            return self._of_referral(person, item)
        if item.id.startswith("talk:"):
            return self._of_talk(person, item)
        if (item.id, item.date) not in self._found:
            self._found[item.id, item.date] = self._now(item)
        return self._found[item.id, item.date]

    def _now(self, item: Item) -> str:
        kind, _, key = item.id.partition(":")
        if kind == "news":
            news = self._news(item) or self._mended(item)
            return item.id if news is None else f"news:{news.key}"
        if kind == "interested":
            company = self._profile.target(key)
            return item.id if company is None else f"interested:{company_key(company.name)}"
        return self._of_application(item) if kind in _REST else item.id

    # Applications

    def _of_application(self, item: Item) -> str:
        part = _part(item.id)
        if part is None:
            return self._counted.get(item.id, item.id)
        application = self._application(part.key, item.date)
        if application is None:
            return item.id
        rest = part.rest
        if part.kind == "event":
            rest = _event_now(application, part.rest, item.date)
        elif part.kind == "thanks":
            rest = self._thanks_now(application, part.rest)
        return f"{part.kind}:{application.key}{rest}"

    def _application(self, key: str, day: dt.date | None) -> Application | None:
        there = self._applications.get(key) or self._applications.get(_unnumbered(key)) or []
        nearest = min(there, key=lambda each: (day not in _days(each), each.key != key), default=None)
        return nearest or self._successors.get(key)

    @cached_property
    def _applications(self) -> Mapping[str, list[Application]]:
        return _by_key((key, each) for each in self._profile.applications for key in (each.key, each.named))

    @cached_property
    def _successors(self) -> Mapping[str, Application]:
        """The applications that those which nobody knows any more must have become."""
        lost: dict[str, list[Item]] = defaultdict(list)
        claimed = set()
        for item in self._told:
            part = _part(item.id)
            if part is not None and part.key in self._applications:
                claimed.add(id(self._application(part.key, item.date)))
            elif part is not None and _unnumbered(part.key) not in self._applications:
                lost[part.key].append(item)
        free = [each for each in self._profile.applications if id(each) not in claimed]
        found = {key: [each for each in free if self._was(each, key, items)] for key, items in lost.items()}
        return {key: candidates[0] for key, candidates in found.items() if len(candidates) == 1}

    def _was(self, application: Application, key: str, items: Collection[Item]) -> bool:
        """Whether these items told of this application: of the same or a like company about then, or on these days."""
        evidence = len(_days(application) & {each.date for each in items})
        evidence += 2 * any(_had_letter(application, each) for each in items)  # the same person, after the same no
        company, _, position = key.partition("/")
        companies = set(filter(None, (company, *(each.company for each in items))))
        told = [each.date for each in items if each.date]
        is_near = any(abs(day - each) <= _NEAR for day in _days(application) for each in told)
        if any(self._profile.same_company(each, application.company) for each in companies):
            return bool(evidence) or is_near
        is_same_post = name_key(application.position) in {position, *(name_key(each.position or "") for each in items)}
        is_alike = is_near and any(_likeness(each, application.company) >= _ALIKE for each in companies)
        return is_same_post and (evidence > 1 or is_alike)

    @cached_property
    def _counted(self) -> Mapping[str, str]:
        """What was told without a name, whose id says nothing: by that id, the one it has now."""
        applications = self._profile.applications
        keys = [*((each.named, each) for each in applications), *self._successors.items()]
        keys += [(each.key, each) for each in applications]
        found = {}
        for key, application in keys:
            seen: Counter[str] = Counter()
            for event in application.events:
                seen[event.stage] += 1
                for when in ("planned", "done"):
                    rest = f"/{event.stage}/{seen[event.stage]}/{when}"
                    found[opaque_id(f"event:{key}{rest}")] = opaque_id(f"event:{application.key}{rest}")
        return found

    def _thanks_now(self, application: Application, rest: str) -> str:
        """The day of an interview for which somebody was thanked, as it was corrected since."""
        day = _day(rest[1:])
        talks = [each.date for each in application.events if each.is_talk and each.date]
        if day is None or day in talks:
            return rest
        parts = ((_part(item.id), item.date) for item in self._told)
        thanked = {
            part.rest
            for part, told_on in parts
            if part and part.kind == "thanks" and self._application(part.key, told_on) is application
        }
        free = [each for each in talks if f"/{each}" not in thanked and abs(each - day) <= _NEAR]
        return f"/{min(free, key=lambda each: abs(each - day))}" if free else rest

    # News

    def _news(self, item: Item) -> News | None:
        key = item.id.partition(":")[2]
        there = self._news_by_key.get(key) or self._news_by_key.get(_unnumbered(key)) or []
        return min(there, key=lambda each: (each.date != item.date, each.key != key), default=None)

    @cached_property
    def _news_by_key(self) -> Mapping[str, list[News]]:
        news = self._profile.news
        return _by_key((key, each) for each in news for key in (each.key, each.named, each.url or ""))

    def _mended(self, item: Item) -> News | None:
        """The news of this headline under another day, or of this day with half of its words, or in its place."""
        day, _, headline = item.id.partition(":")[2].partition("/")
        words = set(headline.split()) if not day or _day(day) else set()  # else an id or a link, which is gone

        def is_it(news: News) -> bool:
            now, is_of_the_day = set(name_key(news.headline).split()), news.date == item.date
            return bool(words) and (now == words or (is_of_the_day and len(words & now) * 2 >= len(words)))

        free = [each for each in self._profile.news if id(each) not in self._told_news]
        of_the_day = (each for each in free if item.date and each.date == item.date and not each.id)
        return _only([each for each in free if is_it(each)] or [*of_the_day])

    @cached_property
    def _told_news(self) -> Collection[int]:
        return {id(self._news(item)) for item in self._told if item.id.startswith("news:")}

    # Referrals

    def _of_referral(self, person: str, item: Item) -> str:
        identity, _, moment = item.id.rpartition("/")
        key = identity.partition(":")[2]
        given = [each for each in self._profile.referrals if each.giver.key == person]
        exact = [each for each in given if each.key == key]
        # The giver's own key stands before it, whatever that was.
        named = [each for each in given if each.named and f"/{key}".endswith(f"/{numbered(each.named, each.alike)}")]
        referral = _only(exact) or _only(named) or _only([each for each in given if self._is_it(each, key, item)])
        return item.id if referral is None else f"referral:{referral.key}/{moment}"

    def _is_it(self, referral: Referral, key: str, item: Item) -> bool:
        """Whether this referral is to the same company, or to the same person."""
        if item.company and referral.company and self._profile.same_company(item.company, referral.company):
            return True
        return bool(referral.to) and name_key(referral.to or "") in _unnumbered(key).split("/")

    # Talks

    def _of_talk(self, person: str, item: Item) -> str:
        """The talk that somebody was thanked for, whose day may have been corrected since."""
        contact = self._profile.contact(person)
        talks = talks_with(self._profile, contact, dt.date.max) if contact else ()
        days = {talk_item(each).id: each.date.earliest for each in talks}
        if item.id in days or item.date is None:
            return item.id
        free = days.keys() - {each.id for each in self._told}
        return _only([each for each in free if abs(days[each] - item.date) <= _NEAR]) or item.id


def _part(identity: str) -> _Part | None:
    """The parts of what tells of an application; None of anything else, and of what was told without a name."""
    kind = identity.partition(":")[0]
    parts = re.fullmatch(f"{kind}:(.+)({_REST[kind]})", identity, re.DOTALL) if kind in _REST else None
    return _Part(kind, parts[1], parts[2]) if parts else None


def _event_now(application: Application, rest: str, day: dt.date | None) -> str:
    """How many-th of its stage the event of this day is by now: one noted late may stand before it."""
    _, stage, count, when = rest.split("/")
    days = [each.date for each in application.events if each.stage == stage]
    if day not in days or (count.isdecimal() and days[int(count) - 1 : int(count)] == [day]):
        return rest
    return f"/{stage}/{days.index(day) + 1}/{when}"


def _had_letter(application: Application, item: Item) -> bool:
    """Whether this is the letter after a no that this application may have had: to somebody there, after its end."""
    part = _part(item.id)
    if part is None or part.kind != "runnerup" or item.date is None:
        return False
    ends = (each.date for each in application.events if each.stage in ENDS and each.date)
    return any(day <= item.date for day in ends) and any(
        part.rest == f":{person_key(each)}" for each in people_of(application)
    )


def _days(application: Application) -> set[dt.date]:
    return {each.date for each in application.events if each.date}


def _by_key(things: Iterable[tuple[str, Found]]) -> Mapping[str, list[Found]]:
    """The things by each of their keys, once under each."""
    found: dict[str, dict[int, Found]] = defaultdict(dict)
    for key, each in things:
        found[key][id(each)] = each
    return {key: list(there.values()) for key, there in found.items() if key}


def _unnumbered(key: str) -> str:
    return re.sub(r"#\d+$", "", key)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _likeness(one: str, other: str) -> float:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, company_key(one), company_key(other)).ratio()


def _only(found: Sequence[Found]) -> Found | None:
    return found[0] if len(found) == 1 else None
