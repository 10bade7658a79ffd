"""One exit code of a run in which several things happened."""

from __future__ import annotations

from collections.abc import Iterable

from jobnet.cli import console
from jobnet.cli.options import Letters
from jobnet.errors import Exit, UsageError

PRECEDENCE = (
    Exit.INTERRUPTED, Exit.TERMINATED, Exit.USAGE, Exit.IN_DOUBT, Exit.IO, Exit.CANNOT_CREATE, Exit.NO_PERMISSION,
    Exit.CONFIG, Exit.REFUSED, Exit.NO_INPUT, Exit.UNAVAILABLE, Exit.SOME_LEFT_OUT, Exit.TRY_LATER,
    Exit.NOTHING_TO_SEND,
)  # fmt: skip


def weightiest(exits: Iterable[Exit]) -> Exit:
    """The one exit code when several apply."""
    those = set(exits)
    return next((each for each in PRECEDENCE if each in those), Exit.DONE)


def nothing_to_send(asked: Letters, *, quiet: bool, some_refused: bool) -> Exit:
    """Said wherever quiet was not asked for: silence would be taken for "sent"."""
    if not quiet:
        console.say("jobnet: nothing new to send: nobody was written to.")
    if some_refused:
        return Exit.SOME_LEFT_OUT
    return Exit.NOTHING_TO_SEND if asked.fail_if_empty else Exit.DONE


def must_be_able_to_ask(yes: bool) -> None:
    if not yes and not console.can_ask():
        raise UsageError("no terminal to ask on before sending: add --yes. Nothing was sent.")
