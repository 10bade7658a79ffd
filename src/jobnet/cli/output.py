"""Putting finished letters where the user wants them: on stdout or in files."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jobnet.cli import console
from jobnet.cli.options import Form, Letters
from jobnet.cli.session import Session
from jobnet.errors import JobnetError, Problem, UsageError
from jobnet.facts.history import opaque_id
from jobnet.facts.items import Item
from jobnet.letters import Draft
from jobnet.rendering.letter import Letter

EXTENSIONS = {"text": "txt"} | {form: form for form in ("md", "html", "eml", "json", "pdf", "docx")}
_PAPER = frozenset({"pdf", "docx"})
_BYTES = _PAPER | {"eml"}


def print_letters(drafts: Sequence[Draft], form: Form, session: Session, *, as_list: bool) -> None:
    """The letters on stdout, one after the other."""
    if form == "json":
        objects = [_as_json(each, session) for each in drafts]
        if objects or as_list:
            console.show_json(objects if as_list or len(objects) > 1 else objects[0])
        return
    if form in {"html", *_BYTES} and len(drafts) > 1:
        raise UsageError(f"{len(drafts)} letters as {form} need a folder: add -o FOLDER/")
    if form in _PAPER and console.is_terminal(sys.stdout):
        raise UsageError(f"A {form} file is nothing for the screen: add -o letter.{form}, or --open.")
    for index, each in enumerate(drafts):
        if index:
            console.turn_the_page()
        data = encoded(each, form, session)
        if form in _BYTES:
            console.show_bytes(data)
        else:
            console.show(data.decode())


def write_letters(drafts: Sequence[Draft], session: Session, asked: Letters, output: str) -> None:
    """The letters as files: one file, or a folder with one file a letter; none is written if one is refused."""
    from jobnet.rendering.files import file_names, write_file, write_files

    place, contents = Path(output), [encoded(each, asked.format, session) for each in drafts]
    if not drafts:
        return
    if len(drafts) == 1 and not (asked.together or output.endswith(("/", "\\")) or os.path.isdir(output)):
        write_file(place, contents[0], overwrite=asked.overwrite)
        paths: Sequence[str] = (str(place),)
    else:
        names = file_names([each.letter for each in drafts], EXTENSIONS[asked.format])
        paths = write_files(place, names, contents, overwrite=asked.overwrite)
    for path in paths:
        console.say_to_somebody(f"jobnet: wrote {path}")


def put(content: bytes, output: str | None, *, overwrite: bool) -> None:
    """What is no letter: on stdout, or as this file."""
    if output is None:
        console.show_bytes(content)
        return
    from jobnet.rendering.files import write_file

    write_file(Path(output), content, overwrite=overwrite)
    console.say_to_somebody(f"jobnet: wrote {output}")


def encoded(draft: Draft, form: Form, session: Session) -> bytes:
    """The letter as the bytes of its file: one that is made for paper in that form."""
    letter = draft.letter
    if draft.reader.paper == "docx":
        return letter.word
    if letter.printed:
        return letter.printed.pdf
    if form == "eml":
        return eml(letter, session)
    if form == "html":
        text = letter.html
    elif form == "json":
        text = console.json_of(_as_json(draft, session))
    else:
        text = f"Subject: {letter.subject}\n\n{letter.markdown if form == 'md' else letter.text}"
    return (text.rstrip("\n") + "\n").encode("utf-8", "backslashreplace")


def _as_json(draft: Draft, session: Session) -> dict[str, Any]:
    """One letter as `docs/cli.md` promises it to programs: findings, too, are fit for its reader."""
    from jobnet.review.under_review import LetterUnderReview

    letter = draft.letter
    hides = LetterUnderReview(letter, letter, session.under_review).scan.names_hidden
    reader = draft.reader if draft.reader.name else None
    return {
        "document": letter.document,
        "recipient": {"name": reader.name, "email": reader.email} if reader else None,
        "subject": letter.subject,
        "text": letter.text,
        "html": letter.html,
        "words": letter.words,
        "findings": [
            finding_as_json(each) | {"record": each.record or None}
            for each in (finding.for_others(hides) for finding in draft.findings)
        ],
        "items": list(map(item_as_json, letter.items)),
    }


def finding_as_json(problem: Problem) -> dict[str, Any]:
    """What is wrong, and where, for programs."""
    said = {"rule": problem.rule, "severity": problem.severity, "message": problem.said}
    return said | {"place": problem.place and asdict(problem.place)}


def item_as_json(item: Item) -> dict[str, Any]:
    """What a letter tells, for programs; a headline or a hidden company stands in no id."""
    return {"id": opaque_id(item.id)} | {key: getattr(item, key) for key in ("kind", "company", "position", "date")}


def eml(letter: Letter, session: Session, *, unsent: bool = False) -> bytes:
    """The message that sending this letter would make: but for Date and Message-ID, and in its thread."""
    from jobnet.delivery.compose_message import looked_at
    from jobnet.profile.addresses import address_key

    earlier = session.threads.get(address_key(_address_of(letter)))
    return looked_at(letter, profile=session.profile, config=session.config, earlier=earlier, unsent=unsent)


def _address_of(letter: Letter) -> str:
    reader = letter.reader
    if not (reader.name or reader.email):
        raise UsageError(
            "This letter is to nobody in particular, and a message needs a reader: add --to WHO, "
            "or use --format text, md or html."
        )
    if not reader.email:
        raise JobnetError(
            f"{reader.name} has no email address: print the letter (--format text) and hand it over or read it out."
        )
    return reader.email
