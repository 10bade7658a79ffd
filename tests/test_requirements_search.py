"""What the two founding articles ask of the search as a whole, shown by the program as its user runs it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """\
name: Nia Pargeter
email: nia@example.com
locale: en-GB
resume: https://example.com/nia/cv
summary: I make sure factory food is safe.
expertise: [supplier audits, recall drills]
target_titles: [Quality Manager, Technical Manager]
target_companies: [Fennel & Rye, Harbourside Bakers, Tamar Preserves]
contacts:
  - {name: Ada Bell, email: ada@example.com, offered_help: 2026-09-01}
  - {name: Ben Cole, email: ben@example.com, offered_help: 2026-09-01}
  - {name: Cid Dorn, email: cid@example.com, offered_help: 2026-09-01, interests: [bakery]}
applications:
  - company: Harbourside Bakers
    position: Technical Manager
    hiring_manager: {name: Ruth Abernathy, honorific: Ms, family: Abernathy, email: ruth@example.com}
    applied: 2026-09-21
    interview: {date: 2026-10-06, with: Ruth Abernathy}
    rejected: 2026-10-13
    impression: [The walk along the gluten-free line stays with me., So does the rule that anybody may stop a batch.]
  - {company: Fennel & Rye, position: Quality Manager, applied: 2026-10-07}
touchpoints:
  - {date: 2026-09-02, contact: Ben Cole, document: brief}
  - {date: 2026-09-02, contact: Cid Dorn, document: brief}
  - {date: 2026-10-14, contact: Cid Dorn, document: update}
