"""What a user does between two runs: opts readers out, notes by hand what waits, mixes up options and numbers."""

from __future__ import annotations

import contextlib
import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.terminal import run_on_terminal
from tests.delivery.smtp_server import Fault, SmtpServer
from tests.program import environment, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.program import Ran

SEND = ("update", "--all", "--send", "--yes", "--quiet")
KITCHEN = "2026-10-09 Fennel & Rye are opening their test kitchen to visitors in November."
OVENS = "2026-10-20 Fennel & Rye have bought four new ovens."
ADA: dict[str, Any] = {"name": "Ada Bell", "email": "ada@example.org", "updates": "on"}
BEN: dict[str, Any] = {"name": "Ben Cole", "email": "ben@example.org", "updates": "on"}


class World:
    """A profile that can be changed between two runs, and a server to send to."""

    def __init__(self, tree: Path, server: SmtpServer) -> None:
        self.tree = tree
        self.server = server
        self.env = {"JOBNET_STATE": str(tree / "state"), "JOBNET_CONFIG": str(tree / "config.yaml")}
        self.config()
        self.profile(ADA, BEN)

    def config(self, more: str = "rate: 100000/min\n") -> None:
        smtp = f"{{host: 127.0.0.1, port: {self.server.port}, security: none}}"
        (self.tree / "config.yaml").write_text(f"transport: smtp\nsmtp: {smtp}\n{more}", "utf-8")

    def profile(self, *contacts: dict[str, Any], news: tuple[str, ...] = (KITCHEN,), **more: Any) -> None:
        profile = {
            "name": "Nia Pargeter",
            "email": "nia@example.com",
            "target_titles": ["Baker"],
            "target_companies": ["Fennel & Rye"],
            "contacts": list(contacts),
            "news": list(news),
        } | more
        (self.tree / "profile.yaml").write_text(json.dumps(profile, ensure_ascii=False), "utf-8")

    def run(self, *arguments: str, today: str | None = None) -> Ran:
        more: dict[str, Any] = {} if today is None else {"today": today}
        return run(*arguments, cwd=self.tree, env=self.env, **more)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        ledger = next((self.tree / "state").glob("*/ledger.db"))
        with contextlib.closing(sqlite3.connect(ledger)) as opened:
            return opened.execute(query).fetchall()


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    with SmtpServer() as found:
        yield found


@pytest.fixture
def world(tree: Path, server: SmtpServer) -> World:
    return World(tree, server)


# Addresses beyond ASCII


def test_own_address_beyond_ascii_is_announced_to_the_server(world: World, server: SmtpServer) -> None:
    world.profile(ADA, email="nía@bücher.example")

    assert world.run(*SEND).code == 0
    assert [line for line in server.heard if line.startswith("MAIL")] == [
        "MAIL FROM:<nía@xn--bcher-kva.example> SMTPUTF8"
    ]


def test_own_address_beyond_ascii_and_a_server_that_cannot_is_no_fault_of_the_reader(world: World) -> None:
    world.profile(ADA, BEN, email="nía@example.com")
    world.server.features = ()

    ran = world.run(*SEND)

    assert (ran.code, "your own address needs SMTPUTF8" in ran.err, "set `from`" in ran.err) == (69, True, True)
    assert world.rows("SELECT state FROM message") == [("queued",), ("queued",)]


# Opting out


@pytest.mark.parametrize("document", ["brief", "update"])
def test_reader_who_opted_out_after_the_plan_gets_no_mailing_of_any_kind(world: World, document: str) -> None:
    helpful = {"offered_help": "2026-10-01"}
    world.profile(ADA | helpful, BEN | helpful)
    world.server.faults.append(Fault("RCPT", "421", 1))
    assert world.run(document, *SEND[1:]).code == 75
    world.profile(ADA | helpful | {"updates": "off"}, BEN | helpful)

    ran = world.run(document, *SEND[1:])

    assert (ran.code, world.server.recipients) == (0, ["ben@example.org"])
    assert "not sent: Ada Bell" in ran.err


