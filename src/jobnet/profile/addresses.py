"""Email addresses and web addresses: one of each, as it can be used; or the reason why not."""

from __future__ import annotations

import re

from jobnet.patterns import pattern
from jobnet.yamltext.parsing import named

_LOCAL = pattern(r"[^\W_]|[\w!#$%&'*+/=?^`{|}~.-]+", re.UNICODE)
PLAIN_EMAIL = pattern(r"[a-z0-9]{1,30}(?:[._+-][a-z0-9]{1,30})?@(?:[a-z0-9]{1,30}\.){1,4}[a-z]{2,20}", re.ASCII)
"""What nearly every address looks like: nothing more needs to be asked."""
_LABEL = pattern(r"[^\W_](?:[\w-]*[^\W_])?", re.UNICODE)
_URL = pattern(r"(https?)://[^\s/?#<>\"@]+(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)
_MAILTO = pattern(r"mailto:[^\s<>\"@]+@[^\s<>\"@]+", re.IGNORECASE)
_SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DOMAIN = pattern(r"[\w-]+(?:\.[\w-]+)+(?:[/?#:].*)?", re.UNICODE)


_SHOWS_NOTHING = pattern(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Letters and marks that count as printable and cannot be seen: fillers, blanks, variation selectors."""


def email_trouble(address: str) -> str | None:
    """Why this is not one usable email address, or None if it is."""
    return None if PLAIN_EMAIL.fullmatch(address) else _trouble(address)


def _trouble(address: str) -> str | None:  # noqa: PLR0911 - one reason after another
    for character in address:
        if character == "＠":
            return "the @ is the full-width form"
        if not character.isprintable() or _SHOWS_NOTHING.match(character):
            return f"it has an invisible {named(character)} in it"
    if address.count("@") > 1 and re.search(r"[,;\s]", address):
        return "one address is expected, here are several"
    if re.search(r"[<>,;()\[\]\\\":]", address):
        return "one address is expected, without brackets, commas or names"
    if re.search(r"\s", address):
        return "one address is expected, without spaces"
    local, at, domain = address.rpartition("@")
    if not at:
        return "it has no @"
    if "@" in local:
        return "it has more than one @"
    if not local or not domain:
        return "a part before or after the @ is missing"
    return _local_trouble(local) or _domain_trouble(domain)


def _local_trouble(local: str) -> str | None:
    if local.startswith(".") or local.endswith(".") or ".." in local:
        return "dots before the @ must stand between other characters"
    if len(local.encode()) > 64:
        return "the part before the @ is longer than 64 bytes"
    if local.isascii() and not _LOCAL.fullmatch(local):
        return "the part before the @ has a character that addresses cannot have"
    return None


def _domain_trouble(domain: str) -> str | None:
    labels = domain.split(".")
    if "" in labels:
        return "the domain has a dot too many"
    for label in labels:
        if "_" in label or not _LABEL.fullmatch(label.replace("\u200c", "").replace("\u200d", "")):
            return f"`{label}` cannot be part of a domain"
    written = domain
    if not domain.isascii():
        try:
            written = domain.encode("idna").decode()
        except UnicodeError:
            return "the domain cannot be written as an internet name"
    if len(written) > 253 or any(len(label) > 63 for label in written.split(".")):
        return "the domain is too long"
    return None


def url_trouble(url: str, *, mail: bool = False) -> tuple[str, str] | None:
    """Why this is not a web address (or a mailto link, where `mail` may stand), and what to write."""
    if _URL.fullmatch(url) or (mail and _MAILTO.fullmatch(url)):
        return None
    allowed = "http, https or mailto" if mail else "http or https"
    if url[:4].casefold() == "http" or not (_SCHEME.match(url) and not _DOMAIN.fullmatch(url)):
        if _DOMAIN.fullmatch(url) and not url.isspace():
            return "this is not a whole web address.", f"Write `https://{url}`."
        return "this is not a web address.", "Write it as `https://example.com/…`, without spaces, quotes or brackets."
    return f"only {allowed} addresses can be given here.", "Write it as `https://example.com/…`."
