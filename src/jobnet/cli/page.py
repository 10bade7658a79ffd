"""A page for the browser that stands on its own: it asks for nothing, and runs only the script that it came with."""

from __future__ import annotations

from base64 import b64encode
from contextlib import suppress
from hashlib import sha256
from html import escape
from pathlib import Path

from jobnet.errors import Exit, JobnetError
from jobnet.files import read_plain, refuse_links_on_the_way
from jobnet.rendering.files import write_file


def page(what: str, title: str, body: str, script: str = "") -> str:
    """The whole page; `what` it is: preview, overview. Light, dark, narrow and on paper by `page.css`."""
    style = Path(__file__).with_name("page.css").read_text("utf-8")
    policy = f"default-src 'none'; style-src {_allowed(style)}; script-src {_allowed(script)}; base-uri 'none'"
    ran = f"<script>{script}</script>\n" if script else ""
    return (
        f"{_head(what)}"
        f'<meta http-equiv="Content-Security-Policy" content="{policy}; form-action \'none\'">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}{ran}</body>\n</html>\n"
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
