"""`docs/languages.md`: a language is added by the commands of the page; and each built-in one has every situation."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from jobnet.profile.model import Locale
from jobnet.rendering.languages import habits
from jobnet.rendering.templates import ENDING, languages, templates_folder
from tests.program import environment, run

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/languages.md").read_text("utf-8")
BUILT_IN = languages(templates_folder())
PROFILE = """\
name: Nia Pargeter
known_as: Nia
locale: nl-NL
target_titles: [Kwaliteitsmanager]
target_companies: [Havenbakkers]
contacts: [{name: Jan Mes, known_as: Jan, offered_help: {date: 2026-10-01, what: rondvragen}}]
"""


def test_the_page_adds_a_language(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(PROFILE)
    (commands,) = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    env = environment(tmp_path)
    home = Path(env["HOME"])
    home.mkdir()
    env |= {"XDG_CONFIG_HOME": str(home / ".config"), "PYTHONPATH": str(ROOT / "src")}

    jobnet = f'jobnet() {{ {shlex.quote(sys.executable)} -m jobnet "$@"; }}\n'
    ran = subprocess.run(
        ["bash", "-euc", jobnet + commands], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
    )

    letter = (
        "Subject: Kun je me helpen?\n\nJan,\n\nFijn dat je wilt helpen: rondvragen. Ken je iemand bij Havenbakkers?\n"
    )
    assert ran.stdout == f"{letter}\nGroeten,\nNia\n"


def names(language: str) -> set[str]:
    folder = templates_folder() / language
    return {path.name.removesuffix(ENDING) for path in folder.glob(f"[a-z]*{ENDING}")}


@pytest.mark.parametrize("language", BUILT_IN)
def test_every_language_has_every_situation(language: str) -> None:
    assert names("en") <= names(language)


@pytest.mark.parametrize("language", [each for each in BUILT_IN if each != "en"])
def test_no_template_speaks_english(language: str) -> None:
    for path in (templates_folder() / language).glob(f"*{ENDING}"):
        words = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|^Subject:", "", path.read_text("utf-8"), flags=re.DOTALL)
        assert re.findall(r"\b(?:the|and|with|you|my)\b", words, re.IGNORECASE) == [], path.name


@pytest.mark.parametrize("language", [each for each in BUILT_IN if each != "en"])
def test_a_file_in_the_familiar_form_stands_beside_the_polite_one(language: str) -> None:
    form = habits(Locale(language, "")).familiar_form
    every = {path.name.removesuffix(ENDING) for path in (templates_folder() / language).glob(f"*{ENDING}")}
    familiar = {name for name in every if name.endswith(f"-{form}")}

    assert {name.removesuffix(f"-{form}") for name in familiar} <= every


@pytest.mark.parametrize("language", BUILT_IN)
def test_a_subject_stands_on_the_first_line_or_below_it(language: str) -> None:
    for name in names(language):
        first, second = (templates_folder() / language / f"{name}{ENDING}").read_text("utf-8").splitlines()[:2]
        assert first == "Subject:" or second == "", name


@pytest.mark.parametrize("acted", ["", ", acted: 2026-10-02"])
@pytest.mark.parametrize("language", BUILT_IN)
def test_whoever_gave_a_lead_reads_what_the_record_says_they_were_told(
    language: str, acted: str, tmp_path: Path
) -> None:
    (tmp_path / "profile.yaml").write_text(
        f"{{name: Nia, locale: {language}, target_titles: [Bäcker], target_companies: [Tamar],\n"
        "contacts: [{name: Ted, email: ted@example.com, known_as: Ted}],\n"
        "applications: [{company: Fennel, position: Bäcker, applied: 2026-10-07, interview: 2026-10-09}],\n"
        f"referrals: [{{from: Ted, to: Luis, company: Fennel, received: 2026-10-01{acted}}}]}}\n"
    )
    ran = run("update", "--to", "Ted", "--format", "json", cwd=tmp_path)
    assert '"date": "2026-10-09"' in ran.out
    assert re.search(r"\b9", run("update", "--to", "Ted", cwd=tmp_path).out)
