"""The contents of files that wait until all are there: none is written if one is refused."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEVEL, _WINDOW, _MEMORY = 2, 13, 6
"""Of zlib: a window for two letters. A larger one costs more than the packing, as it is copied for each letter."""


class Packing:
    """Takes what differs from the first content only: letters of one run are much alike, and take an eighth so.

    A checksum goes along: what is unpacked is what was packed, to the byte, or an error.
    """

    def __init__(self) -> None:
        self._first: bytes | None = None

    def packed(self, content: bytes) -> bytes:
        """The content, made small."""
        if self._first is None:
            self._first = content
            self._begun = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY, zdict=content)
        packer = self._begun.copy()
        return packer.compress(content) + packer.flush()

    def unpacked(self, packed: bytes) -> bytes:
        """The content that was packed."""
        unpacker = zlib.decompressobj(_WINDOW, zdict=self._first or b"")
        content = unpacker.decompress(packed)
        if not unpacker.eof:
            raise AssertionError("half a letter")
        return content


class Packed(Mapping[str, bytes]):
    """Contents by file name, each unpacked when it is asked for."""

    def __init__(self, packing: Packing, names: Sequence[str], packed: Sequence[bytes]) -> None:
        self._packing, self._by_name = packing, dict(zip(names, packed, strict=True))

    def __getitem__(self, name: str) -> bytes:
        return self._packing.unpacked(self._by_name[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)
