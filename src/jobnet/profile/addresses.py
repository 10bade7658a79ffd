"""Addresses of mail and of the web, domains, and what a header holds: each as it can be used, or the reason why not.

The one answer for reading a profile, importing, and writing a message.
"""

from __future__ import annotations

import re
import unicodedata

from jobnet.errors import JobnetError
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.profile.names import fold
from jobnet.yamltext.parsing import UNSEEN, joins, named
from jobnet.yamltext.schema import shown

NAME_LIMIT = 200
SUBJECT_LIMIT = 300
_ENCODED_WORD = pattern(r"=\?[^?\s]+\?[bq]\?[^?]*\?=", re.IGNORECASE)
_PLAIN = pattern(r"[a-z0-9]{1,30}(?:[._+-][a-z0-9]{1,30})?@(?:[a-z0-9]{1,30}\.){1,4}[a-z]{2,20}", re.ASCII)
"""What nearly every address looks like: nothing more needs to be asked."""
_NOT_ONE_ADDRESS = (
    (pattern("＠"), "the @ is the full-width form"),
    (pattern(r"@.*[,; ].*@"), "one address is expected, here are several"),
    (pattern(r"[<>,;()\[\]\\\":]"), "one address is expected, without brackets, commas or names"),
    (pattern(" "), "one address is expected, without spaces"),
    (pattern(r"^[^@]*$"), "it has no @"),
    (pattern(r"@.*@"), "it has more than one @"),
    (pattern(r"^@|@$"), "a part before or after the @ is missing"),
    (pattern(r"^\.|\.@|\.\..*@"), "dots before the @ must stand between other characters"),
    (pattern(r"@\.|\.\.|\.$"), "the domain has a dot too many"),
)
_LABEL = pattern(r"[^\W_](?:(?:[^\W_]|-)*[^\W_])?")
_URL = pattern(r"(https?)://[^\s/?#<>\"@]+(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)
_MAILTO = pattern(r"mailto:[^\s<>\"@]+@[^\s<>\"@]+", re.IGNORECASE)
_SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HOST = pattern(r"[\w-]+(?:\.[\w-]+)+(?:[/?#:].*)?")
_BEFORE = pattern(r"(?:(?:[a-z][a-z0-9+.-]*:)?//|mailto:|[^@]*@|\*?\.|www\d?\.)+", re.IGNORECASE)
"""What stands before a domain where an address, a web address or a pattern was typed."""
_AFTER = pattern(r"(?::\d+)?(?:[/?#].*)?")
_CODED = pattern(r"xn--[a-z0-9-]+", re.IGNORECASE)
_DOTS = str.maketrans("。．｡", "...")
UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe"}
)
"""How letters are spelt that a keyboard does not have."""
_SHARED = frozenset("ac co com edu gob gouv gov gv ltd mil ne net nhs nom or org plc police sch".split())
"""What stands before the country in a domain, and names nobody: `co.uk`, `com.au`."""


# Mail addresses


def email_trouble(address: str) -> str | None:
    """Why this is not one email address, or None if it is. `address_trouble` says whether mail goes there."""
    if _PLAIN.fullmatch(address):
        return None
    if unseen := next((c for c in address if not c.isprintable() or c == "\u2800" or UNSEEN.match(c)), None):
        return f"it has an invisible {named(unseen)} in it"
    for sign, why in _NOT_ONE_ADDRESS:
        if sign.search(address):
            return why
    local, _, domain = address.partition("@")
    if len(local.encode()) > 64:
        return "the part before the @ is longer than 64 bytes"
    labels = domain.split(".")
    if wrong := next((label for label in labels if not _LABEL.fullmatch(_less_its_marks(label))), None):
        return f"`{wrong}` cannot be part of a domain"
    return "the domain is too long" if len(domain) > 253 or max(map(len, labels)) > 63 else None


def _less_its_marks(label: str) -> str:
    """Without the accents and vowels that stand on a letter before them: much of Asia writes so."""
    return label[:1] + "".join(c for c in label[1:] if unicodedata.category(c) not in {"Mn", "Mc"})


def address_trouble(address: str) -> str | None:
    """Why no mail can be sent to this address; None if it can."""
    if trouble := email_trouble(address):
        return trouble
    local, _, domain = address.rpartition("@")
    if any(unicodedata.normalize("NFKC", character) in {"@", "."} for character in local if character > "~"):
        return f"`{shown(local)}` cannot stand before the @"
    if not (ascii_domain := _ascii_domain(domain)):
        return f"`{shown(domain)}` is no domain that mail can go to"
    return "it is too long" if len(f"{local}@{ascii_domain}".encode()) > 254 else None


def mail_trouble(name: str, address: str) -> str | None:
    """Why no mail can be sent to this person; None if it can."""
    if trouble := address_trouble(address):
        return trouble
    trouble = header_trouble(name, NAME_LIMIT)
    return f"the name {trouble.rstrip('.')}" if trouble else None


