"""`--send`: from letters to the outbox, with the question before; and what waits there, sent again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from jobnet.cli import console
from jobnet.cli.exits import must_be_able_to_ask, nothing_to_send, weightiest
from jobnet.cli.options import Letters
from jobnet.cli.send_run import SendRun
from jobnet.cli.session import Session
from jobnet.cli.settings import transport_name
from jobnet.delivery.interrupt import Interrupt, Interrupted
from jobnet.delivery.ledger.records import Message, NewMessage
from jobnet.delivery.load_history import history_of
from jobnet.errors import Exit, JobnetError, Problem, Severity
from jobnet.facts.employer import looks_like_the_employers
from jobnet.letters import Draft
from jobnet.recipients import Chosen, objection


def send(session: Session, asked: Letters, drafts: Sequence[Draft], *, some_refused: bool = False) -> int:
    """Send what waits, then these letters; each reader and occasion at most once."""
    session.say_what_is_odd()
    if not asked.force:
        _refuse_the_employers_mail(session)
    via = transport_name(session.config, asked.via)
    if asked.to_me:
        from jobnet.cli.send_to_me import send_to_me

        return send_to_me(session, asked, drafts, via, some_refused=some_refused)
    if drafts:
        must_be_able_to_ask(asked.yes)
    elif not session.ledger_place.was_born:
        return nothing_to_send(asked, quiet=session.quiet, some_refused=some_refused)

    def prepared(run: SendRun) -> list[NewMessage]:
        return run.prepare(_still_due(session, asked, drafts, run.ledger.sent()), again=asked.again)

    code, did_anything = _send(
        session, via, yes=asked.yes, limit=asked.limit, prepared=prepared, selection=_selection(asked)
    )
    exits = {code, Exit.SOME_LEFT_OUT if some_refused else Exit.DONE}
    if not did_anything:
        exits.add(nothing_to_send(asked, quiet=session.quiet, some_refused=some_refused))
    return weightiest(exits)


def send_waiting(session: Session, *, via: str | None, yes: bool, limit: int | None) -> int:
    """`jobnet outbox send`: what waits goes, even what is too old for cron."""
    session.say_what_is_odd()
    _refuse_the_employers_mail(session)
    code, did_anything = Exit.DONE, False
    if session.ledger_place.was_born:
        code, did_anything = _send(session, via, yes=yes, limit=limit, even_stale=True)
    if not did_anything and not session.quiet:
        console.say("jobnet: nothing waits: nobody was written to.")
    return code


def _send(
    session: Session,
    via: str | None,
    *,
    yes: bool,
    limit: int | None,
    prepared: Callable[[SendRun], list[NewMessage]] = lambda _: [],
    selection: str = "",
    even_stale: bool = False,
) -> tuple[Exit, bool]:
    """Send what waits and what is prepared, if that is agreed to: the exit code, and whether there was anything."""
    interrupt = Interrupt()
    try:
        with interrupt.listening(), session.opened_ledger() as ledger:
            run = SendRun(session, via, ledger, interrupt, limit)
            new = prepared(run)
            waiting = run.due(even_stale=even_stale)
            if not _agreed(waiting.ready[:limit], new, yes, run):
                console.say("jobnet: nothing sent")
                return Exit.DONE, True
            queued = run.queue(new, selection=selection)
            return run.send(waiting, queued), bool(queued or waiting.ready)
    except Interrupted as stop:
        console.say("jobnet: stopped; nothing was sent")
        return stop.exit_code, True


def _refuse_the_employers_mail(session: Session) -> None:
    """A `JobnetError` where a confidential search would pass through the mail of those who must not know of it."""
    profile = session.profile
    if not profile.search.confidential or "PRIV-12" in profile.rules.ignore:
        return
    own = filter(None, (*session.mail, None if session.config.sender else profile.email))
    if found := looks_like_the_employers(profile, own):
        message = f"{found[0]} looks as if it were at your employer, which may read what goes that way."
        hint = "Send from a private address; or if it is private, say so under `search:`, in `not_employer`."
        raise JobnetError([Problem("PRIV-12", Severity.ERROR, message, hint)], Exit.REFUSED)


def _still_due(session: Session, asked: Letters, drafts: Sequence[Draft], sent: Sequence[Message]) -> Iterator[Draft]:
    """Those letters to everybody whose turn it still is: another run may have written between planning and the lock."""
    if not asked.all or {(each.id, each.at) for each in sent} <= {(each.id, each.at) for each in session.sent}:
        yield from drafts
        return
    history = history_of(session.profile, sent, session.today)
    run = session.run(history=history, again=asked.again, now=asked.now, force=asked.force)
    for each in drafts:
        stopped = objection(each.letter.document, run, each.reader, Chosen.ALL)
        if stopped is None:
            yield each
        elif not session.quiet:
            console.say(f"jobnet: left out {each.name}: {stopped.reason}")


def _agreed(waiting: Sequence[Message], new: Sequence[NewMessage], yes: bool, run: SendRun) -> bool:
    if yes or not (waiting or new):
        return True
    must_be_able_to_ask(yes)
    for old in waiting:
        console.say(f"  waiting: {old.name} <{old.address}>: {old.subject}")
    for letter in new:
        console.say(f"  {letter.name} <{letter.address}>: {letter.subject}")
    return console.confirm(f"Send {len(waiting) + len(new)} by {run.via}?")


def _selection(asked: Letters) -> str:
    chosen = ["--all"] if asked.all else [f"--group {asked.group}"] if asked.group else []
    return " ".join([*chosen, *(f"--to {who}" for who in asked.to or ())])
