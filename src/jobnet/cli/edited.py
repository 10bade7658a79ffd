"""`--edit`: letters in the user's editor, or in a program of theirs, before they are printed, written or sent."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from jobnet.cli import console
from jobnet.cli.options import Letters
from jobnet.cli.session import Session
from jobnet.errors import Exit, JobnetError, UsageError
from jobnet.files import read_plain, write_new
from jobnet.letters import Draft, Plan, Topic, composed, edited
from jobnet.profile.addresses import SUBJECT_LIMIT, header_trouble
from jobnet.recipients import LeftOut, LetterRun
from jobnet.rendering.letter import Letter
from jobnet.rendering.rendering import template_values
from jobnet.review.edits import invented
from jobnet.yamltext.parsing import forbidden, named

_MOST_BYTES = 256 * 1024
_SYSTEM_EDITORS = ("sensible-editor", "editor", "nano", "vi")
_HEAD = "subject:"


def edit(session: Session, asked: Letters, run: LetterRun, written: Plan, topic: Topic) -> Plan:
    """These letters as they come back from the editor, one after the other; what fails changes nothing."""
    refused = any(each.objections(force=run.force) for each in written.drafts)
    if not written.drafts or refused or (written.has_errors and not asked.together):
        return written  # refused, and said so, by the road that all letters go
    command = _command(session)
    outcomes: list[Draft | LeftOut | None] = []
    with tempfile.TemporaryDirectory(prefix="jobnet-", ignore_cleanup_errors=True) as folder:  # for this user alone
        for number, each in enumerate(written.outcomes, 1):
            path = Path(folder) / f"{number}.txt"
            outcomes.append(_edited(each, asked, run, topic, command, path) if isinstance(each, Draft) else each)
    return replace(written, outcomes=tuple(filter(None, outcomes)))


def _edited(
    draft: Draft, asked: Letters, run: LetterRun, topic: Topic, command: Sequence[str], path: Path
) -> Draft | LeftOut | None:
    """The letter as it was edited; None where it was emptied, or where what is new in it was not wanted."""
    context = composed(draft.letter.document, run, draft.reader, topic)
    before = f"Subject: {draft.letter.subject}\n\n{draft.letter.flowing_text}\n"
    after = _through(command, path, before, context, draft.letter)
    if after == before:
        return draft
    subject, body = _parts(after)
    who = console.one_line(draft.name or "nobody in particular")
    if not body:
        console.say(f"jobnet: {who}: the letter was emptied, so it is skipped")
        return None
    if trouble := header_trouble(subject, SUBJECT_LIMIT) if subject else "is missing: its first line is `Subject: …`.":
        raise _stopped(f"{draft.name}: the subject of the edited letter {trouble}")
    is_german = draft.reader.locale.language == "de"
    strange = invented(f"{subject}\n\n{body}", before, run.profile, names=not is_german)
    if strange and not _wanted(who, strange, asked):
        console.say(f"jobnet: {who}: skipped")
        return None
    changed = edited(draft, context, run, subject, body)
    if changed.untold:
        listed = "; ".join(map(console.one_line, changed.untold))
        console.say(f"jobnet: {who}: taken out, so it will not count as told: {listed}")
    if asked.together and (errors := changed.objections(force=run.force)):
        first = errors[0]
        return LeftOut(draft.name, first.message, is_error=True, findings=changed.findings, rule=first.rule)
    return changed


def _wanted(who: str, strange: Sequence[str], asked: Letters) -> bool:
    """Say what stands neither in the profile nor in the letter as written; whether it may stay."""
    listed = ", ".join(map(console.one_line, strange))
    said = f"{who}: neither your profile nor the letter as it was written has: {listed}."
    if asked.yes and not asked.force:
        raise _stopped(f"{said} Take it out, or add --force.")
    console.say(f"jobnet: {said}")
    return asked.force or not console.can_ask() or console.confirm("Is all of it true, and may it stay?")


def _parts(text: str) -> tuple[str, str]:
    """Subject and body of the edited file; a subject is empty where the first line is none."""
    first, _, rest = text.strip().partition("\n")
    is_head = first.casefold().startswith(_HEAD)
    lines = (rest if is_head else text).strip().split("\n")
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines))
    return (first[len(_HEAD) :].strip() if is_head else ""), body


def _through(command: Sequence[str], path: Path, before: str, context: Any, letter: Letter) -> str:
    """What the program makes of this text."""
    facts = path.with_suffix(".json")
    known = {"document": letter.document, "reader": letter.reader.name}
    for file, text in ((facts, console.json_of(known | template_values(context))), (path, before)):
        write_new(file, text.encode("utf-8", "backslashreplace"), durable=False)
    program = command[0]
    try:
        done = subprocess.run(  # noqa: S603
            [*command, str(path)],
            check=False,
            stdin=None if console.is_terminal(sys.stdin) else subprocess.DEVNULL,
            stdout=None if console.is_terminal(sys.stdout) else sys.stderr,  # stdout carries the letter alone
            env={**os.environ, "JOBNET_FACTS": str(facts)},
        )
    except OSError as exc:
        why = f"{program} cannot be started: {exc.strerror}. Set $EDITOR, or `edit_command:` in config.yaml."
        raise _stopped(why, Exit.UNAVAILABLE) from None
    if done.returncode:
        raise _stopped(f"{program} ended with status {done.returncode}.", Exit.UNAVAILABLE)
    try:
        data = read_plain(path, _MOST_BYTES + 1)
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\t", " ")
    except (OSError, UnicodeDecodeError):
        raise _stopped(f"{program} left no text (UTF-8) behind.") from None
    if character := forbidden(text):
        raise _stopped(f"{program} left a {named(character)} in the text.")
    if len(data) > _MOST_BYTES or console.visible(text) != text:
        raise _stopped(f"{program} left something that no letter may hold.")
    return text


def _command(session: Session) -> Sequence[str]:
    """`edit_command`, else `$VISUAL`, `$EDITOR` or the system's editor, which needs a terminal."""
    if session.config.edit_command:
        return session.config.edit_command
    if not console.is_terminal(sys.stdin):
        why = "--edit opens an editor, and there is no terminal for it"
        raise UsageError(f"{why}: put a program that needs none into config.yaml as `edit_command:`.")
    for variable in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(os.environ.get(variable, ""), posix=os.name == "posix")
        except ValueError:
            raise _stopped(f"${variable} has a quote that is not closed.", Exit.CONFIG) from None
        if words:
            return words
    if os.name == "nt":
        return ["notepad"]
    program = next(filter(None, map(shutil.which, _SYSTEM_EDITORS)), None)
    if program is None:
        raise _stopped("no editor found: set $EDITOR.", Exit.UNAVAILABLE)
    return [program]


def _stopped(why: str, exit_code: Exit = Exit.REFUSED) -> JobnetError:
    return JobnetError(f"{why} Nothing was done.", exit_code)
