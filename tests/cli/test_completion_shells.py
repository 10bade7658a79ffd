"""What TAB puts into a line, in real shells: somebody else's names run nothing, and mean whom they meant."""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
from typing import TYPE_CHECKING

import pytest

from jobnet.profile.names import company_key, name_key
from tests.program import environment, listing, put_command

if TYPE_CHECKING:
    from pathlib import Path

ATTACKS = (
    r"\$(touch canary)",
    "$(touch canary)",
    "`touch canary`",
    '"; touch canary; "',
    "'; touch canary; '",
    "x' $(touch canary) '",
    'Dave "$(touch canary)" Hanlon',
    "!touch",
    "a!!b",
    "~root canary",
    "* canary",
    "a {touch,canary}",
    "a | touch canary & touch canary #",
    "<(touch canary)",
    "a > canary",
    "))'; touch canary; _arguments '*: :((",
    "a:b\\:$(touch canary)",
    "=touch canary",
    "O'Neill Dairy",
    "Fennel & Rye",
    "’; touch canary; ‘",
    "-rf canary",
    "two  words   touch canary",
)
SHELLS = {
    "bash": (["bash", "--noprofile", "--norc", "-i"], "PS1='RDY> '; source <(_JOBNET_COMPLETE=source_bash jobnet)"),
    "zsh": (
        ["zsh", "-d", "-f", "-i"],
        "PS1='RDY> '; autoload -Uz compinit; compinit -u -D; source <(_JOBNET_COMPLETE=source_zsh jobnet)",
    ),
    "fish": (
        ["fish", "--no-config", "-i"],
        "function fish_prompt; echo 'RDY> '; end; _JOBNET_COMPLETE=source_fish jobnet | source",
    ),
}
MOST_SECONDS = 60


@pytest.fixture
def folder(tree: Path) -> Path:
    """A profile for each attack, and a `jobnet` that completes as it should and else notes what it is asked to do."""
    work = tree / "work"
    work.mkdir()
    (tree / ".home-work").mkdir()
    for number, name in enumerate(ATTACKS):
        quoted = "'" + name.replace("'", "''") + "'"
        text = f"name: Nia\ntarget_companies:\n  - {quoted}\ncontacts:\n  - name: {quoted}\n"
        (work / f"{number}.yaml").write_text(text, encoding="utf-8")
    (work / "canary touch").write_text("for a glob to find\n")
    (work / "a $(touch canary) canary").write_text("for a glob to put there\n")
    command = put_command(tree) / "jobnet"
    asking = command.rename(command.with_name("completing"))
    command.write_text(
        f"""#!/bin/sh
[ -n "$_JOBNET_COMPLETE" ] && exec "{asking}" "$@"
printf '%s\\0' "$@" >>"{tree}/log"
echo >>"{tree}/log"
echo CAL''LED
"""
    )
    command.chmod(0o755)
    return work


class Terminal:
    """A shell at which somebody types."""

    def __init__(self, shell: str, folder: Path) -> None:
        command, set_up = SHELLS[shell]
        around = environment(folder)
        around |= {"PATH": f"{folder.parent / 'bin'}:{around['PATH']}", "TERM": "dumb", "PS1": "$ "}
        self._process, self._here = pty.fork()
        if not self._process:
            os.chdir(folder)
            os.execvpe(command[0], command, around)  # noqa: S606
        self.type(f"{set_up}; echo CAL''LED\n")

    def type(self, keys: str) -> None:
        """Type this, and wait until it was run and the shell asks for more."""
        os.write(self._here, keys.encode())
        shown = b""
        while b"RDY> " not in shown.rpartition(b"CALLED")[2] or b"CALLED" not in shown:
            assert select.select([self._here], [], [], MOST_SECONDS)[0], f"after {keys!r}: {shown.decode()}"
            shown += os.read(self._here, 65536)

    def close(self) -> None:
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._here)


@pytest.mark.slow
@pytest.mark.parametrize("quote", ["", '"', "'"], ids=["bare", "double", "single"])
@pytest.mark.parametrize("shell", SHELLS)
def test_tab_puts_in_words_that_no_shell_acts_on(shell: str, quote: str, folder: Path) -> None:
    if shutil.which(shell) is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{shell} is not installed (tests/servers.txt)")
    before = listing(folder)
    # Companies differ from people in their apostrophes only; with an open quotation mark the others show nothing new.
    lines = [
        (name, start)
        for number, name in enumerate(ATTACKS)
        for start in (f"brief -p {number}.yaml --to", f"log -p {number}.yaml")
        if not quote or start.startswith("brief") or set(name) & set("'’")
    ]
    terminal = Terminal(shell, folder)
    try:
        for _, start in lines:
            terminal.type(f"jobnet {start} {quote}\t\n")
    finally:
        terminal.close()

    calls = [line.split("\0")[:-1] for line in (folder.parent / "log").read_text(encoding="utf-8").splitlines()]
    assert listing(folder) == before
    assert len(calls) == len(lines)
    for (name, start), call in zip(lines, calls, strict=True):
        typed = start.split()
        key = name_key if typed[0] == "brief" else company_key
        assert [*call[: len(typed)], *map(key, call[len(typed) :])] == [*typed, key(name)], call
