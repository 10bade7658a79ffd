"""Where one ledger lies, and what lies beside it: its lock, its holder, and its marker.

The marker (`ledger.born`) remembers that there was a ledger, and how far it was: a ledger that is missing, or that was
restored from an older backup, must not be taken for the whole record. It is written after each commit that must not be
forgotten, and before the message goes: the ledger is never behind its own marker, wherever a run dies.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from jobnet.delivery import failpoints
from jobnet.errors import Exit, JobnetError, quoted
from jobnet.files import is_there, read_plain, refuse_link, write_whole
from jobnet.frozen import dataclass
from jobnet.patterns import pattern

NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "glusterfs", "fuse.sshfs", "fuse.rclone"}
)
_LONGEST_MARK = 200
FOLDER = pattern(r"[0-9a-f]{24}")
"""What the folder of one record in the state folder is called."""


@dataclass(frozen=True)
class Mark:
    """How far a ledger was: how many events it had, and when the last of them was."""

    events: int = 0
    at: str = ""


@dataclass(frozen=True)
class LedgerFiles:
    """One ledger file and what lies beside it."""

    ledger: Path
    keys: tuple[str, ...] = ()
    """Names of the notes in `known/` that should lead here."""
    known: Path | None = None
    leads: bool = False
    """Whether notes that lead elsewhere are to lead here from now on: `ledger:` is the user's word."""

    @property
    def marker(self) -> Path:
        return self.ledger.with_suffix(".born")

    @property
    def journal(self) -> Path:
        """SQLite's own, while a transaction is open or after a run that died."""
        return self.ledger.with_name(f"{self.ledger.name}-journal")

    @property
    def lock(self) -> Path:
        return self.ledger.with_suffix(".lock")

    @property
    def holder(self) -> Path:
        """Who holds the lock: its process and since when, for the message to the second comer."""
        return self.ledger.with_suffix(".holder")

    def refuse_links(self) -> None:
        """Refuse (exit 73) a link, or anything else that is no file, where a file of the record goes."""
        if self.known is not None:
            refuse_link(self.known)
            if self.ledger.parent.parent == self.known.parent:  # a folder of ours; any other is the user's choice
                refuse_link(self.ledger.parent)
        for path in (self.ledger, self.journal, self.marker, self.lock, self.holder):
            is_there(path)

    @property
    def was_born(self) -> bool:
        """Whether there ever was a ledger here."""
        return os.path.lexists(self.marker) or os.path.lexists(self.ledger)

    def read_mark(self) -> Mark | None:
        """What the marker says; None where there is none."""
        try:
            _, events, at = read_plain(self.marker, _LONGEST_MARK).decode("ascii").split()
            return Mark(int(events), at)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as exc:
            raise JobnetError(
                f"{self.marker}: cannot be read, so nobody can tell whether {self.ledger} is the newest record of who "
                f"was told. If it is, delete the marker: rm {quoted(str(self.marker))}",
                Exit.IO,
            ) from exc

    def write_mark(self, mark: Mark) -> None:
        """Let the marker say how far the ledger is."""
        # After a power cut an older marker would do: the ledger itself is on the disk by now.
        write_whole(self.marker, f"events {mark.events} {mark.at or '-'}\n".encode(), syncs_name=False)
        failpoints.here("marker-written")

    def remember(self) -> None:
        """Note what leads here: in `known/`, under each of the keys."""
        if self.known is None:
            return
        make_private(self.known)
        for key in self.keys:
            note = self.known / key
            if not is_there(note) or (self.leads and note.read_bytes() != self._as_note):
                write_whole(note, self._as_note)
        failpoints.here("known-written")

    @property
    def _as_note(self) -> bytes:
        """A record in the state folder by its folder's name, so that the whole may be moved; any other by its path."""
        folder = self.ledger.parent
        inside = self.known is not None and folder.parent == self.known.parent and FOLDER.fullmatch(folder.name)
        return os.fsencode(folder.name if inside else self.ledger)


def check_local(folder: Path, mounts: str | None = None) -> None:
    """Refuse a ledger on a network file system: its locks and its fsync cannot be trusted."""
    if mounts is None:
        try:
            mounts = Path("/proc/self/mounts").read_text("utf-8", "replace")
        except OSError:
            return  # not Linux: nothing to ask
    kinds: dict[str, str] = {}
    for line in mounts.splitlines():
        _, point, name, *_ = (*line.split(" "), "", "", "")
        kinds[point.replace("\\040", " ")] = name
    real = Path(os.path.realpath(folder))
    kind = next((kinds[str(each)] for each in (real, *real.parents) if str(each) in kinds), "")
    if kind in NETWORK_FILE_SYSTEMS:
        raise JobnetError(
            f"{folder}: the record of who was told would lie on a network file system ({kind}), whose locks cannot be "
            "trusted. Set JOBNET_STATE, or `ledger:` in config.yaml, to a folder on a local disk.",
            Exit.CONFIG,
        )


def make_private(folder: Path) -> None:
    """The folder, and those above it, there and closed to others."""
    try:
        for each in reversed((folder, *folder.parents)):
            if not each.exists():
                with contextlib.suppress(FileExistsError):
                    each.mkdir(mode=0o700)
        if not os.access(folder, os.W_OK | os.X_OK) or not folder.is_dir():
            raise PermissionError(13, "not writable")
    except OSError as exc:
        raise JobnetError(
            f"{folder}: cannot keep the record of who was told there: {exc.strerror}.{_whose(folder)} "
            "Make it yours (chown), or set JOBNET_STATE to a folder you may write to.",
            Exit.CANNOT_CREATE,
        ) from exc


def _whose(folder: Path) -> str:
    """Who owns the nearest folder that is there, where that is somebody else."""
    with contextlib.suppress(OSError, KeyError, AttributeError):
        there = next(each for each in (folder, *folder.parents) if each.exists())
        if there.stat().st_uid != os.getuid():
            return f" {there} belongs to user {there.owner()}."
    return ""
