"""What rules look at: a search on one day, and a finished letter of it; what they ask is worked out once, at use."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property
from typing import TYPE_CHECKING

from jobnet.facts.calendar import is_working_day
from jobnet.facts.items import Kind
from jobnet.facts.stay_in_touch import TouchLog
from jobnet.profile.model import Direction
from jobnet.profile.vocabulary import is_sentence
from jobnet.review.finding import Finding
from jobnet.review.leaks.index import Names
from jobnet.review.leaks.scan import Knowledge, Scan
from jobnet.review.words import Phrases, parted, spaced, typed_in, without_addresses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jobnet.errors import Severity
    from jobnet.facts.history import History
    from jobnet.facts.items import Document
    from jobnet.facts.progress import Progress
    from jobnet.facts.readers import Reader
    from jobnet.facts.snapshot import Snapshot
    from jobnet.profile.model import Application, Contact, Referral
    from jobnet.rendering.letter import Context, Letter
    from jobnet.review.words import Typed

_OF_AN_APPLICATION = (Kind.EVENT, Kind.RUNNERUP, Kind.TOUCH, Kind.LANDED)
_NAME_SHAPED = Phrases(
    "who", "whom", "whose", "anyone", "anybody", "someone", "somebody", "which", "a name", "introduce", "people",
)  # fmt: skip


class ProfileUnderReview:
    """One search on one day before the rules. Made once for all letters of a run."""

    def __init__(self, snapshot: Snapshot, history: History, mail: tuple[str, ...] = ()) -> None:
        """`mail`: the addresses and servers by which letters go out."""
        self.snapshot = snapshot
        self.profile = profile = snapshot.profile
        self.history = history
        self.today = snapshot.today
        self.mail = mail
        self.limits: Mapping[str, int] = profile.rules.limits
        self.cadence: Mapping[str, int] = profile.rules.cadence

    @property
    def accepted(self) -> Application | None:
        """The application that ended the search; None while it goes on."""
        return self.snapshot.accepted

    @cached_property
    def spoken(self) -> Mapping[str, dt.date]:
        """The last day on which the seeker wrote to or rang each contact without jobnet, and handed over nothing."""
        touches = (t for t in self.profile.touchpoints if t.contact and not t.document and t.direction is Direction.OUT)
        days = sorted((touch.date.earliest, touch.contact.key) for touch in touches if touch.contact)
        return {key: day for day, key in days if day <= self.today}

    def working_days_since(self, day: dt.date) -> int:
        """Working days after this day up to today."""
        days = (day + dt.timedelta(each) for each in range(1, (self.today - day).days + 1))
        return sum(is_working_day(each, self.profile.locale) for each in days)

    @cached_property
    def touch_log(self) -> TouchLog:
        """The contacts with companies that said no."""
        return TouchLog(self.snapshot, self.history)

    @cached_property
    def names(self) -> Names:
        """Everything that has a name, and who may learn it."""
        return Names(self.snapshot)

    @cached_property
    def typed(self) -> tuple[Typed, ...]:
        """What the user typed, sentence by sentence and name by name."""
        return tuple(typed_in(self.profile))

    def holding(self, phrase: str) -> list[Typed]:
        """Those in which these words stand."""
        return [each for each in self.typed if f" {phrase} " in each.words]

    @cached_property
    def fragments(self) -> tuple[Typed, ...]:
        """A few words of the user's where a whole sentence is wanted."""
        return tuple(each for each in self.typed if each.is_prose and not is_sentence(each.text))

    def is_typed(self, fragment: str) -> bool:
        """Whether the user typed these very characters somewhere."""
        return any(fragment in each.text for each in self.typed)


