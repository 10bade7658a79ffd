"""Against programs that other people wrote: msmtp as sendmail, Dovecot for drafts. CI installs them (tests/servers.txt)."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.delivery.smtp_server import SmtpServer
from tests.program import run

if TYPE_CHECKING:
    from collections.abc import Iterator

PROFILE = """\
name: Nia Pargeter
email: nia@example.com
target_titles: [Baker]
target_companies: [Fennel & Rye]
contacts:
  - {name: Ada Bell, email: ada@example.org, updates: on}
  - {name: Zoë Weiß, email: zoe@example.org, updates: on}
news: [2026-10-09 Fennel & Rye are opening their test kitchen to visitors in November.]
"""
SEND = ("update", "--all", "--send", "--yes", "--quiet")


def needed(program: str) -> str:
    """The program's path; where CI has none, that is a failure."""
    found = shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:/usr/lib/dovecot")
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{program} is not installed (tests/servers.txt)")
    return found


def world(tree: Path, config: str) -> dict[str, str]:
    (tree / "profile.yaml").write_text(PROFILE, "utf-8")
    (tree / "config.yaml").write_text(f"{config}\nrate: 100000/min\n", "utf-8")
    (tree / "config.yaml").chmod(0o600)
    return {"JOBNET_STATE": str(tree / "state"), "JOBNET_CONFIG": str(tree / "config.yaml")}


@pytest.mark.slow
def test_msmtp_as_sendmail_delivers_each_letter_whole_and_once(tree: Path) -> None:
    program = needed("msmtp")
    with SmtpServer() as server:
        (tree / "msmtprc").write_text(f"account default\nhost 127.0.0.1\nport {server.port}\n")
        (tree / "msmtprc").chmod(0o600)
        env = world(tree, f"transport: sendmail\nsendmail: {{command: [{program}, -C, {tree}/msmtprc, -i]}}")

        assert [run(*SEND, cwd=tree, env=env).code for _ in range(2)] == [0, 0]

    assert [(each.sender, each.recipient) for each in server.accepted] == [
        ("nia@example.com", "ada@example.org"),
        ("nia@example.com", "zoe@example.org"),
    ]
    assert all(b"test kitchen" in each.data and each.data.rstrip().endswith(b"--") for each in server.accepted)


@pytest.mark.slow
def test_msmtp_that_cannot_reach_its_server_leaves_the_letters_waiting(tree: Path) -> None:
    program = needed("msmtp")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tree / "msmtprc").write_text(f"account default\nhost 127.0.0.1\nport {port}\n")
    env = world(tree, f"transport: sendmail\nsendmail: {{command: [{program}, -C, {tree}/msmtprc, -i]}}")

    assert run(*SEND, cwd=tree, env=env).code == 75
    assert run("outbox", cwd=tree, env=env).out.count("waiting") == 2


@pytest.fixture
def dovecot(tree: Path) -> Iterator[tuple[int, Path]]:
    program = needed("dovecot")
    if os.getuid() != 0:
        pytest.skip("Dovecot wants to be started by root")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    home = Path(tempfile.mkdtemp(prefix="jobnet-dovecot-"))  # its users must be able to get there
    home.chmod(0o755)
    (home / "mail").mkdir()
    nobody = pwd.getpwnam("nobody")
    os.chown(home / "mail", nobody.pw_uid, nobody.pw_gid)
    (home / "conf").write_text(
        f"base_dir = {home}/run\nstate_dir = {home}/state\nlog_path = {home}/log\nprotocols = imap\nlisten = 127.0.0.1\n"
        "ssl = no\ndisable_plaintext_auth = no\nfirst_valid_uid = 1\n"
        f"mail_location = maildir:{home}/mail\npassdb {{\n driver = static\n args = password=secret\n}}\n"
        f"userdb {{\n driver = static\n args = uid={nobody.pw_uid} gid={nobody.pw_gid} home={home}/mail\n}}\n"
        f"service imap-login {{\n chroot =\n inet_listener imap {{\n  port = {port}\n }}\n inet_listener imaps {{\n  port = 0\n }}\n}}\n"
        "service anvil {\n chroot =\n}\nservice stats {\n chroot =\n}\n"
        "namespace inbox {\n inbox = yes\n separator = /\n mailbox Entwürfe {\n  special_use = \\Drafts\n  auto = create\n }\n}\n",
        "utf-8",
    )
    process = subprocess.Popen(
        [program, "-F", "-c", str(home / "conf")], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        deadline = time.monotonic() + 20
        while True:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            assert process.poll() is None, process.stderr and process.stderr.read()
            assert time.monotonic() < deadline
            time.sleep(0.1)
        yield port, home / "mail" / ".Entw&APw-rfe"
    finally:
        process.terminate()
        process.communicate(timeout=20)
        shutil.rmtree(home)


@pytest.mark.slow
def test_drafts_go_into_dovecot_s_drafts_folder_once_and_are_marked_as_drafts(
    tree: Path, dovecot: tuple[int, Path]
) -> None:
    env = world(
        tree,
        f"transport: drafts\ndrafts: {{host: 127.0.0.1, port: {dovecot[0]}, security: none, user: nia}}",
    )
    env["JOBNET_SMTP_PASSWORD"] = "secret"

    ran = [run(*SEND, cwd=tree, env=env) for _ in range(2)]

    assert [(each.code, each.err) for each in ran] == [(0, ""), (0, "")]
    letters = [path for part in ("new", "cur") for path in (dovecot[1] / part).iterdir()]
    assert [path.name.partition(":2,")[2] for path in letters] == ["D", "D"]
    to = sorted(line for path in letters for line in path.read_text("utf-8").splitlines() if line.startswith("To: "))
    assert to == ["To: =?utf-8?b?Wm/DqyBXZWnDnw==?= <zoe@example.org>", "To: Ada Bell <ada@example.org>"]


@pytest.mark.slow
def test_draft_whose_storing_was_not_confirmed_is_found_again_in_dovecot(tree: Path, dovecot: tuple[int, Path]) -> None:
    env = world(
        tree,
        f"transport: drafts\ndrafts: {{host: 127.0.0.1, port: {dovecot[0]}, security: none, user: nia}}",
    )
    env["JOBNET_SMTP_PASSWORD"] = "secret"

    assert run(*SEND, cwd=tree, env=env | {"JOBNET_FAILPOINT": "answered"}).code == 9
    ran = run(*SEND, cwd=tree, env=env)

    assert (ran.code, ran.err) == (0, "")
    assert len([path for part in ("new", "cur") for path in (dovecot[1] / part).iterdir()]) == 2
