"""Mail domains: what people type when they are asked for one, and how two of them are compared."""

from __future__ import annotations

import re

from jobnet.patterns import pattern
from jobnet.profile.addresses import email_trouble
from jobnet.profile.names import fold

_BEFORE = pattern(r"(?:(?:[a-z][a-z0-9+.-]*:)?//|mailto:|[^@]*@|\*?\.|www\d?\.)+", re.IGNORECASE)
"""What stands before a domain where an address, a web address or a pattern was typed."""
_CODED = pattern(r"xn--[a-z0-9-]+", re.IGNORECASE)
_AFTER = pattern(r"(?::\d+)?(?:[/?#].*)?")
_DOTS = str.maketrans("。．｡", "...")
UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe"}
)
"""How letters are spelt that a keyboard does not have."""
_SHARED = frozenset("ac co com edu gob gouv gov gv ltd mil ne net nhs nom or org plc police sch".split())
"""What stands before the country in a domain, and names nobody: `co.uk`, `com.au`."""


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
    return _CODED.sub(lambda label: _decoded(label.group()), url) if "xn--" in url.casefold() else url


def is_within(domain: str, others: frozenset[str]) -> bool:
    """Whether it is one of these, or below one of these, all as `spellings` gives them."""
    return any(own == other or own.endswith(f".{other}") for own in spellings(domain) for other in others)


def own_labels(domain: str) -> tuple[str, ...]:
    """The parts of a domain that somebody chose: without its last, and without the `co` of `co.uk`."""
    labels = domain.split(".")[:-1]
    while labels and labels[-1] in _SHARED:
        labels.pop()
    return tuple(labels)


def _decoded(label: str) -> str:
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return label
