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
from jobnet.errors import UsageError

_CRONTAB = """\
# crontab -e, then one of these lines. Each Monday at eight; everybody hears when due, and only what is new.
# Recommended: each letter goes into your Drafts folder; you read it there and press send.
{to_drafts}
# Or: each letter is sent by the transport of config.yaml, without being looked at.
# {at_once}
"""
_TIMER = """\
# ~/.config/systemd/user/jobnet.service
[Unit]
Description=Letters of the job search

[Service]
Type=oneshot
{settings}ExecStart={command}

# ~/.config/systemd/user/jobnet.timer
[Unit]
Description=Letters of the job search, each Monday

[Timer]
OnCalendar=Mon 08:00
Persistent=true

[Install]
WantedBy=timers.target

# then: systemctl --user enable --now jobnet.timer
# Without `--via drafts` each letter is sent by the transport of config.yaml.
"""


def schedule(
    common: Common,
    cron: Annotated[bool, option("--cron", says="Only the line for crontab.")] = False,
    systemd: Annotated[bool, option("--systemd", says="Only the systemd timer.")] = False,
) -> None:
    """Print the unattended set-up for this profile, with absolute paths."""
    file = open_profile(common).file
    if file is None:
        raise UsageError("schedule: a profile on standard input cannot be read at night; name a file with -p.")
    program = [*_program(), *"update --all --send --yes --quiet".split()]
    named = ["-p", os.path.abspath(file)]
    to_drafts = [*program, "--via", "drafts", *named]
    for word in (*to_drafts, *_settings().values()):
        if not word.isprintable():  # a line break would begin another line of the crontab
            raise UsageError(
                f"schedule: the path {word!r} has characters in it that cannot stand there. Rename it first."
            )
    parts = []
    if cron or not systemd:
        parts.append(_CRONTAB.format(to_drafts=_cron_line(to_drafts), at_once=_cron_line([*program, *named])))
    if systemd or not cron:
        settings = "".join(f'Environment="{_unit(f"{name}={value}")}"\n' for name, value in _settings().items())
        parts.append(_TIMER.format(settings=settings, command=" ".join(f'"{_unit(word)}"' for word in to_drafts)))
    console.show("\n".join(parts))


def _program() -> list[str]:
    """This very jobnet, by its absolute path."""
    beside = Path(sys.executable).with_name("jobnet")
    program = beside if beside.exists() else shutil.which("jobnet")
    return [os.path.abspath(program)] if program else [sys.executable, "-m", "jobnet"]


def _settings() -> dict[str, str]:
    """What this shell knows and cron would not: where the configuration and the record are."""
    names = ("JOBNET_CONFIG", "JOBNET_STATE", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    return {name: os.path.abspath(os.environ[name]) for name in names if os.environ.get(name)}


def _cron_line(command: list[str]) -> str:
    settings = "".join(f"{name}={shlex.quote(value)} " for name, value in _settings().items())
    return f"0 8 * * 1 {settings}{shlex.join(command)}".replace("%", "\\%")  # where a percent sign ends the command


def _unit(word: str) -> str:
    return word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
