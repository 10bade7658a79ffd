"""Letters made by several processes are those of one: everything said, every exit code, every file, every byte."""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jobnet.cli import workers
from tests.program import Ran, environment, listing

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="processes are forked, as on Linux")

ROOT = Path(__file__).parents[2]
PROGRAM = """\
import os, signal, sys, time
from jobnet import planning
from jobnet.__main__ import program
from jobnet.cli import workers
parent = os.getpid()
workers.processes = lambda readers: {count}
hand = workers._hand
def watched(*given):
    try:
        return hand(*given)
    finally:
        if os.getpid() != parent:  # another process is to do its work and no more
            open("escaped", "w").close()
workers._hand = watched
{meddling}
program()
"""
SEEKER = """\
name: Nia Pargeter
email: nia@example.com
resume: https://example.com/nia/cv
target_titles: [Quality Manager]
target_companies: [{name: Fennel & Rye, why: I like how they work.}, {name: Corvane Foods, disclosure: private}]
applications:
  - {company: Harbourside Bakers, position: Technical Manager, applied: 2026-10-01, interview: 2026-10-13}
  - {company: Tamar Preserves, position: Quality Manager, applied: 2026-09-21, rejected: 2026-10-12}
contacts:
"""


def started(tree: Path, count: int, *arguments: str, meddling: str = "") -> subprocess.Popen[bytes]:
    """Jobnet with so many processes; `meddling` is done first."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(count=count, meddling=textwrap.dedent(meddling)), *arguments],
        cwd=tree, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        env=environment(tree),
    )  # fmt: skip


def outcome(tree: Path, count: int, *arguments: str, meddling: str = "") -> tuple[Ran, dict[str, bytes | None]]:
    """What came of it, and every file there is then; files that were not there before are taken away again."""
    before = listing(tree)
    process = started(tree, count, *arguments, meddling=meddling)
    out, err = process.communicate(timeout=120)
    found = listing(tree)
    for path in sorted(found.keys() - before.keys(), reverse=True):
        (tree / path).unlink() if found[path] is not None else (tree / path).rmdir()
    return Ran(process.returncode, out.decode(), err.decode()), found


def same(tree: Path, *arguments: str, meddling: str = "") -> tuple[Ran, dict[str, bytes | None]]:
    """What one, two and three processes make alike."""
    alone, *others = (outcome(tree, count, *arguments, meddling=meddling) for count in (1, 2, 3))
    for each in others:
        assert each == alone
    return alone


def a_profile(tree: Path, contact: Callable[[int], str], count: int = 70) -> None:
    lines = (f"  - {{name: Reader {number:03}, {contact(number)}}}\n" for number in range(count))
    (tree / "profile.yaml").write_text(SEEKER + "".join(lines), encoding="utf-8")


def ordinary(number: int) -> str:
    return f"email: reader{number}@example.com, updates: on, offered_help: 2026-10-02"


@pytest.mark.slow
@pytest.mark.parametrize("form", ["eml", "html", "json"])
def test_full_letters_to_four_hundred(form: str, tree: Path) -> None:
    profile = runpy.run_path(str(ROOT / "benchmarks" / "large_profile.py"))["profile"]
    (tree / "profile.yaml").write_text("\n".join(profile(50, 400, under_way=True)) + "\n", encoding="utf-8")

    ran, files = same(tree, "update", "--all", "--now", "-f", form, "-o", "out/")

    assert (ran.code, len(files) > 390, ran.err.count("jobnet:") > 100) == (0, True, True), ran.err[:500]


def mixed(number: int) -> str:
    """Three people to an address, far apart; the first of some is left out, so that another gets the letter."""
    mail = "" if number % 11 == 5 else f"email: {'READER' if number % 2 else 'reader'}{number % 23}@example.com, "
    relationship = ", relationship: recruiter_agency" if number % 10 == 3 else ""
    return f"{mail}updates: {'off' if number % 8 in {0, 7} else 'on'}, offered_help: 2026-10-02{relationship}"


@pytest.mark.parametrize("document", ["update", "brief"])
def test_readers_who_share_addresses_and_readers_left_out(document: str, tree: Path) -> None:
    a_profile(tree, mixed)

    ran, files = same(tree, document, "--all", "-f", "eml", "-o", "out/")

    assert ran.err.count("has the same address as") > 15
    assert ran.err.count("left out") > 35
    assert len(files) > 15
    assert ran.code == 0


def test_a_letter_that_is_refused(tree: Path) -> None:
    def contact(number: int) -> str:
        what = "talk to somebody at Corvane Foods" if number in {31, 47} else "ask around"
        return f"email: r{number}@example.com, offered_help: {{date: 2026-10-02, what: {what}}}"

    a_profile(tree, contact)

    ran, files = same(tree, "brief", "--all", "-o", "out/")

    assert (ran.code, ran.err.count("[PRIV-01]"), len(files)) == (4, 2, 2 + 68), ran.err


def test_a_template_that_fails_for_one_reader(tree: Path) -> None:
    a_profile(tree, ordinary)
    (tree / "own.md.j2").write_text(
        "Subject: News\n\n{{ greeting }}\n\n{% if reader.name == 'Reader 043' %}{{ nothing }}{% endif %}Hello.\n"
    )

    ran, files = same(tree, "update", "--all", "-o", "out/", "--template", "own.md.j2")

    assert (ran.code, sorted(files)) == (65, ["own.md.j2", "profile.yaml"])
    assert "own.md.j2:5:1: 'nothing' is undefined. (for Reader 043)" in ran.err


BUG = """
judged = planning._findings
def meddled(letter, context, run):
    if letter.reader.name == "Reader 043":
        raise ValueError("secret")
    return judged(letter, context, run)
