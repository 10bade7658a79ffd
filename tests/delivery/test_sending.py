"""From the command line to the message: what is looked at is what is sent; threads; limits; the user's own copy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.delivery.smtp_server import Fault, SmtpServer
from tests.program import listing, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROFILE = """\
name: Nia Pargeter
email: nia@example.com
target_titles: [Baker]
target_companies: [Fennel & Rye]
contacts:
  - {name: Ada Bell, email: ada@example.org, updates: on}
  - {name: Ben Cole, email: ben@example.org, updates: on}
news: [2026-10-09 Fennel & Rye are opening their test kitchen to visitors in November.]
"""
SEND = ("update", "--all", "--send", "--yes", "--quiet")


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    with SmtpServer() as found:
        yield found


@pytest.fixture
def env(tree: Path, server: SmtpServer) -> dict[str, str]:
    (tree / "profile.yaml").write_text(PROFILE, "utf-8")
    (tree / "config.yaml").write_text(
        f"transport: smtp\nsmtp: {{host: 127.0.0.1, port: {server.port}, security: none}}\nrate: 100000/min\n", "utf-8"
    )
    return {"JOBNET_STATE": str(tree / "state"), "JOBNET_CONFIG": str(tree / "config.yaml")}


def without_its_own(data: bytes) -> bytes:
    return re.sub(rb"^(?:Date|Message-ID): [^\r]*\r\n", b"", data, flags=re.MULTILINE)


def test_what_is_looked_at_is_what_is_sent(tree: Path, env: dict[str, str], server: SmtpServer) -> None:
    assert run("update", "--all", "-f", "eml", "-o", "eml/", "--quiet", cwd=tree, env=env).code == 0
    assert run(*SEND, cwd=tree, env=env).code == 0

    looked_at = sorted(without_its_own(path.read_bytes()) for path in (tree / "eml").iterdir())
    assert looked_at == sorted(without_its_own(each.data) for each in server.accepted)


def test_next_letter_answers_to_the_last(tree: Path, env: dict[str, str], server: SmtpServer) -> None:
    assert run(*SEND, cwd=tree, env=env).code == 0
    profile = tree / "profile.yaml"
    profile.write_text(PROFILE.replace("news: [", "news: [2026-11-09 Fennel & Rye have a new oven., "), "utf-8")
    assert run(*SEND, cwd=tree, env=env, today="2026-11-20").code == 0

    first, second = (each for each in server.accepted if each.recipient == "ada@example.org")
    assert f"In-Reply-To: {first.message_id}\r\n".encode() in second.data


def test_limit_sends_the_first_and_the_next_run_the_rest(tree: Path, env: dict[str, str], server: SmtpServer) -> None:
    ran = [run(*SEND[:-1], "--limit", "1", cwd=tree, env=env) for _ in range(3)]

    assert ([each.code for each in ran], server.recipients) == ([0, 0, 0], ["ada@example.org", "ben@example.org"])
    assert ["jobnet: 1 left for another run (--limit 1)" in each.err for each in ran] == [True, False, False]


def test_to_me_goes_to_me_and_is_recorded_as_nothing(tree: Path, env: dict[str, str], server: SmtpServer) -> None:
    before = listing(tree)

    assert run(*SEND, "--to-me", cwd=tree, env=env).code == 0
    assert (server.recipients, listing(tree)) == (["nia@example.com"] * 2, before)


def test_marked_as_sent_is_not_sent(tree: Path, env: dict[str, str], server: SmtpServer) -> None:
    assert run("update", "--to", "ada", "--mark-sent", "--quiet", cwd=tree, env=env).code == 0
    assert run(*SEND, cwd=tree, env=env).code == 0

    assert server.recipients == ["ben@example.org"]


def test_forgotten_person_is_gone_from_the_record(tree: Path, env: dict[str, str]) -> None:
    assert run(*SEND, cwd=tree, env=env).code == 0
    assert run("forget", "Ada Bell", cwd=tree, env=env).code == 0

    assert all(b"ada@example.org" not in (path.read_bytes()) for path in (tree / "state").rglob("*") if path.is_file())


def test_schedule_prints_a_line_that_runs_as_printed(tree: Path, env: dict[str, str], server: SmtpServer) -> None:
    import subprocess

    lines = run("schedule", "--cron", cwd=tree, env=env).out.splitlines()
    line = (
        next(each for each in lines if each.startswith("# 0 8 * * 1")).removeprefix("# 0 8 * * 1 ").replace("\\%", "%")
    )
    done = subprocess.run(
        ["/bin/sh", "-c", line],
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "JOBNET_TODAY": "2026-10-15"},
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr, len(server.accepted)) == (0, b"", b"", 2)


def test_refresh_writes_anew_what_waits_and_leaves_what_was_sent(
    tree: Path, env: dict[str, str], server: SmtpServer
) -> None:
    server.faults.append(Fault("RCPT", "421", 2))
    assert run(*SEND, cwd=tree, env=env).code == 75
    (tree / "profile.yaml").write_text(PROFILE.replace("in November", "in December"), "utf-8")

    refreshed = run("outbox", "refresh", "--yes", cwd=tree, env=env)
    listed = run("outbox", "list", cwd=tree, env=env).out
    sent = run("outbox", "send", "--yes", cwd=tree, env=env)

    assert (refreshed.code, refreshed.err, listed.count("waiting")) == (0, "", 1)
    assert (sent.code, server.recipients) == (0, ["ada@example.org", "ben@example.org"])
    assert [b"in December" in each.data for each in server.accepted] == [False, True]


def test_refresh_takes_back_what_is_for_somebody_who_wants_no_more(
    tree: Path, env: dict[str, str], server: SmtpServer
) -> None:
    server.faults.append(Fault("RCPT", "421", 2))
    assert run(*SEND, cwd=tree, env=env).code == 75
    (tree / "profile.yaml").write_text(PROFILE.replace("ben@example.org, updates: on", "ben@example.org"), "utf-8")

    assert run("outbox", "refresh", "--yes", cwd=tree, env=env).code == 0
    assert run("outbox", "send", "--yes", cwd=tree, env=env).code == 0
    assert server.recipients == ["ada@example.org"]


@pytest.mark.parametrize(
    ("point", "arrives"),
    [
        ("refresh-planned", b"in November"),
        ("exchange-cancelled", b"in November"),
        ("exchange-committed", b"in December"),
    ],
)
def test_refresh_that_dies_leaves_the_old_letter_or_the_new_one(
    tree: Path, env: dict[str, str], server: SmtpServer, point: str, arrives: bytes
) -> None:
    server.faults.append(Fault("RCPT", "421", 2))
    assert run(*SEND, cwd=tree, env=env).code == 75
    (tree / "profile.yaml").write_text(PROFILE.replace("in November", "in December"), "utf-8")

    died = run("outbox", "refresh", "--yes", cwd=tree, env={**env, "JOBNET_FAILPOINT": point})
    sent = run("outbox", "send", "--yes", cwd=tree, env=env)

    assert (died.code, sent.code, server.recipients) == (9, 0, ["ada@example.org", "ben@example.org"])
    assert arrives in server.accepted[1].data


def test_refresh_that_cannot_write_the_new_letter_leaves_the_old_one(
    tree: Path, env: dict[str, str], server: SmtpServer
) -> None:
    server.faults.append(Fault("RCPT", "421", 2))
    assert run(*SEND, cwd=tree, env=env).code == 75
    (tree / "profile.yaml").write_text(
        PROFILE + "applications: [{company: Fennel & Rye, position: Baker, accepted: 2026-10-14}]\n", "utf-8"
    )

    refused = run("outbox", "refresh", "--yes", cwd=tree, env=env)

    assert (refused.code, "the search is over" in refused.err) == (65, True)
    assert run("outbox", "list", cwd=tree, env=env).out.count("waiting") == 1


def test_no_configuration_is_a_configuration(tree: Path, env: dict[str, str]) -> None:
    shown = run("config", cwd=tree, env={**env, "JOBNET_CONFIG": "/dev/null"})

    assert (shown.code, shown.err, "transport: not set" in shown.out) == (0, "", True)


def test_missing_mail_program_is_named_with_its_whole_command(tree: Path, env: dict[str, str]) -> None:
    (tree / "config.yaml").write_text(
        "transport: sendmail\nsendmail: {command: [no-such-thing, -a, work mail]}\n", "utf-8"
    )

    sent = run(*SEND, cwd=tree, env=env)

    assert (sent.code, "the command is: no-such-thing -a 'work mail'" in sent.err) == (78, True)
