"""`--send`: from letters to the outbox, with the question before; and what waits there, sent again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from jobnet.cli import console
from jobnet.cli.exits import must_be_able_to_ask, nothing_to_send, nothing_waits, weightiest
from jobnet.cli.send_run import SendRun
from jobnet.cli.settings import transport_name
from jobnet.delivery import failpoints, outbox
from jobnet.delivery.clock import SystemClock
from jobnet.delivery.interrupt import Interrupt, Interrupted
from jobnet.delivery.load_history import KnownPeople, history_of
from jobnet.errors import Exit
from jobnet.recipients import Chosen, objection

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobnet.cli.options import Letters
    from jobnet.cli.session import Session
    from jobnet.delivery.ledger.records import Message, NewMessage
    from jobnet.letters import Draft


def send(session: Session, asked: Letters, drafts: Sequence[Draft], *, some_refused: bool = False) -> int:
    """Send what waits, then these letters; each reader and occasion at most once."""
    failpoints.arm(os.environ.get("JOBNET_FAILPOINT"))
    session.say_what_is_odd()
    via = transport_name(session.config, asked.via)
    if asked.to_me:
        from jobnet.cli.send_to_me import send_to_me

        return send_to_me(session, asked, drafts, via, some_refused=some_refused)
    clock = SystemClock()
    place = session.ledger_place
    if drafts:
        must_be_able_to_ask(asked.yes)
    elif not place.was_born:
        return nothing_to_send(asked, quiet=session.quiet, some_refused=some_refused)
    interrupt = Interrupt()
    try:
        with interrupt.listening(), outbox.opened(place, clock, KnownPeople(session.profile)) as ledger:
            run = SendRun(session, via, ledger, interrupt, limit=asked.limit)
            new = run.prepare(_still_due(session, asked, drafts, ledger.sent()), again=asked.again)
            waiting = outbox.due(ledger, clock.now())
            if not _agreed(waiting.ready[: asked.limit], new, asked.yes, via):
                console.say("jobnet: nothing sent")
                return Exit.DONE
            queued = run.queue(new, selection=_selection(asked))
            code = run.send(waiting, queued)
    except Interrupted as stop:
        console.say("jobnet: stopped; nothing was sent")
        return stop.exit_code
    exits = {code, Exit.SOME_LEFT_OUT if some_refused else Exit.DONE}
    if not queued and not waiting.ready:
        exits.add(nothing_to_send(asked, quiet=session.quiet, some_refused=some_refused))
    return weightiest(exits)


def send_waiting(session: Session, *, via: str | None, yes: bool, limit: int | None) -> int:
    """`jobnet outbox send`: what waits goes, even what is too old for cron."""
    session.say_what_is_odd()
    clock = SystemClock()
    failpoints.arm(os.environ.get("JOBNET_FAILPOINT"))
    place = session.ledger_place
    if not place.was_born:
        return nothing_waits(quiet=session.quiet)
    interrupt = Interrupt()
    try:
        with interrupt.listening(), outbox.opened(place, clock, KnownPeople(session.profile)) as ledger:
            waiting = outbox.due(ledger, clock.now(), even_stale=True)
            name = transport_name(session.config, via) if waiting.ready else ""
            run = SendRun(session, name, ledger, interrupt, limit=limit)
            if not _agreed(waiting.ready[:limit], [], yes, name):
                console.say("jobnet: nothing sent")
                return Exit.DONE
            code = run.send(waiting, ())
            return code if waiting.ready else weightiest({code, nothing_waits(quiet=session.quiet)})
    except Interrupted as stop:
        console.say("jobnet: stopped; nothing was sent")
        return stop.exit_code


def _still_due(session: Session, asked: Letters, drafts: Sequence[Draft], sent: Sequence[Message]) -> Iterator[Draft]:
    """Those letters to everybody whose turn it still is: another run may have written between planning and the lock."""
    if not asked.all or {(each.id, each.at) for each in sent} <= {(each.id, each.at) for each in session.sent}:
        yield from drafts
        return
    run = session.run(history=history_of(session.profile, sent), again=asked.again, now=asked.now, force=asked.force)
    for each in drafts:
        stopped = objection(each.letter.document, run, each.reader, Chosen.ALL)
        if stopped is None:
            yield each
        elif not session.quiet:
            console.say(f"jobnet: left out {each.name}: {stopped.reason}")


def _agreed(waiting: Sequence[Message], new: Sequence[NewMessage], yes: bool, via: str) -> bool:
    if yes or not (waiting or new):
        return True
    must_be_able_to_ask(yes)
    for old in waiting:
        console.say(f"  waiting: {old.name} <{old.address}>: {old.subject}")
    for letter in new:
        console.say(f"  {letter.name} <{letter.address}>: {letter.subject}")
    return console.confirm(f"Send {len(waiting) + len(new)} by {via}?")


def _selection(asked: Letters) -> str:
    chosen = ["--all"] if asked.all else [f"--group {asked.group}"] if asked.group else []
    return " ".join([*chosen, *(f"--to {who}" for who in asked.to or ())])
