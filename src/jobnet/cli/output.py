"""Putting finished letters where the user wants them: on stdout, in files, or open in another program."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobnet.cli import console
from jobnet.cli.options import Form
from jobnet.errors import Exit, JobnetError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobnet.cli.options import Letters
    from jobnet.errors import Problem
    from jobnet.profile.model import Profile
    from jobnet.rendering.letter import Letter

EXTENSIONS = {Form.TEXT: ".txt", Form.MD: ".md", Form.HTML: ".html", Form.EML: ".eml", Form.JSON: ".json"}
PAGE = "\f\n"


@dataclass(frozen=True)
class Finished:
    """A letter and what the rules say of it."""

    letter: Letter
    findings: tuple[Problem, ...] = ()


def put_out(finished: Sequence[Finished], asked: Letters, profile: Profile, *, as_list: bool = False) -> None:
    """Print the letters, write them to files, or open them, as the options say."""
    if asked.open:
        from jobnet.cli.launching import open_letters  # noqa: PLC0415

        open_letters(finished, asked.format, profile)
    if asked.output:
        _write(finished, asked, profile, asked.output)
    elif not asked.open:
        _print(finished, asked.format, profile, as_list=as_list)


def as_json(finished: Finished) -> dict[str, Any]:
    """One letter as `docs/cli.md` promises it to programs."""
    letter = finished.letter
    reader = letter.reader if letter.reader and letter.reader.name else None
    return {
        "document": letter.document.value,
        "recipient": {"name": reader.name, "email": reader.email} if reader else None,
        "subject": letter.subject,
        "text": letter.text,
        "html": letter.html,
        "words": letter.words,
        "findings": [
            {"rule": each.rule, "severity": each.severity.value, "message": _said(each), "record": each.record}
            for each in finished.findings
        ],
        "items": [
            {
                "id": item.id,
                "kind": item.kind.value,
                "company": item.company,
                "position": item.position,
                "date": item.date.isoformat() if item.date else None,
            }
            for item in letter.items
        ],
    }


def encoded(finished: Finished, form: Form, profile: Profile) -> bytes:
    """One letter in one form, as the bytes of its file."""
    letter = finished.letter
    if form is Form.EML:
        from jobnet.cli.mail import eml  # noqa: PLC0415

        return eml(letter, profile)
    if form is Form.JSON:
        return (json.dumps(as_json(finished), ensure_ascii=False, indent=2) + "\n").encode()
    if form is Form.HTML:
        return _ended(letter.html).encode("utf-8", "backslashreplace")
    return with_subject(letter, letter.markdown if form is Form.MD else letter.text).encode("utf-8", "backslashreplace")


def with_subject(letter: Letter, body: str) -> str:
    return _ended(f"Subject: {letter.subject}\n\n{body}")


def _print(finished: Sequence[Finished], form: Form, profile: Profile, *, as_list: bool) -> None:
    if form is Form.JSON:
        objects = [as_json(each) for each in finished]
        if not objects and not as_list:
            return
        whole = objects if as_list or len(objects) > 1 else objects[0]
        console.show(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")
        return
    if form in {Form.HTML, Form.EML} and len(finished) > 1:
        raise JobnetError(f"{len(finished)} letters as {form} need a folder: add -o FOLDER/", Exit.USAGE)
    for index, each in enumerate(finished):
        if index:
            console.show(PAGE)
        data = encoded(each, form, profile)
        if form is Form.EML:
            console.show_bytes(data)
        else:
            console.show(data.decode())


def _write(finished: Sequence[Finished], asked: Letters, profile: Profile, output: str) -> None:
    from jobnet.cli.files import make_folder, write_whole  # noqa: PLC0415

    files = [encoded(each, asked.format, profile) for each in finished]
    if not files:
        return
    if len(files) == 1 and not output.endswith(("/", "\\")) and not _is_folder(output):
        paths = [Path(output)]
    else:
        paths = [Path(output) / name for name in file_names(finished, asked.format)]
        make_folder(Path(output))
    write_whole(list(zip(paths, files, strict=True)), overwrite=asked.overwrite)
    if console.can_ask():
        for path in paths:
            console.say(f"jobnet: wrote {path}")


def file_names(finished: Sequence[Finished], form: Form) -> list[str]:
    """A safe and unique name for each letter's file."""
    from jobnet.cli.files import slug, unique_names  # noqa: PLC0415

    wanted = []
    for each in finished:
        letter, reader = each.letter, each.letter.reader
        named = reader.name if reader and reader.name else ""
        stem = f"{letter.document.value}-{letter.today}-{slug(named) if named else 'general'}"
        companies = "/".join(item.id for item in letter.items)
        wanted.append((stem, f"{reader.key if reader else ''}/{companies}", EXTENSIONS[form]))
    return unique_names(wanted)


def _is_folder(output: str) -> bool:
    try:
        return Path(output).is_dir()
    except (OSError, ValueError):
        return False


def _said(problem: Problem) -> str:
    return f"{problem.message} {problem.hint}".strip()


def _ended(text: str) -> str:
    return text.rstrip("\n") + "\n"
