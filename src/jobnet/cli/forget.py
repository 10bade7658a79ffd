"""`jobnet forget`: a person is removed from the record, on their request."""

from __future__ import annotations

from typing import Annotated

from jobnet.cli import console
from jobnet.cli.options import Common, argument
from jobnet.cli.session import open_session
from jobnet.delivery.clock import Clock
from jobnet.delivery.load_history import KnownPeople
from jobnet.errors import Exit, UsageError
from jobnet.profile.matching import find_contacts


def forget(common: Common, who: Annotated[str, argument("A name or an address.", "WHO")]) -> int:
    """Remove a person from the record and its frozen messages, on their request."""
    session = open_session(common)
    profile = session.profile
    contacts = find_contacts(profile.contacts, who) if who.strip() else ()
    if not who.strip() or len(contacts) > 1:
        listed = "; ".join(f"{each.name} <{each.email or 'no address'}>" for each in contacts)
        raise UsageError(f"forget {who!r}: who is meant? {listed}".rstrip())
    gone = 0
    if session.ledger_place.was_born:
        with session.opened_ledger(renamed=False) as ledger:
            theirs = KnownPeople(profile).messages_of(ledger.messages(), {each.key for each in contacts}, who)
            gone = ledger.forget(theirs, Clock().now())
    if not gone and not contacts:
        raise UsageError(f"forget {who!r}: nobody of that name or address is on record.")
    console.say(f"jobnet: removed {gone} message{'' if gone == 1 else 's'} from the record")
    for contact in contacts:
        console.say(
            f"jobnet: {contact.name} is still in the profile, and would count as never told: remove them there too, "
            "or write `updates: off`"
        )
    return Exit.DONE
