"""Bad input, sections D and E: names, text and injection; templates. The numbers are those of `docs/bad-input.md`."""

from __future__ import annotations

import json
from email import policy
from email.parser import BytesParser
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from tests.bad_input.profiles import BAKERS, BEA, write
from tests.cli.terminal import run_on_terminal
from tests.program import listing, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


CYRUS = {"name": "Cyrus Dale", "email": "cyrus@example.com", "offered_help": "2026-10-02"}


def contact(**changes: Any) -> dict[str, Any]:
    return {"contacts": [BEA | changes]}


def parsed(raw: bytes) -> Any:
    """The message as a standard parser reads it."""
    return BytesParser(policy=policy.default).parsebytes(raw)


def message(tree: Path) -> Any:
    """The brief to the first contact as a standard parser reads it."""
    ran = run("brief", "--all", "-f", "eml", "-o", "out/", cwd=tree)
    said = [line for line in ran.err.splitlines() if "is greeted as" not in line]
    assert (ran.code, said) == (0, [])
    (path,) = (tree / "out").iterdir()
    return parsed(path.read_bytes())


def refused(tree: Path, *said: str, arguments: tuple[str, ...] = ("brief", "--all", "-f", "eml", "-o", "out/")) -> None:
    """The program refuses with 65, one line a problem in the house shape, and nothing on disk changes."""
    before = listing(tree)
    ran = run(*arguments, cwd=tree)
    assert ran.code == 65, ran
    assert ran.out == ""
    assert listing(tree) == before
    for line in ran.err.splitlines():
        assert line.startswith("jobnet: "), ran.err
        assert line.isprintable(), ran.err
    for words in said:
        assert words in ran.err


IN_HEADERS: dict[str, Callable[[str], dict[str, Any]]] = {
    "seeker": lambda text: {"name": f"Nia{text}Pargeter"},
    "contact": lambda text: contact(name=f"Bea{text}Li"),
    "company": lambda text: {"applications": [BAKERS | {"company": f"Harbourside{text}Bakers"}]},
    "position": lambda text: {"applications": [BAKERS | {"position": f"Technical{text}Manager"}]},
    "title": lambda text: {"target_titles": [f"Quality{text}Manager"]},
    "own address": lambda text: {"email": f"nia@example.com{text}"},
    "address": lambda text: contact(email=f"bea{text}@example.com"),
}


@pytest.mark.parametrize("field", IN_HEADERS)
@pytest.mark.parametrize(
    ("text", "shown"), [("\r\nBcc: x@example.org", r"\x0d"), ("\nX: y", r"\x0a"), ("\rX", r"\x0d")]
)
def test_54_a_line_break_in_a_header_field(field: str, text: str, shown: str, tree: Path) -> None:
    write(tree, **IN_HEADERS[field](text))
    refused(tree, "profile.yaml:")
    assert shown in run("brief", cwd=tree).err


def left_out_alone(tree: Path, said: str) -> None:
    """With `--all` the others get their letters (4), by name the letter as mail is refused (65): `cli.md`, both."""
    write(tree, contacts=[*json.loads((tree / "profile.yaml").read_text("utf-8"))["contacts"], CYRUS])
    ran = run("brief", "--all", "-f", "eml", "-o", "out/", cwd=tree)
    assert ran.code == 4, ran
    assert "profile.yaml:18:12: contacts[0].name: warning: no e-mail can carry" in ran.err
    assert said in ran.err.partition("jobnet: left out ")[2]
    (path,) = (tree / "out").iterdir()
    assert [each.addr_spec for each in parsed(path.read_bytes())["To"].addresses] == ["cyrus@example.com"]
    refused(tree, said, arguments=("brief", "--to", "bea@example.com", "-f", "eml", "-o", "one/"))


def test_55_an_encoded_word_is_in_no_header(tree: Path) -> None:
    write(tree, **contact(name="=?utf-8?q?a=0D=0ABcc:_x@example.org?="))
    left_out_alone(tree, "looks like an encoded header")


@pytest.mark.parametrize("field", ["seeker", "contact", "company", "title"])
@pytest.mark.parametrize("code", [0x0B, 0x0C, 0x00, 0x1B, 0x1C, 0x85, 0x2028])
def test_56_a_control_character_in_a_header_field(field: str, code: int, tree: Path) -> None:
    write(tree, **IN_HEADERS[field](chr(code)))
    refused(tree, "profile.yaml:")
    assert f"{code:02x}" in run("brief", cwd=tree).err.lower()


ADDRESSES = {
    57: ["a@example.com, b@example.com", "<a@example.com>", "a@example.com> NOTIFY=NEVER", "a@x>, <y@example.com"],
    58: [
        "a@b@example.com",
        "nobody",
        "a b@example.com",
        "a@example..org",
        "a@example.com\u200b",
        "a\uff20example.com",
        "a@-example.org",
    ],
}


