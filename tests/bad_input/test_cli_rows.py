"""Bad input, sections C, F, G and K: options, selection, files, attachments. Numbers as in `docs/bad-input.md`."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.bad_input.profiles import BAKERS, BEA, a_profile, write
from tests.cli.terminal import run_on_terminal
from tests.program import Ran, environment, listing, run

BRIEF_TO_BEA = ("brief", "--to", "Bea Li")


def refused(ran: Ran, code: int, *said: str) -> None:
    """This exit code, nothing on stdout, and lines in the house shape that say these words."""
    assert (ran.code, ran.out) == (code, ""), ran
    assert ran.err
    for line in ran.err.splitlines():
        assert line.startswith("jobnet: "), ran.err
    for words in said:
        assert words in ran.err


def without_email() -> dict[str, Any]:
    return {key: value for key, value in BEA.items() if key != "email"} | {"phone": "+44 20 7946 0001"}


# A contact without email


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_35_a_letter_to_print_needs_no_address(form: str, tree: Path) -> None:
    write(tree, contacts=[without_email()])
    assert run(*BRIEF_TO_BEA, "-f", form, cwd=tree).code == 0


@pytest.mark.parametrize("how", [("-f", "eml"), ("--send", "--yes", "--via", "folder")])
def test_35_a_message_to_somebody_named_needs_one(how: tuple[str, ...], tree: Path) -> None:
    write(tree, contacts=[without_email()])
    before = listing(tree)
    refused(run(*BRIEF_TO_BEA, *how, cwd=tree), 65, "Bea Li", "no email address", "print")
    assert listing(tree) == before


def test_35_under_all_those_without_an_address_are_listed(tree: Path) -> None:
    write(tree, contacts=[without_email(), BEA | {"name": "Ted Alder", "email": "ted@example.com"}])
    ran = run("brief", "--all", "-f", "eml", "-o", "out/", cwd=tree)
    assert ran.code == 0
    assert ran.err.startswith("jobnet: left out Bea Li: has no email address")
    assert [path.name for path in (tree / "out").iterdir()] == ["brief-2026-10-15-ted-alder.eml"]


# Dates and durations


@pytest.mark.parametrize(
    "since",
    [
        "20260301",
        "2026-W10-7",
        "01/02/2026",
        "2026-3-1",
        "2026-02-30",
        "",
        "3",
        "yesterday",
        "2w3d",
        "-2w",
        "٢w",
        "2 y",
    ],
)
def test_48_since_that_is_no_date_and_no_duration(since: str, tree: Path) -> None:
    write(tree)
    refused(run("update", f"--since={since}", cwd=tree), 2, "--since", "Or: 10d, 2w, 1mo")


@pytest.mark.parametrize("since", ["2026-10-01", "2w", "10d", "1mo", "3 weeks", "3 months", "all", "last"])
def test_48_since_in_every_form_there_is(since: str, tree: Path) -> None:
    write(tree)
    assert run("update", "--since", since, cwd=tree).code == 0


@pytest.mark.parametrize("option", ["--today", "--until", "--interviewed", "--told"])
def test_48_other_dates_are_dates(option: str, tree: Path) -> None:
    write(tree)
    command = ("update",) if option in {"--today", "--until"} else ("runnerup", "--company", "Harbourside")
    refused(run(*command, option, "01/02/2026", cwd=tree), 2, option, "`2026-02-01`")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--since", "2026-10-10", "--until", "2026-10-01"), ("2026-10-10", "2026-10-01")),
        (("--since", "2026-10-16"), ("2026-10-16", "2026-10-15")),
        (("--until", "2026-10-16"), ("2026-10-16", "2026-10-15")),
    ],
)
def test_49_since_after_until_or_in_the_future(options: tuple[str, ...], said: tuple[str, ...], tree: Path) -> None:
    write(tree)
    refused(run("update", *options, cwd=tree), 2, *said)


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_50_days_are_counted_by_the_calendar_when_clocks_change(day: str, tree: Path) -> None:
    write(tree, news=["2026-03-28 A find in spring.", "2026-10-24 A find in autumn."], applications=[])
    here = run("update", "--since", "1d", "--today", day, "-q", cwd=tree, env={"TZ": "Europe/Berlin"})
    there = run("update", "--since", "1d", "--today", day, "-q", cwd=tree, env={"TZ": "Pacific/Auckland"})
    assert (here.code, here.out) == (0, there.out)
    assert "A find in" in " ".join(here.out.split())


# Selection


@pytest.mark.parametrize(
    ("company", "said"),
    [
        ("Harborside Baker", ("no such company", "Did you mean Harbourside Bakers?")),
        ("Nowhere at all", ("no such company", "Harbourside Bakers")),
        ("", ("--company",)),
        ("  ", ("--company",)),
    ],
)
def test_84_87_a_company_unknown_or_empty(company: str, said: tuple[str, ...], tree: Path) -> None:
    write(tree)
    refused(run("runnerup", "--company", company, cwd=tree), 2, *said)


def test_84_no_company_at_all(tree: Path) -> None:
    write(tree)
    refused(run("runnerup", cwd=tree), 2, "--company")


def test_85_a_company_that_could_be_two(tree: Path) -> None:
    write(tree, applications=[BAKERS, BAKERS | {"company": "Harbourside Mills"}])
    ran = run("runnerup", "--company", "Harbourside", cwd=tree)
    refused(ran, 2, "Harbourside Bakers", "Harbourside Mills")


@pytest.mark.parametrize(
    "company", ["harbourside bakers", "HARBOURSIDE", "Hárbourside Bakers", "Harbourside Bakers Ltd"]
)
def test_86_a_company_however_it_is_typed(company: str, tree: Path) -> None:
    write(tree)
    assert run("runnerup", "--company", company, cwd=tree).code == 0


@pytest.mark.parametrize(
    ("name", "typed"),
    [("Zoë Łódź", "zoe lodz"), ("Søren Æby", "soren aeby"), ("Groß Weiß", "gross weiss"), ("Bea Li", "Ｂｅａ Ｌｉ")],
)
def test_86_a_contact_however_typed(name: str, typed: str, tree: Path) -> None:
    write(tree, contacts=[BEA | {"name": name}])
    assert run("brief", "--to", typed, cwd=tree).code == 0


@pytest.mark.parametrize(("typed", "said"), [("Bea Lee", "Did you mean Bea Li?"), ("Xerxes", "Bea Li"), ("", "--to")])
def test_86_a_contact_unknown(typed: str, said: str, tree: Path) -> None:
    write(tree)
    refused(run("brief", "--to", typed, cwd=tree), 2, said)


def test_86_a_contact_that_could_be_two(tree: Path) -> None:
    write(tree, contacts=[BEA, BEA | {"name": "Bea Long", "email": "long@example.com"}])
    refused(run("brief", "--to", "Bea", cwd=tree), 2, "Bea Li (bea@example.com", "Bea Long")


def test_88_a_letter_after_a_turn_down_without_an_interview(tree: Path) -> None:
    write(tree, applications=[{k: v for k, v in BAKERS.items() if k != "interview"}])
    refused(run("runnerup", "--company", "Harbourside", cwd=tree), 65, "No interview", "--interviewed", "[RUN-01]")


def test_89_no_particulars_off_a_terminal(tree: Path) -> None:
    write(tree, applications=[{k: v for k, v in BAKERS.items() if k != "impression"}])
    refused(run("runnerup", "--company", "Harbourside", cwd=tree), 65, "[RUN-02]")


def test_89_particulars_from_the_options(tree: Path) -> None:
    write(tree, applications=[{k: v for k, v in BAKERS.items() if k != "impression"}])
    options = ("--particular", "The new oven hums in B flat.", "--particular", "Nobody wore a tie.")
    ran = run("runnerup", "--company", "Harbourside", *options, cwd=tree)
    assert ran.code == 0
    assert "The new oven hums in B flat. Nobody wore a tie." in " ".join(ran.out.split())


def test_89_particulars_are_asked_for_on_a_terminal(tree: Path) -> None:
    write(tree, applications=[{k: v for k, v in BAKERS.items() if k != "impression"}])
    typed = "The new oven hums in B flat.\nNobody wore a tie.\nn\n"
    ran = run_on_terminal("runnerup", "--company", "Harbourside", cwd=tree, typed=typed)
    assert ran.code == 0
    assert "The new oven hums in B flat. Nobody wore a tie." in " ".join(ran.out.split())
    assert "TODO" not in ran.out


def test_minutes_after_the_news_everything_comes_from_the_options(tree: Path) -> None:
    write(tree, applications=[])
    options = ("--position", "Line Baker", "--interviewed", "2026-10-06", "--told", "2026-10-14")
    ran = run("runnerup", "--company", "Harbourside", *options, "--particular", "The oven hums.", cwd=tree)
    assert ran.code == 0
    assert "Line Baker" in ran.out
    assert "one is assumed" in ran.err


def test_minutes_after_the_news_without_a_position_off_a_terminal(tree: Path) -> None:
    write(tree, applications=[])
    refused(run("runnerup", "--company", "Harbourside", cwd=tree), 2, "--position")


# Output files


NAMES = {
    93: ["../../etc/x", "/abs", "..", ".", "-rf", "~", "a/b\\c", "   x"],
    94: ["CON", "NUL.txt", "COM¹", "trailing. ", "a:b"],
    95: ["Bea" + " Xxxxxxxxx" * 19, "Éa" + " ééééééééé" * 19],
}


@pytest.mark.parametrize(("row", "name"), [(row, name) for row, names in NAMES.items() for name in names])
def test_93_94_95_a_name_that_is_no_file_name(row: int, name: str, tree: Path) -> None:
    write(tree, contacts=[BEA | {"name": name}])
    before = set(listing(tree))
    ran = run("brief", "--to", "bea@example.com", "-o", "out/", cwd=tree)
    assert ran.code == 0, ran.err
    (new,) = set(listing(tree)) - before - {"out"}
    file = Path(new)
    assert file.parent == Path("out")
    assert file.suffix == ".txt"
    assert file.stem.startswith("brief-2026-10-15-")
    assert not set(file.stem) - set("abcdefghijklmnopqrstuvwxyz0123456789-_")
    assert len(file.name) < 130
    assert not list(tree.parent.glob("etc*"))


def test_96_two_readers_with_one_slug(tree: Path) -> None:
    write(tree, contacts=[BEA, BEA | {"name": "Béa Li!", "email": "other@example.com"}])
    assert run("brief", "--all", "-o", "out/", cwd=tree).code == 0
    names = sorted(path.name for path in (tree / "out").iterdir())
    assert len(names) == 2
    assert all(name.startswith("brief-2026-10-15-bea-li-") for name in names)


def test_97_an_output_that_exists(tree: Path) -> None:
    write(tree)
    (tree / "letter.txt").write_text("old")
    before = listing(tree)
    refused(run("brief", "-o", "letter.txt", cwd=tree), 73, "letter.txt", "--overwrite")
    assert listing(tree) == before
    assert run("brief", "-o", "letter.txt", "--overwrite", cwd=tree).code == 0
    assert (tree / "letter.txt").read_text().startswith("Subject: ")
    assert run("brief", "-o", "letter.txt", cwd=tree).code == 0  # the very same content is no obstacle


def test_97_none_of_several_is_written_when_one_is_in_the_way(tree: Path) -> None:
    write(tree, contacts=[BEA, BEA | {"name": "Ted Alder", "email": "ted@example.com"}])
    (tree / "out").mkdir()
    (tree / "out" / "brief-2026-10-15-ted-alder.txt").write_text("old")
    before = listing(tree)
    refused(run("brief", "--all", "-o", "out/", cwd=tree), 73, "ted-alder")
    assert listing(tree) == before


@pytest.mark.parametrize("place", ["link.txt", "dangling.txt", "missing/dir/letter.txt", "closed/letter.txt", "pipe"])
def test_98_an_output_that_cannot_be(place: str, tree: Path) -> None:
    if place.startswith("closed") and os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    write(tree)
    (tree / "target.txt").write_text("old")
    (tree / "link.txt").symlink_to("target.txt")
    (tree / "dangling.txt").symlink_to("nowhere.txt")
    (tree / "closed").mkdir(mode=0o500)
    os.mkfifo(tree / "pipe")
    before = listing(tree)
    refused(run("brief", "-o", place, "--overwrite", cwd=tree, timeout=20), 73, place.partition("/")[0])
    assert listing(tree) == before


def test_99_a_full_disk(tree: Path) -> None:
    write(tree)
    (tree / "letter.txt").write_text("old")
    before = listing(tree)
    done = subprocess.run(
        [sys.executable, "-m", "jobnet", "brief", "-q", "-o", "letter.txt", "--overwrite"],
        cwd=tree,
        env=environment(tree, {"PYTHONDONTWRITEBYTECODE": "1"}),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200)),
    )
    assert (done.returncode, done.stdout) == (74, "")
    assert done.stderr.startswith("jobnet: letter.txt")
    assert listing(tree) == before


def shell(line: str, tree: Path, **env: str) -> Ran:
    """A line of shell in which `jobnet` is this jobnet."""
    function = f'jobnet() {{ "{sys.executable}" -m jobnet "$@"; }}'
    done = subprocess.run(
        ["bash", "-c", f"{function}\n{line}"],
        cwd=tree,
        env=environment(tree, env),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("command", ["brief", "--help", "--version", "check", "update --help", "schema"])
@pytest.mark.parametrize("where", [">/dev/full", ">&-"])
def test_100_a_stdout_that_is_full_or_closed(command: str, where: str, tree: Path) -> None:
    write(tree)
    ran = shell(f"jobnet {command} -q {where}" if command == "brief" else f"jobnet {command} {where}", tree)
    assert ran.code == 74
    last = ran.err.splitlines()[-1]
    assert last.startswith("jobnet: ")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("command", ["brief -q", "--help", "schema", "brief --all -f json -q"])
def test_101_a_reader_that_goes_away(command: str, tree: Path) -> None:
    write(tree, contacts=[BEA | {"name": f"Bea Li {n}", "email": f"bea{n}@example.com"} for n in range(40)])
    ran = shell(f"(sleep 0.1; jobnet {command}) | true; exit ${{PIPESTATUS[0]}}", tree)
    assert (ran.code, ran.err) == (141, "")


def test_102_no_colour_and_no_wrapping_where_nobody_looks(tree: Path) -> None:
    write(tree)
    plain = run("brief", "-q", cwd=tree)
    for width in ("0", "20", "1000"):
        for term in ("dumb", "xterm-256color"):
            env = {"COLUMNS": width, "TERM": term, "NO_COLOR": "1"}
            assert run("brief", "-q", cwd=tree, env=env) == plain
    assert "\x1b" not in plain.out


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_102_no_escape_codes_on_a_terminal_that_wants_none(env: dict[str, str], tree: Path) -> None:
    write(tree)
    for command in (("--help",), ("brief", "--help"), ("check",), ()):
        assert "\x1b" not in run_on_terminal(*command, cwd=tree, env=env).out


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "LANG": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "ascii:strict"},
    ],
)
def test_103_no_character_stops_a_letter(env: dict[str, str], tree: Path) -> None:
    write(tree, contacts=[BEA | {"name": "Zoë Łódź 李"}])
    printed = run("brief", "--all", "-q", cwd=tree, env=env)
    assert (printed.code, printed.err) == (0, "")
    assert "Dear Zo" in printed.out
    assert run("brief", "--all", "-q", "-o", "out/", cwd=tree, env=env).code == 0
    (path,) = (tree / "out").iterdir()
    assert "Dear Zoë Łódź 李" in path.read_text("utf-8")


# Usage


@pytest.mark.parametrize(
    "arguments",
    [
        ("brief", "--nonsense"),
        ("brief", "--format", "odt"),
        ("brief", "--limit", "0"),
        ("brief", "--limit", "many"),
        ("brief", "surplus"),
        ("breif",),
        ("--nonsense",),
        ("brief", "--to"),
        ("brief", "--all", "--to", "Bea Li"),
        ("tip",),
        ("thanks",),
        ("tip", "--all"),
        ("brief", "--group", "nobody"),
    ],
)
def test_111_wrong_usage(arguments: tuple[str, ...], tree: Path) -> None:
    write(tree)
    refused(run(*arguments, cwd=tree), 2)


def test_111_a_command_mistyped_is_guessed(tree: Path) -> None:
    refused(run("breif", cwd=tree), 2, "Did you mean 'brief'?")


@pytest.mark.parametrize("stdin", [None, b""])
def test_112_nothing_is_asked_where_nobody_sits(stdin: bytes | None, tree: Path) -> None:
    write(tree)
    before = listing(tree)
    ran = run(*BRIEF_TO_BEA, "--send", "--via", "folder", cwd=tree, stdin=stdin)
    assert ran.code in {2, 78}, ran  # 78: no folder is configured, and that is found first
    assert listing(tree) == before


def test_112_a_closed_stdin_is_no_terminal(tree: Path) -> None:
    write(tree, applications=[])
    ran = shell("jobnet runnerup --company Harbourside <&-", tree)
    refused(ran, 2, "--position")


# Attachments


def with_resume(file: str) -> dict[str, Any]:
    return a_profile(resume={"file": file})


def prepare(kind: str, tree: Path) -> None:
    place = tree / "cv.pdf"
    match kind:
        case "directory":
            place.mkdir()
        case "fifo":
            os.mkfifo(place)
        case "empty":
            place.touch()
        case "large":
            place.write_bytes(b"x" * (10 * 1024 * 1024 + 1))


@pytest.mark.parametrize("kind", ["missing", "directory", "fifo", "empty", "large"])
def test_144_a_resume_that_cannot_be_attached(kind: str, tree: Path) -> None:
    write(tree, with_resume("cv.pdf"))
    prepare(kind, tree)
    refused(run(*BRIEF_TO_BEA, "-f", "eml", cwd=tree, timeout=20), 65, "cv.pdf")
    printed = run(*BRIEF_TO_BEA, cwd=tree, timeout=20)
    assert printed.code == 0
    assert "cv.pdf" in printed.err


@pytest.mark.parametrize("file", ["../id_rsa", "/etc/hostname", "link.pdf", "notes.exe"])
def test_145_a_resume_from_outside_the_folder_or_of_another_kind(file: str, tree: Path) -> None:
    tree = tree / "profile"
    tree.mkdir()
    (tree.parent / "id_rsa").write_text("secret")
    (tree / "link.pdf").symlink_to("../id_rsa")
    (tree / "notes.exe").write_text("MZ")
    write(tree, with_resume(file))
    ran = run(*BRIEF_TO_BEA, "-f", "eml", cwd=tree)
    refused(ran, 65, Path(file).name)
    assert "secret" not in ran.out + ran.err
    for command in (BRIEF_TO_BEA, ("check",), ("update", "-q")):
        refused(run(*command, cwd=tree), 65, Path(file).name)


def test_144_a_resume_that_can_be_attached(tree: Path) -> None:
    write(tree, with_resume("cv.pdf"))
    (tree / "cv.pdf").write_bytes(b"%PDF-1.4 my resume")
    ran = run(*BRIEF_TO_BEA, "-f", "eml", cwd=tree)
    assert ran.code == 0, ran.err
    assert 'filename="cv.pdf"' in ran.out


def confidential(tree: Path, mode: int) -> Path:
    path = write(tree, search={"current_employer": "Old Mill"})
    path.chmod(mode)
    return path


def test_146_a_confidential_profile_that_others_can_read(tree: Path) -> None:
    confidential(tree, 0o644)
    ran = run("brief", cwd=tree)
    assert ran.code == 0
    assert "chmod 600 profile.yaml" in ran.err
    confidential(tree, 0o600)
    assert "chmod" not in run("brief", cwd=tree).err


def test_146_a_confidential_profile_that_git_tracks(tree: Path) -> None:
    if shutil.which("git") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("git is not installed (tests/servers.txt)")
    confidential(tree, 0o600)
    for command in (["init", "-q"], ["add", "profile.yaml"]):
        subprocess.run(["git", *command], cwd=tree, env=environment(tree), check=True)
    ran = run("brief", cwd=tree)
    assert ran.code == 0
    assert "git rm --cached profile.yaml" in ran.err


# Signals


def test_an_interrupt_and_a_termination_have_their_codes(tree: Path) -> None:
    write(tree)
    for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        process = subprocess.Popen(
            [sys.executable, "-m", "jobnet", "brief", "-p", "-"],
            cwd=tree,
            env=environment(tree),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdin is not None
        # More than a pipe holds: written whole, it is being read, and the rest is waited for.
        process.stdin.write(b"# a comment\n" * 20_000)
        process.stdin.flush()
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out, err) == (code, b"", b"")


def test_json_of_one_letter_is_an_object_and_of_several_an_array(tree: Path) -> None:
    write(tree)
    one = json.loads(run("brief", "-f", "json", cwd=tree).out)
    assert list(one) == ["document", "recipient", "subject", "text", "html", "words", "findings", "items"]
    assert one["recipient"] is None
    assert isinstance(json.loads(run("brief", "--all", "-f", "json", cwd=tree).out), list)
    assert json.loads(run("brief", "--all", "--today", "2026-10-01", "-f", "json", cwd=tree).out) != one


def test_ids_in_json_hold_no_words_of_the_profile(tree: Path) -> None:
    news = {"de": "Harbourside Bakers baut um.", "en": "Some ovens are for sale."}
    write(tree, locale="en-GB", news=[{"date": "2026-10-12", "headline": news}])
    [*items] = json.loads(run("update", "-f", "json", cwd=tree).out)["items"]
    assert {each["kind"] for each in items} >= {"event", "news"}
    assert all(re.fullmatch(r"[a-z]+:[0-9a-f]{24}", each["id"]) for each in items)


def test_files_are_private_enough(tree: Path) -> None:
    write(tree)
    assert run("brief", "-o", "letter.txt", cwd=tree).code == 0
    assert not stat.S_IMODE((tree / "letter.txt").stat().st_mode) & 0o022
