"""Letters in the user's own programs: `--open`, and links that begin a new message."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from jobnet.cli.options import Form
from jobnet.cli.output import eml, encoded
from jobnet.cli.session import Session
from jobnet.errors import Exit, JobnetError
from jobnet.letters import Draft
from jobnet.rendering.files import file_names
from jobnet.rendering.letter import Letter


def open_letters(drafts: Sequence[Draft], form: Form, session: Session) -> None:
    """Open each letter: `html`, `pdf`, `docx` as such, everything else as an unsent message, else as a mailto link."""
    folder = Path(tempfile.mkdtemp(prefix="jobnet-"))  # stays: the other program reads it in its own time
    as_it_is = form in {"html", "pdf", "docx"}
    names = file_names([each.letter for each in drafts], form if as_it_is else "eml")
    for each, path in zip(drafts, map(folder.joinpath, names), strict=True):
        if as_it_is:
            path.write_bytes(encoded(each, form, session))
            launch(path.as_uri())
            continue
        try:
            path.write_bytes(eml(each.letter, session, unsent=True))
            launch(str(path))
        except JobnetError:
            launch(mailto(each.letter))


def mailto(letter: Letter) -> str:
    """A link that begins a new message with these words."""
    to = quote(letter.reader.email or "", safe="@")
    body = letter.flowing_text.replace("\n", "\r\n")
    return f"mailto:{to}?subject={quote(letter.subject)}&body={quote(body)}"


def launch(target: str) -> None:
    """Open a file or link with the program the user has for it."""
    if sys.platform == "win32":
        os.startfile(target)  # noqa: S606
        return
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        raise JobnetError(
            f"no program found to open {target[:80]} with (xdg-open is missing). Write it to a file with -o instead.",
            Exit.UNAVAILABLE,
        )
    done = subprocess.run([opener, target], check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603
    if done.returncode:
        raise JobnetError(f"{opener} could not open {target[:80]} (exit {done.returncode}).", Exit.UNAVAILABLE)
