"""Letters about one company: thanks after an interview, the letter after a turn-down, and staying in touch."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Annotated

from jobnet.cli import console
from jobnet.cli.edit_profile import keep_particulars
from jobnet.cli.letter_run import one_reader, run_of, write
from jobnet.cli.options import Common, Company, Letters, Position, option
from jobnet.cli.resolve import one_company, one_person, one_person_there
from jobnet.cli.sentences import ask_sentence, plain_text, sentence
from jobnet.cli.session import Session, open_session
from jobnet.documents.addressees import (
    chosen_application,
    interviewed_application,
    reader_for,
    reader_named,
    reader_thanked,
    turned_down_application,
    whom_to_touch,
)
from jobnet.documents.runnerup import RunnerUp, needs_particulars
from jobnet.errors import Exit, JobnetError, quoted
from jobnet.facts.items import Document
from jobnet.facts.progress import Progress
from jobnet.facts.since import parse_date
from jobnet.facts.stay_in_touch import TouchLog
from jobnet.letters import Topic, composed
from jobnet.profile.model import TURN_DOWNS, Application
from jobnet.recipients import LetterRun


def thanks(common: Common, letters: Letters, company: Company = None, position: Position = None) -> int:
    """Close the loop on a reader's referrals and talks, in one note; with --company, thank for an interview there."""
    one_reader(letters, Document.THANKS, needed=company is None)
    session = open_session(common, letters)
    if company is None:
        return write(session, letters, Document.THANKS)
    run = run_of(session, letters)
    application = interviewed_application(run.snapshot, one_company(run.profile, company), position)
    who = one_person(run.profile, application, letters.to) if letters.to else None
    reader = reader_thanked(run.snapshot, application, who, locale=run.locale)
    return write(session, letters, Document.THANKS, run=run, to=[reader], topic=Topic(application))


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
        interviewed=_interviewed(session, application, interviewed),
        told=None if told is None else parse_date(told, "--told"),
        particulars=tuple(sentence(each, "--particular") for each in particular or ()),
    )
    if letters.to:
        person = one_person(run.profile, application, letters.to)
        reader = reader_named(run.snapshot, application, person, locale=run.locale)
    else:
        reader = reader_for(run.snapshot, application, locale=run.locale)
    context = composed(Document.RUNNERUP, run, reader, topic)
    answers = _asked_particulars(context)
    topic = replace(topic, particulars=(*topic.particulars, *answers))
    if run.snapshot.progress_of(context.application).turn_down is None and not session.quiet:
        console.say(_assumed(context))
    code = write(session, letters, Document.RUNNERUP, run=run, to=[reader], topic=topic)
    can_keep = code == Exit.DONE and any(each is application for each in run.profile.applications)
    may_ask = answers and not letters.yes and console.can_ask()
    if can_keep and may_ask and console.confirm("Keep what you answered in the profile?"):
        keep_particulars(common, application, answers)
        console.say(f"jobnet: kept, under impression of {application.position} at {application.company}.")
    return code


def _assumed(context: RunnerUp) -> str:
    """Which turn-down is assumed: one that something follows is no end, and with a wrong date that happens unseen."""
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
    if known := chosen_application(session.snapshot, company, typed):
        return known
    asked = console.ask(
        f"The profile has no application at {company}. For which position was it?",
        instead=f"the profile has no application at {company}; say which it was with --position",
    )
    return Application(company, plain_text(asked, "--position"))


def _interviewed(session: Session, application: Application, typed: str | None) -> dt.date | None:
    """When the interview was: from the option; asked on a terminal when the profile knows of none."""
    # Off a terminal the document itself refuses, and says what to do.
    if typed is None and console.can_ask() and not Progress(application, session.today).talks:
        question = f"When did {application.company} interview you (2026-01-31; Enter if nobody did)?"
        typed = console.ask(question, instead="add --interviewed") or None
    return None if typed is None else parse_date(typed, "--interviewed")


def _asked_particulars(context: RunnerUp) -> tuple[str, ...]:
    """What only a person in that room could say, asked for on a terminal when there are not two of it."""
    missing = range(len(context.particulars) + 1, 3)
    if not missing or not needs_particulars(context) or not console.can_ask():
        return ()
    console.say("The letter needs two things from the interviews that you will remember, each as a whole sentence.")
    return tuple(filter(None, (ask_sentence(f"{number}.", "--particular") for number in missing)))


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
    person = (
        one_person_there(run.profile, application, letters.to)
        if letters.to
        else whom_to_touch(run.snapshot, application, history=run.history)
    )
    if person is None:
        raise JobnetError(f"The profile names nobody at {application.company}: say whom with --to.")
    topic = Topic(application, reason=None if reason is None else sentence(reason, "--reason"))
    if not session.quiet:
        _say_count(run, application)
    return write(session, letters, Document.TOUCH, run=run, to=[run.reader(person)], topic=topic)


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
