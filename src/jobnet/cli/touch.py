"""`jobnet touch`: a stay-in-touch note to a company that said no."""

from __future__ import annotations

from typing import Annotated

from jobnet.cli import console
from jobnet.cli.letter_run import one_reader, run_of, write
from jobnet.cli.options import Common, Company, Letters, Position, option
from jobnet.cli.resolve import one_company, one_person_there
from jobnet.cli.sentences import sentence
from jobnet.cli.session import open_session
from jobnet.documents.addressees import turned_down_application, whom_to_touch
from jobnet.errors import JobnetError
from jobnet.facts.items import Document
from jobnet.facts.stay_in_touch import TouchLog
from jobnet.letters import Topic
from jobnet.profile.model import Application, Contact, Person
from jobnet.recipients import LetterRun


def touch(
    common: Common,
    letters: Letters,
    company: Company = None,
    position: Position = None,
    reason: Annotated[str | None, option("--reason", metavar="TEXT", says="Why you write now, as a sentence.")] = None,
) -> int:
    """A stay-in-touch note to a company that said no."""
    one_reader(letters, Document.TOUCH)
    session = open_session(common, letters)
    run = run_of(session, letters)
    application = turned_down_application(run.snapshot, one_company(run.profile, company), position)
    if letters.to:
        person: Contact | Person | None = one_person_there(run.profile, application, letters.to)
    else:
        person = whom_to_touch(run.snapshot, application, history=run.history)
    if person is None:
        raise JobnetError(f"The profile names nobody at {application.company}: say whom with --to.")
    reader = run.reader(person)
    topic = Topic(application, reason=None if reason is None else sentence(reason, "--reason"))
    if not session.quiet:
        _say_count(run, application)
    return write(session, letters, Document.TOUCH, run=run, to=[reader], topic=topic)


def _say_count(run: LetterRun, application: Application) -> None:
    """Contact n of about 6, what came before the no, and whether it is time to let it rest."""
    stay = TouchLog(run.snapshot, run.history).stay(application)
    if stay is None:
        return
    earlier = f" ({stay.before} contact{'s' if stay.before != 1 else ''} before it)" if stay.before else ""
    number = f"contact {stay.number} of about {stay.cadence['touch_most']} with {application.company}"
    console.say(f"jobnet: {number} since the no{earlier}")
    if stop := stay.stopped(run.today):
        console.say(f"jobnet: {stop}: let it rest now. The company stays on your list.")
