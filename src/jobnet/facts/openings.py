"""The personal line of a contact, for the next letter to them and for that one only."""

from __future__ import annotations

from hashlib import blake2s
from typing import TYPE_CHECKING

from jobnet.facts.items import Item, Kind

if TYPE_CHECKING:
    from jobnet.facts.history import History
    from jobnet.profile.model import Contact, Prose


def opening_for(contact: Contact | None, history: History) -> Prose | None:
    """The line that the next letter begins with; None where there is none, or an earlier letter had it."""
    if contact is None or contact.opening is None or opening_item(contact.opening).id in history.items(contact):
        return None
    return contact.opening


def opening_item(opening: Prose) -> Item:
    """What a letter with this line tells: by its words, so that a new line is a new thing to say."""
    return Item(f"opening:{blake2s(opening.encode(), digest_size=12).hexdigest()}", Kind.OPENING)
