"""The picture of a search as PNG, and the pages with it in a real browser."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.cli.test_report_page import HIDDEN, HOSTILE
from tests.heavy.looks import SIZES, is_too_wide, looked_over
from tests.program import run
from tests.search.test_flow import some

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from jobnet.profile.model import Application

EMPTY = "name: Nia Pargeter\ntarget_titles: [Quality Manager]\n"


def typed(number: int, application: Application) -> str:
    dated = "".join(f"\n      - {{stage: {each.stage}, date: {each.date}}}" for each in application.events)
    return f"  - company: Company {number}\n    position: Manager\n    events:{dated or ' []'}\n"


def searching(many: int) -> str:
    """A profile with so many applications, each with an end or a stage of its own."""
    return EMPTY + "applications:\n" + "".join(typed(*each) for each in enumerate(some(many)))


TOUCHPOINTS = "touchpoints:\n" + "".join(
    f"  - {{date: 2026-08-0{many}, person: Jo {number}, kind: call}}\n" for many in (1, 2, 4) for number in range(many)
)
"""Days of each shade of the calendar."""
PROFILES = {
    "none": EMPTY,
    "one": searching(1),
    "forty": searching(40) + TOUCHPOINTS,
    "three hundred": searching(300),
    "odd names": HIDDEN.replace("Ted Alder", "T" * 90).replace("Harbourside Bakers", f'"{HOSTILE}"'),
}


def page_of(command: str, profile: str, folder: Path, *options: str) -> Path:
    (folder / "profile.yaml").write_text(profile, "utf-8")
    ran = run(command, "-f", "html", "-q", "-o", "page.html", *options, cwd=folder)
    assert (ran.code, ran.err) == (0, "")
    return folder / "page.html"


@pytest.mark.parametrize("command", ["report", "funnel"])
@pytest.mark.parametrize("profile", PROFILES)
def test_pages_can_be_read_by_everybody(profile: str, command: str, tree: Path, opened: Callable[..., Page]) -> None:
    page = opened(page_of(command, PROFILES[profile], tree))
    for each in page.locator("summary").all():
        each.click()

    assert page.get_by_role("img").count() == 1
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert looked_over(page) == []
            assert not is_too_wide(page)


def test_no_words_of_a_picture_lie_on_others_or_outside(tree: Path, opened: Callable[..., Page]) -> None:
    for profile in ("none", "one", "forty", "three hundred"):
        page = opened(page_of("funnel", PROFILES[profile], tree, "--overwrite"))
        words = "[...document.querySelectorAll('svg text')].map(each => { const b = each.getBoundingClientRect();"
        boxes = page.evaluate(f"{words} return [b.left, b.top + 3, b.right, b.bottom - 3] }})")
        frame = page.locator("svg").bounding_box()
        assert frame
        for place, (left, top, right, bottom) in enumerate(boxes):
            assert frame["x"] < left < right < frame["x"] + frame["width"]
            for other in boxes[place + 1 :]:
                assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top, profile


def test_the_page_is_whole_on_paper_and_by_keyboard(tree: Path, opened: Callable[..., Page]) -> None:
    page = opened(page_of("report", PROFILES["forty"], tree), width=390)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "FIGURE"
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})  # A4, as Chromium lays it out
    assert page.evaluate("(figure => figure.scrollWidth <= figure.clientWidth)(document.querySelector('figure'))")


@pytest.mark.parametrize("profile", PROFILES)
def test_the_png_is_the_picture_in_twice_its_size(profile: str, tree: Path) -> None:
    (tree / "profile.yaml").write_text(PROFILES[profile], "utf-8")
    assert run("funnel", "-f", "png", "-q", "-o", "search.png", cwd=tree).code == 0
    picture = ET.fromstring(run("funnel", "-f", "svg", "-q", cwd=tree).out)
    head = (tree / "search.png").read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", head[16:]) == (2 * int(picture.attrib["width"]), 2 * int(picture.attrib["height"]))


def test_a_machine_without_fonts_gets_no_picture_without_words(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import resvg_py

    from jobnet.cli.funnel import png
    from jobnet.search.flow import flow_of
    from tests.search.test_flow import TODAY

    drawn = resvg_py.svg_to_bytes
    monkeypatch.setattr(resvg_py, "svg_to_bytes", lambda **more: drawn(skip_system_fonts=True, **more))
    with pytest.raises(Exception, match="no common font"):
        png(flow_of(some(8), TODAY))
