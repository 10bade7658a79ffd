"""What readers already know, as plain values: from the ledger and from the profile's touchpoints alike."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from jobnet.documents.items import Document
    from jobnet.profile.model import Contact


@dataclass(frozen=True, slots=True)
class Told:
    """This person was told this item in this document on this day. `person` is a `Contact.key`."""

    person: str
    item: str
    document: str
    date: dt.date


@dataclass(frozen=True)
class History:
    """Everything anybody was told, oldest first; asked by reader."""

    told: tuple[Told, ...] = ()

    @cached_property
    def _by_person(self) -> Mapping[str, tuple[Told, ...]]:
        people: dict[str, list[Told]] = defaultdict(list)
        for each in sorted(self.told, key=lambda told: told.date):
            people[each.person].append(each)
        return {person: tuple(told) for person, told in people.items()}

    def of(self, contact: Contact) -> tuple[Told, ...]:
        """What this contact was told, oldest first."""
        return self._by_person.get(contact.key, ())

    def items(self, contact: Contact) -> frozenset[str]:
        """The ids of all items this contact was told."""
        return frozenset(told.item for told in self.of(contact))

    def first(self, contact: Contact) -> dt.date | None:
        """The day this contact was first told anything."""
        told = self.of(contact)
        return told[0].date if told else None

    def dates(self, contact: Contact, document: Document) -> tuple[dt.date, ...]:
        """The days on which this contact got this document, each once, oldest first."""
        return tuple(dict.fromkeys(told.date for told in self.of(contact) if told.document == document))

    def last(self, contact: Contact, document: Document) -> dt.date | None:
        """The day this contact last got this document."""
        dates = self.dates(contact, document)
        return dates[-1] if dates else None
