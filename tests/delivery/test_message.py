"""The bytes of a message: what one wrote is what another reads, by parsers of different make."""

from __future__ import annotations

import os
import shutil
import string
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobnet.delivery.attachments import attachment
from jobnet.delivery.message import message, quoted_printable
from jobnet.errors import JobnetError
from jobnet.profile.addresses import Mailbox, ascii_address
from tests.delivery.a_message import DATE, LETTER, NIA, TED, Said, a_letter, legacy, modern, read

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """\
From: Nia Pargeter <nia@example.com>
To: Ted Alder <ted@example.com>
Reply-To: Nia Pargeter <nia@example.org>
Subject: Two interviews, one question
Date: Thu, 15 Oct 2026 09:05:00 +0100
Message-ID: <one@example.com>
In-Reply-To: <zero@example.com>
References: <zero@example.com>
List-Unsubscribe: <mailto:nia@example.com>
MIME-Version: 1.0
Content-Type: multipart/alternative;
 boundary="=_8dab5e3612b645aaff8a7352e053eafea"

--=_8dab5e3612b645aaff8a7352e053eafea
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Dear Ted,

Two talks; thank you.

Nia

--=_8dab5e3612b645aaff8a7352e053eafea
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<!DOCTYPE html>
<p>Dear Ted,</p>
<p>Two talks; thank you.</p>

--=_8dab5e3612b645aaff8a7352e053eafea--
"""


def written(
    subject: str = LETTER.subject, *, sender: Mailbox = NIA, to: Mailbox = TED, files: tuple[bytes, ...] = ()
) -> bytes:
    return message(a_letter(subject=subject), sender=sender, to=to, attachments=files)


def test_message_byte_for_byte() -> None:
    raw = message(
        LETTER,
        sender=NIA,
        to=TED,
        reply_to=Mailbox("Nia Pargeter", "nia@example.org"),
        message_id="<one@example.com>",
        date=DATE,
        in_reply_to="<zero@example.com>",
        list_unsubscribe="nia@example.com",
    )
    assert raw == WHOLE.replace("\n", "\r\n").encode()


def test_rendered_message_follows_from_its_day_and_content_alone() -> None:
    raw = written()
    assert raw == written()
    parsed = read(raw)
    assert parsed["Date"] == "Thu, 15 Oct 2026 12:00:00 +0000"
    assert parsed["Message-ID"].endswith("@example.com>")
    assert read(written("Another"))["Message-ID"] != parsed["Message-ID"]
    assert read(written(to=NIA))["Message-ID"] != parsed["Message-ID"]


def test_draft_says_that_it_is_unsent() -> None:
    assert read(message(LETTER, sender=NIA, to=TED, unsent=True))["X-Unsent"] == "1"


# One reader, one subject, whatever is typed.

HEADER_TEXT = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from('=?utf-8q,"\\<>()@;:. \r\n\t\0\x0b\x1b')),
    max_size=330,
).map(str.strip)


def name_in(raw: bytes, typed: str) -> str:
    """The display name by Python's modern parser; by the legacy one if it takes more than one encoded word."""
    # Between those, the modern parser puts a space that is not there.
    if (typed.isascii() and "=?" not in typed) or len(typed.encode()) <= 39:
        return str(read(raw)["To"].addresses[0].display_name)
    return legacy(raw).to.removesuffix(" <ted@example.com>")


@given(subject=HEADER_TEXT, name=HEADER_TEXT)
def test_headers_read_back_as_typed_or_are_refused(subject: str, name: str) -> None:
    try:
        raw = written(subject, to=Mailbox(name, "ted@example.com"))
    except JobnetError:
        return
    head = raw.partition(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) <= 450  # a quoted name is not folded
    parsed = read(raw)
    assert parsed.keys() == ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"]
    assert str(parsed["Subject"]) == subject
    [address] = parsed["To"].addresses
    assert address.addr_spec == "ted@example.com"
    assert name_in(raw, name).split() == name.split()  # the modern parser makes one space of two
    assert parsed["From"].addresses[0].addr_spec == "nia@example.com"
    assert legacy(raw).subject == subject


@given(
    st.text(
        st.sampled_from(string.ascii_letters + string.digits + '@.,<>"\\ \t\r\n;:()-_+\x00\u200bﬀß\uff20é\u3002'),
        max_size=40,
    )
)
def test_address_is_one_address_or_refused(address: str) -> None:
    try:
        raw = written(to=Mailbox("Ted", address))
    except JobnetError:
        return
    to = raw.partition(b"\r\nTo: ")[2].partition(b"\r\n")[0].decode()
    assert to == f"Ted <{ascii_address(address)}>"
    assert to.count("@") == 1
    local, _, domain = address.partition("@")
    assert local == to.removeprefix("Ted <").partition("@")[0]
    assert ascii_address(address).partition("@")[2].isascii()
    assert domain


