"""Start-up is a feature: the exact modules that printing a brief may import."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import environment

ROOT = Path(__file__).parents[2]
PROFILE = """\
name: Nia Pargeter
email: nia@example.com
resume: https://example.com/nia/cv
target_titles: [Quality Manager]
target_companies: [Fennel & Rye]
contacts:
  - {name: Bea Li, email: bea@example.com, offered_help: 2026-10-02}
"""

FOREIGN = {"annotated_doc", "jinja2", "markupsafe", "shellingham", "typer", "yaml"}
NEVER = {
    "asyncio",
    "babel",
    "cmarkgfm",
    "ctypes",
    "email",
    "filelock",
    "http",
    "importlib.metadata",
    "multiprocessing",
    "platformdirs",
    "pydantic",
    "rich",
    "smtplib",
    "sqlite3",
    "ssl",
    "xml",
}
BRIEF = {
    "jobnet",
    "jobnet.__main__",
    "jobnet.cli",
    "jobnet.cli.brief",
    "jobnet.cli.concerns",
    "jobnet.cli.console",
    "jobnet.cli.folders",
    "jobnet.cli.letter_run",
    "jobnet.cli.load_profile",
    "jobnet.cli.options",
    "jobnet.cli.output",
    "jobnet.cli.profile_file",
    "jobnet.cli.session",
    "jobnet.cli.spread",
    "jobnet.documents",
    "jobnet.documents.brief",
    "jobnet.documents.brief.answers",
    "jobnet.documents.brief.askable",
    "jobnet.documents.brief.companies",
    "jobnet.documents.brief.context",
    "jobnet.documents.brief.enclosed",
    "jobnet.documents.brief.search",
    "jobnet.documents.brief.situations",
    "jobnet.errors",
    "jobnet.facts",
    "jobnet.facts.calendar",
    "jobnet.facts.company_standing",
    "jobnet.facts.dealings",
    "jobnet.facts.disclosure",
    "jobnet.facts.employer",
    "jobnet.facts.history",
    "jobnet.facts.items",
    "jobnet.facts.levels",
    "jobnet.facts.offers",
    "jobnet.facts.openings",
    "jobnet.facts.people",
    "jobnet.facts.progress",
    "jobnet.facts.readers",
    "jobnet.facts.referrals",
    "jobnet.facts.since",
    "jobnet.facts.snapshot",
    "jobnet.facts.third_person",
    "jobnet.facts.ties",
    "jobnet.files",
    "jobnet.frozen",
    "jobnet.letters",
    "jobnet.patterns",
    "jobnet.profile",
    "jobnet.profile.addresses",
    "jobnet.profile.dates",
    "jobnet.profile.domains",
    "jobnet.profile.emitting",
    "jobnet.profile.employer",
    "jobnet.profile.field_types",
    "jobnet.profile.mailable",
    "jobnet.profile.model",
    "jobnet.profile.names",
    "jobnet.profile.reading",
    "jobnet.profile.records",
    "jobnet.profile.sentences",
    "jobnet.recipients",
    "jobnet.rendering",
    "jobnet.rendering.contractions",
    "jobnet.rendering.environment",
    "jobnet.rendering.errors",
    "jobnet.rendering.filters",
    "jobnet.rendering.frame",
    "jobnet.rendering.layout",
    "jobnet.rendering.letter",
    "jobnet.rendering.limits",
    "jobnet.rendering.locales",
    "jobnet.rendering.mistakes",
    "jobnet.rendering.plain",
    "jobnet.rendering.prose",
    "jobnet.rendering.rendering",
    "jobnet.rendering.template_lines",
    "jobnet.rendering.templates",
    "jobnet.rendering.values",
    "jobnet.rendering.wrapping",
    "jobnet.review",
    "jobnet.review.brief",
    "jobnet.review.catalogue",
    "jobnet.review.finding",
    "jobnet.review.form",
    "jobnet.review.landed",
    "jobnet.review.leaks",
    "jobnet.review.leaks.index",
    "jobnet.review.leaks.knowledge",
    "jobnet.review.leaks.scan",
    "jobnet.review.names",
    "jobnet.review.pitch",
    "jobnet.review.privacy",
    "jobnet.review.prose",
    "jobnet.review.runnerup",
    "jobnet.review.seeker",
    "jobnet.review.thanks",
    "jobnet.review.tip",
    "jobnet.review.touch",
    "jobnet.review.under_review",
    "jobnet.review.update",
    "jobnet.review.wording",
    "jobnet.review.words",
    "jobnet.yamltext",
    "jobnet.yamltext.events",
    "jobnet.yamltext.nearest",
    "jobnet.yamltext.nodes",
    "jobnet.yamltext.parsing",
    "jobnet.yamltext.schema",
}


_RUN = """
import sys
from jobnet.__main__ import main
try:
    main(sys.argv[1:])
