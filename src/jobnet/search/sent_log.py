"""What was told to whom, letter by letter, in plain sentences to read before a phone call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.facts.history import news_item
from jobnet.facts.items import Item, Kind
from jobnet.frozen import dataclass
from jobnet.profile.model import Direction
from jobnet.profile.names import company_key
from jobnet.search.words import LETTERS, STAGES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jobnet.profile.model import Profile, Prose


@dataclass(frozen=True)
class Letter:
    """One letter that went out, or was handed over by hand. `person` is a key, `who` a name."""

    date: dt.date
    document: str
    person: str
    who: str
    email: str | None = None
    subject: str | None = None
    via: str = "by hand"
    items: tuple[Item, ...] = ()
    state: str = "sent"
    """`waiting` and `in doubt` have not gone, or nobody knows."""


def by_hand(profile: Profile) -> Iterator[Letter]:
    """What the seeker gave people without jobnet, as the touchpoints say."""
    for touch in profile.touchpoints:
        if touch.document is None or touch.direction is not Direction.OUT:
            continue
        contact = touch.contact
        who = contact.name if contact else touch.person
        if who:
            email = contact.email if contact else None
            yield Letter(touch.date.earliest, touch.document, contact.key if contact else "", who, email)


def letters_about(profile: Profile, letters: Iterable[Letter], company: str) -> tuple[Letter, ...]:
    """Those that told something about this company, or went to somebody who works there."""
    keys = profile.company_keys(company)

    def is_there(letter: Letter) -> bool:
        contact = profile.contact(letter.person)
        at_work = bool(contact and contact.company and company_key(contact.company) in keys)
        return at_work or any(item.company and company_key(item.company) in keys for item in letter.items)

    return tuple(letter for letter in letters if is_there(letter))


class Teller:
    """Says in one sentence what an item told; a find is looked up in the profile as it is today."""

    def __init__(self, profile: Profile, day: Callable[[dt.date], str]) -> None:
        self._day = day
        self._headlines: Mapping[str, Prose] = {news_item(news).id: news.headline for news in profile.news}

    def sentences(self, letter: Letter) -> tuple[str, ...]:
        """What this letter told, a sentence an item; one sentence where we only know that it was given."""
        on = self._day(letter.date)
        if not letter.items:
            given = LETTERS[letter.document].told if letter.document in LETTERS else letter.document
            return (f"On {on} you gave {letter.who} {given} by hand.",)
        if letter.state == "sent":
            return tuple(f"On {on} you told {letter.who} {self.item(item)}." for item in letter.items)
        state = letter.state.capitalize()
        return tuple(f"{state} since {on}, to tell {letter.who} {self.item(item)}." for item in letter.items)

    def item(self, item: Item) -> str:
        """What was told, as a clause."""
        return _SAID[item.kind](self, item)

    def _event(self, item: Item) -> str:
        stage, _, planned = _parts_of_event(item.id)
        where = _where(item)
        on = f" on {self._day(item.date)}" if item.date else ""
        if planned:
            return f"that a talk was coming up{on}: {where}"
        return f"{STAGES[stage].told if stage in STAGES else 'of a step'}{on}: {where}"

    def _news(self, item: Item) -> str:
        headline = self._headlines.get(item.id)
        return f"this: {headline.rstrip('.')}" if headline else "of a find that is no longer in your profile"

    def _interested(self, item: Item) -> str:
        return f"that you are interested in {item.company}"

    def _brief(self, item: Item) -> str:
        del item
        return "how to help you: the brief with your titles and companies"

    def _thanks(self, item: Item) -> str:
        if item.id.startswith("particular:"):
            return f"what you remember of it: {_where(item)}"
        return f"your thanks for the interview{f' on {self._day(item.date)}' if item.date else ''}: {_where(item)}"

    def _runnerup(self, item: Item) -> str:
        return f"your thanks after the no: {_where(item)}"

    def _referral(self, item: Item) -> str:
        moment = item.id.rpartition("/")[2]
        about = f" ({item.company})" if item.company else ""
        return f"{_MOMENTS.get(moment, 'about their lead')}{about}"

    def _opening(self, item: Item) -> str:
        del item
        return "your personal line"

    def _talk(self, item: Item) -> str:
        if item.id.startswith("talked:"):
            return f"that you had talked with somebody there: {_where(item)}"
        return f"your thanks for the talk{f' on {self._day(item.date)}' if item.date else ''}"

    def _touch(self, item: Item) -> str:
        kind = item.id.partition(":")[0]
        said = {
            "posting": "of your interest in another post",
            "promise": "what you had promised",
            "availability": "which jobs you look for, and from when",
        }
        return f"{said.get(kind, 'that you stay in touch')}: {_where(item)}"

    def _landed(self, item: Item) -> str:
        return f"that you have accepted a post: {_where(item)}"


_SAID: Mapping[Kind, Callable[[Teller, Item], str]] = {
    Kind.EVENT: Teller._event,  # noqa: SLF001
    Kind.NEWS: Teller._news,  # noqa: SLF001
    Kind.INTERESTED: Teller._interested,  # noqa: SLF001
    Kind.BRIEF: Teller._brief,  # noqa: SLF001
    Kind.OPENING: Teller._opening,  # noqa: SLF001
    Kind.THANKS: Teller._thanks,  # noqa: SLF001
    Kind.RUNNERUP: Teller._runnerup,  # noqa: SLF001
    Kind.REFERRAL: Teller._referral,  # noqa: SLF001
    Kind.TALK: Teller._talk,  # noqa: SLF001
    Kind.TOUCH: Teller._touch,  # noqa: SLF001
    Kind.LANDED: Teller._landed,  # noqa: SLF001
}
_MOMENTS = {
    "received": "your thanks for their lead",
    "acted": "that you had followed up their lead",
    "result": "what came of their lead",
}


def _parts_of_event(identity: str) -> tuple[str, str, bool]:
    """Stage, count and whether planned, of `event:<application>/<stage>/<count>/<when>`."""
    _, stage, count, when = ["", "", "", *identity.rsplit("/", 3)][-4:]
    return stage, count, when == "planned"


def _where(item: Item) -> str:
    return ", ".join(part for part in (item.position, item.company) if part) or "no longer in your profile"
