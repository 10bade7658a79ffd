"""`--line` and `--edit`: a letter in the user's own words, or polished by a program of theirs, is checked like any other."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import run_on_terminal
from tests.program import run

if TYPE_CHECKING:
    from tests.program import Ran

PROFILE = """\
name: Nia Pargeter
email: nia@example.com
locale: en-GB
target_titles: [Quality Manager]
target_companies: [Harbourside Bakers, '[24]7.ai']
applications:
  - {company: Quillfeather Mills, position: Auditor, disclosure: private, applied: 2026-10-01}
contacts:
  - name: Ted Alder
    known_as: Ted
    email: ted@example.com
    relationship: colleague
    offered_help: {date: 2026-10-10, what: ask around}
    opening: Congratulations on the new flat!
  - name: Una Quist
    known_as: Una
    email: una@example.com
    relationship: colleague
    offered_help: 2026-10-11
"""
LINE = "The photographs of your garden made my week."
POLISH = "text.replace('Best', 'All the best').replace('Hi Ted', 'Hello Ted')"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "search"
    folder.mkdir()
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    return folder


def edited(folder: Path, change: str, *options: str, code: int = 0) -> Ran:
    """A brief to Ted, edited by a program that makes this of the letter's `text`."""
    program = folder / "polish.py"
    program.write_text(
        "import json, os, pathlib, stat, sys\n"
        "path = pathlib.Path(sys.argv[-1])\n"
        "assert stat.S_IMODE(path.stat().st_mode) == 0o600\n"
        "facts = json.loads(pathlib.Path(os.environ['JOBNET_FACTS']).read_text('utf-8'))\n"
        "text = path.read_text('utf-8')\n"
        "pathlib.Path('edited.json').write_text(json.dumps({'path': str(path), 'text': text, 'facts': facts}))\n"
        f"path.write_text({change}, 'utf-8')\n"
        f"sys.exit({code})\n",
        encoding="utf-8",
    )
    config = folder / "config.yaml"
    config.write_text(json.dumps({"edit_command": [sys.executable, str(program)]}), encoding="utf-8")
    options = options or ("--to", "Ted")
    return run("brief", "--edit", *options, cwd=folder, env={"JOBNET_CONFIG": str(config)})


def test_a_line_stands_where_the_opening_stands_and_the_opening_waits(folder: Path) -> None:
    ran = run("brief", "--to", "Ted", "--line", LINE, cwd=folder)
    assert ran.code == 0, ran.err
    assert LINE in ran.out
    assert "new flat" not in ran.out

    assert run("brief", "--to", "Ted", "--line", LINE, "--mark-sent", "--yes", cwd=folder).code == 0
    assert "new flat" in run("brief", "--to", "Ted", "--again", cwd=folder).out


def test_a_line_stands_in_every_form(folder: Path) -> None:
    letter = json.loads(run("brief", "--to", "Una", "--line", LINE, "--format", "json", cwd=folder).out)
    assert LINE in " ".join(letter["text"].split())
    assert LINE in letter["html"]


def test_a_line_is_a_whole_sentence_to_one_reader(folder: Path) -> None:
    fragment = run("brief", "--to", "Ted", "--line", "the garden", cwd=folder)
    assert (fragment.code, fragment.out) == (2, "")
    assert "is no whole sentence" in fragment.err
    assert run("brief", "--all", "--line", LINE, cwd=folder).code == 2
    assert run("pitch", "--line", LINE, cwd=folder).code == 2


