"""Putting finished letters where the user wants them: on stdout or in files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from jobnet.cli import console
from jobnet.cli.options import Form, Letters
from jobnet.cli.session import Session
from jobnet.errors import JobnetError, UsageError
from jobnet.facts.items import Item
from jobnet.letters import Draft
from jobnet.rendering.letter import Letter

EXTENSIONS = {"text": "txt", "md": "md", "html": "html", "eml": "eml", "json": "json"}


def _as_json(draft: Draft) -> dict[str, Any]:
    """One letter as `docs/cli.md` promises it to programs."""
    letter = draft.letter
    reader = draft.reader if draft.reader.name else None
    return {
        "document": letter.document,
        "recipient": {"name": reader.name, "email": reader.email} if reader else None,
        "subject": letter.subject,
        "text": letter.text,
        "html": letter.html,
        "words": letter.words,
        "findings": [
            {"rule": each.rule, "severity": each.severity, "message": each.said, "record": each.record or None}
            for each in draft.findings
        ],
        "items": list(map(item_as_json, letter.items)),
    }


def item_as_json(item: Item) -> dict[str, Any]:
    return {key: getattr(item, key) for key in ("id", "kind", "company", "position", "date")}


def encoder(form: Form, session: Session) -> Callable[[Draft], bytes]:
    """What makes of a letter the bytes of its file."""
    if form == "eml":
        message_of = eml(session)
        return lambda draft: message_of(draft.letter)
    return lambda draft: (_TEXTS[form](draft).rstrip("\n") + "\n").encode("utf-8", "backslashreplace")


def with_subject(letter: Letter, body: str) -> str:
    return f"Subject: {letter.subject}\n\n{body}"


_TEXTS: dict[Form, Callable[[Draft], str]] = {
    "text": lambda draft: with_subject(draft.letter, draft.letter.text),
    "md": lambda draft: with_subject(draft.letter, draft.letter.markdown),
    "html": lambda draft: draft.letter.html,
    "json": lambda draft: console.json_of(_as_json(draft)),
}


def print_letters(drafts: Sequence[Draft], form: Form, session: Session, *, as_list: bool) -> None:
    """The letters on stdout, one after the other."""
    if form == "json":
        objects = list(map(_as_json, drafts))
        if objects or as_list:
            console.show_json(objects if as_list or len(objects) > 1 else objects[0])
        return
    if form in {"html", "eml"} and len(drafts) > 1:
        raise UsageError(f"{len(drafts)} letters as {form} need a folder: add -o FOLDER/")
    encoded = encoder(form, session)
    for index, each in enumerate(drafts):
        if index:
            console.turn_the_page()
        data = encoded(each)
        if form == "eml":
            console.show_bytes(data)
        else:
            console.show(data.decode())


def write_letters(drafts: Sequence[Draft], session: Session, asked: Letters, output: str, *, as_list: bool) -> None:
    """The letters as files: one file, or a folder with one file a letter; none is written if one is refused."""
    from jobnet.rendering.files import file_names, write_file, write_files

    place, encoded = Path(output), encoder(asked.format, session)
    if not drafts:
        return
    contents = [encoded(each) for each in drafts]
    if len(drafts) == 1 and not as_list and not _is_folder(output):
        write_file(place, contents[0], overwrite=asked.overwrite)
        paths: Sequence[str] = (str(place),)
    else:
        names = file_names([each.letter for each in drafts], EXTENSIONS[asked.format])
        paths = write_files(place, names, contents, overwrite=asked.overwrite)
    for path in paths:
        console.say_to_somebody(f"jobnet: wrote {path}")


def _is_folder(output: str) -> bool:
    try:
        return output.endswith(("/", "\\")) or Path(output).is_dir()
    except (OSError, ValueError):
        return False


def eml(session: Session, *, unsent: bool = False) -> Callable[[Letter], bytes]:
    """What makes of a letter the message that sending would: but for Date and Message-ID, and in its thread."""
    from jobnet.delivery.compose_message import looked_at
    from jobnet.profile.addresses import address_key

    profile, config = session.profile, session.config
    latest = {each.reader: each.message_id for each in session.sent if each.message_id}

    def message_of(letter: Letter) -> bytes:
        earlier = latest.get(address_key(_address_of(letter)))
        return looked_at(letter, profile=profile, config=config, earlier=earlier, unsent=unsent)

    return message_of


def _address_of(letter: Letter) -> str:
    reader = letter.reader
    if reader is None or not (reader.name or reader.email):
        raise UsageError(
            "This letter is to nobody in particular, and a message needs a reader: add --to WHO, "
            "or use --format text, md or html."
        )
    if not reader.email:
        raise JobnetError(
            f"{reader.name} has no email address: print the letter (--format text) and hand it over or read it out."
        )
    return reader.email
