"""The ways out, through the real program: drafts, limits, tokens, `doctor`, and the timers that are printed."""

from __future__ import annotations

import json
import shlex
import shutil
import socket
import ssl
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import trustme

from tests.delivery.imap_server import ImapServer
from tests.delivery.smtp_server import Fault, SmtpServer
from tests.program import listing, run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Ran

SEND = ("update", "--all", "--send", "--yes", "--quiet")
PEOPLE = ("ada", "ben", "cid")


@pytest.fixture
def session(tree: Path) -> Path:
    contacts = [{"name": each.title(), "email": f"{each}@example.org", "updates": "on"} for each in PEOPLE]
    profile = {
        "name": "Nia Pargeter",
        "email": "nia@example.com",
        "target_titles": ["Baker"],
        "target_companies": ["Fennel & Rye"],
        "contacts": contacts,
        "news": ["2026-10-09 Fennel & Rye are opening their test kitchen."],
    }
    (tree / "profile.yaml").write_text(json.dumps(profile), "utf-8")
    return tree


def jobnet(session: Path, *arguments: str, env: dict[str, str] | None = None) -> Ran:
    own = {"JOBNET_STATE": str(session / "state"), "JOBNET_CONFIG": str(session / "config.yaml")}
    return run(*arguments, cwd=session, env=own | (env or {}))


def configure(session: Path, **settings: Any) -> None:
    (session / "config.yaml").write_text(json.dumps({"rate": "100000/min"} | settings), "utf-8")
    (session / "config.yaml").chmod(0o600)


def smtp(server: SmtpServer, **more: Any) -> dict[str, Any]:
    return {"host": "127.0.0.1", "port": server.port, "security": "none", "timeout": 2} | more


def drafts(server: ImapServer, **more: Any) -> dict[str, Any]:
    return {"host": "127.0.0.1", "port": server.port, "security": "none", "timeout": 2} | more


# Drafts


@pytest.mark.parametrize(
    ("folders", "named", "expected"),
    [
        ({"INBOX": "", "Drafts": "", "Entw&APw-rfe": "\\Drafts"}, None, "Entw&APw-rfe"),
        ({"INBOX": "", "drafts": ""}, None, "drafts"),
        ({"INBOX": "", "INBOX/Drafts": ""}, None, "INBOX/Drafts"),
        ({"INBOX": "", "Entw&APw-rfe": "", "Gesendet": ""}, None, "Entw&APw-rfe"),
        ({"INBOX": "", "INBOX/Brouillons": ""}, None, "INBOX/Brouillons"),
        ({"INBOX": "", "&BCcENQRABD0EPgQyBDgEOgQ4-": ""}, None, "&BCcENQRABD0EPgQyBDgEOgQ4-"),
        ({"INBOX": "", "&BCcENQRABD0EPgQyBDgEOgQ4-": ""}, "Черновики", "&BCcENQRABD0EPgQyBDgEOgQ4-"),
        ({"INBOX": "", "Drafts": "\\Drafts", "A&-B f&APw-r Nia": ""}, "a&b für Nia", "A&-B f&APw-r Nia"),
    ],
    ids=[
        "by its use",
        "by its name",
        "below the inbox",
        "German",
        "French",
        "Russian",
        "as configured, Russian",
        "as configured",
    ],
)
def test_drafts_folder_is_found_and_gets_each_letter_once(
    session: Path, folders: dict[str, str], named: str | None, expected: str
) -> None:
    with ImapServer(folders) as server:
        configure(session, transport="drafts", drafts=drafts(server, **({"folder": named} if named else {})))

        assert [jobnet(session, *SEND).code for _ in range(2)] == [0, 0]

    assert [(each.folder, each.flags) for each in server.stored] == [(expected, "\\Draft")] * 3
    assert server.folders == folders


@pytest.mark.parametrize(
    ("folders", "named", "says"),
    [
        ({"INBOX": "", "Sent": ""}, None, "no folder is plainly the one for drafts"),
        ({"INBOX": "", "Drafts": "", "Entw&APw-rfe": ""}, None, "several folders may be the one for drafts"),
        ({"INBOX": "", "Sent": ""}, "Jobs", "there is no folder Jobs"),
    ],
    ids=["none", "two", "not as configured"],
)
def test_drafts_folder_that_is_not_plain_is_asked_for_and_none_is_made(
    session: Path, folders: dict[str, str], named: str | None, says: str
) -> None:
    with ImapServer(folders) as server:
        configure(session, transport="drafts", drafts=drafts(server, **({"folder": named} if named else {})))

        ran = jobnet(session, *SEND)

    assert (ran.code, says in ran.err, "`folder: NAME`" in ran.err) == (78, True, True)
    assert (server.stored, server.folders) == ([], folders)
    assert "Drafts, Entwürfe" in ran.err or "INBOX, Sent" in ran.err


