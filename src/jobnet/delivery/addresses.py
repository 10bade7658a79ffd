"""Addresses as the ledger compares them and as the wire carries them."""

from __future__ import annotations

from jobnet.profile.mailable import address_key, ascii_address

__all__ = ["address_key", "needs_smtputf8", "wire_address"]


def wire_address(address: str) -> str:
    """The address of the envelope: the local part as written, the domain in ASCII."""
    return ascii_address(address)


def needs_smtputf8(address: str) -> bool:
    """Whether the part before the @ can only travel between servers that know SMTPUTF8."""
    return not address.rpartition("@")[0].isascii()
