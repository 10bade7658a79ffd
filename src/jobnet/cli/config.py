"""`jobnet config`: what is in force, and where each value comes from."""

from __future__ import annotations

from jobnet.cli import console
from jobnet.cli.load_profile import open_profile
from jobnet.cli.options import Common
from jobnet.cli.profile_file import has_profile
from jobnet.cli.settings import config_path, read_config_file
from jobnet.errors import Exit


def config(common: Common) -> int:
    """What is in force, and where each value comes from; secrets are not shown."""
    from jobnet.cli.configured import in_force

    found, warnings = read_config_file()
    if not common.quiet:
        console.warn(warnings)
    profile = open_profile(common) if common.profile or has_profile() else None
    console.show(in_force(found, config_path(), profile))
    return Exit.DONE
