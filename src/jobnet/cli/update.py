"""`jobnet update`: what is new since a reader last heard."""

from __future__ import annotations

from typing import Annotated

from jobnet.cli import console
from jobnet.cli.letter_run import chosen, named_readers, run_of, write
from jobnet.cli.options import Common, Letters, option
from jobnet.cli.session import open_session, today_of
from jobnet.facts.items import Document
from jobnet.facts.since import parse_date, parse_since, window
from jobnet.recipients import Chosen

Since = Annotated[
    str, option("--since", metavar="WHEN", says="2026-10-01, 2w, 10d, 1mo, all; last: what is new to this reader.")
]
Until = Annotated[str | None, option("--until", metavar="DATE", says="The last day to tell of.")]


def update(common: Common, letters: Letters, since: Since = "last", until: Until = None) -> int:
    """What is new since a reader last heard; without --to, a general one for your network."""
    today = today_of(common)
    reach = parse_since(since, today)
    end = None if until is None else parse_date(until, "--until")
    session = open_session(common, letters)
    run = run_of(session, letters, since=reach, until=end)
    if chosen(letters) is Chosen.NAMED and not session.quiet:
        for reader in named_readers(run, letters):
            days = window(run.profile, reader, since=reach, until=end, today=today, history=run.history)
            if days.assumed:
                console.say(
                    f"jobnet: nothing says how far back to reach; telling from {days.since} on (change it with --since)"
                )
    return write(session, letters, Document.UPDATE, run=run)
