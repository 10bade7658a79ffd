"""Whether a letter that waits may still go: people opt out, change posts and are told less between plan and sending."""

from __future__ import annotations

import email
import email.policy
from typing import TYPE_CHECKING

from jobnet.delivery.addresses import address_key
from jobnet.delivery.load_history import KnownPeople
from jobnet.facts.employer import employer_reason
from jobnet.facts.history import History
from jobnet.facts.items import Document
from jobnet.facts.progress import accepted
from jobnet.facts.readers import reader_of
from jobnet.facts.snapshot import Snapshot
from jobnet.frozen import dataclass
from jobnet.profile.model import Updates
from jobnet.profile.names import name_key
from jobnet.rendering import Letter

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping
    from email.message import EmailMessage
    from pathlib import Path

    from jobnet.delivery.ledger.records import Message
    from jobnet.facts.items import Item
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Contact, Person, Profile

_OPTED_OUT = {
    Document.UPDATE: "wants no more updates",
    Document.BRIEF: "asked not to be written to (updates: off)",
    Document.LANDED: "asked not to be written to (updates: off)",
}
"""What goes to many, and what to say of it to the user when its reader has opted out meanwhile."""
_SEARCHING = frozenset({Document.UPDATE, Document.BRIEF})
"""What would be untrue once a post is accepted."""


def no_longer_wanted(
    profile: Profile, today: dt.date, bytes_of: Callable[[Message], bytes | None]
) -> Callable[[Message], str | None]:
    """For a waiting message: why it should not go any more, as the profile stands now; None if it should."""
    contacts = {contact.key: contact for contact in profile.contacts}
    others = _other_people(profile)
    people = KnownPeople(profile)

    def reason(message: Message) -> str | None:
        reader = people.reader_of(message)
        contact = contacts.get(reader)
        if contact is not None and (said := _reader_has_changed(profile, contact, message)):
            return said
        addresses = {contact.email} if contact is not None else others.get(reader)
        if addresses is None:
            return "is no longer in the profile"
        if message.reader not in {address_key(each) for each in addresses if each}:
            return "has another address in the profile now; the next run writes there"
        return _letter_is_wrong_now(profile, contact, message, today, bytes_of)

    return reason


def _reader_has_changed(profile: Profile, contact: Contact, message: Message) -> str | None:
    if contact.updates is Updates.OFF and message.document in _OPTED_OUT:
        return _OPTED_OUT[Document(message.document)]
    if tie := employer_reason(profile, contact):
        return f"{tie}: nobody there may learn of a confidential search"
    return None


def _letter_is_wrong_now(
    profile: Profile,
    contact: Contact | None,
    message: Message,
    today: dt.date,
    bytes_of: Callable[[Message], bytes | None],
) -> str | None:
    if message.document in _SEARCHING and (taken := accepted(profile.applications, today)):
        return f"would read that you are still searching, and you accepted {taken.position} at {taken.company}"
    if contact is not None and (said := _leak(message, bytes_of(message), contact, profile, today)):
        return f"may not learn of {said} any more, which the letter names; the next run writes it anew"
    return None


def _other_people(profile: Profile) -> Mapping[str, set[str | None]]:
    """People met in applications: name as folded → addresses."""
    found: dict[str, set[str | None]] = {}
    for person in _people(profile):
        found.setdefault(name_key(person.name), set()).add(person.email)
    return found


def _people(profile: Profile) -> Iterator[Person]:
    for application in profile.applications:
        yield from (person for person in (application.hiring_manager, application.recruiter) if person is not None)
        for event in application.events:
            yield from event.people


@dataclass(frozen=True)
class _Frozen:
    """All that is left of the context of a letter whose bytes are frozen."""

    document: Document
    reader: Reader
    seeker: Profile
    today: dt.date
    items: tuple[Item, ...]
    attachments: tuple[Path, ...] = ()


def _leak(message: Message, raw: bytes | None, contact: Contact, profile: Profile, today: dt.date) -> str | None:
    """What the frozen letter names and its reader may not learn any more."""
    if raw is None:
        return None
    from jobnet.review import ProfileUnderReview
    from jobnet.review.under_review import LetterUnderReview

    reader = reader_of(Snapshot(profile, today), contact)
    context = _Frozen(Document(message.document), reader, profile, today, message.items)
    text, html = _said(raw)
    letter = Letter(
        context.document, reader, message.day, message.subject, text, "", str(reader.locale), 0, message.items,
        built_in=False, page=html,
    )  # fmt: skip
    leak = next(LetterUnderReview(letter, context, ProfileUnderReview(profile, History(), today)).scan.leaks(), None)
    return f"{leak.name.what.value} “{leak.name.typed}”" if leak else None


def _said(raw: bytes) -> tuple[str, str]:
    """The text and the page of a message."""
    message: EmailMessage = email.message_from_bytes(raw, policy=email.policy.default)
    parts = (message.get_body((kind,)) for kind in ("plain", "html"))
    text, html = (part.get_content() if part is not None else "" for part in parts)
    return text, html
