"""`jobnet brief`: how to help me, for those who offered; or for anybody."""

from __future__ import annotations

from jobnet.cli.letter_run import write
from jobnet.cli.options import Common, Letters
from jobnet.cli.session import open_session
from jobnet.facts.items import Document


def brief(common: Common, letters: Letters) -> int:
    """The "how to help me" brief for those who offered; without --to, one that can be handed to anybody."""
    return write(open_session(common, letters), letters, Document.BRIEF)
