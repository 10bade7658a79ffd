"""`jobnet doctor`: the transport, the record and the profile, tried without sending anything."""

from __future__ import annotations

from jobnet.cli import console
from jobnet.cli.options import Common, ViaTransport
from jobnet.cli.session import open_session
from jobnet.cli.settings import transport_name, transport_of
from jobnet.errors import Exit
from jobnet.facts.employer import looks_like_the_employers


def doctor(common: Common, via: ViaTransport = None) -> int:
    """Try the transport, the ledger and the profile without sending anything."""
    from jobnet.cli.configured import checked_ledger
    from jobnet.delivery.clock import SystemClock
    from jobnet.delivery.compose_message import sender_of

    session = open_session(common)
    session.say_what_is_odd()
    profile, found = session.profile, session.config
    sender = sender_of(profile, found).address
    console.show(f"sender: {sender}\n")
    for each in looks_like_the_employers(profile, (sender, *found.mail)):
        console.say(f"jobnet: warning: {each} looks as if it were at your employer, which may read it. [PRIV-12]")
    console.show(checked_ledger(profile, found))
    name = transport_name(found, via)
    transport = transport_of(name, found, SystemClock())
    transport.open()
    note = f"{transport.note}; " if transport.note else ""
    transport.close()
    console.show(f"{name}: ready; {note}nothing was sent\n")
    return Exit.DONE
