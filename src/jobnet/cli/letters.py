"""The letters to people who help: the brief, the update, a tip, talking points, the announcement."""

from __future__ import annotations

from typing import Annotated

from jobnet.cli import console
from jobnet.cli.letter_run import chosen, named_readers, one_reader, run_of, write
from jobnet.cli.options import Common, Letters, option
from jobnet.cli.session import open_session, today_of
from jobnet.facts.items import Document
from jobnet.facts.since import parse_date, parse_since, window
from jobnet.letters import Topic
from jobnet.recipients import Chosen


def brief(common: Common, letters: Letters) -> int:
    """The "how to help me" brief for those who offered; without --to, one that can be handed to anybody."""
    return write(open_session(common, letters), letters, Document.BRIEF)


def update(
    common: Common,
    letters: Letters,
    since: Annotated[
        str,
        option("--since", metavar="WHEN", says="2026-10-01, 2w, 10d, 1mo, all; last: what is new to this reader."),
    ] = "last",
    until: Annotated[str | None, option("--until", metavar="DATE", says="The last day to tell of.")] = None,
) -> int:
    """What is new since a reader last heard; without --to, a general one for your network."""
    reach = parse_since(since, today_of(common))
    end = None if until is None else parse_date(until, "--until")
    session = open_session(common, letters)
    run = run_of(session, letters, since=reach, until=end)
    if chosen(letters) is Chosen.NAMED and not session.quiet:
        for reader in named_readers(run, letters):
            days = window(run.profile, reader, since=reach, until=end, today=run.today, history=run.history)
            if days.assumed:
                console.say(
                    f"jobnet: nothing says how far back to reach; telling from {days.since} on (change it with --since)"
                )
    return write(session, letters, Document.UPDATE, run=run)


def tip(
    common: Common,
    letters: Letters,
    news: Annotated[str | None, option("--news", metavar="N", says="Which news: its id or its number.")] = None,
) -> int:
    """A private e-mail that passes something useful on and asks for nothing."""
    one_reader(letters, Document.TIP, needed=True)
    return write(open_session(common, letters), letters, Document.TIP, topic=Topic(news=news))


def pitch(
    common: Common,
    letters: Letters,
    short: Annotated[bool, option("--short", says="The one-breath version only.")] = False,
) -> int:
    """Talking points to keep in mind: who you are, where you hope to work, the question."""
    one_reader(letters, Document.PITCH)
    return write(open_session(common, letters), letters, Document.PITCH, topic=Topic(short=short))


def landed(common: Common, letters: Letters) -> int:
    """The announcement that you found it; without --to, one for everybody."""
    return write(open_session(common, letters), letters, Document.LANDED)
