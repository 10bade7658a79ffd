"""config.yaml and the secrets: where they are found, and the transports made from them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from jobnet.cli import console
from jobnet.cli.folders import config_folder
from jobnet.delivery.clock import Clock
from jobnet.delivery.config import TRANSPORTS, Config, read_config, secret_from, usable_secret
from jobnet.delivery.transports.base import Transport
from jobnet.delivery.transports.server import Credentials, Server
from jobnet.errors import Exit, JobnetError, Problem
from jobnet.files import NotPlainError, read_plain

_MOST_BYTES = 256 * 1024


def config_path() -> Path:
    """`$JOBNET_CONFIG`, else config.yaml in the user's config folder."""
    named = os.environ.get("JOBNET_CONFIG")
    return Path(named) if named else config_folder() / "config.yaml"


def read_config_file() -> tuple[Config, tuple[Problem, ...]]:
    """The configuration, and what is odd in it; the defaults where there is no file."""
    path = config_path()
    try:
        data, mode = _content(path)
    except FileNotFoundError:
        if os.environ.get("JOBNET_CONFIG"):
            raise JobnetError(f"{path}: no such file ($JOBNET_CONFIG names it).", Exit.CONFIG) from None
        return Config(), ()
    except OSError as exc:
        raise JobnetError(f"{path}: cannot be read: {exc.strerror}", Exit.CONFIG) from exc
    return read_config(data, file=str(path), home=Path(os.path.expanduser("~")), mode=stat.S_IMODE(mode))


def _content(path: Path) -> tuple[bytes, int]:
    """The bytes and the mode of a plain file; never waits on a FIFO, never reads a device without end."""
    if str(path) == os.devnull:  # as everywhere: no configuration, and nothing to complain about
        return b"", stat.S_IFREG | 0o600
    try:
        data = read_plain(path, _MOST_BYTES + 1, follow=True)
    except NotPlainError as odd:
        raise JobnetError(f"{path}: {odd.strerror}.", Exit.CONFIG) from None
    if len(data) > _MOST_BYTES:
        raise JobnetError(f"{path}: is larger than {_MOST_BYTES // 1024} KiB; a configuration is a page.", Exit.CONFIG)
    return data, path.stat().st_mode


def transport_name(config: Config, via: str | None) -> str:
    """`--via`, else the configured transport."""
    if via is not None:
        return str(via)
    if config.transport is None:
        raise JobnetError(
            f"no transport is configured: write `transport: smtp` (or {', '.join(TRANSPORTS[1:])}) and its settings "
            f"into {config.file or config_path()}, or add --via.",
            Exit.CONFIG,
        )
    return config.transport


def transport_of(name: str, config: Config, clock: Clock, hurried: Callable[[], bool] = lambda: False) -> Transport:
    """The transport of this name with its settings; nothing is opened yet."""
    if name == "smtp":
        from jobnet.delivery.transports.smtp import Smtp

        if config.smtp is None:
            raise _unset(config, "smtp", "smtp: {host: mail.example.com, user: you@example.com}")
        return Smtp(replace(config.smtp, login=_login_of(config, config.smtp)), clock, hurried)
    if name == "sendmail":
        from jobnet.delivery.transports.sendmail import Sendmail

        return Sendmail(config.sendmail, clock, hurried)
    if name == "drafts":
        from jobnet.delivery.transports.drafts import Drafts

        if config.drafts is None:
            raise _unset(config, "drafts", "drafts: {host: imap.example.com, user: you@example.com}")
        return Drafts(replace(config.drafts, login=_login_of(config, config.drafts)), clock, hurried)
    from jobnet.delivery.transports.files import Folder, Maildir

    path = config.maildir if name == "maildir" else config.folder
    if path is None:
        raise _unset(config, name, f"{name}: {{path: /path/to/it}}")
    return Maildir(path) if name == "maildir" else Folder(path)


def _login_of(config: Config, server: Server) -> Callable[[], Credentials] | None:
    """How to log in, if a user is set; the secret is asked for when it is needed, a password only once."""
    user = server.user
    if user is None:
        return None
    if config.token_command:
        return lambda: Credentials(user, secret_from(config.token_command, key="token_command"), is_token=True)
    return cache(lambda: Credentials(user, _password(config, server)))


def _password(config: Config, server: Server) -> str:
    if config.password_command:
        return secret_from(config.password_command)
    if given := os.environ.get("JOBNET_SMTP_PASSWORD"):
        return usable_secret(given, "$JOBNET_SMTP_PASSWORD")
    if console.can_ask():
        import getpass

        return usable_secret(getpass.getpass(f"Password of {server.user} at {server.host}: "), "what you typed")
    raise JobnetError(
        f"no password for {server.user} at {server.host}, and no terminal to ask on: set `password_command:` in "
        "config.yaml, or $JOBNET_SMTP_PASSWORD.",
        Exit.CONFIG,
    )


def _unset(config: Config, name: str, line: str) -> JobnetError:
    return JobnetError(
        f"the transport {name} has no settings: write `{line}` into {config.file or config_path()}.", Exit.CONFIG
    )
