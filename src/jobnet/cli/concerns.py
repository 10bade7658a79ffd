"""What is amiss around a profile: who else can read it, a résumé that cannot be attached."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jobnet.errors import JobnetError, Place, Problem, Severity, quoted
from jobnet.files import read_plain

if TYPE_CHECKING:
    from jobnet.profile.model import Profile


_MOST_BYTES = 32 * 1024 * 1024
_LONGEST_PATH = 4096


def concerns(profile: Profile) -> tuple[Problem, ...]:
    """What is amiss around the profile: who else can read it, a résumé that cannot be attached.

    JobnetError for a résumé from outside the profile's folder: the profile may come from somebody else (row 145).
    """
    return (*_exposure(profile), *_resume_trouble(profile))


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
    reasons, word = [], quoted(str(path))
    if os.name == "posix" and path.stat().st_mode & 0o044:
        reasons.append(("others on this machine can read the profile", f"chmod 600 {word}"))
    if _is_tracked(path):
        mend = f"git rm --cached {word} (it stays on disk)"
        reasons.append(("git keeps the profile: whoever gets the repository reads it", mend))
    place = Place(str(path), 1, 1)
    return tuple(
        Problem("profile", Severity.WARNING, f"This search is confidential, and {why}.", f"Mend it with: {mend}", place)
        for why, mend in reasons
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