@pytest.mark.parametrize(
    "address",
    [
        "", "ted", "@example.com", "ted@", "a@x.example, b@y.example", "<a@x.example>", "a@x.example> NOTIFY=NEVER",
        "a@x.example>, <y@z.example", "a@b@c.example", "a b@x.example", "a@x..example", "a@x.example\u200b",
        "a\uff20x.example", "a@-x.example", "a@x-.example", "a@x.example\r\nBcc: v@example.com", "a\0@x.example",
        ".a@x.example", "a.@x.example", "a..b@x.example", "a@localhost", "a@x_y.example", f"{'a' * 65}@x.example",
        f"a@{'x' * 64}.example", '"a b"@x.example', "a@x\uff0eexample", "a\u202eb@x.example",
    ],
)  # fmt: skip
def test_what_is_not_one_address_is_refused(address: str) -> None:
    with pytest.raises(JobnetError, match="not one email address"):
        Mailbox("Ted", address)


@pytest.mark.parametrize(
    ("address", "wire", "smtputf8"),
    [
        ("ted@example.com", "ted@example.com", False),
        ("Ted.O'Neill+jobs@Example.COM", "Ted.O'Neill+jobs@example.com", False),
        ("ted@bücher.example", "ted@xn--bcher-kva.example", False),
        ("ted@faß.example", "ted@xn--fa-hia.example", False),
        ("ted@例え.example", "ted@xn--r8jz45g.example", False),
        ("ted@हिन्दी.भारत", "ted@xn--j2bd4cyah0f.xn--h2brj9c", False),
        ("ted@ไทย.ไทย", "ted@xn--o3cw4h.xn--o3cw4h", False),
        ("ted@bu\u0308cher.example", "ted@xn--bcher-kva.example", False),
        ("jürgen@example.com", "jürgen@example.com", True),
    ],
)
def test_domain_goes_over_the_wire_in_ascii(address: str, wire: str, smtputf8: bool) -> None:
    mailbox = Mailbox("Ted", address)
    assert (mailbox.wire_address, mailbox.wire_address.isascii()) == (wire, not smtputf8)
    assert f"To: Ted <{wire}>\r\n".encode() in written(to=mailbox)


@pytest.mark.parametrize(
    "name",
    [
        "a\r\nBcc: v@example.com", "a\nb", "a\rb", "=?utf-8?q?a=0D=0ABcc=3A_v=40example.com?=", "a\x0bb", "a\x0cb",
        "a\0b", "a\x1b[31m", "a\x1cb", "a\x85b", "a\u2028b", "a\u2029b", "a\u202eb", "a\u2066b", "a\u200bb",
        "a\u200db", "\ufeffa", "a\ud800b", "x" * 201, "a\u200e",
    ],
)  # fmt: skip
def test_what_has_no_place_in_a_header_is_refused(name: str) -> None:
    with pytest.raises(JobnetError, match="The name “"):
        Mailbox(name, "ted@example.com")
    with pytest.raises(JobnetError, match="The subject “"):
        written(name if len(name) < 200 else "x" * 301)


def test_refusal_shows_the_hidden_character() -> None:
    with pytest.raises(JobnetError) as refused:
        Mailbox("Ted\nAlder", "ted@example.com")
    assert str(refused.value) == "The name “Ted\\nAlder” holds the character U+000A; take it out."


@pytest.mark.parametrize(
    "name",
    [
        "Alder, Ted", 'Ted "T" Alder', "Ted \\ Alder", "Ted <Alder>", "Ted (Alder)", "金瑞妍", "Zoë Łódź", "👩‍💻 Ada",
        "ශ්‍රී", "مریم می‌نویسد", "Ted Alder Jr.", "o'Neill; D:Souza@home", "é" * 200, "", "a =? b", "R. Kavitha",
        "🏴󠁧󠁢󠁷󠁬󠁳󠁿 Wales", "a  b", "x" * 200,
    ],
)  # fmt: skip
def test_names_of_every_kind_arrive_as_typed(name: str) -> None:
    raw = written(name or "None", to=Mailbox(name, "ted@example.com"))
    assert name_in(raw, name) == name
    assert modern(raw).subject == legacy(raw).subject == (name or "None")


# The body.

BODY = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(".\r\n=_ \tFrom -"))
).map(lambda text: f"x{text}x")  # fmt: skip


@given(BODY)
def test_body_reads_back_character_for_character(body: str) -> None:
    import quopri

    coded = quoted_printable(body, "")
    assert all(len(line) <= 76 and not line.startswith((b".", b"From ")) for line in coded.split(b"\r\n"))
    assert coded.isascii()
    assert b"\r" not in coded.replace(b"\r\n", b"")
    assert quopri.decodestring(coded.replace(b"\r\n", b"\n")).decode() == body
    assert quoted_printable(body) == quoted_printable(f"{body}\n", "")


