"""`jobnet demo`: an example search and its three letters, written and printed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from jobnet.cli import console
from jobnet.cli.letter_run import readers, run_of
from jobnet.cli.options import Form, Letters
from jobnet.cli.output import EXTENSIONS, encoder, print_letters
from jobnet.cli.session import Session
from jobnet.documents.runnerup import runnerup_for
from jobnet.documents.turn_down import chosen_application, reader_for
from jobnet.facts.history import History, told_by_hand
from jobnet.facts.items import Document
from jobnet.planning import Chosen, Draft, outcomes, plan
from jobnet.profile.reading import read_profile
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


demo.example = "jobnet demo"  # type: ignore[attr-defined]


def demonstrate(folder: Path) -> int:
    """Write the example profile and its letters into a new folder, and print the letters."""
    data = (examples_folder() / EXAMPLE / "profile.yaml").read_bytes()
    profile, _ = read_profile(data, file=str(folder / "profile.yaml"))
    session = Session(profile, DAY, History(told_by_hand(profile)))
    drafts = [*_to(session, Document.BRIEF), *_to(session, Document.UPDATE), _runnerup(session)]
    names = file_names([each.letter for each in drafts], EXTENSIONS[Form.TEXT])
    encoded = encoder(Form.TEXT, profile)
    write_files(folder, ("profile.yaml", *names), (data, *map(encoded, drafts)))
    print_letters(drafts, Form.TEXT, profile, as_list=False)
    console.say(
        f"\nThese are a brief, an update and a letter after a turn-down, from {folder / 'profile.yaml'}.\n"
        "Everybody in it is invented. For your own: jobnet init"
    )
    return 0


def examples_folder() -> Path:
    """The examples: inside the installed package, or beside `src` in a checkout."""
    package = Path(__file__).parents[1]
    return package / "examples" if (package / "examples").is_dir() else package.parents[1] / "examples"


def _to(session: Session, document: Document) -> list[Draft]:
    asked = Letters(to=[READER])
    run = run_of(session, asked)
    return list(plan(document, run, Chosen.NAMED, readers(session, asked, run)).drafts)


def _runnerup(session: Session) -> Draft:
    application = chosen_application(session.snapshot, COMPANY)
    if application is None:
        raise LookupError(COMPANY)
    reader = reader_for(session.snapshot, application)
    context = runnerup_for(session.snapshot, application, reader, history=session.history)
    found = outcomes(
        Document.RUNNERUP,
        run_of(session, Letters()),
        Chosen.NAMED,
        [reader],
        compose=lambda _run, _reader: context,
    )
    return next(each for each in found if isinstance(each, Draft))
