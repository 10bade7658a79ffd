"""Finds the template of a letter: by its document, the reader's situation and the language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from jobnet.errors import Exit, JobnetError
from jobnet.frozen import dataclass
from jobnet.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

ENDING = ".md.j2"
_PURPOSE = pattern(r"\A(?:[^\n]+\n)+\s*\{#-?(.*?)-?#\}", re.DOTALL)
_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True)
class Source:
    """Which template, and where it and what it includes are looked for."""

    name: str
    path: Path
    folders: tuple[Path, ...]
    built_in: bool


def templates_folder() -> Path:
    """The built-in templates: inside the installed package, or beside `src` in a checkout."""
    installed = _PACKAGE / "templates"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "templates"


def languages(*roots: Path | None) -> tuple[str, ...]:
    """The languages that have templates."""
    names = {folder.name for root in roots if root and root.is_dir() for folder in root.iterdir() if folder.is_dir()}
    return tuple(sorted(names))


def names_of(folder: Path, document: str) -> tuple[str, ...]:
    """The document's templates in this folder, the standard one first: `brief`, `brief-friend` and so on."""
    names = {path.name.removesuffix(ENDING) for path in folder.glob(f"{document}*{ENDING}")}
    return tuple(sorted(name for name in names if name == document or name.startswith(f"{document}-")))


def purpose(path: Path) -> str:
    """What a template says of itself in a comment below its subject, in one line."""
    comment = _PURPOSE.search(path.read_text("utf-8-sig"))
    return " ".join(comment[1].split()) if comment else ""


def letter_template(
    document: str,
    situations: Sequence[str],
    language: str,
    template: Path | None = None,
    user_folder: Path | None = None,
    *,
    form: str = "",
) -> Source:
    """The template given, else that of the first situation that has one, else the document's own.

    A reader who is addressed in the familiar `form` gets a file of that form, `brief-du`, where there is one.
    For each the user's file goes before the built-in one. `user_folder` and the built-in folder hold one folder a
    language.
    """
    built_in = templates_folder()
    folders = tuple(root / language for root in (user_folder, built_in) if root is not None)
    if template is not None:
        # The user named this file, so a link is followed: to the folder where the file really is.
        real = template.resolve()
        if not real.is_file():
            why = "it is a folder" if real.is_dir() else "there is no such file"
            raise unreadable(template, why, (template.parent, *folders))
        return Source(real.name, template, (real.parent, *folders), built_in=False)
    names = (*[f"{document}-{situation}" for situation in situations], document)
    if form:
        names = (*[f"{name}-{form}" for name in names], *names)
    looked = [folder / f"{name}{ENDING}" for name in names for folder in folders]
    for path in looked:
        if path.exists() or path.is_symlink():
            own = path.parent == built_in / language
            return Source(path.name, path, folders[-1:] if own else folders, built_in=own)
    where = ", ".join(map(str, looked))
    raise JobnetError(f"There is no template for {document!r}; looked for {where}.", Exit.NO_INPUT, rule="template")


def unreadable(path: Path, why: str, folders: Sequence[Path]) -> JobnetError:
    """A template that is no text to read."""
    where = ", ".join(map(str, folders))
    said = f"The template {path} cannot be read ({why}); templates are looked for in {where}."
    return JobnetError(said, Exit.NO_INPUT, rule="template")
