"""A name with an address, both fit for a header."""

from __future__ import annotations

from jobnet.frozen import dataclass
from jobnet.profile.addresses import NAME_LIMIT, ascii_address, check_header_text


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
