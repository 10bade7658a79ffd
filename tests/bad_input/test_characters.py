"""Characters that are none, and characters that mail cannot carry: in a profile by hand, and in what is imported."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from tests.program import run

if TYPE_CHECKING:
    from pathlib import Path

NEVER = ["\ufdd0", "\ufdd2", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff"]
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nTITLE:{title}\r\nEMAIL:{email}\r\nEND:VCARD\r\n"


@pytest.mark.parametrize("character", NEVER)
@pytest.mark.parametrize(("field", "line"), [("summary", 2), ("company", 3)])
def test_what_is_no_character_stops_the_reading_at_its_line(field: str, line: int, character: str, tree: Path) -> None:
    for typed in (character, f"\\U{ord(character):08x}"):
        summary, company = (typed, "") if field == "summary" else ("", typed)
        (tree / "profile.yaml").write_text(
            f'name: Nia Pargeter\nsummary: "I bake{summary} bread."\ntarget_companies: ["Fennel{company} Rye"]\n',
            encoding="utf-8",
        )

        ran = run("check", cwd=tree)

        assert (ran.code, ran.out) == (65, "")
        assert ran.err.startswith(f"jobnet: profile.yaml:{line}:")
        assert f"U+{ord(character):04X}" in ran.err
        assert character not in ran.err


@pytest.mark.parametrize(
    "record", ["contacts:\n  - {name: Bea Li, opening: ", "applications:\n  - {company: Quay, position: Cook, notes: "]
)
def test_an_escape_gives_no_control_character_to_a_sentence_either(record: str, tree: Path) -> None:
    text = f'name: Nia Pargeter\n{record}"A \\e[31m b."}}\n'
    (tree / "profile.yaml").write_text(text, encoding="utf-8")

    ran = run("check", cwd=tree)

    assert (ran.code, "profile.yaml:3:" in ran.err, "\\x1b" in ran.err) == (65, True, True), ran.err


@pytest.mark.parametrize("character", [*NEVER, "\x00", "\x1b"])
def test_a_field_with_what_is_no_character_is_named_and_everything_else_comes_in(character: str, tree: Path) -> None:
    (tree / "profile.yaml").write_text("name: Nia Pargeter\n", encoding="utf-8")
    rows = f"Ada,Qui{character}ll,a@example.com,Cook\nBo,Reed,b@example.com,Co{character}ok\nCy,Nash,c@example.com,\n"
    head = "First Name,Last Name,E-mail Address,Job Title\n"
    (tree / "people.csv").write_text(head + rows, encoding="utf-8")

    ran = run("import", "people.csv", "--apply", cwd=tree)

    assert ran.code == 0, ran.err
    assert (tree / "profile.yaml").read_text(encoding="utf-8") == (
        "name: Nia Pargeter\ncontacts:\n  - name: Bo Reed\n    email: b@example.com\n"
        "  - name: Cy Nash\n    email: c@example.com\n"
    )
    assert "row 2: name 'Ada Qui" in ran.err
    assert "row 3: title 'Co" in ran.err
    assert character not in ran.err


def test_marks_that_address_books_put_around_a_name_or_number_are_left_away(tree: Path) -> None:
    (tree / "profile.yaml").write_text("name: Nia Pargeter\n", encoding="utf-8")
    (tree / "people.csv").write_text(
        "First Name,Last Name,E-mail 1 - Value,Phone 1 - Value\n"
        "Ada,Quill\u200b,ada@example.com\u200b,\u202d+49 170 1234567\u202c\n"
        "\u200eBo,Reed,bo@example.com,\u206649 170 2\u2069\n",
        encoding="utf-8",
    )

    assert run("import", "people.csv", "--apply", cwd=tree).code == 0

    assert (tree / "profile.yaml").read_text(encoding="utf-8") == (
        'name: Nia Pargeter\ncontacts:\n  - name: Ada Quill\n    email: ada@example.com\n    phone: "+49 170 1234567"\n'
        "  - name: Bo Reed\n    email: bo@example.com\n    phone: 49 170 2\n"
    )


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ("{name: Bo Reed, email: bo@localhost}", "`localhost` is no domain"),
        ('{name: "\\u200eBo Reed", email: bo@example.com}', "U+200E"),
        ('{name: "=?utf-8?q?Bo?=", email: bo@example.com}', "looks like an encoded header"),
    ],
)
def test_whom_mail_cannot_carry_is_warned_about_at_the_line(contact: str, said: str, tree: Path) -> None:
    (tree / "profile.yaml").write_text(f"name: Nia Pargeter\ncontacts:\n  - {contact}\n", encoding="utf-8")

    ran = run("check", cwd=tree)

    (line,) = [line for line in ran.out.splitlines() if said in line]
    assert line.startswith("profile.yaml:3:")
    assert "warning" in line


@pytest.mark.parametrize(
    ("name", "email", "said"),
    [
        ("Bo Reed", "bo@localhost", "the address 'bo@localhost'"),
        ("=?utf-8?q?Bo?=", "bo@example.com", "name '=?utf-8?q?Bo?='"),
    ],
)
def test_whom_mail_cannot_carry_is_named_by_an_import(name: str, email: str, said: str, tree: Path) -> None:
    (tree / "profile.yaml").write_text("name: Nia Pargeter\n", encoding="utf-8")
    cards = CARD.format(name=name, title="", email=email) + CARD.format(name="Cy", title="", email="c@example.com")
    (tree / "cards.vcf").write_text(cards, encoding="utf-8", newline="")

    ran = run("import", "cards.vcf", "--apply", cwd=tree)

    assert (ran.code, said in ran.err) == (0, True), ran.err
    assert "name: Cy" in (tree / "profile.yaml").read_text(encoding="utf-8")
    assert email not in (tree / "profile.yaml").read_text(encoding="utf-8")


SMALL = """\
name: Nia Pargeter
email: nia@example.com
target_titles: [Cook]
target_companies: [Fennel & Rye]
contacts:
  - {name: Bea Li, salutation: "Dear Bea,", email: bea@example.com, offered_help: 2026-10-01}
