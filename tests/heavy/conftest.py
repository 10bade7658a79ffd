"""Debian's Chromium, opening one page after the other."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or "chromium is missing", args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a file; nothing that it says to the console, asks of the network or throws goes unnoticed."""
    noticed: list[str] = []

    def opening(path: Path, *, width: int = 1280, height: int = 900, **how: Any) -> Page:
        page = browser.new_context(viewport={"width": width, "height": height}, **how).new_page()
        page.on("console", lambda message: noticed.append(message.text))
        page.on("pageerror", lambda error: noticed.append(str(error)))
        page.on("request", lambda asked: None if asked.url == path.as_uri() else noticed.append(asked.url[:80]))
        page.goto(path.as_uri())
        return page

    yield opening
    for context in browser.contexts:
        context.close()
    assert noticed == []
