"""The preview in a real browser: read, copied from, walked with the keyboard, and looked at on a phone."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.program import run

if TYPE_CHECKING:
    from collections.abc import Iterator

PROFILE = """\
name: Nia Pargeter
email: nia@example.com
target_titles: [Quality Manager]
target_companies: [Fennel & Rye, A Company With A Name So Very Long That It Does Not Fit On The Screen Of Any Phone]
contacts:
  - {name: "Bea <b>Li</b>", email: bea@example.com, updates: on}
  - {name: Ted Alder, updates: on, phone: 01632 960123}
  - {name: Sue Opt, email: sue@example.com, updates: off}
news:
  - 2026-10-09 Fennel & Rye are opening their test kitchen to visitors in November.
"""
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
TAB, ENTER = "\ue004", "\ue007"


class Browser:
    """WebDriver spoken over loopback: no library between the test and the browser."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}"
        options = {
            "args": [
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--window-size=900,900",
            ]
        }
        asked = {"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}}}
        self.session = self.call("POST", "/session", asked)["sessionId"]

    def call(self, method: str, path: str, body: Any = None) -> Any:
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(
            f"{self.root}{path}", data, {"Content-Type": "application/json"}, method=method
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read())["value"]

    def do(self, method: str, path: str, body: Any = None) -> Any:
        return self.call(method, f"/session/{self.session}{path}", body)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.do("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def find(self, selector: str) -> list[Any]:
        return [each[ELEMENT] for each in self.do("POST", "/elements", {"using": "css selector", "value": selector})]

    def press(self, *keys: str) -> None:
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.do("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def emulate(self, command: str, parameters: dict[str, Any]) -> Any:
        return self.do("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    driver = shutil.which("chromedriver")
    if driver is None:
        if os.environ.get("CI"):
            pytest.fail("chromedriver is missing (tests/servers.txt)")
        pytest.skip("chromedriver is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([driver, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 30
        while True:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/status", timeout=5).close()
                break
            assert time.monotonic() < deadline
            time.sleep(0.1)
        found = Browser(port)
        yield found
        found.do("DELETE", "")
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def page(tree: Path) -> Path:
    (tree / "profile.yaml").write_text(PROFILE, "utf-8")
    ran = run("preview", "-o", "preview.html", cwd=tree)
    assert (ran.code, ran.out) == (0, "")
    return tree / "preview.html"


def test_page_is_one_file_that_names_nothing_outside_itself(page: Path) -> None:
    html = page.read_text("utf-8")

    assert re.findall(r'(?:src|href)="(?!mailto:)[^"]*"', html) == []
    assert "<b>Li</b>" not in html


def test_preview_writes_nothing_else(page: Path) -> None:
    assert sorted(each.name for each in page.parent.iterdir()) == ["preview.html", "profile.yaml"]


@pytest.mark.slow
def test_every_letter_is_there_with_reader_and_news_and_without_script(page: Path, browser: Browser) -> None:
    browser.emulate("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.do("POST", "/url", {"url": page.as_uri()})
    browser.emulate("Emulation.setScriptExecutionDisabled", {"value": False})
    articles = [browser.do("GET", f"/element/{each}/text") for each in browser.find("article")]

    assert [text.splitlines()[0] for text in articles] == ["Update to Bea <b>Li</b>", "Update to Ted Alder"]
    assert all("test kitchen" in text and "New to" in text for text in articles)
    assert ("Open in the mail program" in articles[0], "no email address" in articles[1]) == (True, True)
    assert browser.find("button") == []
    assert "Sue Opt" in browser.run("return document.querySelector('details').textContent")


@pytest.mark.slow
def test_button_copies_the_letter_by_mouse_and_by_keyboard(page: Path, browser: Browser) -> None:
    browser.do("POST", "/url", {"url": page.as_uri()})
    browser.run("navigator.clipboard.writeText = async text => { window.copied = text }")
    browser.do("POST", f"/element/{browser.find('article button')[0]}/click", {})
    first = browser.run("return document.querySelector('pre').textContent")
    assert (
        browser.run("return window.copied"),
        browser.run("return document.querySelector('[role=status]').textContent"),
    ) == (
        first,
        "Copied.",
    )

    browser.run("window.copied = ''; document.activeElement.blur()")
    for _ in range(10):
        browser.press(TAB)
        if browser.run("return document.activeElement === document.querySelectorAll('article button')[1]"):
            break
    browser.press(ENTER)
    assert browser.run("return window.copied") == browser.run("return document.querySelectorAll('pre')[1].textContent")


@pytest.mark.slow
def test_link_opens_a_new_message_with_all_of_the_letter(page: Path, browser: Browser) -> None:
    browser.do("POST", "/url", {"url": page.as_uri()})
    link = browser.run("return document.querySelector('article a').href")
    text = browser.run("return document.querySelector('pre').textContent")
    body = browser.run("return new URL(arguments[0]).searchParams.get('body')", link)

    assert link.startswith("mailto:bea@example.com?subject=")
    assert body.replace("\r\n", "\n").strip() == text.strip()


@pytest.mark.slow
def test_page_fits_a_phone(page: Path, browser: Browser) -> None:
    size = {"width": 320, "height": 640, "deviceScaleFactor": 2, "mobile": True}
    browser.emulate("Emulation.setDeviceMetricsOverride", size)
    try:
        browser.do("POST", "/url", {"url": page.as_uri()})
        widths = browser.run("return [document.documentElement.scrollWidth, window.innerWidth]")
        heights = browser.run(
            "return [...document.querySelectorAll('button, .button')].map(e => e.getBoundingClientRect().height)"
        )
    finally:
        browser.emulate("Emulation.clearDeviceMetricsOverride", {})

    assert widths[0] <= widths[1] == 320
    assert min(heights) >= 44
    assert base64.b64decode(browser.do("GET", "/screenshot")).startswith(b"\x89PNG")


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="xdg-open is how the others open a page")
def test_open_hands_the_page_to_the_users_browser(tree: Path) -> None:
    (tree / "profile.yaml").write_text(PROFILE, "utf-8")
    (tree / "bin").mkdir()
    opener = tree / "bin" / "xdg-open"
    opener.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >{tree}/opened\n', "utf-8")
    opener.chmod(0o755)
    env = {"PATH": f"{tree}/bin:/usr/bin:/bin", "TMPDIR": str(tree)}

    kept = run("preview", "--open", "-o", "page.html", cwd=tree, env=env)
    named = (tree / "opened").read_text("utf-8")
    passing = run("preview", "--open", cwd=tree, env=env)
    page = urllib.parse.urlparse((tree / "opened").read_text("utf-8").strip())

    assert [(each.code, each.out, each.err) for each in (kept, passing)] == [(0, "", "")] * 2
    assert named == f"{(tree / 'page.html').as_uri()}\n"
    assert Path(page.path).read_bytes() == (tree / "page.html").read_bytes()
