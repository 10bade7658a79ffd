"""Bare `jobnet`: the first three things due, or how to begin."""

from __future__ import annotations

from jobnet.cli import console
from jobnet.cli.load_profile import today_of
from jobnet.cli.options import Common
from jobnet.cli.profile_file import has_profile

FIRST = 3

BEGIN = """\
jobnet init    writes profile.yaml with your name, the jobs and the companies you hope for; edit it
jobnet brief   prints the brief for the people who offered to help you
jobnet demo    shows an example search and its letters, before you begin
"""


def first_things() -> int:
    """Show what is due first, or the three lines that say how to begin."""
    if not has_profile():
        console.show(BEGIN)
        return 0
    from jobnet.cli.next_ import agenda_of, due_lines

    found = agenda_of(Common())
    console.show(due_lines(found[:FIRST], today_of(Common())) or "Nothing is due today.\n")
    if len(found) > FIRST:
        console.say(f"jobnet: and {len(found) - FIRST} more: jobnet next")
    return 0
