"""What jobnet last wrote into a profile, so that `undo` takes back that and nothing else.

A note in the state folder holds two checksums and no word of the profile: the file before the change and after it.
"""

from __future__ import annotations

import contextlib
from hashlib import sha256
from typing import TYPE_CHECKING

from jobnet import files
from jobnet.errors import Exit, JobnetError
from jobnet.profile.saving import newest_backup

if TYPE_CHECKING:
    from pathlib import Path

_MOST_BYTES = 33 * 1024 * 1024


def note_change(state: Path, path: Path, old: bytes, new: bytes) -> None:
    """Note a change that was made. Where no note can be written, the change stands and cannot be taken back."""
    note = _note(state, path)
    with contextlib.suppress(OSError, JobnetError):
        for folder in (state, note.parent):
            files.refuse_link(folder)
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.clear(note)
        files.write_new(note, _sums(old, new), durable=False)


def forget_change(state: Path, path: Path) -> None:
    """The change was taken back: there is none any more."""
    with contextlib.suppress(OSError, JobnetError):
        files.clear(_note(state, path))


def before_change(state: Path, path: Path, now: bytes) -> bytes:
    """The file as it was before the last change, of which `now` is the outcome.

    Raises:
        JobnetError: there is no change to take back, the file is no longer as jobnet left it, or its backup is
            not what it was (exit 65).
    """
    try:
        noted = files.read_plain(_note(state, path), 200)
    except OSError:
        raise _refused(path, "there is no change of jobnet's to take back") from None
    try:
        old = files.read_plain(newest_backup(path), _MOST_BYTES)
    except OSError:
        raise _refused(path, f"its backup {newest_backup(path).name} cannot be read") from None
    if _sums(old, now) == noted:
        return old
    if noted.endswith(_sums(now)):
        raise _refused(path, f"its backup {newest_backup(path).name} is not the one that jobnet made")
    raise _refused(path, f"it was changed since jobnet last did; compare it with {newest_backup(path).name} yourself")


def _note(state: Path, path: Path) -> Path:
    return state / "changes" / sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _sums(*contents: bytes) -> bytes:
    return b"".join(sha256(each).hexdigest().encode() + b"\n" for each in contents)


def _refused(path: Path, why: str) -> JobnetError:
    return JobnetError(f"{path}: {why}. Nothing was changed.", Exit.REFUSED)
