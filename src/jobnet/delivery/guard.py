"""The last look at a message before it is stored or sent: reads the bytes back by its own means and compares.

Independent of what `message.py` meant to write, and of the Python version: both have had bugs (`docs/delivery.md` 2.8).
"""

from __future__ import annotations

import re
from base64 import b64decode
from itertools import pairwise

from jobnet.patterns import pattern
from jobnet.profile.addresses import Mailbox

ORDER = (
    "From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "List-Unsubscribe",
    "X-Unsent", "MIME-Version", "Content-Type",
)  # fmt: skip
"""The headers a message may have, each at most once, in this order."""
LINE_LIMIT = 998
_NEEDED = frozenset({"From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"})
_CONTROL = pattern(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_MAILBOX = pattern(r'(?:(?P<name>"(?:[^"\\]|\\.)*"|[^"<>,;:@()\[\]\\]*?) ?<(?P<in>[^<>,;\s"]+)>|(?P<bare>[^<>,;\s"]+))')
_WORD = pattern(r"=\?utf-8\?b\?([^?]*)\?=")
_DATE = pattern(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
_ID = pattern(r"<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+>")
_TYPE = pattern(r'multipart/(?:mixed|alternative); boundary="(=_[0-9a-z]+)"')


class GuardError(Exception):
    """A message that must not leave: always a bug of this program, since input was checked before."""


def check_message(raw: bytes, *, sender: Mailbox, to: Mailbox, subject: str, reply_to: Mailbox | None = None) -> None:
    """Raise GuardError unless the bytes say exactly this, and nothing else, to one reader."""
    head, blank, body = raw.partition(b"\r\n\r\n")
    if not blank:
        raise GuardError("no empty line after the headers")
    _check_lines(raw)
    headers = _headers(head)
    _check_names(tuple([name for name, _ in headers]))
    values = dict(headers)
    _check_mailbox("From", values["From"], sender)
    _check_mailbox("To", values["To"], to)
    if ("Reply-To" in values) != (reply_to is not None):
        raise GuardError("a Reply-To nobody asked for, or none where one was asked for")
    if reply_to is not None:
        _check_mailbox("Reply-To", values["Reply-To"], reply_to)
    if decoded(values["Subject"]) != subject:
        raise GuardError("the subject reads differently")
    _check_shapes(values)
    _check_parts(values["Content-Type"], body)


def goes_to(raw: bytes, address: str) -> bool:
    """Whether a message that waited has only headers of ours, and this one address in `To`: a record may be changed."""
    try:
        headers = _headers(raw.partition(b"\r\n\r\n")[0])
        _check_names(tuple([name for name, _ in headers]))
    except GuardError:
        return False
    mailbox = _MAILBOX.fullmatch(dict(headers)["To"])
    return mailbox is not None and (mailbox["in"] or mailbox["bare"]) == address


def _check_lines(raw: bytes) -> None:
    if b"\0" in raw:
        raise GuardError("a NUL byte")
    for line in raw.split(b"\r\n"):
        if b"\r" in line or b"\n" in line:
            raise GuardError("a line break that is not CRLF")
        if len(line) > LINE_LIMIT:
            raise GuardError("a line of more than 998 bytes")


def _headers(head: bytes) -> list[tuple[str, str]]:
    try:
        text = head.decode()
    except UnicodeDecodeError as exc:
        raise GuardError("headers that are not UTF-8") from exc
    headers: list[tuple[str, str]] = []
    lines = text.split("\r\n")
    if _CONTROL.search("".join(lines)):
        raise GuardError("a control character in a header")
    for line in lines:
        name, colon, value = line.partition(": ")
        if line[:1] == " " and line != " " and headers:  # folded
            headers[-1] = headers[-1][0], headers[-1][1] + line
        elif colon:
            headers.append((name, value))
        else:
            raise GuardError("a line that is no header")
    return headers


def _check_names(names: tuple[str, ...]) -> None:
    places = [ORDER.index(name) if name in ORDER else -1 for name in names]
    if -1 in places or any(one >= other for one, other in pairwise(places)):
        raise GuardError(f"headers are not as they should be: {', '.join(names)}")
    if not _NEEDED.issubset(names):
        raise GuardError(f"headers are missing: {', '.join(sorted(_NEEDED.difference(names)))}")


def _check_mailbox(name: str, value: str, wanted: Mailbox) -> None:
    mailbox = _MAILBOX.fullmatch(value)
    if mailbox is None:
        raise GuardError(f"{name} is not one address")
    if (mailbox["in"] or mailbox["bare"]) != wanted.wire_address:
        raise GuardError(f"{name} has another address")
    shown = mailbox["name"] or ""
    if shown.startswith('"'):
        if not shown.isascii() or "=?" in shown:
            raise GuardError(f"{name}: encoded words in a quoted name")
        shown = re.sub(r"\\(.)", r"\1", shown[1:-1])
    else:
        shown = decoded(shown)
    if shown != wanted.name:
        raise GuardError(f"{name} has another name")


def decoded(value: str) -> str:
    """A header's text with its encoded words decoded, once. Any that we would not write, or half of one, is refused."""
    if "=?" in _WORD.sub(" ", value):
        raise GuardError("half an encoded word in a header, or one that is not UTF-8 in base64")
    pieces, end = [], 0
    for word in _WORD.finditer(value):
        between = value[end : word.start()]
        if between.strip() or not end:
            pieces.append(between)  # mere space between two encoded words is no text
        pieces.append(_in_word(word[1]))
        end = word.end()
    return "".join((*pieces, value[end:]))


def _in_word(coded: str) -> str:
    try:
        text = b64decode(coded, validate=True).decode()
    except ValueError as exc:
        raise GuardError("an encoded word that cannot be read") from exc
    if _CONTROL.search(text):
        raise GuardError("a control character inside an encoded word")
    return text


def _check_shapes(values: dict[str, str]) -> None:
    for name, shape in (("Date", _DATE), ("Message-ID", _ID), ("In-Reply-To", _ID), ("References", _ID)):
        if name in values and not shape.fullmatch(values[name]):
            raise GuardError(f"{name} is malformed")
    if values["MIME-Version"] != "1.0":
        raise GuardError("MIME-Version is malformed")


def _check_parts(content_type: str, body: bytes) -> None:
    kind = _TYPE.fullmatch(content_type)
    if kind is None:
        raise GuardError("Content-Type is malformed")
    mark = b"--" + kind[1].encode()
    if not body.startswith(mark + b"\r\n") or not body.endswith(b"\r\n" + mark + b"--\r\n"):
        raise GuardError("the parts do not begin and end where they should")
