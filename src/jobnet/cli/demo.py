"""`jobnet demo`: an example search and its three letters, written and printed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from jobnet.cli import console
from jobnet.cli.options import Form
from jobnet.cli.output import EXTENSIONS, encoder, print_letters
from jobnet.cli.session import Session
from jobnet.documents.turn_down import chosen_application, reader_for
from jobnet.facts.history import History, told_by_hand
from jobnet.facts.items import Document
from jobnet.letters import Draft, Topic, plan
from jobnet.profile.reading import read_profile
from jobnet.recipients import Chosen, LetterRun
from jobnet.rendering.files import file_names, write_files

EXAMPLE = "pharmacist"
READER = "Gareth Lloyd"
COMPANY = "Calder & Wharfe"
DAY = dt.date(2026, 10, 15)
"""The example's own day: the demo says the same thing whenever it is run."""


def demo(
    folder: Annotated[str | None, typer.Argument(metavar="[FOLDER]", help="A new folder: ./jobnet-demo.")] = None,
) -> int:
    """Write an example profile and its three letters into a new folder, and print them: the product in one command."""
    return demonstrate(Path(folder or "jobnet-demo"))


def demonstrate(folder: Path) -> int:
    """Write the example profile and its letters into a new folder, and print the letters."""
    data = (examples_folder() / EXAMPLE / "profile.yaml").read_bytes()
    profile, _ = read_profile(data, file=str(folder / "profile.yaml"))
    session = Session(profile, DAY)
    run = session.run(history=History(told_by_hand(profile)))
    drafts = [*_to(run, Document.BRIEF), *_to(run, Document.UPDATE), *_runnerup(run)]
    names = file_names([each.letter for each in drafts], EXTENSIONS[Form.TEXT])
    encoded = encoder(Form.TEXT, session)
    write_files(folder, ("profile.yaml", *names), (data, *map(encoded, drafts)))
    print_letters(drafts, Form.TEXT, session, as_list=False)
    console.say(
        f"\nThese are a brief, an update and a letter after a turn-down, from {folder / 'profile.yaml'}.\n"
        "Everybody in it is invented. For your own: jobnet init"
    )
    return 0


def examples_folder() -> Path:
    """The examples: inside the installed package, or beside `src` in a checkout."""
    package = Path(__file__).parents[1]
    return package / "examples" if (package / "examples").is_dir() else package.parents[1] / "examples"


def _to(run: LetterRun, document: Document) -> tuple[Draft, ...]:
    contact = next(each for each in run.profile.contacts if each.name == READER)
    return plan(document, run, Chosen.NAMED, [run.reader(contact)]).drafts


def _runnerup(run: LetterRun) -> tuple[Draft, ...]:
    application = chosen_application(run.snapshot, COMPANY)
    if application is None:
        raise LookupError(COMPANY)
    reader = reader_for(run.snapshot, application)
    return plan(Document.RUNNERUP, run, Chosen.NAMED, [reader], Topic(application)).drafts
