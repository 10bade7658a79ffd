"""What readers already know, from the ledger and from the profile's touchpoints together, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.delivery.addresses import address_key
from jobnet.delivery.ledger_location import places
from jobnet.errors import JobnetError, Problem, Severity
from jobnet.facts.history import History, Told, told_by_hand
from jobnet.profile.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from jobnet.delivery.ledger import Message
    from jobnet.profile.model import Profile


def sent_messages(
    profile: Profile, state: Path, configured: Path | None = None
) -> tuple[tuple[Message, ...], tuple[Problem, ...]]:
    """Everything the ledger has sent for this profile, oldest first; a warning instead where it cannot be read.

    Nothing is created, and SQLite is not even loaded while there is no ledger: printing a letter must stay cheap.
    """
    found: list[Message] = []
    warnings: list[Problem] = []
    for place in places(profile, state, configured):
        from jobnet.delivery.ledger import open_to_read  # noqa: PLC0415

        try:
            with open_to_read(place) as ledger:
                found += ledger.sent()
        except JobnetError as error:
            warnings += (
                Problem(
                    "ledger",
                    Severity.WARNING,
                    f"{problem.message} This is written as if nobody had been told anything.",
                )
                for problem in error.problems
            )
    return tuple(sorted(found, key=lambda message: (message.day, message.at))), tuple(warnings)


def history_of(profile: Profile, messages: Iterable[Message]) -> History:
    """The messages and the touchpoints as one history, by person as the profile knows them today."""
    people = people_by_address(profile)
    keys = people_by_key(profile)
    sharing = _sharing(profile)
    told: list[Told] = []
    overheard: list[Told] = []
    for message in messages:
        person = person_of(message, keys, people)
        told += _told(person, message)
        for other in sharing.get(message.reader, ()):
            overheard += _told(other, message) if other != person else ()
    return History((*told_by_hand(profile), *told), tuple(overheard))


def _told(person: str, message: Message) -> Iterator[Told]:
    return (Told(person, item.id, message.document, message.day) for item in message.items)


def people_by_address(profile: Profile) -> Mapping[str, str]:
    """Folded address → `Contact.key`; the first contact of an address wins."""
    return {address_key(c.email): c.key for c in reversed(profile.contacts) if c.email}


def _sharing(profile: Profile) -> Mapping[str, list[str]]:
    """Folded address → the contacts who share it: what comes into one mailbox is new to none of them any more."""
    found: dict[str, list[str]] = {}
    for contact in profile.contacts:
        if contact.email:
            found.setdefault(address_key(contact.email), []).append(contact.key)
    return {address: keys for address, keys in found.items() if len(keys) > 1}


def person_of(message: Message, keys: Mapping[str, tuple[str, str]], people: Mapping[str, str]) -> str:
    """Whom this message told: the contact who has its address now, else who has its name or `id`.

    Names and ids change (an `id` is added when a second bearer of the name comes), and so do addresses.
    """
    key, address = keys.get(message.person, ("", ""))
    if key and (not message.reader or address == message.reader):
        return key
    return people.get(message.reader) or key or message.person


def people_by_key(profile: Profile) -> Mapping[str, tuple[str, str]]:
    """`Contact.key`, and the folded name it had before an `id` was given → the key now, and the folded address."""
    found: dict[str, tuple[str, str]] = {}
    for contact in profile.contacts:
        said = contact.key, address_key(contact.email) if contact.email else ""
        found.setdefault(name_key(contact.name), said)
        found[contact.key] = said
    return found
