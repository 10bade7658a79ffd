"""`jobnet init`: a commented starter profile."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Annotated

import typer

from jobnet.cli import console
from jobnet.cli.interview import asked
from jobnet.cli.options import Common, Today, option
from jobnet.cli.session import today_of
from jobnet.cli.starter import INVENTED, starter
from jobnet.errors import Exit, JobnetError
from jobnet.rendering.files import write_file


def init(
    file: Annotated[str | None, typer.Argument(metavar="[FILE]", help="Where to write it: ./profile.yaml.")] = None,
    yes: Annotated[bool, option("--yes", "-y", says="No questions: an invented person to edit.")] = False,
    today: Today = None,
) -> None:
    """Write a commented starter profile. Asks at most ten questions; never overwrites a file."""
    path = Path(file or "profile.yaml")
    day = today_of(Common(today=today))
    if os.path.lexists(path):
        raise JobnetError(
            f"{path}: exists already and is left as it is. Name another: jobnet init FILE", Exit.CANNOT_CREATE
        )
    invented = yes or not console.can_ask()
    text = starter(INVENTED, day) if invented else asked(day)
    write_file(path, text.encode())
    named = "" if str(path) == "profile.yaml" else f" -p {shlex.quote(str(path))}"
    console.say(f"Wrote {path.absolute()}\nNow edit it, then type:\n  jobnet check{named}\n  jobnet brief{named}")
    if invented:
        console.say("jobnet: the person in it is invented; nothing can be sent in that name.")
