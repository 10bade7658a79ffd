"""Bare `jobnet`: the first three things due, or how to begin."""

from __future__ import annotations

from jobnet.cli import console, opening
from jobnet.cli.options import Common

FIRST = 3

BEGIN = """\
jobnet writes the letters that help people help you find work. To begin:
  jobnet init         writes profile.yaml; edit it: your name, the jobs and the companies you hope for
  jobnet brief        prints the brief for people who offered to help (jobnet demo shows one now)
"""


def first_things() -> int:
    """Show what is due first, or the three lines that say how to begin."""
    if not opening.has_profile():
        console.show(BEGIN)
        return 0
    from jobnet.cli.search import agenda_of, due_lines  # noqa: PLC0415

    common = Common()
    due = agenda_of(common)
    console.show(due_lines(due[:FIRST]) if due else "Nothing is due today.\n")
    if len(due) > FIRST:
        console.say(f"jobnet: and {len(due) - FIRST} more: jobnet next")
    return 0
