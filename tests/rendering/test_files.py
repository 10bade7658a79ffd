"""Letters as files: names that fit everywhere, whole or not at all."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobnet.errors import Exit, JobnetError
from jobnet.rendering.files import file_names, slug, write_file, write_files
from tests.program import listing
from tests.rendering.a_context import a_letter, a_reader, a_sample

if TYPE_CHECKING:
    from jobnet.rendering.letter import Letter


def letters_to(*names: str) -> list[Letter]:
    return [a_letter(a_sample(a_reader(name, email=f"{n}@example.com"))) for n, name in enumerate(names)]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Ted Alder", "ted-alder"),
        ("Zoë Łódź-Ørsted", "zoe-lodz-orsted"),
        ("../../etc/x", "etc-x"),
        ("/abs", "abs"),
        ("-rf", "rf"),
        ("~root", "root"),
        ("CON", "_con"),
        ("NUL.txt", "nul-txt"),
        ("COM¹", "_com1"),
        ("a:b. ", "a-b"),
        ("", ""),
        (" ", ""),
    ],
)
def test_slug_is_portable(name: str, safe: str) -> None:
    assert slug(name) == safe


def test_slug_of_letters_it_cannot_write_is_a_mark_of_its_own() -> None:
    marks = [slug(name) for name in ("金 瑞妍", "金 瑞妙", "..", "\0")]
    assert all(re.fullmatch(r"[0-9a-f]{8}", mark) for mark in marks)
    assert len(set(marks)) == 4


@given(st.text())
def test_slug_never_leaves_the_alphabet_or_grows_too_long(name: str) -> None:
    assert re.fullmatch(r"(_?[a-z0-9][a-z0-9-]*)?", slug(name))
    assert len(slug(name)) <= 90


@given(st.text(st.characters(max_codepoint=127), max_size=60))
def test_slug_of_a_name_in_ascii_keeps_each_letter_and_digit(name: str) -> None:
    kept = "".join(filter(str.isalnum, name)).lower()
    if kept:  # so there is no question of too much lost
        assert slug(name).lstrip("_").replace("-", "") == kept


def test_long_names_that_differ_at_the_end_stay_apart() -> None:
    assert slug("é" * 200) != slug("é" * 200 + "a")


def test_file_is_named_by_document_date_and_reader() -> None:
    assert file_names(letters_to("Ted Alder"), "eml") == ("update-2026-10-15-ted-alder.eml",)
    assert file_names(letters_to(""), "txt") == ("update-2026-10-15.txt",)


def test_two_of_one_name_both_get_a_mark() -> None:
    names = file_names(letters_to("José Díaz", "Jose Diaz", "Ted"), "md")
    assert re.fullmatch(r"update-2026-10-15-jose-diaz-[0-9a-f]{8}\.md", names[0])
    assert re.fullmatch(r"update-2026-10-15-jose-diaz-[0-9a-f]{8}\.md", names[1])
    assert (len(set(names)), names[2]) == (3, "update-2026-10-15-ted.md")


def test_names_do_not_depend_on_the_order_of_letters() -> None:
    letters = letters_to("José Díaz", "Jose Diaz")
    assert set(file_names(letters, "md")) == set(file_names(letters[::-1], "md"))


def test_run_is_written_whole_and_private(tmp_path: Path) -> None:
    out = tmp_path / "out"
    paths = write_files(out, ["a.txt", "b.txt"], [b"one", b"two"])
    assert paths == (str(out / "a.txt"), str(out / "b.txt"))
    assert listing(tmp_path) == {"out": None, "out/a.txt": b"one", "out/b.txt": b"two"}
    assert {Path(path).stat().st_mode & 0o777 for path in paths} == {0o600}
    assert write_files(out, ["a.txt", "b.txt"], [b"one", b"two"]) == paths


def test_different_file_stays_and_none_of_the_run_is_written(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"mine")
    with pytest.raises(JobnetError) as refused:
        write_files(tmp_path, ["a.txt", "b.txt"], [b"one", b"two"])
    assert (refused.value.exit_code, str(refused.value)) == (
        Exit.CANNOT_CREATE,
        f"{tmp_path / 'b.txt'} exists and is different; --overwrite replaces it.",
    )
    assert listing(tmp_path) == {"b.txt": b"mine"}
    write_files(tmp_path, ["a.txt", "b.txt"], [b"one", b"two"], overwrite=True)
    assert listing(tmp_path) == {"a.txt": b"one", "b.txt": b"two"}


@pytest.mark.parametrize("overwrite", [True, False])
def test_link_folder_pipe_and_missing_folder_are_refused(tmp_path: Path, overwrite: bool) -> None:
    (tmp_path / "real").write_bytes(b"mine")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    before = listing(tmp_path)
    for name in ("link", "dangling", "folder", "pipe", "no/such", "real/x", "nul\0"):
        with pytest.raises(JobnetError) as refused:
            write_file(tmp_path / name, b"new", overwrite=overwrite)
        assert refused.value.exit_code is Exit.CANNOT_CREATE, name
    assert listing(tmp_path) == before


@pytest.mark.parametrize("name", ["../x", "..", ".", "", "a/x", "/x", "a/../x"])
def test_name_that_leaves_the_folder_is_a_bug(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="leaves its folder"):
        write_files(tmp_path / "out", [name], [b""])
    assert listing(tmp_path / "out") == {}


@pytest.mark.parametrize("overwrite", [True, False])
def test_full_disk_leaves_the_old_file_whole_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, overwrite: bool
) -> None:
    target = tmp_path / "a.txt"
    if overwrite:
        target.write_bytes(b"old")
    before = listing(tmp_path)

    def full(descriptor: int, content: memoryview) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(JobnetError) as refused:
        write_file(target, b"new", overwrite=overwrite)
    assert (refused.value.exit_code, str(refused.value)) == (
        Exit.IO,
        f"{target} could not be written: No space left on device. Nothing there was changed.",
    )
    assert listing(tmp_path) == before


def test_short_writes_are_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, content: write(descriptor, content[:3]))
    write_file(tmp_path / "a.txt", b"0123456789")
    assert listing(tmp_path) == {"a.txt": b"0123456789"}


def test_disk_without_hard_links_gets_the_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(there: str, here: str) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    write_file(tmp_path / "a.txt", b"one")
    assert listing(tmp_path) == {"a.txt": b"one"}


def test_file_that_came_meanwhile_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = os.link

    def late(there: str, here: str) -> None:
        Path(here).write_bytes(b"theirs")
        link(there, here)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(JobnetError):
        write_file(tmp_path / "a.txt", b"mine")
    assert listing(tmp_path) == {"a.txt": b"theirs"}
    with pytest.raises(JobnetError):
        write_files(tmp_path / "new", ["a.txt"], [b"mine"])  # nothing was in it when it was looked at
    assert listing(tmp_path / "new") == {"a.txt": b"theirs"}


def test_name_too_long_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(JobnetError):
        write_files(tmp_path, ["a.txt", "b" * 300], [b"one", b"two"])
    assert listing(tmp_path) == {}


def test_names_in_the_folder_one_works_in_are_told_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert write_files(Path(), ["a.txt"], [b"one"]) == ("a.txt",)
