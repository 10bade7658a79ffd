"""`jobnet templates`: the built-in templates, to look at and to make one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from jobnet.cli import console
from jobnet.cli.folders import user_templates
from jobnet.errors import Exit, JobnetError
from jobnet.facts.items import Document
from jobnet.files import is_there

if TYPE_CHECKING:
    from pathlib import Path

templates = typer.Typer(
    help="List, show or copy the built-in templates. A copy in your config folder goes before the built-in one.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    epilog="Example: jobnet templates copy brief",
)

Name = Annotated[Document, typer.Argument(metavar="NAME", help="brief, update, runnerup, …")]
Language = Annotated[str, typer.Option("--language", "-l", metavar="LANGUAGE", help="en, de, …")]


@templates.command("list")
def list_() -> None:
    """Name every template, its language, and where the one in force lies."""
    from jobnet.rendering.templates import languages, templates_folder  # noqa: PLC0415

    for language in languages(templates_folder(), user_templates()):
        for document in Document:
            name = f"{document}.md.j2"
            own, built_in = (root / language / name for root in (user_templates(), templates_folder()))
            if own.exists():
                console.show(f"{language}  {document:<9} {own} (yours)\n")
            elif built_in.exists():
                console.show(f"{language}  {document:<9} {built_in}\n")


@templates.command()
def show(name: Name, language: Language = "en") -> None:
    """Print a built-in template."""
    console.show(_built_in(name, language).read_text("utf-8"))


@templates.command()
def copy(name: Name, language: Language = "en") -> None:
    """Copy a built-in template into your config folder, where you can change it."""
    from jobnet.rendering.files import write_file  # noqa: PLC0415

    source = _built_in(name, language)
    target = user_templates() / language / source.name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise JobnetError(f"{target.parent}: cannot be made: {error.strerror}.", Exit.CANNOT_CREATE) from error
    if is_there(target):
        raise JobnetError(f"{target}: exists already and is left as it is.", Exit.CANNOT_CREATE)
    write_file(target, source.read_bytes())
    console.say(f"Wrote {target}. From now on this is the template of every {name} in {language}.")


def _built_in(name: Document, language: str) -> Path:
    from jobnet.rendering.templates import languages, templates_folder  # noqa: PLC0415

    path = templates_folder() / language / f"{name}.md.j2"
    if language not in languages(templates_folder()) or not path.exists():
        known = ", ".join(languages(templates_folder()))
        raise JobnetError(f"there is no built-in template {name} in {language!r}; languages: {known}.", Exit.USAGE)
    return path
