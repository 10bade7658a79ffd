"""Kill a run of three letters at every system call, run it again, and compare what arrived with what is recorded.

`python -m tests.reliability.kill --all` is the whole sweep; `--every 25` a sample; `--mutant before|after` shows that the
comparison catches the two classical mistakes: to record before sending (lost) and after it (twice).
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.reliability.ptrace import run_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PEOPLE = {"Ada Bell": "ada@example.org", "Ben Cole": "ben@example.org", "Cid Dorn": "cid@example.org"}
SEND = ("update", "--all", "--send", "--yes", "--quiet", "-p", "profile.yaml", "--today", "2026-10-15")
_NOTE = re.compile(r"\.ledger\.(?:born|holder)\.new")
PUT_IN_DOUBT = ("put-in-doubt",)
"""The run that dies with its first letter half handed over."""
_KNOWN_FILES = {"ledger.db", "ledger.lock", "ledger.born", "ledger.holder"}


@dataclass
class Result:
    """What a sweep found."""

    scenario: str
    kills: int = 0
    in_doubt: int = 0
    in_doubt_delivered: int = 0
    duplicates: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    wrongly_in_doubt: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def faults(self) -> list[str]:
        return [*self.duplicates, *self.lost, *self.damaged, *self.wrongly_in_doubt]

    def __str__(self) -> str:
        return (
            f"| {self.scenario} | {self.kills} | {len(self.duplicates)} | {len(self.lost)} | {len(self.damaged)} "
            f"| {self.in_doubt} | {self.in_doubt_delivered} | {len(self.wrongly_in_doubt)} | {self.seconds:.0f} |"
        )


HEADER = (
    "| scenario | kills | twice | lost | damaged | in doubt | of these arrived | in doubt without cause | seconds |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


@dataclass(frozen=True)
class Scenario:
    """One way out: its configuration, what arrived, and whether a doubt settles itself."""

    name: str
    config: str
    arrived: Callable[[Path], Counter[str]]
    settles_itself: bool = False
    is_known: Callable[[], bool] = lambda: True
    before: tuple[tuple[str, ...], ...] = ()
    """Commands run before the one that is killed."""
    command: tuple[str, ...] = SEND
    again: tuple[tuple[str, ...], ...] = (SEND,)


def in_process(*arguments: str) -> int:
    """The command line, in this process."""
    from jobnet.__main__ import main

    return main(list(arguments))


def sweep(scenario: Scenario, *, every: int = 1, first: int = 0, most: int | None = None) -> Result:
    """Kill at call `first`, then at each `every`th one, until the run ends by itself.

    0 is the first call after which there is anything on the disk: before, the run only reads and renders.
    """
    result = Result(scenario.name)
    started = time.monotonic()
    with a_world(scenario) as world:
        call = first or _first_touch(world)
        while most is None or result.kills < most:
            world.reset()
            code, _ = run_until(call, lambda: world.run(scenario.command))
            if code is not None:
                break
            result.kills += 1
            _judge(scenario, world, call, result)
            call += every
    result.seconds = time.monotonic() - started
    return result


def _first_touch(world: World) -> int:
    """By halving: the last call at which a kill still leaves the disk as it was."""
    low, high = 1, run_until(None, lambda: world.run(world.scenario.command))[1]
    while high - low > 1:
        middle = (low + high) // 2
        world.reset()
        before = world.written()
        run_until(middle, lambda: world.run(world.scenario.command))
        low, high = (middle, high) if world.written() == before else (low, middle)
    return low


class World:
    """A folder with a profile, a configuration and a log of what arrived."""

    def __init__(self, folder: Path, scenario: Scenario, config: str) -> None:
        self.folder = folder
        self.scenario = scenario
        self.log = folder / "arrived.log"
        contacts = "".join(f"  - {{name: {name}, email: {address}, updates: on}}\n" for name, address in PEOPLE.items())
        self._files = {
            "profile.yaml": "name: Nia Pargeter\nemail: nia@example.com\ntarget_titles: [Baker]\n"
            f"target_companies: [Fennel & Rye]\ncontacts:\n{contacts}"
            "news: [2026-10-09 Fennel & Rye are opening their test kitchen to visitors in November.]\n",
            "config.yaml": config,
        }
        for name, text in self._files.items():
            (folder / name).write_text(text, "utf-8")
            (folder / name).chmod(0o600)

    def reset(self) -> None:
        """As if nothing had ever been sent."""
        for name in ("state", "out", "taken"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        self.log.write_text("", "utf-8")
        for part in ("cur", "new", "tmp"):
            (self.folder / "out" / part).mkdir(parents=True)
        for command in self.scenario.before:
            self.run_apart(command)

    def run(self, arguments: tuple[str, ...]) -> int:
        """Run jobnet here; call it in a process that may be spoilt."""
        os.chdir(self.folder)
        quiet = os.open(self.folder / "said.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for stream in (1, 2):
            os.dup2(quiet, stream)
        os.environ.update(JOBNET_STATE=str(self.folder / "state"), JOBNET_CONFIG=str(self.folder / "config.yaml"))
        if arguments == PUT_IN_DOUBT:
            os.environ["JOBNET_FAILPOINT"] = "claimed"
            arguments = SEND
        return in_process(*arguments)

    def run_apart(self, arguments: tuple[str, ...]) -> int:
        """Run jobnet here in a fork, to its end."""
        code, _ = run_until_end(lambda: self.run(arguments))
        return code

    def written(self) -> dict[str, bytes]:
        """Everything on the disk that a run may change."""
        return {
            str(path): path.read_bytes() if path.is_file() else b""
            for folder in ("state", "out")
            for path in sorted((self.folder / folder).rglob("*"))
        }

    def rows(self) -> list[dict[str, Any]]:
        """The ledger's messages, whatever state the file is in."""
        found = list((self.folder / "state").glob("*/ledger.db"))
        if not found:
            return []
        with contextlib.closing(sqlite3.connect(found[0])) as ledger:
            ledger.row_factory = sqlite3.Row
            return [dict(row) for row in ledger.execute("SELECT * FROM message ORDER BY id")]

    def is_whole(self) -> str:
        """What is damaged or left lying about; empty if nothing."""
        for path in self.folder.glob("state/*/*"):
            # A temporary file of a note is written over by the next run that has something to note.
            if path.name not in _KNOWN_FILES and path.parent.name != "known" and not _NOTE.fullmatch(path.name):
                return f"left behind: {path.name}"
            if stat.S_IMODE(path.stat().st_mode) != 0o600:
                return f"mode of {path.name}"
        for path in (*self.folder.glob("out/tmp/*"), *self.folder.glob("out/.*")):
            return f"left behind: {path.name}"
        for path in self.folder.glob("state/*/ledger.db"):
            with contextlib.closing(sqlite3.connect(path)) as ledger:
                if ledger.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                    return "integrity_check"
        return ""


