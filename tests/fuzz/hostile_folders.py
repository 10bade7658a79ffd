"""Hostile folders: links, pipes, devices and odd names wherever the program reads or writes a file.

A command ends in time with a documented exit code, touches nothing outside the folder, puts nothing in the place of what
is no plain file, and leaves the profile as it was, or with the edit and a backup that is a plain file of the old bytes.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import socket
import stat
import tempfile
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jobnet.errors import Exit
from jobnet.profile import saving
from tests import forking
from tests.program import environment

if TYPE_CHECKING:
    from random import Random

PROFILE = """\
name: Nia Pargeter
email: nia@example.com
resume: {file: cv.pdf, url: https://example.com/nia/cv}
target_titles: [Quality Manager]
target_companies: [Fennel & Rye, Harbourside Bakers]
search: {confidential: yes, current_employer: Corvane Foods, id: nia}
contacts:
  - {name: Ted Alder, email: ted@example.com, known_as: Ted, offered_help: 2026-10-01}
  - {name: Bo Lund, offered_help: 2026-10-02}
applications:
  - {company: Harbourside Bakers, position: Technical Manager, applied: 2026-09-21, disclosure: network}
news:
  - {headline: The grant closes on 30 October., date: 2026-10-03}
"""
PEOPLE = "First Name,Last Name,E-mail Address\nBea,Li,bea@example.com\n"
CONFIG = "transport: folder\nfolder: {path: {folder}/sent}\nfrom: Nia Pargeter <nia@example.com>\n"
SECRET = b"export PATH=mine\n"
SECONDS = 30.0
MOST_MEMORY = 400 * 1024
"""Kilobytes that a run may take; it is stopped at four times as many."""

LOG = ("log", "Harbourside", "interview", "--on", "2026-10-06", "--yes")
EDITS: tuple[tuple[str, ...], ...] = (
    LOG,
    ("add", "contact", "Bea Li", "--email", "bea@example.com"),
    ("add", "news", "The kiln is lit."),
    ("set", "contact", "Ted", "phone=0123"),
    ("import", "people.csv", "--apply"),
    ("undo", "--yes"),
)
OTHERS: tuple[tuple[str, ...], ...] = (
    ("brief", "--to", "Ted"),
    ("brief", "--all", "--no-ask"),
    ("brief", "--to", "Ted", "-f", "eml"),
    ("update", "--all"),
    ("check",),
    ("check", "--format", "json"),
    ("next",),
    ("funnel",),
    ("history",),
    ("who",),
    ("report",),
    ("config",),
    ("doctor",),
    ("schedule",),
    ("schedule", "--systemd"),
    ("templates", "list"),
    ("templates", "copy", "brief"),
    ("templates", "show", "update"),
    ("outbox",),
    ("outbox", "send", "--yes"),
    ("forget", "Bo Lund"),
    ("brief", "--to", "Ted", "--mark-sent"),
    ("brief", "--to", "Ted", "--send", "--yes"),
    ("update", "--all", "--send", "--yes", "--quiet"),
    ("import", "people.csv"),
    (*LOG, "--dry-run"),
    ("undo", "--dry-run"),
    ("brief", "--to", "Ted", "--template", "own.md.j2"),
)
OUTPUTS: tuple[tuple[str, ...], ...] = (
    ("brief", "--to", "Ted", "-o", "{}"),
    ("brief", "--to", "Ted", "-o", "{}", "--overwrite"),
    ("brief", "--to", "Ted", "-f", "eml", "-o", "{}", "--overwrite"),
    ("brief", "--all", "-o", "{}/"),
    ("update", "--all", "-o", "{}"),
    ("update", "--all", "-f", "html", "-o", "{}", "--overwrite"),
    ("preview", "-o", "{}"),
    ("export", "contacts", "-o", "{}"),
    ("export", "contacts", "--format", "vcf", "-o", "{}", "--overwrite"),
    ("init", "{}", "--yes"),
    ("demo", "{}"),
    ("next", "-p", "{}"),
    ("check", "-p", "{}"),
    ("schedule", "-p", "{}"),
    ("import", "{}"),
    ("log", "Harbourside", "interview", "--on", "2026-10-06", "--yes", "-p", "{}"),
)
PLACES = (
    *(f"theirs/profile.yaml.bak~{number}" for number in range(1, 6)),
    "theirs/profile.yaml", "theirs/.profile.yaml.lock", "theirs/.profile.yaml.swp", "theirs/cv.pdf",
    "theirs/people.csv", "theirs/own.md.j2", "theirs/.git", "theirs/.git/index", "theirs/.git/HEAD", "theirs/out.txt",
    "theirs/letters", "theirs/letters/brief-2026-10-15-ted-alder.txt", "sent", "theirs/jobnet-demo",
    "config", "config/jobnet", "config/jobnet/config.yaml", "config/jobnet/profile.yaml", "config/jobnet/templates",
    "config/jobnet/templates/en", "config/jobnet/templates/en/brief.md.j2", "config/jobnet/templates/en/_frame.md.j2",
    "config/jobnet/templates/en/__pycache__", "config/jobnet/templates/layout.html.j2", "state", "state/known",
    "state/changes", "state/{record}", "state/{record}/ledger.db", "state/{record}/ledger.db-journal",
    "state/{record}/ledger.born", "state/{record}/ledger.lock",
    "state/{record}/ledger.holder", "state/{record}/.ledger.holder.new", "state/{record}/.ledger.born.new",
    "state/{record}/ledger.new", "state/{record}/ledger.new-journal", "state/known/{known}", "state/changes/{change}",
)  # fmt: skip
"""What the program looks for, and what it writes; `{record}` and its like are what a first run has called them."""
NEAR = {
    "log": ("profile.yaml", "changes", ".lock", ".swp"),
    "add": ("profile.yaml", "changes"),
    "set": ("profile.yaml", "changes"),
    "import": ("profile.yaml", "people.csv", "changes"),
    "undo": ("profile.yaml", "changes"),
    "brief": ("config", "cv.pdf", "state", "sent", "letters", ".j2"),
    "update": ("config", "cv.pdf", "state", "sent", "letters"),
    "templates": ("config/jobnet",),
    "outbox": ("state", "config"),
    "history": ("state", "config"),
    "forget": ("state",),
    "doctor": ("config", "sent", "state"),
    "demo": ("jobnet-demo", "out"),
}
"""What of these a command comes by."""
NAMES = (
    "out.txt", "letters", "a\nINJECTED * * * touch canary #", "-o", "--help", "-", "\udcff\udcfe.txt", "it's \"odd\".txt",
    "$(touch canary)", "`touch canary`;.txt", "x" * 255, "é" * 127, "x" * 256, "\x1b[2Jb", "a\rINJECTED", "\u202etxt.exe",
    "a\\b", "con.txt", " ", "letters/../out.txt", "letters/new.txt", "./-x.txt", "profile.yaml", "cv.pdf", "~", "%s%n",
    "\u2028INJECTED", "a\tb", "{}", "*", "out/new/deeper.txt",
)  # fmt: skip
FOLDERS = ("it's theirs", "a\nINJECTED * * * touch canary", "-theirs", "\udcffx", "%h $(touch canary)", "\x1b[2J")
KINDS = (
    "a dangling link", "a link to a file", "a link to a folder", "a link to the profile", "a link to /dev/zero",
    "a link to itself", "a FIFO", "a directory", "a full directory", "a socket", "a file of others", "a second name",
    "an empty file", "noise", "no rights",
)  # fmt: skip


@dataclass
class World:
    """The stranger's folder, the user's own one beside it that nothing may touch, and what a command left of them."""

    root: Path
    name: str = "theirs"
    planted: dict[Path, str] = field(default_factory=dict)

    @property
    def theirs(self) -> Path:
        return self.root / self.name

    @property
    def mine(self) -> Path:
        return self.root / "mine"

    @property
    def environment(self) -> dict[str, str]:
        folders = {"XDG_CONFIG_HOME": self.root / "config", "JOBNET_STATE": self.root / "state"}
        return environment(self.theirs, {name: str(folder) for name, folder in folders.items()})


def one(chance: Random, folder: Path) -> str | None:
    """One command in a folder with one to three odd things in it."""
    world = a_world(folder, chance.choice((*("theirs",) * 8, *FOLDERS)))
    command = _a_command(chance)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        _plant(world, chance, command)
    shown = f"{command!r} with { ({str(p.relative_to(folder)): k for p, k in world.planted.items()})!r}"
    before, profile = _everything(folder), _bytes(_the_profile(world, command))
    ran = run(command, world)
    wrong = [
        *_ending(ran),
        *_outside(world, before, command),
        *_places(world, before, command),
        *_profile(world, command, profile, ran),
    ]
    return f"{shown}: {'; '.join(wrong)} [{ran.code}] {ran.said[-300:]!r}" if wrong else None


def _a_command(chance: Random) -> tuple[str, ...]:
    asked = chance.choice(chance.choice((EDITS, EDITS, OTHERS, OUTPUTS, OUTPUTS)))
    name = chance.choice((*NAMES[:2], chance.choice(NAMES)))
    return tuple(name if word == "{}" else f"{name}/" if word == "{}/" else word for word in asked)


# The world


@cache
def _first() -> Path:
    """A folder in which some things were done already: a record, a change to take back, two backups."""
    forking._load()
    root = Path(tempfile.mkdtemp(prefix="first-"))
    world = World(root)
    for name in ("theirs", "mine", "theirs/.git", "config/jobnet/templates/en", "state"):
        (root / name).mkdir(parents=True)
    (root / "mine" / "secret").write_bytes(SECRET)
    (root / "mine" / "secret").chmod(0o640)
    (root / "mine" / "nia.yaml").write_text(PROFILE, encoding="utf-8")
    for name, text in (("profile.yaml", PROFILE), ("people.csv", PEOPLE), ("own.md.j2", "Subject: x\n\nA word.\n")):
        (world.theirs / name).write_text(text, encoding="utf-8")
    (world.theirs / "profile.yaml").chmod(0o600)
    (world.theirs / "cv.pdf").write_bytes(b"%PDF-1.4\n")
    (world.theirs / ".git" / "index").write_bytes(b"DIRC")
    for command in (("brief", "--to", "Bo", "--mark-sent", "--force"), ("set", "contact", "Bo", "phone=0456")):
        ran = run(command, world)
        assert ran.code == 0, ran
    (world.theirs / "profile.yaml.bak~2").write_bytes(b"an older one\n")
    (root / "config" / "jobnet" / "config.yaml").write_text(CONFIG.replace("{folder}", "/nowhere"), encoding="utf-8")
    return root


def a_world(folder: Path, name: str = "theirs") -> World:
    """A copy of it, as if it had been made here; the stranger's folder may be called otherwise."""
    world = World(folder, name)
    for path in _first().iterdir():
        if path.name != ".home-theirs":
            shutil.copytree(path, world.theirs if path.name == "theirs" else folder / path.name, symlinks=True)
    for note in (folder / "state" / "known").iterdir():
        note.write_bytes(note.read_bytes().replace(bytes(_first()), bytes(folder)))
    (note,) = (folder / "state" / "changes").iterdir()
    note.rename(saving._note(folder / "state", world.theirs / "profile.yaml"))
    config = CONFIG.replace("{folder}", str(folder))
    (folder / "config" / "jobnet" / "config.yaml").write_text(config, encoding="utf-8")
    return world


def _plant(world: World, chance: Random, command: tuple[str, ...]) -> None:
    """Put something odd where this command, or any, may come by."""
    named = [f"{world.name}/{word.rstrip('/')}" for word in command if word in NAMES or word.rstrip("/") in NAMES]
    near = [place for place in PLACES if any(part in place for part in NEAR.get(command[0], ()))]
    backups = PLACES[:3] if command[0] in {each[0] for each in EDITS} else near or PLACES
    place = chance.choice(chance.choice((named or PLACES, named or backups, near or PLACES, backups, PLACES)))
    place = place.replace("theirs/", f"{world.name}/", 1) if place.startswith("theirs/") else place
    for word, pattern in (("{record}", "*/ledger.db"), ("{known}", "known/*"), ("{change}", "changes/*")):
        found = next((world.root / "state").glob(pattern), Path("none/none"))
        place = place.replace(word, found.parent.name if word == "{record}" else found.name)
    path, kind = world.root / place, chance.choice(KINDS)
    if (place.startswith("config") or place == "state") and kind == "a link to a folder":
        return  # the user's own, as those make it who keep their settings elsewhere
    with contextlib.suppress(OSError, ValueError):  # a name that no disk takes, a place below a file
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.parent.resolve().is_relative_to(world.mine):
            _put(kind, path, world, chance)
            world.planted[path] = kind


def _put(kind: str, path: Path, world: World, chance: Random) -> None:
    old = _bytes(path)
    if path.is_dir() and not path.is_symlink():
        if kind == "a directory":
            return
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    targets = {
        "a dangling link": world.mine / "new",
        "a link to a file": world.mine / chance.choice(("secret", "nia.yaml")),
        "a link to a folder": world.mine,
        "a link to the profile": world.theirs / "profile.yaml",
        "a link to /dev/zero": Path("/dev/zero"),
        "a link to itself": Path(path.name),
    }
    if kind in targets:
        path.symlink_to(targets[kind])
    elif kind == "a FIFO":
        os.mkfifo(path)
    elif kind == "a socket":
        with socket.socket(socket.AF_UNIX) as made, contextlib.chdir(path.parent):
            made.bind(path.name)
    elif kind in {"a directory", "a full directory"}:
        path.mkdir()
        if kind == "a full directory":
            (path / "theirs.txt").write_bytes(b"theirs")
    elif kind == "a second name":
        os.link(world.mine / "secret", path)
    elif kind == "no rights":
        path.write_bytes(old or b"x")
        path.chmod(0)
    else:
        path.write_bytes({"an empty file": b"", "noise": chance.randbytes(300)}.get(kind, b"theirs\n"))


# Running


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int | None
    """None where it did not end by itself."""
    out: str
    said: str
    memory: int


def run(command: tuple[str, ...], world: World) -> Ran:
    """The command in a process of its own, forked from this one: with a limit of time, and of memory."""
    with contextlib.ExitStack() as stack:
        nothing = stack.enter_context(open(os.devnull, "rb"))
        out, said = (stack.enter_context(tempfile.TemporaryFile()) for _ in range(2))
        number = os.fork()
        if number == 0:
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY * 4 * 1024,) * 2)
            resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024**2,) * 2)
            request = {"arguments": [*command], "folder": str(world.theirs), "environment": world.environment}
            forking._become(request, [os.dup(each.fileno()) for each in (nothing, out, said)])
        code, memory = _ended(number)
        out.seek(0)
        said.seek(0)
        return Ran(code, out.read().decode("utf-8", "replace"), said.read().decode("utf-8", "replace"), memory)


