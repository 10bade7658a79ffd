"""How a page looks to whoever cannot say so: what axe objects to, and whether it is too wide."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
SIZES = [(1280, 900), (390, 844)]


def looked_over(page: Page) -> list[str]:
    """What axe objects to, contrast below 4.5 among it."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run()")
    assert {"color-contrast"} <= {each["id"] for each in found["passes"]}
    return [f"{each['id']}: {node['html']}" for each in found["violations"] for node in each["nodes"]]


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
