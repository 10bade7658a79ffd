"""`jobnet thanks`: closes the loop on referrals, or thanks for a talk."""

from __future__ import annotations

from jobnet.cli.letter_run import one_reader, write
from jobnet.cli.options import Common, Letters
from jobnet.cli.session import open_session
from jobnet.facts.items import Document


def thanks(common: Common, letters: Letters) -> int:
    """Close the loop on every open referral from a reader, or thank for a talk, in one note."""
    one_reader(letters, Document.THANKS, needed=True)
    return write(open_session(common, letters), letters, Document.THANKS)


thanks.example = "jobnet thanks --to Ted"  # type: ignore[attr-defined]
