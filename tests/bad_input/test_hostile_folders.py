"""A folder from somebody else: links, pipes and devices where files of ours go lead nowhere and stop nobody."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from tests.program import Ran, listing, run

PROFILE = """\
name: Nia Pargeter
email: nia@example.com
resume: https://example.com/nia/cv
target_titles: [Quality Manager]
target_companies: [Fennel & Rye, Harbourside Bakers]
contacts:
  - {name: Ted Alder, email: ted@example.com, offered_help: 2026-10-01}
applications:
  - {company: Harbourside Bakers, position: Technical Manager, applied: 2026-09-21}
"""
LOG = ("log", "Harbourside", "interview", "--on", "2026-10-06", "--yes")
SECRET = b"export PATH=mine\n"
SORTS = ("a link to what is not there", "a link", "a link to the profile", "a directory", "a FIFO")


@pytest.fixture
def folder(tree: Path) -> Path:
    """The stranger's folder; beside it lies a file of the user's that nothing may touch."""
    (tree / "theirs").mkdir()
    (tree / "mine").mkdir()
    (tree / "mine" / "secret").write_bytes(SECRET)
    (tree / "theirs" / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    return tree / "theirs"


def plant(sort: str, path: Path) -> None:
    """Put something odd under this name."""
    mine = path.parent.parent / "mine"
    if sort == "a directory":
        path.mkdir()
    elif sort == "a FIFO":
        os.mkfifo(path)
    else:
        target = {
            "a link": mine / "secret",
            "a link to a folder": mine,
            "a link to the profile": Path("profile.yaml"),
        }.get(sort, mine / "new")
        path.symlink_to(target)


def everything(folder: Path) -> dict[str, bytes | None]:
    """What is in the stranger's folder and in the user's."""
    return listing(folder) | {f"../mine/{name}": content for name, content in listing(folder.parent / "mine").items()}


def refused(ran: Ran, name: str) -> None:
    assert (ran.code, ran.out) == (73, ""), (ran.out, ran.err)
    assert name in ran.err
    assert "Traceback" not in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("number", [1, 2, 5])
def test_a_backup_that_would_be_no_new_plain_file_stops_the_edit(sort: str, number: int, folder: Path) -> None:
    (folder / "profile.yaml.bak~3").write_bytes(b"an older one")
    plant(sort, folder / f"profile.yaml.bak~{number}")
    before = everything(folder)

    refused(run(*LOG, cwd=folder), f"profile.yaml.bak~{number}")

    assert everything(folder) == before


@pytest.mark.parametrize(
    "command",
    [
        ("add", "contact", "Bea Li"),
        ("set", "contact", "Ted", "phone=0123"),
        ("import", "people.csv", "--apply"),
        ("--", "log", "Harbourside", "rejected", "--yes"),
    ],
)
def test_every_command_that_edits_minds_its_backup(command: tuple[str, ...], folder: Path) -> None:
    (folder / "people.csv").write_text("First Name,Last Name,E-mail Address\nBea,Li,bea@example.com\n")
    plant("a link to what is not there", folder / "profile.yaml.bak~1")
    before = everything(folder)

    ran = run(*(word for word in command if word != "--"), cwd=folder)

    assert (ran.code, "profile.yaml.bak~1" in ran.err) == (73, True), ran.err
    assert everything(folder) == before


def test_a_profile_that_is_a_link_to_itself_is_missing(folder: Path) -> None:
    (folder / "profile.yaml").unlink()
    (folder / "profile.yaml").symlink_to("profile.yaml")

    for command in (LOG, ("undo", "--yes"), ("brief",)):
        ran = run(*command, cwd=folder)
        assert (ran.code, ran.out, "is a loop of symbolic links" in ran.err) == (66, "", True), ran.err


def test_a_profile_that_its_owner_made_a_link_is_edited_where_it_lies(folder: Path) -> None:
    real = folder.parent / "mine" / "nia.yaml"
    (folder / "profile.yaml").rename(real)
    (folder / "profile.yaml").symlink_to(real)

    assert run(*LOG, cwd=folder).code == 0

    assert (folder / "profile.yaml").is_symlink()
    assert "2026-10-06" in real.read_text()
    assert real.with_name("nia.yaml.bak~1").read_text() == PROFILE


OUTPUTS = (
    ("brief", "--to", "Ted", "-o", "out.txt"),
    ("brief", "--to", "Ted", "-f", "eml", "-o", "out.txt"),
    ("preview", "-o", "out.txt"),
    ("export", "contacts", "-o", "out.txt"),
    ("init", "out.txt", "--yes"),
)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("command", OUTPUTS, ids=" ".join)
def test_an_output_is_a_new_file_or_none(command: tuple[str, ...], sort: str, folder: Path) -> None:
    if command[0] == "brief" and sort == "a directory":
        pytest.skip("a folder for the letters")
    plant(sort, folder / "out.txt")
    before = everything(folder)

    ran = run(*command, cwd=folder)

    assert (ran.code, "out.txt" in ran.err, "Traceback" in ran.err) == (73, True, False), ran.err
    assert everything(folder) == before


def test_a_preview_replaces_an_earlier_one_and_nothing_else(folder: Path) -> None:
    for _ in range(2):
        assert run("preview", "-o", "page.html", cwd=folder).code == 0
    (folder / "page.html").write_bytes(b"<!doctype html>\n<p>Mine</p>\n")

    for name in ("page.html", "profile.yaml"):
        refused(run("preview", "-o", name, cwd=folder), f"{name} exists and is no earlier preview")

    assert (folder / "profile.yaml").read_text() == PROFILE
    assert (folder / "page.html").read_bytes() == b"<!doctype html>\n<p>Mine</p>\n"


@pytest.mark.parametrize("output", ["letters", "letters/", "./letters//"])
@pytest.mark.parametrize("all_", [("--all",), ("--to", "Ted")])
@pytest.mark.parametrize("sort", ["a link to a folder", "a link to what is not there"])
def test_letters_are_not_put_behind_a_link(output: str, all_: tuple[str, ...], sort: str, folder: Path) -> None:
    plant(sort, folder / "letters")
    before = everything(folder)

    ran = run("brief", *all_, "-o", output, "--overwrite", cwd=folder)

    assert (ran.code, "letters" in ran.err) == (73, True), ran.err
    assert everything(folder) == before


@pytest.mark.parametrize(
    "command",
    [
        ("brief", "--to", "Ted", "-o", "letters/secret", "--overwrite"),
        ("brief", "--all", "-o", "./letters/new/"),
        ("export", "contacts", "-o", "sub/../letters/new.csv"),
        ("preview", "-o", "letters/secret"),
        ("init", "letters/new.yaml", "--yes"),
        ("demo", "letters/new"),
    ],
    ids=" ".join,
)
def test_no_folder_on_the_way_to_an_output_is_a_link(command: tuple[str, ...], folder: Path) -> None:
    (folder / "sub").mkdir()
    plant("a link to a folder", folder / "letters")
    before = everything(folder)

    ran = run(*command, cwd=folder)

    assert (ran.code, "letters is a symbolic link" in ran.err) == (73, True), ran.err
    assert everything(folder) == before


@pytest.mark.parametrize("sort", ["a link to a folder", "a link to what is not there"])
def test_the_demo_is_not_put_behind_a_link(sort: str, folder: Path) -> None:
    plant(sort, folder / "jobnet-demo")
    before = everything(folder)

    refused(run("demo", cwd=folder), "jobnet-demo")

    assert everything(folder) == before


@pytest.mark.parametrize("sort", ["a link to what is not there", "a link"])
def test_a_template_is_not_copied_through_a_link(sort: str, folder: Path) -> None:
    place = folder / "config" / "jobnet" / "templates" / "en"
    place.mkdir(parents=True)
    (place / "brief.md.j2").symlink_to(folder.parent / "mine" / ("secret" if sort == "a link" else "new"))
    before = everything(folder)

    refused(run("templates", "copy", "brief", cwd=folder, env={"XDG_CONFIG_HOME": str(folder / "config")}), "brief")

    assert everything(folder) == before


# Reading


@pytest.mark.parametrize("index", ["fifo", "/dev/zero", "a directory", "a loop", "none"])
def test_what_git_has_is_looked_up_in_a_plain_file_of_some_size(index: str, folder: Path) -> None:
    (folder / "profile.yaml").write_text(PROFILE + "search: {confidential: yes}\n")
    (folder / "profile.yaml").chmod(0o600)
    (folder / ".git").mkdir()
    place = folder / ".git" / "index"
    if index == "fifo":
        os.mkfifo(place)
    elif index == "a directory":
        place.mkdir()
    elif index != "none":
        place.symlink_to(index if index.startswith("/") else "index")

    ran = run("funnel", cwd=folder, timeout=20)

    assert ran.code == 0, ran.err
    assert "git" not in ran.err


def test_a_profile_that_git_keeps_is_warned_about_in_a_linked_work_tree_too(folder: Path) -> None:
    (folder / "profile.yaml").write_text(PROFILE + "search: {confidential: yes}\n")
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main")
    for command in (
        ("init", "-q"),
        ("add", "profile.yaml"),
        ("commit", "-qm", "x"),
        ("worktree", "add", "-q", "../more"),
    ):
        subprocess.run([*git, *command], cwd=folder, check=True, capture_output=True)

    for place in (folder, folder.parent / "more"):
        assert "git keeps the profile" in run("funnel", cwd=place).err


@pytest.mark.parametrize("sort", ["a FIFO", "/dev/zero", "a directory"])
def test_only_a_plain_file_is_imported(sort: str, folder: Path) -> None:
    place = folder / "people.csv"
    if sort.startswith("/"):
        place.symlink_to(sort)
    else:
        plant(sort, place)

    ran = run("import", "people.csv", cwd=folder, timeout=20)

    assert (ran.code, ran.out) == (66, "")
    assert ran.err == f"jobnet: people.csv: is {'a device' if sort.startswith('/') else sort}, not a file.\n"


@pytest.mark.skipif(not os.access("/proc/kmsg", os.R_OK), reason="no file here would have us wait")
@pytest.mark.parametrize("command", [("import", "/proc/kmsg"), ("check", "-p", "/proc/kmsg")])
def test_a_file_that_has_nothing_yet_is_not_waited_for(command: tuple[str, ...], folder: Path) -> None:
    ran = run(*command, cwd=folder, timeout=20)

    assert (ran.code, ran.out, "/proc/kmsg: is a stream, not a file." in ran.err) == (66, "", True), ran.err


@pytest.mark.parametrize("sort", ["a FIFO", "a directory"])
def test_a_template_that_is_no_plain_file_is_said_to_be_none(sort: str, folder: Path) -> None:
    plant(sort, folder / "own")

    ran = run("brief", "--all", "--template", "own", cwd=folder, timeout=20)

    assert (ran.code, f"(it is {sort}, not a file)" in ran.err) == (66, True), ran.err


# What is printed to be pasted


@pytest.mark.parametrize("name", ["a\n* * * * * touch canary #", "a\rb", "a\x1b[2Jb"])
def test_a_folder_name_adds_no_line_to_a_crontab(name: str, folder: Path) -> None:
    odd = folder / name
    odd.mkdir()
    (odd / "profile.yaml").write_text(PROFILE, encoding="utf-8")

    for ran in (
        run("schedule", cwd=odd),
        run("schedule", "-p", odd / "profile.yaml", cwd=folder),
        run("schedule", cwd=folder, env={"JOBNET_STATE": str(odd)}),
    ):
        assert (ran.code, ran.out, "touch canary #'" in ran.out) == (2, "", False), ran.out
        assert ran.err.count("\n") == 1
        assert "\x1b" not in ran.err


@pytest.mark.parametrize("command", [("init", "--yes"), ("init", "a.yaml", "--yes"), ("demo", "x\ny"), ("preview",)])
def test_where_something_was_written_is_said_on_one_line(command: tuple[str, ...], folder: Path) -> None:
    odd = folder / "a\ny"
    odd.mkdir()

    ran = run(*command, cwd=odd, env={"JOBNET_PROFILE": str(folder / "profile.yaml"), "TMPDIR": str(odd)})

    assert ran.code == 0, ran.err
    assert "\\x0ay" in ran.err
    assert "\ny" not in ran.err


def test_a_profile_of_an_odd_name_is_spoken_of_on_one_line(folder: Path) -> None:
    name = "a\nINJECTED"
    (folder / "profile.yaml").rename(folder / name)
    (folder / f".{name}.swp").touch()

    commands = (
        ["check"], ["set", "contact", "Ted", "phone=1", "--dry-run"], ["set", "contact", "Ted", "phone=1"],
        ["undo", "--dry-run"], ["undo", "--yes"],
    )  # fmt: skip
    for command in commands:
        ran = run(*command, "-p", name, cwd=folder)
        assert (ran.code, "\nINJECTED" in ran.out + ran.err) == (0, False), ran
        assert "\\x0aINJECTED" in ran.out + ran.err


def test_a_suggested_command_is_quoted_for_the_shell(folder: Path) -> None:
    text = PROFILE.replace("Harbourside Bakers, position", "'Bakers $(touch canary)', position")
    (folder / "profile.yaml").write_text(text, encoding="utf-8")

    ran = run("set", "company", "Bakers touch canary", "tier=A", cwd=folder)

    assert (ran.code, "jobnet add company 'Bakers $(touch canary)'" in ran.err) == (2, True), ran.err


@pytest.mark.parametrize("marks", ["[", "<", "x\u0301"])
def test_a_sentence_of_marks_keeps_nobody_waiting(marks: str, folder: Path) -> None:
    """Every rule goes through a sentence, some of them over and over: there is a limit, as a name has one."""
    (folder / "profile.yaml").write_text(f"{PROFILE}summary: {json.dumps(marks * 300_000)}\n", encoding="utf-8")

    ran = run("brief", "--to", "Ted", cwd=folder, timeout=30)

    assert (ran.code, ran.out) == (65, "")
    assert "characters; the limit is 5000. Shorten it." in ran.err


def test_a_sentence_shows_its_reader_the_words_that_stand_there(folder: Path) -> None:
    (folder / "profile.yaml").write_text(f"{PROFILE}summary: Ask me for \u202eslairt\u202c.\n", encoding="utf-8")

    ran = run("brief", "--to", "Ted", cwd=folder)

    assert (ran.code, ran.out) == (65, "")
    assert "summary: an invisible character U+202E (right-to-left override) in the text." in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{{" * 150_000, "takes more than 10 seconds"),
        ("[" * 300_000, "The letter asks nothing."),
        ("{{ 'a' * 1000000 * 1500 }}", "takes too much memory"),
        ("{{ 'a' | center(1500000000) }}", "takes too much memory"),
    ],
    ids=["braces", "brackets", "a text times a number", "a wide text"],
)
def test_a_template_takes_neither_all_time_nor_all_memory(words: str, said: str, folder: Path) -> None:
    (folder / "a.md.j2").write_text(f"Subject: x\n\n{words}\n", encoding="utf-8")

    ran = run("brief", "--to", "Ted", "--template", "a.md.j2", cwd=folder)

    assert ran.code == 65
    assert said in ran.err
