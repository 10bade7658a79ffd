"""`jobnet thanks --company`: within a day after an interview, once, and not after the answer; whole sentences only."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.terminal import run_on_terminal
from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """\
name: Nia Pargeter
email: nia@example.com
locale: en-GB
target_titles: [Quality Manager]
target_companies: [Harbourside Bakers]
applications:
  - company: Harbourside Bakers
    position: Technical Manager
    hiring_manager: {name: Ruth Abernathy, honorific: Ms, family: Abernathy, email: ruth@example.com}
    interview: {date: 2026-10-14, with: [Ruth Abernathy, Luis Ruiz]}
    impression: [The walk along the gluten-free line stays with me., So does the rule about the batch.]
"""
NO = "    rejected: 2026-10-15\n"


def folder_with(folder: Path, profile: str) -> Path:
    (folder / "profile.yaml").write_text(profile, encoding="utf-8")
    return folder


def test_it_is_due_printed_recorded_and_then_written_no_more(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, PROFILE)
    due = json.loads(run("next", "-f", "json", cwd=folder).out)
    assert [(each["kind"], each["who"], each["command"]) for each in due] == [
        ("thanks", "Ruth Abernathy", 'jobnet thanks --company "Harbourside Bakers"')
    ]

    printed = run("thanks", "--company", "Harbourside", cwd=folder)
    sent = run("thanks", "--company", "Harbourside", "--mark-sent", "--yes", cwd=folder)

    assert printed.out.startswith("Subject: Thank you for Wednesday\n\nDear Ms Abernathy,")
    assert sent.code == 0, sent.err
    assert json.loads(run("next", "-f", "json", cwd=folder).out) == []
    again = run("thanks", "--company", "Harbourside", cwd=folder)
    assert (again.code, again.out) == (0, "")
    assert run("thanks", "--company", "Harbourside", "--to", "Ruiz", cwd=folder).out.startswith("Subject: Thank you")


def test_what_it_said_is_not_said_again_after_the_no(tmp_path: Path) -> None:
    profile = PROFILE.replace("batch.]", "batch., I liked the blackboard.]")
    folder = folder_with(tmp_path, profile)
    assert run("thanks", "--company", "Harbourside", "--mark-sent", "--yes", cwd=folder).code == 0
    folder_with(tmp_path, profile + NO)

    ran = run("runnerup", "--company", "Harbourside", cwd=folder, today="2026-10-16")

    assert ran.code == 0, ran.err
    assert "I liked the blackboard." in ran.out
    assert "gluten-free line" not in ran.out


def test_after_the_answer_it_is_refused_with_the_letter_that_fits(tmp_path: Path) -> None:
    ran = run("thanks", "--company", "Harbourside", cwd=folder_with(tmp_path, PROFILE + NO))

    assert (ran.code, ran.out) == (65, "")
    assert 'Write: jobnet runnerup --company "Harbourside Bakers"' in ran.err


def test_without_a_reader_or_a_company_it_is_wrong_usage(tmp_path: Path) -> None:
    assert run("thanks", cwd=folder_with(tmp_path, PROFILE)).code == 2


def test_a_few_words_are_refused_where_a_sentence_is_wanted(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, PROFILE + NO)
    for command in (("runnerup", "--particular"), ("touch", "--reason")):
        ran = run(command[0], "--company", "Harbourside", command[1], "the yard walk", cwd=folder)
        assert (ran.code, ran.out) == (2, "")
        assert f"{command[1]}: “the yard walk” is no whole sentence. Write it as you would to them" in ran.err


def test_on_a_terminal_a_few_words_are_asked_for_again(tmp_path: Path) -> None:
    bare = PROFILE[: PROFILE.index("    impression")] + NO
    folder = folder_with(tmp_path, bare)

    ran = run_on_terminal(
        "runnerup",
        "--company",
        "Harbourside",
        cwd=folder,
        typed="the yard walk\nThe walk through the yard stays with me.\nSo does the rule.\nn\n",
    )

    assert ran.code == 0, ran.out
    assert "“the yard walk” is no whole sentence." in ran.out
    assert "The walk through the yard stays with me. So does the rule." in " ".join(ran.out.split())


def test_a_letter_to_one_company_names_no_other(tmp_path: Path) -> None:
    rival = PROFILE.replace("[Harbourside Bakers]", "[Harbourside Bakers, Tamar Preserves]")
    folder = folder_with(tmp_path, rival.replace("the batch.]", "the batch that Tamar Preserves has.]"))

    ran = run("thanks", "--company", "Harbourside", "--force", cwd=folder)

    assert (ran.code, ran.out) == (65, "")
    assert "must not name Tamar Preserves" in ran.err
