"""`jobnet templates`: what there is, and a copy to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobnet.errors import Exit
from jobnet.rendering.templates import names_of, templates_folder
from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = templates_folder() / "en"
BRIEFS = names_of(ENGLISH, "brief")


@pytest.fixture
def own(tree: Path) -> Path:
    """Where the user's English templates lie."""
    folder = tree.parent / f".home-{tree.name}" / "config" / "jobnet" / "templates" / "en"
    folder.mkdir(parents=True)
    return folder


def test_list_names_each_letter_and_where_ones_own_lies(tree: Path, own: Path) -> None:
    (own / "brief-aunt.md.j2").write_text("Subject: Hello\n\nAunt May\n")
    listed = [line for line in run("templates", "list", cwd=tree).out.splitlines() if line.startswith("en ")]
    assert [line.split()[1] for line in listed if line.split()[1].startswith("brief")] == sorted(
        (*BRIEFS, "brief-aunt")
    )
    assert [line for line in listed if line.endswith("(yours)")] == [
        f"en  brief-aunt           {own}/brief-aunt.md.j2 (yours)"
    ]


def test_copy_says_which_letters_of_that_kind_stay_as_they_are(tree: Path, own: Path) -> None:
    done = run("templates", "copy", "brief", cwd=tree)
    assert (done.code, (own / "brief.md.j2").read_text()) == (0, (ENGLISH / "brief.md.j2").read_text())
    assert all(name in done.err for name in BRIEFS)


def test_a_part_is_shown_and_copied_under_the_name_that_stands_in_the_letter(tree: Path, own: Path) -> None:
    part = (ENGLISH / "_links.md.j2").read_text()
    assert run("templates", "show", "_links.md.j2", cwd=tree).out == part
    done = run("templates", "copy", "_links", cwd=tree)
    assert (done.code, (own / "_links.md.j2").read_text()) == (0, part)
    assert "Your own templates in en take it from now on; the built-in ones don't." in done.err


def test_copy_writes_through_no_link(tree: Path, own: Path) -> None:
    elsewhere = tree / "elsewhere"
    (own / "brief.md.j2").symlink_to(elsewhere)
    done = run("templates", "copy", "brief", cwd=tree)
    assert (done.code, elsewhere.exists()) == (73, False)
    assert "is left as it is" in done.err


def test_a_name_there_is_not_is_told_where_to_find_them(tree: Path) -> None:
    for command in ("show", "copy"):
        for name in ("nosuch", "_nosuch", "../en/brief", ".md.j2"):
            done = run("templates", command, name, cwd=tree)
            assert done.code == Exit.USAGE
            assert "`jobnet templates list` names them all" in done.err