def run_until_end(work: Callable[[], int]) -> tuple[int, int]:
    """The work in a fork, untraced."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = work()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), 0


def _judge(scenario: Scenario, world: World, call: int, result: Result) -> None:
    """Run it again, and see whether the promise held."""
    _settle(scenario, world)
    was_sending = {row["address"] for row in world.rows() if row["state"] == "sending"}
    codes = [world.run_apart(command) for command in scenario.again]
    _settle(scenario, world)
    arrived = scenario.arrived(world.folder)
    rows = [row for row in world.rows() if row["state"] != "cancelled"]
    doubtful = {row["address"] for row in rows if row["state"] == "unknown"}
    here = f"{scenario.name}: call {call}: "
    for address in PEOPLE.values():
        if arrived[address] > 1:
            result.duplicates.append(f"{here}{address} got it {arrived[address]} times")
        if not arrived[address] and address not in doubtful:
            result.lost.append(f"{here}{address} got nothing, codes {codes}")
        if sum(row["address"] == address for row in rows) != 1:
            result.damaged.append(f"{here}{address} is on record {sum(r['address'] == address for r in rows)} times")
    result.in_doubt += len(doubtful)
    result.in_doubt_delivered += sum(1 for address in doubtful if arrived[address])
    if scenario.settles_itself and doubtful:
        result.wrongly_in_doubt.append(f"{here}{doubtful} should have settled itself")
    elif doubtful - was_sending or codes[-1] != (3 if doubtful else 0):
        result.wrongly_in_doubt.append(f"{here}in doubt {doubtful}, was being sent {was_sending}, codes {codes}")
    if trouble := world.is_whole():
        result.damaged.append(f"{here}{trouble}")


def _settle(scenario: Scenario, world: World) -> None:
    """Let a server, or an orphaned sendmail, finish what it is doing, and a spooler take away what has come."""
    if scenario.name == "spooled":
        (world.folder / "taken").mkdir(exist_ok=True)
        for number, path in enumerate(world.folder.glob("out/new/*")):
            path.rename(world.folder / "taken" / f"{time.monotonic_ns()}.{number}")
    if scenario.name.startswith("sendmail"):
        deadline = time.monotonic() + 5
        while list(world.folder.glob("out/tmp/busy.*")) and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.03)
    elif scenario.name.startswith(("smtp", "drafts", "resolve")):
        time.sleep(0.03)


def _from_log(folder: Path) -> Counter[str]:
    return Counter(line.split()[0] for line in (folder / "arrived.log").read_text("utf-8").splitlines())


def _from_files(pattern: str) -> Callable[[Path], Counter[str]]:
    def arrived(folder: Path) -> Counter[str]:
        found = Counter[str]()
        for path in folder.glob(pattern):
            head = path.read_text("utf-8").partition("\n\n")[0]
            found[next(a for a in PEOPLE.values() if f"<{a}>" in head.partition("To: ")[2].partition("\n")[0])] += 1
        return found

    return arrived


# A message is accepted when its end has come, as with every real sendmail; the log is its queue.
SENDMAIL = """#!/bin/sh
busy={folder}/out/tmp/busy.$$
: > "$busy"
for to; do :; done
id=$(sed -n 's/^Message-ID: //p')
echo "$to $id -" >> {folder}/arrived.log
rm "$busy"
"""

_RATE = "rate: 100000/min\n"
_SMTP = "transport: smtp\nsmtp: {{host: 127.0.0.1, port: {port}, security: none, timeout: 5}}\n" + _RATE
_MAILDIR = "transport: maildir\nmaildir: {{path: {folder}/out}}\n"
_RESOLVE = ("outbox", "resolve", "1", "--resend", "-p", "profile.yaml")
_OUTBOX_SEND = ("outbox", "send", "--yes", "-p", "profile.yaml")

SCENARIOS = {
    each.name: each
    for each in (
        Scenario("smtp", _SMTP, _from_log),
        Scenario("sendmail", "transport: sendmail\nsendmail: {{command: [{folder}/sendmail, -i]}}\n" + _RATE, _from_log),
        Scenario("maildir", _MAILDIR, _from_files("out/new/*"), settles_itself=True),
        Scenario("folder", "transport: folder\nfolder: {{path: {folder}/out}}\n", _from_files("out/*.eml"), settles_itself=True),
        Scenario("spooled", _MAILDIR, _from_files("taken/*")),
        Scenario("configured", _MAILDIR + "ledger: {folder}/state/kept/ledger.db\n", _from_files("out/new/*"), settles_itself=True),
        Scenario(
            "drafts", "transport: drafts\ndrafts: {{host: 127.0.0.1, port: {port}, security: none, timeout: 5}}\n", _from_log
        ),
        Scenario(
            "creation", _SMTP, lambda _: Counter(PEOPLE.values()), settles_itself=True,
            command=("update", "--all", "--mark-sent", *SEND[4:]), again=(("update", "--all", "--mark-sent", *SEND[4:]),),
        ),
        Scenario(
            "resolve", _SMTP, _from_log, before=(PUT_IN_DOUBT,), command=_RESOLVE, again=(_RESOLVE, _OUTBOX_SEND),
        ),
    )
}  # fmt: skip


@contextlib.contextmanager
def a_world(scenario: Scenario) -> Iterator[World]:
    with tempfile.TemporaryDirectory(prefix="jobnet-kill-") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        port = ""
        if "{port}" in scenario.config:
            module = "imap_server" if scenario.name == "drafts" else "smtp_server"
            server = subprocess.Popen(
                [sys.executable, "-m", f"tests.delivery.{module}", str(folder / "arrived.log")],
                stdout=subprocess.PIPE,
                text=True,
            )
            stack.callback(server.wait)
            stack.callback(server.kill)
            assert server.stdout is not None
            port = server.stdout.readline().strip()
        (folder / "sendmail").write_text(SENDMAIL.format(folder=folder), "utf-8")
        (folder / "sendmail").chmod(0o755)
        world = World(folder, scenario, scenario.config.format(folder=folder, port=port))
        world.reset()
        _warm_up(world)
        yield world


def _warm_up(world: World) -> None:
    """Import and compile here what each fork would import and compile anew: kills are to fall into the work itself."""
    import filelock  # noqa: F401

    from jobnet.cli import outbox, send  # noqa: F401
    from jobnet.delivery.transports import drafts, files, sendmail, smtp  # noqa: F401

    world.run_apart(world.scenario.command)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        in_process(
            "update",
            "--all",
            "-f",
            "eml",
            "-o",
            f"{world.folder}/warm/",
            *SEND[4:5],
            "-p",
            f"{world.folder}/profile.yaml",
            *SEND[-2:],
        )
    gc.freeze()


def mutate(mutant: str) -> None:
    """Break the protocol in this process: record before sending, or only after.

    Where it is broken the mutant lingers for more calls than a sample skips, so that a sample cannot miss it by luck.
    """
    from jobnet.delivery.ledger.records import State
    from jobnet.delivery.ledger.transition import Ledger

    claim, settle = Ledger.claim, Ledger.settle

    def claim_before(self: Ledger, number: int, via: str, now: Any) -> None:
        claim(self, number, via, now)
        settle(self, number, State.SENT, "recorded too early", now)
        linger()

    def settle_before(self: Ledger, number: int, state: State, reply: str, now: Any, **more: Any) -> None:
        if state is not State.SENT:
            settle(self, number, state, reply, now, **more)

    def claim_after(self: Ledger, number: int, via: str, now: Any) -> None:
        """Nothing is said before it goes."""

    def settle_after(self: Ledger, number: int, state: State, reply: str, now: Any, **more: Any) -> None:
        linger()
        settle(self, number, state, reply, now, **more | {"was": tuple(State)})

    def linger() -> None:
        for _ in range(50):
            os.getppid()

    if mutant == "before":
        Ledger.claim, Ledger.settle = claim_before, settle_before  # type: ignore[method-assign]
    else:
        Ledger.claim, Ledger.settle = claim_after, settle_after  # type: ignore[method-assign]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenarios", nargs="*", choices=[*SCENARIOS, []], help="which; default: all")
    parser.add_argument("--all", action="store_true", help="at every system call")
    parser.add_argument("--every", type=int, default=25, help="at every Nth one")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--mutant", choices=["before", "after"])
    asked = parser.parse_args()
    if asked.mutant:
        mutate(asked.mutant)
    print(HEADER)
    bad = 0
    for name in asked.scenarios or SCENARIOS:
        result = sweep(SCENARIOS[name], every=1 if asked.all else asked.every, first=asked.first)
        print(result, flush=True)
        for fault in result.faults[:10]:
            print(f"  {fault}", file=sys.stderr)
        bad += bool(result.faults)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