def test_update_that_is_forced_on_somebody_who_opted_out_is_sent_and_not_silently_dropped(world: World) -> None:
    world.profile(ADA | {"updates": "off"})
    one = ("update", "--to", "ada", "--send", "--yes", "--quiet")

    refused, forced = world.run(*one), world.run(*one, "--force")

    assert (refused.code, forced.code) == (65, 0)
    assert world.server.recipients == ["ada@example.org"]


# What changed while a letter waited


def waiting(world: World, **more: Any) -> None:
    """An update to Ada and one to Ben that wait."""
    world.profile(ADA, BEN, **more)
    world.server.faults.append(Fault("RCPT", "421", 1))
    assert world.run(*SEND).code == 75


def test_letter_that_waits_for_somebody_who_now_works_at_the_employer_is_not_sent(world: World) -> None:
    secret: dict[str, Any] = {
        "search": {"current_employer": {"name": "Old Mill", "email_domains": ["oldmill.example"]}}
    }
    waiting(world, **secret)
    world.profile(ADA | {"company": "Old Mill"}, BEN, **secret)

    ran = world.run("outbox", "send", "--yes")

    assert "not sent: Ada Bell works at Old Mill: nobody there may learn of a confidential search" in ran.err
    assert world.server.recipients == ["ben@example.org"]


def test_letter_that_waits_and_names_what_its_reader_may_not_learn_any_more_is_written_anew(world: World) -> None:
    targets: list[Any] = ["Fennel & Rye", {"name": "Tamar Valley Foods", "disclosure": "network"}]
    waiting(world, target_companies=targets)
    targets[1]["disclosure"] = "private"
    world.profile(ADA, BEN | {"trust": "trusted"}, target_companies=targets)

    ran, again = world.run("outbox", "send", "--yes"), world.run(*SEND)

    assert ran.err.count("not sent: ") == 2
    assert "Ada Bell would read what must not go any more (they may not learn of the company Tamar Valley" in ran.err
    assert (again.code, world.server.recipients) == (0, ["ada@example.org", "ben@example.org"])
    assert not any(b"Tamar" in each.data for each in world.server.accepted)


def test_letter_that_waits_and_is_still_true_goes_as_it_was_frozen(world: World) -> None:
    targets: list[Any] = ["Fennel & Rye", {"name": "Tamar Valley Foods", "disclosure": "network"}]
    waiting(world, target_companies=targets)
    world.profile(ADA, BEN, target_companies=targets, news=(KITCHEN, OVENS))

    assert world.run("outbox", "send", "--yes").code == 0
    assert [b"Tamar" in each.data for each in world.server.accepted] == [True, True]


@pytest.mark.parametrize("change", [{"id": "ada-1"}, {"name": "Ada Bell-Smith"}])
def test_letter_that_waits_for_somebody_under_another_name_or_id_goes(world: World, change: dict[str, str]) -> None:
    waiting(world)
    world.profile(ADA | change, BEN)

    ran = world.run("outbox", "send", "--yes", "--quiet")

    assert (ran.code, ran.err, world.server.recipients) == (0, "", ["ada@example.org", "ben@example.org"])


def test_refresh_writes_anew_to_who_was_renamed_and_names_who_is_gone(world: World) -> None:
    waiting(world)
    world.profile(ADA | {"name": "Ada Bell-Smith", "salutation": "Dear Ada"})

    ran = world.run("outbox", "refresh", "--yes")

    assert (ran.code, ran.err) == (0, "jobnet: left out Ben Cole: is no longer in the profile\n")
    assert world.rows("SELECT name, state FROM message WHERE state != 'cancelled'") == [("Ada Bell-Smith", "queued")]


