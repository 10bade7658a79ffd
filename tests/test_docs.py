"""`docs/cli.md` and the program name the same commands and options, and every example that is printed parses.

The part between the marks is written by `--rewrite` from the commands themselves.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from jobnet.cli import COMMANDS, build
from jobnet.errors import Exit

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "cli.md"
BEGIN, END = "<!-- begin: written by tests/test_docs.py from the commands -->\n", "<!-- end -->"
COMMON = ("profile", "today", "quiet")
OF_LETTERS = (
    "to", "group", "all", "format", "output", "overwrite", "line", "no_ask", "edit", "open", "template", "locale", "again", "now",
    "force", "send", "to_me", "via", "mark_sent", "yes", "limit", "fail_if_empty",
)  # fmt: skip
OF_THE_PROGRAM = {"--help", "-h", "--version", "--install-completion", "--show-completion"}


def leaves(name: str) -> dict[str, Any]:
    """The commands behind this name, by what is typed: itself, or its parts."""
    command = build(name)
    if not hasattr(command, "commands"):
        return {name: command}
    return {f"{name} {part}": each for part, each in command.commands.items()}


EVERY = {typed: command for name in COMMANDS for typed, command in leaves(name).items()}


def options(command: Any) -> dict[str, Any]:
    return {each.name: each for each in command.params if each.param_type_name == "option" and each.name != "help"}


def spellings(command: Any) -> set[str]:
    return {text for each in options(command).values() for text in (*each.opts, *each.secondary_opts)}


def in_help(typed: str, command: Any) -> tuple[str, str]:
    """What a command does, and its example: both as its help says them."""
    says, _, example = " ".join((command.help or COMMANDS[typed].says).split()).partition(" Example: ")
    return says, example or (command.epilog or "").removeprefix("Example: ")


def _argument(argument: Any) -> str:
    name: str = argument.metavar or argument.name.upper()
    return name if argument.required or name.startswith("[") else f"[{name}]"


def row(option: Any) -> str:
    value = "" if option.is_flag else f" {option.metavar or _value(option)}"
    said = " ".join((option.help or "").split()).replace("|", "\\|")
    return f"| `{', '.join(reversed(option.opts))}{value}` | {said} |\n".replace("\\|list", "|list")


def _value(option: Any) -> str:
    choices = getattr(option.type, "choices", None)
    return "|".join(map(str, choices)).replace("|", "\\|") if choices else "TEXT"


def table(rows: list[Any]) -> str:
    return "| option | meaning |\n|---|---|\n" + "".join(map(row, rows)) + "\n" if rows else ""


def chapter(typed: str, command: Any) -> str:
    own = options(command)
    takes_letters = set(OF_LETTERS) <= set(own)
    shared = {*COMMON, *(OF_LETTERS if takes_letters else ())}
    arguments = [_argument(each) for each in command.params if each.param_type_name == "argument"]
    says, example = in_help(typed, command)
    also = "the options of every letter" if takes_letters else "the options of every command on a profile"
    return (
        f"#### `{' '.join(['jobnet', typed, *arguments])}`\n\n{says}\n"
        + (f"Takes {also}.\n" if set(COMMON) <= set(own) else "")
        + (f"\n```sh\n{example}\n```\n" if example else "")
        + "\n"
        + table([each for name, each in own.items() if name not in shared])
    )


def written() -> str:
    brief = options(EVERY["brief"])
    text = "### Options of every command on a profile\n\n" + table([brief[name] for name in COMMON])
    text += "### Options of every letter\n\n" + table([brief[name] for name in OF_LETTERS])
    panel = ""
    for name, entry in COMMANDS.items():
        if entry.panel != panel:
            panel = entry.panel
            text += f"### {panel}\n\n"
        text += "".join(chapter(typed, command) for typed, command in leaves(name).items())
    return text


def test_the_reference_is_what_the_commands_say(rewrite: bool) -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    if rewrite:
        page = before + BEGIN + written() + END + after
        PAGE.write_text(page, encoding="utf-8")

    assert page == before + BEGIN + written() + END + after


def test_the_page_names_every_command_and_option_and_none_that_does_not_exist() -> None:
    page = PAGE.read_text(encoding="utf-8")
    exist = OF_THE_PROGRAM.union(*map(spellings, EVERY.values()))
    named = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", page))

    assert {text for text in named if text.startswith("--")} == {text for text in exist if text.startswith("--")}
    assert named <= exist
    assert set(re.findall(r"(?:`|^)jobnet ([a-z]+)", page, re.MULTILINE)) == set(COMMANDS)


def test_the_page_names_every_exit_code() -> None:
    rows = re.findall(r"^\| ([\d /]+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    codes = {int(code) for cell in rows for code in cell.split("/")}

    assert codes == set(map(int, Exit))


def printed_examples() -> list[str]:
    """The examples in the help of each command, and the command lines in the pages for users."""
    found = [(build(name).epilog or "").removeprefix("Example: ") for name in COMMANDS]
    found += [in_help(*each)[1] for each in EVERY.items()]
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        blocks = re.findall(r"```(?:sh|console|bash)\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
        found += [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    lines = (re.split(r" +(?:#|&&|\||>|<|\() ?", each)[0] for each in found)
    return sorted({line for line in lines if line.startswith("jobnet ")})


@pytest.mark.parametrize("line", printed_examples())
def test_every_printed_example_parses(line: str) -> None:
    name, *arguments = shlex.split(line)[1:]
    if OF_THE_PROGRAM & {name, *arguments}:
        return
    command: Any = build(name)
    context = command.make_context(name, arguments)
    while hasattr(command, "commands"):
        name, command, arguments = command.resolve_command(context, [*context._protected_args, *context.args])
        context = command.make_context(name, arguments, parent=context)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_of_its_own_in_its_help(name: str) -> None:
    assert (build(name).epilog or "").startswith(f"Example: jobnet {name}")


@pytest.mark.parametrize("page", ["SECURITY.md", "docs/reliability.md"])
def test_each_promise_names_a_test_that_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?", text)
    assert len(named) > 10
    for file, name in named:
        assert not name or f"\ndef {name}(" in (ROOT / file).read_text(encoding="utf-8"), (file, name)
        assert (ROOT / file).is_file(), file

    promises = re.findall(r"^\| (?!promise|-)[^|]+\| ([^|]*)\|$", text.partition("## What cannot")[0], re.MULTILINE)
    without = [row for row in promises if page == "SECURITY.md" and "`tests/" not in row]
    assert without == []