applications:
  - {company: Quay, position: Cook, applied: 2026-09-01, interview: {date: 2026-10-01, with: Ruth Oakes}, runner_up: 2026-10-13}
"""


def test_no_expression_of_a_template_makes_a_control_character(tree: Path) -> None:
    (tree / "profile.yaml").write_text(SMALL, encoding="utf-8")
    template = 'Subject: Hello\n\n{{ greeting }}\n\nWho{{ "\\x1b]0;\\x07" }} do you know at Fennel & Rye?\n'
    (tree / "own.txt").write_text(template, encoding="utf-8")

    ran = run("brief", "--to", "Bea", "--template", "own.txt", "--force", cwd=tree)

    assert (ran.code, ran.out) == (65, "")
    assert "own.txt:1:1: the body of the letter holds a control character \\x1b" in ran.err


@pytest.mark.parametrize("character", [*NEVER, "\u2028", "\x1b"])
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("brief", "--to", "Bea", "--line", "I thought of{} your garden."), 2),
        (("runnerup", "--company", "Quay", "--particular", "The long{} tables stay with me."), 2),
        (("brief", "--to", "Bea", "--template", "own.md.j2"), 65),
        (("brief", "--to", "Bea", "--edit", "--yes", "--force"), 65),
    ],
    ids=["--line", "--particular", "--template", "--edit"],
)
def test_none_comes_into_a_letter_by_another_way(
    command: tuple[str, ...], code: int, character: str, tree: Path
) -> None:
    (tree / "profile.yaml").write_text(SMALL, encoding="utf-8")
    template = f"Subject: Hello\n\n{{{{ greeting }}}}\n\nWhom{character} do you know at Fennel & Rye?\n"
    (tree / "own.md.j2").write_text(template, encoding="utf-8")
    add = f"import sys; open(sys.argv[-1], 'a', encoding='utf-8').write({f'So{character} long.'!a})"
    (tree / "config.yaml").write_text(json.dumps({"edit_command": [sys.executable, "-c", add]}), encoding="utf-8")
    (tree / "config.yaml").chmod(0o600)

    env = {"JOBNET_CONFIG": str(tree / "config.yaml")}
    ran = run(*(word.replace("{}", character) for word in command), cwd=tree, env=env)

    assert (ran.code, ran.out) == (code, ""), ran.err
    assert f"U+{ord(character):04X}" in ran.err or f"\\x{ord(character):02x}" in ran.err
    assert character not in ran.err
