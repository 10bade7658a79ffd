"""`jobnet demo`: an example search and its three letters, written and printed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

from jobnet.cli import console
from jobnet.cli.options import argument
from jobnet.cli.output import EXTENSIONS, encoder, print_letters
from jobnet.cli.session import Session
from jobnet.documents.addressees import reader_for
from jobnet.facts.history import History, told_by_hand
from jobnet.facts.items import Document
from jobnet.letters import NOTHING_MORE, Topic, plan
from jobnet.profile.reading import read_profile
from jobnet.recipients import Chosen
from jobnet.rendering.files import file_names, write_files

_DAY = dt.date(2026, 10, 15)
"""The example's own day: the demo says the same thing whenever it is run."""


def demo(
    folder: Annotated[str | None, argument("A new folder: ./jobnet-demo.", "[FOLDER]")] = None,
) -> None:
    """Write an example profile and its three letters into a new folder, and print them: the product in one command."""
    place = Path(folder or "jobnet-demo")
    data = (_examples() / "pharmacist" / "profile.yaml").read_bytes()
    profile, _ = read_profile(data, file=str(place / "profile.yaml"))
    session = Session(profile, _DAY)
    run = session.run(history=History(told_by_hand(profile)))
    friend = run.reader(next(each for each in profile.contacts if each.name == "Gareth Lloyd"))
    turned_down = next(iter(profile.applications_at("Calder & Wharfe Hospitals Trust")))
    manager = reader_for(run.snapshot, turned_down)
    letters = (
        (Document.BRIEF, friend, NOTHING_MORE),
        (Document.UPDATE, friend, NOTHING_MORE),
        (Document.RUNNERUP, manager, Topic(turned_down)),
    )
    drafts = [plan(document, run, Chosen.NAMED, [reader], topic).drafts[0] for document, reader, topic in letters]
    names = file_names([each.letter for each in drafts], EXTENSIONS["text"])
    write_files(place, ("profile.yaml", *names), (data, *map(encoder("text", session), drafts)))
    print_letters(drafts, "text", session, as_list=False)
    profile_written = console.one_line(str(place / "profile.yaml"))
    console.say(
        f"\nThese are a brief, an update and a letter after a turn-down, from {profile_written}.\n"
        "Everybody in it is invented. For your own: jobnet init"
    )


def _examples() -> Path:
    """The examples: inside the installed package, or beside `src` in a checkout."""
    package = Path(__file__).parents[1]
    return package / "examples" if (package / "examples").is_dir() else package.parents[1] / "examples"
