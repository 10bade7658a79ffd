"""A few words where letters want a whole sentence are warned about, at their line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """\
name: Tomasz Wieczorek
email: tom@wieczorek.example
resume: https://wieczorek.example/cv
target_titles: [Logistics Manager]
target_companies: [Buckeye Freight, Olentangy Foods, Scioto Cold Chain]
contacts:
  - name: Priya Raman
    how_we_met: LinkedIn
applications:
  - company: Buckeye Freight
    position: Logistics Manager
    hiring_manager: {name: Karen Whitfield, email: karen@buckeye.example}
    interview: {date: 2026-10-06, with: Karen Whitfield}
    rejected: 2026-10-13
    impression:
      - Karen knew every dock worker by name
      - the yard walk
"""


def test_a_fragment_is_warned_about_by_check_and_put_into_a_sentence_by_the_letter(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(PROFILE)
    checked = run("check", cwd=tmp_path).out
    assert [line for line in checked.splitlines() if "[PROF-21]" in line] == [
        (
            "profile.yaml:8:17: warning: “LinkedIn” is not a whole sentence (Priya Raman). Write it as you would say it: "
            "“The walk through the yard stays with me.” [PROF-21]"
        ),
        (
            "profile.yaml:17:9: warning: “the yard walk” is not a whole sentence (Logistics Manager, Buckeye Freight). "
            "Write it as you would say it: “The walk through the yard stays with me.” [PROF-21]"
        ),
    ]
    letter = run("runnerup", "--company", "Buckeye", cwd=tmp_path)
    assert (letter.code, "\n\nI will remember the yard walk." in letter.out, "PROF-21" in letter.err) == (
        0,
        True,
        False,
    )


def test_a_fragment_that_is_added_is_asked_about_at_once(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(PROFILE)

    added = run("add", "news", "new cold store in Lima", cwd=tmp_path)
    assert (added.code, "warning: “new cold store in Lima” is no whole sentence" in added.err) == (0, True)
    assert "no whole sentence" in run("add", "contact", "Bea Li", "--how-we-met", "LinkedIn", cwd=tmp_path).err
    assert run("add", "news", "The kiln is lit.", cwd=tmp_path).err == "jobnet: added to news.\n"
