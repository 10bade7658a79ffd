"""Addresses as the ledger compares them and as the wire carries them."""

from __future__ import annotations

from jobnet.errors import JobnetError
from jobnet.profile.mailable import ascii_address


def wire_address(address: str) -> str:
    """The address of the envelope: the local part as written, the domain in ASCII."""
    return ascii_address(address)


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


def needs_smtputf8(address: str) -> bool:
    """Whether the part before the @ can only travel between servers that know SMTPUTF8."""
    return not address.rpartition("@")[0].isascii()
