"""A letter as a message to look at: complete, reproducible, not sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.errors import Exit, JobnetError

if TYPE_CHECKING:
    from jobnet.delivery.message import Mailbox
    from jobnet.profile.model import Profile
    from jobnet.rendering.letter import Letter


def eml(letter: Letter, profile: Profile, *, unsent: bool = False) -> bytes:
    """The letter as the message that sending would make of it, read back and compared before it is shown."""
    from jobnet.delivery.attachments import attachment, resume_path  # noqa: PLC0415
    from jobnet.delivery.guard import check_message  # noqa: PLC0415
    from jobnet.delivery.message import rendered_message  # noqa: PLC0415

    sender, to = sender_of(profile), reader_of(letter)
    parts = []
    if letter.attachments and profile.resume and profile.resume.file:
        path = resume_path(profile.resume.file, profile=profile.file, at=profile.resume.at)
        parts.append(attachment(path))
    raw = rendered_message(letter, sender=sender, to=to, attachments=parts, unsent=unsent)
    if not unsent:
        check_message(raw, sender=sender, to=to, subject=letter.subject)
    return raw


def sender_of(profile: Profile) -> Mailbox:
    from jobnet.delivery.message import Mailbox  # noqa: PLC0415

    if not profile.email:
        raise JobnetError("A message needs a sender: add `email: you@example.com` to the profile.")
    return Mailbox(profile.name, profile.email)


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
