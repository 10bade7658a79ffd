"""Kill `jobnet log` at every system call, look at the profile, and run it again.

`python -m tests.reliability.log_kill --all` is the whole sweep; `--every 10` a sample; `--mutant` shows that the
comparison catches an editor that writes the profile in place.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

import jobnet.cli.edit_profile
from jobnet.__main__ import main as jobnet_main
from tests.reliability.ptrace import run_until

PROFILE = """\
# My search. Do not touch my comments.
name: Nia Pargeter
target_titles: [Quality Manager]   # for now
target_companies: [Fennel & Rye, Harbourside Bakers]
applications:
  - company: Harbourside Bakers
    position: Technical Manager
    applied: 2026-09-21            # by post
""" + "".join(f"# note {number}: {'kept as typed ' * 5}\n" for number in range(200))
EARLIER = {"profile.yaml.bak~1": b"name: Nia\n", "profile.yaml.bak~2": b"name: N\n"}
"""Backups of edits before this one."""
LOG = ("log", "Harbourside", "interview", "--on", "2026-10-06", "--yes", "-p", "profile.yaml", "--today", "2026-10-15")


@dataclass
class Sweep:
    """What became of the profile, kill by kill."""

    calls: int = 0
    kills: int = 0
    old: int = 0
    new: int = 0
    left_behind: int = 0
    """Kills after which the unfinished new file lay beside the profile, hidden."""
    damaged: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    """Kills after which the next run did not do its work."""
    seconds: float = 0.0

    def __str__(self) -> str:
        return (
            "| kills | profile old | profile new | damaged | hidden file left | next run failed | seconds |\n"
            "|---|---|---|---|---|---|---|\n"
            f"| {self.kills} of {self.calls} calls | {self.old} | {self.new} | {len(self.damaged)} "
            f"| {self.left_behind} | {len(self.stuck)} | {self.seconds:.0f} |"
        )


def sweep(folder: Path, *, every: int = 1, first: int = 1) -> Sweep:
    """Kill at call `first` and at each `every`th one after it."""
    started = time.monotonic()
    _reset(folder)
    _run(folder)  # once in this process, so that what is imported is imported
    _reset(folder)
    code, calls = run_until(None, lambda: _run(folder))
    assert code == 0
    wanted = (folder / "session" / "profile.yaml").read_bytes()
    found = Sweep(calls)
    for call in range(first, calls + 1, every):
        _reset(folder)
        if run_until(call, lambda: _run(folder))[0] is not None:
            break
        found.kills += 1
        _judge(folder, call, wanted, found)
    found.seconds = time.monotonic() - started
    return found


def _judge(folder: Path, call: int, wanted: bytes, found: Sweep) -> None:
    files = _files(folder)
    hidden = [name for name in files if fnmatch(name, ".profile.yaml.*.new")]
    found.left_behind += bool(hidden)
    profile = files.get("profile.yaml")
    found.old += profile == PROFILE.encode()
    found.new += profile == wanted
    if trouble := _trouble(files, hidden, wanted):
        found.damaged.append(f"call {call}: {trouble}")
    code, _ = run_until(None, lambda: _run(folder))
    after = _files(folder)
    if code != 0 or after.get("profile.yaml") != wanted:
        found.stuck.append(f"call {call}: exit {code}")
    elif trouble := _trouble(after, hidden, wanted):
        found.damaged.append(f"call {call}, run again: {trouble}")


def _trouble(files: dict[str, bytes], hidden: list[str], wanted: bytes) -> str:
    profile, backups = files.get("profile.yaml"), [files[name] for name in files if ".bak~" in name]
    if profile not in {PROFILE.encode(), wanted}:
        return f"the profile is neither old nor new ({len(profile or b'')} bytes)"
    if profile == wanted and files.get("profile.yaml.bak~1") != PROFILE.encode():
        return "changed without a backup"
    if not set(backups) <= {PROFILE.encode(), *EARLIER.values()} or not set(EARLIER.values()) <= set(backups):
        return "a backup is damaged or lost"
    others = [n for n in files if n != "profile.yaml" and ".bak~" not in n and n not in hidden]
    return f"left behind: {others or hidden}" if others or len(hidden) > 1 else ""


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "session").iterdir())}


def _reset(folder: Path) -> None:
    for name in ("session", "state"):
        shutil.rmtree(folder / name, ignore_errors=True)
    (folder / "session").mkdir()
    for name, content in {"profile.yaml": PROFILE.encode(), **EARLIER}.items():
        (folder / "session" / name).write_bytes(content)


def _run(folder: Path) -> int:
    """`jobnet log` in this process, its words thrown away."""
    os.environ["JOBNET_STATE"] = str(folder / "state")
    here, kept, nowhere = Path.cwd(), [os.dup(1), os.dup(2)], os.open(os.devnull, os.O_WRONLY)
    os.chdir(folder / "session")
    try:
        for stream in (1, 2):
            os.dup2(nowhere, stream)
        return jobnet_main(list(LOG))
    finally:
        os.chdir(here)
        for stream, handle in zip((1, 2), kept, strict=True):
            os.dup2(handle, stream)
            os.close(handle)
        os.close(nowhere)


def write_in_place() -> None:
    """Break the promise in this process: no new file beside the old one, no backup first."""

    def replace(path: Path, old: bytes, new: bytes) -> None:
        del old
        with path.open("wb") as file:
            for _ in range(10):  # for longer than a sample skips: it is not to miss the empty file by luck
                os.getppid()
            for start in range(0, len(new), 4096):
                file.write(new[start : start + 4096])
                file.flush()

    vars(jobnet.cli.edit_profile)["replace"] = replace


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="every call (the default is every 10th)")
    parser.add_argument("--every", type=int, default=10)
    parser.add_argument("--mutant", action="store_true", help="write in place: the sweep must object")
    asked = parser.parse_args()
    if asked.mutant:
        write_in_place()
    with tempfile.TemporaryDirectory(prefix="jobnet-log-") as name:
        found = sweep(Path(name), every=1 if asked.all else asked.every)
    sys.stdout.write("\n".join([str(found), *found.damaged, *found.stuck, ""]))
    return bool(found.damaged or found.stuck)


if __name__ == "__main__":
    sys.exit(main())
