"""Letters to look at: `jobnet preview`, one page with all that are due, readable without script; and `--open`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress
from html import escape
from pathlib import Path
from string import Template
from typing import Annotated
from urllib.parse import quote

from jobnet.cli import console
from jobnet.cli.options import Common, Form, option
from jobnet.cli.output import eml, encoded
from jobnet.cli.session import Session, open_session
from jobnet.errors import Exit, JobnetError
from jobnet.facts.items import Item
from jobnet.files import read_plain, refuse_links_on_the_way
from jobnet.letters import Draft
from jobnet.recipients import LeftOut
from jobnet.rendering.files import file_names, stem_of, write_file
from jobnet.rendering.letter import Letter
from jobnet.search.agenda import letters_due

_TEMPLATE = Path(__file__).with_suffix(".html")
_LONGEST_LINK = 2000
"""Mail programs do nothing with a longer one, and do not say so."""


def preview(
    common: Common,
    open_it: Annotated[bool, option("--open", says="Show it in the browser.")] = False,
    output: Annotated[str | None, option("--output", "-o", metavar="FILE", says="Write it to this file.")] = None,
) -> None:
    """One page with every letter that would go out today, to look at before --send."""
    session = open_session(common)
    outcomes = letters_due(session.run(sending=True))
    drafts = [each for each in outcomes if isinstance(each, Draft)]
    left_out = [each for each in outcomes if isinstance(each, LeftOut)]
    # Without a name it goes where the browser will find it, and stays, for that reads it in its own time.
    path = Path(output) if output else Path(tempfile.mkdtemp(prefix="jobnet-")) / "preview.html"
    count = "1 letter" if len(drafts) == 1 else f"{len(drafts)} letters"
    refuse_another(path, _TEMPLATE.read_bytes().partition(b"<title>")[0], "preview")
    write_file(path, _page(session, drafts, left_out, count).encode(), overwrite=True)
    if open_it:
        _launch(path.absolute().as_uri())
    elif output is None or console.can_ask():
        console.say(f"jobnet: wrote {console.one_line(str(path))} with {count}")


def refuse_another(path: Path, head: bytes, what: str) -> None:
    """Refuse (exit 73) a file that is no earlier page, by how it begins: only such a one is replaced unasked."""
    refuse_links_on_the_way(path)
    with suppress(OSError, ValueError):  # nothing there; or nothing that will be written over
        if read_plain(path, len(head)) != head:
            raise JobnetError(f"{path} exists and is no earlier {what}; name another file.", Exit.CANNOT_CREATE)


def _page(session: Session, drafts: Sequence[Draft], left_out: Sequence[LeftOut], count: str) -> str:
    """`preview.html` with its blanks filled in."""
    letters = [_article(number, each, session) for number, each in enumerate(drafts, 1)]
    listed = "".join(f"<li>{escape(each.name)}: {escape(each.reason)}</li>\n" for each in left_out)
    others = f"<details>\n<summary>Not written to today: {len(left_out)}</summary>\n<ul>\n{listed}</ul>\n</details>"
    return Template(_TEMPLATE.read_text("utf-8")).substitute(
        count=count,
        today=session.today,
        name=escape(session.profile.name),
        letters="".join(letters) or "<p>Nothing is due today.</p>",
        left_out=others if left_out else "",
    )


def _article(number: int, draft: Draft, session: Session) -> str:
    letter, reader = draft.letter, draft.reader
    address = f"&lt;{escape(reader.email)}&gt;" if reader.email else "(no email address: print it or read it out)"
    link = mailto(letter) if reader.email else ""
    button = f'<a class="button" href="{escape(link)}">Open in the mail program</a>'
    actions = button if 0 < len(link) <= _LONGEST_LINK else ""
    findings = "".join(
        f'<li class="{each.severity}">{each.severity}: {escape(each.said)}'
        f"{f' [{each.rule}]' if each.rule.isupper() else ''}</li>\n"
        for each in draft.findings
    )
    items = "".join(f"<li>{escape(_item(each))}</li>\n" for each in letter.items)
    return (
        f'<article aria-labelledby="letter-{number}"{_message(draft, session)}>\n'
        f'<h2 id="letter-{number}">{escape(letter.document.capitalize())} to {escape(reader.name)}</h2>\n'
        f"<p>To: {escape(reader.name)} {address}<br>Subject: {escape(letter.subject)}</p>\n"
        + (f"<p>New to {escape(reader.name)}:</p>\n<ul>\n{items}</ul>\n" if items else "")
        + (f"<p>What the rules say:</p>\n<ul>\n{findings}</ul>\n" if findings else "")
        + f'<pre lang="{escape(letter.language)}">{escape(letter.flowing_text)}</pre>\n'
        f'<div class="actions">{actions}<span role="status"></span></div>\n</article>\n'
    )


def _message(draft: Draft, session: Session) -> str:
    """What the page keeps of a letter as a message to be opened and sent; nothing where mail cannot carry it."""
    try:
        message = b64encode(eml(draft.letter, session, unsent=True)).decode()
    except JobnetError:
        return ""
    return f' data-name="{escape(stem_of(draft.letter))}.eml" data-message="{message}"'


def _item(item: Item) -> str:
    named = ", ".join(part for part in (item.position, item.company) if part)
    dated = f" ({item.date})" if item.date else ""
    return f"{item.kind.value}: {named}{dated}" if named else f"{item.kind.value}{dated}"


# Letters in the user's own programs


def open_letters(drafts: Sequence[Draft], form: Form, session: Session) -> None:
    """Open each letter: `html` in the browser, everything else as an unsent message, else as a mailto link."""
    folder = Path(tempfile.mkdtemp(prefix="jobnet-"))  # stays: the other program reads it in its own time
    as_page = form == "html"
    names = file_names([each.letter for each in drafts], "html" if as_page else "eml")
    for each, path in zip(drafts, map(folder.joinpath, names), strict=True):
        if as_page:
            path.write_bytes(encoded(each, form, session))
            _launch(path.as_uri())
            continue
        try:
            path.write_bytes(eml(each.letter, session, unsent=True))
            _launch(str(path))
        except JobnetError:
            _launch(mailto(each.letter))


def mailto(letter: Letter) -> str:
    """A link that begins a new message with these words."""
    to = quote(letter.reader.email or "", safe="@") if letter.reader else ""
    body = letter.flowing_text.replace("\n", "\r\n")
    return f"mailto:{to}?subject={quote(letter.subject)}&body={quote(body)}"


def _launch(target: str) -> None:
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
