"""What a letter is made from: what every document says, whatever else it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from jobnet.facts.items import Document, Item
    from jobnet.facts.readers import Reader
    from jobnet.profile.model import Profile


class Context(Protocol):
    """What every document says, whatever else it says (`docs/architecture.md`).

    It may also say `situations`: names of the reader's situations, the first that has a template counting.
    """

    @property
    def document(self) -> Document: ...
    @property
    def reader(self) -> Reader: ...
    @property
    def seeker(self) -> Profile: ...
    @property
    def today(self) -> dt.date: ...
    @property
    def items(self) -> tuple[Item, ...]: ...
    @property
    def attachments(self) -> tuple[Path, ...]: ...