class LetterUnderReview:
    """One finished letter before the rules."""

    def __init__(
        self, letter: Letter, context: Context | Letter, search: ProfileUnderReview, *, html: bool = True
    ) -> None:
        """`html`: whether the forms that are made from the Markdown go out, too."""
        self.letter = letter
        self.context = context
        self.search = search
        self.html = html
        self.profile = search.profile
        self.history = search.history
        self.today = search.today
        self.document: Document = letter.document
        self.reader: Reader = context.reader
        self.contact: Contact | None = self.reader.contact
        self.who = self.reader.name or "everybody"
        """The reader, for messages."""

    @property
    def is_standard(self) -> bool:
        """Whether it is the letter for everybody, not the one for a situation, of which less is wanted."""
        return set(getattr(self.context, "situations", ())) <= {"standard"} and getattr(self.context, "may_stop", True)

    # What it says

    @cached_property
    def text(self) -> str:
        """The text, a paragraph a line."""
        return self.letter.flowing_text or self.letter.text

    @cached_property
    def said(self) -> str:
        """Subject and body as `spaced` words, addresses left out."""
        return spaced(without_addresses(f"{self.letter.subject}\n{self.text}"))

    @property
    def template(self) -> str:
        """The words of the user's own template; empty where it is one of jobnet's."""
        return "" if self.letter.built_in else self.letter.own_words

    @cached_property
    def users_text(self) -> str:
        """What the user wrote of it: their sentences, and their template."""
        return "\n".join((*self.letter.prose, self.template))

    @cached_property
    def users(self) -> str:
        """The same, `spaced`, addresses left out."""
        return spaced(without_addresses(self.users_text))

    @property
    def name_questions(self) -> tuple[str, ...]:
        """The questions that a person's name answers."""
        sentences = (each for line in self.text.split("\n") for each in parted(line))
        asked = (each for each in sentences if each.rstrip("\"')]*_ ”").endswith("?"))
        return tuple(each for each in asked if _NAME_SHAPED.found_in(spaced(each)))

    def objections(
        self, phrases: Phrases, message: str, template: Severity | None = None, prose: Severity | None = None
    ) -> Iterator[Finding]:
        """Phrases that should not stand there, in the user's template or in a sentence of theirs, which is named.

        What jobnet's own templates say is exempt, and so are names. `template` and `prose`: how grave it is in each.
        """
        own = spaced(self.letter.own_words)
        for phrase in phrases.found_in(self.users, self.letter.language.partition("-")[0]):
            if not self.letter.built_in and f" {phrase} " in own:
                yield Finding("The template says: " + message.format(phrase), severity=template)
            elif source := self.where_typed(phrase):
                yield Finding(message.format(phrase), source.record, source.place, prose)
            elif not self.search.holding(phrase) and f" {phrase} " not in own:
                yield Finding(message.format(phrase), severity=prose)  # typed at the terminal

    def where_typed(self, phrase: str) -> Typed | None:
        """The sentence of the user's in this letter that holds these words, apart from names with them."""
        holding = [each for each in self.search.holding(phrase) if each.words in self.users]
        names = [each.words for each in holding if not each.is_prose]
        return next((each for each in holding if each.is_prose and f" {phrase} " in _without(names, each.words)), None)

    # What it is about

    @cached_property
    def applications(self) -> tuple[Application, ...]:
        """The one the letter is about, or those it tells of."""
        about: Application | None = getattr(self.context, "application", None)
        if about is not None:
            return (about,)
        items = (item for item in self.context.items if item.kind in _OF_AN_APPLICATION and item.company)
        told = ((item.position, each) for item in items for each in self.profile.applications_at(item.company or ""))
        return tuple({id(each): each for position, each in told if each.position == position}.values())

    @property
    def progress(self) -> tuple[Progress, ...]:
        """How those applications stand."""
        return tuple(map(self.search.snapshot.progress_of, self.applications))

    @cached_property
    def referrals(self) -> tuple[Referral, ...]:
        """What this reader referred the seeker to."""
        return tuple(each for each in self.search.snapshot.leads if self.contact and each.giver.key == self.contact.key)

    @cached_property
    def scan(self) -> Scan:
        names = self.search.names
        knowledge = Knowledge(names, self.document, self.reader, self.applications, self.referrals)
        return Scan(self.letter, names, knowledge, html=self.html)


def _without(names: list[str], said: str) -> str:
    for name in names:
        said = said.replace(name, " | ")
    return said


def objecting_to(
    phrases: Phrases, message: str, template: Severity | None = None, prose: Severity | None = None
) -> Callable[[LetterUnderReview], Iterator[Finding]]:
    """A rule against phrases; see `LetterUnderReview.objections`."""
    return lambda letter: letter.objections(phrases, message, template, prose)


def lacking(pattern: str, message: str) -> Callable[[LetterUnderReview], Iterator[Finding]]:
    """A rule for something that the standard letter must say, as a pattern of `spaced` words."""
    return lambda letter: iter(
        (Finding(message),) if letter.is_standard and not re.search(pattern, letter.said) else ()
    )
