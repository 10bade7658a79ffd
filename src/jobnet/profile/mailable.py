"""What mail can carry: an address as servers want it, a name or a subject as a header holds it; or the reason why not.

The one answer for reading a profile, importing, and writing a message.
"""

from __future__ import annotations

import re
import unicodedata

from jobnet.errors import JobnetError
from jobnet.patterns import pattern
from jobnet.profile.addresses import PLAIN_EMAIL

NAME_LIMIT = 200
SUBJECT_LIMIT = 300
_ENCODED_WORD = pattern(r"=\?[^?\s]+\?[bq]\?[^?]*\?=", re.IGNORECASE)
_ATOM = r"""[^\x00-\x20"(),.:;<>@\[\\\]\x7f]+"""  # what it may not hold: to list all that it may compiles for 10 ms
_LOCAL = pattern(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = pattern(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def header_trouble(text: str, limit: int) -> str | None:
    """Why this has no place in a header, as the end of a sentence; None where it has. Nothing is dropped silently."""
    for index, char in enumerate("" if text.isprintable() else text):
        if _is_dangerous(text, index):
            return f"holds the character U+{ord(char):04X}; take it out."
    if len(text) > limit:
        return f"has {len(text)} letters; {limit} are the limit."
    if "=?" in text and _ENCODED_WORD.search(text):
        return "looks like an encoded header; write it in plain letters."
    return None


def without_marks(text: str) -> str:
    """The text without marks that turn or hide text, as address books put around what they copy."""
    if text.isprintable():
        return text
    return "".join(c for n, c in enumerate(text) if unicodedata.category(c) != "Cf" or not _is_dangerous(text, n))


def mail_trouble(name: str, address: str) -> str | None:
    """Why no mail can be sent to this person; None if it can."""
    if trouble := address_trouble(address):
        return trouble
    trouble = header_trouble(name, NAME_LIMIT)
    return f"the name {trouble.rstrip('.')}" if trouble else None


def check_header_text(text: str, field: str, limit: int) -> None:
    """JobnetError for what has no place in a header."""
    if trouble := header_trouble(text, limit):
        raise JobnetError(f"The {field} {_shown(text)} {trouble}")


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
    return f"“{escaped if len(escaped) <= 60 else f'{escaped[:57]}…'}”"


def address_trouble(address: str) -> str | None:
    """Why no mail can be sent to this address; None if it can."""
    try:
        ascii_address(address)
    except NotAnAddressError as error:
        return error.why
    return None


def ascii_address(address: str) -> str:
    """The one address with its domain in ASCII; a JobnetError says why it is none. Letters before the `@` stay."""
    if PLAIN_EMAIL.fullmatch(address):
        return address
    local, at, domain = address.rpartition("@")
    if not at or not local or not domain:
        raise NotAnAddressError(address, "it needs a name, one @ and a domain")
    if "@" in local or not _LOCAL.fullmatch(local) or (not local.isascii() and any(map(_is_hidden, local))):
        raise NotAnAddressError(address, f"`{_shown(local)[1:-1]}` cannot stand before the @")
    ascii_domain = _ascii_domain(domain)
    if not ascii_domain:
        raise NotAnAddressError(address, f"`{_shown(domain)[1:-1]}` is no domain that mail can go to")
    wire = f"{local}@{ascii_domain}"
    if len(wire.encode()) > 254 or len(local.encode()) > 64:
        raise NotAnAddressError(address, "it is too long")
    return wire


def address_key(address: str) -> str:
    """What two spellings of one mailbox share. No tricks with dots or plus signs: those are other people's rules."""
    if address.isascii():
        return address.casefold()
    try:
        address = ascii_address(address)
    except JobnetError:
        return address.casefold()
    local, _, domain = address.rpartition("@")
    return f"{local.casefold()}@{domain}"


def _is_hidden(char: str) -> bool:
    return char > "~" and (unicodedata.category(char)[0] in "CZ" or unicodedata.normalize("NFKC", char) in {"@", "."})


def _ascii_domain(domain: str) -> str:
    """A domain in ASCII, or nothing if it is none."""
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


class NotAnAddressError(JobnetError):
    """Mail can be sent to nothing of this form; `why` is the reason alone."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(f"{_shown(address)} is not one email address: {why}.")
        self.why = why
