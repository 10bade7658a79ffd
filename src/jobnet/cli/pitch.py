"""`jobnet pitch`: talking points to keep in mind."""

from __future__ import annotations

from typing import Annotated

from jobnet.cli.letter_run import one_reader, write
from jobnet.cli.options import Common, Letters, option
from jobnet.cli.session import open_session
from jobnet.facts.items import Document
from jobnet.letters import Topic


def pitch(
    common: Common,
    letters: Letters,
    short: Annotated[bool, option("--short", says="The one-breath version only.")] = False,
) -> int:
    """Talking points to keep in mind: who you are, where you hope to work, the question."""
    one_reader(letters, Document.PITCH)
    return write(open_session(common, letters), letters, Document.PITCH, topic=Topic(short=short))
