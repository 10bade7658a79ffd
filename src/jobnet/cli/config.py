"""`jobnet config`: what is in force, and where each value comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from jobnet.cli import console
from jobnet.cli.folders import state_folder
from jobnet.cli.load_profile import has_profile
from jobnet.cli.options import Common
from jobnet.cli.session import open_profile
from jobnet.cli.settings import config_path, read_config_file
from jobnet.delivery.config import Config, program
from jobnet.delivery.ledger.find import records_of
from jobnet.delivery.transports.server import Server
from jobnet.profile.model import Profile


def config(common: Common) -> None:
    """What is in force, and where each value comes from; secrets are not shown."""
    settings, warnings = read_config_file()
    if not common.quiet:
        console.warn(warnings)
    profile = open_profile(common) if common.profile or has_profile() else None
    console.show(_in_force(settings, config_path(), profile))


def _in_force(config: Config, path: Path, profile: Profile | None) -> str:
    """One line a value: the key, the value, where it comes from."""
    there = "" if config.file else " (not there: defaults only)"
    lines = [f"config file: {path}{there}", *(_line(config, *each) for each in _values(config, profile))]
    lines.append(f"state folder: {state_folder()} ({'JOBNET_STATE' if os.environ.get('JOBNET_STATE') else 'default'})")
    if profile is not None:
        known = records_of(profile, state_folder(), config.ledger).places
        lines += [f"record of what was sent: {place.ledger}" for place in known] or [
            "record of what was sent: none yet"
        ]
    return "\n".join(lines) + "\n"


def _values(config: Config, profile: Profile | None) -> Iterator[tuple[str, str | None, str]]:
    """Key, value, and what stands in for it when the file does not say."""
    yield "transport", config.transport, "not set"
    named = f"{config.sender.name} <{config.sender.address}>".strip() if config.sender else None
    yield "from", named, f"{profile.name} <{profile.email}> (profile)" if profile and profile.email else "the profile's"
    yield "reply_to", config.reply_to.address if config.reply_to else None, "not set"
    yield "smtp", _server(config.smtp), "not set"
    yield "sendmail", _hidden(config.sendmail), ""
    yield "maildir", str(config.maildir) if config.maildir else None, "not set"
    yield "folder", str(config.folder) if config.folder else None, "not set"
    yield "drafts", _server(config.drafts), "not set"
    yield "password_command", _hidden(config.password_command), _password_from()
    yield "token_command", _hidden(config.token_command), "not set"
    yield "edit_command", _hidden(config.edit_command), "not set"
    yield "rate", f"one message in {config.interval:g} s", ""
    yield "daily_cap", str(config.daily_cap), ""
    yield "max_messages", str(config.max_messages), ""
    yield "ledger", str(config.ledger) if config.ledger else None, "in the state folder"


def _line(config: Config, key: str, value: str | None, otherwise: str) -> str:
    if key in config.lines:
        return f"{key}: {value} ({config.file}:{config.lines[key]})"
    return f"{key}: {value or otherwise} (default)"


def _server(server: Server | None) -> str | None:
    if server is None:
        return None
    user = f", user {server.user}" if server.user else ""
    return f"{server.host}:{server.port}, {server.security}{user}"


def _hidden(command: tuple[str, ...]) -> str | None:
    """The program only: its arguments may name a secret."""
    return f"{program(command)} …" if command else None


def _password_from() -> str:
    return "$JOBNET_SMTP_PASSWORD is set" if os.environ.get("JOBNET_SMTP_PASSWORD") else "not set"
