"""The profile and the day that a command's options name: what every command on a profile begins with."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

from jobnet.cli import console
from jobnet.cli.concerns import concerns
from jobnet.cli.profile_file import read_with_warnings
from jobnet.errors import Exit, JobnetError

if TYPE_CHECKING:
    from jobnet.cli.options import Common
    from jobnet.profile.model import Profile


def open_profile(common: Common) -> Profile:
    """The profile that the options name; its warnings are said."""
    profile, warnings = read_with_warnings(common.profile)
    troubles = (*warnings, *concerns(profile))
    if not common.quiet:
        console.warn(troubles)
    return profile


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