def _ended(number: int) -> tuple[int | None, int]:
    end = time.monotonic() + SECONDS
    pause = 0.002
    while time.monotonic() < end:
        found, status, used = os.wait4(number, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status), used.ru_maxrss
        time.sleep(pause)
        pause = min(pause * 1.5, 0.05)
    os.kill(number, signal.SIGKILL)
    os.waitpid(number, 0)
    return None, 0


# What must be so


def _ending(ran: Ran) -> list[str]:
    wrong = [] if ran.code is not None else [f"did not end in {SECONDS:.0f} s"]
    if ran.code is not None and (ran.code not in {*Exit} or ran.code == Exit.BUG):
        wrong.append(f"exit {ran.code}")
    if "Traceback" in ran.said:
        wrong.append("a traceback")
    if ran.memory > MOST_MEMORY:
        wrong.append(f"took {ran.memory // 1024} MB")
    lines = f"{ran.out}\n{ran.said}".replace("\r", "\n").replace("\u2028", "\n").split("\n")
    if any(line.startswith("INJECTED") for line in lines) or "\x1b" in ran.said:
        wrong.append("a name is obeyed instead of shown")
    return wrong


_Thing = tuple[int, "str | bytes | None"]
"""What a path is, and what is in it: the mode, and a file's bytes or where a link leads."""


