"""next, who, funnel, history and report, run as a user runs them."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from pathlib import Path
from typing import Any

import icalendar
import pytest

from jobnet.cli import build
from jobnet.importing.exporting import safe_cell
from tests.program import Ran, run

EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*/profile.yaml"))

PROFILE = """\
name: Nia Pargeter
email: nia@example.com
locale: en-GB
summary: I make sure factory food is safe and tastes the same every day.
target_titles: [Quality Manager, Technical Manager]
target_companies:
  - Fennel & Rye
  - {name: Harbourside Bakers, tier: A}
  - Tamar Preserves
contacts:
  - {name: Bea Li, email: bea@example.com, company: Fennel and Rye Ltd}
  - {name: Sam Orr, email: sam@example.com, offered_help: 2026-10-14}
  - {name: Ted Alder, phone: 0117 555 0101, known_as: Ted, offered_help: 2026-10-02, knows: [Tamar Preserves]}
applications:
  - company: Harbourside Bakers
    position: Technical Manager
    hiring_manager: {name: Ruth Abernathy, honorific: Ms, family: Abernathy}
    requisition_id: "=HYPERLINK(0)"
    applied: 2026-09-21
    interview: [2026-10-06]
    runner_up: 2026-10-13
  - company: Secret Spoon
    position: Head Taster
    private: yes
    applied: 2026-10-01
referrals:
  - {from: Bea Li, to: Jo Marsh, company: Tamar Preserves, received: 2026-10-14}
touchpoints:
  - {date: 2026-10-03, contact: Ted Alder, kind: meeting, document: brief}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "profile.yaml").write_text(PROFILE, "utf-8")
    return tmp_path


def out(folder: Path, *arguments: str, **settings: Any) -> str:
    ran = run(*arguments, cwd=folder, **settings)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def test_next_says_what_why_and_how(folder: Path) -> None:
    assert (
        out(folder, "next")
        == """\
Thank Bea Li, Tamar Preserves (by 2026-10-14, overdue)
  Bea Li pointed you to Jo Marsh on 2026-10-14: say thank you
  jobnet thanks --to "Bea Li"
Thank-you letter to Ruth Abernathy, Harbourside Bakers (by 2026-10-20)
  Harbourside Bakers said no to Technical Manager on 2026-10-13; the thank-you letter is best within two days and \
at the latest by 2026-10-20
  jobnet runnerup --company "Harbourside Bakers" --position "Technical Manager"
  afterwards: jobnet runnerup --company "Harbourside Bakers" --position "Technical Manager" --mark-sent
Follow up Jo Marsh, Tamar Preserves (by 2026-10-16)
  Bea Li pointed you to Jo Marsh at Tamar Preserves; write or ring by 2026-10-16, then note it
  jobnet set referral "Jo Marsh" acted=2026-10-15
Brief for Sam Orr (by 2026-10-15)
  Sam Orr offered help on 2026-10-14 and has had no brief
  jobnet brief --to "Sam Orr"
"""
    )


def test_next_as_json_has_the_promised_keys(folder: Path) -> None:
    found = json.loads(out(folder, "next", "--format", "json"))
    assert found[0] == {
        "kind": "loop",
        "who": "Bea Li",
        "company": "Tamar Preserves",
        "due": "2026-10-14",
        "reason": "Bea Li pointed you to Jo Marsh on 2026-10-14: say thank you",
        "command": 'jobnet thanks --to "Bea Li"',
    }
    assert [each["kind"] for each in found] == ["loop", "runnerup", "referral", "brief"]


def test_next_as_a_calendar_is_read_by_another_parser(folder: Path) -> None:
    events = icalendar.Calendar.from_ical(out(folder, "next", "--format", "ics")).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == [
        "Thank Bea Li, Tamar Preserves",
        "Thank-you letter to Ruth Abernathy, Harbourside Bakers",
        "Follow up Jo Marsh, Tamar Preserves",
        "Brief for Sam Orr",
    ]


def test_somebody_without_an_address_is_rung(folder: Path) -> None:
    text = (folder / "profile.yaml").read_text("utf-8").partition("touchpoints:")[0]
    (folder / "profile.yaml").write_text(text, "utf-8")
    assert "no email address: ring 0117 555 0101, with the printed note beside you" in out(folder, "next")


