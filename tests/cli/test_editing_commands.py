"""log, add, set and import, run as a user runs them: what is written, what is said, what is left alone."""

from __future__ import annotations

import concurrent.futures
import datetime as dt
import os
import stat
from typing import TYPE_CHECKING

import pytest
import yaml

from jobnet.profile.model import Stage
from tests.program import listing, run

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """\
# My search
name: Nia Pargeter
target_titles: [Quality Manager]
target_companies: [Fennel & Rye, {name: Harbourside Bakers, short_name: Harbourside}]  # more to come

contacts:
  - name: Ted Alder   # from the choir
    email: ted@example.com
  - Bea Li <bea@example.com>

applications:
  - company: Harbourside Bakers
    position: Technical Manager
    applied: 2026-09-21
    interview: 2026-10-06
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    return tmp_path


def profile(folder: Path) -> str:
    return (folder / "profile.yaml").read_text(encoding="utf-8")


def test_log_adds_the_event_in_the_users_own_way(folder: Path) -> None:
    ran = run("log", "Harbourside", "interview", "--on", "yesterday", "--with", "Luis Ruiz", cwd=folder)

    assert (ran.code, ran.out) == (0, "")
    added = "    interview: [2026-10-06, {date: 2026-10-14, with: [Luis Ruiz]}]\n"
    assert profile(folder) == PROFILE.replace("    interview: 2026-10-06\n", added)


@pytest.mark.parametrize(
    ("arguments", "added"),
    [
        (["2026-10-12 The grant closes."], "{date: 2026-10-12, headline: The grant closes.}"),
        (["2026-10-12: The grant closes."], "{date: 2026-10-12, headline: The grant closes.}"),
        (["The grant closes."], "{date: 2026-10-15, headline: The grant closes.}"),
        (["2026 was good.", "--date", "yesterday"], "{date: 2026-10-14, headline: 2026 was good.}"),
    ],
)
def test_add_news_takes_the_day_before_the_sentence_as_the_profile_does(
    folder: Path, arguments: list[str], added: str
) -> None:
    ran = run("add", "news", *arguments, cwd=folder)

    assert ran.code == 0, ran.err
    found = yaml.safe_load(profile(folder))["news"]
    assert found == [yaml.safe_load(added)]


def test_log_of_a_turn_down_says_what_to_do_next(folder: Path) -> None:
    ran = run("log", "harbourside bakers ltd", "turned_down", "--on", "2026-10-14", cwd=folder)

    assert ran.code == 0
    assert "    rejected: 2026-10-14\n" in profile(folder)
    assert "runner-up letter, by Wednesday 21 October" in ran.err
    assert 'jobnet runnerup --company "Harbourside Bakers"' in ran.err


def test_log_of_a_new_application(folder: Path) -> None:
    ran = run("log", "Tamar Preserves", "applied", "--position", "Quality Manager", "--yes", cwd=folder)

    assert ran.code == 0, ran.err
    new = "  - company: Tamar Preserves\n    position: Quality Manager\n    applied: 2026-10-15\n"
    assert profile(folder) == PROFILE + new


@pytest.mark.parametrize(
    ("noted", "told", "after"),
    [
        ("2026-10-06", ["--with", "Luis Ruiz"], "{date: 2026-10-06, with: [Luis Ruiz]}"),
        (
            "[2026-09-30, 2026-10-06]",
            ["--with", "Luis Ruiz", "--note", "warm"],
            "[2026-09-30, {date: 2026-10-06, with: [Luis Ruiz], note: warm}]",
        ),
        (
            "{date: 2026-10-06, with: Luis Ruiz, note: cold}",
            ["--with", "luis ruiz", "--with", "Ruth", "--note", "warm"],
            "{date: 2026-10-06, with: [Luis Ruiz, Ruth], note: cold}",
        ),
    ],
)
def test_log_of_a_noted_event_adds_what_it_lacked(folder: Path, noted: str, told: list[str], after: str) -> None:
    text = PROFILE.replace("interview: 2026-10-06", f"interview: {noted}")
    (folder / "profile.yaml").write_text(text, encoding="utf-8")

    ran = run("log", "Harbourside", "interview", "--on", "2026-10-06", *told, cwd=folder)

    assert (ran.code, "was noted already; added to it: with " in ran.err) == (0, True), ran.err
    assert profile(folder) == text.replace(noted, after)


@pytest.mark.parametrize(
    ("stage", "added"),
    [
        ("Phone Screen", "screening: {date: 2026-10-14, format: phone}"),
        ("on-site", "interview: [2026-10-06, {date: 2026-10-14, format: onsite}]"),
        ("runnerup", "runner_up: 2026-10-14"),
        ("Turned down", "rejected: 2026-10-14"),
        ("ghosted", "no_response: 2026-10-14"),
    ],
)
def test_a_stage_may_be_said_in_another_way(folder: Path, stage: str, added: str) -> None:
    ran = run("log", "Harbourside", stage, "--on", "2026-10-14", cwd=folder)

    assert ran.code == 0, ran.err
    old = PROFILE.removesuffix("    interview: 2026-10-06\n") if "interview" in added else PROFILE
    assert profile(folder) == f"{old}    {added}\n"


def test_log_uses_the_stage_key_that_is_there_and_empty(folder: Path) -> None:
    text = PROFILE.replace("interview: 2026-10-06", "interview:   # soon")
    (folder / "profile.yaml").write_text(text, encoding="utf-8")

    assert run("log", "Harbourside", "interview", "--with", "Luis Ruiz", cwd=folder).code == 0

    event = "    interview:   # soon\n      - date: 2026-10-15\n        with: [Luis Ruiz]\n"
    assert profile(folder) == text.replace("    interview:   # soon\n", event)


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_can_be_logged_and_passes_check(folder: Path, stage: Stage) -> None:
    assert run("log", "Harbourside", stage, "--on", "2026-10-14", "--yes", cwd=folder).code == 0

    found = yaml.safe_load(profile(folder))["applications"][0][stage]
    assert (found[-1] if isinstance(found, list) else found) == dt.date(2026, 10, 14)
    assert run("check", cwd=folder).code == 0


def test_log_of_a_slip_in_the_position_says_what_else_is_there(folder: Path) -> None:
    ran = run("log", "Harbourside", "offer", "--position", "  Techincal Manager ", cwd=folder)

    assert ran.code == 0, ran.err
    assert "Techincal Manager at Harbourside Bakers, a new application (there too: Technical Manager)" in ran.err


def test_log_of_a_slip_in_the_company_says_which_may_be_meant(folder: Path) -> None:
    asked = run("log", "Harborside Baker", "offer", cwd=folder)
    ran = run("log", "Harborside Baker", "offer", "--position", "Cook", cwd=folder)

    assert (asked.code, "did you mean Harbourside Bakers?" in asked.err) == (2, True), asked.err
    assert (ran.code, "a new application (did you mean Harbourside Bakers?)." in ran.err) == (0, True), ran.err


def test_log_of_a_day_to_come_says_that_it_is_planned(folder: Path) -> None:
    ran = run("log", "Harbourside", "interview", "--on", "in 3 days", cwd=folder)

    assert ran.err == "jobnet: noted interview planned for 2026-10-18: Technical Manager at Harbourside Bakers.\n"


def test_what_log_suggests_can_be_copied_into_a_shell(folder: Path) -> None:
    text = PROFILE.replace("company: Harbourside Bakers", 'company: The "$H" Bakers')
    (folder / "profile.yaml").write_text(text, encoding="utf-8")

    ran = run("log", "H Bakers", "rejected", cwd=folder)

    assert "  jobnet runnerup --company 'The \"$H\" Bakers'\n" in ran.err


def test_log_of_the_second_of_two_alike_speaks_of_that_one(folder: Path) -> None:
    job = "  - company: Harbourside Bakers\n    position: Technical Manager\n"
    text = PROFILE + job + "    id: second\n    applied: 2026-10-01\n"
    (folder / "profile.yaml").write_text(text, encoding="utf-8")

    ran = run("log", "Harbourside", "rejected", "--position", "second", "--yes", cwd=folder)

    assert (ran.code, "runner-up letter" in ran.err) == (0, False), ran.err  # nobody interviewed for that one
    assert profile(folder) == text + "    rejected: 2026-10-15\n"


def test_log_the_same_twice_changes_nothing(folder: Path) -> None:
    ran = run("log", "Harbourside", "applied", "--on", "2026-09-21", cwd=folder)

    assert ran.code == 0
    assert "noted already" in ran.err
    assert listing(folder) == {"profile.yaml": PROFILE.encode()}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["log", "", "applied"], 2, "empty"),
        (["log", "Harbourside", "intervew"], 2, "Did you mean interview"),
        (["log", "Harbourside", "interview", "--on", "someday"], 2, "last friday"),
        (["log", "Nowhere", "applied"], 2, "--position"),
        (["set", "contact", "Nobody", "updates=off"], 2, "no such contact"),
        (["set", "contact", "Ted", "updates"], 2, "KEY=VALUE"),
        (["set", "contact", "Ted", "updaets=off"], 65, "did you mean `updates`"),
        (["set", "contact", "Ted", "updates=maybe"], 65, "nothing was changed"),
        (["set", "contact", "Ted", "tie=weak", "tie=strong"], 2, "given twice"),
        (
            ["set", "thing", "Ted", "updates=off"],
            2,
            "'contact', 'company', 'referral', 'application', 'news', 'profile', ",
        ),
        (["set", "company", "Quayside", "tier=A"], 2, "no such company"),
        (["add", "contact", "Ted Alder <ted@example.com>"], 0, "there already: Ted Alder"),
        (["add", "company", "Fennel and Rye Ltd."], 0, "there already: Fennel & Rye"),
        (["add", "contact", "Zoe", "--email", "not an address"], 65, "is not one email address"),
        (["add", "contact"], 2, "no terminal"),
        (["add"], 2, "  touch     Add a call, a meeting, a letter.\n"),
        (["add", "contact", "  "], 2, "no terminal"),
        (["add", "contact", "<zoe@example.com>"], 2, "give the name too"),
        (["add", "contact", "Ted", "--email", "TED@example.com", "--offered", "today"], 0, "jobnet set contact"),
        (["add", "company", ""], 2, "no terminal"),
        (["add", "news", " "], 2, "no terminal"),
        (["add", "touch", "Ted", "--person", "Zed"], 2, "Name one"),
        (["add", "touch", "Zed"], 2, "no such contact"),
        (["add", "news", "# A heading"], 65, "nothing was changed"),
        (["log", "Harbourside", "interview", "-p", "-"], 2, "standard input"),
        (["log", "Harbourside", "interview", "-p", "none.yaml"], 66, "no such file"),
        (["import", "none.csv"], 66, "none.csv"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_touched(folder: Path, arguments: list[str], code: int, said: str) -> None:
    ran = run(*arguments, cwd=folder)

    assert (ran.code, said.casefold() in ran.err.casefold()) == (code, True), ran.err
    assert "Traceback" not in ran.err
    assert listing(folder) == {"profile.yaml": PROFILE.encode()}


def test_set_of_tags_with_commas_is_a_list(folder: Path) -> None:
    assert run("set", "contact", "Ted", "groups=choir, family", cwd=folder).code == 0
    assert run("set", "contact", "Ted", "groups=choir,bath", cwd=folder).code == 0

    assert "    email: ted@example.com\n    groups: [choir, bath]\n" in profile(folder)


def test_what_cannot_be_spliced_is_shown_line_by_line_ready_to_paste(folder: Path) -> None:
    text = PROFILE + "news: |\n  2026-10-11 One thing.\n"
    (folder / "profile.yaml").write_text(text, encoding="utf-8")

    ran = run("add", "news", "Two things.", cwd=folder)

    assert ran.code == 65
    assert ran.err.splitlines()[1:] == ["# at the end of news:", "  - date: 2026-10-15", "    headline: Two things."]
    assert listing(folder) == {"profile.yaml": text.encode()}


def test_set_changes_one_value_and_nothing_else(folder: Path) -> None:
    assert run("set", "contact", "bea", "updates=off", cwd=folder).code == 0
    assert run("set", "company", "Harbourside", "status=paused", cwd=folder).code == 0
    assert run("set", "company", "Fennel", "tier=A", "status=dropped", cwd=folder).code == 0

    expected = PROFILE.replace("Bea Li <bea@example.com>", "{name: Bea Li, email: bea@example.com, updates: off}")
    expected = expected.replace("[Fennel & Rye,", "[{name: Fennel & Rye, tier: A, status: dropped},")
    assert profile(folder) == expected.replace("short_name: Harbourside}", "short_name: Harbourside, status: paused}")


def test_an_item_that_says_nothing_does_not_shift_the_others(folder: Path) -> None:
    text = PROFILE.replace("contacts:\n", "contacts:\n  -\n").replace(
        "applications:\n", "applications:\n  -\n  - {company: Tamar, position: Cook, applied: 2026-10-01}\n"
    )
    (folder / "profile.yaml").write_text(text, encoding="utf-8")

    assert run("set", "contact", "Bea", "updates=off", cwd=folder).code == 0
    assert run("log", "Tamar", "interview", cwd=folder).code == 0

    text = text.replace("Bea Li <bea@example.com>", "{name: Bea Li, email: bea@example.com, updates: off}")
    assert profile(folder) == text.replace("2026-10-01}", "2026-10-01, interview: 2026-10-15}")


REFERRALS = """
referrals:
  - {from: Ted Alder, to: Ruth Abernathy, received: 2026-10-14}
  - {from: Bea Li, company: Fennel & Rye, received: 2026-10-14}
  - {from: Bea Li, company: Tamar, received: 2026-10-14}
