"""Which file may be attached, and how it travels (bad-input 144 and 145)."""

from __future__ import annotations

import email
import os
from typing import TYPE_CHECKING

import pytest

from jobnet.delivery.attachments import KINDS, LIMIT, attachment, resume_path
from jobnet.errors import JobnetError, Place

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    folder = tmp_path / "search"
    folder.mkdir()
    (folder / "cv.pdf").write_bytes(b"%PDF")
    (tmp_path / "secret.pdf").write_bytes(b"secret")
    return folder / "profile.yaml"


def refusal(file: str, profile: Path | None) -> str:
    with pytest.raises(JobnetError) as refused:
        resume_path(file, profile=profile, at=Place("profile.yaml", 3, 9))
    return str(refused.value)


def test_file_beside_the_profile_or_below_it_is_found(profile: Path) -> None:
    (profile.parent / "docs").mkdir()
    (profile.parent / "docs" / "CV.DOCX").write_bytes(b"PK")
    (profile.parent / "link.pdf").symlink_to("cv.pdf")
    assert resume_path("cv.pdf", profile=profile) == profile.parent / "cv.pdf"
    assert resume_path("./docs/CV.DOCX", profile=profile) == profile.parent / "docs" / "CV.DOCX"
    assert resume_path("link.pdf", profile=profile) == profile.parent / "cv.pdf"
    assert resume_path(str(profile.parent / "cv.pdf"), profile=profile) == profile.parent / "cv.pdf"


def test_profile_reached_by_a_link_has_the_folder_it_really_lies_in(profile: Path, tmp_path: Path) -> None:
    profile.write_text("name: Nia")
    (tmp_path / "p.yaml").symlink_to(profile)
    assert resume_path("cv.pdf", profile=tmp_path / "p.yaml") == profile.parent / "cv.pdf"


@pytest.mark.parametrize(
    "file", ["../secret.pdf", "out.pdf", "sub/../../secret.pdf", "/etc/hostname", "folder-link/secret.pdf"]
)
def test_file_outside_the_folder_is_refused(profile: Path, file: str) -> None:
    (profile.parent / "sub").mkdir()
    (profile.parent / "out.pdf").symlink_to("../secret.pdf")
    (profile.parent / "folder-link").symlink_to("..")
    assert refusal(file, profile) == (
        f"profile.yaml:3:9: The résumé {file!r} lies outside the profile's folder, {profile.parent}. Copy it there."
    )


def test_what_is_no_small_regular_file_of_a_known_kind_is_refused(profile: Path) -> None:
    folder = profile.parent
    (folder / "folder.pdf").mkdir()
    os.mkfifo(folder / "pipe.pdf")
    (folder / "empty.pdf").touch()
    (folder / "cv.sh").write_text("x")
    with (folder / "big.pdf").open("wb") as big:
        big.truncate(LIMIT + 1)
    (folder / "loop.pdf").symlink_to("loop.pdf")
    assert [refusal(name, profile).partition("The résumé ")[2] for name in (
        "none.pdf", "folder.pdf", "pipe.pdf", "empty.pdf", "cv.sh", "big.pdf", "nul\0.pdf",
    )] == [
        "'none.pdf' cannot be read (No such file or directory). Correct the path or take the line out.",
        "'folder.pdf' is not a regular file. Name the file itself.",
        "'pipe.pdf' is not a regular file. Name the file itself.",
        "'empty.pdf' is empty. Save it again.",
        "'cv.sh' is none of pdf, docx, odt, txt. Save it as a PDF.",
        "'big.pdf' has 10.0 MB; 10 MB are the limit. Save it smaller.",
        "'nul\\x00.pdf' cannot be read (no such file). Correct the path or take the line out.",
    ]  # fmt: skip
    assert "cannot be read" in refusal("loop.pdf", profile)
    assert "has no folder" in refusal("cv.pdf", None)


def test_largest_file_that_is_allowed_is_allowed(profile: Path) -> None:
    with (profile.parent / "big.pdf").open("wb") as big:
        big.truncate(LIMIT)
    assert resume_path("big.pdf", profile=profile) == profile.parent / "big.pdf"


@pytest.mark.parametrize(
    "name", ["cv.pdf", "Lebenslauf Zoë.pdf", 'a"b\\c.pdf', "履歴書" * 12 + ".txt", "x" * 90 + ".odt", "%41é.docx"]
)
def test_part_reads_back_with_name_and_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(bytes(range(256)) * 3)
    made = attachment(path)
    part = email.message_from_bytes(made)
    assert (part.get_filename(), part.get_payload(decode=True)) == (name, path.read_bytes())
    assert part.get_content_type() == KINDS[path.suffix]
    assert part.get_content_disposition() == "attachment"
    assert max(map(len, made.split(b"\r\n"))) <= 86  # the kind of a docx is that long
    assert made.count(b"\r\n") == made.count(b"\n") == made.count(b"\r")


def test_file_that_became_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "cv.pdf")
    with pytest.raises(JobnetError, match="not a regular file"):
        attachment(tmp_path / "cv.pdf")
    with pytest.raises(JobnetError, match="cannot be read"):
        attachment(tmp_path / "none.pdf")
