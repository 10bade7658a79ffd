"""The printed crontab line under Debian's own cron: its minimal environment, and two of them in the same second."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from tests.delivery.smtp_server import SmtpServer
from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_printed_line_run_twice_in_one_second_by_cron_sends_each_letter_once(tree: Path) -> None:
    cron, crontab = shutil.which("cron", path=f"{os.environ['PATH']}:/usr/sbin"), shutil.which("crontab")
    if cron is None or crontab is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("cron is not installed (tests/servers.txt)")
    if os.getuid() != 0:
        pytest.skip("cron wants to be started by root")
    yesterday = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)
    (tree / "profile.yaml").write_text(
        "name: Nia Pargeter\nemail: nia@example.com\ntarget_titles: [Baker]\ntarget_companies: [Fennel & Rye]\n"
        "contacts:\n  - {name: Ada Bell, email: ada@example.org, updates: on}\n"
        "  - {name: Ben Cole, email: ben@example.org, updates: on}\n"
        f"news: [{yesterday} Fennel & Rye are opening their test kitchen.]\n",
        "utf-8",
    )
    before = subprocess.run([crontab, "-l"], capture_output=True, check=False).stdout
    with SmtpServer() as server:
        smtp = f"{{host: 127.0.0.1, port: {server.port}, security: none}}"
        (tree / "config.yaml").write_text(f"transport: smtp\nsmtp: {smtp}\nrate: 100000/min\n", "utf-8")
        env = {"JOBNET_STATE": str(tree / "state"), "JOBNET_CONFIG": str(tree / "config.yaml")}
        printed = run("schedule", "--cron", cwd=tree, env=env).out.splitlines()[-1].removeprefix("# ")
        line = printed.replace("0 8 * * 1 ", "* * * * * ", 1)
        logged = [f"{line} 2>> {tree}/said{n}; echo $? >> {tree}/codes" for n in (1, 2)]
        subprocess.run([crontab, "-"], input="\n".join([*logged, ""]), text=True, check=True)
        daemon = subprocess.Popen(
            [cron, "-f"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            deadline = time.monotonic() + 100
            while not (tree / "codes").exists() or len((tree / "codes").read_text().split()) < 2:
                assert time.monotonic() < deadline, "cron ran nothing"
                time.sleep(0.5)
        finally:
            subprocess.run([crontab, "-"], input=before, check=True)
            daemon.terminate()
            daemon.wait()

    assert sorted(server.recipients) == ["ada@example.org", "ben@example.org"]
    codes = sorted((tree / "codes").read_text().split())
    assert codes in (["0", "0"], ["0", "75"])  # the second found the first at work, or nothing left to do
    said = "".join((tree / f"said{n}").read_text() for n in (1, 2))
    assert ("another jobnet is sending" in said) == ("75" in codes)