"""


@pytest.mark.parametrize(
    ("who", "line"),
    [("Ted", 1), ("ruth abernathy", 1), ("Ruth", 1), ("fennel and rye ltd", 2), ("Fennel", 2), ("Tamar", 3)],
)
def test_set_finds_a_referral_by_who_or_what_was_named_or_by_who_passed_it(folder: Path, who: str, line: int) -> None:
    text = PROFILE + REFERRALS
    (folder / "profile.yaml").write_text(text, encoding="utf-8")

    ran = run("set", "referral", who, "acted=today", cwd=folder)

    assert ran.code == 0, ran.err
    old = REFERRALS.splitlines()[line + 1]
    assert profile(folder) == text.replace(old, old.replace("}", ", acted: 2026-10-15}"))


def test_set_of_one_of_several_referrals_lists_them(folder: Path) -> None:
    (folder / "profile.yaml").write_text(PROFILE + REFERRALS, encoding="utf-8")

    ran = run("set", "referral", "Bea", "acted=today", cwd=folder)

    assert (ran.code, "Fennel & Rye from Bea Li; Tamar from Bea Li" in ran.err) == (2, True), ran.err
    assert profile(folder) == PROFILE + REFERRALS


def test_set_finds_an_application_by_its_job_too(folder: Path) -> None:
    assert run("set", "application", "technical", "wanted=no", cwd=folder).code == 0
    assert (
        run("set", "application", "Harbourside", "--position", "Technical", "applied=2026-09-20", cwd=folder).code == 0
    )

    assert profile(folder) == PROFILE.replace("2026-09-21", "2026-09-20") + "    wanted: no\n"


def test_add_of_every_kind_passes_check(folder: Path) -> None:
    for arguments in (
        ["contact", "Zoë Müller <zoe@example.org>", "--known-as", "Zoë", "--offered", "yesterday", "--group", "choir"],
        ["company", "Tamar Preserves", "--tier", "A", "--why", "They let line leaders stop the line."],
        ["news", "The fair: 12 October, #1 in Bath.", "--for", "Ted", "--deadline", "in 2 weeks"],
        ["referral", "--from", "Ted", "--to", "Ruth Abernathy", "--company", "Fennel & Rye"],
        ["touch", "--contact", "Bea", "--kind", "call", "--date", "yesterday"],
    ):
        ran = run("add", *arguments, cwd=folder)
        assert ran.code == 0, ran.err
    assert run("set", "referral", "Ted", "acted=today", cwd=folder).code == 0

    assert run("check", cwd=folder).code == 0
    assert profile(folder).startswith(PROFILE[: PROFILE.index("target_companies")])
    assert (
        '    headline: "The fair: 12 October, #1 in Bath."\n    for: Ted Alder\n    deadline: 2026-10-29\n'
        in profile(folder)
    )


ADDED = [
    (
        ["contact", '"Alder, Ann" <ann@example.com>', "--post", "Street 1", "--post", "Bath", "--name-use-ok", "yes"],
        "contacts",
        {"name": "Alder, Ann", "email": "ann@example.com", "post": ["Street 1", "Bath"], "name_use_ok": "yes"},
    ),
    (
        ["company", "Quay", "--status", "paused", "--added", "6 October"],
        "target_companies",
        {"name": "Quay", "status": "paused", "added": "2026-10-06"},
    ),
    (
        ["news", "One thing.", "--id", "n1", "--audience", "bakery", "--on", "next friday"],
        "news",
        {
            "id": "n1",
            "date": "2026-10-15",
            "headline": "One thing.",
            "audience": ["bakery"],
            "on": "2026-10-16",
        },
    ),
    (
        [
            *("referral", "--from", "Ted", "--to", "Ruth", "--received", "a week ago", "--acted", "yesterday"),
            *("--result", "She called.", "--suitable", "yes", "--thanked", "today"),
        ],
        "referrals",
        {
            "from": "Ted Alder",
            "to": "Ruth",
            "received": "2026-10-08",
            "acted": "2026-10-14",
            "result": "She called.",
            "suitable": "yes",
            "thanked": "2026-10-15",
        },
    ),
    (
        ["touch", "Ted", "--kind", "meeting", "--date", "2026-09", "--direction", "in"],
        "touchpoints",
        {"date": "2026-09", "contact": "Ted Alder", "kind": "meeting", "direction": "in"},
    ),
]


@pytest.mark.parametrize(("arguments", "section", "record"), ADDED, ids=[section for _, section, _ in ADDED])
def test_add_writes_just_what_was_said_and_never_twice(
    folder: Path, arguments: list[str], section: str, record: dict[str, object]
) -> None:
    assert run("add", *arguments, cwd=folder).code == 0
    once = profile(folder)
    again = run("add", *arguments, cwd=folder)

    assert yaml.load(once, yaml.BaseLoader)[section][-1] == record
    assert (again.code, "there already" in again.err) == (0, True), again.err
    assert profile(folder) == once


def test_what_differs_in_what_counts_is_no_duplicate(folder: Path) -> None:
    for arguments in (
        ["touch", "Ted", "--kind", "email"],
        ["touch", "Ted", "--kind", "email", "--document", "brief"],
        ["touch", "Ted", "--kind", "email", "--direction", "in"],
        ["referral", "--from", "Bea", "--company", "Quay", "--position", "Cook"],
        ["referral", "--from", "Bea", "--company", "Quay", "--position", "Baker"],
    ):
        assert "added to" in run("add", *arguments, cwd=folder).err

    found = yaml.safe_load(profile(folder))
    assert (len(found["touchpoints"]), len(found["referrals"])) == (3, 2)


def test_a_dry_run_shows_the_difference_and_writes_nothing(folder: Path) -> None:
    ran = run("set", "contact", "Ted", "updates=off", "--dry-run", cwd=folder)

    assert ran.code == 0
    assert "+    updates: off\n" in ran.out
    assert listing(folder) == {"profile.yaml": PROFILE.encode()}


def test_mode_link_line_ends_and_mark_stay(tmp_path: Path) -> None:
    real = tmp_path / "kept" / "real.yaml"
    real.parent.mkdir()
    real.write_bytes(b"\xef\xbb\xbf" + PROFILE.replace("\n", "\r\n").encode())
    real.chmod(0o640)
    (tmp_path / "profile.yaml").symlink_to("kept/real.yaml")

    assert run("set", "contact", "Ted", "updates=off", cwd=tmp_path).code == 0

    assert (tmp_path / "profile.yaml").is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    data = real.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# My search\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == PROFILE.count("\n") + 1
    assert real.with_name("real.yaml.bak~1").exists()


def test_five_backups_are_kept_newest_first(folder: Path) -> None:
    for n in range(7):
        assert run("set", "contact", "Ted", f"phone={n}", cwd=folder).code == 0

    assert "phone: 6" in profile(folder)
    backups = [(folder / f"profile.yaml.bak~{n}").read_text(encoding="utf-8") for n in range(1, 6)]
    assert [f"phone: {n}" in text for n, text in zip((5, 4, 3, 2, 1), backups, strict=True)] == [True] * 5
    assert not (folder / "profile.yaml.bak~6").exists()


def test_a_hard_link_is_not_broken(folder: Path) -> None:
    os.link(folder / "profile.yaml", folder / "other.yaml")

    ran = run("set", "contact", "Ted", "updates=off", cwd=folder)

    assert (ran.code, "hard link" in ran.err) == (73, True)
    assert profile(folder) == PROFILE


def test_an_open_editor_is_pointed_out(folder: Path) -> None:
    (folder / ".profile.yaml.swp").touch()

    assert "open in an editor" in run("set", "contact", "Ted", "updates=off", cwd=folder).err


@pytest.mark.slow
def test_concurrent_logs_lose_nothing(folder: Path) -> None:
    """Each event is there, or its loser was told so with exit 75."""
    rounds = int(os.environ.get("JOBNET_TEST_LOGS", "40"))
    days = [f"20{10 + n // 28:02d}-01-{n % 28 + 1:02d}" for n in range(rounds)]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        codes = list(
            pool.map(
                lambda day: run("log", "Harbourside", "interview", "--on", day, "--yes", "-q", cwd=folder).code, days
            )
        )

    assert set(codes) <= {0, 75}
    text = profile(folder)
    assert [day in text for day in days] == [code == 0 for code in codes]
    assert run("check", cwd=folder).code == 0


CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n" + "".join(
    f"Person{n},Example,,,Company {n % 90},Buyer,12 Mar 2024\n" for n in range(800)
)


def test_an_import_shows_first_writes_when_told_and_repeats_safely(folder: Path) -> None:
    (folder / "Connections.csv").write_text(CONNECTIONS, encoding="utf-8")

    shown = run("import", "Connections.csv", cwd=folder)
    assert (shown.code, profile(folder)) == (0, PROFILE)
    assert "800 to add" in shown.err

    assert "800 added" in run("import", "Connections.csv", "--apply", cwd=folder).err
    once = profile(folder)
    assert "800 known already" in run("import", "Connections.csv", "--apply", cwd=folder).err
    assert profile(folder) == once
    assert run("update", "--all", "--now", cwd=folder).out == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (CONNECTIONS[: len(CONNECTIONS) // 2].rpartition(",")[0], "cut off"),
        ("company,role,status\nFennel,Baker,Applied\n", "nothing in it could be used"),
    ],
)
def test_an_import_that_gives_nothing_whole_is_an_error(folder: Path, content: str, said: str) -> None:
    (folder / "export.csv").write_text(content, encoding="utf-8")

    ran = run("import", "export.csv", "--apply", cwd=folder)

    assert (ran.code, said in ran.err) == (65, True), ran.err
    assert profile(folder) == PROFILE


def test_contacts_are_exported(folder: Path) -> None:
    cards = run("export", "contacts", cwd=folder)
    table = run("export", "contacts", "--format", "csv", cwd=folder)

    assert cards.out.count("BEGIN:VCARD") == 2
    assert table.out.splitlines()[1] == "Ted Alder,ted@example.com,,,,other,"


def test_a_company_written_in_two_ways_is_listed_once(folder: Path) -> None:
    (folder / "profile.yaml").write_text(
        PROFILE.replace("company: Harbourside Bakers", "company: Harbourside Bakers Ltd")
    )

    ran = run("runnerup", "--company", "Harborside Bakers", cwd=folder)

    assert (ran.code, ran.err.count("Harbourside Bakers")) == (2, 1), ran.err


def test_check_of_a_search_that_is_over_has_no_letters_to_object_to(folder: Path) -> None:
    over = PROFILE + "    accepted: 2026-10-12\n"
    (folder / "profile.yaml").write_text(over, encoding="utf-8")

    ran = run("check", cwd=folder)

    assert (ran.code, ": error: " in ran.out) == (0, False), ran.out


@pytest.mark.parametrize("name", ["-", "—", "...", "🎉", "👩 👩"])
def test_a_name_without_a_letter_is_refused_with_what_to_do(name: str, folder: Path) -> None:
    before = (folder / "profile.yaml").read_bytes()

    for command in (("add", "contact", name), ("add", "company", name)):
        refused = run(*command, cwd=folder)
        assert refused.code == 2
        assert "has no letter in it; write it as one says it" in refused.err
    assert run("log", name, "applied", "--position", "Baker", "--yes", cwd=folder).code == 2
    assert (folder / "profile.yaml").read_bytes() == before