"""


@pytest.fixture
def session(tree: Path) -> Path:
    (tree / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    return tree


def due(session: Path, today: str = "2026-10-15") -> list[tuple[str, str]]:
    """Kind and person (or company) of everything due."""
    ran = run("next", "--format", "json", cwd=session, today=today)
    assert ran.code == 0, ran.err
    found: list[dict[str, Any]] = json.loads(ran.out)
    return [(each["kind"], each["who"]) for each in found]


def test_each_helper_is_listed_with_what_they_still_lack_and_the_equipped_are_not(session: Path) -> None:
    """A helper is equipped with what, where (the brief) and how it goes (the update)."""
    for_helpers = [each for each in due(session) if each[1] in {"Ada Bell", "Ben Cole", "Cid Dorn"}]

    assert for_helpers == [("brief", "Ada Bell"), ("update", "Ben Cole")]
    assert "Ada Bell offered help" in run("check", cwd=session).out


def test_a_find_is_kept_with_its_topic_and_told_to_those_it_interests(session: Path) -> None:
    find = "Line leaders who may stop the line cut recalls."
    assert run("add", "news", find, "--audience", "bakery", "--date", "2026-10-15", cwd=session).code == 0

    told = {who: run("update", "--to", who, "--again", "-q", cwd=session).out for who in ("Ada Bell", "Cid Dorn")}

    assert {who: "Line leaders" in text for who, text in told.items()} == {"Ada Bell": False, "Cid Dorn": True}


def test_updates_are_repeatable_and_reach_back_as_far_as_asked(session: Path) -> None:
    told = run("update", "--to", "Ben", "--since", "2026-10-07", "-q", cwd=session).out
    assert ("Fennel & Rye" in told, "since 7 October" in told) == (True, True)

    assert run("update", "--to", "Ben", "--mark-sent", "--yes", "-q", cwd=session).code == 0
    again = run("update", "--to", "Ben", "-q", cwd=session)

    assert (again.code, again.out) == (0, "")


def test_a_name_passed_on_asks_for_deed_result_and_thanks_in_turn(session: Path) -> None:
    added = run(
        "add", "referral", "--from", "Cid", "--to", "Jo Marsh", "--company", "Tamar Preserves", "--received",
        "2026-10-14", "--id", "jo", cwd=session,
    )  # fmt: skip
    assert added.code == 0, added.err
    assert {("loop", "Cid Dorn"), ("referral", "Jo Marsh")} <= set(due(session))

    assert run("thanks", "--to", "Cid", "--mark-sent", "--yes", "-q", cwd=session).code == 0
    assert (
        run(
            "set", "referral", "jo", "acted=2026-10-15", "suitable=no", "result=She hires bakers only.", cwd=session
        ).code
        == 0
    )

    assert [each for each in due(session, "2026-10-19") if each[1] == "Cid Dorn"] == [("loop", "Cid Dorn")]
    told = run("thanks", "--to", "Cid", cwd=session, today="2026-10-19").out
    assert "She hires bakers only." in " ".join(told.split())


def test_the_letter_after_a_turn_down_counts_as_a_contact_with_the_company(session: Path) -> None:
    assert ("runnerup", "Ruth Abernathy") in due(session)

    marked = run("runnerup", "--company", "Harbourside", "--mark-sent", "--yes", "-q", cwd=session)
    assert marked.code == 0, marked.err

    assert ("runnerup", "Ruth Abernathy") not in due(session)
    touch = run(
        "touch", "--company", "Harbourside", "--reason", "I read of your new oven.", cwd=session, today="2026-11-20"
    )
    assert "contact 2 of about 6 with Harbourside Bakers" in touch.err
    assert "runnerup  Ruth Abernathy" in run("history", "--company", "Harbourside", cwd=session).out


def test_a_no_is_followed_up_weeks_later_and_the_company_stays_a_target(session: Path) -> None:
    assert run("runnerup", "--company", "Harbourside", "--mark-sent", "--yes", "-q", cwd=session).code == 0

    assert ("touch", "Ruth Abernathy") not in due(session, "2026-10-30")
    assert ("touch", "Ruth Abernathy") in due(session, "2026-11-20")
    assert "Harbourside" in run("brief", "--to", "Ben", "-q", cwd=session, today="2026-11-20").out


def test_an_application_can_be_reopened_after_the_no_and_accepted(session: Path) -> None:
    for stage, date in (("reinstated", "2026-11-02"), ("offer", "2026-11-05"), ("accepted", "2026-11-09")):
        ran = run("log", "Harbourside", stage, "--on", date, "--yes", cwd=session, today="2026-11-10")
        assert ran.code == 0, ran.err
        if stage == "reinstated":
            told = run("update", "--to", "Ben", "-q", cwd=session, today="2026-11-03").out
            assert "Harbourside Bakers" in told
            assert "decided against" not in told

    assert run("log", "Fennel", "withdrawn", "--on", "2026-11-10", "--yes", cwd=session, today="2026-11-10").code == 0
    profile = session / "profile.yaml"
    profile.write_text(profile.read_text("utf-8") + "search: {announce_after: 2026-11-10}\n", "utf-8")
    assert "rejected: 2026-10-13" in profile.read_text("utf-8")
    assert "Harbourside Bakers" in run("landed", "-q", cwd=session, today="2026-11-10").out


def test_the_letter_answers_a_no_after_an_interview_for_a_job_really_wanted(session: Path) -> None:
    profile = session / "profile.yaml"
    profile.write_text(PROFILE.replace("    rejected: 2026-10-13", "    rejected: 2026-10-13\n    wanted: no"), "utf-8")
    assert [who for kind, who in due(session) if kind == "runnerup"] == []

    ran = run("runnerup", "--company", "Fennel & Rye", cwd=session)

    assert (ran.code, ran.out) == (65, "")
    assert "No interview for Quality Manager at Fennel & Rye is on record" in ran.err


def test_a_letter_without_particulars_is_refused(session: Path) -> None:
    profile = session / "profile.yaml"
    profile.write_text("".join(line for line in PROFILE.splitlines(True) if "impression" not in line), "utf-8")

    ran = run("runnerup", "--company", "Harbourside", cwd=session)

    assert (ran.code, ran.out) == (65, "")
    assert "[RUN-02]" in ran.err


def test_a_missing_resume_is_a_warning_and_its_line_is_left_out(session: Path) -> None:
    profile = session / "profile.yaml"
    profile.write_text("".join(line for line in PROFILE.splitlines(True) if "resume" not in line), "utf-8")

    assert "PROF-01" in run("check", cwd=session).out
    brief = run("brief", "-q", cwd=session)
    assert (brief.code, "CV" in brief.out) == (0, False)


def test_a_bitter_sentence_draws_a_warning(session: Path) -> None:
    profile = session / "profile.yaml"
    bitter = "So does the rule that anybody may stop a batch."
    profile.write_text(PROFILE.replace(bitter, "I was unfairly treated and I am angry about it."), "utf-8")

    ran = run("runnerup", "--company", "Harbourside", cwd=session)

    assert ran.code == 0
    assert "[GEN-07]" in ran.err