def test_a_letter_without_a_place_for_a_line_says_so(folder: Path) -> None:
    ran = run("brief", "--line", LINE, cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert "has no place for a line of your own" in ran.err


def test_a_line_names_no_company_that_its_reader_may_not_know(folder: Path) -> None:
    ran = run("brief", "--to", "Ted", "--line", "I had a day at Quillfeather Mills last week.", cwd=folder)
    assert (ran.code, ran.out) == (65, "")
    assert "PRIV-01" in ran.err


def test_on_a_terminal_the_line_is_asked_for_once(folder: Path) -> None:
    asked = run_on_terminal("brief", "--to", "Una", cwd=folder, typed=f"{LINE}\n")
    assert asked.out.count("Anything you'd like to say to Una first?") == 1
    assert asked.out.count(LINE) == 2  # as typed, and in the letter
    for silent in ("--no-ask", "--quiet", "--yes"):
        assert "Anything" not in run_on_terminal("brief", "--to", "Una", silent, cwd=folder).out


def test_a_letter_that_was_only_smoothed_goes_as_it_came_back(folder: Path) -> None:
    ran = edited(folder, POLISH, "--to", "Ted", "--format", "json")
    assert (ran.code, ran.err.count("neither your profile")) == (0, 0), ran.err
    letter, seen = json.loads(ran.out), json.loads((folder / "edited.json").read_text())
    assert letter["text"].startswith("Hello Ted")
    assert "Hello Ted" in letter["html"]
    assert seen["text"].startswith(f"Subject: {letter['subject']}\n\nHi Ted")
    assert seen["facts"]["offered_what"] == "ask around"
    assert "Quillfeather" not in json.dumps(seen["facts"])


def test_markdown_and_addresses_of_an_edited_letter_are_text_and_links(folder: Path) -> None:
    more = "'\\n\\n# *no* heading & no_link_: https://example.com/a_b_c\\n'"
    ran = edited(folder, f"text + {more}", "--to", "Ted", "--format", "json", "--force")
    assert ran.code == 0, ran.err
    html = json.loads(ran.out)["html"]
    assert "# *no* heading &amp; no_link_" in html
    assert '<a href="https://example.com/a_b_c"' in html
    assert "https://example.com/a_b_c" in ran.err


@pytest.mark.parametrize(
    ("invention", "listed"),
    [
        ("I spoke with Anna Berg about it.", "Anna Berg"),
        ("The talk was on 3 November.", "3 November"),
        ("We could talk on Tuesday.", "Tuesday"),
        ("I led a team of 42 there.", "42"),
        ("I led a team of seventeen there.", "seventeen"),
    ],
)
def test_what_an_editor_invents_is_listed_and_refused_with_yes(folder: Path, invention: str, listed: str) -> None:
    change = f"text + '\\n\\n{invention}\\n'"
    ran = edited(folder, change)
    assert ran.code == 0
    assert invention in ran.out
    assert f"neither your profile nor the letter as it was written has: {listed}." in ran.err
    refused = edited(folder, change, "--to", "Ted", "--yes")
    assert (refused.code, refused.out) == (65, "")
    assert listed in refused.err
    assert edited(folder, change, "--to", "Ted", "--yes", "--force").code == 0


def test_an_edited_letter_with_a_private_company_or_a_placeholder_is_refused(folder: Path) -> None:
    leak = edited(folder, "text + '\\n\\nQuillfeather Mills is interested.\\n'", "--to", "Ted", "--force")
    assert (leak.code, leak.out) == (65, "")
    assert "PRIV-01" in leak.err
    slot = edited(folder, "text + '\\n\\nGreetings to [NAME].\\n'")
    assert (slot.code, slot.out) == (65, "")
    assert "GEN-01" in slot.err


def test_an_emptied_letter_is_skipped_and_the_others_are_printed(folder: Path) -> None:
    ran = edited(folder, "'' if 'Ted' in text else text", "--to", "Ted", "--to", "Una")
    assert ran.code == 0
    assert "Ted Alder: the letter was emptied, so it is skipped" in ran.err
    assert "Hi Una" in ran.out
    assert "Hi Ted" not in ran.out


def test_an_editor_that_fails_changes_nothing(folder: Path) -> None:
    failed = edited(folder, "'nothing'", "--to", "Ted", "-o", "letter.txt", code=3)
    assert failed.code == 69
    assert "ended with status 3" in failed.err
    assert not (folder / "letter.txt").exists()
    assert not Path(json.loads((folder / "edited.json").read_text())["path"]).parent.exists()

    missing = run_on_terminal("brief", "--to", "Ted", "--edit", cwd=folder, env={"EDITOR": "no-such-editor"})
    assert missing.code == 69
    assert "no-such-editor cannot be started" in missing.out

    half = run_on_terminal("brief", "--to", "Ted", "--edit", "--no-ask", cwd=folder, env={"EDITOR": "vi 'x"})
    assert "jobnet: $EDITOR has a quote that is not closed." in half.out


def test_an_editor_needs_a_terminal(folder: Path) -> None:
    ran = run("brief", "--to", "Ted", "--edit", cwd=folder, env={"EDITOR": "true"})
    assert (ran.code, ran.out) == (2, "")
    assert "edit_command" in ran.err


REST = """\
name: Nia Pargeter
email: nia@example.com
locale: en-GB
target_titles: [Quality Manager]
applications:
  - company: Harbourside Bakers
    position: Technical Manager
    hiring_manager: {name: Ruth Abernathy, honorific: Ms, family: Abernathy, email: ruth@example.com}
    interview: {date: 2026-09-14, with: [Ruth Abernathy, Luis Ruiz]}
    impression: [The walk along the gluten-free line stays with me., So does the rule about the batch.]
    rejected: 2026-09-20
news:
  - {headline: The bakers' fair in Bristol opens to visitors next spring., date: 2026-10-10, for: Ted Alder}
contacts:
  - {name: Ted Alder, known_as: Ted, email: ted@example.com, relationship: colleague, updates: on}
referrals:
  - {from: Ted Alder, to: Moira Keane, company: Kestrel Foods, acted: 2026-10-05}
"""


@pytest.mark.parametrize(
    "command",
    [
        ("update", "--to", "Ted", "--since", "all"),
        ("tip", "--to", "Ted"),
        ("thanks", "--to", "Ted"),
        ("touch", "--company", "Harbourside", "--reason", "I saw that your new line has started."),
        ("runnerup", "--company", "Harbourside"),
    ],
)
def test_every_letter_has_a_place_for_a_line(folder: Path, command: tuple[str, ...]) -> None:
    (folder / "profile.yaml").write_text(REST, encoding="utf-8")
    ran = run(*command, "--line", LINE, "--force", cwd=folder)
    assert ran.code == 0, ran.err
    assert LINE in " ".join(ran.out.split())


def test_what_an_edited_letter_tells_is_recorded_and_its_words_are_sent(folder: Path) -> None:
    send = ("--to", "Ted", "--send", "--via", "folder", "--yes")
    change = POLISH
    (folder / "out").mkdir()
    program = edited(folder, change)
    assert program.code == 0
    config = folder / "config.yaml"
    config.write_text(json.dumps(json.loads(config.read_text()) | {"folder": {"path": "out"}}), encoding="utf-8")
    ran = run("brief", "--edit", *send, cwd=folder, env={"JOBNET_CONFIG": str(config)})
    assert ran.code == 0, ran.err
    [message] = (folder / "out").rglob("*.eml")
    assert message.read_text("utf-8").count("Hello Ted") == 2
    assert "Ted Alder" in run("history", "--to", "Ted", cwd=folder).out


TELLS = (
    PROFILE.replace("disclosure: private, ", "").replace("date: 2026-10-10", "date: 2026-09-20")
    + """\
news: [2026-10-12 Harbour Street has a community bakery again.]
"""
)
DROPPED = """'\\n\\n'.join(each for each in text.split('\\n\\n') if {word!r} not in each)"""


@pytest.mark.parametrize(
    ("change", "untold"),
    [
        (DROPPED.format(word="community"), "community bakery"),
        (DROPPED.format(word="Quillfeather"), "Quillfeather"),
        ("text.replace('has a community bakery again', 'sees its community bakery open again')", ""),
    ],
    ids=["news", "application", "other words"],
)
def test_what_is_taken_out_does_not_count_as_told(folder: Path, change: str, untold: str) -> None:
    (folder / "profile.yaml").write_text(TELLS, encoding="utf-8")
    edited(folder, change)  # the program, and the brief
    config = {**json.loads((folder / "config.yaml").read_text()), "transport": "folder", "folder": {"path": "out"}}
    (folder / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
    env = {"JOBNET_CONFIG": str(folder / "config.yaml")}

    ran = run("update", "--edit", "--to", "Ted", "--send", "--yes", cwd=folder, env=env)

    assert ran.code == 0, ran.err
    assert ("will not count as told" in ran.err, untold in ran.err) == (bool(untold), True)
    told = run("history", "--to", "Ted", cwd=folder).out
    assert all((each in told) is (each != untold) for each in ("community bakery", "Quillfeather")), told
    later = " ".join(run("update", "--to", "Ted", cwd=folder, today="2026-11-20").out.split())
    assert all((each in later) is (each == untold) for each in ("community bakery", "Quillfeather")), later