@pytest.mark.parametrize(("row", "address"), [(row, each) for row, all_ in ADDRESSES.items() for each in all_])
def test_57_58_not_one_address(row: int, address: str, tree: Path) -> None:
    write(tree, **contact(email=address))
    refused(tree, "profile.yaml:", "email")


@pytest.mark.parametrize("name", ["Li, Bea", 'Bea "Bee" Li', "Bea \\ Li", "Bea <Li>", "Bea (née) Li", "Bea; Li: x"])
def test_61_marks_in_a_name_parse_back(name: str, tree: Path) -> None:
    write(tree, **contact(name=name))
    (address,) = message(tree)["To"].addresses
    assert (address.display_name, address.addr_spec) == (name, "bea@example.com")


@pytest.mark.parametrize("name", ["Bea 🥐 Li", "李 贝亚", "בתיה לי", "Bea\u0301 Lí", "𝔅𝔢𝔞 𝔏𝔦"])
def test_62_letters_of_the_world(name: str, tree: Path) -> None:
    write(tree, summary=f"I work with {name} and others.", **contact(name=name))
    read = message(tree)
    assert read["To"].addresses[0].display_name == name
    body = read.get_body(("plain",))
    assert body is not None
    assert name in " ".join(body.get_content().split())


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200b"])
def test_63_marks_that_hide_or_turn_text_in_a_name(mark: str, tree: Path) -> None:
    write(tree, **contact(name=f"Bea{mark}Li"))
    refused(tree, f"profile.yaml:18:12: contacts[0].name: an invisible character U+{ord(mark):04X}")


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u061c"])
def test_63_a_mark_of_direction_is_text_but_in_no_header(mark: str, tree: Path) -> None:
    write(tree, **contact(name=f"Bea{mark}Li"))
    left_out_alone(tree, f"U+{ord(mark):04X}")


def test_64_a_name_of_two_thousand_letters(tree: Path) -> None:
    write(tree, **contact(name="B" * 2000))
    refused(tree, "200", "profile.yaml:")


def test_65_a_line_of_five_thousand_letters(tree: Path) -> None:
    long = "I see to " + "gluten-free-confectionery-manufacturing " * 124 + "and good bread."
    write(tree, summary=long)
    ran = run("brief", "--all", "-f", "eml", "-o", "out/", cwd=tree)
    assert ran.code == 0
    (path,) = (tree / "out").iterdir()
    raw = path.read_bytes()
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert long in " ".join(parsed(raw).get_body(("plain",)).get_content().split())


@pytest.mark.parametrize(
    "text", ["From here on I bake.", ". is where I begin.", "I end\r\n.\r\nMAIL FROM:<x@example.org>"]
)
def test_66_what_smtp_would_take_for_its_own(text: str, tree: Path) -> None:
    write(tree, summary=text)
    ran = run("brief", "--all", "-f", "eml", "-o", "out/", cwd=tree)
    if "\r" in text and ran.code == 65:  # a line break in one sentence may be refused at its line
        assert "profile.yaml:" in ran.err
        return
    assert ran.code == 0
    (path,) = (tree / "out").iterdir()
    raw = path.read_bytes()
    assert b"\r\n.\r\n" not in raw
    assert b"\nFrom " not in raw.partition(b"\r\n\r\n")[2]
    assert " ".join(text.split()) in " ".join(parsed(raw).get_body(("plain",)).get_content().split())


@pytest.mark.parametrize("form", ["text", "md", "html"])
@pytest.mark.parametrize("data", ["{{ 7*7 }}", "{% for x in y %}", "{# gone #}"])
def test_67_template_marks_in_the_data_are_printed_as_typed(data: str, form: str, tree: Path) -> None:
    write(tree, target_companies=[f"Fennel {data} Rye"])
    ran = run("brief", "-f", form, cwd=tree)
    assert ran.code == 0
    assert data.replace("{", "").replace("}", "") in ran.out.replace("\\", "").replace("{", "").replace("}", "")
    assert "49" not in ran.out.partition("Fennel")[2][:20]
    if form == "text":
        assert f"Fennel {data} Rye" in " ".join(ran.out.split())


