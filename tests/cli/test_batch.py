"""Many seekers: one command over all their profiles, which never sends, never writes to them, and stops at none."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jobnet.cli.seekers import SeekerOutcome, Task, command_of, done, names_of, outcomes, profiles_in
from jobnet.errors import JobnetError
from tests.program import listing, run

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(ROOT.glob("examples/*/profile.yaml"))
BROKEN = [ROOT / "tests/broken" / f"{name}.yaml" for name in ("ids", "keys", "quoting", "references", "types")]
DAY = "2026-10-15"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder a seeker, as an office keeps them, and some files that are no profiles any more."""
    for example in EXAMPLES:
        shutil.copytree(example.parent, tmp_path / "desk/seekers" / example.parent.name)
    for broken in BROKEN:
        shutil.copy(broken, tmp_path / "desk/seekers" / broken.name)
    return tmp_path / "desk"


@pytest.mark.parametrize("command", ["next", "check", "funnel", "report", "brief", "update --all", "pitch", "preview"])
def test_each_result_is_what_the_command_alone_gives_and_nothing_is_written_to_a_seeker(
    desk: Path, command: str
) -> None:
    before = listing(desk / "seekers")

    ran = run("batch", command, "seekers", "-o", "out", cwd=desk)

    assert ran.code == 4
    assert listing(desk / "seekers") == before
    assert f"{len(BROKEN)} broken" in ran.out.splitlines()[-1]
    for result in (desk / "out").iterdir():
        if result.suffix != ".html":
            seeker = desk / "seekers" / result.stem
            options = [] if command in {"next", "funnel", "report", "pitch"} else ["--no-ask"]
            options = ["--for-coach"] if command == "check" else options
            alone = run(*command.split(), *options, "-p", "profile.yaml", cwd=seeker)
            assert result.read_text() == alone.out


def test_a_broken_profile_is_named_with_its_line_and_hinders_nobody(desk: Path) -> None:
    ran = run("batch", "funnel", "seekers", "--format", "json", cwd=desk)

    rows = json.loads(ran.out)
    assert ran.code == 4
    assert [row["result"] for row in rows].count("broken") == len(BROKEN)
    assert [row["result"] for row in rows].count("done") == len(EXAMPLES)
    for row in rows:
        if row["result"] == "broken":
            assert row["code"] in {65, 66}
            assert row["says"].startswith(Path(row["profile"]).name)

    table = list(csv.DictReader(io.StringIO(run("batch", "funnel", "seekers", "--format", "csv", cwd=desk).out)))
    assert [row["seeker"] for row in table] == [row["seeker"] for row in rows]


BAD = [
    b"", b"\x00", b"name: [", b"- a list", b"name: Ann\nname: Bo\n", b"nmae: Ann\n", b"name: Ann\nemail: nobody\n",
    b"name: Ann\nlocale: english\n", b"name: Ann\nresume: 'javascript:x'\n", b"name: Ann\ncontacts: [[Ted]]\n",
    b"name: Ann\ncontacts: [{name: Ted, tie: odd}]\n", b"name: Ann\nnews: [{headline: '# x'}]\n", b"name: \xff\n",
    b"name: Ann\napplications: [{company: A}]\n", b"name: Ann\n  email: a@example.com\n", b"name: {a: b}\n",
    b"name: Ann\nsearch: {started: yesterday}\n", b"name: Ann\n\tlocale: en-GB\n", b"name: Ann\nphone: [1, 2]\n",
    b"name: Ann\nreferrals: [{from: Nobody, to: Bo}]\n", b"name: &a Ann\nknown_as: *b\n", b"%PDF-1.7\n", b"PK\x03\x04",
    b"name: Ann\ntarget_companies: [{nmae: A}]\n", b"name: Ann\nrules: {limits: {find_words: many}}\n",
]  # fmt: skip
"""Twenty-five ways in which a file is no profile."""


def test_five_hundred_seekers_of_whom_twenty_five_are_broken(tmp_path: Path) -> None:
    (tmp_path / "seekers").mkdir()
    text = (ROOT / "examples/minimal/profile.yaml").read_text()
    for number in range(475):
        (tmp_path / f"seekers/good-{number:03}.yaml").write_text(text)
    for number, content in enumerate(BAD):
        (tmp_path / f"seekers/bad-{number:02}.yaml").write_bytes(content)

    own = {"LANG": "C.UTF-8"}  # a process of its own: its workers begin as copies of it
    ran = run("batch", "funnel", "seekers", "-o", "out", "--format", "json", cwd=tmp_path, timeout=300, env=own)

    assert (ran.code, len(list((tmp_path / "out").iterdir()))) == (4, 475)
    named = [row for row in json.loads(ran.out) if row["result"] == "broken"]
    assert len(named) == len(BAD) == 25
    for row in named:
        assert row["code"] in {65, 66}, row
        assert re.match(r"bad-\d\d\.yaml:", row["says"]), row


def test_a_letter_that_a_rule_stops_is_a_result(desk: Path) -> None:
    ran = run("batch", "brief", "seekers/landed", "--format", "json", cwd=desk)
    (row,) = json.loads(ran.out)
    assert (ran.code, row["result"], row["code"]) == (0, "refused", 65)
    assert row["says"] == "the seeker does not share why [UPD-09]"