def test_doctor_says_which_folder_and_makes_none(session: Path) -> None:
    with ImapServer({"INBOX": "", "Entw&APw-rfe": ""}) as server:
        configure(session, transport="drafts", drafts=drafts(server))
        known = jobnet(session, "doctor")

    assert "drafts: ready; letters go into the folder Entwürfe; nothing was sent" in known.out
    assert set(server.folders) == {"INBOX", "Entw&APw-rfe"}


def test_doctor_makes_no_folder_for_letters(session: Path) -> None:
    configure(session, transport="folder", folder={"path": "letters"})
    before = listing(session)

    assert jobnet(session, "doctor").code == 0
    assert listing(session) == before


@pytest.mark.parametrize("stored", [True, False])
def test_draft_in_doubt_is_looked_for_and_never_stored_twice(session: Path, stored: bool) -> None:
    with ImapServer(drop_after=2, stores_when_dropping=stored) as server:
        configure(session, transport="drafts", drafts=drafts(server))

        first, second = jobnet(session, *SEND), jobnet(session, *SEND)

    assert (first.code, second.code) == (3, 0 if stored else 3)
    assert "Look in your Sent or Drafts folder, or ask" in first.err
    assert ("in doubt: Ben" in second.err) is not stored
    assert len(server.stored) == len({each.message_id for each in server.stored}) == (3 if stored else 2)


def test_draft_that_was_sent_by_hand_meanwhile_is_no_longer_in_doubt(session: Path) -> None:
    with ImapServer(drop_after=2) as server:
        configure(session, transport="drafts", drafts=drafts(server))
        assert jobnet(session, *SEND).code == 3
        lost = server.stored.pop(1)
        server.stored.append(type(lost)("Sent", "", lost.message_id, lost.data))

        assert jobnet(session, *SEND).code == 0

    assert len(server.stored) == 3


# Limits


@pytest.mark.parametrize(("key", "says"), [("daily_cap", "daily_cap of 2"), ("max_messages", "max_messages of 2")])
def test_limit_is_kept_said_and_the_rest_waits(session: Path, key: str, says: str) -> None:
    with SmtpServer() as server:
        configure(session, transport="smtp", smtp=smtp(server), **{key: 2})

        ran = jobnet(session, *SEND)
        again = jobnet(session, *SEND)

    assert (ran.code, f"the {says} is reached: 1 waiting" in ran.err) == (75, True)
    assert (again.code, len(server.recipients)) == ((75, 2) if key == "daily_cap" else (0, 3))


def test_batch_size_is_the_most_of_one_connection(session: Path) -> None:
    with SmtpServer() as server:
        configure(session, transport="smtp", smtp=smtp(server, batch_size=2))

        assert jobnet(session, *SEND).code == 0

    assert (len(server.recipients), server.connections) == (3, 2)


# Encryption and logging in


def test_token_of_a_command_logs_in_over_tls_from_the_start(session: Path) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(session / "ca.pem")
    with SmtpServer(tls=context, implicit_tls=True, features=("AUTH XOAUTH2",)) as server:
        settings = smtp(server, security="tls", user="nia")
        configure(session, transport="smtp", smtp=settings, token_command=["echo", "a-token"])

        ran = jobnet(session, *SEND, env={"SSL_CERT_FILE": str(session / "ca.pem")})

    assert (ran.code, ran.err, len(server.recipients)) == (0, "", 3)
    assert [line for line in server.heard if line.startswith("AUTH")] == [
        "AUTH XOAUTH2 dXNlcj1uaWEBYXV0aD1CZWFyZXIgYS10b2tlbgEB"
    ]
    assert all(b"a-token" not in path.read_bytes() for path in (session / "state").rglob("*") if path.is_file())


def test_token_command_that_fails_is_called_by_its_name(session: Path) -> None:
    with SmtpServer() as server:
        configure(session, transport="smtp", smtp=smtp(server, user="nia"), token_command=["false"])

        ran = jobnet(session, "doctor")

    assert (ran.code, ran.err) == (78, "jobnet: nothing to log in with: token_command (false) ended with status 1.\n")
    assert server.connections == 0


