"""From a letter to the message that goes into the ledger: who writes, to whom, under which id, in which thread."""

from __future__ import annotations

from typing import Any

from jobnet.delivery.attachments import attachment, resume_path
from jobnet.delivery.clock import Clock
from jobnet.delivery.config import Config
from jobnet.delivery.ledger.records import NewMessage
from jobnet.delivery.message import message
from jobnet.errors import JobnetError
from jobnet.facts.disclosure import all_shown
from jobnet.facts.items import Document, Item, Kind
from jobnet.profile.addresses import Mailbox
from jobnet.profile.model import Profile
from jobnet.rendering.letter import Letter


def sender_of(profile: Profile, config: Config) -> Mailbox:
    """Who the letters are from: `from` of the configuration, else the seeker."""
    if config.sender is not None:
        return Mailbox(config.sender.name or profile.name, config.sender.address)
    if profile.email is None:
        raise JobnetError("the profile has no `email`: mail needs a sender. Add `email: you@example.com` to it.")
    return Mailbox(profile.name, profile.email)


def reader_mailbox(letter: Letter) -> Mailbox:
    """Whom the letter is for, as an address. A `JobnetError` where that is none."""
    return Mailbox(letter.reader.name, letter.reader.email or "")


def posted(
    letter: Letter,
    *,
    profile: Profile,
    config: Config,
    clock: Clock,
    earlier: str | None = None,
    to: Mailbox | None = None,
    again: bool = False,
) -> NewMessage:
    """The letter with its bytes, past the guard. `earlier`: the Message-ID of the last letter to this reader."""
    sender, reader = sender_of(profile, config), to or reader_mailbox(letter)
    message_id = f"<{clock.random_id()}@{sender.wire_address.rpartition('@')[2]}>"
    raw = _bytes_of(letter, profile, config, to=reader, message_id=message_id, date=clock.now(), in_reply_to=earlier)
    return _record(
        letter, again=again, address=reader.address, sender=sender.address, message_id=message_id, raw=raw,
        shown=all_shown(profile, letter.reader, letter.today),
    )  # fmt: skip


def looked_at(
    letter: Letter, *, profile: Profile, config: Config, earlier: str | None = None, unsent: bool = False
) -> bytes:
    """The same bytes for a letter that is only looked at: its Date and Message-ID follow from day and content."""
    return _bytes_of(letter, profile, config, to=reader_mailbox(letter), in_reply_to=earlier, unsent=unsent)


def _bytes_of(letter: Letter, profile: Profile, config: Config, **more: Any) -> bytes:
    """The message, with what follows from the configuration and the kind of letter.

    Letters that come again and again can be stopped by a reply; a one-click link would need a web server. The résumé
    is looked at once more, for the file may have changed since.
    """
    resume = profile.resume if letter.attachments else None
    file = resume_path(resume.file, profile=profile.file, at=resume.at) if resume and resume.file else None
    sender = sender_of(profile, config)
    return message(
        letter, sender=sender, reply_to=config.reply_to, attachments=[attachment(file)] if file else [],
        list_unsubscribe=sender.address if letter.document is Document.UPDATE else None, **more,
    )  # fmt: skip


def by_hand(letter: Letter, *, again: bool = False) -> NewMessage:
    """The letter as something the user handed over."""
    return _record(letter, again=again, address=letter.reader.email)


def _record(letter: Letter, *, again: bool, address: str | None, **sent: Any) -> NewMessage:
    reader = letter.reader
    # A letter without items tells that it was written, once on its day.
    items = letter.items or (Item(f"{letter.document}/{letter.today}", Kind.TALK, date=letter.today),)
    return NewMessage(
        letter.document.value, reader.key, reader.name, letter.subject, letter.today,
        items=items, address=address, again=again, **sent,
    )  # fmt: skip
