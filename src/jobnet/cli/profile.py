"""Commands on the profile itself: init, check, schema, and the demo."""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jobnet.cli import console, opening
from jobnet.cli.options import Common, Format, Listing, Today
from jobnet.errors import Exit, JobnetError, Severity

if TYPE_CHECKING:
    from jobnet.cli.starter import Answers
    from jobnet.errors import Problem


def init(
    file: Annotated[str | None, typer.Argument(metavar="[FILE]", help="Where to write it: ./profile.yaml.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="No questions: an invented person to edit.")] = False,
    today: Today = None,
) -> None:
    """Write a commented starter profile. Asks at most ten questions; never overwrites a file."""
    from jobnet.rendering.files import write_file  # noqa: PLC0415
    from jobnet.cli.starter import INVENTED, starter  # noqa: PLC0415

    path = Path(file or "profile.yaml")
    day = opening.today_of(Common(today=today))
    if os.path.lexists(path):
        raise JobnetError(
            f"{path}: exists already and is left as it is. Name another: jobnet init FILE", Exit.CANNOT_CREATE
        )
    answers = INVENTED if yes or not console.can_ask() else _asked()
    write_file(path, starter(answers, day).encode())
    named = "" if str(path) == "profile.yaml" else f" -p {shlex.quote(str(path))}"
    console.say(f"Wrote {path.absolute()}\nNow edit it, then type:\n  jobnet check{named}\n  jobnet brief{named}")
    if answers is INVENTED:
        console.say("jobnet: the person in it is invented; nothing can be sent in that name.")


init.example = "jobnet init  (then edit profile.yaml)"  # type: ignore[attr-defined]


def _asked() -> Answers:
    """At most ten plain questions; Enter skips all but the first three."""
    from jobnet.cli.starter import Answers  # noqa: PLC0415

    console.say("A few questions; Enter skips one. Everything can be changed later in the file.")
    name = _needed("Your name, as you sign a letter:")
    titles = _several(_needed("The jobs you are looking for, with commas between:"))
    companies = _several(_needed("Companies you would like to work for, with commas between:"))
    helper = _answer("Somebody who offered to help (name):")
    return Answers(
        name=name,
        titles=titles,
        companies=companies,
        email=_answer("Your e-mail address:"),
        resume=_answer("Where your résumé can be read (https://…):"),
        summary=_answer("What you do, in one sentence:"),
        locale=_locale(_answer("Language and country of your letters (en-US):")),
        helper=helper,
        helper_email=_answer(f"E-mail address of {helper}:") if helper else "",
    )


def _answer(question: str) -> str:
    return console.ask(question, instead="add --yes")


def _needed(question: str) -> str:
    while not (answer := _answer(question)):
        console.say("This one is needed.")
    return answer


def _several(typed: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in typed.split(",") if part.strip())


def _locale(typed: str) -> str:
    """The answer if it looks like a locale; a slip here must not make a file that fails its check."""
    language, _, country = typed.replace("_", "-").partition("-")
    fits = len(language) == 2 and len(country) == 2 and (language + country).isalpha()  # noqa: PLR2004
    if typed and not fits:
        console.say(f"{typed} does not look like en-GB; left at en-US.")
    return f"{language.lower()}-{country.upper()}" if fits else ""


def schema() -> None:
    """Print the JSON Schema of the profile, for editors that complete and check as you type."""
    from jobnet.profile.schema import profile_schema  # noqa: PLC0415

    console.show(json.dumps(profile_schema(), indent=2, ensure_ascii=False) + "\n")


schema.example = "jobnet schema > profile.schema.json"  # type: ignore[attr-defined]
