"""The profile: where it is looked for, and its bytes, whatever lies there."""

from __future__ import annotations

import errno
import gc
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jobnet.cli import console
from jobnet.cli.folders import config_folder
from jobnet.errors import Exit, JobnetError, Problem, quoted
from jobnet.files import NotPlainError, read_plain

if TYPE_CHECKING:
    from jobnet.profile.model import Profile


_MOST_BYTES = 32 * 1024 * 1024


def read_with_warnings(named: str | None) -> tuple[Profile, tuple[Problem, ...]]:
    """The profile of this name, or where a profile is looked for, and what reading it warned about."""
    from jobnet.profile.reading import read_profile

    if named == "-":
        found = read_profile(_standard_input(), file="<stdin>")
    else:
        shown = profile_name(named)
        found = read_profile(profile_content(shown), file=shown, path=Path(shown))
    gc.set_threshold(20_000, 20, 50)  # what follows may be five thousand letters, which held 125 MiB, not 90
    return found


def profile_name(named: str | None) -> str:
    """The profile's path as the user would write it."""
    if path := named or _unnamed():
        return path
    raise JobnetError(
        f"no profile found: looked for ./profile.yaml and {config_folder() / 'profile.yaml'}. "
        "Make one with: jobnet init, or name one with: -p FILE",
        Exit.NO_INPUT,
    )


def has_profile() -> bool:
    """Whether there is a profile to speak of without being told where."""
    return _unnamed() is not None


def _unnamed() -> str | None:
    """The profile where the command line names none."""
    if path := os.environ.get("JOBNET_PROFILE"):
        return path
    return next(filter(os.path.lexists, ("profile.yaml", str(config_folder() / "profile.yaml"))), None)


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise JobnetError("-p -: standard input is closed.", Exit.NO_INPUT)
    if console.is_terminal(sys.stdin):
        console.say("jobnet: reading the profile from the keyboard; end it with Ctrl-D.")
    return sys.stdin.buffer.read(_MOST_BYTES + 1)


def profile_content(path: str) -> bytes:
    """The bytes of a regular file; never waits on a FIFO, never reads a device (bad-input rows 1 to 4)."""
    try:
        return read_plain(path, _MOST_BYTES + 1, follow=True)  # one more than is allowed, so that the reader can say so
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: str, error: OSError | ValueError) -> JobnetError:
    number, word = getattr(error, "errno", None), quoted(path)
    if isinstance(error, ValueError):
        why = "is not a possible file name."
    elif number == errno.ELOOP:
        why = f"is a loop of symbolic links (to {_target(path)}). Name the file itself with -p."
    elif number == errno.ENOENT and os.path.islink(path):
        why = f"is a symbolic link to {_target(path)}, which does not exist."
    elif number in {errno.ENOENT, errno.ENOTDIR}:
        why = f"no such file (looked for {os.path.abspath(path)}). Make a profile with: jobnet init {word}"
    elif number == errno.EISDIR:
        why = "is a directory, not a file. Name a YAML file with -p."
    elif isinstance(error, NotPlainError):
        why = f"{error.strerror}. Name a YAML file with -p."
    elif number == errno.EACCES:
        why = f"cannot be read{_owner(path)}. Make it readable with: chmod u+r {word}"
    else:
        why = f"cannot be read: {getattr(error, 'strerror', None) or error}."
    return JobnetError(f"{path}: {why}", Exit.NO_INPUT)


def _target(path: str) -> str:
    try:
        return os.readlink(path)
    except OSError:
        return "?"


def _owner(path: str) -> str:
    try:
        mode = stat.filemode(os.stat(path).st_mode)
    except OSError:
        return ""
    return f" (mode {mode}, you are user {os.getuid()})" if hasattr(os, "getuid") else f" (mode {mode})"