def _everything(folder: Path) -> dict[str, _Thing]:
    """Every path below the folder; no link is followed, no pipe opened."""
    found: dict[str, _Thing] = {}
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = os.path.join(place, name)
            status = os.lstat(path)
            content: str | bytes | None = None
            if stat.S_ISLNK(status.st_mode):
                content = os.readlink(path)
            elif stat.S_ISREG(status.st_mode):
                content = _bytes(Path(path))
            found[os.path.relpath(path, folder)] = (status.st_mode, content)
    return found


def _bytes(path: Path) -> bytes | None:
    """What a plain file holds, or one behind a link; None where there is none."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def _the_profile(world: World, command: tuple[str, ...]) -> Path:
    return world.theirs / (command[command.index("-p") + 1] if "-p" in command else "profile.yaml")


def _outside(world: World, before: dict[str, _Thing], command: tuple[str, ...]) -> list[str]:
    """Whatever became of the user's own folder, or was put beside it; but a profile made a link is edited there."""
    allowed = {world.name, "theirs", "config", "state", "sent", f".home-{world.name}"}
    profile = _the_profile(world, command)
    if world.planted.get(profile) == "a link to a file" and command[0] in {each[0] for each in EDITS}:
        name = profile.resolve().name
        allowed |= {f"mine/{name}", *(f"mine/{name}.bak~{number}" for number in range(1, 6))}
    after = _everything(world.root)
    changed = [path for path in {*before, *after} if before.get(path) != after.get(path)]
    return [f"changed outside: {path}" for path in changed if path not in allowed and path.split("/")[0] not in allowed]


