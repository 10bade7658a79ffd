"""`jobnet landed`: the announcement that you found it."""

from __future__ import annotations

from jobnet.cli.letter_run import write
from jobnet.cli.options import Common, Letters
from jobnet.cli.session import open_session
from jobnet.facts.items import Document


def landed(common: Common, letters: Letters) -> int:
    """The announcement that you found it; without --to, one for everybody."""
    return write(open_session(common, letters), letters, Document.LANDED)
