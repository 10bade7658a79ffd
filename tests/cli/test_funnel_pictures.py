"""`jobnet funnel` as a picture, as bars, and as a file, run as a user runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.cli.terminal import run_on_terminal
from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """\
name: Nia Pargeter
target_titles: [Quality Manager]
target_companies: [Fennel & Rye]
applications:
  - {company: Harbourside Bakers, position: Technical Manager, applied: 2026-09-21, interview: 2026-10-06, runner_up: 2026-10-13}
  - {company: Secret Spoon, position: Head Taster, private: yes, applied: 2026-10-01}
"""
BARS = """\
2 applications, 1 open

              reached    now
interested          2      0  ████████████████████████████████████████
applied             2      1  ████████████████████████████████████████
screening           1      0  ████████████████████
interview           1      0  ████████████████████

ended
runner up           1         ████████████████████

from stage to stage
applied to interview: 1, 15 days (median)

first answer after applying: 15 days (median)
"""
SANKEYMATIC = """\
// 2 applications in 4 weeks
Applications [1] Interview
Applications [1] Waiting
Interview [1] Second choice

:Waiting #e69f00
:Applications #0072b2
:Interview #0072b2
:Second choice #cc79a7
"""


CONFIDENTIAL = "your search is confidential, and whoever sees the picture knows of it"
EARLY = "the picture shows an offer that may not be told of yet (search.announce_after)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "profile.yaml").write_text(PROFILE, "utf-8")
    return tmp_path


def test_the_picture_is_one_and_names_nobody(folder: Path) -> None:
    drawn = run("funnel", "--format", "svg", cwd=folder)
    assert (drawn.code, drawn.err) == (0, "")
    assert ET.fromstring(drawn.out).findtext("{http://www.w3.org/2000/svg}title") == "2 applications in 4 weeks"
    assert not any(name in drawn.out for name in ("Nia", "Pargeter", "Harbourside", "Spoon", "Manager", "Taster"))


def test_what_sankeymatic_reads(folder: Path) -> None:
    assert run("funnel", "--format", "sankeymatic", cwd=folder).out == SANKEYMATIC


@pytest.mark.parametrize("form", ["text", "json", "svg", "sankeymatic"])
def test_a_file_is_written_whole_and_replaced_only_when_asked(form: str, folder: Path) -> None:
    shown = run("funnel", "-f", form, cwd=folder)
    assert run("funnel", "-f", form, "-o", "search", cwd=folder).out == ""
    assert (folder / "search").read_text("utf-8") == shown.out
    (folder / "search").write_text("mine", "utf-8")
    refused = run("funnel", "-f", form, "-o", "search", cwd=folder)
    assert (refused.code, refused.out, (folder / "search").read_text("utf-8")) == (73, "", "mine")
    assert run("funnel", "-f", form, "-o", "search", "--overwrite", cwd=folder).code == 0
    assert (folder / "search").read_text("utf-8") == shown.out


def test_without_the_extra_one_line_says_what_to_install(folder: Path) -> None:
    (folder / "without").mkdir()
    (folder / "without/resvg_py.py").write_text("raise ImportError", "utf-8")
    ran = run("funnel", "-f", "png", "-o", "search.png", cwd=folder, env={"PYTHONPATH": str(folder / "without")})
    assert (ran.code, ran.out, ran.err) == (69, "", "jobnet: this needs resvg_py: pip install 'jobnet[pictures]'\n")
    assert not (folder / "search.png").exists()


def test_a_terminal_is_not_filled_with_bytes(folder: Path) -> None:
    ran = run_on_terminal("funnel", "-f", "png", cwd=folder)
    assert (ran.code, ran.out) == (2, "jobnet: a terminal shows no PNG: add -o FILE.\n")


def test_bars_on_a_terminal_that_can_show_them(folder: Path) -> None:
    plain = run("funnel", cwd=folder).out
    assert run_on_terminal("funnel", cwd=folder).out == BARS
    assert run_on_terminal("funnel", cwd=folder, env={"NO_COLOR": "1"}).out == plain
    assert run_on_terminal("funnel", cwd=folder, env={"TERM": "dumb"}).out == plain
    assert run_on_terminal("funnel", cwd=folder, env={"COLUMNS": "40"}).out.count("█") == 10 + 10 + 5 + 5 + 5
    assert run_on_terminal("funnel", cwd=folder, env={"COLUMNS": "20"}).out == plain
    run_on_terminal("funnel", "-o", "search.txt", cwd=folder)
    assert (folder / "search.txt").read_text("utf-8") == plain


@pytest.mark.parametrize(
    "applications", ["", "applications: [{company: Tamar, position: Manager, interested: 2026-10-01}]"]
)
@pytest.mark.parametrize("form", ["svg", "sankeymatic"])
def test_a_search_before_the_first_application(applications: str, form: str, tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(PROFILE.partition("applications:")[0] + applications, "utf-8")
    ran = run("funnel", "-f", form, cwd=tmp_path)
    assert (ran.code, ran.err, "No applications yet" in ran.out) == (0, "", True)


@pytest.mark.parametrize(
    ("search", "stage", "said"),
    [
        ("confidential: yes", "interview", CONFIDENTIAL),
        ("started: 2026-09-01", "offer", EARLY),
        ("started: 2026-09-01", "accepted", EARLY),
        ("announce_after: 2026-10-15", "accepted", None),
        ("started: 2026-09-01", "interview", None),
    ],
)
def test_what_a_picture_without_names_gives_away_is_said(
    search: str, stage: str, said: str | None, folder: Path
) -> None:
    profile = PROFILE.replace("applied: 2026-10-01", f"{stage}: 2026-10-01") + f"search: {{{search}}}\n"
    (folder / "profile.yaml").write_text(profile, "utf-8")
    (folder / "profile.yaml").chmod(0o600)
    assert run("funnel", "-f", "svg", cwd=folder).err == (f"jobnet: {said}\n" if said else "")
    assert run("funnel", "-f", "svg", "--quiet", cwd=folder).err == ""
    assert run("funnel", cwd=folder).err == ""


def test_a_batch_names_each_picture_by_its_form(folder: Path) -> None:
    for form, ending in (("svg", "svg"), ("sankeymatic", "txt")):
        assert run("batch", f"funnel --format {form}", "profile.yaml", "-o", "out", cwd=folder).code == 0
        assert list((folder / "out").glob(f"*.{ending}"))
