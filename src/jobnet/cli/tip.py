"""`jobnet tip`: a private e-mail that passes something useful on."""

from __future__ import annotations

from typing import Annotated

from jobnet.cli.letter_run import one_reader, write
from jobnet.cli.options import Common, Letters, option
from jobnet.cli.session import open_session
from jobnet.facts.items import Document
from jobnet.letters import Topic


def tip(
    common: Common,
    letters: Letters,
    news: Annotated[str | None, option("--news", metavar="N", says="Which news: its id or its number.")] = None,
) -> int:
    """A private e-mail that passes something useful on and asks for nothing."""
    one_reader(letters, Document.TIP, needed=True)
    return write(open_session(common, letters), letters, Document.TIP, topic=Topic(news=news))