def test_nothing_due_is_said_and_is_an_empty_list_for_programs(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(
        "name: Nia Pargeter\ntarget_titles: [Clerk]\ntarget_companies: [A]\n", "utf-8"
    )
    assert out(tmp_path, "next") == "Nothing is due today.\n"
    assert json.loads(out(tmp_path, "next", "-f", "json")) == []


def test_bare_jobnet_shows_the_first_three(folder: Path) -> None:
    ran = run(cwd=folder)
    commands = [each["command"] for each in json.loads(out(folder, "next", "-f", "json"))]
    assert [command for command in commands if command in ran.out] == commands[:3]
    assert ran.err == "jobnet: and 1 more: jobnet next\n"


def test_commands_name_the_profile_that_the_user_named(folder: Path) -> None:
    (folder / "my profile.yaml").write_text(PROFILE, "utf-8")
    found = json.loads(out(folder, "next", "-f", "json", "-p", "my profile.yaml"))
    assert found[0]["command"] == 'jobnet thanks --to "Bea Li" -p "my profile.yaml"'


@pytest.mark.parametrize("profile", EXAMPLES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("today", ["2026-10-15", "2026-11-20", "2027-02-01"])
def test_every_printed_command_parses(profile: Path, today: str, tmp_path: Path) -> None:
    found = json.loads(run("next", "-f", "json", "-p", profile, "--today", today, cwd=tmp_path).out)
    assert found
    for each in found:
        program, name, *arguments = shlex.split(each["command"])
        assert program == "jobnet"
        assert build(name).make_context(name, arguments).params["profile"] == str(profile)


@pytest.mark.parametrize("profile", EXAMPLES, ids=lambda path: path.parent.name)
def test_every_letter_that_is_due_can_be_printed(profile: Path, tmp_path: Path) -> None:
    found = json.loads(run("next", "-f", "json", "-p", profile, cwd=tmp_path).out)
    letters = [each for each in found if each["kind"] not in {"referral", "touch"}]
    assert letters
    for each in letters:
        ran: Ran = run(*shlex.split(each["command"])[1:], cwd=tmp_path)
        assert (ran.code, ran.out[:8]) == (0, "Subject:"), (each["command"], ran.err)


def test_who_covers_which_company(folder: Path) -> None:
    ran = run("who", cwd=folder)
    assert (
        ran.out
        == """\
Harbourside Bakers: no match; none of your contacts works there or knows people there.
Fennel & Rye
  works there: Bea Li, bea@example.com
Tamar Preserves
  knows people there: Ted Alder, 0117 555 0101
"""
    )
    assert ran.err == "jobnet: nobody covers 1 of 3 companies; the brief asks for names there.\n"


def test_who_as_json(folder: Path) -> None:
    ted = {"name": "Ted Alder", "id": None, "email": None, "phone": "0117 555 0101", "title": None}
    assert json.loads(out(folder, "who", "tamar preserves ltd", "--format", "json")) == [
        {"company": "Tamar Preserves", "target": True, "works_there": [], "knows_people": [ted]}
    ]


def test_who_says_no_match_aloud(folder: Path) -> None:
    said = "no match; none of your contacts works there or knows people there."
    assert out(folder, "who", "Spoonworks") == f"Spoonworks (not one of your target companies): {said}\n"


def test_funnel(folder: Path) -> None:
    assert (
        out(folder, "funnel")
        == """\
2 applications, 1 open

              reached    now
interested          2      0
applied             2      1
screening           1      0
interview           1      0

ended
runner up           1

from stage to stage
applied to interview: 1, 15 days (median)

first answer after applying: 15 days (median)
"""
    )
    found = json.loads(out(folder, "funnel", "-f", "json"))
    assert list(found) == ["applications", "open", "stages", "steps", "ends", "first_answer_days"]
    assert found["steps"] == [{"from": "applied", "to": "interview", "count": 1, "median_days": 15}]


def test_history_of_what_was_given_by_hand(folder: Path) -> None:
    assert out(folder, "history") == "2026-10-03  brief     Ted Alder  (by hand)\n"
    assert out(folder, "history", "--to", "ted") == "On 3 October 2026 you gave Ted Alder the brief by hand.\n"
    assert out(folder, "history", "--to", "bea") == "Nothing is on record as sent.\n"


def test_history_of_what_was_marked_as_sent(folder: Path) -> None:
    particulars = ("The gluten-free line stays with me.", "So does the rule that any baker may stop a batch.")
    told = [word for each in particulars for word in ("--particular", each)]
    assert run("runnerup", "--company", "Harbourside Bakers", *told, "--mark-sent", "--yes", cwd=folder).code == 0
    assert run("brief", "--to", "Sam Orr", "--mark-sent", "--yes", cwd=folder).code == 0
    assert out(folder, "history", "--to", "Sam Orr") == (
        "On 15 October 2026 you told Sam Orr how to help you: the brief with your titles and companies.\n"
    )
    found = json.loads(out(folder, "history", "--company", "Harbourside", "-f", "json"))
    assert [(each["document"], each["who"], each["items"][0]["position"]) for each in found] == [
        ("runnerup", "Ruth Abernathy", "Technical Manager")
    ]
    rows = list(csv.DictReader(io.StringIO(out(folder, "history", "-f", "csv"))))
    assert [(row["date"], row["document"], row["kind"]) for row in rows] == [
        ("2026-10-03", "brief", ""),
        ("2026-10-15", "runnerup", "runnerup"),
        ("2026-10-15", "brief", "brief"),
    ]
    assert [each["kind"] for each in json.loads(out(folder, "next", "-f", "json"))] == ["loop", "referral"]


def test_report_for_an_office(folder: Path) -> None:
    assert (
        out(folder, "report", "--since", "2026-10-01")
        == """\
2026-10-03  Sent a brief (by hand) (Ted Alder)
2026-10-06  Interview: Technical Manager, Harbourside Bakers (=HYPERLINK(0))
2026-10-13  Turned down (second): Technical Manager, Harbourside Bakers (=HYPERLINK(0))
2026-10-14  Received a referral: Tamar Preserves (Jo Marsh, from Bea Li)
"""
    )


def test_report_tells_private_applications_when_asked(folder: Path) -> None:
    hidden, shown = (out(folder, "report", *more) for more in ((), ("--include-private",)))
    assert "Secret Spoon" not in hidden
    assert "2026-10-01  Applied: Head Taster, Secret Spoon\n" in shown


def test_a_cell_of_the_report_is_never_a_formula(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(out(folder, "report", "--until", "2026-09-30", "-f", "csv"))))
    assert rows == [
        {
            "date": "2026-09-21",
            "activity": "Applied",
            "company": "Harbourside Bakers",
            "position": "Technical Manager",
            "person": "",
            "reference": "'=HYPERLINK(0)",
        }
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\uff1d"])
def test_what_a_spreadsheet_would_compute_is_marked_as_text(start: str) -> None:
    assert (safe_cell(f"{start}1"), safe_cell("1"), safe_cell("")) == (f"'{start}1", "1", "")


def test_no_part_of_a_cell_of_the_report_is_a_formula(folder: Path) -> None:
    (folder / "profile.yaml").write_text(PROFILE.replace("Harbourside Bakers", "'Bakers;=HYPERLINK(0)'"), "utf-8")
    rows = csv.reader(io.StringIO(out(folder, "report", "--until", "2026-09-30", "-f", "csv")), delimiter=";")
    assert [cell for row in rows for cell in row if "HYPERLINK" in cell and not cell.startswith("'=")] == []


LANDED = "search: {announce_after: 2026-10-15}\n" + PROFILE.replace(
    "applications:\n", "applications:\n  - {company: Tamar Preserves, position: Manager, accepted: 2026-10-14}\n"
).replace("applied: 2026-10-01", "withdrawn: 2026-10-14")


def test_the_good_news_goes_to_everybody_who_helped_and_is_then_told(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(LANDED, "utf-8")
    assert [each["command"] for each in json.loads(out(tmp_path, "next", "-f", "json"))] == ["jobnet landed --all"]
    letters = json.loads(run("landed", "--all", "-f", "json", "-q", cwd=tmp_path).out)
    assert [each["recipient"]["name"] for each in letters] == ["Bea Li", "Ted Alder"]
    assert run("landed", "--all", "--mark-sent", "--yes", "-q", cwd=tmp_path).code == 0
    assert out(tmp_path, "next") == "Nothing is due today.\n"


def test_the_good_news_is_refused_once_while_there_is_none(folder: Path) -> None:
    ran = run("landed", "--all", cwd=folder)
    assert (ran.code, ran.out, ran.err.count("accepted` yet")) == (65, "", 1)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("report", "--since", "soon"), 2),
        (("report", "--until", "2026-13-01"), 2),
        (("history", "--to", "Nobody"), 2),
        (("history", "--company", "Nowhere"), 2),
        (("next", "--format", "xml"), 2),
    ],
)
def test_wrong_usage_is_exit_2_and_prints_nothing(folder: Path, arguments: tuple[str, ...], code: int) -> None:
    ran = run(*arguments, cwd=folder)
    assert (ran.code, ran.out) == (code, "")
    assert "Traceback" not in ran.err


