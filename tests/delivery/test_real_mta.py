"""Twenty letters through Postfix and through Exim, by SMTP and by its own sendmail: what arrives is what was written.

Four readers agree on it: Python's two parsers, mblaze and ripmime.
"""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.delivery.a_message import Said, legacy, modern, read
from tests.delivery.mail_servers import MailServer, exim, postfix
from tests.delivery.test_message import program
from tests.program import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = (
    "Ada Bell", "Zoë Weiß", "Łucja Wójcik", "Søren Ågård", "李小龙", "Наталія Коваль", "Γιώργος Παππάς", "نور حداد",
    "O'Brien, Pat", 'Jo "Kit" Fell', "J. R. Dot.", "Nguyễn Thị Minh Khai", "Ørjan Æsen", "Ana María Pérez-Íñigo",
    "Renée d’Aubigné", "김민준", "さくら 田中", "Ñusta Quispe", "İpek Yılmaz",
    "Ernestine Maximiliane Leutheusser-Schnarrenberger-Hohenlohe-Waldenburg-Schillingsfürst",
)  # fmt: skip
TITLE = "Wissenschaftliche Mitarbeiterin für Getreideforschung und Sauerteigführung (m/w/d), Café Zürich"
RESUME = bytes(range(256)) * 40 + b"\r\n.\r\n..\nFrom here\n"
SEND = ("--all", "--send", "--yes", "--quiet")


@pytest.fixture(scope="module", params=[postfix, exim], ids=["postfix", "exim"])
def server(request: pytest.FixtureRequest) -> Iterator[MailServer]:
    with request.param() as found:
        yield found
        assert "panic" not in found.log.read_text("utf-8")


@pytest.fixture
def session(tree: Path) -> Path:
    """A profile for twenty readers who offered help; a brief brings them the résumé."""
    people: list[dict[str, Any]] = [
        {"name": name, "email": f"reader.{number}@example.org", "updates": "on", "salutation": f"Dear {name}"}
        | {"relationship": "colleague", "offered_help": "2026-10-01"}
        for number, name in enumerate(NAMES)
    ]
    profile = {
        "name": "Nia Pärgeter",
        "email": "nia@example.com",
        "target_titles": [TITLE],
        "target_companies": ["Fennel & Rye"],
        "resume": {"file": "cv.pdf"},
        "contacts": people,
        "news": ["2026-10-09 .hidden files, ..two dots and a full stop. From now on the Café is open."],
    }
    (tree / "profile.yaml").write_text(json.dumps(profile, ensure_ascii=False), "utf-8")
    (tree / "cv.pdf").write_bytes(RESUME)
    return tree


def send(session: Path, transport: str, document: str) -> list[bytes]:
    """Send the letters, twice, and return what was looked at before."""
    (session / "config.yaml").write_text(f"{transport}\nrate: 100000/min\n", "utf-8")
    (session / "config.yaml").chmod(0o600)
    env = {"JOBNET_STATE": str(session / "state"), "JOBNET_CONFIG": str(session / "config.yaml")}
    looked = run(document, "--all", "-f", "eml", "-o", "eml/", "--quiet", cwd=session, env=env)
    assert (looked.code, looked.err) == (0, "")
    sent = [run(document, *SEND, cwd=session, env=env) for _ in range(2)]
    assert [(each.code, each.err) for each in sent] == [(0, ""), (0, "")]
    return [each.read_bytes() for each in (session / "eml").iterdir()]


def by_reader(letters: list[bytes]) -> dict[str, Said]:
    found = {str(read(each)["To"].addresses[0].addr_spec): modern(each) for each in letters}
    assert len(found) == len(letters)
    return found


def mblaze(raw: bytes, folder: Path) -> Said:
    """As `mhdr` and `mshow` read it; their names of files, not their contents, are cut out of a list."""
    mhdr, mshow = program("mhdr"), program("mshow")
    path = folder / "letter.eml"
    path.write_bytes(raw)

    def out(*command: str) -> bytes:
        utf8 = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(folder)}
        return subprocess.run(command, capture_output=True, check=True, env=utf8, cwd=folder).stdout

    def part(kind: str) -> bytes:
        return out(mshow, "-O", str(path), numbers[kind])

    head = [out(mhdr, "-d", "-h", name, str(path)).decode().rstrip("\n") for name in ("From", "To", "Subject")]
    listed = [line.split() for line in out(mshow, "-t", str(path)).decode().splitlines()]
    numbers = {words[1]: words[0].rstrip(":") for words in listed if words[0].rstrip(":").isdigit()}
    files = (("cv.pdf", part("application/pdf")),) if "application/pdf" in numbers else ()
    text, html = (part(kind).decode().replace("\r\n", "\n") for kind in ("text/plain", "text/html"))
    return Said(head[0], head[1], head[2], text, html, files)


