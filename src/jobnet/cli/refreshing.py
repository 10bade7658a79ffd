"""`jobnet outbox refresh`: what still waits is taken back and written anew, as the profile stands today."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from jobnet.cli import console
from jobnet.cli.folders import state_folder
from jobnet.cli.settings import read_config_file
from jobnet.delivery import failpoints
from jobnet.delivery import outbox as protocol
from jobnet.delivery.clock import SystemClock
from jobnet.delivery.ledger import State
from jobnet.delivery.past import history_of
from jobnet.delivery.place import place_to_write
from jobnet.delivery.posting import posted
from jobnet.documents.items import Document
from jobnet.documents.reader import reader_of
from jobnet.errors import Exit
from jobnet.planning import Chosen, Run, plan

if TYPE_CHECKING:
    import datetime as dt

    from jobnet.delivery.ledger import Ledger, Message
    from jobnet.planning import Plan
    from jobnet.profile.model import Profile

AGAIN = (Document.BRIEF, Document.UPDATE, Document.LANDED)
"""What planning can write anew from the profile alone; the others are asked for by their own command."""


def refresh(profile: Profile, today: dt.date, *, yes: bool) -> int:
    """Cancel what waits, and queue what is to be told today to the same readers."""
    config = read_config_file()
    clock = SystemClock()
    failpoints.arm(os.environ.get("JOBNET_FAILPOINT"))
    place = place_to_write(profile, state_folder(), config.ledger)
    if not place.was_born:
        return Exit.DONE
    with protocol.opened(place, clock) as ledger:
        waiting = [each for each in ledger.messages(State.QUEUED) if each.document in AGAIN]
        if not waiting or not (yes or console.confirm(f"Take back and write anew {len(waiting)} waiting?")):
            return Exit.DONE
        for message in waiting:
            ledger.settle(message.id, State.CANCELLED, "written anew", clock.now(), via=message.via)
        failpoints.here("refresh-cancelled")
        for document in AGAIN:
            of_it = [message for message in waiting if message.document == document]
            if not of_it:
                continue
            found = _plan(profile, today, ledger, document, of_it)
            new = [posted(each.letter, profile=profile, config=config, clock=clock) for each in found.drafts]
            ledger.plan(new, clock.now(), document=document, selection="refresh")
            for left in found.left_out:
                console.say(f"jobnet: left out {left.name}: {left.reason}")
        place.mark(ledger.batches())
    return Exit.DONE


def _plan(profile: Profile, today: dt.date, ledger: Ledger, document: Document, waiting: list[Message]) -> Plan:
    run = Run(profile, today, history_of(profile, ledger.sent()), needs_email=True, sending=True)
    contacts = [contact for message in waiting if (contact := profile.contact(message.person)) is not None]
    return plan(document, run, Chosen.GROUP, [reader_of(profile, contact) for contact in contacts])
