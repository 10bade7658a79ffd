"""Files that must be on the disk when a function returns, in folders that are nobody else's."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from jobnet.errors import Exit, JobnetError
from jobnet.files import clear, is_there, sync_folder, write_new

NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "glusterfs", "fuse.sshfs", "fuse.rclone"}
)


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
        import pwd

        return pwd.getpwuid(number).pw_name
    return str(number)


def write_whole(path: Path, data: bytes, *, syncs_name: bool = True) -> None:
    """The file, whole or not at all, on the disk when this returns. Under the lock: a dead run's rest is taken over.

    `syncs_name`: whether it must not be the old one again after a power cut.
    """
    temporary = path.with_name(f".{path.name}.new")
    is_there(path)
    clear(temporary)
    write_new(temporary, data)
    try:
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    if syncs_name:
        sync_folder(path.parent)
