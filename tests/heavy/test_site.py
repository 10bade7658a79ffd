"""The site is built without a warning and fetches nothing from elsewhere; the pages whose commands want an extra."""

from __future__ import annotations

import functools
import http.server
import os
import re
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Literal

import pytest

from tests.heavy.looks import is_too_wide, looked_over
from tests.pages import ROOT, blocks, search_in, typed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


THE_THEMES = ("aria-dialog-name", "empty-table-header", "landmark-unique")
"""What axe says of the theme's own search and lists, and of a table without a heading."""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", folder],
        cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (built.returncode, built.stdout + built.stderr) == (0, "")
    return folder


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_pages_ask_no_other_host_fit_into_the_window_and_are_readable(
    site: Path, address: str, browser: Browser, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    noticed: list[str] = []
    page.on("console", lambda message: noticed.append(message.text))
    page.on("pageerror", lambda error: noticed.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(address) else noticed.append(asked.url))
    for name in ("", "letters", "sending", "cli", "leipzig"):
        page.goto(f"{address}/{name}")
        if is_too_wide(page):
            noticed.append(f"{name} is too wide")
        if name in {"", "sending"}:
            noticed += [each for each in looked_over(page) if not each.startswith(THE_THEMES)]

    assert noticed == []


def test_no_page_names_a_font_script_or_picture_of_another_host(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    fetched = r"<(?:script|img|iframe|link rel=\"(?!canonical))[^>]*(?:src|href)=\"?(?:https?:)?//[^>]*"

    assert len(pages) > 20
    assert [found for page in pages for found in re.findall(fetched, page.read_text("utf-8"))] == []


def test_each_kind_of_letter_is_shown_whole(site: Path) -> None:
    shown = (site / "letters/index.html").read_text("utf-8")

    for name in ("Brief", "Update", "Runnerup", "Tip", "Thanks", "Touch", "Pitch", "Landed"):
        assert f'id="{name.lower()}"' in shown
    assert shown.count("Subject: ") >= 7


@pytest.mark.parametrize("name", ["paper.md", "pictures.md"])
def test_the_page_does_what_it_says(name: str, tmp_path: Path) -> None:
    env = search_in(tmp_path)
    for block in blocks(name):
        typed(block, tmp_path, env)


def test_every_key_of_the_schema_and_a_picture_of_each_letter_are_there(site: Path) -> None:
    keys = (site / "keys/index.html").read_text("utf-8")
    letters = (site / "letters/index.html").read_text("utf-8")
    assert all(f"<code>{key}</code>" in keys for key in ("name", "not_a_fit", "offered_help", "share_with_coach"))
    pictures = re.findall(r'<img alt="The letter as it is read" src="([^"]+)"', letters)
    assert len(pictures) >= 8
    assert all("Subject:" in (site / "letters" / each).resolve().read_text("utf-8") for each in pictures)