def test_good_news_is_not_preceded_by_the_update_that_waited(world: World) -> None:
    waiting(world)
    world.profile(ADA, BEN, applications=[{"company": "Fennel & Rye", "position": "Baker", "accepted": "2026-10-14"}])

    ran = world.run("outbox", "send", "--yes")

    assert ran.err.count("would read that you are still searching, and you accepted Baker at Fennel & Rye") == 2
    assert (ran.code, world.server.recipients) == (0, [])


# One mailbox, two people


def test_who_shares_a_mailbox_hears_on_when_the_other_opts_out(world: World) -> None:
    couple = BEN | {"email": "Ada@example.org"}
    world.profile(ADA, couple)
    assert world.run(*SEND).code == 0
    world.profile(ADA | {"updates": "off"}, couple, news=(KITCHEN, OVENS))

    ran = world.run(*SEND, today="2026-11-20")

    assert (ran.code, ran.err) == (0, "")
    assert world.rows("SELECT name FROM message") == [("Ada Bell",), ("Ben Cole",)]
    assert (b"test kitchen" in world.server.accepted[1].data, b"ovens" in world.server.accepted[1].data) == (
        False,
        True,
    )


def test_what_came_into_a_shared_mailbox_is_reported_once(world: World) -> None:
    world.profile(ADA, BEN | {"email": "ada@example.org"})
    assert world.run(*SEND).code == 0

    assert world.run("report", "--format", "csv").out.count("progress update") == 1


# By hand


def test_note_by_hand_names_the_letter_that_waits(world: World) -> None:
    world.server.faults.append(Fault("RCPT", "421", 1))
    assert world.run(*SEND).code == 75

    noted = world.run("update", "--to", "ada", "--mark-sent", "--quiet")
    assert (noted.code, "jobnet outbox resolve 1 --sent" in noted.err) == (0, True)

    assert world.run("outbox", "resolve", "1", "--sent").code == 0
    assert world.run(*SEND).code == 0
    assert world.server.recipients == ["ben@example.org"]


def test_refused_letter_that_did_arrive_counts_as_told(world: World) -> None:
    world.profile(ADA)
    world.server.faults.append(Fault("RCPT", "5xx", 1))
    assert world.run(*SEND).code == 4
    assert world.rows("SELECT count(*) FROM told") == [(0,)]

    assert world.run("outbox", "resolve", "1", "--sent").code == 0

    assert world.rows("SELECT reader, message FROM told") == [("ada@example.org", 1)] * 2
    assert (world.run(*SEND, "--now").code, world.server.recipients) == (0, [])


# Options and numbers


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--send", "--mark-sent", "--yes"), "Use one of them"),
        (("--mark-sent", "--to-me"), "Use one of them"),
        (("--to-me",), "add --send"),
        (("--mark-sent", "--format", "md", "--output", "letters/"), "writes nothing: print them first"),
        (("--send", "--yes", "-o", "letters/"), "writes nothing: print them first"),
        (("--mark-sent", "--open"), "writes nothing: print them first"),
    ],
)
def test_options_that_contradict_each_other_do_nothing(world: World, options: tuple[str, ...], says: str) -> None:
    ran = world.run("update", "--all", *options)

    assert (ran.code, ran.out, says in ran.err) == (2, "", True)
    assert not (world.tree / "state").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("send", "1", "--yes"), "takes no number"),
        (("refresh", "1", "--yes"), "takes no number"),
        (("list", "--sent"), "belong to"),
        (("send", "--resend", "--yes"), "belong to"),
        (("show", "99999999999999999999"), "there is no message 99999999999999999999"),
        (("resolve", "99999999999999999999", "--sent"), "there is no message 99999999999999999999"),
        (("resolve", "0", "--sent"), "there is no message 0"),
    ],
)
def test_outbox_words_that_make_no_sense_send_and_change_nothing(
    world: World, words: tuple[str, ...], says: str
) -> None:
    world.server.faults.append(Fault("RCPT", "421", 1))
    assert world.run(*SEND).code == 75

    ran = world.run("outbox", *words)

    assert (ran.code, ran.out, says in ran.err) == (2, "", True), ran.err
    assert world.server.recipients == []
    assert world.rows("SELECT state FROM message") == [("queued",), ("queued",)]