SUGGESTING = """\
name: Nia Pargeter
target_titles: [Quality Manager]
target_companies: [Fennel & Rye]
contacts:
  - {name: Mike O'Neill, email: mike@example.com, offered_help: 2026-09-01}
  - {name: Jo Li, email: jo.li@example.com}
  - {name: Jo Li, email: jo@example.org, offered_help: 2026-09-01}
news: [{date: 2026-10-01, headline: The hall is free on Saturdays., for: Mike O'Neill}]
referrals: [{from: Mike O'Neill, to: Stan, received: 2026-10-01, acted: 2026-10-02, result_on: 2026-10-02}]
"""


def test_commands_that_check_and_next_suggest_mean_their_person(tree: Path) -> None:
    (tree / "profile.yaml").write_text(SUGGESTING, encoding="utf-8")
    said = run("check", cwd=tree).out + run("next", cwd=tree).out

    commands = {found.strip() for found in re.findall(r"jobnet ((?:brief|thanks|tip) --to [^\[\n]+)", said)}

    assert commands == {
        'brief --to "Mike O\'Neill"',
        "brief --to jo@example.org",
        'thanks --to "Mike O\'Neill"',
        'tip --to "Mike O\'Neill"',
        'tip --to "Mike O\'Neill" --news 1',
    }
    assert {run(*shlex.split(command), "-q", cwd=tree).code for command in commands} == {0}


