"""`jobnet preview`: one self-contained page with every letter that is due today, readable without script."""

from __future__ import annotations

import tempfile
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Annotated

from jobnet.cli import console
from jobnet.cli.open_external import launch, mailto
from jobnet.cli.options import Common, option
from jobnet.cli.output import eml
from jobnet.cli.session import Session, open_session
from jobnet.errors import Exit, JobnetError, Problem
from jobnet.facts.items import Item
from jobnet.files import read_plain, refuse_links_on_the_way
from jobnet.letters import Draft
from jobnet.recipients import LeftOut
from jobnet.rendering.files import stem_of, write_file
from jobnet.rendering.letter import Letter
from jobnet.search.agenda import letters_due

_LONGEST_LINK = 2000
"""Mail programs do nothing with a longer one, and do not say so."""
_STYLE = """
:root{color-scheme:light dark;--line:#8886}
*{box-sizing:border-box}
body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:46rem;padding:1rem}
h1{font-size:1.5rem;line-height:1.2}h2{font-size:1.15rem;margin:0}
article{border:1px solid var(--line);border-radius:.5rem;margin:1.5rem 0;padding:1rem}
pre{font:inherit;overflow-wrap:anywhere;white-space:pre-wrap;
  border-left:.2rem solid var(--line);margin:1rem 0;padding-left:1rem}
ul{margin:.25rem 0;padding-left:1.25rem}li,p{overflow-wrap:anywhere}
.error,.warning{font-weight:600}
.actions{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}
button,.button{background:none;border:1px solid currentcolor;border-radius:.4rem;color:inherit;cursor:pointer;
  display:inline-block;font:inherit;min-height:2.75rem;padding:.55rem 1rem;text-decoration:none}
:focus-visible{outline:.2rem solid Highlight;outline-offset:.1rem}
"""

_HEAD = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "script-src 'unsafe-inline'\">\n"
)
_SCRIPT = """
for (const article of document.querySelectorAll("article")) {
  const button = document.createElement("button");
  const said = article.querySelector("[role=status]");
  button.type = "button";
  button.textContent = "Copy the letter";
  button.addEventListener("click", async () => {
    const text = article.querySelector("pre").textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    said.textContent = "Copied.";
  });
  const actions = article.querySelector(".actions");
  actions.prepend(button);
  if (article.dataset.message) {
    const bytes = Uint8Array.from(atob(article.dataset.message), character => character.charCodeAt(0));
    const link = document.createElement("a");
    link.className = "button";
    link.textContent = "Save as a message";
    link.download = article.dataset.name;
    link.href = URL.createObjectURL(new Blob([bytes], {type: "message/rfc822"}));
    actions.insertBefore(link, said);
  }
}
"""


def preview(
    common: Common,
    open_it: Annotated[bool, option("--open", says="Show it in the browser.")] = False,
    output: Annotated[str | None, option("--output", "-o", metavar="FILE", says="Write it to this file.")] = None,
) -> None:
    """One page with every letter that would go out today, to look at before --send."""
    page, count = _all_due(open_session(common))
    # Without a name it goes where the browser will find it, and stays, for that reads it in its own time.
    path = Path(output) if output else Path(tempfile.mkdtemp(prefix="jobnet-")) / "preview.html"
    _refuse_another(path)
    write_file(path, page.encode(), overwrite=True)
    if open_it:
        launch(path.absolute().as_uri())
    elif output is None or console.can_ask():
        console.say(f"jobnet: wrote {console.one_line(str(path))} with {count} letter{'' if count == 1 else 's'}")


def _refuse_another(path: Path) -> None:
    """Refuse (exit 73) a file that is no earlier page: only such a one is replaced without being asked."""
    refuse_links_on_the_way(path)
    with suppress(OSError, ValueError):  # nothing there; or nothing that will be written over
        if read_plain(path, len(_HEAD)) != _HEAD.encode():
            raise JobnetError(f"{path} exists and is no earlier preview; name another file.", Exit.CANNOT_CREATE)


def _all_due(session: Session) -> tuple[str, int]:
    """The page, and how many letters are on it."""
    outcomes = letters_due(session.run(sending=True))
    drafts = [each for each in outcomes if isinstance(each, Draft)]
    left_out = [each for each in outcomes if not isinstance(each, Draft)]
    message_of = eml(session, unsent=True)
    articles = [_article(number, each, _message(each, message_of)) for number, each in enumerate(drafts, 1)]
    return "".join(_page(session, articles, left_out)), len(drafts)


def _message(draft: Draft, message_of: Callable[[Letter], bytes]) -> str:
    """What the page keeps of a letter as a message to be opened and sent; nothing where mail cannot carry it."""
    if not draft.reader.email:
        return ""
    try:
        message = message_of(draft.letter)
    except JobnetError:
        return ""
    return f' data-name="{escape(stem_of(draft.letter))}.eml" data-message="{b64encode(message).decode()}"'


def _page(session: Session, articles: Sequence[str], left_out: Sequence[LeftOut]) -> Iterator[str]:
    count = f"{len(articles)} letter{'' if len(articles) == 1 else 's'}"
    yield (
        f"{_HEAD}<title>{count} for {session.today}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{count} of {escape(session.profile.name)} for {session.today}</h1>\n"
    )
    yield from articles or ("<p>Nothing is due today.</p>\n",)
    if left_out:
        listed = "".join(f"<li>{escape(each.name)}: {escape(each.reason)}</li>\n" for each in left_out)
        yield f"<details>\n<summary>Not written to today: {len(left_out)}</summary>\n<ul>\n{listed}</ul>\n</details>\n"
    yield f"</main>\n<script>{_SCRIPT}</script>\n</body>\n</html>\n"


def _article(number: int, draft: Draft, message: str) -> str:
    letter, reader = draft.letter, draft.reader
    address = f"&lt;{escape(reader.email)}&gt;" if reader.email else "(no email address: print it or read it out)"
    link = mailto(letter) if reader.email else ""
    button = f'<a class="button" href="{escape(link)}">Open in the mail program</a>'
    actions = button if 0 < len(link) <= _LONGEST_LINK else ""
    findings = "".join(_finding(each) for each in draft.findings)
    items = "".join(f"<li>{escape(_item(each))}</li>\n" for each in letter.items)
    return (
        f'<article aria-labelledby="letter-{number}"{message}>\n'
        f'<h2 id="letter-{number}">{escape(letter.document.capitalize())} to {escape(reader.name)}</h2>\n'
        f"<p>To: {escape(reader.name)} {address}<br>Subject: {escape(letter.subject)}</p>\n"
        + (f"<p>New to {escape(reader.name)}:</p>\n<ul>\n{items}</ul>\n" if items else "")
        + (f"<p>What the rules say:</p>\n<ul>\n{findings}</ul>\n" if findings else "")
        + f'<pre lang="{escape(letter.language)}">{escape(letter.flowing_text)}</pre>\n'
        f'<div class="actions">{actions}<span role="status"></span></div>\n</article>\n'
    )


def _item(item: Item) -> str:
    named = ", ".join(part for part in (item.position, item.company) if part)
    dated = f" ({item.date})" if item.date else ""
    return f"{item.kind.value}: {named}{dated}" if named else f"{item.kind.value}{dated}"


def _finding(finding: Problem) -> str:
    rule = f" [{finding.rule}]" if finding.rule.isupper() else ""
    return f'<li class="{finding.severity.value}">{finding.severity.value}: {escape(finding.said)}{rule}</li>\n'
