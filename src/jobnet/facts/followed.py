"""What a letter told, under the id that its entry in the profile has now.

An id is made of what the user calls a thing: an `id` is added, a position is corrected, a headline is mended, a giver
marries. Whoever was told is not told again for that. Where several entries could be meant, the days decide.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from jobnet.facts.history import unnamed_id
from jobnet.facts.items import Kind
from jobnet.facts.people import people_of, person_key
from jobnet.profile.model import ENDS
from jobnet.profile.names import company_key, name_key
from jobnet.profile.nouns import numbered

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from jobnet.facts.items import Item
    from jobnet.profile.model import Application, News, Profile, Referral

Found = TypeVar("Found")

_ALIKE = 0.6
"""From here on two spellings may be one company."""
_NEAR = dt.timedelta(14)
"""So far a corrected day may lie from the one that was typed first."""
_AFTER_KEY = {"event": 3, "thanks": 1, "particular": 1, "touch": 1, "promise": 0, "posting": 0}
"""How many parts follow the application's key in an id of this kind."""


class _Part(NamedTuple):
    """`event:<key>/interview/1/done`, in its three parts."""

    kind: str
    key: str
    rest: str

    def under(self, key: str, rest: str | None = None) -> str:
        return f"{self.kind}:{key}{self.rest if rest is None else rest}"


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
        if (item.id, item.date) not in self._found:
            follow = _FOLLOW.get(item.id.partition(":")[0])
            self._found[item.id, item.date] = follow(self, item) if follow else item.id
        return self._found[item.id, item.date]

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
        return part.under(application.key, rest)

    def _application(self, key: str, day: dt.date | None) -> Application | None:
        there = self._applications.get(key) or self._applications.get(_unnumbered(key)) or []
        if len(there) > 1:
            there = sorted(there, key=lambda each: (day not in _days(each), each.key != key))
        return there[0] if there else self._successors.get(key)

    @cached_property
    def _applications(self) -> Mapping[str, list[Application]]:
        return _by_key((each.key, each.named, each) for each in self._profile.applications)

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
        """Whether these items told of this application: the same company or position, and the same days."""
        evidence = len(_days(application) & {each.date for each in items})
        evidence += any(_had_letter(application, each) for each in items)
        if not evidence:
            return False
        company, _, position = key.partition("/")
        companies = set(filter(None, (company, *(each.company for each in items))))
        if any(self._profile.same_company(each, application.company) for each in companies):
            return True
        is_same_post = name_key(application.position) in {position, *(name_key(each.position or "") for each in items)}
        return is_same_post and (evidence > 1 or any(_likeness(e, application.company) >= _ALIKE for e in companies))

    @cached_property
    def _counted(self) -> Mapping[str, str]:
        """What was told without a name, whose id says nothing: by that id, the one it has now."""
        applications = self._profile.applications
        keys = [*((each.named, each) for each in applications), *self._successors.items()]
        keys += [(each.key, each) for each in applications]
        found = {}
        for key, application in keys:
            seen: dict[str, int] = defaultdict(int)
            for event in application.events:
                seen[event.stage] += 1
                for when in ("planned", "done"):
                    rest = f"/{event.stage}/{seen[event.stage]}/{when}"
                    found[unnamed_id(f"event:{key}{rest}")] = unnamed_id(f"event:{application.key}{rest}")
        return found

    def _thanks_now(self, application: Application, rest: str) -> str:
        """The day of an interview for which somebody was thanked, as it was corrected since."""
        day = _day(rest[1:])
        talks = [each.date for each in application.events if each.is_talk and each.date]
        if day is None or day in talks:
            return rest
        free = [each for each in talks if each not in self._thanked_for[application.key] and abs(each - day) <= _NEAR]
        return f"/{min(free, key=lambda each: abs(each - day))}" if free else rest

    @cached_property
    def _thanked_for(self) -> Mapping[str, set[dt.date | None]]:
        days: dict[str, set[dt.date | None]] = defaultdict(set)
        for item in self._told:
            part = _part(item.id)
            if part is not None and part.kind == "thanks" and (found := self._application(part.key, item.date)):
                days[found.key].add(_day(part.rest[1:]))
        return days

    # News

    def _of_news(self, item: Item) -> str:
        news = self._news(item) or self._mended(item)
        return item.id if news is None else f"news:{news.key}"

    def _news(self, item: Item) -> News | None:
        key = item.id.partition(":")[2]
        there = self._news_by_key.get(key) or self._news_by_key.get(_unnumbered(key)) or []
        return min(there, key=lambda each: (each.date != item.date, each.key != key), default=None)

    @cached_property
    def _news_by_key(self) -> Mapping[str, list[News]]:
        news = self._profile.news
        return _by_key(((each.key, each.named, each) for each in news), ((each.url or "", each) for each in news))

    def _mended(self, item: Item) -> News | None:
        """The news of this headline under another day, or of this day under a headline with half of its words."""
        day, _, headline = item.id.partition(":")[2].partition("/")
        if not headline or (day and _day(day) is None):
            return None
        words = set(headline.split())

        def is_it(news: News) -> bool:
            now = name_key(news.headline)
            return now == headline or (news.date == item.date and len(words & set(now.split())) * 2 >= len(words))

        return _only([each for each in self._profile.news if id(each) not in self._told_news and is_it(each)])

    @cached_property
    def _told_news(self) -> Collection[int]:
        return {id(self._news(item)) for item in self._told if item.id.startswith("news:")}

    # Referrals and targets

    def _of_referral(self, person: str, item: Item) -> str:
        identity, _, moment = item.id.rpartition("/")
        key = identity.partition(":")[2]
        given = [each for each in self._profile.referrals if each.giver.key == person]
        referral = self._named_referral(given, key) or self._renamed_referral(given, key, item)
        return item.id if referral is None else f"referral:{referral.key}/{moment}"

    def _named_referral(self, given: Sequence[Referral], key: str) -> Referral | None:
        exact = [each for each in given if each.key == key]
        # The giver's own key stands before it, whatever that was.
        return _only(exact) or _only(
            [each for each in given if each.named and f"/{key}".endswith(f"/{numbered(each.named, each.alike)}")]
        )

    def _renamed_referral(self, given: Sequence[Referral], key: str, item: Item) -> Referral | None:
        parts = set(_unnumbered(key).split("/"))
        return _only(
            [
                each
                for each in given
                if (item.company and each.company and self._profile.same_company(item.company, each.company))
                or (each.to and name_key(each.to) in parts)
            ]
        )

    def _of_target(self, item: Item) -> str:
        key = item.id.partition(":")[2]
        company = self._profile.target(key)
        return item.id if company is None else f"interested:{company_key(company.name)}"