def test_touch_says_which_contact_it_is_what_came_before_and_when_it_is_enough(tree: Path) -> None:
    profile = PROFILE.replace("    runner_up: 2026-10-13", "    runner_up: 2026-10-07").replace(
        "touchpoints:\n",
        "touchpoints:\n"
        + "".join(
            f"  - {{date: {date}, person: Ruth Abernathy, company: Harbourside Bakers}}\n"
            for date in ("2026-09-28", "2026-10-08", "2026-10-09", "2026-10-12", "2026-10-13")
        ),
    )
    (tree / "profile.yaml").write_text(profile, "utf-8")
    ran = run("touch", "--company", "Harbourside", "--reason", "I read of your new oven.", cwd=tree)
    assert ran.err.splitlines()[:2] == [
        "jobnet: contact 5 of about 6 with Harbourside Bakers since the no (3 contacts before it)",
        "jobnet: 4 notes in a row were not answered: let it rest now. The company stays on your list.",
    ]
    assert run("touch", "--company", "Harbourside", "--reason", "Your oven is new.", "-q", cwd=tree).err == ""


def test_one_application_is_counted_in_the_singular(tree: Path) -> None:
    (tree / "profile.yaml").write_text(PROFILE.partition("  - company: Secret Spoon")[0], "utf-8")
    assert out(tree, "funnel").startswith("1 application, 0 open\n")


def test_check_asks_for_no_runner_up_letter_that_was_given_by_hand_nor_after_landing(tree: Path) -> None:
    letter = "{date: 2026-10-14, person: Ruth Abernathy, company: Harbourside Bakers, document: runnerup}"
    given = f"touchpoints:\n  - {letter}\n"
    taken = "    private: yes\n    accepted: 2026-10-14\n"
    for changed, asks in (
        (PROFILE, True),
        (PROFILE.replace("touchpoints:\n", given), False),
        (PROFILE.replace("    private: yes\n", taken), False),
    ):
        (tree / "profile.yaml").write_text(changed, "utf-8")
        assert ("runnerup for Ruth Abernathy" in run("check", cwd=tree).out) is asks


def test_next_begins_with_an_open_offer_and_the_talks_of_the_week(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(
        "name: Nia Pargeter\napplications:\n"
        "  - {company: Scioto, position: Cook, applied: 2026-09-01, interview: [2026-10-19, 2026-10-29]}\n"
        "  - {company: Beta Works, position: Baker, interview: 2026-09-20, offer: 2026-10-10}\n"
        "  - {company: Gamma, position: Baker, applied: 2026-09-20, final: 2026-10-17, withdrawn: 2026-10-12}\n",
        encoding="utf-8",
    )

    assert out(tmp_path, "next") == (
        "Coming up on 2026-10-19: interview, Cook at Scioto\n"
        "An offer waits for your answer: Baker at Beta Works, since 2026-10-10 "
        '(jobnet log "Beta Works" accepted, or declined)\nNothing is due today.\n'
    )
