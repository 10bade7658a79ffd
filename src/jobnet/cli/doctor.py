"""`jobnet doctor`: the transport, the record and the profile, tried without sending anything."""

from __future__ import annotations

from jobnet.cli import console
from jobnet.cli.options import Common, ViaTransport
from jobnet.cli.session import Session, open_session
from jobnet.cli.settings import transport_name, transport_of
from jobnet.delivery.clock import Clock
from jobnet.delivery.compose_message import sender_of
from jobnet.delivery.ledger.open import older_than_marked, open_to_read
from jobnet.delivery.ledger.records import State
from jobnet.errors import Exit, JobnetError
from jobnet.facts.employer import looks_like_the_employers


def doctor(common: Common, via: ViaTransport = None) -> None:
    """Try the transport, the ledger and the profile without sending anything."""
    session = open_session(common)
    session.say_what_is_odd()
    profile, config = session.profile, session.config
    sender = sender_of(profile, config).address
    console.show(f"sender: {sender}\n")
    for each in looks_like_the_employers(profile, (sender, *config.mail)):
        console.say(f"jobnet: warning: {each} looks as if it were at your employer, which may read it. [PRIV-12]")
    console.show(f"record of what was sent: {_record(session)}\n")
    name = transport_name(config, via)
    transport = transport_of(name, config, Clock())
    transport.open()
    note = f"{transport.note}; " if transport.note else ""
    transport.close()
    console.show(f"{name}: ready; {note}nothing was sent\n")


def _record(session: Session) -> str:
    """The record, opened and checked; a JobnetError says what is wrong with it."""
    place = session.ledger_place
    if not place.was_born:
        return "none yet; it is made with the first letter sent"
    with open_to_read(place) as ledger:
        if trouble := older_than_marked(place, ledger):
            raise JobnetError(trouble, Exit.IO)
        counts = {state: len(ledger.messages(state)) for state in State}
    listed = ", ".join(f"{count} {state.said}" for state, count in counts.items() if count) or "empty"
    return f"{place.ledger}: {listed}"