@given(
    st.lists(
        st.sampled_from(["", "a", ".", "From me", "F", "a ", " ", "é" * 30, ". " * 40, "x=y\t", "\r", "<p>", "<p>.x"])
    )
)
def test_body_in_paragraphs_is_the_body_in_lines(lines: list[str]) -> None:
    body = "\n".join(lines)
    assert quoted_printable(body) == b"\r\n".join(map(quoted_printable, body.split("\n\n")))
    assert quoted_printable(body) == b"".join(map(quoted_printable, body.split("\n")))


SMUGGLE = "a\r\n.\r\nMAIL FROM:<x@example.com>\r\n\n.\n..\nFrom me\n trailing \t\nlone\rCR\n" + "5" * 5000


def test_dots_from_and_smuggled_commands_arrive_as_text() -> None:
    import quopri

    raw = message(a_letter(text=SMUGGLE), sender=NIA, to=TED)
    assert b"\r\n." not in raw
    assert b"\nFrom " not in raw.partition(b"\r\n\r\n")[2]
    assert max(map(len, raw.split(b"\r\n"))) <= 76
    coded = raw.split(b"quoted-printable\r\n\r\n")[1].partition(b"\r\n--=_")[0]
    assert quopri.decodestring(coded.replace(b"\r\n", b"\n")).decode() == f"{SMUGGLE}\n"


# Four parsers of different make.


@pytest.fixture
def resume(tmp_path: Path) -> Path:
    path = tmp_path / "Nia Pargeter CV.pdf"
    path.write_bytes(b"%PDF-1.4\n" + bytes(range(256)) * 40)
    return path


def awkward(file: Path) -> tuple[bytes, Said]:
    subject = "Zoë & Łukasz: “two talks”, one question 👩‍💻 and a subject that goes on for more than a line"
    text = "Dear Zoë,\n\n.\nFrom me: " + "long " * 40 + "=\n\tend \n\nNia"
    letter = a_letter(subject=subject, text=text, page="<p>Dear Zoë &amp; all,</p>\n<p>end</p>\n")
    sender, to = Mailbox("Nia Pärgeter", "nia@example.com"), Mailbox("Łódź, Zoë", "zoe@example.org")
    raw = message(letter, sender=sender, to=to, attachments=[attachment(file)])
    return raw, Said(
        "Nia Pärgeter <nia@example.com>",
        "Łódź, Zoë <zoe@example.org>",
        subject,
        f"{text}\n",
        letter.html,
        ((file.name, file.read_bytes()),),
    )


def program(name: str) -> str:
    """Its path; without it the test is skipped, in CI it fails."""
    found = shutil.which(name)
    if found is None:
        if os.environ.get("CI") in {"1", "true"}:
            pytest.fail(f"{name} is not installed")
        pytest.skip(f"{name} is not installed (tests/servers.txt)")
    return found


def test_pythons_modern_parser_reads_the_same(resume: Path) -> None:
    raw, said = awkward(resume)
    assert replace(modern(raw), to=said.to) == said
    assert str(read(raw)["To"].addresses[0].display_name) == "Łódź, Zoë"


def test_pythons_legacy_parser_reads_the_same(resume: Path) -> None:
    raw, said = awkward(resume)
    assert legacy(raw) == said


def test_mblaze_reads_the_same(resume: Path, tmp_path: Path) -> None:
    mhdr, mshow = program("mhdr"), program("mshow")
    raw, said = awkward(resume)
    path = tmp_path / "letter.eml"
    path.write_bytes(raw)

    def out(*command: str) -> bytes:
        utf8 = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)}
        return subprocess.run(command, capture_output=True, check=True, env=utf8, cwd=tmp_path).stdout

    def header(name: str) -> str:
        return out(mhdr, "-d", "-h", name, str(path)).decode().rstrip("\n")

    parts = {
        number: out(mshow, "-O", str(path), number).replace(b"\r\n", b"\n")
        for number in ("3", "4")
    }  # fmt: skip
    file = out(mshow, "-O", str(path), "5")
    listed = out(mshow, "-t", str(path)).decode()
    assert Said(header("From"), header("To"), header("Subject"), parts["3"].decode(), parts["4"].decode(), ()) == (
        replace(said, attachments=())
    )
    assert file == resume.read_bytes()
    assert resume.name in listed


def test_ripmime_reads_the_same(resume: Path, tmp_path: Path) -> None:
    ripmime = program("ripmime")
    raw, said = awkward(resume)
    path, out = tmp_path / "letter.eml", tmp_path / "out"
    path.write_bytes(raw)
    subprocess.run([ripmime, "-i", str(path), "-d", str(out), "--overwrite"], capture_output=True, check=True)
    found = {each.name: each.read_bytes().replace(b"\r\n", b"\n") for each in out.iterdir()}
    texts = {content.strip(b"\n").decode() for name, content in found.items() if name.startswith("textfile")}
    assert {said.text.strip("\n"), said.html.strip("\n")} <= texts
    assert found[resume.name] == resume.read_bytes().replace(b"\r\n", b"\n")
