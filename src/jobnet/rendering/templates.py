"""The template of a letter: found by its document, the reader's situation and the language, and read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from jobnet.errors import Exit, JobnetError, Place, Problem, Severity
from jobnet.files import sort_of_file
from jobnet.frozen import dataclass
from jobnet.patterns import pattern
from jobnet.rendering.values import LINE, TemplateStopError
from jobnet.yamltext.parsing import AS_PLAIN_TEXT, NOT_PLAIN, forbidden, named

if TYPE_CHECKING:
    from collections.abc import Sequence

ENDING = ".md.j2"
_PURPOSE = pattern(r"\A(?:[^\n]+\n)+\s*\{#-?(.*?)-?#\}", re.DOTALL)
_PIECE = pattern(r"(\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|\n)", re.DOTALL)
_TAG = pattern(r"\{%[-+]?\s*(\w+)")
_SIGN = pattern(r"([-+]?)[%#]\}$")
_PRINTING_TAGS = frozenset({"include", "raw", "endraw"})
_GONE_TAGS = frozenset({"set", "macro", "call", "filter", "import", "from", "extends", "block"})
_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True)
class Source:
    """Which template, and where it and what it includes are looked for."""

    name: str
    path: Path
    folders: tuple[Path, ...]
    built_in: bool
    form: str = ""
    """The familiar form of address, in which what it includes is taken where there is a file of it."""


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

    A reader who is addressed in the familiar `form` gets a file of that form, `brief-du`, where there is one, and so
    in all that is included. The situation goes before the form: a file without one is for readers of both.
    For each the user's file goes before the built-in one. `user_folder` and the built-in folder hold one folder a
    language.
    """
    built_in = templates_folder()
    folders = tuple(root / language for root in (user_folder, built_in) if root is not None)
    if template is not None:
        # The user named this file, so a link is followed: to the folder where the file really is.
        real = template.resolve()
        if not real.is_file():
            there = f"it is {sort_of_file(real.stat().st_mode)}, not a file" if real.exists() else ""
            raise _unreadable(template, there or "there is no such file", (template.parent, *folders))
        return Source(real.name, template, (real.parent, *folders), built_in=False, form=form)
    names = (*[f"{document}-{situation}" for situation in situations], document)
    if form:
        names = tuple(each for name in names for each in (f"{name}-{form}", name))
    looked = [folder / f"{name}{ENDING}" for name in names for folder in folders]
    for path in looked:
        if path.exists() or path.is_symlink():
            own = path.parent == built_in / language
            return Source(path.name, path, folders[-1:] if own else folders, built_in=own, form=form)
    where = ", ".join(map(str, looked))
    raise JobnetError(f"There is no template for {document!r}; looked for {where}.", Exit.NO_INPUT, rule="template")


def read_template(path: Path, folder: Path) -> str:
    """The template of this folder as Jinja2 is to read it, line numbers as they are in the file.

    The line break behind a tag alone on its line goes into a comment, and so leaves nothing. Every other line that
    holds anything ends in a mark: by it the layout tells a line from which everything has fallen away from an empty
    one, which parts paragraphs.
    """
    if not path.resolve().is_relative_to(folder.resolve()):
        raise TemplateStopError(
            f"{path} is a link that leads out of the template folder", "Put the file itself into the folder."
        )
    if path.exists() and not path.is_file():
        raise _unreadable(path, "it is no file", [folder])
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as exc:
        mistake = problem(path, 1, f"not UTF-8 text (byte {exc.start})", "Save it as UTF-8.")
        raise JobnetError((mistake,)) from exc
    except OSError as exc:
        raise _unreadable(path, exc.strerror or str(exc), [folder]) from exc
    if text.startswith("{\\rtf"):
        raise JobnetError((problem(path, 1, NOT_PLAIN, AS_PLAIN_TEXT),))
    if character := forbidden(text):
        line = text.count("\n", 0, text.index(character)) + 1
        raise JobnetError((problem(path, line, f"a {named(character)} stands here", "Take it out."),))
    return _prepared(text, path)


def _prepared(template: str, path: Path) -> str:
    """A JobnetError where it has what templates no longer have."""
    lines: list[str] = []
    line: list[str] = []
    for piece in _PIECE.split(template):
        if piece == "\n":
            lines.append(_ended(line))
            line = []
        elif piece:
            if gone := _gone(piece):
                what = f"`{gone}` is of the old kind of template: a template is now the letter with its blanks"
                hint = "See docs/templates.md. To start again, delete the file and copy it anew."
                number = "".join([*lines, *line]).count("\n") + 1
                raise JobnetError((problem(path, number, what, hint),))
            line.append(piece)
    return "".join([*lines, *line])


def _ended(line: list[str]) -> str:
    """A line with its line break."""
    parts = [part for part in line if part.strip()]
    if not parts:
        return "\n"
    if all(_leaves_nothing(part) for part in parts):
        return f"{''.join(parts)}{{#\n{_SIGN.findall(parts[-1])[0]}#}}"
    return f"{''.join(line)}{LINE}\n"


def _leaves_nothing(part: str) -> bool:
    if part.startswith("{#"):
        return True
    tag = _TAG.match(part)
    return tag is not None and tag[1] not in _PRINTING_TAGS


def _gone(piece: str) -> str:
    """What of the old kind of template stands in this tag, if anything."""
    tag = _TAG.match(piece)
    return tag[1] if tag and tag[1] in _GONE_TAGS else ""


def _unreadable(path: Path, why: str, folders: Sequence[Path]) -> JobnetError:
    """A template that is no text to read."""
    where = ", ".join(map(str, folders))
    said = f"The template {path} cannot be read ({why}); templates are looked for in {where}."
    return JobnetError(said, Exit.NO_INPUT, rule="template")


def problem(path: Path, line: int, what: str, hint: str = "") -> Problem:
    """A mistake in a template."""
    said = what if what.endswith((".", "?")) else f"{what}."
    return Problem("template", Severity.ERROR, said, hint, Place(str(path), line, 1))
