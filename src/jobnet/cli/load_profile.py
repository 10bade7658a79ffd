"""Finding and opening the profile, and asking the clock: what every command on a profile begins with."""

from __future__ import annotations

import datetime as dt
import errno
import gc
import os
import stat
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jobnet.cli import console
from jobnet.cli.folders import config_folder
from jobnet.errors import Exit, JobnetError, Place, Problem, Severity
from jobnet.files import NotPlainError, read_plain

if TYPE_CHECKING:
    from jobnet.cli.options import Common
    from jobnet.profile.model import Profile

_MOST_BYTES = 32 * 1024 * 1024
_LONGEST_PATH = 4096


def open_profile(common: Common) -> Profile:
    """The profile that the options name; its warnings are said."""
    profile, warnings = open_with_warnings(common)
    troubles = (*warnings, *concerns(profile))
    if not common.quiet:
        console.warn(troubles)
    return profile


def open_with_warnings(common: Common) -> tuple[Profile, tuple[Problem, ...]]:
    """The profile that the options name, and what reading it warned about."""
    from jobnet.profile.reading import read_profile

    if common.profile == "-":
        found = read_profile(_standard_input(), file="<stdin>", languages=languages_known())
    else:
        shown = profile_name(common)
        found = read_profile(profile_content(shown), file=shown, path=Path(shown), languages=languages_known())
    gc.set_threshold(20_000, 20, 50)  # what follows may be five thousand letters, which held 125 MiB, not 90
    return found


def concerns(profile: Profile) -> tuple[Problem, ...]:
    """What is amiss around the profile: who else can read it, a résumé that cannot be attached.

    JobnetError for a résumé from outside the profile's folder: the profile may come from somebody else (row 145).
    """
    return (*_exposure(profile), *_resume_trouble(profile))


def _resume_trouble(profile: Profile) -> tuple[Problem, ...]:
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
        return tuple(replace(each, severity=Severity.WARNING) for each in error.problems)
    return ()


def _exposure(profile: Profile) -> tuple[Problem, ...]:
    """Whether the profile of a confidential search can be read by others, or is tracked by git (bad-input row 146)."""
    path = profile.file
    if path is None or not profile.search.confidential:
        return ()
    found = []
    quoted = console.quoted(str(path))
    if os.name == "posix" and path.stat().st_mode & 0o044:
        found.append(
            ("This search is confidential, and others on this machine can read the profile.", f"chmod 600 {quoted}")
        )
    if _is_tracked(path):
        mend = f"git rm --cached {quoted} (it stays on disk)"
        found.append(
            ("This search is confidential, and git keeps the profile: whoever gets the repository reads it.", mend)
        )
    place = Place(str(path), 1, 1)
    return tuple(Problem("profile", Severity.WARNING, said, f"Mend it with: {mend}", place) for said, mend in found)


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


def profile_name(common: Common) -> str:
    """The profile's path as the user would write it."""
    named = common.profile or os.environ.get("JOBNET_PROFILE")
    if named:
        return named
    if Path("profile.yaml").exists() or Path("profile.yaml").is_symlink():
        return "profile.yaml"
    in_config = config_folder() / "profile.yaml"
    if in_config.exists():
        return str(in_config)
    raise JobnetError(
        f"no profile found: looked for ./profile.yaml and {in_config}. "
        "Make one with: jobnet init, or name one with: -p FILE",
        Exit.NO_INPUT,
    )


def has_profile() -> bool:
    """Whether there is a profile to speak of without being told where."""
    if os.environ.get("JOBNET_PROFILE"):
        return True
    return any(os.path.lexists(path) for path in ("profile.yaml", config_folder() / "profile.yaml"))


def today_of(common: Common) -> dt.date:
    """The day to act on: `--today`, `$JOBNET_TODAY`, else the local date."""
    typed = common.today or os.environ.get("JOBNET_TODAY")
    if not typed:
        return dt.date.today()  # noqa: DTZ011 (the user's calendar, not an instant)
    from jobnet.facts.since import parse_date

    return parse_date(typed, "--today" if common.today else "JOBNET_TODAY")


def day_of(text: str, today: dt.date, option: str) -> dt.date:
    """The day that an option names as people say it: yesterday, last friday, 2026-10-06."""
    from jobnet.profile.relative_dates import FORMS, spoken_date

    day = spoken_date(text, today)
    if day is None:
        raise JobnetError(f"{option} {text!r} is not a day. Write it like one of: {FORMS}.", Exit.USAGE)
    return day


def languages_known() -> tuple[str, ...]:
    """The languages that have templates, the built-in ones and the user's own."""
    from jobnet.cli.folders import user_templates
    from jobnet.rendering.templates import languages, templates_folder

    return languages(templates_folder(), user_templates())


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
    number, word = getattr(error, "errno", None), console.quoted(path)
    if isinstance(error, ValueError):
        said = "is not a possible file name."
    elif number == errno.ELOOP:
        said = f"is a loop of symbolic links (to {_target(path)}). Name the file itself with -p."
    elif number == errno.ENOENT and os.path.islink(path):  # noqa: PTH114
        said = f"is a symbolic link to {_target(path)}, which does not exist."
    elif number in {errno.ENOENT, errno.ENOTDIR}:
        said = f"no such file (looked for {os.path.abspath(path)}). Make a profile with: jobnet init {word}"  # noqa: PTH100
    elif number == errno.EISDIR:
        said = "is a directory, not a file. Name a YAML file with -p."
    elif isinstance(error, NotPlainError):
        said = f"{error.strerror}. Name a YAML file with -p."
    elif number == errno.EACCES:
        said = f"cannot be read{_owner(path)}. Make it readable with: chmod u+r {word}"
    else:
        said = f"cannot be read: {getattr(error, 'strerror', None) or error}."
    return JobnetError(f"{path}: {said}", Exit.NO_INPUT)


def _target(path: str) -> str:
    try:
        return os.readlink(path)  # noqa: PTH115
    except OSError:
        return "?"


def _owner(path: str) -> str:
    try:
        mode = stat.filemode(os.stat(path).st_mode)  # noqa: PTH116
    except OSError:
        return ""
    return f" (mode {mode}, you are user {os.getuid()})" if hasattr(os, "getuid") else f" (mode {mode})"
