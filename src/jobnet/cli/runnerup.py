"""`jobnet runnerup`: the thank-you letter after a turn-down."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from jobnet.cli import console
from jobnet.cli.letter_run import one_reader, run_of, write
from jobnet.cli.options import Common, Company, Letters, Position, option
from jobnet.cli.resolve import one_company, one_person
from jobnet.cli.runnerup_prompts import (
    application_at,
    date_of,
    offer_to_keep,
    particulars_for,
    sentence,
)
from jobnet.cli.session import open_session
from jobnet.documents.turn_down import reader_for, reader_named
from jobnet.errors import Exit, quoted
from jobnet.facts.items import Document
from jobnet.facts.since import parse_date
from jobnet.letters import Topic, composed


def runnerup(
    common: Common,
    letters: Letters,
    company: Company = None,
    position: Position = None,
    interviewed: Annotated[
        str | None, option("--interviewed", metavar="DATE", says="When they interviewed you.")
    ] = None,
    told: Annotated[str | None, option("--told", metavar="DATE", says="When they told you.")] = None,
    particular: Annotated[
        list[str] | None, option("--particular", metavar="TEXT", says="Something you will remember, as a sentence.")
    ] = None,
) -> int:
    """The thank-you letter after a turn-down, to the hiring manager or to somebody you met."""
    one_reader(letters, Document.RUNNERUP)
    session = open_session(common, letters)
    run = run_of(session, letters)
    application = application_at(session, one_company(run.profile, company), position)
    topic = Topic(
        application,
        interviewed=date_of(session, application, interviewed),
        told=None if told is None else parse_date(told, "--told"),
        particulars=tuple(sentence(each, "--particular") for each in particular or ()),
    )
    if letters.to:
        person = one_person(run.profile, application, letters.to)
        reader = reader_named(run.snapshot, application, person, locale=run.locale)
    else:
        reader = reader_for(run.snapshot, application, locale=run.locale)
    context = composed(Document.RUNNERUP, run, reader, topic)
    answers = particulars_for(context)
    topic = replace(topic, particulars=(*topic.particulars, *answers))
    if run.snapshot.progress_of(context.application).turn_down is None and not session.quiet:
        console.say(
            f"jobnet: the profile holds no turn-down by {context.company}; one is assumed for this letter. "
            f"To keep it: jobnet log {quoted(context.company)} rejected"
        )
    code = write(session, letters, Document.RUNNERUP, run=run, to=[reader], topic=topic)
    if code == Exit.DONE and not letters.yes:
        offer_to_keep(common, run.profile, application, answers)
    return code
