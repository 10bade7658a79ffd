"""Every block of commands in the pages for users works, typed in their order.

`getting-started.md`, `coaches.md`, `languages.md` and `templates.md` have tests of their own; what wants an extra is in `heavy/test_site.py`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest
import yaml

from tests.delivery.imap_server import ImapServer
from tests.delivery.smtp_server import SmtpServer
from tests.pages import ROOT, blocks, page, search_in, typed

if TYPE_CHECKING:
    from pathlib import Path

ALONE = [line for name in ("cli.md", "delivery.md") for block in blocks(name) for line in block.splitlines()]
BEFORE = {
    "jobnet batch": "mkdir seekers && cp profile.yaml seekers/ann.yaml\n",
    "jobnet import": "printf 'First Name,Last Name,URL,Email Address,Company,Position,Connected On\\nAda,Bell,,,Fennel & Rye,Buyer,12 Mar 2024\\n' > Connections.csv\n",
    "jobnet init": "rm profile.yaml\n",
    "jobnet landed": """
        jobnet update --to Ted --mark-sent
        jobnet log 'Fennel & Rye' applied --position Baker --on '2 weeks ago' --yes
        jobnet log 'Fennel & Rye' accepted
    """,
    "jobnet touch": """
        jobnet log 'Tamar Preserves' applied --position Buyer --with 'Bea Li' --on 2026-07-01 --yes
        jobnet log 'Tamar Preserves' interview --with 'Bea Li' --on 2026-07-10
        jobnet log 'Tamar Preserves' runner_up --on 2026-08-01
        jobnet add news 'Tamar Preserves have opened a second kitchen.' --date 2026-10-12
    """,
    "jobnet undo": "jobnet add news 'A find.'\n",
}
"""What a command needs to have happened."""
OTHERWISE = {"jobnet check --strict": " || [ $? = 65 ]", "jobnet outbox resolve 3 --sent": " || [ $? = 2 ]"}
"""What rightly fails here: the search has warnings, and nothing is in doubt."""
WAYS = [
    (text, way)
    for text in blocks("sending.md", "yaml")
    for way in yaml.safe_load(text)
    if way in {"drafts", "smtp", "sendmail"}
]


def test_the_picture_of_the_terminal_shows_what_the_readme_says() -> None:
    (brief,) = re.findall(r"```text\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)

    assert (
        escape(brief.strip()).splitlines()
        == re.findall(r'"#e6edf3">(.*)</text>', page("terminal.svg"))[-len(brief.splitlines()) :]
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", ["questions.md", "privacy.md", "templates.md"])
def test_the_page_does_what_it_says(name: str, tmp_path: Path) -> None:
    env = search_in(tmp_path)
    for block in blocks(name):
        typed(block, tmp_path, env)


@pytest.mark.slow
@pytest.mark.parametrize("line", ALONE)
def test_each_line_of_the_reference_works(line: str, tmp_path: Path) -> None:
    env = search_in(tmp_path)
    before = next((given for command, given in BEFORE.items() if line.startswith(command)), "")
    typed(before + line + OTHERWISE.get(line, ""), tmp_path, env)


@pytest.mark.slow
@pytest.mark.parametrize(("text", "way"), WAYS)
def test_letters_leave_by_each_way_of_the_page(text: str, way: str, tmp_path: Path) -> None:
    env = search_in(tmp_path)
    config = tmp_path / "config.yaml"
    config.write_text(text)
    keeping, trying, scheduling, starting = blocks("sending.md")
    typed(keeping, tmp_path, env)
    assert f"\ntransport: {yaml.safe_load(text)['transport']} " in typed("jobnet config", tmp_path, env)

    with SmtpServer() as smtp, ImapServer() as imap:
        settings = yaml.safe_load(text) | {"transport": way, "rate": "100000/min"}
        for name, port in (("smtp", smtp.port), ("drafts", imap.port)):
            if name in settings:
                settings[name] |= {"host": "127.0.0.1", "port": port, "security": "none"}
        config.write_text(yaml.safe_dump(settings))
        told = typed(trying, tmp_path, env)

    assert "Ted Alder" in told.splitlines()[-1]
    taken = {"smtp": len(smtp.accepted), "drafts": len(imap.stored), "sendmail": _letters(tmp_path / "msmtp.log")}
    assert taken == dict.fromkeys(taken, 0) | {way: 2}
    assert "--via drafts" in typed(scheduling, tmp_path, env)
    typed(starting, tmp_path, env)


def _letters(log: Path) -> int:
    return log.read_text().count("\nSubject: ") if log.exists() else 0
