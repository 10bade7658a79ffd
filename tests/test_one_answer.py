"""May I write to this person today? `--all`, `next`, `check` and `preview` give one answer, and nobody gets two."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jobnet.__main__ import main
from jobnet.delivery.config import read_config
from tests.program import environment, run

if TYPE_CHECKING:
    from tests.program import Ran

TODAY = "2026-11-29"
PROFILE = """
name: Tomasz Wieczorek
known_as: Tom
email: tomasz@example.com
resume: https://example.com/r
summary: I run distribution centers.
target_titles: [Logistics Manager, Supply Chain Manager]
target_companies: [Buckeye Freight, Scioto Cold Chain, Ohio Valley Beverage]
contacts:
  - {name: Mike Kessler, known_as: Mike, email: mike@example.com, relationship: close_friend, offered_help: 2026-09-27}
  - {name: Luis Ortega, known_as: Luis, email: luis@example.com, relationship: colleague, company: Scioto Cold Chain,
     offered_help: 2026-10-12}
  - {name: Karen Whitfield, honorific: Ms., family: Whitfield, email: k@example.com, relationship: hiring_manager,
     company: Buckeye Freight}
applications:
  - company: Buckeye Freight
    position: Logistics Manager
    hiring_manager: Karen Whitfield
    applied: 2026-09-28
    interview: {date: 2026-10-15, with: Karen Whitfield}
    rejected: 2026-11-24
    impression: {particulars: [The yard runs on one board that anybody may write on., You asked good questions.]}
  - company: Scioto Cold Chain
    position: Supply Chain Manager
    referral_from: Luis Ortega
    applied: 2026-10-20
    interview: [2026-11-03, 2026-11-12]
touchpoints:
  - {date: 2026-11-25, contact: Mike Kessler, kind: informational_interview}
news:
  - {date: 2026-11-28, headline: Posting the labor plan by 2 pm cuts no-shows.}
  - {date: 2026-11-28, headline: A friend in Zanesville is selling a pallet wrapper for $600., for: Mike Kessler}
