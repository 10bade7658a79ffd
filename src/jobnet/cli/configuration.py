"""`jobnet config`, `doctor` and `schedule`: what is in force, whether it works, and the unattended set-up."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any

from jobnet.cli import console
from jobnet.cli.folders import state_folder
from jobnet.cli.load_profile import unnamed_profile
from jobnet.cli.options import Common, ViaTransport, option
from jobnet.cli.session import Session, open_profile, open_session
from jobnet.cli.settings import LOGIN_VARIABLE, config_path, read_config_file, transport_name, transport_of
from jobnet.delivery.clock import Clock
from jobnet.delivery.compose_message import sender_of
from jobnet.delivery.config import Config, program
from jobnet.delivery.ledger.find import records_of
from jobnet.delivery.ledger.open import older_than_marked, open_to_read
from jobnet.delivery.ledger.records import State
from jobnet.delivery.transports.server import Server
from jobnet.errors import Exit, JobnetError, UsageError
from jobnet.facts.employer import looks_like_the_employers
from jobnet.profile.addresses import Mailbox
from jobnet.profile.model import Profile


def config(common: Common) -> None:
    """What is in force, and where each value comes from; secrets are not shown."""
    settings, warnings = read_config_file()
    if not common.quiet:
        console.warn(warnings)
    profile = open_profile(common) if common.profile or unnamed_profile() else None
    there = "" if settings.file else " (not there: defaults only)"
    lines = [f"config file: {config_path()}{there}", *_in_force(settings, profile)]
    lines.append(f"state folder: {state_folder()} ({'JOBNET_STATE' if os.environ.get('JOBNET_STATE') else 'default'})")
    if profile is not None:
        known = [str(place.ledger) for place in records_of(profile, state_folder(), settings.ledger).places]
        lines += [f"record of what was sent: {place}" for place in known or ["none yet"]]
    console.show("\n".join(lines) + "\n")


def _in_force(config: Config, profile: Profile | None) -> Iterator[str]:
    """One line a value: the key, the value or what stands in for it, where it comes from."""
    seeker = f"{profile.name} <{profile.email}> (profile)" if profile and profile.email else "the profile's"
    instead = {"from": seeker, "ledger": "in the state folder"}
    if os.environ.get(LOGIN_VARIABLE):
        instead["password_command"] = f"${LOGIN_VARIABLE} is set"
    for each in fields(config):
        key = _KEYS.get(each.name, each.name)
        if key not in {"file", "lines"}:
            value = _shown(getattr(config, each.name)) or instead.get(key, "not set")
            yield f"{key}: {value} ({f'{config.file}:{config.lines[key]}' if key in config.lines else 'default'})"


_KEYS = {"sender": "from", "interval": "rate"}
"""What the file calls a value, where that is another word."""


def _shown(value: Any) -> str:
    """The value in words; empty where there is none. Of a command only the program: the rest may name a secret."""
    match value:
        case Server():
            return f"{value.host}:{value.port}, {value.security}{f', user {value.user}' if value.user else ''}"
        case Mailbox():
            return f"{value.name} <{value.address}>".strip()
        case tuple():
            return f"{program(value)} …" if value else ""
        case float():
            return f"one message in {value:g} s"
    return str(value or "")


def doctor(common: Common, via: ViaTransport = None) -> None:
    """Try the transport, the ledger and the profile without sending anything."""
    session = open_session(common)
    session.say_what_is_odd()
    profile, config = session.profile, session.config
    sender = sender_of(profile, config).address
    console.show(f"sender: {sender}\n")
    for each in looks_like_the_employers(profile, (sender, *config.mail)):
        console.say(f"jobnet: warning: {each} looks as if it were at your employer, which may read it. [PRIV-12]")
    console.show(f"record of what was sent: {_record(session)}\n")
    name = transport_name(config, via)
    transport = transport_of(name, config, Clock())
    transport.open()
    note = f"{transport.note}; " if transport.note else ""
    transport.close()
    console.show(f"{name}: ready; {note}nothing was sent\n")


def _record(session: Session) -> str:
    """The record, opened and checked; a JobnetError says what is wrong with it."""
    place = session.ledger_place
    if not place.was_born:
        return "none yet; it is made with the first letter sent"
    with open_to_read(place) as ledger:
        if trouble := older_than_marked(place, ledger):
            raise JobnetError(trouble, Exit.IO)
        counts = {state: len(ledger.messages(state)) for state in State}
    listed = ", ".join(f"{count} {state.said}" for state, count in counts.items() if count) or "empty"
    return f"{place.ledger}: {listed}"


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
        parts.append(_text("cron").format(to_drafts=_cron_line(to_drafts), at_once=_cron_line([*program, *named])))
    if systemd or not cron:
        settings = "".join(f'Environment="{_unit(f"{name}={value}")}"\n' for name, value in _settings().items())
        parts.append(
            _text("systemd").format(settings=settings, command=" ".join(f'"{_unit(word)}"' for word in to_drafts))
        )
    console.show("\n".join(parts))


def _text(kind: str) -> str:
    return Path(__file__).with_name(f"schedule.{kind}.txt").read_text("utf-8")


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
