"""Contents that wait come back to the byte, and leave nothing behind."""

from __future__ import annotations

import os
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobnet.cli import waiting
from jobnet.cli.waiting import Waiting
from jobnet.errors import Exit, JobnetError
from tests.program import listing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def waits(place: Path, contents: list[bytes], at_hand: int = 10) -> Iterator[Waiting]:
    with closing(Waiting(place)) as made, patch.object(waiting, "_AT_HAND", at_hand):
        for each in contents:
            made.add(each)
        yield made


@given(contents=st.lists(st.binary(max_size=30)), at_hand=st.integers(1, 100))
def test_what_comes_back_is_what_was_added(
    contents: list[bytes], at_hand: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    for place in (folder, folder / "not yet", folder / "not" / "yet", folder / "\0" / "x"):
        with waits(place, contents, at_hand) as made:
            assert list(made) == contents
            assert list(made) == contents  # more than once


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="elsewhere a file is unnamed only once it is there")
def test_the_file_has_no_name_and_is_the_users_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for place in (tmp_path / "out", tmp_path / "new"):
        with waits(place, [b"x" * 20]) as made:
            assert made._file is not None
            found = os.fstat(made._file.fileno())
            assert (found.st_size, found.st_nlink, found.st_mode & 0o777) == (20, 0, 0o600)
            assert found.st_dev == tmp_path.stat().st_dev
            assert listing(tmp_path) == {"out": None}


def test_a_few_letters_need_no_file(tmp_path: Path) -> None:
    with waits(tmp_path, [b"x" * 4000] * 200, waiting._AT_HAND) as made:
        assert made._file is None


@pytest.mark.parametrize(
    ("what", "good"), [(b"", 0), (b"abcdefghijklmnopqrstuvwxy", 1), (b"abcdefghijklmNopqrstuvwxyz", 1)]
)
def test_a_file_that_does_not_give_them_back_is_told(tmp_path: Path, what: bytes, good: int) -> None:
    with waits(tmp_path / "out", [b"abcdefghijklm", b"nopqrstuvwxyz"]) as made:
        assert made._file is not None
        os.ftruncate(made._file.fileno(), 0)
        os.pwrite(made._file.fileno(), what, 0)
        back = iter(made)
        assert [next(back) for _ in range(good)] == [b"abcdefghijklm"] * good
        with pytest.raises(JobnetError, match="does not give back") as told:
            next(back)
    assert told.value.exit_code is Exit.IO
