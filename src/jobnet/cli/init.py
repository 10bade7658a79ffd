"""How to begin: `jobnet init`, a starter profile from at most ten plain questions, and `jobnet demo`, an example."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shlex
from dataclasses import replace
from functools import partial
from pathlib import Path
from string import Template
from typing import Annotated

from jobnet.cli import console
from jobnet.cli.options import Common, Locale, Today, argument, option
from jobnet.cli.output import EXTENSIONS, encoded, print_letters
from jobnet.cli.session import Session, locale_of, today_of
from jobnet.documents.addressees import reader_for
from jobnet.errors import Exit, JobnetError, Severity, UsageError
from jobnet.facts.history import History, told_by_hand
from jobnet.facts.items import Document
from jobnet.frozen import dataclass
from jobnet.letters import NOTHING_MORE, Topic, plan
from jobnet.patterns import pattern
from jobnet.profile.dates import spoken_date
from jobnet.profile.emitting import scalar
from jobnet.profile.model import Profile
from jobnet.profile.names import company_key
from jobnet.profile.reading import read_profile
from jobnet.recipients import Chosen
from jobnet.rendering.files import file_names, write_file, write_files
from jobnet.rendering.templates import templates_folder

_NAME_AND_ADDRESS = pattern(r"(.*[^\s<>])\s*<([^<>]+@[^<>]+)>")
_SITE = pattern(r"(?:[\w-]+\.)+[A-Za-z]{2,}/")
"""A web address without its `https://`: a file has no slash behind its ending."""
_READABLE = pattern(r"\s*https?:|.*\.(?:pdf|docx|odt|txt)\s*$", re.IGNORECASE)
_NEEDED = frozenset({"name", "titles", "companies"})
_DAY = dt.date(2026, 10, 15)
"""The example's own day: the demo says the same thing whenever it is run."""


def init(
    file: Annotated[str | None, argument("Where to write it: ./profile.yaml.", "[FILE]")] = None,
    yes: Annotated[bool, option("--yes", "-y", says="No questions: an invented person to edit.")] = False,
    locale: Locale = None,
    today: Today = None,
) -> None:
    """Write a commented starter profile. Asks at most ten questions; never overwrites a file."""
    path = Path(file or "profile.yaml")
    day = today_of(Common(today=today))
    if os.path.lexists(path):
        raise JobnetError(
            f"{path}: exists already and is left as it is. Name another: jobnet init FILE", Exit.CANNOT_CREATE
        )
    if locale and (slip := _slip("locale", locale)):
        raise UsageError(f"--locale: {slip}")
    is_invented = yes or not console.can_ask()
    language = (locale or "").replace("_", "-").partition("-")[0].lower()
    answers = invented(language) if is_invented else _asked(day, locale)
    write_file(path, starter(replace(answers, locale=answers.locale or locale or "")).encode())
    named = "" if str(path) == "profile.yaml" else f" -p {shlex.quote(str(path))}"
    said = (f"Wrote {path.absolute()}", "Now edit it, then type:", f"  jobnet check{named}", f"  jobnet brief{named}")
    console.say("\n".join(map(console.one_line, said)))
    if is_invented:
        console.say("jobnet: the person in it is invented; nothing can be sent in that name.")


def _asked(today: dt.date, locale: str | None) -> Answers:
    """What a profile is made of that passes `check`."""
    console.say("A few questions; Enter skips one. Everything can be changed later in the file.")
    answer = partial(_answer, today)
    answers = Answers(
        name=answer("name", "Your name, as you sign a letter:"),
        titles=answer("titles", "The jobs you are looking for, with commas between:"),
        companies=answer("companies", "Companies you would like to work for, with commas between:"),
        helper=answer("helper", "Somebody who offered to help (name):"),
        email=answer("email", "Your e-mail address:"),
        resume=answer("resume", "Where your résumé can be read (https://…):"),
        summary=answer("summary", "What you do, in one sentence:"),
        locale=locale or answer("locale", "Language and country of your letters (en-US):"),
    )
    if not answers.helper:
        return answers
    typed = _NAME_AND_ADDRESS.fullmatch(answers.helper)
    helper, email = typed.groups() if typed and not _slip("helper_email", typed[2]) else (answers.helper, "")
    email = email or answer("helper_email", f"E-mail address of {helper}:")
    offered = answer("offered", f"The day {helper} offered (today, 2 weeks ago …):")
    return replace(answers, helper=helper, helper_email=email, offered=offered)


def _answer(today: dt.date, key: str, question: str) -> str:
    """The answer, asked for again where a profile with it would be one with a mistake; nothing where it is skipped."""
    while True:
        answer = console.ask(question, instead="add --yes")
        if key == "resume" and _SITE.match(answer):
            answer = f"https://{answer}"
        if key == "offered":
            answer = str(spoken_date(answer, today) or answer)
        if not answer and key in _NEEDED:
            console.say("This one is needed.")
        elif answer and (slip := _slip(key, answer)):
            console.say(f"jobnet: {slip} Type it again; Enter skips it.")
        else:
            return answer


