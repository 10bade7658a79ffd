"""`--send`, `--to-me` and `--mark-sent`: letters go to the outbox or to the seeker, or are noted as sent by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from jobnet.cli import console
from jobnet.cli.options import Letters
from jobnet.cli.send_run import SendRun, weightiest
from jobnet.cli.session import Session
from jobnet.cli.settings import transport_name, transport_of
from jobnet.delivery.clock import Clock
from jobnet.delivery.compose_message import by_hand, posted, sender_of
from jobnet.delivery.interrupt import Interrupt, Interrupted
from jobnet.delivery.ledger.location import LedgerFiles
from jobnet.delivery.ledger.open import open_to_read
from jobnet.delivery.ledger.records import Message, NewMessage, State
from jobnet.delivery.load_history import history_of
from jobnet.delivery.transports.base import Lost, envelope_of
from jobnet.errors import Exit, JobnetError, Problem, Severity, UsageError
from jobnet.facts.employer import looks_like_the_employers
from jobnet.letters import Draft
from jobnet.recipients import Chosen, objection

_EXIT_OF = {State.REFUSED: Exit.SOME_LEFT_OUT, State.UNKNOWN: Exit.IN_DOUBT, State.QUEUED: Exit.TRY_LATER}
_MOST_NAMED = 3
"""Of the letters that wait, where one is noted as sent by hand."""


def send(session: Session, asked: Letters, drafts: Sequence[Draft]) -> Exit:
    """Send what waits, then these letters; each reader and occasion at most once."""
    session.say_what_is_odd()
    if not asked.force:
        _refuse_the_employers_mail(session)
    via = transport_name(session.config, asked.via)
    if asked.to_me:
        return _send_to_me(session, asked, drafts, via)
    if drafts:
        must_be_able_to_ask(asked.yes)

    def prepared(run: SendRun) -> list[NewMessage]:
        return run.prepare(_still_due(session, asked, drafts, run.ledger.sent()), again=asked.again)

    code, did_anything = _send(
        session,
        via,
        yes=asked.yes,
        limit=asked.limit,
        prepared=prepared if drafts else None,
    )
    return code if did_anything else weightiest((code, _nothing_to_send(session, asked)))


def send_waiting(session: Session, *, via: str | None, yes: bool, limit: int | None) -> Exit:
    """`jobnet outbox send`: what waits goes, even what is too old for cron."""
    session.say_what_is_odd()
    _refuse_the_employers_mail(session)
    code, did_anything = _send(session, via, yes=yes, limit=limit, even_stale=True)
    if not did_anything and not session.quiet:
        console.say("jobnet: nothing waits: nobody was written to.")
    return code


def must_be_able_to_ask(yes: bool) -> None:
    """Refuse before anything is done what would end in a question to nobody."""
    if not yes and not console.can_ask():
        raise UsageError("no terminal to ask on before sending: add --yes. Nothing was sent.")


def _send(
    session: Session,
    via: str | None,
    *,
    yes: bool,
    limit: int | None,
    prepared: Callable[[SendRun], list[NewMessage]] | None = None,
    even_stale: bool = False,
) -> tuple[Exit, bool]:
    """Send what waits and what is prepared, if that is agreed to: the exit code, and whether there was anything."""
    if prepared is None and not session.ledger_place.was_born:
        return Exit.DONE, False
    interrupt = Interrupt()
    try:
        with interrupt.listening(), session.opened_ledger() as ledger:
            run = SendRun(session, via, ledger, interrupt, limit)
            new = prepared(run) if prepared else []
            waiting = run.due(even_stale=even_stale)
            if not _agreed(waiting.ready[:limit], new, yes, run):
                console.say("jobnet: nothing sent")
                return Exit.DONE, True
            queued = run.queue(new)
            return run.send(waiting, queued), bool(queued or waiting.ready)
    except Interrupted as stop:
        console.say("jobnet: stopped; nothing was sent")
        return stop.exit_code, True


def _nothing_to_send(session: Session, asked: Letters) -> Exit:
    """Said wherever quiet was not asked for: silence would be taken for "sent"."""
    if not session.quiet:
        console.say("jobnet: nothing new to send: nobody was written to.")
    return Exit.NOTHING_TO_SEND if asked.fail_if_empty else Exit.DONE


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


def _send_to_me(session: Session, asked: Letters, drafts: Sequence[Draft], via: str) -> Exit:
    """The letters go to the seeker, at the pace of all letters; nothing is recorded."""
    if not drafts:
        return _nothing_to_send(session, asked)
    clock, config = Clock(), session.config
    me = sender_of(session.profile, config)
    messages = [
        posted(draft.letter, profile=session.profile, config=config, clock=clock, to=me)
        for draft in drafts[: min(asked.limit or config.pace.most, config.pace.most)]
    ]
    must_be_able_to_ask(asked.yes)
    if not asked.yes and not console.confirm(f"Send {len(messages)} to yourself, {me.address}, by {via}?"):
        return Exit.DONE
    transport = transport_of(via, config, clock)
    exits: set[Exit] = set()
    transport.open()
    went = 0
    try:
        for number, message in enumerate(messages):
            if number and transport.paced:
                clock.sleep(config.pace.interval)
            outcome = transport.hand_over(envelope_of(message), lambda: None)
            went += outcome.state is State.SENT
            if outcome.state is not State.SENT:
                console.say(f"jobnet: {message.name}: {outcome.reply}")
                exits.add(outcome.stop or _EXIT_OF[outcome.state])
            if outcome.stop is not None or outcome.reconnect:
                break
    except Lost as lost:
        raise JobnetError(str(lost), lost.exit_code) from lost
    finally:
        transport.close()
        if went < len(messages):
            console.say(f"jobnet: {went} of {len(messages)} letters went to you")
    return weightiest(exits)


def mark_sent(session: Session, asked: Letters, drafts: Sequence[Draft]) -> Exit:
    """Record these letters as handed over by the user."""
    session.say_what_is_odd()
    letters = [by_hand(draft.letter, again=asked.again) for draft in drafts]
    _say_what_waits(session.ledger_place)
    if not letters:
        return _nothing_to_send(session, asked)
    with session.opened_ledger() as ledger:
        marked = ledger.mark_sent(letters, Clock().now())
    for letter, why in marked.clashing:
        console.say(f"jobnet: not recorded for {letter.name}: {why}")
    for letter in marked.known:
        console.say(f"jobnet: {letter.name} is on record for this already")
    if console.can_ask():
        console.say(f"jobnet: recorded as sent: {len(marked.queued)}")
    return Exit.DONE


def _say_what_waits(place: LedgerFiles) -> None:
    """Whoever notes a letter by hand may have sent the very one that waits: it would go a second time."""
    if not place.was_born:
        return
    with open_to_read(place) as ledger:
        waiting = ledger.messages(State.QUEUED)
    for message in waiting[:_MOST_NAMED]:
        console.say(
            f"jobnet: a letter to {message.name} ({message.document} of {message.day}) waits and goes with the next "
            f"--send; if that is the one you sent by hand: jobnet outbox resolve {message.id} --sent"
        )
    if len(waiting) > _MOST_NAMED:
        console.say(f"jobnet: and {len(waiting) - _MOST_NAMED} more wait: jobnet outbox")