# doctor


def test_doctor_tries_the_way_out_and_sends_and_changes_nothing(session: Path) -> None:
    with SmtpServer(features=("AUTH PLAIN",)) as server:
        configure(session, transport="smtp", smtp=smtp(server, user="nia"), password_command=["echo", "secret"])
        before = listing(session)

        ran = jobnet(session, "doctor")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "sender: nia@example.com",
        "record of what was sent: none yet; it is made with the first letter sent",
        "smtp: ready; nothing was sent",
    ]
    assert (server.accepted, listing(session)) == ([], before)
    assert [line.split()[0] for line in server.heard] == ["EHLO", "AUTH", "QUIT"]


@pytest.mark.parametrize(
    ("fault", "code", "says"),
    [
        (Fault("banner", "5xx"), 69, "554"),
        (Fault("banner", "421"), 75, "421"),
        (Fault("AUTH", "5xx"), 77, "app password"),
    ],
    ids=["unusable", "busy", "login"],
)
def test_doctor_says_what_is_wrong_with_the_code_that_sending_would_end_with(
    session: Path, fault: Fault, code: int, says: str
) -> None:
    with SmtpServer(fault, features=("AUTH PLAIN",)) as server:
        configure(session, transport="smtp", smtp=smtp(server, user="nia"), password_command=["echo", "secret"])

        ran = jobnet(session, "doctor")

    assert (ran.code, says in ran.err, "secret" in ran.err) == (code, True, False)


def test_doctor_looks_into_the_record_and_at_every_transport(session: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = {"host": "127.0.0.1", "port": free.getsockname()[1], "security": "none", "timeout": 1}
    for part in ("cur", "new", "tmp"):
        (session / "mail" / part).mkdir(parents=True)
    with ImapServer() as server:
        configure(session, transport="folder", folder={"path": "letters"}, maildir={"path": str(session / "mail")},
                  drafts=drafts(server), smtp=nobody, sendmail={"command": ["no-such-thing"]})  # fmt: skip
        assert jobnet(session, *SEND).code == 0
        (session / "letters").mkdir(exist_ok=True)

        codes = {
            via: jobnet(session, "doctor", "--via", via).code
            for via in ("folder", "maildir", "drafts", "smtp", "sendmail")
        }

    assert "3 sent" in jobnet(session, "doctor").out
    assert codes == {"folder": 0, "maildir": 0, "drafts": 0, "smtp": 69, "sendmail": 78}
    assert server.stored == []
    next((session / "state").glob("*/ledger.db")).write_bytes(b"not a database")
    assert jobnet(session, "doctor").code == 74


# schedule


@pytest.fixture
def odd(session: Path) -> Path:
    """A folder whose name needs every kind of quoting."""
    odd = session / 'it\'s 100% "mine" $HOME'
    odd.mkdir()
    shutil.move(session / "profile.yaml", odd / "profile.yaml")
    return odd


def test_crontab_line_survives_the_shell_and_cron(odd: Path) -> None:
    lines = jobnet(odd, "schedule", "--cron").out.splitlines()
    recommended = next(line for line in lines if line.startswith("0 8 * * 1 "))
    assert all(recommended[at - 1] == "\\" for at, letter in enumerate(recommended) if letter == "%")

    words = shlex.split(recommended.replace("\\%", "%"))

    assert words[-2:] == ["-p", str(odd / "profile.yaml")]
    assert words[words.index("--via") + 1] == "drafts"


def test_systemd_reads_the_timer_as_it_is_meant(odd: Path, session: Path) -> None:
    printed = jobnet(odd, "schedule", "--systemd").out
    analyze = shutil.which("systemd-analyze")
    units = printed.split("# ~/.config/systemd/user/")[1:]
    for unit in units:
        name, _, text = unit.partition("\n")
        (session / name).write_text(text, "utf-8")

    assert [unit.partition("\n")[0] for unit in units] == ["jobnet.service", "jobnet.timer"]
    assert "OnCalendar=Mon 08:00\nPersistent=true\n" in printed
    assert str(odd).replace('"', '\\"').replace("%", "%%").replace("$", "$$") + '/profile.yaml"\n' in printed
    if analyze is not None:
        ran = subprocess.run(
            [analyze, "verify", "--man=no", str(session / "jobnet.service"), str(session / "jobnet.timer")],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert "jobnet." not in ran.stderr, ran.stderr