def test_a_command_that_did_not_run_is_not_done_and_says_why_before_any_warning(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(
        "{name: Nia, target_titles: [Baker], target_companies: [Tamar], contacts: [{name: Ada (Tamar)}], "
        "search: {share_with_coach: network}}"
    )
    ran = run("batch", "runnerup --company Fennel", "profile.yaml", "--format", "json", cwd=tmp_path)
    (row,) = json.loads(ran.out)
    assert (row["result"], row["code"]) == ("refused", 2)
    assert row["says"].startswith("--company 'Fennel': no such company")


@pytest.mark.parametrize(
    "arguments",
    [
        ["update", "--send"], ["update --send"], ["update --all --send"], ["update --mark-sent"], ["brief --edit"],
        ["brief -o x"], ["preview --open"], ["next -p other.yaml"], ["update --send=yes"], ["log"], ["outbox"], [""],
        ["brief -oleak.txt"], ["brief '"], ["next -pother.yaml"], ["pitch -qo leak.txt"], ["brief --output=leak.txt"],
    ],
)  # fmt: skip
def test_it_never_sends_nor_writes(desk: Path, arguments: list[str]) -> None:
    before = listing(desk)
    ran = run("batch", arguments[0], "seekers", *arguments[1:], cwd=desk)
    assert ran.code == 2
    assert listing(desk) == before
    if "send" in " ".join(arguments):
        assert "never sends or writes; the seeker does" in ran.err


def test_what_the_record_tells_is_the_seekers_own_affair_in_a_batch_too(desk: Path) -> None:
    pharmacist = desk / "seekers" / "pharmacist"
    state = {"JOBNET_STATE": str(desk / "state")}
    assert run("update", "--to", "Susan", "--mark-sent", "--yes", "--no-ask", cwd=pharmacist, env=state).code == 0
    alone = run("update", "--to", "Susan", "--no-ask", cwd=pharmacist, env=state)

    ran = run("batch", "update --to Susan", "seekers/pharmacist", "-o", "out", cwd=desk, env=state)

    assert ran.code == alone.code == 0
    results = [path.read_text() for path in (desk / "out").iterdir()] if (desk / "out").exists() else []
    assert "".join(results) == alone.out


def test_letters_after_a_turn_down_are_those_that_are_due(desk: Path) -> None:
    run("batch", "runnerup", "seekers", "-o", "out", cwd=desk)
    due = json.loads(run("next", "--format", "json", cwd=desk / "seekers/engineer").out)
    count = sum(each["kind"] == "runnerup" for each in due)
    assert count > 0
    assert (desk / "out/engineer.txt").read_text().count("Subject:") == count


# The coach's page.


@pytest.mark.parametrize("share", [None, "none", "counts", "network", "trusted"])
def test_the_page_names_what_the_seeker_shares(desk: Path, share: str | None) -> None:
    profile = desk / "seekers/confidential/profile.yaml"
    text = profile.read_text()
    assert "search:\n" in text
    if share:
        profile.write_text(text.replace("search:\n", f"search:\n  share_with_coach: {share}\n", 1))

    ran = run("batch", "overview", "seekers/confidential", "-o", "page.html", cwd=desk)

    assert ran.code == 0
    page = (desk / "page.html").read_text()
    assert "Katharina Weiß" in page
    assert "Owed: thanks, a name to follow up or a tip to pass on." in page
    assert ("shares nothing" in page) is (share == "none")
    assert ("<details>" in page) is (share in {"network", "trusted"})
    assert "src=" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_private_things_stay_private_and_who_needs_a_talk_comes_first(desk: Path) -> None:
    profiles = sorted((desk / "seekers").glob("*/profile.yaml"))
    for path in profiles:
        assert run("set", "search", "share_with_coach=trusted", cwd=path.parent).code == 0
    assert run("batch", "overview", "seekers", "-o", "page.html", cwd=desk).code == 4
    page = (desk / "page.html").read_text()
    for path in profiles:
        public = run("report", cwd=path.parent).out
        private = run("report", "--include-private", cwd=path.parent).out
        for line in set(private.splitlines()) - set(public.splitlines()):
            assert line not in page
    overdue = [int(each.split(">")[1].split("<")[0]) for each in page.split('<td class="number')[1::5]]
    assert overdue == sorted(overdue, reverse=True)
    assert f"Could not be read: {len(BROKEN)}" in page


def test_the_page_replaces_only_an_earlier_page(desk: Path) -> None:
    profile = desk / "seekers/minimal/profile.yaml"
    before = profile.read_bytes()
    ran = run("batch", "overview", "seekers", "-o", profile, cwd=desk)
    assert (ran.code, profile.read_bytes()) == (73, before)
    assert "is no earlier overview" in ran.err
    for _ in range(2):
        assert run("batch", "overview", "seekers/minimal", "-o", "page.html", cwd=desk).code == 0
    assert f"1 seeker on {DAY}" in (desk / "page.html").read_text()


def test_a_file_that_is_not_there_hinders_nobody(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(desk))
    monkeypatch.setenv("JOBNET_STATE", str(desk / "state"))
    monkeypatch.setenv("JOBNET_CONFIG", str(desk / "config.yaml"))
    (desk / "config.yaml").write_text("")
    os.mkfifo(desk / "waits.yaml")
    odd = [str(desk / "nosuch/profile.yaml"), str(desk / "nosuch.yaml"), str(desk / "waits.yaml")]
    found = [done(Task(path, ("funnel",), {"JOBNET_TODAY": DAY})) for path in (*odd, str(EXAMPLES[0]))]
    assert [each.result for each in found] == ["broken", "broken", "broken", "done"]
    assert all(each.code == 66 for each in found[:3])


def test_a_pattern_may_be_quoted_and_a_name_may_look_like_one(desk: Path) -> None:
    odd = desk / "a[1].yaml"
    shutil.copy(EXAMPLES[0], odd)
    assert profiles_in([str(odd)]) == [str(odd)]
    assert str(odd) in profiles_in([f"{desk}/*.yaml"])


# The same on one core, on two, on a cluster.


def tasks(desk: Path) -> Iterator[Task]:
    for path in profiles_in([str(desk / "seekers")]):
        yield Task(path, command_of("next"), {"JOBNET_TODAY": DAY})


def results(desk: Path, processes: int = 1, scheduler: str | None = None) -> list[SeekerOutcome]:
    return list(outcomes(tasks(desk), processes, scheduler))


@pytest.fixture
def alone(desk: Path, monkeypatch: pytest.MonkeyPatch) -> list[SeekerOutcome]:
    monkeypatch.setenv("HOME", str(desk))
    monkeypatch.setenv("JOBNET_STATE", str(desk / "state"))
    return results(desk)


def test_two_processes_give_the_same_bytes(desk: Path, alone: list[SeekerOutcome]) -> None:
    assert results(desk, 2) == alone


def test_a_cluster_gives_the_same_bytes_also_when_a_worker_is_killed(desk: Path, alone: list[SeekerOutcome]) -> None:
    from distributed import LocalCluster

    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        assert results(desk, scheduler=cluster.scheduler_address) == alone
        victim = next(iter(cluster.workers.values())).process.process.pid
        begun = outcomes(tasks(desk), 1, cluster.scheduler_address)
        first = next(begun)
        os.kill(victim, 9)
        assert [first, *begun] == alone


def test_where_an_extra_is_missing_it_is_named(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Exception, match=r"pip install 'jobnet\[cluster\]'"):
        results(desk, scheduler="tcp://127.0.0.1:1")


def test_a_place_whose_package_is_missing_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(JobnetError, match="s3://bucket/seekers: Install s3fs"):
        profiles_in(["s3://bucket/seekers"])


def test_a_scheduler_that_does_not_answer_is_named(desk: Path) -> None:
    import dask

    with (
        dask.config.set({"distributed.comm.timeouts.connect": "100ms"}),
        pytest.raises(JobnetError, match="--scheduler tcp:"),
    ):
        results(desk, scheduler="tcp://127.0.0.1:1")


def test_profiles_that_fsspec_reads(desk: Path, alone: list[SeekerOutcome]) -> None:
    place = f"file://{desk / 'seekers'}"
    fetched = [done(Task(path, command_of("next"), {"JOBNET_TODAY": DAY})) for path in profiles_in([place])]
    assert [each.runs for each in fetched] == [each.runs for each in alone]


def test_results_are_called_after_the_folder_or_the_file() -> None:
    names = names_of(["a/ann/profile.yaml", "b/ann/profile.yaml", "c/bo.yaml", "d/Zoë Ng.yml"])
    assert list(names.values()) == ["ann", "ann-2", "bo", "zoe-ng"]


def test_a_folder_that_links_lead_round_to_is_one_seeker(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    seeker = EXAMPLES[0].parent.name
    (desk / "seekers" / seeker / "loop").symlink_to(desk / "seekers")

    assert profiles_in(["seekers/**/profile.yaml"]) == [f"seekers/{each.parent.name}/profile.yaml" for each in EXAMPLES]


def test_what_the_coach_names_is_not_looked_for_in_a_seekers_folder(desk: Path) -> None:
    seeker = desk / "seekers" / EXAMPLES[0].parent.name
    for place, words in ((seeker, "theirs"), (desk, "ours")):
        (place / "own.j2").write_text(f"Subject: {words}\n\n{words}\n", encoding="utf-8")
    (desk / "config.yaml").write_text("reply_to: coach@example.com\n", encoding="utf-8")
    profile = str(seeker / "profile.yaml")

    for option in ("--template own.j2", "--template=own.j2"):
        ran = run("batch", f"pitch {option}", profile, "-o", "out", "--overwrite", cwd=desk)
        assert ran.code == 0, ran.err + ran.out
        assert "ours" in next((desk / "out").iterdir()).read_text("utf-8")
    ran = run("batch", "check", profile, cwd=desk, env={"JOBNET_CONFIG": "config.yaml"})
    assert "config.yaml: no such file" not in ran.out
