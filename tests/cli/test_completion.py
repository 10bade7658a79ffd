"""TAB completes people and companies from the profile: asked by a real bash, in its own words."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.program import environment, put_command

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """\
name: Nia Pargeter
target_titles: [Quality Manager]
target_companies: [Fennel & Rye, Harbourside Bakers]
contacts:
  - {name: Ing. José Muñoz, email: jose@example.com}
  - {name: Ted Alder, known_as: Ted}
  - {name: Kim Lee, id: kim-lab}
  - {name: Kim Lee, id: kim-sales}
applications:
  - {company: O'Neill Dairy, position: Quality Manager, interview: {date: 2026-10-06, with: Ruth Abernathy}}
referrals:
  - {from: Ted Alder, to: Luis Ruiz, received: 2026-10-05}
"""
OTHER = "name: Dana Whitlock\ntarget_companies: [Linden Library]\ncontacts: [Marcus Bell]\n"
PEOPLE = ["Ing.\\ José\\ Muñoz", "Ted\\ Alder", "kim-lab", "kim-sales"]
COMPANIES = ["Fennel\\ \\&\\ Rye", "Harbourside\\ Bakers", "O\\'Neill\\ Dairy"]
BASH = shutil.which("bash")
needs_bash = pytest.mark.skipif(BASH is None, reason="no bash on this machine")


@pytest.fixture
def session(tree: Path) -> Path:
    (tree / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    (tree / "other.yaml").write_text(OTHER, encoding="utf-8")
    (tree / "broken.yaml").write_text("name: [\n", encoding="utf-8")
    put_command(tree)
    return tree


def completed(line: str, cwd: Path, env: dict[str, str] | None = None) -> list[str]:
    """What bash would offer at the end of this line, its words already parted as bash does."""
    words = line.split("|")
    script = """
source <(_JOBNET_COMPLETE=source_bash jobnet)
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_jobnet_completion jobnet
for word in "${COMPREPLY[@]}"; do printf '%s\\n' "$word"; done
"""
    around = environment(cwd, env)
    done = subprocess.run(
        [BASH or "bash", "--norc", "-c", script, "bash", *words],
        cwd=cwd,
        env=around | {"PATH": f"{cwd / 'bin'}:{around['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stderr == ""
    return [word for word in done.stdout.splitlines() if word]


@needs_bash
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("jobnet|ru", ["runnerup"]),
        ("jobnet|runnerup|--part", ["--particular"]),
        ("jobnet|add|co", ["contact", "company"]),
        ("jobnet|brief|--to|", PEOPLE),
        ("jobnet|brief|--to|jose", PEOPLE[:1]),
        ("jobnet|brief|--to|Ted\\ A", ["Ted\\ Alder"]),
        ('jobnet|brief|--to|"ted', ["Ted Alder"]),
        ("jobnet|brief|--to|x", []),
        ("jobnet|history|--to|T", ["Ted\\ Alder"]),
        ("jobnet|runnerup|--to|R", ["Ruth\\ Abernathy"]),
        ("jobnet|brief|--to|R", []),
        ("jobnet|runnerup|--company|", COMPANIES),
        ("jobnet|touch|--company|rye", COMPANIES[:1]),
        ("jobnet|history|--company|har", COMPANIES[1:2]),
        ("jobnet|who|o", COMPANIES[2:]),
        ("jobnet|log|", COMPANIES),
        ("jobnet|log|Harbourside|inter", ["interested", "interview"]),
        ("jobnet|set|co", ["contact", "company"]),
        ("jobnet|set|contact|kim", PEOPLE[2:]),
        ("jobnet|set|company|f", COMPANIES[:1]),
        ("jobnet|set|referral|", ["Luis\\ Ruiz"]),
        ("jobnet|brief|-p|other.yaml|--to|", ["Marcus\\ Bell"]),
        ("jobnet|log|--profile|other.yaml|", ["Linden\\ Library"]),
        ("jobnet|brief|-p|broken.yaml|--to|", []),
        ("jobnet|brief|-p|none.yaml|--to|", []),
        ("jobnet|brief|-p|-|--to|", []),
    ],
)
def test_tab_offers(line: str, offered: list[str], session: Path) -> None:
    assert completed(line, session) == offered


@needs_bash
def test_the_profile_may_be_named_by_the_environment(session: Path) -> None:
    assert completed("jobnet|brief|--to|", session, {"JOBNET_PROFILE": "other.yaml"}) == ["Marcus\\ Bell"]


@pytest.mark.parametrize(
    ("shell", "answer"),
    [
        ("zsh", "_arguments '*: :((\"Ing. José Muñoz\"))'"),
        ("fish", "Ing. José Muñoz"),
        ("powershell", "'Ing. José Muñoz'::: "),
    ],
)
def test_other_shells_get_a_name_as_they_want_it(shell: str, answer: str, session: Path) -> None:
    asked = {
        "_JOBNET_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": "jobnet brief --to jos",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": "jos",
    }
    done = subprocess.run(
        [sys.executable, "-m", "jobnet"], cwd=session, env=environment(session, asked), capture_output=True, check=True
    )
    assert (done.stdout.decode().rstrip("\n"), done.stderr) == (answer, b"")


def test_without_tab_nothing_of_completion_is_imported(session: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "jobnet", "brief", "--to", "Ted"]
    done = subprocess.run(command, cwd=session, env=environment(session), capture_output=True, text=True, check=True)

    modules = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert {"jobnet.cli.session", "jobnet.cli.completion"} & modules == {"jobnet.cli.session"}