def test_objection_at_sending_is_said_once(world: World) -> None:
    assert world.run(*SEND).code == 0

    ran = world.run("update", "--to", "ada", "--again", "--send", "--yes")

    assert (ran.code, ran.err.count("[UPD-08]")) == (65, 1)


# To me


def test_copies_to_me_keep_the_pace_and_say_who_was_left_out(world: World) -> None:
    world.config("rate: 30/min\n")
    world.profile(ADA, BEN, {"name": "Eve Mill", "company": "Old Mill", "email": "eve@example.org", "updates": "on"},
                  search={"current_employer": "Old Mill"})  # fmt: skip

    started = time.monotonic()
    ran = world.run(*SEND, "--to-me")

    assert time.monotonic() - started > 2
    assert (ran.code, "left out Eve Mill" in ran.err) == (4, True)
    assert world.server.recipients == ["nia@example.com"] * 2


def test_copies_to_me_that_break_off_say_how_many_went(world: World) -> None:
    world.server.faults.append(Fault("RCPT", "close", 2))

    ran = world.run(*SEND, "--to-me")

    assert (ran.code, "1 of 2 letters went to you" in ran.err) == (75, True)
    assert world.server.recipients == ["nia@example.com"]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_copies_to_me_that_are_stopped_say_how_many_went(world: World, number: signal.Signals, code: int) -> None:
    world.server.faults.append(Fault("RCPT", "silence", 2))
    process = subprocess.Popen(
        [sys.executable, "-m", "jobnet", *SEND, "--to-me"], cwd=world.tree, stdin=subprocess.DEVNULL,
        env=environment(world.tree, world.env), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    deadline = time.monotonic() + 20
    while world.server.counts.get("RCPT", 0) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(number)
    _, said = process.communicate(timeout=20)

    assert (process.returncode, "1 of 2 letters went to you" in said) == (code, True)


# The question


def test_question_counts_only_what_would_go(world: World) -> None:
    world.server.faults.append(Fault("RCPT", "421", 1))
    assert world.run(*SEND).code == 75

    asked = run_on_terminal("outbox", "send", "--limit", "1", cwd=world.tree, env=world.env, typed="n\n")

    assert "Send 1 by smtp?" in asked.out
    assert ("Ada Bell" in asked.out, "Ben Cole" in asked.out) == (True, False)


def test_refresh_asks_and_says_what_is_lost(world: World) -> None:
    """The new letters are made from the profile alone: a line of one's own is not in it."""
    world.server.faults.append(Fault("RCPT", "421", 1))
    assert world.run("update", "--to", "Ada", "--line", "Say hello to Rex.", "--send", "--yes").code == 75

    asked = run_on_terminal("outbox", "refresh", cwd=world.tree, env=world.env, typed="n\n")

    assert "Take back 1 waiting, and write anew without --line, --edit and --locale?" in asked.out


# What is seen of it


def test_bar_grows_on_a_terminal_and_is_wiped_before_the_account(world: World) -> None:
    shown = run_on_terminal("update", "--all", "--send", "--quiet", cwd=world.tree, env=world.env, typed="y\n")

    assert shown.code == 0
    bars = re.findall(r"\r\x1b\[K(\[[#.]{20}\] \d of \d: [^\r]*)", shown.out)
    assert bars == ["[##########..........] 1 of 2: Ada Bell", "[####################] 2 of 2: Ben Cole"]
    assert shown.out.endswith("\r\x1b[Kjobnet: sent: 2\n")


def test_terminal_that_can_do_nothing_gets_lines(world: World) -> None:
    shown = run_on_terminal(
        "update", "--all", "--send", "--yes", "--quiet", cwd=world.tree, env=world.env | {"TERM": "dumb"}
    )

    assert shown.out == "jobnet: 1 of 2: Ada Bell\njobnet: 2 of 2: Ben Cole\njobnet: sent: 2\n"
