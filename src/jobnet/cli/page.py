"""A page for the browser that stands on its own: it asks for nothing, and runs only the script that it came with."""

from __future__ import annotations

from base64 import b64encode
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from jobnet.errors import Exit, JobnetError
from jobnet.files import read_plain, refuse_links_on_the_way
from jobnet.rendering.environment import page_template
from jobnet.rendering.files import write_file

_PAGES = Path(__file__).with_name("pages")


def page(what: str, title: str, **values: Any) -> str:
    """The template of this name with these values, and its script if it has one."""
    style, own = (_PAGES / "page.css").read_text("utf-8"), _PAGES / f"{what}.js"
    script = own.read_text("utf-8") if own.exists() else ""
    policy = f"default-src 'none'; style-src {_allowed(style)}; script-src {_allowed(script)}; base-uri 'none'"
    return page_template(_PAGES, f"{what}.html.j2").render(
        values, title=title, head=_head(what), style=style, script=script, policy=f"{policy}; form-action 'none'"
    )


def write_page(path: Path, what: str, content: str) -> None:
    """Write it, also over an earlier one."""
    refuse_another(path, what)
    write_file(path, content.encode(), overwrite=True)


def refuse_another(path: Path, what: str) -> None:
    """Refuse (exit 73) a file that is no earlier page, by how it begins: only such a one is replaced unasked."""
    refuse_links_on_the_way(path)
    head = _head(what).encode()
    with suppress(OSError, ValueError):  # nothing there; or nothing that will be written over
        if read_plain(path, len(head)) != head:
            raise JobnetError(f"{path} exists and is no earlier {what}; name another file.", Exit.CANNOT_CREATE)


def _head(what: str) -> str:
    """How such a page begins, and no other file."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="generator" content="jobnet {what}">\n'
    )


def _allowed(code: str) -> str:
    return f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'" if code else "'none'"
