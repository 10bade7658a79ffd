"""`jobnet outbox refresh`: what still waits is taken back and written anew, as the profile stands today."""

from __future__ import annotations

from contextlib import nullcontext

from jobnet.cli import console
from jobnet.cli.send_run import threads
from jobnet.cli.session import Session
from jobnet.delivery import failpoints
from jobnet.delivery.clock import Clock
from jobnet.delivery.compose_message import posted
from jobnet.delivery.ledger.records import Message, NewMessage, State
from jobnet.delivery.load_history import KnownPeople, history_of
from jobnet.errors import Exit
from jobnet.facts.items import Document
from jobnet.facts.readers import Reader
from jobnet.letters import plan
from jobnet.profile.addresses import address_key
from jobnet.recipients import Chosen, LetterRun

AGAIN = (Document.BRIEF, Document.UPDATE, Document.LANDED)
"""What planning can write anew from the profile alone; the others are asked for by their own command."""


def refresh(session: Session, *, yes: bool) -> int:
    """Write anew what is to be sent today to those for whom something waits, and exchange it in one step."""
    profile, config = session.profile, session.config
    clock = Clock()
    with session.opened_ledger() if session.ledger_place.was_born else nullcontext() as ledger:
        waiting = [each for each in ledger.messages(State.QUEUED) if each.document in AGAIN] if ledger else []
        if ledger is None or not waiting:
            console.say("jobnet: nothing waits: there is nothing to write anew.")
            return Exit.DONE
        if not (yes or console.confirm(f"Take back and write anew {len(waiting)} waiting?")):
            return Exit.DONE
        taken = {each.id for each in waiting}
        sent = [each for each in ledger.sent() if each.id not in taken]
        run = session.run(history=history_of(profile, sent, session.today), needs_email=True, sending=True)
        earlier = threads(sent)
        batches: dict[str, list[NewMessage]] = {}
        for document in AGAIN:
            if readers := _readers(run, [each for each in waiting if each.document == document]):
                written = plan(document, run, Chosen.GROUP, readers)
                batches[document] = [
                    posted(
                        each.letter, profile=profile, config=config, clock=clock,
                        earlier=earlier.get(address_key(each.reader.email or "")),
                    )
                    for each in written.drafts
                ]  # fmt: skip
                for left in written.left_out:
                    console.say(f"jobnet: left out {left.name}: {left.reason}")
        failpoints.here("refresh-planned")
        # All new letters are written by now: what fails above leaves what waits as it is.
        for planned in ledger.exchange(taken, batches.values(), clock.now(), why="written anew"):
            for letter, reason in planned.clashing:
                console.say(f"jobnet: left out {letter.name}: {reason}")
    return Exit.DONE


def _readers(run: LetterRun, waiting: list[Message]) -> list[Reader]:
    """Those of them whom the profile still knows, under whatever name; the others are named."""
    profile = run.profile
    people = KnownPeople(profile)
    readers = []
    for message in waiting:
        contact = profile.contact(people.reader_of(message))
        if contact is None:
            console.say(f"jobnet: left out {message.name}: is no longer in the profile")
        else:
            readers.append(run.reader(contact))
    return readers
