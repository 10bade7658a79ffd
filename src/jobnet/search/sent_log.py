"""What was told to whom, letter by letter, in plain sentences to read before a phone call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from jobnet.facts.history import news_item
from jobnet.facts.items import Document, Item, Kind
from jobnet.facts.readers import works_at
from jobnet.frozen import dataclass
from jobnet.profile.model import Direction, Profile, Prose, Stage


class Said(NamedTuple):
    """The same thing twice: "Applied", and "On 3 October you told Ted that you applied"."""

    activity: str
    told: str


STAGES: Mapping[str, Said] = {
    Stage.INTERESTED: Said("Found an opening", "that you are interested"),
    Stage.APPLIED: Said("Applied", "that you applied"),
    Stage.SCREENING: Said("Screening", "of a screening"),
    Stage.INTERVIEW: Said("Interview", "of an interview"),
    Stage.FINAL: Said("Final interview", "of a final interview"),
    Stage.OFFER: Said("Received an offer", "of an offer"),
    Stage.ACCEPTED: Said("Accepted an offer", "that you accepted an offer"),
    Stage.REJECTED: Said("Turned down", "that they chose somebody else"),
    Stage.RUNNER_UP: Said("Turned down (second)", "that you came second"),
    Stage.CANCELLED: Said("Position cancelled", "that the post was cancelled"),
    Stage.DECLINED: Said("Declined", "that you declined an offer"),
    Stage.WITHDRAWN: Said("Withdrew", "that you withdrew"),
    Stage.NO_RESPONSE: Said("No response", "that there was no answer"),
    Stage.REINSTATED: Said("Application reopened", "that the application was reopened"),
}
LETTERS: Mapping[str, Said] = {
    Document.BRIEF: Said("Sent a brief", "the brief"),
    Document.UPDATE: Said("Sent a progress update", "a progress update"),
    Document.RUNNERUP: Said("Sent a thank-you letter after a turn-down", "the thank-you letter"),
    Document.TIP: Said("Passed on a tip", "a tip"),
    Document.THANKS: Said("Sent thanks", "your thanks"),
    Document.TOUCH: Said("Wrote to stay in touch", "a note to stay in touch"),
    Document.PITCH: Said("Handed out talking points", "the talking points"),
    Document.LANDED: Said("Announced the new post", "the good news"),
}


@dataclass(frozen=True)
class SentLetter:
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


def by_hand(profile: Profile) -> Iterator[SentLetter]:
    """What the seeker gave people without jobnet, as the touchpoints say."""
    for touch in profile.touchpoints:
        if touch.document is None or touch.direction is not Direction.OUT:
            continue
        if contact := touch.contact:
            yield SentLetter(touch.date.earliest, touch.document, contact.key, contact.name, contact.email)
        elif touch.person:
            yield SentLetter(touch.date.earliest, touch.document, "", touch.person)


def letters_about(profile: Profile, letters: Iterable[SentLetter], company: str) -> tuple[SentLetter, ...]:
    """Those that told something about this company, or went to somebody who works there."""
    return tuple(
        letter
        for letter in letters
        if works_at(profile, profile.contact(letter.person), company)
        or any(item.company and profile.same_company(item.company, company) for item in letter.items)
    )


class Teller:
    """Says in one sentence what an item told; a find is looked up in the profile as it is today."""

    def __init__(self, profile: Profile, day: Callable[[dt.date], str]) -> None:
        self._day = day
        self._headlines: Mapping[str, Prose] = {news_item(news).id: news.headline for news in profile.news}

    def sentences(self, letter: SentLetter) -> tuple[str, ...]:
        """What this letter told, a sentence an item; one sentence where we only know that it was given."""
        on = self._day(letter.date)
        if not letter.items:
            given = LETTERS[letter.document].told if letter.document in LETTERS else letter.document
            return (f"On {on} you gave {letter.who} {given} by hand.",)
        is_sent = letter.state == "sent"
        begin = f"On {on} you told" if is_sent else f"{letter.state.capitalize()} since {on}, to tell"
        return tuple(f"{begin} {letter.who} {self.item(item)}." for item in letter.items)

    def item(self, item: Item) -> str:  # noqa: PLR0911 (a table, read from top to bottom)
        """What was told, as a clause."""
        on = f" on {self._day(item.date)}" if item.date else ""
        where = ", ".join(part for part in (item.position, item.company) if part) or "no longer in your profile"
        match item.kind:
            case Kind.EVENT:
                return f"{_event(item)}{on}: {where}"
            case Kind.NEWS:
                headline = self._headlines.get(item.id)
                return f"this: {headline.rstrip('.')}" if headline else "of a find that is no longer in your profile"
            case Kind.INTERESTED:
                return f"that you are interested in {item.company}"
            case Kind.BRIEF:
                return "how to help you: the brief with your titles and companies"
            case Kind.OPENING:
                return "your personal line"
            case Kind.REFERRAL:
                moment = _MOMENTS.get(item.id.rpartition("/")[2], "about their lead")
                return f"{moment} ({item.company})" if item.company else moment
            case Kind.THANKS if not item.id.startswith("particular:"):
                return f"your thanks for the interview{on}: {where}"
            case Kind.TALK if not item.id.startswith("talked:"):
                return f"your thanks for the talk{on}"
        return f"{_AT_A_COMPANY.get(item.id.partition(':')[0]) or _AT_A_COMPANY[item.kind]}: {where}"


_AT_A_COMPANY = {
    "particular": "what you remember of it",
    "talked": "that you had talked with somebody there",
    "runnerup": "your thanks after the no",
    "touch": "that you stay in touch",
    "posting": "of your interest in another post",
    "promise": "what you had promised",
    "availability": "which jobs you look for, and from when",
    "landed": "that you have accepted a post",
}
"""By what the item's id begins with, else by its kind."""
_MOMENTS = {
    "received": "your thanks for their lead",
    "acted": "that you had followed up their lead",
    "result": "what came of their lead",
}


def _event(item: Item) -> str:
    """By the stage in `event:<application>/<stage>/<count>/<when>`."""
    _, stage, _, when = ["", "", "", *item.id.rsplit("/", 3)][-4:]
    if when == "planned":
        return "that a talk was coming up"
    return STAGES[stage].told if stage in STAGES else "of a step"