planning._findings = meddled
"""
BUG_OF_MAIL = """
from jobnet.cli import output
encoder = output.encoder
def meddled(form, profile):
    encoded = encoder(form, profile)
    return lambda draft: encoded(draft) if draft.name != "Reader 043" else draft.nothing
output.encoder = meddled
"""


@pytest.mark.parametrize(("meddling", "advised"), [(BUG, 43), (BUG_OF_MAIL, 44)], ids=["of a rule", "of mail"])
def test_a_bug_is_told_where_it_is_and_when_it_comes(meddling: str, advised: int, tree: Path) -> None:
    a_profile(tree, ordinary)

    ran, files = same(tree, "update", "--all", "-f", "eml", "-o", "out/", meddling=meddling)

    assert (ran.code, sorted(files), ran.err.count("[UPD-01]")) == (1, ["profile.yaml"], advised)
    assert "this is a bug in jobnet (" in ran.err
    assert " at <string>:" in ran.err


DIES = """
send = workers._send
sent = []
def meddled(pipe, lot):
    sent.append(lot)
    if len(sent) > 1:
        os.write(pipe, (5000).to_bytes(4, "big") + b"half of it")
        os.kill(os.getpid(), signal.SIGKILL)
    send(pipe, lot)
workers._send = meddled
"""
NO_FORK = """
def none():
    raise OSError(11, "no more processes")
os.fork = none
"""


@pytest.mark.parametrize("meddling", [DIES, NO_FORK], ids=["killed", "none to be had"])
@pytest.mark.parametrize("contact", [ordinary, mixed])
def test_what_a_process_does_not_make_is_made_without_it(
    meddling: str, contact: Callable[[int], str], tree: Path
) -> None:
    a_profile(tree, contact)

    ran, files = same(tree, "update", "--all", "-f", "eml", "-o", "out/", meddling=meddling)

    assert (ran.code, len(files)) == (0, 2 + 70 - ran.err.count("left out")), ran.err


def test_a_file_in_the_way(tree: Path) -> None:
    a_profile(tree, ordinary)
    (tree / "out").mkdir()
    (tree / "out" / "update-2026-10-15-reader-055.txt").write_text("mine")

    ran, files = same(tree, "update", "--all", "-o", "out/")

    assert (ran.code, len(files)) == (73, 3)
    assert "update-2026-10-15-reader-055.txt exists and is different; --overwrite replaces it." in ran.err
    assert same(tree, "update", "--all", "-o", "out/", "--overwrite")[0].code == 0


FULL = """
from jobnet.cli import waiting
from tempfile import TemporaryFile
class Full:
    def __init__(self, file):
        self.file = file
        self.taken = 0
    def write(self, content):
        self.taken += 1
        if self.taken > 3:
            raise OSError(28, "No space left on device")
        return self.file.write(content[:3000])
    def __getattr__(self, name):
        return getattr(self.file, name)
