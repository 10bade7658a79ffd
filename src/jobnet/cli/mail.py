"""A letter as a message to look at: complete, reproducible, not sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.errors import Exit, JobnetError

if TYPE_CHECKING:
    from jobnet.delivery.message import Mailbox
    from jobnet.profile.model import Profile
    from jobnet.rendering.letter import Letter


def eml(letter: Letter, profile: Profile, *, unsent: bool = False) -> bytes:
    """The message that sending would make of it, but for Date and Message-ID; in the thread of earlier letters."""
    from jobnet.cli.folders import state_folder  # noqa: PLC0415
    from jobnet.cli.settings import read_config_file  # noqa: PLC0415
    from jobnet.delivery.addresses import address_key  # noqa: PLC0415
    from jobnet.delivery.past import sent_messages  # noqa: PLC0415
    from jobnet.delivery.posting import looked_at  # noqa: PLC0415

    reader = address_key(reader_of(letter).address)
    config = read_config_file()
    messages, _ = sent_messages(profile, state_folder(), config.ledger)
    earlier = next((each.message_id for each in reversed(messages) if each.reader == reader and each.message_id), None)
    return looked_at(letter, profile=profile, config=config, earlier=earlier, unsent=unsent)


def reader_of(letter: Letter) -> Mailbox:
    from jobnet.delivery.message import Mailbox  # noqa: PLC0415

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
    return Mailbox(reader.name, reader.email)
