"""A letter to be put into a message, and what a message says to Python's own parser."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from dataclasses import dataclass, replace
from email.header import decode_header, make_header
from typing import TYPE_CHECKING

from jobnet.facts.items import Document
from jobnet.facts.readers import general_reader
from jobnet.profile.addresses import Mailbox
from jobnet.rendering.letter import Letter
from tests.builders import a_profile

if TYPE_CHECKING:
    from email.message import EmailMessage

NIA = Mailbox("Nia Pargeter", "nia@example.com")
TED = Mailbox("Ted Alder", "ted@example.com")
DATE = dt.datetime(2026, 10, 15, 9, 5, tzinfo=dt.timezone(dt.timedelta(hours=1)))
LETTER = Letter(
    document=Document.UPDATE,
    reader=general_reader(a_profile()),
    today=dt.date(2026, 10, 15),
    subject="Two interviews, one question",
    text="Dear Ted,\n\nTwo talks; thank you.\n\nNia",
    markdown="Dear Ted,\n\nTwo talks; thank you.\n\nNia",
    page="<!DOCTYPE html>\n<p>Dear Ted,</p>\n<p>Two talks; thank you.</p>\n",
    language="en-GB",
    words=4,
)


def a_letter(**changes: object) -> Letter:
    return replace(LETTER, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Said:
    """What one parser reads in a message."""

    sender: str
    to: str
    subject: str
    text: str
    html: str
    attachments: tuple[tuple[str, bytes], ...] = ()


def read(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.default)


def modern(raw: bytes) -> Said:
    message = read(raw)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    return Said(
        str(message["From"]),
        str(message["To"]),
        str(message["Subject"]),
        text.get_content().replace("\r\n", "\n"),
        html.get_content().replace("\r\n", "\n"),
        tuple((str(each.get_filename()), each.get_payload(decode=True)) for each in message.iter_attachments()),  # type: ignore[misc]
    )


def legacy(raw: bytes) -> Said:
    message = email.message_from_bytes(raw)

    def header(name: str) -> str:
        return str(make_header(decode_header(message[name])))

    parts = [part for part in message.walk() if not part.is_multipart()]
    contents: list[bytes] = [part.get_payload(decode=True) for part in parts]  # type: ignore[misc]
    text, html = (content.decode().replace("\r\n", "\n") for content in contents[:2])
    files = tuple((str(part.get_filename()), content) for part, content in zip(parts[2:], contents[2:], strict=True))
    return Said(header("From"), header("To"), header("Subject"), text, html, files)
