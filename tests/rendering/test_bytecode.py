"""Built-in templates are compiled once, and kept where Python keeps the bytecode of modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """\
name: Nia Pargeter
email: nia@example.com
target_titles: [Quality Manager]
target_companies: [Fennel & Rye]
"""


def brief(folder: Path) -> str:
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    ran = run("brief", "-q", cwd=folder, env={"PYTHONPYCACHEPREFIX": str(folder / "bytecode")})
    assert ran.code == 0, ran.err
    return ran.out


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "bytecode").rglob("*.md.*.pyc"))


def test_a_second_run_finds_the_templates_compiled_and_what_is_wrong_with_them_does_no_harm(tmp_path: Path) -> None:
    letter = brief(tmp_path)
    files = kept(tmp_path)
    assert any(file.name.startswith("brief-general.md.") for file in files)
    assert {file.stat().st_mode & 0o077 for file in files} == {0}
    times = [file.stat().st_mtime_ns for file in files]
    assert brief(tmp_path) == letter
    assert [file.stat().st_mtime_ns for file in files] == times

    for file, wrong in zip(files, (b"", b"j2", files[0].read_bytes()[:-9], b"\0" * 99), strict=False):
        file.write_bytes(wrong)
    assert brief(tmp_path) == letter


def test_where_nothing_can_be_kept_the_letter_is_the_same(tmp_path: Path) -> None:
    letter = brief(tmp_path)
    (tmp_path / "bytecode").rename(tmp_path / "away")
    (tmp_path / "bytecode").write_text("a file where the folder was", encoding="utf-8")
    assert brief(tmp_path) == letter