finally:
    sys.stderr.write("\\n".join(["", "modules:", *sys.modules]))
"""


def imported(*arguments: str, cwd: Path) -> set[str]:
    """Every module that this command line imports."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *arguments],
        cwd=cwd,
        env=environment(cwd),
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.partition("modules:\n")[2].split("\n"))


def within(modules: set[str], packages: set[str]) -> set[str]:
    return {name for name in modules for package in packages if name == package or name.startswith(f"{package}.")}


@pytest.mark.parametrize(
    "arguments", [("brief",), ("brief", "--to", "Bea Li"), ("update",), ("--help",), ("--version",)]
)
def test_nothing_heavy_is_imported(arguments: tuple[str, ...], tree: Path) -> None:
    (tree / "profile.yaml").write_text(PROFILE)
    assert within(imported(*arguments, cwd=tree), NEVER) == set()


def test_a_brief_imports_these_modules_of_ours_and_no_other(tree: Path) -> None:
    (tree / "profile.yaml").write_text(PROFILE)
    modules = imported("brief", cwd=tree)
    assert {name for name in modules if name.startswith("jobnet")} == BRIEF


def test_a_brief_imports_these_packages_of_others_and_no_other(tree: Path) -> None:
    (tree / "profile.yaml").write_text(PROFILE)
    modules = imported("brief", cwd=tree)
    standard = sys.stdlib_module_names | {
        "jobnet",
        "_distutils_hack",
        "sitecustomize",
        "__editable__",
        "cython_runtime",
        "org",  # what pickle looks for in Jython
    }
    foreign = {name.partition(".")[0] for name in modules} - standard
    assert {name for name in foreign if not name.startswith(("_editable", "__", "_virtualenv", "_cython"))} <= FOREIGN


def test_help_builds_no_command(tree: Path) -> None:
    modules = imported("--help", cwd=tree)
    assert {name for name in modules if name.startswith("jobnet")} == {
        "jobnet",
        "jobnet.__main__",
        "jobnet.cli",
        "jobnet.cli.console",
        "jobnet.cli.options",
        "jobnet.errors",
        "jobnet.frozen",
        "jobnet.patterns",
    }


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("valgrind") is None, reason="valgrind counts the instructions")
def test_a_brief_takes_at_most_three_quarters_more_instructions_than_its_imports(tree: Path) -> None:
    """A guard against what creeps in, not the goal (`docs/performance.md`, P1): counts do not flicker, seconds do."""
    typical = [sys.executable, str(ROOT / "benchmarks" / "large_profile.py"), "50", "--contacts", "100"]
    (tree / "profile.yaml").write_bytes(subprocess.run(typical, check=True, capture_output=True).stdout)
    brief = ("-m", "jobnet", "brief", "-q", "--today", "2026-10-15")
    instructions(*brief, cwd=tree)  # templates and bytecode are written
    assert instructions(*brief, cwd=tree) < 1.75 * instructions("-c", "import typer, yaml, jinja2", cwd=tree)


def instructions(*arguments: str, cwd: Path) -> int:
    """How many instructions Python takes for this."""
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", sys.executable, *arguments],
        cwd=cwd,
        env=environment(cwd)
        | {"PYTHONHASHSEED": "0", "PYTHONPYCACHEPREFIX": str(cwd / "bytecode"), "PYTHONDONTWRITEBYTECODE": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return int(re.findall(r"Collected : (\d+)", done.stderr)[0])
