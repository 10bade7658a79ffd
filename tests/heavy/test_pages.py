"""The pages in a real browser: wide and narrow, light and dark, by keyboard, on paper, without script."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_preview import EMPTY, PROFILE
from tests.heavy.looks import SIZES, is_too_wide, looked_over
from tests.program import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

EXAMPLES = Path(__file__).parents[2] / "examples"
ONE = (
    EMPTY
    + "target_companies: [Fennel & Rye]\ncontacts:\n  - {name: Bea Li, email: bea@example.com, offered_help: 2026-10-13}\n"
)
LONG = PROFILE.replace(
    "Harbourside Bakers", "A Company With A Name So Very Long That It Does Not Fit On Any Phone" + "x" * 60
)
TWELVE = (EXAMPLES / "pharmacist/profile.yaml").read_text("utf-8")
LETTERS = {"none": EMPTY, "one": ONE, "odd names": LONG, "twelve": TWELVE}


def preview_of(profile: str, folder: Path, *options: str) -> Path:
    (folder / "profile.yaml").write_text(profile, "utf-8")
    assert run("preview", "-o", "page.html", *options, cwd=folder).code == 0
    return folder / "page.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("letters", LETTERS)
def test_preview_can_be_read_by_everybody(
    letters: str, size: tuple[int, int], scheme: str, tree: Path, opened: Callable[..., Page]
) -> None:
    page = opened(preview_of(LETTERS[letters], tree), width=size[0], height=size[1], color_scheme=scheme)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert page.locator("article").count() == {"none": 0, "one": 1, "odd names": 4, "twelve": 12}[letters]
    assert looked_over(page) == []
    assert not is_too_wide(page)
    assert ground == {"light": "rgb(244, 244, 241)", "dark": "rgb(23, 24, 26)"}[scheme]
    assert all(box["height"] >= 44 for each in page.locator("button, .button").all() if (box := each.bounding_box()))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "command", ["funnel", "report --include-private", "report --since 2026-10-14", "batch overview .."]
)
def test_other_pages_can_be_read_by_everybody(
    command: str, size: tuple[int, int], scheme: str, tree: Path, opened: Callable[..., Page]
) -> None:
    for example in EXAMPLES.iterdir():
        shutil.copytree(example, tree / "seekers" / example.name)
        run("set", "search", "share_with_coach=trusted", cwd=tree / "seekers" / example.name)
    (tree / "seekers/broken.yaml").write_text("name: [", "utf-8")
    page_format = () if "batch" in command else ("--format", "html")
    ran = run(*command.split(), *page_format, "-o", tree / "page.html", cwd=tree / "seekers/pharmacist")
    assert ran.code in {0, 4}, ran.err
    page = opened(tree / "page.html", width=size[0], height=size[1], color_scheme=scheme)
    for each in page.locator("summary").all():
        each.click()

    assert looked_over(page) == []
    assert not is_too_wide(page)


def test_copy_gives_the_letter_and_the_subject(tree: Path, opened: Callable[..., Page]) -> None:
    page = opened(preview_of(TWELVE, tree), permissions=["clipboard-read", "clipboard-write"])
    letter = page.locator("article").nth(6)
    for button, text in (
        ("Copy letter", letter.locator("pre")),
        ("Copy subject", letter.locator(".subject")),
        ("Copy command", letter.locator(".by-hand code")),
    ):
        letter.get_by_role("button", name=button).click()
        letter.get_by_role("status").get_by_text("is copied.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == text.text_content()
    assert max(map(len, (letter.locator("pre").text_content() or "").splitlines())) > 100  # a paragraph is one line


def test_keyboard_goes_from_the_list_to_the_letters(tree: Path, opened: Callable[..., Page]) -> None:
    page = opened(preview_of(ONE, tree))
    said = []
    for _ in range(8):
        page.keyboard.press("Tab")
        said.append(page.evaluate("document.activeElement.textContent.trim()"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert said == [
        "To the letters", "Bea LiBrief, overdue", "Copy letter", "Copy subject", "Save as .eml",
        "Open in mail app", "Copy command", "The letter as plain text (98 words)",
    ]  # fmt: skip
    page.keyboard.press("Enter")
    assert page.locator("pre").is_visible()


def test_message_is_saved_and_the_link_of_the_list_leads_to_the_letter(tree: Path, opened: Callable[..., Page]) -> None:
    page = opened(preview_of(TWELVE, tree), accept_downloads=True)
    with page.expect_download() as download:
        page.get_by_role("link", name="Save as .eml").first.click()
    assert download.value.suggested_filename == "thanks-2026-10-15-gareth-lloyd.eml"
    assert b"\nX-Unsent: 1" in download.value.path().read_bytes()

    page.get_by_role("link", name="Susan Oyelaran").click()
    assert page.locator("#letter-4").get_by_role("heading", level=2).text_content() == "Thanks to Susan Oyelaran"
    assert page.locator("nav a[aria-current='true']").text_content() == "Susan OyelaranThanks"
    page.go_back()


def test_everything_can_be_read_without_script_and_on_paper(tree: Path, opened: Callable[..., Page]) -> None:
    page = opened(preview_of(PROFILE, tree), java_script_enabled=False)
    assert page.get_by_role("button").count() == 0
    assert page.get_by_role("link", name="Save as .eml").count() == 3
    shown = page.locator("article").all_inner_texts()
    assert all("test kitchen" in each and "New to" in each for each in shown[1:])

    page.emulate_media(media="print")
    assert not page.locator("nav, .actions, .by-hand, article details").filter(visible=True).count()
    assert page.locator("article .body").filter(visible=True).count() == 4


def test_a_watched_page_is_loaded_anew_while_nobody_works_in_it(tree: Path, opened: Callable[..., Page]) -> None:
    path = preview_of(ONE, tree)
    path.write_text(path.read_text("utf-8").replace('<main id="main">', '<main id="main" data-watched>'), "utf-8")
    page = opened(path)
    page.evaluate("document.hasFocus = () => false")
    path.write_text(path.read_text("utf-8").replace("Dear Bea Li", "Dear Bea"), "utf-8")
    page.get_by_text("Dear Bea,", exact=True).wait_for(timeout=10_000)
