"""`jobnet schedule`: a crontab line, a systemd timer, with this machine's paths and nothing left to fill in."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import Annotated

from jobnet.cli import console
from jobnet.cli.options import Common, option
from jobnet.cli.session import open_profile
from jobnet.errors import Exit, JobnetError
from jobnet.profile.model import Profile

_WHEN = "0 8 * * 1"
_ON_CALENDAR = "Mon 08:00"
_VARIABLES = ("JOBNET_CONFIG", "JOBNET_STATE", "XDG_CONFIG_HOME", "XDG_STATE_HOME")


def schedule(
    common: Common,
    cron: Annotated[bool, option("--cron", says="Only the line for crontab.")] = False,
    systemd: Annotated[bool, option("--systemd", says="Only the systemd timer.")] = False,
) -> int:
    """Print the unattended set-up for this profile, with absolute paths."""
    profile = open_profile(common)
    if profile.file is None:
        raise JobnetError(
            "schedule: a profile on standard input cannot be read at night; name a file with -p.", Exit.USAGE
        )
    console.show(set_up(profile, cron=cron or not systemd, systemd=systemd or not cron))
    return Exit.DONE


def set_up(profile: Profile, *, cron: bool, systemd: bool) -> str:
    """The text to paste; drafts first, for those who want to press the button themselves."""
    for word in (*command(profile), *(value for _, value in _settings())):
        if not word.isprintable():  # a line break would begin another line of the crontab
            said = f"schedule: the path {word!r} has characters in it that cannot stand there. Rename it first."
            raise JobnetError(said, Exit.USAGE)
    parts = []
    if cron:
        parts.append(_crontab(profile))
    if systemd:
        parts.append(_timer(profile))
    return "\n".join(parts)


def program() -> list[str]:
    """This very jobnet, by its absolute path."""
    beside = Path(sys.executable).with_name("jobnet")
    found = beside if beside.exists() else shutil.which("jobnet")
    return [os.path.abspath(found)] if found else [sys.executable, "-m", "jobnet"]


def command(profile: Profile, *more: str) -> list[str]:
    """The command that cron runs."""
    file = os.path.abspath(profile.file or "profile.yaml")
    return [*program(), "update", "--all", "--send", "--yes", "--quiet", *more, "-p", file]


def _crontab(profile: Profile) -> str:
    settings = "".join(f"{name}={shlex.quote(value)} " for name, value in _settings())
    # In a crontab a percent sign ends the command.
    lines = [
        f"{_WHEN} {settings}{shlex.join(command(profile, *more))}".replace("%", "\\%")
        for more in (("--via", "drafts"), ())
    ]
    return (
        "# crontab -e, then one of these lines. Each Monday at eight; everybody hears when due, and only what is new.\n"
        "# Recommended: each letter goes into your Drafts folder; you read it there and press send.\n"
        f"{lines[0]}\n"
        "# Or: each letter is sent by the transport of config.yaml, without being looked at.\n"
        f"# {lines[1]}\n"
    )


def _timer(profile: Profile) -> str:
    settings = "".join(f'Environment="{_unit(f"{name}={value}")}"\n' for name, value in _settings())
    words = " ".join(f'"{_unit(word)}"' for word in command(profile, "--via", "drafts"))
    return (
        "# ~/.config/systemd/user/jobnet.service\n"
        "[Unit]\nDescription=Letters of the job search\n\n"
        f"[Service]\nType=oneshot\n{settings}ExecStart={words}\n\n"
        "# ~/.config/systemd/user/jobnet.timer\n"
        "[Unit]\nDescription=Letters of the job search, each Monday\n\n"
        f"[Timer]\nOnCalendar={_ON_CALENDAR}\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n\n"
        "# then: systemctl --user enable --now jobnet.timer\n"
        "# Without `--via drafts` each letter is sent by the transport of config.yaml.\n"
    )


def _settings() -> list[tuple[str, str]]:
    """What this shell knows and cron would not: where the configuration and the record are."""
    return [(name, os.path.abspath(os.environ[name])) for name in _VARIABLES if os.environ.get(name)]


def _unit(word: str) -> str:
    return word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
