"""A profile being read, and the contacts that its other records name."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from jobnet.profile.matching import find_contacts
from jobnet.profile.names import name_key
from jobnet.yamltext.schema import SCHEMA_TEXT, Text, TreeReading, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobnet.profile.nouns import Contact
    from jobnet.yamltext.nodes import Scalar, YamlText

_MOST_CANDIDATES = 8


class ContactIndex:
    """The contacts, found by what a reference or a person's name says."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self.contacts = tuple(contacts)
        self.by_id = {contact.id: contact for contact in self.contacts if contact.id}
        self.by_key: dict[str, list[Contact]] = {}
        for contact in self.contacts:
            self.by_key.setdefault(name_key(contact.name), []).append(contact)

    def called(self, name: str) -> list[Contact]:
        """The contacts of this name: as typed, else folded."""
        alike = self.by_key.get(name_key(name), [])
        return [each for each in alike if each.name == name] or alike

    def person(self, name: str) -> Contact | None:
        """The one contact of exactly this name, or None."""
        same = self.called(name)
        return same[0] if len(same) == 1 else None


class ProfileReading(TreeReading):
    """A profile being read. Its search and contacts are read before all that refers to them."""

    def __init__(self, source: YamlText) -> None:
        super().__init__(source)
        self.confidential = False
        self.contacts: list[Contact] = []
        self.recruiters: list[Contact] = []
        """Those of whom only the companies can tell whether they recruit in-house."""

    @cached_property
    def people(self) -> ContactIndex:
        """The contacts, to be asked when all are read."""
        return ContactIndex(self.contacts)


class ContactName(Text):
    """A reference to a contact, by `id`, or by `name` when only one bears it."""

    def meant(self, reading: Any, node: Scalar, text: str) -> Contact | None:
        value = super().meant(reading, node, text)
        if value is None:
            return None
        people: ContactIndex = reading.people
        called = [people.by_id[value]] if value in people.by_id else people.called(value)
        if len(called) == 1:
            return called[0]
        if called:
            listed = ", ".join(_described(contact) for contact in called[:_MOST_CANDIDATES])
            hint = f"They are {listed}. Give each an `id` and name that."
            reading.mistake(node, f"{len(called)} contacts are called `{shown(value)}`.", hint)
        else:
            reading.mistake(node, f"no contact is called `{shown(value)}`.", _candidates(reading, value))
        return None

    def schema(self) -> dict[str, Any]:
        return SCHEMA_TEXT


def _described(contact: Contact) -> str:
    return f"`{contact.id or contact.email or contact.name}` (line {contact.at.line})"


def _candidates(reading: ProfileReading, value: str) -> str:
    contacts = reading.people.contacts
    known = list(dict.fromkeys(contact.id or contact.name for contact in contacts))
    if not known:
        return "There are no contacts yet; add this one under `contacts`."
    if near := find_contacts(contacts, value):
        return "Did you mean " + " or ".join(f"`{contact.name}`" for contact in near[:_MOST_CANDIDATES]) + "?"
    guess = reading.did_you_mean(value, [name for each in contacts for name in (each.name, each.id) if name])
    if guess or len(known) > _MOST_CANDIDATES:
        return f"{guess} Add the contact, or write an `id` or `name` of `contacts`.".strip()
    return "The contacts are " + ", ".join(f"`{name}`" for name in known) + "."
