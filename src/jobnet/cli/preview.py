"""Letters to look at: `jobnet preview`, one page with all that are due; `--watch` writes it anew as they change."""

from __future__ import annotations

import dataclasses
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated

from jobnet.cli import console
from jobnet.cli.folders import state_folder, user_templates
from jobnet.cli.load_profile import profile_name
from jobnet.cli.options import Common, option
from jobnet.cli.own_programs import launch
from jobnet.cli.page import write_page
from jobnet.cli.preview_page import preview_page
from jobnet.cli.session import open_session
from jobnet.errors import JobnetError, UsageError
from jobnet.search.agenda import letters_due

_EVERY = 1
"""Seconds between two looks at the files."""


def preview(
    common: Common,
    open_it: Annotated[bool, option("--open", says="Show it in the browser.")] = False,
    output: Annotated[str | None, option("--output", "-o", metavar="FILE", says="Write it to this file.")] = None,
    watch: Annotated[
        bool, option("--watch", says="Write it anew when the profile, a template or the record changes, until Ctrl-C.")
    ] = False,
) -> None:
    """One page with every letter that would go out today, to look at before --send."""
    if watch and common.profile == "-":
        raise UsageError("--watch needs a file that can change: name the profile with -p FILE.")
    if watch:  # the one there is now, also while an editor has moved it away
        common = dataclasses.replace(common, profile=profile_name(common.profile))
    # Without a name it goes where the browser will find it, and stays, for that reads it in its own time.
    path = Path(output) if output else Path(tempfile.mkdtemp(prefix="jobnet-")) / "preview.html"
    changes = _changes(common, page=path) if watch else iter([None])
    next(changes)
    wrote = _write(common, path, watched=watch)
    if open_it:
        launch(path.absolute().as_uri())
    if watch or (not open_it and (output is None or console.can_ask())):
        console.say(f"{wrote}; Ctrl-C ends watching" if watch else wrote)
    for _ in changes:
        try:
            console.say(_write(common, path, watched=True))
        except JobnetError as error:
            console.complain(error.problems)
            console.say("jobnet: the page stays as it was until that is mended")


def _write(common: Common, path: Path, *, watched: bool) -> str:
    """Write the page as the profile is now; says what was written."""
    session = open_session(common)
    count, shown = preview_page(session, letters_due(session.run(sending=True)), common, is_watched=watched)
    write_page(path, "preview", shown)
    return f"jobnet: wrote {console.one_line(str(path))} with {count}"


def _changes(common: Common, *, page: Path) -> Iterator[None]:
    """Once now, and again whenever the profile, a template of the user's or the record has changed; without end.

    The page itself may lie among the templates.
    """
    seen = None
    while True:
        now = _stamps(common)
        now.pop(page.absolute(), None)
        if now != seen:
            seen = now
            yield
        time.sleep(_EVERY)


def _stamps(common: Common) -> dict[Path, tuple[int, int, int]]:
    """Which file each of these is, when it was last written and how long it is; one that is not there has no stamp."""
    found = {}
    records = state_folder().glob("*/ledger.born")  # the marker that follows every change of a record
    for path in (Path(profile_name(common.profile)), *user_templates().rglob("*"), *records):
        with suppress(OSError):
            stat = os.stat(path)
            if not path.is_dir():  # whose time changes with each page
                found[path.absolute()] = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
    return found
