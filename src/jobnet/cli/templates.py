"""`jobnet templates`: the built-in templates, to look at and to make one's own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from jobnet.cli import console
from jobnet.cli.folders import user_templates
from jobnet.cli.options import argument
from jobnet.errors import Exit, JobnetError, UsageError
from jobnet.facts.items import Document
from jobnet.rendering.files import write_file
from jobnet.rendering.templates import ENDING, languages, names_of, purpose, templates_folder

templates = typer.Typer(
    help="List, show or copy the built-in templates. A copy in your config folder goes before the built-in one.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    epilog="Example: jobnet templates copy brief",
)

Name = Annotated[str, argument("brief, brief-friend, update, runnerup, …", "NAME")]
Language = Annotated[str, typer.Option("--language", "-l", metavar="LANGUAGE", help="en, de, …")]


@templates.command("list")
def list_() -> None:
    """Name every template, what it is for, and where your own lies."""
    for language in languages(templates_folder(), user_templates()):
        own, built_in = (root / language for root in (user_templates(), templates_folder()))
        for document in Document:
            for name in sorted({*names_of(own, document), *names_of(built_in, document)}):
                mine = own / f"{name}{ENDING}"
                what = f"{mine} (yours)" if mine.exists() else purpose(built_in / mine.name)
                console.show(f"{language}  {name:<20} {what}".rstrip() + "\n")


@templates.command()
def show(name: Name, language: Language = "en") -> None:
    """Print a built-in template."""
    console.show(_built_in(name, language).read_text("utf-8"))


@templates.command()
def copy(name: Name, language: Language = "en") -> None:
    """Copy a built-in template into your config folder, where you can change it."""
    source = _built_in(name, language)
    name = source.name.removesuffix(ENDING)
    folder = user_templates() / language
    target = folder / source.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise JobnetError(f"{folder}: cannot be made: {error.strerror}.", Exit.CANNOT_CREATE) from error
    if os.path.lexists(target):
        raise JobnetError(
            f"{target}: exists already and is left as it is. To start again, delete it first.", Exit.CANNOT_CREATE
        )
    write_file(target, source.read_bytes())
    if name.startswith("_"):
        console.say(f"Wrote {target}. Your own templates in {language} take it from now on; the built-in ones don't.")
        return
    console.say(f"Wrote {target}. From now on this is the template {name} in {language}.")
    still = [each for each in names_of(templates_folder() / language, name) if each != name]
    if still:
        console.say(f"These go before it where they fit, unless you copy them too: {', '.join(still)}.")


def _built_in(name: str, language: str) -> Path:
    known = languages(templates_folder())
    folder = templates_folder() / language
    path = folder / f"{name.removesuffix(ENDING)}{ENDING}"
    if language not in known or path not in folder.glob(f"*{ENDING}"):
        raise UsageError(
            f"there is no built-in template {name} in {language!r}; languages: {', '.join(known)}; "
            f"`jobnet templates list` names them all."
        )
    return path
