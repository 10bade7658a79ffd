"""The profile: where it is looked for, its bytes, whatever lies there, and what is amiss around it."""

from __future__ import annotations

import errno
import gc
import os
import stat
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jobnet.cli import console
from jobnet.cli.folders import config_folder
from jobnet.errors import Exit, JobnetError, Place, Problem, Severity, quoted
from jobnet.files import NotPlainError, read_plain

if TYPE_CHECKING:
    from jobnet.profile.model import Profile

_MOST_BYTES = 32 * 1024 * 1024
_LONGEST_PATH = 4096


def read_with_warnings(named: str | None) -> tuple[Profile, tuple[Problem, ...]]:
    """The profile of this name, or where a profile is looked for, and what is odd in it and around it.

    JobnetError also for a résumé from outside the profile's folder: the profile may come from somebody else (row 145).
    """
    from jobnet.profile.reading import read_profile

    if named == "-":
        profile, warnings = read_profile(_standard_input(), file="<stdin>")
    else:
        shown = profile_name(named)
        profile, warnings = read_profile(profile_content(shown), file=shown, path=Path(shown))
    gc.set_threshold(20_000, 20, 50)  # what follows may be five thousand letters, which held 125 MiB, not 90
    return profile, (*warnings, *_exposure(profile), *_resume_trouble(profile))


def profile_name(named: str | None) -> str:
    """The profile's path as the user would write it."""
    if path := named or unnamed_profile():
        return path
    raise JobnetError(
        f"no profile found: looked for ./profile.yaml and {config_folder() / 'profile.yaml'}. "
        "Make one with: jobnet init, or name one with: -p FILE",
        Exit.NO_INPUT,
    )


def unnamed_profile() -> str | None:
    """The profile where the command line names none; None if there is none to be found."""
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
    word = quoted(path)
    if isinstance(error, ValueError):
        why = "is not a possible file name."
    elif error.errno == errno.ELOOP and os.path.islink(path):
        why = f"is a loop of symbolic links (to {os.readlink(path)}). Name the file itself with -p."
    elif error.errno == errno.ENOENT and os.path.islink(path):
        why = f"is a symbolic link to {os.readlink(path)}, which does not exist."
    elif error.errno in {errno.ENOENT, errno.ENOTDIR}:
        why = f"no such file (looked for {os.path.abspath(path)}). Make a profile with: jobnet init {word}"
    elif isinstance(error, NotPlainError):
        why = f"{error.strerror}. Name a YAML file with -p."
    elif error.errno == errno.EACCES:
        why = f"cannot be read{_owner(path)}. Make it readable with: chmod u+r {word}"
    else:
        why = f"cannot be read: {error.strerror}."
    return JobnetError(f"{path}: {why}", Exit.NO_INPUT)


def _owner(path: str) -> str:
    try:
        mode = stat.filemode(os.stat(path).st_mode)
    except OSError:
        return ""
    return f" (mode {mode}, you are user {os.getuid()})" if hasattr(os, "getuid") else f" (mode {mode})"


def _resume_trouble(profile: Profile) -> Sequence[Problem]:
    """Why the résumé cannot be attached: an error where it is to be, else only a warning (bad-input rows 144, 145)."""
    resume = profile.resume
    if resume is None or resume.file is None or profile.file is None:
        return ()
    from jobnet.delivery.attachments import ForeignFileError, resume_path

    try:
        resume_path(resume.file, profile=profile.file, at=resume.at)
    except ForeignFileError:
        raise
    except JobnetError as error:
        return [replace(each, severity=Severity.WARNING) for each in error.problems]
    return ()


def _exposure(profile: Profile) -> tuple[Problem, ...]:
    """Whether the profile of a confidential search can be read by others, or is tracked by git (bad-input row 146)."""
    path = profile.file
    if path is None or not profile.search.confidential:
        return ()
    found, word = [], quoted(str(path))
    if os.name == "posix" and path.stat().st_mode & 0o044:
        found.append(("others on this machine can read the profile", f"chmod 600 {word}"))
    if _is_tracked(path):
        untrack = f"git rm --cached {word} (it stays on disk)"
        found.append(("git keeps the profile: whoever gets the repository reads it", untrack))
    place = Place(str(path), 1, 1)
    return tuple(
        Problem("profile", Severity.WARNING, f"This search is confidential, and {why}.", f"Mend it with: {mend}", place)
        for why, mend in found
    )


def _is_tracked(path: Path) -> bool:
    """Whether git tracks this file, by its index alone: git itself would run what a stranger's repository says."""
    whole = path.resolve()
    root = next((folder for folder in whole.parents if os.path.lexists(folder / ".git")), None)
    if root is None:
        return False
    try:
        index = read_plain(_git_folder(root) / "index", _MOST_BYTES)
    except (OSError, ValueError):
        return False
    return os.fsencode(whole.relative_to(root).as_posix()) + b"\0" in index


def _git_folder(root: Path) -> Path:
    """Where git keeps what it knows of this work tree: a linked one has a file `.git` that names it."""
    if (root / ".git").is_dir():
        return root / ".git"
    named = read_plain(root / ".git", _LONGEST_PATH).removeprefix(b"gitdir:").strip()
    return root / os.fsdecode(named)
