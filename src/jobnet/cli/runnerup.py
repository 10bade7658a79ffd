"""`jobnet runnerup`: the thank-you letter after a turn-down."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Annotated

from jobnet.cli import console
from jobnet.cli.edit_profile import keep_particulars
from jobnet.cli.letter_run import one_reader, run_of, write
from jobnet.cli.options import Common, Company, Letters, Position, option
from jobnet.cli.resolve import one_company, one_person
from jobnet.cli.sentences import ask_sentences, plain_text, sentence
from jobnet.cli.session import Session, open_session
from jobnet.documents.addressees import chosen_application, reader_for, reader_named
from jobnet.documents.runnerup import RunnerUp, needs_particulars
from jobnet.errors import Exit, quoted
from jobnet.facts.items import Document
from jobnet.facts.progress import Progress
from jobnet.facts.since import parse_date
from jobnet.letters import Topic, composed
from jobnet.profile.model import TURN_DOWNS, Application, Profile

_WANTED = 2
"""Particulars, of a letter that is worth writing."""


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
    application = _application_at(session, one_company(run.profile, company), position)
    topic = Topic(
        application,
        interviewed=_date_of(session, application, interviewed),
        told=None if told is None else parse_date(told, "--told"),
        particulars=tuple(sentence(each, "--particular") for each in particular or ()),
    )
    if letters.to:
        person = one_person(run.profile, application, letters.to)
        reader = reader_named(run.snapshot, application, person, locale=run.locale)
    else:
        reader = reader_for(run.snapshot, application, locale=run.locale)
    context = composed(Document.RUNNERUP, run, reader, topic)
    answers = _particulars_for(context)
    topic = replace(topic, particulars=(*topic.particulars, *answers))
    if run.snapshot.progress_of(context.application).turn_down is None and not session.quiet:
        console.say(_why_assumed(context))
    code = write(session, letters, Document.RUNNERUP, run=run, to=[reader], topic=topic)
    if code == Exit.DONE and not letters.yes:
        _offer_to_keep(common, run.profile, application, answers)
    return code


def _why_assumed(context: RunnerUp) -> str:
    """A turn-down that something follows is no end; with a wrong date that happens unseen."""
    said_no = [event.date for event in context.application.events if event.stage in TURN_DOWNS]
    if said_no:
        return (
            f"jobnet: something follows the turn-down by {context.company} of {said_no[-1]}; it is taken as the end "
            "for this letter. If a date is wrong, correct it in the profile; jobnet check names it."
        )
    return (
        f"jobnet: the profile holds no turn-down by {context.company}; one is assumed for this letter. "
        f"To keep it: jobnet log {quoted(context.company)} rejected"
    )


def _application_at(session: Session, company: str, position: str | None) -> Application:
    """The application the letter is about; where the profile holds none, one made of the position."""
    typed = None if position is None else plain_text(position, "--position")
    known = chosen_application(session.snapshot, company, typed)
    if known is not None:
        return known
    asked = console.ask(
        f"The profile has no application at {company}. For which position was it?",
        instead=f"the profile has no application at {company}; say which it was with --position",
    )
    return Application(company, plain_text(asked, "--position"))


def _date_of(session: Session, application: Application, typed: str | None) -> dt.date | None:
    """When the interview was: from the option; asked on a terminal when the profile knows of none."""
    if typed is not None:
        return parse_date(typed, "--interviewed")
    if Progress(application, session.today).talks or not console.can_ask():
        return None  # off a terminal the document itself refuses, and says what to do
    answer = console.ask(
        f"When did {application.company} interview you (2026-01-31; Enter if nobody did)?", instead="add --interviewed"
    )
    return parse_date(answer, "--interviewed") if answer else None


def _particulars_for(context: RunnerUp) -> list[str]:
    """What only a person in that room could say, asked for on a terminal when there is too little of it."""
    missing = _WANTED - len(context.particulars)
    if not needs_particulars(context) or missing <= 0 or not console.can_ask():
        return []
    console.say("The letter needs two things from the interviews that you will remember, each as a whole sentence.")
    return list(ask_sentences(range(_WANTED - missing + 1, _WANTED + 1)))


def _offer_to_keep(common: Common, profile: Profile, application: Application, answers: list[str]) -> None:
    """What was asked for this letter is kept in the profile if the user wants it; by default nothing is written."""
    held = any(each is application for each in profile.applications)
    if answers and held and console.can_ask() and console.confirm("Keep what you answered in the profile?"):
        keep_particulars(common, application, tuple(answers))
        console.say(f"jobnet: kept, under impression of {application.position} at {application.company}.")