class Tags(HTMLParser):
    """Which tags and attributes a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]


@pytest.mark.parametrize(
    "change",
    [
        {"target_companies": ["<script>alert(1)</script>", "Fennel"]},
        {"summary": 'I work" onload="alert(1) <img src=x onerror=alert(1)>.'},
        {"target_titles": ["Manager <b onmouseover=alert(1)>"]},
        contact(name="Bea <script>alert(1)</script>"),
    ],
)
def test_68_html_in_the_data_is_escaped(change: dict[str, Any], tree: Path) -> None:
    write(tree, **change)
    ran = run("brief", "--to", "bea@example.com", "-f", "html", cwd=tree)
    if ran.code == 65:  # raw HTML in a ¶ sentence is a mistake of its own
        assert "summary" in ran.err
        return
    tags = Tags()
    tags.feed(ran.out)
    assert not tags.tags & {"script", "img", "b"}
    assert not {each for each in tags.attributes if each.startswith("on")}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.com/x"])
def test_68_only_links_that_are_links(url: str, tree: Path) -> None:
    write(tree, linkedin=url)
    refused(tree, "linkedin")


@pytest.mark.parametrize("name", ["Fennel [/] Rye", "[red]Fennel[/red]", "Fennel :smile: Rye"])
def test_69_rich_markup_in_the_data_is_printed_literally(name: str, tree: Path) -> None:
    write(tree, target_companies=[name])
    assert name in " ".join(run("brief", cwd=tree).out.split())
    assert name in " ".join(run_on_terminal("brief", cwd=tree).out.split())


def test_70_an_escape_sequence_never_reaches_the_screen(tree: Path) -> None:
    write(tree, target_companies=["Fennel \x9b31m Rye", "Tamar \x1b]0;title\x07 Preserves"])
    ran = run_on_terminal("brief", cwd=tree)
    assert "\x9b" not in ran.out
    assert "\x1b]0" not in ran.out


PLAIN = "Subject: Hello {{ seeker_name }}\n\nWho do you know at Fennel & Rye?\n"


def template(tree: Path, text: str | bytes) -> None:
    write(tree)
    (tree / "own.md.j2").write_bytes(text if isinstance(text, bytes) else text.encode())


OWN = ("brief", "--template", "own.md.j2")


def test_72_a_template_that_is_not_there(tree: Path) -> None:
    write(tree)
    ran = run(*OWN, cwd=tree)
    assert (ran.code, ran.out) == (66, "")
    assert "own.md.j2" in ran.err


def test_72_a_template_that_is_a_folder(tree: Path) -> None:
    write(tree)
    (tree / "own.md.j2").mkdir()
    ran = run(*OWN, cwd=tree)
    assert (ran.code, ran.out) == (66, "")


def test_72_a_template_that_is_not_utf_8(tree: Path) -> None:
    template(tree, b"Subject: x\n\n\xff\xfe caf\xe9\n")
    refused(tree, "own.md.j2", arguments=OWN)


def test_73_a_byte_order_mark_in_a_template(tree: Path) -> None:
    template(tree, b"\xef\xbb\xbf" + PLAIN.encode())
    ran = run(*OWN, cwd=tree)
    assert (ran.code, ran.out) == (0, "Subject: Hello Nia Pargeter\n\nWho do you know at Fennel & Rye?\n")


@pytest.mark.parametrize(
    ("row", "line", "said"),
    [
        (74, "{% if %}", "own.md.j2:4"),
        (74, "{{ seeker_name | shout }}", "shout"),
        (74, "{% frobnicate %}", "own.md.j2:4"),
        (75, "{{ seker.name }}", "seker"),
        (75, "{{ words.nmae }}", "nmae"),
        (78, "{{ ''.__class__.__mro__ }}", "own.md.j2"),
        (78, "{{ words | attr('__class__') }}", "own.md.j2"),
        (78, "{{ '{0.__class__}'.format(words) }}", "own.md.j2"),
        (79, "{{ words.update({'name': 'x'}) }}", "own.md.j2"),
        (81, "{% include '../secret' %}", "secret"),
        (82, "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "macro"),
    ],
)
def test_74_to_82_a_template_that_cannot_be_used(row: int, line: str, said: str, tree: Path) -> None:
    template(tree, f"Subject: x\n\nA body.\n{line}\n")
    (tree.parent / "secret").write_text("do not read")
    refused(tree, said, arguments=OWN)


def test_76_nothing_is_not_printed_as_none(tree: Path) -> None:
    template(tree, "Subject: x\n\nWho do you know there? Call me: {{ phone }}.\n")
    ran = run(*OWN, cwd=tree)
    assert "None" not in ran.out
    assert ran.code in {0, 65}


@pytest.mark.parametrize("text", ["Subject: \n\nA body.\n", "Subject: x\n\n \n", "", "No subject line.\n"])
def test_77_an_empty_subject_or_body(text: str, tree: Path) -> None:
    template(tree, text)
    refused(tree, "own.md.j2", arguments=OWN)


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% set c = a %}{% endfor %}{% endfor %}",
        "{% for a in range(99999) %}{{ 'x' * 9999 }}{% endfor %}",
    ],
)
def test_80_an_endless_template(line: str, tree: Path) -> None:
    template(tree, f"Subject: x\n\nA body.\n{line}\n")
    refused(tree, "own.md.j2", arguments=OWN)


def test_83_a_template_may_set_the_subject_and_no_other_header(tree: Path) -> None:
    template(tree, "Subject: x\nBcc: y@example.org\n\nA body.\n")
    refused(tree, "Subject", arguments=OWN)
