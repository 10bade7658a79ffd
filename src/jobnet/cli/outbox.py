"""`jobnet outbox`: messages that wait, were refused, or are in doubt."""

from __future__ import annotations

from typing import Annotated

import typer

from jobnet.cli import console
from jobnet.cli.folders import state_folder
from jobnet.cli.options import Common, Limit, ViaTransport, Yes, option
from jobnet.cli.outbox_refresh import refresh
from jobnet.cli.send import send_waiting
from jobnet.cli.session import Session, open_session
from jobnet.delivery.clock import Clock
from jobnet.delivery.ledger.find import records_of
from jobnet.delivery.ledger.open import older_than_marked, open_to_read
from jobnet.delivery.ledger.query import LedgerReader
from jobnet.delivery.ledger.records import Message, State
from jobnet.errors import Exit, Problem, Severity, UsageError

_MOST_MESSAGES = 2**63 - 1
"""What SQLite can count."""
ACTIONS = ("list", "show", "send", "refresh", "resolve")


def outbox(
    common: Common,
    action: Annotated[str, typer.Argument(metavar="[list|show|send|refresh|resolve]", show_default=False)] = "list",
    number: Annotated[int | None, typer.Argument(metavar="[N]", help="Which message.", show_default=False)] = None,
    sent: Annotated[bool, option("--sent", says="It did arrive.")] = False,
    resend: Annotated[bool, option("--resend", says="Send the same bytes again.")] = False,
    drop: Annotated[bool, option("--drop", says="Do not send it; what it tells counts as untold.")] = False,
    yes: Yes = False,
    limit: Limit = None,
    via: ViaTransport = None,
) -> int:
    """Messages not yet settled: waiting, refused, or in doubt."""
    if action not in ACTIONS:
        raise UsageError(f"outbox {action}: no such action; there are: {', '.join(ACTIONS)}")
    is_about_one = action in {"show", "resolve"}
    if is_about_one and number is None:
        raise UsageError(f"outbox {action}: which message? Its number is in: jobnet outbox")
    if not is_about_one and number is not None:
        raise UsageError(f"outbox {action} is about all messages and takes no number; nothing was done.")
    if action != "resolve" and (sent or resend or drop):
        raise UsageError("--sent, --resend and --drop belong to: jobnet outbox resolve N")
    if number is not None and not 0 < number <= _MOST_MESSAGES:
        raise UsageError(f"there is no message {number}; see: jobnet outbox")
    session = open_session(common)
    if action == "send":
        return send_waiting(session, via=via, yes=yes, limit=limit)
    if action == "refresh":
        return refresh(session, yes=yes)
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
    raise UsageError(f"there is no message {number}; see: jobnet outbox")


def _resolve(session: Session, number: int, *, sent: bool, resend: bool, drop: bool) -> int:
    if sum((sent, resend, drop)) != 1:
        raise UsageError("outbox resolve: say which: --sent, --resend or --drop.")
    if not session.ledger_place.was_born:
        raise UsageError(f"there is no message {number}; see: jobnet outbox")
    state = State.SENT if sent else State.QUEUED if resend else State.CANCELLED
    reply = {State.SENT: "the user says it arrived", State.QUEUED: "to be sent again", State.CANCELLED: "dropped"}[
        state
    ]
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
