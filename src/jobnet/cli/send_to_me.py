"""`--send --to-me`: the letters go to the seeker, and nothing is recorded."""

from __future__ import annotations

from collections.abc import Sequence

from jobnet.cli import console
from jobnet.cli.exits import must_be_able_to_ask, nothing_to_send, weightiest
from jobnet.cli.options import Letters
from jobnet.cli.session import Session
from jobnet.cli.settings import transport_of
from jobnet.delivery.clock import Clock
from jobnet.delivery.compose_message import posted, sender_of
from jobnet.delivery.ledger.records import State
from jobnet.delivery.transports.base import Lost, envelope_of
from jobnet.errors import Exit, JobnetError
from jobnet.letters import Draft


def send_to_me(session: Session, asked: Letters, drafts: Sequence[Draft], via: str, *, some_refused: bool) -> int:
    """The letters go to the seeker, at the pace of all letters; nothing is recorded."""
    if not drafts:
        return nothing_to_send(asked, quiet=session.quiet, some_refused=some_refused)
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
    exits = {Exit.SOME_LEFT_OUT} if some_refused else set()
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


_EXIT_OF = {State.REFUSED: Exit.SOME_LEFT_OUT, State.UNKNOWN: Exit.IN_DOUBT, State.QUEUED: Exit.TRY_LATER}
