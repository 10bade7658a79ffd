"""What a runner-up letter needs and the profile does not hold yet: from the options, or asked on a terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from jobnet.cli import console
from jobnet.cli.edit_profile import change
from jobnet.cli.options import Common
from jobnet.cli.session import Session
from jobnet.documents.runnerup import RunnerUp, needs_particulars
from jobnet.documents.turn_down import chosen_application
from jobnet.errors import Exit, JobnetError
from jobnet.facts.progress import Progress
from jobnet.facts.since import parse_date
from jobnet.profile.additions import particular_changes
from jobnet.profile.editing import Change
from jobnet.profile.model import Application, Profile
from jobnet.profile.sentences import is_sentence
from jobnet.yamltext import Source
from jobnet.yamltext.schema import literal_trouble

WANTED = 2


def application_at(session: Session, company: str, position: str | None) -> Application:
    """The application the letter is about; where the profile holds none, one made of the position."""
    typed = None if position is None else plain_text(position, "--position")
    found = chosen_application(session.snapshot, company, typed)
    if found is not None:
        return found
    asked = console.ask(
        f"The profile has no application at {company}. For which position was it?",
        instead=f"the profile has no application at {company}; say which it was with --position",
    )
    return Application(company, plain_text(asked, "--position"))


def date_of(session: Session, application: Application, typed: str | None) -> dt.date | None:
    """When the interview was: from the option; asked on a terminal when the profile knows of none."""
    if typed is not None:
        return parse_date(typed, "--interviewed")
    if Progress(application, session.today).talks or not console.can_ask():
        return None  # off a terminal the document itself refuses, and says what to do
    answer = console.ask(
        f"When did {application.company} interview you (2026-01-31; Enter if nobody did)?", instead="add --interviewed"
    )
    return parse_date(answer, "--interviewed") if answer else None


def particulars_for(context: RunnerUp) -> list[str]:
    """What only a person in that room could say, asked for on a terminal when there is too little of it."""
    missing = WANTED - len(context.particulars)
    if not needs_particulars(context) or missing <= 0 or not console.can_ask():
        return []
    console.say("The letter needs two things from the interviews that you will remember, each as a whole sentence.")
    return list(ask_sentences(range(WANTED - missing + 1, WANTED + 1)))


def ask_sentences(numbers: Iterable[int]) -> Iterator[str]:
    """A whole sentence for each number, but for those where Enter comes."""
    for number in numbers:
        if answer := ask_sentence(f"{number}.", "--particular"):
            yield answer


def ask_sentence(question: str, option: str) -> str:
    """A whole sentence, asked for again where a few words come; empty where Enter comes."""
    answer = console.ask(question, instead=f"add {option}")
    while answer and not is_sentence(answer):
        console.say(_fragment(answer))
        answer = console.ask(question, instead=f"add {option}")
    return plain_text(answer, option) if answer else ""


def offer_to_keep(common: Common, profile: Profile, application: Application, answers: list[str]) -> None:
    """What was asked for this letter is kept in the profile if the user wants it; by default nothing is written."""
    held = any(each is application for each in profile.applications)
    if answers and held and console.can_ask() and console.confirm("Keep what you answered in the profile?"):
        keep_particulars(common, application, tuple(answers))
        console.say(f"jobnet: kept, under impression of {application.position} at {application.company}.")


def keep_particulars(common: Common, application: Application, told: tuple[str, ...]) -> None:
    """Write what the seeker will remember of an application into the profile."""

    def changes(source: Source, profile: Profile) -> list[Change]:
        same = next((each for each in profile.applications if each.key == application.key), None)
        if same is None:
            raise JobnetError("The profile changed meanwhile and no longer has that application; nothing was kept.")
        return particular_changes(source, profile, same, told)

    change(common, changes, dry_run=False)


def sentence(typed: str, option: str) -> str:
    """The text on one line, if it is a whole sentence: letters print it as it stands."""
    text = plain_text(typed, option)
    if not is_sentence(text):
        raise JobnetError(f"{option}: {_fragment(text)}", Exit.USAGE)
    return text


def _fragment(text: str) -> str:
    return f"“{text}” is no whole sentence. Write it as you would to them: “The walk through the yard stays with me.”"


def plain_text(typed: str, option: str) -> str:
    """The text on one line; nothing that could begin a line of its own in a letter's head (bad-input row 54)."""
    text = typed.strip()
    if not text:
        raise JobnetError(f"{option}: empty.", Exit.USAGE)
    if trouble := literal_trouble(text):
        raise JobnetError(f"{option}: {trouble[0]} {trouble[1]}", Exit.USAGE)
    return text
