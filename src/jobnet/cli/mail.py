"""A letter as a message to look at: complete, reproducible, not sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.errors import Exit, JobnetError

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobnet.cli.session import Session
    from jobnet.rendering.letter import Letter


def eml(session: Session, *, unsent: bool = False) -> Callable[[Letter], bytes]:
    """What makes of a letter the message that sending would: but for Date and Message-ID, and in its thread."""
    from jobnet.delivery.compose_message import looked_at
    from jobnet.profile.mailable import address_key

    profile, config = session.profile, session.config
    latest = {each.reader: each.message_id for each in session.sent if each.message_id}

    def message_of(letter: Letter) -> bytes:
        earlier = latest.get(address_key(_address_of(letter)))
        return looked_at(letter, profile=profile, config=config, earlier=earlier, unsent=unsent)

    return message_of


def _address_of(letter: Letter) -> str:
    reader = letter.reader
    if reader is None or not (reader.name or reader.email):
        raise JobnetError(
            "This letter is to nobody in particular, and a message needs a reader: add --to WHO, "
            "or use --format text, md or html.",
            Exit.USAGE,
        )
    if not reader.email:
        raise JobnetError(
            f"{reader.name} has no email address: print the letter (--format text) and hand it over or read it out."
        )
    return reader.email
