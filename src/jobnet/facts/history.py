"""What readers already know, as plain values: from the ledger and from the profile's touchpoints alike.

The ids of what is told are made here, of identity and not of wording or dates (`docs/delivery.md`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from hashlib import blake2s
from typing import TYPE_CHECKING

from jobnet.facts.items import Document, Item, Kind
from jobnet.frozen import dataclass
from jobnet.profile.model import Application, Company, Contact, Direction, News, Profile, Prose, Touchpoint
from jobnet.profile.names import company_key, name_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

BY_HAND = "*"
"""The item of a document handed over by hand: we know that it was given, not what stood in it."""


@dataclass(frozen=True)
class Told:
    """This person was told this item in this document on this day. `person` is a `Contact.key`."""

    person: str
    item: str
    document: str
    date: dt.date
    has_gone: bool = True
    """Whether that is so by now: what waits or is in doubt counts as told, lest it be told twice."""


@dataclass(frozen=True)
class History:
    """Everything anybody was told, oldest first; asked by reader."""

    told: tuple[Told, ...] = ()
    overheard: tuple[Told, ...] = ()
    """What others were told in a mailbox that this person shares: no letter to them, but nothing new to them either."""

    @cached_property
    def _by_person(self) -> Mapping[str, tuple[Told, ...]]:
        people: dict[str, list[Told]] = defaultdict(list)
        for each in sorted((*self.told, *self.overheard), key=lambda told: told.date):
            people[each.person].append(each)
        return {person: tuple(told) for person, told in people.items()}

    def of(self, contact: Contact) -> tuple[Told, ...]:
        """What this contact was told, oldest first."""
        return self.of_person(contact.key)

    def of_person(self, person: str) -> tuple[Told, ...]:
        """What whoever has this key was told, oldest first."""
        return self._by_person.get(person, ())

    def items_of(self, person: str) -> frozenset[str]:
        """The ids of all items told to whoever has this key."""
        return frozenset(told.item for told in self.of_person(person))

    def dates(self, contact: Contact, document: Document) -> tuple[dt.date, ...]:
        """The days on which this contact got this document, each once, oldest first."""
        return tuple(dict.fromkeys(each.date for each in self.of(contact) if each.document == document))

    def last(self, contact: Contact, document: Document) -> dt.date | None:
        """The day this contact last got this document."""
        return max(self.dates(contact, document), default=None)

    def known_to(self, contact: Contact | None, document: Document = Document.UPDATE) -> Known:
        """What this contact knows by now, this document by hand included; nobody in particular knows nothing."""
        told = self.of(contact) if contact else ()
        by_hand = [each.date for each in told if each.item == BY_HAND and each.document == document]
        return Known(frozenset(each.item for each in told), max(by_hand, default=None))


@dataclass(frozen=True)
class Known:
    """What one reader knows: item by item, and everything up to the day they were given a document by hand."""

    items: frozenset[str] = frozenset()
    up_to: dt.date | None = None

    def __contains__(self, item: Item) -> bool:
        """Whether the reader knows it. What bears no date is taken to have stood in an update given by hand."""
        return item.id in self.items or (self.up_to is not None and (item.date is None or item.date <= self.up_to))


def told_by_hand(profile: Profile) -> tuple[Told, ...]:
    """What the seeker gave people without jobnet, as the touchpoints say."""
    return tuple(
        Told(_who(profile, touch), BY_HAND, touch.document, touch.date.earliest)
        for touch in profile.touchpoints
        if touch.document is not None and touch.direction is Direction.OUT and (touch.contact or touch.person)
    )


def _who(profile: Profile, touch: Touchpoint) -> str:
    """The key of whoever it was with: a contact, be it by a name that is theirs alone, else the folded name."""
    if touch.contact is not None:
        return touch.contact.key
    key = name_key(touch.person or "")
    namesakes = profile.contacts_by_name.get(key, ())
    return namesakes[0].key if len(namesakes) == 1 else key


def event_items(application: Application, *, today: dt.date) -> Mapping[int, Item]:
    """An item for each event of an application, by its index: the how-many-th of its stage, planned or done."""
    seen: Counter[str] = Counter()
    items = {}
    for index, event in enumerate(application.events):
        seen[event.stage] += 1
        when = "planned" if event.date is not None and event.date > today else "done"
        identity = f"event:{application.key}/{event.stage}/{seen[event.stage]}/{when}"
        items[index] = Item(identity, Kind.EVENT, application.company, application.position, event.date)
    return items


def opaque_id(identity: str) -> str:
    """An id that gives nothing away but its kind: for what is told without saying where, and for programs outside."""
    return f"{identity.partition(':')[0]}:{blake2s(identity.encode(), digest_size=12).hexdigest()}"


def runnerup_item(application: Application, person: str, day: dt.date) -> Item:
    """The letter after a turn-down to whoever has this key."""
    identity = f"runnerup:{application.key}:{person}"
    return Item(identity, Kind.RUNNERUP, application.company, application.position, day)


def thanks_item(application: Application, day: dt.date) -> Item:
    """Thanks for the interview of this day."""
    return Item(f"thanks:{application.key}/{day}", Kind.THANKS, application.company, application.position, day)


def particular_item(application: Application, sentence: Prose) -> Item:
    """Something remembered or promised, as it was said to somebody who was there."""
    digest = blake2s(name_key(sentence).encode(), digest_size=8).hexdigest()
    return Item(f"particular:{application.key}/{digest}", Kind.THANKS, application.company, application.position)


def news_item(news: News) -> Item:
    return Item(f"news:{news.key}", Kind.NEWS, date=news.date)


def interested_item(company: Company) -> Item:
    return Item(f"interested:{company_key(company.name)}", Kind.INTERESTED, company.name, date=company.added)


def talked_item(company: str, day: dt.date) -> Item:
    """That the seeker talked with somebody at a company, told to others."""
    return Item(f"talked:{company_key(company)}/{day}", Kind.TALK, company, date=day)


def opening_for(contact: Contact | None, history: History) -> Prose | None:
    """The line that the next letter begins with; None where there is none, or an earlier letter had it."""
    if contact is None or contact.opening is None or opening_item(contact.opening).id in history.items_of(contact.key):
        return None
    return contact.opening


def opening_item(opening: Prose) -> Item:
    """What a letter with this line tells: by its words, so that a new line is a new thing to say."""
    return Item(f"opening:{blake2s(opening.encode(), digest_size=12).hexdigest()}", Kind.OPENING)