def _slip(key: str, answer: str) -> str:
    """What would be a mistake in a profile with this answer; nothing where it fits."""
    if key == "resume" and not _READABLE.match(answer):
        return f"`{answer}` is no web address, and no pdf, docx, odt or txt beside the profile."
    try:
        _, odd = read_profile(starter(replace(invented(), **{key: answer})).encode(), file="profile")
    except JobnetError as error:
        return next(each for each in error.problems if each.severity is Severity.ERROR).said
    return odd[0].said if odd and "email" in key else ""


# The starter


@dataclass(frozen=True)
class Answers:
    """What a starter profile is made of, as typed; an empty answer leaves its key to be filled in."""

    name: str
    titles: str
    companies: str
    email: str = ""
    resume: str = ""
    summary: str = ""
    locale: str = ""
    helper: str = ""
    helper_email: str = ""
    offered: str = ""


def invented(language: str = "en") -> Answers:
    """The starter's person; what they do and where, in a language that there are starters in."""
    told = json.loads(Path(__file__).with_name("invented.json").read_text("utf-8"))
    return Answers(**told["en"] | told.get(language, {}))


def refuse_invented(profile: Profile) -> None:
    """A `JobnetError` where this is still the starter's person, in whose name nothing may be sent."""
    person = invented()
    if profile.name == person.name or profile.email == person.email:
        raise JobnetError(
            f"{profile.name} <{profile.email}> is the invented person of `jobnet init`: nothing is sent in that name. "
            "Put your own name and address into the profile."
        )


def starter(answers: Answers) -> str:
    """The whole text of a starter profile: `starter.<language>.yaml` with its blanks filled in."""
    locale = _locale(answers.locale)
    here = Path(__file__)
    file = here.with_name(f"starter.{locale.partition('-')[0]}.yaml")
    text = (file if file.is_file() else here.with_name("starter.en.yaml")).read_text("utf-8")
    text = Template(text).substitute(
        name=scalar(answers.name),
        titles=_listed(answers.titles),
        companies=_listed(answers.companies),
        contact=_contact(answers),
        unused="" if answers.locale else "# ",
        locale=locale,
    )
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        key = line.partition(":")[0]
        if key in {"email", "resume", "summary"} and (typed := getattr(answers, key)):
            lines[number] = f"{key}: {scalar(typed)}\n"  # in place of the note that says what to write
    return "".join(lines)


def _listed(typed: str) -> str:
    entries: list[str] = []
    for part in filter(None, map(str.strip, typed.split(";" if ";" in typed else ","))):
        if entries and company_key(f"x {part}") == "x":  # "Olentangy Foods, Inc." is one
            entries[-1] += f", {part}"
        else:
            entries.append(part)
    return "\n".join(f"  - {scalar(entry)}" for entry in entries)


def _locale(typed: str) -> str:
    language, _, country = (typed or "en-US").replace("_", "-").partition("-")
    return f"{language.lower()}-{country.upper()}".rstrip("-")


def _contact(answers: Answers) -> str:
    if not answers.helper:
        return f"  # - {{name: Robin Sample, email: robin@example.com, offered_help: {_DAY}}}"
    email = f", email: {scalar(answers.helper_email, flow=True)}" if answers.helper_email else ""
    offered = f", offered_help: {answers.offered}" if answers.offered else ""
    return f"  - {{name: {scalar(answers.helper, flow=True)}{email}{offered}}}"


# The demo


_EXAMPLES = {"de": "leipzig", "es": "monterrey", "fr": "nantes"}
"""The example of each language that has one of its own: a friend comes first in it, and an application turned down."""


def demo(
    folder: Annotated[str | None, argument("A new folder: ./jobnet-demo.", "[FOLDER]")] = None,
    locale: Locale = None,
) -> None:
    """Write an example profile and its three letters into a new folder, and print them: the product in one command."""
    place, asked = Path(folder or "jobnet-demo"), locale_of(locale) if locale else None
    example = _EXAMPLES.get(asked.language if asked else "", "pharmacist")
    data = (templates_folder().parent / "examples" / example / "profile.yaml").read_bytes()
    profile, _ = read_profile(data, file=str(place / "profile.yaml"))
    session = Session(profile, _DAY, locale=asked)
    run = session.run(history=History(told_by_hand(profile)))
    friend, turned_down = run.reader(profile.contacts[0]), profile.applications[0]
    manager = reader_for(run.snapshot, turned_down, locale=run.locale)
    letters = (
        (Document.BRIEF, friend, NOTHING_MORE),
        (Document.UPDATE, friend, NOTHING_MORE),
        (Document.RUNNERUP, manager, Topic(turned_down)),
    )
    drafts = [plan(document, run, Chosen.NAMED, [reader], topic).drafts[0] for document, reader, topic in letters]
    names = file_names([each.letter for each in drafts], EXTENSIONS["text"])
    write_files(place, ("profile.yaml", *names), (data, *(encoded(each, "text", session) for each in drafts)))
    print_letters(drafts, "text", session, as_list=False)
    profile_written = console.one_line(str(place / "profile.yaml"))
    console.say(
        f"\nThese are a brief, an update and a letter after a turn-down, from {profile_written}.\n"
        "Everybody in it is invented. For your own: jobnet init"
    )