def _places(world: World, before: dict[str, _Thing], command: tuple[str, ...]) -> list[str]:
    """What is no plain file stays what it is; so does a file of others, but where it is to be replaced."""
    after, wrong = _everything(world.root), []
    profile = os.path.relpath(os.path.realpath(_the_profile(world, command)), os.path.realpath(world.root))
    output = os.path.normpath(f"{world.name}/{command[command.index('-o') + 1]}") if "--overwrite" in command else None
    for path, (mode, content) in before.items():
        now = after.get(path)
        ours = (f"{world.name}/profile.yaml.", f"{profile}.", "state/", *((f"{output}/",) if output else ()))
        is_ours = path in {output, profile} or path.startswith(ours)
        if not stat.S_ISREG(mode) and (now is None or stat.S_IFMT(now[0]) != stat.S_IFMT(mode) or now[1] != content):
            wrong.append(f"is not what it was: {path}")
        elif stat.S_ISREG(mode) and not is_ours and now != (mode, content):
            wrong.append(f"was changed: {path}")
    kept = {content for path, (_, content) in after.items() if ".bak~" in path}
    older = [f"{profile}.bak~{number}" for number in range(1, 5)]
    lost = [path for path in older if path in before and before[path][1] not in kept]
    return [*wrong, *(f"a backup was lost: {path}" for path in lost)]


