"""The tip: one useful thing, to one person, at once; no ask and no word about the search (`docs/content.md` 2.5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobnet.errors import Exit, JobnetError, Problem, Severity
from jobnet.facts.history import news_item
from jobnet.facts.items import Document, Item
from jobnet.facts.readers import ReaderKind, works_at
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.model import Disclosure
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from jobnet.facts.history import History
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Contact, News, Profile, Prose

_EVERYONE = "everyone"
_TOPIC_WORDS, _TOPIC_LETTERS = 8, 52
_BESIDE_DEADLINE = 5, 38
_LINK = pattern(r"\[([^\]]*)\]\([^)]*\)")
_SENTENCE_END = pattern(r"(?<=\w\w\w)[.!?](?=\s|$)|[:;](?=\s)|\s[–-]\s")
_CLAUSE_END = pattern(r",\s(?:and|but|so|no|which|who|where|while|with)\b")
_VERB = pattern(
    r"\s(?:which|who|that (?:we|you|I)|is|are|was|were|has|have|had|will|can|may|now|says?|said|told|tells?"
    r"|opens?|opened|starts?|started|gives?|gave|offers?|offered|pays?|paid|lends?|lent|needs?|needed|wants?|seeks?"
    r"|publishe[sd]|publish|plans?|planned|announce[sd]?|won|wins?|holds?|held|runs?|ran|invites?|invited)\b"
)
"""Before any of these a headline that begins with an article or a name has said what it is about."""
_NO_TOPIC = frozenset(
    {"after", "all", "as", "at", "because", "before", "by", "for", "from", "he", "how", "i", "if", "in", "it", "more"}
    | {"most", "my", "on", "one", "our", "she", "since", "some", "somebody", "someone", "that", "there", "they", "this"}
    | {"those", "to", "we", "what", "when", "where", "which", "while", "who", "with", "yes", "you", "your"}
)
"""Words that begin a sentence, but not the name of a thing."""
_TO_THE_READER = pattern(r"\byou(?:r|rs)?\b", re.IGNORECASE)
_REFERS_BACK = pattern(r"\b(?:there|its?|this|these|those|they|them|theirs?|such|both|here)\b", re.IGNORECASE)
"""Words that need the find before them: "Your two boys eat there."."""


@dataclass(frozen=True)
class Tip:
    """One find for one reader: what it is, why it is for them, how to act on it."""

    reader: Reader
    seeker: Profile
    today: dt.date
    news: News
    topic: str | None
    """The thing itself in a few words, for the subject line; None where the headline has no such words."""
    topic_is_workplace: bool
    """Whether those words are but the name of the place where the reader works."""
    tag: str | None
    """What the reader is interested in that the find is about; for a subject line without a topic."""
    why: Prose | None
    """Why it matters to the reader, in the user's words."""
    why_comes_first: bool
    """Whether those words speak to the reader and make sense before the find; else they follow it."""
    shared: tuple[str, ...]
    """What the reader is interested in that the find is about; said when the user's `why` does not speak to them."""
    workplace: str | None
    """Where the reader works; said when there is neither."""
    how_we_met: Prose | None
    opening: Prose | None
    deadline: dt.date | None
    on: dt.date | None
    items: tuple[Item, ...]
    attachments: tuple[Path, ...] = ()
    document: Document = Document.TIP

    @property
    def says_why_you(self) -> bool:
        """Whether the first sentence answers "why did you think of me?" (TIP-02)."""
        return bool(self.why or self.shared or self.workplace)


def tip_for(profile: Profile, reader: Reader, news: News, *, today: dt.date, history: History) -> Tip:
    """What this reader is told of this find, under the id that an update would tell it by.

    What is above the reader's trust, or kept for somebody else, is refused.
    """
    _refuse_what_is_not_theirs(reader, news)
    contact = reader.contact
    shared = tuple(tag for tag in news.audience if tag != _EVERYONE and contact and _is_among(tag, contact.interests))
    deadline = _still_ahead(news.deadline, today)
    comes_first = bool(news.why and _TO_THE_READER.search(news.why) and not _REFERS_BACK.search(news.why))
    topic = topic_of(news.headline, *_BESIDE_DEADLINE) if deadline else topic_of(news.headline)
    knows_me = reader.first_names or contact is None or history.of(contact) or _has_met(profile, contact, today)
    return Tip(
        reader=reader,
        seeker=profile,
        today=today,
        news=news,
        topic=topic,
        topic_is_workplace=topic is not None and works_at(profile, contact, topic),
        tag=shared[0] if shared else None,
        why=news.why,
        why_comes_first=comes_first,
        shared=() if comes_first else shared,
        workplace=contact.company if contact and not news.why and not shared else None,
        how_we_met=contact.how_we_met if contact and not knows_me and needs_context(reader) else None,
        opening=contact.opening if contact else None,
        deadline=deadline,
        on=_still_ahead(news.on, today),
        items=(news_item(news),),
    )


