"""`jobnet init`: a commented starter profile, from at most ten questions in plain words; fewer after an export."""

from __future__ import annotations

import datetime as dt
import os
import shlex
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Annotated

from jobnet.cli import console
from jobnet.cli.import_ import foreign_content
from jobnet.cli.options import Common, Today, argument, option
from jobnet.cli.session import today_of
from jobnet.cli.starter import INVENTED, Answers, starter
from jobnet.errors import Exit, JobnetError, Problem, Severity
from jobnet.importing.formats import read_foreign
from jobnet.importing.merging import merge
from jobnet.importing.records import ForeignFile, Section, Value
from jobnet.profile.editing import edit
from jobnet.profile.reading import profile_of, read_profile
from jobnet.rendering.files import write_file
from jobnet.yamltext import parse


def init(
    file: Annotated[str | None, argument("Where to write it: ./profile.yaml.", "[FILE]")] = None,
    yes: Annotated[bool, option("--yes", "-y", says="No questions: an invented person to edit.")] = False,
    today: Today = None,
) -> None:
    """Write a commented starter profile. Asks at most ten questions; never overwrites a file."""
    path = Path(file or "profile.yaml")
    day = today_of(Common(today=today))
    if os.path.lexists(path):
        raise JobnetError(
            f"{path}: exists already and is left as it is. Name another: jobnet init FILE", Exit.CANNOT_CREATE
        )
    invented = yes or not console.can_ask()
    text = starter(INVENTED, day) if invented else _asked(day)
    write_file(path, text.encode())
    named = "" if str(path) == "profile.yaml" else f" -p {shlex.quote(str(path))}"
    said = (f"Wrote {path.absolute()}", "Now edit it, then type:", f"  jobnet check{named}", f"  jobnet brief{named}")
    console.say("\n".join(map(console.one_line, said)))
    if invented:
        console.say("jobnet: the person in it is invented; nothing can be sent in that name.")


def _asked(today: dt.date) -> str:
    """The text of a profile made from the answers; it passes `check`."""
    console.say("A few questions; Enter skips one. Everything can be changed later in the file.")
    reading = _export(_answer("Connections.csv from LinkedIn, or a JSON Resume? Type where it lies; else just Enter:"))
    text = _without_slips(_answers(_of_the_seeker(reading)), today)
    return text if reading is None else _with_export(text, reading)


def _answers(known: Mapping[str, Value]) -> Answers:
    """What was not known is asked; the first three are needed."""
    name = str(known.get("name", "")) or _needed("Your name, as you sign a letter:")
    label = ", ".join(map(str, known.get("target_titles", ())))
    titles = _several(_needed("The jobs you are looking for, with commas between:", label))
    companies = _several(_needed("Companies you would like to work for, with commas between:"))
    helper = _answer("Somebody who offered to help (name):")
    return Answers(
        name=name,
        titles=titles,
        companies=companies,
        email=str(known.get("email", "")) or _answer("Your e-mail address:"),
        resume=_answer("Where your résumé can be read (https://…):"),
        summary=_answer("What you do, in one sentence:"),
        locale=_locale(_answer("Language and country of your letters (en-US):")),
        helper=helper,
        helper_email=_answer(f"E-mail address of {helper}:") if helper else "",
    )


def _export(path: str) -> ForeignFile | None:
    if not path:
        return None
    try:
        return read_foreign(foreign_content(os.path.expanduser(path)), file=path)
    except JobnetError as error:
        console.say(f"jobnet: {str(error).rstrip('.')}; going on without it.")
    return None


def _of_the_seeker(reading: ForeignFile | None) -> Mapping[str, Value]:
    records = reading.records if reading else ()
    return next((record.values for record in records if record.section is Section.SEEKER), {})


def _without_slips(answers: Answers, today: dt.date) -> str:
    """The starter; an answer that would make a file with mistakes is left out, and said."""
    text = starter(answers, today)
    for _ in fields(Answers):
        try:
            read_profile(text.encode(), file="profile")
        except JobnetError as error:
            problem = next(each for each in error.problems if each.severity is Severity.ERROR)
            console.say(f"jobnet: {problem.message} {problem.hint} Left out for now.")
            answers = _left_out(answers, problem)
            text = starter(answers, today)
        else:
            break
    return text


def _left_out(answers: Answers, problem: Problem) -> Answers:
    path = problem.place.path if problem.place else ""
    if path.startswith("contacts"):
        return replace(answers, helper_email="") if answers.helper_email else replace(answers, helper="")
    key = path.partition(".")[0]
    if key not in {"email", "resume", "summary", "locale"}:
        raise JobnetError((problem,))
    return replace(answers, **{key: ""})  # type: ignore[arg-type]


def _with_export(text: str, reading: ForeignFile) -> str:
    source = parse(text.encode(), "profile")
    merging = merge(source, profile_of(source)[0], reading, only_targets=True)
    if reading.records[0].section is Section.CONTACTS:
        console.say(
            f"jobnet: {len(merging.added)} of {len(reading.records)} people in it work at your companies; added."
        )
    return edit(source, merging.changes).text if merging.changes else text


def _answer(question: str, default: str = "") -> str:
    return console.ask(question, instead="add --yes", default=default)


def _needed(question: str, default: str = "") -> str:
    while not (answer := _answer(question, default)):
        console.say("This one is needed.")
    return answer


def _several(typed: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in typed.split(",") if part.strip())


def _locale(typed: str) -> str:
    """The answer if it looks like a locale; a slip here must not make a file that fails its check."""
    language, _, country = typed.replace("_", "-").partition("-")
    fits = len(language) == 2 and len(country) == 2 and (language + country).isalpha()
    if typed and not fits:
        console.say(f"{typed} does not look like en-GB; left at en-US.")
    return f"{language.lower()}-{country.upper()}" if fits else ""