def ascii_address(address: str) -> str:
    """The one address with its domain in ASCII; a JobnetError says why it is none. Letters before the `@` stay."""
    if trouble := address_trouble(address):
        raise JobnetError(f"“{shown(address)}” is not one email address: {trouble}.")
    local, _, domain = address.rpartition("@")
    return f"{local}@{_ascii_domain(domain)}"


def address_key(address: str) -> str:
    """What two spellings of one mailbox share. No tricks with dots or plus signs: those are other people's rules."""
    if address.isascii() or address_trouble(address):
        return address.casefold()
    local, _, domain = address.rpartition("@")
    return f"{local.casefold()}@{_ascii_domain(domain)}"


def _ascii_domain(domain: str) -> str:
    """A domain in ASCII, or nothing if it is none."""
    labels = [_ascii_label(label) for label in domain.split(".")]
    return ".".join(labels) if len(labels) > 1 and all(labels) else ""


def _ascii_label(label: str) -> str:
    """One part of a domain in ASCII (`bücher` as `xn--bcher-kva`), or nothing if it is none."""
    low = unicodedata.normalize("NFC", label.lower())
    if low.isascii():
        return low
    # Letters, their marks and digits only, in their one usual form (IDNA 2008); `ß` stays a letter of its own.
    is_usual = unicodedata.normalize("NFKC", low) == low
    if not is_usual or any(unicodedata.category(c)[0] not in "LMN" for c in low if c != "-"):
        return ""
    coded = f"xn--{low.encode('punycode').decode('ascii')}"
    return coded if len(coded) <= 63 else ""


# Headers


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


def check_header_text(text: str, field: str, limit: int) -> None:
    """JobnetError for what has no place in a header."""
    if trouble := header_trouble(text, limit):
        raise JobnetError(f"The {field} “{shown(text)}” {trouble}")


def without_marks(text: str) -> str:
    """The text without marks that turn or hide text, as address books put around what they copy."""
    return "".join(c for n, c in enumerate(text) if unicodedata.category(c) != "Cf" or not _is_dangerous(text, n))


def _is_dangerous(text: str, index: int) -> bool:
    """Control characters, line separators, lone surrogates, marks of direction, invisible spaces."""
    char = text[index]
    if char in "\u200c\u200d":
        return not joins(text, index)
    is_tag = "\U000e0020" <= char <= "\U000e007f"  # in the flags of regions
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and char != "\u00ad" and not is_tag


# Web addresses and domains


def url_trouble(url: str, *, mail: bool = False) -> tuple[str, str] | None:
    """Why this is not a web address (or a mailto link, where `mail` may stand), and what to write."""
    if _URL.fullmatch(url) or (mail and _MAILTO.fullmatch(url)):
        return None
    if _HOST.fullmatch(url):
        return "this is not a whole web address.", f"Write `https://{url}`."
    if url[:4].casefold() == "http" or not _SCHEME.match(url):
        return "this is not a web address.", "Write it as `https://example.com/…`, without spaces, quotes or brackets."
    allowed = "http, https or mailto" if mail else "http or https"
    return f"only {allowed} addresses can be given here.", "Write it as `https://example.com/…`."


def typed_domain(text: str) -> str | None:
    """The domain in what was typed: `https://www.corvane.example/jobs`, `*.corvane.example`, `@corvane.example`."""
    bare = text.strip().casefold().translate(_DOTS)
    if found := _BEFORE.match(bare):
        bare = bare[found.end() :]
    bare = _AFTER.sub("", bare).rstrip(".")
    is_one = "." in bare and "@" not in bare and not email_trouble(f"x@{bare}") and bool(own_labels(bare))
    return bare if is_one else None


def domain_of(address: str) -> str:
    """What stands behind the @, as typed."""
    return address.rpartition("@")[2].strip().translate(_DOTS).strip(".").casefold()


def spellings(domain: str) -> frozenset[str]:
    """A domain as it is compared: its foreign letters decoded, then folded, with umlauts as one letter and as two."""
    decoded = readable(domain)
    return frozenset({fold(decoded), fold(decoded.translate(UMLAUTS))})


def readable(url: str) -> str:
    """A domain or web address as people read it: percent signs and the coding of foreign letters undone."""
    if "%" in url:
        from urllib.parse import unquote

        url = unquote(url)
    return _CODED.sub(lambda label: _decoded(label.group()), url)


def _decoded(label: str) -> str:
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return label


def is_within(domain: str, others: frozenset[str]) -> bool:
    """Whether it is one of these, or below one of these, all as `spellings` gives them."""
    return any(own == other or own.endswith(f".{other}") for own in spellings(domain) for other in others)


def own_labels(domain: str) -> tuple[str, ...]:
    """The parts of a domain that somebody chose: without its last, and without the `co` of `co.uk`."""
    labels = domain.split(".")[:-1]
    while labels and labels[-1] in _SHARED:
        labels.pop()
    return tuple(labels)


@dataclass(frozen=True)
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
