"""What is said to the seeker names everything; what goes to others beside a letter names what they may know."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """\
name: Nia Pargeter
email: nia@pargeter.example
target_titles: [Quality Manager]
resume: https://pargeter.example/cv
search: {confidential: true, current_employer: Corvane Works, share_with_coach: %s}
target_companies:
  - Fennel & Rye
  - {name: Quorvex Mills, disclosure: private}
  - {name: Tamar Preserves, disclosure: trusted}
  - Corvane Holdings
contacts:
  - {name: Ann Ruiz, email: ann@ruiz.example, offered_help: 2026-10-02, updates: on}
  - {name: Bo Lund, email: bo@lund.example, offered_help: 2026-10-02}
applications:
  - company: Quorvex Mills
    position: Head of Milling
    disclosure: private
    hiring_manager: Zelda Marchbanks
    events: [{stage: applied, date: 2026-09-20}, {stage: interview, date: 2026-10-01, with: [Zelda Marchbanks]}]
  - company: Fennel & Rye
    position: Buyer
    events: [{stage: applied, date: 2026-10-03}]
referrals:
  - {from: Bo Lund, to: Ivo Kern, company: Tamar Preserves, received: 2026-10-02}
news:
  - {headline: "Quorvex Mills are hiring in the county.", date: 2026-10-04, disclosure: private}
  - {headline: "The county opens a market hall for food makers.", date: 2026-10-05}
"""
NEVER = ("Corvane", "Quorvex", "Zelda", "Marchbanks", "Milling")


def written(folder: Path, share: str = "counts") -> Path:
    path = folder / "profile.yaml"
    path.write_text(PROFILE % share, encoding="utf-8")
    path.chmod(0o600)
    return path


@pytest.mark.parametrize("command", ["brief", "brief --to Ann", "update --to Ann --since all", "pitch"])
@pytest.mark.parametrize("form", ["-f json", "-f json -o letter.json"])
def test_the_findings_of_a_letter_as_json_are_fit_for_its_reader(command: str, form: str, tmp_path: Path) -> None:
    written(tmp_path)
    done = run(*command.split(), *form.split(), "--quiet", cwd=tmp_path)
    text = (tmp_path / "letter.json").read_text() if "-o" in form else done.out
    (found,) = [each for each in json.loads(text)["findings"] if each["rule"] == "PRIV-13"]
    assert (done.code, found["record"], found["place"]["path"]) == (0, None, "target_companies[3]")
    assert found["message"].startswith("Take it out of `target_companies`")
    assert not [name for name in (*NEVER, "Tamar") if name in text]


def test_a_finding_that_names_nothing_hidden_stays_whole(tmp_path: Path) -> None:
    written(tmp_path)
    found = json.loads(run("brief", "--to", "Bo", "-f", "json", cwd=tmp_path).out)["findings"]
    (loop,) = [each for each in found if each["rule"] == "REF-05"]
    assert loop["message"].startswith("Bo Lund has not heard what came of Ivo Kern")
    assert loop["record"] == "Bo Lund"


def test_a_letter_to_somebody_who_takes_part_may_name_what_it_is_about(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_text(
        path.read_text().replace("[Zelda Marchbanks]}]", "[Zelda Marchbanks]}, {stage: rejected, date: 2026-10-14}]")
    )
    said = "You showed me the mill, and the flour on its floor."
    done = run("runnerup", "--company", "Quorvex", "--particular", said, "-f", "json", cwd=tmp_path)
    assert any("Quorvex Mills" in each["message"] for each in json.loads(done.out)["findings"])


def test_the_seekers_own_check_is_complete(tmp_path: Path) -> None:
    written(tmp_path)
    for form in ("text", "json"):
        said = run("check", "-f", form, cwd=tmp_path).out
        assert "Corvane Holdings looks like your employer" in said
        assert "Tamar Preserves" in said


def checked(folder: Path, share: str, *more: str) -> str:
    written(folder, share)
    done = run("batch", " ".join(("check", *more)), "profile.yaml", "-o", "out", "--overwrite", cwd=folder)
    (result,) = (folder / "out").iterdir()
    text = result.read_text()
    result.unlink()
    assert done.code == 0
    return text


@pytest.mark.parametrize(
    ("share", "hidden", "shown"),
    [
        ("none", (*NEVER, "Tamar", "Ivo", "Ann", "Bo Lund", "Fennel", "LinkedIn"), ()),
        ("counts", (*NEVER, "Tamar", "Ivo", "Ann", "Bo Lund", "Fennel"), ("LinkedIn",)),
        ("network", (*NEVER, "Tamar", "Ivo"), ("LinkedIn", "Ann Ruiz", "Bo Lund")),
        ("trusted", NEVER, ("LinkedIn", "Ann Ruiz", "Ivo Kern")),
    ],
)
def test_a_coach_reads_findings_as_far_as_the_seeker_shares(
    share: str, hidden: tuple[str, ...], shown: tuple[str, ...], tmp_path: Path
) -> None:
    for more in ([], ["-f", "json"]):
        said = checked(tmp_path, share, *more)
        assert [name for name in hidden if name in said] == []
        assert [name for name in shown if name not in said] == []
        assert "PRIV-13" in said
    found: list[dict[str, Any]] = json.loads(checked(tmp_path, share, "-f", "json"))
    assert all(each["rule"] and each["severity"] for each in found)


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_a_coach_reads_why_a_letter_was_refused_as_far_as_the_seeker_shares(form: str, tmp_path: Path) -> None:
    path = written(tmp_path, "trusted")
    path.write_text(path.read_text().replace("Corvane Holdings", "Corvane Works"))
    assert "Corvane Works" in run("brief", cwd=tmp_path).err
    said = run("batch", "brief", "profile.yaml", "--format", form, cwd=tmp_path).out
    assert "the seeker does not share why [PRIV-13]" in said
    assert "Corvane" not in said
