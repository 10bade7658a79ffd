"""`--mark-sent`: letters that the user handed over are recorded."""

from __future__ import annotations

from collections.abc import Sequence

from jobnet.cli import console
from jobnet.cli.exits import nothing_to_send
from jobnet.cli.options import Letters
from jobnet.cli.session import Session
from jobnet.delivery.clock import Clock
from jobnet.delivery.compose_message import by_hand
from jobnet.delivery.ledger.location import LedgerFiles
from jobnet.delivery.ledger.open import open_to_read
from jobnet.delivery.ledger.records import State
from jobnet.errors import Exit
from jobnet.letters import Draft

_MOST_NAMED = 3


def mark_sent(session: Session, asked: Letters, drafts: Sequence[Draft], *, some_refused: bool = False) -> int:
    """Record these letters as handed over by the user."""
    session.say_what_is_odd()
    letters = [by_hand(draft.letter, again=asked.again) for draft in drafts]
    _say_what_waits(session.ledger_place)
    if letters:
        with session.opened_ledger() as ledger:
            marked = ledger.mark_sent(letters, Clock().now())
        for letter, why in marked.clashing:
            console.say(f"jobnet: not recorded for {letter.name}: {why}")
        for letter in marked.known:
            console.say(f"jobnet: {letter.name} is on record for this already")
        if console.can_ask():
            console.say(f"jobnet: recorded as sent: {len(marked.queued)}")
    elif not some_refused:
        return nothing_to_send(asked, quiet=session.quiet, some_refused=False)
    return Exit.SOME_LEFT_OUT if some_refused else Exit.DONE


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