def _profile(world: World, command: tuple[str, ...], old: bytes | None, ran: Ran) -> list[str]:
    """It is as it was, or it has the edit, and a backup of its own beside it."""
    path, wrong = _the_profile(world, command), []
    new = _bytes(path)
    if new != old and command[0] not in {each[0] for each in EDITS}:
        return [] if path.name in command and "--overwrite" in command else ["the profile was changed"]
    if ran.code not in {Exit.DONE, Exit.IN_DOUBT, Exit.SOME_LEFT_OUT, Exit.TRY_LATER} and new != old:
        wrong.append("the profile was changed all the same")
    if new == old:
        return [*wrong, "the profile was not changed"] if ran.code == 0 and _should_edit(command, old) else wrong
    if old == _profile_of_the_first() and new != _edited(command):
        wrong.append("the profile is neither the old one nor the new one")
    real = path.resolve()
    backup = real.with_name(f"{real.name}.bak~1")
    status = backup.lstat() if os.path.lexists(backup) else None
    if status is None or not stat.S_ISREG(status.st_mode) or status.st_nlink > 1 or backup.read_bytes() != old:
        wrong.append("the backup is no plain file with the old bytes")
    return wrong


def _should_edit(command: tuple[str, ...], old: bytes | None) -> bool:
    return command in EDITS and old == _profile_of_the_first() and command != ("import", "people.csv", "--apply")


def _profile_of_the_first() -> bytes:
    return (_first() / "theirs" / "profile.yaml").read_bytes()


@cache
def _edited(command: tuple[str, ...]) -> bytes:
    """What this command makes of the profile where nothing is odd."""
    with tempfile.TemporaryDirectory() as folder:
        world = a_world(Path(folder))
        if "-p" in command:
            command = (*command[: command.index("-p")],)
        run(command, world)
        return (world.theirs / "profile.yaml").read_bytes()