def tips_for(profile: Profile, contact: Contact) -> tuple[News, ...]:
    """The finds kept for this contact, in the order of the file."""
    return tuple(news for news in profile.news if news.reader is not None and news.reader.key == contact.key)


def tip_to_tell(profile: Profile, reader: Reader, chosen: str | None, *, history: History) -> News:
    """The news of `--news` (an id, or its number in the file from 1), else the oldest untold one for this reader."""
    if chosen is not None:
        return _chosen(profile, chosen)
    kept = tips_for(profile, reader.contact) if reader.contact else ()
    told = history.items(reader.contact) if reader.contact else frozenset()
    untold = [news for news in kept if news_item(news).id not in told]
    if untold:
        return untold[0]
    if kept:
        raise JobnetError(
            f"{reader.name} has been told what you kept for them. Choose another find with --news, "
            "by its id or its number in the file.",
            rule="TIP-02",
        )
    raise JobnetError(
        f"No news in your profile is for {reader.name}. Add one under `news:` with `for: {reader.name}`, "
        "or choose one with --news and its id or number.",
        rule="TIP-02",
    )


def needs_context(reader: Reader) -> bool:
    """Whether this reader may not place the seeker at once and is owed a line on how they met."""
    return reader.row in {
        ReaderKind.ACQUAINTANCE,
        ReaderKind.ALUMNI,
        ReaderKind.RECRUITER_AGENCY,
        ReaderKind.RECRUITER_INHOUSE,
    }


def topic_of(said: str, most_words: int = _TOPIC_WORDS, most_letters: int = _TOPIC_LETTERS) -> str | None:
    """A sentence in a few words of its own, as a subject line: all of it, its first clause, or what it is about.

    None where none of these is short enough: a sentence broken off reads worse than other words.
    """
    plain = " ".join(re.sub(r"[*_`]", "", _LINK.sub(r"\1", said)).split())
    first = _before(plain, _SENTENCE_END)
    thing = _before(first, _VERB)
    named = [word for word in thing.split() if word not in {"The", "A", "An"}]
    is_thing = thing != first and "," not in thing and len(named) > 1 and name_key(thing.split()[0]) not in _NO_TOPIC
    fit = (
        part
        for part in (plain.rstrip("."), first, _before(first, _CLAUSE_END), thing if is_thing else "")
        if len(part) <= most_letters and 1 < len(part.split()) <= most_words
    )
    return next(fit, None)


def _before(said: str, end: re.Pattern[str]) -> str:
    found = end.search(said)
    return said[: found.start()] if found else said


def _chosen(profile: Profile, chosen: str) -> News:
    for news in profile.news:
        if news.id == chosen:
            return news
    if chosen.isdecimal() and 0 < int(chosen) <= len(profile.news):
        return profile.news[int(chosen) - 1]
    known = ", ".join(news.id or str(number) for number, news in enumerate(profile.news, 1))
    raise JobnetError(
        f"No news is called {chosen!r}; there are: {known}." if known else "Your profile holds no news yet.",
        Exit.USAGE,
    )


def _refuse_what_is_not_theirs(reader: Reader, news: News) -> None:
    other = news.reader is not None and (reader.contact is None or news.reader.key != reader.contact.key)
    if other and news.reader is not None:
        raise JobnetError(f"This find is kept for {news.reader.name} alone (its key `for`), not for {reader.name}.")
    if news.disclosure is Disclosure.PRIVATE or not reader.may_know(news.disclosure):
        message = (
            f"This find is `{news.disclosure.name.lower()}` and {reader.name} may know what is "
            f"`{reader.ceiling.name.lower()}`: change `disclosure` of the news or `trust` of the contact."
        )
        raise JobnetError([Problem("PRIV-01", Severity.ERROR, message, place=news.at, final=True)])


def _has_met(profile: Profile, contact: Contact, today: dt.date) -> bool:
    touches = (touch for touch in profile.touchpoints if touch.contact and touch.contact.key == contact.key)
    return any(touch.date.earliest <= today for touch in touches)


def _still_ahead(day: dt.date | None, today: dt.date) -> dt.date | None:
    return day if day is not None and day >= today else None


def _is_among(tag: str, interests: tuple[str, ...]) -> bool:
    return name_key(tag) in {name_key(interest) for interest in interests}
