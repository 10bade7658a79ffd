"""The contents of files that wait until all are there: none is written if one is refused."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from jobnet.errors import Exit, JobnetError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from io import FileIO
    from pathlib import Path

_AT_HAND = 1 << 20
"""Bytes that wait in memory."""


class Waiting:
    """Contents in the order in which they came. All but the last wait in a file, near the place where they will go.

    That file has no name and is the user's alone: however this process ends, nothing is left of it. Where there can be
    none, or it takes no more, they wait in memory: what will have them in the end is the one to say what is wrong.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        self._file: FileIO | None = None
        self._end = 0
        self._lots: list[_Lot | list[bytes]] = []
        self._last: list[bytes] = []
        self._at_hand = 0

    def add(self, content: bytes) -> None:
        """One more."""
        self._last.append(content)
        self._at_hand += len(content)
        if self._at_hand >= _AT_HAND:
            self._lots.append(self._put_away(self._last) or self._last)
            self._last, self._at_hand = [], 0

    def __iter__(self) -> Iterator[bytes]:
        for lot in self._lots:
            yield from lot if isinstance(lot, list) else self._fetched(lot)
        yield from self._last

    def close(self) -> None:
        """They are not asked for again."""
        if self._file is not None:
            self._file.close()

    def _put_away(self, contents: Sequence[bytes]) -> _Lot | None:
        """Where they are now; None if they are not."""
        whole = b"".join(contents)
        try:
            self._file = self._file or _unnamed_file(self._place)
            self._file.seek(self._end)
            left = memoryview(whole)
            while left:
                left = left[self._file.write(left) :]
        except (OSError, ValueError):  # no such folder, a full disk, a limit
            return None
        lot = _Lot(self._end, [len(each) for each in contents], crc32(whole))
        self._end += len(whole)
        return lot

    def _fetched(self, lot: _Lot) -> Iterator[bytes]:
        """What was put away, to the byte, or an error."""
        whole = b""
        if self._file is not None:
            with suppress(OSError):
                self._file.seek(lot.start)
                whole = self._file.read(sum(lot.sizes))
        if len(whole) != sum(lot.sizes) or crc32(whole) != lot.sum:
            raise JobnetError(
                f"The disk of {self._place} does not give back the letters that waited on it. Write them once more.",
                Exit.IO,
            )
        start = 0
        for size in lot.sizes:
            yield whole[start : start + size]
            start += size


class _Lot(NamedTuple):
    """Contents that lie one behind the other in the file."""

    start: int
    sizes: list[int]
    sum: int


def _unnamed_file(place: Path) -> FileIO:
    """In the folder that has the contents in the end, or beside what is made only then."""
    from tempfile import TemporaryFile  # noqa: PLC0415 (only where letters are many)

    return TemporaryFile(dir=place if place.is_dir() else place.parent, buffering=0)
