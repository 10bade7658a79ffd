"""Start-up is a feature: what printing a brief may not import."""

from __future__ import annotations

import os
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
    "docx",
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
    "typst",
    "xml",
}
HEAVY = {
    "jobnet.delivery",
    "jobnet.importing",
    "jobnet.search",
    "jobnet.cli.completion",
    "jobnet.cli.edit_profile",
    "jobnet.cli.send",
    "jobnet.cli.settings",
    "jobnet.profile.editing",
    "jobnet.documents.update",
    "jobnet.documents.touch",
    "jobnet.rendering.files",
    "jobnet.rendering.paper",
}
"""Of ours: what printing a brief has no use for."""


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


def test_a_brief_imports_nothing_of_ours_that_it_has_no_use_for(tree: Path) -> None:
    (tree / "profile.yaml").write_text(PROFILE)
    assert within(imported("brief", cwd=tree), HEAVY) == set()


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
    rooms = {f"jobnet.{room}" for room in ("profile", "facts", "documents", "rendering", "review", "letters")}
    modules = imported("--help", cwd=tree)
    assert within(modules, rooms | HEAVY | {"jobnet.cli.options", "jinja2", "yaml"}) == set()


@pytest.mark.slow
@pytest.mark.skipif(
    "JOBNET_TEST_COUNT" not in os.environ or shutil.which("valgrind") is None,
    reason="valgrind counts the instructions, a minute long, where JOBNET_TEST_COUNT is set",
)
def test_a_brief_takes_at_most_twice_as_many_instructions_as_its_imports(tree: Path) -> None:
    """A guard against what creeps in, not the goal (`docs/performance.md`, P1): counts do not flicker, seconds do.

    1.9 times as many take half as long again: what is imported is read from the disk, which no count shows.
    """
    typical = [sys.executable, str(ROOT / "benchmarks" / "large_profile.py"), "50", "--contacts", "100"]
    (tree / "profile.yaml").write_bytes(subprocess.run(typical, check=True, capture_output=True).stdout)
    brief = ("-m", "jobnet", "brief", "-q", "--today", "2026-10-15")
    instructions(*brief, cwd=tree)  # templates and bytecode are written
    assert instructions(*brief, cwd=tree) < 2 * instructions("-c", "import typer, yaml, jinja2", cwd=tree)


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