_FOLLOW: Mapping[str, Callable[[Followed, Item], str]] = {
    **dict.fromkeys((*_AFTER_KEY, "runnerup"), Followed._of_application),  # noqa: SLF001
    "news": Followed._of_news,  # noqa: SLF001
    "interested": Followed._of_target,  # noqa: SLF001
}


def _part(identity: str) -> _Part | None:
    """The parts of what tells of an application; None of anything else, and of what was told without a name."""
    kind, _, rest = identity.partition(":")
    if kind == "runnerup":
        key, _, person = rest.rpartition(":")
        return _Part(kind, key, f":{person}") if key else None
    if kind not in _AFTER_KEY:
        return None
    many = _AFTER_KEY[kind]
    parts = rest.rsplit("/", many) if many else [rest]
    return _Part(kind, parts[0], "".join(f"/{each}" for each in parts[1:])) if len(parts) == many + 1 else None


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


def _days(application: Application) -> set[dt.date | None]:
    return {each.date for each in application.events} - {None}


def _by_key(three: Iterable[tuple[str, str, Any]], more: Iterable[tuple[str, Any]] = ()) -> Mapping[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for key, named, each in three:
        for one in {key, named}:
            found[one].append(each)
    for key, each in more:
        if key and each not in found[key]:
            found[key].append(each)
    return dict(found)


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
