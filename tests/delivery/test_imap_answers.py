"""Only the answer that bears the command's tag settles a draft; a server that goes on and on is not waited for."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from jobnet.delivery.ledger.records import State
from jobnet.delivery.outbox import Pace, Report, Run
from jobnet.delivery.transports.drafts import Drafts
from jobnet.delivery.transports.server import Server
from tests.delivery.a_ledger import ATestClock, a_ledger, a_letter, states
from tests.delivery.a_search import ADA, BEN, SEND, Search
from tests.delivery.imap_server import ImapServer
from tests.program import environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jobnet.delivery.ledger.transition import Ledger

    Say = Callable[[str], None]


@pytest.fixture
def search(tree: Path) -> Search:
    search = Search(tree)
    search.profile(ADA, BEN)
    return search


def configure(search: Search, server: ImapServer, **more: Any) -> None:
    settings = {"host": "127.0.0.1", "port": server.port, "security": "none", "timeout": 1} | more
    search.config(transport="drafts", drafts=settings, password_command=["echo", "hunter2-hunter2"])


def lines(*texts: str, then: bool = False) -> Callable[[Say, str], bool]:
    """Say these lines in place of an answer, or before it."""

    def says(say: Say, tag: str) -> bool:
        for text in texts:
            say(text.format(tag=tag))
        return then

    return says


def dripping(say: Say, _tag: str) -> bool:
    """An untagged line every tenth of a second, for a minute."""
    for _ in range(600):
        say("* OK still here")
        time.sleep(0.1)
    return False


@pytest.mark.parametrize(
    "said",
    [
        ("+ OK done",),
        ("+ {tag} OK done",),
        ("* OK APPEND completed",),
        ("J1 OK done",),
        ("{tag}0 OK done",),
        ("{tag} OKAY",),
        ("* BYE shutting down", "{tag} OK done"),
        ("OK done",),
        (" {tag} OK done",),
    ],
    ids=["+", "+ with the tag", "untagged", "wrong tag", "longer tag", "no OK", "good-bye", "no tag", "space"],
)
def test_draft_without_its_tagged_ok_is_never_taken_for_stored(tmp_path: Path, said: tuple[str, ...]) -> None:
    with a_ledger(tmp_path, a_letter("ada")) as ledger, ImapServer(says={"END": lines(*said)}) as server:
        report = put(ledger, server)

        assert (server.appends, report.sent) == (1, [])
        assert states(ledger)["ada"] is not State.SENT


def put(ledger: Ledger, server: ImapServer) -> Report:
    """What waits, into the drafts of this server, with little patience."""
    clock = ATestClock()
    drafts = Drafts(Server("127.0.0.1", server.port, "none", timeout=0.4), clock)
    return Run(ledger, drafts, clock, pace=Pace(0)).send(ledger.messages())


@pytest.mark.parametrize("said", [("+ go on",), ("* 5 EXISTS", "+ and on"), ("* NO disk is nearly full",)])
def test_what_is_said_before_the_tagged_answer_does_not_matter(search: Search, said: tuple[str, ...]) -> None:
    with ImapServer(says={"END": lines(*said, then=True)}) as server:
        configure(search, server)

        assert (search.run(*SEND).code, len(server.stored)) == (0, 2)


@pytest.mark.parametrize("answer", ["{tag} NO over quota", "{tag} BAD what", "{tag} NO {{7}}\r\nna\r\nein", "{tag} no"])
def test_draft_that_is_refused_waits(search: Search, answer: str) -> None:
    with ImapServer(says={"END": lines(answer)}) as server:
        configure(search, server)
        ran = search.run(*SEND)

    assert ran.code == 75, ran.err
    assert set(search.states().values()) == {"queued"}


@pytest.mark.parametrize(
    "said", ["{tag} OKAY", "{tag} OKdone", "{tag}  OK done", "{tag} ", "{tag} DONE", "{tag} PREAUTH"]
)
def test_tagged_answer_that_says_neither_yes_nor_no_leaves_it_in_doubt(search: Search, said: str) -> None:
    with ImapServer(says={"END": lines(said)}) as server:
        configure(search, server)
        ran = search.run(*SEND)

    assert ran.code == 3, ran.err
    assert "queued" not in list(search.states().values())[:1]


@pytest.mark.parametrize("command", ["CAPABILITY", "LIST", "LOGIN", "APPEND"])
def test_literal_with_line_breaks_in_any_answer_is_no_bug(search: Search, command: str) -> None:
    with ImapServer(says={command: lines('* LIST () "/" {{9}}\r\nDra\r\n\r\nft', then=True)}) as server:
        configure(search, server, user="nia")

        assert search.run(*SEND).code in {0, 69}


@pytest.mark.parametrize("command", ["CAPABILITY", "LIST", "END"])
def test_server_that_always_has_one_more_line_is_given_up(tmp_path: Path, command: str) -> None:
    with a_ledger(tmp_path, a_letter("ada")) as ledger, ImapServer(says={command: dripping}) as server:
        started = time.monotonic()
        report = put(ledger, server)

        assert time.monotonic() - started < 10
        assert states(ledger) == {"ada": State.UNKNOWN if command == "END" else State.QUEUED}
        assert any("no reply in time" in each for each in [*report.troubles, ledger.messages()[0].reply or ""])


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_signal_ends_the_wait_for_an_answer_at_once(search: Search, number: signal.Signals, code: int) -> None:
    with ImapServer(says={"END": dripping}) as server:
        configure(search, server, timeout=60)
        env = {"JOBNET_STATE": str(search.state), "JOBNET_CONFIG": str(search.tree / "config.yaml")}
        process = subprocess.Popen(
            [sys.executable, "-m", "jobnet", *SEND], cwd=search.tree, stdin=subprocess.DEVNULL,
            env=environment(search.tree, env), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        deadline = time.monotonic() + 30
        while not server.appends:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        started = time.monotonic()
        process.send_signal(number)
        process.communicate(timeout=30)

    assert time.monotonic() - started < 4
    assert process.returncode == code
    assert search.states() == {"Ada Bell": "unknown", "Ben Cole": "queued"}


@pytest.mark.parametrize(
    "repeated",
    [
        'NO I do not know "LOGIN nia hunter2-hunter2"',
        'BAD line too long: LOGIN "nia" "hunter2-hun',
        "NO LOGIN NIA HUNTER2-HUNTER2",
    ],
)
def test_password_that_a_server_repeats_is_cut_out(search: Search, repeated: str) -> None:
    with ImapServer(says={"LOGIN": lines("{tag} " + repeated)}) as server:
        configure(search, server, user="nia")
        ran = search.run(*SEND)
        listed = search.run("outbox")

    assert (ran.code, "***" in ran.err) == (77, True)
    assert not [each for each in ("hunter2", "HUNTER2") if each in ran.err + listed.out]


def test_password_that_a_server_repeats_as_it_was_sent_is_cut_out(search: Search) -> None:
    plain = lines("* CAPABILITY IMAP4rev1 AUTH=PLAIN", then=True)
    with ImapServer(says={"CAPABILITY": plain, "AUTHENTICATE": lines("+ ")}) as server:
        configure(search, server, user="nia")
        ran = search.run(*SEND)  # the server takes what it was told for a command, and answers to it

    assert "AG5pYQBodW50ZXIyLWh1bnRlcjI=" in server.tags
    assert (ran.code, "***" in ran.err) == (69, True)
    assert "bnRlcj" not in ran.err
