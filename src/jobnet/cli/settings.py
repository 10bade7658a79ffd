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
from jobnet.files import read_plain

LOGIN_VARIABLE = "JOBNET_SMTP_PASSWORD"
"""Of the environment: the password, where no command gives it."""
_MOST_BYTES = 256 * 1024
_EXAMPLES = {
    "smtp": "{host: mail.example.com, user: you@example.com}",
    "drafts": "{host: imap.example.com, user: you@example.com}",
}


def config_path() -> Path:
    """`$JOBNET_CONFIG`, else config.yaml in the user's config folder."""
    named = os.environ.get("JOBNET_CONFIG")
    return Path(named) if named else config_folder() / "config.yaml"


def read_config_file() -> tuple[Config, tuple[Problem, ...]]:
    """The configuration, and what is odd in it; the defaults where there is no file."""
    path = config_path()
    if str(path) == os.devnull:  # as everywhere: no configuration, and nothing to complain about
        return Config(file=os.devnull), ()
    try:
        data, mode = read_plain(path, _MOST_BYTES + 1, follow=True), path.stat().st_mode
    except FileNotFoundError:
        if os.environ.get("JOBNET_CONFIG"):
            raise JobnetError(f"{path}: no such file ($JOBNET_CONFIG names it).", Exit.CONFIG) from None
        return Config(), ()
    except OSError as exc:
        raise JobnetError(f"{path}: cannot be read: {exc.strerror}.", Exit.CONFIG) from exc
    if len(data) > _MOST_BYTES:
        raise JobnetError(f"{path}: is larger than {_MOST_BYTES // 1024} KiB; a configuration is a page.", Exit.CONFIG)
    return read_config(data, file=str(path), home=Path(os.path.expanduser("~")), mode=stat.S_IMODE(mode))


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
    settings = getattr(config, name)
    if settings is None:
        example = _EXAMPLES.get(name, "{path: /path/to/it}")
        line = f"write `{name}: {example}` into {config.file or config_path()}."
        raise JobnetError(f"the transport {name} has no settings: {line}", Exit.CONFIG)
    if name == "smtp":
        from jobnet.delivery.transports.smtp import Smtp

        return Smtp(replace(settings, login=_login_of(config, settings)), clock, hurried)
    if name == "sendmail":
        from jobnet.delivery.transports.sendmail import Sendmail

        return Sendmail(settings, clock, hurried)
    if name == "drafts":
        from jobnet.delivery.transports.drafts import Drafts

        return Drafts(replace(settings, login=_login_of(config, settings)), clock, hurried)
    from jobnet.delivery.transports.files import Folder, Maildir

    return Maildir(settings) if name == "maildir" else Folder(settings)


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
    if given := os.environ.get(LOGIN_VARIABLE):
        return usable_secret(given, f"${LOGIN_VARIABLE}")
    if console.can_ask():
        import getpass

        return usable_secret(getpass.getpass(f"Password of {server.user} at {server.host}: "), "what you typed")
    raise JobnetError(
        f"no password for {server.user} at {server.host}, and no terminal to ask on: set `password_command:` in "
        f"config.yaml, or ${LOGIN_VARIABLE}.",
        Exit.CONFIG,
    )
