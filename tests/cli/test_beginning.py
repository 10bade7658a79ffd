"""The first five minutes: init, check, brief, demo, and jobnet by itself; from anywhere, in any environment."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml

from tests.cli.terminal import run_on_terminal
from tests.program import environment, listing, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "env", [{}, {"LANG": "C", "LC_ALL": "C"}, {"HOME": ""}, {"PATH": "/usr/bin:/bin"}, {"XDG_CONFIG_HOME": "relative"}]
)
def test_init_check_brief(env: dict[str, str], tree: Path) -> None:
    made = run("init", "me.yaml", "--yes", cwd=tree, env=env)
    assert (made.code, made.out) == (0, "")
    assert str(tree / "me.yaml") in made.err
    assert "jobnet check -p me.yaml" in made.err
    checked = run("check", "-p", "me.yaml", cwd=tree, env=env)
    assert (checked.code, [line for line in checked.out.splitlines() if ": error: " in line]) == (0, [])
    brief = run("brief", "-p", "me.yaml", cwd=tree, env=env)
    assert brief.code == 0
    assert brief.out.startswith("Subject: ")


def test_the_three_without_a_home_at_all(tree: Path) -> None:
    env = {
        name: value
        for name, value in environment(tree).items()
        if name not in {"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"}
    }
    for arguments in (["init", "me.yaml", "--yes"], ["check", "-p", "me.yaml"], ["brief", "-p", "me.yaml"]):
        done = subprocess.run(
            [sys.executable, "-m", "jobnet", *arguments], cwd=tree, env=env, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr


def test_the_three_from_another_folder(tree: Path) -> None:
    elsewhere = tree / "some where else"
    elsewhere.mkdir()
    file = tree / "me too.yaml"
    assert run("init", file, "--yes", cwd=elsewhere).code == 0
    assert run("check", "-p", file, cwd=elsewhere).code == 0
    assert run("brief", "-p", file, cwd=elsewhere).code == 0
    assert list(elsewhere.iterdir()) == []


def test_the_profile_through_a_pipe(tree: Path) -> None:
    run("init", "me.yaml", "--yes", cwd=tree)
    text = (tree / "me.yaml").read_bytes()
    piped = run("brief", "-p", "-", cwd=tree, stdin=text)
    assert (piped.code, piped.out) == (0, run("brief", "-p", "me.yaml", cwd=tree).out)
    assert run("check", "-p", "-", cwd=tree, stdin=text).code == 0


def test_init_never_overwrites(tree: Path) -> None:
    (tree / "profile.yaml").write_text("mine")
    before = listing(tree)
    ran = run("init", "--yes", cwd=tree)
    assert (ran.code, ran.out) == (73, "")
    assert "profile.yaml: exists already" in ran.err
    assert listing(tree) == before


def test_the_first_screen_has_at_most_eight_keys(tree: Path) -> None:
    run("init", "--yes", cwd=tree)
    first_screen = "\n".join((tree / "profile.yaml").read_text().splitlines()[:24])
    keys = set(re.findall(r"(?:^|[{,] ?)(\w+):(?= |$)", re.sub(r"#.*", "", first_screen), re.MULTILINE))
    assert len(keys) <= 8, keys


def test_a_fresh_profile_passes_the_strict_check(tree: Path) -> None:
    assert run("init", "me.yaml", "--yes", cwd=tree).code == 0
    checked = run("check", "-p", "me.yaml", "--strict", cwd=tree)
    assert checked.code == 0, checked.err


def test_everything_that_the_starter_comments_out_is_valid_too(tree: Path) -> None:
    run("init", "--yes", cwd=tree)
    path = tree / "profile.yaml"
    head, _, tail = path.read_text().partition("Everything below is for later.")
    path.write_text(
        head + "\n" + re.sub(r"(?m)^# ?(?=\s*(?:locale|applications|news|-|\w+:))", "", tail.partition("\n")[2])
    )
    assert "applications" in yaml.safe_load(path.read_text())
    assert run("check", "--today", "2026-02-25", cwd=tree).code == 0


def test_nothing_is_sent_in_the_name_of_the_invented_person(tree: Path) -> None:
    run("init", "--yes", cwd=tree)
    before = listing(tree)
    for how in ("--send", "--mark-sent"):
        ran = run("brief", "--all", how, "--yes", cwd=tree)
        assert (ran.code, ran.out) == (65, "")
        assert "invented person" in ran.err
    assert listing(tree) == before


def test_init_asks_at_most_ten_plain_questions(tree: Path) -> None:
    answers = ("", "Nia Pargeter", "Quality Manager, Baker", "Fennel & Rye, No", "Bea Li", "nia@example.com", "")
    typed = "\n".join((*answers, "I bake: daily #1.", "en-gb", "bea@example.com", "today", ""))
    ran = run_on_terminal("init", cwd=tree, typed=typed)
    assert ran.code == 0, ran.out
    assert 3 <= len(re.findall(r"[:?] ", ran.out)) <= 20
    profile = yaml.load((tree / "profile.yaml").read_text(), yaml.BaseLoader)
    assert profile == {
        "name": "Nia Pargeter",
        "email": "nia@example.com",
        "resume": "",
        "summary": "I bake: daily #1.",
        "target_titles": ["Quality Manager", "Baker"],
        "target_companies": ["Fennel & Rye", "No"],
        "contacts": [{"name": "Bea Li", "email": "bea@example.com", "offered_help": "2026-10-15"}],
        "locale": "en-GB",
    }
    assert run("check", cwd=tree).code == 0


def test_jobnet_by_itself_says_how_to_begin(tree: Path) -> None:
    ran = run(cwd=tree)
    assert (ran.code, ran.err) == (0, "")
    assert [line.split()[:2] for line in ran.out.splitlines()] == [
        ["jobnet", "init"],
        ["jobnet", "brief"],
        ["jobnet", "demo"],
    ]


def test_jobnet_by_itself_shows_three_things_due(tree: Path) -> None:
    helpers = ", ".join(
        f"{{name: Helper {n}, email: h{n}@example.com, offered_help: 2026-10-0{n}}}" for n in range(1, 6)
    )
    (tree / "profile.yaml").write_text(
        f"name: Nia Pargeter\ntarget_titles: [Baker]\ntarget_companies: [Fennel]\ncontacts: [{helpers}]\n"
    )
    ran = run(cwd=tree)
    assert ran.code == 0
    assert ran.out.count("jobnet brief --to") == 3
    assert ran.err == "jobnet: and 2 more: jobnet next\n"


def test_demo_writes_a_profile_and_three_letters_and_prints_them(tree: Path) -> None:
    ran = run("demo", cwd=tree, today=None)
    assert ran.code == 0
    files = {path.name: path.read_text("utf-8") for path in (tree / "jobnet-demo").iterdir()}
    letters = [text for name, text in sorted(files.items()) if name != "profile.yaml"]
    assert [name.split("-")[0] for name in sorted(files)] == ["brief", "profile.yaml", "runnerup", "update"]
    assert sorted(ran.out.split("\f\n")) == sorted(letters)
    assert run("demo", cwd=tree).code == 0  # the same again is no obstacle
    (tree / "jobnet-demo" / "profile.yaml").write_text("mine")
    again = run("demo", cwd=tree)
    assert (again.code, again.out) == (73, "")
    assert (tree / "jobnet-demo" / "profile.yaml").read_text() == "mine"


def test_check_says_mistakes_as_json_too(tree: Path) -> None:
    (tree / "profile.yaml").write_text("name: Nia\nemial: nia@example.com\n")
    ran = run("check", "--format", "json", cwd=tree)
    assert ran.code == 65
    (mistake,) = json.loads(ran.out)
    assert list(mistake) == ["rule", "severity", "message", "place", "document", "recipient"]
    assert (mistake["rule"], mistake["severity"]) == ("profile", "error")
    assert mistake["place"] == {"file": "profile.yaml", "line": 2, "column": 1, "path": "emial"}


def test_check_strict_objects_to_more_than_hints(tree: Path) -> None:
    (tree / "profile.yaml").write_text("name: Nia\ntarget_titles: [Baker]\ntarget_companies: [Fennel]\n")
    found = json.loads(run("check", "-f", "json", cwd=tree).out)
    assert any(each["severity"] == "warning" for each in found)  # there is no résumé
    assert run("check", cwd=tree).code == 0
    assert run("check", "--strict", cwd=tree).code == 65


def test_the_schema_takes_what_the_program_takes(tree: Path) -> None:
    run("init", "--yes", cwd=tree)
    schema = json.loads(run("schema", cwd=tree).out)
    profile = yaml.load((tree / "profile.yaml").read_text(), yaml.BaseLoader)
    jsonschema.validate(profile, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(profile | {"emial": "x"}, schema)


def test_a_copied_template_is_used_before_the_built_in_one(tree: Path) -> None:
    run("init", "--yes", cwd=tree)
    assert run("templates", "copy", "brief-general", cwd=tree).code == 0
    assert run("templates", "copy", "brief-general", cwd=tree).code == 73
    copied = tree.parent / f".home-{tree.name}" / "config" / "jobnet" / "templates" / "en" / "brief-general.md.j2"
    assert copied.read_text() == run("templates", "show", "brief-general", cwd=tree).out
    assert str(copied) in run("templates", "list", cwd=tree).out
    copied.write_text("Subject: Mine\n\nWho do you know at Northgate?\n")
    assert run("brief", cwd=tree).out == "Subject: Mine\n\nWho do you know at Northgate?\n"


def test_every_command_of_the_help_has_help_of_its_own_with_an_example(tree: Path) -> None:
    listed = re.findall(r"(?m)^  ([a-z]+)  +[A-Z]", run("--help", cwd=tree).out)
    assert len(listed) >= 29
    for command in listed:
        ran = run(command, "--help", cwd=tree)
        assert ran.code == 0, (command, ran.err)
        assert "Example: jobnet " in ran.out, command


def test_version(tree: Path) -> None:
    assert run("--version", cwd=tree).out == "jobnet 0.1.0\n"


def test_completion_offers_commands_and_options(tree: Path) -> None:
    env = {"_JOBNET_COMPLETE": "complete_bash", "COMP_WORDS": "jobnet br", "COMP_CWORD": "1"}
    assert run(cwd=tree, env=env).out.split() == ["brief"]
    env = {"_JOBNET_COMPLETE": "complete_bash", "COMP_WORDS": "jobnet brief --mark", "COMP_CWORD": "2"}
    assert run(cwd=tree, env=env).out.split() == ["--mark-sent"]
    named = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}  # else it looks for a shell among its parents
    assert "_JOBNET_COMPLETE" in run("--show-completion", "bash", cwd=tree, env=named).out