"""


@pytest.fixture
def desk(tree: Path) -> Path:
    """A search in its third month, and a folder that letters are sent to."""
    (tree / "profile.yaml").write_text(PROFILE, "utf-8")
    (tree / "config.yaml").write_text(f"transport: folder\nfolder: {{path: {tree / 'sent'}}}\nrate: 100000/min\n")
    return tree


def jobnet(desk: Path, *arguments: str, today: str = TODAY) -> Ran:
    return run(*arguments, cwd=desk, today=today, env={"JOBNET_CONFIG": str(desk / "config.yaml")})


def readers(desk: Path, *arguments: str, today: str = TODAY) -> list[str]:
    """For whom these letters would be."""
    ran = jobnet(desk, *arguments, "--format", "json", today=today)
    assert ran.code == 0, ran.err
    return [each["recipient"]["name"] for each in json.loads(ran.out or "[]")]


def suggested(desk: Path, kind: str, today: str = TODAY) -> list[str]:
    """Whom `next` suggests to write to."""
    return [each["who"] for each in json.loads(jobnet(desk, "next", "--format", "json", today=today).out)
            if each["kind"] == kind]  # fmt: skip


def previewed(desk: Path, today: str = TODAY) -> list[str]:
    """The letters on the page: "Update to Mike Kessler"."""
    ran = jobnet(desk, "preview", "-o", "page.html", today=today)
    assert ran.code == 0, ran.err
    heads = re.findall(r'<h2 id="head-[^>]*>(.*?)</h2>', (desk / "page.html").read_text("utf-8"))
    return [re.sub(r"<.*?>", "", each) for each in heads]


def sent_to(desk: Path) -> Counter[str]:
    """How many messages everybody got."""
    files = (path for path in (desk / "sent").rglob("*.eml"))
    messages = (email.message_from_bytes(each.read_bytes(), policy=email.policy.default) for each in files)
    return Counter(str(each["To"]) for each in messages)


def test_whoever_was_given_a_brief_today_is_not_due_for_an_update(desk: Path) -> None:
    assert "Mike Kessler" in readers(desk, "update", "--all")
    assert jobnet(desk, "brief", "--to", "Mike", "--mark-sent").code == 0

    ran = jobnet(desk, "update", "--all", "--format", "json")

    assert [each["recipient"]["name"] for each in json.loads(ran.out)] == ["Luis Ortega"]
    assert "left out Mike Kessler: had a brief on 2026-11-29; the update is due on 2026-12-27" in ran.err
    assert suggested(desk, "update") == []
    assert "Update to Mike Kessler" not in previewed(desk)


@pytest.mark.parametrize("order", [("brief", "update"), ("update", "brief")])
def test_briefs_and_updates_for_everybody_write_nobody_twice(desk: Path, order: tuple[str, str]) -> None:
    for document in order:
        assert jobnet(desk, document, "--all", "--send", "--yes").code in {0, 4}

    assert sent_to(desk)
    assert max(sent_to(desk).values()) == 1


def in_process(desk: Path, patched: pytest.MonkeyPatch, *arguments: str) -> int:
    """The command line in this process, so that something of it can be watched or overtaken."""
    env = environment(desk, {"JOBNET_CONFIG": str(desk / "config.yaml")}, TODAY)
    for name, value in env.items():
        patched.setenv(name, value)
    patched.chdir(desk)
    return main(arguments)


def test_a_run_that_is_overtaken_before_it_holds_the_record_writes_nobody_twice(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert jobnet(desk, "tip", "--to", "Karen", "--mark-sent").code in {0, 65}  # the record is there

    def overtaken(_yes: bool) -> None:
        assert jobnet(desk, "brief", "--all", "--send", "--yes").code in {0, 4}

    monkeypatch.setattr("jobnet.cli.send.must_be_able_to_ask", overtaken)
    assert in_process(desk, monkeypatch, "update", "--all", "--send", "--yes") in {0, 4}

    assert set(sent_to(desk).values()) == {1}


def test_the_configuration_is_read_once_a_run(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[str] = []

    def counted(data: bytes, **named: Any) -> Any:
        times.append(named["file"])
        return read_config(data, **named)

    monkeypatch.setattr("jobnet.cli.settings.read_config", counted)
    for command in (
        ("update", "--all", "--send", "--yes"),
        ("preview", "-o", "p.html"),
        ("outbox", "send"),
        ("check",),
    ):
        times.clear()
        in_process(desk, monkeypatch, *command)
        assert times == [str(desk / "config.yaml")], command


@pytest.mark.parametrize(
    "personal",
    [
        ("thanks", "--to", "Mike"),
        ("tip", "--to", "Mike"),
        ("update", "--to", "Mike"),
        ("brief", "--to", "Mike"),
    ],
)
@pytest.mark.parametrize("many", ["brief", "update"])
def test_nobody_gets_a_letter_for_many_beside_one_of_their_own(
    desk: Path, personal: tuple[str, ...], many: str
) -> None:
    assert jobnet(desk, *personal, "--mark-sent").code == 0

    assert "Mike Kessler" not in readers(desk, many, "--all")
    assert "Mike Kessler" not in suggested(desk, many)


def test_now_writes_all_the_same(desk: Path) -> None:
    assert jobnet(desk, "brief", "--to", "Mike", "--mark-sent").code == 0
    assert "Mike Kessler" in readers(desk, "update", "--all", "--now")


def test_the_good_news_does_not_follow_another_letter_on_the_same_day(desk: Path) -> None:
    assert jobnet(desk, "brief", "--to", "Mike", "--mark-sent", today="2026-10-01").code == 0
    text = PROFILE.replace("interview: [2026-11-03, 2026-11-12]", "interview: 2026-11-03\n    accepted: 2026-11-20")
    (desk / "profile.yaml").write_text(text + "search: {announce_after: 2026-11-25}\n", "utf-8")
    assert "Mike Kessler" in readers(desk, "landed", "--all")
    assert jobnet(desk, "tip", "--to", "Mike", "--mark-sent").code == 0
    assert "Mike Kessler" not in readers(desk, "landed", "--all")
    assert "Mike Kessler" in readers(desk, "landed", "--all", today="2026-11-30")


@pytest.mark.parametrize("days", [0, 13, 14, 27, 28, 34])
def test_what_next_suggests_is_what_goes_to_everybody_on_every_day(desk: Path, days: int) -> None:
    """A brief today; whenever `next` then suggests a letter, `--all` writes it, and not a day later or earlier."""
    assert jobnet(desk, "brief", "--to", "Mike", "--mark-sent").code == 0
    assert jobnet(desk, "update", "--to", "Luis", "--mark-sent").code == 0
    assert jobnet(desk, "thanks", "--to", "Mike", "--mark-sent").code == 0
    today = str(dt.date(2026, 11, 29) + dt.timedelta(days))
    for document in ("brief", "update"):
        assert set(suggested(desk, document, today)) <= set(readers(desk, document, "--all", today=today))
    due = {f"Update to {each}" for each in readers(desk, "update", "--all", today=today)}
    page = previewed(desk, today)
    assert {each for each in page if each.startswith("Update")} <= due
    assert {each.split(" to ")[1] for each in due} <= {each.split(" to ")[1] for each in page}


def test_the_page_has_every_letter_that_next_suggests_and_each_reader_once(desk: Path) -> None:
    found = json.loads(jobnet(desk, "next", "--format", "json").out)
    page = previewed(desk)
    assert {each["kind"] for each in found} >= {"loop", "tip", "runnerup"}
    names = {
        "loop": "Thanks",
        "tip": "Tip",
        "runnerup": "Thank-you letter after a no",
        "brief": "Brief",
        "update": "Update",
    }
    assert {f"{names[each['kind']]} to {each['who']}" for each in found if each["kind"] in names} <= set(page)
    updates = {each.split(" to ")[1] for each in page if each.startswith("Update")}
    assert not updates & {each.split(" to ")[1] for each in page if not each.startswith("Update")}


def test_the_page_goes_into_a_file_and_it_is_said_where(desk: Path) -> None:
    ran = jobnet(desk, "preview")
    (path,) = re.findall(r"jobnet: wrote (\S+/preview.html) with \d+ letters\n", ran.err)
    assert (ran.code, ran.out) == (0, "")
    assert "Thanks to <bdi>Mike Kessler</bdi>" in Path(path).read_text("utf-8")


def test_what_is_late_is_said_to_be_and_what_mail_cannot_carry_can_be_noted(desk: Path) -> None:
    (desk / "profile.yaml").write_text(PROFILE.replace("email: mike@example.com", "phone: 740 555 0101"), "utf-8")
    lines = jobnet(desk, "next").out.splitlines()
    assert "Brief for Luis Ortega (by 2026-10-13, overdue)" in lines
    assert '  afterwards: jobnet thanks --to "Mike Kessler" --mark-sent' in lines


def test_whoever_offered_help_and_heard_nothing_is_named_when_the_good_news_goes_out(desk: Path) -> None:
    text = PROFILE.replace("interview: [2026-11-03, 2026-11-12]", "interview: 2026-11-03\n    accepted: 2026-11-20")
    (desk / "profile.yaml").write_text(text + "search: {announce_after: 2026-11-25}\n", "utf-8")
    ran = jobnet(desk, "landed", "--all")
    assert (
        "left out Luis Ortega: offered help, and nothing was ever sent to them; to tell them: jobnet landed --to"
        in ran.err
    )


def test_after_a_yes_whoever_gave_a_name_still_hears_what_came_of_it(desk: Path) -> None:
    text = PROFILE.replace("interview: [2026-11-03, 2026-11-12]", "interview: 2026-11-03\n    accepted: 2026-11-20")
    lead = "referrals:\n  - {from: Luis Ortega, company: Buckeye Freight, received: 2026-09-20}\n"
    (desk / "profile.yaml").write_text(f"{text}{lead}search: {{announce_after: 2026-11-25}}\n", "utf-8")
    found = json.loads(jobnet(desk, "next", "--format", "json").out)
    assert (found[0]["kind"], found[0]["who"]) == ("loop", "Luis Ortega")
