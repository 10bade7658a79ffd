"""`docs/requirements.md`: all 55 things the founding articles ask for, each with tests that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from jobnet.cli import COMMANDS

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "docs" / "requirements.md"
ROW = re.compile(r"^\| S(\d+) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def rows() -> list[tuple[str, str, str, str]]:
    found: list[tuple[str, str, str, str]] = ROW.findall(PAGE.read_text(encoding="utf-8"))
    return found


def named_tests() -> set[str]:
    return {name for *_, shown in rows() for name in re.findall(r"`([^`]+)`", shown)}


def names_in(file: str) -> set[str]:
    """Every test of this file as `test_name` or `TestClass::test_name`, parametrised or not."""
    found = set()
    for node in ast.parse((TESTS / file).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{each.name}" for each in node.body if isinstance(each, ast.FunctionDef)}
    return {name for name in found if name.rpartition("::")[2].startswith("test_")}


def test_all_55_requirements_are_listed_in_order_with_what_they_concern() -> None:
    assert [int(number) for number, *_ in rows()] == list(range(1, 56))
    assert {name for _, _, concerns, _ in rows() for name in concerns.split(", ")} <= {*COMMANDS, "all"}


def test_each_requirement_names_a_test() -> None:
    assert [number for number, _, _, shown in rows() if not re.fullmatch(r"`\S+`(<br>`\S+`)*", shown)] == []


def test_every_test_named_exists() -> None:
    missing = {name for name in named_tests() if name.partition("::")[2] not in names_in(name.partition("::")[0])}
    assert missing == set()


def test_every_test_written_for_a_requirement_is_named_by_one() -> None:
    own = {f"{path.name}::{name}" for path in TESTS.glob("test_requirements_*.py") for name in names_in(path.name)}
    assert own <= named_tests()
