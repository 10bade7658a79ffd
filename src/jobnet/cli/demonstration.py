"""`jobnet demo`: an example search and its three letters, written and printed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from jobnet.cli import console
from jobnet.cli.desk import Desk
from jobnet.cli.drafting import readers, run_of
from jobnet.cli.options import Form, Letters
from jobnet.cli.output import EXTENSIONS, encoder, print_letters
from jobnet.documents.history import History, told_by_hand
from jobnet.documents.items import Document
from jobnet.documents.runnerup import chosen_application, reader_for, runnerup_for
from jobnet.planning import Chosen, Draft, outcomes, plan
from jobnet.profile.reading import read_profile
from jobnet.rendering.files import file_names, write_files

EXAMPLE = "pharmacist"
READER = "Gareth Lloyd"
COMPANY = "Calder & Wharfe"
DAY = dt.date(2026, 10, 15)
"""The example's own day: the demo says the same thing whenever it is run."""


def demonstrate(folder: Path) -> int:
    """Write the example profile and its letters into a new folder, and print the letters."""
    data = (examples_folder() / EXAMPLE / "profile.yaml").read_bytes()
    profile, _ = read_profile(data, file=str(folder / "profile.yaml"))
    desk = Desk(profile, DAY, History(told_by_hand(profile)))
    drafts = [*_to(desk, Document.BRIEF), *_to(desk, Document.UPDATE), _runnerup(desk)]
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


def _to(desk: Desk, document: Document) -> list[Draft]:
    asked = Letters(to=[READER])
    run = run_of(desk, asked)
    return list(plan(document, run, Chosen.NAMED, readers(desk, asked, run)).drafts)


def _runnerup(desk: Desk) -> Draft:
    application = chosen_application(desk.profile, COMPANY, today=DAY)
    if application is None:
        raise LookupError(COMPANY)
    context = runnerup_for(
        desk.profile, application, reader_for(desk.profile, application, today=DAY), today=DAY, history=desk.history
    )
    found = outcomes(
        Document.RUNNERUP,
        run_of(desk, Letters()),
        Chosen.NAMED,
        [context.reader],
        compose=lambda _run, _reader: context,
    )
    return next(each for each in found if isinstance(each, Draft))
