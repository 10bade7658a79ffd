"""Where a seeker's ledger lies: one folder each in the state folder, found by e-mail address or by the profile's path.

Changing one of the two must not open an empty ledger, so both are noted in `known/` once a ledger exists.
Beside the ledger lie its lock and its marker (`ledger.born`), which remembers that there was one, and how far it was.
"""

from __future__ import annotations

import contextlib
import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from jobnet.delivery import failpoints
from jobnet.delivery.addresses import address_key
from jobnet.errors import Exit, JobnetError
from jobnet.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobnet.profile.model import Profile

NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "glusterfs", "fuse.sshfs", "fuse.rclone"}
)


@dataclass(frozen=True)
class Place:
    """One ledger file and what lies beside it."""

    ledger: Path
    keys: tuple[str, ...] = ()
    """Names of the notes in `known/` that should lead here."""
    known: Path | None = None

    @property
    def marker(self) -> Path:
        return self.ledger.with_suffix(".born")

    @property
    def lock(self) -> Path:
        return self.ledger.with_suffix(".lock")

    @property
    def holder(self) -> Path:
        """Who holds the lock: its process and since when, for the message to the second comer."""
        return self.ledger.with_suffix(".holder")

    @property
    def was_born(self) -> bool:
        """Whether there ever was a ledger here."""
        return os.path.lexists(self.marker) or os.path.lexists(self.ledger)

    def remember(self) -> None:
        """Note the address and the path that lead here."""
        if self.known is None:
            return
        make_private(self.known)
        for key in self.keys:
            note = self.known / key
            if not note.exists():
                write_whole(note, self.ledger.parent.name.encode())
        failpoints.here("known-written")

    def born_at(self) -> int:
        """How many batches the ledger had when the marker was last written; 0 if that cannot be read."""
        with contextlib.suppress(OSError, ValueError):
            return int(self.marker.read_text("ascii"))
        return 0

    def mark(self, batches: int) -> None:
        """Let the marker say how far the ledger is."""
        if not self.marker.exists() or self.born_at() != batches:
            write_whole(self.marker, str(batches).encode())
            failpoints.here("marker-written")


def places(profile: Profile, state: Path, configured: Path | None = None) -> tuple[Place, ...]:
    """The ledgers known for this seeker: one; several when address and path lead to different ones; or none yet."""
    if configured is not None:
        return (Place(configured),) if Place(configured).was_born else ()
    keys = tuple(_keys(profile))
    found = dict.fromkeys(name for key in keys if (name := _lead(state, key)))
    return tuple(_in(state, name, keys) for name in found)


def place_to_write(profile: Profile, state: Path, configured: Path | None = None) -> Place:
    """The one ledger that sending and recording write to; it need not exist yet."""
    if configured is not None:
        return Place(configured)
    known = places(profile, state)
    if len(known) > 1:
        listed = " and ".join(str(place.ledger) for place in known)
        raise JobnetError(
            f"two records of what was sent are known for this profile, one by its address, one by its path: {listed}. "
            "Name the right one with `ledger:` in config.yaml.",
            Exit.CONFIG,
        )
    keys = tuple(_keys(profile))
    if not keys:
        raise JobnetError(
            "the profile has no `email` and comes from standard input: there is nothing to keep the record under. "
            "Add `email:` to the profile.",
            Exit.REFUSED,
        )
    return known[0] if known else _in(state, keys[0], keys)


def check_local(folder: Path, mounts: str | None = None) -> None:
    """Refuse a ledger on a network file system: its locks and its fsync cannot be trusted."""
    if mounts is None:
        try:
            mounts = Path("/proc/self/mounts").read_text("utf-8", "replace")
        except OSError:
            return  # not Linux: nothing to ask
    real = os.path.realpath(folder)
    kind, longest = "", -1
    for line in mounts.splitlines():
        _, point, found, *_ = (*line.split(" "), "", "", "")
        point = point.replace("\\040", " ")
        if (real == point or real.startswith(point.rstrip("/") + "/")) and len(point) >= longest:
            kind, longest = found, len(point)
    if kind in NETWORK_FILE_SYSTEMS:
        raise JobnetError(
            f"{folder}: the record of who was told would lie on a network file system ({kind}), whose locks cannot be "
            "trusted. Set JOBNET_STATE, or `ledger:` in config.yaml, to a folder on a local disk.",
            Exit.CONFIG,
        )


def make_private(folder: Path) -> None:
    """The folder, and those above it, there and closed to others."""
    try:
        missing = [folder, *folder.parents]
        missing = missing[: next((i for i, each in enumerate(missing) if each.exists()), len(missing))]
        for each in reversed(missing):
            with contextlib.suppress(FileExistsError):
                each.mkdir(mode=0o700)
        if not os.access(folder, os.W_OK | os.X_OK) or not folder.is_dir():
            raise PermissionError(13, "not writable")
    except OSError as exc:
        raise JobnetError(_cannot_create(folder, exc), Exit.CANNOT_CREATE) from exc


def _cannot_create(folder: Path, exc: OSError) -> str:
    there = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    owner = there.stat().st_uid if there.exists() else -1
    whose = f" {there} belongs to user {_user(owner)}." if hasattr(os, "getuid") and owner != os.getuid() else ""
    return (
        f"{folder}: cannot keep the record of who was told there: {exc.strerror}.{whose} "
        "Make it yours (chown), or set JOBNET_STATE to a folder you may write to."
    )


def _user(number: int) -> str:
    with contextlib.suppress(ImportError, KeyError):
        import pwd  # noqa: PLC0415

        return pwd.getpwuid(number).pw_name
    return str(number)


def write_whole(path: Path, data: bytes, mode: int = 0o600) -> None:
    """The file, whole or not at all, on the disk when this returns. Under the lock: a dead run's rest is taken over."""
    temporary = path.with_name(f".{path.name}.new")
    with contextlib.suppress(FileNotFoundError):
        temporary.unlink()
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in the folder durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _keys(profile: Profile) -> Iterator[str]:
    if profile.email:
        yield _key(f"email:{address_key(profile.email)}")
    if profile.file is not None:
        yield _key(f"path:{os.path.realpath(profile.file)}")


def _key(said: str) -> str:
    return sha256(said.encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _lead(state: Path, key: str) -> str | None:
    """The ledger folder this key leads to: noted, or made under this very key by a run that died before noting it."""
    with contextlib.suppress(OSError, ValueError):
        return (state / "known" / key).read_text("ascii").strip()
    return key if _in(state, key, ()).was_born else None


def _in(state: Path, name: str, keys: tuple[str, ...]) -> Place:
    return Place(state / name / "ledger.db", keys, state / "known")