def ripmime(raw: bytes, folder: Path) -> tuple[set[str], list[bytes]]:
    """The texts and the files it takes out."""
    (folder / "letter.eml").write_bytes(raw)
    command = [program("ripmime"), "-i", "letter.eml", "-d", "ripped", "--overwrite"]
    subprocess.run(command, cwd=folder, capture_output=True, check=True)
    found = {each.name: each.read_bytes() for each in (folder / "ripped").iterdir()}
    for name in found:
        (folder / "ripped" / name).unlink()
    texts = {text.decode().replace("\r\n", "\n").strip("\n") for name, text in found.items() if name != "cv.pdf"}
    return texts, [found["cv.pdf"]] if "cv.pdf" in found else []


def emptied(server: MailServer) -> None:
    for path in (server.arrived / "new").iterdir():
        path.unlink()


def assert_arrived(server: MailServer, looked_at: list[bytes], folder: Path) -> None:
    """Each letter once, to its reader, as it was looked at; and four readers read the same."""
    letters = server.letters(len(NAMES))
    emptied(server)
    wanted = by_reader(looked_at)

    assert len(letters) == len(NAMES), server.log.read_text("utf-8")
    assert sorted(wanted) == sorted(f"reader.{number}@example.org" for number in range(len(NAMES)))
    assert by_reader(letters) == wanted
    for raw in letters:
        said = modern(raw)
        display = str(read(raw)["To"].addresses[0])
        assert replace(legacy(raw), to=said.to) == said, display
        decoded = mblaze(raw, folder)
        assert replace(decoded, to=said.to) == said, display
        assert {legacy(raw).to, decoded.to} == {legacy(raw).to}
        texts, files = ripmime(raw, folder)
        assert {said.text.strip("\n"), said.html.strip("\n")} <= texts, display
        assert files == [content for _, content in said.attachments]


@pytest.mark.slow
def test_twenty_letters_by_smtp_arrive_whole_and_once(server: MailServer, session: Path) -> None:
    looked_at = send(
        session, f"transport: smtp\nsmtp: {{host: 127.0.0.1, port: {server.port}, security: none}}", "update"
    )

    assert_arrived(server, looked_at, session)


@pytest.mark.slow
def test_twenty_letters_with_the_resume_by_the_server_s_own_sendmail_arrive_whole_and_once(
    server: MailServer, session: Path
) -> None:
    looked_at = send(
        session, f"transport: sendmail\nsendmail: {{command: {json.dumps(list(server.sendmail))}}}", "brief"
    )

    assert sum(bool(modern(each).attachments) for each in looked_at) == len(NAMES)
    assert_arrived(server, looked_at, session)


@pytest.mark.slow
def test_addresses_beyond_ascii_on_both_sides_arrive_as_they_are(server: MailServer, tree: Path) -> None:
    (tree / "profile.yaml").write_text(
        "name: Nía Pargeter\nemail: nía@example.com\ntarget_titles: [Baker]\ntarget_companies: [Fennel & Rye]\n"
        "contacts:\n  - {name: Jörg Bell, email: jörg@example.org, updates: on}\n"
        "  - {name: Ada Bell, email: ada@example.org, updates: on}\n"
        "news: [2026-10-09 Fennel & Rye are opening their test kitchen.]\n",
        "utf-8",
    )
    (tree / "config.yaml").write_text(
        f"transport: smtp\nsmtp: {{host: 127.0.0.1, port: {server.port}, security: none}}\nrate: 100000/min\n", "utf-8"
    )
    env = {"JOBNET_STATE": str(tree / "state"), "JOBNET_CONFIG": str(tree / "config.yaml")}

    ran = run("update", *SEND, cwd=tree, env=env)
    letters = server.letters(2)
    emptied(server)

    assert (ran.code, ran.err) == (0, "")
    lines = {line.replace("Return-path", "Return-Path") for raw in letters for line in raw.decode("utf-8").split("\n")}
    assert {line for line in lines if line.startswith(("Return-", "To: "))} == {
        "Return-Path: <nía@example.com>",
        "To: =?utf-8?b?SsO2cmcgQmVsbA==?= <jörg@example.org>",
        "To: Ada Bell <ada@example.org>",
    }
