"""A letter as the bytes of an email, written by hand.

Python's `EmailMessage` is not used: on the versions we support it lets headers in through encoded words, loses spaces
of long subjects and is forty times slower (`docs/delivery.md` 0 and 2.8). `guard.py` reads back what is written here.
"""

from __future__ import annotations

import datetime as dt
import re
from base64 import b64encode
from binascii import b2a_qp
from collections.abc import Sequence
from email.utils import format_datetime
from hashlib import sha256

from jobnet.content_lines import pieces
from jobnet.delivery.guard import check_message
from jobnet.patterns import pattern
from jobnet.profile.addresses import SUBJECT_LIMIT, Mailbox, ascii_address, check_header_text
from jobnet.rendering.letter import Letter

_PLAIN_LINE = 60
"""Longer or stranger text goes into encoded words."""
_WORD_BYTES = 39
_ATOMS = pattern(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_QUOTED_LINE = 76
_DELICATE = pattern(rb"^(?:\.|From ).*$", re.MULTILINE)


def message(
    letter: Letter,
    *,
    sender: Mailbox,
    to: Mailbox,
    message_id: str | None = None,
    date: dt.datetime | None = None,
    reply_to: Mailbox | None = None,
    in_reply_to: str | None = None,
    list_unsubscribe: str | None = None,
    attachments: Sequence[bytes] = (),
    unsent: bool = False,
) -> bytes:
    """The whole message, CRLF throughout, already past the guard. `attachments` are its further parts.

    Of one that is only looked at, `message_id` and `date` are not given: they follow from its day and its content.
    `list_unsubscribe` is an address to write to. `unsent` asks mail programs to open it as a draft.
    """
    check_header_text(letter.subject, "subject", SUBJECT_LIMIT)
    content = (sender.address, to.address, letter.today.isoformat(), letter.subject, letter.text)
    digest = sha256("\0".join(content).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    message_id = message_id or f"<{digest}@{sender.wire_address.rpartition('@')[2]}>"
    date = date or dt.datetime.combine(letter.today, dt.time(12), dt.UTC)
    headers = [
        f"From: {_mailbox(sender.name, sender.wire_address)}",
        f"To: {_mailbox(to.name, to.wire_address)}",
        *([f"Reply-To: {_mailbox(reply_to.name, reply_to.wire_address)}"] if reply_to else []),
        f"Subject: {_header_text(letter.subject)}",
        f"Date: {format_datetime(date)}",
        f"Message-ID: {message_id}",
        *([f"In-Reply-To: {in_reply_to}", f"References: {in_reply_to}"] if in_reply_to else []),
        *([f"List-Unsubscribe: <mailto:{ascii_address(list_unsubscribe)}>"] if list_unsubscribe else []),
        *(["X-Unsent: 1"] if unsent else []),
        "MIME-Version: 1.0",
    ]
    # "=_" stands in no quoted-printable and in no base64 line: the boundary cannot occur in a body.
    boundary = f"=_{sha256(digest.encode()).hexdigest()[:32]}"
    body = _alternative(letter, f"{boundary}a")
    if attachments:
        body = _mixed(body, attachments, f"{boundary}m")
    raw = "\r\n".join(headers).encode() + b"\r\n" + body
    check_message(raw, sender=sender, to=to, subject=letter.subject, reply_to=reply_to)
    return raw


def _mailbox(name: str, address: str) -> str:
    if not name:
        return address
    shown = _display_name(name)
    between = "\r\n " if "\r\n" in shown or len(shown) + len(address) > _PLAIN_LINE else " "
    return f"{shown}{between}<{address}>"


def _display_name(name: str) -> str:
    if not name.isascii() or "=?" in name or name != name.strip():
        return _encoded_words(name)
    if _ATOMS.fullmatch(name) and "  " not in name:
        return name
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'


def _header_text(text: str) -> str:
    plain = text.isascii() and len(text) <= _PLAIN_LINE and "=?" not in text and text == text.strip()
    return text if plain else _encoded_words(text)


def _encoded_words(text: str) -> str:
    """As encoded words of whole characters; the line breaks between them are not part of the text."""
    words = (b64encode(word.encode()).decode() for word in pieces(text, _WORD_BYTES))
    return "\r\n ".join(f"=?utf-8?b?{word}?=" for word in words)


def _alternative(letter: Letter, boundary: str) -> bytes:
    head = f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"\r\n'
    texts = {"plain": quoted_printable(letter.text), "html": quoted_printable(letter.html, "")}
    parts = [
        f"\r\n--{boundary}\r\nContent-Type: text/{kind}; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n".encode()
        + text
        for kind, text in texts.items()
    ]
    return b"".join((head.encode(), *parts, f"\r\n--{boundary}--\r\n".encode()))


def quoted_printable(text: str, end: str = "\n") -> bytes:
    """Whole lines in lines of at most 76, that read back character for character: lone CR, dots, `From ` and all."""
    lines = (b2a_qp(line.encode(), istext=False) for line in f"{text}{end}".split("\n"))  # a CR is data
    return b"\r\n".join(_DELICATE.sub(_with_safe_start, line).replace(b"\n", b"\r\n") for line in lines)


def _with_safe_start(line: re.Match[bytes]) -> bytes:
    """A line that mail software along the way may take for something else: `From ` or a dot at its start."""
    coded = b"=%02X" % line[0][0] + line[0][1:]
    if len(coded) <= _QUOTED_LINE:
        return coded
    cut = 70 - (coded[68:70].find(b"=") == 0) * 2 - (coded[68:70].find(b"=") == 1)
    return coded[:cut] + b"=\n" + _DELICATE.sub(_with_safe_start, coded[cut:])


def _mixed(content: bytes, attachments: Sequence[bytes], boundary: str) -> bytes:
    head = f'Content-Type: multipart/mixed;\r\n boundary="{boundary}"\r\n\r\n--{boundary}\r\n'.encode()
    parts = [f"--{boundary}\r\n".encode() + each for each in attachments]
    return head + content + b"".join(parts) + f"--{boundary}--\r\n".encode()
