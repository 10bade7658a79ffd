"""One exit code of a run in which several things happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobnet.cli import console
from jobnet.errors import Exit, JobnetError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobnet.cli.options import Letters

PRECEDENCE = (
    Exit.INTERRUPTED, Exit.TERMINATED, Exit.USAGE, Exit.IN_DOUBT, Exit.IO, Exit.CANNOT_CREATE, Exit.NO_PERMISSION,
    Exit.CONFIG, Exit.REFUSED, Exit.NO_INPUT, Exit.UNAVAILABLE, Exit.SOME_LEFT_OUT, Exit.TRY_LATER,
    Exit.NOTHING_TO_SEND,
)  # fmt: skip


def weightiest(exits: Iterable[Exit]) -> Exit:
    """The one exit code when several apply."""
    found = set(exits)
    return next((each for each in PRECEDENCE if each in found), Exit.DONE)


def nothing_to_send(asked: Letters, *, some_refused: bool) -> int:
    if console.can_ask():
        console.say("jobnet: nothing new to send.")
    if some_refused:
        return Exit.SOME_LEFT_OUT
    return Exit.NOTHING_TO_SEND if asked.fail_if_empty else Exit.DONE


def must_be_able_to_ask(yes: bool) -> None:
    if not yes and not console.can_ask():
        raise JobnetError("no terminal to ask on before sending: add --yes. Nothing was sent.", Exit.USAGE)
