"""`jobnet[all]` brings all that a user can want, and what a command says to install is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
OURS = {"test", "dev", "heavy", "docs"}


def test_all_names_every_extra_but_those_for_work_on_jobnet_itself() -> None:
    (named,) = EXTRAS["all"]

    assert set(named.removeprefix("jobnet[").removesuffix("]").split(",")) == set(EXTRAS) - OURS - {"all"}


def test_every_extra_that_a_command_names_is_there_and_in_all() -> None:
    source = "".join(file.read_text("utf-8") for file in (ROOT / "src").rglob("*.py"))
    named = set(re.findall(r"wanted\([^,()]+, \"(\w+)\"\)", source)) | set(re.findall(r"jobnet\[(\w+)\]", source))

    assert named == set(EXTRAS) - OURS - {"all"}
