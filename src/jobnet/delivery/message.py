"""A letter as the bytes of an email, written by hand.

Python's `EmailMessage` is not used: on the versions we support it lets headers in through encoded words, loses spaces
of long subjects and is forty times slower (`docs/delivery.md` 0 and 2.8). `guard.py` reads back what is written here.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from binascii import b2a_qp
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from jobnet.delivery.guard import check_message
from jobnet.errors import JobnetError
from jobnet.frozen import dataclass
from jobnet.patterns import pattern

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from jobnet.delivery.attachments import Attachment
    from jobnet.rendering.letter import Letter

NAME_LIMIT = 200
SUBJECT_LIMIT = 300
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PLAIN_LINE = 60
"""Longer or stranger text goes into encoded words."""
_WORD_BYTES = 39
_ENCODED_WORD = pattern(r"=\?[^?\s]+\?[bq]\?[^?]*\?=", re.IGNORECASE)
_ATOMS = pattern(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_ATOM = r"""[^\x00-\x20"(),.:;<>@\[\\\]\x7f]+"""  # what it may not hold: to list all that it may compiles for 10 ms
_LOCAL = pattern(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = pattern(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_QUOTED_LINE = 76
_DELICATE = pattern(rb"^(?:\.|From ).*$", re.MULTILINE)
_MESSAGE_ID = pattern(r"<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+>")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One name with one address; both are checked when the mailbox is made."""

    name: str
    address: str

    def __post_init__(self) -> None:
        check_header_text(self.name, "name", NAME_LIMIT)
        ascii_address(self.address)

    @property
    def wire_address(self) -> str:
        """The address as mail servers want it: the domain in its `xn--` form."""
        return ascii_address(self.address)

    @property
    def needs_smtputf8(self) -> bool:
        """Whether only servers with SMTPUTF8 can take it: letters outside ASCII before the `@`."""
        return not self.wire_address.isascii()


def message(
    letter: Letter,
    *,
    sender: Mailbox,
    to: Mailbox,
    message_id: str,
    date: dt.datetime,
    boundary_seed: str,
    reply_to: Mailbox | None = None,
    in_reply_to: str | None = None,
    list_unsubscribe: str | None = None,
    attachments: Sequence[Attachment] = (),
    unsent: bool = False,
) -> bytes:
    """The whole message, CRLF throughout, already past the guard.

    `list_unsubscribe` is an address to write to. `unsent` asks mail programs to open it as a draft.
    """
    check_header_text(letter.subject, "subject", SUBJECT_LIMIT)
    headers = [
        f"From: {_mailbox(sender.name, sender.wire_address)}",
        f"To: {_mailbox(to.name, to.wire_address)}",
        *([f"Reply-To: {_mailbox(reply_to.name, reply_to.wire_address)}"] if reply_to else []),
        f"Subject: {_header_text(letter.subject)}",
        f"Date: {date_line(date)}",
        f"Message-ID: {_message_id(message_id)}",
        *([f"In-Reply-To: {_message_id(in_reply_to)}"] if in_reply_to else []),
        *([f"References: {_message_id(in_reply_to)}"] if in_reply_to else []),
        *([f"List-Unsubscribe: <mailto:{ascii_address(list_unsubscribe)}>"] if list_unsubscribe else []),
        *(["X-Unsent: 1"] if unsent else []),
        "MIME-Version: 1.0",
    ]
    # "=_" stands in no quoted-printable and in no base64 line: the boundary cannot occur in a body.
    boundary = f"=_{sha256(boundary_seed.encode()).hexdigest()[:32]}"
    content = _alternative(letter, f"{boundary}a")
    if attachments:
        content = _mixed(content, attachments, f"{boundary}m")
    raw = "\r\n".join(headers).encode() + b"\r\n" + content
    check_message(raw, sender=sender, to=to, subject=letter.subject, reply_to=reply_to)
    return raw


def rendered_message(
    letter: Letter,
    *,
    sender: Mailbox,
    to: Mailbox,
    reply_to: Mailbox | None = None,
    in_reply_to: str | None = None,
    list_unsubscribe: str | None = None,
    attachments: Sequence[Attachment] = (),
    unsent: bool = False,
) -> bytes:
    """The message of a letter that is only looked at: Date, Message-ID and boundary follow from its day and content."""
    import datetime as dt  # noqa: PLC0415

    digest = content_digest(letter, sender, to)
    return message(
        letter,
        sender=sender,
        to=to,
        reply_to=reply_to,
        message_id=f"<{digest}@{sender.wire_address.rpartition('@')[2]}>",
        date=dt.datetime.combine(letter.today, dt.time(12), dt.UTC),
        boundary_seed=digest,
        in_reply_to=in_reply_to,
        list_unsubscribe=list_unsubscribe,
        attachments=attachments,
        unsent=unsent,
    )


def content_digest(letter: Letter, sender: Mailbox, to: Mailbox) -> str:
    """What follows from the content alone: the same for a message that is looked at and for the one that is sent."""
    told = (sender.address, to.address, letter.today.isoformat(), letter.subject, letter.text)
    return sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def date_line(date: dt.datetime) -> str:
    """As in a Date header; the time zone must be known."""
    offset = date.utcoffset()
    if offset is None:
        raise ValueError("a Date without time zone")
    day = f"{_DAYS[date.weekday()]}, {date.day:02} {_MONTHS[date.month - 1]} {date.year}"
    return f"{day} {date.hour:02}:{date.minute:02}:{date.second:02} {_zone(offset)}"


@lru_cache(maxsize=16)
def _zone(offset: dt.timedelta) -> str:
    import datetime as dt  # noqa: PLC0415

    return f"{dt.datetime(2000, 1, 1, tzinfo=dt.timezone(offset)):%z}"


def check_header_text(text: str, field: str, limit: int) -> None:
    """Refuse what has no place in a header: nothing is dropped silently."""
    for index, char in enumerate("" if text.isprintable() else text):
        if _is_dangerous(text, index):
            raise JobnetError(f"The {field} {_shown(text)} holds the character U+{ord(char):04X}; take it out.")
    if len(text) > limit:
        raise JobnetError(f"The {field} {_shown(text)} has {len(text)} letters; {limit} are the limit.")
    if "=?" in text and _ENCODED_WORD.search(text):
        raise JobnetError(f"The {field} {_shown(text)} looks like an encoded header; write it in plain letters.")


def _is_dangerous(text: str, index: int) -> bool:
    """Control characters, line separators, lone surrogates, marks of direction, invisible spaces."""
    char = text[index]
    if char in "\u200c\u200d":
        # Joiners belong to the spelling of some scripts and to emoji; beside plain letters they hide something.
        return not 0 < index < len(text) - 1 or text[index - 1].isascii() or text[index + 1].isascii()
    is_tag = "\U000e0020" <= char <= "\U000e007f"  # in the flags of regions
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and char != "\u00ad" and not is_tag


def _shown(text: str) -> str:
    escaped = text.encode("unicode_escape", "backslashreplace").decode("ascii") if not text.isprintable() else text
    return f"“{escaped if len(escaped) <= 60 else f'{escaped[:57]}…'}”"  # noqa: PLR2004


@lru_cache(maxsize=8192)
def ascii_address(address: str) -> str:
    """The one address with its domain in ASCII; a JobnetError says why it is none. Letters before the `@` stay."""
    local, at, domain = address.rpartition("@")
    if not at or not local or not domain:
        raise _not_an_address(address, "it needs a name, one @ and a domain")
    if "@" in local or not _LOCAL.fullmatch(local) or (not local.isascii() and any(map(_is_hidden, local))):
        raise _not_an_address(address, f"`{_shown(local)[1:-1]}` cannot stand before the @")
    ascii_domain = _ascii_domain(domain)
    if not ascii_domain:
        raise _not_an_address(address, f"`{_shown(domain)[1:-1]}` is no domain")
    wire = f"{local}@{ascii_domain}"
    if len(wire.encode()) > 254 or len(local.encode()) > 64:  # noqa: PLR2004
        raise _not_an_address(address, "it is too long")
    return wire


def _is_hidden(char: str) -> bool:
    return char > "~" and (unicodedata.category(char)[0] in "CZ" or unicodedata.normalize("NFKC", char) in {"@", "."})


@lru_cache(maxsize=256)
def _ascii_domain(domain: str) -> str:
    """A domain in ASCII, or nothing if it is none. Kept, as people share theirs."""
    labels = [_ascii_label(label) for label in domain.split(".")]
    return ".".join(labels) if len(labels) > 1 and all(labels) else ""


def _ascii_label(label: str) -> str:
    """One part of a domain in ASCII (`bücher` as `xn--bcher-kva`), or nothing if it is none."""
    low = unicodedata.normalize("NFC", label.lower())
    if low.isascii():
        return low if _LABEL.fullmatch(low) else ""
    # Letters, their marks and digits only, in their one usual form (IDNA 2008); `ß` stays a letter of its own.
    if unicodedata.normalize("NFKC", low) != low or any(
        unicodedata.category(c)[0] not in "LMN" for c in low if c != "-"
    ):
        return ""
    coded = f"xn--{low.encode('punycode').decode('ascii')}"
    return coded if _LABEL.fullmatch(coded) else ""


def _not_an_address(address: str, why: str) -> JobnetError:
    return JobnetError(f"{_shown(address)} is not one email address: {why}.")


@lru_cache(maxsize=16)
def _mailbox(name: str, address: str) -> str:
    """Kept, as all messages of a run come from one sender."""
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
    words, chunk, size = [], "", 0
    for char in text:
        weight = len(char.encode())
        if size + weight > _WORD_BYTES:
            words.append(chunk)
            chunk, size = "", 0
        chunk, size = chunk + char, size + weight
    return "\r\n ".join(f"=?utf-8?b?{b64encode(word.encode()).decode()}?=" for word in [*words, chunk])


def _message_id(value: str) -> str:
    if not _MESSAGE_ID.fullmatch(value):
        raise ValueError(f"not a Message-ID: {value!r}")
    return value


def _alternative(letter: Letter, boundary: str) -> bytes:
    head = f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"\r\n\r\n'
    text, html = quoted_printable(letter.text), quoted_printable(letter.html, "")
    parts = (head.encode(), _part_head("plain", boundary), text, b"\r\n", _part_head("html", boundary), html)
    return b"".join((*parts, f"\r\n--{boundary}--\r\n".encode()))


def _part_head(kind: str, boundary: str) -> bytes:
    head = f"--{boundary}\r\nContent-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable"
    return f"{head}\r\n\r\n".encode()


def quoted_printable(text: str, end: str = "\n") -> bytes:
    """Whole lines in lines of at most 76, that read back character for character: lone CR, dots, `From ` and all."""
    if "\r" in text:
        # A new line of the text is a line break; a CR is data.
        lines = f"{text}{end}".split("\n")
        return b"\r\n".join([_safe(b2a_qp(line.encode(), istext=False)) for line in lines])
    return _safe(b2a_qp(f"{text}{end}".encode(), istext=True))


def _safe(quoted: bytes) -> bytes:
    if quoted[:1] in {b".", b"F"} or b"\n." in quoted or b"\nF" in quoted:
        quoted = _DELICATE.sub(_with_safe_start, quoted)
    return quoted.replace(b"\n", b"\r\n")


def _with_safe_start(line: re.Match[bytes]) -> bytes:
    """A line that mail software along the way may take for something else: `From ` or a dot at its start."""
    coded = b"=%02X" % line[0][0] + line[0][1:]
    if len(coded) <= _QUOTED_LINE:
        return coded
    cut = 70 - (coded[68:70].find(b"=") == 0) * 2 - (coded[68:70].find(b"=") == 1)
    return coded[:cut] + b"=\n" + _DELICATE.sub(_with_safe_start, coded[cut:])


def _mixed(content: bytes, attachments: Sequence[Attachment], boundary: str) -> bytes:
    head = f'Content-Type: multipart/mixed;\r\n boundary="{boundary}"\r\n\r\n--{boundary}\r\n'.encode()
    parts = [f"--{boundary}\r\n".encode() + each.part for each in attachments]
    return head + content + b"".join(parts) + f"--{boundary}--\r\n".encode()