waiting._unnamed_file = lambda place: Full(TemporaryFile(buffering=0))
"""
NOWHERE = """
from jobnet.cli import waiting
def none(place):
    raise PermissionError(13, "Permission denied")
waiting._unnamed_file = none
"""


@pytest.mark.parametrize("meddling", ["", FULL, NOWHERE], ids=["in a file", "until it is full", "in memory"])
def test_letters_that_wait_on_the_disk(meddling: str, tree: Path) -> None:
    a_profile(tree, ordinary)
    few_at_hand = "from jobnet.cli import waiting\nwaiting._AT_HAND = 5000\n"

    ran, files = same(tree, "update", "--all", "-f", "eml", "-o", "out/", meddling=few_at_hand + meddling)

    assert (ran.code, len(files)) == (0, 2 + 70), ran.err
    assert (ran, files) == outcome(tree, 1, "update", "--all", "-f", "eml", "-o", "out/")


def test_nobody_to_write_to(tree: Path) -> None:
    a_profile(tree, lambda number: f"email: reader{number}@example.com, updates: off")

    ran, files = same(tree, "update", "--all", "--fail-if-empty", "-o", "out/")

    assert (ran.code, ran.err.count("left out"), sorted(files)) == (5, 70, ["profile.yaml"])


SLOW = """
judged = planning._findings
def meddled(letter, context, run):
    if os.getpid() == parent and letter.reader.name > "Reader 002":
        open(f"../begun-{os.path.basename(os.getcwd())}", "w").close()
    time.sleep(0.1 if os.getpid() == parent else {nap})
    return judged(letter, context, run)
planning._findings = meddled
"""


def children(process: subprocess.Popen[bytes]) -> list[int]:
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(each) for each in found]


def is_there(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def waited_for(fact: Callable[[], bool], seconds: float = 60) -> bool:
    until = time.monotonic() + seconds
    while not fact() and time.monotonic() < until:
        time.sleep(0.01)
    return fact()


def ended(tree: Path, count: int, by: Callable[[int], None], nap: float) -> tuple[int, bytes, bytes]:
    """How the program ends that is told to while the letters are made; no process is left of it, and no file."""
    begun = tree.parent / f"begun-{tree.name}"
    begun.unlink(missing_ok=True)
    process = started(tree, count, "update", "--all", "-q", "-o", "out/", meddling=SLOW.replace("{nap}", str(nap)))
    assert waited_for(begun.exists)
    others = children(process)
    assert len(others) == count - 1
    by(process.pid)
    out, err = process.communicate(timeout=30)
    assert waited_for(lambda: not any(map(is_there, others)), 10)  # long before they would have done their work
    assert sorted(listing(tree)) == ["profile.yaml"]
    return process.returncode, out, err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("by", "code", "nap"),
    [
        (lambda pid: os.kill(pid, signal.SIGINT), 130, 60),
        (lambda pid: os.killpg(pid, signal.SIGINT), 130, 60),
        (lambda pid: os.kill(pid, signal.SIGTERM), 143, 60),
        (lambda pid: os.kill(pid, signal.SIGKILL), -9, 0.1),  # then nobody ends them: they notice at their next lot
    ],
    ids=["SIGINT", "Ctrl-C", "SIGTERM", "SIGKILL"],
)
def test_all_processes_end_with_the_first(by: Callable[[int], None], code: int, nap: float, tree: Path) -> None:
    a_profile(tree, ordinary, 600)

    alone, two, three = (ended(tree, count, by, nap) for count in (1, 2, 3))

    assert alone[0] == code
    assert two == alone
    assert three == alone


def test_few_readers_one_processor_or_another_thread_take_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(8)))
    assert [workers.processes(each) for each in (0, workers.MANY - 1, workers.MANY, 5000)] == [1, 1, 2, 2]

    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {5, 7})
    assert workers.processes(5000) == 2
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {5})
    assert workers.processes(5000) == 1
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {5, 7})
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert workers.processes(5000) == 1
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(signal, "getsignal", lambda _signal: signal.SIG_IGN)
    assert workers.processes(5000) == 1
