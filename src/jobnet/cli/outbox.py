"""`jobnet outbox`: messages that wait, were refused, or are in doubt."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Annotated, Literal

import typer

from jobnet.cli import console
from jobnet.cli.folders import state_folder
from jobnet.cli.options import Common, Limit, ViaTransport, Yes, option
from jobnet.cli.send import send_waiting
from jobnet.cli.session import Session, last_letters, open_session
from jobnet.delivery import failpoints
from jobnet.delivery.clock import Clock
from jobnet.delivery.compose_message import posted
from jobnet.delivery.ledger.find import records_of
from jobnet.delivery.ledger.open import older_than_marked, open_to_read
from jobnet.delivery.ledger.query import LedgerReader, no_such_message
from jobnet.delivery.ledger.records import Message, NewMessage, State
from jobnet.delivery.load_history import KnownPeople, history_of
from jobnet.errors import Exit, Problem, Severity, UsageError
from jobnet.facts.items import Document
from jobnet.facts.readers import Reader
from jobnet.letters import plan
from jobnet.profile.addresses import address_key
from jobnet.recipients import Chosen, LetterRun

_MOST_MESSAGES = 2**63 - 1
"""What SQLite can count."""
_AGAIN = (Document.BRIEF, Document.UPDATE, Document.LANDED)
"""What planning can write anew from the profile alone; the others are asked for by their own command."""


def outbox(
    common: Common,
    action: Annotated[
        Literal["list", "show", "send", "refresh", "resolve"],
        typer.Argument(metavar="[list|show|send|refresh|resolve]", show_default=False),
    ] = "list",
    number: Annotated[int | None, typer.Argument(metavar="[N]", help="Which message.", show_default=False)] = None,
    sent: Annotated[bool, option("--sent", says="It did arrive.")] = False,
    resend: Annotated[bool, option("--resend", says="Send the same bytes again.")] = False,
    drop: Annotated[bool, option("--drop", says="Do not send it; what it tells counts as untold.")] = False,
    yes: Yes = False,
    limit: Limit = None,
    via: ViaTransport = None,
) -> int:
    """Messages not yet settled: waiting, refused, or in doubt."""
    is_about_one = action in {"show", "resolve"}
    if is_about_one and number is None:
        raise UsageError(f"outbox {action}: which message? Its number is in: jobnet outbox")
    if not is_about_one and number is not None:
        raise UsageError(f"outbox {action} is about all messages and takes no number; nothing was done.")
    if action != "resolve" and (sent or resend or drop):
        raise UsageError("--sent, --resend and --drop belong to: jobnet outbox resolve N")
    if number is not None and not 0 < number <= _MOST_MESSAGES:
        raise no_such_message(number)
    session = open_session(common)
    if action == "send":
        return send_waiting(session, via=via, yes=yes, limit=limit)
    if action == "refresh":
        return _refresh(session, yes=yes)
    if action == "resolve":
        return _resolve(session, number or 0, sent=sent, resend=resend, drop=drop)
    if action == "show":
        return _show(session, number or 0)
    return _list(session)


def _list(session: Session) -> int:
    unsettled = (State.QUEUED, State.SENDING, State.UNKNOWN, State.REFUSED)
    messages = [message for ledger in _readable(session) for message in ledger.messages(*unsettled)]
    for message in messages:
        console.show(_line(message) + "\n")
    if not messages and console.can_ask():
        console.say("jobnet: nothing waits, nothing is in doubt.")
    return Exit.IN_DOUBT if any(each.state in {State.UNKNOWN, State.SENDING} for each in messages) else Exit.DONE


def _show(session: Session, number: int) -> int:
    for ledger in _readable(session):
        message = ledger.message(number)
        console.show(_line(message) + "\n")
        if message.raw is None:
            console.say("jobnet: its bytes are no longer kept, or it was handed over without jobnet.")
        else:
            console.show("\n")
            console.show_bytes(message.raw)
        return Exit.DONE
    raise no_such_message(number)


def _resolve(session: Session, number: int, *, sent: bool, resend: bool, drop: bool) -> int:
    if sum((sent, resend, drop)) != 1:
        raise UsageError("outbox resolve: say which: --sent, --resend or --drop.")
    if not session.ledger_place.was_born:
        raise no_such_message(number)
    state, reply = State.CANCELLED, "dropped"
    if sent:
        state, reply = State.SENT, "the user says it arrived"
    elif resend:
        state, reply = State.QUEUED, "to be sent again"
    with session.opened_ledger(renamed=False) as ledger:
        ledger.resolve(number, state, reply, Clock().now())
        name = ledger.message(number).name
    if console.can_ask():
        console.say(f"jobnet: message {number} to {name}: {state.said}")
    return Exit.DONE


def _readable(session: Session) -> list[LedgerReader]:
    records = records_of(session.profile, state_folder(), session.config.ledger)
    ledgers = [(place, open_to_read(place)) for place in records.places]
    troubles = [*records.troubles, *(older_than_marked(place, ledger) for place, ledger in ledgers)]
    console.warn([Problem("ledger", Severity.WARNING, each) for each in troubles if each])
    return [ledger for _, ledger in ledgers]


def _line(message: Message) -> str:
    parts = [
        f"{message.id:>4}  {message.state.said:<9}  {message.document:<8}  ",
        f"{message.name} <{message.address or 'no address'}>",
        f"  {message.day}  {message.subject}",
    ]
    if message.not_before:
        parts.append(f"  not before {message.not_before:%Y-%m-%d %H:%M} UTC")
    if message.reply:
        parts.append(f"\n      {message.reply}")
    if message.state.value == "unknown":
        parts.append(
            f"\n      handed over {message.at:%Y-%m-%d %H:%M} UTC, Message-ID {message.message_id}"
            f"\n      then: jobnet outbox resolve {message.id} --sent, or: jobnet outbox resolve {message.id} --resend"
        )
    return "".join(parts)


def _refresh(session: Session, *, yes: bool) -> int:
    """Write anew what is to be sent today to those for whom something waits, and exchange it in one step."""
    profile, clock = session.profile, Clock()
    with session.opened_ledger() if session.ledger_place.was_born else nullcontext() as ledger:
        waiting = [each for each in ledger.messages(State.QUEUED) if each.document in _AGAIN] if ledger else []
        if ledger is None or not waiting:
            console.say("jobnet: nothing waits: there is nothing to write anew.")
            return Exit.DONE
        question = f"Take back {len(waiting)} waiting, and write anew without --line, --edit and --locale?"
        if not (yes or console.confirm(question)):
            return Exit.DONE
        taken = {each.id for each in waiting}
        sent = [each for each in ledger.sent() if each.id not in taken]
        run = session.run(history=history_of(profile, sent, session.today), needs_email=True, sending=True)
        earlier = last_letters(sent)
        batches: list[list[NewMessage]] = []
        for document in _AGAIN:
            readers = _readers(run, [each for each in waiting if each.document == document])
            if not readers:
                continue
            written = plan(document, run, Chosen.GROUP, readers)
            batches.append(
                [
                    posted(
                        each.letter, profile=profile, config=session.config, clock=clock,
                        earlier=earlier.get(address_key(each.reader.email or "")),
                    )
                    for each in written.drafts
                ]
            )  # fmt: skip
            for left in written.left_out:
                console.say(f"jobnet: left out {left.name}: {left.reason}")
        failpoints.here("refresh-planned")
        # All new letters are written by now: what fails above leaves what waits as it is.
        for planned in ledger.exchange(taken, batches, clock.now(), why="written anew"):
            for letter, reason in planned.clashing:
                console.say(f"jobnet: left out {letter.name}: {reason}")
    return Exit.DONE


def _readers(run: LetterRun, waiting: list[Message]) -> list[Reader]:
    """Those of them whom the profile still knows, under whatever name; the others are named."""
    people = KnownPeople(run.profile)
    readers = []
    for message in waiting:
        contact = run.profile.contact(people.reader_of(message))
        if contact is None:
            console.say(f"jobnet: left out {message.name}: is no longer in the profile")
        else:
            readers.append(run.reader(contact))
    return readers
