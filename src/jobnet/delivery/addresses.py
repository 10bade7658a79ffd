"""Addresses as the ledger compares them and as the wire carries them."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=65536)
def wire_domain(domain: str) -> str:
    """The domain as mail servers know it: lower case, `xn--` where it is not ASCII."""
    if domain.isascii():
        return domain.lower()
    return ".".join(label.encode("idna").decode("ascii") if label else "" for label in domain.split(".")).lower()


def wire_address(address: str) -> str:
    """The address of the envelope: the local part as written, the domain in ASCII."""
    local, at, domain = address.rpartition("@")
    return f"{local}{at}{wire_domain(domain)}"


@lru_cache(maxsize=65536)
def address_key(address: str) -> str:
    """What two spellings of one mailbox share. No tricks with dots or plus signs: those are other people's rules."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local.casefold()}@{wire_domain(domain)}"
    except UnicodeError:
        return f"{local.casefold()}@{domain.casefold()}"


def needs_smtputf8(address: str) -> bool:
    """Whether the part before the @ can only travel between servers that know SMTPUTF8."""
    return not address.rpartition("@")[0].isascii()
