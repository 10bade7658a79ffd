"""SMTP: an answer that contradicts itself settles nothing, a signal ends a wait at once, secrets are not repeated."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.delivery.a_search import ADA, BEN, SEND, Search
from tests.delivery.smtp_server import Fault, SmtpServer
from tests.program import environment

if TYPE_CHECKING:
    from pathlib import Path

WORD = "hunter2-hunter2"


def given(word: str) -> dict[str, str]:
    return {"JOBNET_SMTP_PASSWORD": word}


@pytest.fixture
def search(tree: Path) -> Search:
    search = Search(tree)
    search.profile(ADA, BEN)
    return search


def configure(search: Search, server: SmtpServer, **more: Any) -> None:
    settings = {"host": "127.0.0.1", "port": server.port, "security": "none", "timeout": 2} | more
    search.config(transport="smtp", smtp=settings)


@pytest.mark.parametrize(
    "reply", [b"550-no\r\n250 yes\r\n", b"250-yes\r\n550 no\r\n", b"2500 yes\r\n", b"25 0 yes\r\n"]
)
def test_answer_to_the_dot_that_contradicts_itself_leaves_it_in_doubt(search: Search, reply: bytes) -> None:
    with SmtpServer(Fault("dot", "ok", 1, reply=reply)) as server:
        configure(search, server)
        ran = search.run(*SEND)

    assert ran.code == 3
    assert search.states() == {"Ada Bell": "unknown", "Ben Cole": "sent"}


@pytest.mark.parametrize("action", ["endless", "silence"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_signal_ends_the_wait_for_the_answer_to_the_dot_at_once(
    search: Search, action: str, number: signal.Signals, code: int
) -> None:
    with SmtpServer(Fault("dot", action)) as server:
        configure(search, server)
        env = {"JOBNET_STATE": str(search.state), "JOBNET_CONFIG": str(search.tree / "config.yaml")}
        process = subprocess.Popen(
            [sys.executable, "-m", "jobnet", *SEND], cwd=search.tree, stdin=subprocess.DEVNULL,
            env=environment(search.tree, env), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        deadline = time.monotonic() + 30
        while not server.counts.get("dot"):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        started = time.monotonic()
        process.send_signal(number)
        process.communicate(timeout=60)

    assert time.monotonic() - started < 4
    assert process.returncode == code
    assert search.states() == {"Ada Bell": "unknown", "Ben Cole": "queued"}


@pytest.mark.parametrize(
    ("features", "reply"),
    [
        ("AUTH PLAIN", b"535 5.7.8 I do not know: AUTH PLAIN AG5pYQBodW50ZXIyLWh1bnRlcjI=\r\n"),
        ("AUTH PLAIN", b"535 5.7.8 too long: AUTH PLAIN AG5pYQBodW50ZXIyLWh1b\r\n"),
        ("AUTH LOGIN", b"535-5.7.8 no\r\n535 5.7.8 what is aHVudGVyMi1odW50ZXIy?\r\n"),
        ("AUTH PLAIN", b"aHVudGVyMi1odW50ZXIy hunter2-hunter2\r\n"),
        ("AUTH PLAIN", b"535 5.7.8 " + b"\xff" * 70 + b" hunter2-hunter2\r\n"),
    ],
)
def test_password_that_a_server_repeats_is_cut_out(search: Search, features: str, reply: bytes) -> None:
    with SmtpServer(Fault("AUTH", "5xx", reply=reply), features=(features,)) as server:
        configure(search, server, user="nia")
        ran = search.run(*SEND, **given(WORD))

    assert (ran.code in {69, 77}, "***" in ran.err) == (True, True), ran.err
    assert not [each for each in ("hunter2", "aHVudGVy", "bnRlcj", "odW50") if each in ran.err]


def test_password_of_one_letter_is_cut_out_too(search: Search) -> None:
    with SmtpServer(Fault("AUTH", "5xx", reply=b"535 5.7.8 not x\r\n"), features=("AUTH PLAIN",)) as server:
        configure(search, server, user="nia")
        ran = search.run(*SEND, **given("x"))

    assert (ran.code, "535 5.7.8 not ***" in ran.err) == (77, True)


def test_password_that_a_failing_command_shows_is_cut_out(search: Search) -> None:
    command = ["sh", "-c", f"echo {WORD}; echo cannot store {WORD} >&2; exit 1"]
    with SmtpServer() as server:
        configure(search, server, user="nia")
        search.config(
            transport="smtp", password_command=command,
            smtp={"host": "127.0.0.1", "port": server.port, "security": "none", "user": "nia"},
        )  # fmt: skip
        ran = search.run(*SEND)

    assert (ran.code, "cannot store ***" in ran.err, WORD in ran.err) == (78, True, False)


@pytest.mark.parametrize(
    ("printed", "says"),
    [(r"\377\376secret", "is not UTF-8"), (r"a\000b", "a line break or a NUL"), (r"a\rb", "a line break")],
)
@pytest.mark.parametrize("way", ["smtp", "drafts"])
def test_password_that_cannot_be_sent_is_a_mistake_of_the_configuration(
    search: Search, way: str, printed: str, says: str
) -> None:
    server = {"host": "127.0.0.1", "port": 9, "security": "none", "user": "nia"}
    search.config(transport=way, **{way: server}, password_command=["printf", printed])

    ran = search.run(*SEND)

    assert (ran.code, says in ran.err) == (78, True), ran.err


def test_password_of_the_environment_that_is_not_utf_8_is_a_mistake(search: Search) -> None:
    search.config(transport="smtp", smtp={"host": "127.0.0.1", "port": 9, "security": "none", "user": "nia"})

    ran = search.run(*SEND, **given("\udcff\udcfe"))

    assert (ran.code, "$JOBNET_SMTP_PASSWORD is not UTF-8" in ran.err) == (78, True)
