"""Postfix and Exim for a test: each on a high port of this machine, with a configuration of its own, into one Maildir.

As Debian's packages they exclude each other, so Exim is not installed but unpacked (`.ci/run`, `$JOBNET_TEST_EXIM`).
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

_POSTFIX = """\
compatibility_level = 3.6
queue_directory = {home}/queue
data_directory = {home}/data
maillog_file_prefixes = {home}
maillog_file = {home}/log
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.example.net
mydestination =
alias_maps =
alias_database =
virtual_mailbox_domains = example.org
virtual_mailbox_base = {home}
virtual_mailbox_maps = static:arrived/
virtual_uid_maps = static:{nobody.pw_uid}
virtual_gid_maps = static:{nobody.pw_gid}
virtual_alias_maps =
"""
_SERVICES = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 1 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
"""
_EXIM = """\
exim_path = {home}/exim
spool_directory = {home}/queue
log_file_path = {home}/data/%slog
pid_file_path =
deliver_drop_privilege
primary_hostname = mail.example.net
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
smtp_accept_queue_per_connection = 0
tls_advertise_hosts =
host_lookup =
keep_environment =
acl_smtp_rcpt = accept
acl_smtp_data = accept
begin routers
reader:
  driver = accept
  domains = example.org
  transport = arrived
begin transports
arrived:
  driver = appendfile
  directory = {home}/arrived
  maildir_format
  return_path_add
"""


@dataclass(frozen=True)
class MailServer:
    """A running server: its port, its own sendmail, and the folder it delivers into."""

    port: int
    sendmail: tuple[str, ...]
    arrived: Path
    log: Path

    def letters(self, count: int) -> list[bytes]:
        """All that arrived, once this many have (or the time is up)."""
        deadline = time.monotonic() + 20
        while len(found := list((self.arrived / "new").glob("*"))) < count and time.monotonic() < deadline:
            time.sleep(0.1)
        return [each.read_bytes() for each in found]


def missing(what: str) -> NoReturn:
    """Skip the test; where CI lacks it, that is a failure."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{what} (tests/servers.txt, .ci/run)")
    raise AssertionError


@contextlib.contextmanager
def _home(owner: str) -> Iterator[tuple[Path, int]]:
    """A folder that the servers' own users can get to, with a Maildir that is one user's, and a free port."""
    if os.getuid() != 0:
        pytest.skip("mail servers want to be started by root")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    home = Path(tempfile.mkdtemp(prefix="jobnet-mta-"))
    home.chmod(0o755)
    user = pwd.getpwnam(owner)
    for name in ("queue", "data", "arrived"):
        (home / name).mkdir()
    for part in ("arrived", "arrived/new", "arrived/cur", "arrived/tmp"):
        (home / part).mkdir(exist_ok=True)
        os.chown(home / part, user.pw_uid, user.pw_gid)
    try:
        yield home, port
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 5) as connection:
            assert connection.recv(3) == b"220"
            connection.sendall(b"QUIT\r\n")
            connection.recv(1000)
            return
        assert process.poll() is None, process.args
        assert time.monotonic() < deadline
        time.sleep(0.1)


@contextlib.contextmanager
def _running(command: list[str], port: int, env: dict[str, str], stop: list[str] | None = None) -> Iterator[None]:
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield
    finally:
        if stop is None:
            process.terminate()
        else:
            subprocess.run(stop, env=env, capture_output=True, check=False)
        process.wait(timeout=30)


@contextlib.contextmanager
def postfix() -> Iterator[MailServer]:
    """Debian's Postfix as it is installed, but nothing of its configuration."""
    program = shutil.which("postfix", path="/usr/sbin:/usr/bin")
    if program is None:
        missing("postfix is not installed")
    with _home("nobody") as (home, port):
        conf = home / "conf"
        conf.mkdir()
        nobody = pwd.getpwnam("nobody")
        (conf / "main.cf").write_text(_POSTFIX.format(home=home, nobody=nobody))
        (conf / "master.cf").write_text(_SERVICES.format(port=port))
        os.chown(home / "data", pwd.getpwnam("postfix").pw_uid, 0)
        env = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
        with _running([program, "-c", str(conf), "start-fg"], port, env, stop=[program, "-c", str(conf), "stop"]):
            yield MailServer(port, ("/usr/sbin/sendmail", "-C", str(conf), "-i"), home / "arrived", home / "log")


@contextlib.contextmanager
def exim() -> Iterator[MailServer]:
    """Debian's Exim, unpacked: everything it writes and runs, itself included, is in the test's own folder."""
    program = os.environ.get("JOBNET_TEST_EXIM") or shutil.which("exim4", path="/usr/sbin")
    if program is None:
        missing("exim4 is not unpacked")
    try:
        user = pwd.getpwnam("Debian-exim")  # compiled in: it starts for nobody without
    except KeyError:
        missing("there is no user Debian-exim")
    with _home(user.pw_name) as (home, port):
        shutil.copyfile(program, home / "exim")
        (home / "exim").chmod(0o755)  # and not setuid
        (home / "conf").write_text(_EXIM.format(home=home, port=port))
        for name in ("queue", "data"):
            os.chown(home / name, user.pw_uid, user.pw_gid)
        command = [str(home / "exim"), "-C", str(home / "conf")]
        with _running([*command, "-bdf"], port, {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}):
            yield MailServer(port, (*command, "-i"), home / "arrived", home / "data" / "mainlog")
            assert not (home / "data" / "paniclog").exists(), (home / "data" / "paniclog").read_text("utf-8")
