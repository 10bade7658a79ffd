"""Runs what a page of `docs/` has its reader type: each block, as it stands, in a shell, over a search."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.program import environment, put_command

ROOT = Path(__file__).parent.parent
OTHERS = ("secret-tool", "oama", "systemctl", "msmtp", "xdg-open")
"""Programs that belong to a desktop or an account: in their place something that answers `secret`, and keeps what it is given."""


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def blocks(name: str, kind: str = "sh") -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", page(name), re.DOTALL | re.MULTILINE)


def search_in(folder: Path) -> dict[str, str]:
    """Puts a search into the folder; its environment, with `jobnet` and the other programs on the path."""
    profile = re.findall(r"```yaml\n(.*?)```", page("profile.md"), re.DOTALL)[-1]
    profile = profile.replace("known_as: Ted", "known_as: Ted\n    updates: on").replace(
        "runner_up: 2026-10-20\n", "runner_up: 2026-10-14\n"
    )
    (folder / "profile.yaml").write_text(profile, "utf-8")
    env = environment(folder)
    programs = put_command(folder)
    for other in OTHERS:
        (programs / other).write_text(f"#!/bin/sh\n[ -t 0 ] || cat >> '{folder}/{other}.log'\necho secret\n")
        (programs / other).chmod(0o755)
    (folder / "config.yaml").write_text("transport: folder\nfolder: {path: gone-out}\n", "utf-8")
    return env | {"PATH": f"{programs}:{env['PATH']}", "BROWSER": "true", "JOBNET_CONFIG": str(folder / "config.yaml")}


def typed(block: str, folder: Path, env: dict[str, str]) -> str:
    """What the block prints. What asks is answered; what would go on until Ctrl-C is not begun."""
    block = re.sub(r"( --send\b[^#\n]*?| undo)( *#.*)?$", r"\1 --yes", block, flags=re.MULTILINE)
    ran = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block.replace(" --watch", "")],
        cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, f"{block}\n{ran.stdout}{ran.stderr}"
    return ran.stdout
