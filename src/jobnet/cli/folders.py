"""Where the user's own files live, by the platform's convention."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from jobnet.errors import Exit, JobnetError


def config_folder() -> Path:
    """The user's config folder for jobnet: config.yaml, templates, perhaps a profile."""
    return _folder("XDG_CONFIG_HOME", ".config", "user_config_path")


def user_templates() -> Path:
    """Where the user's own templates are looked for first: never beside the profile, which may come from elsewhere."""
    return config_folder() / "templates"


def state_folder() -> Path:
    """Where the ledger lives; `$JOBNET_STATE` names another folder."""
    if named := os.environ.get("JOBNET_STATE"):
        if not Path(named).is_absolute():  # from another folder it would be another record, and all told anew
            full = os.path.abspath(named)
            raise JobnetError(f"$JOBNET_STATE is {named}; write the whole path: JOBNET_STATE={full}", Exit.CONFIG)
        return Path(named)
    return _folder("XDG_STATE_HOME", ".local/state", "user_state_path")


def _folder(variable: str, below_home: str, elsewhere: str) -> Path:
    if str(sys.platform).startswith("linux"):  # without the cost of importing platformdirs
        named = os.environ.get(variable, "")
        base = Path(named) if Path(named).is_absolute() else Path(os.path.expanduser("~")) / below_home
        return base / "jobnet"
    import platformdirs

    folder: Path = getattr(platformdirs, elsewhere)("jobnet", appauthor=False)
    return folder
