"""Rows 35-37, 51, 53, 59, 60, 90-92 and 104-143 of the table of bad inputs and faults, through the real program."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import trustme
from tests.delivery.smtp_server import Fault, SmtpServer
from tests.program import Ran, environment, listing, run

from jobnet.delivery.config import secret_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PEOPLE = ("ada", "ben", "cid")
NEWS = "2026-10-09 Fennel & Rye are opening their test kitchen to visitors in November."
SEND = ("update", "--all", "--send", "--yes")


def contact(name: str, **more: str) -> dict[str, str]:
    return {
        "name": name.title(),
        "email": f"{name}@example.org",
        "updates": "on",
        "salutation": f"Dear {name.title()}",
    } | more


def write_profile(tree: Path, *contacts: dict[str, str], news: str = NEWS, email: str = "nia@example.com") -> None:
    people = "".join(f"  - {json.dumps(each, ensure_ascii=False)}\n" for each in contacts or map(contact, PEOPLE))
    (tree / "profile.yaml").write_text(
        f"name: Nia Pargeter\nemail: {email}\ntarget_titles: [Baker]\ntarget_companies: [Fennel & Rye]\n"
        f"contacts:\n{people}news: [{json.dumps(news, ensure_ascii=False)}]\n",
        "utf-8",
    )


class Here:
    """A folder with a profile and a configuration, and what can be asked of it."""

    def __init__(self, tree: Path) -> None:
        self.tree = tree
        self.state = tree.parent / f"state-{tree.name}"
        self.config_file = tree.parent / f"config-{tree.name}.yaml"
        self.env = {"JOBNET_STATE": str(self.state), "JOBNET_CONFIG": str(self.config_file)}
        write_profile(tree)
        self.config("transport: folder\nfolder: {path: out}")

    def config(self, text: str) -> None:
        self.config_file.write_text(
            f"{text}\nrate: 100000/min\n".replace("path: out", f"path: {self.tree}/out"), "utf-8"
        )
        self.config_file.chmod(0o600)

    def smtp(self, server: SmtpServer, **more: object) -> None:
        settings = {"host": "127.0.0.1", "port": server.port, "security": "none", "timeout": 2} | more
        self.config(f"transport: smtp\nsmtp: {json.dumps(settings)}")

    def run(self, *arguments: str, env: dict[str, str] | None = None, **more: object) -> Ran:
        return run(*(arguments or SEND), cwd=self.tree, env=self.env | (env or {}), **more)  # type: ignore[arg-type]

    def start(self, *arguments: str, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "jobnet", *(arguments or SEND)], cwd=self.tree, stdin=subprocess.DEVNULL,
            env=environment(self.tree, self.env | (env or {})), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    @property
    def ledger(self) -> Path:
        return next(self.state.glob("*/ledger.db"))

    def states(self) -> dict[str, str]:
        with contextlib.closing(sqlite3.connect(self.ledger)) as ledger:
            return dict(ledger.execute("SELECT person, state FROM message ORDER BY id"))

    def rows(self, columns: str) -> list[tuple[object, ...]]:
        with contextlib.closing(sqlite3.connect(self.ledger)) as ledger:
            return ledger.execute(f"SELECT {columns} FROM message ORDER BY id").fetchall()  # noqa: S608


@pytest.fixture
def here(tree: Path) -> Here:
    folder = tree / "work"
    folder.mkdir()
    return Here(folder)


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    with SmtpServer(features=("AUTH PLAIN LOGIN",)) as found:
        yield found


def shaped(ran: Ran, code: int, *parts: str) -> None:
    """The exit code, one line a problem, no traceback, and these words."""
    assert ran.code == code, ran.err
    assert all(line.startswith("jobnet: ") for line in ran.err.splitlines()), ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""
    for part in parts:
        assert part in ran.err, ran.err


def wait_for(what: Callable[[], bool]) -> None:
    """Until it is so; not for ever."""
    deadline = time.monotonic() + 20
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.02)


ALL_SENT = dict.fromkeys(PEOPLE, "sent")
ALL_WAIT = dict.fromkeys(PEOPLE, "queued")


# B, C, D, F: contacts, time, addresses, selection


def test_035_contact_without_email_is_listed_under_all_and_refused_when_named(here: Here) -> None:
    write_profile(here.tree, contact("ada"), {"name": "Ben", "updates": "on"})

    shaped(here.run(), 0, "Ben", "no email address")
    shaped(here.run("update", "--to", "Ben", "--send", "--yes"), 65, "no email")
    assert here.states() == {"ada": "sent"}


def test_036_two_contacts_with_one_address_get_one_letter(here: Here) -> None:
    write_profile(here.tree, contact("ada"), contact("ben", email="Ada@Example.ORG"))

    shaped(here.run(), 0, "same address as Ada")
    assert here.states() == {"ada": "sent"}


def test_037_one_name_with_two_addresses_is_two_readers(here: Here) -> None:
    write_profile(here.tree, contact("ada", id="ada1"), contact("ada", id="ada2", email="ada@example.com"))

    assert here.run().code == 0
    assert here.states() == {"ada1": "sent", "ada2": "sent"}


def test_051_dates_with_and_without_time_zone_never_meet(here: Here) -> None:
    assert here.run(env={"TZ": "Pacific/Kiritimati"}).code == 0
    assert here.run(env={"TZ": "Pacific/Midway"}).code == 0
    assert here.states() == ALL_SENT


@pytest.mark.parametrize("shift", ["-2d", "+4y"])
def test_053_clock_that_jumps_tells_nobody_twice(here: Here, shift: str) -> None:
    faketime = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
    if faketime is None:
        pytest.fail("libfaketime is missing") if os.environ.get("CI") else pytest.skip("libfaketime is not installed")
    assert here.run().code == 0
    before = here.states()

    ran = here.run(env={"LD_PRELOAD": str(faketime), "FAKETIME": shift})

    assert (ran.code, here.states()) == (0, before)
    ran = here.run("update", "--to", "ada", "--again", "--now", "--force", "--send", "--yes",
                   env={"LD_PRELOAD": str(faketime), "FAKETIME": shift})  # fmt: skip
    assert ("the clock says" in ran.err) == (shift == "-2d")
    assert len(here.rows("id")) == 4


def test_059_idn_domain_goes_out_in_its_ascii_form(here: Here, server: SmtpServer) -> None:
    write_profile(here.tree, contact("ada", email="ada@bücher.example"))
    here.smtp(server)

    assert here.run().code == 0
    assert [(each.recipient, b"ada@xn--bcher-kva.example" in each.data) for each in server.accepted] == [
        ("ada@xn--bcher-kva.example", True)
    ]


def test_060_local_part_beyond_ascii_is_refused_without_smtputf8_and_others_are_sent(
    here: Here, server: SmtpServer
) -> None:
    write_profile(here.tree, contact("ada", email="jürgen@example.org"), contact("ben"))
    here.smtp(server)

    shaped(here.run(), 4, "SMTPUTF8", "Ada")
    assert here.states() == {"ada": "refused", "ben": "sent"}


def test_090_nothing_new_is_silent_and_5_only_when_asked(here: Here) -> None:
    assert here.run(*SEND, "--quiet").code == 0

    again = here.run(*SEND, "--quiet")

    assert (again.code, again.out, again.err) == (0, "", "")
    assert here.run(*SEND, "--quiet", "--fail-if-empty").code == 5
    assert here.states() == ALL_SENT


def test_091_edited_entry_is_not_told_again(here: Here) -> None:
    write_profile(here.tree, contact("ada"))
    profile = here.tree / "profile.yaml"
    profile.write_text(
        profile.read_text().replace(
            "news: [", 'news: [{id: kitchen, date: 2026-10-09, headline: "An old wording."}]\nx-old: ['
        ),
        "utf-8",
    )
    assert here.run().code == 0
    profile.write_text(profile.read_text().replace("An old wording.", "Quite another wording."), "utf-8")

    assert here.run(*SEND, "--now").code == 0
    assert here.rows("person, state") == [("ada", "sent")]


def test_092_contact_removed_or_opted_out_after_the_plan_gets_nothing(here: Here, server: SmtpServer) -> None:
    here.smtp(server)
    assert here.run(env={"JOBNET_FAILPOINT": "plan-committed"}).code == 9
    assert here.states() == ALL_WAIT
    write_profile(here.tree, contact("ada", updates="off"), contact("ben"))

    shaped(here.run(), 0, "Ada wants no more updates", "Cid is no longer in the profile")
    assert here.states() == {"ada": "cancelled", "ben": "sent", "cid": "cancelled"}
    assert server.recipients == ["ben@example.org"]


# H: environment, configuration, secrets


def test_104_works_with_cron_s_environment_and_a_home_that_cannot_be_written(here: Here) -> None:
    env = {
        "PATH": "/usr/bin:/bin",
        "LANG": "C",
        "HOME": str(here.tree.parent / "closed" / "home"),
        "XDG_CONFIG_HOME": "relative",
        "XDG_STATE_HOME": "relative",
    }

    (here.tree.parent / "closed").mkdir(mode=0o500)
    here.env |= env
    assert without_rights(here).code == 0
    assert listing(here.tree.parent / "closed") == {}
    assert (here.state.stat().st_mode & 0o777, here.ledger.stat().st_mode & 0o777) == (0o700, 0o600)
    assert not (here.tree / "relative").exists()


def test_104_relative_xdg_folders_are_not_honoured(here: Here) -> None:
    ran = run("config", cwd=here.tree, env={"XDG_CONFIG_HOME": "relative", "XDG_STATE_HOME": "relative"})

    assert "relative/jobnet" not in ran.out


def without_rights(here: Here, *arguments: str) -> Ran:
    """Run so that permissions count: root without the right to ignore them."""
    drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
    done = subprocess.run(
        [*(drop if os.getuid() == 0 else []), sys.executable, "-m", "jobnet", *(arguments or SEND)], cwd=here.tree,
        env=environment(here.tree, here.env), capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False, timeout=60,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)


def test_105_state_folder_that_cannot_be_written(here: Here) -> None:
    here.state.mkdir(mode=0o500)

    shaped(without_rights(here), 73, str(here.state), "JOBNET_STATE")
    assert listing(here.state) == {}


def test_105_state_folder_below_a_file(here: Here) -> None:
    (here.tree.parent / "file").write_text("")

    shaped(here.run(env={"JOBNET_STATE": str(here.tree.parent / "file" / "state")}), 73, "file")


def test_106_password_in_a_file_that_others_read(here: Here) -> None:
    here.config("transport: smtp\nsmtp: {host: 127.0.0.1, security: none, user: nia, password: hunter2}")
    here.config_file.chmod(0o644)

    ran = here.run()

    shaped(ran, 78, f"chmod 600 {here.config_file}", "password_command", f"{here.config_file}:2:")
    assert "hunter2" not in ran.err


def test_106_file_that_names_programs_and_that_others_may_write(here: Here) -> None:
    here.config("transport: smtp\nsmtp: {host: 127.0.0.1, security: none, user: nia}\npassword_command: [echo, x]")
    here.config_file.chmod(0o666)

    shaped(here.run(), 78, f"chmod 600 {here.config_file}")


@pytest.mark.parametrize("key", ["password_command", "token_command", "sendmail: {command"])
def test_106_command_that_is_a_text_is_refused_and_not_repeated(here: Here, key: str) -> None:
    closing = "}" if "{" in key else ""
    here.config(f"transport: sendmail\n{key}: echo topsecret{closing}")

    ran = here.run("config")

    shaped(ran, 78, f"{here.config_file}:2:", "Write it as a list of words: [pass, show, mail].")
    assert "topsecret" not in ran.out + ran.err


def test_106_config_shows_the_first_word_of_a_command(here: Here) -> None:
    here.config(
        "password_command: [echo topsecret]\ntoken_command: [cat, topsecret]\nsendmail: {command: [a, topsecret]}"
    )

    ran = here.run("config")

    assert (ran.code, "topsecret" in ran.out) == (0, False)
    assert [line.partition(" (")[0] for line in ran.out.splitlines() if "…" in line] == [
        "sendmail: a …",
        "password_command: echo …",
        "token_command: cat …",
    ]


def test_106_config_that_is_no_file_or_too_large_is_refused_at_once(here: Here) -> None:
    fifo = here.tree.parent / "fifo"
    os.mkfifo(fifo)
    large = here.tree.parent / "large"
    large.write_text("# much\n" * 100_000)

    for path, said in ((fifo, "a FIFO"), ("/dev/zero", "a device"), (here.tree, "a directory"), (large, "larger than")):
        shaped(here.run("config", env={"JOBNET_CONFIG": str(path)}), 78, str(path), said)


@pytest.mark.parametrize("ledger", ["/", ".", "~"])
def test_106_record_that_would_be_a_folder_is_refused_before_anything_is_made(here: Here, ledger: str) -> None:
    here.config(f"transport: folder\nfolder: {{path: out}}\nledger: {ledger}")
    (here.tree.parent / f".home-{here.tree.name}").mkdir(exist_ok=True)
    before = listing(here.tree.parent)

    shaped(here.run(), 78, f"{here.config_file}:3:", "is a folder", "ledger.db")
    assert listing(here.tree.parent) == before


@pytest.mark.parametrize("setting", ["sendmail: {command: ['']}", "sendmail: {command: []}", "password_command: ['']"])
def test_106_command_without_a_program_is_a_mistake(here: Here, setting: str) -> None:
    here.config(f"transport: sendmail\n{setting}")

    shaped(here.run(), 78, f"{here.config_file}:2:", "names no program")


def test_106_config_that_is_a_list_is_not_taken_for_a_profile(here: Here) -> None:
    here.config_file.write_text("- transport: smtp\n")

    ran = here.run("config")

    shaped(ran, 78, "found a list", "`key: value` lines")
    assert "name:" not in ran.err


@pytest.mark.parametrize("option", ["--send", "--mark-sent"])
@pytest.mark.parametrize(
    ("command", "said"), [("update", "An update"), ("brief", "A brief"), ("landed", "An announcement")]
)
def test_111_a_letter_to_nobody_in_particular_is_not_sent(here: Here, command: str, said: str, option: str) -> None:
    ran = here.run(command, option, "--yes")

    done = "sent" if option == "--send" else "recorded"
    shaped(ran, 2, f"{said} to nobody in particular cannot be {done}: add --to WHO, --group NAME or --all.")
    assert not here.state.exists()


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["sh", "-c", "echo topsecret; echo no key >&2; exit 3"], "ended with status 3: no key"),
        (["sleep", "60"], "did not finish within 10 seconds"),
        (["true"], "printed nothing"),
        (["sh", "-c", "echo; echo topsecret"], "printed nothing"),
        (["/no/such/program"], "cannot be run"),
        (["sh", "-c", "cat >/dev/null; exit 1"], "ended with status 1"),
    ],
    ids=["fails", "hangs", "nothing", "empty-first-line", "missing", "reads-stdin"],
)
def test_107_password_command_that_gives_no_password(
    here: Here, server: SmtpServer, command: list[str], says: str
) -> None:
    settings = {"host": "127.0.0.1", "port": server.port, "security": "none", "user": "nia"}
    here.config(f"transport: smtp\nsmtp: {json.dumps(settings)}\npassword_command: {json.dumps(command)}")

    ran = here.run()

    assert ran.code == 78
    assert says in ran.err
    assert "topsecret" not in ran.err
    assert (server.connections, here.states()) == (0, ALL_WAIT)


def test_107_a_password_command_may_leave_a_program_behind() -> None:
    assert secret_from(["sh", "-c", "sleep 30 & echo topsecret"]) == "topsecret"


def test_107_what_a_password_command_prints_without_end_is_not_kept() -> None:
    limit = (500 * 1024**2,) * 2
    program = f"""if True:
        import resource
        from jobnet.delivery.config import secret_from
        resource.setrlimit(resource.RLIMIT_AS, {limit})
        secret_from(["yes"])
    """
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert "did not finish within 10 seconds" in ran.stderr


def test_108_109_no_password_and_no_terminal(here: Here, server: SmtpServer) -> None:
    here.smtp(server, user="nia")

    ran = here.run()

    assert ran.code == 78
    assert "password_command" in ran.err
    assert server.connections == 0


def test_110_password_is_nowhere(here: Here) -> None:
    with SmtpServer(Fault("AUTH", "5xx"), features=("AUTH PLAIN",)) as server:
        here.smtp(server, user="nia")
        ran = here.run(env={"JOBNET_SMTP_PASSWORD": "hunter2hunter2", "JOBNET_DEBUG": "1"})
        shown = here.run("config", env={"JOBNET_SMTP_PASSWORD": "hunter2hunter2"})

    assert ran.code == 77
    for text in (ran.err, ran.out, shown.out, shown.err):
        assert "hunter2" not in text
    assert all(b"hunter2" not in path.read_bytes() for path in here.state.rglob("*") if path.is_file())


def test_111_unknown_option_and_value(here: Here) -> None:
    assert here.run("update", "--all", "--sendd").code == 2
    assert here.run("update", "--all", "--send", "--via", "pigeon").code == 2
    assert here.run("outbox", "frobnicate").code == 2
    assert not here.state.exists()


def test_112_no_terminal_and_no_yes(here: Here) -> None:
    shaped(here.run("update", "--all", "--send"), 2, "--yes")
    assert not here.state.exists()


def test_112_no_transport(here: Here) -> None:
    here.config("reply_to: nia@example.com")

    shaped(here.run(), 78, "transport")
    assert not here.state.exists()


# I: the ledger


def known(here: Here) -> dict[str, bytes | None]:
    """What lies in the state folder, but for the note of who held the lock last."""
    return {name: content for name, content in listing(here.state).items() if not name.endswith(".holder")}


def test_113_ledger_that_is_gone(here: Here) -> None:
    assert here.run().code == 0
    here.ledger.unlink()
    before = listing(here.tree), known(here)

    shaped(here.run(*SEND, "--now", "--again", "--force", "--quiet"), 74, "missing", "ledger.born")
    assert (listing(here.tree), known(here)) == before


def test_113_ledger_older_than_it_was(here: Here) -> None:
    assert here.run("update", "--to", "ada", "--send", "--yes").code == 0
    old = here.ledger.read_bytes()
    assert here.run("update", "--to", "ben", "--send", "--yes").code == 0
    here.ledger.write_bytes(old)

    shaped(here.run(), 74, "older", "ledger.born")


@pytest.mark.parametrize("content", [b"", b"not a database", b"truncated"], ids=["empty", "text", "truncated"])
def test_114_ledger_that_is_no_ledger_stops_sending_but_not_printing(here: Here, content: bytes) -> None:
    assert here.run().code == 0
    here.ledger.write_bytes(here.ledger.read_bytes()[:5000] if content == b"truncated" else content)
    before = known(here)

    ran = here.run(*SEND, "--now", "--again", "--force")
    assert ran.code == 74
    assert "record of who was told" in ran.err
    assert here.run("brief").code == 0
    assert here.run("update", "--to", "ada", "-f", "eml", "--again", "--force").code == 0
    assert known(here) == before


@pytest.mark.parametrize("content", [None, b"", b"not a database", b"truncated"])
def test_114_history_of_a_record_that_is_lost_says_so_and_not_that_nothing_was_sent(
    content: bytes | None, here: Here
) -> None:
    assert here.run().code == 0
    ledger = here.ledger
    whole = ledger.read_bytes()
    ledger.unlink()
    if content is not None:
        ledger.write_bytes(whole[:5000] if content == b"truncated" else content)

    shaped(here.run("history"), 74, "record of who was told")
    listed = here.run("history", "-f", "json")
    assert (listed.code, listed.out) == (74, "[]\n")


def test_115_ledger_of_a_newer_version(here: Here) -> None:
    assert here.run().code == 0
    with contextlib.closing(sqlite3.connect(here.ledger)) as ledger:
        ledger.execute("PRAGMA user_version = 99")

    shaped(here.run(*SEND, "--now", "--again", "--force"), 78, "Upgrade jobnet")
    shaped(here.run("history"), 78, "Upgrade jobnet")


def test_116_ledger_that_cannot_be_written_stops_before_any_connection(here: Here, server: SmtpServer) -> None:
    assert here.run().code == 0
    here.smtp(server)
    here.ledger.chmod(0o400)

    shaped(without_rights(here, *SEND, "--now", "--again", "--force", "--quiet"), 74, str(here.ledger))
    assert server.connections == 0


@pytest.mark.parametrize(("when", "state"), [("before", "queued"), ("after", "sending")])
def test_117_disk_full_at_a_commit(here: Here, server: SmtpServer, when: str, state: str) -> None:
    strace = shutil.which("strace") or ""
    if not strace:
        pytest.fail("strace is missing") if os.environ.get("CI") else pytest.skip("strace is not installed")
    write_profile(here.tree, contact("ada"))
    here.smtp(server)
    assert here.run(env={"JOBNET_FAILPOINT": "plan-committed"}).code == 9
    # The nth write into the journal or the database, counted from the first connection on.
    trace = here.tree.parent / "trace"
    argv = [strace, "-f", "-o", str(trace), "-e", "trace=pwrite64,connect"]
    copy = here.state.with_name("copy")
    shutil.copytree(here.state, copy)
    subprocess.run(
        [*argv, sys.executable, "-m", "jobnet", *SEND],
        cwd=here.tree,
        env=environment(here.tree, here.env),
        check=False,
        capture_output=True,
    )
    calls = [
        line.split()[1].partition("(")[0]
        for line in trace.read_text().splitlines()
        if "pwrite64(" in line or "connect(" in line
    ]
    first = calls[: calls.index("connect")].count("pwrite64") + 1
    writes = calls.count("pwrite64")
    shutil.rmtree(here.state)
    shutil.copytree(copy, here.state)
    server.accepted.clear()
    nth = first if when == "before" else first + (writes - first + 1) // 2

    done = subprocess.run(
        [*argv, "-e", f"inject=pwrite64:error=ENOSPC:when={nth}+", sys.executable, "-m", "jobnet", *SEND], cwd=here.tree,
        env=environment(here.tree, here.env), check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip

    assert done.returncode in ({74} if when == "before" else {3, 74}), done.stderr
    assert (here.states(), len(server.accepted)) == ({"ada": state}, int(when == "after"))
    assert here.run().code == (0 if when == "before" else 3)
    assert len(server.accepted) == 1


def test_118_ledger_unlinked_while_sending_stops_before_the_next_dot(here: Here) -> None:
    with SmtpServer() as server:
        accept = server.accept

        def unlink_and_accept(message: object) -> None:
            accept(message)  # type: ignore[arg-type]
            here.ledger.unlink()

        server.accept = unlink_and_accept  # type: ignore[method-assign]
        here.smtp(server)
        ran = here.run()

        assert (ran.code, server.recipients) == (74, ["ada@example.org"])
        assert "ledger.db" in ran.err


def test_119_ledger_on_a_network_file_system() -> None:
    from jobnet.delivery.ledger.location import check_local
    from jobnet.errors import JobnetError

    mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/home /home nfs4 rw 0 0\n/dev/sdb1 /home/nia/local ext4 rw 0 0\n"
    with pytest.raises(JobnetError, match="network file system \\(nfs4\\)") as refused:
        check_local(Path("/home/nia/.local/state/jobnet"), mounts)

    assert refused.value.exit_code == 78
    check_local(Path("/home/nia/local/jobnet"), mounts)
    check_local(Path("/var/lib"), mounts)


@pytest.mark.parametrize("stopped", [False, True], ids=["120", "121"])
def test_120_121_second_one_is_told_who_is_sending(here: Here, stopped: bool) -> None:
    with SmtpServer(Fault("MAIL", "silence")) as server:
        here.smtp(server, timeout=20)
        first = here.start()
        try:
            wait_for(lambda: server.counts.get("MAIL", 0) == 1)
            if stopped:
                first.send_signal(signal.SIGSTOP)
            shaped(here.run(), 75, f"process {first.pid}", "since 20")
        finally:
            first.kill()
            first.communicate()


def test_122_killed_run_is_completed_by_the_next(here: Here, server: SmtpServer) -> None:
    here.smtp(server)
    assert here.run(env={"JOBNET_FAILPOINT": "settled:2"}).code == 9
    assert here.run().code == 0
    assert (here.states(), sorted(server.recipients)) == (ALL_SENT, [f"{name}@example.org" for name in PEOPLE])


def test_122_run_killed_between_the_two_commits_leaves_one_in_doubt_for_the_user(
    here: Here, server: SmtpServer
) -> None:
    here.smtp(server)
    assert here.run(env={"JOBNET_FAILPOINT": "claimed:2"}).code == 9

    ran = here.run()

    shaped(ran, 3, "in doubt: Ben <ben@example.org>", "jobnet outbox resolve 2 --sent")
    assert here.states() == {"ada": "sent", "ben": "unknown", "cid": "sent"}
    assert here.run("outbox").code == 3
    assert here.run("outbox", "resolve", "2", "--resend").code == 0
    assert here.run("outbox", "send", "--yes").code == 0
    assert (here.states(), sorted(server.recipients)) == (ALL_SENT, [f"{name}@example.org" for name in PEOPLE])


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_123_signal_while_the_dot_is_unanswered_leaves_it_in_doubt(
    here: Here, number: signal.Signals, code: int
) -> None:
    with SmtpServer(Fault("dot", "silence", 2, accepts=True)) as server:
        here.smtp(server)
        process = here.start()
        wait_for(lambda: len(server.accepted) == 2)
        process.send_signal(number)
        started = time.monotonic()
        _, err = process.communicate(timeout=30)

        assert (process.returncode, time.monotonic() - started < 8) == (code, True)
        assert "in doubt: Ben" in err
        assert here.states() == {"ada": "sent", "ben": "unknown", "cid": "queued"}


def test_123_signal_before_the_dot_stops_at_once(here: Here) -> None:
    with SmtpServer(Fault("RCPT", "silence", 2)) as server:
        here.smtp(server, timeout=20)
        process = here.start()
        wait_for(lambda: server.counts.get("RCPT", 0) == 2)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=5)

        assert (process.returncode, here.states()) == (143, {"ada": "sent", "ben": "queued", "cid": "queued"})


# J: SMTP


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.mark.parametrize("host", ["127.0.0.1", "no-such-host.invalid"])
def test_124_server_that_cannot_be_reached(here: Here, host: str) -> None:
    port = free_port()
    security = "none" if host == "127.0.0.1" else "tls"
    here.config(f"transport: smtp\nsmtp: {{host: {host}, port: {port}, security: {security}, timeout: 2}}")

    shaped(here.run(), 69, f"{host}:{port}")
    assert here.states() == ALL_WAIT


@pytest.mark.parametrize(
    ("fault", "code", "says"),
    [
        (Fault("banner", "5xx"), 69, "554"),
        (Fault("banner", "421"), 75, "421"),
        (Fault("banner", "garbage"), 69, "\\x1b]0;owned\\x07"),
        (Fault("banner", "silence"), 69, "no reply in time"),
        (Fault("banner", "garbage", reply=b"HTTP/1.1 400 Bad Request\r\n"), 69, "HTTP/1.1 400"),
    ],
    ids=["554", "421", "garbage", "silence", "http"],
)
def test_125_banner(here: Here, fault: Fault, code: int, says: str) -> None:
    with SmtpServer(fault) as server:
        here.smtp(server, timeout=1)
        shaped(here.run(), code, says)
    assert here.states() == ALL_WAIT


@pytest.fixture
def tls(tmp_path: Path) -> tuple[trustme.CA, ssl.SSLContext, dict[str, str]]:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    return authority, context, {"SSL_CERT_FILE": str(tmp_path / "ca.pem")}


@pytest.mark.parametrize("offered", [False, True], ids=["not-offered", "454"])
def test_126_no_encryption_no_letter(
    here: Here, tls: tuple[trustme.CA, ssl.SSLContext, dict[str, str]], offered: bool
) -> None:
    with SmtpServer(Fault("STARTTLS", "4xx"), tls=tls[1] if offered else None) as server:
        here.smtp(server, security="starttls")
        shaped(here.run(env=tls[2]), 77, "refusing to go on without encryption")
    assert here.states() == ALL_WAIT


def test_126_security_none_is_for_this_machine_only(here: Here) -> None:
    here.config("transport: smtp\nsmtp: {host: mail.example.com, security: none}")

    shaped(here.run(), 78, f"{here.config_file}:2:", "in the clear")


def test_127_certificate_that_is_not_trusted(
    here: Here, tls: tuple[trustme.CA, ssl.SSLContext, dict[str, str]]
) -> None:
    with SmtpServer(tls=tls[1]) as server:
        here.smtp(server, security="starttls")
        shaped(here.run(), 77, "certificate cannot be trusted")
        assert here.states() == ALL_WAIT
        assert here.run(env=tls[2]).code == 0
        assert here.states() == ALL_SENT


def test_128_plaintext_injected_after_starttls(
    here: Here, tls: tuple[trustme.CA, ssl.SSLContext, dict[str, str]]
) -> None:
    with SmtpServer(Fault("STARTTLS", "extra"), tls=tls[1]) as server:
        here.smtp(server, security="starttls")
        shaped(here.run(env=tls[2]), 77, "before encryption")
    assert here.states() == ALL_WAIT


@pytest.mark.parametrize(
    ("features", "fault", "code", "says"),
    [
        ((), None, 77, "no way to log in"),
        (("AUTH PLAIN",), Fault("AUTH", "5xx"), 77, "app password"),
        (("AUTH PLAIN",), Fault("AUTH", "x", reply=b"534 5.7.9 Application-specific password required\r\n"), 77, "534"),
        (("AUTH PLAIN",), Fault("AUTH", "4xx"), 75, "454"),
    ],
    ids=["not-offered", "535", "534", "454"],
)
def test_129_login(here: Here, features: tuple[str, ...], fault: Fault | None, code: int, says: str) -> None:
    with SmtpServer(*([fault] if fault else []), features=features) as server:
        here.smtp(server, user="nia")
        shaped(here.run(env={"JOBNET_SMTP_PASSWORD": "x"}), code, says)
        assert server.connections == 1
    assert here.states() == ALL_WAIT


@pytest.mark.parametrize(("action", "code"), [("5xx", 69), ("4xx", 75)])
def test_130_sender_refused(here: Here, action: str, code: int) -> None:
    with SmtpServer(Fault("MAIL", action)) as server:
        here.smtp(server)
        assert here.run().code == code
    assert here.states() == ALL_WAIT


def replying(phase: str, text: str, nth: int = 2, accepts: bool = False) -> Fault:
    return Fault(phase, "reply", nth, accepts, f"{text}\r\n".encode())


@pytest.mark.parametrize(
    ("fault", "code", "ben", "cid", "says"),
    [
        (replying("RCPT", "550 5.1.1 no such user"), 4, "refused", "sent", "refused: Ben <ben@example.org>: 550 5.1.1"),
        (replying("RCPT", "451 4.7.1 greylisted"), 75, "queued", "sent", "not before"),
        (replying("RCPT", "550 5.4.5 Daily user sending limit exceeded"), 75, "queued", "queued", "2 waiting"),
        (replying("RCPT", "554 5.2.0 SubmissionQuotaExceeded"), 75, "queued", "queued", "2 waiting"),
        (replying("MAIL", "432 4.3.2 Concurrent connections"), 75, "queued", "queued", "2 waiting"),
        (replying("RCPT", "450 rate exceeded"), 75, "queued", "queued", "2 waiting"),
        (replying("dot", "552 5.3.4 Message size exceeds fixed limit"), 4, "refused", "sent", "552"),
        (replying("dot", "451 4.3.0 later"), 75, "queued", "sent", "not before"),
        (replying("dot", "550 5.6.0 no"), 4, "refused", "sent", "550"),
    ],
    ids=["131", "132", "134-550", "134-554", "134-432", "134-rate", "135", "136-451", "136-550"],
)
def test_131_to_136_refusals(here: Here, fault: Fault, code: int, ben: str, cid: str, says: str) -> None:
    with SmtpServer(fault) as server:
        here.smtp(server)
        shaped(here.run(), code, says)
    assert here.states() == {"ada": "sent", "ben": ben, "cid": cid}


def test_131_refused_reader_is_left_out_until_the_address_is_edited(here: Here) -> None:
    with SmtpServer(replying("RCPT", "550 5.1.1 no such user")) as server:
        here.smtp(server)
        assert here.run().code == 4
        shaped(here.run(), 4, "left out Ben", "refused")
        write_profile(here.tree, contact("ada"), contact("ben", email="benedict@example.org"), contact("cid"))
        assert here.run().code == 0
        assert server.recipients == ["ada@example.org", "cid@example.org", "benedict@example.org"]


def test_133_421_and_a_drop_before_data_lose_nobody(here: Here) -> None:
    with SmtpServer(Fault("RCPT", "421", 2), Fault("DATA", "close", 3)) as server:
        here.smtp(server)
        assert here.run().code == 75
        assert here.run().code == 0
        assert sorted(server.recipients) == [f"{name}@example.org" for name in PEOPLE]
    assert here.states() == ALL_SENT


@pytest.mark.parametrize("accepts", [False, True])
@pytest.mark.parametrize("action", ["close", "rst", "garbage", "overlong"])
def test_137_dot_that_is_not_answered_is_in_doubt_and_never_sent_again(here: Here, action: str, accepts: bool) -> None:
    with SmtpServer(Fault("dot", action, 2, accepts)) as server:
        here.smtp(server)
        shaped(here.run(), 3, "in doubt: Ben <ben@example.org>", "jobnet outbox resolve 2 --resend")
        shaped(here.run(), 3, "in doubt: Ben")
        assert server.recipients.count("ben@example.org") == int(accepts)
    assert here.states() == {"ada": "sent", "ben": "unknown", "cid": "sent"}


@pytest.mark.parametrize("action", ["close", "rst", "5xx", "garbage"])
def test_138_trouble_at_quit_is_no_trouble(here: Here, action: str) -> None:
    with SmtpServer(Fault("QUIT", action)) as server:
        here.smtp(server)
        assert here.run().code == 0
    assert here.states() == ALL_SENT


def test_139_server_that_drips(here: Here) -> None:
    with SmtpServer(Fault("EHLO", "drip")) as server:
        here.smtp(server, timeout=1)
        started = time.monotonic()
        assert here.run().code == 69
        assert time.monotonic() - started < 8
    assert here.states() == ALL_WAIT


def test_140_reply_that_a_terminal_would_obey_and_that_never_ends(here: Here) -> None:
    long = b"".join(b"550-\x1b[31m\xff" + b"x" * 1000 + b"\r\n" for _ in range(1000)) + b"550 end\r\n"
    with SmtpServer(Fault("RCPT", "reply", 2, reply=long)) as server:
        here.smtp(server)
        ran = here.run()
    shaped(ran, 4, "550 \\x1b[31m")
    assert "\x1b" not in ran.err
    assert max(len(str(reply)) for (reply,) in here.rows("reply")) <= 500
    assert here.states() == {"ada": "sent", "ben": "refused", "cid": "sent"}


def test_141_reply_nobody_asked_for_changes_no_state(here: Here) -> None:
    with SmtpServer(Fault("RCPT", "extra", 2), Fault("DATA", "extra", 3)) as server:
        here.smtp(server)
        assert here.run().code == 0
        assert sorted(server.recipients) == [f"{name}@example.org" for name in PEOPLE]
    assert here.states() == ALL_SENT


def test_141_server_that_always_speaks_out_of_turn(here: Here) -> None:
    with SmtpServer(Fault("EHLO", "extra")) as server:
        here.smtp(server, user="nia")
        shaped(here.run(env={"JOBNET_SMTP_PASSWORD": "x"}), 69, "out of turn")
    assert here.states() == ALL_WAIT


SENDMAIL = [
    ("missing", None, 78, "queued"),
    ("75", "cat >/dev/null; echo busy >&2; exit 75", 75, "queued"),
    ("1", "cat >/dev/null; echo bad >&2; exit 1", 69, "queued"),
    ("killed", "cat >/dev/null; kill -9 $$", 3, "unknown"),
    ("67", "cat >/dev/null; exit 67", 4, "refused"),
    ("78", "cat >/dev/null; exit 78", 78, "queued"),
    ("0", "cat >/dev/null", 0, "sent"),
    # msmtp says 74 and 76 when the connection is lost, be it after the last byte; a shell says 128 + n of a signal.
    *((str(code), f"cat >/dev/null; exit {code}", 3, "unknown") for code in (70, 71, 74, 76, 137)),
    *((str(code), f"cat >/dev/null; exit {code}", 69, "queued") for code in (69, 127)),
]


@pytest.mark.parametrize(
    ("script", "code", "state"), [each[1:] for each in SENDMAIL], ids=[each[0] for each in SENDMAIL]
)
def test_142_sendmail(here: Here, script: str | None, code: int, state: str) -> None:
    write_profile(here.tree, contact("ada"))
    program = here.tree.parent / "sendmail"
    if script is not None:
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
    here.config(f"transport: sendmail\nsendmail: {{command: [{program}]}}")

    ran = here.run()

    assert ran.code == code, ran.err
    assert here.states() == {"ada": state}


def test_142_sendmail_that_hangs_is_stopped_and_in_doubt(here: Here) -> None:
    program = here.tree.parent / "sendmail"
    program.write_text("#!/bin/sh\ncat >/dev/null\ntouch started\nsleep 600\n")
    program.chmod(0o755)
    here.config(f"transport: sendmail\nsendmail: {{command: [{program}]}}")
    process = here.start()
    wait_for((here.tree / "started").exists)
    process.terminate()
    process.communicate(timeout=15)

    assert process.returncode == 143
    assert here.states() == {"ada": "unknown", "ben": "queued", "cid": "queued"}


def test_142_sendmail_gets_the_whole_letter_one_reader_and_no_shell(here: Here) -> None:
    write_profile(here.tree, contact("ada", email="o'brien+x@example.org"))
    program = here.tree.parent / "sendmail"
    program.write_text('#!/bin/sh\nfor word; do echo "$word"; done > words\ncat > letter\n')
    program.chmod(0o755)
    here.config(f"transport: sendmail\nsendmail: {{command: [{program}]}}")

    assert here.run().code == 0
    assert (here.tree / "words").read_text().splitlines() == [
        "-i",
        "-f",
        "nia@example.com",
        "--",
        "o'brien+x@example.org",
    ]
    assert b"\r" not in (here.tree / "letter").read_bytes()


def test_143_maildir_that_is_none(here: Here) -> None:
    here.config("transport: maildir\nmaildir: {path: out}")

    shaped(here.run(), 73, "not a Maildir", "mkdir -p")
    assert here.states() == ALL_WAIT
    for part in ("cur", "new", "tmp"):
        (here.tree / "out" / part).mkdir(parents=True)
    assert here.run().code == 0
    assert len(list((here.tree / "out" / "new").iterdir())) == 3


def test_143_maildir_of_which_a_folder_is_none(here: Here) -> None:
    here.config("transport: maildir\nmaildir: {path: out}")
    for part in ("cur", "new"):
        (here.tree / "out" / part).mkdir(parents=True)
    os.mkfifo(here.tree / "out" / "tmp")

    shaped(here.run(), 73, "tmp/ is no folder")


def test_143_maildir_that_cannot_be_written(here: Here) -> None:
    here.config("transport: maildir\nmaildir: {path: out}")
    for part in ("cur", "new", "tmp"):
        (here.tree / "out" / part).mkdir(parents=True)
        (here.tree / "out" / part).chmod(0o555)

    shaped(without_rights(here), 73, "not writable")
    assert here.states() == ALL_WAIT


def test_messages_have_only_headers_that_are_known(here: Here, server: SmtpServer) -> None:
    here.smtp(server)
    assert here.run().code == 0
    names = {
        line.partition(b":")[0]
        for each in server.accepted
        for line in each.data.partition(b"\r\n\r\n")[0].split(b"\r\n")
        if line[:1] != b" "
    }
    assert names == {
        b"From",
        b"To",
        b"Subject",
        b"Date",
        b"Message-ID",
        b"List-Unsubscribe",
        b"MIME-Version",
        b"Content-Type",
    }
