"""What `config` and `doctor` show: every value, where it comes from, and no secret."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from jobnet.cli.folders import state_folder
from jobnet.delivery.config import program
from jobnet.delivery.ledger.find import place_to_write, records_of
from jobnet.errors import Exit, JobnetError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jobnet.delivery.config import Config
    from jobnet.delivery.transports.server import Server
    from jobnet.profile.model import Profile


def in_force(config: Config, path: Path, profile: Profile | None) -> str:
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


def checked_ledger(profile: Profile, config: Config) -> str:
    """The record, opened and checked; a JobnetError says what is wrong with it."""
    from jobnet.delivery.ledger.open import older_than_marked, open_to_read
    from jobnet.delivery.ledger.records import State

    place = place_to_write(profile, state_folder(), config.ledger)
    if not place.was_born:
        return "record of what was sent: none yet; it is made with the first letter sent\n"
    with open_to_read(place) as ledger:
        if trouble := older_than_marked(place, ledger):
            raise JobnetError(trouble, Exit.IO)
        counts = {state: len(ledger.messages(state)) for state in State}
    listed = ", ".join(f"{count} {state.said}" for state, count in counts.items() if count) or "empty"
    return f"record of what was sent: {place.ledger}: {listed}\n"


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
